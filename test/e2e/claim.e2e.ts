import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { mailServer, type MailServer, type ReceivedMail } from '../server/node/mail-server.ts';
import { ConsolePage } from '../support/console-page.ts';
import { Ends } from '../support/ends.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { annaBerg, benOkafor, carlaNeumann, twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const robin = { name: 'Robin Remote', email: 'robin@example.com', description: 'The lamp of my machine blinks red.' };
const rita = { name: 'Rita Remote', email: 'rita@example.com', description: 'The lid of mine is loose.' };
const gus = { name: 'Gus Globex', email: 'gus@example.com', description: 'The saw has no teeth.' };

describe('The customer of an offline request', () => {
  const ends = new Ends();
  let browser: Browser;
  let server: DemoServer;
  let post: MailServer;
  let technician: Person;
  let anna: ConsolePage;
  let colleagues: readonly Person[] = [];
  let second: Person;
  let link = '';

  const mailsToRobin = (): readonly ReceivedMail[] => post.mails.filter(({ to }) => to.includes(robin.email));
  const mail = (n: number) => until(`mail ${String(n)} to the customer`, () => mailsToRobin()[n - 1]);
  const linkIn = ({ text }: ReceivedMail): string => {
    const found = /https?:\/\/\S+#support-claim=[0-9a-f]{64}/.exec(text)?.[0];
    assert.ok(found, text);
    return found;
  };
  /** Opens a link in a browser that was never here. */
  const follow = async (address: string): Promise<{ person: Person; portal: PortalPage }> => {
    const person = await visit(browser, server, address.slice(server.origin.length));
    return { person, portal: new PortalPage(person.page) };
  };

  before(async () => {
    post = await mailServer(ends);
    server = await startServer(
      twoCompanies({
        acme: {
          technicians: [
            { ...annaBerg, available: false },
            { ...benOkafor, available: false },
          ],
        },
        globex: {
          technicians: [
            { ...annaBerg, available: false },
            { ...carlaNeumann, available: false },
          ],
        },
        server: { smtp: { host: '127.0.0.1', port: post.port, from: 'support@acme.example' } },
      }),
    );
    browser = await launch();
    const customer = await visit(browser, server, '/portal/acme');
    await seen(customer.page.getByText('Nobody available', { exact: true }));
    const portal = new PortalPage(customer.page);
    await portal.file(robin);
    await seen(customer.page.getByText('Nobody is available right now.'));
    await portal.begin();
    await portal.file(rita);
    await customer.page.goto(`${server.origin}/portal/globex`);
    await portal.file(gus);
    assert.deepEqual(customer.troubles, []);
    await customer.leave();
    technician = await visit(browser, server, '/console?technician=anna');
    anna = new ConsolePage(technician.page);
    colleagues = [await visit(browser, server, '/console?technician=ben'), await visit(browser, server, '/console?technician=carla')];
    await seen(anna.all);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await ends.all();
  });

  it('is told by email when a technician has written, once, with a link', async () => {
    await anna.become(english.available);
    await anna.hasRow(anna.all, robin.name);
    await anna.select(anna.all, robin.name);
    await anna.act(english.assign);
    await anna.act(english.join);
    await anna.chat.say('Red means that the tank is empty.');
    await anna.chat.say('Please fill it up and tell me.');
    const told = await mail(1);
    assert.equal(told.headers['subject'], 'Acme: an answer to your support request 1');
    assert.ok(told.text.includes('Anna Berg of Acme has answered'));
    assert.ok(!told.text.includes(robin.description), 'the address may be anybody’s: nothing that was typed goes there');
    link = linkIn(told);
    assert.ok(link.startsWith(`${server.origin}/portal/acme#`));
  });

  it('is told so whoever of the technicians has written, in the name of the right one and of their company', async () => {
    const [ben, carla] = colleagues;
    assert.ok(ben && carla);
    for (const { page, customer, number, from, portal } of [
      { page: ben.page, customer: rita, number: 2, from: ['Acme', 'Ben Okafor'], portal: 'acme' },
      { page: carla.page, customer: gus, number: 1, from: ['Globex', 'Carla Neumann'], portal: 'globex' },
    ]) {
      const desk = new ConsolePage(page);
      await desk.become(english.available);
      await desk.hasRow(desk.all, customer.name);
      await desk.select(desk.all, customer.name);
      await desk.act(english.assign);
      await desk.act(english.join);
      await desk.chat.say(`Hello ${customer.name}.`);
      const told = await until(`the mail to ${customer.name}`, () => post.mails.find(({ to }) => to.includes(customer.email)));
      const [company, technician] = from;
      assert.equal(told.headers['subject'], `${String(company)}: an answer to your support request ${String(number)}`);
      assert.ok(told.text.includes(`${String(technician)} of ${String(company)} has answered`), told.text);
      assert.ok(linkIn(told).startsWith(`${server.origin}/portal/${portal}#`));
    }
    assert.deepEqual(post.mails.flatMap(({ to }) => to).toSorted(), [gus.email, rita.email, robin.email], 'one mail each');
  });

  it('opens it with the link in another browser, and goes on there', async () => {
    const { person, portal } = await follow(link);
    second = person;
    assert.equal(await portal.number(), 1);
    await portal.chat.sees('Red means that the tank is empty.');
    await portal.chat.sees('Please fill it up and tell me.');
    await until('the code to be out of the address', () => !person.page.url().includes('support-claim'));
    await portal.chat.say('It is full now, and the lamp is green.');
    await anna.chat.sees('It is full now, and the lamp is green.');
    await anna.chat.say('Wonderful.');
    await portal.chat.sees('Wonderful.');
    assert.equal(mailsToRobin().length, 1, 'who is there needs no mail');
  });

  it('has it there for good, also after a reload', async () => {
    await second.page.reload();
    const portal = new PortalPage(second.page);
    assert.equal(await portal.number(), 1);
    await portal.chat.sees('Wonderful.');
  });

  it('is told that the link was used when it is opened in yet another browser, and has another one sent', async () => {
    const { person } = await follow(link);
    await seen(person.page.getByText('This link has been used already, or is older than a week.'));
    await gone(person.page.getByText('Red means that the tank is empty.'));
    await person.page.getByRole('button', { name: 'Send me a new link' }).click();
    await seen(person.page.getByText('A new link is on its way to the email address that you gave with your request.'));
    const renewed = await mail(2);
    assert.equal(renewed.headers['subject'], 'Acme: your link to support request 1');
    const fresh = linkIn(renewed);
    assert.notEqual(fresh, link);
    const { person: third, portal } = await follow(fresh);
    assert.equal(await portal.number(), 1);
    await portal.chat.sees('Wonderful.');
    await portal.chat.say('And here I am on my phone.');
    await anna.chat.sees('And here I am on my phone.');
    await new PortalPage(second.page).chat.sees('And here I am on my phone.');
    await third.leave();
    assert.deepEqual(third.troubles, []);
    await person.leave();
    assert.deepEqual(person.troubles, []);
  });

  it('is not sent a third link within minutes, and reads why', async () => {
    const { person } = await follow(link);
    await person.page.getByRole('button', { name: 'Send me a new link' }).click();
    await seen(person.page.getByText('A link was sent to you a few minutes ago.'));
    assert.equal(mailsToRobin().length, 2);
    await person.leave();
  });

  it('reads that a link is not known, and can file a request all the same', async () => {
    for (const code of ['0'.repeat(64), 'nonsense', '%E0%A4%A', 'x'.repeat(5_000)]) {
      const { person, portal } = await follow(`${server.origin}/portal/acme#support-claim=${code}`);
      await seen(person.page.getByText('This link is not known here. Check that it is whole.'));
      await person.page.getByRole('button', { name: english.newRequest }).first().click();
      await seen(portal.submitButton);
      assert.deepEqual(person.troubles, [], code.slice(0, 20));
      await person.leave();
    }
  });

  it('left no error on any page', () => {
    for (const person of [technician, ...colleagues, second]) assert.deepEqual(person.troubles, []);
  });
});
