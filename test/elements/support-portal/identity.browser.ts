import { expect } from '@open-wc/testing';
import type { CustomerClient } from '../../../src/client/client.ts';
import { createCustomerClient } from '../../../src/client/customer-client.ts';
import '../../../src/elements/support-chat/support-chat.ts';
import type { SupportRequestForm } from '../../../src/elements/support-request-form/support-request-form.ts';
import { SupportPortal } from '../../../src/elements/support-portal/support-portal.ts';
import { kim, openSupport, reached, settled, type LocalSupport } from '../local-support.ts';
import { waitUntil } from '../../support/wait-until.ts';

SupportPortal.define();


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
    await waitUntil(() => all('#description').length > 0, 'no form');
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
    await waitUntil(() => words().includes('The secret machine of Kim'), 'no chat');
    expect(await keptHere()).to.include('half a word of Kim');
    all('button')[0]?.focus();
    await portal.reset();
    await waitUntil(() => all('#description').length > 0, 'no form');
    for (const secret of ['secret', 'half a word', 'Kim', 'known.example']) expect(words(), `the page says “${secret}”`).not.to.include(secret);
    expect([field('name').value, field('name').readOnly, field('description').value]).to.deep.equal(['', false, '']);
    const kept = await keptHere();
    for (const word of ['machine', 'half a word', 'another', 'Kim', '4711', request.key]) expect(kept, `the browser keeps “${word}”`).not.to.include(word);
    await waitUntil(() => document.activeElement === portal, 'the focus is lost');
  });
});

describe('support-portal, of a customer whom the page names late', () => {
  let support: LocalSupport;
  let portal: SupportPortal;
  let client: CustomerClient;

  const token = () => support.desk.customerToken({ id: '4711', name: 'Kim Known', email: 'kim@known.example' });
  const part = <Found extends HTMLElement>(selector: string): Found | null => portal.shadowRoot?.querySelector<Found>(selector) ?? null;
  const title = () => part('#title')?.textContent ?? '';
  const form = () => part<SupportRequestForm>('.form');

  /** Has a request of Kim's filed elsewhere, and a portal that shows somebody nameless the form. */
  beforeEach(async () => {
    support = openSupport();
    const phone = createCustomerClient({ transport: support.desk.transport(), company: 'acme', token: token(), storage: 'none' });
    await phone.submit(kim);
    phone.close();
    client = support.customer();
    portal = document.createElement('support-portal');
    portal.client = client;
    document.body.append(portal);
    await waitUntil(() => form()?.shadowRoot?.querySelector('#description'), 'no form');
    await reached(client.$requestsStatus, (status) => status === 'ready');
  });
  afterEach(() => {
    portal.remove();
    support.close();
  });

  const named = async (): Promise<void> => {
    await client.identify({ token: token() });
    await reached(client.$requests, ({ length }) => length === 1);
    await reached(client.$visit, ({ known }) => known);
  };

  it('shows the open request of theirs that a token brings, where nobody has chosen anything yet', async () => {
    await named();
    await waitUntil(() => /1$/.test(title()), 'no request');
    expect(form()).to.equal(null);
  });

  it('leaves a form that is being filled in, and one that was asked for', async () => {
    const field = form()?.shadowRoot?.querySelector('textarea');
    field?.focus();
    field?.setRangeText('The printer');
    field?.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    field?.blur();
    await named();
    await waitUntil(() => part('.item'), 'no list');
    for (const conversation of await client.resume()) conversation.release();
    await settled();
    expect([form() !== null, field?.value]).to.deep.equal([true, 'The printer']);
  });

  it('leaves a form that somebody has asked for', async () => {
    const asked = await client.submit({ ...kim, description: 'Another question' });
    portal.request = asked.key;
    const begin = await waitUntil(() => part<HTMLButtonElement>('.list-top button'), 'no list').then(() => part<HTMLButtonElement>('.list-top button'));
    begin?.click();
    await waitUntil(form, 'no form');
    begin?.focus();
    await client.identify({ token: token() });
    await reached(client.$requests, ({ length }) => length === 2);
    await reached(client.$visit, ({ known }) => known);
    for (const conversation of await client.resume()) conversation.release();
    await settled();
    expect(form()).not.to.equal(null);
  });
});

describe('support-portal, of a customer for whom there is no token', () => {
  it('says so, tells the page, and goes on once there is one', async () => {
    const support = openSupport();
    const codes: string[] = [];
    let give = false;
    const client = createCustomerClient({ transport: support.desk.transport(), company: 'acme', storage: 'none', token: () => (give ? Promise.resolve(support.desk.customerToken({ id: '4711', name: 'Kim Known' })) : Promise.reject(new Error('no session'))) });
    const portal = document.createElement('support-portal');
    portal.addEventListener('support-connection-change', ({ connection: { error } }) => codes.push(error ?? 'none'));
    portal.client = client;
    document.body.append(portal);
    const said = () => portal.shadowRoot?.querySelector('.banner')?.textContent ?? '';
    await waitUntil(() => said() !== '', 'nothing is said');
    expect(said()).to.equal('Your sign-in could not be confirmed. Sign in again.');
    give = true;
    await reached(client.$connection, ({ status }) => status === 'connected');
    await waitUntil(() => said() === '', 'it is said still');
    expect(codes).to.deep.equal(['no_token', 'none']);
    portal.remove();
    client.close();
    support.close();
  });
});
