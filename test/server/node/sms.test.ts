import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customer, hex, submit } from './frames.ts';
import { deliveringServer } from './delivering.ts';
import { endpoint } from './endpoint.ts';

const key = hex('request');

async function file(url: string, name = 'Kim'): Promise<void> {
  const socket = await customer(url, hex('kim', 64));
  const command = submit(key);
  await socket.command(hex('lane'), command.type === 'submit' ? { ...command, name } : command);
  await socket.close();
}

describe('a new request by SMS', () => {
  it('goes to the gateway as JSON, with the headers it wants and the deep link', async (t) => {
    const gateway = await endpoint(t);
    const json = { messages: [{ destination: '{to}', body: '{text}', priority: 1 }] };
    const { url } = await deliveringServer(t, { sms: { url: `${gateway.url}/send?v=2`, headers: { Authorization: 'Bearer gateway-token' }, json } });
    await file(url);
    const { method, path, headers, body } = await gateway.call(1);
    assert.deepEqual([method, path, headers['authorization'], headers['content-type']], ['POST', '/send?v=2', 'Bearer gateway-token', 'application/json']);
    const text = 'Acme: new request 1 from Kim https://acme.example/console#acme/1';
    assert.deepEqual(JSON.parse(body), { messages: [{ destination: '+491701234567', body: text, priority: 1 }] });
    assert.equal(gateway.calls.length, 1, 'Anna wants email, Cleo is not Available');
  });

  it('goes as a form where the gateway wants one, whatever the customer is called', async (t) => {
    const gateway = await endpoint(t);
    const { url } = await deliveringServer(t, { sms: { url: gateway.url, method: 'PUT', form: { To: '{to}', Body: '{text}', From: 'Acme' } } });
    await file(url, '{to}&To=+1\r\n$& "Kim" — a name that goes on and on');
    const { method, headers, body } = await gateway.call(1);
    assert.deepEqual([method, headers['content-type']], ['PUT', 'application/x-www-form-urlencoded;charset=UTF-8']);
    const fields = Object.fromEntries(new URLSearchParams(body));
    assert.deepEqual(fields, { To: '+491701234567', Body: 'Acme: new request 1 from {to}&To=+1 $& "Kim" — a name… https://acme.example/console#acme/1', From: 'Acme' });
  });

  it('keeps what goes into JSON a text, whatever the customer is called', async (t) => {
    const gateway = await endpoint(t);
    const { url } = await deliveringServer(t, { sms: { url: gateway.url, json: { to: '{to}', text: '{text}' } } });
    await file(url, '","to":"+1');
    const body = JSON.parse((await gateway.call(1)).body) as Record<string, string>;
    assert.deepEqual(Object.keys(body), ['to', 'text']);
    assert.equal(body['to'], '+491701234567');
  });
});

describe('a flood of new requests', () => {
  it('is ten SMS, and then one a minute', async (t) => {
    const gateway = await endpoint(t);
    const { url, clock, failure } = await deliveringServer(t, { sms: { url: gateway.url, form: { To: '{to}', Body: '{text}' } } });
    const kim = await customer(url, hex('kim', 64));
    for (let n = 1; n <= 12; n += 1) await kim.command(hex('lane'), submit(hex(`request ${n}`)));
    assert.deepEqual([(await failure(1))['why'], (await failure(2))['result']], ['too many', 'refused']);
    await gateway.call(10);
    await clock.pass(60_000);
    await kim.command(hex('lane'), submit(hex('request 13')));
    assert.match((await gateway.call(11)).body, /%23acme%2F13/);
    assert.equal(gateway.calls.length, 11);
    await kim.close();
  });
});

describe('a gateway', () => {
  for (const status of [500, 503, 408, 429, 302]) {
    it(`that answers ${status} is asked again`, async (t) => {
      const gateway = await endpoint(t);
      gateway.answers = [{ status, headers: { Location: `${gateway.url}/elsewhere` } }];
      const { url, clock, failure } = await deliveringServer(t, { sms: { url: gateway.url, form: { To: '{to}', Body: '{text}' } } });
      await file(url);
      assert.deepEqual(await failure(1), { delivery: 1, kind: 'new-request', by: 'sms', to: '…567', tries: 0, result: 'failed', why: `HTTP ${status}` });
      await clock.pass(5_000);
      assert.equal((await gateway.call(2)).path, '/');
    });
  }

  for (const status of [400, 401, 422]) {
    it(`that answers ${status} is not asked again, and its words are not logged`, async (t) => {
      const gateway = await endpoint(t);
      gateway.answers = [{ status }];
      const { url, clock, failure, log } = await deliveringServer(t, { sms: { url: gateway.url, form: { To: '{to}', Body: '{text}' } } });
      await file(url);
      assert.equal((await failure(1))['result'], 'refused');
      await clock.pass(86_400_000);
      assert.equal(gateway.calls.length, 1);
      assert.doesNotMatch(JSON.stringify(log), /words of|1701234567/);
    });
  }
});
