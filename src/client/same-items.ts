import type { WritableAtom } from 'nanostores';

/** Sets a list only if its items are others than before, so that nothing is rendered for nothing. */
export function setIfOther<Item>(store: WritableAtom<readonly Item[]>, items: readonly Item[]): void {
  const before = store.get();
  if (before.length !== items.length || items.some((item, index) => item !== before[index])) store.set(items);
}
