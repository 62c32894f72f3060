import { apply } from '../../src/domain/apply.ts';
import type { LogEntry, RequestEvent } from '../../src/domain/events.ts';
import type { Action } from '../../src/domain/lifecycle.ts';
import { verdict, type Actor } from '../../src/domain/verdicts.ts';
import type { Author, RequestState, Technician } from '../../src/domain/request.ts';
import { fc } from '../support/seeded.ts';

/** Requests and what can happen to them, for the tests of the rules. */

export const identity = { key: 'a'.repeat(32), company: 'acme' };
export const anna: Technician = { id: 'anna', name: 'Anna' };
export const ben: Technician = { id: 'ben', name: 'Ben' };
export const cleo: Technician = { id: 'cleo', name: 'Cleo' };
export const customer: Author = { role: 'customer', name: 'Carol' };

export const submitted = (chat: 'waiting' | 'none' = 'waiting'): RequestEvent => ({
  type: 'submitted',
  number: 7,
  customer: { name: 'Carol', email: 'carol@example.com' },
  description: 'It does not start.',
  metadata: { plan: 'gold' },
  device: { type: 'desktop', os: 'windows', browser: 'Firefox 140' },
  chat,
});

/** Folds events, one a second from 1000 on. */
export function fold(events: readonly RequestEvent[]): RequestState {
  return foldLog(log(events));
}

export function log(events: readonly RequestEvent[]): LogEntry[] {
  return events.map((event, i) => ({ seq: i + 1, at: (i + 1) * 1_000, event }));
}

export function foldLog(entries: readonly LogEntry[], from: RequestState | null = null): RequestState {
  const state = entries.reduce<RequestState | null>((before, entry) => apply(before, entry, identity), from);
  if (!state) throw new Error('a log without a submit');
  return state;
}

export interface Step {
  readonly actor: Actor;
  readonly action: Action;
  /** Whom a transfer or an invitation is meant for, if they can be. */
  readonly target: Technician;
}

const technicians = [anna, ben, cleo] as const;

const anyone: fc.Arbitrary<Actor> = fc.oneof(
  fc.constant<Actor>({ role: 'customer' }),
  fc.record({ role: fc.constant('technician' as const), id: fc.constantFrom(...technicians.map(({ id }) => id)), available: fc.boolean(), admin: fc.boolean() }),
);

/** What ends a request is rarer than the rest, or no history would get far. */
const anything = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<Action>('assign', 'join-chat', 'invite', 'write') },
  { weight: 6, arbitrary: fc.constantFrom<Action>('share-file', 'reopen', 'note', 'amend', 'rate') },
  { weight: 4, arbitrary: fc.constantFrom<Action>('unassign', 'transfer', 'leave-chat', 'end-chat') },
  { weight: 1, arbitrary: fc.constantFrom<Action>('close', 'withdraw') },
);

/** Anyone trying anything. */
export const step: fc.Arbitrary<Step> = fc.record({ actor: anyone, action: anything, target: fc.constantFrom(...technicians) });

/** The event that an allowed action is written down as; null if it writes none into the log, or is meant for someone it cannot be. */
export function eventOf({ actor, action, target }: Step, { technician: owner, guests }: RequestState): RequestEvent | null {
  const technician = actor.role === 'technician' ? technicians.find(({ id }) => id === actor.id) : undefined;
  const author: Author = technician ? { role: 'technician', ...technician } : customer;
  const one = technician ?? anna;
  switch (action) {
    case 'assign':
      return { type: 'assigned', technician: one };
    case 'unassign':
      return owner && owner.id !== one.id ? { type: 'unassigned', technician: owner, by: one } : { type: 'unassigned', technician: one };
    case 'transfer':
      return owner?.id === target.id ? null : { type: 'transferred', technician: target, by: one };
    case 'invite':
      return owner?.id === target.id || guests.some(({ id }) => id === target.id) ? null : { type: 'invited', technician: target, by: one };
    case 'leave-chat':
      return { type: 'left', technician: one };
    case 'reopen':
      return { type: 'reopened', technician: one };
    case 'note':
      return null;
    case 'amend':
      return { type: 'edited', author, of: 1, text: 'Hallo' };
    case 'join-chat':
      return { type: 'joined', technician: one };
    case 'write':
      return { type: 'message', author, text: 'Hello' };
    case 'share-file':
      return { type: 'file', author, file: { id: 'f', name: 'a.pdf', size: 1, type: 'application/pdf' } };
    case 'end-chat':
      return { type: 'ended', author };
    case 'close':
      return { type: 'completed', author, outcome: 'resolved' };
    case 'rate':
      return { type: 'rated', author, stars: 4, comment: 'Quick.' };
    case 'withdraw':
      return { type: 'completed', author, outcome: 'withdrawn' };
  }
}

export interface Turn {
  readonly step: Step;
  readonly allowed: boolean;
  readonly before: RequestState;
  readonly after: RequestState;
}

/** Lets everyone try: what is allowed happens, what is refused does not. */
export function play(steps: readonly Step[], chat: 'waiting' | 'none'): { turns: readonly Turn[]; entries: readonly LogEntry[] } {
  const events: RequestEvent[] = [submitted(chat)];
  let state = fold(events);
  const turns: Turn[] = [];
  for (const each of steps) {
    const before = state;
    const event = verdict(state, each.actor, each.action) === true ? eventOf(each, state) : null;
    const allowed = event !== null;
    if (event) {
      events.push(event);
      state = foldLog(log(events).slice(-1), state);
    }
    turns.push({ step: each, allowed, before, after: state });
  }
  return { turns, entries: log(events) };
}

export const history = fc.record({ steps: fc.array(step, { minLength: 1, maxLength: 120, size: 'max' }), chat: fc.constantFrom('waiting' as const, 'none' as const) });
