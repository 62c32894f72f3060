import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Announcements } from '../../../src/elements/support-chat/announcements.ts';
import { Arrivals } from '../../../src/elements/support-chat/arrivals.ts';
import { anna, entry, pending, says } from './lines.ts';

/** A listener with a clock that others turn. */
function listener() {
  const heard: string[] = [];
  const timers = new Set<() => void>();
  const announcements = new Announcements(
    (text) => heard.push(text),
    () => (count, who) => `${count} from ${who}`,
    (_ms, callback) => {
      timers.add(callback);
      return () => timers.delete(callback);
    },
  );
  const later = () => {
    for (const callback of [...timers]) {
      timers.delete(callback);
      callback();
    }
  };
  return { heard, announcements, later, timers };
}

const from = (who: string, text: string) => ({ who, text: `${who}: ${text}` });

describe('announcements', () => {
  it('say the first at once', () => {
    const { heard, announcements } = listener();
    announcements.add([from('Anna', 'Hello')]);
    assert.deepEqual(heard, ['Anna: Hello']);
  });

  it('make of a burst of 20 one line and one summary', () => {
    const { heard, announcements, later } = listener();
    for (let i = 1; i <= 20; i++) announcements.add([from('Anna', `Line ${i}`)]);
    later();
    later();
    assert.deepEqual(heard, ['Anna: Line 1', '19 from Anna']);
  });

  it('sum up what a reconnect brings all at once', () => {
    const { heard, announcements } = listener();
    announcements.add([from('Anna', 'a'), from('Ben', 'b'), from('Anna', 'c'), { who: null, text: 'Anna joined.' }]);
    assert.deepEqual(heard, ['2 from Anna. 1 from Ben. Anna joined.']);
  });

  it('say two that follow closely as they are', () => {
    const { heard, announcements, later } = listener();
    announcements.add([{ who: null, text: 'Anna joined.' }]);
    announcements.add([from('Anna', 'Hello')]);
    announcements.add([from('Anna', 'How are you?')]);
    later();
    assert.deepEqual(heard, ['Anna joined.', 'Anna: Hello Anna: How are you?']);
  });

  it('leave no timer behind, and say nothing after being cleared', () => {
    const { heard, announcements, later, timers } = listener();
    announcements.add([from('Anna', 'a')]);
    announcements.add([from('Anna', 'b')]);
    announcements.clear();
    later();
    assert.deepEqual([heard.length, timers.size], [1, 0]);
    announcements.add([from('Anna', 'c')]);
    later();
    assert.equal(timers.size, 0);
  });
});

describe('arrivals', () => {
  it('are what comes after the head that was there first; history is none', () => {
    const arrivals = new Arrivals();
    assert.deepEqual(arrivals.take([], null), []);
    assert.deepEqual(arrivals.take([entry(1, says(anna))], 1), []);
    const live = entry(2, says(anna));
    assert.deepEqual(arrivals.take([entry(1, says(anna)), live, pending('p1')], 2), [live]);
    assert.deepEqual(arrivals.take([entry(1, says(anna)), live], 2), []);
  });

  it('are reported once each, in order, however lines and state come in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.array(fc.nat({ max: 30 }), { maxLength: 20 }), (first, heads) => {
        const arrivals = new Arrivals();
        const upTo = (head: number) => Array.from({ length: head }, (_, index) => entry(index + 1, says(anna)));
        arrivals.take(upTo(first), first);
        const seen = heads.flatMap((head) => arrivals.take(upTo(head), head).map(({ entry: { seq } }) => seq));
        assert.deepEqual(seen, Array.from({ length: Math.max(0, Math.max(0, ...heads) - first) }, (_, index) => first + index + 1));
      }),
    );
  });
});
