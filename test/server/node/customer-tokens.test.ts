import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it, type TestContext } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { ServerConfig } from '../../../src/server/node/index.ts';
import type { PostAnswer } from '../../../src/protocol/posts.ts';
import { device, FrameSocket, hex, submit, technician } from './frames.ts';
import { secret, startServer, tokenOf } from './running-server.ts';

/** Customers' tokens at a real server: over a WebSocket, over HTTP, and for files. */

const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signingKeys = {
  test: { secret },
  ed: ed.publicKey.export({ format: 'jwk' }),
  rsa: rsa.publicKey.export({ format: 'jwk' }),
} as unknown as NonNullable<ServerConfig['signingKeys']>;

const seconds = () => Math.floor(Date.now() / 1000);
const claims = () => ({ sub: '4711', role: 'customer', aud: ['acme'], exp: seconds() + 600, name: 'Kim', email: 'kim@shop.example' });

interface Change {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** Signed by the Ed25519 key unless something else is said. */
function token({ header = {}, claims: others = {}, key = ed.privateKey }: Change = {}): Promise<string> {
  return new SignJWT({ ...claims(), ...others }).setProtectedHeader({ alg: 'EdDSA', kid: 'ed', ...header }).sign(key);
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token whose signature is an HMAC with what everybody may know. */
const hmac = (kid: string, key: string | Buffer) => {
  const body = `${base64({ alg: 'HS256', kid })}.${base64(claims())}`;
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
};

const wrong: readonly (readonly [string, () => string | Promise<string>, number?])[] = [
  ['is no JWT', () => 'kim'],
  ['has no signature', () => new UnsecuredJWT(claims()).encode()],
  ['says that it needs none, and names a key', async () => `${base64({ alg: 'none', kid: 'ed' })}.${(await token()).split('.')[1] ?? ''}.`],
  ['has lost its signature', async () => (await token()).replace(/[^.]*$/, '')],
  ['was changed', async () => [base64({ alg: 'EdDSA', kid: 'ed' }), base64({ ...claims(), sub: '4712' }), (await token()).split('.')[2]].join('.')],
  ['is signed by a stranger', () => token({ header: { alg: 'RS256', kid: 'rsa' }, key: stranger.privateKey })],
  ['brings its own key', () => token({ header: { alg: 'RS256', kid: 'rsa', jwk: stranger.publicKey.export({ format: 'jwk' }) }, key: stranger.privateKey })],
  ['names an unknown key', () => token({ header: { kid: 'other' } })],
  ['names what every object has', () => token({ header: { kid: '__proto__' } })],
  ['names no key', () => token({ header: { kid: undefined } })],
  ['is signed by one key and names another', () => token({ header: { kid: 'rsa' } })],
  ['takes an RSA key’s PEM for a shared secret', () => hmac('rsa', rsa.publicKey.export({ type: 'spki', format: 'pem' }))],
  ['takes an RSA key’s modulus for a shared secret', () => hmac('rsa', Buffer.from(rsa.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url'))],
  ['takes an Ed25519 key for a shared secret', () => hmac('ed', Buffer.from(ed.publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'))],
  ['has another algorithm of the same key', () => token({ header: { alg: 'PS256', kid: 'rsa' }, key: rsa.privateKey })],
  ['has a longer hash than its key is for', () => token({ header: { alg: 'HS512', kid: 'test' }, key: Buffer.from(secret.repeat(2)) })],
  ['is over', () => token({ claims: { exp: seconds() - 62 } })],
  ['has no end', () => token({ claims: { exp: undefined } })],
  ['ends at a word', () => token({ claims: { exp: 'tomorrow' } })],
  ['is not valid yet', () => token({ claims: { nbf: seconds() + 90 } })],
  ['was signed tomorrow', () => token({ claims: { iat: seconds() + 86_400 } })],
  ['is for another company', () => token({ claims: { aud: ['globex'] } })],
  ['is for no company', () => token({ claims: { aud: undefined } })],
  ['is for a company that only begins alike', () => token({ claims: { aud: 'acme.example' } })],
  ['names nobody', () => token({ claims: { sub: undefined } })],
  ['names a blank', () => token({ claims: { sub: ' ' } })],
  ['names somebody by a number', () => token({ claims: { sub: 4711 } })],
  ['names an issuer that is none', () => token({ claims: { iss: 'a'.repeat(201) } })],
  ['has no role', () => token({ claims: { role: undefined } })],
  ['is a technician’s', () => tokenOf('anna'), 4403],
];

const hello = (credentials: { secret?: string; token?: string }) => ({ type: 'hello', version: 'desk/1', role: 'customer', ...credentials, device, lanes: [] }) as const;

async function known(url: string, shown: string, browser = hex('laptop', 64)): Promise<FrameSocket> {
  const socket = await new FrameSocket(url, 'acme').opened();
  socket.send(hello({ secret: browser, token: shown }));
  await socket.next('welcome');
  return socket;
}

async function numbers(socket: FrameSocket, ask: number): Promise<readonly number[]> {
  socket.send({ type: 'query', ask, view: 'all', mine: false, sort: 'submitted', direction: 'descending', limit: 50 });
  return (await socket.next('rows', (rows) => rows.ask === ask)).rows.map(({ row }) => row.number);
}

const start = (t: TestContext) => startServer(t, { signingKeys });

function create(url: string, authorization: string): Promise<Response> {
  const headers = { Authorization: authorization, 'Tus-Resumable': '1.0.0', 'Upload-Length': '9', 'Upload-Metadata': `filename ${Buffer.from('a.txt').toString('base64')}` };
  return fetch(`${url}/desks/acme/files`, { method: 'POST', headers });
}

describe('a customer’s token [R4, R108]', () => {
  it('gives a name on one line, without the signs that turn what stands around it [R119]', async (t) => {
    const { url } = await start(t);
    const socket = await known(url, await token({ claims: { name: '\u2069\u202eKim\u2029Berg' } }));
    assert.deepEqual((await socket.next('welcome')).me, { role: 'customer', name: 'Kim Berg', email: 'kim@shop.example' });
    await socket.close();
  });

  for (const [name, change] of [
    ['EdDSA', {}],
    ['RS256', { header: { alg: 'RS256', kid: 'rsa' }, key: rsa.privateKey }],
    ['HS256', { header: { alg: 'HS256', kid: 'test' }, key: Buffer.from(secret) }],
  ] as const) {
    it(`signed by ${name} is taken: by socket, by post and for files`, async (t) => {
      const { url } = await start(t);
      const shown = await token(change);
      const socket = await known(url, shown);
      assert.deepEqual((await socket.next('welcome')).me, { role: 'customer', name: 'Kim', email: 'kim@shop.example' });
      await socket.close();
      const answer = await posted(url, hello({ secret: hex('phone', 64), token: shown }));
      assert.deepEqual(answer.frames.map((text) => (JSON.parse(text) as { type: string }).type), ['welcome']);
      assert.equal((await create(url, `Bearer ${shown}`)).status, 201);
    });
  }

  it('needs the browser’s secret beside it', async (t) => {
    const { url } = await start(t);
    const socket = await new FrameSocket(url, 'acme').opened();
    socket.send(hello({ token: await token() }));
    assert.equal(await socket.closed, 4400);
  });

  let url = '';
  const ends: (() => unknown)[] = [];
  before(async () => {
    ({ url } = await startServer({ after: (end) => void ends.push(end as () => unknown) }, { signingKeys }));
  });
  after(async () => {
    for (const end of ends.reverse()) await end();
  });
  for (const [what, make, code = 4401] of wrong) {
    it(`that ${what} is refused with ${code}, before anything is said to it`, async () => {
      const shown = await make();
      const socket = await new FrameSocket(url, 'acme').opened();
      socket.send(hello({ secret: hex('eve', 64), token: shown }));
      assert.deepEqual([await socket.closed, socket.received], [code, []]);
      const answer = await posted(url, hello({ secret: hex('eve', 64), token: shown }));
      assert.deepEqual([answer.closed, answer.frames], [code, []]);
      // A technician's may upload, as what it is.
      assert.equal((await create(url, `Bearer ${shown}`)).status, code === 4401 ? 401 : 201);
    });
  }
});

async function posted(url: string, frame: object): Promise<PostAnswer> {
  const response = await fetch(`${url}/desks/acme/frames`, { method: 'POST', body: JSON.stringify({ from: 1, frames: [JSON.stringify(frame)], heard: 0, wait: 5_000 }) });
  return (await response.json()) as PostAnswer;
}

describe('a customer who is known', () => {
  it('has what they filed in this browser before, on another device and after a restart [R109]', async (t) => {
    const first = await start(t);
    const anonymous = await new FrameSocket(first.url, 'acme').opened();
    anonymous.send(hello({ secret: hex('laptop', 64) }));
    await anonymous.command(hex('lane'), submit(hex('key')));
    await anonymous.close();
    await (await known(first.url, await token())).close();
    const { url } = await first.restart();
    const phone = await known(url, await token(), hex('phone', 64));
    assert.deepEqual(await numbers(phone, 1), [1]);
    const other = await known(url, await token({ claims: { sub: '4712' } }), hex('tablet', 64));
    assert.deepEqual(await numbers(other, 1), []);
    other.send({ type: 'open', ask: 2, request: hex('key'), after: 0 });
    assert.equal((await other.next('error')).code, 'not_found');
    await Promise.all([phone.close(), other.close()]);
  });

  it('shares what was uploaded with the secret or with the token, and nobody else’s [R64, R111]', async (t) => {
    const { url } = await start(t);
    const shown = await token();
    const socket = await known(url, shown);
    await socket.command(hex('lane'), submit(hex('key')));
    const upload = async (authorization: string) => {
      const created = await create(url, authorization);
      const address = new URL(created.headers.get('location') ?? '', `${url}/desks/acme/files`).href;
      const headers = { Authorization: authorization, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' };
      assert.equal((await fetch(address, { method: 'PATCH', headers, body: 'plain txt' })).status, 204);
      return address.split('/').at(-1) ?? '';
    };
    const share = async (file: string) => {
      const answer = await socket.command(hex('lane'), { type: 'share-file', key: hex('key'), file });
      return answer.ok ? 'ok' : answer.code;
    };
    const files = [await upload(`Desk ${hex('laptop', 64)}`), await upload(`Bearer ${shown}`), await upload(`Desk ${hex('eve', 64)}`)];
    assert.deepEqual([await share(files[0] ?? ''), await share(files[1] ?? ''), await share(files[2] ?? '')], ['ok', 'ok', 'no_such_file']);
    const anna = await technician(url, await tokenOf('anna'));
    anna.send({ type: 'open', ask: 1, request: hex('key'), after: 0 });
    assert.deepEqual((await anna.next('opened')).source?.identity, { id: '4711', name: 'Kim', email: 'kim@shop.example' });
    socket.send({ type: 'ticket', ask: 9, key: hex('key'), file: files[0] ?? '' });
    assert.equal((await fetch(url + (await socket.next('ticket')).url)).status, 200);
    await Promise.all([socket.close(), anna.close()]);
  });

  it('is sent away with 4401 when the token is over, and has lost nothing on coming back [R4]', async (t) => {
    const { url } = await startServer(t, { signingKeys, clockSkew: 0 });
    const lane = hex('lane');
    const socket = await known(url, await token({ claims: { exp: seconds() + 2 } }));
    await socket.command(lane, submit(hex('key')));
    assert.equal(await socket.closed, 4401);
    const again = await new FrameSocket(url, 'acme').opened();
    again.send({ ...hello({ secret: hex('laptop', 64), token: await token() }), lanes: [{ id: lane, answered: 0 }] });
    const { lanes, answers } = await again.next('welcome');
    assert.deepEqual([lanes, answers.map(({ ok }) => ok)], [[{ id: lane, seen: 1 }], [true]]);
    await again.close();
  });
});
