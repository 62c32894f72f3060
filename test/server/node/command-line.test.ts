import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { tokenVerifier } from '../../../src/server/node/tokens.ts';
import { CommandProcess } from './command-process.ts';
import { secret } from './running-server.ts';

const pair = generateKeyPairSync('ed25519');
const config = {
  companies: { acme: { name: 'Acme', technicians: [{ id: 'anna', name: 'Anna Berg' }] } },
  signingKeys: { site: { secret }, ed: pair.publicKey.export({ format: 'jwk' }) },
  data: 'data',
};

async function folder(t: TestContext, files: Readonly<Record<string, unknown>> = { 'deskside.json': config }): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'deskside-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(made, name), typeof content === 'string' ? content : JSON.stringify(content));
  return made;
}

function command(t: TestContext, args: readonly string[], cwd?: string): CommandProcess {
  const started = new CommandProcess(args, cwd);
  t.after(() => started.kill());
  return started;
}

describe('deskside serve', () => {
  it('says where it listens, and ends when it is told to', async (t) => {
    const serve = command(t, ['serve', '--config', 'deskside.json', '--port', '0'], await folder(t));
    const url = await serve.listening();
    assert.equal((await fetch(`${url}/desks/acme/settings`)).status, 200);
    serve.process.kill('SIGTERM');
    assert.equal(await serve.ended, 0);
    assert.deepEqual(serve.errors, []);
  });

  it('has no demo sign-in, no demo pages and no example data unless asked', async (t) => {
    const url = await command(t, ['serve', '--config', 'deskside.json', '--port', '0'], await folder(t)).listening();
    assert.equal((await fetch(`${url}/demo/token`, { method: 'POST', body: '{"technician":"anna"}' })).status, 404);
    assert.equal((await fetch(`${url}/`)).status, 404);
  });

  it('ends with 1 and a line for each fault of the configuration', async (t) => {
    const faulty = { ...config, companies: { acme: { name: '', technicians: [{ name: 'Anna' }] } } };
    const serve = command(t, ['serve', '--config', 'deskside.json'], await folder(t, { 'deskside.json': faulty }));
    assert.equal(await serve.ended, 1);
    assert.deepEqual(serve.errors, ['companies.acme.name: must not be empty', 'companies.acme.technicians[0].id: is missing']);
  });

  it('ends with 1 where the port is taken, the option is unknown or nothing is said to serve', async (t) => {
    const taken = createServer().listen(0);
    t.after(() => taken.close());
    const { port } = taken.address() as { port: number };
    const cwd = await folder(t);
    const busy = command(t, ['serve', '--config', 'deskside.json', '--port', String(port)], cwd);
    assert.equal(await busy.ended, 1);
    assert.match(busy.errors.join(), /EADDRINUSE/);
    for (const args of [['serve'], ['serve', '--colour'], ['serve', '--config', 'deskside.json', '--port', 'x'], ['dance']]) {
      const wrong = command(t, args, cwd);
      assert.equal(await wrong.ended, 1);
      assert.notDeepEqual(wrong.errors, []);
    }
  });

  it('takes a module for a configuration', async (t) => {
    const cwd = await folder(t, { 'deskside.config.mjs': `export default ${JSON.stringify(config)};` });
    const url = await command(t, ['serve', '--config', 'deskside.config.mjs', '--port', '0'], cwd).listening();
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });
});

describe('deskside', () => {
  it('says how it is used, before or behind a command', async (t) => {
    for (const args of [['--help'], ['help'], ['serve', '--help'], ['token', '-h']]) {
      const asked = command(t, args);
      assert.equal(await asked.ended, 0, args.join(' '));
      assert.match(asked.lines[0] ?? '', /^deskside serve --config/);
      assert.deepEqual(asked.errors, []);
    }
  });
});

describe('deskside token', () => {
  const verify = tokenVerifier({ signingKeys: { site: { secret }, ed: config.signingKeys.ed as never }, clockSkew: 0 }, Date.now);
  const names = async (token = ''): Promise<unknown> => {
    const { expires = 0, ...claims } = (await verify(token, 'acme')) ?? {};
    assert.ok(expires > Date.now(), 'a token that has not run out');
    return claims;
  };
  const anna = { sub: 'anna', role: 'technician', name: 'Anna Berg' };

  it('signs with a secret of the configuration', async (t) => {
    const signed = command(t, ['token', '--config', 'deskside.json', '--subject', 'anna', '--company', 'acme'], await folder(t));
    assert.equal(await signed.ended, 0);
    assert.deepEqual(await names(signed.lines[0]), anna);
  });

  it('signs with a private key whose public part is in the configuration', async (t) => {
    const cwd = await folder(t, { 'deskside.json': config, 'private.json': pair.privateKey.export({ format: 'jwk' }) });
    const signed = command(t, ['token', '--config', 'deskside.json', '--kid', 'ed', '--key', 'private.json', '--subject', 'anna', '--company', 'acme'], cwd);
    assert.equal(await signed.ended, 0);
    assert.deepEqual(await names(signed.lines[0]), anna);
  });

  it('signs a customer’s, with what the site knows of them', async (t) => {
    const about = ['--subject', '4711', '--name', 'Kim', '--email', 'kim@shop.example', '--issuer', 'shop.example'];
    const signed = command(t, ['token', '--config', 'deskside.json', '--role', 'customer', ...about, '--company', 'acme'], await folder(t));
    assert.equal(await signed.ended, 0);
    assert.deepEqual(await names(signed.lines[0]), { sub: '4711', role: 'customer', issuer: 'shop.example', name: 'Kim', email: 'kim@shop.example' });
  });

  it('signs for no other role', async (t) => {
    const signed = command(t, ['token', '--config', 'deskside.json', '--role', 'owner', '--subject', 'anna', '--company', 'acme'], await folder(t));
    assert.equal(await signed.ended, 1);
    assert.deepEqual(signed.errors, ['--role: must be technician or customer']);
  });

  it('refuses a company that is not there', async (t) => {
    const signed = command(t, ['token', '--config', 'deskside.json', '--subject', 'anna', '--company', 'initech'], await folder(t));
    assert.equal(await signed.ended, 1);
    assert.deepEqual(signed.errors, ['companies.initech: is missing']);
  });
});
