import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
// What a page loads when it is first wanted is there: virtual time does not wait for it.
import '../../src/client/amending.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import type { ClientStorage } from '../../src/client/environment.ts';
import { withFallback } from '../../src/client/fallback-storage.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { company } from '../simulation/server.ts';
import { Place, read, Scene, sending } from './scene.ts';

/** Whether there is room. */
interface Disk {
  full: boolean;
}

/** A tab of a browser whose storage can be full. */
class FillingTab extends MemoryEnvironment {
  readonly #disk: Disk;

  constructor(scene: Scene, disk: Disk, browser = new MemoryBrowser()) {
    super({ clock: scene.clock, browser });
    this.#disk = disk;
  }

  override storage(scope: string): ClientStorage {
    const storage = super.storage(scope);
    const write =
      <Args extends readonly unknown[]>(store: (...args: Args) => Promise<void>) =>
      (...args: Args) =>
        this.#disk.full ? Promise.reject(new Error('There is no room')) : store(...args);
    const filling: ClientStorage = { ...storage, kind: Promise.resolve('persistent'), saveCommand: write(storage.saveCommand), saveLane: write(storage.saveLane), replaceLane: write(storage.replaceLane) };
    return withFallback(filling, (ms, callback) => this.after(ms, callback));
  }
}

const form = { name: 'Kim', email: 'kim@example.com', description: 'It does not start' };

describe('Storage that is full', () => {
  it('is replaced by memory: the page says so from then on, and what is written is delivered all the same', async () => {
    const scene = new Scene();
    const disk = { full: false };
    const place = scene.place();
    const transport = scene.network.transport(place.ip, place);
    const client = createCustomerClient({ transport, company, environment: new FillingTab(scene, disk) });
    const kim = await scene.done(client.submit(form));
    kim.$messages.listen(() => undefined);
    const staff = createTechnicianClient({ transport, companies: [company], token: 'anna', environment: new FillingTab(scene, disk) });
    await scene.until(() => staff.$connection.get().status === 'connected');
    assert.deepEqual([client.$storage.get(), staff.$storage.get()], ['persistent', 'persistent']);
    disk.full = true;
    await scene.done(kim.send('one'));
    await scene.done(kim.send('two'));
    await scene.done(staff.request(company, kim.key).assign());
    await scene.clock.pass(100);
    assert.deepEqual([client.$storage.get(), staff.$storage.get()], ['memory', 'memory']);
    assert.deepEqual(read(kim), ['one', 'two']);
    assert.deepEqual(scene.log(kim.key), ['one', 'two']);
  });

  it('holds nobody up who takes over what a page there could not write down as done [R18] [R123]', async () => {
    const scene = new Scene();
    const disk = { full: false };
    const browser = new MemoryBrowser();
    const tab = () => new Place('198.51.100.9', new FillingTab(scene, disk, browser), 'socket');
    const first = tab();
    const kim = await scene.done(scene.customer(first).submit(form));
    scene.network.leave(first);
    for (const text of ['one', 'two']) kim.send(text).catch(() => undefined);
    await scene.clock.pass(100);
    disk.full = true;
    scene.network.comeBack(first);
    await scene.until(() => scene.log(kim.key).length === 2);
    // The desk is told that this page has the answers, and forgets them.
    await scene.clock.pass(1_000);
    scene.network.break(first);
    await scene.clock.pass(30_000);
    first.alive = false;
    first.environment.kill();
    scene.network.break(first);
    disk.full = false;
    const next = scene.customer(tab()).request(kim.key);
    next.$messages.listen(() => undefined);
    await scene.until(() => next.$state.get() !== null);
    await scene.done(next.send('three'));
    await scene.clock.pass(1_000);
    assert.deepEqual(scene.log(kim.key), ['one', 'two', 'three']);
    assert.deepEqual(sending(next), []);
  });

  it('has nothing taken back there that another page would say: it goes out, and is deleted then [R18] [R93]', async () => {
    for (const taken of [0, 1, 2]) {
      const scene = new Scene();
      const disk = { full: false };
      const first = new Place('198.51.100.9', new FillingTab(scene, disk, new MemoryBrowser()), 'socket');
      const client = scene.customer(first);
      const kim = await scene.done(client.submit(form));
      kim.$messages.listen(() => undefined);
      scene.network.leave(first);
      await scene.until(() => client.$connection.get().status !== 'connected');
      const texts = ['one', 'two', 'three'];
      for (const text of texts) kim.send(text).catch(() => undefined);
      await scene.clock.pass(100);
      disk.full = true;
      const line = kim.$messages.get().find((line) => line.kind === 'pending' && line.text === texts[taken]);
      assert.equal(line?.kind, 'pending');
      const removed = kim.remove(line);
      await scene.clock.pass(100);
      // What is stored is as it was: a page that took over would say all of it, under the same numbers.
      assert.deepEqual(sending(kim), texts);
      scene.network.comeBack(first);
      await scene.done(removed);
      assert.deepEqual(scene.log(kim.key), texts.map((text, index) => (index === taken ? '' : text)));
    }
  });
});
