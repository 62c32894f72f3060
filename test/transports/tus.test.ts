import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { isSupportError } from '../../src/client/errors.ts';
import type { Credentials } from '../../src/client/transport.ts';
import { webSocketTransport } from '../../src/transports/websocket.ts';
import { hex } from '../server/node/frames.ts';
import { startServer } from '../server/node/running-server.ts';
import { blockingProxy } from '../support/blocking-proxy.ts';
import { pdf } from '../support/files.ts';

const kim: Credentials = { role: 'customer', secret: hex('kim', 64) };
const report = new File([Uint8Array.from(pdf)], 'report.pdf');

const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => null, (error: unknown) => (isSupportError(error) ? error.code : error));

/** A server before which requests can be broken. */
async function breakable(t: TestContext) {
  const { url } = await startServer(t);
  const proxy = await blockingProxy(url);
  t.after(() => proxy.close());
  return { proxy, transport: webSocketTransport(proxy.url) };
}

/** A server that answers everything alike. */
async function answering(t: TestContext, status: number, body: string, headers: Readonly<Record<string, string>> = {}) {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return webSocketTransport(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
}

describe('A file by tus [R116]', () => {
  it('goes up in pieces of the size that is wanted, and says how far it is', async (t) => {
    const { proxy, transport } = await breakable(t);
    const told: number[] = [];
    await transport.upload('acme', report, kim, { piece: () => 16_000, sent: (bytes) => void told.push(bytes) });
    assert.equal(proxy.passed.filter((line) => line.startsWith('PATCH')).length, Math.ceil(pdf.length / 16_000));
    assert.deepEqual([told[0], told.at(-1), told.every((bytes, i) => bytes >= (told[i - 1] ?? 0))], [0, pdf.length, true]);
  });

  it('goes on where it was, whichever request was lost, or only its answer', async (t) => {
    for (const lost of ['request', 'answer'] as const) {
      const { proxy, transport } = await breakable(t);
      let pieces = 0;
      proxy.breaking(({ method }) => (method === 'PATCH' && ++pieces === 2 ? lost : null));
      let place: string | undefined;
      const began = (one: string) => void (place = one);
      assert.equal(await codeOf(transport.upload('acme', report, kim, { piece: () => 16_000, began })), 'offline');
      assert.ok(place);
      const told: number[] = [];
      assert.equal(await transport.upload('acme', report, kim, { place, sent: (bytes) => void told.push(bytes) }), place);
      assert.equal(told[0], lost === 'request' ? 16_000 : 32_000);
    }
  });

  it('keeps its name, whatever script that is in', async (t) => {
    const { url } = await startServer(t);
    const transport = webSocketTransport(url);
    const id = await transport.upload('acme', new File(['x'], 'Übersicht 日本語 🎉.txt'), kim, {});
    const found = await fetch(`${url}/desks/acme/files/${id}`, { method: 'HEAD', headers: { Authorization: `Desk ${kim.secret ?? ''}`, 'Tus-Resumable': '1.0.0' } });
    assert.equal(Buffer.from(found.headers.get('upload-metadata')?.split(' ')[1] ?? '', 'base64').toString(), 'Übersicht 日本語 🎉.txt');
  });

  it('that is not there any more is said to be so, and so is one that was taken back', async (t) => {
    const { url } = await startServer(t);
    const transport = webSocketTransport(url);
    assert.equal(await codeOf(transport.upload('acme', report, kim, { place: 'a'.repeat(32) })), 'no_such_file');
    const id = await transport.upload('acme', report, kim, {});
    await transport.takeBack?.('acme', id, kim);
    assert.equal(await codeOf(transport.upload('acme', report, kim, { place: id })), 'no_such_file');
  });

  it('is called off in the middle, and what has arrived stays for another try', async (t) => {
    const { url } = await startServer(t);
    const transport = webSocketTransport(url);
    const stop = new AbortController();
    let place: string | undefined;
    const sent = (bytes: number) => {
      if (bytes >= 16_000) stop.abort();
    };
    assert.equal(await codeOf(transport.upload('acme', report, kim, { piece: () => 16_000, sent, signal: stop.signal, began: (one) => void (place = one) })), 'closed');
    const told: number[] = [];
    await transport.upload('acme', report, kim, { place: place ?? '', sent: (bytes) => void told.push(bytes) });
    assert.ok((told[0] ?? 0) >= 16_000);
  });

  it('is told apart: what the file is refused for, and what may pass', async (t) => {
    const said = async (status: number, body = '', headers: Readonly<Record<string, string>> = {}) => codeOf((await answering(t, status, body, headers)).upload('acme', report, kim, {}));
    assert.equal(await said(413, '{"code":"too_large"}'), 'too_large');
    assert.equal(await said(413, '{"code":"quota_company"}'), 'file_refused');
    assert.equal(await said(413, '<h1>nginx</h1>'), 'unavailable', 'a proxy that takes smaller requests');
    assert.equal(await said(429), 'rate_limited');
    assert.equal(await said(502), 'upload_failed');
    assert.equal(await said(201), 'upload_failed', 'no place');
    assert.equal(await said(201, '', { Location: 'files/a', 'Upload-Offset': '0' }), 'upload_failed', 'takes nothing');
  });
});
