import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchLength } from '../../../src/domain/search.ts';
import { earlierRows } from '../../../src/protocol/limits.ts';
import { Bench, file, key } from './bench.ts';

function full() {
  const bench = new Bench({ company: 'acme', name: 'Acme Rocket Works' });
  const lou = bench.customer('lou');
  file(bench, 1, lou, { name: 'Zoë Größe', email: 'zoe@shop.example', description: 'The printer is on fire' });
  file(bench, 2, lou, { name: 'Kim', email: 'kim@post.example', description: 'Printer jam\nin tray 2' });
  file(bench, 3, lou, { name: 'Max', email: 'max@post.example', description: '100% of "it" is_slow' });
  const anna = bench.technician('anna');
  const find = (search: string, ask = ++anna.asks) => anna.query({ ask, sort: 'id', direction: 'ascending', search }).rows.map(({ row }) => row.number);
  return { bench, anna, lou, find };
}

describe('a search [R36]', () => {
  it('finds name, email and words of the description, however they are written', () => {
    const { find } = full();
    assert.deepEqual(find('printer'), [1, 2]);
    assert.deepEqual(find('PRINTER  fire'), [1]);
    assert.deepEqual(find('zoe groesse'), []);
    assert.deepEqual(find('zoe grosse'), [1]);
    assert.deepEqual(find('post.example'), [2, 3]);
    assert.deepEqual(find('rinte'), [1, 2], 'in the middle of a word');
    assert.deepEqual(find('nothing of it'), []);
  });

  it('finds a number, with and without its sign', () => {
    const { find } = full();
    assert.deepEqual([find('2'), find('#2'), find('9')], [[2], [2], []]);
  });

  it('takes signs as signs', () => {
    const { find } = full();
    assert.deepEqual([find('100%'), find('"it"'), find('is_slow'), find('p%r'), find("o'r"), find('*'), find('pri* OR max')], [[3], [3], [3], [], [], [], []]);
  });

  it('counts as ten questions: on a large desk one can take as long as that many lists [R45]', () => {
    const bench = new Bench({ rate: { perSecond: 1, burst: 4 } });
    const anna = bench.technician('anna');
    const ask = (search: string): void => anna.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', search, limit: 10 });
    for (let n = 0; n < 20; n++) ask('');
    assert.equal(anna.take('rows').length, 20);
    for (let n = 0; n < 4; n++) ask(`printer ${String(n)}`);
    assert.deepEqual([anna.take('rows').length, anna.take('error').map(({ code }) => code)], [2, ['rate_limited', 'rate_limited']]);
    bench.now += 1_000;
    ask('printer');
    assert.equal(anna.take('rows').length, 1);
  });

  it('folds the text of what has changed once, however many searches look at it', (t) => {
    const bench = new Bench();
    const text = 'A long story '.repeat(300);
    const { customer } = file(bench, 1, bench.customer('lou'), { description: text });
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    for (const [at, caller] of [anna, ben].entries()) for (let ask = 1; ask <= 8; ask++) caller.query({ ask, search: `word${String(at)}${String(ask)}` });
    const normalize = String.prototype.normalize;
    let folded = 0;
    t.mock.method(String.prototype, 'normalize', function (this: string, form: 'NFKD') {
      if (this.length >= text.trim().length) folded += 1;
      return normalize.call(this, form);
    });
    customer.must({ type: 'message', key: key(1), text: 'Hello?' });
    // What it was, and what it has become.
    assert.ok(folded <= 2, `folded ${String(folded)} times`);
  });

  it('of nothing, or of the company’s own name, is none: all of its requests are of the company', () => {
    const { find } = full();
    assert.deepEqual([find(''), find('  '), find('acme'), find('Rocket'), find('acme rocket printer')], [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2]]);
  });

  it('stays true: what comes to be found arrives, what is no longer does not stand [R31]', () => {
    const { anna, lou, bench } = full();
    const first = anna.query({ ask: 1, search: 'printer', view: 'new' });
    assert.deepEqual([first.rows.length, first.counts.new], [2, 3], 'counts are those of the view');
    anna.clear();
    file(bench, 4, lou, { description: 'My printer, too' });
    assert.deepEqual(anna.take('row').map(({ row, in: places }) => [row?.number, places.length]), [[4, 1]]);
    file(bench, 5, lou, { description: 'A mouse' });
    assert.deepEqual(anna.take('row').map(({ row, counts }) => [row, counts.new]), [[null, 5]]);
    anna.must({ type: 'assign', key: key(4) });
    assert.deepEqual(anna.take('row').map(({ key: of, row }) => [of, row]), [[key(4), null]]);
  });

  it('goes on from page to page, and is another query when it changes [R30]', () => {
    const { anna, find } = full();
    find('printer', 7);
    const page = anna.query({ ask: 8, sort: 'id', direction: 'ascending', search: 'printer', limit: 1 });
    assert.ok(page.more);
    const after = { sort: page.rows[0]?.sort ?? '', number: 1 };
    assert.deepEqual(anna.query({ ask: 8, sort: 'id', direction: 'ascending', search: 'printer', limit: 1, after }).rows.map(({ row }) => row.number), [2]);
    anna.send({ type: 'query', ask: 8, view: 'all', mine: false, sort: 'id', direction: 'ascending', search: 'fire', limit: 1, after });
    assert.equal(anna.take('error').at(-1)?.code, 'invalid');
  });

  it('that is too long is invalid, and one of a customer is forbidden', () => {
    const { anna, lou } = full();
    for (const [caller, search] of [[anna, 'x'.repeat(searchLength + 1)], [lou, 'printer']] as const)
      caller.send({ type: 'query', ask: 1, view: 'all', mine: false, sort: 'id', direction: 'ascending', search, limit: 10 });
    assert.deepEqual([anna.take('error')[0]?.code, lou.take('error')[0]?.code], ['invalid', 'forbidden']);
    assert.equal(anna.query({ ask: 2, search: 'x'.repeat(searchLength) }).rows.length, 0);
  });

  it('hides what is new from whoever is Unavailable, as any list [R34]', () => {
    const { anna, find } = full();
    anna.must({ type: 'set-availability', available: false });
    assert.deepEqual(find('printer'), []);
  });
});

