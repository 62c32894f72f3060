import type { Line } from '../../client/client.ts';
import { authorOf, isOwn } from './rows.ts';

/**
 * Where the "new messages" divider stands. It is set where reading left off when the conversation opens, or when something arrives
 * while nobody looks; it stays while one reads on, and goes when one answers.
 */
export class UnreadMark {
  #from: number | null = null;
  #seen = 0;
  #answered = 0;

  /** The sequence number of the first line that had not been read, or null. It may be above the window. */
  get from(): number | null {
    return this.#from;
  }

  /**
   * Takes the lines as they now stand.
   * @param read how far this reader had got before.
   * @param looking whether the newest line would be seen at once.
   */
  update(lines: readonly Line[], read: number, looking: boolean): void {
    const opening = this.#seen === 0;
    const [oldest] = lines;
    // What was not read may begin further up than the window does.
    const above = opening && oldest?.kind === 'entry' && oldest.entry.seq > read + 1 ? read + 1 : null;
    let head = this.#seen;
    for (const line of lines) {
      if (line.kind !== 'entry') continue;
      const { seq } = line.entry;
      if (seq <= this.#seen) continue;
      head = Math.max(head, seq);
      if (isOwn(line) && authorOf(line)) {
        // To answer is to have read, on whatever device it was.
        this.#from = null;
        this.#answered = seq;
      } else if (authorOf(line) && seq > read && seq > this.#answered && (opening || !looking) && (this.#from === null || this.#from <= read)) {
        this.#from = above !== null && this.#answered === 0 ? above : seq;
      }
    }
    this.#seen = head;
  }

  /** One has answered: all is read. */
  clear(): void {
    this.#from = null;
  }
}
