import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { blockingProxy, type BlockingProxy } from '../support/blocking-proxy.ts';
import { ConsolePage } from '../support/console-page.ts';
import { pdf } from '../support/files.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const kim = { name: 'Kim Behind a Proxy', email: 'kim@example.com', description: 'Our network lets little through.' };

describe('Where a network lets no WebSocket through', () => {
  let browser: Browser;
  let server: DemoServer;
  let proxy: BlockingProxy;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;

  before(async () => {
    server = await startServer();
    proxy = await blockingProxy(server.origin);
    browser = await launch();
    const behind = { ...server, origin: proxy.url };
    technician = await visit(browser, behind, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    customer = await visit(browser, behind, '/portal/acme');
    portal = new PortalPage(customer.page);
  });
  after(async () => {
    await browser.close();
    await proxy.close();
    await server.stop();
  });

  it('a request is filed, seen and taken all the same', async () => {
    await seen(customer.page.getByText('Available now'));
    await portal.file(kim);
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await portal.chat.sees(/Anna\b.* joined the chat/);
  });

  it('words and files go both ways, and it is said how far they have got', async () => {
    await portal.chat.say('Does this arrive?');
    await anna.chat.sees('Does this arrive?');
    await anna.chat.say('It does.');
    await portal.chat.sees('It does.');
    await portal.chat.has('Does this arrive?', english.progress.read);
    await portal.chat.upload({ name: 'report.pdf', mimeType: 'application/pdf', buffer: pdf });
    assert.ok((await anna.chat.download('report.pdf')).bytes.equals(pdf));
  });

  it('nothing is lost or doubled where requests and answers are', async () => {
    let count = 0;
    proxy.breaking(({ method, url }) => {
      if (method !== 'POST' || !url?.endsWith('/frames')) return null;
      count += 1;
      return count % 4 > 0 ? null : count % 8 > 0 ? 'request' : 'answer';
    });
    for (let n = 1; n <= 8; n++) await portal.chat.say(`line ${String(n)} of eight`);
    await anna.chat.sees('line 8 of eight');
    proxy.breaking(() => null);
    const lines = Array.from({ length: 8 }, (_, index) => `line ${String(index + 1)} of eight`);
    assert.deepEqual(await anna.chat.all(/line \d of eight/g), lines);
    await seen(portal.chat.transcript.getByText('line 8 of eight'));
    assert.deepEqual(await portal.chat.all(/line \d of eight/g), lines);
  });

  it('what was said in the last moment arrives after the page is gone', async () => {
    await customer.page.evaluate(() => {
      // The network takes nothing any more but what a page leaves behind.
      const real = fetch;
      globalThis.fetch = (address, options) => {
        if (options?.keepalive) return real(address, options);
        if (typeof options?.body === 'string' && options.body.includes('And goodbye')) document.documentElement.dataset['said'] = 'in vain';
        return Promise.reject(new TypeError('no network'));
      };
    });
    await portal.chat.say('And goodbye');
    // From here on it is the link's to bring, and no longer the browser's to keep first.
    await customer.page.locator('html[data-said]').waitFor({ state: 'attached' });
    await customer.page.goto('about:blank');
    await anna.chat.sees('And goodbye');
  });

  it('each page finds it out once, by one attempt, and breaks no rule of its policy', () => {
    assert.equal(proxy.upgrades() <= 4, true, `${String(proxy.upgrades())} upgrades`);
    assert.deepEqual([customer.troubles, technician.troubles], [[], []]);
  });
});
