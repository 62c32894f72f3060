import type { AskCode } from '../../protocol/errors.ts';
import type {
  ClientFrame,
  Hello,
  CommandFrame,
  Open,
  PageAsk,
  PositionFrame,
  Query,
  StaffAsk,
  EarlierAsk,
  Find,
  OpenNotes,
  Sync,
  TicketAsk,
} from '../../protocol/frames.ts';
import { keptAddress } from './address.ts';
import { countedTo } from './address-limits.ts';
import { drop, fanOut, guarded, transact, turnOut, type Moment, type Parts } from './parts.ts';
import { foreign, forget, standOf } from './lanes.ts';
import { searchLength } from '../../domain/search.ts';
import { earlierRows, frameBytes } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import { jsonBytes } from '../../domain/utf8.ts';
import { findIn } from './finding.ts';
import { asTheyRead, filesPage, openedFrame, pageOf } from './pages.ts';
import { send, type Output } from './ports.ts';
import { internal, notesAfter } from './notes.ts';
import { listed, page, rowOf } from './queries.ts';
import { bearerOf, readable } from './rights.ts';
import { openLimits, type Session } from './sessions.ts';
import { colleagues } from './staff.ts';
import { typing } from './typing.ts';
import { look } from './viewers.ts';

/** Frames that change nothing in a log: they ask, or they say what the connection looks at. */
export type Ask = Exclude<ClientFrame, Hello | CommandFrame | PositionFrame>;

export function isAsk(frame: Exclude<ClientFrame, Hello>): frame is Ask {
  return frame.type !== 'command' && frame.type !== 'position';
}

/** Lanes and streams that a sync may name, and rows that a customer may be answered with, for one more question's worth [R45]. */
const namesPerToken = 8;
const rowsPerToken = 10;

/** Questions that a search is worth: of a list it looks into every text there is, in the worst case [R45]. */
const searchCost = 10;

/** Takes one of them. */
export function take(parts: Parts, moment: Moment, session: Session, frame: Ask): readonly Output[] {
  const { role, principal } = session.identity;
  // Right is withdrawn by ending connections; whatever gets past that has no answer either.
  if (role === 'technician' && guarded(moment, () => parts.liveness.technician(principal)?.enabled ?? false) === false)
    return turnOut(parts, moment, [principal]);
  switch (frame.type) {
    case 'leave':
      parts.sessions.leave(session, frame.key);
      return [];
    case 'unquery':
      session.queries = session.queries.filter(({ ask }) => ask !== frame.ask);
      return [];
    case 'look': {
      if (role !== 'technician' || parts.askRate.take(principal, moment.now) > 0) return [];
      const { key } = frame;
      return guarded(moment, () => look(parts, session, key !== null && readable(parts.store, session.identity, key) ? key : null)) ?? [];
    }
    case 'typing':
      if (parts.typingRate.take(principal, moment.now) > 0) return [];
      return guarded(moment, () => typing(parts, session, frame.key)) ?? [];
    case 'sync': {
      const cost = Math.ceil((frame.lanes.length + Object.keys(frame.streams).length) / namesPerToken);
      if (parts.askRate.take(session.identity.principal, moment.now, Math.max(1, cost)) > 0) return [];
      return guarded(moment, () => sync(parts, moment, session, frame)) ?? [];
    }
    default:
      if (parts.askRate.take(session.identity.principal, moment.now) > 0) return failure(session, frame.ask, 'rate_limited');
      return guarded(moment, () => answer(parts, moment, session, frame)) ?? failure(session, frame.ask, 'unavailable');
  }
}

