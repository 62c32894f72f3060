import type { NoteEntry } from '../domain/events.ts';
import type { Delivery } from '../server/core/deliveries.ts';
import type { DeskStore } from '../server/core/store.ts';
import { equal, throws } from './expect.ts';
import { cause, key } from './store-samples.ts';
import type { Check } from './store-contract.ts';

/** What the store contract asks of notes, claims, deliveries and canned replies: what no customer ever sees. */

function note(seq: number, text = `note ${String(seq)}`): NoteEntry {
  return { seq, at: seq * 10, event: { type: 'note', author: { id: 'anna', name: 'Anna' }, text, about: 'transfer' } };
}

function delivery(id: number, due: number, tries = 0): Delivery {
  const about = { key: key(1), number: 1, customer: 'C "\u0000"', description: 'It\nfails' };
  return { id, due, tries, since: 5, parcel: { kind: 'claim', to: 'c@example.com', from: null, about } };
}

const byTechnician = { ...cause, side: 'technician' } as const;

/** Something of each kind. */
export function fillHouse(store: DeskStore): void {
  store.appendNote(key(1), note(1), byTechnician);
  store.saveClaim({ hash: 'a', request: key(1), expires: 7, usedBy: null });
  store.saveDelivery(delivery(store.nextDelivery(), 50));
  store.saveDelivery(delivery(store.nextDelivery(), 60));
  store.saveReplies([{ name: 'hello', text: 'Hello {customer}' }]);
}

/** Writes over all of it. */
export function changeHouse(store: DeskStore): void {
  store.appendNote(key(1), note(2), byTechnician);
  store.appendNote(key(2), note(1), byTechnician);
  store.saveClaim({ hash: 'a', request: key(1), expires: 7, usedBy: 'p' });
  store.saveClaim({ hash: 'b', request: key(1), expires: 8, usedBy: null });
  store.removeDelivery(1);
  store.saveDelivery(delivery(2, 40, 1));
  store.saveDelivery(delivery(store.nextDelivery(), 10));
  store.saveReplies([]);
}

export function lookAtHouse(store: DeskStore): unknown {
  return [
    [key(1), key(2)].map((one) => [store.notes(one, { limit: 9 }), store.lastNote(one)]),
    ['a', 'b'].map((hash) => store.claim(hash)),
    [1, 2, 3].map((id) => store.delivery(id)),
    [store.dueDeliveries(99, 9), store.nextDueDelivery(), store.replies()],
  ];
}

export function house(check: Check): void {
  check('keeps notes on a stream of their own, and reads it in pages', (store) => {
    store.transaction(() => {
      for (let seq = 1; seq <= 5; seq++) store.appendNote(key(1), note(seq), byTechnician);
      store.appendNote(key(2), note(1, 'a\u0000 "\u{1F600}'), byTechnician);
    });
    const seqs = (range: Parameters<DeskStore['notes']>[1]) => store.notes(key(1), range).map((entry) => entry.seq);
    equal(seqs({ limit: 2 }), [1, 2], 'first');
    equal(seqs({ limit: 2, newest: true }), [4, 5], 'newest');
    equal(seqs({ after: 3, limit: 9 }), [4, 5], 'after');
    equal(seqs({ before: 4, limit: 2, newest: true }), [2, 3], 'before');
    equal(seqs({ after: 1, before: 4, limit: 9 }), [2, 3], 'between');
    equal(store.notes(key(2), { limit: 9 }), [note(1, 'a\u0000 "\u{1F600}')], 'note');
    equal([store.lastNote(key(1)), store.lastNote(key(2)), store.lastNote(key(3))], [{ seq: 5, at: 50 }, { seq: 1, at: 10 }, { seq: 0, at: 0 }], 'last');
    equal(store.entries(key(1), { limit: 9 }), [], 'the log');
    equal(store.countFrom(key(1), 'technician', 0, 9), 0, 'nothing that a customer would have unread');
  });

  check('refuses to write a note twice', (store) => {
    store.transaction(() => store.appendNote(key(1), note(1), byTechnician));
    throws(() => store.transaction(() => store.appendNote(key(1), note(1), byTechnician)), 'twice');
    equal(store.notes(key(1), { limit: 9 }).length, 1, 'notes');
  });

  check('keeps claims, and who has used them', (store) => {
    store.transaction(() => store.saveClaim({ hash: 'a', request: key(1), expires: 7, usedBy: null }));
    equal(store.claim('a'), { hash: 'a', request: key(1), expires: 7, usedBy: null }, 'new');
    equal(store.claim('A'), null, 'another');
    store.transaction(() => store.saveClaim({ hash: 'a', request: key(1), expires: 9, usedBy: 'p' }));
    equal(store.claim('a'), { hash: 'a', request: key(1), expires: 9, usedBy: 'p' }, 'used');
  });

  check('hands out the deliveries that are due, the longest due first, until they are removed', (store) => {
    const ids = store.transaction(() => [60, 20, 40, 20].map((due) => {
      const id = store.nextDelivery();
      store.saveDelivery(delivery(id, due));
      return id;
    }));
    equal(ids, [1, 2, 3, 4], 'ids');
    const due = (now: number, limit = 9) => store.dueDeliveries(now, limit).map(({ id }) => id);
    equal([due(19), due(20), due(40), due(99), due(99, 2)], [[], [2, 4], [2, 4, 3], [2, 4, 3, 1], [2, 4]], 'due');
    equal(store.nextDueDelivery(), 20, 'next');
    equal(store.delivery(3), delivery(3, 40), 'one');
    store.transaction(() => store.saveDelivery(delivery(2, 90, 1)));
    store.transaction(() => store.removeDelivery(4));
    store.transaction(() => store.removeDelivery(77));
    equal([due(99), store.nextDueDelivery(), store.delivery(2)?.tries, store.delivery(4)], [[3, 1, 2], 40, 1, null], 'later');
    store.transaction(() => [1, 2, 3].forEach((id) => store.removeDelivery(id)));
    equal([due(99), store.nextDueDelivery()], [[], null], 'none left');
    equal(store.transaction(() => store.nextDelivery()), 5, 'an id is never given twice');
  });

  check('keeps canned replies whole, and an empty list apart from none', (store) => {
    const replies = [{ name: 'b', text: '{customer} "\u0000"' }, { name: 'a', text: '…' }];
    store.transaction(() => store.saveReplies(replies));
    equal(store.replies(), replies, 'in their order');
    store.transaction(() => store.saveReplies([]));
    equal(store.replies(), [], 'empty');
  });
}
