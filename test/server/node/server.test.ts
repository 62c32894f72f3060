import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { createSupportServer } from '../../../src/server/node/index.ts';
import { customer, device, FrameSocket, hex, submit, technician } from './frames.ts';
import { startServer, tokenOf } from './running-server.ts';

const kim = hex('kim', 64);

/** What an upgrade is answered with, as a status. */
function upgradeStatus(url: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('unexpected-response', (_request, response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });
}

describe('the server’s routes', () => {
  it('say that it is well', async (t) => {
    const { url } = await startServer(t);
    assert.equal(await (await fetch(`${url}/healthz`)).text(), 'ok');
  });

  it('give up a connection on which nothing moves', async (t) => {
    const { url } = await startServer(t);
    const limits: number[] = [];
    const look = (message: unknown): void => void limits.push((message as { server: Server }).server.timeout);
    subscribe('http.server.request.start', look);
    t.after(() => unsubscribe('http.server.request.start', look));
    await fetch(`${url}/healthz`);
    assert.deepEqual(limits, [120_000]);
  });

  it('give a company’s settings, and 304 to whoever has them', async (t) => {
    const { url } = await startServer(t);
    const first = await fetch(`${url}/desks/acme/settings`);
    assert.deepEqual(await first.json(), { company: 'acme', name: 'Acme', live: false, maxFileSize: 25_000_000, editWithin: 900_000, rating: true });
    const tag = first.headers.get('etag') ?? '';
    const again = await fetch(`${url}/desks/acme/settings`, { headers: { 'If-None-Match': tag } });
    assert.equal(again.status, 304);
    const anna = await technician(url, await tokenOf('anna'));
    const changed = await fetch(`${url}/desks/acme/settings`, { headers: { 'If-None-Match': tag } });
    assert.equal(changed.status, 200);
    assert.equal(((await changed.json()) as { live: boolean }).live, true);
    await anna.close();
  });

  it('know nothing of other companies and paths', async (t) => {
    const { url } = await startServer(t);
    for (const path of ['/desks/none/settings', '/desks/__proto__/settings', '/files/x', '/', '/desks/acme']) {
      const response = await fetch(url + path);
      assert.equal(response.status, 404, path);
      assert.deepEqual(await response.json(), { code: 'not_found' });
    }
  });

  it('are readable for pages of allowed origins alone', async (t) => {
    const { url } = await startServer(t, { allowedOrigins: ['https://shop.example'] });
    const seenBy = async (origin: string) => (await fetch(`${url}/desks/acme/settings`, { headers: { Origin: origin } })).headers.get('access-control-allow-origin');
    assert.equal(await seenBy('https://shop.example'), 'https://shop.example');
    assert.equal(await seenBy('https://evil.example'), null);
  });

  it('all stand under the prefix', async (t) => {
    const { url } = await startServer(t, { prefix: '/help/desk/' });
    assert.equal((await fetch(`${url}/help/desk/healthz`)).status, 200);
    assert.equal((await fetch(`${url}/healthz`)).status, 404);
    assert.equal(await upgradeStatus(`${url}/help/desk/desks/acme/socket`), 101);
    assert.equal(await upgradeStatus(`${url}/desks/acme/socket`), 404);
  });

  it('answer in an app of one’s own, without listening', async (t) => {
    const { data } = await startServer(t);
    const server = createSupportServer({ companies: { acme: { name: 'Acme' } }, data: `${data}/own` });
    assert.equal((await server.fetch(new Request('http://desk.example/healthz'))).status, 200);
    await server.close();
  });
});

