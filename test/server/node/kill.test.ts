import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { killRun } from './kill-run.ts';

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);

describe('a server that is killed while commands stream in', () => {
  it('has lost nothing it has answered, doubled nothing, and kept each tab’s order [R11, R12]', async () => {
    const commands = number('DESKSIDE_KILL_COMMANDS', 20_000);
    const kills = number('DESKSIDE_KILL_KILLS', 12);
    const seed = number('DESKSIDE_KILL_SEED', 1);
    const { acked, lost, doubled, disordered, contradicted, seconds, ...run } = await killRun({ commands, kills, seed });
    console.log(`${acked} commands acked over ${run.kills} kills (seed ${seed}): ${lost} lost, ${doubled} doubled, ${disordered} out of order, ${seconds.toFixed(1)} s`);
    assert.deepEqual({ acked, kills: run.kills, lost, doubled, disordered, contradicted }, { acked: commands, kills, lost: 0, doubled: 0, disordered: 0, contradicted: 0 });
  });
});
