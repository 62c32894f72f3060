import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runWorlds } from './worlds.ts';

const worlds = Number(process.env['SIMULATION_WORLDS'] ?? 2000);

describe('Clients and desk on a faulty network, with crashes and lost tabs', () => {
  it(`lose, double and reorder nothing, and end up seeing the same, in ${String(worlds)} worlds [R11] [R12] [R20] [R22] [R31]`, async () => {
    const { failures, acked } = await runWorlds(1, worlds, 60);
    assert.deepEqual(failures, [], 'run `node test/simulation/worlds.ts --worlds 1 --from SEED` to see one again');
    assert.ok(acked > worlds, `only ${String(acked)} messages were acked: the worlds are too quiet to prove anything`);
  });
});
