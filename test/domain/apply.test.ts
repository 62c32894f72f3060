import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestEvent } from '../../src/domain/events.ts';
import type { Author, Stars } from '../../src/domain/request.ts';
import { anna, ben, cleo, customer, fold, identity, submitted } from './histories.ts';

const technician: Author = { role: 'technician', ...anna };
const says = (author: Author): RequestEvent => ({ type: 'message', author, text: 'Hello' });

describe('the state of a request', () => {
  it('begins with what the form said', () => {
    assert.deepEqual(fold([submitted()]), {
      ...identity,
      number: 7,
      status: 'new',
      chat: 'waiting',
      customer: { name: 'Carol', email: 'carol@example.com' },
      description: 'It does not start.',
      metadata: { plan: 'gold' },
      device: { type: 'desktop', os: 'windows', browser: 'Firefox 140' },
      technician: null,
      guests: [],
      submittedAt: 1_000,
      assignedAt: null,
      waitingSince: 1_000,
      completedAt: null,
      outcome: null,
      updatedAt: 1_000,
      head: 1,
    });
  });

  it('goes back to new with the customer waiting when it is unassigned in the middle of a chat', () => {
    const state = fold([submitted(), { type: 'assigned', technician: anna }, { type: 'joined', technician: anna }, { type: 'unassigned', technician: anna }]);
    assert.deepEqual([state.status, state.chat, state.technician, state.assignedAt, state.waitingSince], ['new', 'waiting', null, null, 4_000]);
  });

  it('keeps the wait running when nobody had joined', () => {
    const state = fold([submitted(), { type: 'assigned', technician: anna }, { type: 'unassigned', technician: anna }]);
    assert.equal(state.waitingSince, 1_000);
  });

  it('names the second technician after the first gave it back', () => {
    const state = fold([submitted(), { type: 'assigned', technician: anna }, { type: 'unassigned', technician: anna }, { type: 'assigned', technician: ben }]);
    assert.deepEqual([state.technician, state.assignedAt], [ben, 4_000]);
  });

  it('counts the wait from the first word that was not answered', () => {
    const chat: RequestEvent[] = [submitted(), { type: 'assigned', technician: anna }, { type: 'joined', technician: anna }];
    assert.equal(fold(chat).waitingSince, null);
    assert.equal(fold([...chat, says(customer), says(customer)]).waitingSince, 4_000);
    assert.equal(fold([...chat, says(customer), says(technician)]).waitingSince, null);
  });

  it('waits again when the customer writes after the end', () => {
    const state = fold([submitted(), { type: 'assigned', technician: anna }, { type: 'joined', technician: anna }, { type: 'ended', author: technician }, says(customer)]);
    assert.deepEqual([state.status, state.chat, state.waitingSince], ['active', 'waiting', 5_000]);
  });

  it('keeps the technician who closed it, and how it ended', () => {
    const state = fold([submitted('none'), { type: 'assigned', technician: anna }, { type: 'completed', author: technician, outcome: 'unresolved' }]);
    assert.deepEqual([state.status, state.chat, state.outcome, state.technician, state.completedAt], ['completed', 'none', 'unresolved', anna, 3_000]);
  });

  describe('with a second technician', () => {
    const chat: RequestEvent[] = [submitted(), { type: 'assigned', technician: anna }, { type: 'joined', technician: anna }];
    const asked: RequestEvent[] = [...chat, { type: 'invited', technician: ben, by: anna }];
    const both: RequestEvent[] = [...asked, { type: 'joined', technician: ben }];

    it('names the guest, first as asked and then as joined, and the chat goes on', () => {
      assert.deepEqual(fold(asked).guests, [{ ...ben, joined: false }]);
      const state = fold(both);
      assert.deepEqual([state.guests, state.technician, state.chat], [[{ ...ben, joined: true }], anna, 'joined']);
    });

    it('loses a guest who leaves, and all of them when the chat or the request comes to an end', () => {
      assert.deepEqual(fold([...both, { type: 'left', technician: ben }]).guests, []);
      assert.deepEqual(fold([...both, { type: 'ended', author: technician }]).guests, []);
      assert.deepEqual(fold([...both, { type: 'unassigned', technician: anna }]).guests, []);
      assert.deepEqual(fold([...both, { type: 'completed', author: technician, outcome: 'resolved' }]).guests, []);
    });

    it('goes on in its chat when it is given to the guest in it, without a wait', () => {
      const state = fold([...both, { type: 'invited', technician: cleo, by: anna }, { type: 'transferred', technician: ben, by: anna }]);
      assert.deepEqual([state.technician, state.chat, state.waitingSince], [ben, 'joined', null]);
      assert.deepEqual(state.guests, [{ ...cleo, joined: false }], 'the other invitation stands');
    });

    it('waits for the next technician when it is given to somebody who is not there, not even invited ones who have not come', () => {
      for (const before of [chat, asked]) {
        const state = fold([...before, { type: 'transferred', technician: ben, by: anna }]);
        assert.deepEqual([state.status, state.technician, state.chat, state.guests], ['active', ben, 'waiting', []]);
        assert.equal(state.waitingSince, state.updatedAt);
      }
    });

    it('is given on outside of a chat with the wait as it runs', () => {
      const state = fold([submitted(), { type: 'assigned', technician: anna }, { type: 'transferred', technician: ben, by: cleo }]);
      assert.deepEqual([state.technician, state.chat, state.waitingSince, state.assignedAt], [ben, 'waiting', 1_000, 3_000]);
    });
  });

  it('comes back from completed as the one’s who reopened it, with the chat as it was', () => {
    const state = fold([
      submitted(),
      { type: 'assigned', technician: anna },
      { type: 'joined', technician: anna },
      { type: 'completed', author: technician, outcome: 'resolved' },
      { type: 'reopened', technician: ben },
    ]);
    assert.deepEqual([state.status, state.chat, state.technician, state.outcome, state.completedAt], ['active', 'ended', ben, null, null]);
    assert.deepEqual([state.assignedAt, state.waitingSince], [5_000, null]);
  });

  it('holds the last rating, also when it is opened again [R95]', () => {
    const rated = (stars: Stars, comment = ''): RequestEvent => ({ type: 'rated', author: customer, stars, comment });
    const over: RequestEvent[] = [submitted(), { type: 'completed', author: customer, outcome: 'withdrawn' }];
    assert.equal(fold(over).rating, undefined);
    assert.deepEqual(fold([...over, rated(2, 'Slow.')]).rating, { stars: 2, comment: 'Slow.', at: 3_000 });
    const again = fold([...over, rated(2, 'Slow.'), rated(5), { type: 'reopened', technician: anna }]);
    assert.deepEqual([again.rating, again.status], [{ stars: 5, comment: '', at: 4_000 }, 'active']);
  });

  it('takes the device that the customer went on with', () => {
    const device = { type: 'phone', os: 'ios', browser: 'Safari 18' } as const;
    assert.deepEqual(fold([submitted(), { type: 'device', device }]).device, device);
  });
});
