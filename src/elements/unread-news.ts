import { SupportUnreadChangeEvent } from './events.ts';
import { onTimer, type After } from './timer.ts';

/** What is read within this time, because somebody looks, was never unread to anybody. Milliseconds. */
const moment = 500;

/** Tells the page how much is unread, when that has changed. */
export class UnreadNews {
  readonly #host: EventTarget;
  readonly #after: After;
  #told = 0;
  #unread = 0;
  #stop: (() => void) | undefined;

  constructor(host: EventTarget, after = onTimer) {
    this.#host = host;
    this.#after = after;
  }

  /** Takes the number as it now is. */
  set(unread: number): void {
    this.#unread = unread;
    if (unread <= this.#told) this.#tell();
    else this.#stop ??= this.#after(moment, this.#tell);
  }

  readonly #tell = (): void => {
    this.#stop?.();
    this.#stop = undefined;
    if (this.#unread === this.#told) return;
    this.#told = this.#unread;
    this.#host.dispatchEvent(new SupportUnreadChangeEvent(this.#told));
  };
}

/** For an element that tells of all: what is unread in one conversation in it is part of that, and no news of its own. */
export function partOfTotal(event: Event): void {
  event.stopPropagation();
}
