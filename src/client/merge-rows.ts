import { comparePlaces, type Direction, type Place } from '../domain/sort-key.ts';
import type { Row, SortedRow } from '../protocol/frames.ts';

/** What a page holds of one desk's answer to a query. */
export interface RowPage {
  /** In the order of the list. */
  readonly rows: readonly SortedRow[];
  /** Whether the desk has more after the last of them. */
  readonly more: boolean;
}

export function placeOf({ sort, row }: SortedRow): Place {
  return { sort, company: row.company, number: row.number };
}

/**
 * One list of several desks' pages. Rows show up to the earliest last place among the desks that have more: beyond it
 * a row that has not been read yet might still come in between.
 */
export function mergeRows(pages: readonly RowPage[], direction: Direction): { readonly rows: readonly Row[]; readonly more: boolean } {
  const before = (a: Place, b: Place) => comparePlaces(a, b, direction);
  const more = pages.some((page) => page.more);
  if (pages.length === 1) return { rows: (pages[0]?.rows ?? []).map(({ row }) => row), more };
  const bound = earliestEnd(pages, direction);
  const all = pages.flatMap(({ rows }) => rows).sort((a, b) => before(placeOf(a), placeOf(b)));
  const shown = bound ? all.filter((row) => before(placeOf(row), bound) <= 0) : all;
  return { rows: shown.map(({ row }) => row), more };
}

/** Where the shown part ends: the earliest last place of a page that goes on; null if none does. */
export function earliestEnd(pages: readonly RowPage[], direction: Direction): Place | null {
  const ends = pages.flatMap(({ rows, more }) => {
    const last = rows.at(-1);
    return more && last ? placeOf(last) : [];
  });
  return ends.reduce<Place | null>((first, end) => (first === null || comparePlaces(end, first, direction) < 0 ? end : first), null);
}

/** The rows with one more in its place. */
export function insertRow(rows: readonly SortedRow[], row: SortedRow, direction: Direction): readonly SortedRow[] {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other && comparePlaces(placeOf(other), placeOf(row), direction) < 0) low = middle + 1;
    else high = middle;
  }
  return [...rows.slice(0, low), row, ...rows.slice(low)];
}
