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

  /** An action behind "More actions", once that is open. */
  menuAction(name: string): Locator {
    return this.page.getByRole('menuitem', { name, exact: true });
  }

  async openMenu(): Promise<void> {
    await this.action(this.labels.moreActions).click();
  }

  async actFromMenu(name: string): Promise<void> {
    await this.openMenu();
    await this.menuAction(name).click();
  }

  /** A dialog that is open. */
  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Gives the request to a colleague, or with the name of the queue back to everyone. */
  async transfer(to: string, comment = ''): Promise<void> {
    await this.act(this.labels.transfer);
    await this.dialog.getByRole('radio', { name: new RegExp(`^${to}`) }).check();
    await this.dialog.getByRole('textbox', { name: this.labels.comment }).fill(comment);
    await this.dialog.getByRole('button', { name: this.labels.transfer, exact: true }).click();
    await gone(this.dialog);
  }

  async invite(whom: string): Promise<void> {
    await this.actFromMenu(this.labels.invite);
    await this.dialog.getByRole('radio', { name: new RegExp(`^${whom}`) }).check();
    await this.dialog.getByRole('button', { name: this.labels.invite, exact: true }).click();
    await gone(this.dialog);
  }

  async close(outcome = this.labels.resolved, comment = ''): Promise<void> {
    await this.act(this.labels.close);
    await this.dialog.getByRole('radio', { name: outcome, exact: true }).check();
    await this.dialog.getByRole('textbox', { name: this.labels.comment }).fill(comment);
    await this.dialog.getByRole('button', { name: this.labels.close, exact: true }).click();
    await gone(this.dialog);
  }

  /** Writes a note for colleagues. */
  async note(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: new RegExp(`^${this.labels.note}`) }).click();
    const field = this.page.getByRole('textbox', { name: this.labels.note, exact: true });
    await field.fill(text);
    await field.press('Enter');
    await until('the note to be taken', async () => (await field.inputValue()) === '');
    await this.page.getByRole('tab', { name: this.labels.reply }).click();
  }

  get searchField(): Locator {
    return this.page.getByRole('searchbox', { name: this.labels.search });
  }

  /** The customers of a list, from the first row to the last. */
  async customers(list: Locator): Promise<readonly string[]> {
    return (await list.getByRole('rowheader').getByRole('button').allInnerTexts()).map((name) => name.trim());
  }

  /** A column's heading, which says by `aria-sort` how the list is sorted. */
  heading(list: Locator, column: string): Locator {
    return list.getByRole('columnheader', { name: new RegExp(`^${column}`) });
  }

  /** Presses a column's heading. */
  async sortBy(list: Locator, column: string): Promise<void> {
    await this.heading(list, column).getByRole('button').click();
  }

  /** Opens a dialog of the menu of one's availability. */
  async open(tool: string): Promise<Locator> {
    await this.#availabilityButton.click();
    await this.page.getByRole('menuitem', { name: new RegExp(`^${tool}`) }).click();
    return seen(this.dialog);
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
