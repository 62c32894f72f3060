import ChevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import ChevronUp from 'lucide/dist/esm/icons/chevron-up.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import { searchLength, searchTerms } from '../../domain/search.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en } from '../../locales/en/conversation.ts';
import type { Area } from '../../locales/languages.ts';
import type { Hit } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { icon, type IconNode } from '../icon.ts';
import { SupportElement } from '../support-element.ts';
import { onTimer } from '../timer.ts';
import { searchBarStyles } from './search-bar.styles.ts';

/** Typing rests for this long before it is looked for. Milliseconds. */
const rest = 250;

/** So long is waited where the desk has asked for it. Milliseconds. */
const pause = 1_000;

type Trouble = 'missing' | 'tooLong' | 'offline' | 'failed';

/** What has been found so far. Newest first. */
interface Result {
  readonly terms: readonly string[];
  readonly hits: readonly Hit[];
  /** Where to go on; null if everything has been looked at. */
  readonly before: number | null;
}

const noResult: Result = { terms: [], hits: [], before: null };

/** A part of support-chat: a search in all of the conversation, from hit to hit. Loaded when it is opened. */
export class SearchBar extends SupportElement {
  static override readonly tag: string = 'search-bar';
  static override styles = [tokens, base, controls, searchBarStyles];

  @property({ attribute: false }) conversation: Conversation | undefined;
  /** Brings a line into view, without the focus. */
  @property({ attribute: false }) goTo: (seq: number) => Promise<void> = () => Promise.resolve();
  /** Marks terms in the lines of hits. */
  @property({ attribute: false }) mark: (seqs: readonly number[], terms: readonly string[], now: number | null) => void = () => undefined;
  @property({ attribute: false }) closed: () => unknown = () => undefined;

  @state() private text = '';
  @state() private result: Result = noResult;
  /** Which hit is looked at. */
  @state() private at = 0;
  @state() private busy = false;
  @state() private trouble: Trouble | null = null;

  readonly #terms = new TermsController(this, 'conversation', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #messages = new StoreController(this, () => this.conversation?.$messages);
  /** What was asked last: of other answers nobody wants to know any more. */
  #asked = 0;
  #looked = '';
  #cancel: (() => void) | null = null;

  constructor() {
    super();
    this.addController({
      hostDisconnected: () => {
        this.#asked += 1;
        this.#cancel?.();
      },
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  override focus(): void {
    this.#field?.focus();
    this.#field?.select();
  }

  get #field(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input');
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    // Lines that were rendered anew have lost their marks.
    if (this.#messages.value && this.result.hits.length > 0) void this.#mark();
  }

  async #mark(): Promise<void> {
    const root = this.getRootNode();
    if (root instanceof ShadowRoot && root.host instanceof SupportElement) await root.host.updateComplete;
    const { hits, terms } = this.result;
    if (this.isConnected) this.mark(hits.map(({ seq }) => seq), terms, hits[this.at]?.seq ?? null);
  }

  // ── Looking ───────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly #typed = ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    this.text = target.value;
    this.#cancel?.();
    this.#cancel = onTimer(rest, () => void this.#look(false));
  };

  /** @param wanted whether somebody has pressed for it: then it is said why there is nothing to look for. */
  async #look(wanted: boolean): Promise<void> {
    this.#cancel?.();
    this.#cancel = null;
    const { text } = this;
    const terms = searchTerms(text);
    this.#looked = text;
    this.#asked += 1;
    this.busy = false;
    this.at = 0;
    this.result = noResult;
    this.mark([], [], null);
    if (terms.length === 0) this.#trouble(wanted ? 'missing' : null);
    else if (text.length > searchLength) this.#trouble('tooLong');
    else {
      this.#trouble(null);
      await this.#more({ ...noResult, terms });
    }
  }

