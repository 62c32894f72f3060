import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommandFrame } from '../../../src/protocol/frames.ts';
import { Bench, file, form, key, type Caller } from './bench.ts';

function message(caller: Caller, n: number, text = `line ${String(n)}`, lane = caller.lane): CommandFrame {
  return { type: 'command', lane, n, command: { type: 'message', key: key(1), text } };
}

/** A customer with a request filed by another lane, so that their own begins at 1. */
function ready(options: ConstructorParameters<typeof Bench>[0] = {}): { bench: Bench; customer: Caller } {
  const bench = new Bench(options);
  file(bench);
  const customer = bench.customer('kim');
  customer.opened(key(1));
  customer.clear();
  return { bench, customer };
}

function texts(caller: Caller): string[] {
  return caller.opened(key(1)).entries.flatMap(({ event }) => (event.type === 'message' ? [event.text] : []));
}

describe('lanes', () => {
  it('answer a command once and in order, the answer before the event, with its cause [R11] [R26]', () => {
    const { bench, customer } = ready();
    bench.step(customer.input(message(customer, 1)), customer.input(message(customer, 2)));
    assert.deepEqual(
      customer.frames.map((frame) =>
        frame.type === 'event'
          ? ['event', frame.entry.seq, frame.cause]
          : frame.type === 'answer'
            ? ['answer', frame.ok && frame.seq]
            : frame.type,
      ),
      [
        ['answer', 2],
        ['answer', 3],
        ['event', 2, { lane: customer.lane, n: 1 }],
        ['event', 3, { lane: customer.lane, n: 2 }],
      ],
    );
  });

  it('give the cause to the same principal alone', () => {
    const { bench, customer } = ready();
    const [other, anna] = [bench.customer('kim'), bench.technician('anna')];
    for (const caller of [other, anna]) caller.opened(key(1));
    customer.send(message(customer, 1));
    assert.deepEqual(other.take('event')[0]?.cause, { lane: customer.lane, n: 1 });
    assert.equal(anna.take('event')[0]?.cause, undefined);
  });

  it('answer a command that was answered the same again, and do nothing [R12]', () => {
    const { customer } = ready();
    customer.send(message(customer, 1));
    const [first] = customer.take('answer');
    customer.clear();
    customer.send(message(customer, 1));
    assert.deepEqual(customer.frames, [first]);
    assert.deepEqual(texts(customer), ['line 1']);
  });

  it('answer a repeated refusal the same again, though it would be granted now [R12] [R14]', () => {
    const bench = new Bench();
    const { key: request } = file(bench);
    const [anna, ben] = [bench.technician('anna'), bench.technician('ben')];
    anna.must({ type: 'assign', key: request });
    assert.equal(ben.refused({ type: 'assign', key: request }), 'someone_elses');
    anna.must({ type: 'unassign', key: request });
    ben.n = 0;
    assert.equal(ben.refused({ type: 'assign', key: request }), 'someone_elses');
    assert.equal(anna.opened(request).state.technician, null);
  });

  it('repeat within one transaction too [R12]', () => {
    const { bench, customer } = ready();
    bench.step(customer.input(message(customer, 1)), customer.input(message(customer, 1)));
    assert.equal(customer.take('answer').length, 2);
    assert.deepEqual(texts(customer), ['line 1']);
  });

  it('do not decide a command beyond the next, and say once where to go on [R13]', () => {
    const { bench, customer } = ready();
    customer.send(message(customer, 1));
    customer.clear();
    bench.step(...[4, 5, 6].map((n) => customer.input(message(customer, n))));
    customer.send(message(customer, 7));
    assert.deepEqual(customer.frames, [{ type: 'lane', id: customer.lane, seen: 1 }]);
    bench.step(...[2, 3, 4].map((n) => customer.input(message(customer, n))));
    assert.equal(customer.take('answer').length, 3);
    assert.deepEqual(texts(customer), ['line 1', 'line 2', 'line 3', 'line 4']);
  });

  it('say it again when the page comes back with a gap on a new connection [R13]', () => {
    const { bench, customer } = ready();
    customer.send(message(customer, 3));
    const again = bench.customer('kim');
    again.clear();
    again.send(message(again, 3, 'x', customer.lane));
    assert.deepEqual(again.frames, [{ type: 'lane', id: customer.lane, seen: 0 }]);
  });

  it('advance with a permanent refusal [R14]', () => {
    const { customer } = ready();
    customer.send(message(customer, 1, ''));
    customer.send(message(customer, 2));
    assert.deepEqual(
      customer.take('answer').map(({ n, ok }) => [n, ok]),
      [
        [1, false],
        [2, true],
      ],
    );
  });

  it('stand still at a transient refusal, and pass over what comes behind it until it comes again [R14] [R45]', () => {
    const { bench, customer } = ready({ rate: { perSecond: 10, burst: 3 } });
    bench.step(...[1, 2, 3, 4, 5].map((n) => customer.input(message(customer, n))));
    customer.send(message(customer, 6));
    const answers = customer.take('answer');
    assert.deepEqual(
      answers.map(({ n, ok }) => [n, ok]),
      [
        [1, true],
        [2, true],
        [3, false],
      ],
      'one of the three tokens went into the submit',
    );
    const refusal = answers[2];
    assert.ok(
      refusal &&
        !refusal.ok &&
        refusal.code === 'rate_limited' &&
        refusal.retryAfter !== undefined &&
        refusal.retryAfter > 0 &&
        refusal.retryAfter <= 100,
    );
    assert.deepEqual(customer.take('lane'), []);
    bench.pass(refusal.retryAfter);
    customer.send(message(customer, 3));
    assert.equal(customer.take('answer')[0]?.ok, true);
    bench.pass(1_000);
    bench.step(...[4, 5, 6].map((n) => customer.input(message(customer, n))));
    assert.deepEqual(
      texts(customer),
      [1, 2, 3, 4, 5, 6].map((n) => `line ${String(n)}`),
    );
  });

  it('limit each principal by itself, over all connections of theirs [R45]', () => {
    const { bench, customer } = ready({ rate: { perSecond: 1, burst: 2 } });
    const other = bench.customer('kim');
    customer.send(message(customer, 1));
    other.send(message(other, 1));
    assert.equal(other.take('answer')[0]?.ok, false);
    const { customer: stranger } = file(bench, 2, bench.customer('lee'));
    stranger.must({ type: 'message', key: key(2), text: 'Hello' });
  });

  it('belong to the principal who used them first [R10]', () => {
    const { bench, customer } = ready();
    customer.send(message(customer, 1));
    const stranger = bench.customer('lee');
    stranger.send(message(stranger, 2, 'mine now', customer.lane));
    assert.equal(stranger.closed, 'lane');
    assert.equal(bench.desk.session(stranger.id), null);
    assert.equal(bench.customer('lee', { lanes: [{ id: customer.lane, answered: 0 }] }).closed, 'lane');
    const third = bench.customer('lee');
    third.send({ type: 'sync', lanes: [{ id: customer.lane, answered: 1 }], streams: {}, rev: 0 });
    assert.equal(third.closed, 'lane');
    assert.equal(bench.store.answers(customer.lane, 0).length, 1, 'a stranger makes nothing forgotten');
    assert.deepEqual(texts(customer), ['line 1']);
  });

  it('are adopted by another tab of the same principal [R18]', () => {
    const { bench, customer } = ready();
    customer.send(message(customer, 1));
    customer.leave();
    const other = bench.customer('kim', { lanes: [{ id: customer.lane, answered: 0 }] });
    assert.deepEqual(
      other.take('welcome')[0]?.answers.map(({ n }) => n),
      [1],
    );
    other.send(message(other, 2, 'line 2', customer.lane));
    assert.deepEqual(texts(other), ['line 1', 'line 2']);
  });

  it('give back in welcome what the page has not had, refusals too, and forget the rest [R5] [R16]', () => {
    const { bench, customer } = ready();
    for (const n of [1, 2, 4]) customer.send(message(customer, n, n === 2 ? '' : 'x'));
    const welcome = bench
      .customer('kim', {
        lanes: [
          { id: customer.lane, answered: 1 },
          { id: key(77), answered: 0 },
        ],
      })
      .take('welcome')[0];
    assert.deepEqual(welcome?.lanes, [
      { id: customer.lane, seen: 2 },
      { id: key(77), seen: 0 },
    ]);
    assert.deepEqual(welcome.answers, [{ type: 'answer', lane: customer.lane, n: 2, ok: false, code: 'invalid' }]);
    assert.deepEqual(
      bench.store.answers(customer.lane, 0).map(({ n }) => n),
      [2],
    );
    customer.send({ type: 'sync', lanes: [{ id: customer.lane, answered: 2 }], streams: {}, rev: 0 });
    assert.deepEqual(bench.store.answers(customer.lane, 0), []);
  });

  it('say no more than that it was decided to a command whose answer a page has said it has [R16] [R123]', () => {
    const { bench, customer } = ready();
    customer.send(message(customer, 1));
    const again = bench.customer('kim', { lanes: [{ id: customer.lane, answered: 1 }] });
    again.clear();
    again.send(message(again, 1, 'x', customer.lane));
    assert.deepEqual(again.frames, [{ type: 'answer', lane: customer.lane, n: 1, ok: true }]);
    assert.deepEqual(texts(again), ['line 1']);
  });

  it('keep no more answers than a page can have on their way [R17]', () => {
    const { bench, customer } = ready();
    for (let n = 1; n <= 50; n++) customer.send(message(customer, n));
    assert.deepEqual(
      bench.store.answers(customer.lane, 0).map(({ n }) => n),
      Array.from({ length: 32 }, (_, i) => 19 + i),
    );
  });

  it('answer a submit the same again after a restart of the desk [R12]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    const first = customer.must({ type: 'submit', key: key(1), ...form });
    bench.restart();
    const again = bench.customer('kim');
    again.send({ type: 'command', lane: customer.lane, n: 1, command: { type: 'submit', key: key(1), ...form } });
    assert.deepEqual(again.take('answer'), [first]);
    assert.equal(bench.store.countByStatus().new, 1);
  });

  it('fill the welcome only as far as a frame goes; the other answers follow [R1] [R16]', () => {
    const bench = new Bench();
    const customer = bench.customer('kim');
    const lanes = Array.from({ length: 32 }, (_, i) => ({ id: key(500 + i), answered: 0 }));
    for (const { id } of lanes) {
      for (let n = 1; n <= 20; n++) {
        customer.send({
          type: 'command',
          lane: id,
          n,
          command: { type: 'submit', key: key(1), name: '', email: 'x', description: 'x'.repeat(5_001), metadata: {} },
        });
      }
    }
    const again = bench.customer('kim', { lanes });
    const welcome = again.take('welcome')[0];
    const answers = [...(welcome?.answers ?? []), ...again.take('answer')];
    assert.ok((welcome?.answers.length ?? 0) > 100);
    assert.deepEqual(
      answers.map(({ lane, n }) => [lane, n]),
      lanes.flatMap(({ id }) => Array.from({ length: 20 }, (_, i) => [id, i + 1])),
    );
  });
});

describe('sync', () => {
  it('says how far lanes, streams and lists are, and sends the answers that the page lacks [R16] [R25]', () => {
    const { bench, customer } = ready();
    customer.query();
    for (const n of [1, 2]) customer.send(message(customer, n));
    customer.clear();
    customer.send({ type: 'sync', lanes: [{ id: customer.lane, answered: 1 }], streams: { [key(1)]: 2, [key(9)]: 4 }, rev: 1 });
    assert.deepEqual(
      customer.frames.map((frame) => (frame.type === 'answer' ? frame.n : frame)),
      [{ type: 'heads', lanes: [{ id: customer.lane, seen: 2 }], streams: { [key(1)]: 3 }, rev: 3 }, 2],
    );
    assert.deepEqual(
      bench.store.answers(customer.lane, 0).map(({ n }) => n),
      [2],
    );
  });
});