describe('a WebSocket', () => {
  it('of a page of another origin is refused at the upgrade', async (t) => {
    const { url } = await startServer(t, { allowedOrigins: ['https://shop.example'] });
    assert.equal(await upgradeStatus(`${url}/desks/acme/socket`, { Origin: 'https://evil.example' }), 403);
    assert.equal(await upgradeStatus(`${url}/desks/acme/socket`, { Origin: 'https://shop.example' }), 101);
    assert.equal(await upgradeStatus(`${url}/desks/acme/socket`, { Origin: url }), 101);
  });

  it('elsewhere than at a desk is answered 404', async (t) => {
    const { url } = await startServer(t);
    assert.equal(await upgradeStatus(`${url}/elsewhere`), 404);
  });

  it('that is refused is let go of, even if its peer never ends its side', { timeout: 5_000 }, async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    const server = createSupportServer({ companies: { acme: { name: 'Acme' } }, data });
    const http = createServer().on('upgrade', (request, socket, head) => server.upgrade(request, socket, head));
    await once(http.listen(0, '127.0.0.1'), 'listening');
    const { port } = http.address() as AddressInfo;
    const peer = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    t.after(async () => {
      peer.destroy();
      http.close();
      await server.close();
      await rm(data, { recursive: true });
    });
    peer.resume().write('GET /nowhere HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    const [, socket] = (await once(http, 'upgrade')) as [IncomingMessage, Socket];
    await once(socket, 'close');
    assert.equal(peer.writable, true, 'the peer’s side was never ended');
  });

  it('that floods the server gets one read of the network a turn, so that others have theirs', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    const server = createSupportServer({ companies: { acme: { name: 'Acme' } }, data });
    const http = createServer().on('upgrade', (request, socket, head) => server.upgrade(request, socket, head));
    await once(http.listen(0, '127.0.0.1'), 'listening');
    const { port } = http.address() as AddressInfo;
    const peer = connect({ port, host: '127.0.0.1' });
    t.after(async () => {
      peer.destroy();
      http.close();
      await server.close();
      await rm(data, { recursive: true });
    });
    peer.write('GET /desks/acme/socket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
    const [, socket] = (await once(http, 'upgrade')) as [IncomingMessage, Socket];
    await once(peer, 'data');
    const masked = Buffer.concat([Buffer.from([0x81, 0x84, 0, 0, 0, 0]), Buffer.from('ping')]);
    // A pong is of 6 bytes, and each 32 of them bring a question of at most 7: how many have come?
    const [pings, pong, question] = [50_000, 6, 7 / 32];
    const before = socket.bytesWritten;
    peer.resume().write(Buffer.concat(Array<Buffer>(pings).fill(masked)));
    let most = 0;
    for (let written = 0; written < pings * pong; ) {
      await new Promise((resolve) => setImmediate(resolve));
      const now = socket.bytesWritten - before;
      most = Math.max(most, (now - written) / (pong + question));
      written = now;
    }
    assert.ok(most <= 65_536 / masked.length + 1, `${String(most)} frames were read at once`);
  });

  it('to an unknown company is closed with 4404, which a page can read [R7]', async (t) => {
    const { url } = await startServer(t);
    assert.equal(await new FrameSocket(url, 'initech').closed, 4404);
  });

  it('is answered pong without a hello [R6], and closed with 4408 for anything else before it [R2]', async (t) => {
    const { url } = await startServer(t);
    const socket = await new FrameSocket(url, 'acme').opened();
    socket.send('ping');
    socket.send({ type: 'leave', key: hex('key') });
    assert.equal(await socket.closed, 4408);
  });

  for (const [name, frame] of [
    ['of 64 KiB and one byte', `"${'x'.repeat(65_535)}"`],
    ['of 65 KiB', 'x'.repeat(65 * 1024)],
    ['that is no text', Buffer.from([1, 2, 3])],
    ['that is no JSON', '{'],
    ['of an unknown type', '{"type":"dance"}'],
  ] as const) {
    it(`closes with 4400 on a frame ${name} [R1]`, async (t) => {
      const { url } = await startServer(t);
      const socket = await customer(url, kim);
      socket.send(frame);
      assert.equal(await socket.closed, 4400);
    });
  }

  it('takes a message as long as the rules allow', async (t) => {
    const { url } = await startServer(t);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    assert.equal((await socket.command(hex('lane'), { type: 'message', key: hex('key'), text: 'ä'.repeat(16_000) })).ok, true);
    await socket.close();
  });

  it('of another version is closed with 4426 [R2]', async (t) => {
    const { url } = await startServer(t);
    const socket = await new FrameSocket(url, 'acme').opened();
    socket.send(JSON.stringify({ type: 'hello', version: 'desk/9', role: 'customer', secret: kim, device, lanes: [] }));
    assert.equal(await socket.closed, 4426);
  });

  for (const [name, token, company, code] of [
    ['a forged token', async () => `${await tokenOf('anna')}x`, 'acme', 4401],
    ['a token for another company', () => tokenOf('carla', ['globex']), 'acme', 4401],
    ['a good token of someone the desk does not know', () => tokenOf('mallory', ['acme']), 'acme', 4403],
    ['a technician of another desk', () => tokenOf('carla', ['acme', 'globex']), 'acme', 4403],
  ] as const) {
    it(`with ${name} is closed with ${code} [R4]`, async (t) => {
      const { url } = await startServer(t);
      const socket = await new FrameSocket(url, company).opened();
      socket.send({ type: 'hello', version: 'desk/1', role: 'technician', token: await token(), device, lanes: [] });
      assert.equal(await socket.closed, code);
    });
  }

  it('shows a technician the address of the socket, and of the header only behind a trusted proxy [R43]', async (t) => {
    const sourceOf = async (trustedProxies: readonly string[]) => {
      const { url } = await startServer(t, { trustedProxies: [...trustedProxies] });
      const socket = await customer(url, kim, 'acme', { headers: { 'X-Forwarded-For': '203.0.113.9' } });
      await socket.command(hex('lane'), submit(hex('key')));
      const anna = await technician(url, await tokenOf('anna'));
      anna.send({ type: 'open', ask: 1, request: 1, after: 0 });
      const { source } = await anna.next('opened');
      await Promise.all([anna.close(), socket.close()]);
      return source?.ip;
    };
    assert.equal(await sourceOf([]), '127.0.0.1');
    assert.equal(await sourceOf(['127.0.0.1']), '203.0.113.9');
  });

  it('that breaks off in the middle of an upgrade or a request leaves the server well', async (t) => {
    const { url, log } = await startServer(t);
    const half = httpRequest(`${url}/desks/acme/socket`, { headers: { Upgrade: 'websocket', Connection: 'Upgrade' } });
    half.on('error', () => undefined);
    half.flushHeaders();
    half.destroy();
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.deepEqual(log, []);
  });

  it('is closed with 1001 when the server ends, so that its page comes back', async (t) => {
    const server = await startServer(t);
    const socket = await customer(server.url, kim);
    await server.restart();
    assert.equal(await socket.closed, 1001);
  });
});

