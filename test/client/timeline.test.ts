import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../support/seeded.ts';
import { extend, move, prepend } from '../../src/client/paging.ts';
import { longest, Timeline } from '../../src/client/timeline.ts';
import { amended, isAmending, outdated, type Message } from '../../src/domain/amendments.ts';
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

/** A log in which messages are edited and deleted that are there. */
function logOf(changes: readonly { readonly kind: string; readonly of: number }[]): LogEntry[] {
  const log: LogEntry[] = [];
  for (const { kind, of } of changes) {
    const seq = log.length + 1;
    const messages = asRead(log).filter(({ event }) => event.type === 'message' && !event.deleted);
    const target = messages[of % messages.length];
    if (kind === 'message' || target?.event.type !== 'message') log.push(message(seq, seq % 2 ? kim : anna));
    else if (kind === 'edited') log.push({ seq, at: seq, event: { type: 'edited', author: target.event.author, of: target.seq, text: `edit ${seq}` } });
    else log.push({ seq, at: seq, event: { type: 'deleted', author: target.event.author, of: target.seq } });
  }
  return log;
}

/** A log as a desk gives it out once all of it has happened. */
function asRead(log: readonly LogEntry[]): LogEntry[] {
  const changesOf = (seq: number) => log.flatMap((entry) => (isAmending(entry.event) && entry.event.of === seq ? [{ ...entry, event: entry.event }] : []));
  return log.map((entry) => {
    const { event } = entry;
    if (event.type === 'message') return { ...entry, event: changesOf(entry.seq).reduce<Message>(amended, event) };
    return event.type === 'edited' && changesOf(event.of).at(-1)?.seq !== entry.seq ? { ...entry, event: outdated(event) } : entry;
  });
}

