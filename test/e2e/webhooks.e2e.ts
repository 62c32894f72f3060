import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { endpoint, type Endpoint, type ReceivedCall } from '../server/node/endpoint.ts';
import { ConsolePage } from '../support/console-page.ts';
import { Ends } from '../support/ends.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const secret = 'the secret of the crm, more than thirty-two bytes';
const globexSecret = 'the secret of the other company, of thirty-two bytes';
const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The grinder grinds no more.' };

interface Payload {
  readonly event: string;
  readonly company: string;
  readonly at: number;
  readonly request: { readonly number: number; readonly status: string; readonly outcome: string | null; readonly customer: { readonly email: string }; readonly technician: { readonly id: string } | null };
  readonly message?: { readonly from: string; readonly name: string; readonly text: string };
  readonly description?: string;
}

const payloadOf = ({ body }: ReceivedCall) => JSON.parse(body) as Payload;

/** By hand, as a receiver that knows only the description of it: HMAC-SHA256 over time, a dot and the body. */
function isSigned({ headers, body }: ReceivedCall, by = secret): boolean {
  const header = String(headers['deskside-signature']);
  const time = /t=(\d+)/.exec(header)?.[1] ?? '';
  return header.includes(`v1=${createHmac('sha256', by).update(`${time}.${body}`).digest('hex')}`) && Math.abs(Date.now() - Number(time)) < 60_000;
}

describe("A company's own systems hear of its requests by signed webhooks", () => {
  const ends = new Ends();
  let browser: Browser;
  let server: DemoServer;
  let crm: Endpoint;
  /** That of Globex. */
  let otherCrm: Endpoint;
  let technicians: readonly Person[] = [];
  let customer: Person;
  let anna: ConsolePage;
  let ben: ConsolePage;
  let carla: ConsolePage;
  let portal: PortalPage;

  const heard = (what: string, is: (payload: Payload) => boolean, by = crm) => until(what, () => by.calls.find((call) => is(payloadOf(call))));

  before(async () => {
    crm = await endpoint(ends);
    otherCrm = await endpoint(ends);
    [server, browser] = await Promise.all([
      startServer(
        twoCompanies({
          acme: { webhooks: [{ id: 'crm', url: `${crm.url}/hook`, secret }] },
          globex: { webhooks: [{ id: 'crm', url: `${otherCrm.url}/hook`, secret: globexSecret }] },
        }),
      ),
      launch(),
    ]);
    for (const name of ['anna', 'ben', 'carla']) technicians = [...technicians, await visit(browser, server, `/console?technician=${name}`)];
    const [first, second, third] = technicians;
    assert.ok(first && second && third);
    anna = new ConsolePage(first.page);
    ben = new ConsolePage(second.page);
    carla = new ConsolePage(third.page);
    for (const desk of [anna, ben, carla]) await seen(desk.all);
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
  });
  after(async () => {
    await browser.close();
    await server.stop();
    await ends.all();
  });

  it('when it is submitted', async () => {
    const number = await portal.file(kim);
    const call = await heard('the webhook of the request', ({ event }) => event === 'submitted');
    assert.ok(isSigned(call));
    assert.equal(call.method, 'POST');
    const payload = payloadOf(call);
    assert.equal(payload.company, 'acme');
    assert.equal(payload.request.number, number);
    assert.equal(payload.request.customer.email, kim.email);
    assert.equal(payload.description, kim.description);
  });

  it('when it is assigned', async () => {
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.act(english.assign);
    const call = await heard('the webhook of the assignment', ({ event }) => event === 'assigned');
    assert.ok(isSigned(call));
    assert.equal(payloadOf(call).request.technician?.id, 'anna');
  });

  it('when either side writes, and again after their system has answered with a fault', async () => {
    await anna.act(english.join);
    crm.answers.push({ status: 500 });
    await anna.chat.say('Which grinder is it?');
    const failed = await heard('the first try', ({ message }) => message?.text === 'Which grinder is it?');
    await portal.chat.sees('Which grinder is it?');
    await portal.chat.say('The red one.');
    const fromCustomer = await heard('the message of the customer', ({ message }) => message?.text === 'The red one.');
    assert.equal(payloadOf(fromCustomer).message?.from, 'customer');
    const again = await until('the second try', () => crm.calls.filter(({ body }) => body.includes('Which grinder'))[1]);
    assert.ok(isSigned(again));
    assert.equal(again.headers['deskside-delivery'], failed.headers['deskside-delivery'], 'by its number the receiver knows the repetition');
    assert.equal(again.body, failed.body);
    assert.deepEqual(payloadOf(again).message, { from: 'technician', name: 'Anna Berg', text: 'Which grinder is it?' });
    assert.match(server.output(), /"event":"delivery","company":"acme".*"why":"HTTP 500"/, 'the fault is in the log');
  });

  it('which name the technician who writes beside the one whose request it is', async () => {
    await anna.invite('Ben Okafor');
    await ben.hasRow(ben.mine, kim.name);
    await ben.select(ben.mine, kim.name);
    await ben.act(english.join);
    await ben.chat.say('The red one has a lever below.');
    const payload = payloadOf(await heard('the message of the colleague', ({ message }) => message?.text.includes('a lever below') === true));
    assert.deepEqual(payload.message, { from: 'technician', name: 'Ben Okafor', text: 'The red one has a lever below.' });
    assert.equal(payload.request.technician?.id, 'anna');
  });

  it('when it is completed', async () => {
    await anna.act(english.close);
    await anna.page.getByRole('dialog').getByRole('button', { name: english.close }).click();
    const call = await heard('the webhook of the end', ({ event }) => event === 'completed');
    assert.ok(isSigned(call));
    assert.equal(payloadOf(call).request.status, 'completed');
    assert.equal(payloadOf(call).request.outcome, 'resolved');
  });

  it('and never of those of another company', async () => {
    const other = await visit(browser, server, '/portal/globex');
    const elsewhere = new PortalPage(other.page);
    await elsewhere.file({ ...kim, description: 'The saw saws no more.' });
    await portal.begin();
    await portal.file({ ...kim, description: 'And the tray is stuck.' });
    await heard('the next request of the company', ({ description }) => description === 'And the tray is stuck.');
    for (const desk of [ben, carla]) {
      await desk.hasRow(desk.all, kim.name);
      await desk.select(desk.all, kim.name);
      await desk.act(english.assign);
    }
    const assigned = (id: string, by: Endpoint) => heard(`the webhook that ${id} has it`, ({ event, request }) => event === 'assigned' && request.technician?.id === id, by);
    assert.ok(isSigned(await assigned('ben', crm)));
    const call = await assigned('carla', otherCrm);
    assert.ok(isSigned(call, globexSecret));
    assert.equal(payloadOf(call).company, 'globex');
    assert.ok(crm.calls.every(({ body }) => !body.includes('saws no more') && !body.includes('carla')));
    assert.ok(otherCrm.calls.every(({ body }) => !body.includes('tray is stuck') && !body.includes('ben')));
    await other.leave();
  });

  it('left no error on any page', () => {
    for (const person of [customer, ...technicians]) assert.deepEqual(person.troubles, []);
  });
});
