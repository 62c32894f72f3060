import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step } from './steps.ts';
import { judgeCheck, judgeTests, line, readCounts, type Outcome, type Tally } from './tally.ts';

/** What runs at once may weigh no more than this: made for two processors. */
const capacity = 2;

/** A step that takes longer hangs. Milliseconds. */
const deadline = 12 * 60_000;

interface Options {
  /** Show output as it comes, instead of at the end and only of what failed. */
  readonly live: boolean;
  readonly print?: (text: string) => void;
}

const toOutput = (text: string): void => {
  process.stdout.write(text);
};

/** Runs steps in their order, at once where they fit, and gives each one's tally. */
export async function runAll(steps: readonly Step[], options: Options): Promise<readonly Tally[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-counts-'));
  const children = new Set<ChildProcess>();
  const stop = () => {
    for (const child of children) endGroup(child);
    process.exit(130);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);

  const running = new Map<Step, Promise<void>>();
  const tallies: Tally[] = [];
  const building = steps.find((step) => step.group === 'build');
  const build: { state: 'unknown' | 'good' | 'broken' } = { state: building ? 'unknown' : 'good' };
  const waiting = [...steps];
  const weight = () => [...running.keys()].reduce((all, step) => all + step.weight, 0);
  const fits = (step: Step) => (!step.needsBuild || build.state !== 'unknown') && weight() + step.weight <= capacity;

  while (waiting.length > 0 || running.size > 0) {
    const step = waiting.find(fits);
    if (!step) {
      await Promise.race(running.values());
      continue;
    }
    waiting.splice(waiting.indexOf(step), 1);
    if (step.needsBuild && build.state === 'broken') {
      (options.print ?? toOutput)(`✗ ${step.name}: not run, the build failed\n`);
      tallies.push({ passed: 0, failed: 1 });
      continue;
    }
    const job = run(step, join(folder, `${String(tallies.length + running.size)}-${step.group}.json`), options, children).then((tally) => {
      tallies.push(tally);
      if (step === building) build.state = tally.failed === 0 ? 'good' : 'broken';
      running.delete(step);
    });
    running.set(step, job);
  }
  process.removeListener('SIGINT', stop);
  process.removeListener('SIGTERM', stop);
  await rm(folder, { recursive: true, force: true });
  return tallies;
}

async function run(step: Step, countsFile: string, { live, print = toOutput }: Options, children: Set<ChildProcess>): Promise<Tally> {
  const began = performance.now();
  const { code, output } = await execute(step, countsFile, live ? print : null, children);
  const counts = step.counts === 'tests' ? await readFile(countsFile, 'utf8').then(readCounts, () => null) : null;
  const outcome: Outcome = { code, counts };
  const tally = step.counts === 'tests' ? judgeTests(outcome) : judgeCheck(outcome);
  const bad = tally.failed > 0;
  if (bad && !live) print(output.endsWith('\n') ? output : `${output}\n`);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const detail = step.counts === 'tests' ? `: ${counts ? line(tally) : 'no count of tests'}${counts?.skipped ? ` (${String(counts.skipped)} skipped)` : ''}` : '';
  print(`${bad ? '✗' : '✓'} ${step.name}${detail}, ${seconds} s\n`);
  return tally;
}

function execute(step: Step, countsFile: string, live: ((text: string) => void) | null, children: Set<ChildProcess>): Promise<{ code: number | null; output: string }> {
  const [command = '', ...args] = step.command.map((word) => word.replace('$COUNTS_FILE', countsFile));
  return new Promise((resolve) => {
    // A group of its own, so that a hanging browser goes with the step that began it.
    const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, COUNTS_FILE: countsFile, FORCE_COLOR: '0' } });
    children.add(child);
    let output = '';
    const take = (chunk: Buffer) => {
      const text = chunk.toString();
      if (live) live(text);
      else output += text;
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    const timer = setTimeout(() => {
      take(Buffer.from(`\n${step.name} took longer than ${String(deadline / 60_000)} minutes and was ended\n`));
      endGroup(child);
    }, deadline);
    const done = (code: number | null) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ code, output });
    };
    child.on('error', (error) => {
      take(Buffer.from(`${error.message}\n`));
      done(null);
    });
    child.on('close', done);
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
