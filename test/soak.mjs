// Long seeded runs: worlds of clients and a desk on a faulty network, then a server killed under a stream of commands.
// `npm run soak -- --worlds 100000 --commands 1000000 --seed 7`. What fails names the seed that shows it again.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { worlds: { type: 'string', default: '5000' }, commands: { type: 'string', default: '100000' }, kills: { type: 'string', default: '60' }, seed: { type: 'string', default: '100001' } },
});
const { worlds, commands, kills, seed } = values;

function run(args, environment = {}) {
  const { status } = spawnSync('node', ['--disable-warning=ExperimentalWarning', ...args], { stdio: 'inherit', env: { ...process.env, ...environment } });
  return status === 0;
}

const held = [
  run(['test/simulation/worlds.ts', '--from', seed, '--worlds', worlds]),
  run(['--test', '--test-reporter=spec', 'test/server/node/kill.test.ts'], { DESKSIDE_KILL_COMMANDS: commands, DESKSIDE_KILL_KILLS: kills, DESKSIDE_KILL_SEED: seed }),
];
process.exitCode = held.every(Boolean) ? 0 : 1;
