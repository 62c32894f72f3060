import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noNotifications } from '../../../src/domain/staff.ts';
import type { Command } from '../../../src/protocol/frames.ts';
import { Bench, file, form, key, technician, type Caller } from './bench.ts';

const customersCommands: readonly Command[] = [
  { type: 'message', key: key(1), text: 'Hello' },
  { type: 'share-file', key: key(1), file: key(7) },
  { type: 'end-chat', key: key(1) },
  { type: 'withdraw', key: key(1) },
];

const techniciansCommands: readonly Command[] = [
  { type: 'assign', key: key(1) },
  { type: 'unassign', key: key(1) },
  { type: 'join-chat', key: key(1) },
  { type: 'close', key: key(1), outcome: 'resolved' },
  { type: 'set-availability', available: false },
  { type: 'transfer', key: key(1), to: 'anna' },
  { type: 'invite', key: key(1), technician: 'anna' },
  { type: 'leave-chat', key: key(1) },
  { type: 'reopen', key: key(1) },
  { type: 'note', key: key(1), text: 'Hello' },
  { type: 'set-notifications', notifications: noNotifications },
  { type: 'set-technician', id: 'anna', enabled: false },
  { type: 'set-replies', replies: [] },
];

/** All that is kept of request 1. */
function kept(bench: Bench): string {
  return JSON.stringify([bench.store.request(key(1)), bench.store.entries(key(1), { limit: 999 }), bench.store.countByStatus()]);
}

describe('a technician', () => {
  it('is let in if the desk knows them and they are enabled [R4]', () => {
    const bench = new Bench({ technicians: [technician('anna'), technician('ben', { enabled: false })] });
    assert.equal(bench.technician('anna').closed, null);
    for (const id of ['ben', 'carla']) {
      const barred = bench.technician(id);
      assert.equal(barred.closed, 'forbidden');
      assert.deepEqual(barred.frames, []);
      barred.send({ type: 'open', ask: 1, request: key(1), after: 0 });
      assert.deepEqual(barred.frames, []);
    }
  });

  it('of another company is nobody here, whatever their token says [R4]', () => {
    const bench = new Bench();
    file(bench);
    const carla = bench.technician('carla');
    assert.equal(carla.closed, 'forbidden');
    carla.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 10 });
    carla.send({ type: 'command', lane: key(5), n: 1, command: { type: 'assign', key: key(1) } });
    assert.deepEqual(carla.frames, []);
    assert.equal(bench.store.request(key(1))?.state.status, 'new');
  });

  it('who was disabled meanwhile is shut out at the next command', () => {
    const bench = new Bench();
    file(bench);
    const anna = bench.technician('anna');
    bench.store.saveTechnician(technician('anna', { enabled: false }));
    bench.technician('ben');
    anna.send({ type: 'command', lane: key(5), n: 1, command: { type: 'assign', key: key(1) } });
    assert.equal(anna.closed, 'forbidden');
    assert.equal(bench.store.request(key(1))?.state.status, 'new');
  });

  it('reads every request of the company, by key or number [R40]', () => {
    const bench = new Bench();
    file(bench, 1);
    const { customer } = file(bench, 2, bench.customer('lee'));
    const anna = bench.technician('anna');
    assert.equal(anna.opened(2).key, key(2));
    assert.equal(anna.opened(key(1)).state.number, 1);
    for (const name of [3, key(3)]) assert.equal(anna.open(name)?.type, 'error');
    assert.equal(customer.open(2)?.type, 'error', 'a number is no name for a customer');
  });

  it('may not file or withdraw', () => {
    const bench = new Bench();
    file(bench);
    const anna = bench.technician('anna');
    assert.equal(anna.refused({ type: 'submit', key: key(2), ...form }), 'forbidden');
    assert.equal(anna.refused({ type: 'withdraw', key: key(1) }), 'forbidden');
  });

  it('is told whose a request is, and changes nothing of it [R41] [R42]', () => {
    const bench = new Bench();
    file(bench);
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    anna.opened(key(1));
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    const before = kept(bench);
    bench.file(key(7), ben);
    anna.clear();
    for (const command of [...techniciansCommands.slice(0, 4), ...techniciansCommands.slice(5, 7), ...customersCommands.slice(0, 3)]) {
      const answer = ben.does(command);
      assert.ok(!answer.ok);
      assert.deepEqual([answer.code, answer.technician], ['someone_elses', 'Anna'], command.type);
    }
    assert.equal(kept(bench), before);
    assert.deepEqual(anna.frames, [], 'nobody is disturbed [R44]');
  });

  it('gets the request if they were first in the lane of time, in one transaction too [R42]', () => {
    const bench = new Bench();
    file(bench);
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    bench.step(ben.next({ type: 'assign', key: key(1) }), anna.next({ type: 'assign', key: key(1) }));
    assert.equal(ben.take('answer')[0]?.ok, true);
    const refusal = anna.take('answer')[0];
    assert.ok(refusal && !refusal.ok);
    assert.deepEqual([refusal.code, refusal.technician], ['someone_elses', 'Ben']);
    assert.deepEqual(anna.opened(key(1)).state.technician, { id: 'ben', name: 'Ben' });
  });

  it('who is Unavailable may open a request but not take it [R34] [R41]', () => {
    const bench = new Bench({ technicians: [technician('anna', { available: false })] });
    file(bench);
    const anna = bench.technician('anna');
    assert.equal(anna.opened(key(1)).state.number, 1);
    assert.equal(anna.refused({ type: 'assign', key: key(1) }), 'not_available');
  });
});

