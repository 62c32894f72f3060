import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { pdf, png } from '../support/files.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const firefoxOnWindows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';
const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer on the third floor prints nothing but zebras.' };

describe('A request travels from a customer to a technician and back', () => {
  const { views, standings, progress } = english;
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let colleague: Person;
  let portal: PortalPage;
  let anna: ConsolePage;
  let ben: ConsolePage;
  let number = 0;

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

  it('shows the customer that a technician is available, and gives the request a number', async () => {
    customer = await visit(browser, server, '/portal/acme', { userAgent: firefoxOnWindows });
    portal = new PortalPage(customer.page);
    await seen(customer.page.getByText('Available now'));
    number = await portal.file(kim);
    assert.ok(number > 0);
    await seen(portal.chat.composer);
    await seen(customer.page.getByText('A technician will be with you shortly.'));
    assert.equal(await portal.submitButton.count(), 0, 'the form gives way to the chat');
  });

  it('appears in the Support Center by itself, under New, with all columns', async () => {
    await anna.hasRow(anna.all, kim.name);
    const { columns } = english;
    assert.deepEqual(
      await Promise.all(columns.map((column) => anna.all.getByRole('columnheader', { name: new RegExp(`^${column}`) }).count())),
      columns.map(() => 1),
    );
    assert.equal(await anna.cell(anna.all, kim.name, 'ID'), String(number));
    assert.match(await anna.cell(anna.all, kim.name, 'Company'), /acme/i);
    assert.match(await anna.cell(anna.all, kim.name, 'Status'), new RegExp(standings.waiting));
  });

  it('shows details and where it comes from', async () => {
    await anna.select(anna.all, kim.name);
    assert.equal(await anna.detail('Request ID'), String(number));
    assert.equal(await anna.detail('Customer email'), kim.email);
    assert.match(await anna.detail('Company'), /acme/i);
    assert.match(await anna.detail('Status'), new RegExp(standings.waiting));
    assert.match(await anna.detail('IP address'), /^(127\.0\.0\.1|::1)$/);
    assert.equal(await anna.detail('Device type'), 'Computer');
    assert.equal(await anna.detail('Operating system'), 'Windows');
    assert.equal(await anna.detail('Web browser'), 'Firefox 128');
  });

  it('moves to My Support Requests by Assign to Me', async () => {
    await anna.act(english.assign);
    await anna.hasRow(anna.mine, kim.name);
    await anna.hasNoRow(anna.all, kim.name);
    assert.equal(await anna.cell(anna.mine, kim.name, 'ID'), String(number));
    await until('the technician to be named', async () => (await anna.detail('Technician')).includes('Anna'));
  });

  it('tells the customer who joined', async () => {
    await anna.act(english.join);
    await portal.chat.sees(/Anna\b.* joined the chat/);
    await seen(anna.chat.composer);
  });

  it('carries words both ways, and says how far they have got', async () => {
    await portal.chat.say('Hello, is there anybody?');
    await anna.chat.sees('Hello, is there anybody?');
    await anna.chat.say('Yes: which model is it?');
    await portal.chat.sees('Yes: which model is it?');
    await portal.chat.has('Hello, is there anybody?', progress.read);
    await anna.chat.has('Yes: which model is it?', progress.read);
  });

  it('says Delivered, and not Read, while nobody can see the page', async () => {
    // Another tab in front: what arrives is in the client and before nobody's eyes.
    await customer.page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await anna.chat.say('Are you still there?');
    await anna.chat.has('Are you still there?', progress.delivered);
    await customer.page.evaluate(() => {
      Reflect.deleteProperty(document, 'visibilityState');
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await until('it to be read', async () => !(await anna.chat.transcript.innerText()).includes(progress.delivered));
    await anna.chat.has('Are you still there?', progress.read);
  });

  it('shows markup as the text that it is', async () => {
    const bad = '<img src=x onerror="window.hacked=1"> <b>bold</b>';
    await portal.chat.say(bad);
    await anna.chat.sees(bad);
    assert.equal(await technician.page.evaluate(() => 'hacked' in window), false);
  });

  it('carries files both ways, byte for byte', async () => {
    await portal.chat.upload({ name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf });
    const atAnna = await anna.chat.download('report.pdf');
    assert.equal(atAnna.name, 'report.pdf');
    assert.ok(atAnna.bytes.equals(pdf));
    await anna.chat.upload({ name: 'screen.png', mimeType: 'image/png', buffer: png });
    const atCustomer = await portal.chat.download('screen.png');
    assert.equal(atCustomer.name, 'screen.png');
    assert.ok(atCustomer.bytes.equals(png));
  });

  it('refuses a file that is not what its name says, in words, beside where it was chosen', async () => {
    await portal.chat.upload({ name: 'disguise.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\u0090\u0000 a program') });
    await seen(customer.page.getByText(/disguise\.pdf is not what its ending says/));
    await portal.chat.upload({ name: 'tool.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
    await seen(customer.page.getByText(/tool\.exe cannot be sent from this device/));
  });

  it('goes back with its whole log by Unassign, and a colleague takes it over', async () => {
    colleague = await visit(browser, server, '/console?technician=ben');
    ben = new ConsolePage(colleague.page);
    await anna.actFromMenu(english.unassign);
    await anna.hasNoRow(anna.mine, kim.name);
    await portal.chat.sees(/Anna\b.* has given this request back/);
    await ben.hasRow(ben.all, kim.name);
    await ben.select(ben.all, kim.name);
    await ben.chat.sees('Hello, is there anybody?');
    await ben.chat.sees('Yes: which model is it?');
    await ben.act(english.assign);
    await ben.hasRow(ben.mine, kim.name);
    await ben.act(english.join);
    await portal.chat.sees(/Ben\b.* joined the chat/);
    await ben.chat.say('Ben here: I have read it all.');
    await portal.chat.sees('Ben here: I have read it all.');
  });

  it('is read, and no more, by who has given it back', async () => {
    await anna.view(views[2]);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.chat.sees('Ben here: I have read it all.');
    const assign = anna.action(english.assign);
    assert.ok((await assign.count()) === 0 || (await assign.isDisabled()) || (await assign.getAttribute('aria-disabled')) === 'true');
  });

  it('ends its chat, closes, leaves My Support Requests and stays under Completed', async () => {
    await ben.act(english.end);
    await portal.chat.sees(/Ben\b.* ended the chat/);
    await until('the status to say so', async () => (await ben.detail('Status')).includes(standings.ended));
    await ben.act(english.close);
    await ben.page.getByRole('dialog').getByRole('button', { name: english.close }).click();
    await ben.hasNoRow(ben.mine, kim.name);
    await ben.view(views[3]);
    await ben.hasRow(ben.all, kim.name);
    await ben.select(ben.all, kim.name);
    await ben.chat.sees('Hello, is there anybody?');
    await seen(customer.page.getByText('This request is completed.'));
  });

  it('left no error on any page', () => {
    for (const person of [customer, technician, colleague]) assert.deepEqual(person.troubles, []);
  });
});
