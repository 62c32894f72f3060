import type { ChatStatus, RequestState, RequestStatus, Role } from './request.ts';

/**
 * Who may do what to a request, when, and what comes of it. The button that offers an action and the desk that decides it read the same
 * cells; a cell that refuses says why, in a code that the interface words. To `amend` is to edit or delete one's own message: whose it is,
 * and until when, amendments.ts says. The customer's table is here, the technician's in technician-table.ts, so that no customer's page
 * carries it; who has either in hand asks verdicts.ts.
 */

export const technicianActions = [
  'assign',
  'unassign',
  'transfer',
  'join-chat',
  'leave-chat',
  'write',
  'amend',
  'share-file',
  'invite',
  'end-chat',
  'close',
  'reopen',
  'note',
] as const;
export const customerActions = ['write', 'amend', 'share-file', 'end-chat', 'withdraw', 'rate'] as const;

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
  | 'no_chat' // there is no chat to end, or to ask somebody into
  | 'not_guest' // only who was invited can leave: whoever has the request ends the chat
  | 'not_completed' // only what is completed can be reopened, or rated
  | 'completed'; // over: it can be read, for ever

/** A cell: allowed, or the reason why not. */
export type Verdict = true | Reason;

/** Where the customer stands: the rows of the customer's table. */
export type CustomerSituation = 'open, none' | 'open, waiting' | 'open, joined' | 'open, ended' | 'completed';

const yes = true;

const customerTable: Readonly<Record<CustomerSituation, Readonly<Record<CustomerAction, Verdict>>>> = {
  'open, none': { write: yes, amend: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes, rate: 'not_completed' },
  'open, waiting': { write: yes, amend: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes, rate: 'not_completed' },
  'open, joined': { write: yes, amend: yes, 'share-file': yes, 'end-chat': yes, withdraw: yes, rate: 'not_completed' },
  'open, ended': { write: yes, amend: yes, 'share-file': yes, 'end-chat': 'no_chat', withdraw: yes, rate: 'not_completed' },
  completed: { write: 'completed', amend: 'completed', 'share-file': 'completed', 'end-chat': 'completed', withdraw: 'completed', rate: yes },
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
    // To somebody who is in the chat already it changes nothing here: apply() knows who is.
    transfer: { chat: { joined: 'waiting' } },
    'join-chat': { chat: { none: 'joined', waiting: 'joined', ended: 'joined' } },
    write: {},
    'share-file': {},
    'end-chat': { chat: { joined: 'ended' } },
    close: over,
    reopen: { status: 'active' },
  },
  customer: {
    // Writing after the end asks for the technician again, who is told by the request waiting once more.
    write: { chat: { ended: 'waiting' } },
    'share-file': { chat: { ended: 'waiting' } },
    'end-chat': { chat: { joined: 'ended' } },
    withdraw: over,
    // What one thinks of it opens nothing again.
    rate: {},
  },
};

type Lifecycle = Pick<RequestState, 'status' | 'chat'>;
/** What of a request says where somebody stands to it. */
export type Standpoint = Lifecycle & { readonly technician: { readonly id: string } | null; readonly guests: readonly { readonly id: string; readonly joined: boolean }[] };

export function customerSituation(request: Lifecycle): CustomerSituation {
  return request.status === 'completed' ? 'completed' : `open, ${request.chat}`;
}

/** Every action of a customer with its verdict; `rate` only where the company asks for a rating. */
export function customerVerdicts(request: Lifecycle, rating = true): ReadonlyMap<CustomerAction, Verdict> {
  const row = customerTable[customerSituation(request)];
  return new Map(customerActions.filter((action) => rating || action !== 'rate').map((action) => [action, row[action]]));
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
  if (request.guests.length > 0 && (request.status !== 'active' || request.chat !== 'joined')) return false;
  if (request.status === 'new') return request.technician === null && request.chat !== 'joined';
  if (request.status === 'active') return request.technician !== null && request.guests.every(({ id }) => id !== request.technician?.id);
  return request.chat === 'none' || request.chat === 'ended';
}
