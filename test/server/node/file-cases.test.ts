import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sender } from '../../../src/domain/files.ts';
import { cases, largest, windows } from '../../domain/file-cases.ts';
import { customer, hex, submit, technician, type FrameSocket } from './frames.ts';
import { startServer, tokenOf } from './running-server.ts';

const kim = hex('kim', 64);
const key = hex('key');

/** What browsers on these devices say of themselves. */
const agents: Readonly<Record<string, string>> = {
  windows: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  android: 'Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

describe('a file that comes to a server [R64]', () => {
  const stops: (() => unknown)[] = [];
  const t = { after: (stop: () => unknown) => void stops.unshift(stop) };
  let url = '';
  let anna: FrameSocket;
  let token = '';
  let count = 0;

  before(async () => {
    ({ url } = await startServer(t, {
      companies: { acme: { name: 'Acme', technicians: [{ id: 'anna', name: 'Anna', available: true }], limits: { maxFileSize: largest, rate: { perSecond: 1e6, burst: 1e6 } } } },
      // So that no address begins too many uploads.
      trustedProxies: ['127.0.0.1'],
    }));
    const someone = await customer(url, kim);
    await someone.command(hex('lane'), submit(key));
    token = await tokenOf('anna');
    anna = await technician(url, token);
    await anna.command(hex('annas lane'), { type: 'assign', key });
    await anna.command(hex('annas lane'), { type: 'join-chat', key });
    stops.unshift(() => Promise.all([someone.close(), anna.close()]));
  });
  after(async () => {
    for (const stop of stops) await stop();
  });

  /** Why it is refused, or the name under which it arrives in the chat. */
  async function sent(name: string, content: Uint8Array, from: Sender): Promise<string> {
    const agent = agents[from.role === 'customer' ? from.os : 'windows'] ?? '';
    const Authorization = from.role === 'customer' ? `Desk ${kim}` : `Bearer ${token}`;
    const headers = { Authorization, 'Tus-Resumable': '1.0.0', 'User-Agent': agent, 'X-Forwarded-For': `10.0.0.${++count % 250}` };
    const endpoint = `${url}/desks/acme/files`;
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    const created = await fetch(endpoint, { method: 'POST', headers: { ...headers, 'Upload-Length': String(content.length), 'Upload-Metadata': metadata } });
    if (!created.ok) return codeOf(created);
    const location = new URL(created.headers.get('location') ?? '', endpoint);
    const patched = await fetch(location, { method: 'PATCH', headers: { ...headers, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' }, body: Uint8Array.from(content) });
    if (!patched.ok) return codeOf(patched);
    const file = location.pathname.split('/').at(-1) ?? '';
    const socket = from.role === 'technician' ? anna : await customer(url, kim, 'acme', {}, agent);
    const lane = from.role === 'technician' ? hex('annas lane') : hex(`lane ${count}`);
    socket.send({ type: 'open', ask: count, request: key, after: 1e6 });
    await socket.next('opened', ({ ask }) => ask === count);
    const answer = await socket.command(lane, { type: 'share-file', key, file });
    if (!answer.ok) return answer.code;
    const { entry } = await socket.next('event', ({ entry: { event } }) => event.type === 'file' && event.file.id === file);
    if (from.role === 'customer') await socket.close();
    return entry.event.type === 'file' ? entry.event.file.name : '';
  }

  for (const { what, name, content, from = windows, verdict, kept = name } of cases) {
    it(`${what} (${JSON.stringify(name.slice(0, 40))}) is ${verdict === null ? 'taken' : `refused: ${verdict}`}`, async () => {
      assert.equal(await sent(name, await content(), from), verdict ?? kept);
    });
  }
});

async function codeOf(response: Response): Promise<string> {
  const { code } = (await response.json()) as { readonly code: string };
  return code;
}
