import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../support/seeded.ts';
import { Timeline } from '../../src/client/timeline.ts';
import type { LogEntry } from '../../src/domain/events.ts';

const anna = { role: 'technician', id: 'anna', name: 'Anna' } as const;
const ben = { role: 'technician', id: 'ben', name: 'Ben' } as const;
const kim = { role: 'customer', name: 'Kim' } as const;

function message(seq: number, author: typeof anna | typeof ben | typeof kim): LogEntry {
  return { seq, at: seq, event: { type: 'message', author, text: `message ${seq}` } };
}

function conversation(from: number, to: number): LogEntry[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index, (from + index) % 2 ? kim : anna));
}

describe('A timeline', () => {
  it('renders one row for one message: all other lines stay what they are', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 1_000));
    const before = timeline.lines;
    timeline.append([message(1_001, anna)]);
    assert.equal(timeline.lines.length, 1_001);
    assert.ok(before.every((line, index) => timeline.lines[index] === line));
  });

  it('changes only the lines that a position passes, and only own ones', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 10));
    timeline.othersAt({ delivered: 4, read: 0 });
    const before = timeline.lines;
    assert.ok(timeline.othersAt({ delivered: 8, read: 4 }));
    const changed = timeline.lines.filter((line, index) => line !== before[index]).map(({ entry }) => entry.seq);
    assert.deepEqual(changed, [1, 3, 5, 7]);
    assert.deepEqual(
      timeline.lines.filter(({ own }) => own).map(({ progress }) => progress),
      ['read', 'read', 'delivered', 'delivered', 'sent'],
    );
    const same = timeline.lines;
    assert.ok(!timeline.othersAt({ delivered: 8, read: 4 }));
    assert.equal(timeline.lines, same);
  });

  it('takes what does not follow for a new window', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 5));
    timeline.append(conversation(40, 60));
    assert.deepEqual([timeline.first, timeline.last], [40, 60]);
  });

  it('takes of a page what it has not, when some of it has come meanwhile [R22]', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 10));
    const before = timeline.lines;
    timeline.append(conversation(9, 12));
    assert.deepEqual([timeline.first, timeline.last, timeline.unread], [1, 12, 6]);
    assert.ok(before.every((line, index) => timeline.lines[index] === line));
    timeline.append(conversation(3, 12));
    assert.equal(timeline.lines.length, 12);
  });

  it('puts older entries in front only where they fit', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(40, 60));
    assert.ok(!timeline.prepend(conversation(1, 38)));
    assert.ok(!timeline.prepend([]));
    assert.ok(timeline.prepend(conversation(20, 39)));
    assert.deepEqual([timeline.first, timeline.last], [20, 60]);
  });

  it('knows what is one’s own: a technician’s is what they did themselves', () => {
    const technician = { id: 'anna', name: 'Anna' };
    const entries: LogEntry[] = [
      { seq: 1, at: 1, event: { type: 'assigned', technician } },
      message(2, anna),
      message(3, ben),
      message(4, kim),
      { seq: 5, at: 5, event: { type: 'ended', author: kim } },
      { seq: 6, at: 6, event: { type: 'ended', author: anna } },
      // Of tomorrow.
      { seq: 7, at: 7, event: { type: 'sung' } as never },
    ];
    const own = (timeline: Timeline) => {
      timeline.append(entries);
      return timeline.lines.filter((line) => line.own).map(({ entry }) => entry.seq);
    };
    assert.deepEqual(own(new Timeline({ role: 'technician', id: 'anna' })), [1, 2, 6]);
    assert.deepEqual(own(new Timeline({ role: 'customer' })), [4, 5]);
  });

  it('counts words and files of the other side that were not read', () => {
    const timeline = new Timeline({ role: 'technician', id: 'anna' });
    timeline.append([message(1, kim), message(2, ben), message(3, anna), message(4, kim), { seq: 5, at: 5, event: { type: 'ended', author: kim } }]);
    assert.equal(timeline.unread, 2);
    timeline.readAt(1);
    assert.equal(timeline.unread, 1);
    timeline.append([message(6, kim)]);
    assert.equal(timeline.unread, 2);
    timeline.readAt(6);
    assert.equal(timeline.unread, 0);
  });

  it('is the same however its entries and positions came', () => {
    const position = fc.record({ delivered: fc.integer({ min: 0, max: 60 }), read: fc.integer({ min: 0, max: 60 }) });
    const step = fc.oneof(
      fc.record({ append: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ prepend: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ others: position }),
      fc.record({ read: fc.integer({ min: 0, max: 60 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const reader = { role: 'customer' } as const;
        const timeline = new Timeline(reader);
        let first = 30;
        let last = 29;
        let others = { delivered: 0, read: 0 };
        let read = 0;
        for (const one of steps) {
          if ('append' in one) {
            timeline.append(conversation(last + 1, last + one.append));
            last += one.append;
          } else if ('prepend' in one) {
            if (last < first) continue;
            const from = Math.max(1, first - one.prepend);
            if (from < first) assert.ok(timeline.prepend(conversation(from, first - 1)));
            first = from;
          } else if ('others' in one) timeline.othersAt((others = one.others));
          else timeline.readAt((read = one.read));
        }
        const whole = new Timeline(reader);
        whole.othersAt(others);
        whole.readAt(read);
        if (last >= first) whole.append(conversation(first, last));
        assert.deepEqual(timeline.lines, whole.lines);
        assert.equal(timeline.unread, whole.unread);
      }),
    );
  });
});
