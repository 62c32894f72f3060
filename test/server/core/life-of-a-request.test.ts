import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apply } from '../../../src/domain/apply.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { Bench, file, form, iphone, key, windows } from './bench.ts';

describe('life of a request', () => {
  it('goes from the form through two technicians to its end, and both sides hear all of it in order [R11] [R20]', () => {
    const bench = new Bench();
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    const { customer, key: request, number } = file(bench);
    assert.equal(number, 1);
    const start = customer.opened(request);
    assert.deepEqual([start.state.status, start.state.chat], ['new', 'waiting']);
    anna.opened(request);
    ben.opened(number);

    assert.equal(anna.must({ type: 'assign', key: request }).seq, 2);
    anna.must({ type: 'join-chat', key: request });
    anna.must({ type: 'message', key: request, text: 'Good morning' });
    customer.must({ type: 'message', key: request, text: 'Hello' });
    anna.must({ type: 'unassign', key: request });
    ben.must({ type: 'assign', key: request });
    ben.must({ type: 'join-chat', key: request });
    ben.must({ type: 'end-chat', key: request });
    ben.must({ type: 'close', key: request, outcome: 'resolved' });

    const heard = customer.take('event').map(({ entry }) => entry);
    assert.deepEqual(
      heard.map(({ seq, event }) => [seq, event.type]),
      [
        [2, 'assigned'],
        [3, 'joined'],
        [4, 'message'],
        [5, 'message'],
        [6, 'unassigned'],
        [7, 'assigned'],
        [8, 'joined'],
        [9, 'ended'],
        [10, 'completed'],
      ],
    );
    for (const caller of [anna, ben])
      assert.deepEqual(
        caller.take('event').map(({ entry }) => entry),
        heard,
      );
    const folded = heard.reduce<RequestState | null>(
      (state, entry) => apply(state, entry, { key: request, company: 'acme' }),
      start.state,
    );
    assert.deepEqual(folded, customer.opened(request).state);
    assert.deepEqual(
      [folded.status, folded.chat, folded.outcome, folded.technician?.id],
      ['completed', 'ended', 'resolved', 'ben'],
    );
  });

  it('keeps of a name what stands on one line, and none of the signs that turn what stands around it [R119]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    const turning = '\u2069\u202eKim\u2029\nM\u00fcller\u2066\u2067\u2068\u202a\u202b\u202c\u202d \u200f\u05d0\u200e';
    customer.must({ type: 'submit', key: key(1), ...form, name: turning });
    assert.equal(customer.opened(key(1)).state.customer.name, 'Kim M\u00fcller \u200f\u05d0\u200e');
    const nothing = customer.does({ type: 'submit', key: key(2), ...form, name: '\u2069\u202e' });
    assert.deepEqual(!nothing.ok && nothing.faults, [{ field: 'name', fault: 'missing' }]);
  });

  it('gives numbers ascending, and keeps what the form said, without the blanks around it', () => {
    const bench = new Bench();
    assert.equal(file(bench, 1).number, 1);
    const { customer, number } = file(bench, 2, bench.customer('lee'), {
      name: '  Lee ',
      metadata: { plan: 'pro', seats: 3, trial: false },
    });
    assert.equal(number, 2);
    const { state } = customer.opened(key(2));
    assert.deepEqual(
      [state.customer.name, state.metadata, state.description],
      ['Lee', { plan: 'pro', seats: 3, trial: false }, form.description],
    );
    assert.deepEqual(state.device, { type: 'desktop', os: 'windows', browser: 'Firefox 128' });
  });

  it('refuses a form with every fault in it, and then takes it corrected under the same key', () => {
    const customer = new Bench().customer('kim');
    const answer = customer.does({
      type: 'submit',
      key: key(1),
      name: ' ',
      email: 'kim@',
      description: 'x'.repeat(5_001),
      metadata: {},
    });
    assert.deepEqual(answer, {
      type: 'answer',
      lane: customer.lane,
      n: 1,
      ok: false,
      code: 'invalid',
      faults: [
        { field: 'name', fault: 'missing' },
        { field: 'email', fault: 'not_an_email' },
        { field: 'description', fault: 'too_long', limit: 5_000 },
      ],
    });
    assert.equal(customer.must({ type: 'submit', key: key(1), ...form }).number, 1);
  });

  it('refuses a key that is taken, whoever took it', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    assert.equal(customer.refused({ type: 'submit', key: key(1), ...form }), 'conflict');
    assert.equal(bench.customer('lee').refused({ type: 'submit', key: key(1), ...form }), 'conflict');
  });

  it('refuses empty and over-long messages', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    for (const text of ['', ' \n ', 'x'.repeat(16_001), '\u{1F600}'.repeat(7_999) + '\u0001'.repeat(9_000)]) {
      assert.equal(customer.refused({ type: 'message', key: request, text }), 'invalid');
    }
    assert.equal(customer.opened(request).state.head, 1);
    customer.must({ type: 'message', key: request, text: 'x'.repeat(16_000) });
  });

  it('makes a chat that was ended wait again when the customer writes', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const { customer, key: request } = file(bench);
    for (const type of ['assign', 'join-chat', 'end-chat'] as const) anna.must({ type, key: request });
    customer.must({ type: 'message', key: request, text: 'One more thing' });
    const { state } = customer.opened(request);
    assert.deepEqual([state.status, state.chat], ['active', 'waiting']);
  });

  it('lets the customer withdraw, with the outcome withdrawn, and nothing after it', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    customer.must({ type: 'withdraw', key: request });
    assert.equal(customer.opened(request).state.outcome, 'withdrawn');
    assert.equal(customer.refused({ type: 'withdraw', key: request }), 'completed');
    assert.equal(customer.refused({ type: 'message', key: request, text: 'Wait' }), 'completed');
  });

  it('never lets the time in a log go back, even if the clock does', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    const filed = bench.now;
    bench.now -= 60_000;
    customer.must({ type: 'message', key: request, text: 'Hello' });
    assert.deepEqual(
      customer.opened(request).entries.map(({ at }) => at),
      [filed, filed],
    );
  });
});

