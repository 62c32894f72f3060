import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { describe, it } from 'node:test';
import type { Post, PostAnswer } from '../../../src/protocol/posts.ts';
import { VirtualClock } from '../../simulation/virtual-clock.ts';
import { device, hex } from './frames.ts';
import { startServer } from './running-server.ts';

const kim = hex('kim', 64);
const hello = JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret: kim, device, lanes: [] });
const lane = hex('lane');
const key = hex('key');
const submit = JSON.stringify({ type: 'command', lane, n: 1, command: { type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} } });

function raw(url: string, body: string, headers: Record<string, string> = {}, company = 'acme'): Promise<Response> {
  return fetch(`${url}/desks/${company}/frames`, { method: 'POST', body, headers: { 'Content-Type': 'text/plain', ...headers } });
}

async function post(url: string, change: Partial<Post> = {}, headers: Record<string, string> = {}, company = 'acme'): Promise<PostAnswer> {
  const response = await raw(url, JSON.stringify({ from: 1, frames: [], heard: 0, wait: 0, ...change }), headers, company);
  assert.equal(response.status, 200);
  return (await response.json()) as PostAnswer;
}

const types = ({ frames }: PostAnswer) => frames.map((text) => (text === 'pong' ? text : (JSON.parse(text) as { type: string }).type));

describe('A post to a desk', () => {
  it('of a hello and frames is answered with its welcome and frames, by a name that nobody can guess [R83]', async (t) => {
    const { url } = await startServer(t);
    const first = await post(url, { frames: [hello], wait: 5_000 });
    assert.match(first.id, /^[0-9a-f]{64}$/);
    assert.deepEqual([types(first), first.taken], [['welcome'], 1]);
    const second = await post(url, { id: first.id, from: 2, frames: [submit], heard: 1, wait: 5_000 });
    assert.deepEqual([types(second), second.taken, second.from], [['answer'], 2, 2]);
    assert.notEqual((await post(url)).id, first.id);
  });

  it('waits for what the desk has to say, and is released by the next [R83]', async (t) => {
    const { url } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const waiting = post(url, { id, from: 2, heard: 1, wait: 25_000 });
    const other = await post(url, { id, from: 2, frames: ['ping'], heard: 1, wait: 5_000 });
    assert.deepEqual(types(other).concat(types(await waiting)).sort(), ['pong']);
  });

  it('that comes twice does nothing the second time, and is told the same [R84]', async (t) => {
    const { url } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const said = { id, from: 2, frames: [submit, 'ping'], heard: 1, wait: 5_000 };
    const first = await post(url, said);
    const again = await post(url, said);
    assert.equal(again.taken, 3);
    assert.deepEqual(again.frames.slice(0, first.frames.length), first.frames);
    assert.equal(types(await post(url, { id, from: 4, heard: 1 })).filter((type) => type === 'pong').length, 1);
  });

  it('behind a gap is not taken [R84]', async (t) => {
    const { url } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const early = await post(url, { id, from: 3, frames: ['ping'], heard: 1 });
    assert.deepEqual([early.taken, early.frames], [1, []]);
  });

  it('of two at once, each with its own frames, loses and doubles nothing', async (t) => {
    const { url } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const pings = (count: number) => Array.from({ length: count }, () => 'ping');
    await Promise.all([post(url, { id, from: 2, frames: pings(3), heard: 1 }), post(url, { id, from: 2, frames: pings(5), heard: 1 })]);
    const after = await post(url, { id, from: 2, heard: 1 });
    assert.deepEqual([after.taken, after.frames.length], [6, 5]);
  });

  it('after a minute without one, or to another server, comes too late: 4408, and its frames do nothing [R85]', async (t) => {
    const clock = new VirtualClock();
    const { url, restart } = await startServer(t, {}, { clock });
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    await clock.pass(59_000);
    assert.equal((await post(url, { id, from: 2, heard: 1 })).closed, undefined);
    await clock.pass(61_000);
    const late = await post(url, { id, from: 2, frames: [submit], heard: 1 });
    assert.deepEqual([late.closed, late.taken], [4408, 0]);
    const other = await post(url, { frames: [hello], wait: 5_000 });
    const successor = await restart();
    assert.equal((await post(successor.url, { id: other.id, from: 2, frames: [submit], heard: 1 })).closed, 4408);
  });

  it('waits no longer than 25 s, whatever it asks for [R83]', async (t) => {
    const clock = new VirtualClock();
    const { url } = await startServer(t, {}, { clock });
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const waiting = post(url, { id, from: 2, heard: 1, wait: 9e9 });
    for (let n = 0; n < 5; n++) await fetch(`${url}/healthz`);
    await clock.pass(25_000);
    assert.deepEqual((await waiting).frames, []);
  });

  it('says with which code a connection has ended, in the protocol’s own [R62]', async (t) => {
    const { url } = await startServer(t);
    assert.equal((await post(url, { frames: ['no frame'], wait: 5_000 })).closed, 4400);
    assert.equal((await post(url, {}, {}, 'initech')).closed, 4404);
    assert.equal((await post(url, { frames: [hello.replace('desk/1', 'desk/9')], wait: 5_000 })).closed, 4426);
  });

  it('belongs to one company’s desk alone [R87]', async (t) => {
    const { url } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    assert.equal((await post(url, { id, from: 2, frames: ['ping'], heard: 1 }, {}, 'globex')).closed, 4408);
    assert.equal((await post(url, { id: hex('guess', 64), from: 2 })).closed, 4408);
  });

  it('that nobody waits for any more no longer keeps its connection [R85]', async (t) => {
    const clock = new VirtualClock();
    const { url } = await startServer(t, {}, { clock });
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const leaving = new AbortController();
    const waiting = fetch(`${url}/desks/acme/frames`, { method: 'POST', body: JSON.stringify({ id, from: 2, frames: [], heard: 1, wait: 25_000 }), signal: leaving.signal });
    for (let n = 0; n < 5; n++) await fetch(`${url}/healthz`);
    leaving.abort();
    await assert.rejects(waiting);
    for (let n = 0; n < 5; n++) await fetch(`${url}/healthz`);
    // Had it been kept, it would have waited for 25 s before the minute began.
    await clock.pass(61_000);
    assert.equal((await post(url, { id, from: 2, heard: 1 })).closed, 4408);
  });

  it('of a server that closes is told 1001: its page comes back to the next one', async (t) => {
    const { url, server } = await startServer(t);
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    const waiting = post(url, { id, from: 2, heard: 1, wait: 25_000 });
    await post(url, {});
    const closing = server.close();
    assert.equal((await waiting).closed, 1001);
    assert.equal((await post(url)).closed, 1001);
    await closing;
  });
});

