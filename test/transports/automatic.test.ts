import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createCustomerClient, createTechnicianClient } from '../../src/index.ts';
import type { Conversation } from '../../src/client/client.ts';
import type { Transport } from '../../src/client/transport.ts';
import { automaticTransport } from '../../src/transports/automatic.ts';
import { startServer, tokenOf } from '../server/node/running-server.ts';
import { blockingProxy } from '../support/blocking-proxy.ts';
import { until } from '../support/until.ts';

const secret = 'a1'.repeat(32);
const hello = JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret, device: { userAgent: '', platform: '', touchPoints: 0 }, lanes: [] });

/** Opens a link; resolves with `welcome` once the desk has answered on it, or with the code of its end. */
function reach(t: TestContext, transport: Transport): Promise<{ outcome: 'welcome' | number; close(): void }> {
  return new Promise((resolve) => {
    const link = transport.connect('acme', {
      opened: () => link.send(hello),
      message: () => resolve({ outcome: 'welcome', close: () => link.close() }),
      closed: (code) => resolve({ outcome: code, close: () => undefined }),
    });
    t.after(() => link.close());
  });
}

async function behindProxy(t: TestContext, upgrade?: 'swallowed') {
  const server = await startServer(t);
  const proxy = await blockingProxy(server.url, upgrade);
  t.after(() => proxy.close());
  return { server, proxy };
}

describe('The automatic transport', () => {
  it('takes a WebSocket where one opens', async (t) => {
    const { url } = await startServer(t);
    const asked: string[] = [];
    t.mock.method(globalThis, 'fetch', (address: URL) => {
      asked.push(String(address));
      return Promise.reject(new Error('not expected'));
    });
    assert.equal((await reach(t, automaticTransport(url))).outcome, 'welcome');
    assert.deepEqual(asked, []);
  });

  it('goes by HTTP where WebSockets are refused, and remembers it for the page', async (t) => {
    const { proxy } = await behindProxy(t);
    const first = await reach(t, automaticTransport(proxy.url));
    assert.equal(first.outcome, 'welcome');
    assert.ok(proxy.passed.every((line) => line === 'POST /desks/acme/frames'), 'no secret and no name of a connection in an address');
    first.close();
    assert.equal((await reach(t, automaticTransport(proxy.url))).outcome, 'welcome');
    assert.equal(proxy.upgrades(), 1);
  });

  it('goes by HTTP where an upgrade is never answered', async (t) => {
    const { proxy } = await behindProxy(t, 'swallowed');
    // All but the wait for the WebSocket runs in real time; that is over once the network has swallowed it.
    const real = setTimeout;
    t.mock.method(globalThis, 'setTimeout', (callback: () => void, ms = 0) => {
      if (ms !== 7_000) return real(callback, ms);
      const look = setInterval(() => {
        if (proxy.upgrades() === 0) return;
        clearInterval(look);
        callback();
      }, 5);
      return look;
    });
    assert.equal((await reach(t, automaticTransport(proxy.url))).outcome, 'welcome');
    assert.equal(proxy.upgrades(), 1);
  });

  it('says 1006 where neither comes through, and tries both again', async (t) => {
    const { proxy } = await behindProxy(t);
    proxy.breaking(() => 'request');
    const transport = automaticTransport(proxy.url);
    assert.equal((await reach(t, transport)).outcome, 1006);
    assert.equal((await reach(t, transport)).outcome, 1006);
    assert.equal(proxy.upgrades(), 2);
    proxy.breaking(() => null);
    assert.equal((await reach(t, transport)).outcome, 'welcome');
  });

  it('takes a server that restarts for no network that blocks', async (t) => {
    const { url, restart } = await startServer(t);
    const transport = automaticTransport(url);
    const { close } = await reach(t, transport);
    close();
    await restart();
    const asked = t.mock.method(globalThis, 'fetch');
    for (let n = 0; n < 3; n++) assert.equal((await reach(t, transport)).outcome, 1006);
    assert.equal(asked.mock.callCount(), 0);
    await reach(t, transport);
    assert.equal(asked.mock.callCount(), 1, 'then it asks by HTTP');
  });

  it('reports nothing of a link that was closed while it changed over', async (t) => {
    const { proxy } = await behindProxy(t);
    const reported: unknown[] = [];
    const link = automaticTransport(proxy.url).connect('acme', { opened: () => reported.push('opened'), message: (text) => reported.push(text), closed: (code) => reported.push(code) });
    link.close();
    assert.equal((await reach(t, automaticTransport(proxy.url))).outcome, 'welcome');
    assert.deepEqual(reported, []);
  });
});

describe('Where no WebSocket comes through', () => {
  it('a customer and a technician write to each other, though every fifth request or answer is lost', async (t) => {
    const { proxy } = await behindProxy(t);
    let count = 0;
    let broken = 0;
    proxy.breaking(() => {
      count += 1;
      if (count < 5 || count % 5 > 0) return null;
      broken += 1;
      return count % 2 === 0 ? 'request' : 'answer';
    });
    const customer = createCustomerClient({ transport: automaticTransport(proxy.url), company: 'acme', storage: 'none' });
    const technician = createTechnicianClient({ transport: automaticTransport(proxy.url), companies: ['acme'], token: () => tokenOf('anna'), storage: 'none' });
    t.after(() => {
      customer.close();
      technician.close();
    });
    const mine = await customer.submit({ name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} });
    const theirs = technician.request('acme', mine.key);
    await until('the technician to have it', () => theirs.$state.get());
    // A decision fails at once while there is no connection, as it may here.
    await until('the request to be theirs', () => theirs.assign().then(() => true, () => theirs.$state.get()?.technician));
    await until('the chat to run', () => theirs.joinChat().then(() => true, () => theirs.$state.get()?.chat === 'joined'));
    const asked = Array.from({ length: 12 }, (_, n) => `question ${String(n)}`);
    const answered = Array.from({ length: 12 }, (_, n) => `answer ${String(n)}`);
    await Promise.all(asked.map((text) => mine.send(text)));
    await until('the questions to be there', () => written(theirs).length === 12);
    await Promise.all(answered.map((text) => theirs.send(text)));
    await until('the answers to be there', () => written(mine).length === 24);
    assert.deepEqual(written(theirs), [...asked, ...answered]);
    assert.deepEqual(written(mine), [...asked, ...answered]);
    assert.ok(broken >= 3, `${String(broken)} requests were broken`);
    assert.equal(proxy.upgrades(), 2, 'one each, to find out');
  });
});

/** The messages of a conversation that the desk has, in order. */
function written({ $messages }: Conversation): readonly string[] {
  return $messages.get().flatMap((line) => (line.kind === 'entry' && line.entry.event.type === 'message' ? [line.entry.event.text] : []));
}
