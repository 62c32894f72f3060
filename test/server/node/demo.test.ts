import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Standing } from '../../../src/domain/request.ts';
import { standing } from '../../../src/domain/request.ts';
import { demoConfig } from '../../../src/server/node/demo/companies.ts';
import { seedDesks } from '../../../src/server/node/demo/seed.ts';
import { openDeskFiles } from '../../../src/server/node/desk-files.ts';
import { CommandProcess } from './command-process.ts';
import { technician } from './frames.ts';

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

  it('signs in nobody who is not a technician', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const serve = new CommandProcess(['serve', '--demo', '--port', '0', '--data', data]);
    t.after(() => serve.kill());
    const url = await serve.listening();
    const answer = async (body: string) => (await fetch(`${url}/demo/token`, { method: 'POST', body })).status;
    assert.equal(await answer('{"technician":"mallory"}'), 404);
    assert.equal(await answer('{'), 400);
    assert.equal(await answer('{}'), 400);
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
