import { describeDevice } from '../../domain/devices.ts';
import type { CloseReason } from '../../protocol/errors.ts';
import type { CompanySettings, ServerFrame, Welcome } from '../../protocol/frames.ts';
import { frameBytes, version } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import { jsonBytes } from '../../domain/utf8.ts';
import { foreign, forget, standOf } from './lanes.ts';
import { drop, guarded, transact, type Moment, type Parts } from './parts.ts';
import { send, type Input, type Output } from './ports.ts';
import { bearerOf, contactOf } from './rights.ts';
import type { Session } from './sessions.ts';
import { consoleOf, meOf } from './staff.ts';
import type { Work } from './work.ts';

type Connect = Extract<Input, { type: 'connect' }>;

/** Open requests of one customer whose address follows the connection. */
const followed = 32;

/** Takes a connection whose host has verified who it is [R5]. */
export function connect(parts: Parts, moment: Moment, input: Connect): readonly Output[] {
  const end = (reason: CloseReason | 'fault'): readonly Output[] => [{ type: 'close', session: input.session, reason }];
  const barred = guarded(moment, () => bar(parts, input));
  if (barred !== 'welcome') return end(barred ?? 'fault');
  const told = transact(parts, moment, (work) => settleIn(parts, work, input));
  if (!told) return end('fault');

  const session: Session = {
    id: input.session,
    identity: input.identity,
    device: describeDevice(input.device),
    ip: input.ip,
    rev: 0,
    streams: [],
    notes: [],
    looking: null,
    behind: false,
    queries: [],
    held: {},
  };
  parts.sessions.add(session);
  const frames = guarded(moment, () => welcome(parts, moment, input, session));
  if (frames) return [...told, ...frames.map((frame) => send(session.id, frame))];
  return [...told, ...drop(parts, moment, [session]), ...end('fault')];
}

/** Why this connection may not be, or `welcome`. */
function bar({ store }: Parts, { identity, lanes }: Connect): CloseReason | 'welcome' {
  if (identity.role === 'technician' && !store.technician(identity.principal)?.enabled) return 'forbidden';
  const { confirmed } = identity.role === 'customer' ? identity : {};
  const became = confirmed ? store.customer(confirmed.browser)?.became : undefined;
  // Whoever came with this secret before is somebody else: nothing that is kept under it is to be said in another's name [R110].
  if (became && became !== identity.principal) return 'lane';
  return foreign(store, bearerOf(identity), lanes) ? 'lane' : 'welcome';
}

function settleIn({ store, liveness }: Parts, work: Work, { identity, lanes, ip }: Connect): void {
  const { principal } = identity;
  forget(store, lanes);
  if (identity.role === 'technician') liveness.arrived(principal);
  else {
    if (identity.confirmed) work.recognise(principal, identity.confirmed);
    for (const { state } of store.list({
      statuses: ['new', 'active'],
      owner: principal,
      sort: 'id',
      direction: 'descending',
      limit: followed,
    })) {
      const request = store.request(state.key);
      if (request) work.arrived(request, ip);
    }
  }
}

/** The welcome, and after it those answers that have no room in it. */
function welcome(parts: Parts, { now }: Moment, { lanes: marks }: Connect, session: Session): readonly ServerFrame[] {
  const { lanes, answers } = standOf(parts.store, marks);
  const { identity } = session;
  const technician = identity.role === 'technician' ? parts.liveness.technician(identity.principal) : null;
  const first: Welcome = {
    type: 'welcome',
    version,
    me: technician ? meOf(technician) : { role: 'customer', ...contactOf(identity) },
    settings: settingsOf(parts, now),
    ...(technician && { console: consoleOf(parts) }),
    lanes,
    answers: [],
    now,
  };
  const fitting = fill(answers, frameBytes - jsonBytes(first));
  return [{ ...first, answers: fitting }, ...answers.slice(fitting.length)];
}

/** What the company shows of itself. */
export function settingsOf({ options, liveness }: Pick<Parts, 'options' | 'liveness'>, now: number): CompanySettings {
  const { company, name, maxFileSize, editWithin, rating } = options;
  return { company, name, live: liveness.isLive(now), maxFileSize, editWithin, rating };
}
