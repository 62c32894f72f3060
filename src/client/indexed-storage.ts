import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ClientStorage, LaneRecord, StoredCommand } from './environment.ts';

interface Schema extends DBSchema {
  values: { key: [scope: string, name: string]; value: string };
  lanes: { key: [scope: string, id: string]; value: LaneRecord };
  commands: { key: [scope: string, lane: string, n: number]; value: StoredCommand };
}

export type Database = IDBPDatabase<Schema>;

/** Rejects where IndexedDB is blocked; may never settle, as some browsers do. */
export async function openDatabase(): Promise<Database> {
  return openDB<Schema>('deskside', 1, {
    upgrade(database) {
      database.createObjectStore('values');
      database.createObjectStore('lanes');
      database.createObjectStore('commands');
    },
  });
}

/** All keys that begin with these parts: an array sorts after every string and number. */
function under(...parts: readonly string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

/** What a client keeps, in the browser's IndexedDB. Rejects when that fails: blocked, full, closed. */
export function indexedStorage(database: Promise<Database>, scope: string): ClientStorage {
  return {
    kind: database.then(() => 'persistent'),
    async getOrSet(name, make) {
      const transaction = (await database).transaction('values', 'readwrite');
      const known = await transaction.store.get([scope, name]);
      const value = known ?? make();
      if (known === undefined) await transaction.store.put(value, [scope, name]);
      await transaction.done;
      return value;
    },
    get: async (name) => (await (await database).get('values', [scope, name])) ?? null,
    async set(name, value) {
      const transaction = (await database).transaction('values', 'readwrite');
      void transaction.store.put(value, [scope, name]);
      // At once: a draft is kept as the page goes, and a page that has gone takes transactions without a commit with it.
      transaction.commit();
      await transaction.done;
    },
    remove: async (name) => (await database).delete('values', [scope, name]),
    lanes: async () => (await database).getAll('lanes', under(scope)),
    saveLane: async (lane) => void (await (await database).put('lanes', lane, [scope, lane.id])),
    async removeLane(id) {
      const transaction = (await database).transaction(['lanes', 'commands'], 'readwrite');
      void transaction.objectStore('lanes').delete([scope, id]);
      void transaction.objectStore('commands').delete(under(scope, id));
      await transaction.done;
    },
    async replaceLane(old, lane, commands) {
      const transaction = (await database).transaction(['lanes', 'commands'], 'readwrite');
      void transaction.objectStore('lanes').delete([scope, old]);
      void transaction.objectStore('commands').delete(under(scope, old));
      void transaction.objectStore('lanes').put(lane, [scope, lane.id]);
      for (const command of commands) void transaction.objectStore('commands').put(command, [scope, lane.id, command.n]);
      await transaction.done;
    },
    outbox: async (lane) => (await database).getAll('commands', under(scope, lane)),
    saveCommand: async (lane, command) => void (await (await database).put('commands', command, [scope, lane, command.n])),
    removeCommand: async (lane, n) => (await database).delete('commands', [scope, lane, n]),
  };
}
