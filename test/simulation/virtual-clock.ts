/** Time that passes only when it is told to. Callbacks of one moment run in the order in which they were asked for. */
export class VirtualClock {
  #now: number;
  #order = 0;
  readonly #queue: { at: number; order: number; callback: () => void }[] = [];

  constructor(start = 1_800_000_000_000) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  /** How many timers run. */
  get waiting(): number {
    return this.#queue.length;
  }

  after(ms: number, callback: () => void): () => void {
    // Whole milliseconds, as Date.now() gives them.
    const entry = { at: this.#now + Math.max(0, Math.ceil(ms)), order: this.#order++, callback };
    let low = 0;
    let high = this.#queue.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#queue[middle]!;
      if (other.at < entry.at || (other.at === entry.at && other.order < entry.order)) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, entry);
    return () => {
      const index = this.#queue.indexOf(entry);
      if (index >= 0) this.#queue.splice(index, 1);
    };
  }

  /** Runs everything that is due until `ms` have passed, letting promises settle after each callback. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settled();
    for (;;) {
      const next = this.#queue[0];
      if (!next || next.at > end) break;
      this.#queue.shift();
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await promisesSettled();
    }
    this.#now = end;
  }
}

/** Every promise that can settle has settled, unless it waits for the machine: a turn of the event loop costs more than most callbacks. */
function promisesSettled(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** One turn of the real event loop: every promise that can settle has settled. No time passes in the world. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
