import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Line } from '../../../src/client/client.ts';
import { transcriptRows, type Row, type RowsContext, type WordsRow } from '../../../src/elements/support-chat/rows.ts';
import { anna, ben, customer, entry, pending, says, submitted, ten } from './lines.ts';

const day = 86_400_000;
const context: RowsContext = { role: 'customer', unreadFrom: null, dayOf: (at) => Math.floor(at / day) };
const rowsOf = (lines: readonly Line[], changes: Partial<RowsContext> = {}) => transcriptRows(lines, { ...context, ...changes });
const words = (rows: readonly Row[]) => rows.filter((row): row is WordsRow => row.kind === 'words');
const kinds = (rows: readonly Row[]) => rows.map(({ kind }) => kind);

describe('rows of a transcript', () => {
  it('begin each day with its date', () => {
    assert.deepEqual(kinds(rowsOf([entry(1, submitted, ten, true), entry(2, says(anna), ten + day), entry(3, says(customer), ten + day + 1)])), ['day', 'words', 'day', 'words', 'words']);
  });

  it('show the description as the customer’s first words', () => {
    const [row] = words(rowsOf([entry(1, submitted, ten, true)]));
    assert.equal(row!.own, true);
    assert.equal(row!.side, 'end');
  });

  it('show it to a technician as the words of the other side', () => {
    const [row] = words(rowsOf([entry(1, submitted, ten, false)], { role: 'technician' }));
    assert.deepEqual([row!.own, row!.side, row!.author, row!.named], [false, 'start', 'Kim', true]);
  });

  it('group by author and minute: one first and one last in each', () => {
    const lines = [entry(1, says(anna)), entry(2, says(anna), ten + 59_999), entry(3, says(anna), ten + 60_000), entry(4, says(customer), ten + 60_001)];
    assert.deepEqual(
      words(rowsOf(lines)).map(({ first, last }) => [first, last]),
      [[true, false], [false, true], [true, true], [true, true]],
    );
  });

  it('name somebody once, until somebody else speaks', () => {
    const lines = [entry(1, says(anna)), entry(2, says(anna), ten + 60_000), entry(3, says(ben), ten + 60_000), entry(4, says(customer), ten + 60_000), entry(5, says(anna), ten + 60_000)];
    assert.deepEqual(words(rowsOf(lines)).map(({ named }) => named), [true, false, true, false, true]);
  });

  it('put a colleague on one’s own side, but not in one’s own colour', () => {
    const [row] = words(rowsOf([entry(1, says(ben), ten, false)], { role: 'technician' }));
    assert.deepEqual([row!.side, row!.own, row!.author], ['end', false, 'Ben']);
  });

  it('part a group where something happened in between', () => {
    const rows = rowsOf([entry(1, says(anna)), entry(2, { type: 'joined', technician: anna }), entry(3, says(anna))]);
    assert.deepEqual(kinds(rows), ['day', 'words', 'system', 'words']);
    assert.deepEqual(words(rows).map(({ first, last }) => [first, last]), [[true, true], [true, true]]);
  });

  it('say how far it has got under the last of one’s own, and wherever it failed', () => {
    const lines: Line[] = [entry(1, says(customer), ten, true, 'read'), pending('p1', 'a', ten, 'failed'), entry(2, says(anna)), entry(3, says(customer), ten, true, 'delivered'), pending('p2')];
    assert.deepEqual(words(rowsOf(lines)).map(({ progress }) => progress), [null, 'failed', null, null, 'sending']);
    assert.deepEqual(words(rowsOf(lines.slice(0, 4))).map(({ progress }) => progress), [null, 'failed', null, 'delivered']);
  });

  it('let what failed stand alone', () => {
    const lines = [pending('p1'), pending('p2', 'x', ten, 'failed'), pending('p3')];
    assert.deepEqual(words(rowsOf(lines)).map(({ first, last }) => [first, last]), [[true, true], [true, true], [true, true]]);
  });

  it('say it although something happened since', () => {
    const lines = [entry(1, says(customer), ten, true, 'read'), entry(2, { type: 'ended', author: customer }, ten, true, 'sent')];
    assert.equal(words(rowsOf(lines))[0]!.progress, 'read');
  });

  it('begin no day for what the desk does not have: the device’s calendar may be wrong', () => {
    assert.deepEqual(kinds(rowsOf([entry(1, says(customer)), pending('p1', 'x', ten + 400 * day)])), ['day', 'words', 'words']);
  });

  it('stand the divider before the first line that had not been read', () => {
    const lines = [entry(1, says(customer)), entry(2, says(anna)), entry(3, says(anna))];
    assert.deepEqual(rowsOf(lines, { unreadFrom: 2 }).map(({ id }) => id).slice(1), ['e1', 'unread', 'e2', 'e3']);
  });

  it('leave out what says nothing: a device, and kinds of events of another version', () => {
    const tomorrow = { type: 'rated' } as never;
    assert.deepEqual(kinds(rowsOf([entry(1, says(customer)), entry(2, { type: 'device', device: submitted.type === 'submitted' ? submitted.device : (undefined as never) }), entry(3, tomorrow)])), ['day', 'words']);
  });

  it('keep their ids when a line is added, and have each id once', () => {
    const event = fc.constantFrom(says(anna), says(customer), says(ben), { type: 'joined', technician: anna } as const);
    fc.assert(
      fc.property(fc.array(fc.record({ event, later: fc.integer({ min: 0, max: day }) }), { minLength: 1, maxLength: 30 }), (story) => {
        let at = ten;
        const lines = story.map(({ event: what, later }, index) => entry(index + 1, what, (at += later)));
        const all = rowsOf(lines).map(({ id }) => id);
        assert.equal(new Set(all).size, all.length);
        assert.deepEqual(rowsOf(lines.slice(0, -1)).map(({ id }) => id), all.slice(0, rowsOf(lines.slice(0, -1)).length));
        const said = words(rowsOf(lines));
        assert.equal(said.filter(({ first }) => first).length, said.filter(({ last }) => last).length);
      }),
    );
  });
});
