import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import type { Accepted, Peer } from '../../../src/server/host/peer.ts';
import { Sockets } from '../../../src/server/node/sockets.ts';
import { until } from '../../support/until.ts';
import { textOf } from './frames.ts';

/** A desk that does nothing by itself: what came to it, and what it says of how far it is. */
class Desk implements Accepted {
  readonly messages: string[] = [];
  readonly arrivals: number[] = [];
  waiting = 0;

  message(text: string): void {
    this.messages.push(text);
  }

  arrived(texts: number): void {
    this.arrivals.push(texts);
  }

  closed(): void {
    this.waiting = 0;
  }
}

async function connect(t: TestContext): Promise<{ desk: Desk; peer: Peer; socket: WebSocket }> {
  const desk = new Desk();
  let peer: Peer | undefined;
  const sockets = new Sockets({
    prefix: '/',
    addressOf: () => '',
    allows: () => true,
    accept: (_company, one) => {
      peer = one;
      return desk;
    },
    tooMany: () => false,
    onFault: (error) => assert.ifError(error),
  });
  const http = createServer().on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  await once(http.listen(0, '127.0.0.1'), 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${String((http.address() as AddressInfo).port)}/desks/acme/socket`, { autoPong: false });
  t.after(async () => {
    socket.terminate();
    await sockets.close();
    http.close();
  });
  await once(socket, 'open');
  await until('the desk to have it', () => peer);
  assert.ok(peer);
  return { desk, peer, socket };
}

describe('A socket', () => {
  it('learns how much has come from what its reader answers to pings, each 32 texts [R131]', async (t) => {
    const { desk, peer, socket } = await connect(t);
    const asked: number[] = [];
    let heard = 0;
    socket.on('message', () => (heard += 1));
    socket.on('ping', (said) => {
      assert.equal(heard, Number(textOf(said)), 'it stands behind what it asks of');
      asked.push(Number(textOf(said)));
      socket.pong(said);
    });
    for (let n = 0; n < 100; n++) peer.send('short');
    await until('three answers', () => desk.arrivals.length === 3);
    assert.deepEqual([asked, desk.arrivals], [[32, 64, 96], [32, 64, 96]]);
  });

  it('asks for it each 64 KiB too, and believes nobody who says they have more than was sent [R131]', async (t) => {
    const { desk, peer, socket } = await connect(t);
    const pinged = once(socket, 'ping') as Promise<[Buffer]>;
    peer.send('ä'.repeat(16_000));
    peer.send('ä'.repeat(16_000));
    peer.send('ä'.repeat(1_000));
    const [said] = await pinged;
    assert.equal(textOf(said), '3');
    for (const lie of ['4', '1e9', 'Infinity', 'many']) socket.pong(lie);
    socket.pong('2');
    await until('the true one', () => desk.arrivals.length > 0);
    assert.deepEqual(desk.arrivals, [2]);
  });

  it('is read no further while its desk has much of it to do, and then goes on', async (t) => {
    const { desk, socket } = await connect(t);
    const total = 20_000;
    desk.waiting = 64;
    for (let n = 0; n < total; n++) socket.send(`frame ${String(n)}`);
    await until('the first of it', () => desk.messages.length > 0);
    // All turns that a desk might have had meanwhile.
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    const read = desk.messages.length;
    assert.ok(read < total / 2, `${String(read)} frames were read`);
    for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(desk.messages.length, read);
    desk.waiting = 0;
    await until('the rest', () => desk.messages.length === total);
    assert.deepEqual(desk.messages.slice(-2), [`frame ${String(total - 2)}`, `frame ${String(total - 1)}`]);
  });

  it('takes a frame in parts, but not in hundreds: each would keep in memory what was read with it [R1]', async (t) => {
    const { desk, socket } = await connect(t);
    for (let n = 1; n < 256; n++) socket.send('x', { fin: false });
    socket.send('y', { fin: true });
    await until('it whole', () => desk.messages.length === 1);
    assert.equal(desk.messages[0], `${'x'.repeat(255)}y`);
    for (let n = 0; n < 257; n++) socket.send('x', { fin: false });
    const [code] = (await once(socket, 'close')) as [number];
    assert.equal(code, 4400);
  });
});
