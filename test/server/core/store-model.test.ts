import { describe, it } from 'node:test';
import { DatabaseSync } from 'node:sqlite';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columns, sortKey } from '../../../src/domain/sort-key.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import type { DeskStore, ListQuery } from '../../../src/server/core/store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';

const status = fc.constantFrom('new', 'active', 'completed');
const technician = fc.constantFrom(null, { id: 'anna', name: 'Anna' }, { id: 'ben', name: 'béñ' });
const owner = fc.constantFrom('p', 'q');
const key = fc.integer({ min: 1, max: 5 }).map(String);
const seq = fc.nat(12);
const side = fc.constantFrom('customer', 'technician');

const saving = fc.record({
  op: fc.constant('save' as const),
  key,
  status,
  technician,
  owner,
  name: fc.string({ unit: 'grapheme', maxLength: 5 }),
  at: fc.nat(5),
});
const appending = fc.record({ op: fc.constant('append' as const), key, side, spoken: fc.boolean() });
const placing = fc.record({ op: fc.constant('position' as const), key, participant: owner, side, delivered: seq, read: seq });
const answering = fc.record({ op: fc.constant('answer' as const), lane: key, n: seq, forget: fc.boolean() });
const operation = fc.oneof(saving, appending, placing, answering);
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
        customer: { name: one.name, email: 'a@example.com' },
        description: '',
        metadata: {},
        device: { type: 'other', os: 'other', browser: '' },
        technician: one.technician,
        submittedAt: one.at,
        assignedAt: one.at % 2 ? one.at : null,
        waitingSince: null,
        completedAt: null,
        outcome: null,
        updatedAt: one.at,
        head: 1,
      };
      store.saveRequest({ state, owner: one.owner, ip: '' });
      return;
    }
    case 'append': {
      const next = (store.entries(one.key, { limit: 1, newest: true })[0]?.seq ?? 0) + 1;
      const author = { role: 'technician', id: 'anna', name: 'Anna' } as const;
      const event = one.spoken ? ({ type: 'message', author, text: 'x' } as const) : ({ type: 'ended', author } as const);
      store.append(one.key, { seq: next, at: next, event }, { principal: 'p', side: one.side, lane: '', n: 0 });
      return;
    }
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
    ]),
    positions: keys.map((one) => [store.position(one, 'p'), store.furthest(one, 'technician'), store.furthest(one, 'customer')]),
    lanes: keys.map((one) => [store.lane(one), store.answers(one, 2)]),
    counts: [
      store.countByStatus(),
      store.countAssigned('anna'),
      store.countAssigned('ben'),
      store.countOwned('p'),
      store.countOwned('q'),
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

describe('SQL store', () => {
  it('reads every page of a list as one range of an index, without sorting, but for what one person has', () => {
    const asked = new Set<string>();
    const database = new DatabaseSync(':memory:');
    const store = new SqlStore({
      all: (sql, ...parameters) => {
        if (sql.startsWith('SELECT state FROM requests')) asked.add(sql);
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
      if (sql.includes('(sort_') || sql.includes('number >') || sql.includes('number <'))
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
            perform(store, { op: 'save', key: String(i + 1), status: 'new', technician: null, owner: 'p', name, at: 1 }),
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
