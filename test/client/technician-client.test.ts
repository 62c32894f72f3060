import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A technician’s client', () => {
  let world: LocalWorld;

  beforeEach(() => {
    world = new LocalWorld();
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

  it('says closed everywhere once it is', async () => {
    const client = world.technician('anna', ['acme', 'globex']);
    await world.settle();
    client.close();
    assert.equal(client.$connection.get().status, 'closed');
    await assert.rejects(client.setAvailable(true), { code: 'closed' });
  });
});
