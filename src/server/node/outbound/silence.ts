import type { Outcome } from './outcome.ts';

const stillSilent: Outcome = { result: 'failed', why: 'did not answer before' };

/**
 * Who did not answer is asked by one delivery at a time, until it does; the others fail at once. A desk has so many hands, and
 * all of them would wait for a system that is gone while an email could go out.
 */
export class Silence {
  /** Who is silent, and whether somebody is finding out just now. */
  readonly #silent = new Map<string, boolean>();

  /** @param ask what makes the delivery. Its outcome says by `silent` that it was waited in vain. */
  async unless(whom: string, ask: () => Promise<Outcome>): Promise<Outcome> {
    const asked = this.#silent.get(whom);
    if (asked === true) return stillSilent;
    if (asked === false) this.#silent.set(whom, true);
    const outcome = await ask();
    if (outcome.silent !== true) this.#silent.delete(whom);
    // One that was asked before the silence was known says nothing of whoever is finding out now.
    else if (asked === false || !this.#silent.has(whom)) this.#silent.set(whom, false);
    return outcome;
  }
}
