import type { LogEntry, RequestEvent } from '../../src/domain/events.ts';
import type { Author, Metadata, RequestState } from '../../src/domain/request.ts';
import type { AskCode, RefusalCode } from '../../src/protocol/errors.ts';
import type { Counts } from '../../src/domain/views.ts';
import type { Answer, ClientFrame, Command, CompanySettings, DeviceHints, LaneMark, Me, Positions, Row, ServerFrame } from '../../src/protocol/frames.ts';
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
/** A page's own copy leaves these two names of JavaScript out (valibot's rule for maps). */
const plainMetadata = metadata.map((map) => Object.fromEntries(Object.entries(map).filter(([name]) => name !== 'constructor' && name !== 'prototype')));

// ── From a page ─────────────────────────────────────────────────────────────────────────────────────────────────────

const lanes: fc.Arbitrary<readonly LaneMark[]> = fc.array(record({ id: key, answered: count }), { maxLength: 32 });
const hints: fc.Arbitrary<DeviceHints> = partial<DeviceHints, 'mobile' | 'brands'>(
  { userAgent: text(200), platform: text(30), touchPoints: count },
  { mobile: fc.boolean(), brands: fc.array(record({ brand: text(20), version: text(10) }), { maxLength: 16 }) },
);

type Simple = Extract<Command, { type: 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'withdraw' }>;
const commands: { readonly [T in Command['type']]: fc.Arbitrary<T extends Simple['type'] ? Simple : Extract<Command, { type: T }>> } = {
  submit: record({ type: fc.constant('submit'), key, name: text(250), email: text(300), description: text(2_000), metadata }),
  message: record({ type: fc.constant('message'), key, text: text(2_000) }),
  'share-file': record({ type: fc.constant('share-file'), key, file: key }),
  assign: record<Simple>({ type: fc.constant('assign'), key }),
  unassign: record<Simple>({ type: fc.constant('unassign'), key }),
  'join-chat': record<Simple>({ type: fc.constant('join-chat'), key }),
  'end-chat': record<Simple>({ type: fc.constant('end-chat'), key }),
  withdraw: record<Simple>({ type: fc.constant('withdraw'), key }),
  close: record({ type: fc.constant('close'), key, outcome: fc.constantFrom('resolved', 'unresolved') }),
  'set-availability': record({ type: fc.constant('set-availability'), available: fc.boolean() }),
};

export const clientFrames: { readonly [T in ClientFrame['type']]: fc.Arbitrary<Extract<ClientFrame, { type: T }>> } = {
  hello: partial<Extract<ClientFrame, { type: 'hello' }>, 'secret' | 'token'>(
    { type: fc.constant('hello'), version: fc.constant('desk/1'), role: fc.constantFrom('customer', 'technician'), device: hints, lanes },
    { secret: hex(64), token: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 400 }) },
  ),
  command: record({ type: fc.constant('command'), lane: key, n: ordinal, command: fc.oneof(...(Object.values(commands) as fc.Arbitrary<Command>[])) }),
  open: record({ type: fc.constant('open'), ask: count, request: fc.oneof(key, ordinal), after: count }),
  leave: record({ type: fc.constant('leave'), key }),
  page: record({ type: fc.constant('page'), ask: count, key, before: count }),
  query: partial<Extract<ClientFrame, { type: 'query' }>, 'after'>(
    {
      type: fc.constant('query'),
      ask: count,
      view: fc.constantFrom('all', 'new', 'active', 'completed'),
      mine: fc.boolean(),
      sort: fc.constantFrom('submitted', 'id', 'customer', 'company', 'status', 'technician', 'on'),
      direction: fc.constantFrom('ascending', 'descending'),
      limit: fc.integer({ min: 1, max: 100 }),
    },
    { after: record({ sort: text(96), number: count }) },
  ),
  unquery: record({ type: fc.constant('unquery'), ask: count }),
  position: record({ type: fc.constant('position'), key, delivered: count, read: count }),
  ticket: record({ type: fc.constant('ticket'), ask: count, key, file: key }),
  sync: record({ type: fc.constant('sync'), lanes, streams: map(key, count, 64), rev: count }),
};

export const clientFrame: fc.Arbitrary<ClientFrame> = fc.oneof(...(Object.values(clientFrames) as fc.Arbitrary<ClientFrame>[]));

// ── From a desk ─────────────────────────────────────────────────────────────────────────────────────────────────────

const technician = record({ id: text(20), name: text(40) });
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

