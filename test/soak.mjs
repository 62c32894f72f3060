// Long seeded runs: worlds of clients and a desk on a faulty network, a server killed under a stream of commands, files whose line breaks, and
// guesses; two at a time.
// `npm run soak -- --worlds 100000 --commands 1000000 --seed 7`. What fails names the seed that shows it again.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { worlds: { type: 'string', default: '5000' }, commands: { type: 'string', default: '100000' }, kills: { type: 'string', default: '60' }, interruptions: { type: 'string', default: '100' }, guesses: { type: 'string', default: '100000' }, seed: { type: 'string', default: '100001' } },
});
const { worlds, commands, kills, interruptions, guesses, seed } = values;

/** Runs one and prints what it said once it has ended, so that no two talk at once. */
function run({ args, environment = {} }) {
  return new Promise((resolve) => {
    const child = spawn('node', ['--disable-warning=ExperimentalWarning', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
    const said = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      resolve(code === 0);
    });
  });
}

const tested = (file, environment) => ({ args: ['--test', '--test-reporter=spec', file], environment });
const half = Math.ceil(Number(worlds) / 2);
const waiting = [
  { args: ['test/simulation/worlds.ts', '--from', seed, '--worlds', String(half)] },
  { args: ['test/simulation/worlds.ts', '--from', String(Number(seed) + half), '--worlds', String(Number(worlds) - half)] },
  tested('test/server/node/interruptions.test.ts', { DESKSIDE_INTERRUPTIONS: interruptions, DESKSIDE_INTERRUPTION_KILLS: String(Math.floor(Number(interruptions) / 10)), DESKSIDE_INTERRUPTION_SEED: seed }),
  tested('test/server/node/kill.test.ts', { DESKSIDE_KILL_COMMANDS: commands, DESKSIDE_KILL_KILLS: kills, DESKSIDE_KILL_SEED: seed }),
  tested('test/server/node/guesses.test.ts', { DESKSIDE_GUESSES: guesses }),
];

let held = true;
async function worker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) held = (await run(next)) && held;
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
process.exitCode = held ? 0 : 1;
