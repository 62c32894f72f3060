import type { Row } from '../../protocol/frames.ts';
import { Arrivals } from '../request-list/arrivals.ts';
import { onTimer, type After } from '../timer.ts';

/** How long new requests are gathered before they are told: a rush is one sentence. Milliseconds. */
const gathering = 1_000;

/** Tells of new requests, several at once as a number. */
export class Newcomers {
  readonly #arrivals = new Arrivals();
  readonly #tell: (rows: readonly Row[]) => void;
  readonly #after: After;
  #gathered = new Map<string, Row>();
  #stop: (() => void) | undefined;

  constructor(tell: (rows: readonly Row[]) => void, after = onTimer) {
    this.#tell = tell;
    this.#after = after;
  }

  /** Takes the new requests as they now are; the first ones of a list were there already. */
  take(rows: readonly Row[], list: object): void {
    const fresh = this.#arrivals.take(rows, list, false);
    for (const row of rows) {
      if (!fresh.has(row.key)) continue;
      this.#arrivals.settle(row.key);
      this.#gathered.set(row.key, row);
    }
    if (this.#gathered.size > 0) this.#stop ??= this.#after(gathering, this.#flush);
  }

  /** Forgets what has not been told. */
  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#gathered.clear();
  }

  readonly #flush = (): void => {
    const rows = [...this.#gathered.values()];
    this.stop();
    this.#tell(rows);
  };
}