function answer(parts: Parts, moment: Moment, session: Session, frame: Open | OpenNotes | PageAsk | Find | Query | TicketAsk | StaffAsk | EarlierAsk): readonly Output[] {
  switch (frame.type) {
    case 'open':
      return open(parts, moment, session, frame);
    case 'page':
      return logPage(parts, session, frame);
    case 'find':
      return find(parts, moment, session, frame);
    case 'query':
      return query(parts, moment, session, frame);
    case 'ticket':
      return ticket(parts, session, frame);
    case 'open-notes':
      return openNotes(parts, session, frame);
    case 'staff':
      if (session.identity.role !== 'technician') return failure(session, frame.ask, 'forbidden');
      return [send(session.id, { type: 'staff', ask: frame.ask, technicians: colleagues(parts) })];
    case 'earlier':
      return earlier(parts, moment, session, frame);
  }
}

function failure(session: Session, ask: number, code: AskCode): readonly Output[] {
  return [send(session.id, { type: 'error', ask, code })];
}

function open(parts: Parts, moment: Moment, session: Session, { ask, request: name, after }: Open): readonly Output[] {
  const { store, sessions } = parts;
  const found = readable(store, session.identity, name);
  if (!found) return failure(session, ask, 'not_found');
  const { key } = found.state;
  if (!session.streams.includes(key) && session.streams.length >= openLimits.streams) return failure(session, ask, 'invalid');
  const told = arrive(parts, moment, session, key);
  const request = store.request(key) ?? found;
  const opened = openedFrame(store, session, request, ask, after);
  sessions.open(session, key);
  return [...told, send(session.id, opened)];
}

/** A customer who comes back to an open request brings a device and an address with them. */
function arrive(parts: Parts, moment: Moment, session: Session, key: string): readonly Output[] {
  const { store } = parts;
  const { identity, device, ip } = session;
  const request = store.request(key);
  if (identity.role !== 'customer' || !request) return [];
  const open = request.state.status !== 'completed';
  if (!open && !request.told) return [];
  const before = request.state.device;
  const same = !open || (before.type === device.type && before.os === device.os && before.browser === device.browser);
  // Two devices that take turns must not fill the log faster than words may, nor with more [R133].
  const from = countedTo(session);
  if (!same && parts.commandRate.take(identity.principal, moment.now) > 0) return [];
  if (!same && from !== null && !parts.addresses.keeps(from, { type: 'device', device }, moment.now)) return [];
  if (same && !request.told && request.ip === keptAddress(ip, false, parts.options.ip)) return [];
  const told = transact(parts, moment, (work) => {
    const now = work.arrived(request, ip);
    if (!same) work.append(now, { type: 'device', device }, { principal: identity.principal, side: 'customer', lane: '', n: 0 });
  });
  return told ?? [];
}

function logPage({ store }: Parts, session: Session, { ask, key, stream, only, ...range }: PageAsk): readonly Output[] {
  if (!readable(store, session.identity, key)) return failure(session, ask, 'not_found');
  if (stream === 'internal') {
    if (session.identity.role !== 'technician') return failure(session, ask, 'not_found');
    return [send(session.id, { type: 'notes-page', ask, key, entries: pageOf((part) => store.notes(key, part), range) })];
  }
  if (only === 'files') return [send(session.id, { type: 'page', ask, key, ...filesPage(store, key, range) })];
  return [send(session.id, { type: 'page', ask, key, entries: pageOf((part) => asTheyRead(store, key, store.entries(key, part)), range) })];
}

function find(parts: Parts, moment: Moment, session: Session, frame: Find): readonly Output[] {
  const { store, askRate } = parts;
  if (!readable(store, session.identity, frame.key)) return failure(session, frame.ask, 'not_found');
  const found = findIn(store, frame);
  if (!found) return failure(session, frame.ask, 'invalid');
  askRate.charge(session.identity.principal, moment.now, searchCost - 1);
  return [send(session.id, found)];
}

/** To a customer there is no internal stream, of whatever request [R65]. */
function openNotes({ store, sessions }: Parts, session: Session, { ask, key, after }: OpenNotes): readonly Output[] {
  if (session.identity.role !== 'technician' || !readable(store, session.identity, key)) return failure(session, ask, 'not_found');
  if (!session.notes.includes(key) && session.notes.length >= openLimits.notes) return failure(session, ask, 'invalid');
  sessions.openNotes(session, key);
  const head = store.lastNote(key).seq;
  return [send(session.id, { type: 'notes', ask, key, entries: notesAfter(store, key, after, head), head })];
}

