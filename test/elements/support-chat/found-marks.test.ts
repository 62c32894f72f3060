import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchTerms } from '../../../src/domain/search.ts';
import { placesOf } from '../../../src/elements/support-chat/found-marks.ts';

/** The parts of a text that are marked for a search. */
const marked = (text: string, search: string) => placesOf(text, searchTerms(search)).map(({ from, to }) => text.slice(from, to));

describe('What a search has found in a text', () => {
  it('is every place of every term, as it was written', () => {
    assert.deepEqual(marked('The printer, the Printer and the ink', 'printer ink'), ['printer', 'Printer', 'ink']);
  });

  it('is found without case and accents, whole signs of it', () => {
    assert.deepEqual(marked('Café, CAFE and cafe\u0301s', 'café'), ['Café'.slice(0, 4), 'CAFE', 'cafe']);
    assert.deepEqual(marked('Straße', 'ss'), ['ß']);
    assert.deepEqual(marked('ﬁle', 'fi'), ['ﬁ']);
  });

  it('is at the right place behind signs of two units, and in any writing', () => {
    assert.deepEqual(marked('🦓🦓 zebra', 'zebra'), ['zebra']);
    assert.deepEqual(marked('打印机坏了', '印机'), ['印机']);
    assert.deepEqual(marked('🦓', '🦓'), ['🦓']);
  });

  it('is nothing where the terms do not stand', () => {
    assert.deepEqual(marked('The printer', 'zebra'), []);
    assert.deepEqual(marked('', 'zebra'), []);
  });
});
