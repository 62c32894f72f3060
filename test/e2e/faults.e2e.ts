import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const pat = { name: 'Pat Patient', email: 'pat@example.com', description: 'Everything is slow.' };

describe('What goes wrong says so, and loses nothing', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let portal: PortalPage;

  before(async () => {
    server = await startServer();
    browser = await launch();
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    await seen(portal.submitButton);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('names every empty field beside it, in a summary too, and goes to the first', async () => {
    await portal.submitButton.click();
    for (const words of ['Enter your name.', 'Enter your email address.', 'Describe what you need help with.', '3 fields need your attention.']) await seen(customer.page.getByText(words));
    await portal.field(english.name).press('K');
    assert.equal(await portal.field(english.name).inputValue(), 'K');
  });

  it('says that a description is too long without cutting it', async () => {
    await portal.fill({ ...pat, description: 'x'.repeat(5_001) });
    await portal.submitButton.click();
    await seen(customer.page.getByText(/This description is too long|At most 5,000 characters/));
    assert.equal((await portal.field(english.description).inputValue()).length, 5_001);
  });

  it('keeps a request that is submitted while the server is not there, and sends it when it is back', async () => {
    await server.kill();
    await portal.fill(pat);
    await portal.submitButton.click();
    await seen(customer.page.getByText(/No connection|Connection lost/));
    await server.restart();
    assert.ok((await portal.number()) > 0);
    await seen(customer.page.getByText(pat.description));
  });

  it('says that a company is not known', async () => {
    const page = await visit(browser, server, '/portal/acme');
    await page.page.evaluate(() => {
      document.querySelector('support-portal')?.setAttribute('company', 'nobody');
    });
    await seen(page.page.getByText('This company is not known here. Check the address.'));
    await page.leave();
  });

  it('left no error on the page', () => {
    assert.deepEqual(customer.troubles, []);
  });
});
