interface Keyed {
  readonly key: string;
}

/**
 * Which element of the table shows which row. While rows come and go by themselves an element stays with its request, so
 * that the focus does; the rows of another question take the elements that are there, from the top.
 */
export class RowSlots {
  #slots: readonly number[] = [];
  #byKey = new Map<string, number>();
  #next = 0;

  /**
   * Gives each row a slot, in the order of the rows.
   * @param byPlace whether rows take the slots of those that stood in their places.
   */
  take(rows: readonly Keyed[], byPlace: boolean): readonly number[] {
    const slots = rows.map(({ key }, place) => (byPlace ? this.#slots[place] : this.#byKey.get(key)) ?? this.#next++);
    this.#slots = slots;
    this.#byKey = new Map(rows.map(({ key }, place) => [key, slots[place] ?? 0]));
    return slots;
  }
}
