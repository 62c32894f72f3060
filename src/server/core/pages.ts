import type { LogEntry } from '../../domain/events.ts';
import type { Opened, Positions } from '../../protocol/frames.ts';
import { frameBytes, pageBytes, pageEntries } from '../../protocol/limits.ts';
import { fillFromEnd, jsonBytes } from './bytes.ts';
import type { Session } from './sessions.ts';
import type { DeskStore, StoredRequest } from './store.ts';

/** The newest entries before `before` that fit a page [R23]. A single entry always does: no message fills a frame. */
export function entriesBefore(store: DeskStore, key: string, before: number): readonly LogEntry[] {
  const entries = store.entries(key, { before, limit: pageEntries, newest: true });
  const page = fillFromEnd(entries, pageBytes);
  return page.length > 0 ? page : entries.slice(-1);
}

/**
 * The entries after `after` if a page and the frame hold them all, else the newest page [R21]. What has no room is left
 * out, oldest first: none of it, if the state alone fills the frame.
 */
function entriesAfter(
  store: DeskStore,
  { state: { key, head } }: StoredRequest,
  after: number,
  room: number,
): readonly LogEntry[] {
  const lacking = head - after;
  if (lacking === 0) return [];
  const few = lacking > 0 && lacking <= pageEntries;
  const entries = store.entries(key, few ? { after, limit: pageEntries } : { limit: pageEntries, newest: true });
  const page = fillFromEnd(entries, Math.min(room, pageBytes));
  return page.length > 0 ? page : fillFromEnd(entries.slice(-1), room);
}

/** The positions of a request as one participant sees them. */
export function positionsFor(store: DeskStore, key: string, participant: string): Positions {
  return {
    customer: store.furthest(key, 'customer'),
    technician: store.furthest(key, 'technician'),
    mine: store.position(key, participant),
  };
}

/** The answer to `open`, within a frame whatever the request holds. */
export function openedFrame(store: DeskStore, session: Session, request: StoredRequest, ask: number, after: number): Opened {
  const { role, principal } = session.identity;
  const { state } = request;
  const frame: Opened = {
    type: 'opened',
    ask,
    key: state.key,
    state,
    entries: [],
    positions: positionsFor(store, state.key, principal),
    ...(role === 'technician' && { source: { ip: request.ip } }),
  };
  return { ...frame, entries: entriesAfter(store, request, after, frameBytes - jsonBytes(frame)) };
}
