import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadingPlace } from './reading-place.ts';

/** This close to the end counts as being there. Pixels. */
const nearEnd = 24;

/** More lines are fetched while there is still this much to read. Heights of the region. */
const ahead = 3;

export interface ScrollParts {
  /** What scrolls. */
  scroller(): HTMLElement | null;
  /** What grows inside it. */
  content(): HTMLElement | null;
  /** Where to begin when something had not been read. */
  divider(): HTMLElement | null;
  /** Whether the content ends with the newest line. */
  whole(): boolean;
  /** The reader comes to the oldest line that is there. */
  nearTop(): void;
  /** The reader comes to the last line that is there. */
  nearBottom(): void;
}

/**
 * Keeps the reader's place: at the end it follows what is added and what grows, anywhere else it stays, whatever comes, goes or changes its
 * size around it. All is measured when the browser says that sizes have changed or that somebody has scrolled: then nothing has to be
 * laid out for it.
 */
export class TranscriptScroll implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #parts: ScrollParts;
  readonly #sizes: ResizeObserver | null;
  /** The place of a reader who is not at the end. */
  place: ReadingPlace | undefined;
  #scroller: HTMLElement | null = null;
  #content: HTMLElement | null = null;
  #atEnd = true;
  #placed = false;
  /** On the way to the end, by itself. */
  #gliding = false;
  /** To be looked after once the update is done. */
  #due = false;
  #lastTop = 0;
  /** Where the reader was going last. */
  #heading: 'up' | 'down' | null = null;

  constructor(host: ReactiveControllerHost, parts: ScrollParts) {
    this.#host = host;
    this.#parts = parts;
    this.#sizes =
      typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(() => {
            this.#settle();
          });
    host.addController(this);
  }

  /** Whether the newest line is where the reader looks. */
  get atEnd(): boolean {
    return this.#atEnd && this.#parts.whole();
  }

  hostDisconnected(): void {
    this.#observe(null, null);
  }

  hostUpdated(): void {
    this.#observe(this.#parts.scroller(), this.#parts.content());
    // Lines that make room for others of the same height change no size: nobody else would say so.
    if (this.#due) this.#settle();
  }

  /** Another conversation: begin where its reader left off. */
  restart(): void {
    this.#placed = false;
    this.#atEnd = true;
    this.#gliding = false;
    this.#due = false;
    this.#heading = null;
    this.place?.forget();
  }

  /** From now on follows the end again. */
  follow(): void {
    this.#atEnd = true;
    this.#due = true;
    this.#host.requestUpdate();
  }

  /** Goes to the end in a movement that can be seen. */
  glide(): void {
    this.#gliding = true;
    this.#setAtEnd(true);
    this.#scroller?.scrollTo({ top: this.#scroller.scrollHeight, behavior: 'smooth' });
  }

  /** Stays where it has been scrolled to. */
  stay(): void {
    this.#placed = true;
    this.#gliding = false;
    this.#stand();
  }

  /** Before lines come or go above: remembers where the reader is. */
  hold(): void {
    if (!this.#scroller || !this.#content || !this.#placed || this.atEnd) return;
    this.#due = true;
    this.place?.note(this.#scroller, this.#content);
  }

  /** What fetches lines has come, perhaps later than the reader came to where they are wanted. */
  look(): void {
    this.hold();
    this.#due = true;
    this.#host.requestUpdate();
  }

  /** What scrolls stays, what is in it is another with every conversation. */
  #observe(scroller: HTMLElement | null, content: HTMLElement | null): void {
    if (scroller !== this.#scroller) {
      if (this.#scroller) {
        this.#scroller.removeEventListener('scroll', this.#scrolled);
        this.#scroller.removeEventListener('scrollend', this.#arrived);
        this.#sizes?.unobserve(this.#scroller);
      }
      scroller?.addEventListener('scroll', this.#scrolled, { passive: true });
      scroller?.addEventListener('scrollend', this.#arrived);
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
    // The echo of one's own placing, or of having been hidden.
    if (!scroller || scroller.scrollTop === this.#lastTop || scroller.clientHeight === 0) return;
    this.#heading = scroller.scrollTop < this.#lastTop ? 'up' : 'down';
    if (this.#heading === 'up') this.#gliding = false;
    this.#stand();
    this.#fetch();
  };

  readonly #arrived = (): void => {
    if (!this.#gliding) return;
    this.#gliding = false;
    this.#stand();
  };

  /** Sizes have changed: brings the reader to where they should be. */
  #settle(): void {
    const scroller = this.#scroller;
    this.#due = false;
    if (!scroller || scroller.clientHeight === 0) return;
    this.#gliding = false;
    if (!this.#placed) this.#begin(scroller);
    else if (this.atEnd) scroller.scrollTop = scroller.scrollHeight;
    else this.place?.restore(scroller);
    this.#stand();
    this.#fetch();
  }

  /** The end, but if what had not been read is more than fits, its first line. */
  #begin(scroller: HTMLElement): void {
    scroller.scrollTop = scroller.scrollHeight;
    if (!this.#parts.content()) return;
    this.#placed = true;
    const divider = this.#parts.divider();
    if (divider && divider.offsetTop < scroller.scrollTop) scroller.scrollTop = divider.offsetTop - nearEnd;
  }

  /** The reader is here now. */
  #stand(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#placed) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    this.#lastTop = scrollTop;
    const near = scrollHeight - clientHeight - scrollTop < nearEnd;
    if (near) this.#gliding = false;
    if (!this.#gliding) this.#setAtEnd(near);
    if (!near && this.#content) this.place?.note(scroller, this.#content);
  }

  #fetch(): void {
    const scroller = this.#scroller;
    if (!scroller || !this.#placed) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    const fits = scrollHeight <= clientHeight;
    if (fits || (this.#heading === 'up' && scrollTop < ahead * clientHeight)) this.#parts.nearTop();
    if (fits || (this.#heading === 'down' && scrollHeight - clientHeight - scrollTop < ahead * clientHeight)) this.#parts.nearBottom();
  }

  #setAtEnd(atEnd: boolean): void {
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    // Measured after an update, it can only show with the next.
    queueMicrotask(() => {
      this.#host.requestUpdate();
    });
  }
}
