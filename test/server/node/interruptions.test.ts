import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { interruptionRun } from './interruption-run.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

describe('files whose line breaks at random bytes, to a server that is killed', () => {
  it('arrive once, byte for byte [R125]', async () => {
    const interruptions = number('DESKSIDE_INTERRUPTIONS', 6);
    const kills = number('DESKSIDE_INTERRUPTION_KILLS', 1);
    const seed = number('DESKSIDE_INTERRUPTION_SEED', 1);
    const { interrupted, equal, shared, bytes, seconds, ...run } = await interruptionRun({ interruptions, kills, seed });
    console.log(`${interrupted} interruptions, ${run.kills} kills (seed ${seed}): SHA-256 equal ${equal} of ${interruptions}, ${Math.round(bytes / 1e6)} MB, ${seconds.toFixed(1)} s`);
    assert.deepEqual({ interrupted, equal, shared, kills: run.kills }, { interrupted: interruptions, equal: interruptions, shared: interruptions, kills });
  });
});