describe('a customer', () => {
  it("finds another's request as little as one that never was [R40]", () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const stranger = bench.customer('lee');
    bench.file(key(7), stranger);
    customer.opened(key(1));
    customer.clear();
    const before = kept(bench);
    const asked = (name: string): unknown[] => {
      stranger.clear();
      stranger.send({ type: 'open', ask: 1, request: name, after: 0 });
      stranger.send({ type: 'page', ask: 2, key: name, before: 9 });
      stranger.send({ type: 'ticket', ask: 3, key: name, file: key(7) });
      stranger.send({ type: 'position', key: name, delivered: 1, read: 1 });
      const answers = customersCommands.map((command) => ({
        ...stranger.does('key' in command ? { ...command, key: name } : command),
        n: 0,
      }));
      return [...stranger.frames, ...answers];
    };
    const theirs = asked(key(1));
    assert.deepEqual(asked(key(99)), theirs);
    assert.deepEqual(
      theirs.map((frame) => typeof frame === 'object' && frame && 'code' in frame && frame.code),
      Array(7).fill('not_found'),
    );
    assert.equal(kept(bench), before);
    assert.deepEqual(bench.store.position(key(1), stranger.identity.principal), { delivered: 0, read: 0 });
    assert.deepEqual(customer.frames, [], 'nobody is disturbed [R44]');
  });

  it("may not do a technician's work, on a request of their own or anywhere [R41]", () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const before = kept(bench);
    for (const command of techniciansCommands) {
      assert.equal(customer.refused(command), 'forbidden', command.type);
      assert.equal(bench.customer('lee').refused(command), 'forbidden', command.type);
    }
    assert.equal(kept(bench), before);
  });

  it('hears of no request but own ones, open or listed [R35] [R40]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const stranger = bench.customer('lee');
    stranger.query();
    stranger.open(key(1));
    stranger.clear();
    customer.must({ type: 'message', key: key(1), text: 'Hello' });
    customer.must({ type: 'withdraw', key: key(1) });
    assert.deepEqual(stranger.frames, []);
  });

  it('is never who a technician of the same name is', () => {
    const bench = new Bench();
    file(bench);
    const odd: Caller = bench.customer('kim');
    assert.equal(bench.desk.session(odd.id)?.identity.role, 'customer');
    assert.equal(odd.refused({ type: 'assign', key: key(1) }), 'forbidden');
  });
});

describe('questions', () => {
  it('are limited as well, far above the commands [R45]', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 2 } });
    const customer = bench.customer('kim');
    for (let ask = 1; ask <= 21; ask++) customer.send({ type: 'open', ask, request: key(9), after: 0 });
    assert.deepEqual(
      customer.take('error').map(({ code }) => code),
      [...Array<string>(20).fill('not_found'), 'rate_limited'],
    );
    bench.pass(100);
    customer.send({ type: 'open', ask: 22, request: key(9), after: 0 });
    assert.equal(customer.take('error')[0]?.code, 'not_found');
  });

  it('count once more for every ten rows that a customer is answered with [R45]', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 25 } });
    const customer = bench.customer('kim');
    for (let n = 1; n <= 25; n++) customer.must({ type: 'submit', key: key(n), ...form });
    const ask = (): void => customer.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 100 });
    for (let times = 0; times < 84; times++) ask();
    assert.equal(customer.take('rows').length, 84, 'of 250, each takes 3');
    assert.deepEqual(customer.take('error'), []);
    ask();
    assert.equal(customer.take('error')[0]?.code, 'rate_limited');
  });

  it('that have no answer of their own are passed over when there are too many [R45]', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 2 } });
    const customer = bench.customer('kim');
    customer.must({ type: 'submit', key: key(1), ...form });
    const streams = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [key(n), 0]));
    const sync = (): void => customer.send({ type: 'sync', lanes: [], streams, rev: 0 });
    for (let times = 0; times < 5; times++) sync();
    assert.equal(customer.take('heads').length, 3, 'of 20, each takes 8');
    customer.send({ type: 'position', key: key(1), delivered: 1, read: 1 });
    assert.deepEqual(bench.store.position(key(1), customer.identity.principal), { delivered: 0, read: 0 });
    bench.pass(1_000);
    customer.send({ type: 'position', key: key(1), delivered: 1, read: 1 });
    assert.deepEqual(bench.store.position(key(1), customer.identity.principal), { delivered: 1, read: 1 });
  });
});
