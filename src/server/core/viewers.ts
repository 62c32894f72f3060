import type { Technician } from '../../domain/request.ts';
import type { ViewersFrame } from '../../protocol/frames.ts';
import { frameBytes } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import { named } from './deciding.ts';
import type { Parts } from './parts.ts';
import { send, type Output } from './ports.ts';
import type { Session } from './sessions.ts';

/** Which technicians look at a request, so that two do not answer at once [R73]. */

/** What a `viewers` frame needs besides its names. */
const envelopeBytes = 256;

/** Keeps what a page shows now; tells those whom it concerns. */
export function look(parts: Parts, session: Session, key: string | null): readonly Output[] {
  const before = session.looking;
  if (before === key) return key === null ? [] : [viewersFor(parts, session, key)];
  const known = key !== null && isLooking(parts, session, key);
  parts.sessions.look(session, key);
  const left = before !== null && !isLooking(parts, session, before) ? viewersOf(parts, before) : [];
  if (key === null) return left;
  // A second page of the same technician is news to that page alone.
  return [...left, ...(known ? [viewersFor(parts, session, key)] : viewersOf(parts, key))];
}

/** Tells all who look at a request who else does. */
export function viewersOf(parts: Parts, key: string): readonly Output[] {
  const keepingUp = parts.sessions.lookingAt(key).filter(({ behind }) => !behind);
  return keepingUp.map((session) => viewersFor(parts, session, key));
}

/** Whether a page of this technician shows it. */
export function isLooking({ sessions }: Pick<Parts, 'sessions'>, { identity }: Session, key: string): boolean {
  return sessions.lookingAt(key).some((one) => one.identity.principal === identity.principal);
}

/** Who else looks at it, for one of them. */
export function viewersFor({ sessions, liveness }: Parts, session: Session, key: string): Output {
  const others = new Map<string, Technician>();
  for (const { identity } of sessions.lookingAt(key)) {
    const technician = identity.principal === session.identity.principal ? null : liveness.technician(identity.principal);
    if (technician) others.set(technician.id, named(technician));
  }
  const technicians = fill([...others.values()], frameBytes - envelopeBytes);
  const frame: ViewersFrame = { type: 'viewers', key, technicians };
  return send(session.id, frame);
}
