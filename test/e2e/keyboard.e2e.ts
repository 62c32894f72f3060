import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { focused, tabTo } from '../support/keys.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { storeMany, storeRequests } from '../support/stored-requests.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { patience, until } from '../support/until.ts';

const names = ['Kay Keyboard', 'Tab Tester', 'Esc Ape'];
const stories = names.map((name, index) => ({ name, email: 'keys@example.com', description: `What ${name} wrote.`, ago: 90 - index }));

describe('A technician without a pointer', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let customer: Person;
  let anna: ConsolePage;
  let portal: PortalPage;

  const press = (key: string) => technician.page.keyboard.press(key);
  const type = (text: string) => technician.page.keyboard.type(text);
  const focusOn = (name: RegExp) => until(`the focus to be on ${String(name)}`, async () => name.test((await focused(technician.page)).name));

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies(), (data) => storeRequests(data, 'acme', stories)), launch()]);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await anna.hasRow(anna.all, names[0] ?? '');
    await portal.file({ name: 'Cary Chat', email: 'cary@example.com', description: 'What Cary wrote.' });
    await anna.hasRow(anna.all, 'Cary Chat');
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('goes through a whole case: chooses it, takes it on, joins, writes, notes, closes', async () => {
    await tabTo(technician.page, /^Kay Keyboard/);
    await press('End');
    await focusOn(/^Cary Chat/);
    await press('Enter');
    await seen(technician.page.getByRole('heading', { name: 'Cary Chat' }));
    await tabTo(technician.page, english.assign);
    await press('Enter');
    await anna.hasRow(anna.mine, 'Cary Chat');
    await focusOn(new RegExp(`^${english.join}$`));
    await press('Enter');
    await portal.chat.sees(/Anna Berg joined the chat/);
    await focusOn(/^Message/);
    await type('Hello Cary, by keyboard alone.');
    await press('Enter');
    await portal.chat.sees('Hello Cary, by keyboard alone.');
    await tabTo(technician.page, new RegExp(`^${english.reply}`), 'Shift+Tab');
    await press('ArrowRight');
    await tabTo(technician.page, new RegExp(`^${english.note}$`));
    await type('Seen to without a mouse.');
    await press('Enter');
    await anna.chat.sees('Seen to without a mouse.');
    await tabTo(technician.page, english.close, 'Shift+Tab');
    await press('Enter');
    await seen(anna.dialog);
    await focusOn(/^Resolved/);
    await press('ArrowDown');
    assert.equal(await anna.dialog.getByRole('radio', { name: english.unresolved }).isChecked(), true);
    await tabTo(technician.page, new RegExp(english.comment));
    await type('Nothing to be done.');
    await tabTo(technician.page, english.close);
    await press('Enter');
    await gone(anna.dialog);
    await anna.hasNoRow(anna.mine, 'Cary Chat');
    await seen(customer.page.getByText('This request is completed.'));
    assert.notEqual((await focused(technician.page)).what, 'body', 'the focus is not lost');
  });

  it('does the same by shortcuts, which the help lists', async () => {
    await press('Alt+Shift+H');
    await seen(anna.dialog);
    const help = (await anna.dialog.innerText()).replace(/\s+/g, ' ');
    for (const [what, key] of [['Next request', 'Alt+Shift+N'], ['Search', 'Alt+Shift+F'], ['View: New', 'Alt+Shift+2'], ['Assign to Me', 'Alt+Shift+M'], ['Join Chat', 'Alt+Shift+J'], ['Write a message', 'Alt+Shift+R'], ['Write a note', 'Alt+Shift+O'], ['Available or Unavailable', 'Alt+Shift+V'], ['These shortcuts', 'Alt+Shift+H']]) {
      assert.ok(help.includes(`${what ?? ''} ${key ?? ''}`), `${what ?? ''} in ${help}`);
    }
    await press('Escape');
    await gone(anna.dialog);
    await press('Alt+Shift+Digit4');
    await until('the view', async () => (await anna.viewTab(english.views[3]).getAttribute('aria-selected')) === 'true');
    await press('Alt+Shift+Digit2');
    await until('the view', async () => (await anna.viewTab(english.views[1]).getAttribute('aria-selected')) === 'true');
    await anna.hasRow(anna.all, 'Kay Keyboard');
    await press('Alt+Shift+N');
    await seen(technician.page.getByRole('heading', { name: 'Kay Keyboard' }));
    await press('Alt+Shift+N');
    await seen(technician.page.getByRole('heading', { name: 'Tab Tester' }));
    await press('Alt+Shift+P');
    await seen(technician.page.getByRole('heading', { name: 'Kay Keyboard' }));
    await seen(anna.action(english.assign));
    await press('Alt+Shift+M');
    await anna.hasRow(anna.mine, 'Kay Keyboard');
    await press('Alt+Shift+J');
    await seen(anna.chat.composer);
    await press('Alt+Shift+R');
    await focusOn(/^Message/);
    await type('By shortcuts.');
    await press('Alt+Shift+O');
    await focusOn(new RegExp(`^${english.note}$`));
    await type('A note, too.');
    await press('Enter');
    await anna.chat.sees('A note, too.');
    await press('Alt+Shift+R');
    assert.equal(await anna.chat.composer.inputValue(), 'By shortcuts.');
    await press('Enter');
    await anna.chat.sees('By shortcuts.');
    await press('Alt+Shift+F');
    await focusOn(/^Search/);
    await press('Alt+Shift+V');
    await until('it to be switched', async () => (await anna.availability()) === english.unavailable);
    await press('Alt+Shift+V');
    await until('it to be switched back', async () => (await anna.availability()) === english.available);
  });

  it('has no shortcut of single letters until they are switched on, and none in a text field', async () => {
    await anna.select(anna.all, 'Tab Tester');
    await seen(technician.page.getByRole('heading', { name: 'Tab Tester' }));
    await press('j');
    await press('?');
    await press('m');
    await press('Alt+Shift+H');
    await seen(anna.dialog);
    await seen(technician.page.getByRole('heading', { name: 'Tab Tester' }));
    await anna.hasRow(anna.all, 'Tab Tester');
    await anna.dialog.getByRole('checkbox', { name: 'Single letters are shortcuts, too' }).check();
    await press('Escape');
    await gone(anna.dialog);
    await anna.row(anna.all, 'Tab Tester').getByRole('button').focus();
    await press('j');
    await seen(technician.page.getByRole('heading', { name: 'Esc Ape' }));
    await press('/');
    await focusOn(/^Search/);
    await type('jm?n');
    assert.equal(await anna.searchField.inputValue(), 'jm?n');
    await gone(anna.dialog);
    await press('Escape');
    await until('the rows to be back', async () => (await anna.row(anna.all, 'Esc Ape').count()) === 1);
    await anna.row(anna.all, 'Esc Ape').getByRole('button').focus();
    await press('?');
    await seen(anna.dialog);
    await press('Escape');
    await gone(anna.dialog);
  });

  it('gives a shortcut another key, which is kept; a key that is taken is refused', async () => {
    await press('Alt+Shift+H');
    const cell = anna.dialog.getByRole('button', { name: /^Assign to Me, Always: / });
    await cell.focus();
    await press('Enter');
    await press('Alt+Shift+J');
    await seen(anna.dialog.getByText(/Alt\+Shift\+J.? is taken by “Join Chat”/));
    await cell.focus();
    if ((await cell.getAttribute('aria-pressed')) !== 'true') await press('Enter');
    await press('Alt+Shift+Y');
    await until('the key', async () => (await cell.getAttribute('aria-label'))?.endsWith('Alt+Shift+Y') === true);
    await press('Escape');
    await gone(anna.dialog);
    await technician.page.reload();
    await anna.hasRow(anna.all, 'Esc Ape');
    await anna.select(anna.all, 'Esc Ape');
    await seen(technician.page.getByRole('heading', { name: 'Esc Ape' }));
    await seen(anna.action(english.assign));
    await press('Alt+Shift+Y');
    await anna.hasRow(anna.mine, 'Esc Ape');
  });

  it('moves the border between lists and details, and it stays there', async () => {
    const border = technician.page.getByRole('separator', { name: 'Width of the lists' });
    await border.focus();
    await press('Home');
    const left = async () => (await border.boundingBox())?.x ?? 0;
    const least = await left();
    for (let presses = 0; presses < 8; presses++) await press('ArrowRight');
    await until('it to have moved', async () => (await left()) > least + 100);
    await press('ArrowLeft');
    const place = await until('it to stand still', async () => {
      const before = await left();
      return (await border.getAttribute('aria-valuenow')) && before === (await left()) ? before : null;
    });
    await technician.page.reload();
    await seen(border);
    await until('it to be where it was', async () => Math.abs((await left()) - place) < 2);
  });

  it('left no error on any page', () => {
    for (const person of [technician, customer]) assert.deepEqual(person.troubles, []);
  });
});

