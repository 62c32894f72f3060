import type { StoredFile } from '../server/core/store.ts';
import { equal, throws } from './expect.ts';
import type { Check } from './store-contract.ts';
import { file, key } from './store-samples.ts';

const of = (n: number, change: Partial<StoredFile> = {}): StoredFile => ({ ...file(n), size: n * 10, ...change });

/** What the store contract asks of files: that they are kept, found by what matters, and counted. */
export function files(check: Check): void {
  check('keeps files, and forgets them', (store) => {
    store.transaction(() => store.saveFile(file(1)));
    store.transaction(() => store.saveFile({ ...file(1), request: key(3) }));
    equal(store.file(key(1)), { ...file(1), request: key(3) }, 'file');
    store.transaction(() => {
      store.removeFile(key(1));
      store.removeFile(key(2));
    });
    equal([store.file(key(1)), store.bytesOfAll()], [null, 0], 'forgotten');
  });

  check('finds files that no request has taken, the oldest first', (store) => {
    store.transaction(() => {
      store.saveFile(of(1, { at: 3_000 }));
      store.saveFile(of(2, { at: 1_000 }));
      store.saveFile(of(3, { request: key(9), at: 500 }));
      store.saveFile(of(4, { request: key(9) }));
      store.saveFile(of(5, { at: 2_000 }));
    });
    const ids = (found: readonly StoredFile[]) => found.map(({ id }) => id);
    equal(ids(store.looseFiles()), [key(2), key(5), key(1)], 'loose');
    store.transaction(() => {
      store.saveFile(of(2, { request: key(8), at: 1_000 }));
    });
    equal(ids(store.looseFiles()), [key(5), key(1)], 'afterwards');
  });

  check('counts the bytes of all files, of a request, and of what somebody has sent lately', (store) => {
    const counted = () => [store.bytesOfAll(), store.bytesOfRequest(key(9)), store.bytesSent('customer', 'p', 1_003), store.bytesSent('technician', 'p', 0), store.bytesSent('customer', 'q', 0)];
    equal(counted(), [0, 0, 0, 0, 0], 'none');
    store.transaction(() => {
      for (const n of [1, 2, 3, 4]) store.saveFile(of(n));
      store.saveFile(of(5, { principal: 'q', request: key(9) }));
      store.saveFile(of(6, { side: 'technician', request: key(9) }));
    });
    equal(counted(), [210, 110, 70, 60, 50], 'saved');
    store.transaction(() => {
      store.saveFile(of(3, { request: key(9) }));
      store.removeFile(key(5));
      store.removeFile(key(4));
    });
    equal(counted(), [120, 90, 30, 60, 0], 'bound, forgotten');
    throws(
      () =>
        store.transaction(() => {
          store.removeFile(key(1));
          store.saveFile(of(7));
          throw new Error('planted');
        }),
      'a failed transaction',
    );
    equal(counted(), [120, 90, 30, 60, 0], 'nothing of a failed transaction');
    equal(store.looseFiles().map(({ id }) => id), [key(1), key(2)], 'loose');
  });
}