export const events: { readonly [T in RequestEvent['type']]: fc.Arbitrary<Extract<RequestEvent, { type: T }>> } = {
  submitted: record({ type: fc.constant('submitted'), number: count, customer: contact, description: text(200), metadata: plainMetadata, device, chat: fc.constantFrom('waiting', 'none') }),
  assigned: record({ type: fc.constant('assigned'), technician }),
  unassigned: record({ type: fc.constant('unassigned'), technician }),
  joined: record({ type: fc.constant('joined'), technician }),
  ended: record({ type: fc.constant('ended'), author }),
  message: record({ type: fc.constant('message'), author, text: text(200) }),
  file: record({ type: fc.constant('file'), author, file: record({ id: key, name: text(40), size: count, type: text(20) }) }),
  device: record({ type: fc.constant('device'), device }),
  completed: record({ type: fc.constant('completed'), author, outcome }),
};

export const entry: fc.Arbitrary<LogEntry> = record({ seq: count, at: count, event: fc.oneof(...(Object.values(events) as fc.Arbitrary<RequestEvent>[])) });
const entries = fc.array(entry, { maxLength: 5 });

const state: fc.Arbitrary<RequestState> = record({
  key, number: count, company: text(20), status, chat, customer: contact, description: text(200), metadata: plainMetadata, device,
  technician: maybe(technician), submittedAt: count, assignedAt: maybe(count), waitingSince: maybe(count), completedAt: maybe(count),
  outcome: maybe(outcome), updatedAt: count, head: count,
});
const row: fc.Arbitrary<Row> = record({
  key, number: count, company: text(20), status, chat, customer: contact, excerpt: text(140), technician: maybe(technician),
  submittedAt: count, assignedAt: maybe(count), waitingSince: maybe(count), updatedAt: count, unread: count,
});
const position = record({ delivered: count, read: count });
const positions: fc.Arbitrary<Positions> = record({ customer: position, technician: position, mine: position });
const source = record({ ip: text(45) });
const settings: fc.Arbitrary<CompanySettings> = record({ company: text(20), name: text(40), live: fc.boolean(), maxFileSize: count });
const me: fc.Arbitrary<Me> = fc.oneof(
  record<Extract<Me, { role: 'customer' }>>({ role: fc.constant('customer') }),
  record<Extract<Me, { role: 'technician' }>>({ role: fc.constant('technician'), id: text(20), name: text(40), available: fc.boolean() }),
);
const counts: fc.Arbitrary<Counts> = record({ all: count, new: count, active: count, completed: count, mine: count });
const seen = fc.array(record({ id: key, seen: count }), { maxLength: 4 });
const answer: fc.Arbitrary<Answer> = fc.oneof(
  partial<Extract<Answer, { ok: true }>, 'seq' | 'number'>({ type: fc.constant('answer'), lane: key, n: ordinal, ok: fc.constant(true) }, { seq: count, number: count }),
  partial<Extract<Answer, { ok: false }>, 'faults' | 'technician' | 'retryAfter'>(
    { type: fc.constant('answer'), lane: key, n: ordinal, ok: fc.constant(false), code: fc.constantFrom<RefusalCode>('invalid', 'someone_elses', 'rate_limited') },
    {
      faults: fc.array(record({ field: fc.constantFrom('name' as const, 'email' as const), fault: fc.constantFrom('missing' as const, 'too_long' as const) }), { maxLength: 3 }),
      technician: text(40),
      retryAfter: count,
    },
  ),
);

export const serverFrames: { readonly [T in ServerFrame['type']]: fc.Arbitrary<Extract<ServerFrame, { type: T }>> } = {
  welcome: record({ type: fc.constant('welcome'), version: fc.constant('desk/1'), me, settings, lanes: seen, answers: fc.array(answer, { maxLength: 3 }), now: count }),
  answer,
  opened: partial<Extract<ServerFrame, { type: 'opened' }>, 'source'>({ type: fc.constant('opened'), ask: count, key, state, entries, positions }, { source }),
  page: record({ type: fc.constant('page'), ask: count, key, entries }),
  event: partial<Extract<ServerFrame, { type: 'event' }>, 'cause'>({ type: fc.constant('event'), key, entry }, { cause: record({ lane: key, n: ordinal }) }),
  positions: record({ type: fc.constant('positions'), key, positions }),
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
};

export const serverFrame: fc.Arbitrary<ServerFrame> = fc.oneof(...(Object.values(serverFrames) as fc.Arbitrary<ServerFrame>[]));
