import type { Locator, Page } from 'playwright-core';
import { ChatPane } from './chat-pane.ts';
import { english, type Labels } from './labels.ts';
import { gone, seen } from './people.ts';
import { until } from './until.ts';

/** The technician's Support Center, by role and label. */
export class ConsolePage {
  readonly page: Page;
  readonly labels: Labels;
  readonly chat: ChatPane;

  constructor(page: Page, labels: Labels = english) {
    this.page = page;
    this.labels = labels;
    this.chat = new ChatPane(page, labels);
  }

  get all(): Locator {
    return this.#pane(this.labels.supportRequests);
  }

  get mine(): Locator {
    return this.#pane(this.labels.mySupportRequests);
  }

  /** A list with its heading, which may say how many are in it. */
  #pane(name: string): Locator {
    const named = { name: new RegExp(`^${name}( \\d+)?$`) };
    return this.page.getByRole('region', named).or(this.page.getByRole('tabpanel', named));
  }

  /** The row of a customer in one of the two lists. */
  row(list: Locator, customer: string): Locator {
    return list.getByRole('row').filter({ hasText: customer });
  }

  /** What a row says under a heading. */
  async cell(list: Locator, customer: string, column: string): Promise<string> {
    const headings = await list.getByRole('columnheader').allInnerTexts();
    const at = headings.findIndex((text) => text.trim().startsWith(column));
    if (at < 0) throw new Error(`No column ${column} among ${headings.join(', ')}`);
    return (await this.row(list, customer).first().locator('td, th').nth(at).innerText()).trim();
  }

  async view(name: string): Promise<void> {
    await this.viewTab(name).click();
  }

  viewTab(name: string): Locator {
    return this.all.getByRole('tab', { name: new RegExp(`^${name}( \\d+)?$`) });
  }

  async select(list: Locator, customer: string): Promise<void> {
    await this.row(list, customer).first().click();
  }

  /** What stands beside a term of Details or Source Information, opened if it is closed. */
  async detail(term: string): Promise<string> {
    const name = this.page.locator('dt', { hasText: new RegExp(`^\\s*${term}\\s*$`) }).first();
    await name.waitFor({ state: 'attached' });
    const section = this.page.locator('details', { has: name });
    if (!(await name.isVisible())) await section.locator('summary').click();
    return (await (await seen(name.locator('xpath=following-sibling::dd[1]'))).innerText()).trim();
  }

  action(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Presses a button once it can be pressed. */
  async act(name: string): Promise<void> {
    await this.action(name).first().click();
  }

  /** What the technician has set. */
  async availability(): Promise<string> {
    return (await (await seen(this.#availabilityButton)).innerText()).trim();
  }

  get #availabilityButton(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${this.labels.availability}: `) });
  }

  /** Sets oneself to Available or Unavailable, for all companies, and waits until it says so. */
  async become(wanted: string): Promise<void> {
    await this.#availabilityButton.click();
    await this.page.getByRole('menuitemradio', { name: wanted, exact: true }).click();
    await until(`the technician to be ${wanted}`, async () => (await this.availability()) === wanted);
  }

  async hasRow(list: Locator, customer: string): Promise<Locator> {
    return seen(this.row(list, customer));
  }

  async hasNoRow(list: Locator, customer: string): Promise<void> {
    await gone(this.row(list, customer));
  }
}
