import type { ClientStorage } from './environment.ts';
import { memoryStorage } from './memory-storage.ts';

/** How long a browser may take to open its storage before memory has to do. Milliseconds. */
const patience = 3_000;

/**
 * A storage that never rejects: what fails is done in memory, and so is all that comes after it, for half an outbox here
 * and half there would be none. Values read before stay known, so that a customer remains the same one.
 */
export function withFallback(storage: ClientStorage, after: (ms: number, callback: () => void) => () => void): ClientStorage {
  const memory = memoryStorage();
  let failed = false;
  let broke = false;
  let tell: () => void = () => {};
  const whenFailed = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    const give = () => {
      failed = true;
      resolve();
    };
    const stop = after(patience, give);
    storage.kind.then(() => {
      stop();
      resolve();
    }, give);
  });
  const attempt = async <T>(first: () => Promise<T>, instead: () => Promise<T>): Promise<T> => {
    await opened;
    if (!failed) {
      try {
        return await first();
      } catch {
        failed = broke = true;
        tell();
      }
    }
    return instead();
  };
  const either = <T>(work: (where: ClientStorage) => Promise<T>): Promise<T> => attempt(() => work(storage), () => work(memory));
  const remember = async (name: string, value: string | null) => {
    await (value === null ? memory.remove(name) : memory.set(name, value));
    return value;
  };
  return {
    kind: opened.then(() => (failed ? 'memory' : storage.kind)),
    failed: whenFailed,
    broke: async () => broke,
    getOrSet: (name, make) =>
      attempt(
        async () => {
          const value = await storage.getOrSet(name, make);
          await remember(name, value);
          return value;
        },
        () => memory.getOrSet(name, make),
      ),
    get: (name) =>
      attempt(
        async () => remember(name, await storage.get(name)),
        () => memory.get(name),
      ),
    set: async (name, value) => {
      await remember(name, value);
      await attempt(
        () => storage.set(name, value),
        async () => {},
      );
    },
    remove: async (name) => {
      await remember(name, null);
      await attempt(
        () => storage.remove(name),
        async () => {},
      );
    },
    ...(storage.watch && { watch: storage.watch }),
    lanes: () => either((where) => where.lanes()),
    saveLane: (lane) => either((where) => where.saveLane(lane)),
    removeLane: (id) => either((where) => where.removeLane(id)),
    replaceLane: (old, lane, commands) => attempt(() => storage.replaceLane(old, lane, commands), () => memory.replaceLane(old, lane, commands)),
    outbox: (lane) => either((where) => where.outbox(lane)),
    saveCommand: (lane, command) => either((where) => where.saveCommand(lane, command)),
    removeCommand: (lane, n) => either((where) => where.removeCommand(lane, n)),
  };
}
