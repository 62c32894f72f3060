import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { commandOptions } from '../../../src/server/node/command-options.ts';
import { askServer } from '../../../src/server/node/control/control-question.ts';
import { openControl, FolderTaken } from '../../../src/server/node/control/control-socket.ts';
import { ChangeRefused, createSupportServer, listen } from '../../../src/server/node/index.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import { technician as technicianCommand } from '../../../src/server/node/technician-command.ts';
import { CommandProcess } from './command-process.ts';
import { technician } from './frames.ts';
import { secret, startServer, tokenOf } from './running-server.ts';

const config = {
  companies: {
    acme: { name: 'Acme', technicians: [{ id: 'anna', name: 'Anna Berg', role: 'admin', available: true }, { id: 'ben', name: 'Ben' }] },
    globex: { name: 'Globex' },
  },
  signingKeys: { test: { secret } },
  data: 'data',
};

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'deskside-'));
  t.after(() => rm(made, { recursive: true, force: true }));
  await writeFile(join(made, 'deskside.json'), JSON.stringify(config));
  return made;
}

/** Runs `deskside technician` to its end. */
async function run(t: TestContext, cwd: string, line: string, name?: string): Promise<{ code: number | null; lines: readonly string[]; errors: readonly string[] }> {
  const args = ['technician', ...line.split(' '), '--config', 'deskside.json', ...(name === undefined ? [] : ['--name', name])];
  const command = new CommandProcess(args, cwd);
  t.after(() => command.kill());
  const code = await command.ended;
  return { code, lines: command.lines, errors: command.errors };
}

async function serve(t: TestContext, cwd: string): Promise<{ url: string; process: CommandProcess }> {
  const started = new CommandProcess(['serve', '--config', 'deskside.json', '--port', '0'], cwd);
  t.after(() => started.kill());
  return { url: await started.listening(), process: started };
}

/** The same inside this process: the lines it would print, or the line that says why not. */
async function asked(cwd: string, line: string, name?: string): Promise<readonly string[] | string> {
  const [deed, ...rest] = line.split(' ');
  const options = commandOptions([...rest, '--config', join(cwd, 'deskside.json'), ...(name === undefined ? [] : ['--name', name])]);
  return technicianCommand(deed, options).catch((error: unknown) => String(error).replace(/^\w+: /, ''));
}

describe('deskside technician, with no server running', () => {
  it('adds, renames, promotes, disables and lists in the desk’s files', async (t) => {
    const cwd = await folder(t);
    assert.deepEqual(await asked(cwd, 'list --company globex'), []);
    assert.deepEqual(await run(t, cwd, 'add --company globex --id carla', 'Carla'), { code: 0, lines: ['carla: Carla, technician, enabled'], errors: [] });
    assert.deepEqual(await asked(cwd, 'rename --company globex --id carla', 'Carla Neumann'), ['carla: Carla Neumann, technician, enabled']);
    assert.deepEqual(await asked(cwd, 'promote --company globex --id carla'), ['carla: Carla Neumann, admin, enabled']);
    assert.deepEqual(await asked(cwd, 'demote --company globex --id carla'), ['carla: Carla Neumann, technician, enabled']);
    assert.deepEqual(await asked(cwd, 'disable --company globex --id carla'), ['carla: Carla Neumann, technician, disabled']);
    assert.deepEqual(await asked(cwd, 'list --company globex'), ['carla\tCarla Neumann\ttechnician\tdisabled\tunavailable']);
    assert.deepEqual(await asked(cwd, 'list --company acme'), ['anna\tAnna Berg\tadmin\tenabled\tavailable', 'ben\tBen\ttechnician\tenabled\tunavailable']);
  });

  it('prints a line each, whatever a name made in the console holds: no breaks, no tabs, nothing that a terminal obeys', async (t) => {
    const cwd = await folder(t);
    const name = 'Carla\u001b[2J\u009b1A\nroot\tRoot\tadmin\tenabled\u202e';
    const shown = 'Carla [2J 1A root Root admin enabled';
    assert.deepEqual(await asked(cwd, 'add --company globex --id carla', name), [`carla: ${shown}, technician, enabled`]);
    assert.deepEqual(await asked(cwd, 'list --company globex'), [`carla\t${shown}\ttechnician\tenabled\tunavailable`]);
  });

  it('says in a line what it cannot do', async (t) => {
    const cwd = await folder(t);
    const cases: readonly (readonly [line: string, name: string | undefined, error: string])[] = [
      ['add --company acme --id anna', 'Anna', 'anna: is a technician of acme already; rename or enable them instead'],
      ['disable --company acme --id zoe', undefined, 'zoe: is no technician of acme'],
      ['list --company initech', undefined, 'companies.initech: is missing'],
      ['rename --company acme --id ben', undefined, 'technician rename needs --name'],
      ['disable --company acme --id ben', 'Ben', 'technician disable takes no --name'],
      ['enable --company acme', undefined, 'technician enable needs --id'],
      ['rename --company acme --id ben', ' ', 'ben: invalid: name missing'],
    ];
    for (const [line, name, error] of cases) assert.equal(await asked(cwd, line, name), error, line);
    const failed = await run(t, cwd, 'disable --company acme --id zoe');
    assert.deepEqual(failed, { code: 1, lines: [], errors: ['zoe: is no technician of acme'] });
    assert.equal((await run(t, cwd, 'fire --company acme --id ben')).code, 1);
  });

  it('leaves alone what a server has that cannot be reached', async (t) => {
    const cwd = await folder(t);
    const database = new SqliteDatabase((await mkdir(join(cwd, 'data', 'acme'), { recursive: true }), join(cwd, 'data', 'acme', 'desk.sqlite')));
    t.after(() => database.close());
    assert.match(String(await asked(cwd, 'list --company acme')), /is in use by a server that cannot be reached; stop it first$/);
  });
});

