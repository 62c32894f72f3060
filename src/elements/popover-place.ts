/** Pixels between a button and what opens from it, and between that and the edge of the window. */
const gap = 4;
const margin = 8;

/**
 * Places an open popover at its button: below it, or above where there is no room, ends or starts aligned, inside the
 * window. Once, at opening: what scrolls away closes it.
 */
export function placeAt(button: Element, popover: HTMLElement, align: 'start' | 'end' = 'end'): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const { clientWidth, clientHeight } = popover.ownerDocument.documentElement;
  const leftward = (align === 'end') === (getComputedStyle(button).direction === 'rtl') ? anchor.left : anchor.right - width;
  const left = Math.max(margin, Math.min(leftward, clientWidth - width - margin));
  const below = anchor.bottom + gap;
  const top = below + height > clientHeight - margin && anchor.top - gap - height >= margin ? anchor.top - gap - height : below;
  // `inset` is physical on purpose: the numbers are.
  popover.style.setProperty('inset', `${String(top)}px auto auto ${String(left)}px`);
}
