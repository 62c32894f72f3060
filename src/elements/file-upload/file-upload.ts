import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation, UploadLine } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import { en } from '../../locales/en/common.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent, SupportFileRejectEvent, SupportUploadBeforeEvent, type FileRefusal } from '../events.ts';
import { icon } from '../icon.ts';
import { plain, type NamedText } from '../named-text.ts';
import { SupportElement } from '../support-element.ts';
import { ChosenFiles, type ChosenFile } from './chosen-files.ts';
import { FileDrop, pastedFiles } from './file-drop.ts';
import { chosenRow, uploadRow } from './file-row.ts';
import { judge, pickerAccept, usualLargest, type FileRules } from './file-rules.ts';
import { fileUploadStyles } from './file-upload.styles.ts';
import { limitsText, refusalText } from './file-words.ts';
import { ownDevice } from './own-device.ts';

/** Files that one form may hold unless `max-files` says otherwise. */
const usualMost = 10;

/**
 * Files for a form or a conversation: a button first, drop and paste on top, with the limits said before and every refusal in words.
 * In a form it is a field of its own: its files are in the form's data under `name`. With a conversation they go up at once.
 *
 * @csspart button - The button that opens the picker.
 * @fires {SupportUploadBeforeEvent} support-upload-before - Before a file is taken; cancelling leaves it out.
 * @fires {SupportFileRejectEvent} support-file-reject - A chosen file was refused.
 * @fires {SupportErrorEvent} support-error - An upload has failed.
 */
export class FileUpload extends SupportElement {
  static override readonly tag: string = 'file-upload';
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles: CSSResultGroup = [tokens, base, controls, fileUploadStyles];

  /** The name under which the files stand in the form's data. */
  @property({ reflect: true }) name = '';
  /** Kinds of files as in `<input accept>`; can only narrow what the company allows. */
  @property() accept = '';
  /** Whether more than one file may be chosen. */
  @property({ type: Boolean }) multiple = false;
  /** With `multiple`: how many at most. */
  @property({ type: Number, attribute: 'max-files' }) maxFiles = usualMost;
  /** Bytes; can only lower the company's limit. */
  @property({ type: Number, attribute: 'max-file-size' }) maxFileSize = Infinity;
  /** On phones: `environment` or `user` goes straight to that camera. */
  @property() capture = '';
  /** Whether the form it stands in needs a file. */
  @property({ type: Boolean, reflect: true }) required = false;
  /** Takes nothing, and its files stay out of the form's data. */
  @property({ type: Boolean, reflect: true }) disabled = false;

  /** @internal The conversation the files go into. */
  @property({ attribute: false }) conversation: Conversation | undefined;
  /** @internal The button alone, for a composer that shows uploads and refusals itself. */
  @property({ type: Boolean, reflect: true }) compact = false;

