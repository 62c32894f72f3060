import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** This close to the end counts as being there. Pixels. */
const nearEnd = 24;

/** This close to the top, older lines are fetched before the reader arrives. Pixels. */
const nearTop = 240;

export interface TranscriptParts {
  /** What scrolls. */
  scroller(): HTMLElement | null;
  /** What grows inside it. */
  content(): HTMLElement | null;
  /** Where to begin when something had not been read. */
  divider(): HTMLElement | null;
  /** The reader comes to the oldest line. */
  reachedTop(): void;
}

/**
 * Keeps the reader's place: at the end it follows what is added and what grows, anywhere else it stays, also when older lines are put
 * before. Positions are read once per event, never in a loop.
 */
export class TranscriptScroll implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #parts: TranscriptParts;
  readonly #sizes: ResizeObserver | null;
  #scroller: HTMLElement | null = null;
  #content: HTMLElement | null = null;
  #atEnd = true;
  #placed = false;
  #lastTop = 0;
  #held: { readonly anchor: HTMLElement; readonly offset: number; readonly top: number } | null = null;

  constructor(host: ReactiveControllerHost, parts: TranscriptParts) {
    this.#host = host;
    this.#parts = parts;
    this.#sizes =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(() => {
            this.#place();
          });
    host.addController(this);
  }

  /** Whether the newest line is where the reader looks. */
  get atEnd(): boolean {
    return this.#atEnd;
  }

  hostDisconnected(): void {
    this.#observe(null, null);
  }

  hostUpdated(): void {
    this.#observe(this.#parts.scroller(), this.#parts.content());
    this.#restore();
    this.#place();
  }

  /** Another conversation: begin where its reader left off. */
  restart(): void {
    this.#placed = false;
    this.#atEnd = true;
    this.#held = null;
  }

  /** From now on follows the end again: one has sent something. */
  follow(): void {
    this.#setAtEnd(true);
    this.#place();
  }

  /** Goes to the newest line: gliding if it is near. */
  jump(): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { scrollHeight, clientHeight, scrollTop } = scroller;
    const near = scrollHeight - clientHeight - scrollTop < 2 * clientHeight;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({ top: scrollHeight, behavior: near && !still ? 'smooth' : 'instant' });
  }

  /** Before lines are put in front of this one: remembers where it stands. Browsers that keep the place themselves are told not to. */
  hold(anchor: HTMLElement): void {
    const scroller = this.#scroller;
    if (!scroller) return;
    this.#held = { anchor, offset: anchor.offsetTop, top: scroller.scrollTop };
    scroller.style.setProperty('overflow-anchor', 'none');
  }

  #restore(): void {
    const held = this.#held;
    const scroller = this.#scroller;
    this.#held = null;
    if (!held || !scroller) return;
    if (held.anchor.isConnected) scroller.scrollTop = held.top + held.anchor.offsetTop - held.offset;
    this.#lastTop = scroller.scrollTop;
    requestAnimationFrame(() => {
      scroller.style.removeProperty('overflow-anchor');
    });
  }

  /** What scrolls stays, what is in it is another with every conversation. */
  #observe(scroller: HTMLElement | null, content: HTMLElement | null): void {
    if (scroller !== this.#scroller) {
      if (this.#scroller) {
        this.#scroller.removeEventListener('scroll', this.#scrolled);
        this.#sizes?.unobserve(this.#scroller);
      }
      scroller?.addEventListener('scroll', this.#scrolled, { passive: true });
      if (scroller) this.#sizes?.observe(scroller);
      this.#scroller = scroller;
    }
    if (content === this.#content) return;
    if (this.#content) this.#sizes?.unobserve(this.#content);
    if (content) this.#sizes?.observe(content);
    this.#content = content;
  }

  readonly #scrolled = (): void => {
    const scroller = this.#scroller;
    if (!scroller) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    // The echo of one's own placing; meanwhile more may have been added.
    if (scrollTop === this.#lastTop) return;
    const upwards = scrollTop < this.#lastTop;
    this.#lastTop = scrollTop;
    this.#setAtEnd(scrollHeight - clientHeight - scrollTop < nearEnd);
    if (upwards && scrollTop < nearTop) this.#parts.reachedTop();
  };

  #setAtEnd(atEnd: boolean): void {
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    // Measured after an update, it can only show with the next.
    queueMicrotask(() => {
      this.#host.requestUpdate();
    });
  }

  /** Brings the reader to where they should be, if that is the end, or at the beginning of all. */
  #place(): void {
    const scroller = this.#scroller;
    if (!scroller || scroller.clientHeight === 0 || (this.#placed && !this.#atEnd)) return;
    scroller.scrollTop = scroller.scrollHeight;
    if (!this.#placed && this.#parts.content()) {
      this.#placed = true;
      const divider = this.#parts.divider();
      // What had not been read may be more than fits: begin at its first line.
      if (divider && divider.offsetTop < scroller.scrollTop) {
        scroller.scrollTop = divider.offsetTop - nearEnd;
        this.#setAtEnd(false);
      }
    }
    this.#lastTop = scroller.scrollTop;
  }
}