describe('files', () => {
  it('shares a file once it has arrived, binds it, and gives a ticket to both sides', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const { customer, key: request } = file(bench);
    anna.opened(request);
    assert.equal(customer.refused({ type: 'share-file', key: request, file: key(7) }), 'no_such_file');
    bench.file(key(7), customer);
    assert.deepEqual(bench.outputs.at(-1), { type: 'file', ref: key(7), done: true });
    customer.must({ type: 'share-file', key: request, file: key(7) });
    const shared = anna.take('event').at(-1)?.entry.event;
    assert.deepEqual(shared, {
      type: 'file',
      author: { role: 'customer', name: form.name },
      file: { id: key(7), name: 'report.pdf', size: 10, type: 'application/pdf' },
    });
    for (const caller of [anna, customer]) {
      caller.send({ type: 'ticket', ask: 9, key: request, file: key(7) });
      assert.deepEqual(bench.outputs.at(-1), {
        type: 'sign-ticket',
        session: caller.id,
        ask: 9,
        file: key(7),
        principal: caller.identity.principal,
      });
    }
  });

  it('refuses a file of another, and one that is bound already', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    const { customer: other, key: second } = file(bench, 2, bench.customer('lee'));
    bench.file(key(7), other);
    assert.equal(customer.refused({ type: 'share-file', key: request, file: key(7) }), 'no_such_file');
    other.must({ type: 'share-file', key: second, file: key(7) });
    assert.equal(other.refused({ type: 'share-file', key: second, file: key(7) }), 'no_such_file');
  });

  it('refuses a type that the device may not send, and keeps the file unbound', () => {
    const bench = new Bench();
    const { key: request } = file(bench);
    const phone = bench.customer('kim', { device: iphone });
    bench.file(key(7), phone);
    assert.equal(phone.refused({ type: 'share-file', key: request, file: key(7) }), 'file_refused');
    bench.file(key(8), phone, { name: 'photo.jpeg', type: 'image/jpeg' });
    phone.must({ type: 'share-file', key: request, file: key(8) });
    bench.customer('kim').must({ type: 'share-file', key: request, file: key(7) });
  });

  it('gives no ticket for a file of another request, one not shared, or one never seen', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    const { customer: other, key: second } = file(bench, 2, bench.customer('lee'));
    bench.file(key(7), other);
    bench.file(key(8), customer);
    other.must({ type: 'share-file', key: second, file: key(7) });
    for (const [name, ask] of [
      [key(7), 1],
      [key(8), 2],
      [key(9), 3],
    ] as const) {
      customer.send({ type: 'ticket', ask, key: request, file: name });
      assert.deepEqual(customer.take('error'), [{ type: 'error', ask, code: 'not_found' }]);
    }
    customer.send({ type: 'ticket', ask: 4, key: second, file: key(7) });
    assert.deepEqual(customer.take('error'), [{ type: 'error', ask: 4, code: 'not_found' }]);
  });
});

