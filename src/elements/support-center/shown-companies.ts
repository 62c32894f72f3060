/** The filter after a company was switched on or off; undefined for all of them, which is also what is left when none is. */
export function filterAfter(all: readonly string[], shown: readonly string[] | undefined, company: string): readonly string[] | undefined {
  const now = new Set(shown ?? all);
  if (!now.delete(company)) now.add(company);
  const next = all.filter((one) => now.has(one));
  return next.length === 0 || next.length === all.length ? undefined : next;
}
