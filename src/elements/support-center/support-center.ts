import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { TechnicianConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import { inView, views, type View } from '../../domain/views.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { direction, type Area } from '../../locales/languages.ts';
import type { Row } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { nameOfCompany } from '../company-names.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { SizeController } from '../controllers/size-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent, SupportSelectEvent } from '../events.ts';
import { LazyPart } from '../lazy-part.ts';
import { isolated } from '../named-text.ts';
import { emptyStyles } from '../request-list/empty.styles.ts';
import type { RequestList } from '../request-list/request-list.ts';
import { SupportElement } from '../support-element.ts';
import { arrivalsOf } from './arrival-words.ts';
import { consoleLists, type Pane } from './console-lists.ts';
import { consoleNotes, idledFor, idleWords, type Idled } from './console-notes.ts';
import { detailsPane } from './details-pane.ts';
import { Duties } from './duties.ts';
import { KeptChoices } from './kept-choices.ts';
import { layoutOf, type Layout } from './layout.ts';
import { OpenConversations } from './open-conversations.ts';
import { lostConnections } from './lost-connections.ts';
import { RequestWatch } from './request-watch.ts';
import { SearchText } from './search-field.ts';
import { actByKey, type DetailsDeeds } from './shortcut-deeds.ts';
import { ShortcutListener } from './shortcut-listener.ts';
import { SplitSizes } from './split.ts';
import { supportCenterStyles } from './support-center.styles.ts';
import { Tidings } from './tidings.ts';
import { OpenTool } from './tools.ts';
import { topBar } from './top-bar.ts';

const densities = ['compact', 'comfortable'] as const;

/**
 * A technician's console: My Support Requests, Support Requests with the views All, New, Active and Completed, and the
 * details of what is selected. Takes the height it is given; its own is that of a window. What the technician chooses in it
 * (view, order, companies, selection, sizes, keys) is kept in their browser; what the page sets goes before that.
 *
 * @slot title - The company's own name or logo instead of the title.
 * @slot header - What else belongs into the bar at the top.
 * @fires {SupportSelectEvent} support-select - A request was chosen, or the choice was given up.
 * @fires {SupportAvailabilityChangeEvent} support-availability-change - The technician is now Available or Unavailable.
 * @fires {SupportUnreadChangeEvent} support-unread-change - The number of unread lines in My Support Requests has changed.
 * @fires {SupportErrorEvent} support-error - Something was refused; the element has said so.
 * @csspart header - The bar at the top.
 */
export class SupportCenter extends SupportElement {
  static override readonly tag: string = 'support-center';
  static override styles: CSSResultGroup = [tokens, base, controls, emptyStyles, supportCenterStyles];

  /** The view of Support Requests: `all`, `new`, `active` or `completed`; empty for the one chosen last, at first New. */
  @property() view: View | '' = '';

  /** The selected request: `company/number` or `company/key`. Follows the choice, for the page to keep in its address. */
  @property() request = '';

  /** `compact` or `comfortable` rows; own requests are compact and others comfortable by themselves. */
  @property() density: (typeof densities)[number] | '' = '';

