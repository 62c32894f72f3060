import type { scopeOf } from './environment.ts';

type ScopeOf = typeof scopeOf;

/**
 * See {@link Environment.forget}. Rejects when it cannot be done.
 * @param open where it is kept; where that is blocked, there is nothing to remove.
 * @param scope comes from what is loaded already.
 */
export async function forgetIn(open: () => Promise<IDBDatabase | Storage>, scope: ScopeOf, place: string, before: string, after: string): Promise<string> {
  const kept = await open().catch(() => null);
  if (!kept) return after;
  return kept instanceof IDBDatabase ? inDatabase(kept, scope, place, before, after) : inSession(kept, scope, place, before, after);
}

function inDatabase(database: IDBDatabase, scope: ScopeOf, place: string, before: string, after: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    const values = transaction.objectStore('values');
    const asked = values.get([place, 'secret']) as IDBRequest<string | undefined>;
    let now = after;
    asked.onsuccess = () => {
      now = next(asked.result, before, after);
      const kept = scope(place, now);
      for (const store of database.objectStoreNames) {
        // All keys that begin with a scope: an array sorts after every string and number.
        transaction.objectStore(store).delete(IDBKeyRange.bound([place], [kept], false, true));
        transaction.objectStore(store).delete(IDBKeyRange.bound([kept, []], [`${place}\uFFFF`]));
      }
      values.put(now, [place, 'secret']);
      // At once: whoever signs out leaves the page.
      transaction.commit();
    };
    transaction.oncomplete = () => {
      resolve(now);
    };
    transaction.onabort = () => {
      reject(transaction.error ?? new Error());
    };
  });
}

function inSession(storage: Storage, scope: ScopeOf, place: string, before: string, after: string): string {
  const name = `deskside ${place} value secret`;
  const known = storage.getItem(name);
  const now = next(known === null ? undefined : (JSON.parse(known) as string), before, after);
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of all) if (key.startsWith(`deskside ${place}`) && !key.startsWith(`deskside ${scope(place, now)} `)) storage.removeItem(key);
  storage.setItem(name, JSON.stringify(now));
  return now;
}

function next(known: string | undefined, before: string, after: string): string {
  return known === undefined || known === before ? after : known;
}
