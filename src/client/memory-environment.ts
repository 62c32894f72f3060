import type { DeviceHints } from '../domain/systems.ts';
import { randomHex } from './browser-environment.ts';
import { scopeOf, type ClientStorage, type Environment, type FileShelf, type LaneRecord, type Preferences, type StoredCommand } from './environment.ts';
import { memoryStorage } from './memory-storage.ts';
import { preferences } from './preferences.ts';

interface Waiting {
  readonly name: string;
  readonly holder: object;
  held(): void;
  unlock: (() => void) | null;
}

/** What the tabs of one browser share: storage and locks. Made anew, it is another browser. */
export class MemoryBrowser {
  readonly #scopes = new Map<string, SharedStorage>();
  readonly #files = new Map<string, File>();
  readonly #choices = new Map<string, string>();
  readonly #locks = new Map<string, object>();
  /** Who waits for a lock, in the order of asking. */
  #queue: readonly Waiting[] = [];

  files(scope: string): FileShelf {
    const files = this.#files;
    const named = (name: string) => `${scope} ${name}`;
    return {
      put: (name, file) => Promise.resolve(void files.set(named(name), file)),
      get: (name) => Promise.resolve(files.get(named(name)) ?? null),
      remove: (name) => Promise.resolve(void files.delete(named(name))),
      clear: async () => {
        for (const name of files.keys()) if (name.startsWith(named(''))) files.delete(name);
      },
    };
  }

  storage(scope: string): ClientStorage {
    return this.#scope(scope).storage;
  }

