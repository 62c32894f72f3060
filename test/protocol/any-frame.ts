import type { Amendment, LogEntry, NoteEntry, RequestEvent } from '../../src/domain/events.ts';
import { starValues, type Author, type ConfirmedIdentity, type Guest, type Metadata, type RequestState, type Technician } from '../../src/domain/request.ts';
import type { Colleague, NotificationSettings } from '../../src/domain/staff.ts';
import type { AskCode, RefusalCode } from '../../src/protocol/errors.ts';
import type { Counts } from '../../src/domain/views.ts';
import type { Answer, ClientFrame, Command, CompanySettings, ConsoleSettings, DeviceHints, LaneMark, Me, Positions, Row, ServerFrame, Source } from '../../src/protocol/frames.ts';
import { fc } from '../support/seeded.ts';

/** Every frame that there can be, within its limits. A record per type, so that a type cannot be forgotten. */

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const hex = (length: number) => fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', 'b', 'f'), minLength: length, maxLength: length });
const key = hex(32);
const count = fc.oneof(fc.nat(), fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER));
const ordinal = fc.integer({ min: 1 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** A record of which any of the named properties may be missing. */
function partial<T, K extends keyof T>(required: { [P in Exclude<keyof T, K>]: fc.Arbitrary<T[P]> }, optional: { [P in K]: fc.Arbitrary<Exclude<T[P], undefined>> }): fc.Arbitrary<T> {
  const model = { ...required, ...optional } as unknown as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(model, { requiredKeys: Object.keys(required), noNullPrototype: true }) as unknown as fc.Arbitrary<T>;
}
const record = <T>(model: { [P in keyof T]: fc.Arbitrary<T[P]> }): fc.Arbitrary<T> => partial<T, never>(model, {});

const map = <T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>, maxKeys: number) => fc.dictionary(keys, values, { maxKeys, noNullPrototype: true });
const metadata: fc.Arbitrary<Metadata> = map(
  fc.oneof(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 64 }).filter((name) => name !== '__proto__'), fc.constantFrom('toString', 'hasOwnProperty')),
  fc.oneof(text(100), fc.boolean(), fc.double({ noDefaultInfinity: true, noNaN: true }).map((number) => number + 0)),
  16,
);

// ── From a page ─────────────────────────────────────────────────────────────────────────────────────────────────────

const lanes: fc.Arbitrary<readonly LaneMark[]> = fc.array(record({ id: key, answered: count }), { maxLength: 32 });
const hints: fc.Arbitrary<DeviceHints> = partial<DeviceHints, 'mobile' | 'brands'>(
  { userAgent: text(200), platform: text(30), touchPoints: count },
  { mobile: fc.boolean(), brands: fc.array(record({ brand: text(20), version: text(10) }), { maxLength: 16 }) },
);

const notifications: fc.Arbitrary<NotificationSettings> = record({
  email: record({ on: fc.boolean(), address: text(40) }),
  sms: record({ on: fc.boolean(), number: text(20) }),
  browser: fc.boolean(),
  sound: fc.boolean(),
});
const replies = fc.array(record({ name: text(20), text: text(100) }), { maxLength: 3 });
const staffId = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 });
const staffRole = fc.constantFrom('technician' as const, 'admin' as const);
const note = { note: text(200) };
const stars = fc.constantFrom(...starValues);

