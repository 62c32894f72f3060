import type { ClientStorage, Environment, LaneRecord, Preferences, StoredCommand } from '../../src/client/environment.ts';
import { withFallback } from '../../src/client/fallback-storage.ts';
import type { Chance } from './chance.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** One person's browser: its storage and locks outlive the tabs. */
export class Browser {
  /** Lanes given up for new ones, as after a restored desk. */
  replaced = 0;
  /** What the storage has no room for is refused. */
  full = false;
  /** Milliseconds by which this machine's clock is wrong. */
  skew = 0;
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #values = new Map<string, string>();
  readonly #lanes = new Map<string, LaneRecord>();
  readonly #outboxes = new Map<string, Map<number, StoredCommand>>();
  readonly #locks = new Map<string, Tab>();

  constructor(clock: VirtualClock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  open(): Tab {
    return new Tab(this, this.#clock, this.#chance);
  }

  /** A tab is gone, with its locks; what it has stored stays. */
  release(tab: Tab): void {
    for (const [name, holder] of this.#locks) if (holder === tab) this.#locks.delete(name);
  }

  lock(name: string, tab: Tab): (() => void) | null {
    if (this.#locks.has(name)) return null;
    this.#locks.set(name, tab);
    return () => {
      if (this.#locks.get(name) === tab) this.#locks.delete(name);
    };
  }

  storageFor(tab: Tab): ClientStorage {
    const values = this.#values;
    const lanes = this.#lanes;
    const outboxes = this.#outboxes;
    const replaced = () => {
      this.replaced++;
    };
    // A killed tab writes nothing more, and nobody hears of it.
    const done = <T>(work: () => T): Promise<T> => (tab.alive ? new Promise((resolve) => resolve(work())) : new Promise<T>(() => undefined));
    const written = <T>(work: () => T): Promise<T> => {
      if (!this.full) return done(work);
      tab.forgets = true;
      return done(() => {
        throw new DOMException('There is no room', 'QuotaExceededError');
      });
    };
    const box = (lane: string) => {
      const known = outboxes.get(lane) ?? new Map<number, StoredCommand>();
      outboxes.set(lane, known);
      return known;
    };
    return {
      kind: Promise.resolve('persistent'),
      getOrSet: (name, make) =>
        (values.has(name) ? done : written)(() => {
          const value = values.get(name) ?? make();
          values.set(name, value);
          return value;
        }),
      get: (name) => done(() => values.get(name) ?? null),
      set: (name, value) => written(() => void values.set(name, value)),
      remove: (name) => done(() => void values.delete(name)),
      lanes: () => done(() => [...lanes.values()]),
      saveLane: (lane) => written(() => void lanes.set(lane.id, lane)),
      removeLane: (id) =>
        done(() => {
          lanes.delete(id);
          outboxes.delete(id);
        }),
      replaceLane: (old, lane, commands) =>
        written(() => {
          // Under its own id it is only written anew.
          if (lane.id !== old) replaced();
          lanes.delete(old);
          outboxes.delete(old);
          lanes.set(lane.id, lane);
          outboxes.set(lane.id, new Map(commands.map((command) => [command.n, command])));
        }),
      outbox: (lane) => done(() => [...box(lane).values()].sort((a, b) => a.n - b.n)),
      saveCommand: (lane, command) => written(() => void box(lane).set(command.n, command)),
      removeCommand: (lane, n) => done(() => void box(lane).delete(n)),
    };
  }
}

/** One tab: an Environment that can be killed at any moment. */
export class Tab implements Environment {
  alive = true;
  /** Its storage has refused something: what it keeps from then on is gone with it. */
  forgets = false;
  readonly #storage: ClientStorage;
  readonly #browser: Browser;
  readonly #clock: VirtualClock;
  readonly #chance: Chance;

  constructor(browser: Browser, clock: VirtualClock, chance: Chance) {
    this.#browser = browser;
    this.#clock = clock;
    this.#chance = chance;
    this.#storage = withFallback(browser.storageFor(this), (ms, callback) => this.after(ms, callback));
  }

  /** One server, one company: one scope. */
  storage(): ClientStorage {
    return this.#storage;
  }

  /** Nobody chooses anything here. */
  preferences(): Preferences {
    return { get: () => null, set: () => {} };
  }

  forget(): Promise<string> {
    throw new Error('Nobody is forgotten in the simulation');
  }

  kill(): void {
    this.alive = false;
    this.#browser.release(this);
  }

  now(): number {
    return this.#clock.now() + this.#browser.skew;
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, () => {
      if (this.alive) callback();
    });
  }

  random(): number {
    return this.#chance.next();
  }

  randomHex(bits: 128 | 256): string {
    return this.#chance.hex(bits);
  }

  lock(name: string): Promise<(() => void) | null> {
    return Promise.resolve(this.alive ? this.#browser.lock(name, this) : null);
  }

  /** Nothing in a simulation sounds or notifies. */
  lockLater(): () => void {
    return () => {};
  }

  onWake(): () => void {
    return () => undefined;
  }

  visible(): boolean {
    return this.alive;
  }

  onVisibility(): () => void {
    return () => undefined;
  }

  device(): ReturnType<Environment['device']> {
    return { userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0', platform: 'Win32', touchPoints: 0 };
  }
}
