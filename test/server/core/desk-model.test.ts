import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { apply } from '../../../src/domain/apply.ts';
import { amended, isAmending, isAuthor, outdated } from '../../../src/domain/amendments.ts';
import { possible } from '../../../src/domain/lifecycle.ts';
import type { LogEntry, NoteEntry } from '../../../src/domain/events.ts';
import type { RequestState, Role } from '../../../src/domain/request.ts';
import { columns, comparePlaces } from '../../../src/domain/sort-key.ts';
import { views } from '../../../src/domain/views.ts';
import type { Command, Positions, Query, ServerFrame, SortedRow } from '../../../src/protocol/frames.ts';
import type { Input } from '../../../src/server/core/ports.ts';
import { webhookEvents } from '../../../src/server/core/deliveries.ts';
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
  readonly notes = new Map<string, readonly NoteEntry[]>();
  /** What this page has read of each log, by number, as it now reads. */
  readonly logs = new Map<string, Map<number, LogEntry>>();
  /** What no frame may hold that leaves the desk from now on [R92]. */
  hidden: readonly string[] = [];
  /** What this page shows, and who else the desk says does. */
  looking: string | null = null;
  viewers: readonly string[] = [];

  constructor(caller: Caller) {
    this.caller = caller;
  }

  get role(): Role {
    return this.caller.identity.role;
  }

  openNotes(n: number): void {
    this.read();
    this.caller.send({ type: 'open-notes', ask: 0, key: key(n), after: this.notes.get(key(n))?.length ?? 0 });
    this.read();
  }

  look(n: number | null, there: boolean): void {
    this.read();
    this.looking = n !== null && there && this.role === 'technician' ? key(n) : null;
    this.caller.send({ type: 'look', key: n === null ? null : key(n) });
    this.read();
  }

  leave(n: number): void {
    this.read();
    this.states.delete(key(n));
    this.notes.delete(key(n));
    this.caller.send({ type: 'leave', key: key(n) });
  }

  open(n: number): void {
    this.caller.send({ type: 'open', ask: 0, request: key(n), after: this.states.get(key(n))?.head ?? 0 });
  }

  query(ask: number, { search, ...settings }: Pick<Query, 'view' | 'mine' | 'sort' | 'direction' | 'limit'> & { search: string }): void {
    const query: Query = { type: 'query', ask, ...settings, ...(this.role === 'technician' && { search }) };
    this.lists.set(ask, { query, rows: [], more: false });
    this.caller.send(query);
    this.read();
  }

  next(ask: number): void {
    const list = this.lists.get(ask);
    const last = list?.rows.at(-1);
    // Whoever has lost the right has no list to read on in [R74].
    if (!list?.more || !last || this.caller.closed !== null) return;
    this.read();
    this.caller.send({ ...list.query, after: { sort: last.sort, number: last.row.number } });
    const rows = this.caller.take('rows').at(-1);
    assert.ok(rows);
    this.rev++;
    assert.equal(rows.rev, this.rev);
    this.lists.set(ask, { ...list, rows: [...list.rows, ...rows.rows], more: rows.more });
    this.counts = rows.counts;
  }

  #entry(name: string, entry: LogEntry): void {
    const log = this.logs.get(name) ?? new Map<number, LogEntry>();
    this.logs.set(name, log);
    const { event } = entry;
    if (!isAmending(event)) {
      log.set(entry.seq, entry);
      return;
    }
    log.set(entry.seq, event.type === 'edited' ? { ...entry, event: outdated(event) } : entry);
    const of = log.get(event.of);
    if (of?.event.type === 'message') log.set(event.of, { ...of, event: amended(of.event, { ...entry, event }) });
  }

  read(): void {
    for (const frame of this.caller.frames.splice(0)) {
      const said = JSON.stringify(frame);
      for (const text of this.hidden) assert.ok(!said.includes(text), `a ${frame.type} says what is edited or deleted [R92]`);
      if (this.role === 'customer') {
        assert.ok(customersFrames.has(frame.type), `a customer is sent a ${frame.type} [R65]`);
        assert.ok(!JSON.stringify(frame).includes(internalWord), `a ${frame.type} tells a customer what technicians keep to themselves [R65]`);
      }
      switch (frame.type) {
        case 'notes': {
          // What is here stays: a page reads on from its last.
          const known = this.notes.get(frame.key) ?? [];
          this.notes.set(frame.key, [...known, ...frame.entries]);
          assert.equal(frame.head, known.length + frame.entries.length, 'no note is left out');
          break;
        }
        case 'note': {
          const known = this.notes.get(frame.key) ?? [];
          assert.equal(frame.entry.seq, known.length + 1, 'no gap in the notes and nothing twice [R65]');
          this.notes.set(frame.key, [...known, frame.entry]);
          break;
        }
        case 'viewers':
          if (frame.key === this.looking) this.viewers = frame.technicians.map(({ id }) => id);
          break;
        case 'welcome':
        case 'settings':
          this.live = frame.settings.live;
          break;
        case 'opened':
          this.states.set(frame.key, frame.state);
          for (const entry of frame.entries) this.#entry(frame.key, entry);
          this.positions.set(frame.key, frame.positions);
          break;
        case 'event': {
          const state = this.states.get(frame.key) ?? null;
          assert.equal(frame.entry.seq, (state?.head ?? 0) + 1, 'no gap and nothing twice');
          const next = apply(state, frame.entry, { key: frame.key, company: 'acme' });
          assert.ok(next && possible(next));
          this.states.set(frame.key, next);
          this.#entry(frame.key, frame.entry);
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

/** No words of one message or edit are in those of another. */
const wordsOf = (n: number): string => `words ${String(n)}.`;

/** Stands in everything that technicians keep to themselves: notes, comments, addresses, canned replies. */
const internalWord = 'hush';

/** All that a customer is ever sent. */
const customersFrames: ReadonlySet<string> = new Set<ServerFrame['type']>([
  'welcome', 'answer', 'opened', 'page', 'event', 'positions', 'rows', 'row', 'ticket', 'settings', 'heads', 'lane', 'error',
]);

function sorted(rows: readonly SortedRow[], { direction }: Query): SortedRow[] {
  const place = ({ row, sort }: SortedRow) => ({ sort, company: row.company, number: row.number });
  return [...rows].sort((a, b) => comparePlaces(place(a), place(b), direction));
}

/** Two customers, two technicians and an admin. */
const people = ['c0', 'c1', 'anna', 'ben', 'cleo'] as const;
const who = fc.constantFrom(0, 1, 2, 2, 2, 3, 3, 4);
const colleague = fc.constantFrom('anna', 'ben', 'cleo');
const comment = fc.constantFrom('', internalWord);
const staffChange = fc.record(
  { id: colleague, role: fc.constantFrom('technician' as const, 'admin' as const), enabled: fc.constantFrom(true, true, false), name: fc.constantFrom('Zoë', 'adam') },
  { requiredKeys: ['id'] },
);
const request = fc.integer({ min: 1, max: 5 });
const settings = fc.record({
  view: fc.constantFrom(...views),
  mine: fc.boolean(),
  sort: fc.constantFrom(...columns),
  direction: fc.constantFrom('ascending' as const, 'descending' as const),
  limit: fc.integer({ min: 1, max: 4 }),
  search: fc.constantFrom('', '', '', 'printer', 'zoe', '#2', 'acme adam', 'nothing'),
});
const amending = fc.record({ type: fc.constantFrom('edit' as const, 'edit' as const, 'delete' as const), n: request, which: fc.nat(5) });
const command = fc.oneof(
  fc.record({ type: fc.constant('submit' as const), n: request, name: fc.constantFrom('Zoë', 'adam', 'Bea') }),
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('message', 'assign', 'assign', 'join-chat', 'join-chat', 'end-chat', 'withdraw', 'leave-chat', 'reopen'),
      n: request,
    }),
  },
  amending,
  fc.record({ type: fc.constantFrom('unassign', 'close', 'note'), n: request, comment }),
  fc.record({ type: fc.constantFrom('transfer', 'invite', 'invite'), n: request, to: colleague, comment }),
  fc.record({ type: fc.constant('set-availability' as const), available: fc.boolean() }),
  fc.record({ type: fc.constant('set-technician' as const), change: staffChange }),
  fc.record({ type: fc.constantFrom('set-notifications', 'set-replies') }),
  fc.record({ type: fc.constant('claim' as const), n: request }),
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
  // Whoever may write does, and thinks better of it: the rest of these commands seldom meets somebody's own words.
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('talk' as const),
      n: fc.integer({ min: 1, max: 3 }),
      commands: fc.array(fc.oneof(amending, fc.record({ type: fc.constant('message' as const), n: request })), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), who, n: request }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who, n: request }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open-notes' as const), who, n: request }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('look' as const), who, n: fc.option(request) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('staff' as const), change: staffChange }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('claim-made' as const), n: request }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('query' as const), who, ask: fc.nat(2), settings }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('next' as const), who, ask: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('position' as const), who, n: request, delivered: fc.nat(9), read: fc.nat(9) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconnect' as const), who, after: fc.constantFrom(0, 60_000, 200_000) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf(one: typeof command extends fc.Arbitrary<infer T> ? T : never, words: string, said: (n: number, which: number) => number): Command {
  switch (one.type) {
    case 'submit':
      return { type: 'submit', key: key(one.n), ...form, name: one.name };
    case 'message':
      return { type: 'message', key: key(one.n), text: words };
    case 'edit':
      return { type: 'edit', key: key(one.n), of: said(one.n, one.which), text: words };
    case 'delete':
      return { type: 'delete', key: key(one.n), of: said(one.n, one.which) };
    case 'close':
      return { type: 'close', key: key(one.n), outcome: 'resolved', note: one.comment };
    case 'unassign':
      return { type: 'unassign', key: key(one.n), note: one.comment };
    case 'note':
      return { type: 'note', key: key(one.n), text: one.comment };
    case 'transfer':
      return { type: 'transfer', key: key(one.n), to: one.to, note: one.comment };
    case 'invite':
      return { type: 'invite', key: key(one.n), technician: one.to };
    case 'set-technician':
      return { type: 'set-technician', ...one.change };
    case 'set-notifications':
      return {
        type: 'set-notifications',
        notifications: { email: { on: true, address: `${internalWord}@acme.example` }, sms: { on: false, number: '' }, browser: true, sound: true },
      };
    case 'set-replies':
      return { type: 'set-replies', replies: [{ name: internalWord, text: internalWord }] };
    case 'claim':
      return { type: 'claim', code: `claim of ${String(one.n)}` };
    case 'set-availability':
      return one;
    default:
      return { type: one.type, key: key(one.n) };
  }
}

