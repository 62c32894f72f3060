import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer } from '../../../src/protocol/frames.ts';
import { Bench, file, form, key, type Caller } from './bench.ts';

const day = 86_400_000;
const home = '192.0.2.7';
const elsewhere = '198.51.100.9';

/** Another browser of an address files a request. */
const files = (bench: Bench, n: number, ip = home): Answer => bench.customer(`guest ${String(n)}`, { ip }).does({ type: 'submit', key: key(n), ...form });

const codes = (answers: readonly Answer[]): readonly string[] => answers.map((answer) => (answer.ok ? 'ok' : answer.code));

/** Says the last command of a page's lane again. */
function again(caller: Caller, command: Parameters<Caller['does']>[0]): Answer {
  caller.n -= 1;
  return caller.does(command);
}

describe('What customers of one address may leave behind [R133]', () => {
  it('is so many new requests at once, whatever browser they come from; then one as often as a day has place for', () => {
    const bench = new Bench({ perAddress: { requests: 4, words: null } });
    // One that is refused for good is none.
    assert.deepEqual(codes([1, 1, 2, 3, 4, 5].map((n) => files(bench, n))), ['ok', 'conflict', 'ok', 'ok', 'ok', 'rate_limited']);
    bench.pass(day / 4 - 1);
    assert.deepEqual(codes([files(bench, 6)]), ['rate_limited']);
    bench.pass(1);
    assert.deepEqual(codes([files(bench, 7), files(bench, 8)]), ['ok', 'rate_limited']);
    bench.pass(10 * day);
    assert.deepEqual(codes([11, 12, 13, 14, 15].map((n) => files(bench, n))), ['ok', 'ok', 'ok', 'ok', 'rate_limited']);
  });

  it('is not lost when it is too much for now: its page is told when to come again, and then it is done, once', () => {
    const bench = new Bench({ perAddress: { requests: 1, words: null } });
    file(bench);
    const kim = bench.customer('kim');
    const submit = { type: 'submit', key: key(2), ...form } as const;
    assert.deepEqual(kim.does(submit), { type: 'answer', lane: kim.lane, n: 1, ok: false, code: 'rate_limited', retryAfter: 60_000 });
    assert.deepEqual([bench.store.request(key(2)), bench.store.lane(kim.lane)], [null, null]);
    kim.send({ type: 'command', lane: kim.lane, n: 2, command: { type: 'message', key: key(2), text: 'Hello?' } });
    assert.deepEqual(kim.take('answer'), [], 'what stands behind it waits with it');
    bench.pass(day - 10_000);
    const soon = again(kim, submit);
    assert.ok(!soon.ok && soon.retryAfter !== undefined && Math.abs(soon.retryAfter - 10_000) <= 1, JSON.stringify(soon));
    bench.pass(soon.retryAfter);
    assert.equal(again(kim, submit).ok, true);
    assert.equal(kim.does({ type: 'message', key: key(2), text: 'Hello?' }).ok, true);
  });

  it('takes nothing from another address, from technicians, and from what is only asked', () => {
    const bench = new Bench({ perAddress: { requests: 1, words: 1 } });
    const { customer: kim } = file(bench);
    assert.equal(kim.refused({ type: 'message', key: key(1), text: 'Hello' }), 'rate_limited');
    assert.deepEqual(codes([files(bench, 2, elsewhere)]), ['ok']);
    const anna = bench.technician('anna', { ip: home });
    anna.must({ type: 'assign', key: key(1) });
    for (let n = 0; n < 50; n++) anna.must({ type: 'note', key: key(1), text: 'Words, '.repeat(50) });
    assert.equal(kim.opened(key(1)).state.status, 'active');
    assert.equal(kim.query().rows.length, 1);
  });

  it('is that of a whole /64 of IPv6', () => {
    const bench = new Bench({ perAddress: { requests: 1, words: null } });
    assert.deepEqual(codes([files(bench, 1, '2001:db8:1:2::1'), files(bench, 2, '2001:db8:1:2:3:4:5:6'), files(bench, 3, '2001:db8:1:3::1')]), ['ok', 'rate_limited', 'ok']);
  });

  it('is so many bytes of commands, of those that are refused for good as well; the one that goes beyond is taken whole', () => {
    const bench = new Bench({ perAddress: { requests: null, words: 1_000 } });
    const { customer: kim } = file(bench, 1, bench.customer('kim', { ip: elsewhere }));
    const here = bench.customer('kim', { ip: home });
    const message = (characters: number) => ({ type: 'message', key: key(1), text: 'é'.repeat(characters) }) as const;
    const around = JSON.stringify({ type: 'command', lane: here.lane, n: 1, command: message(0) }).length;
    here.must(message((998 - around) / 2));
    assert.equal(here.refused({ type: 'message', key: key(9), text: 'x'.repeat(4_000) }), 'not_found');
    assert.equal(here.refused(message(1)), 'rate_limited');
    assert.deepEqual([again(here, message(1))].map((answer) => !answer.ok && answer.retryAfter), [60_000]);
    assert.equal(kim.does(message(1)).ok, true);
    bench.pass(5 * day);
    assert.equal(again(here, message(1)).ok, true);
  });

  it('counts what is refused for now not at all, and nothing twice: what was answered is answered the same', () => {
    const bench = new Bench({ perAddress: { requests: null, words: 400 } });
    const { customer: kim } = file(bench);
    const message = { type: 'message', key: key(1), text: 'x'.repeat(5_000) } as const;
    const first = kim.must(message);
    assert.deepEqual(again(kim, message), first);
    const next = { type: 'message', key: key(1), text: 'y' } as const;
    for (let tries = 0; tries < 100; tries++) assert.equal(kim.n === 3 ? codes([again(kim, next)])[0] : kim.refused(next), 'rate_limited');
    bench.pass(13 * day);
    assert.equal(again(kim, next).ok, true);
  });

  it('of a customer whom a token names is counted to who they are, wherever they are', () => {
    const bench = new Bench({ perAddress: { requests: 1, words: null } });
    assert.deepEqual(codes([files(bench, 1), files(bench, 2)]), ['ok', 'rate_limited']);
    const kim = (n: number, ip: string) => bench.known('4711', `browser ${String(n)}`, { ip }).does({ type: 'submit', key: key(n), ...form });
    assert.deepEqual(codes([kim(3, home), kim(4, elsewhere)]), ['ok', 'rate_limited']);
    assert.deepEqual(codes([bench.known('4712', 'another', { ip: home }).does({ type: 'submit', key: key(5), ...form }), files(bench, 6, elsewhere)]), ['ok', 'ok']);
  });

  it('has no end where the company sets none, and where no address is known', () => {
    const free = new Bench({ perAddress: { requests: null, words: null } });
    const unknown = new Bench({ perAddress: { requests: 1, words: 1 } });
    for (let n = 1; n < 700; n++) assert.deepEqual(codes([files(free, n), files(unknown, n, '')]), ['ok', 'ok']);
  });

  it('wakes nobody', () => {
    const bench = new Bench({ technicians: [], perAddress: { requests: 1, words: 1 } });
    files(bench, 1);
    files(bench, 2);
    assert.equal(bench.wakeAt, null);
  });
});

describe('A desk that is told nothing of addresses', () => {
  it('takes what an office of hundreds behind one of them sends in a day', () => {
    const bench = new Bench();
    const people = Array.from({ length: 400 }, (_, n) => bench.customer(`person ${String(n)}`));
    people.forEach((person, n) => file(bench, n + 1, person));
    for (let hour = 0; hour < 8; hour++) {
      people.forEach((person, n) => person.must({ type: 'message', key: key(n + 1), text: 'What it says on the screen, and what I did before. '.repeat(20) }));
      bench.pass(3_600_000);
    }
  });
});
