import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../support/seeded.ts';
import { insertRow, mergeRows, placeOf, type RowPage } from '../../src/client/merge-rows.ts';
import { comparePlaces, type Direction } from '../../src/domain/sort-key.ts';
import type { SortedRow } from '../../src/protocol/frames.ts';

export function row(company: string, number: number, sort: string): SortedRow {
  return {
    sort,
    row: {
      key: `${company} ${number}`,
      number,
      company,
      status: 'new',
      chat: 'none',
      customer: { name: '', email: '' },
      excerpt: '',
      technician: null,
      guests: [],
      submittedAt: 0,
      assignedAt: null,
      waitingSince: null,
      updatedAt: 0,
      unread: 0,
    },
  };
}

const companies = ['acme', 'globex', 'initech'];
const sort = fc.constantFrom('', 'a', 'ab', 'b', 'z', '\uFFFD', '\u{1F600}');
const direction = fc.constantFrom<Direction>('ascending', 'descending');

/** Three desks' rows in the order of the list, each cut where its desk has been read to. */
const desks = fc
  .tuple(direction, fc.tuple(...companies.map(() => fc.tuple(fc.array(sort, { maxLength: 12 }), fc.nat({ max: 12 })))))
  .map(([order, all]) => {
    const whole = all.map(([sorts], index) => sorts.map((key, number) => row(companies[index] ?? '', number + 1, key)).sort((a, b) => comparePlaces(placeOf(a), placeOf(b), order)));
    // A desk that has more has sent at least one row.
    const read = all.map(([sorts, cut]) => Math.min(sorts.length, Math.max(1, cut)));
    return { order, whole, read };
  });

function pagesOf(whole: readonly (readonly SortedRow[])[], read: readonly number[]): RowPage[] {
  return whole.map((rows, index) => ({ rows: rows.slice(0, read[index]), more: rows.length > (read[index] ?? 0) }));
}

describe('Rows of several desks', () => {
  it('are the beginning of the sorted whole, however far each desk has been read', () => {
    fc.assert(
      fc.property(desks, ({ order, whole, read }) => {
        const expected = whole
          .flat()
          .sort((a, b) => comparePlaces(placeOf(a), placeOf(b), order))
          .map((sorted) => sorted.row.key);
        const { rows, more } = mergeRows(pagesOf(whole, read), order);
        assert.deepEqual(
          rows.map(({ key }) => key),
          expected.slice(0, rows.length),
        );
        assert.equal(more, whole.some((all, index) => all.length > (read[index] ?? 0)));
        if (!more) assert.equal(rows.length, expected.length);
      }),
    );
  });

  it('grow with each page until all are there', () => {
    fc.assert(
      fc.property(desks, fc.integer({ min: 1, max: 4 }), ({ order, whole }, size) => {
        const read = whole.map((rows) => Math.min(rows.length, size));
        let shown = -1;
        for (;;) {
          const pages = pagesOf(whole, read);
          const merged = mergeRows(pages, order);
          if (!merged.more) break;
          assert.ok(merged.rows.length > shown, 'a further page shows further rows');
          shown = merged.rows.length;
          // What loadMore does: the desk whose last row is the earliest reads on.
          const ends = pages.map(({ rows, more }, index) => ({ index, more, last: rows.at(-1) })).filter(({ more, last }) => more && last);
          ends.sort((a, b) => (a.last && b.last ? comparePlaces(placeOf(a.last), placeOf(b.last), order) : 0));
          const [{ index } = { index: 0 }] = ends;
          read[index] = (read[index] ?? 0) + size;
        }
      }),
    );
  });

  it('take a new row in its place', () => {
    fc.assert(
      fc.property(desks, ({ order, whole }) => {
        const before = (a: SortedRow, b: SortedRow) => comparePlaces(placeOf(a), placeOf(b), order);
        const built = whole.flat().reduce<readonly SortedRow[]>((rows, one) => insertRow(rows, one, order), []);
        assert.deepEqual(built, whole.flat().sort(before));
      }),
    );
  });
});
