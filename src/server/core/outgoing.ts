import { givenUpAfter, retryAfter, type DeliveryResult } from './deliveries.ts';
import { asItReads } from './parcels.ts';
import type { Output } from './ports.ts';
import type { DeskStore } from './store.ts';

/** Deliveries that the host may have in hand at once. */
const mostInHand = 16;

/** Milliseconds after which a result that the store did not take is written again. */
const storeRetry = 1_000;

/**
 * Hands out what is to leave the house, and keeps what became of it [R80]. What is in hand is known here alone: after a
 * crash it is handed out again, so a receiver may get it twice and never not at all.
 */
export class Outgoing {
  readonly #store: DeskStore;
  readonly #inHand = new Set<number>();
  /** What the host has said and is not yet on disk. */
  readonly #results = new Map<number, DeliveryResult>();
  /** When the next one is due that is not in hand, null for none; undefined while that has to be looked up. */
  #next: number | null | undefined;

  constructor(store: DeskStore) {
    this.#store = store;
  }

  /** To be called whenever a delivery may have been written. */
  reread(): void {
    this.#next = undefined;
  }

  /** Takes what became of one; {@link keep} writes it. */
  result(id: number, result: DeliveryResult): void {
    this.#results.set(id, result);
  }

  /**
   * Writes what became of deliveries. Throws if the store does: they stay in hand until it has worked.
   * @returns the numbers of those that are given up for being too old.
   */
  keep(now: number): readonly number[] {
    if (this.#results.size === 0) return [];
    const givenUp = this.#store.transaction(() => [...this.#results].filter(([id, result]) => this.#settle(id, result, now)));
    for (const id of this.#results.keys()) this.#inHand.delete(id);
    this.#results.clear();
    this.reread();
    return givenUp.map(([id]) => id);
  }

  /** Whether it is given up. */
  #settle(id: number, result: DeliveryResult, now: number): boolean {
    const delivery = this.#store.delivery(id);
    if (!delivery) return false;
    const tries = delivery.tries + 1;
    const due = now + retryAfter(tries);
    const tooOld = result === 'failed' && due - delivery.since > givenUpAfter;
    if (result !== 'failed' || tooOld) this.#store.removeDelivery(id);
    else this.#store.saveDelivery({ ...delivery, tries, due });
    return tooOld;
  }

  /** Those that are due and not in hand, as far as the host has hands. */
  handOut(now: number): readonly Output[] {
    const room = mostInHand - this.#inHand.size;
    if (room <= 0 || (this.#next !== undefined && (this.#next === null || this.#next > now))) return [];
    const due = this.#store.dueDeliveries(now, mostInHand).filter(({ id }) => !this.#inHand.has(id));
    this.reread();
    return due.slice(0, room).map((delivery) => {
      this.#inHand.add(delivery.id);
      return { type: 'deliver', delivery: { ...delivery, parcel: asItReads(this.#store, delivery.parcel) } };
    });
  }

  /** When the next one is due that nobody has in hand, or a result is to be written again. */
  wakeAt(now: number): number | null {
    if (this.#results.size > 0) return now + storeRetry;
    if (this.#inHand.size >= mostInHand) return null;
    if (this.#next === undefined) this.#next = this.#lookUp();
    return this.#next;
  }

  #lookUp(): number | null {
    if (this.#inHand.size === 0) return this.#store.nextDueDelivery();
    const next = this.#store.dueDeliveries(Number.MAX_SAFE_INTEGER, this.#inHand.size + 1).find(({ id }) => !this.#inHand.has(id));
    return next?.due ?? null;
  }
}
