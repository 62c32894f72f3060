import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commentFault } from '../../src/domain/rating.ts';

describe('the comment that goes with a rating [R95]', () => {
  it('may be empty, and 1,000 characters long', () => {
    const tooLong = { field: 'comment', fault: 'too_long', limit: 1_000 };
    for (const text of ['', 'x'.repeat(1_000), '€'.repeat(1_000), `  ${'x'.repeat(1_000)}\n`]) assert.equal(commentFault(text), null);
    for (const text of ['x'.repeat(1_001), '\u0001'.repeat(600)]) assert.deepEqual(commentFault(text), tooLong);
  });
});
