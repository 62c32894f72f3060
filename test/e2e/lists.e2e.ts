import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { storeRequests, type StoredStory } from '../support/stored-requests.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const ben = { id: 'ben', name: 'Ben Okafor' };
const carla = { id: 'carla', name: 'Carla Neumann' };

const inAcme: readonly StoredStory[] = [
  { name: 'Zoë Zimmer', email: 'zoe@post.example', description: 'Everything at 100% and nothing works', ago: 90 },
  { name: 'adam ant', email: 'adam@post.example', description: "It's the \"third\" floor (again)", ago: 80, technician: ben },
  { name: 'Émile Éclair', email: 'emile@post.example', description: 'snake_case names are refused', ago: 70, technician: ben, then: ['joined'] },
  { name: 'Sam Same', email: 'sam@post.example', description: 'The first of three', ago: 60, live: false },
  { name: 'Sam Same', email: 'sam@post.example', description: 'The second of three', ago: 50, technician: ben, then: ['completed'] },
  { name: 'Bob Builder', email: 'bob@builders.example', description: 'A star * in the name of a file', ago: 40, technician: ben, then: ['joined', 'ended'] },
];
const inGlobex: readonly StoredStory[] = [
  { name: 'Sam Same', email: 'sam@post.example', description: 'The third of three', ago: 65 },
  { name: 'Ägidius Alt', email: 'alt@post.example', description: 'C:\\temp is full', ago: 55, technician: carla, then: ['joined'] },
  { name: 'Bob Builder', email: 'bob@builders.example', description: 'Drop table; -- please', ago: 45, technician: carla, then: ['completed'] },
];

interface Shown {
  readonly id: string;
  readonly customer: string;
  readonly company: string;
  readonly status: string;
  readonly technician: string;
  /** Minutes before now. */
  readonly ago: number;
}

const statusOf = ({ technician, then = [], live = true }: StoredStory): string => {
  const { standings } = english;
  if (then.includes('completed')) return standings.completed;
  if (then.includes('ended')) return standings.ended;
  if (then.includes('joined')) return standings.inChat;
  if (live) return standings.waiting;
  return technician ? standings.inProgress : standings.new;
};
const shownOf = (company: string) => (story: StoredStory, index: number): Shown => ({
  id: String(index + 1),
  customer: story.name,
  company,
  status: statusOf(story),
  technician: story.technician?.name ?? '',
  ago: story.ago,
});
const everything: readonly Shown[] = [...inAcme.map(shownOf('Acme')), ...inGlobex.map(shownOf('Globex'))];

/** As a person would say it: without case and accents; equal ones by company, then number. */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const ranks = ['New', 'Waiting for chat', 'In progress', 'In chat', 'Chat ended', 'Completed'];
const keys: Readonly<Record<string, (row: Shown) => string | number>> = {
  Submitted: ({ ago }) => -ago,
  ID: ({ id }) => Number(id),
  Customer: ({ customer }) => plain(customer),
  Company: ({ company }) => plain(company),
  Status: ({ status }) => ranks.indexOf(status),
  Technician: ({ technician }) => plain(technician),
};
function ordered(column: string, direction: 'ascending' | 'descending', among = everything): readonly string[] {
  const key = keys[column];
  assert.ok(key, column);
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = among.toSorted((a, b) => compare(key(a), key(b)) || compare(a.company, b.company) || Number(a.id) - Number(b.id));
  const names = sorted.map(({ company, id }) => `${company} ${id}`);
  return direction === 'ascending' ? names : names.toReversed();
}

