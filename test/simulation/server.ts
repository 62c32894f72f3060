import { Desk } from '../../src/server/core/desk.ts';
import type { DeskOptions } from '../../src/server/core/ports.ts';
import { deskDefaults } from '../../src/server/core/ports.ts';
import type { DeskStore } from '../../src/server/core/store.ts';
import { DeskHost } from '../../src/server/host/desk-host.ts';
import type { Chance } from './chance.ts';
import type { FaultyNetwork } from './faulty-network.ts';
import type { VirtualClock } from './virtual-clock.ts';

export const company = 'acme';

const options: DeskOptions = { ...deskDefaults, company, name: 'Acme', rate: { perSecond: 50, burst: 100 } };

/** What the store throws when the disk does not take a commit. */
class DiskFull extends Error {}

/** A server process: a host and a desk over a store that outlives both. It can crash before or after a commit, and the disk can be full. */
export class Server {
  readonly store: DeskStore;
  readonly faults: unknown[] = [];
  #crashNext: 'before' | 'after' | null = null;
  #fullFor = 0;
  #generation = 0;
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #network: FaultyNetwork;

  constructor(store: DeskStore, clock: VirtualClock, chance: Chance, network: FaultyNetwork) {
    this.store = store;
    this.#clock = clock;
    this.#chance = chance;
    this.#network = network;
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
    const open = () => new DeskHost({
      desk: new Desk(this.#breakable(alive), options),
      clock: { now: () => clock.now(), after },
      schedule: (flush) => {
        after(this.#chance.between(0, 2), flush);
      },
      hash: (secret) => `hash-of-${secret}`,
      verifyToken: (token) => Promise.resolve({ sub: token, role: 'technician', name: token }),
      signTicket: ({ file }) => Promise.resolve({ url: `ticket:${file}`, expires: 0 }),
      randomId: () => this.#chance.hex(128),
      onFault: (fault) => {
        if (alive() && !(fault instanceof DiskFull)) this.faults.push(fault);
      },
    });
    try {
      const host = open();
      // It may have crashed at the commit of its own start.
      if (alive()) this.#network.accept = (peer) => host.accept(peer);
    } catch (error) {
      // A desk that cannot write does not open; it is started again later.
      if (alive() && !(error instanceof DiskFull)) throw error;
    }
  }

  /** Dies at once: memory, timers and connections are gone, the store stays. */
  crash(): void {
    this.#generation++;
    this.#network.accept = null;
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
