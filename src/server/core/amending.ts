import { amendFault, isAuthor, type Amending } from '../../domain/amendments.ts';
import type { Author } from '../../domain/request.ts';
import { messageFault } from '../../domain/text-rules.ts';
import { author, permitted, type CommandOf, type Decision, type Situation } from './deciding.ts';

/** What an author does to words already said: who may, and until when, domain/amendments.ts says. */

export function edit({ key, of, text }: CommandOf<'edit'>, situation: Situation): Decision {
  if (messageFault(text)) return { code: 'invalid' };
  return amend(key, of, situation, (by) => ({ type: 'edited', author: by, of, text }));
}

export function deleteMessage({ key, of }: CommandOf<'delete'>, situation: Situation): Decision {
  return amend(key, of, situation, (by) => ({ type: 'deleted', author: by, of }));
}

function amend(key: string, of: number, situation: Situation, event: (by: Author) => Amending): Decision {
  const { store, session, now, options, cause } = situation;
  const request = permitted(key, 'amend', situation);
  if ('code' in request) return request;
  const [entry] = store.entries(key, { after: of - 1, before: of + 1, limit: 1 });
  if (entry?.event.type !== 'message') return { code: 'no_such_message' };
  const message = entry.event;
  const { role, principal: id } = session.identity;
  const fault = amendFault(entry, isAuthor(message.author, { role, id }), now, options.editWithin);
  if (fault) return { code: fault };
  return (work) => ({ seq: work.amend(request, message, event(author(situation, request.state.customer.name)), cause) });
}
