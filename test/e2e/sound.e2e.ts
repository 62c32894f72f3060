import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Listens', email: 'kim@example.com', description: 'The printer hums.' };

/** Counts sounds, and lets a test hide the page: a browser without a screen shows all of its tabs. */
function ears(): void {
  let hidden = false;
  let sounds = 0;
  const { AudioContext } = globalThis;
  Object.defineProperty(globalThis, 'AudioContext', {
    value: class extends AudioContext {
      constructor() {
        super();
        sounds += 1;
      }
    },
  });
  Object.defineProperty(document, 'hidden', { get: () => hidden });
  Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
  Object.assign(globalThis, {
    sounds: () => sounds,
    hide(now: boolean) {
      hidden = now;
      document.dispatchEvent(new Event('visibilitychange'));
    },
  });
}

declare const sounds: () => number;
declare const hide: (now: boolean) => void;

describe('A message that comes while no tab of a customer is looked at', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;
  let tabs: readonly [Person, Person];

  const counts = (): Promise<number[]> => Promise.all(tabs.map(({ page }) => page.evaluate(() => sounds())));
  const heard = async (): Promise<number> => (await counts()).reduce((sum, n) => sum + n);
  const turn = (page: Page, hidden: boolean): Promise<void> => page.evaluate((now) => hide(now), hidden);
  /** Anna writes, and all tabs have it. */
  const writes = async (text: string): Promise<void> => {
    await anna.chat.say(text);
    for (const { page } of tabs) if (!page.isClosed()) await new PortalPage(page).chat.sees(text);
  };

  before(async () => {
    server = await startServer();
    browser = await launch();
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await context.addInitScript(ears);
    const first = await visit(browser, server, '/portal/acme', { context });
    await new PortalPage(first.page).file(kim);
    const second = await visit(browser, server, '/portal/acme', { context });
    tabs = [first, second];
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    // A page may be heard once somebody has touched it.
    for (const { page } of tabs) await (await seen(new PortalPage(page).chat.composer)).click();
    for (const { page } of tabs) await turn(page, true);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('is heard from one of them', async () => {
    await writes('Are you there?');
    await until('a sound', async () => (await heard()) === 1);
    await writes('I have an idea.');
    await until('another', async () => (await heard()) === 2);
  });

  it('is not heard where it is read in one of them as it comes, nor from a page that wants no sound', async () => {
    const [, second] = tabs;
    await turn(second.page, false);
    await writes('Read at once');
    await anna.chat.has('Read at once', english.progress.read);
    await turn(second.page, true);
    for (const { page } of tabs) await page.locator('support-portal').evaluate((portal) => portal.toggleAttribute('silent', true));
    await writes('Without a sound');
    for (const { page } of tabs) await page.locator('support-portal').evaluate((portal) => portal.toggleAttribute('silent', false));
    await writes('With a sound again');
    await until('one more sound', async () => (await heard()) >= 3);
    assert.equal(await heard(), 3);
    assert.deepEqual((await counts()).toSorted(), [0, 3], 'all from the same tab');
  });

  it('is heard from the other once the one before is gone', async () => {
    const [first, second] = tabs;
    const [gone, left] = (await counts())[0] ? [first, second] : [second, first];
    await gone.page.close();
    await writes('And now?');
    await until('a sound from the other', async () => (await left.page.evaluate(() => sounds())) === 1);
  });

  it('left no error on any page', () => {
    for (const person of [technician, ...tabs]) assert.deepEqual(person.troubles, []);
  });
});
