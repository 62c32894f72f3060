import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { noChannels, webhookEvents, type WebhookPayload } from '../../../src/server/core/deliveries.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import type { Command, ServerFrame } from '../../../src/protocol/frames.ts';
import { Bench, file, key, type Caller } from './bench.ts';

const minute = 60_000;
const edit = (of: number, text = 'changed'): Command => ({ type: 'edit', key: key(1), of, text });
const remove = (of: number): Command => ({ type: 'delete', key: key(1), of });
const say = (text: string): Command => ({ type: 'message', key: key(1), text });

/** Kim's request in a chat with Anna. Kim has said entry 4, Anna entry 5. */
function chat(options: ConstructorParameters<typeof Bench>[0] = {}): { bench: Bench; kim: Caller; anna: Caller } {
  const bench = new Bench(options);
  const { customer: kim } = file(bench);
  const anna = bench.technician('anna');
  anna.must({ type: 'assign', key: key(1) });
  anna.must({ type: 'join-chat', key: key(1) });
  kim.must(say('of kim'));
  anna.must(say('of anna'));
  return { bench, kim, anna };
}

function entryOf(frame: ServerFrame | undefined, seq: number): unknown {
  assert.ok(frame?.type === 'opened' || frame?.type === 'page');
  return frame.entries.find((entry) => entry.seq === seq)?.event;
}

function pageBefore(caller: Caller, before: number): ServerFrame | undefined {
  caller.send({ type: 'page', ask: 1, key: key(1), before });
  return caller.take('page').at(-1);
}

describe('who may edit and delete [R90]', () => {
  it('is the author, on either side; the desk says why others may not', () => {
    const { kim, anna, bench } = chat();
    const ben = bench.technician('ben');
    assert.equal(kim.must(edit(4)).seq, 6);
    assert.equal(anna.must(edit(5)).seq, 7);
    assert.deepEqual([kim.refused(edit(5)), anna.refused(remove(4)), ben.refused(edit(5))], ['not_yours', 'not_yours', 'someone_elses']);
    assert.equal(bench.customer('eve').refused(remove(4)), 'not_found', 'to a stranger there is no such request');
  });

  it('is whoever holds the request, of what the customer’s side has said', () => {
    const { bench, kim } = chat();
    bench.step({ type: 'claim-made', delivery: 1, hash: 'hash', request: key(1), expires: bench.now + minute });
    const phone = bench.customer('kim on the phone');
    phone.must({ type: 'claim', code: 'hash' });
    assert.equal(phone.must(edit(4)).ok, true);
    assert.equal(kim.must(remove(4)).ok, true);
  });

  it('is a guest, of their own words only, and as long as they are one', () => {
    const { anna, bench } = chat();
    const ben = bench.technician('ben');
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'join-chat', key: key(1) });
    const of = ben.must(say('of ben')).seq ?? 0;
    assert.deepEqual([ben.does(edit(of)).ok, ben.refused(edit(5)), anna.refused(remove(of))], [true, 'not_yours', 'not_yours']);
    ben.must({ type: 'leave-chat', key: key(1) });
    assert.equal(ben.refused(remove(of)), 'someone_elses');
  });

  it('is also whoever has said it in a chat that has ended, and nobody once the request is completed', () => {
    const { kim, anna } = chat();
    anna.must({ type: 'end-chat', key: key(1) });
    const { state } = kim.opened(key(1));
    assert.deepEqual([kim.does(edit(4)).ok, anna.does(edit(5)).ok], [true, true]);
    const { chat: now, status, waitingSince } = kim.opened(key(1)).state;
    assert.deepEqual([now, status, waitingSince], [state.chat, state.status, state.waitingSince], 'a change of what was said asks for nobody');
    anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
    assert.deepEqual([kim.refused(edit(4)), anna.refused(remove(5))], ['completed', 'completed']);
  });

  it('has the company’s while for it, by the desk’s clock', () => {
    const { bench, kim, anna } = chat({ editWithin: 5 * minute });
    assert.equal(bench.desk.settings(bench.now).editWithin, 5 * minute, 'pages are told');
    bench.pass(5 * minute - 1);
    assert.equal(kim.does(edit(4)).ok, true);
    bench.pass(1);
    assert.deepEqual([kim.refused(edit(4, 'again')), anna.refused(remove(5))], ['too_late', 'too_late'], 'an edit gives no more time');
  });

  it('is nobody where the company gives no time', () => {
    const { kim } = chat({ editWithin: 0 });
    assert.equal(kim.refused(edit(4)), 'too_late');
  });

  it('finds only messages that are there: no description, no file, no event, nothing deleted', () => {
    const { bench, kim } = chat();
    bench.file(key(70), kim);
    const shared = kim.must({ type: 'share-file', key: key(1), file: key(70) }).seq ?? 0;
    kim.must(remove(4));
    for (const seq of [1, 2, shared, 4, 99]) assert.deepEqual([kim.refused(edit(seq)), kim.refused(remove(seq))], ['no_such_message', 'no_such_message'], String(seq));
  });

  it('writes no empty message and none that is too long', () => {
    const { kim } = chat();
    assert.deepEqual([kim.refused(edit(4, ' ')), kim.refused(edit(4, 'x'.repeat(16_001)))], ['invalid', 'invalid']);
    assert.equal(kim.opened(key(1)).state.head, 5, 'and leaves nothing behind');
  });
});

