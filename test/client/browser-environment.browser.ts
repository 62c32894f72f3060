import { expect } from '@open-wc/testing';
import { browserEnvironment } from '../../src/client/browser-environment.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { withFallback } from '../../src/client/fallback-storage.ts';
import { memoryStorage } from '../../src/client/memory-storage.ts';
import type { ClientStorage } from '../../src/client/environment.ts';
import { preferences } from '../../src/client/preferences.ts';
import { createLocalDesk } from '../../src/local/index.ts';

let scopes = 0;
const scope = () => `test ${Date.now()} ${++scopes}`;

/** What a client relies on, whatever it is kept in. */
function keeps(name: string, open: (scope: string) => ClientStorage, again: (scope: string) => ClientStorage) {
  describe(name, () => {
    it('keeps values, and makes a missing one once for all tabs', async () => {
      const place = scope();
      const [one, two] = [open(place), again(place)];
      const made = await Promise.all([one, two].map((storage, index) => storage.getOrSet('secret', () => `secret ${index}`)));
      expect(made[0]).to.equal(made[1]);
      await one.set('draft', 'Half a sent');
      expect(await two.get('draft')).to.equal('Half a sent');
      await one.remove('draft');
      expect(await two.get('draft')).to.equal(null);
    });

    it('keeps lanes with what waits in them, in order, and forgets both together', async () => {
      const place = scope();
      const storage = open(place);
      await storage.saveLane({ id: 'l1', issued: 12, answered: 0 });
      await storage.saveLane({ id: 'l2', issued: 1, answered: 0 });
      for (const n of [2, 10, 1, 12, 11]) await storage.saveCommand('l1', { n, command: `"${n}"`, at: n });
      await storage.saveCommand('l2', { n: 1, command: '"other"', at: 1 });
      await storage.removeCommand('l1', 11);
      const later = again(place);
      expect((await later.lanes()).map(({ id }) => id).sort()).to.deep.equal(['l1', 'l2']);
      expect((await later.outbox('l1')).map(({ n }) => n)).to.deep.equal([1, 2, 10, 12]);
      await later.removeLane('l1');
      expect(await storage.outbox('l1')).to.deep.equal([]);
      expect((await storage.outbox('l2')).length).to.equal(1);
    });

    it('puts a lane in the place of another, or of itself, in one step', async () => {
      const storage = open(scope());
      await storage.saveLane({ id: 'old', issued: 2, answered: 0 });
      for (const n of [1, 2]) await storage.saveCommand('old', { n, command: '""', at: n });
      await storage.replaceLane('old', { id: 'new', issued: 1, answered: 0 }, [{ n: 1, command: '"moved"', at: 1 }]);
      expect((await storage.lanes()).map(({ id }) => id)).to.deep.equal(['new']);
      expect(await storage.outbox('old')).to.deep.equal([]);
      await storage.replaceLane('new', { id: 'new', issued: 0, answered: 0 }, []);
      expect(await storage.outbox('new')).to.deep.equal([]);
      expect(await storage.lanes()).to.deep.equal([{ id: 'new', issued: 0, answered: 0 }]);
    });

    it('keeps companies apart', async () => {
      const place = scope();
      const [one, other] = [open(place), open(`${place} and more`)];
      await one.set('draft', 'one');
      await one.saveLane({ id: 'l1', issued: 1, answered: 0 });
      expect(await other.get('draft')).to.equal(null);
      expect(await other.lanes()).to.deep.equal([]);
    });
  });
}

