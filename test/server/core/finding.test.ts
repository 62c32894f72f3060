import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import type { Find, Found } from '../../../src/protocol/frames.ts';
import { Bench, file, key, type Caller } from './bench.ts';

function find(caller: Caller, text: string, change: Partial<Find> = {}): Found | string {
  caller.send({ type: 'find', ask: ++caller.asks, key: key(1), text, limit: 100, ...change });
  return caller.take('found').at(-1) ?? caller.take('error').at(-1)?.code ?? 'nothing';
}

function hits(caller: Caller, text: string, change: Partial<Find> = {}): readonly number[] {
  const found = find(caller, text, change);
  assert.ok(typeof found === 'object', `${text}: ${JSON.stringify(found)}`);
  return found.hits.map(({ seq }) => seq);
}

/** All that a page would find that goes on until everything has been looked at, and how often it asked. */
function all(caller: Caller, text: string, limit = 100): { readonly hits: readonly number[]; readonly asked: number } {
  const seqs: number[] = [];
  let asked = 0;
  for (let before: number | null | undefined; before !== null; ) {
    const found = find(caller, text, { limit, ...(before !== undefined && { before }) });
    assert.ok(typeof found === 'object');
    seqs.push(...found.hits.map(({ seq }) => seq));
    before = found.before;
    asked += 1;
  }
  return { hits: seqs, asked };
}

/** A chat between Kim and Anna: seq 1 is the description, 2 and 3 are Anna's coming, then these. */
function chat(bench: Bench, texts: readonly string[]): { readonly customer: Caller; readonly anna: Caller } {
  const { customer } = file(bench, 1, bench.customer('kim'), { description: 'Der Drucker brennt' });
  const anna = bench.technician('anna');
  for (const type of ['assign', 'join-chat'] as const) anna.must({ type, key: key(1) });
  for (const [at, text] of texts.entries()) (at % 2 ? anna : customer).must({ type: 'message', key: key(1), text });
  return { customer, anna };
}

