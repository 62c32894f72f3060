import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonBytes, utf8Bytes } from '../../src/domain/utf8.ts';
import { fc } from '../support/seeded.ts';

const whole = fc.string({ unit: 'binary' });
const withHalves = fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\u0000', '\ud800', '\udc00', 'é', '€', '😀', '\u2028') });

describe('bytes that are counted by hand', () => {
  it('are those that UTF-8 takes for a text', () => {
    fc.assert(fc.property(whole, (text) => assert.equal(utf8Bytes(text), Buffer.byteLength(text))));
  });

  it('are those that a frame has to carry for a text, whatever stands in it', () => {
    fc.assert(fc.property(fc.oneof(whole, withHalves), (text) => assert.equal(jsonBytes(text), Buffer.byteLength(JSON.stringify(text)))));
  });
});
