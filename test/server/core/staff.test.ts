import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noNotifications, type StaffChange } from '../../../src/domain/staff.ts';
import { replyLimits } from '../../../src/domain/replies.ts';
import { Desk } from '../../../src/server/core/desk.ts';
import { Bench, file, key, technician, type Caller } from './bench.ts';

function house(): { bench: Bench; anna: Caller; ben: Caller; cleo: Caller } {
  const bench = new Bench({ technicians: [technician('anna'), technician('ben'), technician('cleo', { role: 'admin' })] });
  const [anna, ben, cleo] = ['anna', 'ben', 'cleo'].map((id) => bench.technician(id)) as [Caller, Caller, Caller];
  return { bench, anna, ben, cleo };
}

const change = (fields: StaffChange) => ({ type: 'set-technician', ...fields }) as const;
const stateOf = (bench: Bench, n = 1) => bench.store.request(key(n))?.state;

/** What whoever runs the server changes; the answer. */
function byHost(bench: Bench, fields: StaffChange) {
  const answers = bench.step({ type: 'staff', ref: 'a change', change: fields }).flatMap((output) => (output.type === 'staff' ? [output] : []));
  assert.deepEqual(answers.map(({ ref }) => ref), ['a change']);
  return answers[0]?.refusal;
}

describe('a technician who is disabled', () => {
  it('loses the page that is open at once, and does not come back [R4] [R74]', () => {
    const { bench, anna, cleo } = house();
    const second = bench.technician('anna');
    cleo.must(change({ id: 'anna', enabled: false }));
    assert.deepEqual([anna.closed, second.closed], ['forbidden', 'forbidden']);
    assert.equal(bench.technician('anna').closed, 'forbidden');
    cleo.must(change({ id: 'anna', enabled: true }));
    assert.equal(bench.technician('anna').closed, null);
  });

  it('leaves their active requests new, with their guests gone, in the same transaction [R74]', () => {
    const { bench, anna, ben, cleo } = house();
    const lou = bench.customer('lou');
    for (let n = 1; n <= 4; n++) file(bench, n, lou);
    for (let n = 1; n <= 2; n++) anna.must({ type: 'assign', key: key(n) });
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'invite', key: key(1), technician: 'ben' });
    ben.must({ type: 'assign', key: key(3) });
    ben.must({ type: 'join-chat', key: key(3) });
    ben.must({ type: 'invite', key: key(3), technician: 'anna' });
    anna.must({ type: 'join-chat', key: key(3) });
    ben.query({ ask: 1, mine: true });
    ben.clear();
    cleo.must(change({ id: 'anna', enabled: false }));
    assert.deepEqual([1, 2, 3].map((n) => [stateOf(bench, n)?.status, stateOf(bench, n)?.technician?.id, stateOf(bench, n)?.guests]), [['new', undefined, []], ['new', undefined, []], ['active', 'ben', []]]);
    assert.equal(stateOf(bench, 1)?.chat, 'waiting');
    const by = { id: 'cleo', name: 'Cleo' };
    assert.deepEqual(bench.store.entries(key(2), { limit: 9 }).at(-1)?.event, { type: 'unassigned', technician: { id: 'anna', name: 'Anna' }, by });
    assert.deepEqual(bench.store.entries(key(3), { limit: 9 }).at(-1)?.event, { type: 'left', technician: { id: 'anna', name: 'Anna' } });
    assert.equal(ben.take('row').at(-1)?.counts.new, 3);
    ben.must({ type: 'assign', key: key(1) });
  });

  it('hears nothing of what happened in the very transaction that turned them out', () => {
    const { bench, anna, ben, cleo } = house();
    const { customer } = file(bench);
    anna.opened(key(1));
    anna.query();
    anna.clear();
    bench.step(
      cleo.next(change({ id: 'anna', enabled: false })),
      customer.next({ type: 'message', key: key(1), text: 'Hello' }),
      anna.next({ type: 'note', key: key(1), text: 'still here?' }),
      anna.input({ type: 'open', ask: 9, request: key(1), after: 0 }),
      ben.next({ type: 'assign', key: key(1) }),
    );
    assert.deepEqual(anna.frames, []);
    assert.equal(anna.closed, 'forbidden');
    assert.equal(bench.store.lastNote(key(1)).seq, 0);
    assert.equal(stateOf(bench)?.technician?.id, 'ben', 'the others’ commands are done');
  });

  it('hears nothing of another who looked at the same and goes in the same transaction', () => {
    const { bench, anna, ben, cleo } = house();
    file(bench);
    for (const one of [anna, ben, cleo]) one.send({ type: 'look', key: key(1) });
    for (const one of [anna, ben, cleo]) one.clear();
    bench.step(cleo.next(change({ id: 'anna', enabled: false })), cleo.next(change({ id: 'ben', enabled: false })));
    assert.deepEqual([anna.frames, ben.frames], [[], []]);
    assert.deepEqual(cleo.take('viewers'), [{ type: 'viewers', key: key(1), technicians: [] }], 'who stays is told once');
  });

  it('is told the answer when they have disabled themselves, and then goes', () => {
    const { bench, cleo } = house();
    assert.equal(byHost(bench, { id: 'anna', role: 'admin' }), null);
    file(bench);
    cleo.must({ type: 'assign', key: key(1) });
    cleo.must(change({ id: 'cleo', enabled: false }));
    assert.equal(cleo.closed, 'forbidden');
    assert.deepEqual(bench.store.entries(key(1), { limit: 9 }).at(-1)?.event, { type: 'unassigned', technician: { id: 'cleo', name: 'Cleo' } }, 'by nobody else');
  });

  it('does not keep the company live [R52]', () => {
    const bench = new Bench({ technicians: [technician('anna'), technician('cleo', { role: 'admin', available: false })] });
    bench.technician('anna');
    const cleo = bench.technician('cleo');
    cleo.must(change({ id: 'anna', enabled: false }));
    assert.equal(cleo.take('settings').at(-1)?.settings.live, false);
  });

  it('is out after the desk slept, too', () => {
    const { bench, anna } = house();
    const session = bench.desk.session(anna.id);
    assert.ok(session);
    const slept = structuredClone(session);
    bench.store.transaction(() => bench.store.saveTechnician(technician('anna', { enabled: false })));
    const desk = new Desk(bench.store, bench.options, [slept]);
    assert.deepEqual(desk.start(bench.now).outputs, [{ type: 'close', session: anna.id, reason: 'forbidden' }]);
    assert.equal(desk.session(anna.id), null);
  });
});

