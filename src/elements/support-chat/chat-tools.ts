import { html, nothing, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { Conversation } from '../../client/client.ts';
import { privateTag } from '../private-tags.ts';
import type { SupportElement } from '../support-element.ts';
import type { AnyClient } from '../context.ts';
import { FoundMarks } from './found-marks.ts';
import { LogSaving } from './log-saving.ts';
import { SearchBar } from './search-bar.ts';

export interface ChatToolsParts {
  conversation(): Conversation | undefined;
  client(): AnyClient | undefined;
  /** Brings a line into view, without the focus. */
  goTo(seq: number): Promise<void>;
  /** Something went wrong; the reader has been told. */
  failed(error: unknown): void;
}

/** What is done with a conversation now and then: it is searched, and saved as a file. Loaded when somebody wants one of them. */
export class ChatTools {
  readonly #host: SupportElement;
  readonly #parts: ChatToolsParts;
  readonly #marks: FoundMarks;
  readonly #saving: LogSaving;
  #searches = false;
  /** What had the focus before the search. */
  #opener: HTMLElement | null = null;
  #shown: Conversation | undefined;

  constructor(host: SupportElement, parts: ChatToolsParts) {
    this.#host = host;
    this.#parts = parts;
    this.#marks = new FoundMarks(host);
    this.#saving = new LogSaving(host, parts.failed);
  }

  get #bar(): SearchBar | null {
    return this.#host.renderRoot.querySelector<SearchBar>('.search-bar');
  }

  /** Whether the focus is in the field of the search: there the browser's own search is meant. */
  get searching(): boolean {
    return this.#searches && this.#host.shadowRoot?.activeElement === this.#bar;
  }

  /** Opens the search, or goes back to it. */
  async search(): Promise<void> {
    if (!this.#searches) this.#opener = focused(this.#host.ownerDocument);
    this.#searches = true;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    await this.#bar?.updateComplete;
    this.#bar?.focus();
  }

  readonly #close = async (): Promise<void> => {
    const within = this.#host.shadowRoot?.activeElement === this.#bar;
    this.#searches = false;
    this.#marks.clear();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!within) return;
    if (this.#opener?.isConnected && this.#opener !== this.#host.ownerDocument.body) this.#opener.focus();
    else this.#host.focus();
  };

  save(format: 'text' | 'json'): Promise<void> {
    const conversation = this.#parts.conversation();
    return conversation ? this.#saving.save(conversation, format) : Promise.resolve();
  }

  /** Above the lines: the search, while it is open. */
  render(): TemplateResult | typeof nothing {
    const conversation = this.#parts.conversation();
    if (conversation !== this.#shown) {
      this.#shown = conversation;
      this.#searches = false;
      this.#marks.clear();
      this.#saving.end();
    }
    if (!this.#searches || !conversation) return nothing;
    const tag = privateTag(SearchBar);
    return staticHtml`<${tag} class="search-bar" .client=${this.#parts.client()} .conversation=${conversation} .goTo=${this.#parts.goTo} .mark=${this.#marks.show} .closed=${this.#close}></${tag}>`;
  }

  /** Above the field: what becomes of a file that is being saved. */
  note(): TemplateResult {
    return html`${this.#saving.render()}`;
  }
}

/** What has the focus, through all shadow trees. */
function focused(page: Document): HTMLElement | null {
  let active = page.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : null;
}
