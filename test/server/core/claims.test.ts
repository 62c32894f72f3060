import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimLifetime, noChannels } from '../../../src/server/core/deliveries.ts';
import { Bench, file, key, type Caller } from './bench.ts';

/** Kim has filed a request and gone; Anna has it, in a chat. */
function room(): { bench: Bench; kim: Caller; anna: Caller } {
  const bench = new Bench({ channels: { ...noChannels, email: true, claims: true } });
  const anna = bench.technician('anna');
  const kim = bench.customer('kim');
  file(bench, 1, kim);
  anna.must({ type: 'assign', key: key(1) });
  anna.must({ type: 'join-chat', key: key(1) });
  return { bench, kim, anna };
}

/** The claim mails handed out so far, as [whose words, to whom]. */
const mails = (bench: Bench) =>
  bench.outputs.flatMap((output) => (output.type === 'deliver' && output.delivery.parcel.kind === 'claim' ? [output.delivery.parcel] : []));

/** What the host does when it sends one. */
function made(bench: Bench, hash: string, n = 1): void {
  const outputs = bench.step({ type: 'claim-made', delivery: 1, hash, request: key(n), expires: bench.now + claimLifetime });
  assert.deepEqual(outputs.filter(({ type }) => type === 'claim-made'), [{ type: 'claim-made', delivery: 1, kept: true }]);
}

const says = (anna: Caller, text = 'Are you there?') => anna.must({ type: 'message', key: key(1), text });

describe('a customer who is not here [R79]', () => {
  it('is written once that somebody has answered, until they have been here again', () => {
    const { bench, kim, anna } = room();
    kim.leave();
    says(anna);
    says(anna, 'Hello?');
    assert.deepEqual(mails(bench), [{ kind: 'claim', to: 'kim@example.com', from: 'Anna', about: { key: key(1), number: 1, customer: 'Kim Muster', description: 'The printer is on fire' } }]);
    const back = bench.customer('kim');
    back.leave();
    says(anna, 'Another thing');
    assert.equal(mails(bench).length, 2);
  });

  it('is not written while a page of theirs is open, nor for what no technician has said', () => {
    const { bench, kim, anna } = room();
    says(anna);
    kim.must({ type: 'message', key: key(1), text: 'Yes' });
    kim.leave();
    anna.must({ type: 'note', key: key(1), text: 'gone' });
    anna.must({ type: 'end-chat', key: key(1) });
    anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
    assert.deepEqual(mails(bench), []);
  });

  it('is written of a file as of words', () => {
    const { bench, kim, anna } = room();
    kim.leave();
    bench.file(key(77), anna);
    anna.must({ type: 'share-file', key: key(1), file: key(77) });
    assert.equal(mails(bench).length, 1);
  });

  it('is not written where the server sends no such mail', () => {
    const { anna, bench } = room();
    const quiet = new Bench();
    const [ben, lou] = [quiet.technician('ben'), quiet.customer('lou')];
    file(quiet, 1, lou);
    ben.must({ type: 'assign', key: key(1) });
    ben.must({ type: 'join-chat', key: key(1) });
    lou.leave();
    ben.must({ type: 'message', key: key(1), text: 'Hello' });
    assert.deepEqual(mails(quiet), []);
    assert.equal(anna.closed, null);
    assert.equal(bench.faults.length, 0);
  });
});

