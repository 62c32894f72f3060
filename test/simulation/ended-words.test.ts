import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../src/server/core/memory-store.ts';
import { watchEndedWords } from './ended-words.ts';

const key = 'f'.repeat(32);
const author = { role: 'customer', name: 'Kim' } as const;

/** A store with one message, and a clock that is set. */
function scene() {
  const store = new MemoryStore();
  const clock = { now: 1 };
  const ended = watchEndedWords(store, () => clock.now);
  const cause = { principal: 'kim', side: 'customer', lane: '', n: 1 } as const;
  store.transaction(() => {
    store.append(key, { seq: 1, at: 1, event: { type: 'message', author, text: 'kim0#1' } }, cause);
  });
  const edit = (text: string) => {
    store.amend(key, 1, { type: 'message', author, text, edited: { seq: 2, at: clock.now } });
  };
  return { store, clock, ended, edit };
}

const frame = (word: string) => JSON.stringify({ type: 'event', text: word });

describe('The simulation, of words that were put an end to [R92]', () => {
  it('lets them leave with the step that ends them, and never after it', () => {
    const { store, clock, ended, edit } = scene();
    store.transaction(() => {
      edit('kim0#1~2');
    });
    assert.deepEqual(ended(frame('kim0#1')), []);
    clock.now = 2;
    assert.deepEqual(ended(frame('kim0#1')), ['kim0#1']);
    assert.deepEqual(ended(frame('kim0#1~2')), []);
  });

  it('counts their end from the commit that keeps it, not from a try that the disk did not take', () => {
    const { store, clock, ended, edit } = scene();
    assert.throws(() => {
      store.transaction(() => {
        edit('kim0#1~2');
        throw new Error('The disk is full');
      });
    });
    clock.now = 2;
    assert.deepEqual(ended(frame('kim0#1')), []);
    store.transaction(() => {
      edit('kim0#1~2');
    });
    assert.deepEqual(ended(frame('kim0#1')), [], 'answered in the step that ends it');
    clock.now = 3;
    assert.deepEqual(ended(frame('kim0#1')), ['kim0#1']);
  });
});
