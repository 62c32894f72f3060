import { parseArgs } from 'node:util';
import { broken } from './invariants.ts';
import { World } from './world.ts';

export interface Failure {
  readonly seed: number;
  readonly faults: readonly string[];
}

export interface Figures {
  readonly worlds: number;
  readonly acked: number;
  readonly failures: readonly Failure[];
}

/** Runs `worlds` worlds from seed `from` on. Stops at `most` failures. */
export async function runWorlds(from: number, worlds: number, steps: number, most = 3): Promise<Figures> {
  const failures: Failure[] = [];
  let acked = 0;
  let seed = from;
  for (; seed < from + worlds && failures.length < most; seed++) {
    const world = new World(seed);
    try {
      await world.run(steps);
      const faults = await world.settle(() => broken(world));
      if (faults.length > 0) failures.push({ seed, faults });
      acked += world.intents.filter((intent) => intent.outcome === 'acked').length;
    } catch (error) {
      failures.push({ seed, faults: [error instanceof Error ? (error.stack ?? error.message) : String(error)] });
    }
  }
  return { worlds: seed - from, acked, failures };
}

// By hand: node test/simulation/worlds.ts --from 1 --worlds 100000 --steps 60
if (import.meta.main) {
  const { values } = parseArgs({ options: { from: { type: 'string', default: '1' }, worlds: { type: 'string', default: '2000' }, steps: { type: 'string', default: '60' }, most: { type: 'string', default: '3' } } });
  const figures = await runWorlds(Number(values.from), Number(values.worlds), Number(values.steps), Number(values.most));
  for (const { seed, faults } of figures.failures) console.log(`seed ${String(seed)}\n  ${faults.slice(0, 12).join('\n  ')}`);
  console.log(`${String(figures.worlds)} worlds, ${String(figures.acked)} messages acked, ${String(figures.failures.length)} worlds with a fault`);
  process.exitCode = figures.failures.length > 0 ? 1 : 0;
}
