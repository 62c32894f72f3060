import type { Command } from '../protocol/frames.ts';
import type { ClientStorage, Environment, LaneRecord, StoredCommand } from './environment.ts';
import { emptyLane, enqueue, type Lane } from './lane.ts';
import type { Posted } from './posted.ts';

/**
 * Takes over the lanes of tabs that are gone: whose lock can be had is nobody's [R18]. The one with the oldest command first.
 *
 * @param known lanes that are not to be taken: own ones, and those of somebody else.
 */
export async function abandonedLanes(
  environment: Environment,
  storage: ClientStorage,
  known: (id: string) => boolean,
  post: (command: Command, at: number) => Posted,
): Promise<readonly Lane[]> {
  const unlocks = new Map<string, () => void>();
  for (const { id } of await storage.lanes()) {
    if (known(id)) continue;
    const unlock = await environment.lock(`lane:${id}`);
    if (unlock) unlocks.set(id, unlock);
  }
  if (unlocks.size === 0) return [];
  // Read again: until the lock was had, another tab may have sent and removed it.
  const found: Lane[] = [];
  for (const record of await storage.lanes()) {
    const unlock = unlocks.get(record.id);
    if (!unlock || !unlocks.delete(record.id)) continue;
    const commands = (await storage.outbox(record.id)).filter(({ n }) => n > record.answered);
    try {
      found.push(laneOf(record, commands, unlock, post));
    } catch {
      // Not what any version has written: nobody can send it.
      unlock();
    }
  }
  for (const unlock of unlocks.values()) unlock();
  return found.sort((a, b) => age(a) - age(b));
}

/** @throws SyntaxError if a command is no JSON. */
function laneOf(record: LaneRecord, commands: readonly StoredCommand[], unlock: () => void, post: (command: Command, at: number) => Posted): Lane {
  const lane = emptyLane(record.id, true, unlock);
  lane.issued = lane.answered = lane.sent = (commands[0]?.n ?? record.issued + 1) - 1;
  for (const { n, command, at } of commands) {
    // A number that is not there was answered out of its turn: those behind it keep theirs, by which the desk knows them.
    while (lane.issued < n - 1) lane.ahead.add((lane.issued += 1));
    enqueue(lane, post(JSON.parse(command) as Command, at));
  }
  lane.kept = lane.issued;
  return lane;
}

function age(lane: Lane): number {
  return lane.posts.values().next().value?.at ?? 0;
}