describe('who changes technicians', () => {
  it('is an admin, and nobody else', () => {
    const { bench, anna } = house();
    assert.equal(anna.refused(change({ id: 'ben', enabled: false })), 'forbidden');
    assert.equal(bench.customer('kim').refused(change({ id: 'ben', enabled: false })), 'forbidden');
    assert.equal(anna.refused({ type: 'set-replies', replies: [] }), 'forbidden');
  });

  it('loses that with the role, at once', () => {
    const { bench, anna, cleo } = house();
    cleo.must(change({ id: 'anna', role: 'admin' }));
    const [me] = anna.take('me');
    assert.ok(me?.me.role === 'technician' && me.me.staff === 'admin');
    anna.must(change({ id: 'cleo', role: 'technician' }));
    assert.equal(cleo.refused(change({ id: 'ben', enabled: false })), 'forbidden');
    assert.equal(bench.store.technician('cleo')?.role, 'technician');
  });

  it('says what is wrong with what was typed', () => {
    const { cleo } = house();
    const faults = (fields: StaffChange) => {
      const answer = cleo.does(change(fields));
      assert.ok(!answer.ok);
      return answer.faults?.map(({ field, fault }) => `${field} ${fault}`);
    };
    assert.deepEqual(faults({ id: 'zoe' }), ['name missing']);
    assert.deepEqual(faults({ id: ' ', name: 'Zoe' }), ['id missing']);
    assert.deepEqual(faults({ id: 'ben', name: 'b'.repeat(201) }), ['name too_long']);
  });

  it('keeps of a name what stands on one line, and none of the signs that turn what stands around it [R119]', () => {
    const { bench, cleo } = house();
    cleo.must(change({ id: 'dora', name: '\u2069\u202eDora\nBerg ' }));
    assert.equal(bench.store.technician('dora')?.name, 'Dora Berg');
    const blank = cleo.does(change({ id: 'dora', name: '\u2069' }));
    assert.deepEqual(!blank.ok && blank.faults, [{ field: 'name', fault: 'missing' }]);
  });

  it('adds whoever is not known, Unavailable until they say otherwise', () => {
    const { bench, cleo } = house();
    cleo.must(change({ id: 'zoe', name: ' Zoe ' }));
    assert.deepEqual(bench.store.technician('zoe'), { id: 'zoe', name: 'Zoe', role: 'technician', enabled: true, available: false, notifications: noNotifications, leftAt: 0 });
    assert.equal(bench.technician('zoe').closed, null);
  });
});

