import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';

describe('The page without a server', () => {
  let browser: Browser;
  let server: DemoServer;
  let person: Person;

  before(async () => {
    [server, browser] = await Promise.all([startServer(), launch()]);
    person = await visit(browser, server, '/');
    await person.page.setViewportSize({ width: 1600, height: 1000 });
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('has portal and console side by side, and a request travels between them', async () => {
    const sockets: string[] = [];
    person.page.on('websocket', (socket) => sockets.push(socket.url()));
    await person.page.goto(`${server.origin}/local`);
    const portal = new PortalPage(person.page);
    const desk = new ConsolePage(person.page);
    await seen(desk.all);
    await portal.file({ name: 'Lola Local', email: 'lola@example.com', description: 'No server anywhere.' });
    await desk.hasRow(desk.all, 'Lola Local');
    await desk.select(desk.all, 'Lola Local');
    await desk.act(english.assign);
    await desk.hasRow(desk.mine, 'Lola Local');
    await desk.act(english.join);
    await seen(person.page.getByText(/joined the chat/));
    const composers = portal.chat.composer;
    await composers.first().fill('From the one side');
    await composers.first().press('Enter');
    await seen(portal.chat.transcript.first().getByText('From the one side'));
    await seen(portal.chat.transcript.last().getByText('From the one side'));
    assert.deepEqual(sockets, []);
  });

  it('goes on when the server is gone', async () => {
    await server.kill();
    const composers = new PortalPage(person.page).chat.composer;
    await composers.last().fill('And from the other');
    await composers.last().press('Enter');
    const { transcript } = new PortalPage(person.page).chat;
    await seen(transcript.first().getByText('And from the other'));
    await seen(transcript.last().getByText('And from the other'));
    assert.deepEqual(person.troubles, []);
  });
});