describe('deskside technician, with the server running', () => {
  it('has it done by the server at once: who is disabled is out of the open console', async (t) => {
    const cwd = await folder(t);
    const { url } = await serve(t, cwd);
    const ben = await technician(url, await tokenOf('ben'));
    const closed = ben.closed;
    assert.deepEqual(await run(t, cwd, 'disable --company acme --id ben'), { code: 0, lines: ['ben: Ben, technician, disabled'], errors: [] });
    assert.equal(await closed, 4403);
    assert.deepEqual((await run(t, cwd, 'add --company globex --id ben', 'Ben O.')).lines, ['ben: Ben O., technician, enabled']);
    const again = await technician(url, await tokenOf('ben', ['globex']), 'globex');
    assert.deepEqual(again.received[0]?.type, 'welcome');
    await again.close();
  });

  it('finds a server again that came after one that was killed', async (t) => {
    const cwd = await folder(t);
    const first = await serve(t, cwd);
    await first.process.kill();
    assert.equal((await stat(join(cwd, 'data', 'control.sock'))).isSocket(), true);
    await serve(t, cwd);
    const asked = await askServer(join(cwd, 'data'), { ask: 'technicians', company: 'acme' });
    assert.equal(asked?.ok, true);
  });

  it('lets no second server have the folder', async (t) => {
    const cwd = await folder(t);
    await serve(t, cwd);
    const second = new CommandProcess(['serve', '--config', 'deskside.json', '--port', '0'], cwd);
    t.after(() => second.kill());
    assert.equal(await second.ended, 1);
    assert.match(second.errors.join(), /another server is running over this folder/);
  });
});

