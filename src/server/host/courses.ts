import { claimLifetime, type Delivery, type DeliveryResult } from '../core/deliveries.ts';
import type { Input } from '../core/ports.ts';
import type { HostPorts } from './peer.ts';

/** A claim whose hash is on its way to disk. */
interface Making {
  readonly code: string;
  done(code: string | null): void;
}

/** The courier's courses for one desk: each ends in a word to the desk of what became of it. */
export class Courses {
  readonly #ports: HostPorts;
  readonly #hand: (input: Input) => void;
  /** By the delivery's id: one course each at a time, so one claim each. */
  readonly #making = new Map<number, Making>();
  #closed = false;

  constructor(ports: HostPorts, hand: (input: Input) => void) {
    this.#ports = ports;
    this.#hand = hand;
  }

  run(delivery: Delivery): void {
    const { courier } = this.#ports;
    // Without one it stays in hand, and waits on disk for a host that has one.
    if (!courier) return;
    const ended = (result: DeliveryResult): void => this.#hand({ type: 'delivered', id: delivery.id, result });
    Promise.resolve()
      .then(() => courier.deliver(delivery, () => this.#makeClaim(delivery)))
      .then(ended, (fault: unknown) => {
        this.#ports.onFault?.(fault);
        ended('failed');
      });
  }

  /** The desk has said whether the claim of a delivery is on disk. */
  claimed(delivery: number, kept: boolean): void {
    const making = this.#making.get(delivery);
    this.#making.delete(delivery);
    making?.done(kept ? making.code : null);
  }

  /** Nothing more is kept. */
  close(): void {
    this.#closed = true;
    for (const delivery of [...this.#making.keys()]) this.claimed(delivery, false);
  }

  /** A new code each time it is tried: only the one that went out can be come with. */
  async #makeClaim({ id, parcel }: Delivery): Promise<string | null> {
    if (parcel.kind !== 'claim' || this.#making.has(id)) return null;
    const { randomId, hash, clock } = this.#ports;
    const code = randomId() + randomId();
    const hashed = await hash(code);
    if (this.#closed) return null;
    return new Promise((resolve) => {
      this.#making.set(id, { code, done: resolve });
      this.#hand({
        type: 'claim-made',
        delivery: id,
        hash: hashed,
        request: parcel.about.key,
        expires: clock.now() + claimLifetime,
      });
    });
  }
}
