import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ListSettings, RequestList, TechnicianClient } from '../../src/client/client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { placeOf } from '../../src/client/merge-rows.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { comparePlaces } from '../../src/domain/sort-key.ts';
import { noCounts } from '../../src/domain/views.ts';
import type { Query, Row, SortedRow } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { asAnna, ScriptedDesk, settings, welcome, type ScriptedLink } from '../support/scripted-desk.ts';
import { fc } from '../support/seeded.ts';

const byNumber: ListSettings = { view: 'all', mine: false, sort: 'id', direction: 'ascending' };

function row(company: string, number: number, sort = String(number).padStart(4, '0'), change: Partial<Row> = {}): SortedRow {
  const row: Row = {
    key: `${company} ${number}`,
    number,
    company,
    status: 'new',
    chat: 'none',
    customer: { name: `Customer ${number}`, email: '' },
    excerpt: '',
    technician: null,
    guests: [],
    submittedAt: number,
    assignedAt: null,
    waitingSince: null,
    updatedAt: 0,
    unread: 0,
    ...change,
  };
  return { row, sort };
}

/** Rows of one company, and the revisions of its connection. */
class Company {
  rows: SortedRow[];
  rev = 0;
  counts = noCounts;

  constructor(name: string, numbers: readonly number[]) {
    this.rows = numbers.map((number) => row(name, number));
  }

  answer(link: ScriptedLink, { ask, limit, after, direction }: Query): void {
    const place = (one: SortedRow) => placeOf(one);
    const all = [...this.rows].sort((a, b) => comparePlaces(place(a), place(b), direction));
    const rest = after ? all.filter((one) => comparePlaces(place(one), { ...after, company: one.row.company }, direction) > 0) : all;
    link.say({ type: 'rows', ask, rev: ++this.rev, rows: rest.slice(0, limit), more: rest.length > limit, counts: { ...this.counts, all: this.rows.length } });
  }

