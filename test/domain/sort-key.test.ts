import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columns, comparePlaces, compareText, fold as foldText, foldWhole, sortKey, type Place } from '../../src/domain/sort-key.ts';
import { fc } from '../support/seeded.ts';
import { anna, fold, submitted } from './histories.ts';

const unicode = fc.string({ unit: 'binary', size: 'max', maxLength: 80 });
const text = fc.oneof(unicode, fc.string({ unit: fc.constantFrom(' ', '\u00a0', 'a', 'Ä', 'ß', 'ẞ', 'İ', 'Σ', 'ﬁ', '\u0301', '가', '¨', '😀', '\ue000', '\uffff'), maxLength: 80, size: 'max' }));
const sign = (order: number): number => Math.sign(order);

describe('text folded for sorting', () => {
  it('is the same when folded again', () => {
    fc.assert(fc.property(text, (value) => assert.equal(foldText(foldText(value)), foldText(value))));
  });

  it('is the same when folded again, for every sign there is', () => {
    for (let point = 0; point < 0x30000; point++) {
      const once = foldText(`a${String.fromCodePoint(point)}b`);
      if (foldText(once) !== once) assert.fail(`U+${point.toString(16)}: ${once}`);
    }
  });

  it('leaves out case, accents and doubled blanks', () => {
    assert.deepEqual(['  Müller\tGmbH ', 'MULLER  gmbh', 'Mu\u0308ller GmbH'].map(foldText), ['muller gmbh', 'muller gmbh', 'muller gmbh']);
    assert.deepEqual(['Straße', 'STRASSE', 'STRAẞE'].map(foldText), ['strasse', 'strasse', 'strasse']);
  });

  it('takes no long row of marks apart: the time that takes grows with the square of their number', (t) => {
    const normalize = t.mock.method(String.prototype, 'normalize');
    assert.equal(foldWhole(`a${'\u0f73\u0315\u0300'.repeat(5_000)}b`), 'ab');
    const taken: readonly unknown[] = normalize.mock.calls.map((call) => call.this);
    assert.deepEqual(taken.map(String), ['ab']);
  });

  it('is what it would be if marks went only once the text has been taken apart', () => {
    const apart = (value: string): string =>
      value.replace(/[\0\p{Cs}]/gu, '\uFFFD').normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replace(/\s+/gu, ' ').trim();
    for (let point = 0; point < 0x30000; point++) {
      const value = `a${String.fromCodePoint(point)}\u0301b`;
      if (foldWhole(value) !== apart(value)) assert.fail(`U+${point.toString(16)}`);
    }
    fc.assert(fc.property(text, (value) => assert.equal(foldWhole(value), apart(value))));
  });

  it('has no half of a sign, which a database could not keep', () => {
    assert.equal(foldText('a\ud83d b\ude00'), 'a\ufffd b\ufffd');
    assert.equal(foldText('😀'), '😀');
  });

  it('is cut between signs, never inside of one', () => {
    assert.equal(foldText('😀'.repeat(60)), '😀'.repeat(48));
  });
});

describe('the order of text', () => {
  it('is that of its UTF-8 bytes, as databases have it', () => {
    fc.assert(fc.property(unicode, unicode, (a, b) => assert.equal(sign(compareText(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)))));
  });

  it('is that of its bytes for texts that begin alike, past U+FFFF too', () => {
    const head = fc.string({ unit: fc.constantFrom('a', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10000}', '\u{10ffff}'), maxLength: 6 });
    fc.assert(fc.property(head, head, head, (start, a, b) => {
      assert.equal(sign(compareText(start + a, start + b)), Buffer.compare(Buffer.from(start + a), Buffer.from(start + b)));
    }));
    assert.deepEqual(['\uffff', '😀'].sort(), ['😀', '\uffff'], 'what JavaScript says');
    assert.deepEqual(['😀', '\uffff'].sort(compareText), ['\uffff', '😀'], 'what bytes say');
  });
});

describe('the order of a list', () => {
  const place: fc.Arbitrary<Place> = fc.record({
    sort: fc.oneof(fc.constantFrom('', 'a', 'b'), unicode),
    company: fc.constantFrom('acme', 'globex'),
    number: fc.integer({ min: 1, max: 4 }),
  });

  it('is total: either way round, transitive, and equal only for the same row', () => {
    fc.assert(
      fc.property(place, place, place, fc.constantFrom('ascending' as const, 'descending' as const), (a, b, c, direction) => {
        const order = (x: Place, y: Place): number => sign(comparePlaces(x, y, direction)) + 0;
        assert.equal(order(a, b), 0 - order(b, a));
        if (order(a, b) <= 0 && order(b, c) <= 0) assert.ok(order(a, c) <= 0);
        assert.equal(order(a, b) === 0, a.sort === b.sort && a.company === b.company && a.number === b.number);
      }),
    );
  });

  it('is turned round as a whole by the direction', () => {
    fc.assert(
      fc.property(fc.uniqueArray(place, { maxLength: 20, selector: (each) => JSON.stringify(each) }), (places) => {
        const up = [...places].sort((a, b) => comparePlaces(a, b, 'ascending'));
        const down = [...places].sort((a, b) => comparePlaces(a, b, 'descending'));
        assert.deepEqual(down, up.reverse());
      }),
    );
  });
});

describe('the key of a request in a column', () => {
  it('orders numbers and times as numbers', () => {
    const of = (number: number): string => sortKey({ ...fold([submitted()]), number }, 'id');
    fc.assert(fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (a, b) => assert.equal(sign(compareText(of(a), of(b))), sign(a - b))));
  });

  it('is there for each column', () => {
    const state = fold([submitted(), { type: 'assigned', technician: anna }]);
    assert.deepEqual(Object.fromEntries(columns.map((column) => [column, sortKey(state, column)])), {
      submitted: '0000000000001000',
      id: '0000000000000007',
      customer: 'carol',
      company: 'acme',
      status: '1',
      technician: 'anna',
      on: '0000000000002000',
    });
  });
});
