import { describeDevice } from '../../domain/devices.ts';
import type { CloseReason } from '../../protocol/errors.ts';
import type { CompanySettings, Me, ServerFrame, Welcome } from '../../protocol/frames.ts';
import { frameBytes, version } from '../../protocol/limits.ts';
import { fill, jsonBytes } from './bytes.ts';
import { foreign, forget, standOf } from './lanes.ts';
import { drop, guarded, transact, type Moment, type Parts } from './parts.ts';
import type { Input, Output } from './ports.ts';
import type { Session } from './sessions.ts';
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
    queries: [],
    held: {},
  };
  parts.sessions.add(session);
  const frames = guarded(moment, () => welcome(parts, moment, input, session));
  if (frames) return [...told, ...frames.map((frame): Output => ({ type: 'send', session: session.id, frame }))];
  drop(parts, moment, session);
  return [...told, ...end('fault')];
}

/** Why this connection may not be, or `welcome`. */
function bar({ store }: Parts, { identity, lanes }: Connect): CloseReason | 'welcome' {
  if (identity.role === 'technician' && !store.technician(identity.principal)?.enabled) return 'forbidden';
  return foreign(store, identity.principal, lanes) ? 'lane' : 'welcome';
}

function settleIn({ store, liveness }: Parts, work: Work, { identity: { role, principal }, lanes, ip }: Connect): void {
  forget(store, lanes);
  if (role === 'technician') liveness.arrived(principal);
  else {
    for (const { state } of store.list({
      statuses: ['new', 'active'],
      owner: principal,
      sort: 'id',
      direction: 'descending',
      limit: followed,
    })) {
      const request = store.request(state.key);
      if (request) work.comesFrom(request, ip);
    }
  }
}

/** The welcome, and after it those answers that have no room in it. */
function welcome(parts: Parts, { now }: Moment, { lanes: marks }: Connect, session: Session): readonly ServerFrame[] {
  const { lanes, answers } = standOf(parts.store, marks);
  const first: Welcome = {
    type: 'welcome',
    version,
    me: meOf(parts, session),
    settings: settingsOf(parts, now),
    lanes,
    answers: [],
    now,
  };
  const fitting = fill(answers, frameBytes - jsonBytes(first));
  return [{ ...first, answers: fitting }, ...answers.slice(fitting.length)];
}

export function meOf({ liveness }: Pick<Parts, 'liveness'>, { identity }: Session): Me {
  if (identity.role === 'customer') return { role: 'customer' };
  const { principal: id, name } = identity;
  return { role: 'technician', id, name, available: liveness.technician(id)?.available ?? false };
}

/** What the company shows of itself. */
export function settingsOf({ options, liveness }: Pick<Parts, 'options' | 'liveness'>, now: number): CompanySettings {
  const { company, name, maxFileSize } = options;
  return { company, name, live: liveness.isLive(now), maxFileSize };
}