  readonly #internals = this.attachInternals();
  readonly #clients = new ClientController(this, () => 'customer');
  readonly #terms = new TermsController(this, 'common', en);
  readonly #settings = new StoreController(this, () => (this.#client?.role === 'customer' ? this.#client.$settings : undefined));
  readonly #companies = new StoreController(this, () => (this.#client?.role === 'technician' ? this.#client.$companies : undefined));
  readonly #lines = new StoreController(this, () => (this.compact ? undefined : this.conversation?.$messages));
  readonly #drop = new FileDrop(this, () => !this.compact && !this.#off, (files) => void this.add(files));
  readonly #chosen = new ChosenFiles(() => {
    this.#value();
    this.requestUpdate();
  });
  readonly #device = ownDevice();
  #disabledByForm = false;
  #complaining = false;

  constructor() {
    super();
    this.addEventListener('invalid', () => {
      this.#complaining = true;
      this.requestUpdate();
    });
    this.addEventListener('paste', (event) => {
      const files = this.compact || this.#off ? [] : pastedFiles(event);
      if (files.length === 0) return;
      event.preventDefault();
      void this.add(files);
    });
  }

  protected override get words(): readonly TermsController<'common'>[] {
    return [this.#terms];
  }

  get #client() {
    return this.#clients.client;
  }

  /** The chosen files that may be sent. */
  get files(): readonly File[] {
    return this.#chosen.ready;
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Opens the browser's picker; needs a user's gesture. */
  choose(): void {
    this.#input?.click();
  }

  /** Takes files as if they had been chosen. Resolves when all have been judged. */
  async add(files: readonly File[]): Promise<void> {
    if (this.#off) return;
    if (this.conversation) await this.#send(files, this.conversation);
    else await this.#hold(files);
  }

  /** @internal Why a file was refused, in words. */
  refusal(name: string, reason: FileRefusal): NamedText {
    return refusalText(name, reason, this.#rules, this.#terms.words, this.#terms.formats);
  }

  /** Lets go of all files. */
  clear(): void {
    this.#complaining = false;
    this.#chosen.clear();
  }

  formResetCallback(): void {
    this.clear();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabledByForm = disabled;
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#value();
  }

  get #off(): boolean {
    return this.disabled || this.#disabledByForm;
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  get #most(): number {
    if (!this.multiple && !this.conversation) return 1;
    return this.maxFiles >= 1 ? Math.floor(this.maxFiles) : usualMost;
  }

  get #rules(): FileRules & { readonly most: number } {
    const company = this.conversation?.company;
    const settings = this.#settings.value ?? this.#companies.value?.find((presence) => presence.company === company)?.settings;
    const largest = Math.min(settings?.maxFileSize ?? usualLargest, this.maxFileSize > 0 ? this.maxFileSize : Infinity);
    const sender = this.#client?.role === 'technician' ? ({ role: 'technician' } as const) : ({ role: 'customer', os: this.#device.os } as const);
    return { sender, largest, accept: this.accept, most: this.#most };
  }

  /** In a form: keeps them until it is sent. */
  async #hold(files: readonly File[]): Promise<void> {
    const wanted = files.filter((file) => this.dispatchEvent(new SupportUploadBeforeEvent(file)));
    if (wanted.length === 0) return;
    this.#complaining = false;
    const refused = await this.#chosen.add(wanted, { rules: this.#rules, most: this.#most });
    for (const { file, reason } of refused) if (reason) this.dispatchEvent(new SupportFileRejectEvent(file, reason));
    const said = [...refused.map((file) => this.#fault(file)), ...(this.files.length > 0 ? [this.#terms.words.file.chosen(this.files.length, this.#terms.formats)] : [])];
    this.announce(said.map((text) => (typeof text === 'string' ? text : text ? plain(text) : '')).join(' '));
  }

  /** Into a conversation: one after the other has been judged, all go up together. */
  async #send(files: readonly File[], conversation: Conversation): Promise<void> {
    const rules = this.#rules;
    const judged = await Promise.all(files.slice(0, rules.most).map((file) => judge(file, rules)));
    const refused = [...judged.filter(({ reason }) => reason !== null), ...files.slice(rules.most).map((file) => ({ file, reason: 'too_many' as const }))];
    for (const { file, reason } of refused) {
      if (!reason) continue;
      this.dispatchEvent(new SupportFileRejectEvent(file, reason));
      this.announce(plain(this.refusal(file.name, reason)));
    }
    for (const { file, reason } of judged) {
      if (reason || !this.dispatchEvent(new SupportUploadBeforeEvent(file))) continue;
      // The line of the upload tells the reader; the event tells the page.
      conversation.sendFile(file).catch((error: unknown) => {
        const code = isSupportError(error) ? error.code : 'upload_failed';
        if (code !== 'closed') this.dispatchEvent(new SupportErrorEvent(code, error));
      });
    }
  }

  #value(): void {
    const ready = this.#chosen.ready;
    const data = new FormData();
    for (const file of ready) data.append(this.name, file);
    this.#internals.setFormValue(this.name !== '' && ready.length > 0 ? data : null);
    const missing = this.required && ready.length === 0 && !this.conversation;
    const anchor = this.renderRoot instanceof ShadowRoot ? this.renderRoot.querySelector('button') : null;
    if (missing) this.#internals.setValidity({ valueMissing: true }, this.#terms.words.file.missing, anchor ?? undefined);
    else this.#internals.setValidity({});
  }

  #fault({ file, reason }: ChosenFile) {
    return reason ? this.refusal(file.name, reason) : null;
  }

  readonly #picked = (): void => {
    const input = this.#input;
    const files = [...(input?.files ?? [])];
    // The same file again is a choice, too.
    if (input) input.value = '';
    void this.add(files);
  };

  /** Takes a row away; the focus goes to its neighbour, or to the button. */
  #remove(index: number, remove: () => void): void {
    remove();
    void this.updateComplete.then(() => {
      const rows = this.renderRoot.querySelectorAll<HTMLElement>('.file');
      const row = rows[Math.min(index, rows.length - 1)];
      (row?.querySelector<HTMLElement>('button:last-of-type') ?? this.renderRoot.querySelector('button'))?.focus();
    });
  }

  protected override render(): TemplateResult {
    const { file } = this.#terms.words;
    const label = this.#device.type === 'phone' && !this.compact ? file.select : file.upload;
    const input = html`<input
      type="file"
      hidden
      accept=${pickerAccept(this.#rules)}
      capture=${this.capture || nothing}
      ?multiple=${this.#most > 1}
      @change=${this.#picked}
    />`;
    const limits = limitsText(this.#rules, this.#terms.words, this.#terms.formats);
    if (this.compact) {
      return html`<button part="button" type="button" class="button plain icon-only" aria-label=${label} aria-describedby="limits" title="${label}: ${limits}" ?disabled=${this.#off} @click=${this.choose}>
          ${icon(Paperclip)}</button
        ><span class="hidden" id="limits">${limits}</span>${input}`;
    }
    const missing = this.#complaining && !this.#internals.validity.valid;
    return html`<div class=${this.#drop.over ? 'area over' : 'area'}>
        <button part="button" type="button" class="button" aria-describedby=${missing ? 'limits missing' : 'limits'} ?disabled=${this.#off} @click=${this.choose}>
          ${icon(Paperclip)} ${label}
        </button>
        <p class="hint" id="limits">${this.#drop.over ? file.drop : limits}</p>
        ${input}
      </div>
      ${missing ? html`<p class="fault" id="missing">${icon(CircleAlert)} ${file.missing}</p>` : nothing} ${this.#list()}`;
  }

  #list(): TemplateResult | typeof nothing {
    const words = { terms: this.#terms.words, formats: this.#terms.formats };
    const uploads = (this.#lines.value ?? []).filter((line): line is UploadLine => line.kind === 'upload');
    const rows = [
      ...this.#chosen.all.map((chosen, index) => ({ id: chosen.id, row: chosenRow(chosen, this.#fault(chosen), () => { this.#remove(index, () => { this.#chosen.remove(chosen.id); }); }, words) })),
      ...uploads.map((line, index) => ({ id: line.id, row: uploadRow(line, () => { this.#remove(index, () => { line.discard(); }); }, words) })),
    ];
    return rows.length === 0 ? nothing : html`<ul class="files" role="list">${repeat(rows, ({ id }) => id, ({ row }) => row)}</ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'file-upload': FileUpload;
  }
}
