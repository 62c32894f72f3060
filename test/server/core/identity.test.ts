import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { noChannels } from '../../../src/server/core/deliveries.ts';
import { Bench, file, form, iphone, key, type Caller } from './bench.ts';

const numbers = (page: Caller) => page.query().rows.map(({ row }) => row.number);

describe('a customer with a token [R108]', () => {
  it('is welcomed by the name and address that the token has, and by no others', () => {
    const bench = new Bench();
    const me = (page: Caller) => page.take('welcome')[0]?.me;
    assert.deepEqual(me(bench.known('4711', 'laptop', { name: 'Kim', email: 'kim@shop.example' })), { role: 'customer', name: 'Kim', email: 'kim@shop.example' });
    assert.deepEqual(me(bench.known('4712', 'phone')), { role: 'customer' });
    assert.deepEqual(me(bench.customer('tablet')), { role: 'customer' });
  });

  it('has the same requests on each device, and hears on one what is said on another', () => {
    const bench = new Bench();
    const laptop = bench.known('4711', 'laptop');
    file(bench, 1, laptop);
    const phone = bench.known('4711', 'phone', { device: iphone });
    assert.deepEqual(numbers(phone), [1]);
    phone.opened(key(1));
    laptop.must({ type: 'message', key: key(1), text: 'From the laptop' });
    assert.equal(phone.take('event').length, 1);
    phone.must({ type: 'message', key: key(1), text: 'From the phone' });
    file(bench, 2, phone);
    assert.deepEqual(numbers(laptop), [2, 1]);
  });

  it('of another issuer or subject is another one, to whom those requests do not exist', () => {
    const bench = new Bench();
    file(bench, 1, bench.known('4711', 'laptop'));
    for (const stranger of [bench.known('4712', 'phone'), bench.customer('4711'), bench.customer('laptop')]) {
      assert.deepEqual(numbers(stranger), []);
      const [missing, strangers] = [stranger.open(key(9)), stranger.open(key(1))];
      assert.deepEqual({ ...missing, ask: 0 }, { ...strangers, ask: 0 });
      assert.equal(stranger.refused({ type: 'message', key: key(1), text: 'hi' }), 'not_found');
    }
  });
});

