import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageBytes } from '../../../src/protocol/limits.ts';
import { parseClientFrame } from '../../../src/protocol/schemas.ts';
import { Bench, file, form, key, type Caller } from './bench.ts';

function says(caller: Caller, count: number, text = 'Hello'): void {
  for (let i = 0; i < count; i++) caller.must({ type: 'message', key: key(1), text });
}

function seqs(entries: readonly { readonly seq: number }[]): number[] {
  return entries.map(({ seq }) => seq);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

describe('open', () => {
  it('answers with the entries after those the page has, if they fit a page [R21]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 9);
    assert.deepEqual(seqs(customer.opened(key(1), 0).entries), range(1, 10));
    assert.deepEqual(seqs(customer.opened(key(1), 7).entries), [8, 9, 10]);
    assert.deepEqual(customer.opened(key(1), 10).entries, []);
  });

  it('answers with the newest page if they do not, by number or by bytes [R21] [R23]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 60);
    assert.deepEqual(seqs(customer.opened(key(1), 11).entries), range(12, 61));
    assert.deepEqual(seqs(customer.opened(key(1), 10).entries), range(12, 61));
    says(customer, 5, 'x'.repeat(13_000));
    assert.deepEqual(seqs(customer.opened(key(1), 61).entries), [64, 65, 66]);
  });

  it('answers a page that is ahead of the desk with the newest page [R24]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 2);
    assert.deepEqual(seqs(customer.opened(key(1), 99).entries), [1, 2, 3]);
  });

  it('says how much of the other side is unread, up to 99 [R106]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const anna = bench.technician('anna');
    const unread = () => anna.opened(key(1)).unread;
    says(customer, 3);
    assert.equal(unread(), 3);
    anna.send({ type: 'position', key: key(1), delivered: 4, read: 2 });
    assert.equal(unread(), 2);
    says(customer, 120);
    assert.equal(unread(), 99);
    assert.equal(customer.opened(key(1)).unread, 0);
  });

  it('is followed by every entry, until the page leaves [R21]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const other = bench.customer('kim');
    other.opened(key(1));
    says(customer, 2);
    assert.deepEqual(
      other.take('event').map(({ entry }) => entry.seq),
      [2, 3],
    );
    other.send({ type: 'leave', key: key(1) });
    says(customer, 1);
    assert.deepEqual(other.take('event'), []);
  });

  it('fits into a frame, however much the state and the newest entry hold [R1]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    customer.must({
      type: 'submit',
      key: key(1),
      ...form,
      description: '\u0001'.repeat(5_000),
      metadata: Object.fromEntries(range(1, 16).map((n) => [`key ${String(n)}`, '\u0002'.repeat(200)])),
    });
    const alone = customer.opened(key(1));
    assert.deepEqual(alone.entries, [], 'what has no room is left out');
    assert.equal(alone.state.head, 1);
    customer.send({ type: 'page', ask: 5, key: key(1), before: 2 });
    assert.deepEqual(seqs(customer.take('page')[0]?.entries ?? []), [1], 'and read as a page');
    says(customer, 1, '\u0001'.repeat(8_100));
    customer.opened(key(1));
    customer.send({ type: 'page', ask: 6, key: key(1), before: 3 });
    assert.deepEqual(seqs(customer.take('page')[0]?.entries ?? []), [2]);
  });

  it('refuses a form whose texts leave no room in a frame, and keeps nothing of it [R15]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    const metadata = Object.fromEntries(range(1, 16).map((n) => [`key ${String(n)}`, '\u0002'.repeat(300)]));
    assert.equal(
      customer.refused({ type: 'submit', key: key(1), ...form, description: '\u0001'.repeat(5_000), metadata }),
      'invalid',
    );
    assert.equal(file(bench, 1, customer).number, 1);
  });

  it('is refused past as many requests as a session has room for', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    for (let n = 1; n <= 65; n++) file(bench, n, customer);
    for (let n = 1; n <= 64; n++) customer.opened(key(n));
    const refused = customer.open(key(65));
    assert.ok(refused?.type === 'error' && refused.code === 'invalid');
    customer.opened(key(1));
    customer.send({ type: 'leave', key: key(1) });
    customer.opened(key(65));
  });
});

