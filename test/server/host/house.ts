import { Desk } from '../../../src/server/core/desk.ts';
import { noChannels, type Channels } from '../../../src/server/core/deliveries.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { deskDefaults, type Rate } from '../../../src/server/core/ports.ts';
import type { DeskStore, StoredTechnician } from '../../../src/server/core/store.ts';
import { DeskHost } from '../../../src/server/host/desk-host.ts';
import type { Accepted, HostPorts, Peer, TokenClaims } from '../../../src/server/host/peer.ts';
import type { ClientFrame, Hello, ServerFrame } from '../../../src/protocol/frames.ts';
import { technician, windows } from '../core/bench.ts';

/** A host on a clock that a test moves, with everything that it schedules held back until a test lets it run. */
export class House {
  now = 1_700_000_000_000;
  readonly store: DeskStore;
  readonly host: DeskHost;
  readonly faults: unknown[] = [];
  /** How many inputs each step was given. */
  readonly steps: number[] = [];
  #flushes: (() => void)[] = [];
  #timers: { at: number; callback: () => void }[] = [];
  #ids = 0;

  constructor(ports: Partial<HostPorts> & { company?: string; staff?: readonly StoredTechnician[]; store?: DeskStore; channels?: Channels; rate?: Rate; planted?: (inputs: readonly unknown[]) => void } = {}) {
    const { company = 'acme', staff = [technician('anna'), technician('ben')], store = new MemoryStore(), channels = noChannels, rate = { perSecond: 1_000, burst: 10_000 }, planted, ...others } = ports;
    this.store = store;
    store.transaction(() => staff.forEach((one) => store.saveTechnician(one)));
    const desk = new Desk(store, { ...deskDefaults, company, name: company, rate, channels });
    const step = desk.step.bind(desk);
    desk.step = (now, inputs) => {
      this.steps.push(inputs.length);
      planted?.(inputs);
      return step(now, inputs);
    };
    this.host = new DeskHost({
      desk,
      clock: {
        now: () => this.now,
        after: (ms, callback) => {
          const timer = { at: this.now + ms, callback };
          this.#timers.push(timer);
          return () => (this.#timers = this.#timers.filter((other) => other !== timer));
        },
      },
      schedule: (flush) => this.#flushes.push(flush),
      hash: (secret) => `hash of ${secret.slice(0, 4)}`,
      verifyToken: (token, company) => Promise.resolve(claims(token, company)),
      signTicket: ({ file, principal }) => Promise.resolve({ url: `/files/${file} for ${principal}`, expires: 7 }),
      randomId: () => `connection ${String(++this.#ids)}`,
      onFault: (fault) => this.faults.push(fault),
      ...others,
    });
  }

  get timers(): number {
    return this.#timers.length;
  }

  get waiting(): number {
    return this.#flushes.length;
  }

  /** Runs what was scheduled first. */
  flush(): void {
    this.#flushes.shift()?.();
  }

  /** Lets promises settle and everything scheduled run, until nothing is left. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      for (let i = 0; i < 10; i++) await Promise.resolve();
      const flush = this.#flushes.shift();
      if (flush) flush();
      quiet = flush ? 0 : quiet + 1;
    }
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.now = Math.max(this.now, due.at);
      due.callback();
      await this.settle();
    }
    this.now = end;
  }

  knock(peer: Partial<Peer> = {}): Visitor {
    return new Visitor(this, peer);
  }

  async customer(secret = 'a'.repeat(64), peer: Partial<Peer> = {}): Promise<Visitor> {
    const visitor = this.knock(peer);
    visitor.says(hello({ secret }));
    await this.settle();
    return visitor;
  }

  async technician(id: string): Promise<Visitor> {
    const visitor = this.knock();
    visitor.says(hello({ role: 'technician', token: `${id} technician acme` }));
    await this.settle();
    return visitor;
  }
}

/** A token of the tests: `sub role company`. */
function claims(token: string, company: string): TokenClaims | null {
  const [sub = '', role = '', audience] = token.split(' ');
  return audience === company ? { sub, role, name: sub } : null;
}

export function hello(change: Partial<Hello> = {}): Hello {
  return { type: 'hello', version: 'desk/1', role: 'customer', device: windows, lanes: [], ...change };
}

/** One peer and what came to it. */
export class Visitor {
  readonly texts: string[] = [];
  code: number | null = null;
  readonly #accepted: Accepted;

  constructor(house: House, peer: Partial<Peer>) {
    this.#accepted = house.host.accept({
      send: (text) => {
        this.texts.push(text);
        this.#accepted.arrived(this.texts.length);
      },
      close: (code) => (this.code = code),
      ip: '192.0.2.7',
      userAgent: '',
      ...peer,
    });
  }

  says(frame: ClientFrame | Record<string, unknown>): void {
    this.sends(JSON.stringify(frame));
  }

  sends(text: string): void {
    this.#accepted.message(text);
  }

  leaves(): void {
    this.#accepted.closed();
  }

  get frames(): readonly ServerFrame[] {
    return this.texts.filter((text) => text !== 'pong').map((text) => JSON.parse(text) as ServerFrame);
  }

  get types(): readonly string[] {
    return this.frames.map(({ type }) => type);
  }
}
