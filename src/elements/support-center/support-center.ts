import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import CloudOff from 'lucide/dist/esm/icons/cloud-off.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import { noCounts, views, type View } from '../../domain/views.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { direction, type Area } from '../../locales/languages.ts';
import type { Row } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { SizeController } from '../controllers/size-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportAvailabilityChangeEvent, SupportSelectEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { isolated } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { parseRequestAddress } from '../request-address.ts';
import { RequestDetails } from '../request-details/request-details.ts';
import { LiveQuery } from '../request-list/live-query.ts';
import { RequestList } from '../request-list/request-list.ts';
import { SupportElement } from '../support-element.ts';
import { AvailabilityMenu } from './availability-menu.ts';
import { layoutOf, type Layout } from './layout.ts';
import { Newcomers } from './newcomers.ts';
import { OpenConversations } from './open-conversations.ts';
import { supportCenterStyles } from './support-center.styles.ts';
import { tabList } from './tab-list.ts';

const panes = ['mine', 'all'] as const;
const densities = ['compact', 'comfortable'] as const;

/**
 * A technician's console: My Support Requests, Support Requests with the views All, New, Active and Completed, and the
 * details of what is selected. Takes the height it is given; its own is that of a window.
 *
 * @slot title - The company's own name or logo instead of the title.
 * @slot header - What else belongs into the bar at the top.
 * @fires {SupportSelectEvent} support-select - A request was chosen, or the choice was given up.
 * @fires {SupportAvailabilityChangeEvent} support-availability-change - The technician is now Available or Unavailable.
 * @fires {SupportErrorEvent} support-error - Something was refused; the element has said so.
 * @csspart header - The bar at the top.
 */
export class SupportCenter extends SupportElement {
  static override readonly tag: string = 'support-center';
  static override styles: CSSResultGroup = [tokens, base, controls, supportCenterStyles];

  /** The view of Support Requests: `all`, `new`, `active` or `completed`. */
  @property() view: View = 'new';

  /** The selected request: `company/number` or `company/key`. Follows the choice, for the page to keep in its address. */
  @property() request = '';

  /** `compact` or `comfortable` rows; own requests are compact and others comfortable by themselves. */
  @property() density: (typeof densities)[number] | '' = '';

