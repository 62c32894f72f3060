import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { httpTransport } from '../../src/transports/http.ts';
import { webSocketTransport } from '../../src/transports/websocket.ts';
import { startServer } from '../server/node/running-server.ts';
import type { Carriage, Weather } from '../simulation/faulty-network.ts';
import { slicingProxy } from '../support/slicing-proxy.ts';
import { until } from '../support/until.ts';
import { calm, minute, read, Scene, second, sending } from './scene.ts';

/** 2 s there and back, 32 kbit/s, and three round trips until a connection is open: TCP, TLS, the upgrade. */
const slow: Weather = { ...calm, delay: [second, second], rate: 4_000, opening: 6 * second };

/** As long as a message may be: 48 KiB, which take 12 s. */
const long = (by: string) => by.padEnd(16_000, '漢');

for (const carriage of ['socket', 'posts'] satisfies Carriage[]) {
  describe(`A line of 32 kbit/s with a round trip of 2 s (${carriage})`, () => {
    it('is taken for no dead one: one connection for all, and every message once and in order [R60]', async () => {
      const replies = Array.from({ length: 20 }, (_, index) => ({ name: `reply ${String(index)}`, text: 'x'.repeat(2_000) }));
      const scene = new Scene({ seed: 3, desk: { rate: { perSecond: 1e6, burst: 1e6 }, replies } });
      const [desk, phone] = [scene.place(), scene.place({ carriage })];
      const home = scene.place({ carriage });
      const filer = scene.customer();
      for (let count = 0; count < 100; count++) await scene.done(filer.submit({ name: 'Lou', email: 'lou@example.com', description: 'd'.repeat(200) }));
      scene.network.weather = slow;
      const { kim, anna, key } = await scene.conversation(home, desk);
      // Another technician comes to a busy console: a welcome of 40 KB, lists, the conversation, its notes.
      const console = scene.technician(phone, 'ben');
      const lists = [false, true].map((mine) => console.list({ view: 'all', mine, sort: 'submitted', direction: 'descending' }));
      for (const { $rows } of lists) $rows.listen(() => undefined);
      const ben = console.request('acme', key);
      for (const store of [ben.$messages, ben.$notes]) store.listen(() => undefined);

      const said: string[] = [];
      for (let turn = 0; turn < 30; turn++) {
        // Neither side's beats meet the other's: a long one begins at every moment of the other's quiet.
        if (turn % 2 === 0) void anna.send(long(`anna ${String(turn)} `));
        const text = `kim ${String(turn)}`;
        said.push(text);
        void kim.send(text);
        if (turn % 7 === 3) for (const { environment } of [home, phone]) environment.wake();
        await scene.clock.pass(scene.chance.between(8_000, 29_000));
      }
      await scene.clock.pass(2 * minute);
      for (const place of [home, phone]) assert.equal(scene.network.tries.filter(({ owner }) => owner === place).length, 1, `${place.ip} tried once`);
      const log = scene.log(key);
      assert.deepEqual(log.filter((text) => text.startsWith('kim')), said);
      assert.equal(new Set(log).size, said.length + 15);
      for (const conversation of [kim, anna, ben]) {
        assert.deepEqual(read(conversation), log.slice(-read(conversation).length));
        assert.deepEqual(sending(conversation), []);
      }
    });
  });
}

describe('A line that brings one byte at a time', () => {
  for (const [name, over] of [
    ['WebSocket', webSocketTransport],
    ['HTTP', httpTransport],
  ] as const) {
    it(`carries everything whole, letters of several bytes too (${name})`, async (t) => {
      const { url } = await startServer(t);
      const proxy = await slicingProxy(url);
      t.after(() => proxy.close());
      const client = createCustomerClient({ transport: over(proxy.url), company: 'acme', environment: new MemoryEnvironment() });
      t.after(() => {
        client.close();
      });
      const states: string[] = [];
      client.$connection.listen(({ status }) => states.push(status));
      const request = await client.submit({ name: 'Kim', email: 'kim@example.com', description: 'Grüße, 漢字 😀' });
      request.$messages.listen(() => undefined);
      const texts = ['ä', '漢字', '😀😀', 'plain'].map((text) => text.repeat(40));
      for (const text of texts) await request.send(text);
      await until('all of it is shown', () => read(request).length === texts.length);
      assert.deepEqual(read(request), texts);
      assert.equal(request.$state.get()?.description, 'Grüße, 漢字 😀');
      assert.deepEqual(states, ['connected']);
      assert.ok(proxy.carried() > 3_000);
    });
  }
});
