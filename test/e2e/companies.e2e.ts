import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { Line } from '../support/line.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { storeRequests } from '../support/stored-requests.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const ada = { name: 'Ada Acme', email: 'ada@example.com', description: 'The tray sticks.', ago: 30 };
const gil = { name: 'Gil Globex', email: 'gil@example.com', description: 'The saw is blunt.', ago: 20 };

describe('Several companies in one console', () => {
  const [all, fresh] = english.views;
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  let globex: Line;
  /** Ben of Acme and Carla of Globex: no line of theirs is Anna's. */
  let colleagues: readonly Person[] = [];
  let ben: ConsolePage;
  let carla: ConsolePage;
  let bensAcme: Line;

  const lost = () => technician.page.getByText(/Globex.? cannot be reached\. Its requests may be out of date\./);
  const filter = ({ page }: Pick<Person, 'page'> = technician) => page.getByRole('button', { name: new RegExp(`^${english.companyFilter}: `) });
  const count = async (view: string) => Number(/\d+/.exec(await anna.viewTab(view).innerText())?.[0]);
  const file = async (company: string, name: string): Promise<void> => {
    const customer = await visit(browser, server, `/portal/${company}`);
    await new PortalPage(customer.page).file({ name, email: 'new@example.com', description: 'Just now.' });
    await customer.leave();
  };

  before(async () => {
    server = await startServer(twoCompanies(), (data) => {
      storeRequests(data, 'acme', [ada]);
      storeRequests(data, 'globex', [gil]);
    });
    browser = await launch();
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    globex = await Line.lay(context, 'globex');
    technician = await visit(browser, server, '/console?technician=anna', { context });
    anna = new ConsolePage(technician.page);
    const bens = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    bensAcme = await Line.lay(bens, 'acme');
    const [first, second] = (colleagues = [await visit(browser, server, '/console?technician=ben', { context: bens }), await visit(browser, server, '/console?technician=carla')]);
    assert.ok(first && second);
    ben = new ConsolePage(first.page);
    carla = new ConsolePage(second.page);
    for (const desk of [anna, ben, carla]) await seen(desk.all);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('have one list with the rows of all of them, over one connection each', async () => {
    await anna.hasRow(anna.all, ada.name);
    await anna.hasRow(anna.all, gil.name);
    assert.match(await anna.cell(anna.all, ada.name, 'Company'), /^Acme$/);
    assert.match(await anna.cell(anna.all, gil.name, 'Company'), /^Globex$/);
    assert.equal(await count(fresh), 2);
    const sockets: string[] = [];
    technician.page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname));
    await technician.page.reload();
    await anna.hasRow(anna.all, ada.name);
    await anna.hasRow(anna.all, gil.name);
    // The line in the test's hand is no socket of the page's own.
    assert.deepEqual(sockets.filter((path) => path.includes('acme')), ['/desks/acme/socket']);
  });

  it('are one company for whoever works for no other, without a filter', async () => {
    for (const [desk, own, others] of [[ben, ada, gil], [carla, gil, ada]] as const) {
      await desk.hasRow(desk.all, own.name);
      assert.equal(await desk.row(desk.all, others.name).count(), 0);
      assert.equal(await filter(desk).count(), 0);
    }
    assert.equal(await filter().count(), 1);
  });

  it('are filtered by company, counts and all, also after a reload', async () => {
    await filter().click();
    await technician.page.getByRole('menuitemcheckbox', { name: 'Globex' }).click();
    await technician.page.keyboard.press('Escape');
    await anna.hasNoRow(anna.all, gil.name);
    await anna.hasRow(anna.all, ada.name);
    await until('the count', async () => (await count(fresh)) === 1);
    await file('globex', 'Gina Globex');
    await file('acme', 'Amy Acme');
    await anna.hasRow(anna.all, 'Amy Acme');
    assert.equal(await anna.row(anna.all, 'Gina Globex').count(), 0);
    await until('the count', async () => (await count(fresh)) === 2);
    await technician.page.reload();
    await anna.hasRow(anna.all, 'Amy Acme');
    assert.equal(await anna.row(anna.all, gil.name).count(), 0);
    await filter().click();
    await technician.page.getByRole('menuitemcheckbox', { name: 'All companies' }).click();
    await technician.page.keyboard.press('Escape');
    await anna.hasRow(anna.all, 'Gina Globex');
    await until('the count', async () => (await count(fresh)) === 4);
  });

  it('are set to Available one by one', async () => {
    await technician.page.getByRole('button', { name: /^Your availability: / }).click();
    await technician.page.getByRole('menuitemcheckbox', { name: /Globex/ }).click();
    await technician.page.keyboard.press('Escape');
    await anna.hasNoRow(anna.all, gil.name);
    await anna.hasRow(anna.all, ada.name);
    assert.equal(await anna.availability(), 'Available for 1 of 2');
    await seen(technician.page.getByText(/You are Unavailable for .?Globex.?, so new requests from there are not shown\./));
    await carla.hasRow(carla.all, gil.name);
    for (const desk of [ben, carla]) assert.equal(await desk.availability(), english.available, 'that is Anna alone');
    await anna.become(english.available);
    await anna.hasRow(anna.all, gil.name);
  });

  it('are marked while one cannot be reached, and the other works on', async () => {
    await anna.select(anna.all, gil.name);
    await anna.chat.sees(gil.description);
    await globex.cut();
    await seen(lost());
    await anna.hasRow(anna.all, gil.name);
    await anna.select(anna.all, ada.name);
    await anna.act(english.assign);
    await anna.hasRow(anna.mine, ada.name);
    await anna.act(english.join);
    await anna.chat.say('Acme goes on.');
    await anna.chat.has('Acme goes on.', english.progress.sent);
    await file('acme', 'Alan Acme');
    await anna.hasRow(anna.all, 'Alan Acme');
    await technician.page.getByRole('button', { name: /^Your availability: / }).click();
    await seen(technician.page.getByRole('menuitemcheckbox', { name: /Globex.*Cannot be reached/ }));
    await technician.page.keyboard.press('Escape');
    assert.deepEqual(technician.troubles, []);
  });

  it('go on for a colleague whose line to them holds, and keep their own troubles from whoever is not of them', async () => {
    await ben.hasRow(ben.all, 'Alan Acme');
    await bensAcme.cut();
    await seen(ben.page.getByText('Connection lost. Reconnecting…'));
    await carla.select(carla.all, gil.name);
    await carla.act(english.assign);
    await carla.hasRow(carla.mine, gil.name);
    await carla.act(english.join);
    await carla.chat.say('Globex goes on.');
    await carla.chat.has('Globex goes on.', english.progress.sent);
    assert.equal(await carla.page.getByText(/cannot be reached|Connection lost/).count(), 0);
    assert.notEqual(await anna.cell(anna.all, gil.name, 'Technician'), 'Carla Neumann', 'she cannot know it yet');
    await anna.select(anna.all, 'Alan Acme');
    await anna.act(english.assign);
    await anna.hasRow(anna.mine, 'Alan Acme');
    assert.equal(await ben.row(ben.all, 'Alan Acme').count(), 1, 'he cannot know it yet either');
    bensAcme.mend();
    await ben.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await gone(ben.page.getByText('Connection lost. Reconnecting…'));
    await ben.hasNoRow(ben.all, 'Alan Acme');
  });

  it('also when the page is opened while one cannot be reached', async () => {
    await technician.page.goto(`${server.origin}/console?technician=anna&now#`);
    await anna.view(all);
    await anna.hasRow(anna.all, ada.name);
    await anna.hasRow(anna.all, 'Alan Acme');
    await seen(technician.page.getByText(/globex.? cannot be reached\./i));
  });

  it('and are whole again by themselves, with what has come meanwhile', async () => {
    await file('globex', 'Greta Globex');
    globex.mend();
    // Nobody waits out the pause between two tries: the page tries at once when it hears of a network.
    await technician.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await anna.hasRow(anna.all, 'Greta Globex');
    await gone(technician.page.getByText(/globex.? cannot be reached\./i));
    await until('what a colleague did meanwhile', async () => (await anna.cell(anna.all, gil.name, 'Technician')) === 'Carla Neumann');
    await anna.select(anna.all, 'Greta Globex');
    await anna.act(english.assign);
    await anna.hasRow(anna.mine, 'Greta Globex');
  });

  it('left no error on any page', () => {
    for (const person of [technician, ...colleagues]) assert.deepEqual(person.troubles, []);
  });
});
