import type { FileShelf } from './environment.ts';

/** So many times a file's bytes must be free before a copy of it is made: the room is the page's, not ours. */
const spare = 10;

/**
 * Copies of files in the browser's IndexedDB, in a database of their own: few pages ever need it.
 * @param factory may throw: so do browsers where it is blocked.
 * @param browser says how much room it has, if it does.
 */
export function indexedFiles(scope: string, factory: () => IDBFactory, browser: { readonly storage?: Pick<StorageManager, 'estimate'> }): FileShelf {
  let opened: Promise<IDBDatabase> | undefined;
  const transact = async <T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await (opened ??= open(factory))).transaction('files', mode);
    return new Promise((resolve, reject) => {
      const request = work(transaction.objectStore('files'));
      transaction.oncomplete = () => {
        resolve(request.result);
      };
      transaction.onabort = () => {
        reject(transaction.error ?? new Error());
      };
    });
  };
  return {
    async put(name, file) {
      const { quota = 0, usage = 0 } = (await browser.storage?.estimate()) ?? {};
      if (quota - usage < file.size * spare) throw new Error('No room for a copy');
      await transact('readwrite', (files) => files.put(file, [scope, name]));
    },
    get: async (name) => (await transact('readonly', (files) => files.get([scope, name]) as IDBRequest<File | undefined>)) ?? null,
    async remove(name) {
      await transact('readwrite', (files) => files.delete([scope, name]));
    },
    async clear() {
      // An array sorts after every string.
      await transact('readwrite', (files) => files.delete(IDBKeyRange.bound([scope], [scope, []])));
    },
  };
}

function open(factory: () => IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory().open('deskside-files', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('files');
    };
    opening.onsuccess = () => {
      resolve(opening.result);
    };
    opening.onerror = () => {
      reject(opening.error ?? new Error());
    };
  });
}
