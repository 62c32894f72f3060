import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { RateLimit } from '../../../src/server/core/rate.ts';

describe('a rate', () => {
  it('allows a burst, then so many a second, and says how long to wait [R45]', () => {
    const rate = new RateLimit({ perSecond: 10, burst: 3 });
    assert.deepEqual(
      [1, 2, 3, 4].map(() => rate.take('p', 1_000)),
      [0, 0, 0, 100],
    );
    assert.equal(rate.take('p', 1_060), 40);
    assert.equal(rate.take('p', 1_100), 0);
    assert.equal(rate.take('q', 1_100), 0, 'each principal for itself');
  });

  it('lets what costs more run into debt, so that nothing is too dear to be ever allowed', () => {
    const rate = new RateLimit({ perSecond: 10, burst: 3 });
    assert.equal(rate.take('p', 1_000, 8), 0);
    assert.equal(rate.take('p', 1_000), 600);
    assert.equal(rate.take('p', 1_600, 5), 0);
  });

  it('never allows more than the burst, however long nothing came, and stands still when the clock goes back', () => {
    const rate = new RateLimit({ perSecond: 10, burst: 2 });
    assert.equal(rate.take('p', 0), 0);
    assert.deepEqual(
      [1, 2, 3].map(() => rate.take('p', 1e9)),
      [0, 0, 100],
    );
    assert.equal(rate.take('p', 0), 100);
  });

  it('lets through what waits as long as it was told to', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(300), { maxLength: 30 }),
        (perSecond, burst, pauses) => {
          const rate = new RateLimit({ perSecond, burst });
          let now = 0;
          for (const pause of pauses) {
            now += pause;
            const wait = rate.take('p', now);
            if (wait > 0) assert.equal(rate.take('p', (now += wait)), 0);
          }
        },
      ),
    );
  });

  it('never allows beyond the limit in any while, and never refuses what is below it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.record({ pause: fc.nat(6), cost: fc.integer({ min: 1, max: 20 }), charged: fc.boolean() }), { maxLength: 40 }),
        (perSecond, burst, tries) => {
          const rate = new RateLimit({ perSecond, burst });
          const taken: { at: number; cost: number }[] = [];
          let seconds = 0;
          for (const { pause, cost, charged } of tries) {
            seconds += pause;
            // Of each while that ends now: what it allows, less what was taken in it.
            const left = taken.map(({ at }) => burst + perSecond * (seconds - at) - taken.filter((one) => one.at >= at).reduce((sum, one) => sum + one.cost, 0));
            const allowed = Math.min(burst, ...left) >= 1;
            const wait = charged ? rate.wait('p', seconds * 1_000) : rate.take('p', seconds * 1_000, cost);
            assert.equal(wait === 0, allowed);
            if (!allowed) continue;
            if (charged) rate.charge('p', seconds * 1_000, cost);
            taken.push({ at: seconds, cost });
          }
        },
      ),
    );
  });

  it('says how long to wait without taking anything', () => {
    const rate = new RateLimit({ perSecond: 1, burst: 1 });
    assert.deepEqual([1, 2, 3].map(() => rate.wait('p', 1_000)), [0, 0, 0]);
    assert.deepEqual([rate.take('p', 1_000), rate.wait('p', 1_400), rate.wait('p', 2_000)], [0, 600, 0]);
  });

  it('is kept for so many at most, however many names come; who goes on trying is not among those forgotten', () => {
    const rate = new RateLimit({ perSecond: 1 / 86_400, burst: 1 });
    rate.take('busy', 0);
    for (let i = 0; i < 200_000; i++) {
      assert.equal(rate.take(`p${String(i)}`, i), 0);
      if (i % 5_000 === 0) assert.ok(rate.take('busy', i) > 0);
      assert.ok(rate.size <= 20_000);
    }
    assert.ok(rate.take('busy', 200_000) > 0);
    assert.ok(rate.take('p199999', 200_000) > 0);
  });

  it('forgets who has a full bucket before it holds too many, and nobody else', () => {
    const rate = new RateLimit({ perSecond: 1, burst: 2 });
    rate.take('busy', 10_000);
    rate.take('busy', 10_000);
    for (let i = 0; i < 5_000; i++) rate.take(`p${String(i)}`, i);
    assert.equal(rate.take('busy', 10_000), 1_000);
    assert.ok(rate.size <= 1_001);
  });
});
