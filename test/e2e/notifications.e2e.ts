import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { endpoint, type Endpoint } from '../server/node/endpoint.ts';
import { mailServer, type MailServer } from '../server/node/mail-server.ts';
import { ConsolePage } from '../support/console-page.ts';
import { Ends } from '../support/ends.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { annaBerg, benOkafor, carlaNeumann, twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const form = (name: string) => ({ name, email: 'someone@example.com', description: `${name} has a question.` });
const annas = 'anna@acme.example';
const bens = 'ben@acme.example';
const doras = 'dora@acme.example';
const carlas = 'carla@globex.example';
const bensPhone = '+491701234567';

/** The second and third tries of a delivery together: one mail finds out that the server is back, the other comes with its next try. Milliseconds. */
const backoff = 60_000;

/** Everything a server can notify by, and the technicians of two companies who want it. */
describe('A new request is made known to every Available technician', () => {
  const ends = new Ends();
  let browser: Browser;
  let server: DemoServer;
  let post: MailServer;
  let gateway: Endpoint;
  let customer: Person;
  let portal: PortalPage;

  const about = (number: number) => post.mails.filter(({ headers }) => headers['subject']?.includes(`request ${String(number)} `));
  const recipients = (number: number) => about(number).flatMap(({ to }) => to).toSorted();
  const texts = () => gateway.calls.map(({ body }) => JSON.parse(body) as { to: string; text: string });
  /** Files a request beside those there are. */
  const file = async (name: string): Promise<number> => {
    await portal.begin();
    return portal.file(form(name));
  };

  before(async () => {
    post = await mailServer(ends);
    gateway = await endpoint(ends);
    server = await startServer(
      twoCompanies({
        acme: {
          technicians: [
            { ...annaBerg, notifications: { email: annas } },
            { ...benOkafor, notifications: { email: bens, sms: bensPhone } },
            { id: 'dora', name: 'Dora Absent', available: false, notifications: { email: doras, sms: '+491700000000' } },
          ],
        },
        globex: { technicians: [annaBerg, { ...carlaNeumann, notifications: { email: carlas } }] },
        server: {
          smtp: { host: '127.0.0.1', port: post.port, from: 'support@deskside.example' },
          sms: { url: `${gateway.url}/send`, headers: { Authorization: 'Bearer gateway' }, json: { to: '{to}', text: '{text}' } },
        },
      }),
    );
    browser = await launch();
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await ends.all();
  });

  it('by email with the deep link, though no console is open', async () => {
    assert.equal(await portal.file(form('First Caller')), 1);
    await until('both to have a mail', () => recipients(1).length === 2);
    assert.deepEqual(recipients(1), [annas, bens]);
    const [mail] = about(1);
    assert.ok(mail);
    assert.ok(mail.text.includes(`${server.origin}/console#acme/1`), mail.text);
    assert.ok(mail.text.includes('First Caller has a question.'));
    assert.match(mail.headers['subject'] ?? '', /^Acme: new support request 1 from First Caller$/);
  });

  it('by SMS through the gateway, with the deep link', async () => {
    const sms = await until('the SMS', () => texts()[0]);
    assert.equal(sms.to, bensPhone);
    assert.ok(sms.text.includes('First Caller') && sms.text.includes(`${server.origin}/console#acme/1`), sms.text);
    assert.equal(gateway.calls[0]?.headers['authorization'], 'Bearer gateway');
  });

  it('and the link opens it', async () => {
    const link = /http\S+#acme\/1/.exec(about(1)[0]?.text ?? '')?.[0] ?? '';
    const technician = await visit(browser, server, link.slice(server.origin.length));
    await technician.page.getByRole('link', { name: /^Ben Okafor/ }).click();
    await seen(technician.page.getByRole('heading', { name: 'First Caller' }));
    await technician.leave();
  });

  it('but not to who has become Unavailable, nor to those of another company', async () => {
    const technician = await visit(browser, server, '/console?technician=ben');
    const desk = new ConsolePage(technician.page);
    await desk.become(english.unavailable);
    const number = await file('Second Caller');
    await until('the one who is left to have a mail', () => recipients(number).length > 0);
    const other = await visit(browser, server, '/portal/globex');
    await new PortalPage(other.page).file(form('Gil Globex'));
    await until('the other company to be told', () => post.mails.find(({ to }) => to.includes(carlas)));
    assert.deepEqual(recipients(number), [annas]);
    assert.equal(texts().length, 1);
    assert.ok(post.mails.every(({ to }) => !to.includes(doras)));
    assert.equal(post.mails.filter(({ to }) => to.includes(carlas)).length, 1);
    await desk.become(english.available);
    await technician.leave();
    await other.leave();
  });

  it('A gateway that fails or is down delays no request, stands in the log, and is tried again', async () => {
    await post.close();
    gateway.answers.push({ status: 503 });
    const before = texts().length;
    const started = performance.now();
    const number = await file('Third Caller');
    assert.ok(performance.now() - started < 5_000, 'the number is there before the first try is even repeated');
    await until('both faults to be in the log', () => (server.output().match(/"event":"delivery"/g) ?? []).length >= 3);
    assert.match(server.output(), /"event":"delivery".*"by":"sms".*HTTP 503/);
    assert.ok(!server.output().includes(annas) && !server.output().includes(bensPhone), 'no address stands in the log');
    const again = await mailServer(ends, { port: post.port });
    await until('both to have a mail after all', () => again.mails.filter(({ headers }) => headers['subject']?.includes(`request ${String(number)} `)).length === 2, backoff);
    await until('the SMS after all', () => texts().length === before + 2);
    post = again;
  });

  describe('as each of them has set it in the console', () => {
    let technician: Person;
    let desk: ConsolePage;

    before(async () => {
      technician = await visit(browser, server, '/console?technician=ben');
      desk = new ConsolePage(technician.page);
      await seen(desk.all);
    });
    after(() => technician.leave());

    it('an address that is none is refused beside its field, and nothing is lost', async () => {
      const dialog = await desk.open(english.tools.notifications);
      const email = dialog.getByRole('textbox', { name: 'Email address' });
      const number = dialog.getByRole('textbox', { name: 'Phone number' });
      assert.equal(await email.inputValue(), bens);
      for (const wrong of ['ben', 'ben@', 'ben@localhost', 'a b@acme.example', 'ben@acme.example\u0000', `${'x'.repeat(300)}@acme.example`]) {
        await email.fill(wrong);
        await number.fill('0170 1234567');
        await dialog.getByRole('button', { name: 'Save' }).click();
        await seen(dialog.getByText('Enter an email address such as name@example.com.'));
        await seen(dialog.getByText('Enter the number with its country, such as +49 170 1234567.'));
        assert.equal(await email.getAttribute('aria-invalid'), 'true');
        assert.equal(await number.inputValue(), '0170 1234567');
      }
      await email.fill('');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await seen(dialog.getByText('Enter the address that mail is to go to.'));
      await desk.page.keyboard.press('Escape');
    });

    it('is kept on the server, and holds at once', async () => {
      const dialog = await desk.open(english.tools.notifications);
      await dialog.getByRole('textbox', { name: 'Email address' }).fill('  okafor@home.example ');
      await dialog.getByRole('checkbox', { name: 'SMS' }).uncheck();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await seen(dialog.getByText('Saved.'));
      await technician.leave();
      technician = await visit(browser, server, '/console?technician=ben');
      desk = new ConsolePage(technician.page);
      const again = await desk.open(english.tools.notifications);
      assert.equal(await again.getByRole('textbox', { name: 'Email address' }).inputValue(), 'okafor@home.example');
      assert.equal(await again.getByRole('checkbox', { name: 'SMS' }).isChecked(), false);
      await again.getByRole('checkbox', { name: 'SMS' }).check();
      assert.equal(await again.getByRole('textbox', { name: 'Phone number' }).inputValue(), bensPhone, 'an address stays when its method is switched off');
      await desk.page.keyboard.press('Escape');
      const before = texts().length;
      const number = await file('Fourth Caller');
      await until('both to have a mail', () => recipients(number).length === 2);
      assert.deepEqual(recipients(number), [annas, 'okafor@home.example']);
      assert.equal(texts().length, before);
    });
  });

  it('left no error on the page', () => {
    assert.deepEqual(customer.troubles, []);
  });
});

