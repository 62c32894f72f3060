import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Command } from '../../../src/protocol/frames.ts';
import { Bench, file, key, technician, type Caller } from './bench.ts';

const rate = (stars: 1 | 2 | 3 | 4 | 5, comment = ''): Command => ({ type: 'rate', key: key(1), stars, comment });

/** Kim's request, which Anna has closed after a chat. */
function over(options: ConstructorParameters<typeof Bench>[0] = {}): { bench: Bench; customer: Caller; anna: Caller } {
  const bench = new Bench(options);
  const { customer } = file(bench);
  const anna = bench.technician('anna');
  for (const type of ['assign', 'join-chat'] as const) anna.must({ type, key: key(1) });
  anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
  return { bench, customer, anna };
}

const stateOf = (bench: Bench) => bench.store.request(key(1))?.state;

describe('a rating [R95]', () => {
  it('is heard by everybody who has the request open, and changes nothing but itself', () => {
    const { bench, customer, anna } = over();
    anna.opened(key(1));
    const before = stateOf(bench);
    const { seq } = customer.must(rate(4, '  Quick, and friendly.\n'));
    assert.deepEqual(anna.take('event').at(-1)?.entry, { seq, at: bench.now, event: { type: 'rated', author: { role: 'customer', name: 'Kim Muster' }, stars: 4, comment: 'Quick, and friendly.' } });
    assert.deepEqual(stateOf(bench), { ...before, rating: { stars: 4, comment: 'Quick, and friendly.', at: bench.now }, head: seq, updatedAt: bench.now });
    assert.deepEqual([stateOf(bench)?.status, stateOf(bench)?.chat], ['completed', 'ended']);
  });

  it('is replaced by a later one, and stays when the request is opened again', () => {
    const { bench, customer, anna } = over();
    customer.must(rate(2, 'Slow.'));
    customer.must(rate(5));
    anna.must({ type: 'reopen', key: key(1) });
    assert.deepEqual([stateOf(bench)?.rating?.stars, stateOf(bench)?.rating?.comment, stateOf(bench)?.status], [5, '', 'active']);
    assert.deepEqual(bench.store.entries(key(1), { limit: 100 }).flatMap(({ event }) => (event.type === 'rated' ? [event.stars] : [])), [2, 5], 'both stay in the log');
    assert.equal(anna.opened(key(1)).state.rating?.stars, 5);
  });

  it('is too early while the request is open', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    assert.equal(customer.refused(rate(5)), 'not_completed');
    customer.must({ type: 'withdraw', key: key(1) });
    customer.must(rate(5));
  });

  it('is the customer’s own, and of what is theirs', () => {
    const { bench, anna } = over();
    assert.equal(anna.refused(rate(5)), 'forbidden');
    assert.equal(bench.customer('eve').refused(rate(1)), 'not_found');
    assert.equal(stateOf(bench)?.rating, undefined);
  });

  it('of more than 1,000 characters is refused, with the field', () => {
    const { customer } = over();
    const answer = customer.does(rate(3, 'x'.repeat(1_001)));
    assert.deepEqual([!answer.ok && answer.code, !answer.ok && answer.faults], ['invalid', [{ field: 'comment', fault: 'too_long', limit: 1_000 }]]);
  });

  it('is not asked for, and not taken, where the company has switched it off', () => {
    const { bench, customer } = over({ rating: false });
    assert.equal(bench.customer('kim').take('welcome')[0]?.settings.rating, false);
    assert.equal(customer.refused(rate(5)), 'forbidden');
    assert.equal(over().bench.customer('kim').take('welcome')[0]?.settings.rating, true, 'by default it is on');
  });

  it('has room beside the longest form and all guests', () => {
    const technicians = Array.from({ length: 60 }, (_, n) => technician(n === 0 ? 'anna' : `colleague ${String(n)}`));
    const bench = new Bench({ technicians });
    const customer = bench.customer('kim');
    const long = '€'.repeat(200);
    const metadata = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`${String(n)}${'\u0002'.repeat(62)}`, 'x'.repeat(400)]));
    customer.must({ type: 'submit', key: key(1), name: long, email: 'kim@example.com', description: `.${'\u0001'.repeat(4_950)}.`, metadata });
    const anna = bench.technician('anna');
    for (const type of ['assign', 'join-chat'] as const) anna.must({ type, key: key(1) });
    anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
    customer.must(rate(1, '€'.repeat(1_000)));
    anna.must({ type: 'reopen', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    for (const { id } of technicians.slice(1)) if (!anna.does({ type: 'invite', key: key(1), technician: id }).ok) break;
    // The bench looks at the size of every frame.
    assert.equal(anna.opened(key(1)).state.rating?.comment.length, 1_000);
  });
});
