import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { overhearToken } from '../support/overheard-token.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { hello, newKey, newSecret, openRaw, type RawDesk } from '../support/raw-desk.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const secretText = 'Nobody of globex may ever read this.';

describe('A technician of another company', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let carla: ConsolePage;
  let token = '';
  let number = 0;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    technician = await visit(browser, server, '/');
    const heard = overhearToken(technician.page);
    await technician.page.goto(`${server.origin}/console?technician=carla`);
    carla = new ConsolePage(technician.page);
    await seen(carla.all);
    token = await heard;
    customer = await visit(browser, server, '/portal/acme');
    number = await new PortalPage(customer.page).file({ name: 'Acme Only', email: 'only@example.com', description: secretText });
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('sees own requests and none of acme on the page, in no view', async () => {
    const globex = await visit(browser, server, '/portal/globex');
    await new PortalPage(globex.page).file({ name: 'Globex Guest', email: 'guest@example.com', description: 'This one is for Carla.' });
    await carla.hasRow(carla.all, 'Globex Guest');
    for (const view of english.views) {
      await carla.view(view);
      await until(`the view ${view}`, async () => (await carla.all.getByRole('row').count()) > 0 || (await carla.all.innerText()).length > 0);
      assert.equal(await carla.row(carla.all, 'Acme Only').count(), 0);
    }
    assert.ok(!(await technician.page.locator('body').innerText()).includes(secretText));
    await globex.leave();
  });

  it('is turned away by the desk of acme with a WebSocket made by hand [R4]', async () => {
    const raw = await openRaw(server.origin, 'acme', hello({ token }));
    assert.ok([4401, 4403].includes(await raw.closed));
    assert.deepEqual(raw.heard, []);
  });

  it('gets nothing of acme out of the own desk, whatever is asked [R40]', async () => {
    const raw = await openRaw(server.origin, 'globex', hello({ token }));
    await raw.hear(({ type }) => type === 'welcome');
    raw.send({ type: 'open', ask: 1, request: number + 1_000, after: 0 });
    const nowhere = await raw.hear((frame) => frame['ask'] === 1);
    assert.deepEqual([nowhere.type, nowhere['code']], ['error', 'not_found']);
    const key = await keyOf(customer, server);
    raw.send({ type: 'open', ask: 2, request: key, after: 0 });
    const strangers = await raw.hear((frame) => frame['ask'] === 2);
    assert.deepEqual({ ...strangers, ask: 1 }, nowhere, "a stranger's request looks like one that does not exist");
    raw.send({ type: 'command', lane: newKey(), n: 1, command: { type: 'assign', key } });
    const refused = await raw.hear(({ type }) => type === 'answer');
    assert.deepEqual([refused['ok'], refused['code']], [false, 'not_found']);
    assert.ok(!JSON.stringify(raw.heard).includes(secretText));
    raw.close();
  });

  it('gains nothing with a forged token [R4]', async () => {
    const [head = '', body = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, aud: ['acme'], sub: 'anna' })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
    for (const lie of [`${head}.${forged}.${signature}`, `${unsigned}.${forged}.`, `${head}.${body}.${signature}x`, 'nonsense']) {
      const raw = await openRaw(server.origin, 'acme', hello({ token: lie }));
      assert.equal(await raw.closed, 4401);
      assert.deepEqual(raw.heard, []);
    }
  });

  it('is told as little as another customer who knows the key [R40]', async () => {
    const raw = await openRaw(server.origin, 'acme', hello({ secret: newSecret() }));
    await raw.hear(({ type }) => type === 'welcome');
    raw.send({ type: 'open', ask: 1, request: await keyOf(customer, server), after: 0 });
    assert.equal((await raw.hear((frame) => frame['ask'] === 1))['code'], 'not_found');
    raw.send({ type: 'query', ask: 2, view: 'all', mine: false, sort: 'submitted', direction: 'descending', limit: 100 });
    assert.deepEqual((await raw.hear((frame) => frame['ask'] === 2))['rows'], []);
    raw.close();
  });

  it('disturbs nobody with frames that are none [R1] [R44]', async () => {
    const secret = newSecret();
    const bystander = await openRaw(server.origin, 'acme', hello({ secret }));
    await bystander.hear(({ type }) => type === 'welcome');
    const bad: readonly ((raw: RawDesk) => void)[] = [
      (raw) => raw.send('no JSON'),
      (raw) => raw.send({ type: 'of tomorrow' }),
      (raw) => raw.send({ type: 'open', ask: 'one', request: 1, after: 0 }),
      (raw) => raw.send({ type: 'command', lane: newKey(), n: 1, command: { type: 'message', key: newKey(), text: 'x'.repeat(65 * 1024) } }),
      (raw) => raw.send(hello({ secret })),
    ];
    for (const send of bad) {
      const raw = await openRaw(server.origin, 'acme', hello({ secret: newSecret() }));
      await raw.hear(({ type }) => type === 'welcome');
      send(raw);
      assert.ok([4400, 1009].includes(await raw.closed));
    }
    bystander.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'submitted', direction: 'descending', limit: 1 });
    assert.equal((await bystander.hear((frame) => frame['ask'] === 1)).type, 'rows');
    bystander.close();
  });

  it('is told that there is no such desk [R7]', async () => {
    const raw = await openRaw(server.origin, 'nobody', hello({ secret: newSecret() }));
    assert.equal(await raw.closed, 4404);
    assert.deepEqual(raw.heard, []);
  });
});

/** The key of the request that the customer's page shows, as its own secret can ask for it. */
async function keyOf(customer: Person, server: DemoServer): Promise<string> {
  const page = await customer.context.newPage();
  const opened = new Promise<string>((resolve) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        if (typeof payload !== 'string' || !payload.includes('"opened"')) return;
        const { type, key } = JSON.parse(payload) as { type: string; key: string };
        if (type === 'opened') resolve(key);
      });
    });
  });
  await page.goto(`${server.origin}/portal/acme`);
  const key = await opened;
  await page.close();
  return key;
}
