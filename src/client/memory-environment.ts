import { randomHex } from './browser-environment.ts';
import type { ClientStorage, Environment } from './environment.ts';
import { memoryStorage } from './memory-storage.ts';

/** What the tabs of one browser share: storage and locks. Made anew, it is another browser. */
export class MemoryBrowser {
  readonly #storages = new Map<string, ClientStorage>();
  readonly #locks = new Map<string, object>();

  storage(scope: string): ClientStorage {
    const known = this.#storages.get(scope) ?? memoryStorage();
    this.#storages.set(scope, known);
    return known;
  }

  lock(name: string, holder: object): (() => void) | null {
    if (this.#locks.has(name)) return null;
    this.#locks.set(name, holder);
    return () => {
      if (this.#locks.get(name) === holder) this.#locks.delete(name);
    };
  }

  /** A tab is gone, and its locks with it. */
  release(holder: object): void {
    for (const [name, other] of this.#locks) if (other === holder) this.#locks.delete(name);
  }
}

export interface MemoryOptions {
  /** Shared by the environments of several tabs; one of its own by default. */
  readonly browser?: MemoryBrowser;
  /** Milliseconds since the epoch, and timers; the real ones by default. */
  readonly clock?: Pick<Environment, 'now' | 'after'>;
  readonly random?: () => number;
  readonly device?: ReturnType<Environment['device']>;
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
  readonly #device: ReturnType<Environment['device']>;
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

  lock(name: string): Promise<(() => void) | null> {
    return Promise.resolve(this.#browser.lock(name, this));
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

  device(): ReturnType<Environment['device']> {
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