type Simple = Extract<Command, { type: 'assign' | 'join-chat' | 'leave-chat' | 'end-chat' | 'withdraw' | 'reopen' }>;
type Of<T extends Command['type']> = Extract<Command, { type: T }>;
const simple = (type: Simple['type']) => record<Simple>({ type: fc.constant(type), key });
const commands: { readonly [T in Command['type']]: fc.Arbitrary<T extends Simple['type'] ? Simple : Of<T>> } = {
  submit: record({ type: fc.constant('submit'), key, name: text(250), email: text(300), description: text(2_000), metadata }),
  message: record({ type: fc.constant('message'), key, text: text(2_000) }),
  edit: record({ type: fc.constant('edit'), key, of: ordinal, text: text(2_000) }),
  delete: record({ type: fc.constant('delete'), key, of: ordinal }),
  'share-file': record({ type: fc.constant('share-file'), key, file: key }),
  assign: simple('assign'),
  'join-chat': simple('join-chat'),
  'leave-chat': simple('leave-chat'),
  'end-chat': simple('end-chat'),
  withdraw: simple('withdraw'),
  reopen: simple('reopen'),
  unassign: partial<Of<'unassign'>, 'note'>({ type: fc.constant('unassign'), key }, note),
  transfer: partial<Of<'transfer'>, 'note'>({ type: fc.constant('transfer'), key, to: staffId }, note),
  invite: record({ type: fc.constant('invite'), key, technician: staffId }),
  close: partial<Of<'close'>, 'note'>({ type: fc.constant('close'), key, outcome: fc.constantFrom('resolved', 'unresolved') }, note),
  rate: record({ type: fc.constant('rate'), key, stars, comment: text(200) }),
  note: record({ type: fc.constant('note'), key, text: text(200) }),
  'set-availability': record({ type: fc.constant('set-availability'), available: fc.boolean() }),
  'set-notifications': record({ type: fc.constant('set-notifications'), notifications }),
  'set-technician': partial<Of<'set-technician'>, 'name' | 'role' | 'enabled'>(
    { type: fc.constant('set-technician'), id: text(40) },
    { name: text(40), role: staffRole, enabled: fc.boolean() },
  ),
  'set-replies': record({ type: fc.constant('set-replies'), replies }),
  claim: record<Of<'claim'>>({ type: fc.constant('claim'), code: hex(64) }),
  'renew-claim': record<Of<'renew-claim'>>({ type: fc.constant('renew-claim'), code: hex(64) }),
};

export const clientFrames: { readonly [T in ClientFrame['type']]: fc.Arbitrary<Extract<ClientFrame, { type: T }>> } = {
  hello: partial<Extract<ClientFrame, { type: 'hello' }>, 'secret' | 'token'>(
    { type: fc.constant('hello'), version: fc.constant('desk/1'), role: fc.constantFrom('customer', 'technician'), device: hints, lanes },
    { secret: hex(64), token: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 400 }) },
  ),
  command: record({ type: fc.constant('command'), lane: key, n: ordinal, command: fc.oneof(...(Object.values(commands) as fc.Arbitrary<Command>[])) }),
  open: record({ type: fc.constant('open'), ask: count, request: fc.oneof(key, ordinal), after: count }),
  leave: record({ type: fc.constant('leave'), key }),
  typing: record({ type: fc.constant('typing'), key }),
  'open-notes': record({ type: fc.constant('open-notes'), ask: count, key, after: count }),
  look: record({ type: fc.constant('look'), key: maybe(key) }),
  staff: record({ type: fc.constant('staff'), ask: count }),
  earlier: record({ type: fc.constant('earlier'), ask: count, key }),
  page: fc.oneof(
    partial<Omit<Extract<ClientFrame, { type: 'page'; before: number }>, 'only'>, 'stream'>({ type: fc.constant('page'), ask: count, key, before: count }, { stream: fc.constant('internal') }),
    partial<Omit<Extract<ClientFrame, { type: 'page'; after: number }>, 'only'>, 'stream'>({ type: fc.constant('page'), ask: count, key, after: count }, { stream: fc.constant('internal') }),
    record({ type: fc.constant('page'), ask: count, key, only: fc.constant('files'), before: count }),
    record({ type: fc.constant('page'), ask: count, key, only: fc.constant('files'), after: count }),
  ),
  query: partial<Extract<ClientFrame, { type: 'query' }>, 'after' | 'search'>(
    {
      type: fc.constant('query'),
      ask: count,
      view: fc.constantFrom('all', 'new', 'active', 'completed'),
      mine: fc.boolean(),
      sort: fc.constantFrom('submitted', 'id', 'customer', 'company', 'status', 'technician', 'on'),
      direction: fc.constantFrom('ascending', 'descending'),
      limit: fc.integer({ min: 1, max: 100 }),
    },
    { search: text(200), after: record({ sort: text(96), number: count }) },
  ),
  find: partial<Extract<ClientFrame, { type: 'find' }>, 'before'>({ type: fc.constant('find'), ask: count, key, text: text(200), limit: fc.integer({ min: 1, max: 100 }) }, { before: count }),
  unquery: record({ type: fc.constant('unquery'), ask: count }),
  position: record({ type: fc.constant('position'), key, delivered: count, read: count }),
  ticket: record({ type: fc.constant('ticket'), ask: count, key, file: key }),
  sync: record({ type: fc.constant('sync'), lanes, streams: map(fc.oneof(key, key.map((each) => `${each}/internal`)), count, 88), rev: count }),
};

