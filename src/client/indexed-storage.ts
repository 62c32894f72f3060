import type { ClientStorage, LaneRecord, StoredCommand } from './environment.ts';

/** Under [scope, name], [scope, lane] and [scope, lane, n]. */
const stores = ['values', 'lanes', 'commands'] as const;
type Store = (typeof stores)[number];

/**
 * Rejects where IndexedDB is blocked; may never settle, as some browsers do.
 * @param factory may throw: so do browsers where it is blocked.
 */
export function openDatabase(factory: () => IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory().open('deskside', 1);
    opening.onupgradeneeded = () => {
      for (const store of stores) opening.result.createObjectStore(store);
    };
    opening.onsuccess = () => {
      resolve(opening.result);
    };
    opening.onerror = () => {
      reject(opening.error ?? new Error());
    };
  });
}

/** All keys that begin with these parts: an array sorts after every string and number. */
function under(...parts: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

/** What a client keeps, in the browser's IndexedDB. Rejects when that fails: blocked, full, closed. */
export function indexedStorage(database: Promise<IDBDatabase>, scope: string): ClientStorage {
  /** One transaction; resolves once it is done with what its last request gave. */
  const transact = async <T>(mode: IDBTransactionMode, work: (store: (name: Store) => IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    const transaction = (await database).transaction(stores, mode);
    return new Promise((resolve, reject) => {
      const last = work((name) => transaction.objectStore(name));
      const done = () => {
        resolve(last.result);
      };
      // What was read is known before its transaction is over; of what is written that is the word.
      if (mode === 'readonly') last.onsuccess = done;
      else transaction.oncomplete = done;
      transaction.onabort = () => {
        reject(transaction.error ?? new Error());
      };
    });
  };
  const channelOf = (name: string) => new BroadcastChannel(`deskside ${scope} ${name}`);
  const tell = (name: string) => {
    const channel = channelOf(name);
    channel.postMessage(null);
    channel.close();
  };
  return {
    kind: database.then(() => 'persistent'),
    async getOrSet(name, make) {
      let value = '';
      await transact('readwrite', (store) => {
        const values = store('values');
        const asked = values.get([scope, name]) as IDBRequest<string | undefined>;
        asked.onsuccess = () => {
          value = asked.result ?? make();
          if (asked.result === undefined) values.put(value, [scope, name]);
        };
        return asked;
      });
      return value;
    },
    get: async (name) => (await transact('readonly', (store) => store('values').get([scope, name]) as IDBRequest<string | undefined>)) ?? null,
    async set(name, value) {
      await transact('readwrite', (store) => {
        const values = store('values');
        const put = values.put(value, [scope, name]);
        // At once: a draft is kept as the page goes, and a page that has gone takes transactions without a commit with it.
        values.transaction.commit();
        return put;
      });
      tell(name);
    },
    async remove(name) {
      await transact('readwrite', (store) => store('values').delete([scope, name]));
      tell(name);
    },
    watch(name, changed) {
      const channel = channelOf(name);
      channel.onmessage = changed;
      return () => {
        channel.close();
      };
    },
    lanes: () => transact('readonly', (store) => store('lanes').getAll(under(scope)) as IDBRequest<LaneRecord[]>),
    async saveLane(lane) {
      await transact('readwrite', (store) => store('lanes').put(lane, [scope, lane.id]));
    },
    removeLane: (id) =>
      transact('readwrite', (store) => {
        store('lanes').delete([scope, id]);
        return store('commands').delete(under(scope, id));
      }),
    async replaceLane(old, lane, commands) {
      await transact('readwrite', (store) => {
        store('lanes').delete([scope, old]);
        store('commands').delete(under(scope, old));
        for (const command of commands) store('commands').put(command, [scope, lane.id, command.n]);
        return store('lanes').put(lane, [scope, lane.id]);
      });
    },
    outbox: (lane) => transact('readonly', (store) => store('commands').getAll(under(scope, lane)) as IDBRequest<StoredCommand[]>),
    async saveCommand(lane, command) {
      await transact('readwrite', (store) => store('commands').put(command, [scope, lane, command.n]));
    },
    removeCommand: (lane, n) => transact('readwrite', (store) => store('commands').delete([scope, lane, n])),
  };
}
