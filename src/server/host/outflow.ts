import { aheadBytes, aheadFrames } from '../../protocol/limits.ts';

/**
 * What one reader has been sent and is not known to have. More than it may have on its way, and it is told nothing unasked
 * until three quarters of that have come [R130]: a reader who stays behind costs the server no more, and reads the rest
 * from the log.
 */
export class Outflow {
  /** Bytes of what has not come yet, in the order of sending. */
  #sizes: number[] = [];
  #arrived = 0;
  #bytes = 0;
  #full = false;

  get full(): boolean {
    return this.#full;
  }

  /** Bytes on their way. */
  get bytes(): number {
    return this.#bytes;
  }

  sent(bytes: number): void {
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    if (this.#sizes.length > aheadFrames || this.#bytes > aheadBytes) this.#full = true;
  }

  /** The first so many of all that were sent have come; a number that was known before, or that cannot be, changes nothing. */
  arrived(frames: number): void {
    const news = frames - this.#arrived;
    if (!(news > 0 && news <= this.#sizes.length)) return;
    this.#arrived = frames;
    for (const size of this.#sizes.splice(0, news)) this.#bytes -= size;
    if (this.#sizes.length <= aheadFrames / 4 && this.#bytes <= aheadBytes / 4) this.#full = false;
  }
}
