import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCustomerClient, createTechnicianClient, isSupportError, standing } from '../../src/index.ts';
import { createLocalDesk } from '../../src/local/index.ts';

describe('The headless entry', () => {
  it('touches nothing global when it is imported', async () => {
    const before = new Set(Reflect.ownKeys(globalThis));
    const touched: string[] = [];
    for (const name of ['document', 'window', 'indexedDB', 'sessionStorage', 'localStorage']) {
      if (name in globalThis) continue;
      Object.defineProperty(globalThis, name, {
        configurable: true,
        get() {
          touched.push(name);
          return undefined;
        },
      });
      before.add(name);
    }
    // Another copy: this one has been imported already.
    await import(`../../src/client/browser-environment.ts?${Math.random()}`);
    await import(`../../src/index.ts?${Math.random()}`);
    assert.deepEqual(touched, []);
    assert.deepEqual(Reflect.ownKeys(globalThis).filter((name) => !before.has(name)), []);
    for (const name of ['document', 'window', 'indexedDB']) Reflect.deleteProperty(globalThis, name);
  });

  it('serves both sides where there is no page, in a few lines', async () => {
    const desk = createLocalDesk();
    const customer = createCustomerClient({ transport: desk.transport(), company: 'acme' });
    const technician = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna') });
    const request = await customer.submit({ name: 'Kim', email: 'kim@example.com', description: 'Help' });
    const theirs = technician.request('acme', request.key);
    await new Promise<void>((resolve) => {
      theirs.$state.subscribe((state) => {
        if (state) resolve();
      });
    });
    await theirs.assign();
    await theirs.joinChat();
    await theirs.send('Hello');
    const state = theirs.$state.get();
    assert.equal(state && standing(state), 'in-chat');
    await assert.rejects(theirs.assign(), (error) => isSupportError(error) && error.code === 'already_assigned');
    customer.close();
    technician.close();
    desk.close();
  });
});
