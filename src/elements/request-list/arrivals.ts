interface Arriving {
  readonly key: string;
  readonly updatedAt: number;
}

/**
 * Tells rows that have just come in from rows that another page, view or order has brought: only the first are shown as new.
 */
export class Arrivals {
  #known = new Set<string>();
  #newest = -Infinity;
  #query: unknown;
  #fresh = new Set<string>();

  /**
   * Takes the rows as they now are.
   * @param query anything that changes with view, order or list: the first rows of another query are not new.
   * @param paging whether a next page has been asked for.
   * @returns the keys of new rows that have not been settled.
   */
  take(rows: readonly Arriving[], query: unknown, paging: boolean): ReadonlySet<string> {
    const same = query === this.#query;
    this.#query = query;
    let newest = same ? this.#newest : -Infinity;
    const fresh = new Set<string>();
    for (const { key, updatedAt } of rows) {
      // What moves a row into a list is an event, so it is later than anything here; a page only brings what was there.
      if (same && !paging && !this.#known.has(key) && updatedAt >= this.#newest) fresh.add(key);
      else if (same && this.#fresh.has(key)) fresh.add(key);
      newest = Math.max(newest, updatedAt);
    }
    this.#known = new Set(rows.map(({ key }) => key));
    this.#newest = newest;
    this.#fresh = fresh;
    return fresh;
  }

  /** Forgets that a row was new: its tint has run out. */
  settle(key: string): void {
    this.#fresh.delete(key);
  }
}
