import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HeldFrames, mostHeld } from '../../../src/server/node/held-frames.ts';

const home = '192.0.2.7';

describe('What waits for the pages of one address', () => {
  it('is too much only beyond what all of them may have together', () => {
    const held = new HeldFrames();
    const page = 1024 * 1024;
    for (let pages = 0; pages < mostHeld / page; pages++) assert.equal(held.count(home, page), false);
    assert.equal(held.count(home, 1), true);
    assert.equal(held.count('198.51.100.9', page), false, 'others have room of their own');
    held.count(home, -page);
    assert.equal(held.count(home, page - 1), false, 'what has come makes room');
  });

  it('is that of a whole /64 of IPv6', () => {
    const held = new HeldFrames();
    held.count('2001:db8:1:2::1', mostHeld);
    assert.equal(held.count('2001:db8:1:2:ffff::9', 1), true);
    assert.equal(held.count('2001:db8:1:3::1', 1), false);
  });
});
