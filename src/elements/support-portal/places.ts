/** What a portal shows: the form, or one request. */
export type Place = { readonly kind: 'form' } | { readonly kind: 'request'; readonly key: string };

/** The form, unless somebody has asked for it: then it is another. */
export const atForm: Place = { kind: 'form' };

export function atRequest(key: string): Place {
  return { kind: 'request', key };
}

export function keyOf(place: Place | null): string {
  return place?.kind === 'request' ? place.key : '';
}

/**
 * The one choice that a portal makes by itself, at its start: the request it was named, else the one most recently active
 * and open, else the form. A form in use is never replaced.
 */
export function choose(named: string, open: readonly { readonly key: string }[], formInUse: boolean): Place {
  if (named) return atRequest(named);
  const [latest] = open;
  return latest && !formInUse ? atRequest(latest.key) : atForm;
}
