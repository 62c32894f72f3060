import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { annaBerg, twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

/** Acme sets whoever has not been there for five minutes to Unavailable; Globex leaves everyone as they are. */
describe('A technician who has gone', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let customer: Person;
  let anna: ConsolePage;

  const pass = (time: string) => technician.page.clock.fastForward(time);
  const said = () => technician.page.locator('p', { hasText: /You were set to Unavailable for .?Acme.? because nothing was done here for 5 min/ });

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies({ acme: { idleAfter: 5, technicians: [annaBerg] } })), launch()]);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await context.clock.install();
    technician = await visit(browser, server, '/console?technician=anna', { context });
    anna = new ConsolePage(technician.page);
    await until('her to be Available', async () => (await anna.availability()) === english.available);
    customer = await visit(browser, server, '/portal/acme');
    await seen(customer.page.getByText('Available now'));
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('stays Available as long as anything is done in the console', async () => {
    for (let round = 0; round < 3; round++) {
      await pass('04:00');
      if (round % 2 === 0) await technician.page.mouse.move(200 + round, 300);
      else await technician.page.keyboard.press('Shift');
    }
    await pass('04:30');
    assert.equal(await anna.availability(), english.available);
  });

  it('is set to Unavailable for the company that wants it, reads why, and customers are told that nobody is there', async () => {
    await pass('01:00');
    await seen(said());
    await until('her to be away for one', async () => (await anna.availability()) === 'Available for 1 of 2');
    await seen(customer.page.getByText('Nobody available', { exact: true }));
    await new PortalPage(customer.page).file({ name: 'Late Luis', email: 'luis@example.com', description: 'Is anybody there?' });
    await seen(customer.page.getByText('Nobody is available right now.'));
    assert.equal(await anna.row(anna.all, 'Late Luis').count(), 0);
  });

  it('is Available again by one press', async () => {
    await technician.page.getByRole('button', { name: 'Become Available' }).first().click();
    await anna.hasRow(anna.all, 'Late Luis');
    await gone(said());
    await until('her to be Available', async () => (await anna.availability()) === english.available);
  });

  it('left no error on any page', () => {
    for (const person of [technician, customer]) assert.deepEqual(person.troubles, []);
  });
});
