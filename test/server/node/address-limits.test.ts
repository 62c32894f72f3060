import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Command, CommandFrame, ServerFrame } from '../../../src/protocol/frames.ts';
import type { PostAnswer } from '../../../src/protocol/posts.ts';
import { signToken } from '../../../src/server/node/index.ts';
import { VirtualClock } from '../../simulation/virtual-clock.ts';
import { customer, device, hex, submit, technician, type FrameSocket } from './frames.ts';
import { secret, startServer, tokenOf } from './running-server.ts';

const day = 86_400_000;
const home = '203.0.113.5';
const elsewhere = '198.51.100.9';
const trustedProxies = ['127.0.0.1'];
const by = (address: string) => ({ 'X-Forwarded-For': address });
const acme = (limits: object) => ({ acme: { name: 'Acme', technicians: [{ id: 'anna', name: 'Anna', available: true }], limits } });

const visitor = (url: string, name: string, address: string): Promise<FrameSocket> => customer(url, hex(name, 64), 'acme', { headers: by(address) });

/** One command of a browser that comes by posts, and what becomes of it. */
async function posted(url: string, name: string, address: string, command: Command): Promise<string> {
  const hello = { type: 'hello', version: 'desk/1', role: 'customer', secret: hex(name, 64), device, lanes: [] };
  const frame: CommandFrame = { type: 'command', lane: hex(`lane ${name}`), n: 1, command };
  const post = async (body: object): Promise<PostAnswer> => {
    const response = await fetch(`${url}/desks/acme/frames`, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'text/plain', ...by(address) } });
    assert.equal(response.status, 200);
    return (await response.json()) as PostAnswer;
  };
  const { id } = await post({ from: 1, frames: [JSON.stringify(hello)], heard: 0, wait: 5_000 });
  const { frames } = await post({ id, from: 2, frames: [JSON.stringify(frame)], heard: 1, wait: 5_000 });
  const answer = frames.map((text) => JSON.parse(text) as ServerFrame).find(({ type }) => type === 'answer');
  assert.ok(answer?.type === 'answer');
  return answer.ok ? 'ok' : answer.code;
}

