import type { Rate } from './ports.ts';

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A token bucket per principal [R45]. Kept in memory: after a restart everyone starts full. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /**
   * Takes a token. Returns 0, or the milliseconds until there is one.
   * @param cost tokens it takes if there is one: what costs more than are there leaves a debt.
   */
  take(principal: string, now: number, cost = 1): number {
    const tokens = this.#tokens(principal, now);
    if (tokens < 1 - rounding) return Math.ceil(((1 - tokens) / this.#rate.perSecond) * 1000);
    this.charge(principal, now, cost);
    return 0;
  }

  /** Takes tokens for what has been allowed and turned out to cost more. */
  charge(principal: string, now: number, cost: number): void {
    if (!this.#buckets.has(principal) && this.#buckets.size >= roomy) this.#forgetFull(now);
    this.#buckets.set(principal, { tokens: this.#tokens(principal, now) - cost, at: now });
  }

  #tokens(principal: string, now: number): number {
    const bucket = this.#buckets.get(principal);
    if (!bucket) return this.#rate.burst;
    return Math.min(this.#rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond);
  }

  /** A full bucket is the same as none. */
  #forgetFull(now: number): void {
    for (const principal of this.#buckets.keys()) {
      if (this.#tokens(principal, now) >= this.#rate.burst) this.#buckets.delete(principal);
    }
  }
}

/** What sums of fractions may lack of a whole token. */
const rounding = 1e-9;

/** Buckets to keep before looking for full ones. */
const roomy = 1_000;
