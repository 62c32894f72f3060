import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { Line } from '../support/line.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { annaBerg, benOkafor, twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const lee = { name: 'Lee Latecomer', email: 'lee@example.com', description: 'The door is locked.' };

/** A name may have signs around it that keep its direction to itself. */
const looks = (name: string) => new RegExp(`${name}\\u2069? is looking at this too`);

/** Anna, Ben and Dora work for Acme; Carla, for Globex alone, hears nothing of all this. */
describe('Several technicians at the same request', () => {
  const rounds = 4;
  let browser: Browser;
  let server: DemoServer;
  let people: readonly Person[] = [];
  let portal: PortalPage;
  let anna: ConsolePage;
  let ben: ConsolePage;
  let dora: ConsolePage;
  const heardByCarla: string[] = [];
  let lines: readonly Line[] = [];

  before(async () => {
    const acme = { technicians: [annaBerg, benOkafor, { id: 'dora', name: 'Dora Diaz', available: true }] };
    [server, browser] = await Promise.all([startServer(twoCompanies({ acme })), launch()]);
    const contexts = await Promise.all([1, 2, 3, 4].map(() => browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } })));
    const [annas, bens, doras, carlas] = contexts;
    assert.ok(annas && bens && doras && carlas);
    lines = await Promise.all([annas, bens, doras].map((context) => Line.lay(context, 'acme')));
    carlas.once('page', (page) => {
      page.on('websocket', (socket) => {
        socket.on('framereceived', ({ payload }) => heardByCarla.push(payload.toString()));
      });
    });
    people = [
      await visit(browser, server, '/console?technician=anna', { context: annas }),
      await visit(browser, server, '/console?technician=ben', { context: bens }),
      await visit(browser, server, '/portal/acme'),
      await visit(browser, server, '/console?technician=dora', { context: doras }),
      await visit(browser, server, '/console?technician=carla', { context: carlas }),
    ];
    const [first, second, third, fourth, fifth] = people;
    assert.ok(first && second && third && fourth && fifth);
    anna = new ConsolePage(first.page);
    ben = new ConsolePage(second.page);
    dora = new ConsolePage(fourth.page);
    portal = new PortalPage(third.page);
    for (const desk of [anna, ben, dora, new ConsolePage(fifth.page)]) await seen(desk.all);
    await portal.file(lee);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('see each other look at it, and no longer once one of them looks elsewhere or leaves', async () => {
    await anna.hasRow(anna.all, lee.name);
    await anna.select(anna.all, lee.name);
    await seen(anna.action(english.assign));
    await gone(anna.page.getByText(/looking at this too/));
    await ben.hasRow(ben.all, lee.name);
    await ben.select(ben.all, lee.name);
    await seen(anna.page.getByText(looks('Ben Okafor')));
    await seen(ben.page.getByText(looks('Anna Berg')));
    const colleague = await visit(browser, server, '/console?technician=ben#acme/1');
    await seen(colleague.page.getByText(looks('Anna Berg')));
    await ben.page.goto(`${server.origin}/console?technician=ben#`);
    await ben.page.reload();
    await seen(anna.page.getByText(looks('Ben Okafor')));
    await colleague.leave();
    // What was said aloud stands where nobody sees it until something else is said.
    await gone(anna.page.getByText(looks('Ben Okafor')).and(anna.page.locator(':not(.announcer)')));
  });

  it('press Assign to Me at the same moment: exactly one has it, and the others read who', async () => {
    const everyone = [
      { desk: anna, name: 'Anna Berg' },
      { desk: ben, name: 'Ben Okafor' },
      { desk: dora, name: 'Dora Diaz' },
    ];
    for (let round = 0; round < rounds; round++) {
      const who = `${lee.name} ${String(round)}`;
      await portal.begin();
      await portal.file({ ...lee, name: who });
      for (const { desk } of everyone) {
        await desk.hasRow(desk.all, who);
        await desk.select(desk.all, who);
        await seen(desk.action(english.assign));
        await seen(desk.page.getByRole('heading', { name: who }));
      }
      // Neither hears of the other before it has pressed: on a busy machine a millisecond is not kept otherwise.
      for (const line of lines) line.hold();
      await Promise.all(everyone.map(({ desk }) => desk.action(english.assign).click({ noWaitAfter: true })));
      for (const line of lines) line.release();
      const winner = await until('one of them to have it', async () => {
        const mine = await Promise.all(everyone.map(({ desk }) => desk.row(desk.mine, who).count()));
        assert.ok(mine.filter((count) => count > 0).length <= 1, 'more than one has it');
        return everyone[mine.indexOf(1)];
      });
      for (const { desk } of everyone) {
        if (desk === winner.desk) continue;
        await seen(desk.page.getByText(`${winner.name} was faster and has this request now.`));
        await until('the loser to see whose it is', async () => (await desk.detail('Technician')).includes(winner.name));
        assert.equal(await desk.row(desk.mine, who).count(), 0);
        const assign = desk.action(english.assign);
        assert.ok((await assign.count()) === 0 || (await assign.first().getAttribute('aria-disabled')) === 'true', 'it is not offered any more');
      }
      await portal.chat.sees(`${winner.name} has taken on this request`);
      assert.deepEqual(await portal.chat.all(/\w+ \w+ has taken on this request/g), [`${winner.name} has taken on this request`]);
    }
  });

  it('and nobody of another company hears a word of it', () => {
    assert.ok(heardByCarla.some((frame) => frame.includes('"welcome"')), 'she was listening');
    assert.deepEqual(heardByCarla.filter((frame) => frame.includes(lee.name) || frame.includes('Dora Diaz')), []);
  });

  it('left no error on any page', () => {
    for (const person of people) assert.deepEqual(person.troubles, []);
  });
});
