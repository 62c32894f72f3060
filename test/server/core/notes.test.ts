import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textLimits } from '../../../src/domain/text-rules.ts';
import { notesPerSync, pageEntries } from '../../../src/protocol/limits.ts';
import { Bench, file, key, technician, type Caller } from './bench.ts';

function room(): { bench: Bench; customer: Caller; anna: Caller; ben: Caller } {
  const bench = new Bench({ technicians: [technician('anna'), technician('ben'), technician('cleo', { role: 'admin' })] });
  const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
  const { customer } = file(bench);
  return { bench, customer, anna, ben };
}

const note = (text: string, n = 1) => ({ type: 'note', key: key(n), text }) as const;

function openNotes(caller: Caller, after = 0, n = 1) {
  caller.send({ type: 'open-notes', ask: ++caller.asks, key: key(n), after });
  return caller.take('notes').at(-1);
}

describe('notes', () => {
  it('are heard by every technician who has them open, each numbered without a gap [R65]', () => {
    const { anna, ben, bench } = room();
    assert.deepEqual(openNotes(anna), { type: 'notes', ask: 1, key: key(1), entries: [], head: 0 });
    assert.equal(anna.must(note('one')).seq, 1);
    assert.equal(ben.must(note('two')).seq, 2);
    const read = openNotes(ben);
    assert.deepEqual([read?.entries.map(({ seq, event }) => [seq, event.author.name, event.text]), read?.head], [[[1, 'Anna', 'one'], [2, 'Ben', 'two']], 2]);
    anna.must(note('three'));
    const heard = (caller: Caller) => caller.take('note').map(({ entry, cause }) => [entry.seq, cause !== undefined]);
    assert.deepEqual(heard(anna), [[1, true], [2, false], [3, true]]);
    assert.deepEqual(heard(ben), [[3, false]]);
    assert.equal(bench.store.request(key(1))?.state.head, 1, 'the log is another');
  });

  it('are allowed in every state of a request, whoever has it', () => {
    const { anna, ben, customer, bench } = room();
    ben.must(note('new'));
    anna.must({ type: 'assign', key: key(1) });
    ben.must(note('someone else’s'));
    anna.must(note('mine'));
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must(note('invited'));
    ben.must({ type: 'join-chat', key: key(1) });
    ben.must(note('guest'));
    customer.must({ type: 'end-chat', key: key(1) });
    anna.must(note('ended'));
    customer.must({ type: 'withdraw', key: key(1) });
    ben.must({ type: 'set-availability', available: false });
    ben.must(note('completed'));
    assert.equal(bench.store.lastNote(key(1)).seq, 7);
  });

  it('say in what an empty or over-long one is wrong', () => {
    const { anna } = room();
    const fault = (text: string) => {
      const answer = anna.does(note(text));
      assert.ok(!answer.ok);
      return [answer.code, answer.faults];
    };
    assert.deepEqual(fault(' \n'), ['invalid', [{ field: 'note', fault: 'missing' }]]);
    assert.deepEqual(fault('x'.repeat(textLimits.note + 1)), ['invalid', [{ field: 'note', fault: 'too_long', limit: textLimits.note }]]);
    anna.must(note('x'.repeat(textLimits.note)));
    assert.equal(anna.refused(note('of nothing', 9)), 'not_found');
  });

  it('go with a transfer, an unassign and a close, saying with which; blank ones are none [R67]', () => {
    const { anna, ben, bench } = room();
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'transfer', key: key(1), to: 'ben', note: 'knows printers' });
    ben.must({ type: 'unassign', key: key(1), note: 'not today' });
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'unassign', key: key(1), note: '  ' });
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'close', key: key(1), outcome: 'resolved', note: 'it was the cable' });
    assert.deepEqual(
      bench.store.notes(key(1), { limit: 9 }).map(({ seq, event }) => [seq, event.about, event.text]),
      [[1, 'transfer', 'knows printers'], [2, 'unassign', 'not today'], [3, 'close', 'it was the cable']],
    );
    assert.ok(!JSON.stringify(bench.store.entries(key(1), { limit: 99 })).includes('cable'), 'and the log says nothing of them');
  });

  it('that are too long stop the deed they were to go with [R15]', () => {
    const { anna, bench } = room();
    anna.must({ type: 'assign', key: key(1) });
    const long = 'x'.repeat(textLimits.note + 1);
    assert.equal(anna.refused({ type: 'close', key: key(1), outcome: 'resolved', note: long }), 'invalid');
    assert.equal(anna.refused({ type: 'transfer', key: key(1), to: 'ben', note: long }), 'invalid');
    assert.equal(bench.store.request(key(1))?.state.status, 'active');
  });

  it('are read in pages, the newest first, and from where a page left off [R66]', () => {
    const { anna } = room();
    const last = pageEntries + 10;
    for (let n = 1; n <= last; n++) anna.must(note(String(n)));
    assert.deepEqual([openNotes(anna, 0)?.entries[0]?.seq, openNotes(anna, 0)?.entries.length], [11, pageEntries]);
    assert.deepEqual(openNotes(anna, last - 2)?.entries.map(({ seq }) => seq), [last - 1, last]);
    assert.deepEqual(openNotes(anna, last)?.entries, []);
    assert.equal(openNotes(anna, last + 5)?.entries.length, pageEntries, 'a page from before a restore starts anew');
    anna.send({ type: 'page', ask: 70, key: key(1), stream: 'internal', before: 11 });
    assert.deepEqual(anna.take('notes-page').at(-1)?.entries.map(({ seq }) => seq), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    anna.send({ type: 'page', ask: 71, key: key(1), stream: 'internal', after: 5 });
    assert.deepEqual(anna.take('notes-page').at(-1)?.entries.map(({ seq }) => seq), Array.from({ length: pageEntries }, (_, n) => 6 + n), 'or onwards [R105]');
  });

  it('of any length fit a frame', () => {
    const { anna } = room();
    for (let n = 1; n <= 20; n++) anna.must(note('\u{1F600}'.repeat(textLimits.note / 2)));
    const read = openNotes(anna);
    assert.ok(read && read.entries.length > 0 && read.entries.length < 20);
    assert.equal(read.entries.at(-1)?.seq, 20);
  });

  it('are no longer heard of when the request is left, and are compared in a sync [R25]', () => {
    const { anna, ben } = room();
    anna.opened(key(1));
    openNotes(anna);
    ben.must(note('one'));
    anna.send({ type: 'sync', lanes: [], streams: { [key(1)]: 1, [`${key(1)}/internal`]: 0 }, rev: 0 });
    assert.deepEqual(anna.take('heads')[0]?.streams, { [key(1)]: 1, [`${key(1)}/internal`]: 1 });
    anna.take('note');
    anna.send({ type: 'leave', key: key(1) });
    ben.must(note('two'));
    assert.deepEqual(anna.take('note'), []);
    anna.send({ type: 'sync', lanes: [], streams: { [`${key(1)}/internal`]: 0 }, rev: 0 });
    assert.deepEqual(anna.take('heads')[0]?.streams, {});
  });

  it(`of at most ${String(notesPerSync)} requests are open on a connection`, () => {
    const { anna, bench } = room();
    const lou = bench.customer('lou');
    for (let n = 2; n <= notesPerSync + 1; n++) file(bench, n, lou);
    for (let n = 1; n <= notesPerSync; n++) assert.ok(openNotes(anna, 0, n), String(n));
    assert.equal(openNotes(anna, 0, notesPerSync + 1), undefined);
    assert.equal(anna.take('error').at(-1)?.code, 'invalid');
    assert.ok(openNotes(anna, 0, 3), 'one that is open is answered again');
  });

  it('do not exist for a customer: not to read, not to write, not to page, not to sync [R65]', () => {
    const { customer, anna, bench } = room();
    anna.must(note('hush'));
    customer.opened(key(1));
    customer.clear();
    customer.send({ type: 'open-notes', ask: 5, key: key(1), after: 0 });
    customer.send({ type: 'page', ask: 6, key: key(1), stream: 'internal', before: 9 });
    assert.deepEqual(customer.take('error').map(({ ask, code }) => [ask, code]), [[5, 'not_found'], [6, 'not_found']]);
    customer.send({ type: 'sync', lanes: [], streams: { [`${key(1)}/internal`]: 0 }, rev: 0 });
    assert.deepEqual(customer.take('heads')[0]?.streams, {});
    assert.equal(customer.refused(note('me too')), 'forbidden');
    anna.must(note('hush again'));
    assert.deepEqual(customer.frames, []);
    assert.equal(bench.store.lastNote(key(1)).seq, 2);
  });
});
