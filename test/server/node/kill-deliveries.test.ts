import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CommandProcess } from './command-process.ts';
import { endpoint } from './endpoint.ts';
import { customer, hex, submit } from './frames.ts';

describe('a server that is killed with messages to other systems on its hands', () => {
  it('sends each of them after its restart, those under way and those not begun, under their old numbers [R80]', async (t) => {
    const crm = await endpoint(t);
    const folder = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'deskside.json');
    const webhooks = [{ id: 'crm', url: crm.url, secret: 'a secret of at least thirty-two bytes' }];
    await writeFile(file, JSON.stringify({ companies: { acme: { name: 'Acme', webhooks } }, data: join(folder, 'data') }));
    const serve = async () => {
      const running = new CommandProcess(['serve', '--config', file, '--port', '0']);
      t.after(() => running.kill());
      return { running, url: await running.listening() };
    };
    // The other system takes what it is sent and says nothing: 16 are under way at most, the others wait.
    crm.answers = Array.from({ length: 16 }, () => ({ status: 0 }));
    const first = await serve();
    const kim = await customer(first.url, hex('kim', 64));
    const written = 20;
    await kim.command(hex('lane'), submit(hex('key')));
    for (let n = 2; n <= written; n++) await kim.command(hex('lane'), { type: 'message', key: hex('key'), text: String(n) });
    await crm.call(16);
    await first.running.kill('SIGKILL');
    const before = crm.calls.length;
    assert.equal(before, 16, 'not all were begun');

    await serve();
    await crm.call(before + written);
    const sent = crm.calls.slice(before).map(({ headers, body }) => [headers['deskside-delivery'], (JSON.parse(body) as { seq: number }).seq]);
    const all = Array.from({ length: written }, (_, i) => [String(i + 1), i + 1]);
    assert.deepEqual(sent.toSorted(([, a], [, b]) => Number(a) - Number(b)), all);
  });
});
