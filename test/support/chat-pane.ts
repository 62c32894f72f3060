import type { Locator, Page } from 'playwright-core';
import type { Labels } from './labels.ts';
import { gone, seen } from './people.ts';
import { until } from './until.ts';

/** The chat as either side reads and writes it. */
export class ChatPane {
  readonly #page: Page;
  readonly #labels: Labels;

  constructor(page: Page, labels: Labels) {
    this.#page = page;
    this.#labels = labels;
  }

  get transcript(): Locator {
    return this.#page.getByRole('region', { name: this.#labels.conversation });
  }

  get composer(): Locator {
    return this.#page.getByRole('textbox', { name: this.#labels.message });
  }

  /** Writes and presses Enter. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }

  /** Waits until a line with this text, or one that matches, stands in the transcript. */
  async sees(text: string | RegExp): Promise<Locator> {
    return seen(this.transcript.getByText(text));
  }

  async seesNot(text: string | RegExp): Promise<void> {
    await gone(this.transcript.getByText(text));
  }

  /** Waits until a message of one's own has got this far. */
  async has(text: string, progress: string): Promise<void> {
    const line = this.transcript.getByRole('listitem').filter({ hasText: text });
    await until(`"${text}" to be ${progress}`, async () => (await this.transcript.innerText()).includes(progress) && (await line.count()) > 0);
    await seen(this.transcript.getByText(progress));
  }

  /** What stands in the transcript and matches, from the oldest line shown to the newest. */
  async all(pattern: RegExp): Promise<readonly string[]> {
    return (await this.transcript.innerText()).match(pattern) ?? [];
  }

  /** Chooses a file by the button that a person would press. */
  async upload(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#page.getByRole('button', { name: this.#labels.uploadFile }).first().click();
    await (await chooser).setFiles(file);
  }

  /** Follows the link of a file in the chat and gives what arrives: of a picture that is shown large, from there. */
  async download(name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const link = await seen(this.transcript.getByRole('button', { name: new RegExp(`${name.replaceAll('.', '\\.')}.*\\d`) }));
    const arriving = this.#page.waitForEvent('download');
    await link.click();
    const dialog = this.#page.getByRole('dialog', { name });
    const shown = dialog.waitFor().then(
      () => dialog.getByRole('button', { name }).click(),
      () => undefined,
    );
    const download = await arriving;
    if (await dialog.isVisible()) await shown.then(() => this.#page.keyboard.press('Escape'));
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }
}
