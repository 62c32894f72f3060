import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in our elements; the demo's own page around them is looked at too. */
async function violations({ page }: Person): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => (Reflect.get(window, 'axe') as { run(): Promise<AxeResults> }).run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`));
}

/** Every look that a page can have: 1280 and 320 pixels wide, light and dark, German and English. It is left as it was. */
async function inEveryLook(person: Person): Promise<void> {
  const { page } = person;
  /** Each fault once, with the looks in which it is there. */
  const found = new Map<string, string[]>();
  const note = (fault: string, look: string) => found.set(fault, [...(found.get(fault) ?? []), look]);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const lang of ['de', 'en']) {
        await page.evaluate((wanted) => {
          document.documentElement.lang = wanted;
        }, lang);
        const look = `${String(width)} px, ${colorScheme}, ${lang}`;
        for (const violation of await violations(person)) note(violation, look);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wider > 0) note('something sticks out of the window', look);
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(Object.fromEntries(found), {});
}

describe('axe finds nothing in any look of', () => {
  const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The printer prints zebras.' };
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;

  before(async () => {
    server = await startServer();
    browser = await launch();
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