export const clientFrame: fc.Arbitrary<ClientFrame> = fc.oneof(...(Object.values(clientFrames) as fc.Arbitrary<ClientFrame>[]));

// ── From a desk ─────────────────────────────────────────────────────────────────────────────────────────────────────

const technician: fc.Arbitrary<Technician> = record({ id: text(20), name: text(40) });
const guests: fc.Arbitrary<readonly Guest[]> = fc.array(record({ id: text(20), name: text(40), joined: fc.boolean() }), { maxLength: 2 });
const contact = record({ name: text(40), email: text(40) });
const author: fc.Arbitrary<Author> = fc.oneof(
  record<Extract<Author, { role: 'customer' }>>({ role: fc.constant('customer'), name: text(40) }),
  record<Extract<Author, { role: 'technician' }>>({ role: fc.constant('technician'), id: text(20), name: text(40) }),
);
const status = fc.constantFrom('new' as const, 'active' as const, 'completed' as const);
const chat = fc.constantFrom('none' as const, 'waiting' as const, 'joined' as const, 'ended' as const);
const outcome = fc.constantFrom('resolved' as const, 'unresolved' as const, 'withdrawn' as const);
const device: fc.Arbitrary<RequestState['device']> = record({
  type: fc.constantFrom('desktop', 'tablet', 'phone', 'other'),
  os: fc.constantFrom('windows', 'macos', 'ios', 'android', 'linux', 'chromeos', 'other'),
  browser: text(20),
});

const amendment: fc.Arbitrary<Amendment> = record({ seq: count, at: count });

export const events: { readonly [T in RequestEvent['type']]: fc.Arbitrary<Extract<RequestEvent, { type: T }>> } = {
  submitted: record({ type: fc.constant('submitted'), number: count, customer: contact, description: text(200), metadata, device, chat: fc.constantFrom('waiting', 'none') }),
  assigned: record({ type: fc.constant('assigned'), technician }),
  unassigned: partial<Extract<RequestEvent, { type: 'unassigned' }>, 'by'>({ type: fc.constant('unassigned'), technician }, { by: technician }),
  transferred: record({ type: fc.constant('transferred'), technician, by: technician }),
  invited: record({ type: fc.constant('invited'), technician, by: technician }),
  joined: record({ type: fc.constant('joined'), technician }),
  left: record({ type: fc.constant('left'), technician }),
  ended: record({ type: fc.constant('ended'), author }),
  message: partial<Extract<RequestEvent, { type: 'message' }>, 'edited' | 'deleted'>({ type: fc.constant('message'), author, text: text(200) }, { edited: amendment, deleted: amendment }),
  edited: partial<Extract<RequestEvent, { type: 'edited' }>, 'text'>({ type: fc.constant('edited'), author, of: count }, { text: text(200) }),
  deleted: record({ type: fc.constant('deleted'), author, of: count }),
  file: record({ type: fc.constant('file'), author, file: record({ id: key, name: text(40), size: count, type: text(20) }) }),
  device: record({ type: fc.constant('device'), device }),
  completed: record({ type: fc.constant('completed'), author, outcome }),
  reopened: record({ type: fc.constant('reopened'), technician }),
  rated: record({ type: fc.constant('rated'), author, stars, comment: text(200) }),
};

