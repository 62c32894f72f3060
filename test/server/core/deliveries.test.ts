import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noNotifications, type NotificationSettings } from '../../../src/domain/staff.ts';
import { givenUpAfter, noChannels, retryAfter, webhookEvents, type Delivery, type DeliveryResult } from '../../../src/server/core/deliveries.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { Bench, file, key, technician } from './bench.ts';

const wants = (change: Partial<NotificationSettings>): NotificationSettings => ({ ...noNotifications, ...change });
const email = { on: true, address: 'anna@acme.example' };
const sms = { on: true, number: '+491701234567' };

/** A desk with one webhook for everything. */
const hooked = () => new Bench({ channels: { ...noChannels, webhooks: [{ id: 'crm', events: webhookEvents }] } });

const handed = (bench: Bench): Delivery[] => bench.outputs.flatMap((output) => (output.type === 'deliver' ? [output.delivery] : []));
/** What has been handed out since this was last asked. */
function fresh(bench: Bench): Delivery[] {
  const all = handed(bench);
  bench.outputs.length = 0;
  return all;
}
const result = (bench: Bench, { id }: Delivery, what: DeliveryResult) => bench.step({ type: 'delivered', id, result: what });

describe('a new request [R81]', () => {
  it('is told to everyone Available, connected or not, by the ways they have chosen', () => {
    const bench = new Bench({
      channels: { ...noChannels, email: true, sms: true },
      technicians: [
        technician('anna', { notifications: wants({ email, sms }) }),
        technician('ben', { notifications: wants({ email: { ...email, on: false }, sms }) }),
        technician('cleo', { available: false, notifications: wants({ email, sms }) }),
        technician('dan', { enabled: false, notifications: wants({ email, sms }) }),
        technician('eva'),
      ],
    });
    file(bench);
    const told = handed(bench).flatMap(({ parcel }) => (parcel.kind === 'new-request' ? [[parcel.technician, parcel.by, parcel.to, parcel.about.number]] : []));
    assert.deepEqual(told, [['anna', 'email', email.address, 1], ['anna', 'sms', sms.number, 1], ['ben', 'sms', sms.number, 1]]);
  });

  it('is told only by ways that the server has', () => {
    const bench = new Bench({ channels: { ...noChannels, sms: true }, technicians: [technician('anna', { notifications: wants({ email, sms }) })] });
    file(bench);
    assert.deepEqual(handed(bench).map(({ parcel }) => parcel.kind === 'new-request' && parcel.by), ['sms']);
    const none = new Bench({ technicians: [technician('anna', { notifications: wants({ email, sms }) })] });
    file(none);
    assert.deepEqual(handed(none), []);
  });
});

describe('a webhook [R82]', () => {
  it('hears of what it wants to, in the order in which it happened', () => {
    const bench = hooked();
    const { customer } = file(bench);
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'message', key: key(1), text: 'Hello' });
    customer.must({ type: 'message', key: key(1), text: 'Hi' });
    anna.must({ type: 'note', key: key(1), text: 'hush' });
    anna.must({ type: 'transfer', key: key(1), to: 'ben', note: 'hush' });
    ben.must({ type: 'close', key: key(1), outcome: 'resolved', note: 'hush' });
    anna.must({ type: 'reopen', key: key(1) });
    const payloads = handed(bench).flatMap(({ parcel }) => (parcel.kind === 'webhook' ? [parcel.payload] : []));
    assert.deepEqual(
      payloads.map(({ event, seq, request }) => [event, seq, request.status, request.technician?.id]),
      [
        ['submitted', 1, 'new', undefined],
        ['assigned', 2, 'active', 'anna'],
        ['message', 4, 'active', 'anna'],
        ['message', 5, 'active', 'anna'],
        ['assigned', 6, 'active', 'ben'],
        ['completed', 7, 'completed', 'ben'],
        ['assigned', 8, 'active', 'anna'],
      ],
    );
    assert.deepEqual([payloads[0]?.description, payloads[2]?.message, payloads[3]?.message], ['The printer is on fire', { from: 'technician', name: 'Anna', text: 'Hello' }, { from: 'customer', name: 'Kim Muster', text: 'Hi' }]);
    assert.ok(!JSON.stringify(payloads).includes('hush'), 'notes leave the house nowhere');
  });

  it('hears nothing of the rest', () => {
    const bench = new Bench({ channels: { ...noChannels, webhooks: [{ id: 'crm', events: ['completed'] }, { id: 'none', events: [] }] } });
    const { customer } = file(bench);
    customer.must({ type: 'withdraw', key: key(1) });
    assert.deepEqual(handed(bench).map(({ parcel }) => parcel.kind === 'webhook' && [parcel.webhook, parcel.payload.event]), [['crm', 'completed']]);
  });
});

