import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Calls back when a mark near the end of a list can be seen, once per rendering: then more is needed. */
export class NearEnd implements ReactiveController {
  readonly #reached: () => void;
  #observer: IntersectionObserver | undefined;
  #mark: Element | null = null;

  constructor(host: ReactiveControllerHost, reached: () => void) {
    this.#reached = reached;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.#reached();
    });
    if (this.#mark) this.#observer.observe(this.#mark);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  /** Watches the mark from now on. The same one again is asked about anew, because a page may end above it. */
  watch(mark: Element | null, again = false): void {
    if (mark === this.#mark && !again) return;
    if (this.#mark) this.#observer?.unobserve(this.#mark);
    this.#mark = mark;
    if (mark) this.#observer?.observe(mark);
  }
}
