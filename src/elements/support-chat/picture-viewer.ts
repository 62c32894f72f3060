import ChevronLeft from 'lucide/dist/esm/icons/chevron-left.mjs';
import ChevronRight from 'lucide/dist/esm/icons/chevron-right.mjs';
import Download from 'lucide/dist/esm/icons/download.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import ZoomIn from 'lucide/dist/esm/icons/zoom-in.mjs';
import ZoomOut from 'lucide/dist/esm/icons/zoom-out.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { SharedFile } from '../../domain/request.ts';
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
import { pictureViewerStyles } from './picture-viewer.styles.ts';

/** A part of support-chat: one picture large, and the way to the others. Opens with its first rendering; only ever one picture is there. */
export class PictureViewer extends SupportElement {
  static override readonly tag: string = 'picture-viewer';
  static override styles = [tokens, base, controls, pictureViewerStyles];

  @property({ attribute: false }) pictures: readonly SharedFile[] = [];
  /** Which of them. */
  @property({ type: Number, attribute: false }) shown = 0;
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

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('shown')) void this.#find();
  }

  protected override firstUpdated(changed: PropertyValues): void {
    super.firstUpdated(changed);
    this.#dialog?.showModal();
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog');
  }

  async #find(): Promise<void> {
    const { shown } = this;
    this.url = null;
    this.whole = false;
    this.failed = false;
    const url = await this.addressed(this.pictures[shown]?.id ?? '').catch(() => null);
    if (shown !== this.shown) return;
    this.failed = url === null;
    this.url = url;
  }

  #go(to: number): void {
    if (to >= 0 && to < this.pictures.length) this.shown = to;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onwards = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const last = this.pictures.length - 1;
    // A picture that can be moved about is moved by the arrows.
    const to = /^Arrow(?:Left|Right)$/.test(event.key) && !this.whole ? this.shown + (event.key === onwards ? 1 : -1) : event.key === 'Home' ? 0 : event.key === 'End' ? last : null;
    if (to !== null) this.#go(to);
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
    const file = this.pictures[this.shown];
    if (!file) return nothing;
    const { words, formats } = this.#terms;
    const { pictures } = words;
    const many = this.pictures.length > 1;
    const place = many ? pictures.place(this.shown + 1, this.pictures.length, formats) : '';
    return html`<dialog aria-labelledby="title" @close=${this.closed} @keydown=${this.#keydown}>
      <header>
        <h2 id="title" aria-live="polite"><bdi>${file.name}</bdi> <span class="size">${[formats.size(file.size), place].filter(Boolean).join(' · ')}</span></h2>
        ${this.#button(this.whole ? ZoomOut : ZoomIn, this.whole ? pictures.fit : pictures.whole, this.#turn)}
        ${this.#button(Download, plain(around(pictures.download, file.name)), () => { this.download(file); })}
        ${this.#button(X, pictures.close, this.#end)}
      </header>
      <div class=${this.whole ? 'stage whole' : 'stage'} tabindex=${this.whole ? '0' : nothing} role=${this.whole ? 'group' : nothing} aria-labelledby=${this.whole ? 'title' : nothing} aria-busy=${this.url || this.failed ? nothing : 'true'}>
        ${this.failed ? html`<p role="alert">${pictures.failed}</p>` : this.url ? html`<img src=${this.url} alt=${file.name} @error=${this.#broken} />` : html`<p class="loading">${pictures.loading}</p>`}
      </div>
      ${many ? html`<nav aria-label=${pictures.label}>${this.#step(ChevronLeft, pictures.previous, -1)} ${this.#step(ChevronRight, pictures.next, 1)}</nav>` : nothing}
    </dialog>`;
  }

  readonly #broken = (): void => {
    this.failed = true;
  };

  #button(shape: IconNode, label: string, press: () => void): TemplateResult {
    return html`<button type="button" class="button plain icon-only" aria-label=${label} title=${label} @click=${press}>${icon(shape)}</button>`;
  }

  /** At either end it stays where it is, and so does the focus. */
  #step(shape: IconNode, label: string, by: 1 | -1): TemplateResult {
    const to = this.shown + by;
    const press = () => {
      this.#go(to);
    };
    return html`<button type="button" class="button icon-only" aria-label=${label} title=${label} aria-disabled=${this.pictures[to] ? nothing : 'true'} @click=${press}>${icon(shape, 'turned')}</button>`;
  }
}
