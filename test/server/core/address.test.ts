import assert from 'node:assert/strict';
import { isIP } from 'node:net';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { keptAddress, subscriberOf, truncated } from '../../../src/server/core/address.ts';

describe('whom an address stands for', () => {
  for (const [ip, subscriber] of [
    ['192.0.2.77', '192.0.2.77'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:8d3::'],
    ['2001:db8::1', '2001:db8:0:0::'],
    ['', ''],
  ] as const) {
    it(`of ${ip || 'nothing'} is ${subscriber || 'nothing'}`, () => assert.equal(subscriberOf(ip), subscriber));
  }
});

describe('a truncated address', () => {
  for (const [ip, cut] of [
    ['192.0.2.77', '192.0.2.0'],
    ['::ffff:192.0.2.77', '192.0.2.0'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
    ['2001:db8::1', '2001:db8:0::'],
    ['fe80::1%eth0', 'fe80:0:0::'],
    ['::1', '0:0:0::'],
    ['::', '0:0:0::'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0::'],
    ['1::2:3:4:5:6:7', '1:0:2::'],
    ['', ''],
    ['unknown', ''],
    ['1:2::3::4', ''],
    ['localhost:8080', ''],
  ] as const) {
    it(`of ${ip || 'nothing'} is ${cut || 'nothing'} [R43]`, () => assert.equal(truncated(ip), cut));
  }

  it('is an address again, and says nothing of the last 8 or 80 bits', () => {
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.nat(255),
        (ip, last) => truncated(ip) === truncated(ip.replace(/\d+$/, String(last))) && isIP(truncated(ip)) === 4,
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }),
        fc.array(fc.nat(0xffff), { minLength: 5, maxLength: 5 }),
        (groups, tail) => {
          const text = (all: readonly number[]) => all.map((group) => group.toString(16)).join(':');
          const cut = truncated(text(groups));
          return isIP(cut) === 6 && cut === truncated(text([...groups.slice(0, 3), ...tail]));
        },
      ),
    );
  });

  it('is what is kept only after the end, and only if the company wants that', () => {
    const kept = (['truncate', 'keep', 'off'] as const).map((policy) => [
      keptAddress('192.0.2.77', false, policy),
      keptAddress('192.0.2.77', true, policy),
    ]);
    assert.deepEqual(kept, [
      ['192.0.2.77', '192.0.2.0'],
      ['192.0.2.77', '192.0.2.77'],
      ['', ''],
    ]);
  });
});
