import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Larsen', email: 'kim.larsen@fjordline.example' };
const description = 'The secret machine of Kim blinks red.';
const said = 'It also hums at night.';

describe('A customer whom the company’s site knows', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  let home: BrowserContext;
  let customer: Person;
  let portal: PortalPage;
  let number = 0;

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies()), launch()]);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    customer = await visit(browser, server, '/portal/acme');
    home = customer.context;
    portal = new PortalPage(customer.page);
    await customer.page.getByRole('link', { name: 'Sign in as Kim' }).click();
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('is not asked who they are [R112]', async () => {
    const [name, email] = [portal.field(english.name), portal.field(english.email)];
    await until('the name to be there', async () => (await name.inputValue()) === kim.name);
    assert.deepEqual([await email.inputValue(), await name.isEditable(), await email.isEditable()], [kim.email, false, false]);
    await portal.field(english.description).fill(description);
    await portal.submitButton.click();
    number = await portal.number();
    await portal.chat.say(said);
    await portal.chat.has(said, english.progress.sent);
  });

  it('is confirmed to the technician, with who says so [R112]', async () => {
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await seen(technician.page.getByText('Identity confirmed'));
    assert.deepEqual([await anna.detail('Sign-in'), await anna.detail('Customer’s ID'), await anna.detail('Confirmed by')], ['Identity confirmed', 'kim', 'shop.example']);
  });

  it('is confirmed by a token alone, not by what somebody types', async () => {
    const stranger = await visit(browser, server, '/portal/acme');
    await new PortalPage(stranger.page).file({ ...kim, name: 'Not Kim', description: 'I say that I am Kim.' });
    await anna.hasRow(anna.all, 'Not Kim');
    await anna.select(anna.all, 'Not Kim');
    await seen(technician.page.getByRole('heading', { name: 'Not Kim' }));
    await gone(technician.page.getByText('Identity confirmed'));
    await stranger.leave();
  });

  it('has the same request on another device [R109]', async () => {
    const phone = await visit(browser, server, '/portal/acme?customer=kim');
    const there = new PortalPage(phone.page);
    assert.equal(await there.number(), number);
    await there.chat.sees(said);
    await there.chat.say('From my phone.');
    await portal.chat.sees('From my phone.');
    assert.deepEqual(phone.troubles, []);
    await phone.leave();
  });

  it('leaves nothing in any tab once signed out, nor in what the browser keeps [R113]', async () => {
    const other = await visit(browser, server, '/portal/acme?customer=kim', { context: home });
    await new PortalPage(other.page).chat.sees(said);
    await portal.chat.composer.fill('Half a word of Kim');
    await until('the draft to be kept', async () => (await kept(customer.page)).includes('Half a word of Kim'));
    const words = [description, said, 'From my phone.', 'Half a word', kim.email];
    const before = await kept(customer.page);
    assert.ok(words.slice(0, 1).some((word) => before.includes(word)) || before.includes('Half a word'), 'the browser keeps something of Kim');

    await customer.page.getByRole('button', { name: 'Sign out' }).click();
    await seen(customer.page.getByRole('link', { name: 'Sign in as Kim' }));
    for (const { page } of [customer, other]) {
      await seen(new PortalPage(page).submitButton);
      const shown = await page.locator('support-portal').innerText();
      for (const word of words) assert.ok(!shown.includes(word), `a tab shows “${word}”`);
      assert.equal(await new PortalPage(page).field(english.email).inputValue(), '');
    }
    const left = await kept(customer.page);
    for (const word of [...words, kim.name, '"kim"']) assert.ok(!left.includes(word), `the browser keeps “${word}”`);
    assert.deepEqual(other.troubles, []);
    await other.leave();
  });

  it('is nobody to whoever signs in next in the same browser', async () => {
    const next = await visit(browser, server, '/portal/acme?customer=sofia', { context: home });
    const theirs = new PortalPage(next.page);
    await until('the next one’s name', async () => (await theirs.field(english.name).inputValue()) === 'Sofia Marino');
    assert.equal(await theirs.field(english.description).inputValue(), '');
    assert.ok(!(await next.page.locator('support-portal').innerText()).includes(description));
    await theirs.field(english.description).fill('Sofia asks something else.');
    await theirs.submitButton.click();
    assert.notEqual(await theirs.number(), number);
    const list = next.page.getByRole('navigation', { name: english.myRequests });
    assert.equal(await list.getByText(description).count(), 0);
    assert.ok(!(await kept(next.page)).includes('Kim'));
    assert.deepEqual(next.troubles, []);
    await next.leave();
  });

  it('left no error on the page', () => {
    assert.deepEqual([customer.troubles, technician.troubles], [[], []]);
  });
});

/** All that the browser keeps for the page's origin, in whichever place, as one text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const settled = <Result>(asked: IDBRequest<Result>) =>
      new Promise<Result>((resolve, reject) => {
        asked.onsuccess = () => {
          resolve(asked.result);
        };
        asked.onerror = () => {
          reject(new Error('IndexedDB does not answer'));
        };
      });
    const texts = [JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage)), document.cookie];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const within = () => database.transaction(store).objectStore(store);
        texts.push(JSON.stringify([await settled(within().getAllKeys()), await settled(within().getAll())]));
      }
      database.close();
    }
    return texts.join('\n');
  });
}
