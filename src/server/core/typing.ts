import type { TypingFrame } from '../../protocol/frames.ts';
import { author, permitted } from './deciding.ts';
import type { Parts } from './parts.ts';
import { send, type Output } from './ports.ts';
import type { Session } from './sessions.ts';

/**
 * Passes on that somebody writes to the other side [R101]: to all pages that have the request open but the writer's own. Several
 * owners of a request are one customer, so none of them sees another.
 */
export function typing({ store, sessions, liveness }: Parts, session: Session, key: string): readonly Output[] {
  const { role, principal } = session.identity;
  const asker = { store, session, technician: role === 'technician' ? liveness.technician(principal) : null };
  const request = permitted(key, 'write', asker);
  if ('code' in request) return [];
  const frame: TypingFrame = { type: 'typing', key, author: author(asker, request.state.customer.name) };
  const hearers = sessions.ofStream(key).filter(({ identity }) => identity.principal !== principal && (role === 'technician' || identity.role === 'technician'));
  return hearers.map(({ id }) => send(id, frame));
}
