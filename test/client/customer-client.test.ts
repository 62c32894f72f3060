import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { createLocalDesk, type LocalDesk } from '../../src/local/index.ts';
import type { Courier } from '../../src/server/host/peer.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { Scene } from '../faults/scene.ts';
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
    const scene = new Scene();
    const home = scene.place();
    const { kim: request, anna } = await scene.conversation(home);
    scene.network.leave(home);
    const sent = request.send('One more thing');
    const refused = assert.rejects(sent, { code: 'completed' });
    await scene.done(anna.close());
    scene.network.comeBack(home);
    await scene.clock.pass(1_000);
    await refused;
    const last = request.$messages.get().at(-1);
    assert.ok(last?.kind === 'pending');
    assert.deepEqual([last.text, last.progress, last.error], ['One more thing', 'failed', 'completed']);
    last.discard();
    assert.ok(request.$messages.get().every(({ kind }) => kind === 'entry'));
  });

  describe('with the link of an email', () => {
    let codes: string[];
    let clock: VirtualClock;
    let desk: LocalDesk;

    beforeEach(async () => {
      codes = [];
      clock = new VirtualClock();
      const courier: Courier = {
        async deliver({ parcel }, makeClaim) {
          if (parcel.kind === 'claim') codes.push((await makeClaim()) ?? '');
          return 'delivered';
        },
      };
      desk = createLocalDesk({ clock, courier });
      const there = customer();
      await done(there.submit(form));
      there.close();
      const theirs = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna'), environment: tab() }).request('acme', 1);
      await clock.pass(500);
      await done(theirs.assign());
      await done(theirs.joinChat());
      await done(theirs.send('Have you tried another cable?'));
      await clock.pass(1_000);
    });

    const tab = () => new MemoryEnvironment({ clock, random: () => 0.5 });
    const customer = () => createCustomerClient({ transport: desk.transport(), company: 'acme', environment: tab() });
    const done = async <T>(promise: Promise<T>): Promise<T> => {
      promise.catch(() => {});
      await clock.pass(500);
      return promise;
    };

    it('becomes an owner of its request, from another browser, before it is connected', async () => {
      const elsewhere = customer();
      const request = await done(elsewhere.claim(` ${codes[0] ?? ''}\n`));
      await clock.pass(500);
      assert.deepEqual([request.$state.get()?.number, elsewhere.$requests.get().map(({ number }) => number)], [1, [1]]);
      await done(request.send('I have'));
    });

    it('opens it once, and another is sent for one that was used', async () => {
      await done(customer().claim(codes[0] ?? ''));
      const third = customer();
      await assert.rejects(done(third.claim(codes[0] ?? '')), { code: 'claim_used' });
      await done(third.renewClaim(codes[0] ?? ''));
      await clock.pass(1_000);
      assert.equal(codes.length, 2);
      await assert.rejects(done(third.renewClaim(codes[0] ?? '')), { code: 'too_soon' });
      assert.equal((await done(third.claim(codes[1] ?? ''))).key.length, 32);
    });

    it('is told what is wrong with a code that is none, and goes on', async () => {
      const client = customer();
      await assert.rejects(client.claim(' '), { code: 'invalid' });
      for (const code of ['x', '0'.repeat(64), 'z'.repeat(100_000), '💥'.repeat(100)]) {
        await assert.rejects(done(client.claim(code)), { code: 'claim_unknown' });
        await assert.rejects(done(client.renewClaim(code)), { code: 'claim_unknown' });
      }
      assert.equal(client.$connection.get().status, 'connected');
    });

    it('is told at once when no desk will ever take it', async () => {
      const client = createCustomerClient({ transport: desk.transport(), company: 'nowhere', environment: tab() });
      await assert.rejects(done(client.claim(codes[0] ?? '')), { code: 'no_such_desk' });
    });
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
