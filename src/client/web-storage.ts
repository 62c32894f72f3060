import type { ClientStorage, LaneRecord, StoredCommand } from './environment.ts';

/** What a client keeps, in the tab's session storage. Throws what that throws: blocked, full. */
export function webStorage(storage: Storage, scope: string): ClientStorage {
  const prefix = `deskside ${scope} `;
  const read = <T>(name: string): T | null => {
    const text = storage.getItem(prefix + name);
    return text === null ? null : (JSON.parse(text) as T);
  };
  const write = (name: string, value: unknown) => {
    storage.setItem(prefix + name, JSON.stringify(value));
  };
  const names = (start: string) =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').flatMap((key) => (key.startsWith(prefix + start) ? key.slice(prefix.length) : []));
  const drop = (lane: string) => {
    for (const name of [`lane ${lane}`, ...names(`command ${lane} `)]) storage.removeItem(prefix + name);
  };
  return {
    kind: Promise.resolve('session'),
    async getOrSet(name, make) {
      const known = read<string>(`value ${name}`);
      if (known !== null) return known;
      const value = make();
      write(`value ${name}`, value);
      return value;
    },
    get: async (name) => read(`value ${name}`),
    set: async (name, value) => {
      write(`value ${name}`, value);
    },
    remove: async (name) => {
      storage.removeItem(`${prefix}value ${name}`);
    },
    lanes: async () => names('lane ').flatMap((name) => read<LaneRecord>(name) ?? []),
    saveLane: async (lane) => {
      write(`lane ${lane.id}`, lane);
    },
    removeLane: async (id) => {
      drop(id);
    },
    replaceLane: async (old, lane, commands) => {
      drop(old);
      for (const command of commands) write(`command ${lane.id} ${command.n}`, command);
      write(`lane ${lane.id}`, lane);
    },
    outbox: async (lane) => names(`command ${lane} `).flatMap((name) => read<StoredCommand>(name) ?? []).sort((a, b) => a.n - b.n),
    saveCommand: async (lane, command) => {
      write(`command ${lane} ${command.n}`, command);
    },
    removeCommand: async (lane, n) => {
      storage.removeItem(`${prefix}command ${lane} ${n}`);
    },
  };
}
