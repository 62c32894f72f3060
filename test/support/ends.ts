import type { TestContext } from 'node:test';

/** What helpers want done after a test, gathered for a whole suite: its own `after` calls `all`. */
export class Ends implements Pick<TestContext, 'after'> {
  readonly #ends: (() => unknown)[] = [];

  readonly after: TestContext['after'] = (end) => {
    if (end) this.#ends.push(end as () => unknown);
  };

  /** Last come, first gone. */
  async all(): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
  }
}