describe('a customer’s earlier requests [R37]', () => {
  it('are those of the same browser or the same email address, newest first, but not the one asked of', () => {
    const bench = new Bench();
    const [kim, lou] = [bench.customer('kim'), bench.customer('lou')];
    file(bench, 1, kim, { email: 'kim@example.com' });
    file(bench, 2, lou, { email: 'KIM@example.com' });
    file(bench, 3, lou, { email: 'lou@example.com' });
    file(bench, 4, kim, { email: 'other@example.com' });
    const anna = bench.technician('anna');
    anna.send({ type: 'earlier', ask: 5, key: key(1) });
    const [frame] = anna.take('earlier');
    assert.deepEqual([frame?.ask, frame?.rows.map(({ number }) => number), frame?.more], [5, [4, 2], false]);
  });

  it('are as many as there is room for, and say whether there are more', () => {
    const bench = new Bench();
    const kim = bench.customer('kim');
    for (let n = 1; n <= earlierRows + 2; n++) file(bench, n, kim, { description: '\u{1F600}'.repeat(2_000), name: '\u{1F600}'.repeat(100) });
    const anna = bench.technician('anna');
    anna.send({ type: 'earlier', ask: 1, key: key(1) });
    const [frame] = anna.take('earlier');
    assert.deepEqual([frame?.rows.length, frame?.rows[0]?.number, frame?.more], [earlierRows, earlierRows + 2, true]);
  });

  it('are technicians’ business, of requests that are there; what is new is hidden as in lists [R34]', () => {
    const bench = new Bench();
    const kim = bench.customer('kim');
    file(bench, 1, kim);
    file(bench, 2, kim);
    const anna = bench.technician('anna');
    kim.send({ type: 'earlier', ask: 1, key: key(1) });
    anna.send({ type: 'earlier', ask: 1, key: key(9) });
    assert.deepEqual([kim.take('error')[0]?.code, anna.take('error')[0]?.code], ['not_found', 'not_found']);
    anna.must({ type: 'set-availability', available: false });
    anna.send({ type: 'earlier', ask: 2, key: key(1) });
    assert.deepEqual(anna.take('earlier')[0]?.rows, []);
  });
});
