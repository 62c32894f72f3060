import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { Line } from '../support/line.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const kim = { name: 'Kim On A Train', email: 'kim@example.com', description: 'The tunnel is long.' };
const { progress } = english;

describe('Without a connection', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;
  let line: Line;

  before(async () => {
    server = await startServer();
    browser = await launch();
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    line = await Line.lay(context, 'acme');
    customer = await visit(browser, server, '/portal/acme', { context });
    portal = new PortalPage(customer.page);
    await portal.file(kim);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await portal.chat.sees(/Anna\b.* joined the chat/);
    await portal.chat.say('We are moving');
    await anna.chat.sees('We are moving');
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('messages wait and say so; edits and deletions change what waits, and what has been said', async () => {
    await line.cut();
    await portal.chat.say('First');
    await portal.chat.has('First', 'Sending…');
    await portal.chat.say('Secnd');
    await portal.chat.composer.press('ArrowUp');
    await seen(customer.page.getByText('Editing your message'));
    await portal.chat.say('Second');
    await portal.chat.sees('Second');
    await portal.chat.say('Oops');
    await portal.chat.transcript.getByRole('listitem').filter({ hasText: 'Oops' }).getByRole('button', { name: 'Edit or delete this message' }).click();
    await customer.page.getByRole('menuitem', { name: 'Delete' }).click();
    await customer.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await portal.chat.seesNot('Oops');
    await portal.chat.transcript.getByRole('listitem').filter({ hasText: 'We are moving' }).getByRole('button', { name: 'Edit or delete this message' }).click();
    await customer.page.getByRole('menuitem', { name: 'Edit' }).click();
    await portal.chat.say('We are moving again');
    await portal.chat.sees('We are moving again (edited)');
    await seen(customer.page.getByText(/^(No connection|Connection lost)/));
    assert.equal(await anna.chat.transcript.getByText(/First|Second|Secnd|Oops/).count(), 0);
  });

  it('all of it goes out from another tab once the one is closed: in its order, and once', async () => {
    const other = await visit(browser, server, '/portal/acme', { context: customer.context });
    await customer.leave();
    line.mend();
    portal = new PortalPage(other.page);
    customer = other;
    await anna.chat.sees('Second');
    await anna.chat.sees('We are moving again (edited)');
    assert.deepEqual(await anna.chat.all(/\b(?:First|Secnd|Second|Oops)\b/g), ['First', 'Second']);
    await portal.chat.has('Second', progress.read);
    assert.deepEqual(await portal.chat.all(/\b(?:First|Secnd|Second|Oops)\b/g), ['First', 'Second']);
  });

  it('a rating waits, too', async () => {
    await anna.close();
    await seen(customer.page.getByRole('radio', { name: /^5 of 5 stars/ }));
    await line.cut();
    await customer.page.getByRole('radio', { name: /^5 of 5 stars/ }).check({ force: true });
    await customer.page.getByRole('button', { name: 'Send Rating' }).click();
    await seen(customer.page.getByText('Thank you. Your rating goes out as soon as there is a connection.').last());
    line.mend();
    await anna.chat.sees(/Kim On A Train.* gave 5 of 5 stars/);
  });

  it('left no error on any page', () => {
    for (const person of [customer, technician]) assert.deepEqual(person.troubles, []);
  });
});
