import type { DeskStore } from '../server/core/store.ts';
import { equal, throws, type TestFramework } from './expect.ts';
import { lists } from './store-list-contract.ts';
import { cause, file, key, request, technician } from './store-samples.ts';

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
      equal(store.entries(key(1), { limit: 10 }), [], 'entries');
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
        store.append(
          key(1),
          { seq: 1, at: 1, event: { type: 'device', device: { type: 'phone', os: 'ios', browser: '' } } },
          cause,
        );
        store.saveLane({ id: key(1), principal: 'p', seen: 1 });
        store.saveAnswer({ type: 'answer', lane: key(1), n: 1, ok: true });
        store.savePosition(key(1), 'p', 'customer', { delivered: 1, read: 1 });
        store.saveTechnician(technician('anna', true));
        store.saveFile(file(1));
      });
      const all = () => ({
        requests: [store.request(key(1)), store.request(key(2)), store.keyOf(2)],
        logs: [
          store.entries(key(1), { limit: 9 }),
          store.entries(key(2), { limit: 9 }),
          store.countFrom(key(1), 'customer', 0, 9),
        ],
        lanes: [store.lane(key(1)), store.lane(key(2)), store.answers(key(1), 0), store.answers(key(2), 0)],
        positions: [store.position(key(1), 'p'), store.furthest(key(1), 'customer')],
        people: [store.technicians(), store.file(key(1)), store.file(key(2))],
        counts: [store.countByStatus(), store.countAssigned('anna'), store.countOwned('owner'), store.countOwned('other')],
        list: store.list({ statuses, sort: 'customer', direction: 'ascending', limit: 9 }),
      });
      const before = all();
      throws(
        () =>
          store.transaction(() => {
            store.nextNumber();
            store.saveRequest(request(1, { status: 'active', technician: { id: 'anna', name: 'Anna' } }));
            store.saveRequest(request(2, {}, 'other'));
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

    check('keeps files', (store) => {
      store.transaction(() => store.saveFile(file(1)));
      store.transaction(() => store.saveFile({ ...file(1), request: key(3) }));
      equal(store.file(key(1)), { ...file(1), request: key(3) }, 'file');
    });

    check('has after a restart what it had before, if it keeps anything', (store, test) => {
      if (!test.reopen) return;
      store.transaction(() => {
        store.nextNumber();
        store.saveRequest(request(1, { status: 'active', technician: { id: 'anna', name: 'Anna' } }));
        store.append(key(1), { seq: 1, at: 5, event: { type: 'ended', author: { role: 'customer', name: 'C' } } }, cause);
        store.saveLane({ id: key(1), principal: 'p', seen: 4 });
        store.saveAnswer({ type: 'answer', lane: key(1), n: 4, ok: true });
        store.saveTechnician(technician('anna', true));
      });
      const later = test.reopen();
      equal(later.request(key(1))?.state.status, 'active', 'request');
      equal(later.entries(key(1), { limit: 5 }).length, 1, 'log');
      equal(later.lane(key(1))?.seen, 4, 'lane');
      equal(later.answers(key(1), 0).length, 1, 'answers');
      equal(later.countAssigned('anna'), 1, 'counts');
      equal(later.technician('anna'), technician('anna', true), 'technician');
      equal(
        later.transaction(() => later.nextNumber()),
        2,
        'numbers go on',
      );
    });
  });
}

function logs(check: Check): void {
  const spoken = (seq: number, side: 'customer' | 'technician') =>
    ({
      seq,
      at: seq,
      event: {
        type: 'message',
        author: side === 'customer' ? { role: side, name: 'C' } : { role: side, id: 'anna', name: 'Anna' },
        text: `line ${String(seq)}`,
      },
    }) as const;

  check('reads a log forwards and backwards in pages', (store) => {
    store.transaction(() => {
      for (let seq = 1; seq <= 9; seq++) store.append(key(1), spoken(seq, 'customer'), cause);
      store.append(key(2), spoken(1, 'customer'), cause);
    });
    const seqs = (range: Parameters<DeskStore['entries']>[1]) => store.entries(key(1), range).map((entry) => entry.seq);
    equal(seqs({ limit: 3 }), [1, 2, 3], 'first');
    equal(seqs({ limit: 3, newest: true }), [7, 8, 9], 'newest');
    equal(seqs({ after: 4, limit: 3 }), [5, 6, 7], 'after');
    equal(seqs({ after: 7, limit: 3 }), [8, 9], 'the end');
    equal(seqs({ after: 9, limit: 3 }), [], 'past the end');
    equal(seqs({ before: 4, limit: 2, newest: true }), [2, 3], 'before');
    equal(seqs({ before: 1, limit: 2, newest: true }), [], 'before the beginning');
    equal(seqs({ after: 2, before: 7, limit: 9 }), [3, 4, 5, 6], 'between');
    equal(store.entries(key(1), { limit: 1 })[0], spoken(1, 'customer'), 'entry');
  });

  check('refuses to write an entry twice', (store) => {
    store.transaction(() => store.append(key(1), spoken(1, 'customer'), cause));
    throws(() => store.transaction(() => store.append(key(1), spoken(1, 'customer'), cause)), 'twice');
    equal(store.entries(key(1), { limit: 9 }).length, 1, 'entries');
  });

  check('counts what a side has said after an entry, and no further than asked', (store) => {
    store.transaction(() => {
      store.append(key(1), spoken(1, 'customer'), cause);
      store.append(key(1), spoken(2, 'technician'), { ...cause, side: 'technician' });
      store.append(key(1), { seq: 3, at: 3, event: { type: 'ended', author: { role: 'customer', name: 'C' } } }, cause);
      store.append(
        key(1),
        {
          seq: 4,
          at: 4,
          event: {
            type: 'file',
            author: { role: 'customer', name: 'C' },
            file: { id: key(7), name: 'a.pdf', size: 1, type: 'application/pdf' },
          },
        },
        cause,
      );
      store.append(key(1), spoken(5, 'customer'), cause);
    });
    equal(store.countFrom(key(1), 'customer', 0, 99), 3, 'of the customer');
    equal(store.countFrom(key(1), 'customer', 1, 99), 2, 'later ones');
    equal(store.countFrom(key(1), 'customer', 0, 2), 2, 'at most');
    equal(store.countFrom(key(1), 'technician', 0, 99), 1, 'of the technician');
    equal(store.countFrom(key(2), 'customer', 0, 99), 0, 'of another request');
  });
}
