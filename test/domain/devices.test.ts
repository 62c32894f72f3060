import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeDevice } from '../../src/domain/devices.ts';
import { looksLikeIos, looksLikePhone } from '../../src/domain/systems.ts';
import { fc } from '../support/seeded.ts';
import { userAgents } from './user-agents.ts';

const silent = { userAgent: '', platform: '', touchPoints: 0 };

describe('the device of a customer', () => {
  for (const { name, hints, device } of userAgents) {
    it(`is told: ${name}`, () => assert.deepEqual(describeDevice({ ...silent, ...hints }), device));
  }

  it('is told by the connection where the page says nothing', () => {
    const header = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    assert.deepEqual(describeDevice(silent, header), { type: 'desktop', os: 'linux', browser: 'Firefox 140' });
  });

  it('names the browser and not the invented brand, in whatever order they come', () => {
    const brands = [
      { brand: 'Not)A;Brand', version: '8' },
      { brand: 'Chromium', version: '142' },
      { brand: 'Microsoft Edge', version: '142' },
    ];
    for (const invented of ['Not)A;Brand', ' Not A;Brand', '(Not(A:Brand', 'Not_A Brand', 'Not.A/Brand', '.Not/A)Brand', '\\Not"A;Brand']) {
      fc.assert(
        fc.property(fc.shuffledSubarray([{ brand: invented, version: '99' }, ...brands.slice(1)], { minLength: 3 }), (shuffled) => {
          assert.equal(describeDevice({ ...silent, brands: shuffled }).browser, 'Edge 142');
        }),
      );
    }
  });

  it('is a short, plain name whatever a page claims', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('constructor', '__proto__', 'Chrome\u202e', '<b>', 'x'.repeat(200), 'Chrome/', 'Firefox/999999999999', 'Android', 'Mobile'));
    const hints = fc.record({
      userAgent: fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')),
      platform: word,
      touchPoints: fc.nat(),
      mobile: fc.boolean(),
      brands: fc.array(fc.record({ brand: word, version: fc.oneof(word, fc.constantFrom('1', '999999999')) })),
    });
    fc.assert(fc.property(hints, (each) => assert.match(describeDevice(each).browser, /^(|[\w][\w .+-]{0,39} \d{1,5})$/)));
  });
});

describe('what a page guesses before anybody has done anything', () => {
  for (const { name, hints, device } of userAgents) {
    // Windows on phones named other systems as well, and is gone; a television is told by more than it says at first.
    if (/Windows Phone|TV/.test(hints.userAgent)) continue;
    it(`is what it is told to be later: ${name}`, () => {
      assert.equal(looksLikePhone(hints.userAgent), device.type === 'phone', 'a phone');
      assert.equal(looksLikeIos(hints.userAgent, hints.touchPoints ?? 0), device.os === 'ios', 'iOS');
    });
  }
});