describe("the customer's device and address", () => {
  it('follows the session that opens the request, as an event that others see', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const { key: request } = file(bench);
    anna.opened(request);
    const phone = bench.customer('kim', { device: iphone });
    const { state } = phone.opened(request);
    assert.equal(state.device.os, 'ios');
    assert.deepEqual(
      anna.take('event').map(({ entry, cause }) => [entry.seq, entry.event.type, cause]),
      [[2, 'device', undefined]],
    );
    phone.opened(request);
    assert.equal(phone.opened(request).state.head, 2, 'the same device says nothing new');
    bench.customer('kim', { device: windows }).opened(request);
    assert.equal(anna.take('event').at(-1)?.entry.seq, 3);
  });

  it('changes no faster than commands may come', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 3 } });
    const { customer, key: request } = file(bench);
    const phone = bench.customer('kim', { device: iphone });
    for (let i = 0; i < 9; i++) [phone, customer][i % 2]?.opened(request);
    assert.equal(bench.store.request(request)?.state.head, 3);
  });

  it('fills the log with no more than the words that its address may leave [R133]', () => {
    const bench = new Bench({ perAddress: { requests: null, words: 600 } });
    const ip = '192.0.2.7';
    const { key: request } = file(bench);
    const devices = [bench.customer('kim', { ip }), bench.customer('kim', { ip, device: iphone })];
    for (let i = 0; i < 200; i++) devices[i % 2]?.opened(request);
    const full = bench.store.request(request)?.state.head ?? 0;
    assert.ok(full > 2 && full < 20, String(full));
    bench.customer('kim', { ip: '198.51.100.9', device: full % 2 === 0 ? windows : iphone }).opened(request);
    bench.customer('kim', { ip: '198.51.100.9', device: full % 2 === 0 ? iphone : windows }).opened(request);
    assert.ok((bench.store.request(request)?.state.head ?? 0) > full, 'another address has its own');
  });

  it('stays as it was once the request is completed', () => {
    const bench = new Bench();
    const { customer, key: request } = file(bench);
    customer.must({ type: 'withdraw', key: request });
    assert.equal(bench.customer('kim', { device: iphone }).opened(request).state.device.os, 'windows');
  });

  it('goes to technicians only, follows each connection, is cut at the end, and is never in the log [R43]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const { customer, key: request } = file(bench, 1, bench.customer('kim', { ip: '192.0.2.77' }));
    assert.deepEqual(anna.opened(request).source, { ip: '192.0.2.77' });
    assert.equal(customer.opened(request).source, undefined);
    bench.customer('kim', { ip: '2001:db8:1:2::7' });
    assert.deepEqual(anna.take('source'), [{ type: 'source', key: request, source: { ip: '2001:db8:1:2::7' } }]);
    customer.must({ type: 'withdraw', key: request });
    assert.deepEqual(anna.take('source').at(-1)?.source, { ip: '2001:db8:1::' });
    bench.customer('kim', { ip: '198.51.100.9' }).opened(request);
    assert.deepEqual(anna.opened(request).source, { ip: '2001:db8:1::' });
    assert.doesNotMatch(
      JSON.stringify([bench.store.entries(request, { limit: 99 }), customer.opened(request)]),
      /192\.0\.2|2001:db8/,
    );
  });

  it('is kept whole, or never, if the company says so [R43]', () => {
    for (const [ip, open, completed] of [
      ['keep', '192.0.2.7', '192.0.2.7'],
      ['off', '', ''],
    ] as const) {
      const bench = new Bench({ ip });
      const anna = bench.technician('anna');
      const { customer, key: request } = file(bench);
      customer.opened(request);
      assert.deepEqual(anna.opened(request).source, { ip: open });
      customer.must({ type: 'withdraw', key: request });
      assert.deepEqual(anna.opened(request).source, { ip: completed });
    }
  });
});
