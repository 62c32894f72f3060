/** Milliseconds after which what was measured counts half. */
const halfLife = 2_000;
/** Milliseconds that are measured at once: bytes leave in bursts. */
const shortest = 250;

/** How fast bytes go, smoothed: what a person reads must not jump about. */
export class Pace {
  #speed: number | null = null;
  #from: { readonly at: number; readonly bytes: number } | null = null;

  /** Bytes per second; null until it is known. */
  get speed(): number | null {
    return this.#speed;
  }

  /** @param at milliseconds. @param bytes that have gone in all. */
  moved(at: number, bytes: number): void {
    if (!this.#from || bytes < this.#from.bytes) {
      this.#from = { at, bytes };
      return;
    }
    const passed = at - this.#from.at;
    if (passed < shortest) return;
    const now = ((bytes - this.#from.bytes) * 1_000) / passed;
    this.#speed = this.#speed === null ? now : this.#speed + (now - this.#speed) * (1 - 0.5 ** (passed / halfLife));
    this.#from = { at, bytes };
  }

  /** Nothing moves from now on: a break is no slowness. */
  stop(): void {
    this.#speed = null;
    this.#from = null;
  }

  /** Milliseconds for so many more bytes; null if that is anybody's guess. */
  remaining(bytes: number): number | null {
    return this.#speed ? Math.ceil((bytes / this.#speed) * 1_000) : null;
  }
}
