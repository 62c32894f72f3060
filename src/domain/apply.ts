import type { LogEntry } from './events.ts';
import { next } from './lifecycle.ts';
import type { Guest, RequestState, Role, Technician } from './request.ts';

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
      guests: [],
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
      return { ...seen, ...next(state, 'technician', 'unassign'), technician: null, guests: [], assignedAt: null, waitingSince: waitingWithout(state, at) };
    case 'transferred': {
      const present = state.guests.some(({ id, joined }) => joined && id === event.technician.id);
      // Whoever is in the chat already takes it over as it runs; anyone else has to join first, and the customer waits.
      if (present) return { ...seen, technician: event.technician, guests: without(state.guests, event.technician), assignedAt: at };
      return { ...seen, ...next(state, 'technician', 'transfer'), technician: event.technician, guests: [], assignedAt: at, waitingSince: waitingWithout(state, at) };
    }
    case 'invited':
      return { ...seen, guests: [...without(state.guests, event.technician), { ...event.technician, joined: false }] };
    case 'joined':
      if (state.guests.some(({ id }) => id === event.technician.id))
        return { ...seen, guests: state.guests.map((guest) => (guest.id === event.technician.id ? { ...guest, joined: true } : guest)) };
      return { ...seen, ...next(state, 'technician', 'join-chat'), waitingSince: null };
    case 'left':
      return { ...seen, guests: without(state.guests, event.technician) };
    case 'ended':
      return { ...seen, ...next(state, event.author.role, 'end-chat'), guests: [], waitingSince: null };
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
        guests: [],
        outcome: event.outcome,
        completedAt: at,
        waitingSince: null,
      };
    case 'reopened':
      return { ...seen, ...next(state, 'technician', 'reopen'), technician: event.technician, assignedAt: at, outcome: null, completedAt: null };
    case 'rated':
      return { ...seen, rating: { stars: event.stars, comment: event.comment, at } };
    // What is edited or deleted is read otherwise; the state of the request is the same.
    default:
      return seen;
  }
}

function without(guests: readonly Guest[], { id }: Technician): readonly Guest[] {
  return guests.filter((guest) => guest.id !== id);
}

/** A customer's word starts the wait if none runs; a technician's word ends it. */
function waiting(state: RequestState, author: Role, at: number): number | null {
  return author === 'technician' ? null : (state.waitingSince ?? at);
}

/** Once the technician is gone: out of a chat the customer waits again, from now, since until now somebody was there. */
function waitingWithout(state: RequestState, at: number): number | null {
  return state.chat === 'joined' ? at : state.waitingSince;
}
