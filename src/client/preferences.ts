import type { Preferences } from './environment.ts';

/**
 * Choices in web storage, which answers at once: they are read before anything is asked of a desk, and IndexedDB takes longer to open
 * than a desk to answer. What is blocked or full holds for as long as the page lives.
 *
 * @param open gives the storage; may throw, as naming a blocked one does.
 */
export function preferences(open: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>, scope: string): Preferences {
  const unkept = new Map<string, string | null>();
  const keyOf = (name: string): string => `deskside ${scope} preference ${name}`;
  return {
    get(name) {
      const known = unkept.get(name);
      if (known !== undefined) return known;
      try {
        return open().getItem(keyOf(name));
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        if (value === null) open().removeItem(keyOf(name));
        else open().setItem(keyOf(name), value);
        unkept.delete(name);
      } catch {
        unkept.set(name, value);
      }
    },
  };
}