  forget(place: string, before: string, after: string): string {
    const { values } = this.#scope(place);
    const known = values.get('secret') ?? before;
    const now = known === before ? after : known;
    for (const [scope, { clear }] of this.#scopes) if (scope.startsWith(place) && scope !== scopeOf(place, now)) clear();
    values.set('secret', now);
    return now;
  }

  /** All that is kept, scope by scope, as text. */
  get kept(): readonly string[] {
    return [...this.#scopes].flatMap(([scope, { texts }]) => texts().map((text) => `${scope} ${text}`));
  }

  #scope(scope: string): SharedStorage {
    const known = this.#scopes.get(scope) ?? sharedStorage();
    this.#scopes.set(scope, known);
    return known;
  }

  preferences(scope: string): Preferences {
    const choices = this.#choices;
    const texts = { getItem: (key: string) => choices.get(key) ?? null, setItem: (key: string, text: string) => void choices.set(key, text), removeItem: (key: string) => void choices.delete(key) };
    return preferences(() => texts, scope);
  }

  lock(name: string, holder: object): (() => void) | null {
    if (this.#locks.has(name)) return null;
    this.#locks.set(name, holder);
    let held = true;
    return () => {
      if (held && this.#locks.get(name) === holder) this.#locks.delete(name);
      held = false;
      this.#serve();
    };
  }

  lockLater(name: string, holder: object, held: () => void): () => void {
    const wait: Waiting = { name, holder, held, unlock: null };
    this.#queue = [...this.#queue, wait];
    this.#serve();
    return () => {
      this.#queue = this.#queue.filter((other) => other !== wait);
      wait.unlock?.();
    };
  }

  /** A tab is gone, and its locks with it. */
  release(holder: object): void {
    this.#queue = this.#queue.filter((wait) => wait.holder !== holder);
    for (const [name, other] of this.#locks) if (other === holder) this.#locks.delete(name);
    this.#serve();
  }

  #serve(): void {
    for (const wait of this.#queue) {
      const unlock = this.#queue.includes(wait) ? this.lock(wait.name, wait.holder) : null;
      if (!unlock) continue;
      wait.unlock = unlock;
      this.#queue = this.#queue.filter((other) => other !== wait);
      wait.held();
    }
  }
}

interface SharedStorage {
  readonly storage: ClientStorage;
  readonly values: Map<string, string>;
  clear(this: void): void;
  texts(this: void): readonly string[];
}

/** What several tabs keep in memory: each hears of what is set or removed. */
function sharedStorage(): SharedStorage {
  const values = new Map<string, string>();
  const lanes = new Map<string, LaneRecord>();
  const outboxes = new Map<string, Map<number, StoredCommand>>();
  const storage = memoryStorage(values, lanes, outboxes);
  const watchers = new Set<{ readonly name: string; changed(): void }>();
  const tell = (name: string) => {
    for (const watcher of watchers) if (watcher.name === name) watcher.changed();
  };
  return {
    values,
    storage: {
      ...storage,
      async set(name, value) {
        await storage.set(name, value);
        tell(name);
      },
      async remove(name) {
        await storage.remove(name);
        tell(name);
      },
      watch(name, changed) {
        const watcher = { name, changed };
        watchers.add(watcher);
        return () => watchers.delete(watcher);
      },
    },
    clear() {
      for (const map of [values, lanes, outboxes]) map.clear();
    },
    texts: () => [
      ...[...values].map(([name, value]) => `${name}: ${value}`),
      ...[...lanes.values()].map((lane) => `lane: ${JSON.stringify(lane)}`),
      ...[...outboxes.values()].flatMap((outbox) => [...outbox.values()].map(({ command }) => `command: ${command}`)),
    ],
  };
}

export interface MemoryOptions {
  /** Shared by the environments of several tabs; one of its own by default. */
  readonly browser?: MemoryBrowser;
  /** Milliseconds since the epoch, and timers; the real ones by default. */
  readonly clock?: Pick<Environment, 'now' | 'after'>;
  readonly random?: () => number;
  readonly device?: DeviceHints;
}

const realClock: Pick<Environment, 'now' | 'after'> = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** One tab without a browser: for Node and for tests, which can hide it, wake it and kill it. */
export class MemoryEnvironment implements Environment {
  readonly #browser: MemoryBrowser;
  readonly #clock: Pick<Environment, 'now' | 'after'>;
  readonly #device: DeviceHints;
  readonly random: () => number;
  readonly #wakers = new Set<() => void>();
  readonly #watchers = new Set<() => void>();
  #visible = true;
  #alive = true;

  constructor({ browser = new MemoryBrowser(), clock = realClock, random = Math.random, device = { userAgent: '', platform: '', touchPoints: 0 } }: MemoryOptions = {}) {
    this.#browser = browser;
    this.#clock = clock;
    this.#device = device;
    this.random = random;
  }

  now(): number {
    return this.#clock.now();
  }

  after(ms: number, callback: () => void): () => void {
    return this.#clock.after(ms, () => {
      if (this.#alive) callback();
    });
  }

  randomHex(bits: 128 | 256): string {
    return randomHex(bits);
  }

  storage(scope: string): ClientStorage {
    return this.#browser.storage(scope);
  }

  files(scope: string): Promise<FileShelf> {
    return Promise.resolve(this.#browser.files(scope));
  }

  preferences(scope: string): Preferences {
    return this.#browser.preferences(scope);
  }

  lock(name: string): Promise<(() => void) | null> {
    return Promise.resolve(this.#browser.lock(name, this));
  }

  lockLater(name: string, held: () => void): () => void {
    return this.#browser.lockLater(name, this, held);
  }

  async forget(place: string, before: string, after: string): Promise<string> {
    return this.#browser.forget(place, before, after);
  }

  onWake(callback: () => void): () => void {
    this.#wakers.add(callback);
    return () => this.#wakers.delete(callback);
  }

  visible(): boolean {
    return this.#visible;
  }

  onVisibility(callback: () => void): () => void {
    this.#watchers.add(callback);
    return () => this.#watchers.delete(callback);
  }

  device(): DeviceHints {
    return this.#device;
  }

  /** The network is back, or the lid was opened. */
  wake(): void {
    for (const callback of this.#wakers) callback();
  }

  show(visible: boolean): void {
    this.#visible = visible;
    for (const callback of this.#watchers) callback();
    if (visible) this.wake();
  }

  /** The tab is gone from one moment to the next: no timer fires, its locks are free. */
  kill(): void {
    this.#alive = false;
    this.#browser.release(this);
  }
}
