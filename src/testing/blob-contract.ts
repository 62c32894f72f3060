import type { Arrival, BlobStore } from '../server/host/blobs.ts';
import { equal, type TestFramework } from './expect.ts';

/** A store of bytes under test. */
export interface BlobsUnderTest {
  /** Empty. */
  readonly blobs: BlobStore;
  /** The same bytes in a new store, as after a restart; left out by stores that keep nothing. */
  reopen?(): BlobStore;
  close?(): void | Promise<void>;
}

const id = (n: number): string => n.toString(16).padStart(32, '0');
const arrival = (n: number): Arrival => ({ id: id(n), name: '../übel\u202e.pdf', size: 10, principal: 'p', side: 'customer', since: 1_000 });
const bytes = (from: string): Uint8Array => Uint8Array.from({ length: from.length }, (_, i) => from.charCodeAt(i));
const text = (part: Uint8Array): string => Array.from(part, (byte) => String.fromCharCode(byte)).join('');

async function* parts(...texts: readonly string[]): AsyncIterable<Uint8Array> {
  for (const one of texts) yield await Promise.resolve(bytes(one));
}

async function* broken(before: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes(before));
  throw new Error('the line was cut');
}

async function fails(work: Promise<unknown>, what: string): Promise<void> {
  const failed = await work.then(() => false, () => true);
  equal(failed, true, what);
}

/**
 * What every store of files' bytes must do. Run it over your own: `blobContract('mine', make, { describe, it })`.
 *
 * @param make an empty store, anew for each test.
 */
export function blobContract(name: string, make: () => BlobsUnderTest | Promise<BlobsUnderTest>, { describe, it }: TestFramework): void {
  const check = (sentence: string, body: (blobs: BlobStore, test: BlobsUnderTest) => Promise<void>): void => {
    it(sentence, async () => {
      const test = await make();
      try {
        await body(test.blobs, test);
      } finally {
        await test.close?.();
      }
    });
  };
  const whole = async (blobs: BlobStore, file: string): Promise<string> => {
    let all = '';
    for await (const part of blobs.stream(file)) all += text(part);
    return all;
  };

  describe(`blob contract: ${name}`, () => {
    check('knows nothing when it is new', async (blobs) => {
      equal([await blobs.arrival(id(1)), await blobs.size(id(1)), await blobs.ids()], [null, null, []], 'nothing');
      await blobs.remove(id(1));
      await fails(blobs.append(id(1), parts('a')), 'adding to what is not there');
      await fails(blobs.read(id(1), { from: 0, length: 1 }), 'reading what is not there');
      await fails(whole(blobs, id(1)), 'streaming what is not there');
      await fails(blobs.flush(id(1)), 'flushing what is not there');
    });

    check('keeps what comes, in order, and what is known of it', async (blobs) => {
      await blobs.begin(arrival(1));
      equal([await blobs.size(id(1)), await blobs.arrival(id(1))], [0, arrival(1)], 'begun');
      equal(await blobs.append(id(1), parts('one', '', 'two')), 6, 'size after the first');
      equal(await blobs.append(id(1), parts('three')), 11, 'size after the second');
      await blobs.flush(id(1));
      equal([await blobs.size(id(1)), await whole(blobs, id(1))], [11, 'onetwothree'], 'whole');
      equal(await blobs.ids(), [id(1)], 'ids');
    });

    check('keeps many small parts and few large ones alike', async (blobs) => {
      await blobs.begin(arrival(1));
      const large = 'x'.repeat(3_000_000);
      await blobs.append(id(1), parts(...Array.from({ length: 500 }, (_, i) => `${String(i)};`), large));
      const found = await whole(blobs, id(1));
      equal(found.slice(0, 12), '0;1;2;3;4;5;', 'beginning');
      equal(found.length, 1_890 + large.length, 'length');
    });

    check('keeps what came before the line was cut, and goes on there', async (blobs) => {
      await blobs.begin(arrival(1));
      await fails(blobs.append(id(1), broken('one')), 'a broken stream');
      equal(await blobs.size(id(1)), 3, 'size');
      equal(await blobs.append(id(1), parts('two')), 6, 'size after going on');
      equal(await whole(blobs, id(1)), 'onetwo', 'whole');
    });

    check('gives any part, and less only at the end', async (blobs) => {
      await blobs.begin(arrival(1));
      await blobs.append(id(1), parts('0123456789'));
      const part = async (from: number, length: number): Promise<string> => text(await blobs.read(id(1), { from, length }));
      equal([await part(0, 3), await part(4, 2), await part(8, 5), await part(10, 5), await part(0, 0)], ['012', '45', '89', '', ''], 'parts');
    });

    check('writes over what is there, and takes away what is beyond', async (blobs) => {
      await blobs.begin(arrival(1));
      await blobs.append(id(1), parts('0123456789'));
      await blobs.overwrite(id(1), 2, bytes('abc'));
      equal(await whole(blobs, id(1)), '01abc56789', 'overwritten');
      await blobs.cut(id(1), 4);
      equal([await blobs.size(id(1)), await whole(blobs, id(1))], [4, '01ab'], 'cut');
      equal(await blobs.append(id(1), parts('X')), 5, 'goes on');
    });

    check('removes one file and no other', async (blobs) => {
      await blobs.begin(arrival(1));
      await blobs.begin(arrival(2));
      await blobs.append(id(2), parts('two'));
      await blobs.remove(id(1));
      equal([await blobs.size(id(1)), await blobs.arrival(id(1)), await blobs.ids()], [null, null, [id(2)]], 'removed');
      equal(await whole(blobs, id(2)), 'two', 'the other');
    });

    check('takes no id for a path', async (blobs) => {
      for (const odd of ['..', '../x', '', 'a/b', id(1).toUpperCase().replace('0', 'A')]) {
        equal([await blobs.size(odd), await blobs.arrival(odd)], [null, null], odd);
        await fails(blobs.read(odd, { from: 0, length: 1 }), odd);
      }
    });

    check('knows all of it after a restart, if it keeps anything', async (blobs, test) => {
      await blobs.begin(arrival(1));
      await blobs.append(id(1), parts('half'));
      const again = test.reopen?.();
      if (!again) return;
      equal([await again.arrival(id(1)), await again.size(id(1)), await again.ids()], [arrival(1), 4, [id(1)]], 'after a restart');
      equal(await again.append(id(1), parts('more')), 8, 'going on');
    });
  });
}
