import type { Rate } from './ports.ts';

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A token bucket per principal [R45]. Kept in memory: after a restart everyone starts full. */
export class RateLimit {
  readonly #rate: Rate;
  /** Whoever came last, taken or not, stands last. */
  readonly #buckets = new Map<string, Bucket>();
  /** With so many it is looked for some to forget. */
  #roomy = roomy;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  /** Principals of whom something is kept. */
  get size(): number {
    return this.#buckets.size;
  }

  /**
   * Takes a token. Returns 0, or the milliseconds until there is one.
   * @param cost tokens it takes if there is one: what costs more than are there leaves a debt.
   */
  take(principal: string, now: number, cost = 1): number {
    const wait = this.wait(principal, now);
    if (wait === 0) this.charge(principal, now, cost);
    return wait;
  }

  /** The milliseconds until there is a token, of which none is taken; 0 if there is one. */
  wait(principal: string, now: number): number {
    const tokens = this.#tokens(principal, now);
    if (tokens >= 1 - rounding) return 0;
    const bucket = this.#buckets.get(principal);
    if (bucket) this.#keep(principal, bucket);
    return Math.ceil(((1 - tokens) / this.#rate.perSecond) * 1000);
  }

  /** Takes tokens for what has been allowed and turned out to cost more. */
  charge(principal: string, now: number, cost: number): void {
    if (!this.#buckets.has(principal) && this.#buckets.size >= this.#roomy) this.#makeRoom(now);
    this.#keep(principal, { tokens: this.#tokens(principal, now) - cost, at: now });
  }

  #tokens(principal: string, now: number): number {
    const bucket = this.#buckets.get(principal);
    if (!bucket) return this.#rate.burst;
    return Math.min(this.#rate.burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * this.#rate.perSecond);
  }

  #keep(principal: string, bucket: Bucket): void {
    this.#buckets.delete(principal);
    this.#buckets.set(principal, bucket);
  }

  /**
   * A full bucket is the same as none. If that leaves too many, those go of whom nothing was heard for longest: whoever comes
   * under so many names has as many buckets anyway.
   */
  #makeRoom(now: number): void {
    for (const principal of this.#buckets.keys()) {
      if (this.#tokens(principal, now) >= this.#rate.burst) this.#buckets.delete(principal);
    }
    for (const principal of this.#buckets.keys()) {
      if (this.#buckets.size <= mostKept / 2) break;
      this.#buckets.delete(principal);
    }
    this.#roomy = Math.max(roomy, this.#buckets.size * 2);
  }
}

/** What sums of fractions may lack of a whole token. */
const rounding = 1e-9;

/** Buckets to keep before looking for full ones. */
const roomy = 1_000;

/** The most buckets that are kept: some 4 MB. */
const mostKept = 20_000;