describe('a delivery [R80]', () => {
  it('is handed out once, and gone when it is delivered', () => {
    const bench = hooked();
    file(bench);
    const [first] = fresh(bench);
    assert.ok(first);
    bench.pass(3_600_000);
    assert.deepEqual(fresh(bench), [], 'it is in hand');
    result(bench, first, 'delivered');
    assert.deepEqual([bench.store.delivery(first.id), bench.wakeAt, fresh(bench)], [null, null, []]);
  });

  it('that fails is tried again after 5 s, then ever more rarely, and given up after a day', () => {
    const bench = hooked();
    file(bench);
    const began = bench.now;
    const gaps: number[] = [];
    let [delivery] = fresh(bench);
    while (delivery) {
      assert.ok(gaps.length < 100, 'it is tried for ever');
      const at = bench.now;
      result(bench, delivery, 'failed');
      bench.pass(givenUpAfter);
      const [again] = fresh(bench);
      if (again) {
        gaps.push(again.due - at);
        bench.now = again.due;
        assert.equal(again.tries, delivery.tries + 1);
      }
      delivery = again;
    }
    assert.deepEqual(gaps.slice(0, 7), [5, 20, 80, 320, 1_280, 3_600, 3_600].map((seconds) => seconds * 1_000));
    assert.ok(began + givenUpAfter - gaps.reduce((sum, gap) => sum + gap, began) <= retryAfter(99), 'as long as a day');
    assert.deepEqual([bench.store.nextDueDelivery(), bench.faults.map(String)], [null, ['Error: Delivery 1 is given up: it could not be made for too long']]);
  });

  it('that is refused is not tried again', () => {
    const bench = hooked();
    file(bench);
    const [first] = fresh(bench);
    assert.ok(first);
    result(bench, first, 'refused');
    assert.deepEqual([bench.store.delivery(first.id), bench.faults], [null, []]);
  });

  it('goes out again after a crash between its sending and its result: twice at worst, never not at all', () => {
    const bench = hooked();
    file(bench);
    const [first] = fresh(bench);
    assert.ok(first);
    bench.restart();
    assert.deepEqual(fresh(bench), [first]);
    bench.step({ type: 'wake' });
    assert.deepEqual(fresh(bench), [], 'once per desk');
    result(bench, first, 'delivered');
    bench.restart();
    assert.deepEqual(fresh(bench), []);
  });

  it('is there with what it tells of, or neither is [R11]', () => {
    const store = new MemoryStore();
    const bench = new Bench({ store, channels: { ...noChannels, webhooks: [{ id: 'crm', events: webhookEvents }] } });
    const kim = bench.customer('kim');
    store.saveDelivery = () => {
      throw new Error('disk full');
    };
    assert.equal(kim.refused({ type: 'submit', key: key(1), name: 'Kim', email: 'kim@example.com', description: 'x', metadata: {} }), 'unavailable');
    assert.deepEqual([store.request(key(1)), handed(bench)], [null, []]);
  });

  it('holds nobody up: however many fail, requests go on, and at most 16 are in hand', () => {
    const bench = hooked();
    const { customer } = file(bench);
    for (let n = 1; n <= 40; n++) customer.must({ type: 'message', key: key(1), text: String(n) });
    const first = fresh(bench);
    assert.equal(first.length, 16);
    for (const one of first) result(bench, one, 'failed');
    const second = fresh(bench);
    assert.deepEqual(second.map(({ id }) => id), Array.from({ length: 16 }, (_, i) => 17 + i));
    for (const one of second) result(bench, one, 'delivered');
    assert.equal(fresh(bench).length, 9);
    bench.pass(5_000);
    assert.equal(fresh(bench).length, 7, 'of those that failed, as many as there is room for');
  });

  it('whose result the store did not take stays in hand, and is not sent again for that', () => {
    const store = new MemoryStore();
    const bench = new Bench({ store, channels: { ...noChannels, webhooks: [{ id: 'crm', events: webhookEvents }] } });
    file(bench);
    const [first] = fresh(bench);
    assert.ok(first);
    const remove = store.removeDelivery.bind(store);
    store.removeDelivery = () => {
      throw new Error('disk full');
    };
    result(bench, first, 'delivered');
    assert.equal(bench.wakeAt, bench.now + 1_000);
    bench.pass(5_000);
    assert.deepEqual(fresh(bench), []);
    store.removeDelivery = remove;
    bench.pass(1_000);
    assert.deepEqual([store.delivery(first.id), bench.wakeAt, fresh(bench)], [null, null, []]);
  });

  it('that nobody knows of any more is passed over', () => {
    const bench = hooked();
    bench.step({ type: 'delivered', id: 99, result: 'failed' });
    assert.deepEqual([bench.faults, bench.store.nextDueDelivery()], [[], null]);
  });
});