  change(link: ScriptedLink, key: string, changed: SortedRow | null, asks: readonly number[]): void {
    this.rows = [...this.rows.filter(({ row }) => row.key !== key), ...(changed ? [changed] : [])];
    link.say({
      type: 'row',
      rev: ++this.rev,
      key,
      row: changed?.row ?? null,
      in: changed ? asks.map((ask) => ({ ask, sort: changed.sort })) : [],
      counts: { ...this.counts, all: this.rows.length },
    });
  }
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

describe('A list of requests', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let companies: Record<string, Company>;
  let silent: Set<string>;
  let client: TechnicianClient;
  let list: RequestList;

  beforeEach(() => {
    clock = new VirtualClock();
    desk = new ScriptedDesk();
    companies = {};
    silent = new Set();
    desk.heard = (link, frame) => {
      const company = companies[link.company];
      if (!company) throw new Error(`There is no ${link.company}`);
      if (frame === 'ping') link.say('pong');
      else if (frame.type === 'hello') {
        company.rev = 0;
        link.say(welcome({ me: asAnna(), settings: { ...settings, company: link.company } }));
      } else if (frame.type === 'query' && !silent.has(link.company)) company.answer(link, frame);
    };
  });

  const open = async (all: Record<string, Company>, query = byNumber) => {
    companies = all;
    const environment = new MemoryEnvironment({ clock, random: () => 0.5 });
    client = createTechnicianClient({ transport: desk, companies: Object.keys(all), token: 'anna', environment });
    list = client.list(query);
    await clock.pass(0);
  };
  const linkOf = (company = 'acme'): ScriptedLink => {
    const link = desk.links.filter((one) => one.company === company).at(-1);
    if (!link) throw new Error(`Nobody has called ${company}`);
    return link;
  };
  const queries = (company?: string) => linkOf(company).frames('query');
  const ask = (company?: string) => queries(company).at(-1)?.ask ?? 0;
  const shown = () => list.$rows.get().map(({ number }) => number);

  it('is loading until its first rows are there, and shows them with the counts [R30]', async () => {
    silent.add('acme');
    await open({ acme: new Company('acme', numbers(1, 3)) });
    assert.equal(list.$status.get(), 'loading');
    companies['acme']?.answer(linkOf(), queries()[0]!);
    assert.equal(list.$status.get(), 'ready');
    assert.deepEqual(shown(), [1, 2, 3]);
    assert.equal(list.$counts.get().all, 3);
    assert.ok(!list.$more.get());
  });

  it('asks right behind the hello, once, and takes the answer that comes behind the welcome [R5]', async () => {
    const answer = desk.heard;
    desk.heard = () => undefined;
    await open({ acme: new Company('acme', numbers(1, 3)) });
    assert.deepEqual(linkOf().received.map((frame) => (frame === 'ping' ? frame : frame.type)), ['hello', 'query']);
    answer(linkOf(), linkOf().hello);
    companies['acme']?.answer(linkOf(), queries()[0]!);
    assert.deepEqual(shown(), [1, 2, 3]);
    assert.equal(queries().length, 1);
  });

  it('asks again on the next connection when no welcome has come [R5]', async () => {
    const answer = desk.heard;
    desk.heard = () => undefined;
    await open({ acme: new Company('acme', numbers(1, 3)) });
    desk.heard = answer;
    linkOf().close();
    await clock.pass(20_000);
    assert.equal(desk.links.length, 2);
    assert.equal(queries().length, 1);
    assert.deepEqual(shown(), [1, 2, 3]);
  });

  it('takes back what it has asked early when nobody looks any more [R5]', async () => {
    desk.heard = () => undefined;
    await open({ acme: new Company('acme', numbers(1, 3)) });
    list.release();
    assert.deepEqual(linkOf().frames('unquery').map(({ ask }) => ask), [ask()]);
  });

  it('reads on from its last row [R30]', async () => {
    await open({ acme: new Company('acme', numbers(1, 120)) });
    assert.equal(shown().length, 50);
    assert.ok(list.$more.get());
    await list.loadMore();
    assert.equal(shown().length, 120);
    assert.ok(!list.$more.get());
    assert.deepEqual(queries()[1]?.after, { sort: '0050', number: 50 });
    await list.loadMore();
    assert.equal(queries().length, 2);
  });

  it('takes a changed row to its new place, and out when it stands in no query [R31]', async () => {
    await open({ acme: new Company('acme', numbers(1, 4)) });
    const before = list.$rows.get();
    companies['acme']?.change(linkOf(), 'acme 2', row('acme', 2, '0003b', { unread: 1 }), [ask()]);
    assert.deepEqual(shown(), [1, 3, 2, 4]);
    assert.equal(list.$rows.get()[0], before[0], 'other rows stay what they are');
    companies['acme']?.change(linkOf(), 'acme 3', row('acme', 3, '0003', { status: 'completed' }), []);
    assert.deepEqual(shown(), [1, 2, 4]);
    companies['acme']?.change(linkOf(), 'acme 9', row('acme', 9, '0000'), [ask()]);
    assert.deepEqual(shown(), [9, 1, 2, 4]);
    assert.equal(list.$counts.get().all, 5);
  });

  it('tells of counts only when they are others than before', async () => {
    await open({ acme: new Company('acme', numbers(1, 4)) });
    const told: number[] = [];
    list.$counts.listen(({ all }) => told.push(all));
    companies['acme']?.change(linkOf(), 'acme 2', row('acme', 2, '0002', { unread: 1 }), [ask()]);
    assert.deepEqual(told, []);
    companies['acme']?.change(linkOf(), 'acme 5', row('acme', 5), [ask()]);
    assert.deepEqual(told, [5]);
  });

  it('reads a page anew when all it shows are gone and there are more [R32]', async () => {
    await open({ acme: new Company('acme', numbers(1, 60)) });
    for (const number of numbers(1, 50)) companies['acme']?.change(linkOf(), `acme ${number}`, null, []);
    assert.deepEqual(shown(), numbers(51, 60));
  });

  it('asks again when it has missed a frame [R33]', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    const acme = companies['acme']!;
    acme.rows.push(row('acme', 4));
    acme.rev += 1;
    acme.change(linkOf(), 'acme 5', row('acme', 5), [ask()]);
    assert.deepEqual(shown(), [1, 2, 3, 4, 5]);
    assert.equal(queries().length, 2);
  });

