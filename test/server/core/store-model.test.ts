import { describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import assert from 'node:assert/strict';
import { fc } from '../../support/seeded.ts';
import { searchTerms } from '../../../src/domain/search.ts';
import { columns, sortKey } from '../../../src/domain/sort-key.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { readList } from '../../../src/server/core/sql-lists.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import type { SqlDatabase } from '../../../src/server/core/sql-database.ts';
import type { DeskStore, ListQuery } from '../../../src/server/core/store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';

const status = fc.constantFrom('new', 'active', 'completed');
const technician = fc.constantFrom(null, { id: 'anna', name: 'Anna' }, { id: 'ben', name: 'béñ' });
const owner = fc.constantFrom('p', 'q');
/** Few enough to meet in searches; some of them nothing but signs with a meaning elsewhere. */
const words = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'ä', '1', ' ', '%', '"', '*', '\0', '\ud83d', '😀'), maxLength: 6 });
const key = fc.integer({ min: 1, max: 5 }).map(String);
const seq = fc.nat(12);
const side = fc.constantFrom('customer', 'technician');

const saving = fc.record({
  op: fc.constant('save' as const),
  key,
  status,
  technician,
  guests: fc.subarray(['anna', 'ben', 'carla']),
  name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 5 }), words),
  description: words,
  email: fc.constantFrom('a@example.com', 'A@example.com', 'b@example.com', ''),
  told: fc.boolean(),
  at: fc.nat(5),
});
const noting = fc.record({ op: fc.constant('note' as const), key });
const owning = fc.record({ op: fc.constant('own' as const), key, principal: fc.constantFrom('p', 'q', 'r') });
const moving = fc.record({ op: fc.constant('move' as const), ends: fc.constantFrom(['p', 'q'], ['q', 'r'], ['r', 'p'] as const) });
const claiming = fc.record({ op: fc.constant('claim' as const), key, usedBy: fc.option(owner) });
const delivering = fc.record({ op: fc.constant('deliver' as const), id: fc.option(seq), due: seq });
const removing = fc.record({ op: fc.constant('remove' as const), id: seq });
const replying = fc.record({ op: fc.constant('replies' as const), names: fc.array(words, { maxLength: 2 }) });
const appending = fc.record({ op: fc.constant('append' as const), key, side, spoken: fc.boolean() });
const amending = fc.record({ op: fc.constant('amend' as const), key, back: fc.nat(3), gone: fc.boolean() });
const placing = fc.record({ op: fc.constant('position' as const), key, participant: owner, side, delivered: seq, read: seq });
const answering = fc.record({ op: fc.constant('answer' as const), lane: key, n: seq, forget: fc.boolean() });
const operation = fc.oneof({ arbitrary: saving, weight: 4 }, appending, amending, placing, answering, noting, owning, moving, claiming, delivering, removing, replying);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const query: fc.Arbitrary<ListQuery> = fc.record(
  {
    statuses: fc.constantFrom(
      ['new', 'active', 'completed'] as const,
      ['active', 'completed'] as const,
      ['new'] as const,
      ['completed'] as const,
    ),
    sort: fc.constantFrom(...columns),
    direction: fc.constantFrom('ascending', 'descending'),
    limit: fc.integer({ min: 1, max: 4 }),
    owner,
    technician: fc.constantFrom('anna', 'ben'),
    terms: words.map(searchTerms),
  },
  { requiredKeys: ['statuses', 'sort', 'direction', 'limit'] },
);

/** A transaction of some operations, perhaps broken off at its end. */
const transaction = fc.record({ operations: fc.array(operation, { minLength: 1, maxLength: 6 }), fails: fc.boolean() });

