import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hex, customer, submit } from './frames.ts';
import { startServer } from './running-server.ts';
import { Chance } from '../../simulation/chance.ts';

/** Guesses of all five kinds: a part of them here, 100,000 in the soak. */
const guesses = Number(process.env['DESKSIDE_GUESSES'] ?? 10_000);
const each = guesses / 5;

const words = Buffer.from('What nobody else shall read.');
const asks = { 'Tus-Resumable': '1.0.0' };
const octets = { 'Content-Type': 'application/offset+octet-stream' };

describe('who guesses [R64]', () => {
  it(`finds none of ${String(guesses)} ids and tickets that are nearly right, and changes nothing`, async (t) => {
    const { url, server } = await startServer(t);
    const chance = new Chance(4711);
    const [owner, stranger] = [hex('kim', 64), hex('lou', 64)];
    const socket = await customer(url, owner);
    await socket.command(hex('lane'), submit(hex('key')));
    const endpoint = `${url}/desks/acme/files`;
    const upload = async (size: number): Promise<string> => {
      const headers = { ...asks, ...octets, Authorization: `Desk ${owner}`, 'Upload-Length': String(size), 'Upload-Metadata': `filename ${Buffer.from('note.txt').toString('base64')}` };
      const created = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(words) });
      assert.equal(created.status, 201);
      return created.headers.get('location')?.split('/').at(-1) ?? '';
    };
    const [file, half] = [await upload(words.length), await upload(words.length + 1)];
    assert.equal((await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file })).ok, true);
    socket.send({ type: 'ticket', ask: 1, key: hex('key'), file });
    const { url: good } = await socket.next('ticket', (frame) => frame.ask === 1);
    const ticket = good.split('/').at(-1) ?? '';

    const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const changed = (text: string, from: string): string => {
      const at = Math.floor(chance.next() * text.length);
      const sign = from[Math.floor(chance.next() * from.length)] ?? '';
      return `${text.slice(0, at)}${sign}${text.slice(at + 1)}`;
    };
    const [body = '', signature = ''] = ticket.split('.');
    const claims = (): string => {
      const parts = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, string, number];
      const other = [() => ['acme', 'globex'][Math.floor(chance.next() * 2)] ?? '', () => chance.hex(128), () => chance.hex(256), () => Date.now() + Math.floor(chance.next() * 1e9)];
      const place = Math.floor(chance.next() * 4);
      return Buffer.from(JSON.stringify(parts.map((part, index) => (index === place ? other[index]?.() : part)))).toString('base64url');
    };
    let hits = 0;
    const guess = async (address: string, method: string, headers: Record<string, string> = {}): Promise<void> => {
      const sent = method === 'PATCH' ? { body: new Uint8Array([33]) } : {};
      const response = await server.fetch(new Request(address, { method, headers, ...sent }), { remoteAddress: '192.0.2.1' });
      if (response.status !== 404) hits += 1;
      await response.body?.cancel();
    };
    const mine = { ...asks, Authorization: `Desk ${stranger}` };
    const methods = ['HEAD', 'PATCH', 'DELETE'] as const;
    for (let count = 0; count < each; count++) {
      const method = methods[count % methods.length] ?? 'HEAD';
      const more = method === 'PATCH' ? { ...mine, ...octets, 'Upload-Offset': String(words.length) } : mine;
      // The very ids, by somebody else; and the owner's own secret with ids that are nearly right.
      await guess(`${endpoint}/${count % 2 === 0 ? file : half}`, method, more);
      await guess(`${endpoint}/${chance.hex(128)}`, method, { ...more, Authorization: `Desk ${owner}` });
      let near = changed(ticket, signs);
      while (near === ticket) near = changed(ticket, signs);
      // The last sign of a text in base64 has bits that mean nothing: such a ticket is the same one.
      if (Buffer.from(near.split('.')[1] ?? '', 'base64url').equals(Buffer.from(signature, 'base64url')) && near.startsWith(`${body}.`)) near = `${near}A`;
      await guess(`${url}/files/${near}`, 'GET');
      const other = claims();
      await guess(`${url}/files/${other === body ? `${other}A` : other}.${signature}`, 'GET');
      await guess(`${url}/files/${chance.hex(256)}.${chance.hex(256)}`, 'GET');
    }
    assert.equal(hits, 0);
    assert.equal(await (await fetch(`${url}${good}`)).text(), words.toString());
    const offset = await fetch(`${endpoint}/${half}`, { method: 'HEAD', headers: { ...asks, Authorization: `Desk ${owner}` } });
    assert.equal(offset.headers.get('upload-offset'), String(words.length));
  });
});
