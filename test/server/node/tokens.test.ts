import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { tokenVerifier } from '../../../src/server/node/tokens.ts';

const now = 1_800_000_000_000;
const seconds = now / 1000;
const secret = 'a secret of at least thirty-two bytes';
const ed = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('ed25519');

const signingKeys = {
  ed: ed.publicKey.export({ format: 'jwk' }) as never,
  rsa: rsa.publicKey.export({ format: 'jwk' }) as never,
  shared: { secret },
};
const clockSkew = 60;
const verify = tokenVerifier({ signingKeys, clockSkew }, () => now);

interface Change {
  readonly header?: object;
  readonly claims?: object;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

function token({ header = {}, claims = {}, key = ed.privateKey }: Change = {}): Promise<string> {
  const all = { sub: 'anna', name: 'Anna', role: 'technician', aud: ['acme', 'globex'], exp: seconds + 60, ...claims };
  return new SignJWT(all).setProtectedHeader({ alg: 'EdDSA', kid: 'ed', ...header }).sign(key);
}

const base64 = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const unsigned = (header: object) => `${base64(header)}.${base64({ sub: 'anna', role: 'technician', aud: 'acme', exp: seconds + 60 })}`;

describe('a token [R4]', () => {
  // 60 s longer than it says, for clocks differ.
  const anna = { sub: 'anna', role: 'technician', name: 'Anna', expires: (seconds + 120) * 1000 };

  for (const [name, change] of [
    ['EdDSA', {}],
    ['RS256', { header: { alg: 'RS256', kid: 'rsa' }, key: rsa.privateKey }],
    ['HS256', { header: { alg: 'HS256', kid: 'shared' }, key: Buffer.from(secret) }],
  ] as const) {
    it(`signed by ${name} says who its bearer is`, async () => assert.deepEqual(await verify(await token(change), 'acme'), anna));
  }

  it('without a name has none', async () => assert.equal((await verify(await token({ claims: { name: undefined } }), 'acme'))?.name, undefined));
  it('for a single company may name it without a list', async () => assert.deepEqual(await verify(await token({ claims: { aud: 'acme' } }), 'acme'), anna));
  it('of another role is read as what it says, for the host to refuse', async () =>
    assert.equal((await verify(await token({ claims: { role: 'customer' } }), 'acme'))?.role, 'customer'));
  it('within 60 s after its end still holds, for clocks differ', async () => assert.deepEqual(await verify(await token({ claims: { exp: seconds - 59 } }), 'acme'), { ...anna, expires: (seconds + 1) * 1000 }));
  it('of a clock that is 60 s ahead holds already', async () => assert.deepEqual(await verify(await token({ claims: { nbf: seconds + 60, iat: seconds + 60 } }), 'acme'), anna));
  it('is judged by the clocks that the server is told of', async () => {
    const exact = tokenVerifier({ signingKeys, clockSkew: 0 }, () => now);
    assert.equal((await exact(await token(), 'acme'))?.expires, (seconds + 60) * 1000);
    assert.equal(await exact(await token({ claims: { exp: seconds - 1 } }), 'acme'), null);
    assert.equal(await exact(await token({ claims: { iat: seconds + 1 } }), 'acme'), null);
  });
  it('of a customer says name, address and who vouches', async () => {
    const kim = { sub: '4711', role: 'customer', name: 'Kim', email: 'kim@shop.example' };
    assert.deepEqual(await verify(await token({ claims: { ...kim, iss: 'shop.example' } }), 'acme'), { ...kim, issuer: 'shop.example', expires: anna.expires });
  });

  it('without a kid is checked with the only key there is', async () => {
    const single = tokenVerifier({ signingKeys: { only: { secret } }, clockSkew }, () => now);
    const made = await token({ header: { alg: 'HS256', kid: undefined }, key: Buffer.from(secret) });
    assert.deepEqual(await single(made, 'acme'), anna);
  });

  const refused: readonly (readonly [string, () => string | Promise<string>])[] = [
    ['is empty', () => ''],
    ['is no token', () => 'anna'],
    ['is longer than any token', () => 'a'.repeat(10_000)],
    ['is over', () => token({ claims: { exp: seconds - 61 } })],
    ['is not valid yet', () => token({ claims: { nbf: seconds + 61 } })],
    ['was signed by a clock that is wrong', () => token({ claims: { iat: seconds + 61 } })],
    ['of a customer has an issuer that is no name', () => token({ claims: { role: 'customer', iss: 'a'.repeat(201) } })],
    ['has half a sign in its subject', () => token({ claims: { sub: 'anna\ud83d' } })],
    ['has no end', () => token({ claims: { exp: undefined } })],
    ['has no subject', () => token({ claims: { sub: undefined } })],
    ['has a blank subject', () => token({ claims: { sub: ' ' } })],
    ['has an over-long subject', () => token({ claims: { sub: 'a'.repeat(201) } })],
    ['has no role', () => token({ claims: { role: undefined } })],
    ['has no audience', () => token({ claims: { aud: undefined } })],
    ['is for another company', () => token({ claims: { aud: ['globex'] } })],
    ['is signed by a stranger', () => token({ key: stranger.privateKey })],
    ['names a key that is not there', () => token({ header: { kid: 'other' } })],
    ['names no key though there are several', () => token({ header: { kid: undefined } })],
    ['is not signed at all', () => `${unsigned({ alg: 'none' })}.`],
    ['is not signed and names a key', () => `${unsigned({ alg: 'none', kid: 'ed' })}.`],
    [
      'takes the public key for a shared secret',
      () => {
        const body = unsigned({ alg: 'HS256', kid: 'rsa' });
        const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' });
        return `${body}.${createHmac('sha256', pem).update(body).digest('base64url')}`;
      },
    ],
    ['is signed by one key and names another', () => token({ header: { kid: 'rsa' } })],
    [
      'was changed after it was signed',
      async () => {
        const [header, , signature] = (await token()).split('.');
        return `${header}.${base64({ sub: 'ben', role: 'technician', aud: 'acme', exp: seconds + 60 })}.${signature}`;
      },
    ],
    ['has lost its signature', async () => (await token()).replace(/[^.]*$/, '')],
    ['carries its own key', () => token({ header: { jwk: stranger.publicKey.export({ format: 'jwk' }) }, key: stranger.privateKey })],
    [
      'demands what nobody here understands',
      () => {
        const body = unsigned({ alg: 'EdDSA', kid: 'ed', crit: ['exotic'], exotic: true });
        return `${body}.${sign(null, Buffer.from(body), ed.privateKey).toString('base64url')}`;
      },
    ],
  ];
  for (const [name, make] of refused) {
    it(`that ${name} is refused`, async () => assert.equal(await verify(await make(), 'acme'), null));
  }
});