describe('a restart', () => {
  it('keeps requests, answers and who is who [R12]', async (t) => {
    const server = await startServer(t);
    const before = await customer(server.url, kim);
    const first = await before.command(hex('lane'), submit(hex('key')));
    await before.command(hex('lane'), { type: 'message', key: hex('key'), text: 'Hello' });
    const { url } = await server.restart();
    const after = await customer(url, kim);
    assert.deepEqual(await after.command(hex('lane'), submit(hex('key')), 1), first);
    after.send({ type: 'open', ask: 1, request: hex('key'), after: 0 });
    const { entries } = await after.next('opened');
    assert.deepEqual(
      entries.map(({ event }) => event.type),
      ['submitted', 'message'],
    );
    await after.close();
  });

  it('leaves technicians as the desk has them: the configuration only names who begins', async (t) => {
    const server = await startServer(t);
    const anna = await technician(server.url, await tokenOf('anna'));
    await anna.command(hex('lane'), { type: 'set-availability', available: false });
    const { url } = await server.restart();
    const again = await technician(url, await tokenOf('anna'));
    const { me } = await again.next('welcome');
    assert.equal(me.role === 'technician' && me.available, false);
    await again.close();
  });

  it('leaves how technicians want to hear of requests, and what an admin wrote, as it was', async (t) => {
    const acme = {
      name: 'Acme',
      replies: [{ name: 'hello', text: 'Of the configuration' }],
      technicians: [{ id: 'anna', name: 'Anna', role: 'admin' as const, notifications: { email: 'first@acme.example', sound: true } }],
    };
    const server = await startServer(t, { companies: { acme } });
    const anna = await technician(server.url, await tokenOf('anna'));
    const { me: begun } = await anna.next('welcome');
    assert.deepEqual(begun.role === 'technician' && [begun.notifications.email, begun.notifications.sound], [{ on: true, address: 'first@acme.example' }, true]);
    const notifications = { email: { on: false, address: 'anna@home.example' }, sms: { on: true, number: '+491701234567' }, browser: true, sound: false };
    const replies = [{ name: 'bye', text: 'Of an admin' }];
    await anna.command(hex('lane'), { type: 'set-notifications', notifications });
    await anna.command(hex('lane'), { type: 'set-replies', replies });
    const { url } = await server.restart();
    const again = await technician(url, await tokenOf('anna'));
    const welcome = await again.next('welcome');
    assert.deepEqual(welcome.me.role === 'technician' && welcome.me.notifications, notifications);
    assert.deepEqual(welcome.console?.replies, replies);
    await again.close();
  });
});
