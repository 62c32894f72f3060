import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Announcements } from '../../../src/elements/support-chat/announcements.ts';

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
