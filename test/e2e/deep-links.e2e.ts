import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const forms = ['Nora New', 'Alex Active', 'Cora Completed', 'Mona Mine'].map((name) => ({ name, email: 'someone@example.com', description: `What ${name} wrote.` }));
const [nora, alex, cora, mona] = forms as [(typeof forms)[0], (typeof forms)[0], (typeof forms)[0], (typeof forms)[0]];
const stranger = { name: 'Gloria Globex', email: 'gloria@example.com', description: 'Of another company.' };

/** A link opens its request wherever it stands; the console of the demo keeps what is chosen in its address. */
describe('A deep link', () => {
  const [, fresh, active, completed] = english.views;
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  /** They stay where they are, whatever links are followed beside them. */
  let colleagues: readonly Person[] = [];
  let bens: ConsolePage;
  let carlas: ConsolePage;

  const follow = async (hash: string, who = 'anna'): Promise<{ person: Person; desk: ConsolePage }> => {
    const person = await visit(browser, server, `/console?technician=${who}${hash}`);
    return { person, desk: new ConsolePage(person.page) };
  };
  const shows = async (desk: ConsolePage, name: string, view: string): Promise<void> => {
    await seen(desk.page.getByRole('heading', { name }));
    await desk.chat.sees(`What ${name} wrote.`);
    await until(`${name} to be chosen under ${view}`, async () => (await desk.viewTab(view).getAttribute('aria-selected')) === 'true' && (await desk.row(desk.all, name).getAttribute('aria-current')) === 'true');
  };

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies()), launch()]);
    const [ben, carla] = (colleagues = [await visit(browser, server, '/console?technician=ben'), await visit(browser, server, '/console?technician=carla')]);
    assert.ok(ben && carla);
    bens = new ConsolePage(ben.page);
    carlas = new ConsolePage(carla.page);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    const customer = await visit(browser, server, '/portal/acme');
    const portal = new PortalPage(customer.page);
    for (const [index, form] of forms.entries()) {
      if (index > 0) await portal.begin();
      assert.equal(await portal.file(form), index + 1);
    }
    const elsewhere = await visit(browser, server, '/portal/globex');
    await new PortalPage(elsewhere.page).file(stranger);
    for (const [desk, name] of [[bens, alex.name], [bens, cora.name], [anna, mona.name]] as const) {
      await desk.hasRow(desk.all, name);
      await desk.select(desk.all, name);
      await desk.act(english.assign);
      await desk.hasRow(desk.mine, name);
    }
    await bens.select(bens.mine, cora.name);
    await bens.close();
    await bens.hasNoRow(bens.mine, cora.name);
    for (const person of [customer, elsewhere]) await person.leave();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('opens a request in the view in which it stands: new, active or completed', async () => {
    for (const [number, form, view] of [[1, nora, fresh], [2, alex, active], [3, cora, completed]] as const) {
      const { person, desk } = await follow(`#acme/${String(number)}`);
      await shows(desk, form.name, view);
      assert.equal(await desk.detail('Request ID'), String(number));
      assert.deepEqual(person.troubles, []);
      await person.leave();
    }
  });

  it("opens one's own among one's own", async () => {
    const { person, desk } = await follow('#acme/4');
    await seen(desk.page.getByRole('heading', { name: mona.name }));
    await until('it to be chosen', async () => (await desk.row(desk.mine, mona.name).getAttribute('aria-current')) === 'true');
    await person.leave();
  });

  it('opens the same when it comes into an open console, and the address follows what is chosen', async () => {
    const hash = () => technician.page.evaluate(() => location.hash);
    await anna.view(fresh);
    await anna.select(anna.all, nora.name);
    await until('the address to name it', async () => decodeURIComponent(await hash()) === '#acme/1');
    await technician.page.evaluate(() => {
      location.hash = '#acme/3';
    });
    await shows(anna, cora.name, completed);
    await anna.view(active);
    await anna.select(anna.all, alex.name);
    await until('the address to name it', async () => decodeURIComponent(await hash()) === '#acme/2');
    await technician.page.goBack();
    await seen(technician.page.getByRole('heading', { name: cora.name }));
    await technician.page.goForward();
    await seen(technician.page.getByRole('heading', { name: alex.name }));
    await technician.page.reload();
    await seen(technician.page.getByRole('heading', { name: alex.name }));
  });

  it('opens the same for each of three who may see it, in the view in which it stands for them, and tells whoever may not', async () => {
    const open = async (hash: string) => {
      for (const { page } of [technician, ...colleagues])
        await page.evaluate((wanted) => {
          location.hash = wanted;
        }, hash);
    };
    const refused = async (desk: ConsolePage, words: string) => {
      await seen(desk.page.getByText('This request cannot be shown'));
      await seen(desk.page.getByText('This company is not known here. Check the address.'));
      await gone(desk.page.getByText(words));
    };
    await open('#acme/1');
    for (const desk of [anna, bens]) await shows(desk, nora.name, fresh);
    await refused(carlas, nora.description);
    await open('#globex/1');
    for (const desk of [anna, carlas]) {
      await seen(desk.page.getByRole('heading', { name: stranger.name }));
      await desk.chat.sees(stranger.description);
    }
    await refused(bens, stranger.description);
    await open('#acme/2');
    await shows(anna, alex.name, active);
    await seen(bens.page.getByRole('heading', { name: alex.name }));
    await until('it to be chosen among his own', async () => (await bens.row(bens.mine, alex.name).getAttribute('aria-current')) === 'true');
    await refused(carlas, alex.description);
    await carlas.hasRow(carlas.all, stranger.name);
  });

  it('survives the choice of who one is', async () => {
    const person = await visit(browser, server, '/console#acme/1');
    await person.page.getByRole('link', { name: /^Anna Berg/ }).click();
    await shows(new ConsolePage(person.page), nora.name, fresh);
    await person.leave();
  });

  it('shows a new request also to who is Unavailable, with the reason why it cannot be assigned', async () => {
    const { person, desk } = await follow('#acme/1', 'ben');
    await desk.become(english.unavailable);
    await desk.page.reload();
    await desk.chat.sees(nora.description);
    const assign = desk.action(english.assign).first();
    await until('it to be refused', async () => (await assign.getAttribute('aria-disabled')) === 'true');
    await assign.press('Enter');
    await seen(desk.page.getByText('You are set to Unavailable. Set yourself to Available first.'));
    await desk.become(english.available);
    await person.leave();
  });

  it('to a company of which one is not, or to a number that there is not, says so and shows nothing', async () => {
    for (const hash of ['#globex/1', '#acme/4711', '#acme/9007199254740993', '#nowhere/1', `#acme/${'0'.repeat(31)}1`]) {
      const { person, desk } = await follow(hash, 'ben');
      await seen(desk.page.getByText('This request cannot be shown'));
      await gone(desk.page.getByText(stranger.name));
      await gone(desk.page.getByText(stranger.description));
      assert.deepEqual(person.troubles, [], hash);
      await desk.view(active);
      await desk.select(desk.all, alex.name);
      await desk.chat.sees(alex.description);
      await person.leave();
    }
  });

  it('to nonsense says so, and the console works on', async () => {
    const { person, desk } = await follow('', 'ben');
    await seen(desk.all);
    for (const nonsense of ['%E0%A4%A', 'acme/', '/1', 'acme/1/2', 'acme/-1', 'acme/1.5', '<img src=x onerror=alert(1)>', '__proto__/constructor', "acme/1' OR '1'='1", 'x'.repeat(10_000)]) {
      await person.page.evaluate((hash) => {
        location.hash = '#acme/1';
        location.hash = hash;
      }, nonsense);
      await seen(desk.page.getByText('This request cannot be shown'));
      assert.deepEqual(person.troubles, [], nonsense.slice(0, 40));
    }
    await desk.view(active);
    await desk.select(desk.all, alex.name);
    await desk.chat.sees(alex.description);
    await person.leave();
  });

  it('left no error on any page', () => {
    for (const person of [technician, ...colleagues]) assert.deepEqual(person.troubles, []);
  });
});
