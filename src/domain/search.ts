import type { RequestState } from './request.ts';
import { foldWhole } from './sort-key.ts';

/** The longest search, in characters; a longer one is `invalid`. */
export const searchLength = 200;

/** Terms of fewer characters are not looked up by the index: alone, they only name a request by its number. */
export const shortestTerm = 3;

/**
 * The terms of a search, folded: what stands between blanks. All of them must be found. Signs that a database would take for
 * wildcards or quotes are signs like others.
 */
export function searchTerms(search: string): readonly string[] {
  return [...new Set(foldWhole(search).split(' ').filter(Boolean))];
}

/** What a search looks at: number, customer, email and description, folded. The company is known to all of a desk's requests. */
export function searchText(request: Pick<RequestState, 'number' | 'customer' | 'description'>): string {
  const { number, customer, description } = request;
  return [`#${String(number)}`, foldWhole(customer.name), foldWhole(customer.email), foldWhole(description)].join('\n');
}

/**
 * Whether a request is found by these terms. Terms that are all short are compared with the number alone: two letters
 * would find everything.
 * @param textOf for whoever keeps what {@link searchText} says: folding a long text takes milliseconds.
 */
export function found(
  request: Pick<RequestState, 'number' | 'customer' | 'description'>,
  terms: readonly string[],
  textOf: (request: Pick<RequestState, 'number' | 'customer' | 'description'>) => string = searchText,
): boolean {
  if (terms.every(isShort)) return namedNumber(terms) === request.number;
  const text = textOf(request);
  return terms.every((term) => text.includes(term));
}

/** The number that all terms name, with or without a `#`, or null if they do not. */
export function namedNumber(terms: readonly string[]): number | null {
  const names = new Set(terms.map((term) => term.replace(/^#/, '')));
  const [name = ''] = names;
  return names.size === 1 && /^[1-9]\d*$/.test(name) ? Number(name) : null;
}

export function isShort(term: string): boolean {
  return [...term].length < shortestTerm;
}