describe('the last admin', () => {
  it('cannot be disabled or made a technician by a command, not even their own [R75]', () => {
    const { cleo, bench } = house();
    assert.equal(cleo.refused(change({ id: 'cleo', enabled: false })), 'last_admin');
    assert.equal(cleo.refused(change({ id: 'cleo', role: 'technician' })), 'last_admin');
    cleo.must(change({ id: 'cleo', name: 'Cleopatra', role: 'admin', enabled: true }));
    cleo.must(change({ id: 'anna', role: 'admin' }));
    cleo.must(change({ id: 'anna', enabled: false }));
    assert.equal(cleo.refused(change({ id: 'cleo', role: 'technician' })), 'last_admin', 'a disabled admin is none');
    assert.equal(bench.store.technician('cleo')?.role, 'admin');
  });

  it('can be by whoever runs the server', () => {
    const { bench, cleo } = house();
    assert.equal(byHost(bench, { id: 'cleo', enabled: false }), null);
    assert.equal(cleo.closed, 'forbidden');
  });
});

describe('whoever runs the server', () => {
  it('changes technicians without being one: the log names nobody as the one who took the request', () => {
    const { bench, anna } = house();
    file(bench);
    anna.must({ type: 'assign', key: key(1) });
    assert.equal(byHost(bench, { id: 'anna', enabled: false }), null);
    assert.equal(anna.closed, 'forbidden');
    assert.deepEqual(bench.store.entries(key(1), { limit: 9 }).at(-1)?.event, { type: 'unassigned', technician: { id: 'anna', name: 'Anna' } });
  });

  it('is told what is wrong', () => {
    const { bench } = house();
    assert.deepEqual(byHost(bench, { id: 'zoe' }), { code: 'invalid', faults: [{ field: 'name', fault: 'missing' }] });
    assert.equal(byHost(bench, { id: 'zoe', name: 'Zoe', role: 'admin' }), null);
    assert.equal(bench.store.technician('zoe')?.role, 'admin');
  });
});

describe('a technician who is renamed', () => {
  it('is called so from then on, whatever their token says [R68]', () => {
    const { bench, cleo } = house();
    const anna = bench.technician('anna', { name: 'Token Name' });
    const { customer } = file(bench);
    anna.must({ type: 'assign', key: key(1) });
    cleo.must(change({ id: 'anna', name: 'Anna Muster' }));
    const [me] = anna.take('me');
    assert.ok(me?.me.role === 'technician' && me.me.name === 'Anna Muster');
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'message', key: key(1), text: 'Hello' });
    const names = customer.opened(key(1)).entries.flatMap(({ event }) => (event.type === 'assigned' || event.type === 'joined' ? [event.technician.name] : event.type === 'message' ? [event.author.name] : []));
    assert.deepEqual(names, ['Anna', 'Anna Muster', 'Anna Muster']);
  });
});

describe('the staff of a company', () => {
  it('is shown to technicians, those at work first, with who is there [R76]', () => {
    const { bench, anna, ben, cleo } = house();
    ben.leave();
    cleo.must({ type: 'set-availability', available: false });
    cleo.must(change({ id: 'zoe', name: 'Änne' }));
    cleo.must(change({ id: 'anna-2', name: 'Aaron', enabled: false }));
    anna.send({ type: 'staff', ask: 4 });
    const [{ technicians } = { technicians: [] }] = anna.take('staff');
    assert.deepEqual(
      technicians.map(({ name, role, enabled, available, connected }) => [name, role, enabled, available, connected]),
      [
        ['Anna', 'technician', true, true, true],
        ['Änne', 'technician', true, false, false],
        ['Ben', 'technician', true, true, false],
        ['Cleo', 'admin', true, false, true],
        ['Aaron', 'technician', false, false, false],
      ],
    );
    const kim = bench.customer('kim');
    kim.send({ type: 'staff', ask: 1 });
    assert.deepEqual(kim.take('error').map(({ code }) => code), ['forbidden']);
  });

  it('of any size fits a frame, whoever is at work first', () => {
    const bench = new Bench({ technicians: Array.from({ length: 900 }, (_, n) => technician(`t${String(n)}`, { name: '\u{1F600}'.repeat(40), enabled: n >= 890 })) });
    const one = bench.technician('t890');
    one.send({ type: 'staff', ask: 4 });
    const [frame] = one.take('staff');
    assert.equal(frame?.technicians.filter(({ enabled }) => enabled).length, 10);
  });
});

