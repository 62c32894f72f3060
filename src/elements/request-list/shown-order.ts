import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Order } from './order.ts';

/** Milliseconds in which nobody sees that a press has not shown yet. */
const unseen = 100;

/**
 * The order that the headings speak of: that of the rows which are there. So heading and rows change together, in one
 * frame; of rows that are late the heading speaks before they come, so that a press is never without effect.
 */
export class ShownOrder implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #shown: Order | undefined;
  #late = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** @param outgoing whether the rows that are there are still those of the question before. */
  take(asked: Order, outgoing: boolean): Order {
    if (!outgoing || !this.#shown || this.#late) {
      this.#rest();
      return (this.#shown = asked);
    }
    if (asked.sort === this.#shown.sort && asked.direction === this.#shown.direction) return this.#shown;
    this.#timer ??= setTimeout(() => {
      this.#late = true;
      this.#host.requestUpdate();
    }, unseen);
    return this.#shown;
  }

  hostDisconnected(): void {
    this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#late = false;
  }
}
