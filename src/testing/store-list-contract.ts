import type { RequestStatus } from '../domain/request.ts';
import { columns, comparePlaces, sortKey, type Column, type Direction } from '../domain/sort-key.ts';
import type { DeskStore, ListQuery, StoredRequest } from '../server/core/store.ts';
import { equal } from './expect.ts';
import { request } from './store-samples.ts';
import type { Check } from './store-contract.ts';

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];
const directions: readonly Direction[] = ['ascending', 'descending'];

/** Names that databases and JavaScript order differently, doubles, and what folding makes equal. */
const names = [
  'Zoë',
  'zoe',
  'Ärger',
  '',
  'a',
  'ab',
  'A B',
  'a  b',
  '\u{1F600}',
  '\uFF5E',
  '\u{10FFFF}',
  'ß',
  'ss',
  '10',
  '9',
  'É',
  'e\u0301',
];

/** Requests of all statuses, technicians and owners, with keys that are equal in every column. */
function many(): readonly StoredRequest[] {
  return Array.from({ length: 60 }, (_, i) => {
    const status = statuses[i % 3] ?? 'new';
    const name = ['Anna', 'Ben', 'anna'][i % 7] ?? 'Carla';
    return request(
      i + 1,
      {
        status,
        chat: (['none', 'waiting', 'ended'] as const)[i % 4] ?? 'none',
        customer: { name: names[(i * 5) % names.length] ?? '', email: 'x@example.com' },
        technician: status === 'new' ? null : { id: name.toLowerCase(), name },
        assignedAt: status === 'new' ? null : 5_000 + (i % 5),
        submittedAt: 1_000 + (i % 9),
      },
      `owner ${String(i % 4)}`,
    );
  });
}

/** What a list must be, by the plainest means. */
function expected(
  all: readonly StoredRequest[],
  { statuses: wanted, technician, owner, sort, direction, after, limit }: ListQuery,
): readonly string[] {
  return all
    .filter(
      ({ state, owner: filedBy }) =>
        wanted.includes(state.status) &&
        (technician === undefined || state.technician?.id === technician) &&
        (owner === undefined || filedBy === owner),
    )
    .map(({ state }) => ({ key: state.key, sort: sortKey(state, sort), company: '', number: state.number }))
    .filter((place) => !after || comparePlaces(place, { ...after, company: '' }, direction) > 0)
    .sort((a, b) => comparePlaces(a, b, direction))
    .slice(0, limit)
    .map((place) => place.key);
}

/** What the store contract asks of lists and counts. */
export function lists(check: Check): void {
  const sets: readonly (readonly RequestStatus[])[] = [statuses, ['new'], ['active'], ['completed'], ['active', 'completed'], []];
  const people: readonly Pick<ListQuery, 'technician' | 'owner'>[] = [{}, { technician: 'anna' }, { owner: 'owner 1' }];
  const fill = (store: DeskStore): readonly StoredRequest[] => {
    const all = many();
    store.transaction(() => all.forEach((one) => store.saveRequest(one)));
    return all;
  };

  check('lists by every column, both ways, every set of statuses, owner and technician', (store) => {
    const all = fill(store);
    for (const set of sets) {
      for (const person of people) {
        for (const sort of columns) {
          for (const direction of directions) {
            const query: ListQuery = { statuses: set, ...person, sort, direction, limit: 100 };
            equal(
              store.list(query).map((one) => one.state.key),
              expected(all, query),
              JSON.stringify(query),
            );
          }
        }
      }
    }
  });

  check('pages through a list without a row lost or doubled, whatever is equal in it', (store) => {
    const all = fill(store);
    const walk = (base: ListQuery): readonly string[] => {
      const keys: string[] = [];
      for (let after: ListQuery['after']; ;) {
        const page = store.list(after ? { ...base, after } : base);
        keys.push(...page.map((one) => one.state.key));
        const last = page.at(-1);
        if (!last || page.length < base.limit) return keys;
        after = { sort: last.sort, number: last.state.number };
      }
    };
    for (const set of sets) {
      for (const sort of columns) {
        for (const direction of directions) {
          const query: ListQuery = { statuses: set, sort, direction, limit: 7 };
          equal(walk(query), expected(all, { ...query, limit: 1000 }), JSON.stringify(query));
        }
      }
    }
  });

  check('gives each row with its key in the order asked for', (store) => {
    fill(store);
    for (const sort of columns satisfies readonly Column[]) {
      for (const one of store.list({ statuses, sort, direction: 'ascending', limit: 100 }))
        equal(one.sort, sortKey(one.state, sort), sort);
    }
  });

  check('moves a request within lists when it changes', (store) => {
    store.transaction(() => store.saveRequest(request(1)));
    store.transaction(() =>
      store.saveRequest(request(1, { status: 'active', technician: { id: 'anna', name: 'Anna' }, assignedAt: 3 })),
    );
    const keys = (query: Partial<ListQuery>) =>
      store.list({ statuses, sort: 'on', direction: 'ascending', limit: 9, ...query }).map((one) => one.sort);
    equal(keys({ statuses: ['new'] }), [], 'no longer new');
    equal(keys({ statuses: ['active'] }).length, 1, 'active');
    equal(keys({ technician: 'anna' }).length, 1, 'hers');
    store.transaction(() => store.saveRequest(request(1)));
    equal(keys({ technician: 'anna' }), [], 'given back');
  });

  check('counts what it holds, through every change', (store) => {
    const all = fill(store);
    const count = (fits: (one: StoredRequest) => boolean) => ({
      new: 0,
      active: 0,
      completed: 0,
      ...Object.fromEntries(
        statuses.map((status) => [status, all.filter((one) => fits(one) && one.state.status === status).length]),
      ),
    });
    equal(
      store.countByStatus(),
      count(() => true),
      'all',
    );
    equal(
      store.countOwned('owner 2'),
      count((one) => one.owner === 'owner 2'),
      'owned',
    );
    equal(store.countAssigned('anna'), count((one) => one.state.technician?.id === 'anna').active, 'assigned');
    store.transaction(() =>
      all.forEach(({ state, owner }) => store.saveRequest({ state: { ...state, status: 'completed' }, owner, ip: '', told: false })),
    );
    equal(store.countByStatus(), { new: 0, active: 0, completed: all.length }, 'all completed');
    equal(store.countAssigned('anna'), 0, 'none assigned');
  });
}
