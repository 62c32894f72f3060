import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium.ts';
import type { DemoServer } from './server.ts';
import { slowness } from './slowness.ts';
import { patience } from './until.ts';

/** A person at a browser of their own. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Uncaught errors and breaches of the content policy on this page: to be held empty at the end. */
  readonly troubles: readonly string[];
  leave(): Promise<void>;
}

export function launch(): Promise<Browser> {
  // The test command has tried the one it names: each look starts a browser.
  return chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? findChromium(), args: [...chromiumFlags], headless: true });
}

interface Habits {
  /** The browser's language. */
  readonly locale?: string;
  readonly userAgent?: string;
  /** Keeps what an earlier visit of the same person kept. */
  readonly context?: BrowserContext;
}

/** Opens an address of the server in a browser of its own, or in another tab of one. */
export async function visit(browser: Browser, server: DemoServer, path: string, habits: Habits = {}): Promise<Person> {
  const { context: known, ...options } = habits;
  const context = known ?? (await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...options }));
  context.setDefaultTimeout(patience);
  // A browser that is not Chromium's kin has no client hints to tell otherwise.
  if (options.userAgent?.includes('Firefox')) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'userAgentData'));
  const page = await context.newPage();
  if (slowness > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slowness });
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Trusted Type/i.test(message.text())) troubles.push(message.text());
  });
  await page.goto(server.origin + path);
  return { context, page, troubles, leave: () => (known ? page.close() : context.close()) };
}

/** Waits until one of what is meant can be seen, and gives the first that can. */
export async function seen(locator: Locator): Promise<Locator> {
  const found = locator.filter({ visible: true }).first();
  await found.waitFor();
  return found;
}

/** Waits until none of it can be seen. */
export async function gone(locator: Locator): Promise<void> {
  await locator.filter({ visible: true }).first().waitFor({ state: 'hidden' });
}
