import type { RequestEvent } from '../../domain/events.ts';
import { mayShare } from '../../domain/files.ts';
import { verdict, type Action, type Actor } from '../../domain/lifecycle.ts';
import type { Author, SharedFile, Technician } from '../../domain/request.ts';
import { formFaults, messageFault, tidyForm } from '../../domain/text-rules.ts';
import type { Command, Refusal } from '../../protocol/frames.ts';
import { jsonBytes } from './bytes.ts';
import { readable } from './rights.ts';
import type { Session } from './sessions.ts';
import type { Cause, DeskStore, StoredRequest, StoredTechnician } from './store.ts';
import type { Work } from './work.ts';

/** What a command may know when it is decided. */
export interface Situation {
  readonly store: DeskStore;
  readonly session: Session;
  /** The asker as the desk knows them; null for a customer. */
  readonly technician: StoredTechnician | null;
  readonly live: boolean;
  readonly cause: Cause;
}

/** A refusal, or the deed: nothing is written before everything is decided [R15]. */
export type Decision = Refusal | ((work: Work) => Success);

export interface Success {
  readonly seq?: number;
  readonly number?: number;
}

type CommandOf<T extends Command['type']> = Command & { readonly type: T };
type Handler<T extends Command['type']> = (command: CommandOf<T>, situation: Situation) => Decision;
type Handlers = { readonly [T in Command['type']]: Handler<T> };

/** A submit must leave room around it in every frame that carries its texts. */
const submitBytes = 56 * 1024;

/** One handler per command; the rules are in the lifecycle table, these only ask it. */
const handlers: Handlers = {
  submit(command, { store, session, live, cause }) {
    const { identity, device, ip } = session;
    if (identity.role !== 'customer') return { code: 'forbidden' };
    if (store.request(command.key)) return { code: 'conflict' };
    const form = tidyForm(command);
    const faults = formFaults(form);
    if (faults.length > 0) return { code: 'invalid', faults };
    const { name, email, description } = form;
    const facts = {
      customer: { name, email },
      description,
      metadata: command.metadata,
      device,
      chat: live ? 'waiting' : 'none',
    } as const;
    if (jsonBytes(facts) > submitBytes) return { code: 'invalid', faults: [{ field: 'description', fault: 'too_long' }] };
    return (work) => {
      const number = work.nextNumber();
      const seq = work.file(command.key, identity.principal, ip, { type: 'submitted', number, ...facts }, cause);
      return { seq, number };
    };
  },

  message(command, situation) {
    if (messageFault(command.text)) return { code: 'invalid' };
    return deed(command.key, 'write', situation, ({ state }) => ({
      type: 'message',
      author: author(situation, state.customer.name),
      text: command.text,
    }));
  },

  'share-file'(command, situation) {
    const { store, session } = situation;
    const request = permitted(command.key, 'share-file', situation);
    if ('code' in request) return request;
    const file = store.file(command.file);
    if (!file || file.principal !== session.identity.principal || file.side !== session.identity.role || file.request !== null)
      return { code: 'no_such_file' };
    if (
      !mayShare(
        file.name,
        session.identity.role === 'customer' ? { role: 'customer', os: session.device.os } : { role: 'technician' },
      )
    )
      return { code: 'file_refused' };
    const shared: SharedFile = { id: file.id, name: file.name, size: file.size, type: file.type };
    return (work) => {
      work.saveFile({ ...file, request: command.key });
      return {
        seq: work.append(
          request,
          { type: 'file', author: author(situation, request.state.customer.name), file: shared },
          situation.cause,
        ),
      };
    };
  },

  assign: (command, situation) =>
    technicianDeed(command.key, 'assign', situation, (technician) => ({ type: 'assigned', technician })),
  unassign: (command, situation) =>
    technicianDeed(command.key, 'unassign', situation, (technician) => ({ type: 'unassigned', technician })),
  'join-chat': (command, situation) =>
    technicianDeed(command.key, 'join-chat', situation, (technician) => ({ type: 'joined', technician })),
  close: (command, situation) =>
    technicianDeed(command.key, 'close', situation, (technician) => ({
      type: 'completed',
      author: { role: 'technician', ...technician },
      outcome: command.outcome,
    })),

  'end-chat': (command, situation) =>
    deed(command.key, 'end-chat', situation, ({ state }) => ({ type: 'ended', author: author(situation, state.customer.name) })),

  withdraw(command, situation) {
    if (situation.session.identity.role !== 'customer') return { code: 'forbidden' };
    return deed(command.key, 'withdraw', situation, ({ state }) => ({
      type: 'completed',
      author: author(situation, state.customer.name),
      outcome: 'withdrawn',
    }));
  },

  'set-availability'(command, { technician }) {
    if (!technician) return { code: 'forbidden' };
    return (work) => {
      if (technician.available !== command.available) work.saveTechnician({ ...technician, available: command.available });
      return {};
    };
  },
};

/** Decides one command; what comes back is a refusal or the deed, not yet done. */
export function decide(command: Command, situation: Situation): Decision {
  // The table has a handler of exactly this type under this name; the compiler cannot follow the pair.
  const handler = handlers[command.type] as Handler<typeof command.type>;
  return handler(command, situation);
}

/** The request, if the lifecycle lets this asker do that to it now [R41]. */
function permitted(key: string, action: Action, { store, session, technician }: Situation): StoredRequest | Refusal {
  const request = readable(store, session.identity, key);
  if (!request) return { code: 'not_found' };
  const actor: Actor = technician
    ? { role: 'technician', id: technician.id, available: technician.available }
    : { role: 'customer' };
  const allowed = verdict(request.state, actor, action);
  if (allowed === true) return request;
  return allowed === 'someone_elses' && request.state.technician
    ? { code: allowed, technician: request.state.technician.name }
    : { code: allowed };
}

function deed(key: string, action: Action, situation: Situation, event: (request: StoredRequest) => RequestEvent): Decision {
  const request = permitted(key, action, situation);
  if ('code' in request) return request;
  return (work) => ({ seq: work.append(request, event(request), situation.cause) });
}

function technicianDeed(
  key: string,
  action: Action,
  situation: Situation,
  event: (technician: Technician) => RequestEvent,
): Decision {
  const { identity } = situation.session;
  if (identity.role !== 'technician') return { code: 'forbidden' };
  return deed(key, action, situation, () => event({ id: identity.principal, name: identity.name }));
}

function author({ session: { identity } }: Situation, customer: string): Author {
  return identity.role === 'technician'
    ? { role: 'technician', id: identity.principal, name: identity.name }
    : { role: 'customer', name: customer };
}
