import { standing, standings, type RequestState } from './request.ts';

/** The columns a list can be sorted by. `on` is the time of the assignment. */
export const columns = ['submitted', 'id', 'customer', 'company', 'status', 'technician', 'on'] as const;
export type Column = (typeof columns)[number];
export type Direction = 'ascending' | 'descending';

/** Keys are cut here: enough to tell names apart, small enough for an index. Code points. */
const longest = 48;

/**
 * Text folded for sorting and searching: without case, accents and doubled blanks, cut to 48 code points. Databases
 * and JavaScript order text differently, and lists of several desks are merged, so both sides order by this alone.
 */
export function fold(text: string): string {
  return [...foldWhole(text)].slice(0, longest).join('').trimEnd();
}

/**
 * The same, not cut: what is searched. U+FFFD stands for what a database would not keep as it is: NUL, and half a sign, which has no
 * UTF-8. Marks go before and after the text is taken apart: a message of nothing else would take seconds to put in their order.
 */
export function foldWhole(text: string): string {
  return text.replace(/\p{M}/gu, '').replace(/[\0\p{Cs}]/gu, '\uFFFD').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/\s+/g, ' ').trim();
}

/** A whole number as text that sorts as the number does: 0 to 2^53 - 1. */
function digits(value: number): string {
  return String(Math.max(0, Math.trunc(value))).padStart(16, '0');
}

/** The key by which a request is ordered in a column. */
export function sortKey(request: RequestState, column: Column): string {
  switch (column) {
    case 'submitted':
      return digits(request.submittedAt);
    case 'id':
      return digits(request.number);
    case 'customer':
      return fold(request.customer.name);
    case 'company':
      return fold(request.company);
    case 'status':
      return String(standings.indexOf(standing(request)));
    case 'technician':
      return request.technician ? fold(request.technician.name) : '';
    case 'on':
      return digits(request.assignedAt ?? 0);
  }
}

/** Where a row stands in a sorted list. */
export interface Place {
  readonly sort: string;
  readonly company: string;
  readonly number: number;
}

/** Orders text by code point, as UTF-8 bytes and so databases do; `<` orders by UTF-16 unit, which differs past U+FFFF. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    return xSurrogate === ySurrogate ? x - y : xSurrogate ? 1 : -1;
  }
  return a.length - b.length;
}

/** The order of a list: by key, then company, then number, so that no two rows are ever equal. */
export function comparePlaces(a: Place, b: Place, direction: Direction): number {
  const order = compareText(a.sort, b.sort) || compareText(a.company, b.company) || a.number - b.number;
  return direction === 'ascending' ? order : -order;
}
