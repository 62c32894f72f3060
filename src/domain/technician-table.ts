import { technicianActions, type Action, type Standpoint, type TechnicianAction, type Verdict } from './lifecycle.ts';

/**
 * Where a technician stands to a request: the rows of the technician's table. `invited` and `guest` are those asked into
 * somebody else's chat, before and after joining; `theirs, admin` is someone else's for an admin, who may take it away.
 */
export type TechnicianSituation =
  'new' | 'mine, none' | 'mine, waiting' | 'mine, joined' | 'mine, ended' | 'invited' | 'guest' | 'theirs' | 'theirs, admin' | 'completed';

const yes = true;
const free = 'not_assigned';
const mine = 'already_assigned';
const no = 'someone_elses';
const join = 'join_first';
const there = 'already_joined';
const none = 'no_chat';
const host = 'not_guest';
const open = 'not_completed';
const done = 'completed';

/** A cell for each of these actions, in their order. */
type Cells<Actions extends readonly Action[]> = { readonly [Index in keyof Actions]: Verdict };

// prettier-ignore
const table: Readonly<Record<TechnicianSituation, Cells<typeof technicianActions>>> = {
  //                assign unassign transfer join-chat leave-chat write amend share-file invite end-chat close reopen note
  new:             [yes,   free,    free,    free,     host,      free, free, free,      free,  free,    free, open,  yes],
  'mine, none':    [mine,  yes,     yes,     yes,      host,      join, yes,  join,      join,  none,    yes,  open,  yes],
  'mine, waiting': [mine,  yes,     yes,     yes,      host,      join, yes,  join,      join,  join,    yes,  open,  yes],
  'mine, joined':  [mine,  yes,     yes,     there,    host,      yes,  yes,  yes,       yes,   yes,     yes,  open,  yes],
  'mine, ended':   [mine,  yes,     yes,     yes,      host,      join, yes,  join,      join,  none,    yes,  open,  yes],
  invited:         [no,    no,      no,      yes,      yes,       join, join, join,      no,    no,      no,   open,  yes],
  guest:           [no,    no,      no,      there,    yes,       yes,  yes,  yes,       no,    no,      no,   open,  yes],
  theirs:          [no,    no,      no,      no,       host,      no,   no,   no,        no,    no,      no,   open,  yes],
  'theirs, admin': [no,    yes,     yes,     no,       host,      no,   no,   no,        no,    no,      no,   open,  yes],
  completed:       [done,  done,    done,    done,     done,      done, done, done,      done,  done,    done, yes,   yes],
};

/** A technician with what they have set themselves to, and whether they are an admin of the company. */
export interface TechnicianActor {
  readonly role: 'technician';
  readonly id: string;
  readonly available: boolean;
  readonly admin: boolean;
}

export function technicianSituation(request: Standpoint, { id, admin }: { readonly id: string; readonly admin: boolean }): TechnicianSituation {
  if (request.status !== 'active') return request.status;
  if (request.technician?.id === id) return `mine, ${request.chat}`;
  const guest = request.guests.find((one) => one.id === id);
  if (guest) return guest.joined ? 'guest' : 'invited';
  return admin ? 'theirs, admin' : 'theirs';
}

/** Every action of a technician with its verdict. */
export function technicianVerdicts(request: Standpoint, actor: TechnicianActor): ReadonlyMap<TechnicianAction, Verdict> {
  const row = table[technicianSituation(request, actor)];
  return new Map(
    technicianActions.map((action, column) => {
      const verdict = row[column] ?? no;
      return [action, (action === 'assign' || action === 'reopen') && verdict === yes && !actor.available ? 'not_available' : verdict];
    }),
  );
}
