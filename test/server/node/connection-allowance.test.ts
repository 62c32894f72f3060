import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Accepted, Peer } from '../../../src/server/host/peer.ts';
import { ConnectionAllowance, mostOpen } from '../../../src/server/node/connection-allowance.ts';

const peer = (ip: string): Peer => ({ ip, userAgent: '', send: () => undefined, close: () => undefined });

class Desk implements Accepted {
  readonly said: unknown[] = [];
  waiting = 3;

  message(text: string): void {
    this.said.push(text);
  }

  arrived(texts: number): void {
    this.said.push(texts);
  }

  closed(): void {
    this.said.push('closed');
  }
}

describe('What one address may have of connections', () => {
  it('is 400 at once and then 20 a second', () => {
    const allowance = new ConnectionAllowance();
    for (let n = 0; n < 400; n++) assert.equal(allowance.tooMany('192.0.2.1', 0), false);
    assert.equal(allowance.tooMany('192.0.2.1', 0), true);
    assert.equal(allowance.tooMany('192.0.2.2', 0), false);
    for (let n = 0; n < 20; n++) assert.equal(allowance.tooMany('192.0.2.1', 1_000), false);
    assert.equal(allowance.tooMany('192.0.2.1', 1_000), true);
  });

  it('is the same for a whole /64 of IPv6, where anybody has as many addresses as they like', () => {
    const allowance = new ConnectionAllowance();
    for (let n = 0; n < 400; n++) assert.equal(allowance.tooMany(`2001:db8:1:2::${n.toString(16)}`, 0), false);
    assert.equal(allowance.tooMany('2001:db8:1:2:3:4:5:6', 0), true);
    assert.equal(allowance.tooMany('2001:db8:1:3::1', 0), false);
  });

  it('is no more than so many that are open, however slowly they come; each that closes makes room, once', () => {
    const allowance = new ConnectionAllowance();
    const open = Array.from({ length: mostOpen }, (_, n) => {
      assert.equal(allowance.tooMany('2001:db8::1', n * 1_000), false);
      return allowance.counted(peer(`2001:db8::${n.toString(16)}`), new Desk());
    });
    const later = mostOpen * 1_000;
    assert.equal(allowance.tooMany('2001:db8::1', later), true);
    assert.equal(allowance.tooMany('192.0.2.1', later), false);
    open[0]?.closed();
    open[0]?.closed();
    assert.equal(allowance.tooMany('2001:db8::1', later), false);
    allowance.counted(peer('2001:db8::1'), new Desk());
    assert.equal(allowance.tooMany('2001:db8::1', later), true);
  });

  it('changes nothing of what a connection says', () => {
    const desk = new Desk();
    const counted = new ConnectionAllowance().counted(peer('192.0.2.1'), desk);
    counted.message('hello');
    counted.arrived(7);
    counted.closed();
    assert.deepEqual([desk.said, counted.waiting], [['hello', 7, 'closed'], 3]);
    desk.waiting = 4;
    assert.equal(counted.waiting, 4);
  });
});
