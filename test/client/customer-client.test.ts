import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser } from '../../src/client/memory-environment.ts';
import { Cable } from '../support/cable.ts';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A customer’s client', () => {
  let world: LocalWorld;

  beforeEach(() => {
    world = new LocalWorld();
  });

  it('submits, and resolves with the conversation when the desk has it', async () => {
    const client = world.customer();
    const request = await world.done(client.submit({ ...form, name: '  Kim ', metadata: { plan: 'pro', seats: 3, trial: false } }));
    await world.settle();
    const state = request.$state.get();
    assert.equal(state?.customer.name, 'Kim');
    assert.deepEqual(state.metadata, { plan: 'pro', seats: 3, trial: false });
    assert.equal(request.key, state.key);
    assert.deepEqual(client.$requests.get().map(({ number }) => number), [1]);
  });

  it('refuses a form with faults, naming each, before it goes anywhere', async () => {
    const client = world.customer();
    await assert.rejects(client.submit({ name: '', email: 'kim', description: 'x'.repeat(5_001) }), (error: { code: string; details: { faults: unknown } }) => {
      assert.equal(error.code, 'invalid');
      assert.deepEqual(error.details.faults, [
        { field: 'name', fault: 'missing' },
        { field: 'email', fault: 'not_an_email' },
        { field: 'description', fault: 'too_long', limit: 5_000 },
      ]);
      return true;
    });
  });

  it('refuses metadata that would end the connection [R1]', async () => {
    const client = world.customer();
    const many = Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`key${index}`, index]));
    for (const metadata of [many, { a: 'x'.repeat(501) }, { ['k'.repeat(65)]: 1 }, { '': 1 }, { a: NaN }]) {
      await assert.rejects(client.submit({ ...form, metadata }), { code: 'invalid' });
    }
    await world.settle();
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('keeps a submit that is made offline, and what is written after it, and sends both in order once there is a network', async () => {
    world.desk.cut();
    const client = world.customer();
    const submitted = client.submit(form);
    await world.clock.pass(60_000);
    assert.equal(client.$connection.get().status, 'offline');

    const [request] = await client.resume();
    assert.ok(request);
    void request.send('Hello?');
    await world.settle();
    assert.deepEqual(
      request.$messages.get().map((line) => (line.kind === 'pending' ? [line.text, line.progress] : [])),
      [
        [form.description, 'sending'],
        ['Hello?', 'sending'],
      ],
    );

    world.desk.restore();
    await world.clock.pass(25_000);
    assert.equal((await submitted).key, request.key);
    assert.deepEqual(
      request.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.event.type : line.kind)),
      ['submitted', 'message'],
    );
  });

  it('sends an offline submit after a reload, and shows it until then', async () => {
    const browser = new MemoryBrowser();
    world.desk.cut();
    const tab = world.tab(browser);
    void world.customer(tab).submit(form);
    await world.settle();
    tab.kill();

    const client = world.customer(world.tab(browser));
    const [request] = await world.done(client.resume());
    assert.ok(request);
    assert.equal(request.$messages.get().length, 1);
    assert.equal(request.$state.get(), null);
    world.desk.restore();
    await world.clock.pass(25_000);
    assert.equal(request.$state.get()?.number, 1);
    assert.deepEqual(request.$messages.get().map(({ kind }) => kind), ['entry']);
    assert.equal(request.$error.get(), null);
  });

  it('comes back to its own open requests, the most recently active first', async () => {
    const browser = new MemoryBrowser();
    const before = world.customer(world.tab(browser));
    const requests = [];
    for (let n = 0; n < 3; n++) requests.push(await world.done(before.submit(form)));
    await world.done(requests[0]!.send('Still there?'));
    await world.done(requests[1]!.withdraw());
    before.close();

    const client = world.customer(world.tab(browser));
    const again = await world.done(client.resume());
    assert.deepEqual(
      again.map(({ key }) => key),
      [requests[0]!.key, requests[2]!.key],
    );
    assert.equal(client.$requests.get().length, 3);
  });

  it('sees nothing of another browser’s requests [R35] [R40]', async () => {
    const request = await world.done(world.customer().submit(form));
    const stranger = world.customer();
    const theirs = stranger.request(request.key);
    await world.settle();
    assert.deepEqual(stranger.$requests.get(), []);
    assert.equal(stranger.$requestsStatus.get(), 'ready');
    assert.equal(theirs.$error.get()?.code, 'not_found');
    await assert.rejects(world.done(theirs.send('Hi')), { code: 'not_found' });
  });

  it('learns of what another tab files and writes', async () => {
    const browser = new MemoryBrowser();
    const [one, two] = [world.customer(world.tab(browser)), world.customer(world.tab(browser))];
    const request = await world.done(one.submit(form));
    await world.settle();
    assert.deepEqual(two.$requests.get().map(({ key }) => key), [request.key]);
    const there = two.request(request.key);
    await world.done(request.send('From one'));
    await world.settle();
    assert.equal(there.$messages.get().length, 2);
    assert.ok(there.$messages.get().every((line) => line.kind === 'entry' && line.own));
  });

  it('keeps a message of offline times that the desk refuses later, as one that failed', async () => {
    const cable = new Cable();
    const client = createCustomerClient({ transport: cable.through(world.transport), company: 'acme', environment: world.tab() });
    const request = await world.done(client.submit(form));
    const theirs = world.technician().request('acme', 1);
    await world.settle();
    await world.done(theirs.assign());
    cable.pull();
    const sent = request.send('One more thing');
    const refused = assert.rejects(sent, { code: 'completed' });
    await world.done(theirs.close());
    cable.plug();
    await world.clock.pass(1_000);
    await refused;
    const last = request.$messages.get().at(-1);
    assert.ok(last?.kind === 'pending');
    assert.deepEqual([last.text, last.progress, last.error], ['One more thing', 'failed', 'completed']);
    last.discard();
    assert.ok(request.$messages.get().every(({ kind }) => kind === 'entry'));
  });

  it('says who is live before anything is written [R52] [R53]', async () => {
    const client = world.customer();
    await world.settle();
    assert.equal(client.$settings.get()?.live, false);
    const technician = world.technician();
    await world.settle();
    assert.equal(client.$settings.get()?.live, true);
    const request = await world.done(client.submit(form));
    await world.settle();
    assert.equal(request.$state.get()?.chat, 'waiting');
    await world.done(technician.setAvailable(false));
    assert.equal(client.$settings.get()?.live, false);
  });

  it('says that a company is unknown, and lets nobody wait for it [R7]', async () => {
    const client = world.customer(world.tab(), 'unknown');
    const submitted = client.submit(form);
    submitted.catch(() => {});
    await world.settle();
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'no_such_desk' });
    await assert.rejects(submitted, { code: 'no_such_desk' });
    await assert.rejects(client.resume(), { code: 'no_such_desk' });
  });

  it('keeps what is typed into the form', async () => {
    const browser = new MemoryBrowser();
    const draft = { name: 'Kim', email: '', description: 'My printer' };
    await world.customer(world.tab(browser)).saveFormDraft(draft);
    const client = world.customer(world.tab(browser));
    assert.deepEqual(await client.formDraft(), draft);
    await client.saveFormDraft(null);
    assert.equal(await client.formDraft(), null);
  });

  it('says that nothing outlives this tab where it is so', async () => {
    const client = world.customer();
    await world.settle();
    assert.equal(client.$storage.get(), 'memory');
    assert.equal(client.storage, 'local');
  });
});
