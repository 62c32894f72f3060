/** The little that a contract suite needs to fail with: it runs under any test framework, so it brings its own. */

/** @throws Error with both values if they differ as JSON; the order of an object's keys does not count. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [canonical(actual), canonical(expected)];
  if (found !== wanted) throw new Error(`${what}: expected ${wanted}, found ${found}`);
}

/** @throws Error if `work` does not throw. */
export function throws(work: () => unknown, what: string): void {
  try {
    work();
  } catch {
    return;
  }
  throw new Error(`${what}: expected an error`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The functions of the test framework that a suite is run under, such as `node:test`'s or mocha's. */
export interface TestFramework {
  describe(name: string, body: () => void): unknown;
  it(name: string, body: () => void | Promise<void>): unknown;
}
