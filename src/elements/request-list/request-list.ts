import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ListSettings } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { columns as sortable, type Column, type Direction } from '../../domain/sort-key.ts';
import { views, type View } from '../../domain/views.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import type { Area } from '../../locales/languages.ts';
import type { Row } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { companyName } from '../company-names.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { framePace } from '../controllers/frame-pace.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent, SupportSelectEvent, SupportSortEvent } from '../events.ts';
import { isAddressOf, parseRequestAddress } from '../request-address.ts';
import { SupportElement } from '../support-element.ts';
import { UnreadNews } from '../unread-news.ts';
import { arrivalStyles } from './arrivals.styles.ts';
import { Arrivals } from './arrivals.ts';
import { emptyStyles } from './empty.styles.ts';
import { FirstScreen } from './first-screen.ts';
import { headingTemplate } from './heading.ts';
import { ListSearch } from './list-search.ts';
import { emptyList, listNote, waitingForRows } from './list-states.ts';
import { LiveQuery } from './live-query.ts';
import { MinuteClock } from './minute-clock.ts';
import { NearEnd } from './near-end.ts';
import { afterHeading, columnsOf, orderOf, type Order } from './order.ts';
import { requestListStyles } from './request-list.styles.ts';
import { RowSlots } from './row-slots.ts';
import { lineOf, RowFocus } from './row-focus.ts';
import { isInvited, prepareRows, rowTemplate } from './row.ts';
import { ShownOrder } from './shown-order.ts';
import { skeletonStyles } from './skeleton.styles.ts';
import { standingStyles } from './standing.styles.ts';
import { twoLineStyles } from './two-lines.styles.ts';
import { waitOf } from './waiting.ts';

const densities = ['compact', 'comfortable'] as const;

/** Rendered at once beside those that a page key passes: the two it leaves, and one that may be cut off. */
const spareRows = 3;

/**
 * One sortable, live list of requests: Support Requests, or with `mine` the technician's own. Rows come and change by
 * themselves; Tab leads to one row, the arrow keys, Home, End and the page keys to the others, Enter selects.
 *
 * Without `sort`, New begins with whoever has waited longest, My Support Requests with what was taken on last, and the
 * other views with what was submitted last.
 *
 * @slot nothing-found - What can be done when a search has found nothing.
 * @fires {SupportSelectEvent} support-select - A request was chosen.
 * @fires {SupportSortEvent} support-sort - A heading was pressed: the rows have another order.
 * @fires {SupportUnreadChangeEvent} support-unread-change - With `mine`: the number of unread lines in these requests has changed.
 * @fires {SupportErrorEvent} support-error - Something was refused; the list has said so.
 * @csspart table - The table.
 */
export class RequestList extends SupportElement {
  static override readonly tag: string = 'request-list';
  static override styles: CSSResultGroup = [tokens, base, controls, standingStyles, emptyStyles, requestListStyles, skeletonStyles, arrivalStyles, twoLineStyles];

  /** Which requests: `all`, `new`, `active` or `completed`; empty for New, and for what is active among one's own. */
  @property() view: View | '' = '';

  /** Only those assigned to the technician. */
  @property({ type: Boolean }) mine = false;

  /** The column to sort by; empty for the view's own order. Follows presses on the headings. */
  @property() sort: Column | '' = '';

  /** `ascending` or `descending`; empty for the direction that goes with `sort`. */
  @property() direction: Direction | '' = '';

  /** Only requests in which all words of it are found, in number, customer, email, company or description. At most 200 characters. */
  @property() search = '';

  /** Ids of the companies whose requests are shown; all of the client's if not given. */
  @property({ attribute: false }) companies: readonly string[] | undefined;

  /** The selected request: `company/number` or `company/key`. */
  @property() request = '';

  /** `compact`, or `comfortable` with the first line of the description. Own requests are compact by themselves. */
  @property() density: (typeof densities)[number] | '' = '';

  /** What the list is called; its own name if empty. */
  @property() label = '';

  /** @internal Called at each rendering that shows what a desk has answered. */
  ready: (() => void) | undefined;