  @state() private layout: Layout = 'wide';
  @state() private pane: (typeof panes)[number] = 'all';

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  /** What is new, whichever view is shown: for the counts, and to tell of it. */
  readonly #watch = new LiveQuery(
    this,
    () => this.#technician,
    () => ({ view: 'new', mine: false, sort: 'submitted', direction: 'descending' }),
  );
  readonly #rows = new StoreController(this, () => this.#watch.list?.$rows);
  readonly #watched = new StoreController(this, () => this.#watch.list?.$status);
  readonly #counts = new StoreController(this, () => this.#watch.list?.$counts);
  readonly #companies = new StoreController(this, () => this.#technician?.$companies);
  readonly #available = new StoreController(this, () => this.#technician?.$available);
  readonly #open = new OpenConversations();
  readonly #newcomers = new Newcomers((rows) => {
    this.#tell(rows);
  });
  #wasAvailable: boolean | null = null;
  #wasReached = true;
  #warnedOf = '';
  /** Where the focus goes once the next rendering is there. */
  #focusNext: 'details' | 'list' | null = null;

  constructor() {
    super();
    new SizeController(this, (width) => {
      this.layout = layoutOf(width);
    });
    this.addController({
      hostDisconnected: () => {
        this.#newcomers.stop();
        this.#open.release();
      },
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  get #technician(): TechnicianClient | undefined {
    const client = this.#clients.client;
    return client?.role === 'technician' ? client : undefined;
  }

  get #view(): View {
    return views.includes(this.view) ? this.view : 'new';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('view')) this.allow('view', this.view, views);
    if (changed.has('density')) this.allow('density', this.density, ['', ...densities]);
  }

  protected override update(changed: PropertyValues): void {
    const { list } = this.#watch;
    if (list && this.#watched.value === 'ready') this.#newcomers.take(this.#rows.value ?? [], list);
    super.update(changed);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const available = this.#available.value ?? null;
    if (available !== null && this.#wasAvailable !== null && available !== this.#wasAvailable) this.dispatchEvent(new SupportAvailabilityChangeEvent(available));
    this.#wasAvailable = available;
    this.#tellConnection();
    if (this.#focusNext === 'details') this.renderRoot.querySelector<RequestDetails>('.details')?.focus();
    if (this.#focusNext === 'list') this.renderRoot.querySelector<RequestList>('.pane:not([hidden]) .list')?.focus();
    this.#focusNext = null;
  }

  #tell(rows: readonly Row[]): void {
    const { words, formats } = this.#terms;
    const [first] = rows;
    if (!first) return;
    this.announce(rows.length === 1 ? words.newRequest(isolated(first.customer.name), isolated(this.#company(first.company))) : words.newRequests(rows.length, formats));
  }

  #tellConnection(): void {
    const lost = this.#lost();
    const reached = lost === '';
    if (reached !== this.#wasReached) this.announce(reached ? this.#common.words.connection.back : lost);
    this.#wasReached = reached;
  }

  /** Says which companies cannot be reached; empty if all can, or are being reached for the first time. */
  #lost(): string {
    const companies = this.#companies.value ?? [];
    const lost = companies.filter(({ connection }) => connection.status === 'reconnecting' || connection.status === 'offline' || connection.status === 'refused');
    const refused = lost.find(({ connection }) => connection.status === 'refused')?.connection.error;
    if (lost.length === 0) return '';
    const { connection, errors } = this.#common.words;
    if (lost.length < companies.length) return this.#terms.words.companyUnreachable(this.#terms.formats.list(lost.map(({ company }) => isolated(this.#company(company)))));
    return refused ? `${connection.refused} ${errors[refused]}` : connection.reconnecting;
  }

  /** The conversation that `request` names. */
  #conversation(): TechnicianConversation | undefined {
    const client = this.#technician;
    const address = parseRequestAddress(this.request);
    const companies = this.#companies.value ?? [];
    const company = address?.company || (companies.length === 1 ? companies[0]?.company : '');
    if (!client || !this.isConnected) return undefined;
    if (!address || !company) {
      this.#warn();
      return undefined;
    }
    return this.#open.get(client, company, address.request);
  }

  #warn(): void {
    if (this.request.trim() === '' || this.request === this.#warnedOf) return;
    this.#warnedOf = this.request;
    console.warn(`<${this.localName}> request="${this.request}": company/number and company/key are allowed.`);
  }

  readonly #onSelect = (event: SupportSelectEvent): void => {
    this.request = event.request;
    if (this.layout === 'narrow') this.#focusNext = 'details';
  };

  readonly #back = (): void => {
    this.request = '';
    this.#focusNext = 'list';
    this.dispatchEvent(new SupportSelectEvent(null));
  };

  protected override render(): TemplateResult {
    const { words } = this.#terms;
    const conversation = this.#conversation();
    const narrow = this.layout === 'narrow';
    const detailsOnly = narrow && conversation !== undefined;
    return html`<div class="frame ${direction(this.#terms.formats.language)}"><header class="top" part="header" ?hidden=${detailsOnly}>
        <h2><slot name="title">${words.supportCenter}</slot></h2>
        <slot name="header"></slot>
        ${this.#availability()}
      </header>
      ${detailsOnly ? html`<h2 class="hidden">${words.supportCenter}</h2>` : nothing}
      ${this.#connectionNote()}
      <div class="areas ${this.layout}">
        ${this.#lists(detailsOnly)}
        <section class="right" aria-label=${words.selectedRequest} ?hidden=${narrow && !conversation}>
          ${this.#details(conversation)}
        </section>
      </div></div>`;
  }

  #connectionNote(): TemplateResult | typeof nothing {
    const lost = this.#lost();
    return lost === '' ? nothing : html`<p class="note bad connection">${icon(CloudOff)}<span>${lost}</span></p>`;
  }

  #lists(hidden: boolean): TemplateResult {
    const { words, formats } = this.#terms;
    const counts = this.#counts.value ?? noCounts;
    const counted = this.#watched.value === 'ready';
    const count = (value: number): string => (counted ? formats.number(value) : '');
    const tabbed = this.layout !== 'wide';
    const title = { mine: words.mySupportRequests, all: words.supportRequests } as const;
    const paneTabs = panes.map((name) => ({ name, label: title[name], count: name === 'mine' ? count(counts.mine) : '' }));
    const viewTabs = views.map((name) => ({ name: `view-${name}`, label: words.views[name], count: count(counts[name]) }));
    const pane = (name: (typeof panes)[number], content: TemplateResult): TemplateResult => html`<section
      class="pane ${name}"
      id="panel-${name}"
      role=${tabbed ? 'tabpanel' : nothing}
      aria-labelledby=${tabbed ? `tab-${name}` : `title-${name}`}
      ?hidden=${tabbed && this.pane !== name}
    >${tabbed ? nothing : html`<h3 id="title-${name}">${title[name]}${name === 'mine' && counted ? html` <span class="count">${count(counts.mine)}</span>` : nothing}</h3>`}${content}</section>`;
    return html`<div class="lists" ?hidden=${hidden} @support-select=${this.#onSelect}>
      ${tabbed ? html`<div class="pane-tabs">${tabList(words.supportCenter, paneTabs, this.pane, this.#showPane)}</div>` : nothing}
      ${pane('mine', this.#list(true))}
      ${pane(
        'all',
        html`${tabList(words.viewsLabel, viewTabs, `view-${this.#view}`, this.#showView, 'panel-view')}
          <div class="view" id="panel-view" role="tabpanel" aria-labelledby="tab-view-${this.#view}">
            ${this.#list(false)}
          </div>`,
      )}
    </div>`;
  }

  #availability(): TemplateResult {
    const tag = privateTag(AvailabilityMenu);
    return staticHtml`<${tag} class="availability" .client=${this.#technician}></${tag}>`;
  }

  #list(mine: boolean): TemplateResult {
    const tag = privateTag(RequestList);
    return staticHtml`<${tag} class="list" ?mine=${mine} .client=${this.#technician} .view=${mine ? '' : this.#view} .request=${this.request} .density=${this.density}></${tag}>`;
  }

  #details(conversation: TechnicianConversation | undefined): TemplateResult {
    const tag = privateTag(RequestDetails);
    const back =
      this.layout === 'narrow'
        ? html`<button slot="before" type="button" class="button plain icon-only" aria-label=${this.#terms.words.back} @click=${this.#back}>${icon(ArrowLeft, 'back')}</button>`
        : nothing;
    return staticHtml`<${tag} class="details" .client=${this.#technician} .conversation=${conversation} .connectionShown=${true} .headingLevel=${3}>${back}</${tag}>`;
  }

  readonly #showPane = (name: string): void => {
    this.pane = name === 'mine' ? 'mine' : 'all';
  };

  readonly #showView = (name: string): void => {
    this.view = views.find((view) => name === `view-${view}`) ?? 'new';
  };

  #company(id: string): string {
    return this.#companies.value?.find(({ company }) => company === id)?.settings?.name ?? id;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-center': SupportCenter;
  }
}
