import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { found, isShort, namedNumber, searchTerms, searchText } from '../../src/domain/search.ts';
import { fc } from '../support/seeded.ts';

const request = {
  number: 1234,
  customer: { name: 'Zoë  Müller', email: 'Zoe.M@Example.com' },
  description: 'The printer is on fire.\nIt costs 100 % more.',
};
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '\n', '%', '_', '*', '"', "'", '\\', '#', '1', '\0', '\u0001', 'ß', 'é', '😀', '\ud83d', '日'), maxLength: 20 }),
);
const finds = (search: string): boolean => found(request, searchTerms(search));

describe('a search', () => {
  it('finds by number, name, email and description, without case and accents', () => {
    for (const search of ['zoe', 'ZOË', 'müll', 'zoe.m@example', 'PRINTER', '1234', '#1234', '#123', '234']) assert.ok(finds(search), search);
    for (const search of ['zoé q', 'printers', '4321', '#234', 'acme']) assert.ok(!finds(search), search);
  });

  it('wants all of its terms, in any order and place', () => {
    assert.ok(finds('fire zoe  1234'));
    assert.ok(finds('is the on'), 'a short term counts beside a long one');
    assert.ok(!finds('fire water'));
    assert.ok(!finds('xy printer'));
  });

  it('takes short terms alone for the number', () => {
    const seven = { ...request, number: 7 };
    for (const search of ['7', '#7', '7 #7']) assert.ok(found(seven, searchTerms(search)), search);
    for (const search of ['07', '#', '##7', '8', '7 8', 'zo', 'is', '-7', '7.', '٧']) assert.ok(!found(seven, searchTerms(search)), search);
  });

  it('finds everything without a term', () => {
    assert.deepEqual(searchTerms(' \t\n '), []);
    assert.equal(namedNumber([]), null);
  });

  it('has no signs with a meaning of their own', () => {
    for (const search of ['100%', 'pr_nter', 'print*', '.*printer', '"printer"', "printer'", 'p?inter']) assert.ok(!finds(search), search);
    assert.ok(finds('100 %'));
    assert.ok(found({ ...request, description: `a"b'c%d_e*f\\g` }, searchTerms(`"b'c%d_e*f\\`)));
  });

  it('never goes from one field into the next', () => {
    assert.ok(!finds('müllerzoe'));
    assert.ok(!finds('1234zoe'));
  });

  it('counts signs, not halves of them', () => {
    assert.deepEqual(['ab', '😀😀', '日本', 'abc', '😀😀😀'].map(isShort), [true, true, true, false, false]);
    assert.ok(!found({ ...request, description: 'so 😀😁😂' }, searchTerms('so \ud83d')), 'half of a sign is not in it');
  });

  it('has each term once, and terms that are the same when folded again', () => {
    fc.assert(
      fc.property(text, (search) => {
        const terms = searchTerms(search);
        assert.equal(new Set(terms).size, terms.length);
        assert.deepEqual(searchTerms(terms.join(' ')), terms);
        assert.ok(terms.every((term) => term !== '' && !/[\s\0]/u.test(term)));
      }),
    );
  });

  it('finds a request by any part of any of its words that is long enough', () => {
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), (name, description, from, length) => {
        const one = { number: 5, customer: { name, email: '' }, description };
        const words = searchText(one).split(/\s/u);
        const word = [...(words[from % words.length] ?? '')];
        const start = from % Math.max(1, word.length - 2);
        const part = word.slice(start, start + 3 + (length % 5)).join('');
        if (!isShort(part)) assert.ok(found(one, searchTerms(part)), JSON.stringify(part));
      }),
    );
  });
});
