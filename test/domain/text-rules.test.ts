import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldFault, formFaults, isEmail, messageFault, messageRoom, textLimits, tidyForm } from '../../src/domain/text-rules.ts';
import { fc } from '../support/seeded.ts';

const good = ['a@b.co', 'first.last+tag@example.com', "o'hara@sub.example.co.uk", '1@2.de', 'a@xn--bcher-kva.example', 'UPPER@EXAMPLE.COM', '_@a-b.org', 'a@1.2.3.4'];
const bad = [
  '', 'a', '@', 'a@', '@b.co', 'a@b', 'a b@c.de', 'a@b .de', 'a@@b.de', 'a@b..de', 'a@.de', 'a@b.', 'a@-b.de', 'a@b-.de', 'a@b_c.de',
  'a@b.de, c@d.de', 'A <a@b.de>', 'mailto:a@b.de', 'a@b.de\n', 'a\u0000@b.de', 'ä@b.de', 'a@bücher.de', `a@${'b'.repeat(64)}.de`, `${'a'.repeat(250)}@b.de`,
];

describe('an email address', () => {
  for (const address of good) it(`can be ${address}`, () => assert.ok(isEmail(address)));
  for (const address of bad) it(`cannot be ${JSON.stringify(address.slice(0, 40))}`, () => assert.ok(!isEmail(address)));

  it('is judged in no time, however it is written', () => {
    for (const address of ['a'.repeat(100_000), `${'a'.repeat(64)}@${'a.'.repeat(90)}`, `a@${'a-'.repeat(120)}`]) assert.ok(!isEmail(address));
  });
});

describe('the form', () => {
  const form = { name: 'Carol', email: 'carol@example.com', description: 'It does not start.' };

  it('can be sent when all three fields are filled in', () => assert.deepEqual(formFaults(form), []));

  it('names every empty field, in the order of the form; blanks are nothing', () => {
    assert.deepEqual(formFaults({ name: '', email: ' \n', description: '\u00a0' }), [
      { field: 'name', fault: 'missing' },
      { field: 'email', fault: 'missing' },
      { field: 'description', fault: 'missing' },
    ]);
  });

  it('takes what is exactly as long as it may be, and says the limit for one more', () => {
    for (const field of ['name', 'description'] as const) {
      assert.equal(fieldFault(field, 'x'.repeat(textLimits[field])), null);
      assert.equal(fieldFault(field, `  ${'x'.repeat(textLimits[field])}  `), null);
      assert.deepEqual(fieldFault(field, 'x'.repeat(textLimits[field] + 1)), { field, fault: 'too_long', limit: textLimits[field] });
    }
    assert.deepEqual(fieldFault('email', `${'a'.repeat(250)}@b.de`), { field: 'email', fault: 'too_long', limit: 254 });
  });

  it('has no fault that tidying would take away, and none that tidying brings', () => {
    const typed = fc.string({ unit: fc.constantFrom(' ', '\n', 'a', '@', '.', 'é'), maxLength: 12 });
    fc.assert(
      fc.property(fc.record({ name: typed, email: typed, description: typed }), (each) => assert.deepEqual(formFaults(tidyForm(each)), formFaults(each))),
    );
  });
});

describe('a message', () => {
  it('is missing when it is blank', () => {
    for (const text of ['', ' ', '\n\t']) assert.equal(messageFault(text), 'missing');
    assert.equal(messageFault('.'), null);
  });

  it('may be 16,000 characters long', () => {
    assert.equal(messageFault('x'.repeat(16_000)), null);
    assert.equal(messageFault('x'.repeat(16_001)), 'too_long');
  });

  it('may take 48 KiB on its way', () => {
    assert.equal(messageFault('€'.repeat(16_000)), null, '48,002 bytes');
    assert.equal(messageFault('\u0001'.repeat(9_000)), 'too_long', 'six bytes each as JSON');
  });
});

describe('the room that a message has left', () => {
  it('is what is missing to the limit, or beyond it less than nothing', () => {
    assert.deepEqual([0, 15_999, 16_000, 16_001].map((length) => messageRoom('x'.repeat(length))), [16_000, 1, 0, -1]);
  });

  it('counts bytes where they run out first', () => {
    assert.equal(messageRoom('\u001b'.repeat(8_191)), 1);
    assert.equal(messageRoom('\u001b'.repeat(8_192)), -1);
    assert.equal(messageRoom('印'.repeat(15_990)), 10);
  });

  it('is less than nothing exactly where the message is too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('x', '"', '印', '\u0007', '🦓', '\n') }), fc.integer({ min: 1, max: 16_100 }), (text, times) => {
        const long = text.repeat(Math.ceil(times / Math.max(1, text.length))).slice(0, times);
        assert.equal(messageRoom(long) < 0, long.trim() !== '' && messageFault(long) === 'too_long');
      }),
      { numRuns: 100 },
    );
  });
});
