import type { ClientStorage } from './environment.ts';
import { onceKnown } from './once-known.ts';

/** A storage that waits until it is known whose it is. */
export function deferredStorage(storage: Promise<ClientStorage>): ClientStorage {
  return {
    kind: storage.then(({ kind }) => kind),
    get failed() {
      return storage.then(({ failed }) => failed ?? new Promise<void>(() => {}));
    },
    broke: async () => (await (await storage).broke?.()) ?? false,
    getOrSet: async (name, make) => (await storage).getOrSet(name, make),
    get: async (name) => (await storage).get(name),
    set: async (name, value) => (await storage).set(name, value),
    remove: async (name) => (await storage).remove(name),
    watch: (name, changed) => onceKnown(storage, ({ watch }) => watch?.(name, changed)),
    lanes: async () => (await storage).lanes(),
    saveLane: async (lane) => (await storage).saveLane(lane),
    removeLane: async (id) => (await storage).removeLane(id),
    replaceLane: async (...args) => (await storage).replaceLane(...args),
    outbox: async (lane) => (await storage).outbox(lane),
    saveCommand: async (lane, command) => (await storage).saveCommand(lane, command),
    removeCommand: async (lane, n) => (await storage).removeCommand(lane, n),
  };
}
