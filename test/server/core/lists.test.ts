import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columns, comparePlaces, sortKey } from '../../../src/domain/sort-key.ts';
import type { Row, SortedRow } from '../../../src/protocol/frames.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import { Bench, file, key, technician, type Caller } from './bench.ts';

const names = ['Zoë', 'adam', 'Ärger', 'Bea', 'adam', 'Carl', '\u{1F600}', 'bea', 'Dora', 'Émile'];

/** Ten requests of ten customers: some assigned, some completed. */
function filled(bench: Bench): { anna: Caller; ben: Caller } {
  const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
  names.forEach((name, i) => {
    bench.now += 1_000 * ((i * 7) % 4);
    file(bench, i + 1, bench.customer(`c${String(i)}`), { name });
  });
  for (const n of [2, 5, 8]) anna.must({ type: 'assign', key: key(n) });
  for (const n of [3, 9]) ben.must({ type: 'assign', key: key(n) });
  anna.must({ type: 'join-chat', key: key(5) });
  anna.must({ type: 'close', key: key(8), outcome: 'resolved' });
  anna.clear();
  ben.clear();
  return { anna, ben };
}

function numbers(rows: readonly SortedRow[]): number[] {
  return rows.map(({ row }) => row.number);
}

for (const [name, make] of [
  ['memory', () => new MemoryStore()],
  ['SQL', () => new SqlStore(new SqliteDatabase(':memory:'))],
] as const) {
  describe(`lists over the ${name} store`, () => {
    it('come in the order of (sort key, number), by every column, both ways, page by page [R30]', () => {
      const bench = new Bench({ store: make() });
      const { anna } = filled(bench);
      const states = names.map((_, i) => bench.store.request(key(i + 1))?.state).filter((state) => state !== undefined);
      for (const sort of columns) {
        for (const direction of ['ascending', 'descending'] as const) {
          const wanted = states
            .map((state) => ({ number: state.number, company: state.company, sort: sortKey(state, sort) }))
            .sort((a, b) => comparePlaces(a, b, direction))
            .map((place) => place.number);
          const first = anna.query({ ask: 1, sort, direction, limit: 4 });
          assert.equal(first.more, true);
          const second = anna.query({ ask: 1, sort, direction, limit: 4, after: after(first.rows) });
          const third = anna.query({ ask: 1, sort, direction, limit: 4, after: after(second.rows) });
          assert.deepEqual([second.more, third.more], [true, false]);
          assert.deepEqual(numbers([...first.rows, ...second.rows, ...third.rows]), wanted, `${sort} ${direction}`);
        }
      }
    });

    it('hold what the view says, and count all views [R30]', () => {
      const { anna, ben } = filled(new Bench({ store: make() }));
      const ascending = { sort: 'id', direction: 'ascending' } as const;
      const all = anna.query({ view: 'all', ...ascending });
      assert.equal(all.rows.length, 10);
      assert.deepEqual(all.counts, { all: 10, new: 5, active: 4, completed: 1, mine: 2 });
      assert.deepEqual(numbers(anna.query({ view: 'new', ...ascending }).rows), [1, 4, 6, 7, 10]);
      assert.deepEqual(numbers(anna.query({ view: 'active', ...ascending }).rows), [2, 3, 5, 9]);
      assert.deepEqual(numbers(anna.query({ view: 'completed', ...ascending }).rows), [8]);
      assert.deepEqual(
        numbers(anna.query({ view: 'all', mine: true, ...ascending }).rows),
        [2, 5],
        'a completed request is nobody\u2019s work',
      );
      const bens = ben.query({ view: 'active', mine: true, ...ascending });
      assert.deepEqual([numbers(bens.rows), bens.counts.mine], [[3, 9], 2]);
    });

    it('hold own requests only for a customer, with counts of their own [R35]', () => {
      const bench = new Bench({ store: make() });
      filled(bench);
      const customer = bench.customer('c3');
      file(bench, 20, customer);
      customer.must({ type: 'withdraw', key: key(4) });
      const rows = customer.query({ sort: 'id', direction: 'descending' });
      assert.deepEqual(numbers(rows.rows), [11, 4]);
      assert.deepEqual(rows.counts, { all: 2, new: 1, active: 0, completed: 1, mine: 2 });
    });

    it('show no new request to an Unavailable technician, in no view and no count [R34]', () => {
      const bench = new Bench({ store: make() });
      const { anna } = filled(bench);
      anna.must({ type: 'set-availability', available: false });
      const all = anna.query({ view: 'all', sort: 'id', direction: 'ascending', limit: 4 });
      assert.deepEqual([numbers(all.rows), all.more], [[2, 3, 5, 8], true]);
      assert.deepEqual(
        numbers(
          anna.query({ ask: anna.asks, view: 'all', sort: 'id', direction: 'ascending', limit: 4, after: after(all.rows) }).rows,
        ),
        [9],
      );
      assert.deepEqual(all.counts, { all: 5, new: 0, active: 4, completed: 1, mine: 2 });
      assert.deepEqual(anna.query({ view: 'new' }).rows, []);
    });
  });
}

