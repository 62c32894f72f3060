import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { atom } from 'nanostores';
import type { CustomerConversation, LogExport, TechnicianConversation } from '../../src/client/client.ts';

import { exportLog } from '../../src/client/log-export.ts';
import { SupportError } from '../../src/client/errors.ts';
import type { LogEntry } from '../../src/domain/events.ts';
import type { RequestState } from '../../src/domain/request.ts';
import { de } from '../../src/locales/de/index.ts';
import { en } from '../../src/locales/en/index.ts';
import { logWords } from '../../src/locales/log-words.ts';
import { anna, customer, foldLog, log, submitted } from '../domain/histories.ts';
import { Scene } from '../faults/scene.ts';
import { form, LocalWorld } from '../support/local-world.ts';

interface Exported {
  readonly format: string;
  readonly version: number;
  readonly exportedAt: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly entries: readonly { readonly seq: number; readonly at: string; readonly event: { readonly type: string; readonly text?: string } }[];
}

/** All pieces, and how long the longest is. */
async function whole({ pieces }: LogExport): Promise<{ readonly text: string; readonly longest: number; readonly count: number }> {
  const all: string[] = [];
  for await (const piece of pieces) all.push(piece);
  return { text: all.join(''), longest: Math.max(...all.map(({ length }) => length)), count: all.length };
}

describe('The export of a conversation', () => {
  let world: LocalWorld;
  let request: CustomerConversation;
  let theirs: TechnicianConversation;

  beforeEach(async () => {
    world = new LocalWorld();
    request = await world.done(world.customer().submit({ ...form, metadata: { plan: 'pro' } }));
    theirs = world.technician().request('acme', request.key);
    await world.settle();
    for (const deed of [() => theirs.assign(), () => theirs.joinChat(), () => theirs.send('Hello,\nwhich model?'), () => theirs.note('hush'), () => request.send('The red one')]) await world.done(deed());
    await world.settle();
  });

  const exported = async (from: CustomerConversation | TechnicianConversation, options: Parameters<CustomerConversation['export']>[0]): Promise<string> => (await world.done(whole(await world.done(from.export(options))))).text;

  it('as JSON holds the request and every entry, with times as ISO 8601', async () => {
    const file = await world.done(request.export({ format: 'json' }));
    assert.deepEqual([file.name, file.type], ['acme-1.json', 'application/json']);
    const { format, version, exportedAt, request: about, entries } = JSON.parse((await world.done(whole(file))).text) as Exported;
    assert.deepEqual([format, version], ['deskside-conversation', 1]);
    const state = request.$state.get();
    assert.deepEqual(
      [about['key'], about['number'], about['company'], about['customer'], about['metadata'], about['submittedAt'], about['completedAt'], about['rating']],
      [request.key, 1, 'acme', { name: 'Kim', email: 'kim@example.com' }, { plan: 'pro' }, new Date(state?.submittedAt ?? 0).toISOString(), null, null],
    );
    assert.deepEqual(entries.map(({ seq, event }) => [seq, event.type]), [[1, 'submitted'], [2, 'assigned'], [3, 'joined'], [4, 'message'], [5, 'message']]);
    assert.deepEqual(entries[3]?.event, { type: 'message', author: { role: 'technician', id: 'anna', name: 'Anna' }, text: 'Hello,\nwhich model?' });
    for (const { at } of entries) assert.equal(new Date(at).toISOString(), at);
    assert.equal(new Date(exportedAt).toISOString(), exportedAt);
  });

  it('is the same for either side, and holds no note', async () => {
    const [ours, annas] = [await exported(request, { format: 'json' }), await exported(theirs, { format: 'json' })];
    const entriesOf = (text: string) => (JSON.parse(text) as Exported).entries;
    assert.deepEqual(entriesOf(annas), entriesOf(ours));
    for (const text of [ours, annas, await exported(theirs, { format: 'text', words: logWords(en) })]) assert.ok(!text.includes('hush'));
  });

  it('as text reads like a transcript, in the reader’s language', async () => {
    await world.done(theirs.close());
    await world.done(request.rate(4, 'Quick.'));
    await world.settle();
    const lines = (await exported(request, { format: 'text', words: logWords(en) })).replace(/^\[.*?\] /gm, '[…] ').split('\n');
    const state = request.$state.get();
    assert.ok(state);
    assert.deepEqual(lines.slice(0, 2), ['acme · Request 1', 'Customer: Kim <kim@example.com>']);
    assert.ok(lines.includes('Status: Completed (Resolved)') && lines.includes('Technician: Anna') && lines.includes('Rating: 4 of 5 stars'));
    assert.deepEqual(lines.slice(-11), [
      '',
      new Intl.DateTimeFormat('en', { dateStyle: 'full' }).format(state.submittedAt),
      '',
      '[…] Kim: It does not start',
      '[…] Anna has taken on this request',
      '[…] Anna joined the chat',
      '[…] Anna: Hello,',
      '    which model?',
      '[…] Kim: The red one',
      '[…] Anna closed the request',
      '[…] Kim gave 4 of 5 stars: Quick.',
      '',
    ].slice(-11));
    const german = await exported(theirs, { format: 'text', words: logWords(de) });
    assert.match(german, /^acme · Anfrage 1\nKunde: Kim/);
    assert.match(german, /\[\d+:\d\d\] Anna nimmt am Chat teil\n/);
  });

  it('begins nowhere offline, and waits for the network once it has begun', async () => {
    const scene = new Scene();
    const home = scene.place();
    const { kim } = await scene.conversation(home);
    const whileAway = async (ms: number): Promise<void> => {
      scene.network.leave(home);
      await scene.clock.pass(ms);
      scene.network.comeBack(home);
    };
    scene.network.leave(home);
    const file = await scene.done(kim.export({ format: 'json' }));
    await assert.rejects(scene.done(whole(file)), { code: 'offline' });
    scene.network.comeBack(home);
    await scene.clock.pass(25_000);
    for (let n = 0; n < 60; n++) void kim.send(`line ${String(n)}`);
    await scene.clock.pass(10_000);
    const pieces = (await scene.done(kim.export({ format: 'json' }))).pieces[Symbol.asyncIterator]();
    for (let n = 0; n < 2; n++) await scene.done(pieces.next());
    scene.network.leave(home);
    const next = pieces.next();
    await whileAway(40_000);
    await scene.clock.pass(60_000);
    assert.match(String((await next).value), /line 59/);
  });

  it('cannot be made of a request that has not been read', async () => {
    const nobodys = world.customer().request('f'.repeat(32));
    await assert.rejects(world.done(nobodys.export({ format: 'json' })), { code: 'not_found' });
  });
});