describe('what was filed in a browser before its page knew who it is [R109]', () => {
  it('is that customer’s from the hello on, on each of their devices', () => {
    const bench = new Bench();
    const anonymous = bench.customer('laptop');
    file(bench, 1, anonymous);
    anonymous.leave();
    const phone = bench.known('4711', 'phone');
    phone.query({ ask: 7 });
    bench.known('4711', 'laptop');
    assert.deepEqual(phone.take('rows').map(({ ask, rows, counts }) => [ask, rows.map(({ row }) => row.number), counts.all]), [[7, [1], 1]]);
    assert.deepEqual(numbers(bench.known('4711', 'phone')), [1]);
  });

  it('is nobody else’s any more: a page that comes with the secret alone is told so at once', () => {
    const bench = new Bench();
    const anonymous = bench.customer('laptop');
    file(bench, 1, anonymous);
    anonymous.opened(key(1));
    anonymous.query({ ask: 7 });
    anonymous.clear();
    const known = bench.known('4711', 'laptop');
    assert.deepEqual(anonymous.take('gone'), [{ type: 'gone', key: key(1) }]);
    assert.deepEqual(anonymous.take('rows').map(({ rows, counts }) => [rows, counts.all]), [[[], 0]]);
    known.must({ type: 'message', key: key(1), text: 'It is me' });
    assert.deepEqual(anonymous.frames, []);
    assert.equal(anonymous.open(key(1))?.type, 'error');
  });

  it('is read as far as it was', () => {
    const bench = new Bench();
    const anonymous = bench.customer('laptop');
    file(bench, 1, anonymous);
    const anna = bench.technician('anna');
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'message', key: key(1), text: 'one' });
    anonymous.opened(key(1));
    anonymous.send({ type: 'position', key: key(1), delivered: 4, read: 4 });
    anna.must({ type: 'message', key: key(1), text: 'two' });
    const known = bench.known('4711', 'laptop');
    assert.deepEqual(known.query().rows.map(({ row }) => row.unread), [1]);
    assert.deepEqual(known.opened(key(1)).positions.mine, { delivered: 4, read: 4 });
  });

  it('includes what a claim link has opened there, and the link still opens it', () => {
    const bench = new Bench({ channels: { ...noChannels, claims: true } });
    file(bench, 1, bench.customer('home'));
    bench.step({ type: 'claim-made', delivery: 1, hash: 'h1', request: key(1), expires: bench.now + 1_000 });
    bench.customer('laptop').must({ type: 'claim', code: 'h1' });
    const known = bench.known('4711', 'laptop');
    assert.deepEqual(numbers(known), [1]);
    assert.equal(known.must({ type: 'claim', code: 'h1' }).key, key(1));
    assert.deepEqual(numbers(bench.customer('home')), [1], 'whoever filed it keeps it');
  });

  it('is filed once, whether the answer came before the token or after it', () => {
    const bench = new Bench();
    const anonymous = bench.customer('laptop');
    file(bench, 1, anonymous);
    anonymous.leave();
    const known = bench.known('4711', 'laptop', { lanes: [{ id: anonymous.lane, answered: 0 }] });
    const welcome = known.take('welcome')[0];
    assert.deepEqual([welcome?.lanes, welcome?.answers.length], [[{ id: anonymous.lane, seen: 1 }], 1]);
    known.send({ type: 'command', lane: anonymous.lane, n: 1, command: { type: 'submit', key: key(1), ...form } });
    assert.deepEqual(known.take('answer').map(({ ok }) => ok), [true]);
    assert.deepEqual(numbers(known), [1]);
  });

  it('stays where it was if the store fails, and the connection ends so that it comes back', () => {
    const store = new MemoryStore();
    const bench = new Bench({ store });
    file(bench, 1, bench.customer('laptop'));
    const save = store.saveCustomer.bind(store);
    store.saveCustomer = () => {
      throw new Error('disk full');
    };
    assert.equal(bench.known('4711', 'laptop').closed, 'fault');
    store.saveCustomer = save;
    assert.deepEqual(numbers(bench.customer('laptop')), [1]);
    assert.deepEqual(numbers(bench.known('4711', 'laptop')), [1]);
  });
});

describe('a secret that has come with one customer [R110]', () => {
  it('is not taken with another: 4409, and nothing has moved', () => {
    const bench = new Bench();
    bench.known('4711', 'laptop');
    file(bench, 1, bench.customer('laptop'));
    const other = bench.known('4712', 'laptop');
    assert.equal(other.closed, 'lane');
    assert.deepEqual(numbers(bench.known('4712', 'another laptop')), []);
    assert.deepEqual(numbers(bench.known('4711', 'laptop')), [1]);
  });

  it('comes without a token as a page that does not know who it is', () => {
    const bench = new Bench();
    file(bench, 1, bench.known('4711', 'laptop'));
    const page = bench.customer('laptop');
    assert.deepEqual([page.closed, numbers(page)], [null, []]);
  });
});

describe('lanes and files of a customer [R111]', () => {
  it('belong to the browser: another one of the same customer has neither', () => {
    const bench = new Bench();
    const laptop = bench.known('4711', 'laptop');
    file(bench, 1, laptop);
    bench.file(key(50), laptop, { principal: 'hash of laptop' });
    assert.equal(bench.known('4711', 'phone', { lanes: [{ id: laptop.lane, answered: 0 }] }).closed, 'lane');
    const phone = bench.known('4711', 'phone');
    assert.equal(phone.refused({ type: 'share-file', key: key(1), file: key(50) }), 'no_such_file');
    phone.send({ type: 'command', lane: laptop.lane, n: 2, command: { type: 'message', key: key(1), text: 'hi' } });
    assert.equal(phone.closed, 'lane');
  });

  it('go on with and without a token', () => {
    const bench = new Bench();
    const anonymous = bench.customer('laptop');
    file(bench, 1, anonymous);
    bench.file(key(50), anonymous);
    const known = bench.known('4711', 'laptop', { lanes: [{ id: anonymous.lane, answered: 1 }] });
    assert.equal(known.closed, null);
    known.send({ type: 'command', lane: anonymous.lane, n: 2, command: { type: 'share-file', key: key(1), file: key(50) } });
    assert.deepEqual(known.take('answer').map(({ n, ok }) => [n, ok]), [[2, true]]);
    assert.equal(bench.customer('laptop', { lanes: [{ id: anonymous.lane, answered: 2 }] }).closed, null);
  });

  it('may have been uploaded by the token alone', () => {
    const bench = new Bench();
    const known = bench.known('4711', 'laptop');
    file(bench, 1, known);
    bench.file(key(50), known);
    known.must({ type: 'share-file', key: key(1), file: key(50) });
  });
});

