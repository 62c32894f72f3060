import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Desk } from '../../../src/server/core/desk.ts';
import { searchLength } from '../../../src/domain/search.ts';
import type { Session } from '../../../src/server/core/sessions.ts';
import { Bench, file, key, technician } from './bench.ts';

/** As a host would put it away with a sleeping connection and bring it back. */
function slept(session: Session | null): Session {
  assert.ok(session);
  return JSON.parse(JSON.stringify(session)) as Session;
}

describe('a session', () => {
  it('is plain JSON of at most 8 KiB with everything open that it may have open', () => {
    const bench = new Bench();
    const odd = '\u{1F600}'.repeat(100);
    const filer = bench.customer('kim');
    for (let n = 1; n <= 70; n++) file(bench, n, filer, { name: odd, description: odd });
    const anna = bench.technician('anna', { name: odd, ip: '2001:0db8:85a3:0000:0000:8a2e:0370:7334' });
    for (let n = 1; n <= 70; n++) anna.open(key(n));
    for (let n = 1; n <= 70; n++) anna.send({ type: 'open-notes', ask: n, key: key(n), after: 0 });
    anna.send({ type: 'look', key: key(1) });
    for (let ask = 1; ask <= 9; ask++)
      anna.send({
        type: 'query',
        ask: 2 ** 52 + ask,
        view: 'completed',
        mine: false,
        sort: 'technician',
        direction: 'descending',
        limit: 100,
      });
    for (let ask = 1; ask <= 8; ask++)
      anna.send({
        type: 'query',
        ask: 2 ** 52 + ask,
        view: 'all',
        mine: false,
        sort: 'customer',
        direction: 'descending',
        // As many searches as fit; the others are as good as none.
        search: '\u{1F600}'.repeat(ask > 2 ? 0 : searchLength / 2),
        limit: 1,
      });
    anna.clear();
    anna.send({ type: 'query', ask: 2 ** 52 + 5, view: 'all', mine: false, sort: 'id', direction: 'ascending', search: '\u{1F600}'.repeat(searchLength / 2), limit: 1 });
    assert.equal(anna.take('error')[0]?.code, 'invalid', 'one search too many');
    for (let lane = 1; lane <= 40; lane++)
      anna.send({ type: 'command', lane: key(lane), n: 2 ** 52, command: { type: 'assign', key: key(1) } });
    const session = slept(bench.desk.session(anna.id));
    assert.deepEqual([session.streams.length, session.notes.length, session.queries.length, Object.keys(session.held).length], [64, 24, 8, 16]);
    assert.deepEqual(
      session.queries.map(({ extent }) => extent?.sort.length),
      Array(8).fill(96),
    );
    const bytes = Buffer.byteLength(JSON.stringify(session));
    assert.ok(bytes <= 8 * 1024, `${String(bytes)} bytes`);
  });

  it('goes on in another desk where it was put away', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const anna = bench.technician('anna');
    anna.opened(key(1));
    anna.query({ ask: 1 });
    const sessions = [customer, anna].map(({ id }) => slept(bench.desk.session(id)));
    bench.desk = new Desk(bench.store, bench.options, sessions);
    bench.desk.start(bench.now);
    assert.equal(bench.store.technician('anna')?.leftAt, null, 'who sleeps is still there');
    anna.clear();
    customer.must({ type: 'message', key: key(1), text: 'Hello' });
    assert.deepEqual(
      anna.frames.map((frame) => (frame.type === 'row' ? ['row', frame.rev, frame.in.length] : frame.type)),
      ['event', ['row', 2, 1]],
    );
  });

  it('of a technician whom the desk does not know, or no longer, does not go on: it was restored from an older state [R4]', () => {
    const bench = new Bench({ technicians: [technician('anna'), technician('ben')] });
    file(bench);
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    const sessions = [anna, ben].map(({ id }) => slept(bench.desk.session(id)));
    const older = new Bench({ technicians: [technician('ben')] });
    file(older);
    older.desk = new Desk(older.store, older.options, sessions);
    assert.deepEqual(older.desk.start(older.now).outputs, [{ type: 'close', session: anna.id, reason: 'forbidden' }]);
    assert.deepEqual(older.desk.step(older.now, [anna.input({ type: 'open', ask: 1, request: key(1), after: 0 })]).outputs, []);
    assert.ok(older.desk.session(ben.id));
  });

  it('that is not known is passed over, whatever it says', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    customer.leave();
    customer.clear();
    customer.send({ type: 'command', lane: key(5), n: 1, command: { type: 'withdraw', key: key(1) } });
    customer.send({ type: 'open', ask: 1, request: key(1), after: 0 });
    customer.leave();
    assert.deepEqual(customer.frames, []);
    assert.equal(bench.store.request(key(1))?.state.status, 'new');
  });
});
