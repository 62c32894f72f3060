import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const worlds = Number(process.env['SIMULATION_WORLDS'] ?? 2000);
const slice = Math.ceil(worlds / 4);
const script = fileURLToPath(new URL('./worlds.ts', import.meta.url));

/** Runs worlds in a process of their own, so that as many go at once as there are processors. */
function simulate(from: number): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const args = ['--disable-warning=ExperimentalWarning', script, '--from', String(from), '--worlds', String(slice)];
    execFile(process.execPath, args, { maxBuffer: 1 << 24 }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, said: stdout + stderr });
    });
  });
}

describe('Clients and desk on a faulty network, with crashes and lost tabs', { concurrency: 2 }, () => {
  for (let from = 1; from <= worlds; from += slice) {
    it(`lose, double and reorder nothing, and end up seeing the same, in ${String(slice)} worlds from seed ${String(from)} on [R11] [R12] [R20] [R22] [R31]`, async () => {
      const { code, said } = await simulate(from);
      assert.equal(code, 0, `${said}\nrun \`node test/simulation/worlds.ts --worlds 1 --from SEED\` to see one again`);
      const [, acked] = /worlds, (\d+) messages acked, 0 worlds with a fault/.exec(said) ?? [];
      assert.ok(Number(acked) > slice, `the worlds are too quiet to prove anything: ${said}`);
    });
  }
});
