import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommandFrame } from '../../../src/protocol/frames.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import type { DeskStore } from '../../../src/server/core/store.ts';
import { Bench, file, form, key, type Caller } from './bench.ts';

/** A store whose medium fails when it is told to: all of it, or only at the end of a transaction. */
class FailingStore extends MemoryStore {
  failing: 'all' | 'commit' | null = null;

  constructor() {
    super();
    const methods = [
      'request',
      'entries',
      'list',
      'position',
      'furthest',
      'countByStatus',
      'technicians',
      'technician',
      'lane',
    ] as const satisfies readonly (keyof DeskStore)[];
    for (const name of methods) {
      const method = this[name] as (...values: unknown[]) => unknown;
      Object.defineProperty(this, name, {
        value: (...values: unknown[]) => {
          if (this.failing === 'all') throw new Error(`no ${name}`);
          return method.apply(this, values);
        },
      });
    }
  }

  override transaction<T>(work: () => T): T {
    return super.transaction(() => {
      const result = work();
      if (this.failing) throw new Error('disk full');
      return result;
    });
  }
}

function ready(): { bench: Bench; store: FailingStore; customer: Caller; anna: Caller } {
  const store = new FailingStore();
  const bench = new Bench({ store });
  file(bench);
  const customer = bench.customer('kim');
  const anna = bench.technician('anna');
  customer.opened(key(1));
  anna.opened(key(1));
  anna.query({ ask: 1 });
  customer.clear();
  anna.clear();
  return { bench, store, customer, anna };
}

function message(caller: Caller, n: number): CommandFrame {
  return { type: 'command', lane: caller.lane, n, command: { type: 'message', key: key(1), text: `line ${String(n)}` } };
}

describe('a store that fails', () => {
  for (const failing of ['all', 'commit'] as const) {
    it(`refuses the whole transaction as unavailable, for each lane once, and leaves nothing behind (${failing}) [R14] [R15]`, () => {
      const { bench, store, customer, anna } = ready();
      store.failing = failing;
      bench.step(
        customer.input(message(customer, 1)),
        customer.input(message(customer, 2)),
        anna.next({ type: 'assign', key: key(1) }),
      );
      assert.deepEqual(customer.frames, [
        { type: 'answer', lane: customer.lane, n: 1, ok: false, code: 'unavailable', retryAfter: 1_000 },
      ]);
      assert.deepEqual(anna.frames, [
        { type: 'answer', lane: anna.lane, n: 1, ok: false, code: 'unavailable', retryAfter: 1_000 },
      ]);
      assert.ok(bench.faults.length > 0);
      customer.send(message(customer, 3));
      assert.equal(customer.take('answer').length, 1, 'what comes behind waits without a word');

      store.failing = null;
      assert.deepEqual([store.request(key(1))?.state.head, store.lane(customer.lane), store.lane(anna.lane)], [1, null, null]);
      customer.clear();
      bench.step(...[1, 2, 3].map((n) => customer.input(message(customer, n))));
      assert.deepEqual(
        customer.take('answer').map(({ ok }) => ok),
        [true, true, true],
      );
      assert.deepEqual(
        anna.take('event').map(({ entry }) => entry.seq),
        [2, 3, 4],
      );
      assert.equal(anna.take('row').length, 1);
    });
  }

  it('goes on behind a command that had been answered before and came again with those that failed [R13] [R15]', () => {
    const { bench, store, customer } = ready();
    customer.send(message(customer, 1));
    store.failing = 'commit';
    customer.clear();
    // The page has not had the first answer: after a broken connection it says both.
    bench.step(customer.input(message(customer, 1)), customer.input(message(customer, 2)));
    assert.deepEqual(
      customer.take('answer').map(({ n, ok }) => [n, ok]),
      [[1, false]],
    );
    store.failing = null;
    customer.clear();
    bench.step(customer.input(message(customer, 1)), customer.input(message(customer, 2)));
    assert.deepEqual(
      customer.take('answer').map(({ n, ok }) => [n, ok]),
      [
        [1, true],
        [2, true],
      ],
    );
    assert.equal(store.request(key(1))?.state.head, 3);
  });

  it('gives a number back that a failed submit had taken', () => {
    const { bench, store, customer } = ready();
    store.failing = 'commit';
    customer.send({ type: 'command', lane: customer.lane, n: 1, command: { type: 'submit', key: key(2), ...form } });
    store.failing = null;
    assert.equal(file(bench, 3).number, 2);
  });

  it('answers questions with unavailable, and later ones as ever', () => {
    const { store, customer } = ready();
    store.failing = 'all';
    customer.send({ type: 'open', ask: 1, request: key(1), after: 0 });
    customer.send({ type: 'page', ask: 2, key: key(1), before: 9 });
    customer.send({ type: 'query', ask: 3, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 5 });
    customer.send({ type: 'ticket', ask: 4, key: key(1), file: key(7) });
    customer.send({ type: 'sync', lanes: [], streams: { [key(1)]: 1 }, rev: 0 });
    assert.deepEqual(
      customer.frames,
      [1, 2, 3, 4].map((ask) => ({ type: 'error', ask, code: 'unavailable' })),
    );
    store.failing = null;
    assert.equal(customer.query({ ask: 3 }).rows.length, 1);
  });

  it('keeps a session and its lists as they were', () => {
    const { bench, store, anna } = ready();
    const before = JSON.stringify(bench.desk.session(anna.id));
    store.failing = 'all';
    anna.send({ type: 'query', ask: 1, view: 'new', mine: false, sort: 'id', direction: 'ascending', limit: 5 });
    anna.send({ type: 'open', ask: 2, request: key(1), after: 0 });
    assert.equal(JSON.stringify(bench.desk.session(anna.id)), before);
  });

  it('turns a newcomer away in a way that lets them come back', () => {
    const { bench, store } = ready();
    store.failing = 'all';
    const late = bench.customer('lee');
    assert.deepEqual([late.closed, late.frames, bench.desk.session(late.id)], ['fault', [], null]);
    store.failing = 'commit';
    assert.equal(bench.technician('ben').closed, 'fault');
    store.failing = null;
    assert.equal(bench.technician('ben').closed, null);
  });

  it('makes a page find its lists apart at the next sync, if a row could not be read after a commit [R33]', () => {
    const { bench, store, customer, anna } = ready();
    const commit = store.transaction.bind(store);
    store.transaction = (work) => {
      const result = commit(work);
      store.failing = 'all';
      return result;
    };
    customer.send(message(customer, 1));
    assert.deepEqual(
      anna.frames.map(({ type }) => type),
      ['event'],
      'the entry itself needs no reading',
    );
    assert.equal(customer.take('answer')[0]?.ok, true);
    store.failing = null;
    assert.equal(bench.desk.session(anna.id)?.rev, 2);
  });

  it('still knows when a technician left, and writes it when it can [R52]', () => {
    const { bench, store, anna } = ready();
    store.failing = 'commit';
    anna.leave();
    assert.equal(store.technician('anna')?.leftAt, null);
    const left = bench.now;
    assert.equal(bench.wakeAt, left + 120_000);
    bench.now += 5_000;
    store.failing = null;
    bench.step({ type: 'wake' });
    assert.equal(store.technician('anna')?.leftAt, left);
  });

  it('says of a file that it was not kept', () => {
    const { bench, store, customer } = ready();
    store.failing = 'commit';
    bench.file(key(7), customer);
    assert.deepEqual(bench.outputs.at(-1), { type: 'file', ref: key(7), done: false });
  });
});
