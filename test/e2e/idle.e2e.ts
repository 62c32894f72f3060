import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, WebSocket } from 'playwright-core';
import { ping } from '../../src/protocol/limits.ts';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

/** Acme sets whoever has not been there for five minutes to Unavailable; Globex leaves everyone as they are. */
describe('A technician who has gone', () => {
  let browser: Browser;
  let server: DemoServer;
  let technician: Person;
  let customer: Person;
  let anna: ConsolePage;
  let colleagues: readonly Person[] = [];
  let ben: ConsolePage;
  let carla: ConsolePage;

  /** Sockets that have asked their desk for a sign of life, and have none yet. */
  const asking = new Set<WebSocket>();
  /** Lets the page's time go on. Its desks answer in the time of the world: before that more of it would look like a silence to the page. */
  const pass = async (time: string) => {
    await technician.page.clock.fastForward(time);
    await until('the desks to have answered', () => asking.size === 0);
  };
  const said = () => technician.page.locator('p', { hasText: /You were set to Unavailable for .?Acme.? because nothing was done here for 5 min/ });

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies({ acme: { idleAfter: 5 } })), launch()]);
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    await context.clock.install();
    context.on('page', (page) =>
      page.on('websocket', (socket) => {
        socket.on('framesent', ({ payload }) => payload === ping && asking.add(socket));
        socket.on('framereceived', () => asking.delete(socket));
        socket.on('close', () => asking.delete(socket));
      }),
    );
    technician = await visit(browser, server, '/console?technician=anna', { context });
    anna = new ConsolePage(technician.page);
    const [first, second] = (colleagues = [await visit(browser, server, '/console?technician=ben'), await visit(browser, server, '/console?technician=carla')]);
    assert.ok(first && second);
    ben = new ConsolePage(first.page);
    carla = new ConsolePage(second.page);
    for (const desk of [anna, ben, carla]) await until('each to be Available', async () => (await desk.availability()) === english.available);
    customer = await visit(browser, server, '/portal/acme');
    await seen(customer.page.getByText('Available now'));
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('stays Available as long as anything is done in the console', async () => {
    for (let round = 0; round < 3; round++) {
      await pass('04:00');
      if (round % 2 === 0) await technician.page.mouse.move(200 + round, 300);
      else await technician.page.keyboard.press('Shift');
    }
    await pass('04:30');
    assert.equal(await anna.availability(), english.available);
  });

  it('is set to Unavailable for the company that wants it, and reads why', async () => {
    await pass('01:00');
    await seen(said());
    await until('her to be away for one', async () => (await anna.availability()) === 'Available for 1 of 2');
  });

  it('leaves colleagues Available, and a request waits for one of them to chat', async () => {
    const portal = new PortalPage(customer.page);
    await portal.file({ name: 'Early Ed', email: 'ed@example.com', description: 'Who is there?' });
    await ben.hasRow(ben.all, 'Early Ed');
    assert.match(await ben.cell(ben.all, 'Early Ed', 'Status'), new RegExp(`^${english.standings.waiting}`));
    assert.equal(await anna.row(anna.all, 'Early Ed').count(), 0);
    for (const desk of [ben, carla]) assert.equal(await desk.availability(), english.available);
    await portal.begin();
    await seen(customer.page.getByText('Available now'));
  });

  it('is no longer waited for by customers once the last colleague is Unavailable', async () => {
    await ben.become(english.unavailable);
    await seen(customer.page.getByText('Nobody available', { exact: true }));
    await new PortalPage(customer.page).file({ name: 'Late Luis', email: 'luis@example.com', description: 'Is anybody there?' });
    await seen(customer.page.getByText('Nobody is available right now.'));
    assert.equal(await anna.row(anna.all, 'Late Luis').count(), 0);
    assert.equal(await carla.availability(), english.available, 'of another company');
  });

  it('is Available again by one press', async () => {
    await technician.page.getByRole('button', { name: 'Become Available' }).first().click();
    await anna.hasRow(anna.all, 'Late Luis');
    await gone(said());
    await until('her to be Available', async () => (await anna.availability()) === english.available);
  });

  it('left no error on any page', () => {
    for (const person of [technician, customer, ...colleagues]) assert.deepEqual(person.troubles, []);
  });
});
