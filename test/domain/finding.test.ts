import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excerptAround, standsIn, writtenIn } from '../../src/domain/finding.ts';
import { searchTerms } from '../../src/domain/search.ts';
import { foldWhole } from '../../src/domain/sort-key.ts';
import { fc } from '../support/seeded.ts';
import { anna, customer, submitted } from './histories.ts';

describe('a search inside a conversation', () => {
  it('looks at what somebody wrote, and at nothing that the page words itself', () => {
    const technician = { role: 'technician', ...anna } as const;
    assert.equal(writtenIn(submitted()), 'It does not start.');
    assert.equal(writtenIn({ type: 'message', author: technician, text: 'Hello' }), 'Hello');
    assert.equal(writtenIn({ type: 'file', author: customer, file: { id: 'f', name: 'invoice.pdf', size: 1, type: 'application/pdf' } }), 'invoice.pdf');
    assert.equal(writtenIn({ type: 'rated', author: customer, stars: 5, comment: 'Quick.' }), 'Quick.');
    for (const event of [{ type: 'joined', technician: anna }, { type: 'ended', author: customer }, { type: 'assigned', technician: anna }] as const) assert.equal(writtenIn(event), null);
  });

  it('finds what a search of a list would, and single signs too', () => {
    const stands = (text: string, search: string): boolean => standsIn(text, searchTerms(search));
    assert.ok(stands('Zoë sagt: Größe XL', 'ZOE grosse'));
    assert.ok(stands('Price:\n100 %', '100 %'));
    assert.ok(stands('a', 'A'));
    assert.ok(!stands('The printer is on fire', 'printer water'));
  });
});

describe('the excerpt around what was found', () => {
  it('is the whole of a short text, on one line', () => {
    assert.equal(excerptAround(' The printer\n\nis on  fire ', ['fire'], 140), 'The printer is on fire');
  });

  it('of a long text holds what was found, at most 140 characters of it, and no half sign', () => {
    const sign = fc.constantFrom('a', 'b', ' ', 'é', 'ß', 'ﬁ', '😀', '\n', '日');
    fc.assert(
      fc.property(fc.string({ unit: sign, minLength: 0, maxLength: 600 }), fc.string({ unit: fc.constantFrom('n', 'ö', '😀'), minLength: 1, maxLength: 20 }), fc.string({ unit: sign, maxLength: 600 }), (before, word, after) => {
        const terms = searchTerms(word);
        const excerpt = excerptAround(`${before} ${word} ${after}`, terms, 140);
        assert.ok(excerpt.length <= 140 && !/\s\s|\n/.test(excerpt) && !/\p{Cs}/u.test(excerpt), excerpt);
        assert.ok(terms.every((term) => foldWhole(excerpt).includes(term)), `${excerpt} has no ${word}`);
      }),
    );
  });

  it('of words that stand far from each other is that of the longest', () => {
    const text = `The fire is here. ${'x '.repeat(300)} and the printer stands there.`;
    assert.match(excerptAround(text, ['fire', 'printer'], 140), /printer/);
  });
});
