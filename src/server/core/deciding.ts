import type { RequestEvent } from '../../domain/events.ts';
import type { Action } from '../../domain/lifecycle.ts';
import { verdict, type Actor } from '../../domain/verdicts.ts';
import type { Author, Technician } from '../../domain/request.ts';
import type { Command, Refusal } from '../../protocol/frames.ts';
import type { DeskOptions } from './ports.ts';
import type { RateLimit } from './rate.ts';
import { readable } from './rights.ts';
import type { Session } from './sessions.ts';
import type { Cause, DeskStore, StoredRequest, StoredTechnician } from './store.ts';
import type { Work } from './work.ts';

/** What a command may know when it is decided. */
export interface Situation {
  readonly store: DeskStore;
  readonly options: DeskOptions;
  readonly now: number;
  readonly session: Session;
  /** The asker as the desk knows them; null for a customer. */
  readonly technician: StoredTechnician | null;
  readonly live: boolean;
  readonly cause: Cause;
  /** How often another link may be asked for, per request. */
  readonly renewals: RateLimit;
}

/** A refusal, or the deed: nothing is written before everything is decided [R15]. */
export type Decision = Refusal | ((work: Work) => Success);

export interface Success {
  readonly seq?: number;
  readonly number?: number;
  readonly key?: string;
}

export type CommandOf<T extends Command['type']> = Command & { readonly type: T };

/** Who asks, before whose requests. */
export type Asker = Pick<Situation, 'store' | 'session' | 'technician'>;

/** The request, if the lifecycle lets this asker do that to it now [R41]. */
export function permitted(key: string, action: Action, { store, session, technician }: Asker): StoredRequest | Refusal {
  const request = readable(store, session.identity, key);
  if (!request) return { code: 'not_found' };
  const actor: Actor = technician
    ? { role: 'technician', id: technician.id, available: technician.available, admin: technician.role === 'admin' }
    : { role: 'customer' };
  const allowed = verdict(request.state, actor, action);
  if (allowed === true) return request;
  return allowed === 'someone_elses' && request.state.technician
    ? { code: allowed, technician: request.state.technician.name }
    : { code: allowed };
}

export function deed(key: string, action: Action, situation: Situation, event: (request: StoredRequest) => RequestEvent): Decision {
  const request = permitted(key, action, situation);
  if ('code' in request) return request;
  return (work) => ({ seq: work.append(request, event(request), situation.cause) });
}

/** As {@link deed}, for what only technicians do. */
export function technicianDeed(
  key: string,
  action: Action,
  situation: Situation,
  event: (technician: Technician, request: StoredRequest) => RequestEvent,
): Decision {
  const { technician } = situation;
  if (!technician) return { code: 'forbidden' };
  return deed(key, action, situation, (request) => event(named(technician), request));
}

/** As requests and logs name a technician. The desk's name counts, whatever a token says. */
export function named({ id, name }: StoredTechnician): Technician {
  return { id, name };
}

export function author({ technician }: Asker, customer: string): Author {
  return technician ? { role: 'technician', ...named(technician) } : { role: 'customer', name: customer };
}
