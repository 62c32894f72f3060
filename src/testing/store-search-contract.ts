import type { RequestStatus } from '../domain/request.ts';
import { found, searchTerms } from '../domain/search.ts';
import { columns, comparePlaces, sortKey } from '../domain/sort-key.ts';
import type { DeskStore, ListQuery, StoredRequest } from '../server/core/store.ts';
import { equal } from './expect.ts';
import { key, request } from './store-samples.ts';
import type { Check } from './store-contract.ts';

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];

/** Names, addresses and stories with signs that mean something to a database, or that it cannot keep. */
const texts = [
  ['Zoë Müller', 'zoe@example.com', 'The printer is on fire'],
  ['100% Wolle', 'under_score@example.com', 'It costs 100 * 2'],
  ['O\'Hara "Bob"', 'bob@example.com', `'; DROP TABLE requests; --`],
  ['a\u0000b\u0001c', 'nul@example.com', 'before\u0000after'],
  ['\u{1F600}\u{1F601}\u{1F602}', 'smile@example.com', 'lone \ud83d end'],
  ['Straße', 'ss@example.com', 'AND OR NOT NEAR(the printer) ^text:x'],
  ['日本語', 'jp@example.com', '日本語の説明'],
  ['(x)', 'brackets@example.com', 'a-b+c{d} \\ \uFFFD'],
] as const;

const asked = [
  'zoe', 'ZOË', 'mul', 'uller', 'printer fire', 'fire printer', 'printer water', 'example.com', 'ample', '%', '100%', '100_', '_sc', 'r_s', '***', '* 2', 'costs *',
  '"bob"', `o'hara`, `';`, '-- drop', 'a\u0000b', 'before\u0000', '\u0000\u0000\u0000', 'b\u0001c', '\u{1F600}\u{1F601}', '\u{1F600}\u{1F601}\u{1F602}', '\ud83d', 'lone \ud83d', 'strasse', 'near(the',
  'AND OR', 'and or not', '^text:x', '日本', '日本語', '本語の', '(x)', 'c{d}', '\\', 'a-b', '#1', '#12', '12', '1', '01', '# 1', '1 #1', '1 2', '7 zoe', 'x', 'zo', 'zz', 'a b c', 'e x a', 'com #1',
];

function many(): readonly StoredRequest[] {
  return Array.from({ length: 40 }, (_, i) => {
    const [name, email, description] = texts[i % texts.length] ?? ['', '', ''];
    const status = statuses[i % 3] ?? 'new';
    const technician = status === 'new' ? null : { id: i % 2 ? 'anna' : 'ben', name: i % 2 ? 'Anna' : 'Ben' };
    return request(i + 1, { status, customer: { name, email }, description, technician, submittedAt: 1_000 + (i % 5) }, `owner ${String(i % 4)}`);
  });
}

function expected(all: readonly StoredRequest[], { terms = [], owner, technician, sort, direction, ...query }: ListQuery): readonly number[] {
  return all
    .filter(
      ({ state, owner: filedBy }) =>
        query.statuses.includes(state.status) &&
        found(state, terms) &&
        (owner === undefined || filedBy === owner) &&
        (technician === undefined || state.technician?.id === technician),
    )
    .map(({ state }) => ({ sort: sortKey(state, sort), company: '', number: state.number }))
    .sort((a, b) => comparePlaces(a, b, direction))
    .map(({ number }) => number);
}

function walk(store: DeskStore, base: ListQuery): readonly number[] {
  const numbers: number[] = [];
  for (let after: ListQuery['after']; ;) {
    const page = store.list(after ? { ...base, after } : base);
    numbers.push(...page.map(({ state }) => state.number));
    const last = page.at(-1);
    if (!last || page.length < base.limit) return numbers;
    after = { sort: last.sort, number: last.state.number };
  }
}

/** What the store contract asks of lists that are searched. */
export function searches(check: Check): void {
  const fill = (store: DeskStore): readonly StoredRequest[] => {
    const all = many();
    store.transaction(() => all.forEach((one) => store.saveRequest(one)));
    return all;
  };

  check('finds what the domain finds, whatever signs are searched for', (store) => {
    const all = fill(store);
    for (const search of asked) {
      const query: ListQuery = { statuses, sort: 'id', direction: 'ascending', limit: 99, terms: searchTerms(search) };
      equal(store.list(query).map(({ state }) => state.number), expected(all, query), JSON.stringify(search));
    }
    const long = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    const longest = request(99, { description: long });
    store.transaction(() => store.saveRequest(longest));
    for (const terms of [[long], (long.match(/.../gu) ?? []).reverse()])
      equal(store.list({ statuses, sort: 'id', direction: 'ascending', limit: 99, terms }).map(({ state }) => state.number), [99], 'the longest search');
    equal(store.list({ statuses, sort: 'id', direction: 'ascending', limit: 99, terms: [] }).length, all.length + 1, 'no terms');
  });

  check('pages through what is found in every order, both ways, for every status and person', (store) => {
    const all = fill(store);
    for (const terms of [['example.com'], ['100%'], ['printer', 'com'], ['7']]) {
      for (const sort of columns) {
        for (const direction of ['ascending', 'descending'] as const) {
          for (const set of [statuses, ['new'], ['active', 'completed']] as const) {
            for (const person of [{}, { technician: 'anna' }, { owner: 'owner 1' }, { technician: 'anna', owner: 'owner 1' }]) {
              const query: ListQuery = { statuses: set, ...person, terms, sort, direction, limit: 3 };
              equal(walk(store, query), expected(all, query), JSON.stringify(query));
            }
          }
        }
      }
    }
  });

  check('finds a request by what it holds now, not by what it held', (store) => {
    const named = (name: string) => request(1, { customer: { name, email: 'c@example.com' } });
    const search = (text: string) => store.list({ statuses, sort: 'id', direction: 'ascending', limit: 9, terms: searchTerms(text) }).length;
    store.transaction(() => store.saveRequest(named('Before')));
    equal([search('before'), search('later')], [1, 0], 'first');
    store.transaction(() => store.saveRequest(named('Later')));
    equal([search('before'), search('later'), search('work')], [0, 1, 1], 'then');
    store.transaction(() => store.saveRequest({ ...named('Later'), state: { ...named('Later').state, head: 7, description: 'Nothing' } }));
    equal([search('work'), search('nothing'), store.request(key(1))?.state.head], [0, 1, 7], 'another description');
  });
}
