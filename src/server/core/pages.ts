import { outdated } from '../../domain/amendments.ts';
import type { LogEntry } from '../../domain/events.ts';
import type { Opened, Positions, Source } from '../../protocol/frames.ts';
import { frameBytes, pageBytes, pageEntries } from '../../protocol/limits.ts';
import { fill, fillFromEnd } from './fitting.ts';
import { jsonBytes } from '../../domain/utf8.ts';
import type { Session } from './sessions.ts';
import type { DeskStore, StoredRequest } from './store.ts';
import { countUnread } from './unread.ts';

/** Entries as they may leave the desk now: an edit without its text, if that is not what its message says any more [R91]. */
export function asTheyRead(store: DeskStore, key: string, entries: readonly LogEntry[]): readonly LogEntry[] {
  return entries.map((entry) => {
    const { seq, event } = entry;
    if (event.type !== 'edited') return entry;
    const [message] = store.entries(key, { after: event.of - 1, before: event.of + 1, limit: 1 });
    return message?.event.type === 'message' && message.event.edited?.seq === seq ? entry : { ...entry, event: outdated(event) };
  });
}

/** Where a page begins or ends. */
export type Range = { readonly before: number } | { readonly after: number };

/** Reads entries of one log or another, as the store does. */
type Read<Entry> = (range: Parameters<DeskStore['entries']>[1]) => readonly Entry[];

/** The newest entries before one, or the oldest after it, that fit a page [R23] [R105]. A single entry always does: no message fills a frame. */
export function pageOf<Entry>(read: Read<Entry>, range: Range): readonly Entry[] {
  if ('before' in range) {
    const entries = read({ before: range.before, limit: pageEntries, newest: true });
    const page = fillFromEnd(entries, pageBytes);
    return page.length > 0 ? page : entries.slice(-1);
  }
  const entries = read({ after: range.after, limit: pageEntries });
  const page = fill(entries, pageBytes);
  return page.length > 0 ? page : entries.slice(0, 1);
}

/** As {@link pageOf}, of the entries that share a file, and whether there are others beyond these [R140]. */
export function filesPage(store: DeskStore, key: string, range: Range): { readonly entries: readonly LogEntry[]; readonly more: boolean } {
  const entries = pageOf((part) => store.sharedFiles(key, part), range);
  const last = 'before' in range ? entries[0] : entries.at(-1);
  const beyond = last && store.sharedFiles(key, 'before' in range ? { before: last.seq, limit: 1, newest: true } : { after: last.seq, limit: 1 });
  return { entries, more: beyond !== undefined && beyond.length > 0 };
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
  const entries = asTheyRead(store, key, store.entries(key, few ? { after, limit: pageEntries } : { limit: pageEntries, newest: true }));
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

/** What technicians alone learn of the customer: the address, and who a token has said they are. */
export function sourceOf(store: DeskStore, { state, ip }: StoredRequest): Source {
  for (const owner of store.owners(state.key)) {
    const identity = store.customer(owner)?.identity;
    if (identity) return { ip, identity };
  }
  return { ip };
}

/** The answer to `open`, within a frame whatever the request holds. */
export function openedFrame(store: DeskStore, session: Session, request: StoredRequest, ask: number, after: number): Opened {
  const { role, principal } = session.identity;
  const { state } = request;
  const positions = positionsFor(store, state.key, principal);
  const frame: Opened = {
    type: 'opened',
    ask,
    key: state.key,
    state,
    entries: [],
    positions,
    unread: countUnread(store, state.key, role, positions.mine.read),
    ...(role === 'technician' && { source: sourceOf(store, request) }),
  };
  return { ...frame, entries: entriesAfter(store, request, after, frameBytes - jsonBytes(frame)) };
}
