import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser, CDPSession, Locator, Page } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Lines of a log, no two alike. */
function log(bytes: number): Buffer {
  let text = '';
  for (let n = 0; text.length < bytes; n++) text += `${String(n)} ${sha256(Buffer.from(String(n)))}\n`;
  return Buffer.from(text.slice(0, bytes));
}

/** A photo as a camera makes it, drawn by the browser. */
async function photo(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 800;
    canvas.height = 600;
    const context = canvas.getContext('2d');
    if (context) {
      context.fillStyle = '#369';
      context.fillRect(0, 0, 800, 600);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

const card = (person: Person, name: string): Locator => person.page.getByRole('region', { name: english.conversation }).locator('.card').filter({ hasText: name });

describe('Files between a customer and a technician', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let anna: ConsolePage;

  before(async () => {
    server = await startServer(twoCompanies());
    browser = await launch();
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Files a request and has Anna join. */
  async function served(customer: Person, name: string): Promise<PortalPage> {
    const portal = new PortalPage(customer.page);
    await portal.file({ name, email: 'kim@example.com', description: 'See for yourself.' });
    await anna.hasRow(anna.all, name);
    await anna.select(anna.all, name);
    await anna.action(english.assign).first().click();
    await anna.action(english.join).first().click();
    await portal.chat.sees(/joined the chat/);
    return portal;
  }

  it('a photo taken with an iPhone’s camera arrives under its true name, and is shown', async () => {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, userAgent: iPhone });
    // Whoever says to be an iPhone has none of what only Chromium has.
    await context.addInitScript(() => {
      Reflect.deleteProperty(Navigator.prototype, 'userAgentData');
      Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'iPhone' });
    });
    const customer = await visit(browser, server, '/portal/acme', { context });
    await served(customer, 'Pia Phone');
    const bytes = await photo(customer.page);
    const opened = customer.page.waitForEvent('filechooser');
    await customer.page.getByRole('button', { name: 'Take Photo' }).last().tap();
    const chooser = await opened;
    assert.equal(await chooser.element().getAttribute('capture'), 'environment');
    await chooser.setFiles({ name: 'IMG_0001.heic', mimeType: 'image/heic', buffer: bytes });
    await seen(card(customer, 'IMG_0001.jpeg'));
    assert.equal(await customer.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'nothing sticks out');

    const shown = await seen(card(technician, 'IMG_0001.jpeg'));
    await seen(shown.locator('img[src^="blob:"]'));
    await shown.click();
    const dialog = technician.page.getByRole('dialog', { name: /IMG_0001\.jpeg/ });
    const picture = await seen(dialog.getByRole('img', { name: 'IMG_0001.jpeg' }));
    await until('the whole picture', async () => (await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))) === 800);
    await technician.page.keyboard.press('Escape');
    await gone(dialog);
    assert.ok((await anna.chat.download('IMG_0001.jpeg')).bytes.equals(bytes));
    assert.deepEqual(customer.troubles, []);
    await customer.leave();
  });

  it('pictures are gone through from one to the next, also where so much was said since that they are not loaded', async () => {
    const customer = await visit(browser, server, '/portal/acme');
    const portal = await served(customer, 'Paula Pictures');
    const buffer = await photo(customer.page);
    await portal.chat.upload({ name: 'before.jpeg', mimeType: 'image/jpeg', buffer });
    await seen(card(technician, 'before.jpeg'));
    for (let n = 1; n <= 55; n++) await anna.chat.say(`Step ${String(n)}`);
    await portal.chat.sees('Step 55');
    await portal.chat.upload({ name: 'after.jpeg', mimeType: 'image/jpeg', buffer });
    await seen(card(technician, 'after.jpeg'));
    for (const [person, pane] of [[customer, portal.chat], [technician, anna.chat]] as const) {
      const { page } = person;
      await page.reload();
      await seen(card(person, 'after.jpeg'));
      assert.equal(await card(person, 'before.jpeg').count(), 0, 'it is not loaded');
      await card(person, 'after.jpeg').click();
      await seen(page.getByRole('dialog', { name: /after\.jpeg.* 2 of 2/ }));
      await page.getByRole('button', { name: 'Previous picture' }).click();
      const dialog = page.getByRole('dialog', { name: /before\.jpeg.* 1 of 2/ });
      const picture = await seen(dialog.getByRole('img', { name: 'before.jpeg' }));
      await until('the whole picture', async () => (await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0))) === 800);
      await page.keyboard.press('Escape');
      await gone(dialog);
      await pane.sees('Step 55');
      assert.equal(await card(person, 'before.jpeg').count(), 0, 'the reader has stayed');
    }
    assert.deepEqual(customer.troubles, []);
    await customer.leave();
  });

  it('several from a computer go up at once, are paused and resumed, and go on after a reload', async () => {
    const customer = await visit(browser, server, '/portal/acme');
    const portal = await served(customer, 'Dora Desktop');
    const [large, other] = [log(1_500_000), log(400_000)];
    const slow = await slowed(customer.page, 250_000);
    const opened = customer.page.waitForEvent('filechooser');
    await customer.page.getByRole('button', { name: english.uploadFile }).last().click();
    await (await opened).setFiles([
      { name: 'large.log', mimeType: 'text/plain', buffer: large },
      { name: 'other.log', mimeType: 'text/plain', buffer: other },
    ]);
    await customer.page.getByRole('button', { name: /Pause.*large\.log/ }).click();
    await seen(card(customer, 'large.log').getByText(/Paused/));
    await seen(card(technician, 'other.log'));
    assert.equal(await card(technician, 'large.log').count(), 0, 'what is paused does not arrive');
    await customer.page.getByRole('button', { name: /Resume.*large\.log/ }).click();
    await seen(card(customer, 'large.log').getByText(/of\s1\.5\sMB/));

    await customer.page.reload();
    await seen(card(customer, 'large.log').getByText(/of\s1\.5\sMB|Waiting|Almost/));
    await slow.detach();
    await seen(card(technician, 'large.log'));
    assert.equal(sha256((await anna.chat.download('large.log')).bytes), sha256(large));
    assert.equal(sha256((await anna.chat.download('other.log')).bytes), sha256(other));
    await portal.chat.sees('large.log');
    assert.equal(await card(technician, 'large.log').count(), 1, 'once');
    assert.deepEqual(customer.troubles, []);
    await customer.leave();
  });

  it('left no error on the technician’s page', () => {
    assert.deepEqual(technician.troubles, []);
  });
});

/** So many bytes a second leave the page. Detaching lets go of it. */
async function slowed(page: Page, bytes: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes });
  return session;
}
