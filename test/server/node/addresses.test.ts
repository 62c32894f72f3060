import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressReader } from '../../../src/server/node/client-address.ts';
import { attachment } from '../../../src/server/node/downloads.ts';
import { originCheck } from '../../../src/server/node/origins.ts';
import { ticketOffice, type Ticket } from '../../../src/server/node/tickets.ts';

describe('the address of a visitor', () => {
  const plain = addressReader([]);
  const behind = addressReader(['10.0.0.0/8', '::1']);

  it('is the socket’s, whatever a header claims, where no proxy is trusted', () => assert.equal(plain('203.0.113.9', '1.2.3.4'), '203.0.113.9'));
  it('is what a trusted proxy says', () => assert.equal(behind('10.1.2.3', '203.0.113.9'), '203.0.113.9'));
  it('is read from the end, past trusted proxies only', () => assert.equal(behind('10.1.2.3', '6.6.6.6, 203.0.113.9, 10.9.9.9'), '203.0.113.9'));
  it('is the proxy’s own where it says nothing, or no address', () => {
    assert.equal(behind('10.1.2.3', undefined), '10.1.2.3');
    assert.equal(behind('10.1.2.3', 'unknown'), '10.1.2.3');
  });
  it('is not the header’s where the proxy is a stranger', () => assert.equal(behind('203.0.113.1', '1.2.3.4'), '203.0.113.1'));
  it('loses port, brackets, zone and wrapping', () => {
    assert.equal(plain('::ffff:203.0.113.9', null), '203.0.113.9');
    assert.equal(behind('::1', '[2001:db8::1]:443'), '2001:db8::1');
    assert.equal(behind('::1', '203.0.113.9:5000'), '203.0.113.9');
    assert.equal(plain('fe80::1%eth0', null), 'fe80::1');
  });
  it('is empty where there is none', () => assert.equal(plain(undefined, '1.2.3.4'), ''));
});

describe('an origin', () => {
  const allows = originCheck(['https://shop.example']);
  it('is let in if it is listed, is the host itself, or if there is none', () => {
    assert.ok(allows('https://shop.example', 'desk.example'));
    assert.ok(allows('https://desk.example', 'desk.example'));
    assert.ok(allows(undefined, 'desk.example'));
  });
  it('is kept out otherwise', () => {
    assert.ok(!allows('https://evil.example', 'desk.example'));
    assert.ok(!allows('http://shop.example', 'desk.example'));
    assert.ok(!allows('null', 'desk.example'));
    assert.ok(!allows('https://shop.example.evil.example', 'desk.example'));
  });
  it('of any name is let in by *', () => assert.ok(originCheck(['*'])('https://evil.example', 'desk.example')));
});

describe('a ticket', () => {
  const office = ticketOffice(Buffer.alloc(32, 1));
  const ticket: Ticket = { company: 'acme', file: 'f'.repeat(32), principal: 'anna', expires: 1_000 };
  const sealed = office.seal(ticket);

  it('says what it was made for', () => assert.deepEqual(office.open(sealed, 999), ticket));
  it('is over at its end', () => assert.equal(office.open(sealed, 1_000), null));
  it('of another key is none', () => assert.equal(ticketOffice(Buffer.alloc(32, 2)).open(sealed, 0), null));
  it('is none once any sign of it is changed', () => {
    for (let i = 0; i < sealed.length; i++) {
      const other = sealed[i] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, i) + other + sealed.slice(i + 1);
      const opened = office.open(changed, 0);
      // The last sign of base64 carries bits that mean nothing.
      assert.ok(opened === null || Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(Buffer.from(sealed.split('.')[1] ?? '', 'base64url')), changed);
    }
  });
  it('that is no ticket is none', () => {
    for (const text of ['', '.', 'a.b', `${sealed}.x`, sealed.split('.')[0] ?? '']) assert.equal(office.open(text, 0), null);
  });
});

describe('the name of a download', () => {
  it('is given in ASCII and as it is', () =>
    assert.equal(attachment('Ärger "mit" 100%.pdf'), `attachment; filename="_rger _mit_ 100_.pdf"; filename*=UTF-8''%C3%84rger%20%22mit%22%20100%25.pdf`));
  it('cannot end the header', () => assert.doesNotMatch(attachment('a\r\nSet-Cookie: x.txt'), /[\r\n]/));
});
