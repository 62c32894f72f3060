import assert from 'node:assert/strict';
import { Desk } from '../../../src/server/core/desk.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { deskDefaults, type DeskOptions, type Identity, type Input, type Output } from '../../../src/server/core/ports.ts';
import { noNotifications } from '../../../src/domain/staff.ts';
import type { DeskStore, StoredFile, StoredTechnician } from '../../../src/server/core/store.ts';
import { parseServerFrame } from '../../../src/protocol/schemas.ts';
import type {
  Answer,
  ClientFrame,
  Command,
  DeviceHints,
  Hello,
  LaneMark,
  Open,
  Query,
  ServerFrame,
} from '../../../src/protocol/frames.ts';
import { frameBytes } from '../../../src/protocol/limits.ts';

/** A desk on a workbench: its clock stands still until a test moves it, and every frame it sends is kept and checked. */

export function key(n: number): string {
  return n.toString(16).padStart(32, '0');
}

export const windows: DeviceHints = {
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
  platform: 'Win32',
  touchPoints: 0,
};
export const iphone: DeviceHints = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
  platform: 'iPhone',
  touchPoints: 5,
};

function titled(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

export function technician(id: string, change: Partial<StoredTechnician> = {}): StoredTechnician {
  return { id, name: titled(id), role: 'technician', enabled: true, available: true, notifications: noNotifications, leftAt: 0, ...change };
}

export type Fields<T extends Command['type']> = Omit<Command & { readonly type: T }, 'type' | 'key'>;
export const form = { name: 'Kim Muster', email: 'kim@example.com', description: 'The printer is on fire', metadata: {} };

interface ConnectOptions {
  readonly device?: DeviceHints;
  readonly ip?: string;
  readonly lanes?: readonly LaneMark[];
  readonly name?: string;
}

export class Bench {
  now = 1_700_000_000_000;
  desk: Desk;
  readonly store: DeskStore;
  readonly options: DeskOptions;
  wakeAt: number | null;
  faults: unknown[] = [];
  readonly outputs: Output[] = [];
  readonly #callers = new Map<string, Caller>();
  #sessions = 0;

  constructor({
    store = new MemoryStore(),
    technicians = [technician('anna'), technician('ben')],
    ...options
  }: { store?: DeskStore; technicians?: readonly StoredTechnician[] } & Partial<DeskOptions> = {}) {
    this.store = store;
    this.options = { ...deskDefaults, company: 'acme', name: 'Acme', rate: { perSecond: 1_000, burst: 10_000 }, ...options };
    store.transaction(() => technicians.forEach((one) => store.saveTechnician(one)));
    this.desk = new Desk(store, this.options);
    this.wakeAt = null;
    this.#start();
  }

  #start(): void {
    const { outputs, wakeAt } = this.desk.start(this.now);
    this.outputs.push(...outputs);
    this.wakeAt = wakeAt;
  }

  /** The process dies and comes back: sessions are gone, the store stays. */
  restart(): void {
    this.#callers.clear();
    this.desk = new Desk(this.store, this.options);
    this.#start();
  }

  step(...inputs: readonly Input[]): readonly Output[] {
    const { outputs, wakeAt, faults } = this.desk.step(this.now, inputs);
    this.wakeAt = wakeAt;
    this.faults.push(...faults);
    for (const output of outputs) {
      this.outputs.push(output);
      if (output.type === 'send') {
        const text = JSON.stringify(output.frame);
        assert.ok(Buffer.byteLength(text) <= frameBytes, `a ${output.frame.type} of ${String(Buffer.byteLength(text))} bytes`);
        assert.deepEqual(parseServerFrame(text), JSON.parse(text), 'what a desk sends, a page can read');
        const caller = this.#callers.get(output.session);
        assert.ok(!caller || caller.closed === null, `a ${output.frame.type} is said to a connection that was ended`);
        caller?.frames.push(output.frame);
      } else if (output.type === 'close') {
        const caller = this.#callers.get(output.session);
        if (caller) caller.closed = output.reason;
      }
    }
    return outputs;
  }

  /** Lets time pass, waking the desk when it wants to be. */
  pass(ms: number): void {
    const end = this.now + ms;
    while (this.wakeAt !== null && this.wakeAt <= end) {
      this.now = this.wakeAt;
      this.step({ type: 'wake' });
    }
    this.now = end;
  }

  customer(name: string, options: ConnectOptions = {}): Caller {
    return this.#connect({ role: 'customer', principal: `hash of ${name}` }, options);
  }

  /** A customer whose page shows a token beside the browser's secret. */
  known(id: string, browser: string, { name, email, ...options }: ConnectOptions & { readonly email?: string } = {}): Caller {
    const identity = { id, issuer: 'shop.example', ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
    return this.#connect({ role: 'customer', principal: `customer ${id}`, confirmed: { browser: `hash of ${browser}`, identity } }, options);
  }

  technician(id: string, options: ConnectOptions = {}): Caller {
    return this.#connect({ role: 'technician', principal: id, name: options.name ?? titled(id) }, options);
  }

  #connect(identity: Identity, { device = windows, ip = '192.0.2.7', lanes = [] }: ConnectOptions): Caller {
    const caller = new Caller(this, `session ${String(++this.#sessions)}`, identity, key(1_000 + this.#sessions));
    this.#callers.set(caller.id, caller);
    this.step({ type: 'connect', session: caller.id, identity, device, lanes, ip });
    return caller;
  }

  /** Puts a file there as if it had just been uploaded. */
  file(id: string, by: Caller, change: Partial<StoredFile> = {}): void {
    const { principal, role } = by.identity;
    this.step({
      type: 'file',
      file: { id, name: 'report.pdf', size: 10, type: 'application/pdf', principal, side: role, request: null, at: this.now, ...change },
      ref: id,
    });
  }
}

type FrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

/** One page at the desk. */
export class Caller {
  readonly id: string;
  readonly identity: Identity;
  readonly bench: Bench;
  readonly lane: string;
  n = 0;
  asks = 0;
  /** What has come and was not yet looked at. */
  frames: ServerFrame[] = [];
  closed: string | null = null;

  constructor(bench: Bench, id: string, identity: Identity, lane: string) {
    this.bench = bench;
    this.id = id;
    this.identity = identity;
    this.lane = lane;
  }

  input(frame: Exclude<ClientFrame, Hello>): Input {
    return { type: 'frame', session: this.id, frame };
  }

  send(frame: Exclude<ClientFrame, Hello>): void {
    this.bench.step(this.input(frame));
  }

  /** The next command of this page's lane, not yet sent. */
  next(command: Command): Input {
    return this.input({ type: 'command', lane: this.lane, n: ++this.n, command });
  }

  /** Sends a command and takes its answer. */
  does(command: Command): Answer {
    this.bench.step(this.next(command));
    const answers = this.take('answer');
    const answer = answers.at(-1);
    assert.ok(answer, `no answer to ${command.type}`);
    return answer;
  }

  /** Sends a command that must be granted. */
  must(command: Command): Extract<Answer, { ok: true }> {
    const answer = this.does(command);
    assert.ok(answer.ok, JSON.stringify(answer));
    return answer;
  }

  /** The code with which a command is refused. */
  refused(command: Command): string {
    const answer = this.does(command);
    assert.ok(!answer.ok, `${command.type} was granted`);
    return answer.code;
  }

  open(request: Open['request'], after = 0): ServerFrame | undefined {
    this.send({ type: 'open', ask: ++this.asks, request, after });
    return this.frames.splice(
      this.frames.findLastIndex((frame) => frame.type === 'opened' || frame.type === 'error'),
      1,
    )[0];
  }

  opened(request: Open['request'], after = 0): FrameOf<'opened'> {
    const frame = this.open(request, after);
    assert.equal(frame?.type, 'opened');
    return frame;
  }

  query(change: Partial<Query> = {}): FrameOf<'rows'> {
    this.send({
      type: 'query',
      ask: ++this.asks,
      view: 'all',
      mine: false,
      sort: 'submitted',
      direction: 'descending',
      limit: 50,
      ...change,
    });
    const rows = this.take('rows').at(-1);
    assert.ok(rows, 'no rows');
    return rows;
  }

  /** Takes out the frames of one type that have come. */
  take<T extends ServerFrame['type']>(type: T): FrameOf<T>[] {
    const taken = this.frames.filter((frame): frame is FrameOf<T> => frame.type === type);
    this.frames = this.frames.filter((frame) => frame.type !== type);
    return taken;
  }

  /** Forgets what has come. */
  clear(): void {
    this.frames = [];
  }

  leave(): void {
    this.bench.step({ type: 'disconnect', session: this.id });
  }
}

/** A customer's new request with the next free key, and the page that filed it. */
export function file(
  bench: Bench,
  n = 1,
  customer = bench.customer('kim'),
  change: Partial<typeof form> = {},
): { readonly customer: Caller; readonly key: string; readonly number: number } {
  const answer = customer.must({ type: 'submit', key: key(n), ...form, ...change });
  return { customer, key: key(n), number: answer.number ?? 0 };
}