describe('pages', () => {
  it('read older entries, the newest 50 of them first, to the beginning [R23]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 119);
    const read: number[] = [];
    for (let before = 121; before > 1; before = read[0] ?? 0) {
      customer.send({ type: 'page', ask: 1, key: key(1), before });
      const page = customer.take('page')[0];
      assert.ok(page && page.entries.length > 0 && page.entries.length <= 50);
      read.unshift(...seqs(page.entries));
    }
    assert.deepEqual(read, range(1, 120));
  });

  it('hold at most 48 KiB, but always one entry [R23]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 6, 'x'.repeat(15_000));
    says(customer, 1, '\u{1F600}'.repeat(8_000));
    says(customer, 1, '\u0001'.repeat(8_180));
    customer.send({ type: 'page', ask: 1, key: key(1), before: 9 });
    const page = customer.take('page')[0];
    assert.deepEqual(seqs(page?.entries ?? []), [7, 8]);
    assert.ok(Buffer.byteLength(JSON.stringify(page?.entries)) <= pageBytes);
    customer.send({ type: 'page', ask: 1, key: key(1), before: 10 });
    assert.deepEqual(seqs(customer.take('page')[0]?.entries ?? []), [9]);
  });

  it('read newer entries, the oldest 50 of them first, to the end [R105]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 119);
    const read: number[] = [];
    for (let after = 0; after < 120; after = read.at(-1) ?? 120) {
      customer.send({ type: 'page', ask: 1, key: key(1), after });
      const page = customer.take('page')[0];
      assert.ok(page && page.entries.length > 0 && page.entries.length <= 50);
      read.push(...seqs(page.entries));
    }
    assert.deepEqual(read, range(1, 120));
  });

  it('of files hold what shares one, in either direction, and say whether there is more [R140]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const shared = Array.from({ length: 120 }, (_, n) => {
      if (n % 10 === 0) says(customer, 1);
      bench.file(key(1_000 + n), customer);
      return customer.must({ type: 'share-file', key: key(1), file: key(1_000 + n) }).seq ?? 0;
    });
    const read = (range: { before: number } | { after: number }): [number[], boolean | undefined] => {
      customer.send({ type: 'page', ask: 1, key: key(1), only: 'files', ...range });
      const page = customer.take('page')[0];
      assert.ok(page && page.entries.every(({ event }) => event.type === 'file'));
      return [seqs(page.entries), page.more];
    };
    assert.deepEqual(read({ after: 0 }), [shared.slice(0, 50), true]);
    assert.deepEqual(read({ after: shared[99]! }), [shared.slice(100), false]);
    assert.deepEqual(read({ before: shared[119]! + 1 }), [shared.slice(70), true]);
    assert.deepEqual(read({ before: shared[50]! }), [shared.slice(0, 50), false]);
    assert.deepEqual(read({ before: shared[0]! }), [[], false]);
    assert.deepEqual(read({ after: shared[119]! }), [[], false]);
  });

  it('of files are of a request that one may read, and not of notes [R1] [R140]', () => {
    const bench = new Bench();
    file(bench);
    const stranger = bench.customer('lou');
    stranger.send({ type: 'page', ask: 1, key: key(1), only: 'files', after: 0 });
    assert.equal(stranger.take('error')[0]?.code, 'not_found');
    const page = { type: 'page', ask: 1, key: key(1), after: 0 };
    for (const [wrong, ok] of [[{ only: 'files' }, true], [{ only: 'pictures' }, false], [{ only: 'files', stream: 'internal' }, false]] as const) assert.equal(parseClientFrame(JSON.stringify({ ...page, ...wrong })).ok, ok);
  });

  it('hold at most 48 KiB in either direction, but always one entry [R23] [R105]', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    says(customer, 1, '\u0001'.repeat(8_180));
    says(customer, 1, '\u{1F600}'.repeat(8_000));
    says(customer, 6, 'x'.repeat(15_000));
    customer.send({ type: 'page', ask: 1, key: key(1), after: 2 });
    const page = customer.take('page')[0];
    assert.deepEqual(seqs(page?.entries ?? []), [3, 4]);
    assert.ok(Buffer.byteLength(JSON.stringify(page?.entries)) <= pageBytes);
    customer.send({ type: 'page', ask: 1, key: key(1), after: 1 });
    assert.deepEqual(seqs(customer.take('page')[0]?.entries ?? []), [2]);
  });

  it('are empty before the beginning and after the end', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    customer.send({ type: 'page', ask: 1, key: key(1), before: 1 });
    customer.send({ type: 'page', ask: 2, key: key(1), after: 1 });
    assert.deepEqual(customer.take('page').map(({ entries }) => entries), [[], []]);
  });

  it('have a beginning or an end, not both and not neither [R1] [R105]', () => {
    const page = { type: 'page', ask: 1, key: key(1) };
    for (const range of [{}, { before: 2, after: 1 }]) assert.equal(parseClientFrame(JSON.stringify({ ...page, ...range })).ok, false);
    for (const range of [{ before: 2 }, { after: 1 }]) assert.equal(parseClientFrame(JSON.stringify({ ...page, ...range })).ok, true);
  });
});

describe('frames of one connection', () => {
  it('come in the order of what was asked: an entry is in `opened` or follows it, never both and never neither', () => {
    const bench = new Bench();
    const { customer } = file(bench);
    const anna = bench.technician('anna');
    const text = (word: string) => customer.next({ type: 'message', key: key(1), text: word });
    bench.step(text('before'), anna.input({ type: 'open', ask: 1, request: key(1), after: 0 }), text('after'));
    assert.deepEqual(
      anna.frames.flatMap((frame) =>
        frame.type === 'opened' ? [frame.entries.length] : frame.type === 'event' ? [frame.entry.seq] : [],
      ),
      [2, 3],
    );
  });
});
