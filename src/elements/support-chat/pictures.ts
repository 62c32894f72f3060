import { css, nothing, render, html, type ReactiveController, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { Conversation } from '../../client/client.ts';
import type { SharedFile } from '../../domain/request.ts';
import { en } from '../../locales/en/conversation.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { privateTag } from '../private-tags.ts';
import type { SupportElement } from '../support-element.ts';
import { addressOf } from './download.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Bytes of the largest picture that is fetched unasked, to be shown small. */
const largest = 8_000_000;
/** So many are fetched at a time. */
const atOnce = 2;
/** So many small ones are held: beyond it the oldest go, and are fetched again when they are in sight. */
const held = 60;
/** How far outside of what is in sight a picture is worth fetching. */
const near = '200px';

export interface PicturesHost {
  conversation(): Conversation | undefined;
  download(file: SharedFile): void;
  /** Does what may fail, and says so. */
  deed(deed: () => Promise<void>): void;
}

export interface PictureCard {
  readonly label: (name: string) => string;
  /** The small picture, once it is there. */
  readonly image: TemplateResult | null;
  open(): void;
}

const styles = css`
  [data-picture] .sheet {
    overflow: hidden;
    inline-size: 4em;
    block-size: 4em;
  }

  .sheet img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }
`;

/**
 * The pictures of a conversation, small in its lines and large in a viewer. They are fetched once they are in sight, and made small here:
 * what is held for each line is a few kilobytes (`blob:`). Loaded with the first line that is a picture.
 */
export class Pictures implements ReactiveController {
  readonly #element: SupportElement;
  readonly #host: PicturesHost;
  readonly #terms: TermsController<'conversation'>;
  /** Addresses of small pictures by file; null for one that cannot be shown. */
  readonly #small = new Map<string, string | null>();
  #queue: readonly string[] = [];
  #fetching = 0;
  #sight: IntersectionObserver | undefined;
  #of: Conversation | undefined;
  /** Where the viewer is while it is open. */
  #stage: HTMLElement | undefined;

  constructor(element: SupportElement, host: PicturesHost) {
    this.#element = element;
    this.#host = host;
    this.#terms = new TermsController(element, 'conversation', en);
    this.#of = host.conversation();
    if (styles.styleSheet) element.shadowRoot?.adoptedStyleSheets.push(styles.styleSheet);
    element.addController(this);
  }

  /** The address of the small picture of a file, once it is there: what the look of its line hangs on. */
  small(id: string): string | null | undefined {
    return this.#small.get(id);
  }

  /** How a file is shown in its line if it is a picture. */
  of(file: SharedFile): PictureCard | undefined {
    if (!isPicture(file)) return undefined;
    const url = this.#small.get(file.id);
    return { label: this.#terms.words.pictures.show, image: url ? html`<img src=${url} alt="" />` : null, open: () => { this.#host.deed(() => this.#open(file)); } };
  }

  /** Shows a picture large, beside the others of the conversation. Closing leads back to where the focus was. */
  async #open(file: SharedFile): Promise<void> {
    const conversation = this.#host.conversation();
    if (!conversation || this.#stage) return;
    const stage = (this.#stage = this.#element.ownerDocument.createElement('div'));
    try {
      const { PictureViewer } = await import('./picture-viewer.ts');
      const closed = () => {
        this.#close();
      };
      const tag = privateTag(PictureViewer);
      this.#element.renderRoot.append(stage);
      render(
        staticHtml`<${tag} .conversation=${conversation} .first=${file} .shows=${isPicture} .addressed=${(id: string) => addressIn(conversation, id)} .download=${this.#host.download} .closed=${closed}></${tag}>`,
        stage,
      );
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  #close(): void {
    if (this.#stage) render(nothing, this.#stage);
    this.#stage?.remove();
    this.#stage = undefined;
  }

  #all(conversation: Conversation): readonly SharedFile[] {
    return conversation.$messages.get().flatMap((line) => (line.kind === 'entry' && line.entry.event.type === 'file' && isPicture(line.entry.event.file) ? [line.entry.event.file] : []));
  }

  hostUpdate(): void {
    const conversation = this.#host.conversation();
    if (conversation !== this.#of) this.#forget();
    this.#of = conversation;
  }

  hostUpdated(): void {
    this.#sight ??= new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) this.#want(target);
    }, { root: this.#element.renderRoot.querySelector('.scroller'), rootMargin: near });
    // What is observed already is not observed twice.
    for (const card of this.#element.renderRoot.querySelectorAll('[data-picture]')) this.#sight.observe(card);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  #want(card: Element): void {
    const id = card.getAttribute('data-picture') ?? '';
    const size = this.#of && this.#all(this.#of).find((file) => file.id === id)?.size;
    if (size === undefined || size > largest || this.#small.has(id) || this.#queue.includes(id)) return;
    this.#queue = [...this.#queue, id];
    this.#next();
  }

  #next(): void {
    const [id, ...rest] = this.#queue;
    const conversation = this.#of;
    if (id === undefined || !conversation || this.#fetching >= atOnce) return;
    this.#queue = rest;
    this.#fetching += 1;
    void this.#fetch(conversation, id).finally(() => {
      this.#fetching -= 1;
      this.#next();
    });
    this.#next();
  }

  async #fetch(conversation: Conversation, id: string): Promise<void> {
    // One that cannot be fetched or read keeps the shape of its kind.
    const small = await addressIn(conversation, id).then(thumbnailOf).catch(() => null);
    if (this.#of !== conversation) return;
    this.#small.set(id, small && URL.createObjectURL(small));
    for (const [old, url] of this.#small) {
      if (this.#small.size <= held) break;
      this.#small.delete(old);
      if (url) URL.revokeObjectURL(url);
    }
    this.#element.requestUpdate();
  }

  #forget(): void {
    for (const url of this.#small.values()) if (url) URL.revokeObjectURL(url);
    this.#small.clear();
    this.#queue = [];
    this.#sight?.disconnect();
    this.#sight = undefined;
    this.#of = undefined;
    this.#close();
  }
}

/** What every browser can show; of the pictures that may be sent TIFF is not among them. */
function isPicture({ type }: SharedFile): boolean {
  return /^image\/(?:jpeg|png|gif|bmp)$/.test(type);
}

/** Where a file is to be had now. */
async function addressIn(conversation: Conversation, id: string): Promise<string> {
  return addressOf(await conversation.ticket(id), document);
}
