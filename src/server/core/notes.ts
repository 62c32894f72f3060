import type { NoteOccasion, NoteEntry, RequestEvent } from '../../domain/events.ts';
import type { Technician } from '../../domain/request.ts';
import { noteFault } from '../../domain/text-rules.ts';
import type { Refusal } from '../../protocol/frames.ts';
import { pageBytes, pageEntries } from '../../protocol/limits.ts';
import { fillFromEnd } from './fitting.ts';
import { named, permitted, type CommandOf, type Decision, type Situation } from './deciding.ts';
import type { DeskStore, StoredRequest } from './store.ts';

/** The internal stream of a request: what technicians write among themselves. Nothing here is ever said to a customer. */

/** The name of an internal stream where streams are named by their request's key. */
export function internal(key: string): string {
  return `${key}/internal`;
}

export function note({ key, text }: CommandOf<'note'>, situation: Situation): Decision {
  const { technician, cause } = situation;
  if (!technician) return { code: 'forbidden' };
  const request = permitted(key, 'note', situation);
  if ('code' in request) return request;
  const fault = noteFault(text, true);
  if (fault) return { code: 'invalid', faults: [fault] };
  return (work) => ({ seq: work.note(key, { type: 'note', author: named(technician), text }, cause) });
}

/** What a technician does to a request and may say a word about to the others, in the same transaction. */
export function notedDeed(
  { key, note: text = '' }: { readonly key: string; readonly note?: string },
  occasion: NoteOccasion,
  situation: Situation,
  event: (asker: Technician, request: StoredRequest) => RequestEvent | Refusal,
): Decision {
  const { technician, cause } = situation;
  if (!technician) return { code: 'forbidden' };
  const request = permitted(key, occasion, situation);
  if ('code' in request) return request;
  const fault = noteFault(text, false);
  if (fault) return { code: 'invalid', faults: [fault] };
  const asker = named(technician);
  const told = event(asker, request);
  if ('code' in told) return told;
  return (work) => {
    const seq = work.append(request, told, cause);
    if (text.trim() !== '') work.note(key, { type: 'note', author: asker, text, about: occasion }, cause);
    return { seq };
  };
}

/** The notes after `after` if a page holds them all, else the newest page. */
export function notesAfter(store: DeskStore, key: string, after: number, head: number): readonly NoteEntry[] {
  const lacking = head - after;
  if (lacking === 0) return [];
  const few = lacking > 0 && lacking <= pageEntries;
  const entries = store.notes(key, few ? { after, limit: pageEntries } : { limit: pageEntries, newest: true });
  const page = fillFromEnd(entries, pageBytes);
  return page.length > 0 ? page : entries.slice(-1);
}
