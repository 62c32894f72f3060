import type { ReactiveController } from 'lit';
import type { SupportElement } from '../support-element.ts';

/** What takes less of the window is no keyboard: a bar of the browser comes and goes. Pixels. */
const leastKeyboard = 120;

/** So much of the lines stays in sight, however little room there is. Pixels. */
const leastLines = 72;

/**
 * Where a phone's keyboard lies over the page, the browser leaves the page as large as it was: what is at the bottom of the chat would be
 * behind it. The chat keeps its size, and leaves the covered part of itself empty, so that the field and the newest line stand above it.
 */
export class KeyboardRoom implements ReactiveController {
  readonly #host: SupportElement;
  readonly #lines: () => HTMLElement | null;
  #covered = 0;
  #frame = 0;

  /** @param lines the region that makes room. */
  constructor(host: SupportElement, lines: () => HTMLElement | null) {
    this.#host = host;
    this.#lines = lines;
    host.addController(this);
    this.#measure();
  }

  hostConnected(): void {
    for (const type of ['resize', 'scroll'] as const) visualViewport?.addEventListener(type, this.#soon);
    addEventListener('scroll', this.#soon, { passive: true });
  }

  hostDisconnected(): void {
    for (const type of ['resize', 'scroll'] as const) visualViewport?.removeEventListener(type, this.#soon);
    removeEventListener('scroll', this.#soon);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#take(0);
  }

  /** Once a frame: a keyboard slides in over many. */
  readonly #soon = (): void => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#measure();
    });
  };

  #measure(): void {
    const viewport = visualViewport;
    const open = viewport && Math.abs(viewport.scale - 1) < 0.01 && innerHeight - viewport.height > leastKeyboard && this.#host.matches(':focus-within');
    if (!open) {
      this.#take(0);
      return;
    }
    const behind = this.#host.getBoundingClientRect().bottom - viewport.offsetTop - viewport.height;
    const most = this.#covered + (this.#lines()?.clientHeight ?? 0) - leastLines;
    this.#take(Math.max(0, Math.min(behind, most)));
  }

  #take(covered: number): void {
    if (Math.abs(covered - this.#covered) < 1) return;
    this.#covered = covered;
    if (covered === 0) this.#host.style.removeProperty('--_covered');
    else this.#host.style.setProperty('--_covered', `${covered}px`);
  }
}
