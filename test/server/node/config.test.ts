import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type * as v from 'valibot';
import { company as companySchema } from '../../../src/server/node/config-company.ts';
import { sms, smtp } from '../../../src/server/node/config-delivery.ts';
import { configSchema } from '../../../src/server/node/config-schema.ts';
import type { ServerConfig } from '../../../src/server/node/config-types.ts';
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

const webhook = { id: 'crm', url: 'https://crm.example/deskside', secret: 'a secret of at least thirty-two bytes' };
const acme = (company: object) => ({ ...good, companies: { acme: { name: 'Acme', ...company } } });
const key = (value: unknown) => ({ ...good, signingKeys: { site: value } });

describe('a configuration', () => {
  it('needs a company and a data folder, and fills in the rest', () => {
    assert.deepEqual(checkConfig(good), {
      companies: {
        acme: { name: 'Acme', technicians: [], limits: {}, rating: true, ip: 'truncate', stripLocation: false, language: 'en', editWithin: 15, waits: { long: 3, tooLong: 10 }, replies: [], webhooks: [] },
      },
      data: 'data',
      signingKeys: {},
      clockSkew: 60,
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
    ['takes less than nothing from an address', acme({ limits: { addressRequests: -1, addressWords: 0.5 } }), ['companies.acme.limits.addressRequests: must be at least 0', 'companies.acme.limits.addressWords: must be a whole number']],
    ['has half a rate', acme({ limits: { rate: { perSecond: 5 } } }), ['companies.acme.limits.rate.burst: is missing']],
    ['keeps addresses in an unknown way', acme({ ip: 'maybe' }), ['companies.acme.ip: must be truncate, keep or off']],
    ['lets messages be edited for less than no time', acme({ editWithin: -1 }), ['companies.acme.editWithin: must be at least 0']],
    ['has malware looked for in two places', { ...good, clamav: { socket: '/run/clamd', port: 3310 } }, ['clamav: must have either socket, or host and port']],
    ['has a short secret', key({ secret: 'short' }), ['signingKeys.site.secret: must have at least 32 bytes']],
    ['has a key of an unknown kind', key({ kty: 'EC' }), ['signingKeys.site: must be { "secret": … } of at least 32 bytes, or a public JWK of Ed25519 or RSA (2048 bits or more)']],
    [
      'holds a private key',
      key({ kty: 'OKP', crv: 'Ed25519', x: 'a', d: 'b' }),
      ['signingKeys.site: is a private key: give the public part, and keep this one where tokens are signed'],
    ],
    ['has a short RSA key', key({ kty: 'RSA', n: 'AQAB', e: 'AQAB' }), ['signingKeys.site.n: must have at least 2048 bits']],
    ['believes clocks that are an hour wrong', { ...good, clockSkew: 3_600 }, ['clockSkew: must be at most 600']],
    ['allows an address for an origin', { ...good, allowedOrigins: ['https://a.example/shop'] }, ['allowedOrigins[0]: must be an origin such as https://shop.example (no path), or *']],
    ['trusts no address', { ...good, trustedProxies: ['10.0.0.0/33'] }, ['trustedProxies[0]: must be an IP address or a range such as 10.0.0.0/8']],
    ['has a prefix without its slash', { ...good, prefix: '/support' }, ['prefix: must begin and end with /']],
    ['has a port beyond all ports', { ...good, listen: { port: 70_000 } }, ['listen.port: must be at most 65535']],
    ['notifies a technician nowhere', acme({ technicians: [{ ...technician, notifications: { email: 'anna', sms: '0170' } }] }), ['companies.acme.technicians[0].notifications.email: must be an email address', 'companies.acme.technicians[0].notifications.sms: must be a number such as +491701234567']],
    ['has a portal that is no page', acme({ portal: 'shop.example' }), ['companies.acme.portal: must be an address such as https://www.shop.example/support']],
    ['has a console behind a #', acme({ console: 'https://a.example/#x' }), ['companies.acme.console: must have no #']],
    ['speaks an unknown language', acme({ language: 'tlh' }), ['companies.acme.language: must be en or de']],
    ['finds a short wait too long', acme({ waits: { long: 5, tooLong: 4 } }), ['companies.acme.waits.tooLong: must not be less than long']],
    ['has a long wait beyond the usual too long', acme({ waits: { long: 15 } }), ['companies.acme.waits.tooLong: must not be less than long']],
    ['asks for ratings now and then', acme({ rating: 'sometimes' }), ['companies.acme.rating: must be true or false']],
    ['waits no time for the idle', acme({ idleAfter: 0 }), ['companies.acme.idleAfter: must be at least 1']],
    ['has a reply without words, and one twice', acme({ replies: [{ name: 'hi', text: ' ' }, { name: 'hi', text: 'x' }] }), ['companies.acme.replies[0].text: must not be empty', 'companies.acme.replies[1].name: stands there twice']],
    ['has a webhook with a short secret', acme({ webhooks: [{ ...webhook, secret: 'short' }] }), ['companies.acme.webhooks[0].secret: must have at least 32 bytes']],
    ['has a webhook for nothing, and for what never happens', acme({ webhooks: [{ ...webhook, events: [] }, { ...webhook, id: 'b', events: ['rated'] }] }), ['companies.acme.webhooks[0].events: must name at least one', 'companies.acme.webhooks[1].events[0]: must be submitted, assigned, message, edited, deleted, completed']],
    ['has a webhook twice, to no address', acme({ webhooks: [webhook, { ...webhook, url: 'file:///etc/passwd' }] }), ['companies.acme.webhooks[1].url: must be an address such as https://www.shop.example/support', 'companies.acme.webhooks[1].id: stands there twice']],
    ['takes a secret from where there is none', acme({ webhooks: [{ ...webhook, secret: { env: 'DESKSIDE_NEVER_SET' } }] }), ['companies.acme.webhooks[0].secret: the environment has no DESKSIDE_NEVER_SET']],
    ['has a mail server without a sender', { ...good, smtp: { host: 'mail.example' } }, ['smtp.from: is missing']],
    ['has a sender that is none', { ...good, smtp: { host: 'mail.example', from: 'Acme <acme>' } }, ['smtp.from: must be an email address, with a name before it if you like: Acme <support@acme.example>']],
    ['has half a sign-in for the mail server', { ...good, smtp: { host: 'mail.example', from: 'a@b.example', user: 'a' } }, ['smtp.user: user and password belong together']],
    ['sends SMS without a body', { ...good, sms: { url: 'https://sms.example' } }, ['sms: must have either json or form']],
    ['sends SMS without their text', { ...good, sms: { url: 'https://sms.example', json: { to: ['{to}'] } } }, ['sms: must say where {to} and {text} go']],
    ['has several faults', { companies: { acme: { ip: 1 } }, data: '', prefix: 5 }, ['companies.acme.name: is missing', 'companies.acme.ip: must be truncate, keep or off', 'data: must not be empty', 'prefix: must be a text']],
  ];
  for (const [name, config, expected] of cases) {
    it(`that ${name} is refused with the path of each fault`, () => assert.deepEqual(faults(config), expected));
  }

  it('takes secrets from the environment, and says so when it is checked again', (t) => {
    process.env['DESKSIDE_TEST_SECRET'] = webhook.secret;
    t.after(() => delete process.env['DESKSIDE_TEST_SECRET']);
    const from = { env: 'DESKSIDE_TEST_SECRET' };
    const written = {
      ...acme({ webhooks: [{ ...webhook, secret: from }] }),
      smtp: { host: 'mail.example', user: 'acme', password: from, from: 'Acme <a@b.example>' },
      sms: { url: 'https://sms.example', headers: { Authorization: from }, form: { To: '{to}', Body: '{text}' } },
    };
    const checked = checkConfig(written);
    assert.equal(checked.companies['acme']?.webhooks[0]?.secret, webhook.secret);
    assert.deepEqual([checked.smtp?.password, checked.sms?.headers], [webhook.secret, { Authorization: webhook.secret }]);
    assert.deepEqual(checkConfig(checked), checked);
  });

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
    assert.deepEqual(Object.keys(company?.properties ?? {}).sort(), Object.keys(companySchema.entries).sort());
    assert.deepEqual(Object.keys(company?.properties['limits']?.properties ?? {}).sort(), Object.keys(companySchema.entries.limits.wrapped.entries).sort());
    assert.deepEqual(Object.keys(schema.properties['smtp']?.properties ?? {}).sort(), Object.keys(smtp.pipe[0].entries).sort());
    assert.deepEqual(Object.keys(schema.properties['sms']?.properties ?? {}).sort(), Object.keys(sms.pipe[0].entries).sort());
    assert.deepEqual(schema.required, ['companies', 'data']);
  });

  it('has a type that says what is taken, key by key', () => {
    // What differs does not compile.
    const same: Same<ServerConfig, Written<v.InferInput<typeof configSchema>>> = true;
    assert.ok(same);
  });

  it('stands in docs/server.md as it is taken', async () => {
    // Its secrets are in an environment; here the name of each stands in for it.
    const text = (await readFile('docs/server.md', 'utf8')).replace(/\{ "env": "(\w+)" \}/g, '"$1 of thirty-two bytes or more"');
    const [whole = '', ...parts] = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, block = '']) => block);
    const example = JSON.parse(whole) as ReturnType<typeof acme>;
    assert.deepEqual(faults(example), []);
    assert.ok(parts.length > 2);
    for (const part of parts) {
      const { webhooks, ...others } = JSON.parse(`{${part}}`) as { readonly webhooks?: unknown };
      assert.deepEqual(faults({ ...example, ...others, companies: { acme: { ...example.companies.acme, ...(webhooks !== undefined && { webhooks }) } } }), [], part);
    }
  });
});

interface JsonSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly required?: readonly string[];
}

type Same<One, Other> = (<T>() => T extends One ? true : false) extends <T>() => T extends Other ? true : false ? true : false;

/** As somebody writes it down who will not change it. */
type Written<T> = T extends readonly (infer Item)[] ? readonly Written<Item>[] : T extends object ? { readonly [Key in keyof T]: Written<T[Key]> } : T;
