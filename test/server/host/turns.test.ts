import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Turns } from '../../../src/server/host/turns.ts';
import { fc } from '../../support/seeded.ts';

describe('What waits for a desk', () => {
  it('is taken by turns: all of it once, in order for each, and nobody twice while another waits [R132]', () => {
    const from = fc.constantFrom('a', 'b', 'c', 'd');
    const deed = fc.oneof(fc.record({ add: from }), fc.record({ take: fc.integer({ min: 1, max: 5 }) }));
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 200 }), (deeds) => {
        const turns = new Turns<{ from: string; n: number }>();
        const waiting = new Map<string, number>();
        const next = new Map<string, number>();
        let n = 0;
        let size = 0;
        const taken: { from: string; n: number }[] = [];
        /** Of each who waits, whose items were taken since they began to. */
        const passed = new Map<string, string[]>();
        const take = (most: number) => {
          const got = turns.take(most);
          assert.equal(got.length, Math.min(most, size));
          size -= got.length;
          for (const item of got) {
            assert.ok(item.n > (next.get(item.from) ?? -1), 'in order');
            next.set(item.from, item.n);
            passed.delete(item.from);
            for (const others of passed.values()) {
              assert.ok(!others.includes(item.from), `${item.from} had two turns while another waited`);
              others.push(item.from);
            }
            const left = (waiting.get(item.from) ?? 0) - 1;
            waiting.set(item.from, left);
            if (left > 0) passed.set(item.from, []);
            taken.push(item);
          }
          for (const [from, left] of waiting) assert.equal(turns.waiting(from), left);
        };
        for (const deed of deeds) {
          if ('take' in deed) take(deed.take);
          else {
            turns.add(deed.add, { from: deed.add, n: n++ });
            size += 1;
            const before = waiting.get(deed.add) ?? 0;
            waiting.set(deed.add, before + 1);
            if (before === 0) passed.set(deed.add, []);
          }
          assert.equal(turns.size, size);
        }
        take(Infinity);
        assert.deepEqual(taken.map((item) => item.n).sort((a, b) => a - b), Array.from({ length: n }, (_, index) => index));
      }),
    );
  });
});
