import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, file, key, type Caller } from './bench.ts';

function moves(caller: Caller, delivered: number, read: number): void {
  caller.send({ type: 'position', key: key(1), delivered, read });
}

/** A request in a chat with anna, three entries long, open on both sides. */
function chat(): { bench: Bench; customer: Caller; anna: Caller } {
  const bench = new Bench();
  const { customer } = file(bench);
  const anna = bench.technician('anna');
  anna.must({ type: 'assign', key: key(1) });
  anna.must({ type: 'join-chat', key: key(1) });
  customer.opened(key(1));
  anna.opened(key(1));
  customer.clear();
  anna.clear();
  return { bench, customer, anna };
}

describe('positions', () => {
  it('are told to both sides: the customer sees the furthest technician [R50] [R51]', () => {
    const { bench, customer, anna } = chat();
    const ben = bench.technician('ben');
    ben.opened(key(1));
    moves(anna, 3, 1);
    assert.deepEqual(customer.take('positions').at(-1)?.positions, {
      customer: { delivered: 0, read: 0 },
      technician: { delivered: 3, read: 1 },
      mine: { delivered: 0, read: 0 },
    });
    moves(ben, 2, 2);
    const furthest = { delivered: 3, read: 2 };
    assert.deepEqual(customer.take('positions').at(-1)?.positions.technician, furthest);
    assert.deepEqual(anna.take('positions').at(-1)?.positions, {
      customer: { delivered: 0, read: 0 },
      technician: furthest,
      mine: { delivered: 3, read: 1 },
    });
    moves(customer, 3, 3);
    assert.deepEqual(ben.take('positions').at(-1)?.positions, {
      customer: { delivered: 3, read: 3 },
      technician: furthest,
      mine: { delivered: 2, read: 2 },
    });
    assert.deepEqual(customer.opened(key(1)).positions, {
      customer: { delivered: 3, read: 3 },
      technician: furthest,
      mine: { delivered: 3, read: 3 },
    });
  });

  it('never go back, and what was read was delivered [R50]', () => {
    const { customer, anna } = chat();
    moves(anna, 0, 2);
    assert.deepEqual(anna.take('positions').at(-1)?.positions.mine, { delivered: 2, read: 2 });
    moves(anna, 1, 1);
    moves(anna, 2, 0);
    assert.deepEqual([anna.take('positions'), customer.take('positions').length], [[], 1]);
  });

  it('never pass the head [R50]', () => {
    const { anna } = chat();
    moves(anna, 999, 500);
    assert.deepEqual(anna.take('positions').at(-1)?.positions.mine, { delivered: 3, read: 3 });
  });

  it('of one technician that the others are beyond are told to that technician alone', () => {
    const { bench, customer, anna } = chat();
    const [ben, second] = [bench.technician('ben'), bench.technician('ben')];
    for (const caller of [ben, second]) caller.opened(key(1));
    moves(anna, 3, 3);
    for (const caller of [customer, anna, ben, second]) caller.clear();
    moves(ben, 2, 1);
    assert.deepEqual(
      [customer, anna, ben, second].map((caller) => caller.take('positions').length),
      [0, 0, 1, 1],
    );
  });

  it('make the number of unread entries smaller in the own lists, and say nothing to others', () => {
    const { bench, customer, anna } = chat();
    const [second, ben] = [bench.technician('anna'), bench.technician('ben')];
    for (const caller of [second, ben]) caller.query();
    for (const text of ['one', 'two']) customer.must({ type: 'message', key: key(1), text });
    assert.equal(second.take('row').at(-1)?.row?.unread, 2);
    ben.clear();
    moves(anna, 5, 4);
    assert.deepEqual(
      second.take('row').map(({ row }) => row?.unread),
      [1],
    );
    moves(anna, 5, 5);
    moves(anna, 5, 5);
    assert.deepEqual(
      second.take('row').map(({ row }) => row?.unread),
      [0],
    );
    assert.deepEqual(ben.take('row'), []);
  });

  it('count from where they were, after a restart too', () => {
    const { bench, customer, anna } = chat();
    moves(anna, 3, 3);
    bench.restart();
    const again = bench.technician('anna');
    assert.deepEqual(again.opened(key(1)).positions.mine, { delivered: 3, read: 3 });
    assert.equal(customer.identity.role, 'customer');
  });

  it('written together with commands are told after the entries they came with', () => {
    const { bench, customer, anna } = chat();
    bench.step(
      customer.next({ type: 'message', key: key(1), text: 'Hello' }),
      anna.input({ type: 'position', key: key(1), delivered: 4, read: 4 }),
    );
    assert.deepEqual(
      anna.frames.map(({ type }) => type),
      ['event', 'positions'],
    );
    assert.deepEqual(anna.take('positions')[0]?.positions.mine, { delivered: 4, read: 4 });
  });
});
