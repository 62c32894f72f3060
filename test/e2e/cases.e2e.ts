import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { storeRequests } from '../support/stored-requests.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The grinder is loud.' };
const lou = { name: 'Lou Loud', email: 'lou@example.com', description: 'The pump is loud.' };
const waiters = [
  { name: 'Wanda Waiting', email: 'wanda@example.com', description: 'Since six minutes.', ago: 6 },
  { name: 'Willi Waiting', email: 'willi@example.com', description: 'Since three minutes.', ago: 3 },
];

describe('Technicians work on several requests, alone and together', () => {
  const { views, standings } = english;
  let browser: Browser;
  let server: DemoServer;
  let people: readonly Person[] = [];
  let anna: ConsolePage;
  let ben: ConsolePage;
  let carla: ConsolePage;
  let kims: PortalPage;
  let lous: PortalPage;

  const status = async (desk: ConsolePage, wanted: string) => until(`the status to be ${wanted}`, async () => (await desk.detail('Status')).includes(wanted));

  before(async () => {
    const replies = [
      { name: 'hello', text: 'Hello {customer}, this is {technician} of {company}. Your request has the number {number}.' },
      { name: 'descale', text: 'Please descale the machine. See /help for how.' },
    ];
    server = await startServer(twoCompanies({ acme: { replies, waits: { long: 2, tooLong: 5 } }, globex: { waits: { long: 1, tooLong: 2 } } }), (data) => {
      storeRequests(data, 'acme', waiters);
      storeRequests(data, 'globex', waiters);
    });
    browser = await launch();
    for (const path of ['/console?technician=anna', '/console?technician=ben', '/portal/acme', '/portal/acme', '/console?technician=carla']) people = [...people, await visit(browser, server, path)];
    const [first, second, third, fourth, fifth] = people;
    assert.ok(first && second && third && fourth && fifth);
    anna = new ConsolePage(first.page);
    ben = new ConsolePage(second.page);
    carla = new ConsolePage(fifth.page);
    kims = new PortalPage(third.page);
    lous = new PortalPage(fourth.page);
    await seen(anna.all);
    await seen(ben.all);
    await seen(carla.all);
    await kims.file(kim);
    await lous.file(lou);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('see who has been waiting how long, in words and colour, by what each company calls long', async () => {
    const wait = (company: string, name: string) => anna.all.getByRole('row').filter({ hasText: name }).filter({ hasText: company }).locator('.wait');
    await seen(wait('Acme', waiters[0]?.name ?? ''));
    const words = async (company: string, name: string) => `${await wait(company, name).innerText()}: ${(await wait(company, name).getAttribute('aria-label')) ?? ''}`;
    const colour = (company: string, name: string) => wait(company, name).evaluate((mark) => getComputedStyle(mark).color);
    assert.match(await words('Acme', 'Wanda Waiting'), /^6 min: Waiting for 6 min\w*, which is too long/);
    assert.match(await words('Acme', 'Willi Waiting'), /^3 min: Waiting for 3 min\w*, which is long/);
    assert.match(await words('Globex', 'Willi Waiting'), /^3 min: Waiting for 3 min\w*, which is too long/);
    assert.notEqual(await colour('Acme', 'Wanda Waiting'), await colour('Acme', 'Willi Waiting'));
    assert.equal(await colour('Globex', 'Willi Waiting'), await colour('Acme', 'Wanda Waiting'));
  });

  it('have several open at once, switched by selecting, each with what is unread in it', async () => {
    for (const { name } of [kim, lou]) {
      await anna.hasRow(anna.all, name);
      await anna.select(anna.all, name);
      await anna.act(english.assign);
      await anna.hasRow(anna.mine, name);
      await anna.act(english.join);
      await seen(anna.chat.composer);
    }
    await anna.chat.composer.fill('Half a sentence for Lou');
    await kims.chat.say('Hello?');
    await kims.chat.say('Are you there?');
    const unread = () => anna.row(anna.mine, kim.name).getByRole('button', { name: /2 unread messages/ });
    await until('what is unread to be counted', async () => (await unread().count()) === 1);
    assert.equal(await anna.row(anna.mine, lou.name).getByRole('button', { name: /unread/ }).count(), 0);
    await anna.select(anna.mine, kim.name);
    await anna.chat.sees('Are you there?');
    await until('it to be read', async () => (await unread().count()) === 0);
    await anna.chat.say('Yes, I am.');
    await kims.chat.sees('Yes, I am.');
    await anna.select(anna.mine, lou.name);
    await until('what was begun to be back', async () => (await anna.chat.composer.inputValue()) === 'Half a sentence for Lou');
    await anna.chat.composer.fill('');
    assert.notEqual(await anna.cell(anna.mine, lou.name, 'On'), '');
  });

  it('put a canned reply into a message by a slash and its name', async () => {
    await anna.select(anna.mine, kim.name);
    await anna.chat.sees('Yes, I am.');
    await anna.chat.composer.pressSequentially('/');
    const menu = anna.page.getByRole('listbox', { name: english.cannedReplies });
    await until('both to be offered', async () => (await menu.getByRole('option').count()) === 2);
    await anna.chat.composer.pressSequentially('hello');
    await until('one to be left', async () => (await menu.getByRole('option').count()) === 1);
    await anna.chat.composer.press('Enter');
    const filled = 'Hello Kim Customer, this is Anna Berg of Acme. Your request has the number 3.';
    await until('the reply to be in the field', async () => (await anna.chat.composer.inputValue()) === filled);
    await gone(menu);
    await anna.chat.composer.press('Enter');
    await kims.chat.sees(filled);
    await anna.chat.composer.fill('/desc');
    await seen(menu);
    await anna.chat.composer.press('Escape');
    await gone(menu);
    assert.equal(await anna.chat.composer.inputValue(), '/desc');
    await anna.chat.composer.fill('');
  });

  it('ask a colleague into the chat, who writes there and leaves again', async () => {
    await anna.invite('Ben Okafor');
    await kims.chat.sees('Anna Berg has invited Ben Okafor into the chat');
    await ben.hasRow(ben.mine, kim.name);
    await seen(ben.row(ben.mine, kim.name).getByText('Invited'));
    await ben.select(ben.mine, kim.name);
    await ben.act(english.join);
    await ben.chat.say('Ben here, too.');
    await kims.chat.sees('Ben here, too.');
    await anna.chat.sees('Ben here, too.');
    await anna.chat.say('Thank you, Ben.');
    await ben.chat.sees('Thank you, Ben.');
    await ben.act(english.leave);
    await kims.chat.sees('Ben Okafor left the chat');
    await ben.hasNoRow(ben.mine, kim.name);
    assert.equal(await anna.row(anna.mine, kim.name).count(), 1, 'it stays with who has it');
  });

  it('transfer a request, which is the other one’s then, and the customer is told', async () => {
    await anna.transfer('Ben Okafor', 'She knows you.');
    await anna.hasNoRow(anna.mine, kim.name);
    await ben.hasRow(ben.mine, kim.name);
    await kims.chat.sees('Anna Berg has handed this request over to Ben Okafor');
    await ben.select(ben.mine, kim.name);
    await ben.chat.sees('She knows you.');
    await ben.act(english.join);
    await ben.chat.say('I am looking after you now.');
    await kims.chat.sees('I am looking after you now.');
  });

  it('have those of all their companies in one list, and transfer each to its own colleagues alone', async () => {
    const wanda = anna.all.getByRole('row').filter({ hasText: 'Wanda Waiting' }).filter({ hasText: 'Globex' });
    await wanda.first().click();
    await anna.chat.sees('Since six minutes.');
    await anna.act(english.assign);
    await anna.hasRow(anna.mine, 'Wanda Waiting');
    assert.equal(await anna.cell(anna.mine, 'Wanda Waiting', 'Company'), 'Globex');
    assert.equal(await anna.cell(anna.mine, lou.name, 'Company'), 'Acme');
    await anna.act(english.transfer);
    await seen(anna.dialog.getByRole('radio', { name: /^Carla Neumann/ }));
    assert.equal(await anna.dialog.getByRole('radio', { name: /^Ben Okafor/ }).count(), 0, 'he is not of Globex');
    await anna.page.keyboard.press('Escape');
    await gone(anna.dialog);
    await anna.transfer('Carla Neumann', 'For your hands.');
    await anna.hasNoRow(anna.mine, 'Wanda Waiting');
    await carla.hasRow(carla.mine, 'Wanda Waiting');
    await carla.select(carla.mine, 'Wanda Waiting');
    await carla.chat.sees('For your hands.');
    for (const { name } of [kim, lou]) assert.equal(await carla.page.getByText(name).count(), 0, 'nothing of Acme');
    assert.equal(await ben.row(ben.mine, 'Wanda Waiting').count(), 0);
  });

  it('are told in the dialog when nobody was chosen, and Escape leaves everything as it was', async () => {
    await ben.act(english.transfer);
    await ben.dialog.getByRole('button', { name: english.transfer, exact: true }).click();
    await seen(ben.dialog.getByText('Choose a colleague or the queue.'));
    await ben.page.keyboard.press('Escape');
    await gone(ben.dialog);
    assert.equal(await ben.row(ben.mine, kim.name).count(), 1);
  });

  it('close with an outcome and a note, and reopen', async () => {
    await ben.close(english.unresolved, 'The part is on its way.');
    await ben.hasNoRow(ben.mine, kim.name);
    await seen(kims.page.getByText('This request is completed.'));
    await ben.view(views[3]);
    await ben.select(ben.all, kim.name);
    assert.equal(await ben.detail('Outcome'), english.unresolved);
    await ben.chat.sees('The part is on its way.');
    await ben.act(english.reopen);
    await ben.hasRow(ben.mine, kim.name);
    await kims.chat.sees('Ben Okafor has opened this request again');
    await status(ben, standings.ended);
    await ben.act(english.join);
    await ben.chat.say('It has come.');
    await kims.chat.sees('It has come.');
    await ben.close();
    await ben.view(views[3]);
    await ben.select(ben.all, kim.name);
    await until('the new outcome', async () => (await ben.detail('Outcome')) === english.resolved);
  });

  it('find what the same customer has asked before, by the browser or by the email', async () => {
    await kims.begin();
    await kims.file({ ...kim, description: 'Now the tray.' });
    const stranger = await visit(browser, server, '/portal/acme');
    await new PortalPage(stranger.page).file({ name: 'K. Customer', email: 'KIM@example.com', description: 'From my phone.' });
    await stranger.leave();
    await anna.view(views[1]);
    await anna.hasRow(anna.all, 'K. Customer');
    await anna.select(anna.all, 'K. Customer');
    await anna.chat.sees('From my phone.');
    const earlier = anna.page.locator('details').filter({ hasText: english.earlierRequests });
    await earlier.first().waitFor({ state: 'attached' });
    if (!(await earlier.getByRole('button').first().isVisible())) await earlier.locator('summary').click();
    await until('both to be listed', async () => (await earlier.getByRole('listitem').count()) === 2);
    await earlier.getByRole('button', { name: /The grinder is loud\./ }).click();
    await anna.chat.sees('It has come.');
    assert.equal(await anna.detail('Request ID'), '3');
  });

  it('read why what is not offered is not, and what to do instead', async () => {
    await anna.view(views[1]);
    await anna.select(anna.all, 'K. Customer');
    await anna.chat.sees('From my phone.');
    const join = anna.action(english.join).first();
    assert.equal(await join.getAttribute('aria-disabled'), 'true');
    await join.press('Enter');
    await seen(anna.page.getByText('Nobody has this request yet. Assign it to yourself first.'));
  });

  it('left no error on any page', () => {
    for (const person of people) assert.deepEqual(person.troubles, []);
  });
});
