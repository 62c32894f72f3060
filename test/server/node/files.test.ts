import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { keptKey } from '../../../src/server/node/kept-key.ts';
import { ticketOffice } from '../../../src/server/node/tickets.ts';
import { customer, hex, submit, technician, type FrameSocket } from './frames.ts';
import { startServer, tokenOf } from './running-server.ts';

const kim = hex('kim', 64);
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(200_000), Buffer.from('\n%%EOF\n')]);

interface UploadOf {
  readonly name?: string;
  readonly size?: number;
  readonly authorization?: string;
}

function create(url: string, { name = 'report.pdf', size = pdf.length, authorization = `Desk ${kim}` }: UploadOf = {}): Promise<Response> {
  const headers = { Authorization: authorization, 'Tus-Resumable': '1.0.0', 'Upload-Length': String(size), 'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}` };
  return fetch(`${url}/desks/acme/files`, { method: 'POST', headers });
}

function patch(location: string, body: Buffer, offset = 0, authorization = `Desk ${kim}`): Promise<Response> {
  const headers = { Authorization: authorization, 'Tus-Resumable': '1.0.0', 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
  return fetch(location, { method: 'PATCH', headers, body: new Uint8Array(body) });
}

const head = (location: string, authorization = `Desk ${kim}`) => fetch(location, { method: 'HEAD', headers: { Authorization: authorization, 'Tus-Resumable': '1.0.0' } });

const addressOf = (url: string, created: Response) => new URL(created.headers.get('location') ?? '', `${url}/desks/acme/files`).href;
const idOf = (location: string) => location.split('/').at(-1) ?? '';

async function upload(url: string, body = pdf, options: UploadOf = {}): Promise<string> {
  const location = addressOf(url, await create(url, { size: body.length, ...options }));
  assert.equal((await patch(location, body, 0, options.authorization)).status, 204);
  return idOf(location);
}

async function ticket(socket: FrameSocket, file: string, ask = 1): Promise<string> {
  socket.send({ type: 'ticket', ask, key: hex('key'), file });
  return (await socket.next('ticket', (frame) => frame.ask === ask)).url;
}

describe('a file [R64]', () => {
  it('goes up, is shared and comes down byte for byte, as something to save', async (t) => {
    const { url } = await startServer(t);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    const file = await upload(url, pdf, { name: 'Bericht "März".pdf' });
    assert.equal((await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file })).ok, true);

    const anna = await technician(url, await tokenOf('anna'));
    const response = await fetch(url + (await ticket(anna, file)));
    assert.equal(response.status, 200);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(pdf));
    const shown = Object.fromEntries(response.headers);
    assert.equal(shown['content-type'], 'application/pdf');
    assert.equal(shown['content-length'], String(pdf.length));
    assert.match(shown['content-disposition'] ?? '', /^attachment; filename=".*\.pdf"; filename\*=UTF-8''Bericht.*M%C3%A4rz.*\.pdf$/);
    assert.equal(shown['x-content-type-options'], 'nosniff');
    assert.match(shown['content-security-policy'] ?? '', /sandbox/);
    assert.equal(shown['accept-ranges'], 'none');
    await Promise.all([anna.close(), socket.close()]);
  });

  it('that broke off goes on where it was', async (t) => {
    const { url } = await startServer(t);
    const location = addressOf(url, await create(url));
    assert.equal((await patch(location, pdf.subarray(0, 1000))).status, 204);
    assert.equal((await head(location)).headers.get('upload-offset'), '1000');
    assert.equal((await patch(location, pdf.subarray(500), 500)).status, 409);
    assert.equal((await patch(location, pdf.subarray(1000), 1000)).status, 204);
  });

  it('belongs to whoever sent it: to others it is not there', async (t) => {
    const { url } = await startServer(t);
    const location = addressOf(url, await create(url));
    const other = `Desk ${hex('eve', 64)}`;
    assert.equal((await head(location, other)).status, 404);
    assert.equal((await patch(location, pdf, 0, other)).status, 404);
    assert.equal((await patch(location, pdf, 0, `Bearer ${await tokenOf('anna')}`)).status, 404);
    assert.equal((await patch(location, pdf)).status, 204);
    const eve = await customer(url, hex('eve', 64));
    await eve.command(hex('eve'), submit(hex('eves')));
    const refused = await eve.command(hex('eve'), { type: 'share-file', key: hex('eves'), file: idOf(location) });
    assert.ok(!refused.ok && refused.code === 'no_such_file');
    await eve.close();
  });

  it('is named by the path of an address alone: an own file there lends no right to one behind the question mark', async (t) => {
    const { url } = await startServer(t);
    const location = addressOf(url, await create(url));
    const other = `Desk ${hex('eve', 64)}`;
    const own = addressOf(url, await create(url, { name: 'eve.txt', size: 4, authorization: other }));
    const both = `${own}?/${idOf(location)}`;
    assert.doesNotMatch(Buffer.from((await head(both, other)).headers.get('upload-metadata')?.split(/[ ,]/)[1] ?? '', 'base64').toString(), /report/);
    await patch(both, Buffer.from('evil'), 0, other);
    assert.equal((await head(location)).headers.get('upload-offset'), '0');
    await fetch(both, { method: 'DELETE', headers: { Authorization: other, 'Tus-Resumable': '1.0.0' } });
    assert.equal((await head(location)).status, 200);
  });

  const refusals: readonly (readonly [string, UploadOf, number, string])[] = [
    ['of a type that nobody may send', { name: 'setup.exe' }, 415, 'type_not_allowed'],
    ['without an extension', { name: 'report' }, 415, 'type_not_allowed'],
    ['that is empty', { size: 0 }, 400, 'empty'],
    ['that is too large', { size: 25_000_001 }, 413, 'too_large'],
    ['without a secret or a token', { authorization: '' }, 401, 'unauthorised'],
    ['with half a secret', { authorization: 'Desk 1234' }, 401, 'unauthorised'],
    ['with a forged token', { authorization: 'Bearer a.b.c' }, 401, 'unauthorised'],
  ];
  for (const [name, options, status, code] of refusals) {
    it(`${name} is refused before its first byte`, async (t) => {
      const { url, data } = await startServer(t);
      const response = await create(url, options);
      assert.equal(response.status, status);
      assert.deepEqual(await response.json(), { code });
      assert.deepEqual(await readdir(join(data, 'acme/files')), []);
    });
  }

  it('is not taken from a technician whom the desk does not know', async (t) => {
    const { url } = await startServer(t);
    assert.equal((await create(url, { authorization: `Bearer ${await tokenOf('mallory')}` })).status, 403);
  });

  it('that is not what its name says is refused at its last byte, and gone', async (t) => {
    const { url, data } = await startServer(t);
    const location = addressOf(url, await create(url, { name: 'photo.png' }));
    const response = await patch(location, pdf);
    assert.equal(response.status, 415);
    assert.deepEqual(await response.json(), { code: 'content_mismatch' });
    assert.deepEqual(await readdir(join(data, 'acme/files')), []);
    assert.equal((await head(location)).status, 404);
  });

  it('longer than it said it would be is not taken', async (t) => {
    const { url } = await startServer(t);
    const location = addressOf(url, await create(url, { size: 100 }));
    assert.equal((await patch(location, pdf)).status, 413);
  });

  it('that was whole when the server stopped is made good when its sender looks', async (t) => {
    const server = await startServer(t);
    const location = addressOf(server.url, await create(server.url));
    await writeFile(join(server.data, 'acme/files', idOf(location)), pdf);
    const { url } = await server.restart();
    assert.equal((await head(`${url}/desks/acme/files/${idOf(location)}`)).status, 200);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    assert.equal((await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file: idOf(location) })).ok, true);
    await socket.close();
  });

  it('named after another place stays in its own', async (t) => {
    const { url, data } = await startServer(t);
    const file = await upload(url, pdf, { name: '../../../../etc/evil.pdf' });
    assert.ok((await readFile(join(data, 'acme/files', file))).equals(pdf));
    assert.equal((await head(`${url}/desks/acme/files/..%2F..%2Fticket.key`)).status, 404);
  });
});

