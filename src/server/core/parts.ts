import type { AddressAllowance } from './address-limits.ts';
import { FanOut } from './fan-out.ts';
import type { Liveness } from './liveness.ts';
import type { Outgoing } from './outgoing.ts';
import type { DeskOptions, Output } from './ports.ts';
import type { RateLimit } from './rate.ts';
import type { Session, Sessions } from './sessions.ts';
import type { DeskStore } from './store.ts';
import { isLooking, viewersOf } from './viewers.ts';
import { Work } from './work.ts';

/** What the parts of one desk share. */
export interface Parts {
  readonly store: DeskStore;
  readonly options: DeskOptions;
  readonly sessions: Sessions;
  readonly liveness: Liveness;
  readonly outgoing: Outgoing;
  readonly commandRate: RateLimit;
  readonly addresses: AddressAllowance;
  readonly askRate: RateLimit;
  readonly typingRate: RateLimit;
  /** Other links to a request, by its key. */
  readonly renewals: RateLimit;
}

/** One step as its parts see it. */
export interface Moment {
  readonly now: number;
  /** What the store threw; the step goes on without it. */
  readonly faults: unknown[];
}

export function fanOut(parts: Parts, { faults }: Moment): FanOut {
  return new FanOut(parts, faults);
}

/** Does what `deed` writes in one transaction and tells everyone. Null if the store failed: then nothing of it remains. */
export function transact(parts: Parts, moment: Moment, deed: (work: Work) => void): readonly Output[] | null {
  const { store, options, sessions, liveness, outgoing } = parts;
  const company = {
    technicians: () => liveness.all(),
    anyHere: (principals: readonly string[]) => principals.some((principal) => sessions.hasCustomer(principal)),
  };
  const work = new Work(store, options, company, moment.now);
  try {
    store.transaction(() => deed(work));
  } catch (fault) {
    moment.faults.push(fault);
    liveness.reread();
    return null;
  }
  if (work.staff.size > 0) liveness.reread();
  if (work.posted) outgoing.reread();
  // Whoever has lost the right hears no more, not even of what the same transaction did.
  const closed = turnOut(parts, moment, [...work.staff.values()].flatMap(({ after }) => (after.enabled ? [] : [after.id])));
  return [...work.replies, ...closed, ...fanOut(parts, moment).tell(work)];
}

/** Ends the connections of technicians who may no longer be here [R74]. */
export function turnOut(parts: Parts, moment: Moment, technicians: readonly string[]): readonly Output[] {
  const theirs = technicians.flatMap((id) => parts.sessions.ofPrincipal(id)).filter(({ identity }) => identity.role === 'technician');
  return [...drop(parts, moment, theirs), ...theirs.map(({ id }): Output => ({ type: 'close', session: id, reason: 'forbidden' }))];
}

/** Runs what may fail with the store; the fault is noted, and null comes back. */
export function guarded<T>({ faults }: Moment, work: () => T): T | null {
  try {
    return work();
  } catch (fault) {
    faults.push(fault);
    return null;
  }
}

/**
 * Forgets sessions, and when their technicians were last here; whoever looks at the same as they did is told. All are gone
 * before anyone is: none of them hears that another has left.
 */
export function drop(parts: Parts, moment: Moment, sessions: readonly Session[]): readonly Output[] {
  const gone = sessions.filter(({ id }) => parts.sessions.remove(id));
  for (const { identity } of gone) if (identity.role === 'technician') guarded(moment, () => parts.liveness.left(identity.principal, moment.now));
  const left = new Set(gone.flatMap((session) => (session.looking === null || isLooking(parts, session, session.looking) ? [] : [session.looking])));
  return [...left].flatMap((key) => guarded(moment, () => viewersOf(parts, key)) ?? []);
}
