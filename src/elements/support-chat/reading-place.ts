/** Less than this is rounding. Pixels. */
const negligible = 0.5;

/**
 * The place of a reader in a scrolling region: a line and how far below the region's upper edge it begins. It can be brought back after
 * lines have come, gone or changed their size above it. Browsers that do so themselves leave nothing to do but where they do not: at the
 * very top, and for the line that is only partly in sight.
 */
export class ReadingPlace {
  #line: HTMLElement | null = null;
  #below = 0;

  /** Remembers what is being read: the first line that begins in sight, by preference the one of last time. */
  note(scroller: HTMLElement, list: HTMLElement): void {
    const top = scroller.getBoundingClientRect().top;
    const below = (line: Element) => line.getBoundingClientRect().top - top;
    const known = this.#line;
    const still = known?.parentElement === list ? below(known) : -1;
    if (known && still >= 0 && still < scroller.clientHeight) this.#below = still;
    else {
      this.#line = firstFrom(list, (line) => below(line) >= 0);
      this.#below = this.#line ? below(this.#line) : 0;
    }
  }

  /** Brings it back to where it was. */
  restore(scroller: HTMLElement): void {
    if (!this.#line?.isConnected) return;
    const moved = this.#line.getBoundingClientRect().top - scroller.getBoundingClientRect().top - this.#below;
    if (Math.abs(moved) > negligible) scroller.scrollTop += moved;
  }

  forget(): void {
    this.#line = null;
  }
}

/** The first line for which something holds that holds for all behind it, too: few are looked at. */
function firstFrom(list: HTMLElement, holds: (line: Element) => boolean): HTMLElement | null {
  const { children } = list;
  let [from, to] = [0, children.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const line = children[middle];
    if (line && holds(line)) to = middle;
    else from = middle + 1;
  }
  // A separator goes with what it separates; behind the last beginning a single long line is being read.
  for (let line = children[from] ?? list.lastElementChild; line; line = line.nextElementSibling) if (line instanceof HTMLElement && line.tabIndex >= -1 && line.hasAttribute('tabindex')) return line;
  return null;
}