function perform(store: DeskStore, one: Operation): void {
  switch (one.op) {
    case 'save': {
      const state: RequestState = {
        key: one.key,
        number: Number(one.key),
        company: 'acme',
        status: one.status,
        chat: 'none',
        customer: { name: one.name, email: one.email },
        description: one.description,
        metadata: {},
        device: { type: 'other', os: 'other', browser: '' },
        technician: one.technician,
        guests: one.guests.map((id) => ({ id, name: id, joined: one.at > 2 })),
        submittedAt: one.at,
        assignedAt: one.at % 2 ? one.at : null,
        waitingSince: null,
        completedAt: null,
        outcome: null,
        updatedAt: one.at,
        head: 1,
      };
      const owner = store.request(one.key)?.owner ?? (Number(one.key) % 2 ? 'p' : 'q');
      store.saveRequest({ state, owner, ip: '', told: one.told });
      return;
    }
    case 'append': {
      const next = (store.entries(one.key, { limit: 1, newest: true })[0]?.seq ?? 0) + 1;
      const author = { role: 'technician', id: 'anna', name: 'Anna' } as const;
      const event = one.spoken ? ({ type: 'message', author, text: 'x' } as const) : ({ type: 'ended', author } as const);
      store.append(one.key, { seq: next, at: next, event }, { principal: 'p', side: one.side, lane: '', n: 0 });
      return;
    }
    case 'amend': {
      const entry = store.entries(one.key, { limit: one.back + 1, newest: true })[0];
      if (entry?.event.type !== 'message') return;
      const { type, author } = entry.event;
      store.amend(one.key, entry.seq, { type, author, ...(one.gone ? { text: '', deleted: { seq: 9, at: 9 } } : { text: 'y', edited: { seq: 9, at: 9 } }) });
      return;
    }
    case 'note': {
      const seq = store.lastNote(one.key).seq + 1;
      const event = { type: 'note', author: { id: 'anna', name: 'Anna' }, text: 'x' } as const;
      store.appendNote(one.key, { seq, at: seq, event }, { principal: 'anna', side: 'technician', lane: '', n: 0 });
      return;
    }
    case 'own':
      if (store.request(one.key)) store.addOwner(one.key, one.principal);
      return;
    case 'move': {
      const [from, to] = one.ends as [string, string];
      store.moveRequests(from, to);
      store.saveCustomer({ principal: from, identity: null, became: to });
      return;
    }
    case 'claim':
      store.saveClaim({ hash: one.key, request: one.key, expires: 5, usedBy: one.usedBy });
      return;
    case 'deliver': {
      const about = { key: '1', number: 1, customer: '', description: '' };
      store.saveDelivery({ id: one.id ?? store.nextDelivery(), due: one.due, since: 0, tries: 0, parcel: { kind: 'claim', to: '', from: null, about } });
      return;
    }
    case 'remove':
      store.removeDelivery(one.id);
      return;
    case 'replies':
      store.saveReplies(one.names.map((name) => ({ name, text: name })));
      return;
    case 'position':
      store.savePosition(one.key, one.participant, one.participant === 'p' ? 'customer' : 'technician', {
        delivered: one.delivered,
        read: one.read,
      });
      return;
    case 'answer':
      if (one.forget) store.forgetAnswers(one.lane, one.n);
      else {
        store.saveAnswer({ type: 'answer', lane: one.lane, n: one.n, ok: true });
        store.saveLane({ id: one.lane, principal: 'p', seen: one.n });
      }
      return;
  }
}

function look(store: DeskStore, queries: readonly ListQuery[]): unknown {
  const keys = ['1', '2', '3', '4', '5'];
  return {
    requests: keys.map((one) => store.request(one)),
    logs: keys.map((one) => [
      store.entries(one, { limit: 3, newest: true }),
      store.entries(one, { after: 2, limit: 2 }),
      store.countFrom(one, 'customer', 1, 3),
      [1, 2, 3].map((seq) => store.written(one, seq)),
    ]),
    customers: ['p', 'q', 'r'].map((one) => store.customer(one)),
    positions: keys.map((one) => [...['p', 'q', 'r'].map((owner) => store.position(one, owner)), store.furthest(one, 'technician'), store.furthest(one, 'customer')]),
    lanes: keys.map((one) => [store.lane(one), store.answers(one, 2)]),
    counts: [
      store.countByStatus(),
      store.countAssigned('anna'),
      store.countAssigned('ben'),
      store.countOwned('p'),
      store.countOwned('q'),
      store.countOwned('r'),
      store.countAssigned('carla'),
    ],
    people: [
      ...['anna', 'ben', 'carla'].map((id) => store.activeOf(id)),
      ...keys.map((one) => [store.owners(one), store.earlier(one, 2), store.earlier(one, 9)]),
    ],
    notes: keys.map((one) => [store.lastNote(one), store.notes(one, { limit: 2 }), store.notes(one, { limit: 2, newest: true })]),
    outgoing: [
      keys.map((one) => [store.claim(one), store.delivery(Number(one))]),
      [store.dueDeliveries(6, 3), store.dueDeliveries(99, 99), store.nextDueDelivery(), store.replies()],
    ],
    lists: queries.map((one) => {
      const first = store.list(one);
      const last = first.at(-1);
      return [first, last ? store.list({ ...one, after: { sort: last.sort, number: last.state.number } }) : []];
    }),
  };
}

