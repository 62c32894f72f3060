const mebibyte = 1024 * 1024;

/** From a network that holds to one that hardly does. */
const sizes = [Infinity, 8 * mebibyte, 2 * mebibyte, mebibyte / 2] as const;

/** So many pieces in a row that arrive whole are worth a larger one. */
const enough = 8;

/**
 * Bytes of one request: all there are where the network holds, since each further request costs; fewer after each break. Some
 * proxies hand on nothing of a request that breaks off, or let none through that takes too long.
 */
export class PieceSize {
  #step = 0;
  #whole = 0;

  get bytes(): number {
    return sizes[this.#step] ?? Infinity;
  }

  /** A piece has arrived. */
  held(): void {
    this.#whole += 1;
    if (this.#whole < enough || this.#step === 0) return;
    this.#step -= 1;
    this.#whole = 0;
  }

  /** A piece has broken off. */
  broke(): void {
    this.#step = Math.min(this.#step + 1, sizes.length - 1);
    this.#whole = 0;
  }
}
