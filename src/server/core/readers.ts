import type { ServerFrame } from '../../protocol/frames.ts';
import { internal } from './notes.ts';
import { positionsFor, sourceOf } from './pages.ts';
import type { Parts } from './parts.ts';
import { send, type Output } from './ports.ts';
import type { Session } from './sessions.ts';
import { viewersFor } from './viewers.ts';

/** Readers who do not keep up. What they miss meanwhile is kept for nobody: the store has it [R130]. */

/** A reader falls behind, or has caught up: then it is told how everything stands, and reads the rest from the log. */
export function keepUp(parts: Parts, session: Session, behind: boolean): readonly Output[] {
  const before = session.behind;
  session.behind = behind;
  return before && !behind ? standing(parts, session) : [];
}

/** Where the open streams and lists are, and what is told beside them. */
function standing(parts: Parts, session: Session): readonly Output[] {
  const { store } = parts;
  const { identity, streams, notes, looking, queries } = session;
  // Nobody has looked which rows it was not told of: its lists are asked for anew [R33].
  if (queries.length > 0) session.rev += 1;
  const logs = streams.map((key) => [key, store.request(key)?.state.head ?? 0] as const);
  const internals = notes.map((key) => [internal(key), store.lastNote(key).seq] as const);
  const beside = streams.flatMap((key): ServerFrame[] => {
    const positions = positionsFor(store, key, identity.principal);
    const request = identity.role === 'technician' ? store.request(key) : null;
    return [{ type: 'positions', key, positions }, ...(request ? [{ type: 'source', key, source: sourceOf(store, request) } as const] : [])];
  });
  return [
    send(session.id, { type: 'heads', lanes: [], streams: Object.fromEntries([...logs, ...internals]), rev: session.rev }),
    ...beside.map((frame) => send(session.id, frame)),
    ...(looking === null ? [] : [viewersFor(parts, session, looking)]),
  ];
}
