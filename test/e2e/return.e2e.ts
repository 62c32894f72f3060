import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const robin = { name: 'Robin Returner', email: 'robin@example.com', description: 'My invoice of March is missing.' };

describe('A customer comes back', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let portal: PortalPage;
  let first = 0;
  let second = 0;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    first = await portal.file(robin);
    await portal.chat.say('I forgot: it is number 4711.');
    await portal.chat.has('I forgot: it is number 4711.', english.progress.sent);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('finds request and chat again after a reload', async () => {
    await customer.page.reload();
    assert.equal(await portal.number(), first);
    await portal.chat.sees('I forgot: it is number 4711.');
    await seen(customer.page.getByText(robin.description));
  });

  it('finds them again after closing the tab', async () => {
    const { context } = customer;
    await customer.page.close();
    customer = await visit(browser, server, '/portal/acme', { context });
    portal = new PortalPage(customer.page);
    assert.equal(await portal.number(), first);
    await portal.chat.sees('I forgot: it is number 4711.');
  });

  it('files a new request beside it, and has both listed', async () => {
    await portal.begin();
    second = await portal.file({ ...robin, description: 'And the one of April too.' });
    assert.equal(second, first + 1);
    await customer.page.reload();
    assert.equal(await portal.number(), second, 'the most recently active one');
    const list = await portal.list();
    await seen(list.getByText('And the one of April too.'));
    await list.getByText('My invoice of March is missing.').click();
    await seen(portal.page.getByRole('heading', { name: `Request ${String(first)}` }));
    assert.equal(await portal.number(), first);
    await portal.chat.sees('I forgot: it is number 4711.');
  });

  it('keeps what was typed and not sent', async () => {
    await portal.chat.composer.fill('Half a sent');
    await customer.page.reload();
    // The portal begins with the request that was active last, and what was typed belongs to the other.
    await (await portal.list()).getByText('My invoice of March is missing.').click();
    await until('the half sentence to be back', async () => (await portal.chat.composer.inputValue()) === 'Half a sent');
    await portal.begin();
    await portal.fill({ name: 'Robin', email: 'robin@', description: 'Typed with care' });
    await portal.submitButton.click();
    await seen(customer.page.getByText('Enter an email address such as name@example.com.'));
    assert.equal(await portal.field(english.description).inputValue(), 'Typed with care');
  });

  it('is a stranger in another browser', async () => {
    const other = await visit(browser, server, '/portal/acme');
    await seen(new PortalPage(other.page).submitButton);
    assert.equal(await other.page.getByText(robin.description).count(), 0);
    await other.leave();
  });

  it('left no error on the page', () => {
    assert.deepEqual(customer.troubles, []);
  });
});

describe('Availability', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('hides incoming requests from a technician who is Unavailable, and says so', async () => {
    const customer = await visit(browser, server, '/portal/acme');
    const portal = new PortalPage(customer.page);
    await portal.file({ ...robin, name: 'Early Bird' });
    await anna.hasRow(anna.all, 'Early Bird');
    await anna.become(english.unavailable);
    await anna.hasNoRow(anna.all, 'Early Bird');
    await seen(technician.page.getByText('You are Unavailable, so new requests are not shown.'));
    await anna.view(english.views[0]);
    await anna.hasNoRow(anna.all, 'Early Bird');
    await customer.leave();
  });

  it('takes an offline request while nobody is available, and says so before the customer writes', async () => {
    const customer = await visit(browser, server, '/portal/acme');
    const portal = new PortalPage(customer.page);
    await seen(customer.page.getByText('Nobody available', { exact: true }));
    await portal.file({ ...robin, name: 'Night Owl' });
    await seen(customer.page.getByText('Nobody is available right now. A technician will answer, and you will find the answer here.'));
    await customer.leave();
  });

  it('shows both again as soon as the technician is Available, each with its status', async () => {
    await anna.become(english.available);
    await anna.view(english.views[1]);
    await anna.hasRow(anna.all, 'Early Bird');
    await anna.hasRow(anna.all, 'Night Owl');
    assert.match(await anna.cell(anna.all, 'Early Bird', 'Status'), /Waiting for chat/);
    assert.match(await anna.cell(anna.all, 'Night Owl', 'Status'), /New/);
  });

  it('left no error on the page', () => {
    assert.deepEqual(technician.troubles, []);
  });
});