  @state() private layout: Layout = 'wide';
  @state() private pane: Pane = 'all';
  @state() private idled: Idled | null = null;
  @state() private problem = '';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #kept = new KeptChoices(
    this,
    () => this.#clients.technician,
    ({ request = '' }) => {
      if (this.request !== '') this.#kept.save({ request: this.request });
      if (this.request !== '' || request === '') return;
      this.#own = request;
      this.request = request;
    },
  );
  readonly #watch = new RequestWatch(
    this,
    () => (this.#kept.value ? this.#clients.technician : undefined),
    () => this.#filter,
    (rows) => void this.#tell(rows),
  );
  readonly #companies = new StoreController(this, () => this.#clients.technician?.$companies);
  readonly #available = new StoreController(this, () => this.#clients.technician?.$available);
  readonly #sizes = new SplitSizes(this, this.#kept);
  readonly #open = new OpenConversations();
  readonly #shown = new StoreController(this, () => (this.#conversation = this.#named())?.$state);
  readonly #search = new SearchText(this, () => {
    this.pane = 'all';
  });
  readonly #duties = new Duties(this, {
    client: () => this.#clients.technician,
    arrivals: (rows) =>
      arrivalsOf(rows, {
        words: this.#terms.words,
        formats: this.#terms.formats,
        company: (id) => nameOfCompany(id, this.#companies.value),
        choose: this.#choose,
        showNew: () => void this.#show('new'),
      }),
    idled: (companies) => {
      this.idled = idledFor(companies, this.#companies.value ?? []);
      this.announce(idleWords(this.idled, this.#companies.value ?? [], this.#terms.words, this.#terms.formats), 'assertive');
    },
    failed: () => {
      this.#notLoaded(this.#terms.words.newVersion);
    },
  });
  /** The details are the larger half of the console: they come right after the lists. */
  readonly #detailsPart = new LazyPart(
    this,
    async () => (await import('../request-details/request-details.ts')).RequestDetails,
    () => void this.#notLoaded(),
  );
  readonly #tool = new OpenTool(
    this,
    () => void this.#notLoaded(),
    () => {
      // Opened by a key, it has left the focus nowhere.
      if (!this.shadowRoot?.activeElement) this.#focus('.availability');
    },
  );
  #conversation: TechnicianConversation | undefined;
  #warnedOf = '';
  /** The request that was chosen here; another one comes from the page, and the lists follow it. */
  #own = '';
  #following = false;
  /** Where the focus goes once the next rendering is there. */
  #focusNext: 'details' | 'list' | null = null;

  constructor() {
    super();
    new SizeController(this, (width) => {
      this.layout = layoutOf(width);
    });
    new Tidings(
      this,
      () => this.#available.value,
      () => ({ lost: this.#lost(), back: this.#common.words.connection.back }),
    );
    new ShortcutListener(
      this,
      () => this.#kept,
      (action) => !this.#tool.isOpen && actByKey(action, this.#deeds),
    );
    this.addController({
      hostDisconnected: () => {
        this.#open.release();
      },
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  get #view(): View {
    return views.find((view) => view === this.view) ?? (this.view === '' ? this.#kept.value?.view : undefined) ?? 'new';
  }

  /** The companies that are shown; undefined for all of them. */
  get #filter(): readonly string[] | undefined {
    return this.#kept.shown(this.#companies.value ?? []);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.allow('view', this.view, ['', ...views]);
    if (changed.has('density')) this.allow('density', this.density, ['', ...densities]);
    if (!changed.has('request')) return;
    this.#following = this.request !== '' && this.request !== this.#own;
    this.#own = this.request;
    this.#kept.save({ request: this.request });
  }

  protected override update(changed: PropertyValues): void {
    this.#follow();
    super.update(changed);
  }

  /** Goes to the list in which a request stands that the page has named. */
  #follow(): void {
    const shown = this.#shown.value;
    if (!this.#following || !shown) return;
    this.#following = false;
    const me = this.#companies.value?.find(({ company }) => company === shown.company)?.me?.id;
    const mine = shown.status === 'active' && (shown.technician?.id === me || shown.guests.some(({ id }) => id === me));
    this.pane = mine ? 'mine' : 'all';
    if (!mine && !inView(shown, this.#view)) this.view = shown.status;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.#conversation || this.#watch.ready) void this.#detailsPart.want(changed.has('request'));
    this.#moveFocus();
  }

  #moveFocus(): void {
    if (this.#focusNext === 'details' && !this.#detailsPart.value) return; // the focus waits for them
    if (this.#focusNext === 'details') this.#details?.focus();
    if (this.#focusNext === 'list') this.#list?.focus();
    this.#focusNext = null;
  }

  get #details(): (HTMLElement & DetailsDeeds) | null {
    return this.renderRoot.querySelector('.details');
  }

  /** The list that is to be seen, or of two the one with the selection. */
  get #list(): RequestList | null {
    const lists = [...this.renderRoot.querySelectorAll<RequestList>('.pane:not([hidden]) .list')];
    return lists.find(({ hasSelected }) => hasSelected) ?? lists.at(-1) ?? null;
  }

  #tell(rows: readonly Row[]): void {
    const { words, formats } = this.#terms;
    const [first] = rows;
    if (!first) return;
    this.announce(rows.length === 1 ? words.newRequest(isolated(first.customer.name), isolated(nameOfCompany(first.company, this.#companies.value))) : words.newRequests(rows.length, formats));
    void this.#duties.signal(rows);
  }

  /** Chosen by a press on a notification. */
  readonly #choose = (row: Row): void => {
    const chosen = new SupportSelectEvent(row);
    this.request = chosen.request;
    this.#focusNext = 'details';
    this.dispatchEvent(chosen);
  };

  #lost(): string {
    return lostConnections(this.#companies.value ?? [], this.#terms.words, this.#common.words, this.#terms.formats);
  }

  /** The conversation that `request` names. */
  #named(): TechnicianConversation | undefined {
    const client = this.#clients.technician;
    if (!client || !this.isConnected) return undefined;
    const conversation = this.#open.named(client, this.request);
    if (!conversation) this.#warn();
    return conversation;
  }

  #warn(): void {
    if (this.request.trim() === '' || this.request === this.#warnedOf) return;
    this.#warnedOf = this.request;
    console.warn(`<${this.localName}> request="${this.request}": company/number and company/key are allowed.`);
  }

  #fail(error: unknown): void {
    const code = codeOf(error);
    this.problem = this.#common.words.errors[code];
    this.announce(this.problem, 'assertive');
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  #notLoaded(text = this.#terms.words.partNotLoaded): void {
    this.problem = text;
    this.announce(this.problem, 'assertive');
  }

  async #setAvailable(available: boolean, companies?: readonly string[]): Promise<void> {
    this.problem = '';
    try {
      for (const company of companies ?? [undefined]) await this.#clients.technician?.setAvailable(available, company);
    } catch (error) {
      this.#fail(error);
    }
  }

  readonly #deeds: Parameters<typeof actByKey>[1] = {
    step: (by) => this.#list?.step(by) ?? false,
    search: () => this.#focus('.search input'),
    show: (view) => {
      this.#show(view);
      return this.#focus(`#tab-view-${view}`);
    },
    toggle: () => void (this.#available.value !== null && this.#setAvailable(this.#available.value !== true)),
    help: () => void this.#tool.open('shortcuts'),
    details: () => (this.#conversation ? this.#details : null),
  };

  #focus(selector: string): boolean {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    void this.updateComplete.then(() => target?.focus());
    return target !== null;
  }

  readonly #onSelect = (event: SupportSelectEvent): void => {
    this.#own = event.request;
    this.request = event.request;
    this.problem = '';
    if (this.layout === 'narrow') this.#focusNext = 'details';
  };

  readonly #back = (): void => {
    this.request = '';
    this.#focusNext = 'list';
    this.dispatchEvent(new SupportSelectEvent(null));
  };

  protected override render(): TemplateResult {
    const { words, formats } = this.#terms;
    const conversation = this.#conversation;
    const narrow = this.layout === 'narrow';
    const companies = this.#companies.value ?? [];
    const fault = !conversation && companies.length > 0 && this.request.trim() !== '' ? this.#common.words.errors.not_found : '';
    const detailsOnly = narrow && (conversation !== undefined || fault !== '');
    return html`<div class="frame ${direction(formats.language)}">${topBar({
        words,
        formats,
        client: this.#clients.technician,
        companies,
        shown: this.#filter,
        layout: this.layout,
        hidden: detailsOnly,
        search: this.#search,
        kept: this.#kept,
        openTool: this.#tool.open,
      })}
      ${detailsOnly ? html`<h2 class="hidden">${words.supportCenter}</h2>` : nothing}
      ${consoleNotes({
        words,
        formats,
        companies,
        lost: this.#lost(),
        idled: this.idled,
        problem: this.problem,
        available: (away) => void this.#setAvailable(true, away),
      })}
      <div class="areas ${this.layout}">
        ${consoleLists({
          words,
          formats,
          client: this.#clients.technician,
          layout: this.layout,
          hidden: detailsOnly,
          pane: this.pane,
          view: this.#view,
          watch: this.#watch,
          search: this.#search.asked,
          companies: this.#filter,
          request: this.request,
          density: this.density,
          kept: this.#kept,
          sizes: this.#sizes,
          showPane: this.#showPane,
          showView: this.#show,
          selected: this.#onSelect,
          clearSearch: this.#clearSearch,
        })}
        ${this.layout === 'wide' ? this.#sizes.line('across', words.resizeDetails, 'lists') : nothing}
        <section class="right" aria-label=${words.selectedRequest} ?hidden=${narrow && !detailsOnly} @support-select=${this.#onSelect}>
          ${detailsPane({ element: this.#detailsPart.value, words, client: this.#clients.technician, conversation, fault, kept: this.#kept, back: narrow ? this.#back : null })}
        </section>
      </div>
      ${this.#tool.template(this.#clients.technician, this.#kept)}</div>`;
  }

  readonly #clearSearch = (): void => {
    this.#search.type('');
    this.#focus('.search input');
  };

  readonly #showPane = (pane: Pane): void => {
    this.pane = pane;
  };

  readonly #show = (view: View): void => {
    this.view = view;
    this.pane = 'all';
    this.#kept.save({ view });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'support-center': SupportCenter;
  }
}