describe('name and address of a token [R112]', () => {
  it('count, whatever the form says', () => {
    const bench = new Bench();
    const known = bench.known('4711', 'laptop', { name: 'Kim', email: 'kim@shop.example' });
    file(bench, 1, known, { name: 'The Boss', email: 'boss@shop.example' });
    assert.deepEqual(known.opened(key(1)).state.customer, { name: 'Kim', email: 'kim@shop.example' });
  });

  it('are asked for as far as it has none', () => {
    const bench = new Bench();
    const known = bench.known('4711', 'laptop', { email: 'kim@shop.example' });
    const answer = known.does({ type: 'submit', key: key(1), ...form, name: ' ', email: '' });
    assert.deepEqual(!answer.ok && answer.faults, [{ field: 'name', fault: 'missing' }]);
    file(bench, 1, known, { name: 'Kim', email: '' });
    assert.deepEqual(known.opened(key(1)).state.customer, { name: 'Kim', email: 'kim@shop.example' });
  });

  it('are told to technicians with who vouches for them, also of what was filed before', () => {
    const bench = new Bench();
    file(bench, 1, bench.customer('laptop'));
    const anna = bench.technician('anna');
    assert.deepEqual(anna.opened(key(1)).source, { ip: '192.0.2.7' });
    anna.clear();
    bench.known('4711', 'laptop', { name: 'Kim', ip: '198.51.100.4' });
    const identity = { id: '4711', issuer: 'shop.example', name: 'Kim' };
    assert.deepEqual(anna.take('source').at(-1), { type: 'source', key: key(1), source: { ip: '198.51.100.4', identity } });
    assert.deepEqual(anna.opened(key(1)).source, { ip: '198.51.100.4', identity });
    bench.known('4711', 'laptop', { name: 'Kim Weber', ip: '198.51.100.4' });
    assert.equal(anna.opened(key(1)).source?.identity?.name, 'Kim Weber');
  });

  it('are told to technicians again once these have caught up with what they did not read [R112] [R130]', () => {
    const bench = new Bench();
    file(bench, 1, bench.known('4711', 'laptop', { name: 'Kim' }));
    const anna = bench.technician('anna');
    const { source } = anna.opened(key(1));
    anna.clear();
    for (const behind of [true, false]) bench.step({ type: 'reader', session: anna.id, behind });
    assert.deepEqual(anna.take('source').at(-1)?.source, source);
    assert.equal(source?.identity?.name, 'Kim');
  });

  it('are nothing that a customer is told of', () => {
    const bench = new Bench();
    const known = bench.known('4711', 'laptop', { name: 'Kim' });
    file(bench, 1, known);
    assert.equal('source' in known.opened(key(1)), false);
  });
});

describe('a customer and a technician of one name', () => {
  it('read apart: what one has seen says nothing of the other', () => {
    const bench = new Bench();
    const known = bench.known('anna', 'laptop');
    file(bench, 1, known);
    const anna = bench.technician('anna');
    anna.opened(key(1));
    anna.send({ type: 'position', key: key(1), delivered: 1, read: 1 });
    assert.deepEqual(known.opened(key(1)).positions.mine, { delivered: 0, read: 0 });
  });
});
