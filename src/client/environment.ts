import type { DeviceHints } from '../domain/systems.ts';

/**
 * The port to everything outside: time, chance, storage, other tabs, the network's state. Browsers get
 * browser-environment.ts, Node and tests memory-environment.ts, the simulation its own with a virtual clock.
 */
export interface Environment {
  /** Milliseconds since the epoch. Only ever compared with itself: it may be a day wrong. */
  now(): number;
  /** Calls back once after `ms`; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** 0 ≤ x < 1, for jitter. */
  random(): number;
  /** 128 or 256 random bits as lower-case hex, for keys, lanes and secrets. */
  randomHex(bits: 128 | 256): string;
  /** What is kept for one server and company, named by `scope`. Asked again, it gives the same. */
  storage(scope: string): ClientStorage;
  /** Where copies of files are kept for one server and company, named by `scope`; null for nowhere. Rejects if it cannot be loaded. */
  files?(scope: string): Promise<FileShelf | null>;
  /** What somebody has chosen, named by `scope`: small texts that are there at once. */
  preferences(scope: string): Preferences;
  /** What is kept will be asked for as soon as it is known whose it is: begins to open it. */
  openStorage?(): void;
  /**
   * Takes a lock for as long as the page lives, if nobody has it. Resolves with how to give it back, or null.
   * It is how a tab knows that the lane of another is abandoned.
   */
  lock(name: string): Promise<(() => void) | null>;
  /**
   * Waits for a lock and calls back once it is held, as long as the page lives. Returns how to give it back, or to wait no
   * longer. Of the pages of a browser one has it; where there are no locks, each has.
   */
  lockLater(name: string, held: () => void): () => void;
  /**
   * Forgets somebody: removes what is kept for `place`, and for every scope whose name begins with it, and puts the secret `after` there in
   * the place of `before`, all in one step. If it is another's by now, what is kept for that one stays. Resolves with the secret that is there then.
   */
  forget(place: string, before: string, after: string): Promise<string>;
  /** Calls back when the network is back or the page becomes visible: a good moment to look. Returns how to stop. */
  onWake(callback: () => void): () => void;
  /** Whether a person can see the page now: what decides whether something was read. */
  visible(): boolean;
  onVisibility(callback: () => void): () => void;
  /** What the device says of itself. */
  device(): DeviceHints;
}

/** What a browser is asked to keep: as long as it can, as long as the tab is there, or nothing. */
export type StorageChoice = 'local' | 'session' | 'none';

/** Where something is kept: for good, with this tab, or in memory, gone with the page. */
export type StorageKind = 'persistent' | 'session' | 'memory';

/** Digits of a secret. What stands behind them names whoever came after somebody who was forgotten. */
const digits = 64;

/** A value that is kept as a secret: the secret itself. */
export function secretIn(kept: string): string {
  return kept.slice(0, digits);
}

/** The scope of whoever a secret stands for: of the first one in this browser the place itself, of each that comes later one of their own. */
export function scopeOf(place: string, kept: string): string {
  return place + kept.slice(digits);
}

/**
 * What a browser keeps for one server and company: a secret, lanes with their outbox, drafts; nothing else.
 * Resolving means kept as well as this storage can. Implementations never reject: blocked storage falls back to memory
 * and says so by `kind`.
 */
export interface ClientStorage {
  /** `memory`: gone with the tab, and the screen says so if it was not chosen. */
  readonly kind: Promise<StorageKind>;
  /** Resolves if it fails after all: what is kept from then on is in memory. */
  readonly failed?: Promise<void>;
  /** Whether it has. What was stored before stays there as it was. */
  broke?(): Promise<boolean>;
  /** The value of a name, or what `make` gives, kept from then on: in one step, so that two tabs agree. */
  getOrSet(name: string, make: () => string): Promise<string>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
  /**
   * Calls back when a value was set or removed, by whichever page. A hint, which may be missing: as where pages share nothing. Returns how
   * to stop.
   */
  watch?(name: string, changed: () => void): () => void;
  /** All lanes, own and abandoned ones. */
  lanes(): Promise<readonly LaneRecord[]>;
  saveLane(lane: LaneRecord): Promise<void>;
  /** Removes a lane and whatever waits in it. */
  removeLane(id: string): Promise<void>;
  /** Removes a lane and keeps another with these commands, in one step: a tab killed in between neither loses nor doubles. */
  replaceLane(old: string, lane: LaneRecord, commands: readonly StoredCommand[]): Promise<void>;
  /** Commands of a lane, ascending. */
  outbox(lane: string): Promise<readonly StoredCommand[]>;
  saveCommand(lane: string, command: StoredCommand): Promise<void>;
  removeCommand(lane: string, n: number): Promise<void>;
}

/** Copies of files that go up: kept until they are there, so that a page after this one can go on. Rejects where there is no room. */
export interface FileShelf {
  put(name: string, file: File): Promise<void>;
  get(name: string): Promise<File | null>;
  remove(name: string): Promise<void>;
  /** Removes all of them. */
  clear(): Promise<void>;
}

/** Choices of a person in this browser. Never throws: what cannot be kept holds as long as the page. */
export interface Preferences {
  get(name: string): string | null;
  /** Null takes the choice back. */
  set(name: string, value: string | null): void;
}

export interface LaneRecord {
  readonly id: string;
  /** The last number given out. */
  readonly issued: number;
  /** The last number whose answer has arrived. */
  readonly answered: number;
}

export interface StoredCommand {
  readonly n: number;
  /** A Command frame's `command`, as JSON. */
  readonly command: string;
  /** When it was given, by this device's clock. */
  readonly at: number;
}