describe('the control socket', () => {
  const inert = { technicians: () => [], changeTechnician: () => Promise.resolve() };

  async function opened(t: TestContext, desk: Parameters<typeof openControl>[1] = inert): Promise<string> {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const close = await openControl(data, desk, () => undefined);
    t.after(close);
    return data;
  }

  /** What is answered to a text, as it comes. */
  async function answer(data: string, text: string): Promise<unknown> {
    const socket = connect({ path: join(data, 'control.sock') });
    socket.end(text);
    let said = '';
    for await (const part of socket) said += String(part);
    return JSON.parse(said);
  }

  it('is for its own account alone, and gone when it is closed', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const close = await openControl(data, inert, () => undefined);
    assert.equal((await stat(join(data, 'control.sock'))).mode & 0o777, 0o600);
    await close();
    await assert.rejects(stat(join(data, 'control.sock')), { code: 'ENOENT' });
    assert.equal(await askServer(data, { ask: 'technicians', company: 'acme' }), null);
  });

  it('answers what it does not understand with a code, and goes on', async (t) => {
    const data = await opened(t);
    const wrong = { ok: false, code: 'bad_frame', faults: [] };
    for (const text of ['{\n', 'null\n', '', '{"ask":"technicians"}\n', '{"ask":"technicians","company":"acme","more":1}\n', '{"ask":"change-technician","company":"acme","change":{"id":"a","role":"boss"}}\n', `"${'x'.repeat(20_000)}`, `"${'x'.repeat(20_000)}"\n`])
      assert.deepEqual(await answer(data, text), wrong, text.slice(0, 40));
    assert.deepEqual(await answer(data, '{"ask":"technicians","company":"acme"}\n'), { ok: true, technicians: [] });
  });

  it('says no more than a code when something breaks', async (t) => {
    const broken = () => {
      throw new Error('/secret/path');
    };
    const data = await opened(t, { ...inert, technicians: broken });
    assert.deepEqual(await answer(data, '{"ask":"technicians","company":"acme"}\n'), { ok: false, code: 'unavailable', faults: [] });
  });

  it('is not taken from a server that uses it', async (t) => {
    const data = await opened(t);
    await assert.rejects(openControl(data, inert, () => undefined), FolderTaken);
  });

  it('believes no stranger that answers in a server’s place', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const stranger = createServer((socket) => socket.end('{"ok":"yes"}\n')).listen(join(data, 'control.sock'));
    t.after(() => stranger.close());
    await assert.rejects(askServer(data, { ask: 'technicians', company: 'acme' }));
  });

  it('is left alone, and said so, where the path is too long for one', async (t) => {
    const data = join(await mkdtemp(join(tmpdir(), 'deskside-')), 'x'.repeat(120));
    t.after(() => rm(data, { recursive: true, force: true }));
    const events: string[] = [];
    await (await openControl(data, inert, ({ event }) => void events.push(event)))();
    assert.deepEqual(events, ['control']);
    assert.equal(await askServer(data, { ask: 'technicians', company: 'acme' }), null);
  });

  it('closes with the listener, also when the port could not be had', async (t) => {
    const data = await mkdtemp(join(tmpdir(), 'deskside-'));
    t.after(() => rm(data, { recursive: true, force: true }));
    const server = createSupportServer({ companies: { acme: { name: 'Acme' } }, data });
    const listening = await listen(server, { port: 0, host: '127.0.0.1', control: data });
    const other = createSupportServer({ companies: { acme: { name: 'Acme' } }, data: join(data, 'other') });
    await assert.rejects(listen(other, { port: listening.port, host: '127.0.0.1', control: join(data, 'other') }), { code: 'EADDRINUSE' });
    await assert.rejects(stat(join(data, 'other', 'control.sock')), { code: 'ENOENT' });
    await listening.close();
    await assert.rejects(stat(join(data, 'control.sock')), { code: 'ENOENT' });
    await other.close();
  });
});

describe('an own app', () => {
  it('changes technicians through the server, and hears a refusal as an error with its code', async (t) => {
    const { server, url } = await startServer(t);
    const ben = await technician(url, await tokenOf('ben'));
    await server.changeTechnician('acme', { id: 'ben', name: 'Ben Okafor' });
    assert.equal((await ben.next('me', ({ me }) => me.role === 'technician' && me.name === 'Ben Okafor')).me.role, 'technician');
    assert.deepEqual(server.technicians('acme')[1], { id: 'ben', name: 'Ben Okafor', role: 'technician', enabled: true, available: false });
    const faults = [{ field: 'name', fault: 'missing' }];
    await assert.rejects(server.changeTechnician('acme', { id: 'zoe' }), (error) => error instanceof ChangeRefused && error.code === 'invalid' && assert.deepEqual(error.faults, faults) === undefined);
    await assert.rejects(server.changeTechnician('initech', { id: 'zoe', name: 'Zoe' }), { code: 'no_such_desk' });
    await ben.close();
  });
});
