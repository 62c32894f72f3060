import type { DeskStore } from '../server/core/store.ts';
import { equal, throws, type TestFramework } from './expect.ts';
import { changeHouse, fillHouse, house, lookAtHouse } from './store-house-contract.ts';
import { lists } from './store-list-contract.ts';
import { logs } from './store-log-contract.ts';
import { files } from './store-file-contract.ts';
import { people } from './store-people-contract.ts';
import { searches } from './store-search-contract.ts';
import { cause, file, gone, key, message, request, technician } from './store-samples.ts';

/** A store under test. */
export interface StoreUnderTest {
  /** Empty. */
  readonly store: DeskStore;
  /** The same data in a new store, as after a restart; left out by stores that keep nothing. */
  reopen?(): DeskStore;
  close(): void;
}

const statuses = ['new', 'active', 'completed'] as const;

/** Declares one test over a store of its own. */
export type Check = (sentence: string, body: (store: DeskStore, test: StoreUnderTest) => void) => void;

/**
 * What every store of a desk must do. Run it over your own: `storeContract('mine', make, { describe, it })`.
 *
 * @param make an empty store, anew for each test.
 */
export function storeContract(name: string, make: () => StoreUnderTest, { describe, it }: TestFramework): void {
  const check: Check = (sentence, body) =>
    it(sentence, () => {
      const test = make();
      try {
        body(test.store, test);
      } finally {
        test.close();
      }
    });

  describe(`store contract: ${name}`, () => {
    check('knows nothing when it is new', (store) => {
      equal(store.request(key(1)), null, 'request');
      equal(store.keyOf(1), null, 'key');
      equal([store.entries(key(1), { limit: 10 }), store.written(key(1), 1)], [[], null], 'entries');
      equal(store.lane(key(1)), null, 'lane');
      equal(store.answers(key(1), 0), [], 'answers');
      equal(store.position(key(1), 'p'), { delivered: 0, read: 0 }, 'position');
      equal(store.furthest(key(1), 'customer'), { delivered: 0, read: 0 }, 'furthest');
      equal(store.technicians(), [], 'technicians');
      equal(store.technician('anna'), null, 'technician');
      equal(store.file(key(1)), null, 'file');
      equal(store.countByStatus(), { new: 0, active: 0, completed: 0 }, 'counts');
      equal(store.countAssigned('anna'), 0, 'assigned');
      equal(store.countOwned('p'), { new: 0, active: 0, completed: 0 }, 'owned');
      equal([store.activeOf('anna'), store.earlier(key(1), 9), store.owners(key(1))], [[], [], []], 'people');
      equal([store.notes(key(1), { limit: 9 }), store.lastNote(key(1))], [[], { seq: 0, at: 0 }], 'notes');
      equal([store.claim('hash'), store.replies()], [null, null], 'claim and replies');
      equal([store.delivery(1), store.dueDeliveries(9, 9), store.nextDueDelivery()], [null, [], null], 'deliveries');
      equal(store.list({ statuses, sort: 'submitted', direction: 'ascending', limit: 10 }), [], 'list');
    });

    check('keeps what a transaction writes, and gives back what it returns', (store) => {
      equal(
        store.transaction(() => {
          store.saveRequest(request(1));
          return 7;
        }),
        7,
        'result',
      );
      equal(store.request(key(1)), request(1), 'request');
      equal(store.keyOf(1), key(1), 'key');
    });

    check('keeps nothing of a transaction that throws, in any of its tables', (store) => {
      store.transaction(() => {
        store.nextNumber();
        store.saveRequest(request(1));
        store.append(key(1), message(1, 'customer'), cause);
        store.saveLane({ id: key(1), principal: 'p', seen: 1 });
        store.saveAnswer({ type: 'answer', lane: key(1), n: 1, ok: true });
        store.savePosition(key(1), 'p', 'customer', { delivered: 1, read: 1 });
        store.saveTechnician(technician('anna', true));
        store.saveFile(file(1));
        fillHouse(store);
      });
      const all = () => ({
        requests: [store.request(key(1)), store.request(key(2)), store.keyOf(2)],
        logs: [
          store.entries(key(1), { limit: 9 }),
          store.entries(key(2), { limit: 9 }),
          store.countFrom(key(1), 'customer', 0, 9),
          store.written(key(1), 1),
        ],
        lanes: [store.lane(key(1)), store.lane(key(2)), store.answers(key(1), 0), store.answers(key(2), 0)],
        positions: [store.position(key(1), 'p'), store.furthest(key(1), 'customer')],
        people: [store.technicians(), store.file(key(1)), store.file(key(2))],
        counts: [store.countByStatus(), store.countAssigned('anna'), store.countOwned('owner'), store.countOwned('other')],
        list: store.list({ statuses, sort: 'customer', direction: 'ascending', limit: 9 }),
        search: store.list({ statuses, sort: 'customer', direction: 'ascending', limit: 9, terms: ['customer 2'] }),
        house: [lookAtHouse(store), store.owners(key(2)), store.countOwned('late'), store.countAssigned('ben'), store.activeOf('ben')],
      });
      const before = all();
      throws(
        () =>
          store.transaction(() => {
            store.nextNumber();
            changeHouse(store);
            store.saveRequest(
              request(1, {
                status: 'active',
                technician: { id: 'anna', name: 'Anna' },
                guests: [{ id: 'ben', name: 'Ben', joined: true }],
                description: 'Customer 2',
              }),
            );
            store.saveRequest(request(2, {}, 'other'));
            store.addOwner(key(1), 'late');
            store.addOwner(key(2), 'late');
            store.append(
              key(1),
              { seq: 2, at: 2, event: { type: 'message', author: { role: 'customer', name: 'C' }, text: 'x' } },
              cause,
            );
            store.append(
              key(2),
              { seq: 1, at: 2, event: { type: 'message', author: { role: 'customer', name: 'C' }, text: 'x' } },
              cause,
            );
            store.amend(key(1), 1, gone(1));
            store.amend(key(1), 2, gone(2));
            store.saveLane({ id: key(1), principal: 'p', seen: 2 });
            store.saveLane({ id: key(2), principal: 'q', seen: 1 });
            store.forgetAnswers(key(1), 1);
            store.saveAnswer({ type: 'answer', lane: key(2), n: 1, ok: true });
            store.savePosition(key(1), 'p', 'customer', { delivered: 2, read: 2 });
            store.savePosition(key(1), 'q', 'customer', { delivered: 3, read: 3 });
            store.saveTechnician(technician('anna', false));
            store.saveTechnician(technician('ben', false));
            store.saveFile({ ...file(1), request: key(1) });
            store.saveFile(file(2));
            throw new Error('planted');
          }),
        'a failed transaction throws on',
      );
      equal(all(), before, 'what is kept');
      equal(
        store.transaction(() => store.nextNumber()),
        2,
        'the number that was given back',
      );
      equal(
        store.transaction(() => store.nextDelivery()),
        3,
        'the delivery that was given back',
      );
    });

    check('works on after a failed transaction', (store) => {
      throws(
        () =>
          store.transaction(() => {
            throw new Error('planted');
          }),
        'failed',
      );
      store.transaction(() => store.saveRequest(request(1)));
      equal(store.request(key(1)), request(1), 'request');
    });

    check('gives numbers 1, 2, 3…', (store) => {
      equal(
        store.transaction(() => [store.nextNumber(), store.nextNumber()]),
        [1, 2],
        'first',
      );
      equal(
        store.transaction(() => store.nextNumber()),
        3,
        'later',
      );
    });

    check('replaces a request whole', (store) => {
      store.transaction(() => store.saveRequest(request(1)));
      const changed = request(
        1,
        { status: 'active', chat: 'joined', technician: { id: 'anna', name: 'Anna' }, assignedAt: 9, head: 3 },
        'owner',
        '',
      );
      store.transaction(() => store.saveRequest({ ...changed, told: true }));
      equal(store.request(key(1)), { ...changed, told: true }, 'told');
      store.transaction(() => store.saveRequest(changed));
      equal(store.request(key(1)), changed, 'request');
      const again = request(
        1,
        { ...changed.state, head: 4, updatedAt: 77, customer: { name: 'Zoë', email: 'z@example.com' } },
        'owner',
        '',
      );
      store.transaction(() => store.saveRequest(again));
      equal(store.request(key(1)), again, 'after a change of text alone');
      equal(
        store.list({ statuses, sort: 'customer', direction: 'ascending', limit: 9 }),
        [{ state: again.state, sort: 'zoe' }],
        'list',
      );
    });

    check('keeps every text as it was, whatever signs it has', (store) => {
      const text = 'a\u0000b \u{1F600} "\\" \u2028 <script> ñ \uFFFF';
      const odd = request(1, { customer: { name: text, email: text }, description: text, metadata: { [text]: text } });
      store.transaction(() => {
        store.saveRequest(odd);
        store.append(
          key(1),
          { seq: 1, at: 1, event: { type: 'message', author: { role: 'customer', name: text }, text } },
          cause,
        );
      });
      equal(store.request(key(1)), odd, 'request');
      equal(
        store.entries(key(1), { limit: 1 })[0]?.event,
        { type: 'message', author: { role: 'customer', name: text }, text },
        'entry',
      );
    });

    logs(check);
    lists(check);
    searches(check);
    people(check);
    files(check);
    house(check);

    check('keeps lanes', (store) => {
      store.transaction(() => store.saveLane({ id: key(1), principal: 'p', seen: 1 }));
      store.transaction(() => store.saveLane({ id: key(1), principal: 'p', seen: 2 }));
      equal(store.lane(key(1)), { id: key(1), principal: 'p', seen: 2 }, 'lane');
      equal(store.lane(key(2)), null, 'another lane');
    });

    check('gives answers in their order and forgets them up to a number', (store) => {
      const answers = [1, 2, 3, 10, 11].map((n) => ({ type: 'answer', lane: key(1), n, ok: true, seq: n * 2 }) as const);
      store.transaction(() => {
        for (const answer of [...answers].reverse()) store.saveAnswer(answer);
        store.saveAnswer({
          type: 'answer',
          lane: key(2),
          n: 1,
          ok: false,
          code: 'invalid',
          faults: [{ field: 'name', fault: 'missing' }],
        });
      });
      equal(store.answers(key(1), 0), answers, 'all');
      equal(store.answers(key(1), 2), answers.slice(2), 'later ones');
      store.transaction(() => store.forgetAnswers(key(1), 3));
      equal(store.answers(key(1), 0), answers.slice(3), 'the rest');
      equal(
        store.answers(key(2), 0),
        [{ type: 'answer', lane: key(2), n: 1, ok: false, code: 'invalid', faults: [{ field: 'name', fault: 'missing' }] }],
        'another lane',
      );
    });

    check('keeps positions per participant and finds the furthest of a side', (store) => {
      store.transaction(() => {
        store.savePosition(key(1), 'anna', 'technician', { delivered: 5, read: 1 });
        store.savePosition(key(1), 'ben', 'technician', { delivered: 4, read: 3 });
        store.savePosition(key(1), 'c', 'customer', { delivered: 9, read: 9 });
        store.savePosition(key(2), 'anna', 'technician', { delivered: 7, read: 7 });
      });
      equal(store.position(key(1), 'anna'), { delivered: 5, read: 1 }, 'own');
      equal(store.furthest(key(1), 'technician'), { delivered: 5, read: 3 }, 'furthest');
      store.transaction(() => store.savePosition(key(1), 'anna', 'technician', { delivered: 6, read: 6 }));
      equal(store.furthest(key(1), 'technician'), { delivered: 6, read: 6 }, 'later');
      equal(store.furthest(key(1), 'customer'), { delivered: 9, read: 9 }, 'other side');
    });

    check('keeps technicians, in the order of their ids', (store) => {
      store.transaction(() => {
        store.saveTechnician(technician('ben', false));
        store.saveTechnician(technician('anna', false));
        store.saveTechnician({ ...technician('anna', true), leftAt: null });
      });
      equal(store.technician('anna'), { ...technician('anna', true), leftAt: null }, 'one');
      equal(store.technicians(), [{ ...technician('anna', true), leftAt: null }, technician('ben', false)], 'all');
    });

    check('has after a restart what it had before, if it keeps anything', (store, test) => {
      if (!test.reopen) return;
      store.transaction(() => {
        store.nextNumber();
        store.saveRequest(request(1, { status: 'active', technician: { id: 'anna', name: 'Anna' } }));
        store.append(key(1), message(1, 'customer'), cause);
        store.amend(key(1), 1, gone(1));
        store.saveLane({ id: key(1), principal: 'p', seen: 4 });
        store.saveAnswer({ type: 'answer', lane: key(1), n: 4, ok: true });
        store.saveTechnician(technician('anna', true));
        fillHouse(store);
      });
      const house = lookAtHouse(store);
      const later = test.reopen();
      equal(later.request(key(1))?.state.status, 'active', 'request');
      equal(later.entries(key(1), { limit: 5 }), [{ ...message(1, 'customer'), event: gone(1) }], 'log');
      equal(later.written(key(1), 1), message(1, 'customer').event, 'as it was written');
      equal(later.lane(key(1))?.seen, 4, 'lane');
      equal(later.answers(key(1), 0).length, 1, 'answers');
      equal(later.countAssigned('anna'), 1, 'counts');
      equal(later.technician('anna'), technician('anna', true), 'technician');
      equal(lookAtHouse(later), house, 'notes, claims, deliveries and replies');
      equal(later.list({ statuses, sort: 'id', direction: 'ascending', limit: 9, terms: ['work'] }).length, 1, 'search');
      equal(
        later.transaction(() => later.nextNumber()),
        2,
        'numbers go on',
      );
    });
  });
}
