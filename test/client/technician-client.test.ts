import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { TechnicianClient } from '../../src/client/client.ts';
import { MemoryBrowser } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { noNotifications } from '../../src/domain/staff.ts';
import { defaultWaits } from '../../src/domain/waits.ts';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A technician’s client', () => {
  let world: LocalWorld;

  beforeEach(() => {
    world = new LocalWorld();
  });

  it('hears that there is no token, and not that there is no connection, until there is one', async () => {
    let give = false;
    const environment = world.tab();
    const token = () => {
      if (!give) throw new Error('no session');
      return Promise.resolve(world.desk.token('anna'));
    };
    const anna = createTechnicianClient({ transport: world.transport, companies: ['acme'], token, environment });
    await world.settle();
    assert.deepEqual(anna.$connection.get(), { status: 'offline', error: 'no_token' });
    give = true;
    await world.clock.pass(25_000);
    assert.deepEqual(anna.$connection.get(), { status: 'connected' });
  });

  it('has a connection to each company, and shows the worst of them', async () => {
    const client = world.technician('ben', ['acme', 'globex']);
    assert.equal(client.$connection.get().status, 'connecting');
    await world.settle();
    assert.deepEqual(
      client.$companies.get().map(({ company, connection, settings, me }) => [company, connection.status, settings?.name, me?.name]),
      [
        ['acme', 'connected', 'Acme', 'Ben'],
        ['globex', 'refused', undefined, undefined],
      ],
    );
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'unauthorised' });
  });

  it('assigns, joins, writes, ends and closes', async () => {
    const customer = await world.done(world.customer().submit(form));
    const request = world.technician().request('acme', 1);
    await world.settle();
    for (const deed of [() => request.assign(), () => request.joinChat(), () => request.send('Hello'), () => request.endChat(), () => request.close('unresolved')]) {
      await world.done(deed());
    }
    assert.deepEqual(
      customer.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.event.type : line.kind)),
      ['submitted', 'assigned', 'joined', 'message', 'ended', 'completed'],
    );
    assert.equal(customer.$state.get()?.outcome, 'unresolved');
  });

  it('is told who was faster when two assign at once [R42]', async () => {
    await world.done(world.customer().submit(form));
    const [anna, ben] = ['anna', 'ben'].map((id) => world.technician(id).request('acme', 1));
    await world.settle();
    const deeds = [anna!.assign(), ben!.assign()];
    await assert.rejects(world.done(Promise.all(deeds)), { code: 'someone_elses', details: { technician: 'Anna' } });
    assert.equal(ben!.$actions.get().get('assign'), 'someone_elses');
  });

  it('finds nothing under a name that no request can have, and goes on with the others [R1]', async () => {
    await world.done(world.customer().submit(form));
    const client = world.technician();
    for (const nonsense of ['abc', '', '__proto__', 'F'.repeat(32), -1, 0, 1.5, Number.MAX_SAFE_INTEGER, Number.NaN]) {
      const request = client.request('acme', nonsense);
      await world.settle();
      assert.equal(request.$error.get()?.code, 'not_found', String(nonsense));
      await assert.rejects(world.done(request.assign()), { code: 'not_found' });
      request.release();
    }
    const request = client.request('acme', 1);
    await world.settle();
    await world.done(request.assign());
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('sees new requests appear in its list, and go when another has them', async () => {
    const client = world.technician();
    const list = client.list({ view: 'new', mine: false, sort: 'submitted', direction: 'descending' });
    const mine = client.list({ view: 'active', mine: true, sort: 'on', direction: 'ascending' });
    await world.settle();
    assert.deepEqual(list.$rows.get(), []);
    await world.done(world.customer().submit(form));
    await world.settle();
    assert.deepEqual(list.$rows.get().map(({ number, customer }) => [number, customer.name]), [[1, 'Kim']]);
    const request = client.request('acme', 1);
    await world.settle();
    await world.done(request.assign());
    assert.deepEqual([list.$rows.get().length, mine.$rows.get().length], [0, 1]);
    assert.deepEqual(list.$counts.get(), { all: 1, new: 0, active: 1, completed: 0, mine: 1 });
  });

  it('sees no new request while it is set to Unavailable, for one company or all [R34]', async () => {
    for (const company of ['acme', 'globex']) await world.done(world.customer(world.tab(), company).submit(form));
    const client = world.technician('anna', ['acme', 'globex']);
    const list = client.list({ view: 'new', mine: false, sort: 'submitted', direction: 'ascending' });
    await world.settle();
    assert.equal(list.$rows.get().length, 2);
    await world.done(client.setAvailable(false, 'acme'));
    assert.deepEqual(list.$rows.get().map(({ company }) => company), ['globex']);
    assert.equal(client.$available.get(), true);
    await world.done(client.setAvailable(false));
    assert.deepEqual(list.$rows.get(), []);
    assert.equal(client.$available.get(), false);
    await world.done(client.setAvailable(true));
    assert.equal(list.$rows.get().length, 2);
  });

  it('fails to set itself to Unavailable without a connection [R63]', async () => {
    const client = world.technician();
    await world.settle();
    world.desk.cut();
    await world.settle();
    await assert.rejects(client.setAvailable(false), { code: 'offline' });
  });

  it('shows an error for a request of a company that is none of its own, and throws none', async () => {
    const request = world.technician().request('globex', 1);
    await world.settle();
    assert.equal(request.$error.get()?.code, 'no_such_desk');
    await assert.rejects(request.assign());
  });

  it('shows an error for a number that was never given [R40]', async () => {
    const request = world.technician().request('acme', 4_711);
    await world.settle();
    assert.equal(request.$error.get()?.code, 'not_found');
    await assert.rejects(request.assign(), { code: 'not_found' });
  });

  describe('of a company', () => {
    const acme = (client: TechnicianClient) => client.$companies.get()[0]!;

    it('has what the company set for its technicians, and hears of its replies as an admin changes them', async () => {
      const [anna, ada] = [world.technician(), world.technician('ada')];
      await world.settle();
      assert.deepEqual(acme(anna).console?.waits, defaultWaits);
      assert.equal(acme(ada).me?.staff, 'admin');
      const replies = [{ name: 'hello', text: 'Dear {customer}' }];
      await world.done(ada.setReplies('acme', replies));
      assert.deepEqual(acme(anna).console?.replies, replies);
      await assert.rejects(world.done(anna.setReplies('acme', [])), { code: 'forbidden' });
      await assert.rejects(world.done(ada.setReplies('acme', [...replies, ...replies])), { code: 'invalid', details: { faults: [{ field: 'replies', fault: 'taken' }] } });
      await assert.rejects(world.done(ada.setReplies('acme', [{ name: 'long', text: 'x'.repeat(100_000) }])), { code: 'invalid' });
      assert.equal(ada.$connection.get().status, 'connected');
    });

    it('knows who works there', async () => {
      const client = world.technician();
      await world.settle();
      const colleagues = await world.done(client.colleagues('acme'));
      assert.deepEqual(
        colleagues.map(({ name, role, enabled, connected }) => [name, role, enabled, connected]).sort(),
        [
          ['Ada', 'admin', true, false],
          ['Anna', 'technician', true, true],
          ['Ben', 'technician', true, false],
        ],
      );
    });

    it('lets an admin add, rename and disable technicians, whose consoles are empty at once', async () => {
      const [ben, ada] = [world.technician('ben'), world.technician('ada')];
      const list = ben.list({ view: 'all', mine: false, sort: 'id', direction: 'ascending' });
      await world.done(world.customer().submit(form));
      assert.equal(list.$rows.get().length, 1);
      await world.done(ada.changeTechnician('acme', { id: 'ben', name: 'Benjamin' }));
      assert.equal(acme(ben).me?.name, 'Benjamin');
      await world.done(ada.changeTechnician('acme', { id: 'cleo', name: 'Cleo' }));
      await world.done(ada.changeTechnician('acme', { id: 'ben', enabled: false }));
      assert.deepEqual([ben.$connection.get().error, list.$rows.get(), acme(ben).console, acme(ben).me, ben.$available.get()], ['forbidden', [], null, null, null]);
      await world.done(ada.changeTechnician('acme', { id: 'ben', enabled: true }));
      await world.clock.pass(60_000);
      assert.deepEqual([ben.$connection.get().status, list.$rows.get().length, acme(ben).me?.name], ['connected', 1, 'Benjamin']);
      await world.done(ada.changeTechnician('acme', { id: 'ben', enabled: false }));
      assert.deepEqual((await world.done(ada.colleagues('acme'))).map(({ name, enabled }) => [name, enabled]).sort(), [
        ['Ada', true],
        ['Anna', true],
        ['Benjamin', false],
        ['Cleo', true],
      ]);
      await assert.rejects(world.done(ada.changeTechnician('acme', { id: 'ada', role: 'technician' })), { code: 'last_admin' });
      const anna = world.technician();
      await world.settle();
      await assert.rejects(world.done(anna.changeTechnician('acme', { id: 'anna', role: 'admin' })), { code: 'forbidden' });
    });

    it('keeps how its technician wants to hear of requests, for one company or all', async () => {
      const client = world.technician('anna', ['acme', 'globex']);
      await world.settle();
      const wanted = { ...noNotifications, sms: { on: true, number: '+49 170 1234567' }, sound: true };
      await world.done(client.setNotifications(wanted, 'globex'));
      const set = () => client.$companies.get().map(({ me }) => me?.notifications.sms.number);
      assert.deepEqual(set(), ['', '+491701234567']);
      await world.done(client.setNotifications(wanted));
      assert.deepEqual(set(), ['+491701234567', '+491701234567']);
      const wrong = { ...noNotifications, email: { on: true, address: 'nowhere' } };
      await assert.rejects(world.done(client.setNotifications(wrong)), { code: 'invalid', details: { faults: [{ field: 'email', fault: 'not_an_email' }] } });
    });

    it('finds requests by what is typed', async () => {
      await world.done(world.customer().submit(form));
      await world.done(world.customer().submit({ ...form, description: 'The printer is on fire' }));
      const list = world.technician().list({ view: 'all', mine: false, sort: 'id', direction: 'ascending', search: 'FIRE print' });
      await world.settle();
      assert.deepEqual(list.$rows.get().map(({ number }) => number), [2]);
      list.set({ search: 'x'.repeat(300) });
      await world.settle();
      assert.deepEqual([list.$error.get()?.code, list.$rows.get().length], ['invalid', 1]);
    });
  });

  it('keeps what its technician set for the console, in this browser and for this technician', async () => {
    const browser = new MemoryBrowser();
    const [anna, again, ben] = [world.technician('anna', ['acme'], world.tab(browser)), world.technician('anna', ['acme'], world.tab(browser)), world.technician('ben', ['acme'], world.tab(browser))];
    assert.equal(await anna.preference('view'), null);
    await anna.savePreference('view', '"active"');
    assert.deepEqual([await again.preference('view'), await ben.preference('view')], ['"active"', null]);
    await anna.savePreference('view', null);
    assert.equal(await again.preference('view'), null);
  });

  describe('in several pages of a browser', () => {
    it('has one of them sound and notify, and the next one when that is gone', async () => {
      const browser = new MemoryBrowser();
      const tabs = [1, 2, 3, 4].map(() => world.tab(browser));
      const begun: string[] = [];
      const clients = tabs.map((tab) => world.technician('anna', ['acme'], tab));
      const stops = clients.map((client, index) =>
        client.asOnlyPage(() => {
          begun.push(`begin ${index}`);
          return () => begun.push(`end ${index}`);
        }),
      );
      await world.settle();
      assert.deepEqual(begun, ['begin 0']);
      stops[0]?.();
      assert.deepEqual(begun.splice(0), ['begin 0', 'end 0', 'begin 1']);
      tabs[2]?.kill();
      tabs[1]?.kill();
      assert.deepEqual(begun.splice(0), ['begin 3']);
      clients[3]?.close();
      assert.deepEqual(begun, ['end 3']);
      stops[3]?.();
      assert.deepEqual(begun, ['end 3']);
    });

    it('leaves out a page that has given up before its turn, and another technician’s pages', async () => {
      const browser = new MemoryBrowser();
      const begun: string[] = [];
      const ask = (id: string, page = id) =>
        world.technician(id, ['acme'], world.tab(browser)).asOnlyPage(() => {
          begun.push(page);
          return () => {};
        });
      ask('anna', 'given up before it was known whose page it is')();
      const stop = ask('anna');
      const second = ask('anna', 'given up before its turn');
      ask('ben');
      await world.settle();
      second();
      stop();
      assert.deepEqual(begun, ['anna', 'ben']);
    });
  });

  it('says closed everywhere once it is', async () => {
    const client = world.technician('anna', ['acme', 'globex']);
    await world.settle();
    client.close();
    assert.equal(client.$connection.get().status, 'closed');
    await assert.rejects(client.setAvailable(true), { code: 'closed' });
  });
});
