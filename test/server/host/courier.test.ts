import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimLifetime, noChannels, webhookEvents, type Delivery, type DeliveryResult } from '../../../src/server/core/deliveries.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import type { Courier } from '../../../src/server/host/peer.ts';
import { form, key } from '../core/bench.ts';
import { House, type Visitor } from './house.ts';

const channels = { ...noChannels, claims: true, webhooks: [{ id: 'crm', events: webhookEvents }] };
const command = (n: number, what: Record<string, unknown>, lane = key(1)) => ({ type: 'command', lane, n, command: what });
const submit = command(1, { type: 'submit', key: key(101), ...form });

/** A courier that keeps what it is given, and says what became of it when a test says so. */
class Waiting implements Courier {
  readonly given: { delivery: Delivery; makeClaim: () => Promise<string | null>; say: (result: DeliveryResult) => void; fail: (fault: unknown) => void }[] = [];

  deliver(delivery: Delivery, makeClaim: () => Promise<string | null>): Promise<DeliveryResult> {
    return new Promise((resolve, reject) => this.given.push({ delivery, makeClaim, say: resolve, fail: reject }));
  }

  at(index: number): Waiting['given'][number] {
    const one = this.given[index];
    assert.ok(one, `nothing was given for the ${String(index)}th time`);
    return one;
  }
}

describe('a courier', () => {
  it('is given what is due, and what it says is kept', async () => {
    const courier = new Waiting();
    const house = new House({ courier, channels });
    (await house.customer()).says(submit);
    await house.settle();
    assert.equal(courier.given.length, 1);
    courier.at(0).say('delivered');
    await house.settle();
    assert.equal(house.store.nextDueDelivery(), null);
    await house.pass(3_600_000);
    assert.equal(courier.given.length, 1);
  });

  it('is given again what has failed, and what made it throw, when it is time', async () => {
    const courier = new Waiting();
    const house = new House({ courier, channels });
    (await house.customer()).says(submit);
    await house.settle();
    courier.at(0).say('failed');
    await house.settle();
    await house.pass(4_999);
    assert.equal(courier.given.length, 1);
    await house.pass(1);
    assert.equal(courier.given.length, 2);
    courier.at(1).fail(new Error('no route'));
    await house.settle();
    assert.match(String(house.faults.at(-1)), /no route/);
    await house.pass(20_000);
    assert.equal(courier.given.length, 3);
  });

  it('that throws at once stops nobody', async () => {
    const courier: Courier = {
      deliver: () => {
        throw new Error('planted');
      },
    };
    const house = new House({ courier, channels });
    const kim = await house.customer();
    kim.says(submit);
    await house.settle();
    assert.deepEqual([kim.types.at(-1), String(house.faults[0])], ['answer', 'Error: planted']);
    assert.equal(house.store.dueDeliveries(Number.MAX_SAFE_INTEGER, 9)[0]?.tries, 1);
  });

  it('never holds a customer up: they are answered while it is still on its way', async () => {
    const house = new House({ courier: new Waiting(), channels });
    const kim = await house.customer();
    kim.says(submit);
    for (let n = 2; n <= 30; n++) kim.says(command(n, { type: 'message', key: key(101), text: 'Hello' }));
    await house.settle();
    assert.equal(kim.frames.filter((frame) => frame.type === 'answer' && frame.ok).length, 30);
  });

  it('is given by the next host what the last one had in hand', async () => {
    const [first, second] = [new Waiting(), new Waiting()];
    const store = new MemoryStore();
    const house = new House({ store, courier: first, channels });
    (await house.customer()).says(submit);
    await house.settle();
    house.host.close();
    first.at(0).say('delivered');
    await house.settle();
    const next = new House({ store, courier: second, channels });
    await next.settle();
    assert.deepEqual(second.at(0).delivery, first.at(0).delivery);
  });

  it('may be missing: what is due waits on disk', async () => {
    const house = new House({ channels });
    (await house.customer()).says(submit);
    await house.settle();
    assert.notEqual(house.store.nextDueDelivery(), null);
    assert.deepEqual(house.faults, []);
  });
});

/** Anna has written to Kim, who is gone: a claim mail is in the courier's hand. */
async function mailed(store = new MemoryStore()): Promise<{ house: House; courier: Waiting; mail: Waiting['given'][number] }> {
  const courier = new Waiting();
  const house = new House({ courier, store, channels: { ...channels, webhooks: [] } });
  const kim = await house.customer();
  kim.says(submit);
  const anna = await house.technician('anna');
  for (const [i, type] of ['assign', 'join-chat'].entries()) anna.says(command(i + 1, { type, key: key(101) }, key(2)));
  await house.settle();
  kim.leaves();
  anna.says(command(3, { type: 'message', key: key(101), text: 'Hello' }, key(2)));
  await house.settle();
  return { house, courier, mail: courier.at(0) };
}

const answers = (visitor: Visitor) => visitor.frames.flatMap((frame) => (frame.type === 'answer' ? [frame.ok ? 'ok' : frame.code] : []));

