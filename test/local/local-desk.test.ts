import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { noNotifications } from '../../src/domain/staff.ts';
import { createLocalDesk, type ExampleRequest } from '../../src/local/index.ts';
import type { Parcel } from '../../src/server/core/deliveries.ts';
import type { Courier } from '../../src/server/host/peer.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { form, LocalWorld } from '../support/local-world.ts';

const hour = 3_600_000;

const printer: ExampleRequest = {
  company: 'acme',
  name: 'Kim',
  email: 'kim@example.com',
  description: 'The printer does not print',
  age: 2 * hour,
  then: [
    { by: 'anna', does: 'assign' },
    { by: 'anna', does: 'join-chat' },
    { by: 'anna', says: 'Is it plugged in?' },
    { by: 'customer', says: 'Now it is. Thank you!' },
    { by: 'anna', closes: 'resolved' },
  ],
};

describe('A local desk', () => {
  it('has examples that came about as any other request, at their own times', async () => {
    const clock = new VirtualClock();
    const examples: ExampleRequest[] = [{ ...printer, name: 'Lou', age: hour, then: [] }, printer];
    const desk = createLocalDesk({ clock, examples });
    const client = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna'), environment: new MemoryEnvironment({ clock }) });
    const list = client.list({ view: 'all', mine: false, sort: 'submitted', direction: 'ascending' });
    const log = client.request('acme', 1);
    await desk.ready;
    await clock.pass(100);
    assert.deepEqual(
      list.$rows.get().map(({ number, customer, status, submittedAt }) => [number, customer.name, status, Math.round((clock.now() - submittedAt) / hour)]),
      [
        [1, 'Kim', 'completed', 2],
        [2, 'Lou', 'new', 1],
      ],
    );
    assert.deepEqual(
      log.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.event.type : '')),
      ['submitted', 'assigned', 'joined', 'message', 'message', 'completed'],
    );
    const times = log.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.at : 0));
    assert.deepEqual(
      times.map((at) => (at - (times[0] ?? 0)) / 30_000),
      [0, 1, 2, 3, 4, 5],
    );
  });

  it('says which example cannot have happened, and is there all the same', async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    const clock = new VirtualClock();
    const desk = createLocalDesk({ clock, examples: [{ ...printer, then: [{ by: 'anna', says: 'Without having joined' }] }] });
    await assert.rejects(desk.ready, /An example cannot message: not_assigned/);
    const client = createCustomerClient({ transport: desk.transport(), company: 'acme', environment: new MemoryEnvironment({ clock }) });
    await clock.pass(100);
    assert.equal(client.$connection.get().status, 'connected');
    assert.equal(warn.mock.callCount(), 1);
  });

  it('can be cut off and comes back, with all that was said meanwhile', async () => {
    const world = new LocalWorld();
    const request = await world.done(world.customer().submit(form));
    const theirs = world.technician().request('acme', 1);
    await world.settle();
    world.desk.cut();
    await world.settle();
    void request.send('Said into the void');
    await world.clock.pass(30_000);
    assert.equal(theirs.$messages.get().length, 1);
    world.desk.restore();
    await world.clock.pass(40_000);
    assert.equal(theirs.$messages.get().length, 2);
  });

  it('lets in who it knows, and nobody else [R4]', async () => {
    const world = new LocalWorld();
    const clients = ['ben', 'nobody'].map((id) => world.technician(id));
    const elsewhere = world.technician('ben', ['globex']);
    await world.settle();
    assert.deepEqual(
      [...clients, elsewhere].map(({ $connection }) => $connection.get().status),
      ['connected', 'refused', 'refused'],
    );
  });

  it('is nobody else’s: what a browser keeps for one, another does not see', () => {
    assert.notEqual(createLocalDesk().transport().origin, createLocalDesk().transport().origin);
  });

  it('gives what would leave the page to a courier, and the code of a claim that opens the request elsewhere', async () => {
    const clock = new VirtualClock();
    const parcels: Parcel[] = [];
    const codes: (string | null)[] = [];
    const courier: Courier = {
      async deliver({ parcel }, makeClaim) {
        parcels.push(parcel);
        if (parcel.kind === 'claim') codes.push(await makeClaim());
        return 'delivered';
      },
    };
    const desk = createLocalDesk({ clock, courier });
    const customerOf = () => createCustomerClient({ transport: desk.transport(), company: 'acme', environment: new MemoryEnvironment({ clock }) });
    const technician = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna'), environment: new MemoryEnvironment({ clock }) });
    await clock.pass(500);
    const done = async (deed: Promise<unknown>): Promise<void> => {
      await clock.pass(500);
      await deed;
    };
    await done(technician.setNotifications({ ...noNotifications, email: { on: true, address: 'anna@acme.example' } }));
    const kim = customerOf();
    await done(kim.submit(form));
    kim.close();
    const request = technician.request('acme', 1);
    await clock.pass(500);
    await done(request.assign());
    await done(request.joinChat());
    await done(request.send('Is it plugged in?'));
    assert.deepEqual(
      parcels.map((parcel) => [parcel.kind, 'to' in parcel ? parcel.to : '']),
      [
        ['new-request', 'anna@acme.example'],
        ['claim', 'kim@example.com'],
      ],
    );
    const phone = customerOf().claim(codes[0] ?? '');
    await clock.pass(500);
    assert.equal((await phone).$state.get()?.number, 1);
  });

  it('takes as long as it is told to', async () => {
    const clock = new VirtualClock();
    const desk = createLocalDesk({ clock, delay: 200 });
    const client = createCustomerClient({ transport: desk.transport(), company: 'acme', environment: new MemoryEnvironment({ clock }) });
    await clock.pass(599);
    assert.equal(client.$connection.get().status, 'connecting');
    await clock.pass(1);
    assert.equal(client.$connection.get().status, 'connected');
  });
});
