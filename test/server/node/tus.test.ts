import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pdf } from '../../support/files.ts';
import { VirtualClock } from '../../simulation/virtual-clock.ts';
import { until } from '../../support/until.ts';
import { customer, hex, submit } from './frames.ts';
import { startServer } from './running-server.ts';

const kim = hex('kim', 64);
const basic = { Authorization: `Desk ${kim}`, 'Tus-Resumable': '1.0.0' };
const octets = { 'Content-Type': 'application/offset+octet-stream' };
const named = { 'Upload-Metadata': `filename ${Buffer.from('report.pdf').toString('base64')}` };

interface Said {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

const say = (address: string, { method, headers = {}, body }: Said): Promise<Response> =>
  fetch(address, { method, headers: { ...basic, ...headers }, ...(body && { body: Uint8Array.from(body) }) });

async function begun(url: string, size = pdf.length): Promise<string> {
  const endpoint = `${url}/desks/acme/files`;
  const created = await say(endpoint, { method: 'POST', headers: { ...named, 'Upload-Length': String(size) } });
  assert.equal(created.status, 201);
  return new URL(created.headers.get('location') ?? '', endpoint).href;
}

const add = (address: string, body: Uint8Array, offset: number, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  say(address, { method: 'PATCH', headers: { ...octets, 'Upload-Offset': String(offset), ...more }, body });
const look = (address: string): Promise<Response> => say(address, { method: 'HEAD' });
const idOf = (address: string): string => address.split('/').at(-1) ?? '';
const offsetOf = async (address: string): Promise<number> => Number((await look(address)).headers.get('upload-offset'));
const checksum = (algorithm: string, body: Uint8Array): Record<string, string> => ({ 'Upload-Checksum': `${algorithm} ${createHash(algorithm).update(body).digest('base64')}` });

/** A piece that can be sent in parts, or left hanging. */
function hanging(address: string, headers: OutgoingHttpHeaders): ClientRequest {
  const sent = request(address, { method: 'PATCH', headers: { ...basic, ...octets, ...headers } });
  sent.on('error', () => undefined);
  return sent;
}

describe('tus 1.0 [R116]', () => {
  it('says what it can to anybody who asks', async (t) => {
    const { url } = await startServer(t);
    for (const headers of [{}, { Origin: 'https://elsewhere.example', 'Access-Control-Request-Method': 'POST' }]) {
      const response = await fetch(`${url}/desks/acme/files`, { method: 'OPTIONS', headers });
      assert.equal(response.status, 204);
      assert.deepEqual(
        ['tus-version', 'tus-extension', 'tus-max-size', 'tus-checksum-algorithm'].map((name) => response.headers.get(name)),
        ['1.0.0', 'creation,creation-with-upload,checksum,expiration,termination', '25000000', 'sha1,sha256'],
      );
    }
    assert.equal((await fetch(`${url}/desks/nobody/files`, { method: 'OPTIONS' })).headers.get('tus-version'), null);
  });

  it('is spoken in this version alone, and says so', async (t) => {
    const { url } = await startServer(t);
    for (const version of ['', '0.2.2']) {
      const response = await say(`${url}/desks/acme/files`, { method: 'POST', headers: { ...named, 'Upload-Length': '5', 'Tus-Resumable': version } });
      assert.deepEqual([response.status, response.headers.get('tus-version')], [412, '1.0.0']);
    }
  });

  it('takes no size that is none', async (t) => {
    const { url } = await startServer(t);
    for (const odd of [{ 'Upload-Length': '-1' }, { 'Upload-Length': '1e3' }, { 'Upload-Length': '99999999999999999999' }, { 'Upload-Defer-Length': '1' }, { 'Upload-Length': '5', 'Upload-Concat': 'partial' }, {}]) {
      const response = await say(`${url}/desks/acme/files`, { method: 'POST', headers: { ...named, ...odd } });
      assert.equal(response.status, 400, JSON.stringify(odd));
    }
  });

  it('takes the first bytes with the beginning, and the whole file, too', async (t) => {
    const { url } = await startServer(t);
    const endpoint = `${url}/desks/acme/files`;
    const create = (body: Uint8Array) => say(endpoint, { method: 'POST', headers: { ...named, ...octets, 'Upload-Length': String(pdf.length) }, body });
    const half = await create(pdf.subarray(0, 100));
    assert.deepEqual([half.status, half.headers.get('upload-offset')], [201, '100']);
    const whole = await create(pdf);
    assert.deepEqual([whole.status, whole.headers.get('upload-offset'), whole.headers.get('upload-expires')], [201, String(pdf.length), null]);
    assert.equal(await offsetOf(new URL(whole.headers.get('location') ?? '', endpoint).href), pdf.length);
    assert.equal((await create(Buffer.concat([pdf, pdf]))).status, 413);
  });

  it('says how far it got, of what, and until when it waits', async (t) => {
    const clock = new VirtualClock(Date.parse('2026-11-22T10:00:00Z'));
    const { url } = await startServer(t, {}, { clock });
    const address = await begun(url);
    const patched = await add(address, pdf.subarray(0, 1_000), 0);
    const found = await look(address);
    assert.equal(found.status, 200);
    assert.deepEqual(
      ['upload-offset', 'upload-length', 'upload-metadata', 'cache-control', 'tus-resumable', 'upload-expires'].map((name) => found.headers.get(name)),
      ['1000', String(pdf.length), named['Upload-Metadata'], 'no-store', '1.0.0', 'Mon, 23 Nov 2026 10:00:00 GMT'],
    );
    assert.equal(patched.headers.get('upload-expires'), 'Mon, 23 Nov 2026 10:00:00 GMT');
    assert.equal((await add(address, pdf.subarray(1_000), 1_000)).headers.get('upload-expires'), null);
    assert.equal((await look(address)).headers.get('upload-expires'), null);
  });

  it('waits for 24 hours and no longer [R115]', async (t) => {
    const clock = new VirtualClock();
    const { url } = await startServer(t, {}, { clock });
    const address = await begun(url);
    await add(address, pdf.subarray(0, 1_000), 0);
    await clock.pass(24 * 3_600_000 - 1_000);
    assert.equal((await look(address)).status, 200);
    await clock.pass(2_000);
    await until('the upload to be given up', async () => (await look(address)).status === 404);
    assert.equal((await add(address, pdf.subarray(1_000), 1_000)).status, 404);
  });

  it('checks a piece by its sum, and keeps none that is other', async (t) => {
    const { url } = await startServer(t);
    const address = await begun(url);
    const [first, second, third] = [pdf.subarray(0, 1_000), pdf.subarray(1_000, 2_000), pdf.subarray(2_000)];
    assert.equal((await add(address, first, 0, checksum('sha1', first))).status, 204);
    const wrong = await add(address, second, 1_000, checksum('sha1', first));
    assert.deepEqual([wrong.status, await wrong.json()], [460, { code: 'checksum' }]);
    assert.equal(await offsetOf(address), 1_000);
    assert.equal((await add(address, second, 1_000, checksum('md5', second))).status, 400);
    assert.equal((await add(address, second, 1_000, checksum('sha256', second))).status, 204);
    assert.equal((await add(address, third, 2_000, checksum('sha256', third))).status, 204);
  });

  it('keeps what came of a piece that broke off, but not if it cannot be checked', async (t) => {
    const { url, data } = await startServer(t);
    for (const [sum, kept] of [[{}, 500], [checksum('sha1', pdf), 0]] as const) {
      const address = await begun(url);
      const sent = hanging(address, { 'Upload-Offset': '0', 'Content-Length': pdf.length, ...sum });
      await new Promise((resolve) => sent.write(pdf.subarray(0, 500), resolve));
      await until('the first bytes on the disk', async () => (await stat(join(data, 'acme/files', idOf(address)))).size === 500);
      sent.destroy();
      await until('what is left of them', async () => (await offsetOf(address)) === kept);
    }
  });

  it('lets a sender go on whose last line only seems to be there', async (t) => {
    const { url, data } = await startServer(t);
    const address = await begun(url);
    const sent = hanging(address, { 'Upload-Offset': '0', 'Content-Length': pdf.length });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    await new Promise((resolve) => sent.write(pdf.subarray(0, 700), resolve));
    await until('the first bytes on the disk', async () => (await stat(join(data, 'acme/files', idOf(address)))).size === 700);
    assert.equal(await offsetOf(address), 700);
    assert.equal((await answered)[0].statusCode, 409);
    assert.equal((await add(address, pdf.subarray(700), 700)).status, 204);
    sent.destroy();
  });

  it('counts what comes, also where nobody says how much it will be', async (t) => {
    const { url } = await startServer(t);
    const address = await begun(url, 1_000);
    const sent = hanging(address, { 'Upload-Offset': '0', 'Transfer-Encoding': 'chunked' });
    sent.write(pdf.subarray(0, 900));
    sent.end(pdf.subarray(900, 1_200));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 413);
    assert.ok((await offsetOf(address)) <= 1_000);
  });

  it('takes a piece by POST where a proxy lets no PATCH through', async (t) => {
    const { url } = await startServer(t);
    const address = await begun(url);
    const response = await say(address, { method: 'POST', headers: { ...octets, 'X-HTTP-Method-Override': 'PATCH', 'Upload-Offset': '0' }, body: pdf });
    assert.equal(response.status, 204);
  });

  it('begins no more than 60 at once, by whatever method and from whichever address of a /64', async (t) => {
    const { url } = await startServer(t, { trustedProxies: ['127.0.0.1'] }, { clock: new VirtualClock() });
    const begin = async (method: string, address: string): Promise<number> => {
      const headers = { ...named, 'Upload-Length': '5', 'X-HTTP-Method-Override': 'POST', 'X-Forwarded-For': address };
      return (await say(`${url}/desks/acme/files`, { method, headers })).status;
    };
    for (let n = 0; n < 60; n++) assert.equal(await begin(n % 2 ? 'POST' : 'PATCH', `2001:db8::${n.toString(16)}`), 201);
    for (const method of ['POST', 'PATCH', 'DELETE', 'HEAD']) assert.equal(await begin(method, '2001:db8::ffff'), 429, method);
    assert.equal(await begin('PATCH', '2001:db8:0:1::1'), 201);
  });

  it('takes back what was sent, half or whole, until it is shared', async (t) => {
    const { url } = await startServer(t);
    const half = await begun(url);
    await add(half, pdf.subarray(0, 100), 0);
    const whole = await begun(url);
    await add(whole, pdf, 0);
    for (const address of [half, whole]) {
      assert.equal((await say(address, { method: 'DELETE' })).status, 204);
      assert.equal((await look(address)).status, 404);
    }
    const shared = await begun(url);
    await add(shared, pdf, 0);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    assert.equal((await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file: idOf(shared) })).ok, true);
    assert.equal((await say(shared, { method: 'DELETE' })).status, 403);
    assert.equal((await look(shared)).status, 200);
    const gone = await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file: idOf(whole) });
    assert.ok(!gone.ok && gone.code === 'no_such_file');
    await socket.close();
  });
});

