import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RequestEvent } from '../../src/domain/events.ts';
import type { Author } from '../../src/domain/request.ts';
import { anna, ben, customer, fold, identity, submitted } from './histories.ts';

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

  it('takes the device that the customer went on with', () => {
    const device = { type: 'phone', os: 'ios', browser: 'Safari 18' } as const;
    assert.deepEqual(fold([submitted(), { type: 'device', device }]).device, device);
  });
});
