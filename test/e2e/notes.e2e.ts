import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { device, openRaw } from '../support/raw-desk.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { storeRequests } from '../support/stored-requests.ts';
import { annaBerg, benOkafor, carlaNeumann, twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'My parcel has not come.' };
const gil = { name: 'Gil Globex', email: 'gil@example.com', description: 'The saw is blunt.', ago: 5 };

/** What technicians alone may read. */
const secrets = {
  note: 'Zebra: she calls every week.',
  reply: 'Giraffe: I know her brother.',
  transfer: 'Walrus: please be patient with this one.',
  back: 'Ocelot: I go home now.',
  close: 'Narwhal: never send her a voucher again.',
  closed: 'Pangolin: written after the end.',
  annasAddress: 'anna.private@acme.example',
  bensNumber: '+491701112233',
  canned: 'Axolotl: a canned reply nobody sent.',
};

/** What is for technicians of Globex alone. */
const secretsOfGlobex = { note: 'Quokka: he pays late.', answer: 'Ibis: then he may wait.' };

/** Which of the secrets stand in what was overheard. */
const foundIn = (bytes: string, among: Readonly<Record<string, string>>) => Object.entries(among).filter(([, text]) => bytes.includes(text) || bytes.includes(JSON.stringify(text).slice(1, -1)));

/** Everything that comes to a page over its sockets, from before its first one is opened, and what it says hello with. */
function overhear(page: Page): { received: string[]; sent: string[] } {
  const heard = { received: [] as string[], sent: [] as string[] };
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => heard.received.push(payload.toString()));
    socket.on('framesent', ({ payload }) => heard.sent.push(payload.toString()));
  });
  return heard;
}

