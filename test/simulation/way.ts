import type { VirtualClock } from './virtual-clock.ts';

/** One way of a line, which carries so many bytes a second. */
export class Way {
  #freeAt = 0;
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** Milliseconds until the last byte of a text that is sent now has gone by, behind all that was sent before it. */
  take(text: string, rate: number): number {
    const now = this.#clock.now();
    this.#freeAt = Math.max(now, this.#freeAt) + (rate === Infinity ? 0 : (Buffer.byteLength(text) / rate) * 1_000);
    return this.#freeAt - now;
  }
}
