import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { english, german } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const pat = { name: 'Pat Patient', email: 'pat@example.com', description: 'Everything is slow.' };

describe('What goes wrong says so, and loses nothing', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let portal: PortalPage;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    await seen(portal.submitButton);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('names every empty field beside it, in a summary too, and goes to the first', async () => {
    await portal.submitButton.click();
    for (const words of ['Enter your name.', 'Enter your email address.', 'Describe what you need help with.', '3 fields need your attention.']) await seen(customer.page.getByText(words));
    await portal.field(english.name).press('K');
    assert.equal(await portal.field(english.name).inputValue(), 'K');
  });

  it('says that a description is too long without cutting it', async () => {
    await portal.fill({ ...pat, description: 'x'.repeat(5_001) });
    await portal.submitButton.click();
    await seen(customer.page.getByText(/This description is too long|At most 5,000 characters/));
    assert.equal((await portal.field(english.description).inputValue()).length, 5_001);
  });

  it('keeps a request that is submitted while the server is not there, and sends it when it is back', async () => {
    await server.kill();
    await portal.fill(pat);
    await portal.submitButton.click();
    await seen(customer.page.getByText(/No connection|Connection lost/));
    await server.restart();
    assert.ok((await portal.number()) > 0);
    await seen(customer.page.getByText(pat.description));
  });

  for (const [lang, words] of [
    ['en', 'This company is not known here. Check the address.'],
    ['de', 'Diese Firma ist hier nicht bekannt. Prüfen Sie die Adresse.'],
  ] as const) {
    it(`says at the portal of a company that is not known that there is none, in ${lang}`, async () => {
      const lost = await visit(browser, server, `/portal/nobody?lang=${lang}`);
      await seen(lost.page.getByText(words));
      assert.equal(await new PortalPage(lost.page, lang === 'de' ? german : english).submitButton.count(), 0, 'no form that leads nowhere');
      await lost.leave();
    });
  }

  it('keeps a file whose kind could not be looked at yet, and sends nothing without it', async () => {
    const cut = await visit(browser, server, '/');
    let there = false;
    await cut.page.route(/\/file-taking[^/]*\.js$/, (route) => (there ? route.continue() : route.abort()));
    await cut.page.goto(`${server.origin}/portal/acme`);
    const page = new PortalPage(cut.page);
    await page.fill({ ...pat, description: 'With a file' });
    await cut.page.locator('input[type=file]').setInputFiles({ name: 'late.log', mimeType: 'text/plain', buffer: Buffer.from('all is well') });
    await seen(cut.page.getByText('There is no connection right now.'));
    await page.submitButton.click();
    await seen(cut.page.getByRole('button', { name: 'Upload File' }).and(cut.page.locator(':focus')));
    there = true;
    await cut.page.getByRole('button', { name: 'Try again' }).click();
    await seen(cut.page.getByRole('button', { name: /Remove .*late\.log/ }));
    await page.submitButton.click();
    assert.ok((await page.number()) > 0);
    await seen(cut.page.getByText('late.log'));
    await cut.leave();
  });

  it('takes a request before the code of the chat is there, says that it could not be fetched, and fetches it when asked', async () => {
    const cut = await visit(browser, server, '/');
    let there = false;
    await cut.page.route(/\/chat-[^/]*\.js$/, (route) => (there ? route.continue() : route.abort()));
    await cut.page.goto(`${server.origin}/portal/acme`);
    const page = new PortalPage(cut.page);
    await page.fill({ ...pat, description: 'Without a chat' });
    await page.submitButton.click();
    await seen(cut.page.getByText('The chat could not be loaded.'));
    assert.ok((await page.number()) > 0);
    await seen(cut.page.getByRole('heading', { name: /Request \d+/ }).and(cut.page.locator(':focus')));
    there = true;
    await cut.page.getByRole('button', { name: 'Try again' }).click();
    await seen(cut.page.getByText('Without a chat'));
    await seen(cut.page.getByRole('heading', { name: /Request \d+/ }).and(cut.page.locator(':focus')));
    await cut.leave();
  });

  it('takes a request on a page that was opened while the desk was not there, and sends it when it is', async () => {
    const early = await visit(browser, server, '/');
    let there = false;
    await early.page.routeWebSocket(/\/socket$/, (socket) => {
      if (there) socket.connectToServer();
      else void socket.close({ code: 1011 });
    });
    await early.page.route(/\/frames$/, (route) => (there ? route.continue() : route.abort()));
    await early.page.goto(`${server.origin}/portal/acme`);
    const page = new PortalPage(early.page);
    await page.fill({ ...pat, description: 'Too early' });
    await page.submitButton.click();
    await seen(early.page.getByText(/No connection\. Your request is kept/));
    there = true;
    assert.ok((await page.number()) > 0);
    await early.leave();
  });

  it('tells a technician whose token is forged, expired or nonsense to sign in again, in both languages [R4]', async () => {
    const technician = await visit(browser, server, '/');
    const token = await tokenOf('anna');
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), name: 'Somebody else' })).toString('base64url');
    let handed = '';
    await technician.page.route('**/demo/token', (route) => route.fulfill({ json: { token: handed } }));
    for (const bad of [`${head}.${claims}.${signature}`, await expired(token), 'nonsense']) {
      handed = bad;
      for (const [lang, words] of [
        ['en', 'Your sign-in is not valid. Sign in again.'],
        ['de', 'Ihre Anmeldung ist nicht gültig. Melden Sie sich erneut an.'],
      ] as const) {
        await technician.page.goto(`${server.origin}/console?technician=anna&lang=${lang}`);
        await seen(technician.page.getByText(words));
      }
    }
    assert.deepEqual(technician.troubles, []);
    await technician.leave();
  });

  /** The same claims, signed by the server's own key, an hour too late. */
  async function expired(token: string): Promise<string> {
    const [head = '', body = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const late = `${head}.${Buffer.from(JSON.stringify({ ...claims, exp: Math.floor(Date.now() / 1000) - 3_600 })).toString('base64url')}`;
    return `${late}.${createHmac('sha256', await server.demoKey()).update(late).digest('base64url')}`;
  }

  /** As the demo signs in. */
  async function tokenOf(technician: string): Promise<string> {
    const response = await fetch(`${server.origin}/demo/token`, { method: 'POST', body: JSON.stringify({ technician }) });
    return ((await response.json()) as { token: string }).token;
  }

  it('left no error on the page', () => {
    assert.deepEqual(customer.troubles, []);
  });
});
