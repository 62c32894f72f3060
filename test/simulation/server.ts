import { Desk } from '../../src/server/core/desk.ts';
import { noChannels, type Delivery, type DeliveryResult } from '../../src/server/core/deliveries.ts';
import type { DeskOptions } from '../../src/server/core/ports.ts';
import type { HostPorts, Peer } from '../../src/server/host/peer.ts';
import { deskDefaults } from '../../src/server/core/ports.ts';
import type { DeskStore } from '../../src/server/core/store.ts';
import { DeskHost } from '../../src/server/host/desk-host.ts';
import { Posts } from '../../src/server/node/posts.ts';
import type { Chance } from './chance.ts';
import type { FaultyNetwork } from './faulty-network.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const company = 'acme';

const options: DeskOptions = {
  ...deskDefaults,
  company,
  name: 'Acme',
  rate: { perSecond: 50, burst: 100 },
  channels: { ...noChannels, webhooks: [{ id: 'sim', events: ['submitted', 'completed'] }] },
};

/** What the store throws when the disk does not take a commit. */
class DiskFull extends Error {}

/** What a server does otherwise than all. */
export interface ServerSettings {
  readonly desk?: Partial<DeskOptions>;
  /** Everybody is who their token names, unless given. */
  readonly verifyToken?: HostPorts['verifyToken'];
}

const asNamed: HostPorts['verifyToken'] = (token) => Promise.resolve({ sub: token, role: 'technician', name: token });

/** A server process: a host and a desk over a store that outlives both. It can crash before or after a commit, and the disk can be full. */
export class Server {
  readonly store: DeskStore;
  readonly faults: unknown[] = [];
  /** What the world outside has received by webhook, as `KEY SEQ`, and how often. */
  readonly received = new Map<string, number>();
  /** How likely the world outside does not answer, or answers what nobody hears. */
  outage = 0;
  /** Hears every frame as it is made for somebody, by whatever it travels, and however long it waits to be asked for. */
  heard: (ip: string, text: string) => void = () => undefined;
  #host: DeskHost | null = null;
  #crashNext: 'before' | 'after' | null = null;
  #fullFor = 0;
  #generation = 0;
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #network: FaultyNetwork;
  readonly #settings: ServerSettings;

  constructor(store: DeskStore, clock: VirtualClock, chance: Chance, network: FaultyNetwork, settings: ServerSettings = {}) {
    this.store = store;
    this.#clock = clock;
    this.#chance = chance;
    this.#network = network;
    this.#settings = settings;
  }

  get running(): boolean {
    return this.#network.accept !== null;
  }

  start(): void {
    const generation = ++this.#generation;
    const clock = this.#clock;
    const alive = () => generation === this.#generation;
    const after = (ms: number, callback: () => void) =>
      clock.after(ms, () => {
        if (alive()) callback();
      });
    const { desk, verifyToken = asNamed } = this.#settings;
    const open = () => new DeskHost({
      desk: new Desk(this.#breakable(alive), { ...options, ...desk }),
      clock: { now: () => clock.now(), after },
      schedule: (flush) => {
        after(this.#chance.between(0, 2), flush);
      },
      hash: (secret) => `hash-of-${secret}`,
      verifyToken,
      signTicket: ({ file }) => Promise.resolve({ url: `ticket:${file}`, expires: 0 }),
      randomId: () => this.#chance.hex(128),
      courier: { deliver: (delivery) => this.#deliver(delivery, after) },
      onFault: (fault) => {
        if (alive() && !(fault instanceof DiskFull)) this.faults.push(fault);
      },
    });
    try {
      const host = open();
      // It may have crashed at the commit of its own start.
      if (alive()) {
        this.#host = host;
        const accept = (peer: Peer) => host.accept(this.#overheard(peer));
        this.#network.accept = accept;
        const posts = new Posts({ clock: { now: () => clock.now(), after }, accept: (_company, peer) => accept(peer), tooMany: () => false });
        this.#network.post = (body, address, signal) => posts.handle(company, body, { address, userAgent: '', signal });
      }
    } catch (error) {
      // A desk that cannot write does not open; it is started again later.
      if (alive() && !(error instanceof DiskFull)) throw error;
    }
  }

  #overheard(peer: Peer): Peer {
    const { ip, userAgent } = peer;
    return {
      ip,
      userAgent,
      send: (text) => {
        this.heard(ip, text);
        peer.send(text);
      },
      close: (code) => {
        peer.close(code);
      },
    };
  }

  /** Whoever runs the server lets a technician in or shuts them out. A crash on the way may swallow it. */
  changeStaff(id: string, enabled: boolean): void {
    if (this.running) void this.#host?.changeStaff({ id, enabled });
  }

  /** One try to tell the world outside, which may have heard it even if it seems to have failed. */
  #deliver({ parcel }: Delivery, after: (ms: number, callback: () => void) => unknown): Promise<DeliveryResult> {
    if (parcel.kind !== 'webhook') return Promise.resolve('refused');
    const { seq, request } = parcel.payload;
    const arrives = !this.#chance.happens(this.outage);
    const heard = !this.#chance.happens(this.outage);
    return new Promise((resolve) => {
      after(this.#chance.between(1, 500), () => {
        const name = `${request.key} ${String(seq)}`;
        if (arrives) this.received.set(name, (this.received.get(name) ?? 0) + 1);
        resolve(arrives && heard ? 'delivered' : 'failed');
      });
    });
  }

  /** Dies at once: memory, timers and connections are gone, the store stays. */
  crash(): void {
    this.#generation++;
    this.#network.accept = null;
    this.#network.post = null;
    this.#host = null;
    this.#network.break();
  }

  /** Dies at the next commit: just before it, so that nothing of it is kept, or just after, before anybody hears of it; null calls it off. */
  crashAtCommit(when: 'before' | 'after' | null): void {
    this.#crashNext = when;
  }

  /** The next so many commits fail, and the server lives on. */
  fillDisk(commits: number): void {
    this.#fullFor = commits;
  }

  #breakable(alive: () => boolean): DeskStore {
    const transaction: DeskStore['transaction'] = (work) => {
      if (!alive()) throw new Error('This server is dead');
      const when = this.#crashNext;
      this.#crashNext = null;
      const result = this.store.transaction(() => {
        const made = work();
        if (this.#fullFor > 0) {
          this.#fullFor--;
          throw new DiskFull();
        }
        if (when === 'before') {
          this.crash();
          throw new Error('Crashed before the commit');
        }
        return made;
      });
      if (when === 'after') this.crash();
      return result;
    };
    return new Proxy(this.store, {
      get: (store, name) => {
        if (name === 'transaction') return transaction;
        const value: unknown = Reflect.get(store, name, store);
        return typeof value === 'function' ? (value as (...rest: unknown[]) => unknown).bind(store) : value;
      },
    });
  }
}
