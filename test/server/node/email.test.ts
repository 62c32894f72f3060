import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { customer, hex, submit, technician } from './frames.ts';
import { deliveringServer } from './delivering.ts';
import { mailServer } from './mail-server.ts';
import { tokenOf } from './running-server.ts';

const kim = hex('kim', 64);
const key = hex('request');
const lane = hex('lane');

const smtp = (port: number) => ({ smtp: { host: '127.0.0.1', port, from: 'support@acme.example' } });

/** Files a request as Kim and lets her go. */
async function file(url: string, change: { readonly name?: string; readonly description?: string } = {}): Promise<number> {
  const socket = await customer(url, kim);
  const answer = await socket.command(lane, { type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {}, ...change });
  await socket.close();
  assert.ok(answer.ok);
  return answer.number ?? 0;
}

describe('a new request by email', () => {
  it('reaches who is Available and wants it, no console open, with the deep link', async (t) => {
    const post = await mailServer(t);
    const { url } = await deliveringServer(t, smtp(post.port));
    const number = await file(url, { name: 'Kim', description: 'The printer\nis on fire' });
    const { from, to, headers, text } = await post.mail();
    assert.deepEqual([from, to], ['support@acme.example', ['anna@acme.example']]);
    assert.equal(headers['from'], 'Acme <support@acme.example>');
    assert.equal(headers['to'], 'anna@acme.example');
    assert.equal(headers['subject'], `Acme: new support request ${number} from Kim`);
    assert.equal(headers['auto-submitted'], 'auto-generated');
    assert.match(headers['content-type'] ?? '', /^text\/plain/);
    assert.ok(text.includes(`\nhttps://acme.example/console#acme/${number}\n`), text);
    assert.ok(text.includes('\n> The printer\n> is on fire\n'));
    assert.deepEqual(post.mails.length, 1, 'Cleo is not Available, Ben wants SMS');
  });

  it('is in the company’s language', async (t) => {
    const post = await mailServer(t);
    const { url } = await deliveringServer(t, smtp(post.port), { language: 'de', name: 'Müller & Söhne' });
    await file(url, { name: 'Jürgen' });
    const { headers, text } = await post.mail();
    assert.equal(headers['subject'], 'Müller & Söhne: neue Support-Anfrage 1 von Jürgen');
    assert.equal(headers['from'], 'Müller & Söhne <support@acme.example>');
    assert.equal(headers['content-language'], 'de');
    assert.ok(text.includes('Im Support Center öffnen:\nhttps://acme.example/console#acme/1\n'), text);
  });

  it('lets nothing that a customer typed become a header, an address or a line that passes for ours', async (t) => {
    const post = await mailServer(t);
    const { url } = await deliveringServer(t, smtp(post.port));
    await file(url, { name: 'Kim\r\nBcc: all@acme.example\u202e\u061c <x@y.example>, "' + 'k'.repeat(150), description: 'a\r\n\r\n.\r\nRCPT TO:<b@c.example>\u0000\u001b[2J\u202e\u2028Open it in the Support Center:\u2029https://acme.evil.example/' });
    const { to, headers, text } = await post.mail();
    assert.deepEqual(to, ['anna@acme.example']);
    assert.equal(headers['bcc'], undefined);
    assert.equal(headers['subject'], `Acme: new support request 1 from Kim Bcc: all@acme.example <x@y.example>, "${'k'.repeat(17)}…`);
    const quoted = ['a', '', '.', 'RCPT TO:<b@c.example>[2J', 'Open it in the Support Center:', 'https://acme.evil.example/'].map((line) => `> ${line}`.trimEnd());
    assert.ok(text.includes(`\n\n${quoted.join('\n')}\n\nOpen it in the Support Center:\nhttps://acme.example/console#acme/1\n`), text);
  });

  it('is not written where there is no console to lead to, or no mail server', async (t) => {
    const post = await mailServer(t);
    const page = await deliveringServer(t, smtp(post.port), { portal: undefined, console: undefined });
    await file(page.url);
    const way = await deliveringServer(t, {});
    await file(way.url);
    await Promise.all([page.clock.pass(60_000), way.clock.pass(60_000)]);
    assert.deepEqual([post.mails, page.log, way.log], [[], [], []]);
  });
});