describe('Notes are for technicians, and no byte of them comes to a customer', () => {
  let browser: Browser;
  let server: DemoServer;
  let people: readonly Person[] = [];
  let portal: PortalPage;
  let anna: ConsolePage;
  let ben: ConsolePage;
  let carla: ConsolePage;
  /** What comes to Ben, and to Carla. */
  const heardBy = { ben: [] as readonly string[], carla: [] as readonly string[] };
  let heard: ReturnType<typeof overhear>;
  let second: ReturnType<typeof overhear>;

  before(async () => {
    server = await startServer(
      twoCompanies({
        acme: {
          technicians: [
            { ...annaBerg, notifications: { email: secrets.annasAddress } },
            { ...benOkafor, notifications: { sms: secrets.bensNumber } },
          ],
          replies: [{ name: 'secret', text: secrets.canned }],
        },
        globex: { technicians: [annaBerg, carlaNeumann] },
      }),
      (data) => storeRequests(data, 'globex', [gil]),
    );
    browser = await launch();
    const overheard = async (hear: (page: Page) => void) => {
      const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
      context.once('page', hear);
      return { context };
    };
    people = [
      await visit(browser, server, '/console?technician=anna'),
      await visit(browser, server, '/console?technician=ben', await overheard((page) => (heardBy.ben = overhear(page).received))),
      await visit(browser, server, '/portal/acme', await overheard((page) => (heard = overhear(page)))),
      await visit(browser, server, '/console?technician=carla', await overheard((page) => (heardBy.carla = overhear(page).received))),
    ];
    const [first, other, customer, third] = people;
    assert.ok(first && other && customer && third);
    anna = new ConsolePage(first.page);
    ben = new ConsolePage(other.page);
    carla = new ConsolePage(third.page);
    portal = new PortalPage(customer.page);
    for (const desk of [anna, ben, carla]) await seen(desk.all);
    await portal.file(kim);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('colleagues read a note at once, also on a request that nobody has', async () => {
    for (const desk of [anna, ben]) {
      await desk.hasRow(desk.all, kim.name);
      await desk.select(desk.all, kim.name);
      await seen(desk.page.getByRole('heading', { name: kim.name }));
    }
    await anna.note(secrets.note);
    await ben.chat.sees(secrets.note);
    await ben.note(secrets.reply);
    await anna.chat.sees(secrets.reply);
  });

  it('a transfer takes its comment along', async () => {
    await anna.act(english.assign);
    await anna.act(english.join);
    await portal.chat.sees('Anna Berg joined the chat');
    await anna.chat.say('Hello Kim, a colleague will go on here.');
    await portal.chat.say('Thank you!');
    await anna.chat.sees('Thank you!');
    await anna.transfer('Ben Okafor', secrets.transfer);
    await ben.hasRow(ben.mine, kim.name);
    await ben.select(ben.mine, kim.name);
    await ben.chat.sees(secrets.transfer);
    await anna.chat.sees(secrets.transfer);
    await portal.chat.sees('Anna Berg has handed this request over to Ben Okafor');
  });

  it('so does the way back to the queue', async () => {
    await ben.act(english.join);
    await ben.transfer(english.queue, secrets.back);
    await ben.hasNoRow(ben.mine, kim.name);
    await ben.hasRow(ben.all, kim.name);
    await anna.chat.sees(secrets.back);
    await portal.chat.sees(/Ben Okafor has given this request back/);
  });

  it('and the end, after which a note can still be written', async () => {
    await anna.act(english.assign);
    await anna.act(english.join);
    await anna.invite('Ben Okafor');
    await ben.hasRow(ben.mine, kim.name);
    await anna.close(english.unresolved, secrets.close);
    await seen(portal.page.getByText('This request is completed.'));
    await anna.view(english.views[3]);
    await anna.select(anna.all, kim.name);
    await anna.chat.sees(secrets.close);
    assert.equal(await anna.detail('Outcome'), english.unresolved);
    await anna.note(secrets.closed);
    await ben.view(english.views[3]);
    await ben.select(ben.all, kim.name);
    await ben.chat.sees(secrets.closed);
  });

  it('a technician finds them in their places after a reload', async () => {
    await ben.page.reload();
    await ben.chat.sees(secrets.closed);
    const words = await ben.chat.transcript.innerText();
    const places = [secrets.note, secrets.reply, 'Hello Kim, a colleague will go on here.', secrets.transfer, secrets.back, secrets.close, secrets.closed].map((text) => words.indexOf(text));
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
    assert.ok(places.every((place) => place >= 0), places.join());
  });

  it('a technician of another company is sent none of them, and theirs are sent to nobody else', async () => {
    await carla.hasRow(carla.all, gil.name);
    await carla.select(carla.all, gil.name);
    await anna.view(english.views[1]);
    await anna.select(anna.all, gil.name);
    await seen(anna.page.getByRole('heading', { name: gil.name }));
    await carla.note(secretsOfGlobex.note);
    await anna.chat.sees(secretsOfGlobex.note);
    await anna.note(secretsOfGlobex.answer);
    await carla.chat.sees(secretsOfGlobex.answer);
    const carlas = heardBy.carla.join('\n');
    assert.equal(foundIn(carlas, secretsOfGlobex).length, 2, 'what was meant for her is among what was overheard');
    assert.deepEqual(foundIn(carlas, secrets), []);
    const bens = heardBy.ben.join('\n');
    assert.equal(foundIn(bens, { closed: secrets.closed }).length, 1, 'what was meant for him is among what was overheard');
    assert.deepEqual(foundIn(bens, { ...secretsOfGlobex, annasAddress: secrets.annasAddress }), []);
  });

  it('the customer has seen nothing of it, not even after a reload and in another tab', async () => {
    await portal.page.reload();
    await (await portal.list()).getByText(kim.description).click();
    await portal.chat.sees('Hello Kim, a colleague will go on here.');
    const [, , customer] = people;
    assert.ok(customer);
    customer.context.once('page', (page) => {
      second = overhear(page);
    });
    const tab = await visit(browser, server, '/portal/acme', { context: customer.context });
    await (await new PortalPage(tab.page).list()).getByText(kim.description).click();
    await new PortalPage(tab.page).chat.sees('Hello Kim, a colleague will go on here.');
    await gone(tab.page.getByText(secrets.note));
    await tab.leave();
    const bytes = [...heard.received, ...second.received].join('\n');
    assert.ok(bytes.includes('Hello Kim, a colleague will go on here.'), 'what was meant for the customer is among what was overheard');
    assert.ok(second.received.join('').includes('Hello Kim, a colleague will go on here.'));
    assert.deepEqual(foundIn(bytes, secrets), []);
    assert.ok(!/"type":"(note|notes|viewers|staff|console)"/.test(bytes), 'not even that there is such a thing');
  });

  it('nor what somebody who asks by hand with the same secret is told', async () => {
    const hello = await until('the hello of the portal', () => heard.sent.find((text) => text.includes('"hello"')));
    const { secret } = JSON.parse(hello) as { secret: string };
    const raw = await openRaw(server.origin, 'acme', { type: 'hello', version: 'desk/1', role: 'customer', secret, device, lanes: [] });
    await raw.hear(({ type }) => type === 'welcome');
    raw.send({ type: 'open', ask: 1, request: /"key":"([0-9a-f]{32})"/.exec(heard.received.join())?.[1] ?? '', after: 0 });
    const opened = await raw.hear(({ type }) => type === 'opened');
    const key = String(opened['key']);
    const asked = [
      { type: 'open-notes', ask: 2, key, after: 0 },
      { type: 'page', ask: 3, key, stream: 'internal', before: 99 },
      { type: 'staff', ask: 4 },
      { type: 'earlier', ask: 5, key },
    ];
    for (const question of asked) {
      raw.send(question);
      const answer = await raw.hear((frame) => frame['ask'] === question.ask);
      assert.equal(answer.type, 'error', question.type);
    }
    raw.send({ type: 'sync', lanes: [], streams: { [key]: 0, [`${key}/internal`]: 0 }, rev: 0 });
    const heads = await raw.hear(({ type }) => type === 'heads');
    assert.ok(!JSON.stringify(heads).includes('internal'));
    const bytes = JSON.stringify(raw.heard);
    assert.deepEqual(Object.values(secrets).filter((text) => bytes.includes(text)), []);
    raw.close();
  });

  it('left no error on any page', () => {
    for (const person of people) assert.deepEqual(person.troubles, []);
  });
});
