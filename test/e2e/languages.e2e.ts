import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { ConsolePage } from '../support/console-page.ts';
import { english, german, type Labels } from '../support/labels.ts';
import { launch, seen, visit, type Person } from '../support/people.ts';
import { PortalPage } from '../support/portal-page.ts';
import { startServer, type DemoServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const setLanguage = (person: Person, lang: string) =>
  person.page.evaluate((wanted) => {
    document.documentElement.lang = wanted;
  }, lang);

for (const [lang, other, labels, others] of [
  ['de', 'en', german, english],
  ['en', 'de', english, german],
] as const) {
  describe(`The words in ${lang}, and switching to ${other}`, () => {
    let browser: Browser;
    let server: DemoServer;
    let customer: Person;
    let technician: Person;
    const erika = { name: 'Erika Musterfrau', email: 'erika@example.com', description: 'Straße, Größe, Übung' };

    before(async () => {
      [server, browser] = await Promise.all([startServer(), launch()]);
      technician = await visit(browser, server, '/console?technician=anna');
      customer = await visit(browser, server, '/portal/acme');
      await setLanguage(technician, lang);
      await setLanguage(customer, lang);
    });
    after(async () => {
      await browser.close();
      await server.stop();
    });

    it('are those of the portal, before and after the request', async () => {
      const portal = new PortalPage(customer.page, labels);
      for (const field of [labels.name, labels.email, labels.description]) await seen(portal.field(field));
      const number = await portal.file(erika);
      assert.ok(number > 0);
      await seen(portal.chat.composer);
      await seen(customer.page.getByRole('button', { name: labels.send }));
    });

    it('are those of the Support Center in every place', async () => {
      const desk = new ConsolePage(technician.page, labels);
      await desk.hasRow(desk.all, erika.name);
      await everyPlace(desk, labels, erika.name);
      assert.match(await desk.cell(desk.all, erika.name, labels.columns[4] ?? ''), new RegExp(labels.standings.waiting));
      await desk.act(labels.assign);
      await desk.hasRow(desk.mine, erika.name);
      await until('its status', async () => (await desk.detail(labels.detailTerms[3] ?? '')).includes(labels.standings.waiting));
      await desk.act(labels.join);
      await until('its status', async () => (await desk.detail(labels.detailTerms[3] ?? '')).includes(labels.standings.inChat));
      for (const heading of labels.myColumns) await seen(desk.mine.getByRole('columnheader', { name: new RegExp(`^${heading}`) }));
      for (const action of [labels.end, labels.close]) await seen(desk.action(action));
      await desk.openMenu();
      await seen(desk.menuAction(labels.unassign));
      await desk.page.keyboard.press('Escape');
      await desk.act(labels.end);
      await until('its status', async () => (await desk.detail(labels.detailTerms[3] ?? '')).includes(labels.standings.ended));
    });

    it('change at once when the page changes its language, and nothing typed is lost', async () => {
      const portal = new PortalPage(customer.page, labels);
      await portal.chat.composer.fill('…');
      await setLanguage(customer, other);
      await setLanguage(technician, other);
      const switched = new PortalPage(customer.page, others);
      await seen(switched.chat.composer);
      assert.equal(await switched.chat.composer.inputValue(), '…');
      const desk = new ConsolePage(technician.page, others);
      await desk.hasRow(desk.mine, erika.name);
      await seen(desk.action(others.close));
    });

    it('left no error on any page', () => {
      assert.deepEqual([...customer.troubles, ...technician.troubles], []);
    });
  });
}

async function everyPlace(desk: ConsolePage, labels: Labels, customer: string): Promise<void> {
  await seen(desk.mine);
  for (const view of labels.views) await seen(desk.viewTab(view));
  for (const heading of labels.columns) await seen(desk.all.getByRole('columnheader', { name: new RegExp(`^${heading}`) }));
  await desk.select(desk.all, customer);
  const [actions, ...headed] = labels.parts;
  await seen(desk.page.getByRole('group', { name: actions, exact: true }));
  for (const part of headed) await seen(desk.page.getByRole('heading', { name: part, exact: true }));
  for (const term of [...labels.detailTerms, ...labels.sourceTerms]) assert.notEqual(await desk.detail(term), '');
  assert.equal(await desk.availability(), labels.available);
}