describe('The lists of the Support Center', () => {
  const [all, fresh, active, completed] = english.views;
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  let colleagues: readonly Person[] = [];
  let ben: ConsolePage;
  let carla: ConsolePage;

  /** `Company ID` of each row, from the first to the last. */
  const rows = (list: Locator): Promise<readonly string[]> =>
    list
      .getByRole('row')
      .filter({ has: list.page().getByRole('rowheader') })
      .evaluateAll((found) => found.map((row) => [...row.querySelectorAll('td, th')].map((cell) => cell.textContent.trim())).map((cells) => `${cells[3] ?? ''} ${cells[1] ?? ''}`));
  const reads = (expected: readonly string[], what: string, list = anna.all) =>
    until(`${what} to be ${expected.join(', ')}`, async () => {
      const found = await rows(list);
      return found.join() === expected.join() || null;
    });
  const counts = async (desk: ConsolePage, expected: string) =>
    until(`the counts to be ${expected}`, async () => (await Promise.all(english.views.map(async (view) => (await desk.viewTab(view).innerText()).replace(/\s+/g, ' ')))).join() === expected);
  const finds = async (search: string, expected: readonly string[]) => {
    await anna.searchField.fill(search);
    await until(`${search} to find ${expected.join(', ')}`, async () => (await rows(anna.all)).toSorted().join() === expected.toSorted().join());
  };

  before(async () => {
    server = await startServer(twoCompanies(), (data) => {
      storeRequests(data, 'acme', inAcme);
      storeRequests(data, 'globex', inGlobex);
    });
    browser = await launch();
    const wide = () => browser.newContext({ locale: 'en-US', viewport: { width: 1720, height: 940 } });
    technician = await visit(browser, server, '/console?technician=anna', { context: await wide() });
    anna = new ConsolePage(technician.page);
    const [first, second] = (colleagues = [await visit(browser, server, '/console?technician=ben', { context: await wide() }), await visit(browser, server, '/console?technician=carla', { context: await wide() })]);
    assert.ok(first && second);
    ben = new ConsolePage(first.page);
    carla = new ConsolePage(second.page);
    await seen(anna.all);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('begin with New, and each view has its count', async () => {
    await until('New to be chosen', async () => (await anna.viewTab(fresh).getAttribute('aria-selected')) === 'true');
    await counts(anna, 'All 9,New 3,Active 4,Completed 2');
    for (const [view, expected] of [[fresh, ['Acme 1', 'Acme 4', 'Globex 1']], [active, ['Acme 2', 'Acme 3', 'Acme 6', 'Globex 2']], [completed, ['Acme 5', 'Globex 3']], [all, everything.map(({ company, id }) => `${company} ${id}`)]] as const) {
      await anna.view(view);
      await until(`the rows of ${view}`, async () => (await rows(anna.all)).toSorted().join() === expected.toSorted().join());
    }
  });

  it('are for each of three technicians those of their own companies, with counts and requests of their own', async () => {
    await counts(ben, 'All 6,New 2,Active 3,Completed 1');
    await counts(carla, 'All 3,New 1,Active 1,Completed 1');
    await ben.view(all);
    await reads(ordered('Submitted', 'descending', inAcme.map(shownOf('Acme'))), 'the rows of Acme', ben.all);
    await carla.view(all);
    await reads(ordered('Submitted', 'descending', inGlobex.map(shownOf('Globex'))), 'the rows of Globex', carla.all);
    for (const [desk, own] of [[anna, []], [ben, ['Acme 2', 'Acme 3', 'Acme 6']], [carla, ['Globex 2']]] as const) {
      const found = await until('what is their own', async () => {
        const customers = await desk.customers(desk.mine);
        return customers.length === own.length ? customers : null;
      });
      assert.deepEqual(found.toSorted(), everything.filter(({ company, id }) => own.some((name) => name === `${company} ${id}`)).map(({ customer }) => customer).toSorted());
    }
  });

  it('say to ears what their signs say to eyes: how long somebody waits, and that nobody has a request', async () => {
    await anna.view(fresh);
    await seen(anna.all.getByRole('button', { name: /Waiting for chat Waiting for \d+ (?:min|hr|days?), which is too long/ }));
    assert.equal(await anna.all.getByRole('cell', { name: 'Nobody yet' }).count(), 3);
  });

  it('sort by every column, both ways, by the pointer: the same each time, and aria-sort says how', async () => {
    await anna.view(all);
    // A heading speaks of the rows that are there: what it says is that of this press only once it has changed.
    await reads(ordered('Submitted', 'descending'), 'the order that All begins with');
    for (const column of english.columns) {
      const sorted = () => anna.heading(anna.all, column).getAttribute('aria-sort');
      for (let turn = 0; turn < 2; turn++) {
        const before = await sorted();
        await anna.sortBy(anna.all, column);
        const now = await until(`${column} to say another order than ${before ?? 'none'}`, async () => {
          const after = await sorted();
          return after === before ? null : after;
        });
        assert.ok(now === 'ascending' || now === 'descending', now);
        await reads(ordered(column, now), `the order by ${column}, ${now}`);
        assert.equal(await anna.all.locator('[aria-sort]').count(), 1, 'one heading says it, the others do not');
      }
    }
  });

  it('sort by the keyboard just as well', async () => {
    for (const key of ['Enter', 'Space']) {
      const heading = anna.heading(anna.all, 'Customer');
      const before = await heading.getAttribute('aria-sort');
      await heading.getByRole('button').focus();
      await technician.page.keyboard.press(key);
      const now = await until('the order to change', async () => {
        const sort = await heading.getAttribute('aria-sort');
        return sort !== null && sort !== before ? sort : null;
      });
      assert.ok(now === 'ascending' || now === 'descending');
      await reads(ordered('Customer', now), `the order by ${key}`);
      assert.ok(await heading.getByRole('button').evaluate((button) => button === (button.getRootNode() as ShadowRoot).activeElement), 'the focus stays on the heading');
    }
  });

  it('keep view, order and selection over a reload', async () => {
    await anna.view(active);
    await anna.sortBy(anna.all, 'Technician');
    const sort = await until('it to be sorted', () => anna.heading(anna.all, 'Technician').getAttribute('aria-sort'));
    const actives = ['Acme 2', 'Acme 3', 'Acme 6', 'Globex 2'];
    await reads(ordered('Technician', 'ascending').filter((name) => actives.includes(name)), 'the order by Technician');
    await anna.select(anna.all, 'Ägidius Alt');
    await seen(technician.page.getByRole('heading', { name: 'Ägidius Alt' }));
    const order = await rows(anna.all);
    await technician.page.goto(`${server.origin}/console?technician=anna&again#`);
    await seen(technician.page.getByRole('heading', { name: 'Ägidius Alt' }));
    await until('the view', async () => (await anna.viewTab(active).getAttribute('aria-selected')) === 'true');
    await until('the order', async () => (await anna.heading(anna.all, 'Technician').getAttribute('aria-sort')) === sort);
    await reads(order, 'the rows');
    assert.equal(await anna.row(anna.all, 'Ägidius Alt').getAttribute('aria-current'), 'true');
  });

  it('keep them for each technician apart, though they share a browser', async () => {
    await ben.view(active);
    await ben.sortBy(ben.all, 'Customer');
    const bens = ['Acme 2', 'Acme 6', 'Acme 3'];
    await reads(bens, 'the order by Customer', ben.all);
    const [first] = colleagues;
    assert.ok(first);
    // In a tab beside Ben's: only their names keep apart what each has chosen.
    const beside = await visit(browser, server, '/console?technician=carla', { context: first.context });
    const besideBen = new ConsolePage(beside.page);
    await besideBen.view(all);
    await besideBen.sortBy(besideBen.all, 'ID');
    const carlas = ['Globex 1', 'Globex 2', 'Globex 3'];
    const direction = await until('it to be sorted by ID', () => besideBen.heading(besideBen.all, 'ID').getAttribute('aria-sort'));
    await Promise.all([first.page.reload(), beside.page.reload()]);
    await reads(bens, 'the order that Ben has chosen', ben.all);
    await reads(direction === 'ascending' ? carlas : carlas.toReversed(), 'the order that Carla has chosen', besideBen.all);
    assert.deepEqual(beside.troubles, []);
    await beside.leave();
    await reads(ordered('Technician', 'ascending').filter((name) => ['Acme 2', 'Acme 3', 'Acme 6', 'Globex 2'].includes(name)), 'the order that Anna has chosen');
    assert.equal(await anna.row(anna.all, 'Ägidius Alt').getAttribute('aria-current'), 'true');
    for (const desk of [ben, carla]) assert.equal(await desk.all.locator('[aria-current=true]').count(), 0, 'a colleague has selected nothing');
  });

  it('are searched by ID, customer, email, company and description', async () => {
    await anna.view(all);
    await finds('6', ['Acme 6']);
    await finds('#2', ['Acme 2', 'Globex 2']);
    await finds('zimmer', ['Acme 1']);
    await finds('agidius', ['Globex 2']);
    await finds('ÉCLAIR', ['Acme 3']);
    await finds('builders.example', ['Acme 6', 'Globex 3']);
    await finds('adam@post', ['Acme 2']);
    await finds('sam globex', ['Globex 1']);
    await finds('GLOBEX', ['Globex 1', 'Globex 2', 'Globex 3']);
    await finds('of three', ['Acme 4', 'Acme 5', 'Globex 1']);
    await finds('three second same', ['Acme 5']);
    await finds('  of   three  ', ['Acme 4', 'Acme 5', 'Globex 1']);
  });

  it('take wildcards, quotes and commands as the signs that they are', async () => {
    await finds('100%', ['Acme 1']);
    await finds('snake_case', ['Acme 3']);
    await finds('"third"', ['Acme 2']);
    await finds("it's", ['Acme 2']);
    await finds('(again)', ['Acme 2']);
    await finds('c:\\temp', ['Globex 2']);
    await finds('table; --', ['Globex 3']);
    for (const nothing of ['%%%', '___', '***', '"""', "'''", "' OR '1'='1", 'name:sam', 'sam*', 'sa_e', 's%e', 'NEAR(sam same)', 'AND OR XOR', '\\\\\\\\', '<b>sam</b>', '\u0000\u0000\u0000', '\ud83d\ude00\ud83d\ude00\ud83d\ude00']) {
      await finds(nothing, []);
      // Signs that no font has are not looked for on the screen.
      await seen(anna.all.getByText('Nothing found for').filter({ hasText: /^[ -~]+$/.test(nothing) ? nothing : '' }));
    }
    assert.deepEqual(technician.troubles, []);
  });

  it('say when a search is too long, and lose nothing', async () => {
    await finds('zimmer', ['Acme 1']);
    const long = 'x'.repeat(10_000);
    await anna.searchField.fill(long);
    await seen(technician.page.getByText('At most 200 characters can be searched for.'));
    assert.equal(await anna.searchField.inputValue(), long);
    assert.equal(await anna.searchField.getAttribute('aria-invalid'), 'true');
    await finds('zimmer', ['Acme 1']);
    await gone(technician.page.getByText('At most 200 characters can be searched for.'));
    await anna.searchField.press('Escape');
    await until('all rows to be back', async () => (await rows(anna.all)).length === everything.length);
    assert.equal(await anna.searchField.inputValue(), '');
  });

  it('stay live while something is searched for', async () => {
    await finds('tarantula', []);
    const customer = await visit(browser, server, '/portal/acme');
    await new PortalPage(customer.page).file({ name: 'Tom Tarantula', email: 'tom@post.example', description: 'It is large.' });
    await finds('tarantula', ['Acme 7']);
    await counts(anna, 'All 10,New 4,Active 4,Completed 2');
    await customer.leave();
  });

  it('are live for whoever may see a request, and for nobody else', async () => {
    await counts(ben, 'All 7,New 3,Active 3,Completed 1');
    await ben.view(fresh);
    await ben.select(ben.all, 'Tom Tarantula');
    await ben.act(english.assign);
    await ben.hasRow(ben.mine, 'Tom Tarantula');
    await counts(ben, 'All 7,New 2,Active 4,Completed 1');
    await counts(anna, 'All 10,New 3,Active 5,Completed 2');
    await until('his name to stand in her list', async () => (await anna.cell(anna.all, 'Tom Tarantula', 'Technician')) === 'Ben Okafor');
    assert.equal(await anna.row(anna.mine, 'Tom Tarantula').count(), 0);
    await carla.view(fresh);
    await carla.select(carla.all, 'Sam Same');
    await carla.act(english.assign);
    await carla.hasRow(carla.mine, 'Sam Same');
    await counts(carla, 'All 3,New 0,Active 2,Completed 1');
    await counts(anna, 'All 10,New 2,Active 6,Completed 2');
    await counts(ben, 'All 7,New 2,Active 4,Completed 1');
  });

  it('take a column that does not exist as none, and warn whoever wrote it', async () => {
    const warnings: string[] = [];
    technician.page.on('console', (message) => {
      if (message.type() === 'warning') warnings.push(message.text());
    });
    await technician.page.evaluate(() => {
      const list = document.createElement('request-list');
      const token = async () => ((await (await fetch('/demo/token', { method: 'POST', body: JSON.stringify({ technician: 'anna' }) })).json()) as { token: string }).token;
      Object.assign(list, { token });
      for (const [name, value] of [['server', location.origin], ['company', 'acme'], ['sort', 'nonsense'], ['label', 'By nonsense']] as const) list.setAttribute(name, value);
      document.querySelector('main')?.append(list);
    });
    await until('its rows', async () => (await technician.page.getByRole('table', { name: 'By nonsense' }).getByRole('rowheader').count()) > 0);
    assert.ok(warnings.some((text) => text.includes('sort') && text.includes('nonsense')), warnings.join('\n'));
  });

  it('left no error on any page', () => {
    for (const person of [technician, ...colleagues]) assert.deepEqual(person.troubles, []);
  });
});
