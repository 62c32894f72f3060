import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { apply } from '../../../src/domain/apply.ts';
import { possible } from '../../../src/domain/lifecycle.ts';
import type { RequestState } from '../../../src/domain/request.ts';
import { columns, comparePlaces } from '../../../src/domain/sort-key.ts';
import { views } from '../../../src/domain/views.ts';
import type { Command, Positions, Query, SortedRow } from '../../../src/protocol/frames.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import type { DeskStore } from '../../../src/server/core/store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import { Bench, form, key, technician, type Caller } from './bench.ts';

/** A page that believes only its frames, by the rules of the protocol. */
class Page {
  readonly caller: Caller;
  readonly states = new Map<string, RequestState>();
  readonly positions = new Map<string, Positions>();
  readonly lists = new Map<number, { query: Query; rows: readonly SortedRow[]; more: boolean }>();
  counts: unknown = null;
  rev = 0;
  live: boolean | null = null;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  open(n: number): void {
    this.caller.send({ type: 'open', ask: 0, request: key(n), after: this.states.get(key(n))?.head ?? 0 });
  }

  query(ask: number, settings: Pick<Query, 'view' | 'mine' | 'sort' | 'direction' | 'limit'>): void {
    const query: Query = { type: 'query', ask, ...settings };
    this.lists.set(ask, { query, rows: [], more: false });
    this.caller.send(query);
    this.read();
  }

  next(ask: number): void {
    const list = this.lists.get(ask);
    const last = list?.rows.at(-1);
    if (!list?.more || !last) return;
    this.read();
    this.caller.send({ ...list.query, after: { sort: last.sort, number: last.row.number } });
    const rows = this.caller.take('rows').at(-1);
    assert.ok(rows);
    this.rev++;
    assert.equal(rows.rev, this.rev);
    this.lists.set(ask, { ...list, rows: [...list.rows, ...rows.rows], more: rows.more });
    this.counts = rows.counts;
  }

  read(): void {
    for (const frame of this.caller.frames.splice(0)) {
      switch (frame.type) {
        case 'welcome':
        case 'settings':
          this.live = frame.settings.live;
          break;
        case 'opened':
          this.states.set(frame.key, frame.state);
          this.positions.set(frame.key, frame.positions);
          break;
        case 'event': {
          const state = this.states.get(frame.key) ?? null;
          assert.equal(frame.entry.seq, (state?.head ?? 0) + 1, 'no gap and nothing twice');
          const next = apply(state, frame.entry, { key: frame.key, company: 'acme' });
          assert.ok(next && possible(next));
          this.states.set(frame.key, next);
          break;
        }
        case 'positions':
          this.positions.set(frame.key, frame.positions);
          break;
        case 'rows': {
          assert.equal(frame.rev, ++this.rev);
          const list = this.lists.get(frame.ask);
          if (list) this.lists.set(frame.ask, { ...list, rows: frame.rows, more: frame.more });
          this.counts = frame.counts;
          break;
        }
        case 'row': {
          assert.equal(frame.rev, ++this.rev);
          this.counts = frame.counts;
          for (const [ask, list] of this.lists) {
            const others = list.rows.filter(({ row }) => row.key !== frame.key);
            const place = frame.in.find((one) => one.ask === ask);
            const rows = frame.row && place ? sorted([...others, { row: frame.row, sort: place.sort }], list.query) : others;
            this.lists.set(ask, { ...list, rows });
          }
          break;
        }
        default:
      }
    }
  }
}

function sorted(rows: readonly SortedRow[], { direction }: Query): SortedRow[] {
  const place = ({ row, sort }: SortedRow) => ({ sort, company: row.company, number: row.number });
  return [...rows].sort((a, b) => comparePlaces(place(a), place(b), direction));
}