for (const [name, store] of [['memory', () => new MemoryStore()], ['SQLite', () => new SqlStore(new SqliteDatabase(':memory:'))]] as const) {
  describe(`a search inside a conversation, in ${name} [R96]`, () => {
    it('finds what both have written, newest first, however it is written', () => {
      const { customer, anna } = chat(new Bench({ store: store() }), ['Die Größe ist falsch', 'Welche GROSSE genau?', 'XL', 'Größe XL also']);
      for (const caller of [customer, anna]) {
        assert.deepEqual(hits(caller, 'grosse'), [7, 5, 4]);
        assert.deepEqual(hits(caller, 'xl größe'), [7], 'all of its words');
        assert.deepEqual(hits(caller, 'x'), [7, 6], 'also a single sign');
        assert.deepEqual(hits(caller, 'drucker'), [1], 'the description');
        assert.deepEqual(hits(caller, 'water'), []);
        assert.deepEqual(hits(caller, '%'), []);
      }
    });

    it('finds the names of files, and the comment of a rating', () => {
      const bench = new Bench({ store: store() });
      const { customer, anna } = chat(bench, []);
      bench.file(key(7), customer, { name: 'Rechnung 2026.pdf' });
      customer.must({ type: 'share-file', key: key(1), file: key(7) });
      anna.must({ type: 'close', key: key(1), outcome: 'resolved' });
      customer.must({ type: 'rate', key: key(1), stars: 4, comment: 'Die Rechnung stimmt jetzt' });
      assert.deepEqual(hits(anna, 'rechnung'), [6, 4]);
    });

    it('finds what a message says now: not what it said before, and nothing of one that was deleted', () => {
      const { customer, anna } = chat(new Bench({ store: store() }), ['The pritner is on fire', 'Which one?', 'The secret is 1234']);
      customer.must({ type: 'edit', key: key(1), of: 4, text: 'The printer is on fire' });
      customer.must({ type: 'delete', key: key(1), of: 6 });
      assert.deepEqual([hits(anna, 'printer'), hits(anna, 'pritner'), hits(anna, 'secret'), hits(anna, 'fire')], [[4], [], [], [4]]);
    });

    it('says of each hit when it was and what stands around it', () => {
      const bench = new Bench({ store: store() });
      const { anna } = chat(bench, [`${'x'.repeat(500)} and\nthen the printer caught fire`]);
      const found = find(anna, 'printer');
      assert.ok(typeof found === 'object');
      assert.deepEqual([found.hits[0]?.seq, found.hits[0]?.at], [4, bench.now]);
      assert.match(found.hits[0]?.excerpt ?? '', /then the printer/);
    });

    it('goes on from where an answer has ended, without a gap and without a hit twice', () => {
      const { anna } = chat(new Bench({ store: store() }), Array.from({ length: 230 }, (_, n) => (n % 3 ? 'nothing' : `printer ${String(n)}`)));
      const every = all(anna, 'printer').hits;
      assert.equal(every.length, 77);
      assert.deepEqual(every, [...every].sort((a, b) => b - a));
      assert.deepEqual(all(anna, 'printer', 10), { hits: every, asked: 8 });
    });

    it('looks at no more than 1,000 entries and some 64 K characters for one answer, and says where to go on [R97]', () => {
      const { customer, anna } = chat(new Bench({ store: store() }), Array.from({ length: 2_300 }, (_, n) => (n === 3 ? 'needle' : 'straw')));
      const first = find(anna, 'needle');
      assert.ok(typeof first === 'object');
      assert.deepEqual([first.hits, first.before], [[], 2_303 - 1_000 + 1]);
      assert.deepEqual(all(anna, 'needle'), { hits: [7], asked: 3 });
      for (let n = 0; n < 10; n++) customer.must({ type: 'message', key: key(1), text: 'y'.repeat(16_000) });
      const long = find(anna, 'needle');
      assert.ok(typeof long === 'object');
      assert.equal(long.before, 2_313 - 5 + 1, 'the fifth long text is the one that was too much');
      assert.deepEqual(all(anna, 'needle').hits, [7]);
    });

    it('answers with fewer hits where a frame has no room for them, and says so', () => {
      const { anna } = chat(new Bench({ store: store() }), Array.from({ length: 120 }, () => `fire ${'\u0001'.repeat(200)}`));
      const found = find(anna, 'fire');
      assert.ok(typeof found === 'object');
      assert.ok(found.hits.length < 100 && found.before === found.hits.at(-1)?.seq);
      assert.deepEqual(all(anna, 'fire').hits.length, 120);
    });
  });
}

describe('a search inside a conversation', () => {
  it('is for those who may read it: to others it does not exist [R40]', () => {
    const bench = new Bench();
    chat(bench, ['printer']);
    const eve = bench.customer('eve');
    assert.equal(find(eve, 'printer'), 'not_found');
    assert.equal(find(eve, 'printer', { key: key(9) }), 'not_found');
  });

  it('finds no note, whoever looks [R65]', () => {
    const bench = new Bench();
    const { customer, anna } = chat(bench, ['hello']);
    anna.must({ type: 'note', key: key(1), text: 'hush' });
    for (const caller of [customer, anna]) assert.deepEqual(hits(caller, 'hush'), []);
  });

  it('for nothing, or for more than 200 characters, is invalid', () => {
    const { anna } = chat(new Bench(), ['hello']);
    for (const text of ['', ' \n', 'x'.repeat(201)]) assert.equal(find(anna, text), 'invalid');
    assert.deepEqual(hits(anna, 'x'.repeat(200)), []);
  });

  it('counts as ten questions [R45]', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 4 } });
    const { anna } = chat(new Bench(), []);
    assert.ok(anna);
    const { customer } = file(bench);
    const answers = Array.from({ length: 5 }, () => typeof find(customer, 'printer'));
    assert.deepEqual(answers, ['object', 'object', 'object', 'object', 'string']);
    assert.equal(find(customer, 'printer'), 'rate_limited');
    bench.now += 1_000;
    assert.deepEqual(hits(customer, 'fire'), [1]);
  });
});
