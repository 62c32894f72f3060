/** Bytes of a value as JSON in UTF-8: what it takes in a frame. */
export function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}

/** Bytes of a text in UTF-8. Counted by hand: the core has no encoder, and needs no copy of the text. */
export function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Each half of a pair makes 2 of its 4 bytes.
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}

/** As many of the items, from the first on, as fit into `budget` bytes as JSON, each with its comma. */
export function fill<T>(items: readonly T[], budget: number): readonly T[] {
  let left = budget;
  const end = items.findIndex((item) => (left -= jsonBytes(item) + 1) < 0);
  return end < 0 ? items : items.slice(0, end);
}

/** The same from the last on: the newest of a log. */
export function fillFromEnd<T>(items: readonly T[], budget: number): readonly T[] {
  let left = budget;
  const start = items.findLastIndex((item) => (left -= jsonBytes(item) + 1) < 0);
  return items.slice(start + 1);
}
