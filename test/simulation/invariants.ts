import { isDeepStrictEqual } from 'node:util';
import { apply } from '../../src/domain/apply.ts';
import type { LogEntry } from '../../src/domain/events.ts';
import { possible } from '../../src/domain/lifecycle.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { pageEntries } from '../../src/protocol/limits.ts';
import { company } from './server.ts';
import type { World } from './world.ts';

/** Everything that must hold once the weather has cleared, as sentences about what went wrong; empty if all is well. */
export function broken(world: World): readonly string[] {
  const faults: string[] = [];
  const say = (fault: string) => faults.push(fault);
  const { store } = world.server;
  for (const fault of world.server.faults) say(`the host reported ${String(fault)}`);

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
  });

  // Once, and in order.
  const written = [...logs].flatMap(([key, log]) => log.flatMap(({ event }) => (event.type === 'message' ? [{ key, text: event.text }] : [])));
  const times = new Map<string, number>();
  for (const { text } of written) times.set(text, (times.get(text) ?? 0) + 1);
  for (const [text, count] of times) if (count > 1) say(`[R12] ${text} stands ${String(count)} times in the log`);
  for (const intent of world.intents) {
    const count = times.get(intent.text) ?? 0;
    if (intent.outcome === 'acked' && count !== 1) say(`[R11] ${intent.text} was acked and stands ${String(count)} times in the log`);
    if (intent.promised && intent.outcome === 'open' && count === 0 && !refusable(intent.by, store.request(intent.key)?.state)) say(`[R18] ${intent.text} stood as sending in a tab that is gone, and is lost`);
    if (intent.outcome === 'refused' && count !== 0) say(`[R14] ${intent.text} was refused and stands in the log`);
  }
  const lastOf = new Map<string, number>();
  for (const { key, text } of written) {
    const [by = '', word = ''] = text.split('#');
    const place = `${by} in ${key}`;
    if (Number(word) < (lastOf.get(place) ?? 0)) say(`[R10] ${text} stands after a later one of the same tab`);
    lastOf.set(place, Number(word));
  }
  const submissions = listed.map(({ state }) => state.description);
  if (new Set(submissions).size !== submissions.length) say('[R12] a request was filed twice');

  for (const text of world.tardy) say(`[R16] ${text} was not sent again at the welcome`);

  for (const { name, browser } of world.people) if (browser.replaced > 0) say(`[R19] ${name} gave up a lane although the desk was never restored`);

  // Everybody has what the desk has.
  for (const person of world.people) {
    for (const { name, client, conversations, list } of person.tabs) {
      const { status } = client.$connection.get();
      if (status !== 'connected') {
        say(`${name} is ${status}`);
        continue;
      }
      for (const intent of world.intents) if (intent.by === name && intent.outcome === 'open') say(`${intent.text} never came to an end`);
      for (const [key, conversation] of conversations) {
        const state = store.request(key)?.state;
        if (!isDeepStrictEqual(conversation.$state.get(), state)) say(`[R22] ${name} sees another state of ${key}: head ${String(conversation.$state.get()?.head)} for ${String(state?.head)}`);
        const lines = conversation.$messages.get();
        const entries = lines.flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
        const log = logs.get(key) ?? [];
        // A short log fits the first page whole.
        const held = log.length <= pageEntries ? log : log.slice(-entries.length);
        if (!isDeepStrictEqual(entries, held) || entries.length === 0) say(`[R22] ${name} reads another log of ${key}`);
        for (const line of lines) if (line.kind === 'pending' && line.progress === 'sending') say(`[R26] ${line.text} still stands as sending at ${name}`);
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

/** Whether the desk may have refused a message of this author: a customer's only once the request is completed. */
function refusable(by: string, state: RequestState | undefined): boolean {
  const customer = by.startsWith('kim') || by.startsWith('lou');
  return !customer || state?.status === 'completed';
}
