import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noNotifications } from '../../../src/domain/staff.ts';
import { Bench, file, key, technician } from './bench.ts';

const grace = 120_000;

describe('a company', () => {
  it('is live while a technician who is Available is connected, and for the grace after [R52]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    assert.equal(customer.take('welcome')[0]?.settings.live, false);
    const anna = bench.technician('anna');
    assert.equal(anna.take('welcome')[0]?.settings.live, true);
    assert.deepEqual(anna.take('settings'), [], 'the newcomer has read it in the welcome');
    assert.deepEqual(
      customer.take('settings').map(({ settings }) => settings.live),
      [true],
    );
    assert.equal(bench.wakeAt, null);

    anna.leave();
    assert.deepEqual(customer.take('settings'), []);
    assert.equal(bench.wakeAt, bench.now + grace);
    bench.pass(grace - 1);
    assert.deepEqual([customer.take('settings'), bench.desk.settings(bench.now).live], [[], true]);
    bench.pass(1);
    assert.deepEqual(
      customer.take('settings').map(({ settings }) => settings.live),
      [false],
    );
    assert.deepEqual([bench.wakeAt, bench.desk.settings(bench.now).live], [null, false]);
  });

  it('stays live if the technician comes back within the grace, and says nothing [R52]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const customer = bench.customer('kim');
    anna.leave();
    bench.pass(grace / 2);
    bench.technician('anna');
    bench.pass(grace * 2);
    assert.deepEqual(customer.take('settings'), []);
    assert.equal(bench.wakeAt, null);
  });

  it('is live until the last connection of the last technician is gone, and its grace [R52]', () => {
    const bench = new Bench();
    const [first, second, ben] = [bench.technician('anna'), bench.technician('anna'), bench.technician('ben')];
    first.leave();
    ben.leave();
    assert.equal(bench.wakeAt, null);
    bench.pass(1_000);
    second.leave();
    assert.equal(bench.wakeAt, bench.now + grace);
  });

  it('is not live by who is Unavailable or disabled [R52]', () => {
    const bench = new Bench({
      technicians: [technician('anna'), technician('ben', { enabled: false, leftAt: 1_700_000_000_000 })],
    });
    assert.equal(bench.desk.settings(bench.now).live, false);
    const anna = bench.technician('anna');
    const customer = bench.customer('kim');
    anna.must({ type: 'set-availability', available: false });
    assert.deepEqual(
      customer.take('settings').map(({ settings }) => settings.live),
      [false],
    );
    anna.must({ type: 'set-availability', available: false });
    assert.deepEqual(customer.take('settings'), []);
    anna.must({ type: 'set-availability', available: true });
    assert.deepEqual(
      customer.take('settings').map(({ settings }) => settings.live),
      [true],
    );
  });

  it('is not live by a technician who has never been there', () => {
    assert.equal(new Bench().wakeAt, null);
  });

  it('grants the grace after a crash to who was connected then [R52]', () => {
    const bench = new Bench();
    bench.technician('anna');
    bench.pass(3_600_000);
    bench.restart();
    assert.equal(bench.store.technician('anna')?.leftAt, bench.now);
    assert.equal(bench.wakeAt, bench.now + grace);
    const customer = bench.customer('kim');
    assert.equal(customer.take('welcome')[0]?.settings.live, true);
    bench.pass(grace);
    assert.deepEqual(
      customer.take('settings').map(({ settings }) => settings.live),
      [false],
    );
  });

  it('is not kept live by a clock that was set back', () => {
    const bench = new Bench();
    bench.technician('anna').leave();
    bench.now -= 3_600_000;
    bench.step({ type: 'wake' });
    assert.equal(bench.wakeAt, bench.now + grace);
  });

  it('has a request wait for a chat if it is live when it is filed, else takes an offline request [R53]', () => {
    const bench = new Bench();
    assert.equal(file(bench, 1).customer.opened(key(1)).state.chat, 'none');
    const anna = bench.technician('anna');
    assert.equal(file(bench, 2).customer.opened(key(2)).state.chat, 'waiting');
    bench.step(
      anna.next({ type: 'set-availability', available: false }),
      bench
        .customer('lee')
        .next({ type: 'submit', key: key(3), name: 'Lee', email: 'lee@example.com', description: 'x', metadata: {} }),
    );
    assert.equal(bench.store.request(key(3))?.state.chat, 'none', 'decided by what the same transaction wrote before');
    anna.must({ type: 'set-availability', available: true });
    anna.leave();
    bench.now += grace;
    assert.equal(file(bench, 4).customer.opened(key(4)).state.chat, 'none', 'even before the desk was woken');
  });
});

describe('availability', () => {
  it('is what the technician has set, over connections and restarts', () => {
    const bench = new Bench();
    bench.technician('anna').must({ type: 'set-availability', available: false });
    bench.restart();
    const me = bench.technician('anna').take('welcome')[0]?.me;
    assert.deepEqual(me, { role: 'technician', id: 'anna', name: 'Anna', staff: 'technician', available: false, notifications: noNotifications });
  });
});
