import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultWaits, wait } from '../../src/domain/waits.ts';

describe('a wait', () => {
  it('is long from the first threshold on, and too long from the second', () => {
    const at = (ms: number) => wait(ms, { long: 100, tooLong: 200 });
    assert.deepEqual([at(0), at(99), at(100), at(199), at(200), at(1e9)], ['short', 'short', 'long', 'long', 'too-long', 'too-long']);
  });

  it('is long after 3 minutes and too long after 10 unless the company says otherwise', () => {
    assert.deepEqual(defaultWaits, { long: 3 * 60_000, tooLong: 10 * 60_000 });
  });

  it('is too long at once where both thresholds are the same', () => {
    assert.equal(wait(100, { long: 100, tooLong: 100 }), 'too-long');
  });
});