function after(rows: readonly SortedRow[]): { sort: string; number: number } {
  const last = rows.at(-1);
  assert.ok(last);
  return { sort: last.sort, number: last.row.number };
}

describe('live rows', () => {
  it('tell whoever lists a request where it stands now, and the counts [R31]', () => {
    const bench = new Bench();
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    for (const caller of [anna, ben]) {
      caller.query({ ask: 1, view: 'new' });
      caller.query({ ask: 2, view: 'active', mine: true, sort: 'on' });
    }
    file(bench);
    const [came] = anna.take('row');
    assert.deepEqual([came?.in.map(({ ask }) => ask), came?.row?.number, came?.counts.new, came?.rev], [[1], 1, 1, 3]);
    ben.clear();
    anna.must({ type: 'assign', key: key(1) });
    const [mine] = anna.take('row');
    assert.deepEqual(
      [mine?.in.map(({ ask }) => ask), mine?.row?.technician, mine?.counts],
      [[2], { id: 'anna', name: 'Anna' }, { all: 1, new: 0, active: 1, completed: 0, mine: 1 }],
    );
    const [theirs] = ben.take('row');
    assert.deepEqual([theirs?.in, theirs?.row, theirs?.counts], [[], null, { all: 1, new: 0, active: 1, completed: 0, mine: 0 }]);
    anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
    assert.deepEqual(
      anna.take('row').map(({ in: standing, counts }) => [standing, counts.completed]),
      [[[], 1]],
    );
    assert.deepEqual(
      ben.take('row').map(({ counts }) => counts),
      [{ all: 1, new: 0, active: 0, completed: 1, mine: 0 }],
      'counts are told even where no row stands',
    );
  });

  it('tell of a request once per commit, however much of it has changed [R31]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    anna.query({ view: 'all' });
    const { customer } = file(bench);
    anna.clear();
    bench.step(...['a', 'b', 'c'].map((text) => customer.next({ type: 'message', key: key(1), text })));
    assert.deepEqual(
      anna.take('row').map(({ row }) => row?.unread),
      [3],
    );
  });

  it('tell a list that had the request before the commit, though the commit moved it twice [R31]', () => {
    const bench = new Bench();
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    file(bench);
    ben.query({ view: 'new' });
    bench.step(anna.next({ type: 'assign', key: key(1) }), anna.next({ type: 'close', key: key(1), outcome: 'resolved' }));
    assert.deepEqual(
      ben.take('row').map(({ in: standing, counts }) => [standing, counts.new, counts.completed]),
      [[[], 0, 1]],
    );
  });

  it('tell of nothing that neither stands in a list nor changes a count', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    anna.query({ view: 'completed' });
    const { customer } = file(bench);
    anna.clear();
    customer.must({ type: 'message', key: key(1), text: 'Hello' });
    assert.deepEqual(anna.take('row'), []);
  });

  it('leave out what lies beyond the last row sent, until that page is read [R32]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    for (let n = 1; n <= 5; n++) file(bench, n);
    const query = { ask: 1, view: 'all', sort: 'id', direction: 'ascending', limit: 3 } as const;
    const first = anna.query(query);
    assert.deepEqual([numbers(first.rows), first.more], [[1, 2, 3], true]);
    const { customer } = file(bench, 6);
    assert.deepEqual(
      anna.take('row').map(({ in: standing, counts }) => [standing, counts.all]),
      [[[], 6]],
    );
    customer.must({ type: 'message', key: key(6), text: 'Hello' });
    assert.deepEqual(anna.take('row'), []);
    const second = anna.query({ ...query, after: after(first.rows) });
    assert.deepEqual([numbers(second.rows), second.more], [[4, 5, 6], false]);
    customer.must({ type: 'message', key: key(6), text: 'Hello again' });
    assert.deepEqual(
      anna.take('row').map(({ in: standing }) => standing.map(({ ask }) => ask)),
      [[1]],
    );
    file(bench, 7);
    assert.deepEqual(
      anna.take('row').map(({ in: standing }) => standing.length),
      [1],
      'a list without more reaches to its end',
    );
  });

  it('take a row out when its new key lies beyond [R32]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    for (let n = 1; n <= 4; n++) file(bench, n);
    anna.query({ view: 'all', sort: 'technician', direction: 'ascending', limit: 2 });
    anna.must({ type: 'assign', key: key(1) });
    assert.deepEqual(
      anna.take('row').map(({ key: gone, row, in: standing }) => [gone, row, standing]),
      [[key(1), null, []]],
    );
  });

  it('end with unquery, and begin anew when the same ask is used again [R30]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    anna.query({ ask: 1, view: 'new' });
    anna.query({ ask: 1, view: 'completed' });
    file(bench);
    assert.deepEqual(
      anna.take('row').map(({ in: standing }) => standing),
      [[]],
    );
    anna.send({ type: 'unquery', ask: 1 });
    file(bench, 2);
    assert.deepEqual(anna.take('row'), []);
  });

  it('count the rows and row frames of the connection [R33]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    assert.equal(anna.query({ ask: 1 }).rev, 1);
    file(bench);
    assert.equal(anna.take('row')[0]?.rev, 2);
    assert.equal(anna.query({ ask: 2 }).rev, 3);
    anna.send({ type: 'sync', lanes: [], streams: {}, rev: 3 });
    assert.equal(anna.take('heads')[0]?.rev, 3);
  });

  it('answer every list anew when availability changes, on all connections of that technician and no other [R34]', () => {
    const bench = new Bench();
    const [anna, second, ben] = [bench.technician('anna'), bench.technician('anna'), bench.technician('ben')];
    file(bench);
    for (const caller of [anna, second, ben]) {
      caller.query({ ask: 1, view: 'new' });
      caller.query({ ask: 2, view: 'all' });
      caller.clear();
    }
    anna.must({ type: 'set-availability', available: false });
    for (const caller of [anna, second]) {
      assert.deepEqual(
        caller.take('me').map(({ me }) => me.role === 'technician' && me.available),
        [false],
      );
      assert.deepEqual(
        caller.take('rows').map(({ ask, rows, counts }) => [ask, rows.length, counts.all]),
        [
          [1, 0, 0],
          [2, 0, 0],
        ],
      );
    }
    assert.deepEqual(ben.frames, []);
    file(bench, 2);
    assert.deepEqual(anna.take('row'), []);
    anna.must({ type: 'set-availability', available: true });
    assert.deepEqual(
      second.take('rows').map(({ rows }) => rows.length),
      [2, 2],
    );
  });

  it('take back what an Unavailable technician gives back [R34]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    file(bench);
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'set-availability', available: false });
    anna.query({ view: 'all' });
    anna.must({ type: 'unassign', key: key(1) });
    assert.deepEqual(
      anna.take('row').map(({ row, counts }) => [row, counts]),
      [[null, { all: 0, new: 0, active: 0, completed: 0, mine: 0 }]],
    );
  });

  it("keep the customer's own list true", () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const customer = bench.customer('kim');
    customer.query({ sort: 'submitted' });
    file(bench, 1, customer);
    anna.must({ type: 'assign', key: key(1) });
    anna.must({ type: 'join-chat', key: key(1) });
    anna.must({ type: 'message', key: key(1), text: 'Hello' });
    assert.deepEqual(
      customer.take('row').map(({ row }) => [row?.status, row?.chat, row?.unread]),
      [
        ['new', 'waiting', 0],
        ['active', 'waiting', 0],
        ['active', 'joined', 0],
        ['active', 'joined', 1],
      ],
    );
  });
});