describe('the code of a claim link', () => {
  it('goes out only once its hash is on disk, and opens the request [R78]', async () => {
    const { house, mail } = await mailed();
    const making = mail.makeClaim();
    await house.settle();
    const code = await making;
    assert.ok(code);
    const hash = `hash of ${code.slice(0, 4)}`;
    assert.deepEqual(house.store.claim(hash), { hash, request: key(101), expires: house.now + claimLifetime, usedBy: null });
    const phone = await house.customer('b'.repeat(64));
    phone.says(command(1, { type: 'claim', code }, key(3)));
    phone.says({ type: 'open', ask: 1, request: key(101), after: 0 });
    await house.settle();
    assert.deepEqual([answers(phone), phone.types.at(-1)], [['ok'], 'opened']);
  });

  it('is not given out when the store does not take it', async () => {
    const store = new MemoryStore();
    const { house, mail } = await mailed(store);
    store.saveClaim = () => {
      throw new Error('disk full');
    };
    const making = mail.makeClaim();
    await house.settle();
    assert.equal(await making, null);
  });

  it('is not given out when the host is closed, be it before or meanwhile', async () => {
    const { house, mail } = await mailed();
    const before = mail.makeClaim();
    house.host.close();
    assert.equal(await before, null);
    assert.equal(await mail.makeClaim(), null);
  });

  it('is there for claim mails alone', async () => {
    const courier = new Waiting();
    const house = new House({ courier, channels });
    (await house.customer()).says(submit);
    await house.settle();
    assert.equal(await courier.at(0).makeClaim(), null);
  });

  it('never reaches the desk: it is hashed first, and nothing overtakes it meanwhile [R78]', async () => {
    const hashing: (() => void)[] = [];
    const seen: unknown[] = [];
    const house = new House({
      hash: (secret) => (secret.length === 64 ? `hash of ${secret.slice(0, 4)}` : new Promise((resolve) => hashing.push(() => resolve(`hash of ${secret}`)))),
      planted: (inputs) => seen.push(...inputs),
    });
    const kim = await house.customer();
    kim.says(command(1, { type: 'claim', code: 'c1' }));
    kim.says(command(2, { type: 'renew-claim', code: 'c2' }));
    kim.says({ ...submit, n: 3 });
    kim.says({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 1 });
    await house.settle();
    assert.deepEqual(kim.types, ['welcome']);
    hashing[0]?.();
    await house.settle();
    assert.deepEqual(answers(kim), ['claim_unknown']);
    hashing[1]?.();
    await house.settle();
    assert.deepEqual([answers(kim), kim.types.at(-1)], [['claim_unknown', 'forbidden', 'ok'], 'rows']);
    assert.deepEqual([/"c1"/, /"c2"/, /hash of c1/].map((code) => code.test(JSON.stringify(seen))), [false, false, true]);
  });

  it('that cannot be hashed ends the connection, and nothing behind it is done', async () => {
    const house = new House({ hash: (secret) => (secret.length === 64 ? `hash of ${secret.slice(0, 4)}` : Promise.reject(new Error('no hash'))) });
    const kim = await house.customer();
    kim.says(command(1, { type: 'claim', code: 'c1' }));
    kim.says({ ...submit, n: 2 });
    await house.settle();
    assert.deepEqual([kim.code, house.store.request(key(101)), String(house.faults[0])], [1011, null, 'Error: no hash']);
  });

  it('is not waited for with more than 256 frames: the page is let go of, and comes back', async () => {
    const house = new House({ hash: (secret) => (secret.length === 64 ? `hash of ${secret.slice(0, 4)}` : new Promise<string>(() => undefined)) });
    const kim = await house.customer();
    kim.says(command(1, { type: 'claim', code: 'c1' }));
    for (let n = 1; n <= 256; n++) kim.says({ type: 'leave', key: key(1) });
    assert.equal(kim.code, null);
    kim.says({ type: 'leave', key: key(1) });
    assert.equal(kim.code, 4413);
  });
});

describe('whoever runs the server', () => {
  it('changes a technician: once that is said to be done, it is on disk, and their page has ended [R74]', async () => {
    const house = new House();
    const anna = await house.technician('anna');
    const changing = house.host.changeStaff({ id: 'anna', enabled: false });
    await house.settle();
    assert.deepEqual([await changing, anna.code, house.store.technician('anna')?.enabled], [null, 4403, false]);
    const again = await house.technician('anna');
    assert.deepEqual([again.code, again.texts], [4403, []]);
  });

  it('is told why not, also when the store fails or the host is closed', async () => {
    const store = new MemoryStore();
    const house = new House({ store });
    const wrong = house.host.changeStaff({ id: 'zoe' });
    await house.settle();
    assert.equal((await wrong)?.code, 'invalid');
    store.saveTechnician = () => {
      throw new Error('disk full');
    };
    const failed = house.host.changeStaff({ id: 'zoe', name: 'Zoe' });
    await house.settle();
    assert.equal((await failed)?.code, 'unavailable');
    house.host.close();
    assert.equal((await house.host.changeStaff({ id: 'zoe', name: 'Zoe' }))?.code, 'unavailable');
  });

  it('is answered when the host closes in the middle of it', async () => {
    const house = new House();
    const changing = house.host.changeStaff({ id: 'zoe', name: 'Zoe' });
    house.host.close();
    assert.deepEqual([await changing, house.store.technician('zoe')?.name], [null, 'Zoe']);
  });
});