/** What an `earlier` frame needs besides its rows. */
const envelopeBytes = 256;

function earlier(parts: Parts, moment: Moment, session: Session, { ask, key }: EarlierAsk): readonly Output[] {
  const { store } = parts;
  if (session.identity.role !== 'technician' || !readable(store, session.identity, key)) return failure(session, ask, 'not_found');
  const viewer = fanOut(parts, moment).viewer(session);
  const known = store.earlier(key, earlierRows + 1);
  const shown = known.slice(0, earlierRows).filter((state) => listed(viewer, { state }));
  const rows = fill(
    shown.map((state) => rowOf(store, session, state)),
    frameBytes - envelopeBytes,
  );
  return [send(session.id, { type: 'earlier', ask, rows, more: known.length > earlierRows || rows.length < shown.length })];
}

function query(parts: Parts, moment: Moment, session: Session, { type: _, after, ...settings }: Query): readonly Output[] {
  const { ask, search = '' } = settings;
  if (search !== '' && session.identity.role !== 'technician') return failure(session, ask, 'forbidden');
  if (search.length > searchLength) return failure(session, ask, 'invalid');
  const known = session.queries.find((open) => open.ask === ask);
  // A page after nothing, or of another order, would leave a hole in the list.
  const follows =
    known &&
    known.view === settings.view &&
    known.mine === settings.mine &&
    known.sort === settings.sort &&
    known.direction === settings.direction &&
    (known.search ?? '') === search;
  if (after && !follows) return failure(session, ask, 'invalid');
  const others = session.queries.filter((open) => open.ask !== ask);
  if (others.length >= openLimits.queries) return failure(session, ask, 'invalid');
  if (search !== '' && jsonBytes([search, ...others.map((open) => open.search ?? '')]) > openLimits.searchBytes) return failure(session, ask, 'invalid');
  const answered = page(parts.store, { ...settings, extent: null }, fanOut(parts, moment).viewer(session), after ?? null);
  session.queries = [...others, answered.query];
  // Whoever comes may be a customer, and long lists of long texts are the dearest thing to ask for.
  const { role, principal } = session.identity;
  if (role === 'customer') parts.askRate.charge(principal, moment.now, Math.floor(answered.rows.rows.length / rowsPerToken));
  if (search !== '') parts.askRate.charge(principal, moment.now, searchCost - 1);
  return [send(session.id, { ...answered.rows, rev: ++session.rev })];
}

function ticket({ store }: Parts, session: Session, { ask, key, file: id }: TicketAsk): readonly Output[] {
  const file = store.file(id);
  if (!readable(store, session.identity, key) || file?.request !== key) return failure(session, ask, 'not_found');
  return [{ type: 'sign-ticket', session: session.id, ask, file: id, principal: session.identity.principal }];
}

/** Says how far the desk is [R25]; what the page lacks it asks for, but answers, which it cannot name. */
function sync(parts: Parts, moment: Moment, session: Session, { lanes: marks, streams }: Sync): readonly Output[] {
  const { store } = parts;
  if (foreign(store, bearerOf(session.identity), marks)) {
    return [...drop(parts, moment, [session]), { type: 'close', session: session.id, reason: 'lane' }];
  }
  store.transaction(() => forget(store, marks));
  const { lanes, answers } = standOf(store, marks);
  const named = (stream: string): boolean => Object.hasOwn(streams, stream);
  const logs = session.streams.filter(named).map((key) => [key, store.request(key)?.state.head ?? 0] as const);
  const notes = session.notes.filter((key) => named(internal(key))).map((key) => [internal(key), store.lastNote(key).seq] as const);
  return [
    send(session.id, { type: 'heads', lanes, streams: Object.fromEntries([...logs, ...notes]), rev: session.rev }),
    ...answers.map((one) => send(session.id, one)),
  ];
}