describe('rows', () => {
  it('carry one line of the description and stay within a frame, whatever names people have [R1] [R30]', () => {
    const bench = new Bench();
    for (let n = 1; n <= 60; n++) {
      file(bench, n, bench.customer(`c${String(n)}`), {
        name: '\u0001'.repeat(199) + 'x',
        description: 'one\n two\t' + '\u0002'.repeat(300),
      });
    }
    const anna = bench.technician('anna');
    const first = anna.query({ ask: 1, sort: 'id', direction: 'ascending', limit: 100 });
    assert.ok(first.more && first.rows.length > 5 && first.rows.length < 60);
    assert.match(first.rows[0]?.row.excerpt ?? '', /^one two /);
    let rows: readonly SortedRow[] = first.rows;
    for (let more = true; more;) {
      const page = anna.query({ ask: 1, sort: 'id', direction: 'ascending', limit: 100, after: after(rows) });
      rows = [...rows, ...page.rows];
      more = page.more;
    }
    assert.deepEqual(
      numbers(rows),
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
  });

  it('never cut an excerpt within a sign', () => {
    const bench = new Bench();
    file(bench, 1, bench.customer('kim'), { description: 'x'.repeat(139) + '\u{1F600}\u{1F600}' });
    const row: Row | undefined = bench.technician('anna').query().rows[0]?.row;
    assert.equal(row?.excerpt, 'x'.repeat(139));
  });

  it('count at most 99 unread entries', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    for (let i = 0; i < 120; i++) customer.must({ type: 'message', key: key(1), text: 'Hello' });
    assert.equal(bench.technician('anna').query().rows[0]?.row.unread, 99);
    assert.equal(customer.query().rows[0]?.row.unread, 0);
  });

  it('refuse a next page of a list that is not open, or of another order [R30]', () => {
    const bench = new Bench();
    const anna = bench.technician('anna');
    const ask = { type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 5 } as const;
    anna.send({ ...ask, after: { sort: '1', number: 1 } });
    assert.deepEqual(anna.take('error'), [{ type: 'error', ask: 1, code: 'invalid' }]);
    anna.query(ask);
    anna.send({ ...ask, direction: 'descending', after: { sort: '1', number: 1 } });
    assert.deepEqual(anna.take('error'), [{ type: 'error', ask: 1, code: 'invalid' }]);
  });

  it('are refused past as many lists as a session has room for', () => {
    const anna = new Bench({ technicians: [technician('anna')] }).technician('anna');
    for (let ask = 1; ask <= 8; ask++) anna.query({ ask });
    anna.send({ type: 'query', ask: 9, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 5 });
    assert.deepEqual(anna.take('error'), [{ type: 'error', ask: 9, code: 'invalid' }]);
    anna.send({ type: 'unquery', ask: 3 });
    assert.equal(anna.query({ ask: 9 }).ask, 9);
  });
});
