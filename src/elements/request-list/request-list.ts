import ArrowDown from 'lucide/dist/esm/icons/arrow-down.mjs';
import ArrowUp from 'lucide/dist/esm/icons/arrow-up.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListSettings, TechnicianClient } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import { columns as sortable, type Column, type Direction } from '../../domain/sort-key.ts';
import { views, type View } from '../../domain/views.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import type { Area } from '../../locales/languages.ts';
import type { Row } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent, SupportSelectEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { isAddressOf, parseRequestAddress, type RequestAddress } from '../request-address.ts';
import { SupportElement } from '../support-element.ts';
import { Arrivals } from './arrivals.ts';
import { emptyStyles } from './empty.styles.ts';
import { emptyState } from './empty.ts';
import { LiveQuery } from './live-query.ts';
import { MinuteClock } from './minute-clock.ts';
import { NearEnd } from './near-end.ts';
import { afterHeading, columnsOf, orderOf, type Order } from './order.ts';
import { requestListStyles } from './request-list.styles.ts';
import { rowAfterKey } from './row-keys.ts';
import { rowTemplate } from './row.ts';
import { standingStyles } from './standing.styles.ts';
import { twoLineStyles } from './two-lines.styles.ts';
import { waitOf } from './waiting.ts';

const densities = ['compact', 'comfortable'] as const;

/**
 * One sortable, live list of requests: Support Requests, or with `mine` the technician's own. Rows come and change by
 * themselves; Tab leads to one row, the arrow keys, Home, End and the page keys to the others, Enter selects.
 *
 * Without `sort`, New begins with whoever has waited longest, My Support Requests with what was taken on last, and the
 * other views with what was submitted last.
 *
 * @fires {SupportSelectEvent} support-select - A request was chosen.
 * @fires {SupportErrorEvent} support-error - Something was refused; the list has said so.
 * @csspart table - The table.
 */
export class RequestList extends SupportElement {
  static override readonly tag: string = 'request-list';
  static override styles: CSSResultGroup = [tokens, base, controls, standingStyles, emptyStyles, requestListStyles, twoLineStyles];

  /** Which requests: `all`, `new`, `active` or `completed`; empty for New, and for what is active among one's own. */
  @property() view: View | '' = '';

  /** Only those assigned to the technician. */
  @property({ type: Boolean }) mine = false;

  /** The column to sort by; empty for the view's own order. Follows presses on the headings. */
  @property() sort: Column | '' = '';

  /** `ascending` or `descending`; empty for the direction that goes with `sort`. */
  @property() direction: Direction | '' = '';

  /** The selected request: `company/number` or `company/key`. */
  @property() request = '';

  /** `compact`, or `comfortable` with the first line of the description. Own requests are compact by themselves. */
  @property() density: (typeof densities)[number] | '' = '';

  /** What the list is called; its own name if empty. */
  @property() label = '';

