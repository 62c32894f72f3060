import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, UploadLine } from '../../client/client.ts';
import { en } from '../../locales/en/common.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property } from '../decorators.ts';
import { SupportErrorEvent, type FileRefusal } from '../events.ts';
import type { NamedText } from '../named-text.ts';
import { icon } from '../icon.ts';
import { LazyPart } from '../lazy-part.ts';
import { SupportElement } from '../support-element.ts';
import { FileDrop, pastedFiles } from './file-drop.ts';
import { pickerAccept, usualLargest, type FileRules } from './file-rules.ts';
import type { FileTaking } from './file-taking.ts';
import { fileUploadStyles } from './file-upload.styles.ts';
import { LateTaking } from './late-taking.ts';
import { limitsText } from './limits-text.ts';
import { ownDevice } from './own-device.ts';

/** Files that one form may hold unless `max-files` says otherwise. */
const usualMost = 10;

/**
 * Files for a form or a conversation: a button first, drop and paste on top, with the limits said before and every refusal in words.
 * In a form it is a field of its own: its files are in the form's data under `name`. With a conversation they go up at once.
 *
 * What becomes of files once they are chosen is loaded when somebody is about to choose one; what is chosen before it is there waits.
 *
 * @csspart button - The button that opens the picker.
 * @fires {SupportUploadBeforeEvent} support-upload-before - Before a file is taken; cancelling leaves it out.
 * @fires {SupportFileRejectEvent} support-file-reject - A chosen file was refused.
 * @fires {SupportUploadStartEvent} support-upload-start - A file goes up, or waits for its turn.
 * @fires {SupportUploadProgressEvent} support-upload-progress - More of a file has gone.
 * @fires {SupportUploadSuccessEvent} support-upload-success - A file is where the other side sees it.
 * @fires {SupportUploadErrorEvent} support-upload-error - A file was refused on its way.
 * @fires {SupportUploadAbortEvent} support-upload-abort - Somebody has called a file off.
 * @fires {SupportErrorEvent} support-error - An upload has failed, or what a chosen file needs could not be fetched (`offline`).
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
  readonly #device = ownDevice();
  readonly #camera = new LazyPart(this, async () => (await import('./camera-button.ts')).cameraButton);
  readonly #late = new LateTaking(
    this,
    () => this.#load(),
    () => {
      this.#changed();
    },
    (error) => {
      // In a composer it is said there.
      if (!this.compact) this.announce(this.#terms.words.errors.offline, 'assertive');
      this.dispatchEvent(new SupportErrorEvent('offline', error));
    },
  );
  #disabledByForm = false;
  #complaining = false;
  #custom = '';

  constructor() {
    super();
    this.addEventListener('invalid', () => {
      this.#complaining = true;
      this.requestUpdate();
    });
    this.addEventListener('click', (event) => {
      // A click on its label comes here, on the element itself.
      if (event.composedPath()[0] === this && !this.#off) this.choose();
    });
    for (const type of ['pointerenter', 'focusin', 'dragenter'] as const) {
      this.addEventListener(type, () => {
        if (!this.#off) this.prepare();
      });
    }
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
    return this.#late.taking?.ready ?? [];
  }

  /** @internal Whether files were chosen of which it is not known yet if they may be sent. */
  get busy(): boolean {
    return this.#late.busy;
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
    this.prepare();
    this.#input?.click();
  }

  /** Takes files as if they had been chosen. Resolves when all have been judged, or cannot be yet. */
  async add(files: readonly File[]): Promise<void> {
    if (this.#off || files.length === 0) return;
    this.#complaining = false;
    await this.#late.add(files, this.conversation);
  }

  /** @internal Loads what files need once they are chosen; who may soon choose some need not wait then. */
  prepare(): void {
    void this.#late.take();
  }

  /** @internal Resolves when all that was chosen has been looked at: true, or false if some of it could not be. */
  async settled(): Promise<boolean> {
    await this.#late.take();
    return !this.busy;
  }

  /** @internal Why a file was refused, in words. */
  refusal(name: string, reason: FileRefusal): NamedText | undefined {
    return this.#late.taking?.refusal(name, reason);
  }

  /** Lets go of all files. */
  clear(): void {
    this.#complaining = false;
    this.#late.clear();
  }

  /** As of a field: what is wrong with it in the page's eyes; empty if nothing is. */
  setCustomValidity(message: string): void {
    this.#custom = message;
    this.#value();
  }

  formResetCallback(): void {
    this.clear();
  }

  /** The page was left and is there again: so are its files, where the browser has kept them. */
  formStateRestoreCallback(state: File | string | FormData | null): void {
    if (!(state instanceof FormData)) return;
    void this.add([...state.values()].filter((value): value is File => value instanceof File));
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

  get #button(): HTMLButtonElement | null {
    return this.renderRoot.querySelector('button');
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

  async #load(): Promise<FileTaking> {
    // With what a conversation loads to send one, so that nothing is missing once a file is taken.
    const [{ FileTaking: Taking }] = await Promise.all([import('./file-taking.ts'), import('../../client/uploads.ts')]);
    const taking = new Taking(this, {
      rules: () => this.#rules,
      words: () => ({ terms: this.#terms.words, formats: this.#terms.formats }),
      changed: () => {
        this.#changed();
      },
    });
    await taking.worded;
    return taking;
  }

  readonly #retry = async (): Promise<void> => {
    await this.#late.retry();
    if (!this.busy) this.#button?.focus();
  };

  readonly #discard = (): void => {
    this.#button?.focus();
    this.clear();
  };

  #changed(): void {
    this.#value();
    this.requestUpdate();
  }

  #value(): void {
    const ready = this.files;
    const { words: terms } = this.#terms;
    const data = new FormData();
    for (const file of ready) data.append(this.name, file);
    this.#internals.setFormValue(this.name !== '' && ready.length > 0 ? data : null);
    const held = this.conversation === undefined;
    const anchor = this.shadowRoot?.querySelector('button') ?? undefined;
    if (held && this.#late.waiting) this.#internals.setValidity({ customError: true }, this.#late.failed ? terms.errors.offline : terms.loading, anchor);
    else if (held && this.required && ready.length === 0) this.#internals.setValidity({ valueMissing: true }, terms.file.missing, anchor);
    else this.#internals.setValidity(this.#custom === '' ? {} : { customError: true }, this.#custom, anchor);
  }

  readonly #picked = ({ target: input }: Event): void => {
    if (!(input instanceof HTMLInputElement)) return;
    const files = [...(input.files ?? [])];
    // The same file again is a choice, too.
    input.value = '';
    void this.add(files);
  };

  protected override render(): TemplateResult {
    const { words: terms, formats } = this.#terms;
    const { file } = terms;
    const phone = this.#device.type === 'phone';
    if (phone && !this.capture) void this.#camera.want(false);
    const label = phone && !this.compact ? file.select : file.upload;
    const limits = limitsText(this.#rules, terms, formats);
    const beside = html`${this.#camera.value?.(file.photograph, this.compact, this.#off, this.#picked)}
      <input type="file" hidden accept=${pickerAccept(this.#rules)} capture=${this.capture || nothing} ?multiple=${this.#most > 1} @change=${this.#picked} />`;
    if (this.compact) {
      return html`<button part="button" type="button" class="button plain icon-only" aria-label=${label} aria-describedby="limits" title="${label}: ${limits}" ?disabled=${this.#off} @click=${this.choose}>
          ${icon(Paperclip)}</button
        ><span class="hidden" id="limits">${limits}</span>${beside}`;
    }
    const stuck = this.#late.failed;
    const missing = this.#complaining && !stuck && !this.#internals.validity.valid;
    return html`<div class=${this.#drop.over ? 'area over' : 'area'}>
        <button part="button" type="button" class="button" aria-describedby=${missing ? 'limits missing' : 'limits'} ?disabled=${this.#off} @click=${this.choose}>
          ${icon(Paperclip)} ${label}
        </button>
        <p class="hint" id="limits">${this.#drop.over ? file.drop : limits}</p>
        ${beside}
      </div>
      ${missing ? html`<p class="fault" id="missing">${icon(CircleAlert)} ${this.validationMessage}</p>` : nothing}
      ${stuck
        ? html`<p class="fault">
            ${icon(CircleAlert)} ${terms.errors.offline}
            <button type="button" class="link" @click=${this.#retry}>${terms.retry}</button>
            <button type="button" class="link" @click=${this.#discard}>${terms.discard}</button>
          </p>`
        : nothing}
      ${this.#list()}`;
  }

  /** What was chosen and what is on its way. */
  #list(): TemplateResult | typeof nothing {
    const uploads = (this.#lines.value ?? []).filter((line): line is UploadLine => line.kind === 'upload');
    if (this.#late.taking) return this.#late.taking.list(uploads);
    if (uploads.length > 0) this.prepare();
    return nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'file-upload': FileUpload;
  }
}
