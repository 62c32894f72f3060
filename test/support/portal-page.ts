import type { Locator, Page } from 'playwright-core';
import { ChatPane } from './chat-pane.ts';
import { english, type Labels } from './labels.ts';
import { seen } from './people.ts';

export interface Filed {
  readonly name: string;
  readonly email: string;
  readonly description: string;
}

/** The customer's portal, by role and label. */
export class PortalPage {
  readonly page: Page;
  readonly labels: Labels;
  readonly chat: ChatPane;

  constructor(page: Page, labels: Labels = english) {
    this.page = page;
    this.labels = labels;
    this.chat = new ChatPane(page, labels);
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label });
  }

  get submitButton(): Locator {
    return this.page.getByRole('button', { name: this.labels.submit });
  }

  async fill({ name, email, description }: Filed): Promise<void> {
    await this.field(this.labels.name).fill(name);
    await this.field(this.labels.email).fill(email);
    await this.field(this.labels.description).fill(description);
  }

  /** Fills in the form, submits it and gives the number that the portal then shows. */
  async file(form: Filed): Promise<number> {
    await this.fill(form);
    await this.submitButton.click();
    return this.number();
  }

  /** The number of the request that is shown. */
  async number(): Promise<number> {
    const heading = await seen(this.page.getByRole('heading', { name: this.labels.requestNumber }));
    return Number(this.labels.requestNumber.exec(await heading.innerText())?.[1]);
  }

  /** The customer's own requests, brought to the front where there is no room for both. */
  async list(): Promise<Locator> {
    const list = this.page.getByRole('navigation', { name: this.labels.myRequests });
    if (!(await list.isVisible())) await this.page.getByRole('button', { name: this.labels.myRequests }).first().click();
    return seen(list);
  }

  /** Begins another request beside the ones there are. */
  async begin(): Promise<void> {
    await (await this.list()).getByRole('button', { name: this.labels.newRequest }).click();
    await seen(this.submitButton);
  }
}
