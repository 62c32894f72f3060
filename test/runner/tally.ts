/** What a step came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** What a test runner wrote about itself into the file named by `COUNTS_FILE`. */
export interface Counts extends Tally {
  /** Tests that were there and did not run (skip, todo): a step that has some has not passed. */
  readonly skipped: number;
}

export interface Outcome {
  /** Exit code; null if it was killed. */
  readonly code: number | null;
  /** What the step reported; null if it reported nothing that can be read. */
  readonly counts: Counts | null;
}

/** A step that counts as one check: it passed if it left with 0. */
export function judgeCheck({ code }: Pick<Outcome, 'code'>): Tally {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * A step that counts its own tests. It never comes out better than it was: a run of no test, a run that was killed, a
 * runner that leaves with an error while all tests passed and a skipped test are each a failure.
 */
export function judgeTests({ code, counts }: Outcome): Tally {
  if (!counts) return { passed: 0, failed: 1 };
  const { passed, failed, skipped } = counts;
  if (passed + failed + skipped === 0) return { passed: 0, failed: 1 };
  const broken = failed + skipped;
  return { passed, failed: broken === 0 && code !== 0 ? 1 : broken };
}

export function sum(tallies: readonly Tally[]): Tally {
  const passed = tallies.reduce((all, one) => all + one.passed, 0);
  const failed = tallies.reduce((all, one) => all + one.failed, 0);
  return passed + failed === 0 ? { passed: 0, failed: 1 } : { passed, failed };
}

/** The closing line. */
export function line({ passed, failed }: Tally): string {
  return `${String(passed)} passed, ${String(failed)} failed`;
}

/** Reads what a runner reported; null if it is no such thing. */
export function readCounts(text: string): Counts | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const number = (name: string): number | null => {
    const found: unknown = Reflect.get(value, name);
    return typeof found === 'number' && Number.isInteger(found) && found >= 0 ? found : null;
  };
  const passed = number('passed');
  const failed = number('failed');
  const skipped = number('skipped');
  return passed === null || failed === null || skipped === null ? null : { passed, failed, skipped };
}
