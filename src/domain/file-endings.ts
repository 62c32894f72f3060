/** Endings of file names, apart from the rules for whole names: icons and pickers need no more. */

/** Stem and ending (with its dot). What follows the last dot is an ending only if it looks like one. */
export function split(name: string): { stem: string; ending: string } {
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 ? name.slice(dot) : '';
  return /^\.[A-Za-z0-9]{1,10}$/.test(ending) ? { stem: name.slice(0, dot), ending } : { stem: name, ending: '' };
}

/** What follows the last dot, in lower case; empty if there is none. */
export function endingOf(name: string): string {
  return split(name).ending.slice(1).toLowerCase();
}

/** The name with another ending. */
export function withEnding(name: string, ending: string): string {
  return `${split(name).stem}.${ending}`;
}