/** Two customers and three technicians at one desk, and what must be true of all of them at any time. */
class Room {
  readonly bench: Bench;
  readonly pages: Page[];
  readonly store: DeskStore;
  breakNext = false;
  #words = 0;

  constructor(store: DeskStore) {
    const commit = store.transaction.bind(store);
    store.transaction = (work) =>
      commit(() => {
        const result = work();
        if (this.breakNext) throw new Error('planted');
        return result;
      });
    this.store = store;
    this.bench = new Bench({
      store,
      technicians: [technician('anna'), technician('ben', { available: false }), technician('cleo', { role: 'admin' })],
      channels: { email: true, sms: true, claims: true, webhooks: [{ id: 'crm', events: webhookEvents }] },
    });
    this.pages = people.map((_, i) => new Page(this.#connect(i)));
    for (const n of [1, 2, 3]) this.page(n % 2).caller.must({ type: 'submit', key: key(n), ...form });
  }

  #connect(i: number): Caller {
    const name = people[i] ?? '';
    return i < 2 ? this.bench.customer(name) : this.bench.technician(name);
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
        this.bench.step(...one.commands.map(({ who: i, command: what }) => this.#next(i, what)));
        this.breakNext = false;
        if (!one.breaks) return;
        assert.equal(JSON.stringify(this.#all()), before, 'a failed transaction leaves nothing behind [R15]');
        this.pages.forEach(({ caller }, i) => (caller.n = marks[i] ?? 0));
        return;
      }
      case 'talk':
        this.bench.step(...one.commands.map((what) => this.#next(one.n % 2, { ...what, n: one.n })));
        return;
      case 'open':
        return this.page(one.who).open(one.n);
      case 'leave':
        return this.page(one.who).leave(one.n);
      case 'open-notes':
        return this.page(one.who).openNotes(one.n);
      case 'look':
        return this.page(one.who).look(one.n, one.n !== null && this.store.request(key(one.n)) !== null);
      case 'staff':
        this.bench.step({ type: 'staff', ref: '', change: one.change });
        return;
      case 'claim-made':
        this.bench.step({ type: 'claim-made', delivery: 1, hash: `claim of ${String(one.n)}`, request: key(one.n), expires: this.bench.now + 300_000 });
        return;
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

  #next(i: number, what: Parameters<typeof commandOf>[0]): Input {
    return this.page(i).caller.next(commandOf(what, wordsOf(++this.#words), (n, which) => this.#said(i, n, which)));
  }

  /** A message that this one may have said: most often one of theirs, else what is said in the same moment. */
  #said(i: number, n: number, which: number): number {
    const { identity } = this.page(i).caller;
    const own = this.store.entries(key(n), { limit: 500 }).filter(({ event }) => event.type === 'message' && isAuthor(event.author, { role: identity.role, id: identity.principal }));
    const next = (this.store.request(key(n))?.state.head ?? 0) + 1;
    const all = [...own.map(({ seq }) => seq).reverse(), next, next + 1];
    return all[which % all.length] ?? next;
  }

  #all(): unknown {
    const keys = [1, 2, 3, 4, 5].map(key);
    return [
      keys.map((one) => [this.store.request(one), this.store.entries(one, { limit: 500 }), this.store.notes(one, { limit: 500 }), this.store.owners(one)]),
      [1, 2, 3, 4, 5].map((n) => this.store.claim(`claim of ${String(n)}`)),
      this.store.replies(),
      this.store.dueDeliveries(Number.MAX_SAFE_INTEGER, 10_000),
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
    const hidden = this.#hidden();
    for (const page of this.pages) {
      page.hidden = hidden;
      page.read();
      const { identity, closed } = page.caller;
      const barred = identity.role === 'technician' && !store.technician(identity.principal)?.enabled;
      assert.equal(closed === null, bench.desk.session(page.caller.id) !== null);
      if (barred) assert.equal(closed, 'forbidden', 'whoever has lost the right has lost the page [R74]');
      if (closed !== null) continue;
      assert.equal(page.live, live, 'what is said of the company is true [R52]');
      for (const [name, state] of page.states) {
        assert.deepEqual(state, store.request(name)?.state, 'a folded state is the state of the desk [R20]');
        for (const [seq, entry] of page.logs.get(name) ?? [])
          assert.deepEqual([entry], store.entries(name, { after: seq - 1, limit: 1 }).map((kept) => (kept.event.type === 'edited' ? { ...kept, event: outdated(kept.event) } : kept)), 'a log reads as it now is [R91]');
        const { principal } = page.caller.identity;
        assert.deepEqual(page.positions.get(name), {
          customer: store.furthest(name, 'customer'),
          technician: store.furthest(name, 'technician'),
          mine: store.position(name, principal),
        });
      }
      for (const [name, notes] of page.notes) assert.deepEqual(notes, store.notes(name, { limit: 500 }), 'all technicians read the same notes [R65]');
      if (page.looking !== null) assert.deepEqual([...page.viewers].sort(), this.#othersAt(page), 'who else looks at it is true [R73]');
      this.#checkLists(page);
    }
    for (const { enabled, id } of store.technicians()) {
      for (const one of enabled ? [] : store.activeOf(id)) assert.fail(`${id} is disabled and still at work on ${one} [R74]`);
    }
    for (const n of [1, 2, 3, 4, 5])
      assert.deepEqual(store.notes(key(n), { limit: 500 }).map(({ seq }) => seq), Array.from({ length: store.lastNote(key(n)).seq }, (_, i) => i + 1));
    for (const n of [1, 2, 3, 4, 5]) {
      const log = store.entries(key(n), { limit: 500 });
      const folded = log.reduce<RequestState | null>(
        (state, entry) => apply(state, entry, { key: key(n), company: 'acme' }),
        null,
      );
      assert.deepEqual(folded, store.request(key(n))?.state ?? null, 'the log gives the state [R20]');
    }
  }

  /** Texts that were written and are read no more. */
  #hidden(): readonly string[] {
    return [1, 2, 3, 4, 5].map(key).flatMap((name) => {
      const now = JSON.stringify(this.store.entries(name, { limit: 500 }).filter(({ event }) => event.type === 'message'));
      return this.store.entries(name, { limit: 500 }).flatMap(({ seq }) => {
        const written = this.store.written(name, seq);
        return written && 'text' in written && !now.includes(written.text) ? [written.text] : [];
      });
    });
  }

  #othersAt(page: Page): readonly string[] {
    const { principal } = page.caller.identity;
    const there = this.pages.filter(({ looking, caller }) => looking === page.looking && caller.closed === null);
    return there.map(({ caller }) => caller.identity.principal).filter((id) => id !== principal).sort();
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
    ({ state }) =>
      (identity.role === 'technician' || store.owners(state.key).includes(identity.principal)) && (available || state.status !== 'new'),
  );
  const count = (status: string) => own.filter(({ state }) => state.status === status).length;
  const mine =
    identity.role === 'customer'
      ? own.length
      : own.filter(({ state }) => [state.technician, ...state.guests].some((one) => one?.id === identity.principal) && state.status === 'active').length;
  return { all: own.length, new: count('new'), active: count('active'), completed: count('completed'), mine };
}

describe('any sequence of steps', () => {
  for (const [name, make, numRuns] of [
    ['memory', () => new MemoryStore(), 250],
    ['SQL', () => new SqlStore(new SqliteDatabase(':memory:')), 60],
  ] as const) {
    it(`leaves every page with the truth, over the ${name} store [R15] [R20] [R31] [R32] [R34] [R50] [R52] [R65] [R74] [R91] [R92]`, () => {
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
