/** The element around another, across shadow roots: the slot or host that a person would say it is in. */
export function enclosing(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** The first element from `start` on, outwards across shadow roots, for which `test` holds. */
export function outwards(start: Element | null, test: (element: Element) => boolean): Element | null {
  for (let element = start; element; element = enclosing(element)) if (test(element)) return element;
  return null;
}

/** The roots an element lives in, innermost first: what has to be watched to see a change around it. */
export function rootsOf(element: Element): readonly Node[] {
  const roots: Node[] = [];
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    roots.push(root);
    if (!(root instanceof ShadowRoot)) return roots;
  }
}
