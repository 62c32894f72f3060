import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { overhearToken } from '../support/overheard-token.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { hello, openRaw, readLog } from '../support/raw-desk.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** Messages from each side, in three parts: before, during and after the server is gone. */
const each = 18;

describe('kill -9 of the server while messages flow', () => {
  let browser: Browser;
  let server: DemoServer;
  let customer: Person;
  let technician: Person;
  let portal: PortalPage;
  let anna: ConsolePage;
  let token = '';
  let number = 0;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    technician = await visit(browser, server, '/');
    const heard = overhearToken(technician.page);
    await technician.page.goto(`${server.origin}/console?technician=anna`);
    anna = new ConsolePage(technician.page);
    await seen(anna.all);
    token = await heard;
    customer = await visit(browser, server, '/portal/acme');
    portal = new PortalPage(customer.page);
    number = await portal.file({ name: 'Stormy Weather', email: 'storm@example.com', description: 'The line is bad here.' });
    await anna.hasRow(anna.all, 'Stormy Weather');
    await anna.select(anna.all, 'Stormy Weather');
    await anna.act(english.assign);
    await anna.act(english.join);
    await portal.chat.sees(/Anna\b.* joined the chat/);
    await seen(anna.chat.composer);
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  const mark = /\b[ct]-\d+\b/g;
  const of = (side: string, from: number, to: number) => Array.from({ length: to - from }, (_, at) => `${side}-${String(from + at + 1)}`);
  const sorted = (marks: readonly string[], side: string) => marks.filter((one) => one.startsWith(side));

  it('both pages come back by themselves; nothing is lost, doubled or out of order', async () => {
    const third = each / 3;
    const talk = async (from: number, to: number) => {
      await Promise.all([
        (async () => {
          for (const text of of('c', from, to)) await portal.chat.say(text);
        })(),
        (async () => {
          for (const text of of('t', from, to)) await anna.chat.say(text);
        })(),
      ]);
    };
    const firstPart = talk(0, third);
    await portal.chat.sees(/\bt-2\b/);
    await server.kill();
    await firstPart;
    await talk(third, 2 * third);
    await server.restart();
    const lastPart = talk(2 * third, each);
    await anna.chat.sees(new RegExp(`\\bc-${String(third + 1)}\\b`));
    await server.kill();
    await server.restart();
    await lastPart;

    for (const [who, chat] of [['the customer', portal.chat] as const, ['the technician', anna.chat] as const]) {
      await until(
        `${who} to have everything`,
        async () => {
          const found = await chat.all(mark);
          return found.length >= 2 * each;
        },
        60_000,
      );
      const found = await chat.all(mark);
      assert.deepEqual(sorted(found, 'c'), of('c', 0, each), `what the customer said, at ${who}`);
      assert.deepEqual(sorted(found, 't'), of('t', 0, each), `what the technician said, at ${who}`);
    }
  });

  it('both pages show one order, and it is that of the log [R20]', async () => {
    const raw = await openRaw(server.origin, 'acme', hello({ token }));
    await raw.hear(({ type }) => type === 'welcome');
    const log = await readLog(raw, number);
    raw.close();
    assert.deepEqual(
      log.map(({ seq }) => seq),
      log.map((_, index) => index + 1),
    );
    const said = log.flatMap(({ text }) => text?.match(mark) ?? []);
    assert.equal(said.length, 2 * each);
    await until('everything to be sent', async () => !/Sending/.test((await portal.chat.transcript.innerText()) + (await anna.chat.transcript.innerText())));
    assert.deepEqual(await portal.chat.all(mark), said);
    assert.deepEqual(await anna.chat.all(mark), said);
  });

  it('left no error on any page', () => {
    assert.deepEqual([...customer.troubles, ...technician.troubles], []);
  });
});