describe('how a technician wants to be told', () => {
  const notifications = { email: { on: true, address: ' anna@acme.example ' }, sms: { on: false, number: '+49 170 1234567' }, browser: true, sound: false };

  it('is kept by the desk, over restarts, and told to all pages of theirs', () => {
    const { bench, anna } = house();
    const second = bench.technician('anna');
    anna.must({ type: 'set-notifications', notifications });
    const kept = { ...notifications, email: { on: true, address: 'anna@acme.example' }, sms: { on: false, number: '+491701234567' } };
    for (const page of [anna, second]) {
      const [me] = page.take('me');
      assert.deepEqual(me?.me.role === 'technician' && me.me.notifications, kept);
    }
    bench.restart();
    const welcome = bench.technician('anna').take('welcome')[0];
    assert.deepEqual(welcome?.me.role === 'technician' && welcome.me.notifications, kept);
  });

  it('leaves lists alone', () => {
    const { anna } = house();
    anna.query();
    anna.clear();
    anna.must({ type: 'set-notifications', notifications });
    assert.deepEqual(anna.frames.map(({ type }) => type), ['me']);
  });

  it('needs addresses that are some', () => {
    const { anna, bench } = house();
    const answer = anna.does({ type: 'set-notifications', notifications: { ...notifications, email: { on: true, address: ' ' }, sms: { on: true, number: '0170' } } });
    assert.ok(!answer.ok);
    assert.deepEqual(answer.faults, [{ field: 'email', fault: 'missing' }, { field: 'phone', fault: 'not_a_phone' }]);
    assert.equal(bench.customer('kim').refused({ type: 'set-notifications', notifications }), 'forbidden');
  });
});

describe('what a company has set for its consoles', () => {
  it('comes with the welcome of technicians, and of nobody else [R77]', () => {
    const bench = new Bench({ idleAfter: 600_000, replies: [{ name: 'hi', text: 'Hello {customer}' }], channels: { email: true, sms: false, claims: false, webhooks: [] } });
    const welcome = bench.technician('anna').take('welcome')[0];
    assert.deepEqual(welcome?.console, { waits: { long: 180_000, tooLong: 600_000 }, idleAfter: 600_000, replies: [{ name: 'hi', text: 'Hello {customer}' }], notifies: { email: true, sms: false } });
    assert.equal(bench.customer('kim').take('welcome')[0]?.console, undefined);
  });

  it('changes at once in all consoles when an admin writes other replies, and stays', () => {
    const { bench, anna, cleo } = house();
    const kim = bench.customer('kim');
    kim.clear();
    const replies = [{ name: 'bye', text: 'Goodbye' }];
    cleo.must({ type: 'set-replies', replies });
    assert.deepEqual(anna.take('console')[0]?.console.replies, replies);
    assert.deepEqual(kim.frames, []);
    bench.restart();
    assert.deepEqual(bench.technician('anna').take('welcome')[0]?.console?.replies, replies);
    bench.technician('cleo').must({ type: 'set-replies', replies: [] });
    assert.deepEqual(bench.technician('anna').take('welcome')[0]?.console?.replies, [], 'none is not the configuration’s again');
  });

  it('says what is wrong with replies, also when all together are too many bytes', () => {
    const { cleo } = house();
    const fault = (replies: readonly { name: string; text: string }[]) => {
      const answer = cleo.does({ type: 'set-replies', replies });
      assert.ok(!answer.ok);
      return answer.faults?.[0]?.fault;
    };
    assert.equal(fault([{ name: '', text: 'x' }]), 'missing');
    assert.equal(fault([{ name: 'a', text: 'x' }, { name: 'a', text: 'y' }]), 'taken');
    assert.equal(fault(Array.from({ length: 30 }, (_, n) => ({ name: String(n), text: 'x'.repeat(replyLimits.text) }))), 'too_long');
  });
});
