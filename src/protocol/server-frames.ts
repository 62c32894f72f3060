import type { RequestEvent } from '../domain/events.ts';
import type { FileFault } from '../domain/file-faults.ts';
import { starValues, type Author, type Metadata } from '../domain/request.ts';
import type { FieldFault } from '../domain/text-rules.ts';
import type { AskCode, RefusalCode } from './errors.ts';
import type { Answer, CompanySettings, ConsoleFrame, EarlierFrame, NoteFrame, NotesFrame, NotesPageFrame, ServerFrame, SourceFrame, StaffFrame, ViewersFrame } from './frames.ts';
import { version } from './limits.ts';
import { by, count, flag, isObject, kinds, list, map, object, oneOf, optional, or, orNull, text, word, wrong, type Shape } from './shapes.ts';

/**
 * What a page takes from its desk. The desk may be of tomorrow: properties that this version does not know are left out,
 * frames and events of kinds that it does not know are no fault [R8]. This is in every customer's page: keep it small.
 * What a desk says to technicians alone stands in technician-frames.ts.
 */

/** Frames of which no customer ever gets one. */
type TechniciansFrame = NotesFrame | NotesPageFrame | NoteFrame | ViewersFrame | StaffFrame | EarlierFrame | ConsoleFrame | SourceFrame;

export type Table<Union extends { type: string }> = { readonly [Type in Union['type']]: Shape<Extract<Union, { type: Type }>> };

const maybeCount = orNull(count);
export const person = object({ id: text, name: text });
const contact = object({ name: text, email: text });
const author = by<Author>('role', {
  customer: object({ role: oneOf('customer'), name: text }),
  technician: object({ role: oneOf('technician'), id: text, name: text }),
});
const chat = oneOf('none', 'waiting', 'joined', 'ended');
const stars = oneOf(...starValues);
const outcome = oneOf('resolved', 'unresolved', 'withdrawn');
const metadata = map<Metadata[string]>((input) => (typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? input : wrong));
const device = object({
  type: oneOf('desktop', 'tablet', 'phone', 'other'),
  os: oneOf('windows', 'macos', 'ios', 'android', 'linux', 'chromeos', 'other'),
  browser: text,
});
const amendment = optional(object({ seq: count, at: count }));

const events = kinds({
  submitted: { number: count, customer: contact, description: text, metadata, device, chat: oneOf('waiting', 'none') },
  assigned: { technician: person },
  unassigned: { technician: person, by: optional(person) },
  transferred: { technician: person, by: person },
  invited: { technician: person, by: person },
  joined: { technician: person },
  left: { technician: person },
  ended: { author },
  message: { author, text, edited: amendment, deleted: amendment },
  edited: { author, of: count, text: optional(text) },
  deleted: { author, of: count },
  file: { author, file: object({ id: text, name: text, size: count, type: text }) },
  device: { device },
  completed: { author, outcome },
  reopened: { technician: person },
  rated: { author, stars, comment: text },
}) satisfies Table<RequestEvent>;

/** An event of tomorrow keeps its place in the log. It is typed as one of today's: whoever reads events has a default. */
const event = by<RequestEvent>('type', events, (input) => (isEvent(input) ? input : wrong));
const entry = object({ seq: count, at: count, event });
const entries = list(entry);

function isEvent(input: unknown): input is RequestEvent {
  return isObject(input) && Object.hasOwn(input, 'type') && typeof input['type'] === 'string';
}

/** What a request and its row have in common. */
const both = {
  key: text,
  number: count,
  company: text,
  status: oneOf('new', 'active', 'completed'),
  chat,
  customer: contact,
  technician: orNull(person),
  // A desk of yesterday names none.
  guests: or(list(object({ id: text, name: text, joined: flag })), []),
  submittedAt: count,
  assignedAt: maybeCount,
  waitingSince: maybeCount,
  updatedAt: count,
};
const rating = optional(object({ stars, comment: text, at: count }));
const state = object({ ...both, description: text, metadata, device, completedAt: maybeCount, outcome: orNull(outcome), rating, head: count });
export const row = object({ ...both, excerpt: text, unread: count });

const position = object({ delivered: count, read: count });
const positions = object({ customer: position, technician: position, mine: position });
const settings = object({ company: text, name: text, live: flag, maxFileSize: count, editWithin: or(count, 0), rating: or(flag, false) });
export const customer = object({ role: oneOf('customer'), name: optional(text), email: optional(text) });
const counts = object({ all: count, new: count, active: count, completed: count, mine: count });
const lanes = list(object({ id: text, seen: count }));
export const cause = optional(object({ lane: text, n: count }));

const named = { type: oneOf('answer'), lane: text, n: count };
const answer = by<Answer>('ok', {
  true: object({ ...named, ok: oneOf(true), seq: optional(count), number: optional(count), key: optional(text) }),
  false: object({
    ...named,
    ok: oneOf(false),
    code: word<RefusalCode>(),
    faults: optional(list(object({ field: word<FieldFault['field']>(), fault: word<FieldFault['fault']>(), limit: optional(count) }))),
    technician: optional(text),
    fault: optional(word<FileFault>()),
    retryAfter: optional(count),
  }),
});

/** Fields of a welcome, but for who it is said to. */
export const welcome = { version: oneOf(version), settings, lanes, answers: list(answer), now: count };

/** Fields of the answer to `open`, but for what technicians alone learn of the customer. */
export const opened = { ask: count, key: text, state, entries, positions, unread: count };

/** What a desk says to a customer; most of it also to a technician. */
export const frames = {
  answer,
  ...kinds({
    welcome: { ...welcome, me: customer },
    opened,
    page: { ask: count, key: text, entries, more: optional(flag) },
    found: { ask: count, key: text, hits: list(object({ seq: count, at: count, excerpt: text })), before: maybeCount },
    event: { key: text, entry, cause },
    positions: { key: text, positions },
    typing: { key: text, author },
    rows: { ask: count, rev: count, rows: list(object({ row, sort: text })), more: flag, counts },
    row: { rev: count, key: text, row: orNull(row), in: list(object({ ask: count, sort: text })), counts },
    ticket: { ask: count, url: text, expires: count },
    settings: { settings },
    me: { me: customer },
    heads: { lanes, streams: map(count), rev: count },
    lane: { id: text, seen: count },
    error: { ask: count, code: word<AskCode>() },
    gone: { key: text },
  }),
} satisfies Table<Exclude<ServerFrame, TechniciansFrame>>;

/**
 * Makes what reads one text frame of a desk by a table of shapes; null if the table does not know its type or it is not what
 * its type says. Never throws.
 */
export function frameReader(table: Readonly<Record<string, Shape<ServerFrame>>>): (text: string) => ServerFrame | null {
  const frame = by('type', table);
  return (text) => {
    try {
      return orNothing(frame(JSON.parse(text)));
    } catch {
      return null;
    }
  };
}

/** Reads one text frame as it comes to a customer. */
export const parseCustomerFrame = frameReader(frames);

/** Reads a company's public settings as they come over HTTP; null if they are not. */
export function parseSettings(input: unknown): CompanySettings | null {
  return orNothing(settings(input));
}

function orNothing<T>(value: T | typeof wrong): T | null {
  return value === wrong ? null : value;
}
