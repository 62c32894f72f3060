import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { german } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer prints zebras.' };

describe('The Support Center on a phone', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;

  const sticksOut = () => technician.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies()), launch()]);
    const customer = await visit(browser, server, '/portal/acme');
    await new PortalPage(customer.page).file(kim);
    const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    technician = await visit(browser, server, '/console?technician=anna&lang=de', { context });
    anna = new ConsolePage(technician.page, german);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('leads from the list to a request and back, in German, and nothing sticks out', async () => {
    const { page } = technician;
    await page.getByRole('tab', { name: new RegExp(`^${german.supportRequests}`) }).tap();
    await anna.hasRow(anna.all, kim.name);
    assert.equal(await sticksOut(), 0);
    await anna.row(anna.all, kim.name).first().tap();
    await seen(page.getByRole('heading', { name: kim.name }));
    assert.equal(await sticksOut(), 0);
    await page.getByRole('button', { name: 'Zurück zur Liste' }).tap();
    await anna.hasRow(anna.all, kim.name);
    await gone(page.getByRole('heading', { name: kim.name }));
  });

  it('has all deeds of a case', async () => {
    const { page } = technician;
    await anna.row(anna.all, kim.name).first().tap();
    await anna.action(german.assign).first().tap();
    await anna.action(german.join).first().tap();
    await anna.note('Vom Telefon aus.');
    await anna.chat.sees('Vom Telefon aus.');
    await anna.chat.say('Guten Tag!');
    await anna.chat.sees('Guten Tag!');
    await anna.act(german.transfer);
    await seen(anna.dialog.getByRole('radio', { name: /^Ben Okafor/ }));
    assert.equal(await sticksOut(), 0);
    const box = await anna.dialog.boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 360, 'the dialog fits');
    await page.keyboard.press('Escape');
    await gone(anna.dialog);
    await anna.close(german.resolved, 'Erledigt.');
    await until('it to be closed', async () => (await anna.detail('Status')).includes(german.standings.completed));
    await anna.act(german.reopen);
    await until('it to be open', async () => !(await anna.detail('Status')).includes(german.standings.completed));
    await page.getByRole('button', { name: 'Zurück zur Liste' }).tap();
    await page.getByRole('tab', { name: new RegExp(`^${german.mySupportRequests}`) }).tap();
    await anna.hasRow(anna.mine, kim.name);
    assert.equal(await sticksOut(), 0);
  });

  it('has its settings and its search in German', async () => {
    const dialog = await anna.open(german.tools.notifications);
    await seen(dialog.getByRole('heading', { name: german.tools.notifications }));
    assert.equal(await sticksOut(), 0);
    await technician.page.keyboard.press('Escape');
    await technician.page.getByRole('tab', { name: new RegExp(`^${german.supportRequests}`) }).tap();
    await anna.searchField.fill('niemand heißt so');
    await seen(technician.page.getByText(/niemand heißt so/));
    assert.deepEqual(technician.troubles, []);
  });
});
