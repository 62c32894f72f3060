import { subscriberOf } from '../core/address.ts';
import { RateLimit } from '../core/rate.ts';
import type { Accepted, Peer } from '../host/peer.ts';

/** New connections of one address, before anybody is known, and how many it may have open: what many people behind a shared one still need. */
const rate = { perSecond: 20, burst: 400 };
export const mostOpen = 5_000;

/** What each address may have of connections, over WebSocket and HTTP together: whoever keeps theirs leaves room for others. */
export class ConnectionAllowance {
  readonly #rate = new RateLimit(rate);
  readonly #open = new Map<string, number>();

  /** Whether one more is too many for now; if not, it counts as begun. */
  tooMany(address: string, now: number): boolean {
    const subscriber = subscriberOf(address);
    return (this.#open.get(subscriber) ?? 0) >= mostOpen || this.#rate.take(subscriber, now) > 0;
  }

  /** Counts a connection from when it is accepted until it is closed. */
  counted(peer: Peer, accepted: Accepted): Accepted {
    const subscriber = subscriberOf(peer.ip);
    this.#add(subscriber, 1);
    let open = true;
    return {
      message: (text) => accepted.message(text),
      arrived: (texts) => accepted.arrived(texts),
      closed: () => {
        if (open) this.#add(subscriber, -1);
        open = false;
        accepted.closed();
      },
      get waiting() {
        return accepted.waiting;
      },
    };
  }

  #add(subscriber: string, change: 1 | -1): void {
    const count = (this.#open.get(subscriber) ?? 0) + change;
    if (count > 0) this.#open.set(subscriber, count);
    else this.#open.delete(subscriber);
  }
}
