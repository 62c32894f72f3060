import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { inEveryLook, violations } from '../support/looks.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer prints zebras.' };

describe("axe finds nothing in any look of the Support Center's", () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  let portal: PortalPage;

  const escape = async () => {
    await technician.page.keyboard.press('Escape');
    await gone(anna.dialog);
  };
  let dark = false;
  /** As it stands, light and dark in turn: a menu closes when the window changes. */
  const asItStands = async () => {
    dark = !dark;
    await technician.page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
    assert.deepEqual(await violations(technician), []);
  };

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies({ acme: { replies: [{ name: 'hello', text: 'Hello {customer}' }, { name: 'bye', text: 'Goodbye' }] } })), launch()]);
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    const customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    await portal.file(kim);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await anna.note('A note for colleagues, with https://example.com in it.');
    await portal.begin();
    await portal.file({ ...kim, description: 'Another one, of the same customer.' });
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('request with a note, earlier requests and what can be done', async () => {
    await technician.page.getByRole('tab', { name: english.note }).click();
    await inEveryLook(technician, 'second');
    await technician.page.getByRole('tab', { name: english.reply }).click();
  });

  for (const deed of [english.transfer, english.close]) {
    it(`dialog ${deed}`, async () => {
      await anna.act(deed);
      await seen(anna.dialog);
      await inEveryLook(technician, 'second');
      await anna.dialog.getByRole('textbox', { name: english.comment }).fill('x'.repeat(5_001));
      await anna.dialog.getByRole('button', { name: deed, exact: true }).click();
      await seen(anna.dialog.getByText('This note is too long.'));
      await asItStands();
      await escape();
    });
  }

  it('dialog Invite', async () => {
    await anna.actFromMenu(english.invite);
    await seen(anna.dialog);
    await inEveryLook(technician, 'second');
    await escape();
  });

  for (const tool of [...Object.values(english.tools), english.cannedReplies]) {
    it(`dialog ${tool}`, async () => {
      await anna.open(tool);
      await until('what is in it', async () => !(await anna.dialog.innerText()).includes('Loading'));
      await inEveryLook(technician, 'second');
      await escape();
    });
  }

  it('menus', async () => {
    await anna.act(english.moreActions);
    await asItStands();
    await technician.page.keyboard.press('Escape');
    await technician.page.getByRole('button', { name: /^Your availability: / }).click();
    await asItStands();
    await technician.page.keyboard.press('Escape');
    await technician.page.getByRole('button', { name: /^Companies shown: / }).click();
    await asItStands();
    await technician.page.keyboard.press('Escape');
    await anna.chat.composer.fill('/');
    await seen(technician.page.getByRole('listbox', { name: english.cannedReplies }));
    await asItStands();
    await technician.page.keyboard.press('Escape');
    await anna.chat.composer.fill('');
  });

  it('search that has found nothing, and one that is too long', async () => {
    await anna.searchField.fill('nobody is called that');
    await seen(anna.all.getByText(/^Nothing found/));
    await asItStands();
    await anna.searchField.fill('x'.repeat(300));
    await seen(technician.page.getByText(/At most 200 characters/));
    await asItStands();
    await anna.searchField.fill('');
  });

  it('left no error on the page', () => {
    assert.deepEqual(technician.troubles, []);
  });
});