describe('a mail server that is down', () => {
  it('delays no request, is tried again, and gets the mail once it is up', async (t) => {
    const gone = await mailServer(t);
    await gone.close();
    const { url, clock, failure } = await deliveringServer(t, smtp(gone.port));
    await file(url);
    assert.deepEqual(await failure(1), { delivery: 1, kind: 'new-request', by: 'email', to: 'a…@acme.example', tries: 0, result: 'failed', why: 'ESOCKET' });
    await clock.pass(5_000);
    assert.equal((await failure(2))['tries'], 1);
    const back = await mailServer(t, { port: gone.port });
    await clock.pass(19_999);
    assert.deepEqual(back.mails, []);
    await clock.pass(1);
    const { headers } = await back.mail();
    assert.match(headers['message-id'] ?? '', /^<acme\.\d+\.1@acme\.example>$/);
    await clock.pass(3_600_000);
    assert.equal(back.mails.length, 1);
  });

  it('gets all mails with the same try once it is up: who says no at once holds up nobody', async (t) => {
    const gone = await mailServer(t);
    await gone.close();
    const technicians = ['anna', 'ben', 'cleo'].map((id) => ({ id, name: id, available: true, notifications: { email: `${id}@acme.example` } }));
    const { url, clock, failure } = await deliveringServer(t, smtp(gone.port), { technicians });
    await file(url);
    await failure(3);
    const back = await mailServer(t, { port: gone.port });
    await clock.pass(5_000);
    await Promise.all(technicians.map(({ id }) => back.mail(({ to }) => to.includes(`${id}@acme.example`))));
  });

  it('does not lose a mail with the process either', async (t) => {
    const gone = await mailServer(t);
    await gone.close();
    const first = await deliveringServer(t, smtp(gone.port));
    await file(first.url);
    await first.failure(1);
    const back = await mailServer(t, { port: gone.port });
    await first.restart();
    await first.clock.pass(5_000);
    assert.match((await back.mail()).text, /#acme\/1/);
  });
});

describe('a mail server that answers no', () => {
  it('to an address for good: it is not asked again, and the log does not spell the address out', async (t) => {
    const asked: string[] = [];
    const post = await mailServer(t, {
      onRcptTo({ address }, _session, callback) {
        asked.push(address);
        callback(Object.assign(new Error(`no such mailbox: ${address}`), { responseCode: 550 }));
      },
    });
    const { url, clock, failure, log } = await deliveringServer(t, smtp(post.port));
    await file(url);
    assert.deepEqual(await failure(1), { delivery: 1, kind: 'new-request', by: 'email', to: 'a…@acme.example', tries: 0, result: 'refused', why: 'SMTP 550' });
    await clock.pass(86_400_000);
    assert.deepEqual(asked, ['anna@acme.example']);
    assert.doesNotMatch(JSON.stringify(log), /anna@/);
  });

  it('for now: it is asked again', async (t) => {
    let busy = true;
    const post = await mailServer(t, {
      onRcptTo: (_address, _session, callback) => callback(busy ? Object.assign(new Error('later'), { responseCode: 451 }) : null),
    });
    const { url, clock, failure } = await deliveringServer(t, smtp(post.port));
    await file(url);
    assert.deepEqual([(await failure(1))['result'], (await failure(1))['why']], ['failed', 'SMTP 451']);
    busy = false;
    await clock.pass(5_000);
    await post.mail();
  });

  it('hears no password over a line that it does not encrypt', async (t) => {
    let heard = false;
    const post = await mailServer(t, {
      onAuth(_auth, _session, callback) {
        heard = true;
        callback(null, { user: 'acme' });
      },
      allowInsecureAuth: true,
    });
    const { smtp: plain } = smtp(post.port);
    const { url, failure, log } = await deliveringServer(t, { smtp: { ...plain, user: 'acme', password: 'hunter2hunter2' } });
    await file(url);
    assert.equal((await failure(1))['result'], 'failed');
    assert.equal(heard, false);
    assert.doesNotMatch(JSON.stringify(log), /hunter2/);
  });
});

describe('the email to a customer who is not there', () => {
  it('comes when a technician has written, with a link that opens the request once and says nothing else', async (t) => {
    const post = await mailServer(t);
    const { url, log } = await deliveringServer(t, smtp(post.port));
    await file(url, { name: 'Kim', description: 'Click https://evil.example' });
    const anna = await technician(url, await tokenOf('anna'));
    await anna.command(hex('anna'), { type: 'assign', key });
    await anna.command(hex('anna'), { type: 'note', key, text: 'the customer must not read this' });
    await anna.command(hex('anna'), { type: 'join-chat', key });
    await anna.command(hex('anna'), { type: 'message', key, text: 'Have you tried water?' });
    const isKims = ({ to }: { to: readonly string[] }): boolean => to[0] === 'kim@example.com';
    const { headers, text, raw } = await post.mail(isKims);
    assert.equal(headers['subject'], 'Acme: an answer to your support request 1');
    assert.match(text, /^Anna Berg of Acme has answered/m);
    assert.doesNotMatch(raw, /must not read|water|evil|Hello Kim/);
    const code = /^https:\/\/acme\.example\/help#support-claim=([0-9a-f]{64})$/m.exec(text)?.[1] ?? '';
    assert.notEqual(code, '');
    assert.ok(!JSON.stringify(log).includes(code));

    const phone = await customer(url, hex('phone', 64));
    const claimed = await phone.command(hex('phone lane'), { type: 'claim', code });
    assert.deepEqual([claimed.ok, claimed.ok && claimed.key], [true, key]);
    const stranger = await customer(url, hex('stranger', 64));
    const refused = await stranger.command(hex('their lane'), { type: 'claim', code });
    assert.deepEqual([refused.ok, !refused.ok && refused.code], [false, 'claim_used']);

    await stranger.command(hex('their lane'), { type: 'renew-claim', code });
    const another = await post.mail((mail) => isKims(mail) && mail.headers['subject'] === 'Acme: your link to support request 1');
    const second = /#support-claim=([0-9a-f]{64})$/m.exec(another.text)?.[1] ?? '';
    assert.notEqual(second, code);
    assert.doesNotMatch(JSON.stringify(log), new RegExp(`${code}|${second}`));
    for (const one of [anna, phone, stranger]) await one.close();
  });

  it('is not written while the customer is there', async (t) => {
    const post = await mailServer(t);
    const { url, clock } = await deliveringServer(t, smtp(post.port));
    const socket = await customer(url, kim);
    await socket.command(lane, submit(key));
    const anna = await technician(url, await tokenOf('anna'));
    await anna.command(hex('anna'), { type: 'assign', key });
    await anna.command(hex('anna'), { type: 'join-chat', key });
    await anna.command(hex('anna'), { type: 'message', key, text: 'Hello' });
    await post.mail(({ to }) => to[0] === 'anna@acme.example');
    await clock.pass(10);
    assert.ok(post.mails.every(({ to }) => to[0] !== 'kim@example.com'));
    await anna.close();
    await socket.close();
  });
});
