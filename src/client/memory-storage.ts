import type { ClientStorage, LaneRecord, StoredCommand } from './environment.ts';

/** Kept as long as this object: for Node, for tests, and where a browser gives no storage. */
export function memoryStorage(
  values = new Map<string, string>(),
  lanes = new Map<string, LaneRecord>(),
  outboxes = new Map<string, Map<number, StoredCommand>>(),
): ClientStorage {
  const outbox = (lane: string) => {
    const known = outboxes.get(lane) ?? new Map<number, StoredCommand>();
    outboxes.set(lane, known);
    return known;
  };
  const drop = (lane: string) => {
    lanes.delete(lane);
    outboxes.delete(lane);
  };
  return {
    kind: Promise.resolve('memory'),
    async getOrSet(name, make) {
      const value = values.get(name) ?? make();
      values.set(name, value);
      return value;
    },
    get: async (name) => values.get(name) ?? null,
    async set(name, value) {
      values.set(name, value);
    },
    async remove(name) {
      values.delete(name);
    },
    lanes: async () => [...lanes.values()],
    async saveLane(lane) {
      lanes.set(lane.id, lane);
    },
    async removeLane(id) {
      drop(id);
    },
    async replaceLane(old, lane, commands) {
      drop(old);
      lanes.set(lane.id, lane);
      for (const command of commands) outbox(lane.id).set(command.n, command);
    },
    outbox: async (lane) => [...outbox(lane).values()].sort((a, b) => a.n - b.n),
    async saveCommand(lane, command) {
      outbox(lane).set(command.n, command);
    },
    async removeCommand(lane, n) {
      outbox(lane).delete(n);
    },
  };
}
