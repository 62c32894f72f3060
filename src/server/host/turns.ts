/**
 * What waits, by whom it came from. It is taken by turns: one of each, then the next of each. So however much one of them
 * heaps up, another waits for one of theirs and not for all. What came from the same stays in its order.
 */
export class Turns<Item> {
  /** In the order of their next turn; none is empty. */
  readonly #lines = new Map<string, Item[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** How much of theirs waits. */
  waiting(from: string): number {
    return this.#lines.get(from)?.length ?? 0;
  }

  add(from: string, item: Item): void {
    const line = this.#lines.get(from);
    if (line) line.push(item);
    else this.#lines.set(from, [item]);
    this.#size += 1;
  }

  /** The next ones, at most so many. */
  take(most: number): readonly Item[] {
    const taken: Item[] = [];
    while (taken.length < most) {
      const [first] = this.#lines;
      if (!first) break;
      const [from, line] = first;
      taken.push(...line.splice(0, 1));
      this.#lines.delete(from);
      if (line.length > 0) this.#lines.set(from, line);
    }
    this.#size -= taken.length;
    return taken;
  }
}