  /** Reads on until there is another hit, or nothing is left to look at; then goes to the first that is new. */
  async #more(so: Result): Promise<void> {
    const { conversation } = this;
    const asked = (this.#asked += 1);
    if (!conversation) return;
    this.busy = true;
    let { hits, before } = so;
    try {
      do {
        const found = await this.#find(conversation, before);
        if (asked !== this.#asked) return;
        ({ before } = found);
        hits = [...hits, ...found.hits];
      } while (hits.length === so.hits.length && before !== null);
      this.busy = false;
      this.result = { ...so, hits, before };
      if (hits.length === 0) this.announce(this.#terms.words.search.nothing);
      else await this.#go(hits.length > so.hits.length ? so.hits.length : 0);
    } catch (error) {
      if (asked !== this.#asked) return;
      this.busy = false;
      this.#trouble(isSupportError(error) && error.code === 'offline' ? 'offline' : 'failed');
    }
  }

  async #find(conversation: Conversation, before: number | null): Promise<Pick<Result, 'hits' | 'before'>> {
    for (;;) {
      const asked = this.#asked;
      try {
        return await conversation.find(this.#looked, before === null ? {} : { before });
      } catch (error) {
        if (!isSupportError(error) || error.code !== 'rate_limited' || asked !== this.#asked) throw error;
        await new Promise<void>((resolve) => onTimer(pause, resolve));
      }
    }
  }

  /** From hit to hit, around the end: 1 to an earlier one, -1 to a later one. */
  async #step(step: 1 | -1): Promise<void> {
    if (this.text !== this.#looked || this.trouble) {
      await this.#look(true);
      return;
    }
    const { hits, before } = this.result;
    if (this.busy) return;
    if (hits.length === 0) {
      await this.#look(true);
      return;
    }
    const to = this.at + step;
    if (to === hits.length && before !== null) await this.#more(this.result);
    else await this.#go((to + hits.length) % hits.length);
  }

  async #go(at: number): Promise<void> {
    const hit = this.result.hits[at];
    if (!hit) return;
    this.at = at;
    this.announce(`${this.#place}. ${hit.excerpt}`);
    try {
      await this.goTo(hit.seq);
    } catch {
      this.#trouble('offline');
    }
    await this.#mark();
  }

  #trouble(trouble: Trouble | null): void {
    this.trouble = trouble;
    if (trouble) this.announce(this.#said(trouble), 'assertive');
  }

  // ── Templates ─────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    // Nothing around it is meant.
    event.preventDefault();
    event.stopPropagation();
    this.closed();
  };

  readonly #entered = (event: KeyboardEvent): void => {
    // An Enter that ends a composition chooses a word; Safari reports it after the composition, with 229.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it there
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void this.#step(event.shiftKey ? -1 : 1);
  };

  get #place(): string {
    const { hits, before } = this.result;
    return this.#terms.words.search.place(this.at + 1, hits.length, before !== null, this.#terms.formats);
  }

  #said(trouble: Trouble): string {
    const { search } = this.#terms.words;
    if (trouble === 'offline') return this.#common.words.errors.offline;
    return trouble === 'tooLong' ? search.tooLong(this.#terms.formats.number(searchLength)) : search[trouble];
  }

  get #state(): string {
    const { search } = this.#terms.words;
    if (this.trouble) return this.#said(this.trouble);
    if (this.busy) return search.searching;
    if (this.result.hits.length > 0) return this.#place;
    return this.#looked === '' || searchTerms(this.#looked).length === 0 ? '' : search.nothing;
  }

  protected override render(): TemplateResult {
    const { search } = this.#terms.words;
    return html`<form
      role="search"
      @submit=${(event: Event) => {
        event.preventDefault();
      }}
      @keydown=${this.#pressed}
    >
      <span class="field">
        <input
          class="input"
          type="search"
          aria-label=${search.field}
          aria-describedby="said"
          aria-invalid=${this.trouble === 'tooLong' ? 'true' : nothing}
          placeholder=${search.placeholder}
          autocomplete="off"
          enterkeyhint="search"
          dir="auto"
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#entered}
        />
      </span>
      <span class=${`said${this.trouble ? ' bad' : ''}`} id="said">${this.#state}</span>
      ${this.#button(search.earlier, ChevronUp, () => void this.#step(1))} ${this.#button(search.later, ChevronDown, () => void this.#step(-1))}
      ${this.#button(search.close, X, () => this.closed())}
    </form>`;
  }

  #button(label: string, sign: IconNode, press: () => void): TemplateResult {
    return html`<button type="button" class="button plain icon-only" aria-label=${label} title=${label} @click=${press}>${icon(sign)}</button>`;
  }
}
