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

  /** Takes one token. Returns 0, or the milliseconds until there is one. */
  take(principal: string, now: number): number {
    const tokens = this.#tokens(principal, now);
    if (tokens < 1) return Math.ceil(((1 - tokens) / this.#rate.perSecond) * 1000);
    if (!this.#buckets.has(principal) && this.#buckets.size >= roomy) this.#forgetFull(now);
    this.#buckets.set(principal, { tokens: tokens - 1, at: now });
    return 0;
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

/** Buckets to keep before looking for full ones. */
const roomy = 1_000;
