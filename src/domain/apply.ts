import type { LogEntry } from './events.ts';
import { next } from './lifecycle.ts';
import type { RequestState } from './request.ts';

/**
 * Folds one entry of the log into a request's small state: the same function on the desk and in the page.
 * An event of a kind that this version does not know counts as seen and changes nothing else, so that a page of
 * yesterday survives a desk of today.
 *
 * @param state null before the first entry.
 * @returns null only if the log does not begin with `submitted`.
 */
export function apply(state: RequestState | null, entry: LogEntry, identity: { key: string; company: string }): RequestState | null {
  const { event, at, seq } = entry;
  if (event.type === 'submitted') {
    return {
      ...identity,
      number: event.number,
      status: 'new',
      chat: event.chat,
      customer: event.customer,
      description: event.description,
      metadata: event.metadata,
      device: event.device,
      technician: null,
      submittedAt: at,
      assignedAt: null,
      waitingSince: at,
      completedAt: null,
      outcome: null,
      updatedAt: at,
      head: seq,
    };
  }
  if (!state) return null;
  const seen = { ...state, head: seq, updatedAt: at };
  switch (event.type) {
    case 'assigned':
      return { ...seen, ...next(state, 'technician', 'assign'), technician: event.technician, assignedAt: at };
    case 'unassigned':
      // Out of a chat the customer waits again, from now: until now somebody was there.
      return { ...seen, ...next(state, 'technician', 'unassign'), technician: null, assignedAt: null, waitingSince: state.chat === 'joined' ? at : state.waitingSince };
    case 'joined':
      return { ...seen, ...next(state, 'technician', 'join-chat'), waitingSince: null };
    case 'ended':
      return { ...seen, ...next(state, event.author.role, 'end-chat'), waitingSince: null };
    case 'message':
      return { ...seen, ...next(state, event.author.role, 'write'), waitingSince: waiting(state, event.author.role, at) };
    case 'file':
      return { ...seen, ...next(state, event.author.role, 'share-file'), waitingSince: waiting(state, event.author.role, at) };
    case 'device':
      return { ...seen, device: event.device };
    case 'completed':
      return {
        ...seen,
        ...next(state, event.author.role, event.author.role === 'customer' ? 'withdraw' : 'close'),
        outcome: event.outcome,
        completedAt: at,
        waitingSince: null,
      };
    default:
      return seen;
  }
}

/** A customer's word starts the wait if none runs; a technician's word ends it. */
function waiting(state: RequestState, author: 'customer' | 'technician', at: number): number | null {
  return author === 'technician' ? null : (state.waitingSince ?? at);
}
