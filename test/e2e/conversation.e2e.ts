import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { focused } from '../support/keys.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Talks', email: 'kim@example.com', description: 'The printer prints zebras.' };
const { progress } = english;

describe('A conversation between two browsers', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;

  const line = (chat: PortalPage['chat'], text: string): Locator => chat.transcript.getByRole('listitem').filter({ hasText: text }).last();
  const change = (at: Person, chat: PortalPage['chat'], text: string) => ({
    async open(item: string): Promise<void> {
      await line(chat, text).getByRole('button', { name: 'Edit or delete this message' }).click();
      await at.page.getByRole('menuitem', { name: item, exact: true }).click();
    },
  });

  before(async () => {
    server = await startServer();
    browser = await launch();
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    await portal.file(kim);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await portal.chat.sees(/Anna\b.* joined the chat/);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('has links that are safe, every direction of writing, long words, signs and line breaks', async () => {
    const word = 'Donaudampfschifffahrt'.repeat(20);
    await portal.chat.say('Look at https://acme.example/a?b=1, not at javascript:alert(1)');
    await portal.chat.say('שלום עולם');
    await portal.chat.say(`🦓 ${word}`);
    await portal.chat.composer.fill('one');
    await portal.chat.composer.press('End');
    await portal.chat.composer.press('Shift+Enter');
    await portal.chat.composer.pressSequentially('two');
    await portal.chat.composer.press('Enter');
    const at = await anna.chat.sees('one\ntwo');
    assert.equal(await at.evaluate((bubble) => bubble.textContent), 'one\ntwo');
    const links = await anna.chat.transcript.getByRole('link').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.getAttribute('rel'), link.getAttribute('target')]));
    assert.deepEqual(links, [['https://acme.example/a?b=1', 'noopener noreferrer nofollow ugc', '_blank']]);
    assert.equal(await (await anna.chat.sees('שלום עולם')).evaluate((bubble) => getComputedStyle(bubble).direction), 'rtl');
    await anna.chat.sees(`🦓 ${word}`);
    assert.equal(await anna.chat.transcript.evaluate((region) => region.scrollWidth - region.clientWidth), 0);
  });

  it('says on each side that the other types, until it is there', async () => {
    await portal.chat.composer.pressSequentially('Hm');
    await seen(technician.page.getByText('Kim Talks is typing…'));
    await portal.chat.composer.press('Enter');
    await gone(technician.page.getByText('Kim Talks is typing…'));
    await anna.chat.composer.pressSequentially('So');
    await seen(customer.page.getByText(/Anna.* is typing…/));
    await anna.chat.composer.press('Enter');
    await portal.chat.sees('So');
  });

  it('has a line before what is new, counts it, and leads to it', async () => {
    for (let n = 1; n <= 25; n++) await anna.chat.say(`Step ${String(n)}`);
    await portal.chat.sees('Step 25');
    await portal.chat.transcript.evaluate((region) => {
      region.scrollTop = 0;
    });
    await seen(customer.page.getByRole('button', { name: 'Jump to the latest message' }));
    await anna.chat.say('Did that help?');
    const jump = await seen(customer.page.getByRole('button', { name: '1 new message. Jump to the latest message' }));
    assert.equal(await portal.chat.transcript.evaluate((region) => region.scrollTop), 0, 'the reader stays');
    await anna.chat.has('Did that help?', progress.delivered);
    await jump.click();
    await portal.chat.sees('New messages');
    await seen(line(portal.chat, 'Did that help?'));
    await gone(jump);
    await anna.chat.has('Did that help?', progress.read);
  });

  it('keeps a draft for each request, the same in every tab', async () => {
    const other = await visit(browser, server, '/portal/acme', { context: customer.context });
    const second = new PortalPage(other.page);
    await seen(second.chat.composer);
    await portal.chat.composer.fill('Half a thou');
    await until('the other tab to have it', async () => (await second.chat.composer.inputValue()) === 'Half a thou');
    await second.chat.composer.press('End');
    await second.chat.composer.pressSequentially('ght');
    await until('the first tab to have it', async () => (await portal.chat.composer.inputValue()) === 'Half a thought');
    await second.chat.composer.press('Enter');
    await until('both to be empty', async () => (await portal.chat.composer.inputValue()) + (await second.chat.composer.inputValue()) === '');
    await portal.chat.sees('Half a thought');
    await other.leave();
  });

  it('lets each edit what they have said, and the other reads it so', async () => {
    await portal.chat.say('The printr is grey');
    await anna.chat.sees('The printr is grey');
    await portal.chat.composer.press('ArrowUp');
    await until('it to be in the field', async () => (await portal.chat.composer.inputValue()) === 'The printr is grey');
    await seen(customer.page.getByText('Editing your message'));
    await portal.chat.say('The printer is grey');
    await anna.chat.sees('The printer is grey (edited)');
    await anna.chat.say('Is it the oen by the door?');
    await change(technician, anna.chat, 'Is it the oen').open('Edit');
    await until('it to be in the field', async () => (await anna.chat.composer.inputValue()).includes('oen'));
    await anna.chat.say('Is it the one by the door?');
    await portal.chat.sees('Is it the one by the door? (edited)');
    await portal.chat.seesNot('oen');
  });

  it('lets each delete what they have said, once they have been asked', async () => {
    await portal.chat.say('My password is hunter2');
    await anna.chat.sees('My password is hunter2');
    await change(customer, portal.chat, 'hunter2').open('Delete');
    const dialog = await seen(customer.page.getByRole('dialog'));
    await seen(dialog.getByText('Delete this message?'));
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await anna.chat.seesNot('hunter2');
    await anna.chat.sees('Message deleted');
    await portal.chat.sees('Message deleted');
  });

  it('is searched by either side, from hit to hit, and the focus comes back', async () => {
    for (const [at, chat] of [[customer, portal.chat], [technician, anna.chat]] as const) {
      await chat.composer.focus();
      await at.page.keyboard.press('Control+f');
      const field = await seen(at.page.getByRole('searchbox', { name: 'Search this conversation' }));
      await field.fill('Step');
      await seen(at.page.getByText('1 of 25', { exact: true }));
      await field.press('Enter');
      await seen(at.page.getByText('2 of 25', { exact: true }));
      await seen(line(chat, 'Step 24'));
      await field.press('Shift+Enter');
      await seen(at.page.getByText('1 of 25', { exact: true }));
      await field.fill('giraffe');
      await seen(at.page.getByText('Nothing found', { exact: true }));
      await field.press('Escape');
      await gone(field);
      assert.equal((await focused(at.page)).name, english.message);
    }
  });

  it('is saved as text and as JSON by either side', async () => {
    const saved = async (at: Person, press: () => Promise<void>): Promise<{ readonly name: string; readonly text: string }> => {
      const arriving = at.page.waitForEvent('download');
      await press();
      const download = await arriving;
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      await seen(at.page.getByText(`Saved as ${download.suggestedFilename()}.`, { exact: true }));
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString() };
    };
    const number = await portal.number();
    const text = await saved(customer, async () => {
      await customer.page.getByRole('button', { name: 'More', exact: true }).click();
      await customer.page.getByRole('button', { name: 'Save as text' }).click();
    });
    assert.equal(text.name, `acme-${String(number)}.txt`);
    assert.match(text.text, /Kim Talks: The printer is grey \(edited\)/);
    assert.doesNotMatch(text.text, /hunter2|printr/);
    const json = await saved(technician, () => anna.actFromMenu('Save as JSON'));
    assert.equal(json.name, `acme-${String(number)}.json`);
    const log = JSON.parse(json.text) as { readonly entries: readonly { readonly seq: number }[] };
    assert.deepEqual(
      log.entries.map(({ seq }) => seq),
      log.entries.map((_, index) => index + 1),
    );
  });

  it('is rated by the customer once it is over, and the technician sees it in the details', async () => {
    await anna.close();
    await customer.page.getByRole('radio', { name: /^4 of 5 stars/ }).check({ force: true });
    await customer.page.getByRole('textbox', { name: 'Comment (optional)' }).fill('Quick, and friendly.');
    await customer.page.getByRole('button', { name: 'Send Rating' }).click();
    await seen(customer.page.getByText('Thank you for your rating.').last());
    await anna.chat.sees(/Kim Talks.* gave 4 of 5 stars: Quick, and friendly\./);
    await until('the details to say so', async () => /4/.test(await anna.detail('Rating')));
  });

  it('left no error on any page', () => {
    for (const person of [customer, technician]) assert.deepEqual(person.troubles, []);
  });
});
