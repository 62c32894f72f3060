import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogEntry } from '../../../src/domain/events.ts';
import type { Answer } from '../../../src/protocol/frames.ts';
import { checkConfig } from '../../../src/server/node/config.ts';
import { openDeskFiles } from '../../../src/server/node/desk-files.ts';
import { CommandProcess } from './command-process.ts';
import { LaneDriver } from './lane-driver.ts';

export interface KillRun {
  readonly commands: number;
  readonly kills: number;
  readonly seed: number;
}

export interface KillFigures {
  readonly acked: number;
  readonly kills: number;
  /** Acked and not in the log, or not where the answer said. */
  readonly lost: number;
  /** In the log more than once. */
  readonly doubled: number;
  /** Entries of a lane that stand before one of a smaller number. */
  readonly disordered: number;
  /** Answers that contradict an earlier answer to the same command. */
  readonly contradicted: number;
  readonly seconds: number;
}

const lanes = 8;
/** Tabs of one customer write into the same request. */
const tabs = 2;

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A sequence of numbers between 0 and 1 that a seed decides (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Sends commands from several tabs to a real server that is killed at random moments, then reads what is on its disk. */
export async function killRun({ commands, kills, seed }: KillRun): Promise<KillFigures> {
  const began = performance.now();
  const random = chance(seed);
  const folder = await mkdtemp(join(tmpdir(), 'deskside-kill-'));
  const config = { companies: { acme: { name: 'Acme', limits: { addressRequests: 0, addressWords: 0, rate: { perSecond: 1e9, burst: 1e9 } } } }, data: join(folder, 'data') };
  const file = join(folder, 'deskside.json');
  await writeFile(file, JSON.stringify(config));
  try {
    const moments = Array.from({ length: kills }, () => Math.floor(random() * commands * 0.95) + 1).sort((a, b) => a - b);
    let acked = 0;
    let killed = 0;
    let server: CommandProcess | null = null;
    const drivers = Array.from({ length: lanes }, (_, lane) => {
      const customer = Math.floor(lane / tabs);
      const key = digest(`request ${customer}`).slice(0, 32);
      const submits = lane % tabs === 0;
      const share = Math.floor(commands / lanes) + (lane < commands % lanes ? 1 : 0);
      return new LaneDriver(
        digest(`lane ${lane}`).slice(0, 32),
        digest(`secret ${customer}`),
        share,
        (n) =>
          submits && n === 1
            ? { type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} }
            : { type: 'message', key, text: `${lane} ${n}` },
        () => {
          acked++;
          // In the middle of whatever it is doing for the others.
          if (acked >= (moments[killed] ?? Infinity) && server?.process.kill('SIGKILL')) {
            killed++;
            server = null;
          }
        },
      );
    });
    // The request is there before its other tab writes.
    const firsts = drivers.filter((_, lane) => lane % tabs === 0);
    while (drivers.some((driver) => !driver.finished)) {
      const running = new CommandProcess(['serve', '--config', file, '--port', '0']);
      server = running;
      const url = await running.listening();
      await Promise.all(firsts.filter(({ answers }) => !answers.has(1)).map((driver) => driver.run(url, 1)));
      await Promise.all(drivers.filter((driver) => !driver.finished).map((driver) => driver.run(url)));
      server = null;
      await running.kill();
    }
    const figures = compare(config, drivers);
    return { ...figures, acked: drivers.reduce((sum, { answers }) => sum + answers.size, 0), kills: killed, seconds: (performance.now() - began) / 1000 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function compare(config: unknown, drivers: readonly LaneDriver[]): Pick<KillFigures, 'lost' | 'doubled' | 'disordered' | 'contradicted'> {
  const { companies, data } = checkConfig(config);
  const settings = companies['acme'];
  if (!settings) throw new Error('no company');
  const { store, close } = openDeskFiles(data, 'acme', settings);
  let lost = 0;
  let doubled = 0;
  let disordered = 0;
  for (let customer = 0; customer < lanes / tabs; customer++) {
    const entries = store.entries(digest(`request ${customer}`).slice(0, 32), { limit: 1e9 });
    const texts = entries.map(({ event }) => (event.type === 'message' ? event.text : event.type));
    doubled += texts.length - new Set(texts).size;
    for (let tab = 0; tab < tabs; tab++) {
      const lane = customer * tabs + tab;
      const driver = drivers[lane];
      if (!driver) throw new Error('no driver');
      const numbers = texts.flatMap((text) => (text.startsWith(`${lane} `) ? Number(text.split(' ')[1]) : []));
      disordered += numbers.filter((n, i) => i > 0 && n < (numbers[i - 1] ?? 0)).length;
      for (const answer of driver.answers.values()) if (!stands(answer, entries, lane)) lost++;
    }
  }
  close();
  return { lost, doubled, disordered, contradicted: drivers.reduce((sum, { contradictions }) => sum + contradictions.length, 0) };
}

/** Whether the entry that an answer speaks of is in the log, where it says. */
function stands(answer: Answer, entries: readonly LogEntry[], lane: number): boolean {
  if (!answer.ok || answer.seq === undefined) return false;
  const entry = entries[answer.seq - 1];
  if (entry?.seq !== answer.seq) return false;
  return entry.event.type === 'message' ? entry.event.text === `${lane} ${answer.n}` : entry.event.type === 'submitted' && answer.n === 1 && lane % tabs === 0;
}
