import type { AskCode } from '../../protocol/errors.ts';
import type {
  ClientFrame,
  Hello,
  CommandFrame,
  Open,
  PageAsk,
  PositionFrame,
  Query,
  ServerFrame,
  Sync,
  TicketAsk,
} from '../../protocol/frames.ts';
import { keptAddress } from './address.ts';
import { drop, fanOut, guarded, transact, type Moment, type Parts } from './parts.ts';
import { foreign, forget, standOf } from './lanes.ts';
import { entriesBefore, openedFrame } from './pages.ts';
import type { Output } from './ports.ts';
import { page } from './queries.ts';
import { readable } from './rights.ts';
import { openLimits, type Session } from './sessions.ts';

/** Frames that change nothing in a log: they ask, or they say what the connection looks at. */
export type Ask = Exclude<ClientFrame, Hello | CommandFrame | PositionFrame>;

export function isAsk(frame: Exclude<ClientFrame, Hello>): frame is Ask {
  return frame.type !== 'command' && frame.type !== 'position';
}

/** Lanes and streams that a sync may name, and rows that a customer may be answered with, for one more question's worth [R45]. */
const namesPerToken = 8;
const rowsPerToken = 10;

/** Takes one of them. */
export function take(parts: Parts, moment: Moment, session: Session, frame: Ask): readonly Output[] {
  switch (frame.type) {
    case 'leave':
      parts.sessions.leave(session, frame.key);
      return [];
    case 'unquery':
      session.queries = session.queries.filter(({ ask }) => ask !== frame.ask);
      return [];
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

function answer(parts: Parts, moment: Moment, session: Session, frame: Open | PageAsk | Query | TicketAsk): readonly Output[] {
  switch (frame.type) {
    case 'open':
      return open(parts, moment, session, frame);
    case 'page':
      return older(parts, session, frame);
    case 'query':
      return query(parts, moment, session, frame);
    case 'ticket':
      return ticket(parts, session, frame);
  }
}

function send(session: Session, frame: ServerFrame): Output {
  return { type: 'send', session: session.id, frame };
}

function failure(session: Session, ask: number, code: AskCode): readonly Output[] {
  return [send(session, { type: 'error', ask, code })];
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
  return [...told, send(session, opened)];
}

/** A customer who comes back to an open request brings a device and an address with them. */
function arrive(parts: Parts, moment: Moment, session: Session, key: string): readonly Output[] {
  const { store } = parts;
  const { identity, device, ip } = session;
  const request = store.request(key);
  if (identity.role !== 'customer' || !request || request.state.status === 'completed') return [];
  const before = request.state.device;
  const same = before.type === device.type && before.os === device.os && before.browser === device.browser;
  // Two devices that take turns must not fill the log faster than words may.
  if (!same && parts.commandRate.take(identity.principal, moment.now) > 0) return [];
  if (same && request.ip === keptAddress(ip, false, parts.options.ip)) return [];
  const told = transact(parts, moment, (work) => {
    const now = work.comesFrom(request, ip);
    if (!same) work.append(now, { type: 'device', device }, { principal: identity.principal, side: 'customer', lane: '', n: 0 });
  });
  return told ?? [];
}

function older({ store }: Parts, session: Session, { ask, key, before }: PageAsk): readonly Output[] {
  if (!readable(store, session.identity, key)) return failure(session, ask, 'not_found');
  return [send(session, { type: 'page', ask, key, entries: entriesBefore(store, key, before) })];
}

function query(parts: Parts, moment: Moment, session: Session, { type: _, after, ...settings }: Query): readonly Output[] {
  const { ask } = settings;
  const known = session.queries.find((open) => open.ask === ask);
  // A page after nothing, or of another order, would leave a hole in the list.
  const follows =
    known &&
    known.view === settings.view &&
    known.mine === settings.mine &&
    known.sort === settings.sort &&
    known.direction === settings.direction;
  if (after && !follows) return failure(session, ask, 'invalid');
  if (!known && session.queries.length >= openLimits.queries) return failure(session, ask, 'invalid');
  const answered = page(parts.store, { ...settings, extent: null }, fanOut(parts, moment).viewer(session), after ?? null);
  session.queries = [...session.queries.filter((open) => open.ask !== ask), answered.query];
  // Whoever comes may be a customer, and long lists of long texts are the dearest thing to ask for.
  const { role, principal } = session.identity;
  if (role === 'customer') parts.askRate.charge(principal, moment.now, Math.floor(answered.rows.rows.length / rowsPerToken));
  return [send(session, { ...answered.rows, rev: ++session.rev })];
}

function ticket({ store }: Parts, session: Session, { ask, key, file: id }: TicketAsk): readonly Output[] {
  const file = store.file(id);
  if (!readable(store, session.identity, key) || file?.request !== key) return failure(session, ask, 'not_found');
  return [{ type: 'sign-ticket', session: session.id, ask, file: id, principal: session.identity.principal }];
}

/** Says how far the desk is [R25]; what the page lacks it asks for, but answers, which it cannot name. */
function sync(parts: Parts, moment: Moment, session: Session, { lanes: marks, streams }: Sync): readonly Output[] {
  const { store } = parts;
  if (foreign(store, session.identity.principal, marks)) {
    drop(parts, moment, session);
    return [{ type: 'close', session: session.id, reason: 'lane' }];
  }
  store.transaction(() => forget(store, marks));
  const { lanes, answers } = standOf(store, marks);
  const heads = session.streams.filter((key) => key in streams).map((key) => [key, store.request(key)?.state.head ?? 0] as const);
  return [
    send(session, { type: 'heads', lanes, streams: Object.fromEntries(heads), rev: session.rev }),
    ...answers.map((one) => send(session, one)),
  ];
}
