import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { pieces } from '../../../src/elements/support-chat/links.ts';

const links = (text: string) => pieces(text).flatMap((piece) => (piece.kind === 'link' ? [[piece.text, piece.href]] : []));

describe('links in a message', () => {
  it('finds web addresses, with and without a scheme', () => {
    assert.deepEqual(links('See https://acme.example/help?x=1#top and www.acme.example/a, thanks'), [
      ['https://acme.example/help?x=1#top', 'https://acme.example/help?x=1#top'],
      ['www.acme.example/a', 'https://www.acme.example/a'],
    ]);
  });

  it('finds mail addresses and telephone links', () => {
    assert.deepEqual(links('kim.lee+x@mail.acme.example, mailto:a@b.example or tel:+49-711-123'), [
      ['kim.lee+x@mail.acme.example', 'mailto:kim.lee+x@mail.acme.example'],
      ['mailto:a@b.example', 'mailto:a@b.example'],
      ['tel:+49-711-123', 'tel:+49-711-123'],
    ]);
  });

  for (const [text, link] of [
    ['Go to https://acme.example.', 'https://acme.example'],
    ['(see https://acme.example/a)', 'https://acme.example/a'],
    ['https://en.example/wiki/Ship_(boat)', 'https://en.example/wiki/Ship_(boat)'],
    ['(https://en.example/wiki/Ship_(boat))!', 'https://en.example/wiki/Ship_(boat)'],
    ['“https://acme.example/a”', 'https://acme.example/a'],
    ['Really https://acme.example/?q=1?!', 'https://acme.example/?q=1'],
    ['https://acme.example/a,b;c', 'https://acme.example/a,b;c'],
    ['https://münchen.example/straße', 'https://münchen.example/straße'],
  ] as const) {
    it(`leaves the sentence's own signs out: ${text}`, () => {
      assert.deepEqual(links(text).map(([shown]) => shown), [link]);
    });
  }

  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'vbscript:x',
    'java\nscript:alert(1)',
    'https://bank.example@evil.example/',
    'https://user:word@evil.example/',
    'http://',
    'https://',
    'www.',
    'www.x',
    'tel:',
    'tel:javascript',
    'mailto:',
    'a@b',
    'person@localhost',
    '@anna',
    'xhttps:/acme',
    'nothing here',
  ]) {
    it(`makes no link of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(links(text), []);
    });
  }

  it('ends a link where the direction of writing would be turned', () => {
    assert.deepEqual(links('https://acme.example/\u{202e}gpj.exe').map(([shown]) => shown), ['https://acme.example/']);
  });

  it('keeps every sign of the message, and only follows safe addresses', () => {
    const bits = fc.constantFrom('https://', 'http://', 'www.', 'mailto:', 'tel:', 'javascript:', 'a@b.example', '@', '.', '/', ')', '(', ' ', '\n', 'acme.example', '+49', '"', '<', 'ü', '👍', ':');
    fc.assert(
      fc.property(fc.oneof(fc.array(bits, { maxLength: 20 }).map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        const found = pieces(text);
        assert.equal(found.map((piece) => piece.text).join(''), text);
        for (const piece of found) if (piece.kind === 'link') assert.match(piece.href, /^(https?:\/\/[^@/]+(\/|$)|mailto:[^?]+$|tel:)/);
      }),
    );
  });

  it('comes to an end with a megabyte of hostile text, where anything worse than linear would not', () => {
    const megabyte = (bit: string) => bit.repeat(Math.ceil(1_000_000 / bit.length));
    for (const bit of ['a', 'a.', '@', 'www.', 'https://', '%', ' a@', ' https://a@b', ')']) {
      const text = megabyte(bit);
      assert.equal(pieces(text).map((piece) => piece.text).join(''), text);
    }
    pieces(`https://${megabyte('(')}`);
    pieces(`https://a.example/${megabyte(')')}`);
  });
});
