import Search from 'lucide/dist/esm/icons/search.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { searchLength } from '../../domain/search.ts';
import type { ConsoleTerms } from '../../locales/en/console.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';
import type { KeyHint } from '../key-hint.ts';
import { onTimer, type After } from '../timer.ts';

/** How long after the last key a search begins. Milliseconds. */
const pause = 200;

/** What is typed into the search field, and what of it is being searched for. */
export class SearchText implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #begun: () => void;
  readonly #after: After;
  #typed = '';
  #asked = '';
  #stop: (() => void) | undefined;

  /** @param begun called when something is typed where nothing was: what is found has to be seen. */
  constructor(host: ReactiveControllerHost, begun: () => void, after: After = onTimer) {
    this.#host = host;
    this.#begun = begun;
    this.#after = after;
    host.addController(this);
  }

  get typed(): string {
    return this.#typed;
  }

  /** What the desk is asked for: nothing that it would refuse. */
  get asked(): string {
    return this.#asked;
  }

  get tooLong(): boolean {
    return this.#typed.trim().length > searchLength;
  }

  type(text: string): void {
    if (this.#typed === '' && text !== '') this.#begun();
    this.#typed = text;
    this.#stop?.();
    this.#stop = undefined;
    if (text.trim() === '') this.#asked = '';
    else if (!this.tooLong) this.#stop = this.#after(pause, this.#ask);
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  readonly #ask = (): void => {
    this.#stop = undefined;
    this.#asked = this.#typed.trim();
    this.#host.requestUpdate();
  };
}

/** What can be done when nothing was found: for the slot of a list. */
export function nothingFoundActions(words: ConsoleTerms, searchAll: (() => void) | null, clear: () => void): TemplateResult {
  return html`<span slot="nothing-found" class="way-out">
    ${searchAll ? html`<button type="button" class="button primary" @click=${searchAll}>${words.searchAll}</button>` : nothing}
    <button type="button" class="button" @click=${clear}>${words.clearSearch}</button>
  </span>`;
}

interface SearchField {
  readonly search: SearchText;
  readonly words: ConsoleTerms;
  readonly formats: Formats;
  readonly keys: KeyHint | undefined;
}

/** The field at the top. Escape clears it. */
export function searchField({ search, words, formats, keys }: SearchField): TemplateResult {
  const clear = (event: Event): void => {
    search.type('');
    if (event.currentTarget instanceof Element) event.currentTarget.closest('.search')?.querySelector('input')?.focus();
  };
  return html`<div class="search" role="search">
    ${icon(Search, 'glass')}
    <input
      class="input"
      type="search"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
      aria-label=${words.search}
      placeholder=${words.searchPlaceholder}
      title=${keys?.title ?? nothing}
      aria-keyshortcuts=${keys?.aria ?? nothing}
      aria-invalid=${search.tooLong ? 'true' : nothing}
      aria-describedby=${search.tooLong ? 'search-fault' : nothing}
      .value=${search.typed}
      @input=${({ target }: Event) => {
        if (target instanceof HTMLInputElement) search.type(target.value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Escape' || event.isComposing || search.typed === '') return;
        event.preventDefault();
        event.stopPropagation();
        clear(event);
      }}
    />
    ${search.typed === '' ? nothing : html`<button type="button" class="button plain icon-only clear" aria-label=${words.clearSearch} @click=${clear}>${icon(X)}</button>`}
    ${search.tooLong ? html`<p class="fault" id="search-fault" role="alert">${words.searchTooLong(formats.number(searchLength))}</p>` : nothing}
  </div>`;
}