export const entry: fc.Arbitrary<LogEntry> = record({ seq: count, at: count, event: fc.oneof(...(Object.values(events) as fc.Arbitrary<RequestEvent>[])) });
const entries = fc.array(entry, { maxLength: 5 });

const state: fc.Arbitrary<RequestState> = partial<RequestState, 'rating'>({
  key, number: count, company: text(20), status, chat, customer: contact, description: text(200), metadata, device,
  technician: maybe(technician), guests, submittedAt: count, assignedAt: maybe(count), waitingSince: maybe(count), completedAt: maybe(count),
  outcome: maybe(outcome), updatedAt: count, head: count,
}, { rating: record({ stars, comment: text(200), at: count }) });
const row: fc.Arbitrary<Row> = record({
  key, number: count, company: text(20), status, chat, customer: contact, excerpt: text(140), technician: maybe(technician), guests,
  submittedAt: count, assignedAt: maybe(count), waitingSince: maybe(count), updatedAt: count, unread: count,
});
const position = record({ delivered: count, read: count });
const positions: fc.Arbitrary<Positions> = record({ customer: position, technician: position, mine: position });
const identity = partial<ConfirmedIdentity, 'issuer' | 'name' | 'email'>({ id: text(40) }, { issuer: text(40), name: text(40), email: text(40) });
const source = partial<Source, 'identity'>({ ip: text(45) }, { identity });
const settings: fc.Arbitrary<CompanySettings> = record({ company: text(20), name: text(40), live: fc.boolean(), maxFileSize: count, editWithin: count, rating: fc.boolean() });
const me: fc.Arbitrary<Me> = fc.oneof(
  partial<Extract<Me, { role: 'customer' }>, 'name' | 'email'>({ role: fc.constant('customer') }, { name: text(40), email: text(40) }),
  record<Extract<Me, { role: 'technician' }>>({ role: fc.constant('technician'), id: text(20), name: text(40), available: fc.boolean(), staff: staffRole, notifications }),
);
const consoleSettings: fc.Arbitrary<ConsoleSettings> = record({
  waits: record({ long: count, tooLong: count }),
  idleAfter: maybe(count),
  replies,
  notifies: record({ email: fc.boolean(), sms: fc.boolean() }),
});
const noteEntry: fc.Arbitrary<NoteEntry> = record({
  seq: count,
  at: count,
  event: partial<NoteEntry['event'], 'about'>({ type: fc.constant('note'), author: technician, text: text(200) }, { about: fc.constantFrom('transfer', 'unassign', 'close') }),
});
const notes = fc.array(noteEntry, { maxLength: 4 });
const colleague: fc.Arbitrary<Colleague> = record({ id: text(20), name: text(40), role: staffRole, enabled: fc.boolean(), available: fc.boolean(), connected: fc.boolean() });
const cause = { cause: record({ lane: key, n: ordinal }) };
const counts: fc.Arbitrary<Counts> = record({ all: count, new: count, active: count, completed: count, mine: count });
const seen = fc.array(record({ id: key, seen: count }), { maxLength: 4 });
const answer: fc.Arbitrary<Answer> = fc.oneof(
  partial<Extract<Answer, { ok: true }>, 'seq' | 'number' | 'key'>({ type: fc.constant('answer'), lane: key, n: ordinal, ok: fc.constant(true) }, { seq: count, number: count, key }),
  partial<Extract<Answer, { ok: false }>, 'faults' | 'technician' | 'fault' | 'retryAfter'>(
    { type: fc.constant('answer'), lane: key, n: ordinal, ok: fc.constant(false), code: fc.constantFrom<RefusalCode>('invalid', 'someone_elses', 'file_refused', 'rate_limited') },
    {
      faults: fc.array(record({ field: fc.constantFrom('name' as const, 'email' as const), fault: fc.constantFrom('missing' as const, 'too_long' as const) }), { maxLength: 3 }),
      technician: text(40),
      fault: fc.constantFrom('quota_request' as const, 'type_not_allowed' as const),
      retryAfter: count,
    },
  ),
);

