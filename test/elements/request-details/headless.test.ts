import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowedActions } from '../../../src/domain/lifecycle.ts';
import type { ChatStatus, RequestStatus } from '../../../src/domain/request.ts';
import { offered } from '../../../src/elements/request-details/offered.ts';

const anna = { role: 'technician', id: 'anna', available: true } as const;
const of = (status: RequestStatus, chat: ChatStatus, technician: string | null, available = true) =>
  offered(allowedActions({ status, chat, technician: technician === null ? null : { id: technician } }, { ...anna, available }));
const main = (offers: ReturnType<typeof of>) => offers.filter((offer) => offer.main).map(({ action }) => action);

describe('The buttons of a request', () => {
  it('have one main deed: Assign to Me for what is new, Join Chat for what is mine, none in a chat', () => {
    assert.deepEqual(main(of('new', 'waiting', null)), ['assign']);
    for (const chat of ['none', 'waiting', 'ended'] as const) assert.deepEqual(main(of('active', chat, 'anna')), ['join-chat']);
    assert.deepEqual(main(of('active', 'joined', 'anna')), []);
    assert.deepEqual(main(of('active', 'joined', 'ben')), []);
    assert.deepEqual(main(of('completed', 'ended', 'anna')), []);
  });

  it('put the main deed first', () => {
    for (const offers of [of('new', 'none', null), of('active', 'waiting', 'anna')]) assert.equal(offers[0]?.main, true);
  });

  it('say why, where something is not allowed', () => {
    const verdicts = Object.fromEntries(of('new', 'waiting', null, false).map(({ action, verdict }) => [action, verdict]));
    assert.equal(verdicts['assign'], 'not_available');
    assert.equal(verdicts['join-chat'], 'not_assigned');
    assert.ok(of('completed', 'ended', 'anna').every(({ verdict }) => verdict === 'completed'));
    assert.ok(of('active', 'joined', 'ben').every(({ verdict }) => verdict === 'someone_elses'));
  });

  it('offer every deed that the table allows', () => {
    const states = [
      ['new', 'none', null],
      ['new', 'waiting', null],
      ['new', 'ended', null],
      ['active', 'none', 'anna'],
      ['active', 'waiting', 'anna'],
      ['active', 'joined', 'anna'],
      ['active', 'ended', 'anna'],
    ] as const;
    for (const [status, chat, technician] of states) {
      const verdicts = allowedActions({ status, chat, technician: technician && { id: technician } }, anna);
      const allowed = [...verdicts].filter(([action, verdict]) => verdict === true && action !== 'write').map(([action]) => action);
      const shown = of(status, chat, technician).map(({ action }) => action as string);
      for (const action of allowed) assert.ok(shown.includes(action), `${action} in ${status}, ${chat}`);
    }
  });

  it('are none before anything is known', () => {
    assert.deepEqual(offered(new Map()), []);
  });
});
