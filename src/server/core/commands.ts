import { quotaFault } from '../../domain/file-quotas.ts';
import { mayShare } from '../../domain/files.ts';
import { commentFault } from '../../domain/rating.ts';
import type { SharedFile } from '../../domain/request.ts';
import { formFaults, messageFault, straightName, tidyForm } from '../../domain/text-rules.ts';
import type { Command } from '../../protocol/frames.ts';
import { jsonBytes } from '../../domain/utf8.ts';
import { deleteMessage, edit } from './amending.ts';
import { claim, renewClaim } from './claims.ts';
import { author, deed, permitted, technicianDeed, type CommandOf, type Decision, type Situation } from './deciding.ts';
import { notedDeed, note } from './notes.ts';
import { bearerOf, contactOf } from './rights.ts';
import { setAvailability, setNotifications, setReplies, setTechnician } from './staff-commands.ts';
import { invite, transfer } from './team-commands.ts';

type Handler<T extends Command['type']> = (command: CommandOf<T>, situation: Situation) => Decision;
type Handlers = { readonly [T in Command['type']]: Handler<T> };

/** A submit must leave room around it, guests and a rating included, in every frame that carries its texts. */
const submitBytes = 53 * 1024;

/** One handler per command; the rules are in the lifecycle table, these only ask it. */
const handlers: Handlers = {
  submit(command, { store, session, live, cause }) {
    const { identity, device, ip } = session;
    if (identity.role !== 'customer') return { code: 'forbidden' };
    if (store.request(command.key)) return { code: 'conflict' };
    const given = { ...command, ...contactOf(identity) };
    const form = tidyForm({ ...given, name: straightName(given.name) });
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

  edit,
  delete: deleteMessage,

  'share-file'(command, situation) {
    const { store, session, options } = situation;
    const request = permitted(command.key, 'share-file', situation);
    if ('code' in request) return request;
    const file = store.file(command.file);
    const { principal } = session.identity;
    if (!file || ![principal, bearerOf(session.identity)].includes(file.principal) || file.side !== session.identity.role || file.request !== null)
      return { code: 'no_such_file' };
    if (
      !mayShare(
        file.name,
        session.identity.role === 'customer' ? { role: 'customer', os: session.device.os } : { role: 'technician' },
      )
    )
      return { code: 'file_refused', fault: 'type_not_allowed' };
    const full = quotaFault(file.size, { request: store.bytesOfRequest(command.key) }, options.quotas);
    if (full) return { code: 'file_refused', fault: full };
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
    notedDeed(command, 'unassign', situation, (asker, { state: { technician } }) => {
      // An admin may take it from whoever has it.
      if (!technician || technician.id === asker.id) return { type: 'unassigned', technician: asker };
      return { type: 'unassigned', technician, by: asker };
    }),
  transfer,
  invite,
  'join-chat': (command, situation) =>
    technicianDeed(command.key, 'join-chat', situation, (technician) => ({ type: 'joined', technician })),
  'leave-chat': (command, situation) =>
    technicianDeed(command.key, 'leave-chat', situation, (technician) => ({ type: 'left', technician })),
  close: (command, situation) =>
    notedDeed(command, 'close', situation, (technician) => ({
      type: 'completed',
      author: { role: 'technician', ...technician },
      outcome: command.outcome,
    })),
  reopen: (command, situation) =>
    technicianDeed(command.key, 'reopen', situation, (technician) => ({ type: 'reopened', technician })),
  note,

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

  rate({ key, stars, comment }, situation) {
    if (situation.session.identity.role !== 'customer' || !situation.options.rating) return { code: 'forbidden' };
    const fault = commentFault(comment);
    if (fault) return { code: 'invalid', faults: [fault] };
    return deed(key, 'rate', situation, ({ state }) => ({ type: 'rated', author: author(situation, state.customer.name), stars, comment: comment.trim() }));
  },

  'set-availability': setAvailability,
  'set-notifications': setNotifications,
  'set-technician': setTechnician,
  'set-replies': setReplies,
  claim,
  'renew-claim': renewClaim,
};

/** Decides one command; what comes back is a refusal or the deed, not yet done. */
export function decide(command: Command, situation: Situation): Decision {
  // The table has a handler of exactly this type under this name; the compiler cannot follow the pair.
  const handler = handlers[command.type] as Handler<typeof command.type>;
  return handler(command, situation);
}
