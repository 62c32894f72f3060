import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import type { Line } from '../../../src/client/client.ts';
import type { RequestEvent } from '../../../src/domain/events.ts';
import { transcriptRows, type AsideRow, type Row, type RowsContext, type WordsRow } from '../../../src/elements/support-chat/rows.ts';
import { plain } from '../../../src/elements/named-text.ts';
import { systemText } from '../../../src/elements/support-chat/system-lines.ts';
import { en } from '../../../src/locales/en/chat.ts';
import { anna, ben, customer, entry, pending, says, submitted, ten } from './lines.ts';

const day = 86_400_000;
const context: RowsContext = { role: 'customer', unreadFrom: null, dayOf: (at) => Math.floor(at / day), asides: [] };
const rowsOf = (lines: readonly Line[], changes: Partial<RowsContext> = {}) => transcriptRows(lines, { ...context, ...changes });
const words = (rows: readonly Row[]) => rows.filter((row): row is WordsRow => row.kind === 'words');
const aside = (id: string, at: number): AsideRow => ({ kind: 'aside', id, at, signature: [], template: () => ({}) as never });
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

  it('stand no divider where reading left off above the lines that are there', () => {
    const lines = [entry(51, says(anna)), entry(52, says(anna))];
    assert.deepEqual(kinds(rowsOf(lines, { unreadFrom: 21 })), ['day', 'words', 'words']);
    assert.deepEqual(kinds(rowsOf(lines, { unreadFrom: 51 })), ['day', 'unread', 'words', 'words']);
  });

  it('leave out what says nothing: a device, and kinds of events of another version', () => {
    const tomorrow = { type: 'danced' } as never;
    assert.deepEqual(kinds(rowsOf([entry(1, says(customer)), entry(2, { type: 'device', device: submitted.type === 'submitted' ? submitted.device : (undefined as never) }), entry(3, tomorrow)])), ['day', 'words']);
  });

  it('stand an aside behind what is not later, and before what the desk does not have', () => {
    const lines = [entry(1, says(customer), ten), entry(2, says(anna), ten + 1), entry(3, says(anna), ten + 2), pending('p1')];
    const ids = rowsOf(lines, { asides: [aside('n1', ten + 1), aside('n2', ten + 60_000)] }).map(({ id }) => id);
    assert.deepEqual(ids.slice(1), ['e1', 'e2', 'n1', 'e3', 'n2', 'p1']);
  });

  it('part a group where an aside stands in between, and begin a day with one', () => {
    const rows = rowsOf([entry(1, says(anna)), entry(2, says(anna), ten + 2)], { asides: [aside('n1', ten + 1), aside('n2', ten + day)] });
    assert.deepEqual(kinds(rows), ['day', 'words', 'aside', 'words', 'day', 'aside']);
    assert.deepEqual(words(rows).map(({ first, last }) => [first, last]), [[true, true], [true, true]]);
  });

  it('keep asides and lines each in their order, whatever their times', () => {
    const times = fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 20 }).map((all) => all.sort((a, b) => a - b));
    fc.assert(
      fc.property(times, times, (said, noted) => {
        const lines = said.map((at, index) => entry(index + 1, says(anna), ten + at));
        const asides = noted.map((at, index) => aside(`n${index + 1}`, ten + at));
        const rows = rowsOf(lines, { asides }).filter(({ kind }) => kind !== 'day');
        assert.equal(rows.length, lines.length + asides.length);
        const places = rows.map((row) => (row.kind === 'aside' ? row.at : row.kind === 'words' && row.line.kind === 'entry' ? row.line.entry.at : NaN));
        assert.deepEqual(places, [...places].sort((a, b) => a - b));
        for (const letter of ['e', 'n']) {
          const own = rows.map(({ id }) => id).filter((id) => id.startsWith(letter));
          assert.deepEqual(own, own.map((_, index) => `${letter}${index + 1}`));
        }
      }),
    );
  });

  it('tell of a transfer, an invitation, a guest who leaves, and a reopening', () => {
    const by = { id: 'ben', name: 'Ben' };
    const lines = [
      entry(1, { type: 'transferred', technician: anna, by }),
      entry(2, { type: 'invited', technician: by, by: anna }),
      entry(3, { type: 'left', technician: by }),
      entry(4, { type: 'reopened', technician: anna }),
    ];
    assert.deepEqual(kinds(rowsOf(lines)), ['day', 'system', 'system', 'system', 'system']);
    const said = lines.map(({ entry: { event } }) => plain(systemText(event, en)!).replaceAll(/[\u2068\u2069]/g, ''));
    assert.deepEqual(said, ['Ben has handed this request over to Anna', 'Anna has invited Ben into the chat', 'Ben left the chat', 'Anna has opened this request again']);
    const taken = systemText({ type: 'unassigned', technician: anna, by }, en)!;
    assert.deepEqual(taken, ['', 'Ben', ' has taken this request back from ', 'Anna', '']);
  });

  it('tell of a rating, in stars and in words', () => {
    const rated = (comment: string): RequestEvent => ({ type: 'rated', author: customer, stars: 4, comment });
    assert.deepEqual(kinds(rowsOf([entry(1, rated('Quick.'))])), ['day', 'system']);
    assert.deepEqual(systemText(rated(''), en), ['', customer.name, ' gave 4 of 5 stars']);
    assert.deepEqual(systemText(rated('Quick.'), en), ['', customer.name, ' gave 4 of 5 stars: ', 'Quick.', '']);
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
