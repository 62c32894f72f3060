/** How the three areas stand: all at once, lists as tabs beside the details, or one after the other. */
export type Layout = 'wide' | 'medium' | 'narrow';

/** Pixels of the element's own width. */
export function layoutOf(width: number): Layout {
  return width >= 1100 ? 'wide' : width >= 700 ? 'medium' : 'narrow';
}
