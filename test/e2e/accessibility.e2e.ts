import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { inEveryLook } from '../support/looks.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

describe('axe finds nothing in any look of', () => {
  const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer prints zebras.' };
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    await seen(portal.submitButton);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('the form', () => inEveryLook(customer));

  it('the form with faults', async () => {
    await portal.submitButton.click();
    await inEveryLook(customer);
  });

  it('the Support Center with nothing selected', () => inEveryLook(technician));

  it('the portal with a chat', async () => {
    await portal.file(kim);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await seen(anna.chat.composer);
    await anna.chat.say('Hello, which model is it? See https://example.com/models');
    await portal.chat.sees('Hello, which model is it?');
    await portal.chat.say('The grey one.');
    await inEveryLook(customer);
  });

  it("the Support Center with a request's details", () => inEveryLook(technician));

  it('the overview', async () => {
    const reader = await visit(browser, server, '/');
    await inEveryLook(reader);
    await reader.leave();
  });
});
