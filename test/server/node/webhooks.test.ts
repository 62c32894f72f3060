import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { fc } from '../../support/seeded.ts';
import { verifyWebhook, type WebhookPayload } from '../../../src/server/node/index.ts';
import { signWebhook } from '../../../src/server/node/outbound/webhook-signature.ts';
import { customer, hex, submit, technician } from './frames.ts';
import { deliveringServer, type DeliveringServer } from './delivering.ts';
import { endpoint, type Endpoint, type ReceivedCall } from './endpoint.ts';
import { tokenOf } from './running-server.ts';

const key = hex('request');
const secret = 'what signatures are made with: 32 bytes';

/** A company of which one system hears. */
async function company(t: TestContext, events?: WebhookPayload['event'][]): Promise<DeliveringServer & { readonly crm: Endpoint }> {
  const crm = await endpoint(t);
  const hook = { id: 'crm', url: `${crm.url}/deskside`, secret, ...(events && { events }) };
  return { ...(await deliveringServer(t, {}, { webhooks: [hook] })), crm };
}

async function file(url: string): Promise<void> {
  const socket = await customer(url, hex('kim', 64));
  await socket.command(hex('lane'), submit(key));
  await socket.close();
}

const payloadOf = ({ body }: ReceivedCall): WebhookPayload => JSON.parse(body) as WebhookPayload;
const header = ({ headers }: ReceivedCall, name: string): string => String(headers[name]);

describe('webhooks', () => {
  it('tell of what happens, signed, numbered, and with nothing of the notes', async (t) => {
    const { url, crm, clock } = await company(t);
    await file(url);
    const first = await crm.call(1);
    assert.deepEqual([first.method, first.path, header(first, 'content-type'), header(first, 'deskside-delivery')], ['POST', '/deskside', 'application/json', '1']);
    const signed = header(first, 'deskside-signature');
    assert.match(signed, /^t=\d{13},v1=[0-9a-f]{64}$/);
    assert.ok(verifyWebhook(secret, signed, first.body, clock.now()));
    const { event, company: named, at, seq, request, description } = payloadOf(first);
    assert.deepEqual([event, named, at, seq, description], ['submitted', 'acme', clock.now(), 1, 'Help']);
    assert.deepEqual(request, { key, number: 1, status: 'new', chat: 'none', customer: { name: 'Kim', email: 'kim@example.com' }, technician: null, submittedAt: clock.now(), completedAt: null, outcome: null });

    const anna = await technician(url, await tokenOf('anna'));
    const lane = hex('anna');
    await anna.command(lane, { type: 'assign', key });
    await anna.command(lane, { type: 'note', key, text: 'between us' });
    await anna.command(lane, { type: 'join-chat', key });
    await anna.command(lane, { type: 'message', key, text: 'Hello Kim' });
    await anna.command(lane, { type: 'close', key, outcome: 'resolved' });
    await crm.call(4);
    const later = crm.calls.slice(1).sort((a, b) => payloadOf(a).seq - payloadOf(b).seq);
    assert.deepEqual(later.map((call) => payloadOf(call).event), ['assigned', 'message', 'completed']);
    assert.deepEqual(later.map((call) => payloadOf(call).message), [undefined, { from: 'technician', name: 'Anna Berg', text: 'Hello Kim' }, undefined]);
    assert.equal(payloadOf(later[2] ?? first).request.outcome, 'resolved');
    assert.equal(new Set(crm.calls.map((call) => header(call, 'deskside-delivery'))).size, 4);
    assert.doesNotMatch(JSON.stringify(crm.calls), /between us/);
    await anna.close();
  });

  it('tell a system only of what it wants to hear', async (t) => {
    const { url, crm } = await company(t, ['completed']);
    await file(url);
    const kim = await customer(url, hex('kim', 64));
    await kim.command(hex('other lane'), { type: 'withdraw', key });
    assert.equal(payloadOf(await crm.call(1)).event, 'completed');
    assert.equal(crm.calls.length, 1);
    await kim.close();
  });

  it('are tried again under the same number, signed with the time of the try', async (t) => {
    const { url, crm, clock, failure, log } = await company(t);
    crm.answers = [{ status: 500 }, { status: 404 }];
    await file(url);
    assert.deepEqual(await failure(1), { delivery: 1, kind: 'webhook', to: 'crm', tries: 0, result: 'failed', why: 'HTTP 500' });
    await clock.pass(5_000);
    assert.equal((await failure(2))['why'], 'HTTP 404');
    await clock.pass(20_000);
    const third = await crm.call(3);
    assert.equal(new Set(crm.calls.map(({ body }) => body)).size, 1);
    assert.equal(header(third, 'deskside-delivery'), '1');
    assert.ok(verifyWebhook(secret, header(third, 'deskside-signature'), third.body, clock.now()));
    assert.notEqual(header(third, 'deskside-signature'), header(crm.calls[0] ?? third, 'deskside-signature'));
    assert.ok(!JSON.stringify(log).includes(secret));
  });

  it('follow no redirect', async (t) => {
    const elsewhere = await endpoint(t);
    const { url, crm, clock, failure } = await company(t);
    crm.answers = [{ status: 307, headers: { Location: elsewhere.url } }];
    await file(url);
    assert.equal((await failure(1))['why'], 'HTTP 307');
    await clock.pass(5_000);
    assert.equal((await crm.call(2)).path, '/deskside');
    assert.deepEqual(elsewhere.calls, []);
  });

  it('wait ten seconds for an answer', async (t) => {
    const { url, crm, clock, failure } = await company(t);
    crm.answers = [{ status: 0 }];
    await file(url);
    await crm.call(1);
    await clock.pass(10_000);
    assert.equal((await failure(1))['why'], 'TimeoutError');
    await clock.pass(5_000);
    await crm.call(2);
  });

  it('stop for one that is gone', async (t) => {
    const { url, crm, clock, failure } = await company(t);
    crm.answers = [{ status: 410 }];
    await file(url);
    assert.equal((await failure(1))['result'], 'refused');
    await clock.pass(86_400_000);
    assert.equal(crm.calls.length, 1);
  });
});