  @state() private focusKey = '';
  @state() private loadingMore = false;
  @state() private problem = '';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #query = new LiveQuery(
    this,
    () => this.#technician,
    () => this.#settings,
    () => {
      this.#outgoing = this.#shown;
      this.#epoch = {};
    },
  );
  readonly #rows = new StoreController(this, () => this.#query.list?.$rows);
  readonly #status = new StoreController(this, () => this.#query.list?.$status);
  readonly #more = new StoreController(this, () => this.#query.list?.$more);
  readonly #connection = new StoreController(this, () => this.#technician?.$connection);
  readonly #companies = new StoreController(this, () => this.#technician?.$companies);
  readonly #clock = new MinuteClock(this, () => this.#shown.some((row) => waitOf(row, 0) !== null));
  readonly #nearEnd = new NearEnd(this, () => void this.#loadMore());
  readonly #arrivals = new Arrivals();
  #fresh: ReadonlySet<string> = new Set();
  /** Another object for each question: the first rows of another question are not new. */
  #epoch: object = {};
  /** The rows of the question before, while those of the present one are on their way. */
  #outgoing: readonly Row[] | undefined;
  #rendered: readonly Row[] = [];
  /** Where the focus was before a rendering that may move its row or take it away. */
  #focused: { readonly key: string; readonly index: number } | undefined;

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  get #technician(): TechnicianClient | undefined {
    const client = this.#clients.client;
    return client?.role === 'technician' ? client : undefined;
  }

  get #shown(): readonly Row[] {
    return this.#rows.value ?? [];
  }

  get #view(): View {
    return views.find((view) => view === this.view) ?? (this.mine ? 'active' : 'new');
  }

  get #order(): Order {
    return orderOf(this, this.#view, this.mine);
  }

  get #settings(): ListSettings {
    return { view: this.#view, mine: this.mine, ...this.#order };
  }

  get #address(): RequestAddress | null {
    return parseRequestAddress(this.request);
  }

  /** Puts the focus on the selected row, else the first; returns false if there is none. */
  override focus(options?: FocusOptions): boolean {
    const button = this.#button(this.#tabStop()) ?? this.renderRoot.querySelector<HTMLElement>('.empty-title');
    button?.focus(options);
    return button !== null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.allow('view', this.view, ['', ...views]);
    if (changed.has('sort')) this.allow('sort', this.sort, ['', ...sortable]);
    if (changed.has('direction')) this.allow('direction', this.direction, ['', 'ascending', 'descending']);
    if (changed.has('density')) this.allow('density', this.density, ['', ...densities]);
    const key = this.#lineOf(this.shadowRoot?.activeElement)?.dataset['key'];
    this.#focused = key === undefined ? undefined : { key, index: this.#rendered.findIndex((row) => row.key === key) };
  }

  protected override update(changed: PropertyValues): void {
    this.#fresh = this.#arrived();
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#nearEnd.watch(this.renderRoot.querySelector('.near-end'), this.#rendered !== this.#shown);
    this.#rendered = this.#shown;
    if (this.#focused && !this.shadowRoot?.activeElement) this.#keepFocus(this.#focused);
  }

  /** A row that moved has lost the focus to nowhere, one that left has taken it along. */
  #keepFocus({ key, index }: { readonly key: string; readonly index: number }): void {
    const rows = this.#shown;
    this.focusKey = rows.find((row) => row.key === key)?.key ?? rows[Math.min(Math.max(index, 0), rows.length - 1)]?.key ?? '';
    (this.#button(this.focusKey) ?? this.renderRoot.querySelector<HTMLElement>('.empty-title'))?.focus({ preventScroll: true });
  }

  /** The rows that have come in by themselves, as against those that another question has brought. */
  #arrived(): ReadonlySet<string> {
    const ready = this.#status.value === 'ready';
    if (!ready || (this.#outgoing?.length && this.#shown === this.#outgoing)) return new Set();
    this.#outgoing = undefined;
    return this.#arrivals.take(this.#shown, this.#epoch, this.loadingMore);
  }

  async #loadMore(): Promise<void> {
    const { list } = this.#query;
    if (!list || this.loadingMore || this.#more.value !== true) return;
    this.loadingMore = true;
    try {
      await list.loadMore();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.loadingMore = false;
    }
  }

  readonly #becomeAvailable = async (): Promise<void> => {
    this.problem = '';
    try {
      await this.#technician?.setAvailable(true);
    } catch (error) {
      this.#fail(error);
    }
  };

  #fail(error: unknown): void {
    const code = isSupportError(error) ? error.code : 'unavailable';
    this.problem = this.#common.words.errors[code];
    this.announce(this.problem, 'assertive');
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  #tabStop(): string {
    const rows = this.#shown;
    if (rows.some(({ key }) => key === this.focusKey)) return this.focusKey;
    const address = this.#address;
    return (rows.find((row) => isAddressOf(address, row)) ?? rows[0])?.key ?? '';
  }

  #button(key: string): HTMLButtonElement | null {
    return this.renderRoot.querySelector(`tr[data-key="${CSS.escape(key)}"] button`);
  }

  #lineOf(target: EventTarget | null | undefined): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
  }

  readonly #onClick = (event: MouseEvent): void => {
    const line = this.#lineOf(event.target);
    const row = this.#shown.find(({ key }) => key === line?.dataset['key']);
    if (!line || !row) return;
    this.focusKey = row.key;
    line.querySelector('button')?.focus({ preventScroll: true });
    // The ring is for the keyboard; browsers show it for a focus that was set.
    if (event.detail > 0) line.parentElement?.classList.add('by-pointer');
    const chosen = new SupportSelectEvent(row);
    this.request = chosen.request;
    this.dispatchEvent(chosen);
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    const key = this.#lineOf(event.target)?.dataset['key'];
    if (key !== undefined) this.focusKey = key;
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    if (event.currentTarget instanceof Element) event.currentTarget.classList.remove('by-pointer');
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#shown;
    const at = rows.findIndex(({ key }) => key === this.#tabStop());
    const to = rowAfterKey(event.key, at, rows.length, this.#page());
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    const row = rows[to];
    if (!row) return;
    this.focusKey = row.key;
    this.#button(row.key)?.focus();
  };

  /** Rows that are to be seen at once. */
  #page(): number {
    const scroller = this.renderRoot.querySelector('.scroller');
    const row = this.renderRoot.querySelector('tbody tr');
    return scroller && row ? Math.floor(scroller.clientHeight / Math.max(row.clientHeight, 1)) - 2 : 10;
  }

  readonly #onAnimationEnd = (event: AnimationEvent): void => {
    const key = event.target instanceof HTMLElement ? event.target.dataset['key'] : undefined;
    if (key === undefined || event.animationName !== 'tint') return;
    this.#arrivals.settle(key);
    this.requestUpdate();
  };

  #sortBy(column: Column): void {
    const order = afterHeading(this.#order, column);
    this.sort = order.sort;
    this.direction = order.direction;
    this.announce(this.#terms.words.sortedBy(this.#terms.words.columns[order.sort], order.direction));
  }

  protected override render(): TemplateResult {
    const ready = this.#status.value === 'ready';
    const rows = this.#shown;
    return html`<div class="frame">${this.#note(rows.length > 0)}
      <div class="scroller">
        ${rows.length > 0 ? this.#table(rows) : ready ? this.#empty() : this.#waitingForRows()}
        ${this.#more.value === true && rows.length > 0
          ? html`<div class="near-end"></div>
              <p class="end"><button type="button" class="button plain" aria-disabled=${this.loadingMore ? 'true' : nothing} @click=${() => void this.#loadMore()}>${this.#terms.words.more}</button></p>`
          : nothing}
      </div>
    </div>`;
  }

  #table(rows: readonly Row[]): TemplateResult {
    const { words } = this.#terms;
    const columns = columnsOf(this.mine);
    const order = this.#order;
    const address = this.#address;
    const names = this.#names();
    const tabStop = this.#tabStop();
    const excerpt = (this.density || (this.mine ? 'compact' : 'comfortable')) === 'comfortable';
    const { now } = this.#clock;
    const today = new Date(now).toDateString();
    const spoken = { common: this.#common.words, console: words, formats: this.#terms.formats };
    const label = this.label || (this.mine ? words.mySupportRequests : words.supportRequests);
    return html`<table part="table" role="table" class="${this.mine ? 'mine' : 'all'} ${excerpt ? 'comfortable' : 'compact'}" aria-label=${label}>
      <thead role="rowgroup">
        <tr role="row">${columns.map((column) => this.#heading(column, order))}</tr>
      </thead>
      <tbody role="rowgroup" @click=${this.#onClick} @keydown=${this.#onKeyDown} @focusin=${this.#onFocusIn} @focusout=${this.#onFocusOut} @animationend=${this.#onAnimationEnd}>
        ${repeat(
          rows,
          ({ key }) => key,
          (row) => {
            const selected = isAddressOf(address, row);
            const company = names.get(row.company) ?? row.company;
            const fresh = this.#fresh.has(row.key);
            const stop = row.key === tabStop;
            const minute = waitOf(row, now) ? now : today;
            return guard([row, columns, company, selected, stop, fresh, excerpt, minute, words, spoken.common], () =>
              rowTemplate({ ...spoken, row, columns, company, selected, tabStop: stop, fresh, excerpt, now }),
            );
          },
        )}
      </tbody>
    </table>`;
  }

  #heading(column: Column, order: Order): TemplateResult {
    const sorted = order.sort === column;
    const arrow = sorted && order.direction === 'descending' ? ArrowDown : ArrowUp;
    return html`<th role="columnheader" scope="col" class=${column} aria-sort=${sorted ? order.direction : nothing}>
      <button type="button" class="sort" @click=${() => {
        this.#sortBy(column);
      }}>${this.#terms.words.columns[column]}${icon(arrow, 'arrow')}</button>
    </th>`;
  }

  /** Why new requests are missing, and the way out: above the rows, or in their place. */
  #note(rowsBelow: boolean): TemplateResult | typeof nothing {
    const hidden = rowsBelow ? this.#hidden() : '';
    return html`${hidden ? html`<p class="note away"><span>${hidden}</span>${this.#availableButton('plain')}</p>` : nothing}
    ${this.problem ? html`<p class="note bad">${this.problem}</p>` : nothing}`;
  }

  #availableButton(look: 'plain' | 'primary'): TemplateResult {
    return html`<button type="button" class="button ${look}" @click=${this.#becomeAvailable}>${this.#terms.words.becomeAvailable}</button>`;
  }

  /** The sentence that says whose new requests are not shown; empty if all are. */
  #hidden(): string {
    if (this.mine || (this.#view !== 'new' && this.#view !== 'all')) return '';
    const companies = this.#companies.value ?? [];
    const away = companies.filter(({ me }) => me?.available === false);
    if (away.length === 0) return '';
    const { words, formats } = this.#terms;
    return away.length === companies.length ? words.hiddenWhileUnavailable : words.hiddenWhileUnavailableFor(formats.list(away.map(({ company, settings }) => settings?.name ?? company)));
  }

  #empty(): TemplateResult {
    const { words } = this.#terms;
    const hidden = this.#hidden();
    if (hidden) return emptyState('away', words.unavailable, hidden, this.#availableButton('primary'));
    const which = this.mine ? 'mine' : this.#view;
    return emptyState(this.mine ? 'desk' : 'tray', words.empty[which], words.emptyHint[which]);
  }

  #waitingForRows(): TemplateResult {
    const connection = this.#connection.value;
    if (connection?.status === 'refused') {
      const { connection: said, errors } = this.#common.words;
      return emptyState('tray', said.refused, connection.error ? errors[connection.error] : '');
    }
    return html`<div class="skeleton" aria-busy="true">
      <span class="hidden">${this.#terms.words.loadingRequests}</span>
      ${Array.from({ length: 6 }, () => html`<div class="bone"><span></span><span></span><span></span></div>`)}
    </div>`;
  }

  #names(): ReadonlyMap<string, string> {
    return new Map((this.#companies.value ?? []).map(({ company, settings }) => [company, settings?.name ?? company]));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'request-list': RequestList;
  }
}
