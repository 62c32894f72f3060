import type { ConfirmedLine, Line } from '../../client/client.ts';

/**
 * Tells what arrives from what was there: entries beyond the head that the conversation had when it was first shown. Each is
 * reported once, also when a reconnect brings many at once or a window of older lines is loaded.
 */
export class Arrivals {
  #head: number | null = null;

  /**
   * @param head of the request's state; null while it has not been read.
   * @returns the entries that are new, ascending.
   */
  take(lines: readonly Line[], head: number | null): readonly ConfirmedLine[] {
    if (head === null) return [];
    if (this.#head === null) {
      this.#head = head;
      return [];
    }
    const known = this.#head;
    const fresh = lines.filter((line): line is ConfirmedLine => line.kind === 'entry' && line.entry.seq > known);
    this.#head = Math.max(known, ...fresh.map(({ entry }) => entry.seq));
    return fresh;
  }
}
