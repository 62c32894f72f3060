import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Bench, file, key, technician, type Caller } from './bench.ts';

/** Anna is in a chat with Kim; Ben and the admin Cleo are there. */
function chat(): { bench: Bench; customer: Caller; anna: Caller; ben: Caller; cleo: Caller } {
  const bench = new Bench({ technicians: [technician('anna'), technician('ben'), technician('cleo', { role: 'admin' }), technician('dan', { enabled: false })] });
  const [anna, ben, cleo] = [bench.technician('anna'), bench.technician('ben'), bench.technician('cleo')];
  const { customer } = file(bench);
  anna.must({ type: 'assign', key: key(1) });
  anna.must({ type: 'join-chat', key: key(1) });
  return { bench, customer, anna, ben, cleo };
}

const stateOf = (bench: Bench) => {
  const request = bench.store.request(key(1));
  assert.ok(request);
  return request.state;
};
const typesOf = (bench: Bench) => bench.store.entries(key(1), { limit: 100 }).map(({ event }) => event.type);

describe('a transfer', () => {
  it('gives the request to another, and its chat waits for them [R70]', () => {
    const { bench, anna, ben, customer } = chat();
    customer.opened(key(1));
    anna.must({ type: 'transfer', key: key(1), to: 'ben' });
    const { technician: owner, chat: where, status } = stateOf(bench);
    assert.deepEqual([owner, where, status], [{ id: 'ben', name: 'Ben' }, 'waiting', 'active']);
    assert.deepEqual(customer.take('event').at(-1)?.entry.event, { type: 'transferred', technician: { id: 'ben', name: 'Ben' }, by: { id: 'anna', name: 'Anna' } });
    assert.equal(anna.refused({ type: 'join-chat', key: key(1) }), 'someone_elses');
    ben.must({ type: 'join-chat', key: key(1) });
  });

  it('to whoever is Unavailable or away is as good: the menu shows who is there', () => {
    const { bench, anna, ben } = chat();
    ben.must({ type: 'set-availability', available: false });
    ben.leave();
    anna.must({ type: 'transfer', key: key(1), to: 'ben' });
    assert.equal(stateOf(bench).technician?.id, 'ben');
  });

  it('to whoever has it, is disabled, or was never here, is refused [R70]', () => {
    const { bench, anna } = chat();
    for (const to of ['anna', 'dan', 'nobody', 'ANNA', '__proto__']) assert.equal(anna.refused({ type: 'transfer', key: key(1), to, note: 'hush' }), 'no_such_technician', to);
    assert.deepEqual(typesOf(bench), ['submitted', 'assigned', 'joined']);
    assert.equal(bench.store.lastNote(key(1)).seq, 0, 'and no note is left behind [R15]');
  });

  it('to a guest who is in the chat goes on without a wait', () => {
    const { bench, anna, ben, cleo } = chat();
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'invite', key: key(1), technician: 'cleo' });
    anna.must({ type: 'transfer', key: key(1), to: 'ben' });
    assert.deepEqual([stateOf(bench).chat, stateOf(bench).guests.map(({ id }) => id)], ['joined', ['cleo']]);
    ben.must({ type: 'message', key: key(1), text: 'I go on' });
    assert.equal(anna.refused({ type: 'message', key: key(1), text: 'Me too' }), 'someone_elses');
    cleo.must({ type: 'join-chat', key: key(1) });
  });

  it('is not for others, but for an admin', () => {
    const { ben, cleo, customer, bench } = chat();
    assert.equal(ben.refused({ type: 'transfer', key: key(1), to: 'cleo' }), 'someone_elses');
    assert.equal(customer.refused({ type: 'transfer', key: key(1), to: 'ben' }), 'forbidden');
    assert.equal(ben.refused({ type: 'transfer', key: key(9), to: 'cleo' }), 'not_found');
    cleo.must({ type: 'transfer', key: key(1), to: 'ben' });
    assert.equal(stateOf(bench).technician?.id, 'ben');
  });
});

