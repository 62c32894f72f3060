import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import ZoomIn from 'lucide/dist/esm/icons/zoom-in.mjs';
import ZoomOut from 'lucide/dist/esm/icons/zoom-out.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { SharedFile } from '../../domain/request.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en } from '../../locales/en/conversation.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { icon, type IconNode } from '../icon.ts';
import { around, plain } from '../named-text.ts';
import { SupportElement } from '../support-element.ts';
import { Gallery } from './gallery.ts';
import { pictureViewerStyles } from './picture-viewer.styles.ts';
import type { Side } from './row-focus.ts';

/** A part of support-chat: one picture large, and the way to the others. Opens with its first rendering; only ever one picture is there. */
export class PictureViewer extends SupportElement {
  static override readonly tag: string = 'picture-viewer';
  static override styles = [tokens, base, controls, pictureViewerStyles];

  @property({ attribute: false }) conversation: Conversation | undefined;
  /** The picture that is shown first. */
  @property({ attribute: false }) first: SharedFile | undefined;
  /** Whether a file is a picture. */
  @property({ attribute: false }) shows: (file: SharedFile) => boolean = () => false;
  /** Where the file of an id is to be had now. */
  @property({ attribute: false }) addressed: (id: string) => Promise<string> = () => Promise.reject(new Error());
  @property({ attribute: false }) download: (file: SharedFile) => void = () => undefined;
  @property({ attribute: false }) closed: () => void = () => undefined;

  /** Address of the picture that is shown; null until it is known. */
  @state() private url: string | null = null;
  @state() private failed = false;
  /** Whether it is as large as it is, and can be moved about. */
  @state() private whole = false;

  readonly #terms = new TermsController(this, 'conversation', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  #gallery: Gallery | undefined;
  #found: SharedFile | undefined;

  constructor() {
    super();
    this.addController({
      hostDisconnected: () => {
        this.#gallery?.close();
      },
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.conversation && this.first) this.#gallery ??= new Gallery(this.conversation, this.first, this.shows, () => { this.requestUpdate(); });
    const file = this.#gallery?.file;
    if (file && file.id !== this.#found?.id) void this.#find(file);
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async #find(file: SharedFile): Promise<void> {
    this.#found = file;
    this.url = null;
    this.whole = false;
    this.failed = false;
    const url = await this.addressed(file.id).catch(() => null);
    if (file !== this.#found) return;
    this.failed = url === null;
    this.url = url;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onwards = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    // A picture that can be moved about is moved by the arrows.
    if (/^Arrow(?:Left|Right)$/.test(event.key) && !this.whole) void this.#gallery?.step(event.key === onwards ? 'later' : 'earlier');
    else if (event.key === 'Home' || event.key === 'End') void this.#gallery?.furthest(event.key === 'End' ? 'later' : 'earlier');
    else if (event.key === '+' || event.key === '-') this.whole = event.key === '+';
    else return;
    event.preventDefault();
  };

  readonly #turn = (): void => {
    this.whole = !this.whole;
  };

  readonly #end = (): void => {
    this.#dialog?.close();
  };

  protected override render(): TemplateResult | typeof nothing {
    const gallery = this.#gallery;
    const file = gallery?.file;
    if (!gallery || !file) return nothing;
    const { words, formats } = this.#terms;
    const { pictures } = words;
    const { place } = gallery;
    // A button that has the focus stays, whatever has been found.
    const many = gallery.leads('earlier') || gallery.leads('later') || this.shadowRoot?.activeElement?.closest('nav');
    const which = place && place.of > 1 ? pictures.place(place.at, place.of, formats) : '';
    return html`<dialog aria-labelledby="title" @close=${this.closed} @keydown=${this.#keydown}>
      <header>
        <h2 id="title" aria-live="polite"><bdi>${file.name}</bdi> <span class="size">${[formats.size(file.size), which].filter(Boolean).join(' · ')}</span></h2>
        ${this.#button(this.whole ? ZoomOut : ZoomIn, this.whole ? pictures.fit : pictures.whole, this.#turn)}
        ${this.#button(Download, plain(around(pictures.download, file.name)), () => { this.download(file); })}
        ${this.#button(X, pictures.close, this.#end)}
      </header>
      <div class=${this.whole ? 'stage whole' : 'stage'} tabindex=${this.whole ? '0' : nothing} role=${this.whole ? 'group' : nothing} aria-labelledby=${this.whole ? 'title' : nothing} aria-busy=${this.url || this.failed ? nothing : 'true'}>
        ${this.failed ? html`<p role="alert">${pictures.failed}</p>` : this.url ? html`<img src=${this.url} alt=${file.name} @error=${this.#broken} />` : html`<p class="loading">${pictures.loading}</p>`}
      </div>
      ${many
        ? html`<nav aria-label=${pictures.label}>
            ${this.#step(gallery, ChevronLeft, pictures.previous, 'earlier')}
            <p role="status" class=${gallery.trouble === null ? 'said' : 'said bad'}>${gallery.waits ? pictures.looking : gallery.trouble === null ? '' : this.#common.words.errors[codeOf(gallery.trouble)]}</p>
            ${this.#step(gallery, ChevronRight, pictures.next, 'later')}
          </nav>`
        : nothing}
    </dialog>`;
  }

  readonly #broken = (): void => {
    this.failed = true;
  };

  #button(shape: IconNode, label: string, press: () => void): TemplateResult {
    return html`<button type="button" class="button plain icon-only" aria-label=${label} title=${label} @click=${press}>${icon(shape)}</button>`;
  }

  /** At either end it stays where it is, and so does the focus. */
  #step(gallery: Gallery, shape: IconNode, label: string, side: Side): TemplateResult {
    return html`<button type="button" class="button icon-only" aria-label=${label} title=${label} aria-disabled=${gallery.leads(side) ? nothing : 'true'} @click=${() => void gallery.step(side)}>${icon(shape, 'turned')}</button>`;
  }
}
