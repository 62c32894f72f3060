import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frameBytes } from '../../../src/protocol/limits.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import type { StoredFile } from '../../../src/server/core/store.ts';
import { form, key } from '../core/bench.ts';
import { House, Visitor, hello } from './house.ts';

const submit = (n: number, lane = key(1)) => ({
  type: 'command',
  lane,
  n,
  command: { type: 'submit', key: key(100 + n), ...form },
});
const message = (n: number, text = 'Hello') => ({
  type: 'command',
  lane: key(1),
  n,
  command: { type: 'message', key: key(101), text },
});

describe('the first frame', () => {
  it('is answered by welcome, before all else [R2] [R5]', async () => {
    const house = new House();
    const visitor = house.knock();
    visitor.says(hello({ secret: 'a'.repeat(64) }));
    visitor.says(submit(1));
    visitor.says({ type: 'open', ask: 1, request: key(101), after: 0 });
    await house.settle();
    assert.deepEqual(visitor.types, ['welcome', 'answer', 'opened']);
    assert.equal(house.store.request(key(101))?.owner, 'hash of aaaa', 'what is stored of a secret is its hash');
  });

  it('must come within 10 s, else 4408 [R2]', async () => {
    const house = new House();
    const [silent, pinging, quick] = [house.knock(), house.knock(), house.knock()];
    quick.says(hello({ secret: 'a'.repeat(64) }));
    pinging.sends('ping');
    await house.pass(9_999);
    assert.equal(silent.code, null);
    await house.pass(1);
    assert.deepEqual([silent.code, pinging.code, quick.code], [4408, 4408, null]);
    assert.equal(house.timers, 0);
  });

  it('must be a hello, else 4408, and the only one, else 4400 [R2]', async () => {
    const house = new House();
    const early = house.knock();
    early.says(submit(1));
    assert.equal(early.code, 4408);
    const twice = await house.customer();
    twice.says(hello({ secret: 'a'.repeat(64) }));
    await house.settle();
    assert.equal(twice.code, 4400);
    const atOnce = house.knock();
    atOnce.says(hello({ secret: 'a'.repeat(64) }));
    atOnce.says(hello({ secret: 'a'.repeat(64) }));
    await house.settle();
    assert.deepEqual([atOnce.code, atOnce.texts], [4400, []]);
  });

  it('must name our version, else 4426 [R2]', async () => {
    const visitor = new House().knock();
    visitor.says({ ...hello({ secret: 'a'.repeat(64) }), version: 'desk/2' });
    assert.equal(visitor.code, 4426);
  });

  for (const [what, change, code] of [
    ['a customer without a secret', {}, 4400],
    ['a technician without a token', { role: 'technician' }, 4401],
    ['a token that is no token', { role: 'technician', token: 'forged' }, 4401],
    ['a token for another company', { role: 'technician', token: 'anna technician globex' }, 4401],
    ["a customer's token", { role: 'technician', token: 'anna customer acme' }, 4403],
    ['a technician the desk does not know', { role: 'technician', token: 'carla technician acme' }, 4403],
    ['a customer with a token that is no token', { secret: 'a'.repeat(64), token: 'forged' }, 4401],
    ['a customer with a token for another company', { secret: 'a'.repeat(64), token: 'kim customer globex' }, 4401],
    ["a customer with a technician's token", { secret: 'a'.repeat(64), token: 'anna technician acme' }, 4403],
    ['a customer with a token and no secret', { token: 'kim customer acme' }, 4400],
  ] as const) {
    it(`of ${what} is ${String(code)} [R4]`, async () => {
      const house = new House();
      const visitor = house.knock();
      visitor.says(hello(change));
      await house.settle();
      assert.deepEqual([visitor.code, visitor.texts], [code, []]);
    });
  }

  it('lets a page come back if its token could not be looked at', async () => {
    const house = new House({ verifyToken: () => Promise.reject(new Error('no keys')) });
    const visitor = await house.technician('anna');
    assert.equal(visitor.code, 1011);
    assert.equal(house.faults.length, 1);
  });

  it('lets a page come back if nothing comes of its token [R2]', async () => {
    const house = new House({ verifyToken: () => new Promise(() => undefined) });
    const visitor = await house.technician('anna');
    await house.pass(10_000);
    assert.equal(visitor.code, 4408);
  });

  it('lets a technician stay as long as the token holds, and then asks for another with 4401 [R4]', async () => {
    const house = new House({ verifyToken: () => Promise.resolve({ sub: 'anna', role: 'technician', name: 'Anna', expires: 1_700_000_060_000 }) });
    const visitor = await house.technician('anna');
    await house.pass(59_999);
    assert.equal(visitor.code, null);
    await house.pass(1);
    assert.equal(visitor.code, 4401);
  });

  it('lets a customer stay as long as the token holds, and for ever without one [R4, R108]', async () => {
    const house = new House({ verifyToken: () => Promise.resolve({ sub: '4711', role: 'customer', expires: 1_700_000_060_000 }) });
    const [known, anonymous] = [house.knock(), await house.customer('b'.repeat(64))];
    known.says(hello({ secret: 'a'.repeat(64), token: 'kim customer acme' }));
    await house.settle();
    assert.deepEqual(known.types, ['welcome']);
    await house.pass(59_999);
    assert.equal(known.code, null);
    await house.pass(1);
    assert.deepEqual([known.code, anonymous.code], [4401, null]);
  });

  it('of a customer with a token is of the one whom issuer and subject name, whatever the secret [R108]', async () => {
    const hashed: string[] = [];
    const house = new House({
      hash: (text) => {
        hashed.push(text);
        return `hash of ${text}`;
      },
      verifyToken: (token) => Promise.resolve({ sub: '4711', role: 'customer', ...(token !== 'none' && { issuer: token }) }),
    });
    for (const token of ['shop.example', 'shop.example', 'blog.example', 'none']) house.knock().says(hello({ secret: 'a'.repeat(64), token }));
    await house.settle();
    assert.deepEqual(new Set(hashed), new Set(['a'.repeat(64), '["customer","shop.example","4711"]', '["customer","blog.example","4711"]', '["customer","","4711"]']));
  });

  it('waits for the end of a token that holds for years without a timer that overflows [R4]', async () => {
    const waits: number[] = [];
    const house = new House({
      verifyToken: () => Promise.resolve({ sub: 'anna', role: 'technician', name: 'Anna', expires: 2_000_000_000_000 }),
      clock: {
        now: () => 1_700_000_000_000,
        after: (ms) => {
          waits.push(ms);
          return () => undefined;
        },
      },
    });
    await house.technician('anna');
    assert.ok(Math.max(...waits) <= 2 ** 31 - 1);
  });

  it('of a peer that has left meanwhile reaches nobody', async () => {
    const house = new House();
    const visitor = house.knock();
    visitor.says(hello({ role: 'technician', token: 'anna technician acme' }));
    visitor.leaves();
    await house.settle();
    assert.deepEqual([house.steps, house.store.technician('anna')?.leftAt, house.timers], [[], 0, 0]);
  });

  it('takes the browser from the upgrade if the page says nothing', async () => {
    const house = new House();
    const visitor = house.knock({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' });
    visitor.says(hello({ secret: 'a'.repeat(64), device: { userAgent: '', platform: '', touchPoints: 0 } }));
    visitor.says(submit(1));
    await house.settle();
    assert.equal(house.store.request(key(101))?.state.device.browser, 'Firefox 128');
    assert.equal(house.store.request(key(101))?.ip, '192.0.2.7');
  });

  it('takes no more of the upgrade’s User-Agent than of the page’s own word', async () => {
    const house = new House();
    const visitor = house.knock({ userAgent: `${'x '.repeat(500)}Firefox/128.0` });
    visitor.says(hello({ secret: 'a'.repeat(64), device: { userAgent: '', platform: '', touchPoints: 0 } }));
    visitor.says(submit(1));
    await house.settle();
    assert.equal(house.store.request(key(101))?.state.device.browser, '');
  });
});

describe('a frame', () => {
  for (const [what, text] of [
    ['is no JSON', '{"type":'],
    ['is of no known type', '{"type":"dance"}'],
    ['is of no known shape', '{"type":"open","ask":"one"}'],
    ['is an array', '[]'],
    ['is 65 KiB', JSON.stringify({ ...message(2), command: { type: 'message', key: key(101), text: 'x'.repeat(frameBytes) } })],
    [
      'is 65 KiB in UTF-8 alone',
      JSON.stringify({ ...message(2), command: { type: 'message', key: key(101), text: 'ü'.repeat(frameBytes / 2) } }),
    ],
  ] as const) {
    it(`that ${what} closes with 4400, changes nothing and disturbs nobody [R1] [R44]`, async () => {
      const house = new House();
      const visitor = await house.customer();
      visitor.says(submit(1));
      const anna = await house.technician('anna');
      anna.says({ type: 'open', ask: 1, request: 1, after: 0 });
      await house.settle();
      const before = anna.texts.length;
      visitor.sends(text);
      visitor.says(message(2));
      await house.settle();
      assert.equal(visitor.code, 4400);
      assert.deepEqual([anna.code, anna.texts.length, house.store.request(key(101))?.state.head], [null, before, 1]);
    });
  }

  it('ping is answered by pong at once, at any time, and wakes nobody [R6]', async () => {
    const house = new House();
    const visitor = house.knock();
    visitor.sends('ping');
    assert.deepEqual(visitor.texts, ['pong']);
    const open = await house.customer();
    const steps = house.steps.length;
    open.sends('ping');
    assert.deepEqual([open.texts.at(-1), house.steps.length, house.waiting], ['pong', steps, 0]);
  });

  it('of a stranger before the welcome is kept only so far', async () => {
    const house = new House();
    const visitor = house.knock();
    visitor.says(hello({ secret: 'a'.repeat(64) }));
    for (let n = 1; n <= 65; n++) visitor.says(submit(n));
    await house.settle();
    assert.deepEqual([visitor.code, house.store.countByStatus().new], [4400, 0]);
  });
});

describe('steps', () => {
  it('take what came in together, at most 32 at a time, once per flush', async () => {
    const house = new House();
    const visitor = await house.customer();
    house.steps.length = 0;
    for (let n = 1; n <= 70; n++) visitor.says(submit(n));
    assert.equal(house.waiting, 1);
    await house.settle();
    assert.deepEqual(house.steps, [32, 32, 6]);
    assert.equal(visitor.types.filter((type) => type === 'answer').length, 70);
  });

  it('that take long leave the rest for another turn, so that others are heard meanwhile', async () => {
    const house: House = new House({ planted: () => (house.now += 6) });
    const visitor = await house.customer();
    house.steps.length = 0;
    for (let n = 1; n <= 70; n++) visitor.says(submit(n));
    house.flush();
    assert.deepEqual([house.steps, house.waiting], [[32, 32], 1]);
    await house.settle();
    assert.deepEqual([house.steps, house.waiting], [[32, 32, 6], 0]);
  });

  it('of what is left are all taken when the host closes', async () => {
    const house: House = new House({ planted: () => (house.now += 20) });
    const visitor = await house.customer();
    for (let n = 1; n <= 70; n++) visitor.says(submit(n));
    house.host.close();
    assert.equal(house.store.countByStatus().new, 70);
  });

  it('are taken when the desk wants to be woken [R52]', async () => {
    const house = new House();
    const visitor = await house.customer();
    const anna = await house.technician('anna');
    assert.equal(house.timers, 0);
    anna.leaves();
    await house.settle();
    assert.equal(house.timers, 1);
    await house.pass(120_000);
    assert.deepEqual(
      visitor.frames.flatMap((frame) => (frame.type === 'settings' ? [frame.settings.live] : [])),
      [true, false],
    );
    assert.equal(house.host.settings().live, false);
    assert.equal(house.timers, 0);
  });

  it('that break close only those who were in them, who may come back; the fault is reported', async () => {
    let planted = false;
    const house = new House({
      planted: () => {
        if (planted) throw new TypeError('a bug');
      },
    });
    const [visitor, other] = [await house.customer(), await house.customer('b'.repeat(64))];
    planted = true;
    visitor.says(submit(1));
    for (let i = 0; i < 10 && house.waiting === 0; i++) await Promise.resolve();
    const arrival = house.host.fileArrived(stored(7));
    await Promise.all([assert.rejects(arrival), house.settle()]);
    planted = false;
    await house.settle();
    assert.deepEqual([visitor.code, other.code], [1011, null]);
    assert.ok(house.faults[0] instanceof TypeError);
    other.says(submit(1, key(2)));
    await house.settle();
    assert.equal(other.types.at(-1), 'answer');
  });

  it('go on for others when one peer cannot be sent to', async () => {
    const house = new House();
    const visitor = await house.customer();
    visitor.says(submit(1));
    await house.settle();
    let broken = false;
    const bad = house.knock({
      send: () => {
        if (broken) throw new Error('EPIPE');
      },
      close: () => {
        throw new Error('closed already');
      },
    });
    bad.says(hello({ role: 'technician', token: 'ben technician acme' }));
    const anna = await house.technician('anna');
    for (const page of [bad, anna]) page.says({ type: 'open', ask: 1, request: 1, after: 0 });
    await house.settle();
    broken = true;
    visitor.says(message(2));
    await house.settle();
    assert.equal(anna.types.at(-1), 'event');
    assert.equal(house.faults.length, 2);
    assert.notEqual(house.store.technician('ben')?.leftAt, null, 'the desk knows that the peer is gone');
  });

  it('report what the store throws, and say so to the page [R15]', async () => {
    const store = new MemoryStore();
    const house = new House({ store });
    const visitor = await house.customer();
    const commit = store.transaction.bind(store);
    store.transaction = (work) =>
      commit(() => {
        work();
        throw new Error('disk full');
      });
    visitor.says(submit(1));
    await house.settle();
    const answer = visitor.frames.at(-1);
    assert.ok(answer?.type === 'answer' && !answer.ok && answer.code === 'unavailable');
    await assert.rejects(Promise.all([house.host.fileArrived(stored(7)), house.settle()]));
    assert.match(String(house.faults[0]), /disk full/);
  });
});

function stored(n: number): StoredFile {
  return {
    id: key(n),
    name: 'a.pdf',
    size: 3,
    type: 'application/pdf',
    principal: 'hash of aaaa',
    side: 'customer',
    request: null,
    at: 1,
  };
}

describe('files', () => {
  it('are the desk\u2019s once they are on its disk', async () => {
    const house = new House();
    const arrival = house.host.fileArrived(stored(7));
    const again = house.host.fileArrived(stored(7));
    assert.equal(house.store.file(key(7)), null);
    await Promise.all([arrival, again, house.settle()]);
    assert.deepEqual(house.store.file(key(7)), stored(7));
  });

  it('get a signed address for who may have them [R64]', async () => {
    const house = new House();
    const visitor = await house.customer();
    await Promise.all([house.host.fileArrived(stored(7)), house.settle()]);
    visitor.says(submit(1));
    visitor.says({ type: 'command', lane: key(1), n: 2, command: { type: 'share-file', key: key(101), file: key(7) } });
    visitor.says({ type: 'ticket', ask: 5, key: key(101), file: key(7) });
    await house.settle();
    assert.deepEqual(visitor.frames.at(-1), { type: 'ticket', ask: 5, url: `/files/${key(7)} for hash of aaaa`, expires: 7 });
  });

  it('stay where they are if an address cannot be signed, and the page hears of it', async () => {
    const house = new House({ signTicket: () => Promise.reject(new Error('no key')) });
    const visitor = await house.customer();
    await Promise.all([house.host.fileArrived(stored(7)), house.settle()]);
    visitor.says(submit(1));
    visitor.says({ type: 'command', lane: key(1), n: 2, command: { type: 'share-file', key: key(101), file: key(7) } });
    visitor.says({ type: 'ticket', ask: 5, key: key(101), file: key(7) });
    await house.settle();
    assert.deepEqual(visitor.frames.at(-1), { type: 'error', ask: 5, code: 'unavailable' });
  });
});

describe('closing', () => {
  it('takes what has come, then ends all connections with 1001, and keeps who was there', async () => {
    const house = new House();
    const [visitor, anna] = [await house.customer(), await house.technician('anna')];
    visitor.says(submit(1));
    const arrival = house.host.fileArrived(stored(7));
    house.host.close();
    await arrival;
    assert.deepEqual([visitor.code, anna.code], [1001, 1001]);
    assert.equal(visitor.types.at(-1), 'answer');
    assert.equal(house.store.technician('anna')?.leftAt, house.now);
    assert.equal(house.timers, 0);
  });

  it('lets nobody in afterwards', async () => {
    const house = new House();
    house.host.close();
    const late = new Visitor(house, {});
    assert.equal(late.code, 1001);
    late.says(hello({ secret: 'a'.repeat(64) }));
    await assert.rejects(Promise.all([house.host.fileArrived(stored(7)), house.settle()]));
    assert.deepEqual(late.texts, []);
    house.host.close();
  });
});