describe('a download address [R64]', () => {
  it('outlives a restart, but not its five minutes, and nobody can make one', async (t) => {
    const server = await startServer(t);
    const socket = await customer(server.url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    const file = await upload(server.url);
    await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file });
    const path = await ticket(socket, file);
    const { url, data } = await server.restart();
    const status = async (address: string) => (await fetch(url + address)).status;
    assert.equal(await status(path), 200);

    const office = ticketOffice(keptKey(join(data, 'ticket.key')));
    const sealed = { company: 'acme', file, principal: 'anna', expires: Date.now() + 60_000 };
    assert.equal(await status(`/files/${office.seal(sealed)}`), 200);
    assert.equal(await status(`/files/${office.seal({ ...sealed, expires: Date.now() - 1 })}`), 404);
    assert.equal(await status(`/files/${office.seal({ ...sealed, principal: 'carla' })}`), 404);
    assert.equal(await status(`/files/${office.seal({ ...sealed, principal: hex('eve', 64) })}`), 404);
    assert.equal(await status(`/files/${office.seal({ ...sealed, company: 'globex' })}`), 404);
    assert.equal(await status(`/files/${ticketOffice(randomBytes(32)).seal(sealed)}`), 404);
    assert.equal(await status(`${path}x`), 404);
  });

  it('that is only looked at opens no file', { skip: process.platform !== 'linux' }, async (t) => {
    const { url } = await startServer(t);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    const file = await upload(url);
    await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file });
    const address = url + (await ticket(socket, file));
    for (let i = 0; i < 5; i++) {
      const response = await fetch(address, { method: 'HEAD' });
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-length'), String(pdf.length));
    }
    const descriptors = await readdir('/proc/self/fd');
    const open = await Promise.all(descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
    assert.deepEqual(open.filter((path) => path.endsWith(file)), []);
    await socket.close();
  });

  it('is not given for a file that was never shared', async (t) => {
    const { url } = await startServer(t);
    const socket = await customer(url, kim);
    await socket.command(hex('lane'), submit(hex('key')));
    const file = await upload(url);
    socket.send({ type: 'ticket', ask: 7, key: hex('key'), file });
    assert.equal((await socket.next('error')).code, 'not_found');
    await socket.close();
  });
});