export const serverFrames: { readonly [T in ServerFrame['type']]: fc.Arbitrary<Extract<ServerFrame, { type: T }>> } = {
  welcome: partial<Extract<ServerFrame, { type: 'welcome' }>, 'console'>(
    { type: fc.constant('welcome'), version: fc.constant('desk/1'), me, settings, lanes: seen, answers: fc.array(answer, { maxLength: 3 }), now: count },
    { console: consoleSettings },
  ),
  answer,
  opened: partial<Extract<ServerFrame, { type: 'opened' }>, 'source'>({ type: fc.constant('opened'), ask: count, key, state, entries, positions, unread: count }, { source }),
  page: record({ type: fc.constant('page'), ask: count, key, entries }),
  found: record({ type: fc.constant('found'), ask: count, key, hits: fc.array(record({ seq: count, at: count, excerpt: text(140) }), { maxLength: 4 }), before: maybe(count) }),
  event: partial<Extract<ServerFrame, { type: 'event' }>, 'cause'>({ type: fc.constant('event'), key, entry }, cause),
  positions: record({ type: fc.constant('positions'), key, positions }),
  typing: record({ type: fc.constant('typing'), key, author }),
  source: record({ type: fc.constant('source'), key, source }),
  rows: record({ type: fc.constant('rows'), ask: count, rev: count, rows: fc.array(record({ row, sort: text(48) }), { maxLength: 4 }), more: fc.boolean(), counts }),
  row: record({ type: fc.constant('row'), rev: count, key, row: maybe(row), in: fc.array(record({ ask: count, sort: text(48) }), { maxLength: 3 }), counts }),
  ticket: record({ type: fc.constant('ticket'), ask: count, url: text(200), expires: count }),
  settings: record({ type: fc.constant('settings'), settings }),
  me: record({ type: fc.constant('me'), me }),
  heads: record({ type: fc.constant('heads'), lanes: seen, streams: map(key, count, 5), rev: count }),
  lane: record({ type: fc.constant('lane'), id: key, seen: count }),
  error: record({ type: fc.constant('error'), ask: count, code: fc.constantFrom<AskCode>('not_found', 'invalid') }),
  gone: record({ type: fc.constant('gone'), key }),
  notes: record({ type: fc.constant('notes'), ask: count, key, entries: notes, head: count }),
  'notes-page': record({ type: fc.constant('notes-page'), ask: count, key, entries: notes }),
  note: partial<Extract<ServerFrame, { type: 'note' }>, 'cause'>({ type: fc.constant('note'), key, entry: noteEntry }, cause),
  viewers: record({ type: fc.constant('viewers'), key, technicians: fc.array(technician, { maxLength: 3 }) }),
  staff: record({ type: fc.constant('staff'), ask: count, technicians: fc.array(colleague, { maxLength: 3 }) }),
  earlier: record({ type: fc.constant('earlier'), ask: count, rows: fc.array(row, { maxLength: 3 }), more: fc.boolean() }),
  console: record({ type: fc.constant('console'), console: consoleSettings }),
};

export const serverFrame: fc.Arbitrary<ServerFrame> = fc.oneof(...(Object.values(serverFrames) as fc.Arbitrary<ServerFrame>[]));
