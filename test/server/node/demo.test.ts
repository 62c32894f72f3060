import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Standing } from '../../../src/domain/request.ts';
import { standing } from '../../../src/domain/request.ts';
import { demoConfig, withDemoPages } from '../../../src/server/node/demo/companies.ts';
import { messageItems } from '../../../src/server/node/demo/mailbox-page.ts';
import { Mailbox } from '../../../src/server/node/demo/mailbox.ts';
import { seedDesks } from '../../../src/server/node/demo/seed.ts';
import { openDeskFiles } from '../../../src/server/node/desk-files.ts';
import { until } from '../../support/until.ts';
import { CommandProcess } from './command-process.ts';
import { customer, hex, submit, technician } from './frames.ts';
import { startServer } from './running-server.ts';

async function tokenOf(url: string, id: string): Promise<string> {
  const response = await fetch(`${url}/demo/token`, { method: 'POST', body: JSON.stringify({ technician: id }) });
  return ((await response.json()) as { token: string }).token;
}

describe('the demo', () => {
  it('says where it is, line by line, signs technicians in, and keeps its state over a restart', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const start = () => new CommandProcess(['serve', '--demo', '--port', '0', '--data', data]);
    const first = start();
    t.after(() => first.kill());
    const url = await first.listening();
    const port = new URL(url).port;
    await first.line(/console$/);
    assert.deepEqual(first.lines, [`deskside listening on http://localhost:${port}`, `http://localhost:${port}/portal/acme`, `http://localhost:${port}/console`]);

    const query = { type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 50 } as const;
    const anna = await technician(url, await tokenOf(url, 'anna'));
    anna.send(query);
    const before = await anna.next('rows');
    assert.equal(before.rows.length, 12);
    assert.equal((await technician(url, await tokenOf(url, 'anna'), 'globex')).received[0]?.type, 'welcome');
    await first.kill();

    const second = start();
    t.after(() => second.kill());
    const again = await technician(await second.listening(), await tokenOf(await second.listening(), 'ben'));
    again.send(query);
    assert.deepEqual(
      (await again.next('rows')).rows.map(({ row }) => row.customer),
      before.rows.map(({ row }) => row.customer),
    );
  });

  it('signs in nobody who is neither a technician nor a customer of its sites', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const serve = new CommandProcess(['serve', '--demo', '--port', '0', '--data', data]);
    t.after(() => serve.kill());
    const url = await serve.listening();
    const answer = async (body: string) => (await fetch(`${url}/demo/token`, { method: 'POST', body })).status;
    assert.equal(await answer('{"technician":"mallory"}'), 404);
    assert.equal(await answer('{'), 400);
    assert.equal(await answer('{}'), 400);
    assert.equal(await answer('{"customer":"mallory","company":"acme"}'), 404);
    assert.equal(await answer('{"customer":"kim","company":"nowhere"}'), 404);
    assert.equal(await answer('{"customer":"kim"}'), 400);
    assert.equal(await answer('{"customer":"kim","company":"acme"}'), 200);
  });

  it('answers to the names of this machine alone: a page of somebody’s, whose name leads here, signs nobody in and reads no mail', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const serve = new CommandProcess(['serve', '--demo', '--port', '0', '--data', data]);
    t.after(() => serve.kill());
    const { port } = new URL(await serve.listening());
    const status = (host: string, path: string, method: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, method, headers: { host } }, (answer) => resolve(answer.resume().statusCode));
        asked.on('error', reject).end(method === 'POST' ? '{"technician":"anna"}' : undefined);
      });
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) assert.equal(await status(host, '/demo/token', 'POST'), 200);
    for (const host of [`attacker.example:${port}`, `localhost.attacker.example:${port}`, 'attacker.example'])
      for (const [path, method] of [['/demo/token', 'POST'], ['/demo/technicians', 'GET'], ['/mailbox', 'GET'], ['/console', 'GET']] as const)
        assert.equal(await status(host, path, method), 421, `${host} ${path}`);
  });

  it('has examples in every state for both companies, and nobody there until a console is opened', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const now = Date.now();
    seedDesks({ ...demoConfig, data }, now);
    for (const [company, settings] of Object.entries(demoConfig.companies)) {
      const { store, close } = openDeskFiles(data, company, settings);
      const all = store.list({ statuses: ['new', 'active', 'completed'], sort: 'id', direction: 'ascending', limit: 100 });
      const found = new Set<Standing>(all.map(({ state }) => standing(state)));
      assert.deepEqual([...found].sort(), ['chat-ended', 'completed', 'in-chat', 'in-progress', 'new', 'waiting']);
      assert.ok(all.every(({ state }) => state.updatedAt < now));
      for (const { leftAt } of store.technicians()) assert.ok(leftAt !== null && now - leftAt > 120_000);
      close();
    }
  });
});

describe('the demo’s mailbox', () => {
  it('keeps what would have been sent, the newest first, each with its link', async (t) => {
    const mailbox = new Mailbox(() => 1_800_000_000_000);
    const { companies } = withDemoPages(demoConfig, 'http://localhost:8787');
    const { url } = await startServer(t, { companies }, { mail: mailbox.mail, sms: mailbox.sms });
    const kim = await customer(url, hex('kim', 64));
    await kim.command(hex('lane'), submit(hex('request')));
    await kim.close();
    await until('an email and an SMS', () => mailbox.messages.length === 2);
    const [sms, mail] = [...mailbox.messages].sort((a, b) => (a.by < b.by ? 1 : -1));
    assert.deepEqual([sms?.to, sms?.text], ['+491701234567', 'Acme: new request 1 from Kim http://localhost:8787/console#acme/1']);
    assert.deepEqual([mail?.to, mail?.subject], ['anna@acme.example', 'Acme: new support request 1 from Kim']);
  });

  it('forgets what is older than the last fifty', async () => {
    const mailbox = new Mailbox(Date.now);
    for (let n = 1; n <= 60; n += 1) await mailbox.sms(`+49170000${n}`, `${n}`, AbortSignal.abort());
    assert.deepEqual([mailbox.messages.length, mailbox.messages[0]?.text, mailbox.messages.at(-1)?.text], [50, '60', '11']);
  });

  it('shows text as text', () => {
    const page = messageItems([{ by: 'email', at: 0, to: '<i>@x', subject: '<b>"', text: 'see https://a.example/"><script>alert(1)</script> & more' }]);
    assert.doesNotMatch(page, /<(?:b|i|script)>/);
    assert.match(page, /<a href="https:\/\/a\.example\/&#34;&#62;&#60;script&#62;alert\(1\)&#60;\/script&#62;">/);
  });

  it('leaves the pages that a configuration names', () => {
    const own = { ...demoConfig, companies: { acme: { ...demoConfig.companies['acme']!, console: 'https://acme.example/desk' } } };
    const { console: desk, portal } = withDemoPages(own, 'http://localhost:1').companies['acme'] ?? {};
    assert.deepEqual([desk, portal], ['https://acme.example/desk', 'http://localhost:1/portal/acme']);
  });
});