describe('A list of 1,000 rows', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies(), (data) => storeMany(data, 'acme', 1_000)), launch()]);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await anna.view(english.views[0]);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('is passed with three tab stops at most', async () => {
    const { page } = technician;
    await until('its rows', async () => (await anna.all.getByRole('rowheader').count()) > 20);
    const inRows = () =>
      page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        const list = active?.closest('.scroller');
        return { inList: list !== null && list !== undefined && active?.closest('thead') === null, tag: active?.localName ?? '' };
      });
    await anna.heading(anna.all, 'Technician').getByRole('button').focus();
    let stops = 0;
    await page.keyboard.press('Tab');
    while ((await inRows()).inList) {
      stops++;
      assert.ok(stops <= 3, `${String(stops)} stops and still in the list`);
      await page.keyboard.press('Tab');
    }
    assert.ok(stops >= 1, 'its rows can be reached');
  });

  it('is gone through by the arrows, Home, End and the page keys, down to the last row', async () => {
    const { page } = technician;
    await anna.heading(anna.all, 'ID').getByRole('button').click();
    await until('the order', async () => (await anna.heading(anna.all, 'ID').getAttribute('aria-sort')) === 'descending');
    await until('the newest to be first', async () => (await anna.all.getByRole('row').nth(1).innerText()).includes('1000'));
    await anna.all.getByRole('rowheader').first().getByRole('button').focus();
    // By its number: how long a customer has waited is said, too, and changes.
    const number = async () => / (\d+) (?:New|Waiting|In progress|In chat|Chat ended|Completed)/.exec((await focused(page)).name)?.[1];
    assert.equal(await number(), '1000');
    await page.keyboard.press('ArrowDown');
    assert.equal(await number(), '999');
    await page.keyboard.press('ArrowUp');
    assert.equal(await number(), '1000');
    await page.keyboard.press('PageDown');
    assert.ok(Number(await number()) < 999);
    // Rows come page by page: End leads to the last that is there, until it is the last there is.
    await until(
      'the oldest request',
      async () => {
        await page.keyboard.press('End');
        return (await number()) === '1';
      },
      4 * patience,
    );
    await page.keyboard.press('Enter');
    await until('it to be shown', async () => (await anna.detail('Request ID')) === '1');
    // Of a thousand rows, by what is quick to find.
    await anna.all.locator('button[aria-current="true"]').focus();
    await page.keyboard.press('Home');
    assert.equal(await number(), '1000');
    assert.deepEqual(technician.troubles, []);
  });
});