function inTransaction(
  store: DeskStore,
  { operations, fails }: { readonly operations: readonly Operation[]; readonly fails: boolean },
): void {
  try {
    store.transaction(() => {
      for (const one of operations) perform(store, one);
      if (fails) throw new Error('planted');
    });
  } catch (fault) {
    if (!(fault instanceof Error && fault.message === 'planted')) throw fault;
  }
}

describe('memory store and SQL store', () => {
  it('are the same to look at after any transactions, kept or failed', () => {
    fc.assert(
      fc.property(
        fc.array(transaction, { maxLength: 12 }),
        fc.array(query, { minLength: 1, maxLength: 4 }),
        (transactions, queries) => {
          const memory = new MemoryStore();
          const database = new SqliteDatabase(':memory:');
          const sql = new SqlStore(database);
          for (const one of transactions) {
            inTransaction(memory, one);
            inTransaction(sql, one);
            assert.deepEqual(look(sql, queries), look(memory, queries));
          }
          database.close();
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a search in SQL', () => {
  it('finds the same by every way there is: few candidates, a walk, and a walk that was broken off', () => {
    fc.assert(
      fc.property(fc.array(saving, { maxLength: 12 }), fc.array(query, { minLength: 1, maxLength: 6 }), fc.nat(4), fc.nat(4), (savings, queries, few, walked) => {
        const memory = new MemoryStore();
        const database = new SqliteDatabase(':memory:');
        const sql = new SqlStore(database);
        savings.forEach((one, i) => [memory, sql].forEach((store) => perform(store, { ...one, key: String(i + 1), description: `abba ${one.description}` })));
        for (const one of queries) {
          for (const terms of [one.terms ?? [], ['abb'], ['abba', 'bba']]) {
            const asked = { ...one, terms };
            const first = memory.list(asked);
            assert.deepEqual(readList(database, asked, { few, walked }), first);
            const last = first.at(-1);
            const next = last && { ...asked, after: { sort: last.sort, number: last.state.number } };
            if (next) assert.deepEqual(readList(database, next, { few, walked }), memory.list(next));
          }
        }
        database.close();
      }),
      { numRuns: 150 },
    );
  });
});

describe('SQL store', () => {
  it('reads every page of a list as one range of an index, without sorting, but for what one person has', () => {
    const asked = new Set<string>();
    const database = new DatabaseSync(':memory:');
    const store = new SqlStore({
      all: (sql, ...parameters) => {
        if (sql.startsWith('SELECT requests.state FROM requests ')) asked.add(sql);
        return database.prepare(sql).all(...parameters);
      },
      run: (sql, ...parameters) => void database.prepare(sql).run(...parameters),
      transaction: (work) => work(),
    });
    for (const sort of columns) {
      for (const direction of ['ascending', 'descending'] as const) {
        for (const statuses of [
          ['new', 'active', 'completed'],
          ['active', 'completed'],
        ] as const) {
          store.list({ statuses, sort, direction, limit: 5 });
          store.list({ statuses, sort, direction, limit: 5, after: { sort: 'x', number: 3 } });
        }
      }
    }
    assert.ok(asked.size >= 40);
    for (const sql of asked) {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row['detail']));
      assert.equal(plan.length, 1, `${sql}: ${plan.join(', ')}`);
      assert.match(plan[0] ?? '', sql.includes('WHERE') ? /^SEARCH requests USING INDEX/ : /^SCAN requests USING INDEX/);
      if (/\(requests\.sort_|number [<>]/.test(sql))
        assert.match(plan[0] ?? '', /number\)?[<>]/);
    }
    asked.clear();
    store.list({ statuses: ['active'], technician: 'anna', sort: 'on', direction: 'ascending', limit: 5 });
    store.list({ statuses: ['new'], owner: 'p', sort: 'submitted', direction: 'ascending', limit: 5 });
    for (const sql of asked) {
      const plan = database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row['detail']));
      assert.match(plan[0] ?? '', /USING INDEX requests_of_(owner|technician)/);
    }
  });

  it('finds the files of a log by an index of their own [R140]', () => {
    const database = new DatabaseSync(':memory:');
    const asked = new Set<string>();
    const store = new SqlStore({
      all: (sql, ...parameters) => {
        asked.add(sql);
        return database.prepare(sql).all(...parameters);
      },
      run: (sql, ...parameters) => void database.prepare(sql).run(...parameters),
      transaction: (work) => work(),
    });
    asked.clear();
    store.sharedFiles('a', { before: 9, limit: 5, newest: true });
    store.sharedFiles('a', { after: 9, limit: 5 });
    assert.equal(asked.size, 2);
    for (const sql of asked) assert.deepEqual(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row['detail'])), ['SEARCH entries USING INDEX entries_files (request=? AND seq>? AND seq<?)']);
    asked.clear();
    store.entries('a', { after: 9, limit: 5 });
    for (const sql of asked) assert.doesNotMatch(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row['detail'])).join(), /entries_files/);
  });

  it('walks a list that is searched in the order of its index, and takes few candidates without walking', () => {
    const database = new DatabaseSync(':memory:');
    const asked = new Set<string>();
    const port: SqlDatabase = {
      all: (sql, ...parameters) => {
        if (sql.includes('instr')) asked.add(sql);
        return sql.includes('count(*)') ? [{ count: 5 }] : database.prepare(sql).all(...parameters);
      },
      run: (sql, ...parameters) => void database.prepare(sql).run(...parameters),
      transaction: (work) => work(),
    };
    new SqlStore(port);
    const plans = (few: number): readonly (readonly string[])[] => {
      asked.clear();
      for (const sort of columns)
        for (const direction of ['ascending', 'descending'] as const)
          for (const statuses of [['new', 'active', 'completed'], ['active']] as const)
            for (const after of [{}, { after: { sort: 'x', number: 3 } }])
              readList(port, { statuses, sort, direction, limit: 5, terms: ['printer', 'fire'], ...after }, { few, walked: 9 });
      return [...asked].map((sql) => database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((row) => String(row['detail'])));
    };
    const walks = plans(4);
    assert.ok(walks.length >= 40);
    for (const plan of walks) {
      assert.match(plan[0] ?? '', /^(SCAN|SEARCH) requests USING INDEX requests_/);
      assert.match(plan[1] ?? '', /^SEARCH searched USING INTEGER PRIMARY KEY/);
      assert.equal(plan.length, 2, plan.join(', '));
    }
    const sorts = plans(5);
    assert.ok(sorts.length >= 40);
    for (const plan of sorts) {
      assert.match(plan[0] ?? '', /^SEARCH requests USING INDEX requests_number \(number=\?\)/);
      assert.match(plan[2] ?? '', /^SCAN search VIRTUAL TABLE/);
      assert.match(plan[3] ?? '', /^SEARCH searched USING INTEGER PRIMARY KEY/);
      assert.match(plan[4] ?? '', /^SEARCH requests .*number=\?\)/);
    }
  });

  it('refuses the data of a newer version and leaves it as it is', () => {
    const database = new SqliteDatabase(':memory:');
    new SqlStore(database);
    database.run(`UPDATE meta SET value = 99 WHERE name = 'schema'`);
    assert.throws(() => new SqlStore(database), /schema 99/);
    assert.equal(database.all(`SELECT value FROM meta WHERE name = 'schema'`)[0]?.['value'], 99);
    database.close();
  });

  it('keeps keys in the order of JavaScript, whatever signs a name is made of', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { minLength: 2, maxLength: 8 }), (names) => {
        const stores = [new MemoryStore(), new SqlStore(new SqliteDatabase(':memory:'))];
        const orders = stores.map((store) => {
          names.forEach((name, i) =>
            perform(store, {
              op: 'save',
              key: String(i + 1),
              status: 'new',
              technician: null,
              guests: [],
              name,
              description: '',
              email: '',
              told: false,
              at: 1,
            }),
          );
          return store
            .list({ statuses: ['new'], sort: 'customer', direction: 'ascending', limit: 99 })
            .map(({ state, sort }) => [state.key, sort === sortKey(state, 'customer')]);
        });
        assert.deepEqual(orders[0], orders[1]);
      }),
      { numRuns: 100 },
    );
  });
});