describe('an invitation', () => {
  it('arrives among the requests of whoever is asked, and is counted there [R71]', () => {
    const { anna, ben } = chat();
    const mine = ben.query({ ask: 1, mine: true });
    assert.deepEqual([mine.rows.length, mine.counts.mine], [0, 0]);
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    const [row] = ben.take('row');
    assert.deepEqual([row?.in.map(({ ask }) => ask), row?.row?.guests, row?.counts.mine], [[1], [{ id: 'ben', name: 'Ben', joined: false }], 1]);
    assert.equal(ben.query({ ask: 2, mine: true }).rows.length, 1);
    ben.must({ type: 'leave-chat', key: key(1) });
    assert.deepEqual(ben.take('row').map(({ row: now, counts }) => [now, counts.mine]), [[null, 0]]);
  });

  it('is taken up by joining: then both write, and either side reads both', () => {
    const { anna, ben, customer, bench } = chat();
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    assert.equal(ben.refused({ type: 'message', key: key(1), text: 'Too early' }), 'join_first');
    ben.must({ type: 'join-chat', key: key(1) });
    assert.equal(stateOf(bench).chat, 'joined');
    ben.must({ type: 'message', key: key(1), text: 'Hello' });
    anna.must({ type: 'message', key: key(1), text: 'This is Ben' });
    const words = customer.opened(key(1)).entries.flatMap(({ event }) => (event.type === 'message' ? [[event.author.name, event.text]] : []));
    assert.deepEqual(words, [['Ben', 'Hello'], ['Anna', 'This is Ben']]);
  });

  it('is refused for whoever is there already or cannot come [R71]', () => {
    const { anna, ben } = chat();
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    for (const id of ['anna', 'ben', 'dan', 'nobody']) assert.equal(anna.refused({ type: 'invite', key: key(1), technician: id }), 'no_such_technician', id);
    ben.must({ type: 'join-chat', key: key(1) });
    assert.equal(anna.refused({ type: 'invite', key: key(1), technician: 'ben' }), 'no_such_technician');
    assert.equal(ben.refused({ type: 'invite', key: key(1), technician: 'cleo' }), 'someone_elses', 'a guest asks nobody in');
  });

  it('needs a chat that runs', () => {
    const { anna, bench } = chat();
    file(bench, 2, bench.customer('lou'));
    assert.equal(anna.refused({ type: 'invite', key: key(2), technician: 'ben' }), 'not_assigned');
    anna.must({ type: 'end-chat', key: key(1) });
    assert.equal(anna.refused({ type: 'invite', key: key(1), technician: 'ben' }), 'join_first');
  });

  it('asks no more in than a frame has room for, whatever the request is and however long their names are [R1] [R71]', () => {
    const wide = Array.from({ length: 60 }, (_, n) => technician(`colleague ${String(n)}`, { name: '\u0001'.repeat(20) + String(n) }));
    const bench = new Bench({ technicians: [technician('anna'), ...wide] });
    const large = Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`k${String(n)}`, '\u0001'.repeat(500)]));
    file(bench, 1, bench.customer('kim'), { metadata: large, description: 'd'.repeat(4_399) + '\u0001'.repeat(100) + 'd' });
    const anna = bench.technician('anna');
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    anna.query();
    const answers = wide.map(({ id }) => anna.does({ type: 'invite', key: key(1), technician: id }));
    assert.deepEqual([...new Set(answers.map((answer) => (answer.ok ? 'ok' : answer.code)))], ['ok', 'invalid']);
    assert.equal(stateOf(bench).guests.length, answers.filter(({ ok }) => ok).length);
    assert.ok(stateOf(bench).guests.length >= 16);
    // The bench measures each of these frames.
    assert.equal(anna.opened(key(1)).state.guests.length, stateOf(bench).guests.length);
    assert.equal(anna.query().rows.length, 1);
  });

  it('is over when the chat is, for the guest as for the list', () => {
    const { anna, ben, customer } = chat();
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'join-chat', key: key(1) });
    assert.equal(ben.query({ mine: true }).counts.mine, 1);
    customer.must({ type: 'end-chat', key: key(1) });
    assert.equal(ben.refused({ type: 'message', key: key(1), text: 'Hello?' }), 'someone_elses');
    assert.equal(ben.query({ mine: true }).counts.mine, 0);
  });

  it('lets a guest leave, and whoever has the request not', () => {
    const { anna, ben, bench } = chat();
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'join-chat', key: key(1) });
    ben.must({ type: 'leave-chat', key: key(1) });
    assert.deepEqual(stateOf(bench).guests, []);
    assert.equal(ben.refused({ type: 'leave-chat', key: key(1) }), 'not_guest');
    assert.equal(anna.refused({ type: 'leave-chat', key: key(1) }), 'not_guest');
  });
});

describe('a request that an admin takes from somebody', () => {
  it('is nobody’s, and the log says whose it was and who took it', () => {
    const { bench, anna, cleo, ben } = chat();
    assert.equal(ben.refused({ type: 'unassign', key: key(1) }), 'someone_elses');
    cleo.must({ type: 'unassign', key: key(1) });
    assert.deepEqual(bench.store.entries(key(1), { limit: 9 }).at(-1)?.event, { type: 'unassigned', technician: { id: 'anna', name: 'Anna' }, by: { id: 'cleo', name: 'Cleo' } });
    assert.equal(anna.refused({ type: 'message', key: key(1), text: 'Hello' }), 'not_assigned');
  });

  it('and one that is given back by whoever had it names no other', () => {
    const { bench, anna } = chat();
    anna.must({ type: 'unassign', key: key(1) });
    assert.deepEqual(bench.store.entries(key(1), { limit: 9 }).at(-1)?.event, { type: 'unassigned', technician: { id: 'anna', name: 'Anna' } });
  });
});

describe('a completed request', () => {
  it('is reopened by whoever may assign, as theirs, and its lists follow [R72]', () => {
    const { bench, anna, ben, customer } = chat();
    anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
    const list = ben.query({ ask: 1, view: 'active' });
    assert.equal(list.rows.length, 0);
    ben.must({ type: 'reopen', key: key(1) });
    const { status, chat: where, technician: owner, outcome, completedAt } = stateOf(bench);
    assert.deepEqual([status, where, owner?.id, outcome, completedAt], ['active', 'ended', 'ben', null, null]);
    const [row] = ben.take('row');
    assert.deepEqual([row?.row?.status, row?.counts.active, row?.counts.completed, row?.counts.mine], ['active', 1, 0, 1]);
    assert.equal(anna.refused({ type: 'reopen', key: key(1) }), 'not_completed');
    customer.must({ type: 'message', key: key(1), text: 'Thanks' });
    assert.equal(stateOf(bench).chat, 'waiting');
  });

  it('stays closed to whoever is Unavailable, and to its customer', () => {
    const { anna, ben, customer } = chat();
    customer.must({ type: 'withdraw', key: key(1) });
    ben.must({ type: 'set-availability', available: false });
    assert.equal(ben.refused({ type: 'reopen', key: key(1) }), 'not_available');
    assert.equal(customer.refused({ type: 'reopen', key: key(1) }), 'forbidden');
    anna.must({ type: 'reopen', key: key(1) });
  });
});
