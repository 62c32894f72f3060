import { customerVerdicts, type Action, type Standpoint, type Verdict } from './lifecycle.ts';
import { technicianVerdicts, type TechnicianActor } from './technician-table.ts';

/** Who asks. */
export type Actor = { readonly role: 'customer' } | TechnicianActor;

/** Every action of the actor's role with its verdict, in the order in which an interface lists them. */
export function allowedActions(request: Standpoint, actor: Actor): ReadonlyMap<Action, Verdict> {
  return actor.role === 'customer' ? customerVerdicts(request) : technicianVerdicts(request, actor);
}

/** The verdict on one action; an action that the role does not know is refused as `someone_elses`. */
export function verdict(request: Standpoint, actor: Actor, action: Action): Verdict {
  return allowedActions(request, actor).get(action) ?? 'someone_elses';
}
