import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english } from '../support/labels.ts';
import { gone, launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { twoCompanies } from '../support/two-companies.ts';
import { until } from '../support/until.ts';

const kim = { name: 'Kim Customer', email: 'kim@example.com', description: 'The lid does not close.' };
const gil = { name: 'Gil Globex', email: 'gil@example.com', description: 'The saw is blunt.' };

/** Names may have signs around them that keep their direction to themselves. */
const without = (company: string) => new RegExp(`You no longer have access to the requests of .?${company}.?\\. An admin there can give it back\\.`, 'i');

describe('A right that is withdrawn', () => {
  let browser: Browser;
  let server: DemoServer;
  let people: readonly Person[] = [];
  let anna: ConsolePage;
  let ben: ConsolePage;
  let carla: ConsolePage;
  let portal: PortalPage;

  before(async () => {
    [server, browser] = await Promise.all([startServer(twoCompanies()), launch()]);
    people = [];
    for (const path of ['/console?technician=anna', '/console?technician=ben', '/console?technician=carla', '/portal/acme', '/portal/globex']) people = [...people, await visit(browser, server, path)];
    const [first, second, third, customer, other] = people;
    assert.ok(first && second && third && customer && other);
    anna = new ConsolePage(first.page);
    ben = new ConsolePage(second.page);
    carla = new ConsolePage(third.page);
    portal = new PortalPage(customer.page);
    for (const desk of [anna, ben, carla]) await seen(desk.all);
    await portal.file(kim);
    await new PortalPage(other.page).file(gil);
    await ben.hasRow(ben.all, kim.name);
    await ben.select(ben.all, kim.name);
    await ben.act(english.assign);
    await ben.act(english.join);
    await ben.chat.say('Hello Kim, this is Ben.');
    await portal.chat.sees('Hello Kim, this is Ben.');
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('by an admin in the console empties the open console at once, with words', async () => {
    const dialog = await anna.open(english.tools.technicians);
    await dialog.getByRole('group', { name: /^Change .?Ben Okafor/ }).getByRole('button', { name: 'Disable' }).click();
    await dialog.getByRole('button', { name: 'Disable' }).last().click();
    await seen(ben.page.getByText(without('Acme')));
    await gone(ben.page.getByText(kim.name));
    await gone(ben.page.getByText('Hello Kim, this is Ben.'));
    await gone(ben.chat.composer);
    await seen(dialog.getByText('Disabled'));
    await anna.page.keyboard.press('Escape');
    await gone(anna.dialog);
  });

  it('makes the requests of whoever had it new again, and the customer is told', async () => {
    await anna.hasRow(anna.all, kim.name);
    assert.match(await anna.cell(anna.all, kim.name, 'Status'), new RegExp(english.standings.waiting));
    await portal.chat.sees(/Anna Berg has taken this request back from Ben Okafor/);
  });

  it('stays withdrawn after a reload', async () => {
    await ben.page.reload();
    await seen(ben.page.getByText(without('Acme')));
    assert.equal(await ben.page.getByText(kim.name).count(), 0);
  });

  it('is given back by the command line, and the console has everything again', async () => {
    assert.match(await server.technician('list', '--company', 'acme'), /^ben\tBen Okafor\ttechnician\tdisabled/m);
    assert.match(await server.technician('enable', '--company', 'acme', '--id', 'ben'), /^ben: Ben Okafor, technician, enabled/);
    await ben.page.reload();
    await ben.hasRow(ben.all, kim.name);
    await ben.select(ben.all, kim.name);
    await ben.act(english.assign);
    await ben.hasRow(ben.mine, kim.name);
  });

  it('by the command line empties the open console just as well', async () => {
    await carla.hasRow(carla.all, gil.name);
    await carla.select(carla.all, gil.name);
    await carla.chat.sees(gil.description);
    await server.technician('disable', '--company', 'globex', '--id', 'carla');
    await seen(carla.page.getByText(without('Globex')));
    await gone(carla.page.getByText(gil.name));
    await gone(carla.page.getByText(gil.description));
  });

  it('for one of two companies takes away that one, and leaves the other', async () => {
    await server.technician('enable', '--company', 'globex', '--id', 'carla');
    await anna.view(english.views[0]);
    await anna.hasRow(anna.all, gil.name);
    await server.technician('disable', '--company', 'globex', '--id', 'anna');
    await anna.hasNoRow(anna.all, gil.name);
    await seen(anna.page.getByText(without('Globex')));
    await anna.hasRow(anna.all, kim.name);
    await anna.select(anna.all, kim.name);
    await anna.note('Acme goes on.');
    await anna.chat.sees('Acme goes on.');
    await server.technician('enable', '--company', 'globex', '--id', 'anna');
    await anna.page.reload();
    await anna.hasRow(anna.all, gil.name);
  });

  it('is not that of the last admin', async () => {
    const dialog = await anna.open(english.tools.technicians);
    await dialog.getByRole('group', { name: /^Change .?Anna Berg/ }).getByRole('button', { name: 'Make technician' }).click();
    await seen(dialog.getByText('Somebody must be left who can change the technicians.'));
    await anna.page.keyboard.press('Escape');
    await gone(anna.dialog);
    await anna.hasRow(anna.all, kim.name);
  });

  it('An admin renames a technician, and customers and colleagues read the new name', async () => {
    const dialog = await anna.open(english.tools.technicians);
    await dialog.getByRole('group', { name: /^Change .?Ben Okafor/ }).getByRole('button', { name: 'Rename' }).click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill('  ');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seen(dialog.getByText('Enter a name.'));
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Benedict Okafor');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await seen(dialog.getByText('Benedict Okafor', { exact: true }));
    await ben.select(ben.mine, kim.name);
    await ben.act(english.join);
    await portal.chat.sees(/Benedict Okafor joined the chat/);
    await anna.page.keyboard.press('Escape');
  });

  it('An admin adds a technician, who is let in', async () => {
    const dialog = await anna.open(english.tools.technicians);
    await dialog.getByRole('button', { name: 'Add a technician' }).click();
    await dialog.getByRole('textbox', { name: 'ID' }).fill('ben');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Somebody Else');
    await dialog.getByRole('button', { name: 'Add a technician' }).click();
    await seen(dialog.getByText('Somebody with this ID works here already.'));
    assert.equal(await dialog.getByRole('textbox', { name: 'Name' }).inputValue(), 'Somebody Else', 'nothing typed is lost');
    await dialog.getByRole('textbox', { name: 'ID' }).fill('carla');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Carla Neumann');
    await dialog.getByRole('button', { name: 'Add a technician' }).click();
    await until('the command line to know her', async () => /^carla\tCarla Neumann\ttechnician\tenabled/m.test(await server.technician('list', '--company', 'acme')));
    await anna.page.keyboard.press('Escape');
  });

  it('Nobody but an admin is offered any of this', async () => {
    await ben.page.getByRole('button', { name: /^Your availability: / }).click();
    await seen(ben.page.getByRole('menuitem', { name: /^Notifications/ }));
    assert.equal(await ben.page.getByRole('menuitem', { name: english.tools.technicians }).count(), 0);
    await ben.page.keyboard.press('Escape');
  });

  it('left no error on any page', () => {
    for (const person of people) assert.deepEqual(person.troubles, []);
  });
});