for (const [name, make] of [
  ['memory', () => new MemoryStore()],
  ['SQL', () => new SqlStore(new SqliteDatabase(':memory:'))],
] as const) {
  describe(`what was edited or deleted, over the ${name} store`, () => {
    it('is heard of as an event of the log, and read in its place from then on [R91]', () => {
      const { kim, anna, bench } = chat({ store: make() });
      anna.opened(key(1));
      kim.must(edit(4, 'better'));
      assert.deepEqual(anna.take('event').at(-1)?.entry, { seq: 6, at: bench.now, event: { type: 'edited', author: { role: 'customer', name: 'Kim Muster' }, of: 4, text: 'better' } });
      const now = { type: 'message', author: { role: 'customer', name: 'Kim Muster' }, text: 'better', edited: { seq: 6, at: bench.now } };
      assert.deepEqual(entryOf(anna.opened(key(1)), 4), now);
      assert.deepEqual(entryOf(pageBefore(anna, 5), 4), now, 'also where the edit lies outside of the page');
      assert.deepEqual(bench.store.written(key(1), 4), { type: 'message', author: now.author, text: 'of kim' }, 'the log keeps what was written');
    });

    it('travels to nobody once it is deleted; the store keeps it [R91] [R92]', () => {
      const { kim, anna, bench } = chat({ store: make() });
      kim.must(edit(4, 'secret'));
      kim.must(edit(4, 'secret too'));
      kim.must(remove(4));
      const gone = { type: 'message', author: { role: 'customer', name: 'Kim Muster' }, text: '', deleted: { seq: 8, at: bench.now } };
      for (const reader of [kim, anna, bench.technician('ben')]) {
        reader.clear();
        const frames = [reader.opened(key(1)), reader.opened(key(1), 5), pageBefore(reader, 99), pageBefore(reader, 5)];
        assert.deepEqual(entryOf(frames[0], 4), gone);
        assert.ok(!/of kim|secret/.test(JSON.stringify([frames, reader.frames])));
      }
      assert.deepEqual([4, 6, 7].map((seq) => bench.store.written(key(1), seq)).map((event) => event && 'text' in event && event.text), ['of kim', 'secret', 'secret too']);
    });

    it('says in an edit only what the message still says [R91]', () => {
      const { kim, anna } = chat({ store: make() });
      kim.must(edit(4, 'first try'));
      kim.must(edit(4, 'second try'));
      const { entries } = anna.opened(key(1), 5);
      assert.deepEqual(entries.map(({ event }) => event), [
        { type: 'edited', author: { role: 'customer', name: 'Kim Muster' }, of: 4 },
        { type: 'edited', author: { role: 'customer', name: 'Kim Muster' }, of: 4, text: 'second try' },
      ]);
    });

    it('is told as it reads at the end, if all of it comes in one moment [R92]', () => {
      const { bench, kim, anna } = chat({ store: make() });
      anna.opened(key(1));
      anna.clear();
      bench.step(kim.next(say('hush one')), kim.next(edit(6, 'hush two')), kim.next(edit(6, 'spoken')), kim.next(say('hush three')), kim.next(remove(9)));
      assert.ok(!JSON.stringify(anna.frames).includes('hush'));
      assert.deepEqual(anna.take('event').map(({ entry: { seq, event } }) => [seq, event.type, 'text' in event ? event.text : null]), [
        [6, 'message', 'spoken'], [7, 'edited', null], [8, 'edited', 'spoken'], [9, 'message', ''], [10, 'deleted', null],
      ]);
    });

    it('is unread as long as it is there: a deletion takes it out of the count, an edit adds nothing [R92]', () => {
      const { bench, kim, anna } = chat({ store: make() });
      const ben = bench.technician('ben');
      const unread = () => ben.take('row').at(-1)?.row?.unread;
      assert.equal(ben.query().rows[0]?.row.unread, 1);
      kim.must(edit(4));
      assert.equal(unread(), 1);
      kim.must(say('one more'));
      assert.equal(unread(), 2);
      kim.must(remove(4));
      assert.equal(unread(), 1);
      assert.equal(kim.query().rows[0]?.row.unread, 1);
      anna.must(remove(5));
      assert.equal(kim.take('row').at(-1)?.row?.unread, 0);
    });

    it('is once: a command that comes again is answered the same and changes nothing [R12]', () => {
      const { bench, kim } = chat({ store: make() });
      const answer = kim.must(edit(4, 'one'));
      kim.must(edit(4, 'two'));
      kim.send({ type: 'command', lane: kim.lane, n: answer.n, command: edit(4, 'one') });
      assert.deepEqual(kim.take('answer').at(-1), answer);
      assert.deepEqual([kim.opened(key(1)).state.head, entryOf(kim.opened(key(1)), 4)], [7, { type: 'message', author: { role: 'customer', name: 'Kim Muster' }, text: 'two', edited: { seq: 7, at: bench.now } }]);
    });

    it('costs the same however much was said: one entry is written, one is changed', () => {
      const store = make();
      const { kim } = chat({ store });
      for (let n = 0; n < 200; n++) kim.must(say('more'));
      const calls: string[] = [];
      for (const name of ['append', 'amend', 'entries'] as const) {
        const real = store[name].bind(store) as (...rest: unknown[]) => never;
        store[name] = (...rest: unknown[]): never => {
          const result: unknown = real(...rest);
          calls.push(name === 'entries' ? `${name} ${String((result as unknown[]).length)}` : name);
          return result as never;
        };
      }
      kim.must(edit(4));
      assert.deepEqual(calls, ['entries 1', 'append', 'amend']);
    });
  });
}