describe('a claim link [R78]', () => {
  it('makes another browser an owner: it reads, writes, and has the request in its list', () => {
    const { bench, anna } = room();
    made(bench, 'h1');
    const phone = bench.customer('phone');
    phone.query({ ask: 1 });
    assert.equal(phone.open(key(1))?.type, 'error');
    phone.clear();
    assert.deepEqual(phone.must({ type: 'claim', code: 'h1' }).key, key(1));
    const [row] = phone.take('row');
    assert.deepEqual([row?.row?.number, row?.in.map(({ ask }) => ask), row?.counts.all], [1, [1], 1]);
    assert.equal(phone.opened(key(1)).state.number, 1);
    anna.opened(key(1));
    phone.must({ type: 'message', key: key(1), text: 'From my phone' });
    assert.deepEqual(anna.take('event').at(-1)?.entry.event, { type: 'message', author: { role: 'customer', name: 'Kim Muster' }, text: 'From my phone' });
    assert.equal(phone.query({ ask: 2 }).counts.all, 1);
  });

  it('leaves the first browser what it had, and both hear of the other', () => {
    const { bench, kim } = room();
    made(bench, 'h1');
    const phone = bench.customer('phone');
    phone.must({ type: 'claim', code: 'h1' });
    for (const page of [kim, phone]) page.opened(key(1));
    for (const page of [kim, phone]) page.query({ ask: 9 });
    for (const page of [kim, phone]) page.clear();
    kim.must({ type: 'message', key: key(1), text: 'From the desk' });
    phone.must({ type: 'message', key: key(1), text: 'From the phone' });
    for (const page of [kim, phone]) assert.deepEqual([page.take('event').length, page.take('row').length], [2, 2]);
  });

  it('counts as the customer being here: no mail goes out while any owner is', () => {
    const { bench, kim, anna } = room();
    made(bench, 'h1');
    const phone = bench.customer('phone');
    phone.must({ type: 'claim', code: 'h1' });
    kim.leave();
    says(anna);
    assert.deepEqual(mails(bench), []);
    phone.leave();
    says(anna);
    bench.customer('phone').leave();
    says(anna, 'Again');
    assert.equal(mails(bench).length, 2);
  });

  it('opens once: for whoever comes second it is used, for whoever came first it still opens', () => {
    const { bench, kim } = room();
    made(bench, 'h1');
    const [phone, eve] = [bench.customer('phone'), bench.customer('eve')];
    phone.must({ type: 'claim', code: 'h1' });
    assert.equal(eve.refused({ type: 'claim', code: 'h1' }), 'claim_used');
    assert.equal(eve.open(key(1))?.type, 'error');
    assert.equal(phone.must({ type: 'claim', code: 'h1' }).key, key(1));
    assert.equal(kim.must({ type: 'claim', code: 'h1' }).key, key(1), 'and whoever filed it needs none');
    bench.pass(claimLifetime + 1);
    assert.equal(phone.must({ type: 'claim', code: 'h1' }).key, key(1));
  });

  it('of the customer’s own browser is used up by it, too', () => {
    const { bench, kim } = room();
    made(bench, 'h1');
    kim.must({ type: 'claim', code: 'h1' });
    assert.equal(bench.customer('eve').refused({ type: 'claim', code: 'h1' }), 'claim_used');
  });

  it('is over after 7 days, and no other word opens anything', () => {
    const { bench, anna } = room();
    made(bench, 'h1');
    bench.pass(claimLifetime);
    const phone = bench.customer('phone');
    assert.equal(phone.refused({ type: 'claim', code: 'h1' }), 'claim_used');
    assert.equal(phone.refused({ type: 'claim', code: 'h2' }), 'claim_unknown');
    assert.equal(phone.refused({ type: 'renew-claim', code: 'h2' }), 'claim_unknown');
    assert.equal(anna.refused({ type: 'claim', code: 'h1' }), 'forbidden');
    assert.equal(anna.refused({ type: 'renew-claim', code: 'h1' }), 'forbidden');
  });

  it('of another company is unknown here', () => {
    const { bench } = room();
    made(bench, 'h1');
    const other = new Bench({ company: 'globex', channels: bench.options.channels });
    assert.equal(other.customer('phone').refused({ type: 'claim', code: 'h1' }), 'claim_unknown');
  });

  it('gives no other request: not to read, not by another link’s key', () => {
    const { bench } = room();
    file(bench, 2, bench.customer('lou'));
    made(bench, 'h1');
    const phone = bench.customer('phone');
    phone.must({ type: 'claim', code: 'h1' });
    assert.equal(phone.open(key(2))?.type, 'error');
    assert.equal(phone.refused({ type: 'message', key: key(2), text: 'Hello' }), 'not_found');
    assert.equal(phone.query().rows.length, 1);
  });

  it('that is used up or over sends another to the address in the request, once in 10 minutes', () => {
    const { bench } = room();
    made(bench, 'h1');
    bench.customer('phone').must({ type: 'claim', code: 'h1' });
    const eve = bench.customer('eve');
    eve.must({ type: 'renew-claim', code: 'h1' });
    assert.deepEqual(mails(bench).map(({ to, from }) => [to, from]), [['kim@example.com', null]]);
    assert.equal(eve.refused({ type: 'renew-claim', code: 'h1' }), 'too_soon');
    made(bench, 'h2');
    assert.equal(bench.customer('lou').refused({ type: 'renew-claim', code: 'h2' }), 'too_soon', 'whichever link of the request it is');
    bench.pass(10 * 60_000);
    eve.must({ type: 'renew-claim', code: 'h1' });
    assert.equal(mails(bench).length, 2);
    assert.equal(eve.open(key(1))?.type, 'error', 'and opens nothing for whoever asked');
  });

  it('is not renewed where the server sends no such mail', () => {
    const { bench } = room();
    made(bench, 'h1');
    const quiet = new Bench({ store: bench.store });
    // A bench names its lanes by turns: these two are other people's in this store.
    quiet.customer('kim');
    quiet.customer('kim');
    assert.equal(quiet.customer('phone').refused({ type: 'renew-claim', code: 'h1' }), 'forbidden');
    quiet.customer('phone').must({ type: 'claim', code: 'h1' });
  });

  it('made twice under one hash stays as it was', () => {
    const { bench } = room();
    made(bench, 'h1');
    bench.customer('phone').must({ type: 'claim', code: 'h1' });
    made(bench, 'h1');
    assert.equal(bench.customer('eve').refused({ type: 'claim', code: 'h1' }), 'claim_used');
  });
});
