import * as v from 'valibot';
import type { RequestEvent } from '../domain/events.ts';
import type { FieldFault } from '../domain/text-rules.ts';
import type { AskCode, RefusalCode } from './errors.ts';
import type { ServerFrame } from './frames.ts';
import { version } from './limits.ts';

/**
 * What a page takes from its desk. The desk may be of tomorrow: properties that this version does not know are left out,
 * frames and events of kinds that it does not know are no fault [R8]. This is in every customer's page: keep it small.
 */

const text = v.string();
const flag = v.boolean();
const count = v.custom<number>((input) => Number.isSafeInteger(input) && Number(input) >= 0);
const maybeCount = v.nullable(count);
/** A code of tomorrow passes: whoever words codes has words for one that it does not know. */
const code = <T extends string>() => v.custom<T>((input) => typeof input === 'string');

const person = v.object({ id: text, name: text });
const technician = v.nullable(person);
const contact = v.object({ name: text, email: text });
const author = v.variant('role', [v.object({ role: v.literal('customer'), name: text }), v.object({ role: v.literal('technician'), id: text, name: text })]);
const status = v.picklist(['new', 'active', 'completed']);
const chat = v.picklist(['none', 'waiting', 'joined', 'ended']);
const outcome = v.picklist(['resolved', 'unresolved', 'withdrawn']);
const metadata = v.record(text, v.union([text, v.number(), flag]));
const device = v.object({
  type: v.picklist(['desktop', 'tablet', 'phone', 'other']),
  os: v.picklist(['windows', 'macos', 'ios', 'android', 'linux', 'chromeos', 'other']),
  browser: text,
});

type Table<Union extends { type: string }> = { readonly [Type in Union['type']]: v.GenericSchema<unknown, Extract<Union, { type: Type }>> };

/** The schema for the `type` of an object, or the other one if this version knows none. */
function byType<T>(table: Readonly<Record<string, v.GenericSchema<unknown, T>>>, other: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T> {
  return v.lazy((input) => (v.is(typed, input) && Object.hasOwn(table, input.type) && table[input.type]) || other);
}

const typed = v.object({ type: text });

const events = {
  submitted: v.object({ type: v.literal('submitted'), number: count, customer: contact, description: text, metadata, device, chat: v.picklist(['waiting', 'none']) }),
  assigned: v.object({ type: v.literal('assigned'), technician: person }),
  unassigned: v.object({ type: v.literal('unassigned'), technician: person }),
  joined: v.object({ type: v.literal('joined'), technician: person }),
  ended: v.object({ type: v.literal('ended'), author }),
  message: v.object({ type: v.literal('message'), author, text }),
  file: v.object({ type: v.literal('file'), author, file: v.object({ id: text, name: text, size: count, type: text }) }),
  device: v.object({ type: v.literal('device'), device }),
  completed: v.object({ type: v.literal('completed'), author, outcome }),
} satisfies Table<RequestEvent>;

/** An event of tomorrow keeps its place in the log. It is typed as one of today's: whoever reads events has a default. */
const event = byType<RequestEvent>(events, v.custom<RequestEvent>((input) => v.is(typed, input)));
const entry = v.object({ seq: count, at: count, event });
const entries = v.array(entry);

const state = v.object({
  key: text,
  number: count,
  company: text,
  status,
  chat,
  customer: contact,
  description: text,
  metadata,
  device,
  technician,
  submittedAt: count,
  assignedAt: maybeCount,
  waitingSince: maybeCount,
  completedAt: maybeCount,
  outcome: v.nullable(outcome),
  updatedAt: count,
  head: count,
});

const row = v.object({
  key: text,
  number: count,
  company: text,
  status,
  chat,
  customer: contact,
  excerpt: text,
  technician,
  submittedAt: count,
  assignedAt: maybeCount,
  waitingSince: maybeCount,
  updatedAt: count,
  unread: count,
});

const position = v.object({ delivered: count, read: count });
const positions = v.object({ customer: position, technician: position, mine: position });
const source = v.object({ ip: text });
const settings = v.object({ company: text, name: text, live: flag, maxFileSize: count });
const me = v.variant('role', [v.object({ role: v.literal('customer') }), v.object({ role: v.literal('technician'), id: text, name: text, available: flag })]);
const counts = v.object({ all: count, new: count, active: count, completed: count, mine: count });
const lanes = v.array(v.object({ id: text, seen: count }));

const answer = v.variant('ok', [
  v.object({ type: v.literal('answer'), lane: text, n: count, ok: v.literal(true), seq: v.exactOptional(count), number: v.exactOptional(count) }),
  v.object({
    type: v.literal('answer'),
    lane: text,
    n: count,
    ok: v.literal(false),
    code: code<RefusalCode>(),
    faults: v.exactOptional(v.array(v.object({ field: code<FieldFault['field']>(), fault: code<FieldFault['fault']>(), limit: v.exactOptional(count) }))),
    technician: v.exactOptional(text),
    retryAfter: v.exactOptional(count),
  }),
]);

const frames = {
  welcome: v.object({ type: v.literal('welcome'), version: v.literal(version), me, settings, lanes, answers: v.array(answer), now: count }),
  answer,
  opened: v.object({ type: v.literal('opened'), ask: count, key: text, state, entries, positions, source: v.exactOptional(source) }),
  page: v.object({ type: v.literal('page'), ask: count, key: text, entries }),
  event: v.object({ type: v.literal('event'), key: text, entry, cause: v.exactOptional(v.object({ lane: text, n: count })) }),
  positions: v.object({ type: v.literal('positions'), key: text, positions }),
  source: v.object({ type: v.literal('source'), key: text, source }),
  rows: v.object({ type: v.literal('rows'), ask: count, rev: count, rows: v.array(v.object({ row, sort: text })), more: flag, counts }),
  row: v.object({ type: v.literal('row'), rev: count, key: text, row: v.nullable(row), in: v.array(v.object({ ask: count, sort: text })), counts }),
  ticket: v.object({ type: v.literal('ticket'), ask: count, url: text, expires: count }),
  settings: v.object({ type: v.literal('settings'), settings }),
  me: v.object({ type: v.literal('me'), me }),
  heads: v.object({ type: v.literal('heads'), lanes, streams: v.record(text, count), rev: count }),
  lane: v.object({ type: v.literal('lane'), id: text, seen: count }),
  error: v.object({ type: v.literal('error'), ask: count, code: code<AskCode>() }),
  gone: v.object({ type: v.literal('gone'), key: text }),
} satisfies Table<ServerFrame>;

const frame = byType<ServerFrame>(frames, v.never());

/** Reads one text frame of a desk; null if this version does not know its type or it is not what its type says. Never throws. */
export function parseServerFrame(text: string): ServerFrame | null {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return null;
  }
  const result = v.safeParse(frame, input, { abortEarly: true });
  return result.success ? result.output : null;
}

/** Reads a company's public settings as they come over HTTP; null if they are not. */
export function parseSettings(input: unknown): v.InferOutput<typeof settings> | null {
  const result = v.safeParse(settings, input);
  return result.success ? result.output : null;
}
