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
    return this.page.getByRole('region', { name: this.labels.supportRequests, exact: true });
  }

  get mine(): Locator {
    return this.page.getByRole('region', { name: this.labels.mySupportRequests, exact: true });
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
    const named = { name: new RegExp(`^${name}(\\s|$)`) };
    await this.all.getByRole('tab', named).or(this.all.getByRole('button', named)).or(this.all.getByRole('radio', named)).first().click();
  }

  async select(list: Locator, customer: string): Promise<void> {
    await this.row(list, customer).first().click();
  }

  /** What stands beside a term of Details or Source Information. */
  async detail(term: string): Promise<string> {
    const value = this.page.locator('dt', { hasText: new RegExp(`^\\s*${term}\\s*$`) }).locator('xpath=following-sibling::dd[1]');
    return (await (await seen(value)).innerText()).trim();
  }

  action(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Presses a button once it can be pressed. */
  async act(name: string): Promise<void> {
    await this.action(name).first().click();
  }

  async availability(): Promise<string> {
    return (await this.availabilityButton.innerText()).trim();
  }

  get availabilityButton(): Locator {
    const { available, unavailable } = this.labels;
    return this.page.getByRole('button', { name: new RegExp(`(${available}|${unavailable})`) }).first();
  }

  /** Sets oneself to Available or Unavailable and waits until it says so. */
  async become(wanted: string): Promise<void> {
    await seen(this.availabilityButton);
    if ((await this.availability()) !== wanted) {
      await this.availabilityButton.click();
      const choice = this.page.getByRole('menuitemradio', { name: wanted, exact: true }).or(this.page.getByRole('option', { name: wanted, exact: true }));
      if ((await this.availability()) !== wanted && (await choice.count()) > 0) await choice.first().click();
    }
    await until(`the technician to be ${wanted}`, async () => (await this.availability()) === wanted);
  }

  async hasRow(list: Locator, customer: string): Promise<Locator> {
    return seen(this.row(list, customer));
  }

  async hasNoRow(list: Locator, customer: string): Promise<void> {
    await gone(this.row(list, customer));
  }
}
