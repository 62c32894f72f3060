import { isDeepStrictEqual } from 'node:util';
import { amended, isAmending, outdated, type Message } from '../../src/domain/amendments.ts';
import { apply } from '../../src/domain/apply.ts';
import type { TechnicianConversation } from '../../src/client/client.ts';
import type { LogEntry } from '../../src/domain/events.ts';
import { possible } from '../../src/domain/lifecycle.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { pageEntries } from '../../src/protocol/limits.ts';
import { company } from './server.ts';
import { formsOf, superseded, type Circumstances, type Intent } from './intents.ts';
import { waitingOf, type World } from './world.ts';

/** Everything that must hold once the weather has cleared, as sentences about what went wrong; empty if all is well. */
export function broken(world: World): readonly string[] {
  const faults: string[] = [];
  const say = (fault: string) => faults.push(fault);
  const { store } = world.server;
  for (const fault of world.server.faults) say(`the host reported ${String(fault)}`);
  for (const wrong of world.wrongs) say(wrong);

  const listed = store.list({ statuses: ['new', 'active', 'completed'], sort: 'id', direction: 'ascending', limit: 1000 });
  const logs = new Map<string, readonly LogEntry[]>();
  listed.forEach(({ state }, index) => {
    if (state.number !== index + 1) say(`number ${String(index + 1)} is missing: ${String(state.number)} stands there`);
    if (!possible(state)) say(`[R41] request ${String(state.number)} is ${state.status}/${state.chat}, which cannot be`);
    const log = store.entries(state.key, { limit: 100_000 });
    logs.set(state.key, log);
    let folded: RequestState | null = null;
    log.forEach((entry, place) => {
      if (entry.seq !== place + 1) say(`[R20] log ${state.key} has ${String(entry.seq)} at place ${String(place + 1)}`);
      folded = apply(folded, entry, { key: state.key, company });
    });
    if (!isDeepStrictEqual(folded, state)) say(`[R20] the log of ${state.key} does not fold to its state`);
    // Each message reads as what its author has said of it since.
    for (const { seq, event } of log) {
      const first = store.written(state.key, seq);
      if (event.type !== 'message' || first?.type !== 'message') continue;
      const changes = log.flatMap((entry) => (isAmending(entry.event) && entry.event.of === seq ? [{ ...entry, event: entry.event }] : []));
      if (!isDeepStrictEqual(changes.reduce<Message>(amended, first), event)) say(`[R91] entry ${String(seq)} of ${state.key} does not read as it was changed`);
    }
  });

  // Notes, too: a stream of their own.
  const notes = new Map(listed.map(({ state: { key } }) => [key, store.notes(key, { limit: 100_000 })] as const));
  for (const [key, stream] of notes) {
    stream.forEach(({ seq }, place) => {
      if (seq !== place + 1) say(`[R65] the notes of ${key} have ${String(seq)} at place ${String(place + 1)}`);
    });
  }
  const noted = [...notes.values()].flatMap((stream) => stream.map(({ event }) => event.text));
  if (new Set(noted).size !== noted.length) say('[R12] a note stands twice');
  for (const { text, kind, outcome } of world.intents) if (kind === 'note' && outcome === 'acked' && !noted.includes(text)) say(`[R11] ${text} was acked and is no note`);

  // What the world outside was to hear it has heard.
  for (const [key, log] of logs) {
    for (const { seq, event } of log)
      if ((event.type === 'submitted' || event.type === 'completed') && !world.server.received.has(`${key} ${String(seq)}`)) say(`[R80] nobody outside heard of entry ${String(seq)} of ${key}`);
  }
  if (store.nextDueDelivery() !== null) say('[R80] something is still to be delivered');

  // Once, and in order.
  const said = (type: 'message' | 'edited') =>
    [...logs].flatMap(([key, log]) =>
      log.flatMap(({ seq }) => {
        const event = store.written(key, seq);
        return event?.type === type ? [{ key, text: ('text' in event && event.text) || '' }] : [];
      }),
    );
  const written = said('message');
  const edits = said('edited').map(({ text }) => text);
  if (new Set(edits).size !== edits.length) say('[R12] an edit stands twice');
  const edited = new Set(edits);
  const times = new Map<string, number>();
  for (const { text } of written) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [text, count] of times) if (count > 1) say(`[R12] ${text} stands ${String(count)} times in the log`);
  const messages = new Map(world.intents.flatMap((intent) => (intent.kind === 'message' ? [[intent.text, intent] as const] : [])));
  const circumstances = (intent: Intent): Circumstances => {
    const message = intent.kind === 'message' ? intent : messages.get(intent.text.split('~')[0] ?? '');
    const forms = message ? formsOf(message) : [];
    const log = logs.get(intent.key) ?? [];
    const deleted = log.some(({ seq, event }) => {
      if (event.type !== 'message' || !event.deleted) return false;
      const first = store.written(intent.key, seq);
      return first?.type === 'message' && forms.includes(first.text);
    });
    return { message, deleted, sent: forms.some((form) => world.sent.has(form)) };
  };
  const stands = (text: string) => times.get(text) ?? 0;
  for (const intent of world.intents) {
    const { kind, text, by, key, outcome, promised } = intent;
    if (kind === 'note') continue;
    const count = kind === 'message' ? formsOf(intent).reduce((sum, form) => sum + stands(form), 0) : Math.max(stands(text), edited.has(text) ? 1 : 0);
    const log = logs.get(key) ?? [];
    if (outcome === 'acked' && count !== 1) say(`[R11] ${text} was acked and stands ${String(count)} times in the log`);
    const explained = refusable(by, log) || superseded(intent, circumstances(intent));
    if (promised && outcome === 'open' && count === 0 && !explained) say(`[R18] ${text} stood as sending in a tab that is gone, and is lost`);
    if (promised && outcome === 'refused' && !explained) say(`[R14] ${text} was refused, and nothing in the log says why`);
    if (outcome === 'refused' && count !== 0) say(`[R14] ${text} was refused and stands in the log`);
  }
  const lastOf = new Map<string, number>();
  for (const { key, text } of written) {
    const [by = '', word = ''] = text.split('#');
    const place = `${by} in ${key}`;
    const number = Number.parseInt(word, 10);
    if (number < (lastOf.get(place) ?? 0)) say(`[R10] ${text} stands after a later one of the same tab`);
    lastOf.set(place, number);
  }
  const submissions = listed.map(({ state }) => state.description);
  if (new Set(submissions).size !== submissions.length) say('[R12] a request was filed twice');

  for (const text of world.tardy) say(`[R16] ${text} was not sent again at the welcome`);

  for (const { name, browser } of world.people) if (browser.replaced > 0) say(`[R19] ${name} gave up a lane although the desk was never restored`);

  // Everybody has what the desk has.
  for (const person of world.people) {
    for (const { name, tab, client, conversations, list } of person.tabs) {
      if (tab.forgets !== (client.$storage.get() === 'memory')) say(`${name} says that what it is given is kept: ${client.$storage.get()}`);
      const { status } = client.$connection.get();
      if (status !== 'connected') {
        say(`${name} is ${status}`);
        continue;
      }
      for (const intent of world.intents) if (intent.kind !== 'note' && intent.by === name && !intent.ended) say(`${intent.text} never came to an end`);
      for (const [key, conversation] of conversations) {
        const state = store.request(key)?.state;
        if (!isDeepStrictEqual(conversation.$state.get(), state)) say(`[R22] ${name} sees another state of ${key}: head ${String(conversation.$state.get()?.head)} for ${String(state?.head)}`);
        const lines = conversation.$messages.get();
        const entries = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
        const log = logs.get(key) ?? [];
        // A short log fits the first page whole. What an edit says, the page has in its message.
        const held = (log.length <= pageEntries ? log : log.slice(-entries.length)).map((entry) => (entry.event.type === 'edited' ? { ...entry, event: outdated(entry.event) } : entry));
        if (!isDeepStrictEqual(entries, held) || entries.length === 0) say(`[R22] ${name} reads another log of ${key}`);
        if ('$notes' in conversation) {
          const seen = (conversation as TechnicianConversation).$notes.get();
          const all = notes.get(key) ?? [];
          if (!isDeepStrictEqual(seen, all.length <= pageEntries ? all : all.slice(-seen.length))) say(`[R65] ${name} reads ${String(seen.length)} other notes of ${key} than the desk's ${String(all.length)}`);
        }
        for (const text of lines.flatMap(waitingOf)) say(`[R26] ${text} still stands as sending at ${name}`);
      }
      if (list) {
        const technician = store.technician(person.name);
        const settings = list.$query.get();
        const truth = store
          .list({ statuses: technician?.available ? ['new', 'active', 'completed'] : ['active', 'completed'], sort: settings.sort, direction: settings.direction, limit: 1000 })
          .map(({ state }) => `${state.key} ${state.status} ${state.chat} ${String(state.updatedAt)}`);
        const seen = list.$rows.get().map((row) => `${row.key} ${row.status} ${row.chat} ${String(row.updatedAt)}`);
        if (!isDeepStrictEqual(seen, truth)) say(`[R31] ${name} lists ${String(seen.length)} rows otherwise than the desk's ${String(truth.length)}`);
      }
    }
  }
  return faults;
}

/** Whether the desk may have refused a message of this author: a customer's only while the request was completed. */
function refusable(by: string, log: readonly LogEntry[]): boolean {
  const customer = by.startsWith('kim') || by.startsWith('lou');
  return !customer || log.some(({ event }) => event.type === 'completed');
}
