import type { RequestState } from '../../domain/request.ts';
import { searchTerms } from '../../domain/search.ts';
import { foldWhole } from '../../domain/sort-key.ts';
import type { Colleague } from '../../domain/staff.ts';

/** What a colleague is chosen for. */
export type Choice = 'transfer' | 'invite';

/** Who can be chosen: nobody who is disabled or has the request already; to be invited, nobody who is a guest already. */
export function choosable(colleagues: readonly Colleague[], { technician, guests }: Pick<RequestState, 'technician' | 'guests'>, choice: Choice): readonly Colleague[] {
  return colleagues.filter(({ id, enabled }) => enabled && id !== technician?.id && (choice === 'transfer' || guests.every((guest) => guest.id !== id)));
}

/** Whoever can take it on at once comes first; then by name, as the language sorts. */
export function inOrder(colleagues: readonly Colleague[], language: string): readonly Colleague[] {
  const rank = ({ available, connected }: Colleague): number => (available ? 0 : 2) + (connected ? 0 : 1);
  const { compare } = new Intl.Collator(language);
  return [...colleagues].sort((a, b) => rank(a) - rank(b) || compare(a.name, b.name));
}

/** Those whose names hold every word of a search, in any order; who is chosen stays. */
export function matchingColleagues(colleagues: readonly Colleague[], search: string, chosen: string | null): readonly Colleague[] {
  const terms = searchTerms(search);
  return colleagues.filter(({ id, name }) => id === chosen || terms.every((term) => foldWhole(name).includes(term)));
}
