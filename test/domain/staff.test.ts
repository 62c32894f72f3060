import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isPhoneNumber, noNotifications, notificationFaults, staffFaults, tidyNotifications, type NotificationSettings } from '../../src/domain/staff.ts';

const set = (change: { email?: Partial<NotificationSettings['email']>; sms?: Partial<NotificationSettings['sms']> }): NotificationSettings => ({
  ...noNotifications,
  email: { ...noNotifications.email, ...change.email },
  sms: { ...noNotifications.sms, ...change.sms },
});

describe('how a technician hears of a new request', () => {
  it('needs no address for what is off, and one for what is on', () => {
    assert.deepEqual(notificationFaults(noNotifications), []);
    assert.deepEqual(notificationFaults(set({ email: { on: true }, sms: { on: true } })), [
      { field: 'email', fault: 'missing' },
      { field: 'phone', fault: 'missing' },
    ]);
  });

  it('keeps an address while its method is off, if it is one', () => {
    assert.deepEqual(notificationFaults(set({ email: { address: 'anna@acme.example' }, sms: { number: '+491701234567' } })), []);
    assert.deepEqual(notificationFaults(set({ email: { address: 'anna' }, sms: { number: '0170' } })), [
      { field: 'email', fault: 'not_an_email' },
      { field: 'phone', fault: 'not_a_phone' },
    ]);
  });

  it('takes a phone number as people write it', () => {
    const { sms, email } = tidyNotifications(set({ email: { address: ' anna@acme.example ' }, sms: { number: ' +49 (170) 123-45.67 ' } }));
    assert.deepEqual([sms.number, email.address], ['+491701234567', 'anna@acme.example']);
  });

  it('knows a number of the world from others', () => {
    for (const good of ['+491701234567', '+12025550123', '+4915112345678901'.slice(0, 16)]) assert.ok(isPhoneNumber(good), good);
    for (const bad of ['', '+', '+0170123456', '491701234567', '+49170123456789012', '+49 170', '++4917012345', '+4917012x456']) assert.ok(!isPhoneNumber(bad), bad);
  });
});

describe('a change of a technician', () => {
  it('needs a name for whoever is not known yet, and none for others', () => {
    assert.deepEqual(staffFaults({ id: 'zoe' }, false), [{ field: 'name', fault: 'missing' }]);
    assert.deepEqual(staffFaults({ id: 'zoe', name: 'Zoe' }, false), []);
    assert.deepEqual(staffFaults({ id: 'zoe', enabled: false }, true), []);
  });

  it('takes no empty name, no long one, and no odd id', () => {
    assert.deepEqual(staffFaults({ id: 'zoe', name: ' ' }, true), [{ field: 'name', fault: 'missing' }]);
    assert.deepEqual(staffFaults({ id: 'zoe', name: 'z'.repeat(201) }, true), [{ field: 'name', fault: 'too_long', limit: 200 }]);
    assert.deepEqual(staffFaults({ id: ' zoe', name: 'Zoe' }, false), [{ field: 'id', fault: 'missing' }]);
    assert.deepEqual(staffFaults({ id: '', name: 'Zoe' }, false), [{ field: 'id', fault: 'missing' }]);
    assert.deepEqual(staffFaults({ id: 'z'.repeat(201), name: 'Zoe' }, false), [{ field: 'id', fault: 'too_long', limit: 200 }]);
  });
});