  @state() private loadingMore = false;
  @state() private problem = '';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #query = new LiveQuery(
    this,
    () => this.#clients.technician,
    () => this.#settings,
    () => {
      this.#outgoing = this.#shown;
      this.#epoch = {};
    },
  );
  readonly #rows = new StoreController(this, () => this.#query.list?.$rows, framePace());
  readonly #status = new StoreController(this, () => this.#query.list?.$status);
  readonly #more = new StoreController(this, () => this.#query.list?.$more);
  readonly #connection = new StoreController(this, () => this.#clients.technician?.$connection);
  readonly #companies = new StoreController(this, () => this.#clients.technician?.$companies);
  readonly #error = new StoreController(this, () => this.#query.list?.$error);
  readonly #clock = new MinuteClock(this, () => this.#shown.some((row) => waitOf(row, 0) !== null));
  readonly #nearEnd = new NearEnd(this, () => void this.#loadMore());
  readonly #arrivals = new Arrivals();
  readonly #firstScreen = new FirstScreen<Row>(this);
  readonly #rowSlots = new RowSlots();
  readonly #shownOrder = new ShownOrder(this);
  #fresh: ReadonlySet<string> = new Set();
  /** What is rendered of the rows, and in which elements. */
  #inSight: readonly Row[] = [];
  #slots: readonly number[] = [];
  #prepared = false;
  /** Another object for each question: the first rows of another question are not new. */
  #epoch: object = {};
  /** The rows of the question before, while those of the present one are on their way. */
  #outgoing: readonly Row[] | undefined;
  /** What is said of the order once its rows are there. */
  #sorted = '';
  #rendered: readonly Row[] = [];
  readonly #unread = new UnreadNews(this);
  readonly #search = new ListSearch();
  readonly #focus = new RowFocus({
    root: () => this.shadowRoot ?? this.ownerDocument,
    rows: () => this.#shown,
    selected: () => this.#selectedRow()?.key ?? '',
  });
  /** The request this list has chosen itself; another comes from outside, and its row is brought into view. */
  #chosen = '';
  #revealing = false;

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
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
    const companies = this.companies ?? (this.#clients.technician?.$companies.get() ?? []).map(({ company }) => company);
    return { view: this.#view, mine: this.mine, ...this.#order, search: this.#search.text, companies };
  }

  /** Puts the focus on the selected row, else the first; returns false if there is none. */
  override focus(options?: FocusOptions): boolean {
    const target = this.#focus.target();
    target?.focus(options);
    return target !== null;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.allow('view', this.view, ['', ...views]);
    if (changed.has('sort')) this.allow('sort', this.sort, ['', ...sortable]);
    if (changed.has('direction')) this.allow('direction', this.direction, ['', 'ascending', 'descending']);
    if (changed.has('density')) this.allow('density', this.density, ['', ...densities]);
    if (changed.has('search')) this.#search.take(this.search);
    if (changed.has('request')) this.#revealing = this.request !== '' && this.request !== this.#chosen;
    this.#focus.remember(this.#rendered);
  }

  protected override update(changed: PropertyValues): void {
    this.#fresh = this.#arrived();
    this.#takeSight();
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#prepare();
    this.#nearEnd.watch(this.renderRoot.querySelector('.near-end'), this.#rendered !== this.#shown);
    this.#rendered = this.#shown;
    this.#focus.restore();
    if (this.mine) this.#unread.set(this.#shown.reduce((sum, { unread }) => sum + unread, 0));
    if (this.#revealing) this.#reveal();
    if (this.#status.value === 'ready') this.ready?.();
  }

  #selectedRow(): Row | undefined {
    const address = parseRequestAddress(this.request);
    return this.#shown.find((row) => isAddressOf(address, row));
  }

  #reveal(): void {
    const row = this.#selectedRow();
    this.#revealing = row === undefined;
    if (row) lineOf(this.#focus.button(row.key))?.scrollIntoView({ block: 'nearest' });
  }

  /** @internal Whether the selected request is among these rows. */
  get hasSelected(): boolean {
    return this.#selectedRow() !== undefined;
  }

  /** @internal Selects the request after the selected one, or before it; without one, the first or last. False at the end. */
  step(by: 1 | -1): boolean {
    const rows = this.#shown;
    const at = rows.findIndex(({ key }) => key === this.#selectedRow()?.key);
    const row = at < 0 ? rows.at(by > 0 ? 0 : -1) : rows[at + by];
    if (!row) return false;
    this.#choose(row);
    this.#revealing = true;
    return true;
  }

  #choose(row: Row): void {
    this.#focus.moveTo(row.key);
    const chosen = new SupportSelectEvent(row);
    this.#chosen = this.request = chosen.request;
    this.dispatchEvent(chosen);
  }

  /** The rows that have come in by themselves, as against those that another question has brought. */
  #arrived(): ReadonlySet<string> {
    const ready = this.#status.value === 'ready';
    // Rows come as another array with each answer, even if they are none again.
    if (!ready || this.#shown === this.#outgoing) return new Set();
    if (this.#sorted) this.announce(this.#sorted);
    this.#sorted = '';
    const told = this.#search.tell(this.#shown.length, this.#more.value === true, this.#terms.words, this.#terms.formats);
    if (told !== null) this.announce(told);
    this.#outgoing = undefined;
    return this.#arrivals.take(this.#shown, this.#epoch, this.loadingMore);
  }

  /** Of another question's rows those in sight come first, from its beginning, unless the focus or a choice needs one of the others. */
  #takeSight(): void {
    const asked = this.#focus.inside || this.#revealing;
    if (asked) this.#firstScreen.whole();
    const fit = (): number => {
      if (asked) return Infinity;
      if (this.#inSight.length > 0) this.renderRoot.querySelector('.scroller')?.scrollTo({ top: 0, behavior: 'instant' });
      return this.#focus.page() + spareRows;
    };
    const taken = this.#outgoing ? { rows: this.#shown, byPlace: false } : this.#firstScreen.take(this.#shown, this.#epoch, fit);
    this.#inSight = taken.rows;
    this.#slots = this.#rowSlots.take(taken.rows, taken.byPlace);
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
      await this.#clients.technician?.setAvailable(true);
    } catch (error) {
      this.#fail(error);
    }
  };

  #fail(error: unknown): void {
    const code = codeOf(error);
    this.problem = this.#common.words.errors[code];
    this.announce(this.problem, 'assertive');
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  /** While the connection and the first rows are on their way there is time. */
  #prepare(): void {
    if (!this.#prepared) prepareRows(this.#terms.formats, Date.now());
    this.#prepared = true;
  }

  readonly #onClick = (event: MouseEvent): void => {
    const line = lineOf(event.target);
    const row = this.#shown.find(({ key }) => key === line?.dataset['key']);
    if (!line || !row) return;
    line.querySelector('button')?.focus({ preventScroll: true });
    // The ring is for the keyboard; browsers show it for a focus that was set.
    if (event.detail > 0) line.parentElement?.classList.add('by-pointer');
    this.#choose(row);
  };

  readonly #onAnimationEnd = (event: AnimationEvent): void => {
    const line = lineOf(event.target);
    const key = line?.dataset['key'];
    if (key === undefined || event.animationName !== 'tint') return;
    this.#arrivals.settle(key);
    // By hand: the row is not rendered again for what cannot be seen any more.
    line?.classList.remove('arrived');
  };

  readonly #sortBy = (column: Column): void => {
    const order = afterHeading(this.#order, column);
    this.sort = order.sort;
    this.direction = order.direction;
    this.#sorted = this.#terms.words.sortedBy(this.#terms.words.columns[order.sort], order.direction);
    this.dispatchEvent(new SupportSortEvent(order.sort, order.direction));
  };

  protected override render(): TemplateResult {
    const ready = this.#status.value === 'ready';
    const rows = this.#inSight;
    const state = {
      words: this.#terms.words,
      common: this.#common.words,
      formats: this.#terms.formats,
      companies: this.#companies.value ?? [],
      view: this.#view,
      mine: this.mine,
      search: this.#search,
      problem: this.problem || (this.#error.value ? this.#common.words.errors[this.#error.value.code] : ''),
      becomeAvailable: () => void this.#becomeAvailable(),
    };
    return html`<div class="frame">${listNote(state, rows.length > 0)}
      <div class="scroller">
        ${rows.length > 0 ? this.#table(rows) : ready ? emptyList(state) : waitingForRows(state, this.#connection.value)}
        ${this.#more.value === true && rows.length > 0 && !this.#firstScreen.waiting
          ? html`<p class="end"><span class="near-end"></span><button type="button" class="button plain" aria-disabled=${this.loadingMore ? 'true' : nothing} @click=${() => void this.#loadMore()}>${this.#terms.words.more}</button></p>`
          : nothing}
      </div>
    </div>`;
  }

  #table(rows: readonly Row[]): TemplateResult {
    const { words } = this.#terms;
    const columns = columnsOf(this.mine);
    const order = this.#shownOrder.take(this.#order, this.#outgoing !== undefined);
    const address = parseRequestAddress(this.request);
    const presences = new Map((this.#companies.value ?? []).map((presence) => [presence.company, presence]));
    const { terms } = this.#search;
    const excerpt = (this.density || (this.mine ? 'compact' : 'comfortable')) === 'comfortable';
    const { now } = this.#clock;
    const today = new Date(now).toDateString();
    const spoken = { common: this.#common.words, console: words, formats: this.#terms.formats };
    const label = this.label || (this.mine ? words.mySupportRequests : words.supportRequests);
    return html`<table part="table" role="table" class="${this.mine ? 'mine' : 'all'} ${excerpt ? 'comfortable' : 'compact'}" aria-label=${label}>
      <thead role="rowgroup">
        <tr role="row">${columns.map((column) => headingTemplate(column, words.columns[column], order, this.#sortBy))}</tr>
      </thead>
      <tbody role="rowgroup" @click=${this.#onClick} @keydown=${this.#focus.onKeyDown} @focusin=${this.#focus.onFocusIn} @focusout=${this.#focus.onFocusOut} @animationend=${this.#onAnimationEnd}>
        ${repeat(
          rows,
          (_, place) => this.#slots[place],
          (row) => {
            const selected = isAddressOf(address, row);
            const presence = presences.get(row.company);
            const company = presence ? companyName(presence) : row.company;
            const waits = presence?.console?.waits;
            const invited = isInvited(row, presence);
            const minute = waitOf(row, now) ? now : today;
            return guard([row, this.mine, company, selected, excerpt, invited, terms, waits, minute, words, spoken.common], () =>
              rowTemplate({ ...spoken, row, mine: this.mine, company, selected, fresh: this.#fresh.has(row.key), excerpt, invited, terms, waits, now }),
            );
          },
        )}
      </tbody>
    </table>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'request-list': RequestList;
  }
}
