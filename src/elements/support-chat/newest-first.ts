import { whenPainted } from '../when-painted.ts';
import type { Row } from './rows.ts';

/** A line of words of one row with what is between it and the next, each row more, and a letter in it; as small as they get. Pixels. */
const least = { line: 36, row: 20, letter: 6 } as const;

/**
 * Of a conversation that has just been opened the newest lines are rendered first, as many as can be seen, and the others once these have
 * been painted: what is waited for does not wait for what is out of sight.
 */
export class NewestFirst {
  readonly #changed: () => void;
  #count: number | undefined;
  #callOff: () => void = () => {};

  /** @param changed more lines are to be rendered. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Whether all lines are rendered. */
  get whole(): boolean {
    return this.#count === Infinity;
  }

  /** Another conversation. */
  restart(): void {
    this.#callOff();
    this.#count = undefined;
  }

  /** All lines from now on: somebody needs one that may be out of sight. */
  showAll(): void {
    this.#callOff();
    if (!this.whole) this.#changed();
    this.#count = Infinity;
  }

  /** @param region in which lines are seen. */
  take(rows: readonly Row[], region: Element | null): readonly Row[] {
    if (this.#count === undefined && rows.length > 0) {
      const { clientWidth: width = 0, clientHeight: height = 0 } = region ?? {};
      let room = height;
      // What is too little leaves room for one frame, what is too much takes its time.
      const first = rows.findLastIndex((row) => (room -= leastHeight(row, width)) < 0);
      // Whoever has not read all begins where they left off, which is further up.
      const all = first <= 0 || rows.some(({ kind }) => kind === 'unread');
      this.#count = all ? Infinity : rows.length - first;
      if (!all) this.#callOff = whenPainted(() => this.showAll());
    }
    return rows.slice(-(this.#count ?? Infinity));
  }
}

function leastHeight(row: Row, width: number): number {
  if (row.kind !== 'words' || row.line.kind !== 'entry' || row.line.entry.event.type !== 'message') return least.line;
  return least.line + least.row * Math.floor((row.line.entry.event.text.length * least.letter) / width);
}
