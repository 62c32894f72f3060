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
  /**
   * Takes a lock for as long as the page lives, if nobody has it. Resolves with how to give it back, or null.
   * It is how a tab knows that the lane of another is abandoned.
   */
  lock(name: string): Promise<(() => void) | null>;
  /** Calls back when the network is back or the page becomes visible: a good moment to look. Returns how to stop. */
  onWake(callback: () => void): () => void;
  /** Whether a person can see the page now: what decides whether something was read. */
  visible(): boolean;
  onVisibility(callback: () => void): () => void;
  /** What the device says of itself. */
  device(): { userAgent: string; platform: string; touchPoints: number; mobile?: boolean; brands?: { brand: string; version: string }[] };
}

/**
 * What a browser keeps for one server and company: a secret, lanes with their outbox, drafts; nothing else.
 * Resolving means kept as well as this storage can. Implementations never reject: blocked storage falls back to memory
 * and says so by `kind`.
 */
export interface ClientStorage {
  /** `memory`: gone with the tab, and the screen says so if it was not chosen. */
  readonly kind: Promise<'persistent' | 'session' | 'memory'>;
  /** The value of a name, or what `make` gives, kept from then on: in one step, so that two tabs agree. */
  getOrSet(name: string, make: () => string): Promise<string>;
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
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
