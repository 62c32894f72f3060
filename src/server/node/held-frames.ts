import { subscriberOf } from '../core/address.ts';

/** Bytes of frames that may wait for all pages of one address together: each may have 1 MiB, and somebody may have very many. */
export const mostHeld = 32 * 1024 * 1024;

/** What waits for pages that have not said that it has come, by address. */
export class HeldFrames {
  readonly #bytes = new Map<string, number>();

  /** Counts bytes that begin to wait, or with a minus wait no longer; whether they are too many now. */
  count(address: string, bytes: number): boolean {
    const subscriber = subscriberOf(address);
    const held = (this.#bytes.get(subscriber) ?? 0) + bytes;
    if (held > 0) this.#bytes.set(subscriber, held);
    else this.#bytes.delete(subscriber);
    return held > mostHeld;
  }
}