describe('What is no post of ours', () => {
  const bad = [
    'no JSON',
    '[]',
    'null',
    '{}',
    '{"from":1,"frames":[1],"heard":0,"wait":0}',
    '{"from":0,"frames":[],"heard":0,"wait":0}',
    '{"from":1,"frames":[],"heard":-1,"wait":0}',
    '{"id":"x","from":1,"frames":[],"heard":0,"wait":0}',
    '{"from":1,"frames":[],"heard":0,"wait":0,"more":1}',
    JSON.stringify({ from: 1, frames: Array(65).fill('ping'), heard: 0, wait: 0 }),
  ];
  for (const body of bad) {
    it(`is told 4400, and opens nothing: ${body.slice(0, 60)}`, async (t) => {
      const { url } = await startServer(t);
      assert.deepEqual(await (await raw(url, body)).json(), { id: '', taken: 0, from: 1, frames: [], closed: 4400 });
    });
  }

  it('as too long is refused before it is read to its end, with a length and without', async (t) => {
    const { url } = await startServer(t);
    const response = await raw(url, 'x'.repeat(256 * 1024 + 1));
    assert.deepEqual([response.status, ((await response.json()) as PostAnswer).closed], [413, 4400]);
    const { hostname, port } = new URL(url);
    const status = await new Promise<number>((resolve, reject) => {
      const streamed = httpRequest({ hostname, port, path: '/desks/acme/frames', method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }, (answer) => {
        resolve(answer.statusCode ?? 0);
        streamed.destroy();
      });
      streamed.on('error', reject);
      for (let n = 0; n < 40; n++) streamed.write('x'.repeat(8 * 1024));
    });
    assert.equal(status, 413);
  });

  it('as of a page of another origin is refused, though nobody asked beforehand', async (t) => {
    const { url } = await startServer(t, { allowedOrigins: ['https://shop.example'] });
    const body = JSON.stringify({ from: 1, frames: [hello], heard: 0, wait: 5_000 });
    const stranger = await raw(url, body, { Origin: 'https://evil.example' });
    assert.deepEqual([stranger.status, await stranger.json(), stranger.headers.get('access-control-allow-origin')], [403, { code: 'forbidden' }, null]);
    assert.equal((await raw(url, body, { Origin: 'null' })).status, 403);
    const known = await raw(url, body, { Origin: 'https://shop.example' });
    assert.deepEqual([known.status, known.headers.get('access-control-allow-origin'), known.headers.get('cache-control')], [200, 'https://shop.example', 'no-store']);
    assert.equal((await raw(url, body, { Origin: url })).status, 200);
  });

  it('as more than an address may post is refused before it is read; another address is not', async (t) => {
    const { url, server } = await startServer(t, { trustedProxies: ['127.0.0.1'] }, { clock: new VirtualClock() });
    const junk = 'x'.repeat(200 * 1024);
    const statusOf = async (address: string) => (await raw(url, junk, { 'X-Forwarded-For': address })).status;
    for (let n = 0; n < 100; n++) assert.equal(await statusOf('192.0.2.1'), 200);
    assert.equal(await statusOf('192.0.2.1'), 429);
    assert.equal(await statusOf('192.0.2.2'), 200);
    const unread = new Request(`${url}/desks/acme/frames`, { method: 'POST', body: junk, headers: { 'X-Forwarded-For': '192.0.2.1', 'Content-Length': String(junk.length) } });
    assert.equal((await server.fetch(unread, { remoteAddress: '127.0.0.1' })).status, 429);
    assert.equal(unread.bodyUsed, false);
  });

  it('as more than an address may post is refused, also if there is nothing in it', async (t) => {
    const { url, server } = await startServer(t, {}, { clock: new VirtualClock() });
    const empty = async (): Promise<number> =>
      (await server.fetch(new Request(`${url}/desks/acme/frames`, { method: 'POST', headers: { 'Content-Length': '0' } }), { remoteAddress: '192.0.2.1' })).status;
    for (let n = 0; n < 5_000; n++) if ((await empty()) !== 200) assert.fail(`after ${String(n)}`);
    assert.equal(await empty(), 429);
  });

  it('as one connection too many of an address is refused with 429, like a socket; those that are open go on', async (t) => {
    const { url } = await startServer(t, {}, { clock: new VirtualClock() });
    const { id } = await post(url, { frames: [hello], wait: 5_000 });
    for (let n = 0; n < 3; n++) await Promise.all(Array.from({ length: 133 }, () => post(url)));
    assert.equal((await raw(url, JSON.stringify({ from: 1, frames: [], heard: 0, wait: 0 }))).status, 429);
    assert.equal((await post(url, { id, from: 2, heard: 1 })).closed, undefined);
  });
});