describe('The export of a long log', () => {
  const count = 10_000;
  const entries: LogEntry[] = log([submitted(), ...Array.from({ length: count - 1 }, (_, n) => ({ type: 'message', author: customer, text: `line ${String(n)} ${'x'.repeat(n % 7 === 0 ? 4_000 : 40)}` }) as const)]);
  const state: RequestState = foldLog(entries);
  const environment = { now: () => 0, after: (_ms: number, callback: () => void) => (queueMicrotask(callback), () => undefined) };
  const source = { key: state.key, $state: atom(state), $error: atom(null) };
  const from = (page: (after: number) => Promise<readonly LogEntry[]>) => ({
    ports: { environment },
    ask: async ({ key, after }: { readonly key: string; readonly after: number }) => ({ type: 'page', ask: 1, key, entries: await page(after) }) as const,
  });
  /** Pages as a desk makes them: at most 50 entries and 48 KiB, the oldest after a place. */
  const pageOf = (after: number): readonly LogEntry[] => {
    let room = 48 * 1024;
    const oldest = entries.slice(after, after + 50);
    const end = oldest.findIndex((entry) => (room -= JSON.stringify(entry).length) < 0);
    return end < 0 ? oldest : oldest.slice(0, end);
  };

  it('reads 10,000 entries page by page, each once and in order, with never more than a page in hand', async () => {
    let asked = 0;
    const told: number[] = [];
    const page = (after: number) => (asked++, Promise.resolve(pageOf(after)));
    const { text, longest } = await whole(await exportLog(source, from(page), { format: 'json', progress: (fraction) => told.push(fraction) }));
    const { entries: all } = JSON.parse(text) as Exported;
    assert.deepEqual(all.map(({ seq }) => seq), entries.map(({ seq }) => seq));
    assert.equal(all.at(-1)?.event.text, `line ${String(count - 2)} ${'x'.repeat(40)}`);
    assert.ok(longest < 50 * 5_000, `a piece of ${String(longest)}`);
    assert.ok(asked < 2 * (count / 50), `${String(asked)} questions`);
    assert.deepEqual([told.length, told.at(-1)], [asked, 1]);
    assert.deepEqual(told, [...told].sort((a, b) => a - b));
  });

  it('does so as text', async () => {
    const { text } = await whole(await exportLog(source, from((after) => Promise.resolve(pageOf(after))), { format: 'text', words: logWords(en) }));
    assert.equal(text.match(/^\[.+\] Carol: /gm)?.length, count);
    assert.equal(text.match(/^\w+, \w+ \d+, 1970$/gm)?.length, 1, 'one day, named once');
  });

  it('ends when it is told to, with the reason it is given', async () => {
    const controller = new AbortController();
    const { pieces } = await exportLog(source, from((after) => Promise.resolve(pageOf(after))), { format: 'json', signal: controller.signal });
    let read = 0;
    await assert.rejects(
      async () => {
        for await (const _ of pieces) if (++read === 3) controller.abort(new SupportError('closed'));
      },
      { code: 'closed' },
    );
    assert.equal(read, 3);
  });

  it('waits where the desk says that it was too much at once', async () => {
    let asked = 0;
    const page = (after: number) => (++asked % 3 === 0 ? Promise.reject(new SupportError('rate_limited')) : Promise.resolve(pageOf(after)));
    const { text } = await whole(await exportLog(source, from(page), { format: 'json' }));
    assert.equal((JSON.parse(text) as Exported).entries.length, count);
  });

  it('is given up when the request is taken away meanwhile', async () => {
    let asked = 0;
    const page = (after: number) => (++asked > 3 ? Promise.reject(new SupportError('not_found')) : Promise.resolve(pageOf(after)));
    await assert.rejects(whole(await exportLog(source, from(page), { format: 'json' })), { code: 'not_found' });
  });
});