const who = fc.constantFrom(0, 1, 2, 2, 2, 3);
const request = fc.integer({ min: 1, max: 5 });
const settings = fc.record({
  view: fc.constantFrom(...views),
  mine: fc.boolean(),
  sort: fc.constantFrom(...columns),
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
  limit: fc.integer({ min: 1, max: 4 }),
});
const command = fc.oneof(
  fc.record({ type: fc.constant('submit' as const), n: request, name: fc.constantFrom('Zoë', 'adam', 'Bea') }),
  fc.record({
    type: fc.constantFrom('message', 'assign', 'assign', 'unassign', 'join-chat', 'join-chat', 'end-chat', 'withdraw', 'close'),
    n: request,
  }),
  fc.record({ type: fc.constant('set-availability' as const), available: fc.boolean() }),
);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('commands' as const),
      commands: fc.array(fc.record({ who, command }), { minLength: 1, maxLength: 5, size: 'max' }),
      breaks: fc.integer({ min: 0, max: 7 }).map((n) => n === 7),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), who, n: request }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who, n: request }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('query' as const), who, ask: fc.nat(2), settings }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next' as const), who, ask: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('position' as const), who, n: request, delivered: fc.nat(9), read: fc.nat(9) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconnect' as const), who, after: fc.constantFrom(0, 60_000, 200_000) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf(one: typeof command extends fc.Arbitrary<infer T> ? T : never): Command {
  switch (one.type) {
    case 'submit':
      return { type: 'submit', key: key(one.n), ...form, name: one.name };
    case 'message':
      return { type: 'message', key: key(one.n), text: 'Hello' };
    case 'close':
      return { type: 'close', key: key(one.n), outcome: 'resolved' };
    case 'set-availability':
      return one;
    default:
      return { type: one.type, key: key(one.n) };
  }
}

/** Two customers and two technicians at one desk, and what must be true of all of them at any time. */
class Room {
  readonly bench: Bench;
  readonly pages: Page[];
  readonly store: DeskStore;
  breakNext = false;

