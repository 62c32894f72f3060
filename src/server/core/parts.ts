import { FanOut } from './fan-out.ts';
import type { Liveness } from './liveness.ts';
import type { DeskOptions, Output } from './ports.ts';
import type { RateLimit } from './rate.ts';
import type { Session, Sessions } from './sessions.ts';
import type { DeskStore } from './store.ts';
import { Work } from './work.ts';

/** What the parts of one desk share. */
export interface Parts {
  readonly store: DeskStore;
  readonly options: DeskOptions;
  readonly sessions: Sessions;
  readonly liveness: Liveness;
  readonly commandRate: RateLimit;
  readonly askRate: RateLimit;
}

/** One step as its parts see it. */
export interface Moment {
  readonly now: number;
  /** What the store threw; the step goes on without it. */
  readonly faults: unknown[];
}

export function fanOut({ store, sessions, liveness }: Parts, { faults }: Moment): FanOut {
  return new FanOut(store, sessions, liveness, faults);
}

/** Does what `deed` writes in one transaction and tells everyone. Null if the store failed: then nothing of it remains. */
export function transact(parts: Parts, moment: Moment, deed: (work: Work) => void): readonly Output[] | null {
  const work = new Work(parts.store, parts.options, moment.now);
  try {
    parts.store.transaction(() => deed(work));
  } catch (fault) {
    moment.faults.push(fault);
    parts.liveness.reread();
    return null;
  }
  if (work.availability.size > 0) parts.liveness.reread();
  return fanOut(parts, moment).tell(work);
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

/** Forgets a session, and when its technician was last here. */
export function drop(parts: Parts, moment: Moment, session: Session): void {
  if (!parts.sessions.remove(session.id)) return;
  const { role, principal } = session.identity;
  if (role === 'technician') guarded(moment, () => parts.liveness.left(principal, moment.now));
}
