import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { CompanyPresence, Conversation } from '../../client/client.ts';
import { acceptFor, onlyPictures, type Sender } from '../../domain/file-extensions.ts';
import { looksLikeIos, looksLikePhone } from '../../domain/systems.ts';
import { en } from '../../locales/en/common.ts';
import type { CompanySettings } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property } from '../decorators.ts';
import { SupportErrorEvent } from '../events.ts';
import type { FileRefusal } from '../upload-events.ts';
import type { NamedText } from '../named-text.ts';
import { icon } from '../icon.ts';
import { LazyPart } from '../lazy-part.ts';
import { SupportElement } from '../support-element.ts';
import { FileDrop, pastedFiles } from './file-drop.ts';
import type { FileTaking } from './file-taking.ts';
import { fileUploadStyles } from './file-upload.styles.ts';

/** Bytes of the largest file where nobody has said otherwise. */
const usualLargest = 25_000_000;

/**
 * Files for a form or a conversation: a button first, drop and paste on top, with the limits said before and every refusal in words.
 * In a form it is a field of its own: its files are in the form's data under `name`. With a conversation they go up at once.
 *
 * What becomes of files once they are chosen is loaded when somebody opens the picker or drags one here; what is chosen before it is there
 * waits, without a connection until there is one.
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
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles: CSSResultGroup = [tokens, base, controls, fileUploadStyles];

  /** The name under which the files stand in the form's data. */
  @property({ reflect: true }) name = '';
  /** Kinds of files as in `<input accept>`; can only narrow what the company allows. */
  @property() accept = '';
  /** Whether more than one file may be chosen. */
  @property({ type: Boolean }) multiple = false;
  /** With `multiple`: how many at most. */
  @property({ type: Number, attribute: 'max-files' }) maxFiles = 10;
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
  /** A customer's company, or all of a technician's. */
  readonly #settings = new StoreController<CompanySettings | readonly CompanyPresence[] | null>(this, () => {
    const client = this.#client;
    return client?.role === 'technician' ? client.$companies : client?.$settings;
  });
  readonly #drop = new FileDrop(this, () => !this.compact && !this.#off, (files) => void this.add(files));
  readonly #phone = looksLikePhone(navigator.userAgent);
  readonly #camera = new LazyPart(this, async () => (await import('./camera-button.ts')).cameraButton);
  readonly #kinds = new LazyPart(this, async () => (await import('./kinds-text.ts')).kindsText);
  #taking: FileTaking | undefined;
  #loading: Promise<FileTaking> | undefined;
  /** What was chosen before that was there, and where it was to go then. */
  #waiting: (readonly [files: readonly File[], conversation: Conversation | undefined])[] = [];
  /** Whether it could not be fetched when it was last tried. */
  #failed = false;
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
      if (event.composedPath()[0] === this) this.choose();
    });
    this.addEventListener('dragenter', this.prepare);
    this.addEventListener('paste', (event) => {
      const files = this.compact ? [] : pastedFiles(event);
      if (files.length > 0) event.preventDefault();
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
    return this.#taking?.ready ?? [];
  }

  /** @internal Whether files were chosen of which it is not known yet if they may be sent. */
  get busy(): boolean {
    return this.#waiting.length > 0 || this.#taking?.busy === true;
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
    if (this.#off) return;
    this.prepare();
    this.renderRoot.querySelector('input')?.click();
  }

  /** Takes files as if they had been chosen. Resolves when all have been judged, or cannot be yet. */
  async add(files: readonly File[]): Promise<void> {
    if (this.#off || files.length === 0) return;
    this.#complaining = false;
    this.#waiting.push([files, this.conversation]);
    this.#changed();
    await this.#take();
  }

  /** @internal Loads what files need once they are chosen; who may soon choose some need not wait then. */
  readonly prepare = (): void => {
    void this.#take();
  };

  /** @internal Resolves when all that was chosen has been looked at: true, or false if some of it could not be. */
  async settled(): Promise<boolean> {
    await this.#take();
    return !this.busy;
  }

  /** @internal Why a file was refused, in words. */
  refusal(name: string, reason: FileRefusal): NamedText | undefined {
    return this.#taking?.refusal(name, reason);
  }

  /** Lets go of all files. */
  clear(): void {
    this.#complaining = this.#failed = false;
    this.#waiting = [];
    this.#taking?.clear();
    this.#changed();
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
    // What it is given is what #value had set.
    if (state instanceof FormData) void this.add([...state.values()] as File[]);
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabledByForm = disabled;
    this.requestUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    this.#value();
    // What goes up there already is shown, too.
    if (this.conversation && !this.compact && !this.#taking) this.prepare();
  }

  get #off(): boolean {
    return this.disabled || this.#disabledByForm;
  }

  /** Who chooses here, as far as it is known before anybody has: a customer's system is only guessed. */
  get #sender(): Sender {
    const { userAgent, maxTouchPoints } = navigator;
    return this.#client?.role === 'technician' ? { role: 'technician' } : { role: 'customer', os: looksLikeIos(userAgent, maxTouchPoints) ? 'ios' : 'other' };
  }

  /** Bytes of the largest file. */
  get #largest(): number {
    const known = this.#settings.value;
    const settings = known && 'length' in known ? known.find(({ company }) => company === this.conversation?.company)?.settings : known;
    return Math.min(settings?.maxFileSize ?? usualLargest, this.maxFileSize > 0 ? this.maxFileSize : Infinity);
  }

  /** Hands over what waits. Resolves when it has been looked at, or cannot be yet. Never rejects. */
  async #take(): Promise<void> {
    try {
      this.#taking ??= await (this.#loading ??= this.#load());
    } catch (error) {
      this.#loading = undefined;
      if (this.#waiting.length === 0) return;
      addEventListener('online', this.prepare, { once: true });
      if (this.#failed) return;
      this.#failed = true;
      this.#changed();
      // In a composer it is said there.
      if (!this.compact) this.announce(this.#terms.words.errors.offline, 'assertive');
      this.dispatchEvent(new SupportErrorEvent('offline', error));
      return;
    }
    this.#failed = false;
    for (const [files, conversation] of this.#waiting.splice(0)) this.#taking.take(files, conversation);
    this.#changed();
    await this.#taking.settled();
  }

  async #load(): Promise<FileTaking> {
    const { takeFiles } = await import('./file-taking.ts');
    return takeFiles(this, {
      now: () => ({ sender: this.#sender, largest: this.#largest, terms: this.#terms.words, formats: this.#terms.formats }),
      changed: () => {
        this.#changed();
      },
    });
  }

  /** What fails again is said again. */
  readonly #retry = async (): Promise<void> => {
    this.#failed = false;
    if (await this.settled()) this.focus();
  };

  readonly #discard = (): void => {
    this.focus();
    this.clear();
  };

  #changed(): void {
    this.#value();
    this.requestUpdate();
  }

  #value(): void {
    const { words: terms } = this.#terms;
    this.#internals.setFormValue(this.#taking?.data ?? null);
    const waits = !this.conversation && this.#waiting.length > 0;
    const fault = waits ? (this.#failed ? terms.errors.offline : terms.loading) : this.#custom;
    this.#internals.setValidity({ customError: fault !== '', valueMissing: this.required && this.files.length === 0 }, fault || terms.file.missing, this.shadowRoot?.querySelector('button') ?? undefined);
  }

  readonly #picked = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // The same file again is a choice, too.
    input.value = '';
    void this.add(files);
  };

  protected override render(): TemplateResult {
    const { words: terms, formats } = this.#terms;
    const { file } = terms;
    const { compact, accept, capture } = this;
    const sender = this.#sender;
    const off = this.#off;
    const failed = this.#failed;
    const { over } = this.#drop;
    if (this.#phone && !capture) void this.#camera.want(false);
    if (accept) void this.#kinds.want(false);
    const label = this.#phone && !compact ? file.select : file.upload;
    const kinds = accept ? (this.#kinds.value?.(sender, accept, terms, formats) ?? accept) : onlyPictures(sender) ? file.pictures : file.allTypes;
    const limits = file.limits(kinds, formats.size(this.#largest).replaceAll(' ', '\u{a0}'));
    const fault = !compact && (failed ? terms.errors.offline : this.#complaining && this.validationMessage);
    return html`<div class=${compact ? '' : over ? 'area over' : 'area'}>
        <button
          part="button"
          type="button"
          class=${compact ? 'button plain icon-only' : 'button'}
          aria-label=${label}
          title=${compact ? `${label}: ${limits}` : nothing}
          aria-describedby=${fault ? 'limits missing' : 'limits'}
          ?disabled=${off}
          @click=${this.choose}
        >
          ${icon(Paperclip)} ${compact ? nothing : label}</button
        >${this.#camera.value?.(file.photograph, compact, off, this.#picked)}
        <p class=${compact ? 'hidden' : 'hint'} id="limits">${over ? file.drop : limits}</p>
        <input type="file" hidden accept=${accept || acceptFor(sender)} capture=${capture || nothing} ?multiple=${this.multiple || this.conversation} @change=${this.#picked} />
      </div>
      ${fault
        ? html`<p class="fault" id="missing">
            ${icon(CircleAlert)} ${fault}
            ${failed
              ? html`<button type="button" class="link" @click=${this.#retry}>${terms.retry}</button> <button type="button" class="link" @click=${this.#discard}>${terms.discard}</button>`
              : nothing}
          </p>`
        : nothing}
      ${compact ? nothing : this.#taking?.list()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'file-upload': FileUpload;
  }
}
