import type { RequestStatus } from '../domain/request.ts';
import { columns } from '../domain/sort-key.ts';
import type { DeskStore, ListQuery } from '../server/core/store.ts';
import { equal, throws } from './expect.ts';
import { key, request } from './store-samples.ts';
import type { Check } from './store-contract.ts';

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];
const anna = { id: 'anna', name: 'Anna' };
const ben = { id: 'ben', name: 'Ben' };

function numbers(store: DeskStore, query: Partial<ListQuery>): readonly number[] {
  return store.list({ statuses, sort: 'id', direction: 'ascending', limit: 99, ...query }).map(({ state }) => state.number);
}

/** What the store contract asks of those who take part in a request besides the first ones: guests and further owners. */
export function people(check: Check): void {
  check('counts and lists a request for whoever has it and for its guests', (store) => {
    const active = { status: 'active', chat: 'joined' } as const;
    const invited = { ...ben, joined: false };
    store.transaction(() => {
      store.saveRequest(request(3, { ...active, technician: anna, guests: [invited] }));
      store.saveRequest(request(1, { ...active, technician: ben, guests: [{ ...anna, joined: true }, { id: 'carla', name: 'Carla', joined: false }] }));
      store.saveRequest(request(2, { ...active, technician: ben }));
      store.saveRequest(request(4, { status: 'completed', technician: ben }));
    });
    const all = () => ['anna', 'ben', 'carla'].map((id) => [store.countAssigned(id), store.activeOf(id).map((one) => Number.parseInt(one, 16)), numbers(store, { technician: id })]);
    equal(all(), [[2, [1, 3], [1, 3]], [3, [1, 2, 3], [1, 2, 3, 4]], [1, [1], [1]]], 'first');
    for (const sort of columns) {
      for (const direction of ['ascending', 'descending'] as const) {
        const base = { technician: 'ben', sort, direction };
        const whole = store.list({ statuses, limit: 9, ...base });
        const [first] = store.list({ statuses, limit: 1, ...base });
        if (!first) throw new Error('no first row');
        const rest = store.list({ statuses, limit: 9, ...base, after: { sort: first.sort, number: first.state.number } });
        equal([first, ...rest], whole, `pages by ${sort}, ${direction}`);
      }
    }
    store.transaction(() => store.saveRequest(request(3, { ...active, technician: anna, guests: [{ ...ben, joined: true }] })));
    equal(store.request(key(3))?.state.guests, [{ ...ben, joined: true }], 'joined');
    equal(store.countAssigned('ben'), 3, 'joined counts as invited did');
    store.transaction(() => store.saveRequest(request(3, { ...active, technician: anna })));
    equal([store.countAssigned('ben'), store.activeOf('ben').includes(key(3))], [2, false], 'gone, and nothing else has changed');
    store.transaction(() => store.saveRequest(request(3, { ...active, technician: anna, guests: [invited] })));
    equal([store.countAssigned('ben'), store.activeOf('ben').includes(key(3))], [3, true], 'asked again');
    store.transaction(() => store.saveRequest(request(3, { ...active, technician: ben })));
    store.transaction(() => store.saveRequest(request(1, { status: 'completed', technician: ben })));
    equal(all(), [[0, [], []], [2, [2, 3], [1, 2, 3, 4]], [0, [], []]], 'a guest has taken over, another one has gone');
  });

  check('lists and counts a request for all of its owners, through every change', (store) => {
    store.transaction(() => {
      store.saveRequest(request(1, {}, 'p'));
      store.saveRequest(request(2, {}, 'q'));
      store.saveRequest(request(3, { status: 'completed' }, 'q'));
      for (const principal of ['z', 'q', 'z', 'p']) store.addOwner(key(1), principal);
    });
    equal([store.owners(key(1)), store.owners(key(2))], [['p', 'z', 'q'], ['q']], 'owners');
    equal(['p', 'q', 'z'].map((owner) => numbers(store, { owner })), [[1], [1, 2, 3], [1]], 'lists');
    equal(numbers(store, { owner: 'q', statuses: ['new'], sort: 'customer', direction: 'descending', limit: 1 }), [2], 'a page');
    equal(store.countOwned('q'), { new: 2, active: 0, completed: 1 }, 'counts');
    store.transaction(() => store.saveRequest(request(1, { status: 'active', technician: anna }, 'p')));
    equal(['p', 'q', 'z'].map((one) => store.countOwned(one).active), [1, 1, 1], 'counts later');
    equal(store.countOwned('z'), { new: 0, active: 1, completed: 0 }, 'what it counted for before');
    equal(store.countByStatus(), { new: 1, active: 1, completed: 1 }, 'it is still one request');
    equal(numbers(store, { owner: 'z', technician: 'anna' }), [1], 'of an owner and a technician');
    equal(numbers(store, { owner: 'q', technician: 'anna' }), [1], 'of another owner');
    equal(numbers(store, { owner: 'nobody', technician: 'anna' }), [], 'of a stranger');
  });

  check('refuses another one who filed a request, and an owner of none', (store) => {
    store.transaction(() => store.saveRequest(request(1, {}, 'p')));
    throws(() => store.transaction(() => store.saveRequest(request(1, {}, 'q'))), 'filed by another');
    throws(() => store.transaction(() => store.addOwner(key(2), 'p')), 'no request');
    equal([store.owners(key(1)), store.owners(key(2))], [['p'], []], 'owners');
  });

  check('keeps what is known of a customer, and of a browser', (store) => {
    const identity = { id: '4711', issuer: 'shop.example', name: 'Kim', email: 'kim@example.com' };
    store.transaction(() => {
      store.saveCustomer({ principal: 'kim', identity: { id: '4711' }, became: null });
      store.saveCustomer({ principal: 'p', identity: null, became: 'kim' });
      store.saveCustomer({ principal: 'kim', identity, became: null });
    });
    equal([store.customer('kim'), store.customer('p'), store.customer('q')], [{ principal: 'kim', identity, became: null }, { principal: 'p', identity: null, became: 'kim' }, null], 'customers');
  });

  check('makes all that one customer owns another’s, with how far it was read', (store) => {
    store.transaction(() => {
      store.saveRequest(request(2, { status: 'active', technician: anna }, 'p'));
      store.saveRequest(request(1, {}, 'p'));
      store.saveRequest(request(3, { status: 'completed' }, 'q'));
      store.saveRequest(request(4, {}, 'q'));
      store.saveRequest(request(5, {}, 'kim'));
      for (const principal of ['z', 'p', 'kim']) store.addOwner(key(3), principal);
      for (const principal of ['z', 'kim']) store.addOwner(key(1), principal);
      store.addOwner(key(5), 'p');
      store.savePosition(key(1), 'p', 'customer', { delivered: 7, read: 3 });
      store.savePosition(key(1), 'kim', 'customer', { delivered: 5, read: 4 });
      store.savePosition(key(2), 'p', 'customer', { delivered: 2, read: 1 });
      store.savePosition(key(4), 'p', 'customer', { delivered: 9, read: 9 });
    });
    const moved = store.transaction(() => store.moveRequests('p', 'kim'));
    equal(moved, [1, 2, 3, 5].map(key), 'keys');
    equal([1, 2, 3, 4, 5].map((n) => store.owners(key(n))), [['kim', 'z'], ['kim'], ['q', 'z', 'kim'], ['q'], ['kim']], 'owners');
    equal(['p', 'kim', 'z'].map((owner) => numbers(store, { owner })), [[], [1, 2, 3, 5], [1, 3]], 'lists');
    equal(store.countOwned('p'), { new: 0, active: 0, completed: 0 }, 'nothing is left');
    equal(store.countOwned('kim'), { new: 2, active: 1, completed: 1 }, 'counts');
    equal([1, 2].map((n) => [store.position(key(n), 'kim'), store.position(key(n), 'p')]), [[{ delivered: 7, read: 4 }, { delivered: 0, read: 0 }], [{ delivered: 2, read: 1 }, { delivered: 0, read: 0 }]], 'positions');
    equal(store.position(key(4), 'p'), { delivered: 9, read: 9 }, 'of what is not theirs');
    equal(store.request(key(1))?.owner, 'kim', 'who filed it');
    store.transaction(() => store.saveRequest(request(2, { status: 'completed' }, 'kim')));
    equal(store.countOwned('kim'), { new: 2, active: 0, completed: 2 }, 'counts later');
    equal(store.countByStatus(), { new: 3, active: 0, completed: 2 }, 'each is still one request');
    equal(store.transaction(() => store.moveRequests('p', 'kim')), [], 'there is nothing more');
  });

  check('moves nothing if the transaction fails', (store) => {
    store.transaction(() => {
      store.saveRequest(request(1, {}, 'p'));
      store.addOwner(key(1), 'z');
      store.savePosition(key(1), 'p', 'customer', { delivered: 1, read: 1 });
    });
    throws(() => store.transaction(() => {
      store.moveRequests('p', 'kim');
      store.saveCustomer({ principal: 'p', identity: null, became: 'kim' });
      throw new Error('planted');
    }), 'planted');
    equal([store.owners(key(1)), store.countOwned('kim').new, store.position(key(1), 'p').read, store.customer('p')], [['p', 'z'], 0, 1, null], 'as before');
  });

  check('finds the other requests of the same owners or the same address, newest first', (store) => {
    const from = (email: string) => ({ customer: { name: 'C', email } });
    store.transaction(() => {
      store.saveRequest(request(1, from('a@example.com'), 'p'));
      store.saveRequest(request(2, { ...from('b@example.com'), status: 'completed' }, 'p'));
      store.saveRequest(request(3, from('A@Example.COM'), 'q'));
      store.saveRequest(request(4, from('c@example.com'), 'q'));
      store.saveRequest(request(5, from(''), 'r'));
      store.saveRequest(request(6, from(''), 's'));
      store.saveRequest(request(7, { ...from('a@example.com'), status: 'active' }, 'p'));
    });
    const earlier = (n: number, limit = 9) => store.earlier(key(n), limit).map(({ number }) => number);
    equal([1, 2, 3, 4, 5, 6, 7].map((n) => earlier(n)), [[7, 3, 2], [7, 1], [7, 4, 1], [3], [], [], [3, 2, 1]], 'earlier');
    equal([earlier(1, 2), earlier(7, 1), earlier(9)], [[7, 3], [3], []], 'no more than asked for, and none of no request');
    equal(store.earlier(key(2), 1), [store.request(key(7))?.state], 'whole');
    store.transaction(() => store.addOwner(key(4), 'p'));
    equal([earlier(4), earlier(2)], [[7, 3, 2, 1], [7, 4, 1]], 'with a further owner');
    store.transaction(() => store.saveRequest(request(3, from('new@example.com'), 'q')));
    equal(earlier(1), [7, 4, 2], 'with another address');
  });
}
