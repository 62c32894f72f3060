import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { configSchema } from '../../../src/server/node/config-schema.ts';
import { checkConfig, ConfigError, readConfig } from '../../../src/server/node/config.ts';
import { createSupportServer } from '../../../src/server/node/index.ts';

const good = { companies: { acme: { name: 'Acme' } }, data: 'data' };
const technician = { id: 'anna', name: 'Anna' };

function faults(config: unknown): readonly string[] {
  try {
    checkConfig(config);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
}

const acme = (company: object) => ({ ...good, companies: { acme: { name: 'Acme', ...company } } });
const key = (value: unknown) => ({ ...good, signingKeys: { site: value } });

describe('a configuration', () => {
  it('needs a company and a data folder, and fills in the rest', () => {
    assert.deepEqual(checkConfig(good), {
      companies: { acme: { name: 'Acme', technicians: [], limits: {}, ip: 'truncate' } },
      data: 'data',
      signingKeys: {},
      allowedOrigins: [],
      trustedProxies: [],
      prefix: '/',
      listen: {},
    });
  });

  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    ['is no object', 'nothing', ['configuration: must be an object']],
    ['is empty', {}, ['companies: is missing', 'data: is missing']],
    ['has no company', { ...good, companies: {} }, ['companies: must name at least one company']],
    ['has a company without a name', { ...good, companies: { acme: {} } }, ['companies.acme.name: is missing']],
    ['has a company of an odd id', { ...good, companies: { 'A b': { name: 'x' } } }, ['companies.A b: must be 1 to 63 of a-z, 0-9 and -, not beginning or ending with -']],
    ['has a technician without an id', acme({ technicians: [{ name: 'Anna' }] }), ['companies.acme.technicians[0].id: is missing']],
    ['has a technician with a blank name', acme({ technicians: [technician, { id: 'ben', name: ' ' }] }), ['companies.acme.technicians[1].name: must not be empty']],
    ['has a technician twice', acme({ technicians: [technician, technician] }), ['companies.acme.technicians[1].id: stands there twice']],
    ['has an unknown role', acme({ technicians: [{ ...technician, role: 'boss' }] }), ['companies.acme.technicians[0].role: must be technician or admin']],
    ['has a word that is not known', acme({ technican: [] }), ['companies.acme.technican: is not known here']],
    ['limits files to nothing', acme({ limits: { maxFileSize: 0 } }), ['companies.acme.limits.maxFileSize: must be at least 1']],
    ['has half a rate', acme({ limits: { rate: { perSecond: 5 } } }), ['companies.acme.limits.rate.burst: is missing']],
    ['keeps addresses in an unknown way', acme({ ip: 'maybe' }), ['companies.acme.ip: must be truncate, keep or off']],
    ['has a short secret', key({ secret: 'short' }), ['signingKeys.site.secret: must have at least 32 bytes']],
    ['has a key of an unknown kind', key({ kty: 'EC' }), ['signingKeys.site: must be { "secret": … } of at least 32 bytes, or a public JWK of Ed25519 or RSA (2048 bits or more)']],
    [
      'holds a private key',
      key({ kty: 'OKP', crv: 'Ed25519', x: 'a', d: 'b' }),
      ['signingKeys.site: is a private key: give the public part, and keep this one where tokens are signed'],
    ],
    ['has a short RSA key', key({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }), ['signingKeys.site.n: must have at least 2048 bits']],
    ['allows an address for an origin', { ...good, allowedOrigins: ['https://a.example/shop'] }, ['allowedOrigins[0]: must be an origin such as https://shop.example (no path), or *']],
    ['trusts no address', { ...good, trustedProxies: ['10.0.0.0/33'] }, ['trustedProxies[0]: must be an IP address or a range such as 10.0.0.0/8']],
    ['has a prefix without its slash', { ...good, prefix: '/support' }, ['prefix: must begin and end with /']],
    ['has a port beyond all ports', { ...good, listen: { port: 70_000 } }, ['listen.port: must be at most 65535']],
    ['has several faults', { companies: { acme: { ip: 1 } }, data: '', prefix: 5 }, ['companies.acme.name: is missing', 'companies.acme.ip: must be truncate, keep or off', 'data: must not be empty', 'prefix: must be a text']],
  ];
  for (const [name, config, expected] of cases) {
    it(`that ${name} is refused with the path of each fault`, () => assert.deepEqual(faults(config), expected));
  }

  it('with a key that only looks like one is refused when the server is made', () => {
    const config = { ...good, data: join(tmpdir(), 'never-made'), signingKeys: { site: { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } } } as const;
    assert.throws(() => createSupportServer(config), { name: 'ConfigError', message: 'signingKeys.site: is no key of its kind' });
  });

  it('is read from a file, with its data folder beside it', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'deskside.json'), JSON.stringify(good));
    assert.equal((await readConfig(join(folder, 'deskside.json'))).data, join(folder, 'data'));
    await writeFile(join(folder, 'broken.json'), '{');
    await assert.rejects(readConfig(join(folder, 'broken.json')), (error: ConfigError) => /broken\.json: is no JSON/.test(error.faults[0] ?? ''));
    await assert.rejects(readConfig(join(folder, 'none.json')), (error: ConfigError) => error.faults[0] === `${join(folder, 'none.json')}: cannot be read`);
  });

  it('has a published schema that knows the same words', async () => {
    const schema = JSON.parse(await readFile('docs/deskside.schema.json', 'utf8')) as JsonSchema;
    const company = schema.properties['companies']?.additionalProperties;
    assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(configSchema.entries).sort());
    assert.deepEqual(Object.keys(company?.properties ?? {}).sort(), ['ip', 'limits', 'name', 'technicians']);
    assert.deepEqual(schema.required, ['companies', 'data']);
  });
});

interface JsonSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
}
