import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Outcome } from '../../../src/server/node/outbound/outcome.ts';
import { Silence } from '../../../src/server/node/outbound/silence.ts';
import { customer, hex, submit } from './frames.ts';
import { deliveringServer } from './delivering.ts';
import { endpoint } from './endpoint.ts';

const silent: Outcome = { result: 'failed', why: 'TimeoutError', silent: true };

/** Asks that are answered by hand, in their order. */
function asks(silence: Silence) {
  const open: ((outcome: Outcome) => void)[] = [];
  return { open, ask: (whom: string) => silence.unless(whom, () => new Promise((resolve) => open.push(resolve))) };
}

describe('who does not answer', () => {
  it('is asked by one at a time until they do; the others fail at once', async () => {
    const { open, ask } = asks(new Silence());
    const first = [ask('crm'), ask('crm')];
    for (const answer of open.splice(0)) answer(silent);
    assert.deepEqual(await Promise.all(first), [silent, silent]);
    const probe = ask('crm');
    assert.deepEqual(await ask('crm'), { result: 'failed', why: 'did not answer before' });
    assert.equal(open.length, 1);
    open.pop()?.({ result: 'failed', why: 'HTTP 503' });
    assert.equal((await probe).why, 'HTTP 503');
    void ask('crm');
    void ask('crm');
    assert.equal(open.length, 2, 'an answer of any kind ends it');
  });

  it('stays with the one who finds out, when others who asked before come back with nothing', async () => {
    const { open, ask } = asks(new Silence());
    const [first, second] = [ask('crm'), ask('crm')];
    open.shift()?.(silent);
    await first;
    void ask('crm');
    open.shift()?.(silent);
    await second;
    assert.equal((await ask('crm')).why, 'did not answer before');
  });

  it('is one of them: the others are asked as ever', async () => {
    const { open, ask } = asks(new Silence());
    const first = ask('crm');
    open.pop()?.(silent);
    await first;
    for (const whom of ['crm', 'erp', 'erp']) void ask(whom);
    assert.equal(open.length, 3);
  });

  it('delays nobody else’s messages by more than one wait, however much is to be told', async (t) => {
    const gateway = await endpoint(t);
    const crm = await endpoint(t);
    crm.answers.push(...Array.from({ length: 99 }, () => ({ status: 0 })));
    const hook = { id: 'crm', url: crm.url, secret: 'what signatures are made with: 32 bytes', events: ['message' as const] };
    const { url, clock, failure } = await deliveringServer(t, { sms: { url: gateway.url, json: { to: '{to}', text: '{text}' } } }, { webhooks: [hook] });
    const kim = await customer(url, hex('kim', 64));
    await kim.command(hex('lane'), submit(hex('request')));
    await gateway.call(1);
    for (let n = 1; n <= 38; n += 1) await kim.command(hex('lane'), { type: 'message', key: hex('request'), text: String(n) });
    await crm.call(16);
    await kim.command(hex('lane'), submit(hex('another')));
    await clock.pass(10_000);
    // The first 16, and all the others that stood behind them but one.
    await failure(37);
    assert.equal((await gateway.call(2)).method, 'POST');
    // The one that is asked again is on its way over a real line.
    await crm.call(17);
    assert.equal(crm.calls.length, 17);
    await kim.close();
  });
});
