import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A line counts as seen when half of it is on the screen, or this much of a long one. Pixels. */
const enough = 40;

const steps = [0, 0.1, 0.25, 0.5, 0.75, 1];

/** Finds out which lines can really be seen: inside the transcript, inside the window, in a page that is not hidden. */
export class VisibleLines implements ReactiveController {
  readonly #list: () => HTMLElement | null;
  readonly #seen: (seq: number) => void;
  readonly #visible = new Set<number>();
  #observed = new WeakSet<Element>();
  #observer: IntersectionObserver | null = null;

  /** @param seen called with the newest line on the screen, whenever that may have changed. */
  constructor(host: ReactiveControllerHost, list: () => HTMLElement | null, seen: (seq: number) => void) {
    this.#list = list;
    this.#seen = seen;
    host.addController(this);
  }

  /** Whether any line is on the screen. */
  get any(): boolean {
    return this.#visible.size > 0;
  }

  hostConnected(): void {
    this.#observer = new IntersectionObserver((entries) => {
      for (const entry of entries) this.#take(entry);
      this.#report();
    }, { threshold: steps });
    document.addEventListener('visibilitychange', this.#report);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = null;
    this.#observed = new WeakSet();
    this.#visible.clear();
    document.removeEventListener('visibilitychange', this.#report);
  }

  /** Lines come and go at both ends, so looking stops at the first that is known. */
  hostUpdated(): void {
    const list = this.#list();
    for (let row = list?.lastElementChild; row && !this.#observed.has(row); row = row.previousElementSibling) this.#observe(row);
    for (let row = list?.firstElementChild; row && !this.#observed.has(row); row = row.nextElementSibling) this.#observe(row);
  }

  #observe(row: Element): void {
    this.#observed.add(row);
    if (row instanceof HTMLElement && row.dataset['seq']) this.#observer?.observe(row);
  }

  #take({ target, intersectionRatio, intersectionRect }: IntersectionObserverEntry): void {
    const seq = target instanceof HTMLElement ? Number(target.dataset['seq']) : NaN;
    if (!target.isConnected) this.#observer?.unobserve(target);
    if (target.isConnected && (intersectionRatio >= 0.5 || intersectionRect.height >= enough)) this.#visible.add(seq);
    else this.#visible.delete(seq);
  }

  readonly #report = (): void => {
    if (document.visibilityState !== 'visible' || this.#visible.size === 0) return;
    this.#seen(Math.max(...this.#visible));
  };
}
