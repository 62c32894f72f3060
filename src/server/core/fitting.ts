import { jsonBytes } from '../../domain/utf8.ts';

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
