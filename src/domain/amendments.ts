import type { LogEntry, RequestEvent } from './events.ts';
import type { Role } from './request.ts';

/**
 * What becomes of words that were said: within a while their author can write them anew or take them back. Both are events of the
 * log, and change how an earlier entry is read.
 */

export type Message = Extract<RequestEvent, { type: 'message' }>;
export type Amending = Extract<RequestEvent, { type: 'edited' | 'deleted' }>;

/** Why an entry cannot be edited or deleted, once the lifecycle allows it. */
export type AmendFault =
  | 'no_such_message' // no message, or one that is deleted
  | 'not_yours'
  | 'too_late'; // the company's while is over

/** Milliseconds in which one's own message can be edited or deleted, unless the company says otherwise. */
export const defaultEditWithin = 15 * 60_000;

/** Whether these are words of one's own: a technician is one person, a customer is whoever holds the request. */
export function isAuthor(author: { readonly role: Role; readonly id?: string }, who: { readonly role: Role; readonly id?: string }): boolean {
  return author.role === who.role && (who.role === 'customer' || author.id === who.id);
}

/**
 * @param own whether whoever asks is the author.
 * @param now the desk's time.
 * @param within milliseconds after its writing; 0 for never.
 */
export function amendFault({ at, event }: LogEntry, own: boolean, now: number, within: number): AmendFault | null {
  if (event.type !== 'message' || event.deleted) return 'no_such_message';
  if (!own) return 'not_yours';
  return now - at < within ? null : 'too_late';
}

/** A message as it reads after an entry that edits or deletes it. What is deleted stays so. */
export function amended(message: Message, { seq, at, event }: Pick<LogEntry, 'seq' | 'at'> & { readonly event: Amending }): Message {
  const { type, author, deleted } = message;
  if (deleted) return message;
  if (event.type === 'deleted') return { type, author, text: '', deleted: { seq, at } };
  return event.text === undefined ? message : { type, author, text: event.text, edited: { seq, at } };
}

/** An edit as it reads once its message says something else, or nothing. */
export function outdated({ type, author, of }: Extract<Amending, { type: 'edited' }>): Amending {
  return { type, author, of };
}

export function isAmending(event: RequestEvent): event is Amending {
  return event.type === 'edited' || event.type === 'deleted';
}
