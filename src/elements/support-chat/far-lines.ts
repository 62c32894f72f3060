import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import Search from 'lucide/dist/esm/icons/text-search.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { Conversation } from '../../client/client.ts';
import { SupportError } from '../../client/errors.ts';
import { icon } from '../icon.ts';
import type { SupportElement } from '../support-element.ts';
import { ReadingPlace } from './reading-place.ts';
import { RowFocus, type Side } from './row-focus.ts';
import type { RowWords } from './transcript-rows.ts';
import type { TranscriptScroll } from './transcript-scroll.ts';
import { VisibleLines } from './visible-lines.ts';

export interface FarLinesParts {
  conversation(): Conversation | undefined;
  list(): HTMLElement | null;
  scroller(): HTMLElement | null;
  readonly scroll: TranscriptScroll;
  /** The reader has seen a line, and with it all before it. */
  seen(seq: number): void;
  /** Whether the desk can be asked now. */
  connected(): boolean;
  /** A part of the log could not be read. */
  failed(error: unknown): void;
}

interface Move {
  readonly side: Side;
  readonly furthest: boolean;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: { side: 'earlier', furthest: false },
  ArrowDown: { side: 'later', furthest: false },
  Home: { side: 'earlier', furthest: true },
  End: { side: 'later', furthest: true },
};

/**
 * What is not needed to show the newest lines: the way from line to line and to all others, by scrolling, by keys and by number, the place
 * of a reader who is there, and which lines have been seen. Loaded once the newest are shown.
 */
export class FarLines {
  readonly focus: RowFocus;
  readonly visible: VisibleLines;
  readonly #host: SupportElement;
  readonly #parts: FarLinesParts;
  /** The end at which a page is being read, and until when: whoever wants the same waits for it. */
  #loading: { readonly side: Side; readonly done: Promise<void> } | null = null;
  #failed: Side | null = null;

  constructor(host: SupportElement, parts: FarLinesParts) {
    this.#host = host;
    this.#parts = parts;
    parts.scroll.place = new ReadingPlace();
    this.focus = new RowFocus(host, parts.list, (row, key) => void this.#move(row, key).catch(parts.failed));
    this.visible = new VisibleLines(host, parts.list, parts.seen);
  }

  /** Another conversation, or another connection: what could not be read may be read now. */
  restart(): void {
    this.#loading = null;
    this.#failed = null;
  }

  /** Reads on by itself, but not what could not be read: that is asked for by a press, or with the next connection. */
  fetch(side: Side): void {
    if (!this.#parts.connected() || this.#failed === side) return;
    // Measured after an update, it can only show with the next.
    queueMicrotask(() => void this.#load(side));
  }

  /** See SupportChat.goTo. @param focus whether the line takes the focus. */
  async goTo(seq: number, focus: boolean): Promise<void> {
    const { conversation, list, scroller, scroll } = this.#parts;
    const shown = conversation();
    if (!shown) throw new SupportError('not_found');
    await shown.goTo(seq);
    await this.#host.updateComplete;
    const lines = [...(list()?.querySelectorAll<HTMLElement>('li[data-seq]') ?? [])];
    const line = lines.find(({ dataset }) => Number(dataset['seq']) >= seq) ?? lines.at(-1);
    const around = scroller();
    if (conversation() !== shown || !line || !around) return;
    // By hand: scrollIntoView would move the page around it as well.
    around.scrollTop += line.getBoundingClientRect().top - around.getBoundingClientRect().top - (around.clientHeight - line.offsetHeight) / 2;
    scroll.stay();
    if (focus) line.focus({ preventScroll: true });
  }

  async toEnd(): Promise<void> {
    const conversation = this.#parts.conversation();
    if (!conversation?.$later.get()) return;
    await conversation.goToEnd().catch(this.#parts.failed);
    await this.#host.updateComplete;
  }

  /** Goes to the newest line: gliding if it is near. */
  async jump(): Promise<void> {
    const { scroller, scroll } = this.#parts;
    await this.toEnd();
    this.focus.outermost('later')?.focus({ preventScroll: true });
    const { scrollHeight = 0, clientHeight = 0, scrollTop = 0 } = scroller() ?? {};
    const near = scrollHeight - clientHeight - scrollTop < 2 * clientHeight;
    if (near && !matchMedia('(prefers-reduced-motion: reduce)').matches) scroll.glide();
    else scroll.follow();
  }

  /** Goes where a key leads from a line. */
  async #move(row: HTMLElement, key: string): Promise<void> {
    const move = moves[key];
    if (!move) return;
    const { side, furthest } = move;
    const { focus } = this;
    if (furthest) await this.#furthest(side);
    else if (!focus.beside(row, side)) await this.#load(side);
    await this.#host.updateComplete;
    const line = furthest ? focus.outermost(side) : focus.beside(row, side);
    line?.focus();
    line?.scrollIntoView({ block: 'nearest' });
  }

  async #furthest(side: Side): Promise<void> {
    const { conversation, scroll, failed } = this.#parts;
    if (side === 'earlier') await conversation()?.goTo(1).catch(failed);
    else {
      await this.toEnd();
      scroll.follow();
    }
  }

  /** Adds a page at one end. */
  #load(side: Side): Promise<void> {
    const conversation = this.#parts.conversation();
    if (this.#loading?.side === side) return this.#loading.done;
    if (this.#loading || !conversation?.[side === 'earlier' ? '$more' : '$later'].get()) return Promise.resolve();
    this.#failed = null;
    this.#loading = { side, done: this.#turn(conversation, side) };
    this.#host.requestUpdate();
    return this.#loading.done;
  }

  async #turn(conversation: Conversation, side: Side): Promise<void> {
    try {
      await (side === 'earlier' ? conversation.loadEarlier() : conversation.loadLater());
    } catch (error) {
      this.#failed = side;
      this.#parts.failed(error);
    }
    if (this.#parts.conversation() !== conversation) return;
    this.#loading = null;
    this.#host.requestUpdate();
  }

  async #press(side: Side): Promise<void> {
    if (this.#loading) return;
    const line = this.focus.outermost(side);
    await this.#load(side);
    await this.#host.updateComplete;
    // From there the keys lead on to what has come.
    line?.focus({ preventScroll: true });
  }

  /** At an end of the lines behind which there are others. */
  button(side: Side, { terms }: RowWords): TemplateResult {
    const busy = this.#loading?.side === side;
    return html`<button type="button" class=${`link more ${side}`} aria-disabled=${busy ? 'true' : nothing} @click=${() => void this.#press(side)}>${busy ? terms.loading : terms[side]}</button>`;
  }

  /** Over the lines of a chat that stands alone: opens the search. */
  searchButton({ terms }: RowWords, search: () => void): TemplateResult {
    const { searchConversation: label } = terms;
    return html`<button type="button" class="search" aria-keyshortcuts="Control+F Meta+F" aria-label=${label} title=${label} @click=${search}>${icon(Search)}</button>`;
  }

  /** Leads back to the newest line, with the number of what has come meanwhile. */
  jumpButton(unread: number, { terms, formats }: RowWords): TemplateResult {
    const label = unread > 0 ? `${terms.newMessages(unread, formats)}. ${terms.jumpToLatest}` : terms.jumpToLatest;
    return html`<button type="button" class="jump" aria-label=${label} title=${terms.jumpToLatest} @click=${() => void this.jump()}>
      ${unread > 0 ? html`<span class="badge">${unread > 99 ? `${formats.number(99)}+` : formats.number(unread)}</span>` : nothing}${icon(ArrowDown)}
    </button>`;
  }
}
