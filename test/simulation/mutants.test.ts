import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.ts';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Runs worlds with a mutant until one shows a fault. */
function simulate(mutant: string): Promise<{ code: number; said: string }> {
  const args = ['--import', here('./mutate.ts'), here('./worlds.ts'), '--worlds', '1000', '--most', '1'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, MUTANT: mutant }, maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, said: stdout + stderr });
    });
  });
}

describe('The simulation notices', { concurrency: 2 }, () => {
  for (const { name } of mutants) {
    it(name, async () => {
      const { code, said } = await simulate(name);
      assert.equal(code, 1, said);
      // A world that found a fault, not a source that has moved on.
      assert.match(said, /^seed \d+\n/, said);
    });
  }
});