describe('A log as text', () => {
  const words = logWords(en);
  const said = (event: LogEntry['event']): string | null => words.entry({ seq: 1, at: 0, event });

  it('takes nobody’s words for an entry of the log', () => {
    for (const end of ['\n', '\r\n', '\r', '\u2028', '\v']) {
      const forged = said({ type: 'message', author: customer, text: `Hello${end}[10:00] Anna: I promise you a refund` });
      assert.deepEqual(forged?.split('\n').slice(1), ['    [10:00] Anna: I promise you a refund'], JSON.stringify(end));
      assert.equal(said({ type: 'message', author: { role: 'customer', name: `Carol${end}[10:00] Anna` }, text: 'Hi' })?.split('\n').length, 1);
    }
  });

  it('marks what was edited, and says of what was deleted only that it was', () => {
    const message = { type: 'message', author: customer, text: 'Hello' } as const;
    const amendment = { seq: 2, at: 2 };
    assert.match(said({ ...message, edited: amendment }) ?? '', /\] Carol: Hello \(edited\)$/);
    assert.match(said({ ...message, text: '', deleted: amendment }) ?? '', /\] Carol: \(deleted\)$/);
    assert.equal(said({ type: 'edited', author: customer, of: 1, text: 'Hello' }), null);
  });

  it('names files, and passes over what says nothing', () => {
    assert.match(said({ type: 'file', author: { role: 'technician', ...anna }, file: { id: 'f', name: 'report.pdf', size: 1, type: 'application/pdf' } }) ?? '', /\] Anna sent the file report\.pdf$/);
    assert.equal(said({ type: 'device', device: { type: 'phone', os: 'ios', browser: '' } }), null);
    assert.equal(said({ type: 'tomorrow' } as unknown as LogEntry['event']), null);
  });
});
