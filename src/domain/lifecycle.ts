import type { ChatStatus, RequestState, RequestStatus, Role } from './request.ts';

/**
 * THE table: who may do what to a request, and when. The button that offers an action and the desk that decides it
 * read the same cells; a cell that refuses says why, in a code that the interface words.
 */

export const technicianActions = ['assign', 'unassign', 'join-chat', 'write', 'share-file', 'end-chat', 'close'] as const;
export const customerActions = ['write', 'share-file', 'end-chat', 'withdraw'] as const;

export type TechnicianAction = (typeof technicianActions)[number];
export type CustomerAction = (typeof customerActions)[number];
export type Action = TechnicianAction | CustomerAction;

/** Why an action is not offered. */
export type Reason =
  | 'not_assigned' // nobody's yet: Assign to Me first
  | 'already_assigned' // it is mine already
  | 'someone_elses' // another technician has it
  | 'not_available' // set yourself to Available first
  | 'join_first' // the chat has not been joined
  | 'already_joined'
  | 'no_chat' // there is no chat to end
  | 'completed'; // over: it can be read, for ever

/** A cell: allowed, or the reason why not. */
export type Verdict = true | Reason;

/** Where a technician stands to a request: the rows of the technician's table. */
export type TechnicianSituation = 'new' | 'mine, none' | 'mine, waiting' | 'mine, joined' | 'mine, ended' | 'theirs' | 'completed';

/** Where the customer stands: the rows of the customer's table. */
export type CustomerSituation = 'open, none' | 'open, waiting' | 'open, joined' | 'open, ended' | 'completed';

const yes = true;

const technicianTable: Readonly<Record<TechnicianSituation, Readonly<Record<TechnicianAction, Verdict>>>> = {
  new: { assign: yes, unassign: 'not_assigned', 'join-chat': 'not_assigned', write: 'not_assigned', 'share-file': 'not_assigned', 'end-chat': 'not_assigned', close: 'not_assigned' },
  'mine, none': { assign: 'already_assigned', unassign: yes, 'join-chat': yes, write: 'join_first', 'share-file': 'join_first', 'end-chat': 'no_chat', close: yes },
  'mine, waiting': { assign: 'already_assigned', unassign: yes, 'join-chat': yes, write: 'join_first', 'share-file': 'join_first', 'end-chat': 'join_first', close: yes },
  'mine, joined': { assign: 'already_assigned', unassign: yes, 'join-chat': 'already_joined', write: yes, 'share-file': yes, 'end-chat': yes, close: yes },
  'mine, ended': { assign: 'already_assigned', unassign: yes, 'join-chat': yes, write: 'join_first', 'share-file': 'join_first', 'end-chat': 'no_chat', close: yes },
  theirs: { assign: 'someone_elses', unassign: 'someone_elses', 'join-chat': 'someone_elses', write: 'someone_elses', 'share-file': 'someone_elses', 'end-chat': 'someone_elses', close: 'someone_elses' },
  completed: { assign: 'completed', unassign: 'completed', 'join-chat': 'completed', write: 'completed', 'share-file': 'completed', 'end-chat': 'completed', close: 'completed' },
};

const customerTable: Readonly<Record<CustomerSituation, Readonly<Record<CustomerAction, Verdict>>>> = {
  'open, none': { write: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes },
  'open, waiting': { write: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes },
  'open, joined': { write: yes, 'share-file': yes, 'end-chat': yes, withdraw: yes },
  'open, ended': { write: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes },
  completed: { write: 'completed', 'share-file': 'completed', 'end-chat': 'completed', withdraw: 'completed' },
};

/** What an action makes of `status` and `chat`. A chat that is not named stays as it is. */
interface Transition {
  readonly status?: RequestStatus;
  readonly chat?: Readonly<Partial<Record<ChatStatus, ChatStatus>>>;
}

const over: Transition = { status: 'completed', chat: { waiting: 'ended', joined: 'ended' } };

const transitions: Readonly<Record<Role, Readonly<Partial<Record<Action, Transition>>>>> = {
  technician: {
    assign: { status: 'active' },
    unassign: { status: 'new', chat: { joined: 'waiting' } },
    'join-chat': { chat: { none: 'joined', waiting: 'joined', ended: 'joined' } },
    write: {},
    'share-file': {},
    'end-chat': { chat: { joined: 'ended' } },
    close: over,
  },
  customer: {
    // Writing after the end asks for the technician again, who is told by the request waiting once more.
    write: { chat: { ended: 'waiting' } },
    'share-file': { chat: { ended: 'waiting' } },
    'end-chat': { chat: { joined: 'ended' } },
    withdraw: over,
  },
};

type Lifecycle = Pick<RequestState, 'status' | 'chat'>;
type Standpoint = Lifecycle & { readonly technician: { readonly id: string } | null };

/** Who asks: for a technician also what they have set themselves to. */
export type Actor = { readonly role: 'customer' } | { readonly role: 'technician'; readonly id: string; readonly available: boolean };

export function technicianSituation(request: Standpoint, id: string): TechnicianSituation {
  if (request.status !== 'active') return request.status;
  return request.technician?.id === id ? `mine, ${request.chat}` : 'theirs';
}

export function customerSituation(request: Lifecycle): CustomerSituation {
  return request.status === 'completed' ? 'completed' : `open, ${request.chat}`;
}

/** Every action of the actor's role with its verdict, in the order in which an interface lists them. */
export function allowedActions(request: Standpoint, actor: Actor): ReadonlyMap<Action, Verdict> {
  if (actor.role === 'customer') {
    const row = customerTable[customerSituation(request)];
    return new Map(customerActions.map((action) => [action, row[action]]));
  }
  const row = technicianTable[technicianSituation(request, actor.id)];
  return new Map(
    technicianActions.map((action) => {
      const verdict = row[action];
      return [action, action === 'assign' && verdict === yes && !actor.available ? 'not_available' : verdict];
    }),
  );
}

/** The verdict on one action; an action that the role does not know is refused as `someone_elses`. */
export function verdict(request: Standpoint, actor: Actor, action: Action): Verdict {
  return allowedActions(request, actor).get(action) ?? 'someone_elses';
}

/**
 * The state that an action leads to.
 * @throws Error naming both states if the table does not know the move: a caller asks {@link verdict} first.
 */
export function next(state: Lifecycle, role: Role, action: Action): Lifecycle {
  const transition = transitions[role][action];
  if (!transition) throw new Error(`A ${role} cannot ${action}: no move leads from ${state.status}/${state.chat}`);
  return { status: transition.status ?? state.status, chat: transition.chat?.[state.chat] ?? state.chat };
}

/** Whether a request may stand in a technician's lists: Unavailable hides what is new, and nothing else. */
export function listedFor(request: Lifecycle, available: boolean): boolean {
  return available || request.status !== 'new';
}

/** Whether a state can come about at all: what the property tests hold every reachable state against. */
export function possible(request: Standpoint): boolean {
  if (request.status === 'new') return request.technician === null && request.chat !== 'joined';
  if (request.status === 'active') return request.technician !== null;
  return request.chat === 'none' || request.chat === 'ended';
}