declare global {
  interface Window {
    shown: string[];
    tones: number;
  }
}

/** Counts what would be shown and heard; a browser without a display does neither. */
async function count(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.shown = [];
    window.tones = 0;
    class Counted extends EventTarget {
      static readonly permission = 'granted';
      static requestPermission(): Promise<string> {
        return Promise.resolve('granted');
      }
      onclick: (() => void) | null = null;
      constructor(title: string, options?: NotificationOptions) {
        super();
        window.shown.push(`${title} | ${options?.body ?? ''}`);
        Reflect.set(window, 'lastNotification', this);
      }
      close(): void {}
    }
    Reflect.set(window, 'Notification', Counted);
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when?: number) {
      window.tones++;
      start.call(this, when);
    };
  });
}

describe('Browser notification and sound', () => {
  let browser: Browser;
  let server: DemoServer;
  let context: BrowserContext;
  let tabs: Person[] = [];
  /** Ben in Anna's browser, where a tab of somebody else is none of one's own, and Carla in hers. */
  let colleagues: readonly Person[] = [];
  let portal: PortalPage;

  const shown = async () => (await Promise.all(tabs.map(({ page }) => page.evaluate(() => window.shown)))).flat();
  const tones = async () => Promise.all(tabs.map(({ page }) => page.evaluate(() => window.tones)));

  before(async () => {
    const notifications = { browser: true };
    server = await startServer(twoCompanies({ acme: { technicians: [annaBerg, { ...benOkafor, notifications }] }, globex: { technicians: [annaBerg, { ...carlaNeumann, notifications }] } }));
    browser = await launch();
    context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await count(context);
    tabs = [await visit(browser, server, '/console?technician=anna', { context }), await visit(browser, server, '/console?technician=anna', { context })];
    const carlas = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await count(carlas);
    colleagues = [await visit(browser, server, '/console?technician=ben', { context }), await visit(browser, server, '/console?technician=carla', { context: carlas })];
    const customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    for (const { page } of [...tabs, ...colleagues]) {
      const desk = new ConsolePage(page);
      await seen(desk.all);
      // A page is heard only after somebody has touched it.
      await desk.view(english.views[1]);
    }
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('come of a new request in exactly one of two tabs', async () => {
    const [first] = tabs;
    assert.ok(first);
    const desk = new ConsolePage(first.page);
    // Nothing is switched on yet: of this one nobody is told.
    await portal.file(form('Silent Sam'));
    await desk.hasRow(desk.all, 'Silent Sam');
    const dialog = await desk.open(english.tools.notifications);
    await dialog.getByRole('checkbox', { name: 'Browser notification' }).check();
    await dialog.getByRole('checkbox', { name: 'Sound' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seen(dialog.getByText('Saved.'));
    await first.page.keyboard.press('Escape');
    await portal.begin();
    await portal.file(form('Loud Lou'));
    await until('somebody to show it', async () => (await shown()).length > 0);
    await until('somebody to sound', async () => (await tones()).some((count) => count > 0));
    // The next one comes after whatever the other tab would have done about this one.
    await portal.begin();
    await portal.file(form('Next Nele'));
    await until('the next to be shown', async () => (await shown()).some((text) => text.includes('Next Nele')));
    assert.deepEqual((await shown()).map((text) => text.replace(/[\u2068\u2069]/g, '')), [
      'New request from Loud Lou, Acme | Loud Lou has a question.',
      'New request from Next Nele, Acme | Next Nele has a question.',
    ]);
    assert.equal((await tones()).filter((count) => count > 0).length, 1, 'one tab is heard, not two');
  });

  it('go on in the other tab when the first is closed', async () => {
    const places = await Promise.all(tabs.map(({ page }) => page.evaluate(() => window.shown.length)));
    const busy = places.findIndex((count) => count > 0);
    await tabs[busy]?.page.close();
    tabs = tabs.filter((_, index) => index !== busy);
    await portal.begin();
    await portal.file(form('Late Lars'));
    await until('it to be shown', async () => (await shown()).some((text) => text.includes('Late Lars')));
  });

  it('open the request when the notification is pressed', async () => {
    const [left] = tabs;
    assert.ok(left);
    await left.page.evaluate(() => (Reflect.get(window, 'lastNotification') as { onclick(): void }).onclick());
    await seen(left.page.getByRole('heading', { name: 'Late Lars' }));
    assert.ok(decodeURIComponent(left.page.url()).endsWith('#acme/4'));
    assert.deepEqual(left.troubles, []);
  });

  it('come of nothing while one is Unavailable', async () => {
    const [left] = tabs;
    assert.ok(left);
    const desk = new ConsolePage(left.page);
    await desk.become(english.unavailable);
    const before = (await shown()).length;
    await portal.begin();
    await portal.file(form('Unheard Uli'));
    await desk.become(english.available);
    await desk.hasRow(desk.all, 'Unheard Uli');
    await portal.begin();
    await portal.file(form('Heard Hanna'));
    await until('the next to be shown', async () => (await shown()).some((text) => text.includes('Heard Hanna')));
    assert.deepEqual((await shown()).slice(before).map((text) => /(?:Unheard Uli|Heard Hanna)/.exec(text)?.[0]), ['Heard Hanna']);
  });

  it('come to each Available technician of the company, and to no other', async () => {
    const [ben, carla] = colleagues;
    const [left] = tabs;
    assert.ok(ben && carla && left);
    const names = async ({ page }: Person) => (await page.evaluate(() => window.shown)).map((text) => /from \W?([\w ]+)/.exec(text)?.[1]);
    // What Anna missed while she was Unavailable was not kept from him; of Globex nobody has asked anything yet.
    const bens = ['Silent Sam', 'Loud Lou', 'Next Nele', 'Late Lars', 'Unheard Uli', 'Heard Hanna'];
    await until('all to be shown to Ben', async () => (await names(ben)).length === bens.length);
    assert.deepEqual(await names(ben), bens);
    assert.deepEqual(await names(carla), []);
    const annas = await names(left);
    const other = await visit(browser, server, '/portal/globex');
    await new PortalPage(other.page).file(form('Gil Globex'));
    for (const person of [left, carla]) await until('it to be shown', async () => (await names(person)).includes('Gil Globex'));
    await new ConsolePage(ben.page).become(english.unavailable);
    await portal.begin();
    await portal.file(form('Last Lena'));
    await until('it to be shown', async () => (await names(left)).includes('Last Lena'));
    await new ConsolePage(ben.page).become(english.available);
    await new ConsolePage(ben.page).hasRow(new ConsolePage(ben.page).all, 'Last Lena');
    await portal.begin();
    await portal.file(form('Very Last Vera'));
    for (const person of [left, ben]) await until('it to be shown', async () => (await names(person)).includes('Very Last Vera'));
    assert.deepEqual(await names(left), [...annas, 'Gil Globex', 'Last Lena', 'Very Last Vera']);
    assert.deepEqual(await names(ben), [...bens, 'Very Last Vera']);
    assert.deepEqual(await names(carla), ['Gil Globex']);
    for (const { troubles } of [left, ben, carla]) assert.deepEqual(troubles, []);
  });
});
