import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standing, type ChatStatus, type RequestStatus, type Standing } from '../../src/domain/request.ts';
import { inView, statusesOf, views } from '../../src/domain/views.ts';

const table: readonly (readonly [RequestStatus, ChatStatus, Standing])[] = [
  ['new', 'none', 'new'],
  ['new', 'waiting', 'waiting'],
  ['new', 'ended', 'new'],
  ['new', 'joined', 'new'], // cannot be; shown as what it is most like
  ['active', 'none', 'in-progress'],
  ['active', 'waiting', 'waiting'],
  ['active', 'joined', 'in-chat'],
  ['active', 'ended', 'chat-ended'],
  ['completed', 'none', 'completed'],
  ['completed', 'waiting', 'completed'],
  ['completed', 'joined', 'completed'],
  ['completed', 'ended', 'completed'],
];

describe('the word in the Status column', () => {
  for (const [status, chat, word] of table) {
    it(`is ${word} for ${status} with chat ${chat}`, () => assert.equal(standing({ status, chat }), word));
  }
});

describe('the views of a list', () => {
  it('hold each request once beside All', () => {
    for (const status of ['new', 'active', 'completed'] as const) {
      assert.deepEqual(views.filter((view) => inView({ status }, view)), ['all', status]);
    }
    assert.deepEqual(statusesOf.all, ['new', 'active', 'completed']);
  });
});
