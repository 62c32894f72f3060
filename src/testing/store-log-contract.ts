import type { LogEntry } from '../domain/events.ts';
import type { DeskStore } from '../server/core/store.ts';
import { equal, throws } from './expect.ts';
import { cause, gone, key, message } from './store-samples.ts';
import type { Check } from './store-contract.ts';

/** What a store does with the logs of requests. */
export function logs(check: Check): void {
  check('reads a log forwards and backwards in pages', (store) => {
    store.transaction(() => {
      for (let seq = 1; seq <= 9; seq++) store.append(key(1), message(seq, 'customer'), cause);
      store.append(key(2), message(1, 'customer'), cause);
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
    equal(store.entries(key(1), { limit: 1 })[0], message(1, 'customer'), 'entry');
  });

  check('reads of a log what shares a file, in pages', (store) => {
    const author = { role: 'customer', name: 'C' } as const;
    const file = (seq: number): LogEntry => ({ seq, at: seq, event: { type: 'file', author, file: { id: key(seq), name: `${seq}.png`, size: 1, type: 'image/png' } } });
    store.transaction(() => {
      for (let seq = 1; seq <= 30; seq++) store.append(key(1), seq % 10 === 0 ? file(seq) : message(seq, 'customer', { text: '"type":"file"' }), cause);
      store.append(key(2), file(1), cause);
      store.amend(key(1), 9, gone(9, 'customer'));
    });
    const seqs = (range: Parameters<DeskStore['entries']>[1]) => store.sharedFiles(key(1), range).map((entry) => entry.seq);
    equal(seqs({ limit: 9 }), [10, 20, 30], 'all');
    equal(seqs({ limit: 2 }), [10, 20], 'first');
    equal(seqs({ limit: 2, newest: true }), [20, 30], 'newest');
    equal(seqs({ before: 30, limit: 1, newest: true }), [20], 'before');
    equal(seqs({ after: 10, limit: 9 }), [20, 30], 'after');
    equal(seqs({ after: 30, limit: 9 }), [], 'past the end');
    equal(store.sharedFiles(key(1), { limit: 1 })[0], file(10), 'entry');
  });

  check('refuses to write an entry twice', (store) => {
    store.transaction(() => store.append(key(1), message(1, 'customer'), cause));
    throws(() => store.transaction(() => store.append(key(1), message(1, 'customer'), cause)), 'twice');
    equal(store.entries(key(1), { limit: 9 }).length, 1, 'entries');
  });

  check('counts what a side has said after an entry, and no further than asked', (store) => {
    store.transaction(() => {
      store.append(key(1), message(1, 'customer'), cause);
      store.append(key(1), message(2, 'technician'), { ...cause, side: 'technician' });
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
      store.append(key(1), message(5, 'customer'), cause);
    });
    equal(store.countFrom(key(1), 'customer', 0, 99), 3, 'of the customer');
    equal(store.countFrom(key(1), 'customer', 1, 99), 2, 'later ones');
    equal(store.countFrom(key(1), 'customer', 0, 2), 2, 'at most');
    equal(store.countFrom(key(1), 'technician', 0, 99), 1, 'of the technician');
    equal(store.countFrom(key(2), 'customer', 0, 99), 0, 'of another request');
  });

  check('reads an entry that was amended as it now is, keeps what was written, and counts nothing of what is gone', (store) => {
    store.transaction(() => {
      for (let seq = 1; seq <= 3; seq++) store.append(key(1), message(seq, 'technician'), { ...cause, side: 'technician' });
      store.append(key(2), message(2, 'technician'), { ...cause, side: 'technician' });
    });
    const edited = message(2, 'technician', { text: 'a\u0000b \u{1F600}', edited: { seq: 4, at: 4 } });
    store.transaction(() => store.amend(key(1), 2, edited.event));
    equal(store.entries(key(1), { limit: 9 }), [message(1, 'technician'), edited, message(3, 'technician')], 'edited, in its place');
    equal(store.entries(key(1), { after: 1, before: 3, limit: 1 }), [edited], 'alone');
    equal([store.written(key(1), 1), store.written(key(1), 2)], [message(1, 'technician').event, message(2, 'technician').event], 'as written');
    equal(store.countFrom(key(1), 'technician', 0, 9), 3, 'an edit makes nothing read, and nothing unread');
    store.transaction(() => store.amend(key(1), 2, gone(2, 'technician')));
    equal(store.entries(key(1), { before: 3, limit: 1, newest: true }), [{ ...edited, event: gone(2, 'technician') }], 'deleted');
    equal(store.written(key(1), 2), message(2, 'technician').event, 'still as written');
    equal([store.countFrom(key(1), 'technician', 0, 9), store.countFrom(key(1), 'technician', 2, 9)], [2, 1], 'what is gone is unread by nobody');
    equal([store.countFrom(key(2), 'technician', 0, 9), store.entries(key(2), { limit: 9 })], [1, [message(2, 'technician')]], 'another request is as it was');
  });
}