  it('asks again when a comparison finds another revision [R33]', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    const acme = companies['acme']!;
    acme.rows.push(row('acme', 4));
    acme.rev += 1;
    await clock.pass(60_000);
    assert.deepEqual(linkOf().frames('sync')[0]?.rev, 1);
    linkOf().say({ type: 'heads', lanes: [], streams: {}, rev: acme.rev });
    assert.deepEqual(shown(), [1, 2, 3, 4]);
  });

  it('asks again when its question was lost [R25]', async () => {
    silent.add('acme');
    await open({ acme: new Company('acme', numbers(1, 3)) });
    await clock.pass(60_000);
    silent.clear();
    linkOf().say({ type: 'heads', lanes: [], streams: {}, rev: 0 });
    assert.deepEqual(shown(), [1, 2, 3]);
  });

  it('asks again after a loss, as far as it had read, and shows the old rows until then', async () => {
    await open({ acme: new Company('acme', numbers(1, 300)) });
    await list.loadMore();
    await list.loadMore();
    assert.equal(shown().length, 250);
    const lengths = new Set<number>();
    list.$rows.listen((rows) => lengths.add(rows.length));
    companies['acme']?.rows.push(row('acme', 0));
    linkOf().close();
    await clock.pass(1_000);
    assert.deepEqual([shown()[0], shown().length], [0, 300]);
    assert.deepEqual([...lengths], [300], 'it never got shorter');
  });

  it('keeps its rows until those of new settings are there', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    silent.add('acme');
    list.set({ direction: 'descending' });
    assert.equal(list.$query.get().direction, 'descending');
    assert.deepEqual(shown(), [1, 2, 3]);
    companies['acme']?.answer(linkOf(), queries().at(-1)!);
    assert.deepEqual(shown(), [3, 2, 1]);
    companies['acme']?.change(linkOf(), 'acme 4', row('acme', 4), [ask()]);
    assert.deepEqual(shown(), [4, 3, 2, 1]);
  });

  it('has other rows once new settings are answered, even if they are the same or none', async () => {
    for (const rows of [numbers(1, 1), []]) {
      await open({ acme: new Company('acme', rows) });
      const before = list.$rows.get();
      silent.add('acme');
      list.set({ direction: 'descending' });
      assert.equal(list.$rows.get(), before);
      companies['acme']?.answer(linkOf(), queries().at(-1)!);
      assert.notEqual(list.$rows.get(), before);
      assert.deepEqual(list.$rows.get(), before);
      silent.clear();
    }
  });

  it('shows the last of several settings that were set at once', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    silent.add('acme');
    list.set({ direction: 'descending' });
    list.set({ direction: 'ascending' });
    const [, descending, ascending] = queries();
    companies['acme']?.answer(linkOf(), descending!);
    assert.deepEqual(shown(), [1, 2, 3]);
    companies['acme']?.answer(linkOf(), ascending!);
    assert.deepEqual(shown(), [1, 2, 3]);
    assert.ok(linkOf().frames('unquery').some((frame) => frame.ask === descending?.ask), 'the desk need not keep it');
  });

  it('ends in the order that was asked for last, however quickly it was changed and however late each company answers', async () => {
    const step = fc.oneof(
      fc.record({ set: fc.constantFrom('ascending' as const, 'descending' as const) }),
      fc.record({ answer: fc.constantFrom('acme', 'globex') }),
      fc.record({ change: fc.constantFrom('acme', 'globex'), number: fc.integer({ min: 1, max: 9 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(step, { maxLength: 40 }), async (several, steps) => {
        // One company's rows are shown as they come, those of several are merged.
        const names = several ? ['acme', 'globex'] : ['acme'];
        desk.links.length = 0;
        await open(Object.fromEntries(names.map((name) => [name, new Company(name, [1, 3, 5])])));
        const late: Record<string, Query[]> = Object.fromEntries(names.map((name) => [name, []]));
        const known: Record<string, Set<number>> = Object.fromEntries(names.map((name) => [name, new Set(queries(name).map((query) => query.ask))]));
        const heard = desk.heard;
        desk.heard = (link, frame) => {
          if (frame !== 'ping' && frame.type === 'query') late[link.company]?.push(frame);
          else heard(link, frame);
        };
        const answer = (company: string) => {
          const query = late[company]?.shift();
          if (!query) return;
          known[company]?.add(query.ask);
          companies[company]?.answer(linkOf(company), query);
        };
        for (const one of steps) {
          if ('set' in one) list.set({ direction: one.set });
          else if ('answer' in one) answer(one.answer);
          else if (names.includes(one.change)) companies[one.change]?.change(linkOf(one.change), `${one.change} ${one.number}`, row(one.change, one.number), [...(known[one.change] ?? [])]);
        }
        for (const company of names) while ((late[company]?.length ?? 0) > 0) answer(company);
        desk.heard = heard;
        const { direction } = list.$query.get();
        const expected = Object.values(companies).flatMap(({ rows }) => rows);
        expected.sort((a, b) => comparePlaces(placeOf(a), placeOf(b), direction));
        assert.deepEqual(list.$rows.get().map(({ key }) => key), expected.map(({ row }) => row.key));
        list.release();
        client.close();
      }),
    );
  });

  it('merges companies, and shows rows only as far as all that go on have been read', async () => {
    await open({ acme: new Company('acme', numbers(1, 200)), globex: new Company('globex', numbers(30, 40)) });
    assert.equal(shown().length, 50 + 11);
    assert.equal(shown().at(-1), 50);
    assert.equal(list.$counts.get().all, 211);
    const names = list.$rows.get().filter(({ number }) => number === 30).map(({ company }) => company);
    assert.deepEqual(names, ['acme', 'globex']);
    await list.loadMore();
    assert.equal(queries('globex').length, 1, 'only the one that ends first reads on');
    assert.equal(shown().length, 150 + 11);
  });

  it('does not wait for a company that cannot be reached', async () => {
    const calm = desk.heard;
    desk.heard = (link, frame) => {
      if (link.company === 'globex') link.close(4403);
      else calm(link, frame);
    };
    await open({ acme: new Company('acme', numbers(1, 3)), globex: new Company('globex', []) });
    assert.equal(list.$status.get(), 'ready');
    assert.deepEqual(shown(), [1, 2, 3]);
  });

  it('takes rows that the desk sends unasked for the whole answer [R34]', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    companies['acme']!.rows = [row('acme', 2)];
    companies['acme']?.answer(linkOf(), queries()[0]!);
    assert.deepEqual(shown(), [2]);
  });

  it('takes nothing for its next page after a change of availability [R34]', async () => {
    await open({ acme: new Company('acme', numbers(1, 120)) });
    silent.add('acme');
    const more = list.loadMore();
    silent.clear();
    linkOf().say({ type: 'me', me: asAnna({ available: false }) });
    await more;
    assert.deepEqual(shown(), numbers(1, 50));
  });

  it('asks again when the desk cannot answer just now', async () => {
    silent.add('acme');
    await open({ acme: new Company('acme', numbers(1, 3)) });
    linkOf().say({ type: 'error', ask: ask(), code: 'unavailable' });
    silent.clear();
    await clock.pass(1_000);
    assert.deepEqual(shown(), [1, 2, 3]);
  });

  it('shows nothing of a company any more once the right to it is gone [R4] [R62]', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)), globex: new Company('globex', numbers(7, 8)) });
    linkOf('acme').close(4403);
    assert.deepEqual(shown(), [7, 8]);
    assert.equal(list.$counts.get().all, 2);
  });

  describe('with a search', () => {
    const refuse = (company = 'acme') => {
      linkOf(company).say({ type: 'error', ask: ask(company), code: 'invalid' });
    };

    it('asks for it, and for none where none is typed', async () => {
      await open({ acme: new Company('acme', numbers(1, 3)) });
      list.set({ search: 'broken "printer" %' });
      list.set({ search: '' });
      assert.deepEqual(queries().map(({ search }) => search), [undefined, 'broken "printer" %', undefined]);
    });

    it('says that it cannot be done, and the rows of before stay and stay true', async () => {
      await open({ acme: new Company('acme', numbers(1, 3)), globex: new Company('globex', [7]) });
      const first = ask();
      silent.add('acme');
      list.set({ search: 'x'.repeat(201) });
      refuse();
      assert.equal(list.$error.get()?.code, 'invalid');
      assert.deepEqual(shown(), [1, 2, 3, 7]);
      assert.equal(list.$query.get().search?.length, 201);
      // What another company has opened for it is of no use.
      assert.deepEqual(linkOf('globex').frames('unquery').map((frame) => frame.ask), [ask('globex')]);
      companies['acme']?.change(linkOf(), 'acme 4', row('acme', 4), [first]);
      assert.deepEqual(shown(), [1, 2, 3, 4, 7]);
      silent.clear();
      list.set({ search: 'printer' });
      assert.equal(list.$error.get(), null);
    });

    it('never sends more of it than a frame has room for', async () => {
      await open({ acme: new Company('acme', []) });
      list.set({ search: 'x'.repeat(1_000_000) });
      assert.equal(queries().at(-1)?.search?.length, 201);
    });

    it('is ready with an error when it begins with one that cannot be done', async () => {
      silent.add('acme');
      await open({ acme: new Company('acme', numbers(1, 3)) }, { ...byNumber, search: 'x'.repeat(201) });
      refuse();
      assert.deepEqual([list.$status.get(), list.$error.get()?.code, shown()], ['ready', 'invalid', []]);
      silent.clear();
      list.set({ search: 'x' });
      assert.deepEqual([list.$error.get(), shown()], [null, [1, 2, 3]]);
    });
  });

  it('shows some of its companies, and asks no other', async () => {
    await open({ acme: new Company('acme', [1, 4]), globex: new Company('globex', [2, 3]) });
    list.set({ companies: ['globex'] });
    assert.deepEqual([shown(), list.$counts.get().all], [[2, 3], 2]);
    assert.equal(queries('acme').length, 1);
    assert.equal(linkOf('acme').frames('unquery').length, 1);
    list.set({ companies: ['initech'] });
    assert.deepEqual([shown(), list.$status.get()], [[], 'ready']);
    const { companies: _, ...all } = list.$query.get();
    list.set({ ...all, companies: ['acme', 'globex'] });
    assert.deepEqual(shown(), [1, 2, 3, 4]);
  });

  it('tells the desk when nobody looks any more', async () => {
    await open({ acme: new Company('acme', numbers(1, 3)) });
    list.release();
    assert.deepEqual(
      linkOf().frames('unquery').map((frame) => frame.ask),
      [queries()[0]?.ask],
    );
  });
});