describe('The environment of a browser', () => {
  keeps('with IndexedDB', (place) => browserEnvironment().storage(place), (place) => browserEnvironment().storage(place));
  keeps('with session storage', (place) => browserEnvironment('session').storage(place), (place) => browserEnvironment('session').storage(place));

  it('says how long what it keeps lasts', async () => {
    const kinds = await Promise.all((['local', 'session', 'none'] as const).map((kind) => browserEnvironment(kind).storage(scope()).kind));
    expect(kinds).to.deep.equal(['persistent', 'session', 'memory']);
  });

  it('keeps nothing when it is told to', async () => {
    const place = scope();
    await browserEnvironment('none').storage(place).set('secret', 'mine');
    expect(await browserEnvironment('none').storage(place).get('secret')).to.equal(null);
    expect(await browserEnvironment('local').storage(place).get('secret')).to.equal(null);
  });

  it('gives a lock to one at a time, until it is given back [R18]', async () => {
    const name = scope();
    const [one, two] = [browserEnvironment(), browserEnvironment()];
    const unlock = await one.lock(name);
    expect(unlock).to.be.a('function');
    expect(await two.lock(name)).to.equal(null);
    unlock?.();
    // Locks are given back in a turn of their own.
    await navigator.locks.request(`deskside ${name}`, () => undefined);
    expect(await two.lock(name)).to.be.a('function');
  });

  it('frees the lock of a tab that is gone [R18]', async () => {
    const name = scope();
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const there = frame.contentWindow;
    if (!there) throw new Error('No window');
    await new Promise<void>((held) => {
      void there.navigator.locks.request(`deskside ${name}`, () => {
        held();
        return new Promise<void>(() => {});
      });
    });
    expect(await browserEnvironment().lock(name)).to.equal(null);
    frame.remove();
    await navigator.locks.request(`deskside ${name}`, () => undefined);
    expect(await browserEnvironment().lock(name)).to.be.a('function');
  });

  it('waits for a lock that is taken, in the order of asking, and no longer than it is told to', async () => {
    const name = scope();
    const held: string[] = [];
    const later = (who: string) =>
      browserEnvironment().lockLater(name, () => {
        held.push(who);
      });
    const turn = () => navigator.locks.request(`deskside ${scope()}`, () => undefined);
    const [first, second, third] = ['first', 'second', 'third'].map(later);
    await turn();
    expect(held).to.deep.equal(['first']);
    second?.();
    first?.();
    await turn();
    await turn();
    expect(held).to.deep.equal(['first', 'third']);
    expect(await browserEnvironment().lock(name)).to.equal(null);
    third?.();
    third?.();
    await turn();
    expect(await browserEnvironment().lock(name)).to.be.a('function');
  });

  it('wakes when the network is back or the page comes back, and stops when told to', () => {
    let wakes = 0;
    const stop = browserEnvironment().onWake(() => (wakes += 1));
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new Event('pageshow'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(wakes).to.equal(3);
    stop();
    window.dispatchEvent(new Event('online'));
    expect(wakes).to.equal(3);
  });

  it('says what the browser says of its device', () => {
    const device = browserEnvironment().device();
    expect(device.userAgent).to.equal(navigator.userAgent);
    expect(device.touchPoints).to.equal(navigator.maxTouchPoints);
    expect(device.brands?.every(({ brand, version }) => typeof brand === 'string' && typeof version === 'string')).to.not.equal(false);
  });

  it('makes long random names', () => {
    const { randomHex } = browserEnvironment();
    expect(randomHex(128)).to.match(/^[0-9a-f]{32}$/);
    expect(randomHex(256)).to.match(/^[0-9a-f]{64}$/);
    expect(randomHex(256)).to.not.equal(randomHex(256));
  });
});

describe('Storage that fails', () => {
  const blocked = (): ClientStorage => {
    const refuse = () => Promise.reject(new DOMException('Blocked', 'SecurityError'));
    return {
      kind: refuse(),
      getOrSet: refuse,
      get: refuse,
      set: refuse,
      remove: refuse,
      lanes: refuse,
      saveLane: refuse,
      removeLane: refuse,
      replaceLane: refuse,
      outbox: refuse,
      saveCommand: refuse,
      removeCommand: refuse,
    };
  };
  const never = () => () => {};

  it('is replaced by memory, which says so', async () => {
    const storage = withFallback(blocked(), never);
    expect(await storage.kind).to.equal('memory');
    expect(await storage.getOrSet('secret', () => 'mine')).to.equal('mine');
    expect(await storage.get('secret')).to.equal('mine');
    await storage.saveCommand('l1', { n: 1, command: '""', at: 1 });
    expect((await storage.outbox('l1')).length).to.equal(1);
  });

  it('is replaced when it never opens', async () => {
    const storage = withFallback({ ...memoryStorage(), kind: new Promise(() => {}) }, (_ms, callback) => {
      queueMicrotask(callback);
      return () => {};
    });
    expect(await storage.kind).to.equal('memory');
    expect(await storage.getOrSet('secret', () => 'mine')).to.equal('mine');
  });

  it('does not make another of a customer when it fails later', async () => {
    const working = memoryStorage();
    let fails = false;
    const failing: ClientStorage = {
      ...working,
      getOrSet: (name, make) => (fails ? Promise.reject(new DOMException('Full', 'QuotaExceededError')) : working.getOrSet(name, make)),
      saveCommand: (lane, command) => (fails ? Promise.reject(new DOMException('Full', 'QuotaExceededError')) : working.saveCommand(lane, command)),
    };
    const storage = withFallback(failing, never);
    const secret = await storage.getOrSet('secret', () => 'first');
    fails = true;
    await storage.saveCommand('l1', { n: 1, command: '""', at: 1 });
    expect(await storage.getOrSet('secret', () => 'second')).to.equal(secret);
    expect((await storage.outbox('l1')).length).to.equal(1);
  });

  it('lets a customer be served all the same when IndexedDB is blocked', async () => {
    const real = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open');
    Object.defineProperty(IDBFactory.prototype, 'open', {
      configurable: true,
      value: () => {
        throw new DOMException('Blocked', 'SecurityError');
      },
    });
    const desk = createLocalDesk();
    const client = createCustomerClient({ transport: desk.transport(), company: 'acme' });
    try {
      const request = await client.submit({ name: 'Kim', email: 'kim@example.com', description: 'Help' });
      await request.send('Hello');
      expect(client.$storage.get()).to.equal('memory');
    } finally {
      client.close();
      desk.close();
      if (real) Object.defineProperty(IDBFactory.prototype, 'open', real);
    }
  });
});

describe('A client in a browser', () => {
  it('comes back to its requests after a reload, also to what waited to be sent [R18]', async () => {
    const desk = createLocalDesk();
    const open = () => createCustomerClient({ transport: desk.transport(), company: 'acme' });
    const before = open();
    const request = await before.submit({ name: 'Kim', email: 'kim@example.com', description: 'Help' });
    desk.cut();
    const sent = request.send('Said without a network').catch(() => {});
    await new Promise<void>((resolve) => {
      const stop = request.$messages.subscribe((lines) => {
        if (lines.some(({ kind }) => kind === 'pending')) queueMicrotask(() => {
          stop();
          resolve();
        });
      });
    });
    before.close();
    await sent;
    desk.restore();

    const after = open();
    const [again] = await after.resume();
    expect(again?.key).to.equal(request.key);
    await new Promise<void>((resolve) => {
      const stop = again?.$messages.subscribe((lines) => {
        const said = lines.some((line) => line.kind === 'entry' && line.entry.event.type === 'message' && line.entry.event.text === 'Said without a network');
        if (said) queueMicrotask(() => {
          stop?.();
          resolve();
        });
      });
    });
    expect(after.$storage.get()).to.equal('persistent');
    after.close();
    desk.close();
  });
});

describe('what somebody has chosen', () => {
  for (const [kind, stays] of [['local', true], ['session', true], ['none', false]] as const) {
    it(`is there at once, and ${stays ? 'for the next page' : 'gone with the page'} (${kind})`, () => {
      const place = scope();
      const page = browserEnvironment(kind).preferences(place);
      expect(page.get('view')).to.equal(null);
      page.set('view', 'active');
      expect(page.get('view')).to.equal('active');
      expect(browserEnvironment(kind).preferences(place).get('view')).to.equal(stays ? 'active' : null);
      expect(browserEnvironment(kind).preferences(`${place} and more`).get('view')).to.equal(null);
      page.set('view', null);
      expect([page, browserEnvironment(kind).preferences(place)].map((one) => one.get('view'))).to.deep.equal([null, null]);
    });
  }

  it('holds as long as the page where it cannot be kept', () => {
    const full = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
    const page = preferences(() => ({ getItem: () => 'all', setItem: full, removeItem: full }), 'place');
    expect(page.get('view')).to.equal('all');
    page.set('view', 'active');
    expect(page.get('view')).to.equal('active');
    page.set('view', null);
    expect(page.get('view')).to.equal(null);
  });
});