describe('verifyWebhook', () => {
  const now = 1_800_000_000_000;
  const body = '{"event":"submitted"}';
  const signed = signWebhook(secret, body, now);

  it('takes what was signed, for five minutes, as text or bytes', () => {
    assert.equal(signed, 't=1800000000000,v1=a039ad3f194c73f5e12ddb865feef19af6d2617cbca3ffbbede8647aecbee6db');
    assert.ok(verifyWebhook(secret, signed, body, now + 300_000));
    assert.ok(verifyWebhook(secret, signed, Buffer.from(body), now - 300_000));
    assert.ok(!verifyWebhook(secret, signed, body, now + 300_001));
    assert.ok(!verifyWebhook(secret, signed, body, now - 300_001));
  });

  it('takes nothing else', () => {
    const mac = signed.slice(signed.indexOf('v1='));
    for (const wrong of [null, undefined, '', 'v1', mac, `t=,${mac}`, `t=${now + 1},${mac}`, `t=${now}`, signed.replace('v1', 'v0'), signed.slice(0, -1), `${signed}0`, signed.toUpperCase()])
      assert.ok(!verifyWebhook(secret, wrong, body, now), String(wrong));
    assert.ok(!verifyWebhook(`${secret}!`, signed, body, now));
    assert.ok(!verifyWebhook('', signWebhook('', body, now), body, now), 'a secret that was forgotten');
    assert.ok(!verifyWebhook(secret, signed, `${body} `, now));
  });

  it('never throws, and takes no header of a stranger’s', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (header, text) => !verifyWebhook(secret, header, text, now) && !verifyWebhook(secret, `t=${now},v1=${header}`, text, now)));
  });
});
