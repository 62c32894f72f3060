import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { noNotifications } from '../../../src/domain/staff.ts';
import { version1, version2 } from '../../../src/server/core/schema.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';

const statuses = ['new', 'active', 'completed'] as const;
const key = (n: number): string => n.toString(16).padStart(32, '0');

/** A request as version 1 wrote it: no guests, no column for an address. */
function write1(database: SqliteDatabase, n: number, status: 'new' | 'active', name: string, email: string): void {
  const technician = status === 'new' ? null : { id: 'anna', name: 'Anna' };
  const state = {
    key: key(n),
    number: n,
    company: 'acme',
    status,
    chat: 'none',
    customer: { name, email },
    description: `Story ${String(n)}: the printer is on fire`,
    metadata: {},
    device: { type: 'other', os: 'other', browser: '' },
    technician,
    submittedAt: n,
    assignedAt: technician ? n : null,
    waitingSince: n,
    completedAt: null,
    outcome: null,
    updatedAt: n,
    head: 1,
  };
  const sort = String(n).padStart(16, '0');
  database.run(
    `INSERT INTO requests (key, number, owner, ip, technician, status, sort_submitted, sort_customer, sort_status, sort_technician, sort_on, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    key(n), n, `owner ${String(n % 2)}`, '192.0.2.1', technician?.id ?? null, status, sort, name.toLowerCase(), '0', '', sort, JSON.stringify(state),
  );
  for (const scope of ['all', `owner owner ${String(n % 2)}`, ...(technician ? ['technician anna'] : [])])
    database.run('INSERT INTO counts (scope, status, count) VALUES (?, ?, 1) ON CONFLICT (scope, status) DO UPDATE SET count = count + 1', scope, status);
}

describe('data of version 1', () => {
  let folder: string;
  let database: SqliteDatabase;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-schema-'));
    database = new SqliteDatabase(join(folder, 'desk.sqlite'));
    database.run('CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID');
    version1.forEach((statement) => database.run(statement));
    database.run(`INSERT INTO meta (name, value) VALUES ('schema', 1), ('number', 1200)`);
  });
  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  it('is found again, searched and listed as if it had been written today', () => {
    database.transaction(() => {
      for (let n = 1; n <= 1_200; n++) write1(database, n, n % 3 ? 'new' : 'active', n === 700 ? 'Zoë Müller' : 'Kim', n % 400 ? `kim${String(n)}@example.com` : 'ZOE@Example.com');
    });
    database.run('INSERT INTO technicians (id, technician) VALUES (?, ?)', 'anna', '{"id":"anna","name":"Anna","role":"admin","enabled":true,"available":true,"leftAt":5}');
    const store = new SqlStore(database);
    const request = store.request(key(700));
    assert.ok(request);
    assert.deepEqual([request.state.guests, request.told, request.owner, request.ip], [[], false, 'owner 0', '192.0.2.1']);
    assert.equal(request.state.customer.name, 'Zoë Müller');
    const search = (...terms: string[]) => store.list({ statuses, sort: 'id', direction: 'descending', limit: 3, terms }).map(({ state }) => state.number);
    assert.deepEqual([search('zoe'), search('muller'), search('story', 'fire'), search('#1200'), search('water')], [[1200, 800, 700], [700], [1200, 1199, 1198], [1200], []]);
    assert.deepEqual(store.earlier(key(400), 2).map(({ number }) => number), [1200, 1198], 'by owner and by address');
    assert.ok(store.earlier(key(701), 1200).every(({ number }) => number % 2 === 1));
    assert.deepEqual(store.technician('anna'), { id: 'anna', name: 'Anna', role: 'admin', enabled: true, available: true, notifications: noNotifications, leftAt: 5 });
    assert.deepEqual([store.countAssigned('anna'), store.activeOf('anna').length, store.countOwned('owner 1'), store.countByStatus()], [400, 400, { new: 400, active: 200, completed: 0 }, { new: 800, active: 400, completed: 0 }]);
    assert.deepEqual([store.owners(key(1)), store.replies(), store.nextDueDelivery(), store.lastNote(key(1))], [['owner 1'], null, null, { seq: 0, at: 0 }]);

    store.transaction(() => {
      store.saveRequest({ ...request, state: { ...request.state, status: 'completed', description: 'All is well', guests: [{ id: 'ben', name: 'Ben', joined: true }] } });
      store.addOwner(key(700), 'late');
      assert.equal(store.nextNumber(), 1201);
    });
    assert.deepEqual([search('muller', 'fire'), search('muller', 'well')], [[], [700]], 'a request that is written again is searched as it is now');
    assert.deepEqual(store.countOwned('late'), { new: 0, active: 0, completed: 1 });
  });

  it('stays as it was if it cannot be brought to the next version, and is tried again', () => {
    write1(database, 1, 'new', 'Kim', 'kim@example.com');
    database.run(`UPDATE requests SET state = '{' WHERE number = 1`);
    assert.throws(() => new SqlStore(database));
    const tables = database.all(`SELECT name FROM sqlite_master WHERE name IN ('notes', 'search', 'searched')`);
    assert.deepEqual([tables.length, database.all(`SELECT value FROM meta WHERE name = 'schema'`)[0]?.['value']], [0, 1]);
    database.run('DELETE FROM requests');
    write1(database, 1, 'new', 'Kim', 'kim@example.com');
    assert.equal(new SqlStore(database).request(key(1))?.state.number, 1);
  });

  it('is brought there once', () => {
    write1(database, 1, 'new', 'Kim', 'kim@example.com');
    const first = new SqlStore(database);
    first.transaction(() => first.addOwner(key(1), 'late'));
    const again = new SqlStore(database);
    assert.deepEqual(again.owners(key(1)), ['owner 1', 'late']);
    assert.equal(database.all(`SELECT value FROM meta WHERE name = 'schema'`)[0]?.['value'], 6);
    assert.equal(again.list({ statuses, sort: 'id', direction: 'ascending', limit: 9, terms: ['kim'] }).length, 1);
  });

  it('has its files counted and found, each as old as can be', () => {
    const file = (n: number, request: string | null) => ({ id: key(n), name: 'a.pdf', size: n * 10, type: 'application/pdf', principal: 'p', side: 'customer', request });
    for (const one of [file(1, key(9)), file(2, null), file(3, key(9))]) database.run('INSERT INTO files (id, file) VALUES (?, ?)', one.id, JSON.stringify(one));
    const store = new SqlStore(database);
    assert.deepEqual(store.file(key(1)), { ...file(1, key(9)), at: 0 });
    assert.deepEqual([store.bytesOfAll(), store.bytesOfRequest(key(9)), store.bytesSent('customer', 'p', 0), store.looseFiles().map(({ id }) => id)], [60, 40, 60, [key(2)]]);
  });

  it('keeps its index whole, whatever is saved', () => {
    write1(database, 1, 'new', 'Kim', 'kim@example.com');
    const store = new SqlStore(database);
    const request = store.request(key(1));
    assert.ok(request);
    for (const description of ['one', 'a\0b', '😀 two', 'one']) store.transaction(() => store.saveRequest({ ...request, state: { ...request.state, description } }));
    // Throws if the index and the texts differ.
    database.run(`INSERT INTO search (search, rank) VALUES ('integrity-check', 1)`);
  });
});

describe('data of version 2', () => {
  it('reads as it was written, and can be edited and deleted from now on', () => {
    const database = new SqliteDatabase(':memory:');
    database.run('CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID');
    for (const step of [...version1, ...version2]) {
      if (typeof step === 'string') database.run(step);
      else step(database);
    }
    database.run(`INSERT INTO meta (name, value) VALUES ('schema', 2)`);
    const message = { type: 'message', author: { role: 'customer', name: 'Kim' }, text: 'Hello' } as const;
    for (const seq of [1, 2])
      database.run(
        'INSERT INTO entries (request, seq, at, event, spoken_by, principal, lane, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        key(1), seq, seq, JSON.stringify({ ...message, text: `Hello ${String(seq)}` }), 'customer', 'p', key(9), seq,
      );
    const store = new SqlStore(database);
    const read = () => store.entries(key(1), { limit: 9 }).map(({ event }) => event);
    assert.deepEqual(read(), [{ ...message, text: 'Hello 1' }, { ...message, text: 'Hello 2' }]);
    store.transaction(() => store.amend(key(1), 2, { ...message, text: '', deleted: { seq: 3, at: 3 } }));
    assert.deepEqual(read(), [{ ...message, text: 'Hello 1' }, { ...message, text: '', deleted: { seq: 3, at: 3 } }]);
    assert.deepEqual([store.written(key(1), 2), store.countFrom(key(1), 'customer', 0, 9)], [{ ...message, text: 'Hello 2' }, 1]);
    database.close();
  });
});