  constructor(store: DeskStore) {
    const commit = store.transaction.bind(store);
    store.transaction = (work) =>
      commit(() => {
        const result = work();
        if (this.breakNext) throw new Error('planted');
        return result;
      });
    this.store = store;
    this.bench = new Bench({ store, technicians: [technician('anna'), technician('ben', { available: false })] });
    this.pages = [0, 1, 2, 3].map((i) => new Page(this.#connect(i)));
    for (const n of [1, 2, 3]) this.page(n % 2).caller.must({ type: 'submit', key: key(n), ...form });
  }

  #connect(i: number): Caller {
    return i < 2 ? this.bench.customer(`c${String(i)}`) : this.bench.technician(i === 2 ? 'anna' : 'ben');
  }

  page(i: number): Page {
    const page = this.pages[i];
    assert.ok(page);
    return page;
  }

  take(one: Step): void {
    switch (one.do) {
      case 'commands': {
        this.breakNext = one.breaks;
        const before = one.breaks ? JSON.stringify(this.#all()) : '';
        const marks = this.pages.map(({ caller }) => caller.n);
        this.bench.step(...one.commands.map(({ who: i, command: what }) => this.page(i).caller.next(commandOf(what))));
        this.breakNext = false;
        if (!one.breaks) return;
        assert.equal(JSON.stringify(this.#all()), before, 'a failed transaction leaves nothing behind [R15]');
        this.pages.forEach(({ caller }, i) => (caller.n = marks[i] ?? 0));
        return;
      }
      case 'open':
        return this.page(one.who).open(one.n);
      case 'leave':
        this.page(one.who).read();
        this.page(one.who).states.delete(key(one.n));
        return this.page(one.who).caller.send({ type: 'leave', key: key(one.n) });
      case 'query':
        this.page(one.who).read();
        return this.page(one.who).query(one.ask, one.settings);
      case 'next':
        this.page(one.who).read();
        return this.page(one.who).next(one.ask);
      case 'position':
        return this.page(one.who).caller.send({ type: 'position', key: key(one.n), delivered: one.delivered, read: one.read });
      case 'reconnect':
        this.page(one.who).caller.leave();
        this.bench.pass(one.after);
        this.pages[one.who] = new Page(this.#connect(one.who));
    }
  }

  #all(): unknown {
    const keys = [1, 2, 3, 4, 5].map(key);
    return [
      keys.map((one) => [this.store.request(one), this.store.entries(one, { limit: 500 })]),
      this.store.countByStatus(),
      this.store.technicians(),
      this.pages.map(({ caller }) => [this.store.lane(caller.lane), this.store.answers(caller.lane, 0)]),
    ];
  }

  check(): void {
    const { bench, store } = this;
    assert.deepEqual(
      bench.faults.filter((fault) => !(fault instanceof Error && fault.message === 'planted')),
      [],
    );
    const live = bench.desk.settings(bench.now).live;
    for (const page of this.pages) {
      page.read();
      assert.equal(page.live, live, 'what is said of the company is true [R52]');
      for (const [name, state] of page.states) {
        assert.deepEqual(state, store.request(name)?.state, 'a folded state is the state of the desk [R20]');
        const { principal } = page.caller.identity;
        assert.deepEqual(page.positions.get(name), {
          customer: store.furthest(name, 'customer'),
          technician: store.furthest(name, 'technician'),
          mine: store.position(name, principal),
        });
      }
      this.#checkLists(page);
    }
    for (const n of [1, 2, 3, 4, 5]) {
      const log = store.entries(key(n), { limit: 500 });
      const folded = log.reduce<RequestState | null>(
        (state, entry) => apply(state, entry, { key: key(n), company: 'acme' }),
        null,
      );
      assert.deepEqual(folded, store.request(key(n))?.state ?? null, 'the log gives the state [R20]');
    }
  }

  /** A fresh page of the same person, with the same questions, sees the same: rows, keys, counts. */
  #checkLists(page: Page): void {
    if (page.lists.size === 0) return;
    const { identity } = page.caller;
    const fresh =
      identity.role === 'customer'
        ? this.bench.customer(identity.principal.replace('hash of ', ''))
        : this.bench.technician(identity.principal);
    for (const [ask, { query, rows, more }] of page.lists) {
      const all = fresh.query({ ...query, ask, limit: 100 });
      const last = rows.at(-1);
      assert.deepEqual(page.counts, all.counts, 'counts are true');
      const extent = this.bench.desk.session(page.caller.id)?.queries.find((one) => one.ask === ask)?.extent ?? null;
      const within = ({ row, sort }: SortedRow) =>
        !extent || comparePlaces({ sort, company: '', number: row.number }, { ...extent, company: '' }, query.direction) <= 0;
      assert.deepEqual(rows, all.rows.filter(within), `list ${JSON.stringify(query)}`);
      assert.equal(more, extent !== null, 'a list without more reaches to its end');
      assert.ok(more || rows.length === all.rows.length || !last, 'all of it');
      assert.deepEqual(all.counts, recount(this.store, page.caller));
    }
    fresh.leave();
  }
}

function recount(store: DeskStore, { identity }: Caller): unknown {
  const requests = [1, 2, 3, 4, 5].flatMap((n) => store.request(key(n)) ?? []);
  const available = identity.role === 'customer' || store.technician(identity.principal)?.available === true;
  const own = requests.filter(
    ({ owner, state }) =>
      (identity.role === 'technician' || owner === identity.principal) && (available || state.status !== 'new'),
  );
  const count = (status: string) => own.filter(({ state }) => state.status === status).length;
  const mine =
    identity.role === 'customer'
      ? own.length
      : own.filter(({ state }) => state.status === 'active' && state.technician?.id === identity.principal).length;
  return { all: own.length, new: count('new'), active: count('active'), completed: count('completed'), mine };
}

describe('any sequence of steps', () => {
  for (const [name, make, numRuns] of [
    ['memory', () => new MemoryStore(), 250],
    ['SQL', () => new SqlStore(new SqliteDatabase(':memory:')), 60],
  ] as const) {
    it(`leaves every page with the truth, over the ${name} store [R15] [R20] [R31] [R32] [R34] [R50] [R52]`, () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 60, size: 'max' }), (steps) => {
          const room = new Room(make());
          for (const one of steps) {
            room.take(one);
            room.check();
          }
        }),
        { numRuns },
      );
    });
  }
});