describe('One address [R133]', () => {
  it('that files requests as fast as it may is stopped, over WebSocket and HTTP alike; nobody else is, and later it goes on', async (t) => {
    const clock = new VirtualClock(Date.now());
    // Each stranger writes at the rate of one, and there are as many as they like.
    const { url } = await startServer(t, { trustedProxies, companies: acme({ addressRequests: 60 }) }, { clock });
    const anna = await technician(url, await tokenOf('anna'));
    anna.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'submitted', direction: 'descending', limit: 1 });
    const strangers = await Promise.all([1, 2, 3, 4].map((n) => visitor(url, `stranger ${String(n)}`, home)));
    const flood = await Promise.all(
      Array.from({ length: 80 }, (_, n) => strangers[n % 4]!.command(hex(`lane ${String(n)}`), submit(hex(`key ${String(n)}`)), 1)),
    );
    assert.deepEqual([flood.filter(({ ok }) => ok).length, flood.filter((answer) => !answer.ok && answer.code === 'rate_limited').length], [60, 20]);
    assert.equal(await posted(url, 'by post', home, submit(hex('posted'))), 'rate_limited');

    const kim = await visitor(url, 'kim', elsewhere);
    assert.equal((await kim.command(hex('kim'), submit(hex('kims')))).ok, true);
    assert.equal(await posted(url, 'lou', elsewhere, submit(hex('lous'))), 'ok');
    assert.equal((await anna.command(hex('anna'), { type: 'assign', key: hex('kims') })).ok, true);
    anna.send({ type: 'query', ask: 2, view: 'all', mine: false, sort: 'submitted', direction: 'descending', limit: 1 });
    assert.equal((await anna.next('rows', ({ ask }) => ask === 2)).counts.all, 62);

    await clock.pass(day / 60);
    assert.equal(await posted(url, 'by post again', home, submit(hex('posted'))), 'ok');
    const back = await visitor(url, 'stranger 1', home);
    const refused = flood.findIndex(({ ok }) => !ok);
    assert.equal((await back.command(hex(`lane ${String(refused)}`), submit(hex(`key ${String(refused)}`)), 1)).ok, false);
    await clock.pass(day / 60);
    const later = await visitor(url, `stranger ${String((refused % 4) + 1)}`, home);
    assert.equal((await later.command(hex(`lane ${String(refused)}`), submit(hex(`key ${String(refused)}`)), 1)).ok, true);
  });

  it('has so many bytes of words, and a customer whom the company knows their own', async (t) => {
    const { url } = await startServer(t, { trustedProxies, companies: acme({ addressWords: 10_000 }) });
    const kim = await visitor(url, 'kim', home);
    await kim.command(hex('kim'), submit(hex('kims')));
    await kim.command(hex('kim'), { type: 'message', key: hex('kims'), text: 'x'.repeat(12_000) });
    const last = await kim.command(hex('kim'), { type: 'message', key: hex('kims'), text: 'y' });
    assert.ok(!last.ok && last.code === 'rate_limited' && last.retryAfter === 60_000);
    assert.equal(await posted(url, 'lou', home, submit(hex('lous'))), 'rate_limited');
    const token = await signToken(createSecretKey(Buffer.from(secret)), 'HS256', { kid: 'test', role: 'customer', subject: '4711', name: 'Sofia', companies: ['acme'], lifetime: 60 });
    const sofia = await customer(url, hex('sofia', 64), 'acme', { headers: by(home) }, undefined, token);
    assert.equal((await sofia.command(hex('sofia'), submit(hex('sofias')))).ok, true);
  });

  it('has so much room for files that begin to come, whoever sends them; technicians and others have theirs', async (t) => {
    const clock = new VirtualClock(Date.now());
    const { url } = await startServer(t, { trustedProxies, signingKeys: { test: { secret } }, companies: acme({ maxFileSize: 100_000, addressFiles: 250_000 }) }, { clock });
    const begin = async (authorization: string, address: string): Promise<string> => {
      const headers = { ...by(address), Authorization: authorization, 'Tus-Resumable': '1.0.0', 'Upload-Length': '100000', 'Upload-Metadata': `filename ${btoa('report.pdf')}` };
      const response = await fetch(`${url}/desks/acme/files`, { method: 'POST', headers });
      return response.status === 201 ? 'begun' : `${String(response.status)} ${((await response.json()) as { code: string }).code}`;
    };
    const stranger = (n: number) => `Desk ${hex(`stranger ${String(n)}`, 64)}`;
    const flood = [];
    for (let n = 0; n < 5; n++) flood.push(await begin(stranger(n), home));
    assert.deepEqual(flood, ['begun', 'begun', 'begun', '429 rate_limited', '429 rate_limited']);
    assert.deepEqual([await begin(stranger(9), elsewhere), await begin(`Bearer ${await tokenOf('anna')}`, home)], ['begun', 'begun']);
    await clock.pass(day);
    assert.equal(await begin(stranger(4), home), 'begun');
  });

  it('has no limit where it is 0, and a customer whose browser a token has named is counted to themselves for files, too', async (t) => {
    const { url } = await startServer(t, { trustedProxies, companies: acme({ addressRequests: 0, addressWords: 0, addressFiles: 1 }) });
    const kim = await visitor(url, 'kim', home);
    for (let n = 0; n < 60; n++) kim.send({ type: 'command', lane: hex('kim'), n: n + 1, command: submit(hex(`key ${String(n)}`)) });
    await kim.next('answer', ({ n, ok }) => n === 40 && ok);
    const begin = (name: string) =>
      fetch(`${url}/desks/acme/files`, { method: 'POST', headers: { ...by(home), Authorization: `Desk ${hex(name, 64)}`, 'Tus-Resumable': '1.0.0', 'Upload-Length': '10', 'Upload-Metadata': `filename ${btoa('a.txt')}` } }).then(({ status }) => status);
    assert.deepEqual([await begin('kim'), await begin('lou')], [201, 429]);
    const token = await signToken(createSecretKey(Buffer.from(secret)), 'HS256', { kid: 'test', role: 'customer', subject: '4711', companies: ['acme'], lifetime: 60 });
    await customer(url, hex('lou', 64), 'acme', { headers: by(home) }, undefined, token);
    assert.deepEqual([await begin('lou'), await begin('lou')], [201, 429]);
  });
});
