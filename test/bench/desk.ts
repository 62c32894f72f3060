// What the desk costs when it has much: times in one run on a real file, and ratios between little and much. `npm run bench`.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noNotifications } from '../../src/domain/staff.ts';
import type { Command, ClientFrame, Hello } from '../../src/protocol/frames.ts';
import { Desk } from '../../src/server/core/desk.ts';
import { deskDefaults, type Input } from '../../src/server/core/ports.ts';
import { SqlStore } from '../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../src/server/node/sqlite-database.ts';
import { missedAnAim } from './verdict.ts';

const little = 100;
const much = Number(process.argv[2] ?? 100_000);
/** Growing a thousandfold may cost this many times as much; a deeper tree has a few more pages to read. */
const allowed = 3;
/** Commands that share a transaction. */
const together = 32;

const hex = (bytes: number) => randomBytes(bytes).toString('hex');
let now = Date.UTC(2026, 0, 1);

/** A desk on a file of its own, with a customer and a technician in front of it. */
class Bench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'deskside-bench-'));
  readonly #desk: Desk;
  readonly #lanes = { customer: hex(16), technician: hex(16) };
  readonly #issued = { customer: 0, technician: 0 };

  constructor() {
    const store = new SqlStore(new SqliteDatabase(join(this.#folder, 'bench.sqlite')));
    store.transaction(() => store.saveTechnician({ id: 'anna', name: 'Anna', role: 'technician', enabled: true, available: true, notifications: noNotifications, leftAt: null }));
    this.#desk = new Desk(store, { ...deskDefaults, company: 'bench', name: 'Bench', rate: { perSecond: 1e9, burst: 1e9 }, perAddress: { requests: null, words: null } });
    this.#desk.start(now);
    const device = { userAgent: '', platform: '', touchPoints: 0 };
    const connect = { type: 'connect', device, lanes: [], ip: '192.0.2.1' } as const;
    this.#step([
      { ...connect, session: 'customer', identity: { role: 'customer', principal: hex(32) } },
      { ...connect, session: 'technician', identity: { role: 'technician', principal: 'anna', name: 'Anna' } },
    ]);
  }

  #step(inputs: readonly Input[]) {
    now += 1;
    const { outputs, faults } = this.#desk.step(now, inputs);
    if (faults.length > 0) throw new Error('The desk reported a fault', { cause: faults[0] });
    return outputs;
  }

  /** One command after another, 32 in a transaction; returns how many a second. */
  tell(session: 'customer' | 'technician', commands: readonly Command[]): number {
    const began = performance.now();
    for (let at = 0; at < commands.length; at += together) {
      const inputs = commands.slice(at, at + together).map((command): Input => {
        const n = (this.#issued[session] += 1);
        return { type: 'frame', session, frame: { type: 'command', lane: this.#lanes[session], n, command } };
      });
      const answers = this.#step(inputs).filter((output) => output.type === 'send' && output.frame.type === 'answer');
      for (const answer of answers) if (answer.type === 'send' && answer.frame.type === 'answer' && !answer.frame.ok) throw new Error(`Refused: ${answer.frame.code}`);
      // The page confirms what it has heard, so that the desk may forget it.
      this.#step([{ type: 'frame', session, frame: { type: 'sync', lanes: [{ id: this.#lanes[session], answered: this.#issued[session] }], streams: {}, rev: 0 } }]);
    }
    return (commands.length / (performance.now() - began)) * 1_000;
  }

  /** Milliseconds that a question takes: the best of many, so that whatever else the machine does stays out of it. */
  ask(frame: Exclude<ClientFrame, Hello>): number {
    let best = Infinity;
    for (let round = 0; round < 50; round++) {
      const began = performance.now();
      const outputs = this.#step([{ type: 'frame', session: 'technician', frame }]);
      best = Math.min(best, performance.now() - began);
      if (outputs.some((output) => output.type === 'send' && output.frame.type === 'error')) throw new Error(`${frame.type} was refused`);
    }
    return best;
  }

  end(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const submit = (key: string, index: number): Command => ({ type: 'submit', key, name: `Customer ${String(index)}`, email: `c${String(index)}@example.com`, description: 'It does not work.', metadata: {} });
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

function chat(messages: number): { rate: number; open: number; page: number } {
  const bench = new Bench();
  const key = hex(16);
  bench.tell('customer', [submit(key, 0)]);
  const rate = bench.tell('customer', times(messages, (index): Command => ({ type: 'message', key, text: `Message ${String(index)}: the printer says PC LOAD LETTER.` })));
  const open = bench.ask({ type: 'open', ask: 1, request: key, after: 0 });
  const page = bench.ask({ type: 'page', ask: 2, key, before: Math.max(60, Math.floor(messages / 2)) });
  bench.end();
  return { rate, open, page };
}

function queue(requests: number): { rate: number; first: number; bySort: number } {
  const bench = new Bench();
  const rate = bench.tell('customer', times(requests, (index) => submit(hex(16), index)));
  const query = { type: 'query', ask: 1, view: 'new', mine: false, direction: 'ascending', limit: 50 } as const;
  const first = bench.ask({ ...query, sort: 'submitted' });
  const bySort = bench.ask({ ...query, ask: 2, sort: 'customer', direction: 'descending' });
  bench.end();
  return { rate, first, bySort };
}

const chats = [chat(little), chat(much)] as const;
const queues = [queue(little), queue(much)] as const;
const rows: readonly (readonly [string, number, number])[] = [
  ['open a chat', chats[0].open, chats[1].open],
  ['read a page in its middle', chats[0].page, chats[1].page],
  ['show New, oldest first', queues[0].first, queues[1].first],
  ['show New by customer, from Z', queues[0].bySort, queues[1].bySort],
];
console.log(`messages written and on disk: ${chats[1].rate.toFixed(0)} a second, requests: ${queues[1].rate.toFixed(0)} a second, ${String(together)} in a transaction`);
console.log(`${'milliseconds with'.padEnd(32)}${String(little).padStart(10)}${String(much).padStart(10)}   ratio`);
let slow = 0;
for (const [name, few, many] of rows) {
  const ratio = many / few;
  if (ratio > allowed) slow += 1;
  console.log(`${name.padEnd(32)}${few.toFixed(3).padStart(10)}${many.toFixed(3).padStart(10)}${ratio.toFixed(2).padStart(8)}${ratio > allowed ? '   grows with history' : ''}`);
}
if (slow > 0) process.exitCode = missedAnAim;