describe('how much may be sent [R118]', () => {
  const limits = { maxFileSize: 50_000, customerFiles: 100_000, requestFiles: 90_000, companyFiles: 150_000, addressFiles: 0 };
  const companies = { acme: { name: 'Acme', limits } };
  const create = async (url: string, secret = kim): Promise<string> => {
    const response = await say(`${url}/desks/acme/files`, { method: 'POST', headers: { ...named, Authorization: `Desk ${secret}`, 'Upload-Length': '50000' } });
    return response.status === 201 ? 'begun' : `${response.status} ${((await response.json()) as { code: string }).code}`;
  };

  it('is said in a code before the first byte: by one customer, and by all', async (t) => {
    const { url } = await startServer(t, { companies });
    assert.deepEqual([await create(url), await create(url), await create(url)], ['begun', 'begun', '413 quota_customer']);
    const lou = hex('lou', 64);
    assert.deepEqual([await create(url, lou), await create(url, lou)], ['begun', '413 quota_company']);
  });

  it('is said in a code when a request would hold too much', async (t) => {
    const { url } = await startServer(t, { companies: { acme: { name: 'Acme', limits: { ...limits, customerFiles: 500_000 } } } });
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    const share = async () => {
      const address = await begun(url);
      await add(address, pdf, 0);
      return socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file: idOf(address) });
    };
    assert.ok(pdf.length > 30_000 && pdf.length < 45_000);
    assert.equal((await share()).ok, true);
    assert.equal((await share()).ok, true);
    assert.deepEqual(await share(), { type: 'answer', lane: hex('lane'), n: 4, ok: false, code: 'file_refused', fault: 'quota_request' });
    await socket.close();
  });
});