describe('what leaves the house of an edit or a deletion [R94]', () => {
  const payloads = (bench: Bench): WebhookPayload[] => {
    const out = bench.outputs.splice(0).flatMap((output) => (output.type === 'deliver' ? [output.delivery] : []));
    return out.flatMap(({ parcel }) => (parcel.kind === 'webhook' ? [parcel.payload] : []));
  };
  const hooks = { channels: { ...noChannels, claims: true, email: true, webhooks: [{ id: 'crm', events: webhookEvents }] } };

  it('goes to webhooks, which may keep copies: which entry it was, and what it says now', () => {
    const { bench, kim, anna } = chat(hooks);
    payloads(bench);
    kim.must(edit(4, 'better'));
    anna.must(remove(5));
    const told = payloads(bench).map(({ event, seq, message }) => ({ event, seq, message }));
    assert.deepEqual(told, [
      { event: 'edited', seq: 6, message: { from: 'customer', name: 'Kim Muster', of: 4, text: 'better' } },
      { event: 'deleted', seq: 7, message: { from: 'technician', name: 'Anna', of: 5 } },
    ]);
  });

  it('takes the words out of what has not left yet', () => {
    const { bench, kim } = chat(hooks);
    const first = bench.outputs.flatMap((output) => (output.type === 'deliver' ? [output.delivery] : [])).find(({ parcel }) => parcel.kind === 'webhook' && parcel.payload.seq === 4);
    assert.ok(first && JSON.stringify(first).includes('of kim'));
    bench.step({ type: 'delivered', id: first.id, result: 'failed' });
    kim.must(edit(4, 'secret'));
    kim.must(remove(4));
    bench.outputs.length = 0;
    bench.pass(10_000);
    const again = payloads(bench).find(({ seq }) => seq === 4);
    assert.deepEqual(again?.message, { from: 'customer', name: 'Kim Muster' });
  });

  it('is no news by email: who was written to is not written to again for it', () => {
    const { bench, kim, anna } = chat(hooks);
    kim.leave();
    bench.outputs.length = 0;
    anna.must(edit(5));
    anna.must(remove(5));
    assert.deepEqual(bench.outputs.flatMap((output) => (output.type === 'deliver' && output.delivery.parcel.kind === 'claim' ? [output.delivery] : [])), []);
  });
});