describe('A timeline', () => {
  it('renders one row for one message: all other lines stay what they are', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 120));
    const before = timeline.lines;
    timeline.append([message(121, anna)]);
    assert.equal(timeline.lines.length, 121);
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
    assert.ok(!prepend(timeline, conversation(1, 38)));
    assert.ok(!prepend(timeline, []));
    assert.ok(prepend(timeline, conversation(20, 39)));
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

  it('counts with the desk what it does not hold, until it is read [R106]', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(101, 150), 150);
    timeline.counted(60, 30);
    timeline.append([message(151, anna), message(152, anna)], 152, false);
    assert.equal(timeline.unread, 62);
    move(timeline, conversation(31, 70));
    assert.equal(timeline.unread, 62, 'to look somewhere else reads nothing');
    timeline.readAt(50);
    assert.equal(timeline.unread, 52);
    timeline.append([message(153, anna)]);
    assert.equal(timeline.unread, 53);
    timeline.readAt(150);
    assert.equal(timeline.unread, 3, 'what is left is held, and counted');
  });

  it('stays at 99, which stands for more, until it can count itself [R106]', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(951, 1_000), 1_000);
    timeline.counted(99, 0);
    move(timeline, conversation(1, 100));
    timeline.readAt(100);
    assert.equal(timeline.unread, 99);
    timeline.readAt(960);
    assert.equal(timeline.unread, 20);
  });

  describe('whose reader is at the end', () => {
    it('holds a bounded number of lines, and lets the oldest go', () => {
      const timeline = new Timeline({ role: 'customer' });
      for (let seq = 1; seq <= 1_000; seq++) {
        timeline.append([message(seq, anna)]);
        assert.ok(timeline.lines.length <= longest);
      }
      assert.equal(timeline.last, 1_000);
      assert.ok(timeline.lines.length >= longest / 2);
    });
  });

  describe('whose reader is further up', () => {
    const up = () => {
      const timeline = new Timeline({ role: 'customer' });
      timeline.append(conversation(801, 1_000), 1_000);
      return timeline;
    };

    it('keeps every line that may be on the screen when more comes', () => {
      const timeline = up();
      const before = timeline.lines;
      for (let seq = 1_001; seq <= 1_500; seq++) timeline.append([message(seq, anna)], seq, false);
      assert.equal(timeline.lines, before);
      assert.deepEqual([timeline.atEnd, timeline.head, timeline.unread], [false, 1_500, 600]);
    });

    it('keeps them also when more was missed than a page holds', () => {
      const timeline = up();
      const before = timeline.lines;
      timeline.append(conversation(1_451, 1_500), 1_500, false);
      assert.equal(timeline.lines, before);
      assert.deepEqual([timeline.atEnd, timeline.head], [false, 1_500]);
    });

    it('drops the newest for older ones, and has them again without a desk', () => {
      const timeline = up();
      assert.ok(prepend(timeline, conversation(751, 800)));
      assert.deepEqual([timeline.first, timeline.last, timeline.atEnd], [751, 950, false]);
      assert.ok(extend(timeline, timeline.newest));
      assert.deepEqual([timeline.first, timeline.last, timeline.atEnd], [801, 1_000, true]);
    });

    it('goes back to the end at once, with all that has come', () => {
      const timeline = up();
      move(timeline, conversation(100, 180));
      timeline.append([message(1_001, anna)]);
      assert.deepEqual([timeline.first, timeline.last, timeline.atEnd], [100, 180, false]);
      move(timeline, timeline.newest);
      assert.deepEqual([timeline.first, timeline.last, timeline.atEnd], [952, 1_001, true]);
    });

    it('reads on to the end page by page', () => {
      const timeline = up();
      move(timeline, conversation(700, 780));
      for (let steps = 0; !timeline.atEnd; steps++) {
        assert.ok(steps < 10);
        assert.ok(extend(timeline, timeline.newest) || extend(timeline, conversation(timeline.last + 1, timeline.last + 50)));
        assert.ok(timeline.lines.length <= longest);
      }
      assert.equal(timeline.last, 1_000);
    });
  });

  it('takes the word of a frame that had no room for entries [R21]', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append([], 7);
    assert.deepEqual([timeline.head, timeline.first, timeline.last, timeline.atEnd], [7, 8, 0, false]);
    assert.deepEqual(timeline.newest, []);
    assert.ok(prepend(timeline, conversation(1, 7)));
    assert.deepEqual([timeline.first, timeline.last, timeline.atEnd], [1, 7, true]);
  });

  it('renders one row for one edit, and shows its text in no other line [R91]', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(1, 100));
    const before = timeline.lines;
    timeline.append([{ seq: 101, at: 101, event: { type: 'edited', author: anna, of: 98, text: 'better' } }]);
    assert.deepEqual(timeline.lines.flatMap((line, index) => (line === before[index] ? [] : [line.entry.seq])), [98, 101]);
    assert.deepEqual(timeline.lines.map(({ entry }) => entry).filter(({ event }) => JSON.stringify(event).includes('better')).map(({ seq }) => seq), [98]);
    assert.equal(timeline.unread, 50, 'an edit is no news');
    timeline.append([{ seq: 102, at: 102, event: { type: 'deleted', author: anna, of: 98 } }]);
    assert.equal(timeline.unread, 49);
    assert.ok(!JSON.stringify(timeline.lines).includes('better'));
  });

  it('passes over an edit of what it does not hold, and counts a deletion all the same', () => {
    const timeline = new Timeline({ role: 'customer' });
    timeline.append(conversation(50, 60), 60);
    timeline.counted(20, 2);
    timeline.append([{ seq: 61, at: 61, event: { type: 'edited', author: anna, of: 8, text: 'better' } }]);
    assert.ok(!JSON.stringify(timeline.lines).includes('better'));
    timeline.append([{ seq: 62, at: 62, event: { type: 'deleted', author: anna, of: 8 } }]);
    timeline.append([{ seq: 63, at: 63, event: { type: 'deleted', author: kim, of: 9 } }]);
    assert.equal(timeline.unread, 19);
  });

  it('reads the same whether changes came one by one, with a page, or had been made before a page was read [R91]', () => {
    const what = fc.record({ kind: fc.constantFrom('message', 'message', 'edited', 'deleted'), of: fc.nat(8) });
    const step = fc.record({ how: fc.constantFrom('live', 'page', 'earlier', 'elsewhere', 'end'), count: fc.integer({ min: 1, max: 6 }), following: fc.boolean() });
    fc.assert(
      fc.property(fc.array(what, { minLength: 1, maxLength: 40 }), fc.array(step, { maxLength: 20 }), fc.nat(10), (changes, steps, start) => {
        const log = logOf(changes);
        const timeline = new Timeline({ role: 'customer' });
        let head = Math.min(start, log.length - 1) + 1;
        const now = () => asRead(log.slice(0, head));
        timeline.append(now(), head);
        for (const { how, count, following } of steps) {
          const { first } = timeline;
          if (how === 'earlier') prepend(timeline, now().slice(Math.max(0, first - 1 - count), first - 1));
          else if (how === 'elsewhere') move(timeline, now().slice(Math.max(0, head - 10 - count), Math.max(1, head - 10)));
          else if (how === 'end') move(timeline, timeline.newest);
          else {
            const from = head;
            head = Math.min(log.length, head + count);
            const news = (how === 'live' ? log : now()).slice(from, head);
            if (how === 'live') for (const entry of news) timeline.append([entry], entry.seq, following);
            else timeline.append(news, head, following);
          }
          assert.deepEqual(timeline.lines.map(({ entry }) => entry), now().slice(timeline.first - 1, timeline.last).map(({ event, ...entry }) => ({ ...entry, event: event.type === 'edited' ? outdated(event) : event })));
        }
        timeline.counted(0, head);
        assert.ok(timeline.atEnd || timeline.head === head);
      }),
    );
  });

  it('is a true part of the log, and of bounded length, however its entries and positions came', () => {
    const position = fc.record({ delivered: fc.integer({ min: 0, max: 400 }), read: fc.integer({ min: 0, max: 400 }) });
    const count = fc.integer({ min: 1, max: 120 });
    const step = fc.oneof(
      fc.record({ comes: count, following: fc.boolean() }),
      fc.record({ missed: count, following: fc.boolean() }),
      fc.record({ earlier: count }),
      fc.record({ later: fc.integer({ min: 0, max: 50 }) }),
      fc.record({ goTo: fc.nat() }),
      fc.constant('end' as const),
      fc.record({ others: position }),
      fc.record({ read: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const reader = { role: 'customer' } as const;
        const timeline = new Timeline(reader);
        let head = 40;
        timeline.append(conversation(1, head));
        let others = { delivered: 0, read: 0 };
        let read = 0;
        const unread = () => conversation(read + 1, head).filter(({ event }) => 'author' in event && event.author !== kim).length;
        for (const one of steps) {
          const { first, last, atEnd } = timeline;
          if (one === 'end') move(timeline, timeline.newest);
          else if ('comes' in one) {
            for (let n = 0; n < one.comes; n++) timeline.append([message(++head, head % 2 ? kim : anna)], head, one.following);
          } else if ('missed' in one) {
            head += one.missed;
            timeline.append(conversation(Math.max(1, head - 49), head), head, one.following);
            timeline.counted(unread(), read);
          } else if ('earlier' in one) {
            if (first > 1) assert.ok(prepend(timeline, conversation(Math.max(1, first - Math.min(50, one.earlier)), first - 1)));
          } else if ('later' in one) {
            if (one.later > 0 && !atEnd) assert.ok(extend(timeline, conversation(last + 1, Math.min(head, last + one.later))));
            else if (!atEnd) extend(timeline, timeline.newest);
          } else if ('goTo' in one) {
            const goal = 1 + (one.goTo % head);
            move(timeline, conversation(Math.max(1, goal - 49), Math.min(head, goal + 50)));
            assert.ok(timeline.holds(goal));
          } else if ('others' in one) timeline.othersAt((others = one.others));
          else timeline.readAt((read = Math.max(read, Math.min(timeline.last, one.read))));
          const shown = timeline.lines.map(({ entry }) => entry.seq);
          assert.ok(shown.length > 0 && shown.length <= longest);
          assert.equal(timeline.head, head);
          assert.equal(timeline.atEnd, timeline.last === head);
          const same = new Timeline(reader);
          same.othersAt(others);
          same.append(conversation(timeline.first, timeline.last));
          assert.deepEqual(timeline.lines, same.lines);
          if (timeline.atEnd && read + 1 >= timeline.first) {
            timeline.readAt(read);
            assert.equal(timeline.unread, unread());
          }
        }
      }),
    );
  });
});
