import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { Line } from '../support/line.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim In Tokyo', email: 'kim@example.com', description: 'The screen is upside down.' };
const zones = { kim: 'Asia/Tokyo', anna: 'America/New_York' } as const;

describe('Lines of a chat, as two people in two places write and read them', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;
  let line: Line;

  const place = (timezoneId: string): Promise<BrowserContext> => browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, timezoneId });
  const lineOf = (chat: PortalPage['chat'], text: string): Locator => chat.transcript.getByRole('listitem').filter({ hasText: text }).last();

  before(async () => {
    server = await startServer();
    browser = await launch();
    technician = await visit(browser, server, '/console?technician=anna', { context: await place(zones.anna) });
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    const context = await place(zones.kim);
    line = await Line.lay(context, 'acme');
    customer = await visit(browser, server, '/portal/acme', { context });
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

  it('stand in groups under one name, below their day, with the time of each reader’s own place', async () => {
    await portal.chat.say('It was fine yesterday');
    await portal.chat.say('I have changed nothing');
    await anna.chat.sees('I have changed nothing');
    await anna.chat.say('Turn it round');
    await portal.chat.sees('Turn it round');
    const named = async (text: string): Promise<number> => lineOf(anna.chat, text).locator('.name').filter({ hasText: kim.name }).count();
    // The request itself is the first of the group, or somebody came into the chat in between.
    assert.deepEqual([await named('It was fine'), await named('I have changed')], [1, 0]);
    for (const [chat, timeZone] of [[portal.chat, zones.kim], [anna.chat, zones.anna]] as const) {
      await chat.sees('Today');
      const time = lineOf(chat, 'Turn it round').locator('time');
      const at = new Date((await time.getAttribute('datetime')) ?? '');
      assert.equal(await time.innerText(), new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(at));
    }
  });

  it('that the desk refuses say why, and are tried again or written anew', async () => {
    await line.cut();
    await portal.chat.say('Still upside down');
    await portal.chat.say('And now it is mirrord');
    await portal.chat.has('mirrord', 'Sending…');
    await anna.close();
    line.mend();
    const failed = lineOf(portal.chat, 'Still upside down');
    await seen(failed.getByText('Not sent. The request has been completed in the meantime.'));
    await anna.act(english.reopen);
    await anna.act(english.join);
    await failed.getByRole('button', { name: 'Try again' }).click();
    await anna.chat.sees('Still upside down');
    await lineOf(portal.chat, 'mirrord').getByRole('button', { name: 'Edit', exact: true }).click();
    await until('it to be in the field', async () => (await portal.chat.composer.inputValue()) === 'And now it is mirrord');
    await portal.chat.say('And now it is mirrored');
    await anna.chat.sees('And now it is mirrored');
    await portal.chat.seesNot(/Not sent/);
    assert.equal(await anna.chat.transcript.getByText('mirrord', { exact: false }).count(), 0);
  });

  it('that are being written anew come back after a reload, above the draft, and the other reads what is saved', async () => {
    const { page } = customer;
    await portal.chat.say('The pciture stands on its head');
    await anna.chat.sees('pciture');
    await portal.chat.composer.fill('And then');
    const other = await visit(browser, server, '/portal/acme', { context: customer.context });
    const second = new PortalPage(other.page);
    const has = async ({ chat }: PortalPage, text: string): Promise<unknown> => until(`"${text}" to be in the field`, async () => (await chat.composer.inputValue()) === text);
    const more = lineOf(portal.chat, 'pciture');
    await more.hover();
    await more.getByRole('button', { name: 'Edit or delete this message' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await has(portal, 'The pciture stands on its head');
    await portal.chat.composer.fill('The picture stands on');
    await has(second, 'The picture stands on');
    await seen(other.page.getByText('Editing your message'));
    await page.reload();
    await seen(page.getByText('Editing your message'));
    await has(portal, 'The picture stands on');
    await portal.chat.composer.press('End');
    await portal.chat.composer.pressSequentially(' its head');
    await portal.chat.composer.press('Enter');
    await anna.chat.sees('The picture stands on its head (edited)');
    await has(portal, 'And then');
    await has(second, 'And then');
    await portal.chat.composer.fill('');
    await other.leave();
  });

  it('are not sent while an input method puts a word together', async () => {
    const keyboard = await customer.context.newCDPSession(customer.page);
    await portal.chat.composer.focus();
    await keyboard.send('Input.imeSetComposition', { text: 'こんにちは', selectionStart: 5, selectionEnd: 5 });
    // The key that takes the suggestion, as Safari tells of it.
    await keyboard.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
    await keyboard.send('Input.insertText', { text: 'こんにちは' });
    await until('the word to be in the field', async () => (await portal.chat.composer.inputValue()) === 'こんにちは');
    await portal.chat.seesNot('こんにちは');
    await portal.chat.composer.press('Enter');
    await anna.chat.sees('こんにちは');
  });

  it('hold files that are pasted, and files that are dropped', async () => {
    const give = (how: 'paste' | 'drop', name: string): Promise<void> =>
      portal.chat.composer.evaluate(
        (field, [kind, called]) => {
          const data = new DataTransfer();
          data.items.add(new File(['upside down'], called ?? '', { type: 'text/plain' }));
          const told = { bubbles: true, cancelable: true, composed: true };
          if (kind === 'paste') field.dispatchEvent(new ClipboardEvent('paste', { ...told, clipboardData: data }));
          else for (const type of ['dragenter', 'dragover', 'drop']) field.dispatchEvent(new DragEvent(type, { ...told, dataTransfer: data }));
        },
        [how, name],
      );
    for (const how of ['paste', 'drop'] as const) {
      await give(how, `by-${how}.txt`);
      const { bytes } = await anna.chat.download(`by-${how}.txt`);
      assert.equal(bytes.toString(), 'upside down');
    }
  });

  it('count what is left near their end; what is too long is not sent, and not lost', async () => {
    const page = customer.page;
    await portal.chat.composer.fill('x'.repeat(15_990));
    await seen(page.getByText('10 characters left'));
    await portal.chat.composer.press('End');
    await portal.chat.composer.pressSequentially('and on and on');
    await seen(page.getByText('3 characters too many'));
    await portal.chat.composer.press('Enter');
    await seen(page.getByText('This message is too long. Shorten it, or send it in parts.'));
    assert.equal((await portal.chat.composer.inputValue()).length, 16_003);
    for (let n = 0; n < 3; n++) await portal.chat.composer.press('Backspace');
    await portal.chat.composer.press('Enter');
    await until('it to go out', async () => (await portal.chat.composer.inputValue()) === '');
    await anna.chat.sees(/x{15990}and on and$/);
    await gone(page.locator('[part=composer]').getByText('This message is too long.'));
  });

  it('stay where they are while the field grows, and those that are not read stand in the page’s title', async () => {
    for (let n = 1; n <= 20; n++) await anna.chat.say(`Step ${String(n)}`);
    await portal.chat.sees('Step 20');
    const step = portal.chat.transcript.getByText('Step 1', { exact: true });
    await step.evaluate((row) => {
      row.scrollIntoView({ block: 'start' });
    });
    const topOf = (): Promise<number> => step.evaluate((row) => Math.round(row.getBoundingClientRect().top));
    await until('the reader to be further up', async () => customer.page.getByRole('button', { name: /Jump to the latest message/ }).isVisible());
    const top = await topOf();
    await portal.chat.composer.fill('one\ntwo\nthree\nfour');
    assert.equal(await topOf(), top);
    await anna.chat.say('Are you there?');
    await until('the title to say so', async () => (await customer.page.title()).startsWith('(1) '));
    assert.equal(await topOf(), top);
    await portal.chat.composer.fill('');
    await customer.page.getByRole('button', { name: /1 new message/ }).click();
    await until('the title to say nothing', async () => !(await customer.page.title()).startsWith('('));
  });

  it('are kept by no browser that lets the page store nothing, and it says so', async () => {
    const context = await place(zones.kim);
    await context.addInitScript(() => {
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('Blocked', 'SecurityError');
          },
        });
      }
    });
    const visitor = await visit(browser, server, '/portal/acme', { context });
    const page = new PortalPage(visitor.page);
    await page.file({ ...kim, name: 'Kim Nowhere' });
    await seen(visitor.page.getByText('This browser does not let the page store anything. Keep this tab open until everything is sent.'));
    await page.chat.say('All the same');
    await anna.hasRow(anna.all, 'Kim Nowhere');
    await anna.select(anna.all, 'Kim Nowhere');
    await anna.chat.sees('All the same');
    assert.deepEqual(visitor.troubles, []);
    await context.close();
  });

  it('left no error on any page', () => {
    for (const person of [customer, technician]) assert.deepEqual(person.troubles, []);
  });
});
