import { expect, waitUntil } from '@open-wc/testing';
import type { CustomerClient } from '../../../src/client/client.ts';
import { createCustomerClient } from '../../../src/client/customer-client.ts';
import '../../../src/elements/support-chat/support-chat.ts';
import { SupportPortal } from '../../../src/elements/support-portal/support-portal.ts';
import { kim, openSupport, reached, type LocalSupport } from '../local-support.ts';

SupportPortal.define();

const patience = { timeout: 10_000 };

/** All that this browser keeps, in whichever place, as one text. */
async function keptHere(): Promise<string> {
  const texts = [JSON.stringify(Object.entries(localStorage)), JSON.stringify(Object.entries(sessionStorage))];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => {
        resolve(opening.result);
      };
    });
    for (const store of database.objectStoreNames) {
      for (const ask of ['getAll', 'getAllKeys'] as const) {
        const asked = database.transaction(store).objectStore(store)[ask]();
        await new Promise((resolve) => {
          asked.onsuccess = resolve;
        });
        texts.push(JSON.stringify(asked.result));
      }
    }
    database.close();
  }
  return texts.join('\n');
}

describe('support-portal, of a customer whom the page knows', () => {
  let support: LocalSupport;
  let portal: SupportPortal;
  let client: CustomerClient;

  beforeEach(async () => {
    support = openSupport();
    client = createCustomerClient({ transport: support.desk.transport(), company: 'acme', token: support.desk.customerToken({ id: '4711', name: 'Kim Known', email: 'kim@known.example' }) });
    portal = document.createElement('support-portal');
    portal.client = client;
    document.body.append(portal);
    await waitUntil(() => all('#description').length > 0, 'no form', patience);
  });
  afterEach(async () => {
    portal.remove();
    await client.reset();
    client.close();
    support.close();
  });

  function all(selector: string, root: ParentNode = portal.shadowRoot ?? portal): HTMLElement[] {
    return [...root.querySelectorAll<HTMLElement>(selector), ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? all(selector, shadowRoot) : []))];
  }
  const field = (name: string) => all(`#${name}`)[0] as HTMLInputElement;
  const words = () => [portal.shadowRoot, ...all('*').map(({ shadowRoot }) => shadowRoot)].map((root) => root?.textContent ?? '').join(' ');

  it('shows who they are and does not ask', () => {
    expect([field('name').value, field('name').readOnly]).to.deep.equal(['Kim Known', true]);
    expect([field('email').value, field('email').readOnly]).to.deep.equal(['kim@known.example', true]);
    expect(field('description').readOnly).to.equal(false);
  });

  it('shows and keeps nothing of them after reset(), and has the focus where one can go on [R113]', async () => {
    const request = await client.submit({ ...kim, description: 'The secret machine of Kim' });
    await reached(request.$state, Boolean);
    await request.saveDraft('half a word of Kim');
    await client.saveFormDraft({ ...kim, description: 'another secret of Kim' });
    portal.request = request.key;
    await waitUntil(() => words().includes('The secret machine of Kim'), 'no chat', patience);
    expect(await keptHere()).to.include('half a word of Kim');
    all('button')[0]?.focus();
    await portal.reset();
    await waitUntil(() => all('#description').length > 0, 'no form', patience);
    for (const secret of ['secret', 'half a word', 'Kim', 'known.example']) expect(words(), `the page says “${secret}”`).not.to.include(secret);
    expect([field('name').value, field('name').readOnly, field('description').value]).to.deep.equal(['', false, '']);
    const kept = await keptHere();
    for (const word of ['machine', 'half a word', 'another', 'Kim', '4711', request.key]) expect(kept, `the browser keeps “${word}”`).not.to.include(word);
    await waitUntil(() => document.activeElement === portal, 'the focus is lost', patience);
  });
});
