/** Room between an anchor and what opens beside it, and between that and the window's edge. Pixels. */
const gap = 6;

/**
 * Puts an open popover below its anchor, above it where there is no room, and never outside the window. `start` and `end`
 * name the edges that are in line, in the direction of the text.
 */
export function placeBeside(popover: HTMLElement, anchor: Element, align: 'start' | 'end' = 'start'): void {
  const around = anchor.getBoundingClientRect();
  const { width, height } = popover.getBoundingClientRect();
  const { clientWidth, clientHeight } = popover.ownerDocument.documentElement;
  const below = around.bottom + gap;
  const top = below + height > clientHeight && around.top - gap - height >= 0 ? around.top - gap - height : below;
  const leftToRight = getComputedStyle(popover).direction === 'ltr';
  const left = (align === 'start') === leftToRight ? around.left : around.right - width;
  popover.style.setProperty('inset', 'auto');
  popover.style.setProperty('top', `${Math.round(top)}px`);
  popover.style.setProperty('left', `${Math.round(Math.max(gap, Math.min(left, clientWidth - width - gap)))}px`);
}
