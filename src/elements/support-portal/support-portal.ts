import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { CustomerClient, CustomerConversation, Visit } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { Action, Verdict } from '../../domain/lifecycle.ts';
import type { Metadata } from '../../domain/request.ts';
import type { RequestForm } from '../../domain/text-rules.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en } from '../../locales/en/portal.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Row } from '../../protocol/frames.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent, SupportSelectEvent, type SupportRequestSubmittedEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { LazyPart } from '../lazy-part.ts';
import { privateTag } from '../private-tags.ts';
import { MinuteClock } from '../request-list/minute-clock.ts';
import { ConversationController } from '../support-chat/conversation-controller.ts';
import type { SupportChat } from '../support-chat/support-chat.ts';
import { SupportElement } from '../support-element.ts';
import { SupportRequestForm } from '../support-request-form/support-request-form.ts';
import { partOfTotal } from '../unread-news.ts';
import { whenIdle } from '../when-idle.ts';
import { ClaimController } from './claim-controller.ts';
import { connectionNote } from './connection-note.ts';
import { chatMissing, missing, newRequestButton } from './missing.ts';
import type { OwnRequestsDeeds } from './own-requests.ts';
import { addStyles } from './part-styles.ts';
import { atForm, atRequest, choose, keyOf, type Place } from './places.ts';
import { portalBar, unreadIn } from './portal-bar.ts';
import { PortalNews } from './portal-news.ts';
import { requestHead } from './request-head.ts';
import { loadRequestParts } from './request-parts.ts';
import type { RequestMenuDeeds } from './request-menu.ts';
import { supportPortalStyles } from './support-portal.styles.ts';

/**
 * A company's whole portal, inline: the form, then the chat of that request, and a returning customer's own requests.
 *
 * It chooses once, at its start, what it shows: the request it is named, else the open one that was active last, else the form. What
 * another tab files only joins the list.
 *
 * Fills the height it is given; without one the chat takes what a window has room for.
 *
 * @slot logo - Instead of the company's initial.
 * @slot heading - Instead of the company's name.
 * @slot form-heading - Instead of the heading of the form.
 * @slot form-intro - Between the heading of the form and its fields.
 * @slot form-footer - Under the button of the form, such as a word on privacy.
 *
 * @csspart portal - The frame around everything.
 * @csspart header - The bar with the company's name.
 * @csspart list - The customer's own requests.
 * @csspart menu - The button that opens what can be done with a request.
 *
 * @cssproperty --support-brand - The company's colour.
 *
 * @fires {SupportReadyEvent} support-ready - It has rendered for the first time. Does not bubble.
 * @fires {SupportSelectEvent} support-select - The customer has gone to another request, or to the form (`key` is null).
 * @fires {SupportAvailabilityChangeEvent} support-availability-change - Whether a technician is available has changed.
 * @fires {SupportConnectionChangeEvent} support-connection-change - The connection has changed.
 * @fires {SupportUnreadChangeEvent} support-unread-change - The number of unread lines in all of the customer's requests has changed.
 * @fires {SupportErrorEvent} support-error - Something was refused; the customer has been told.
 */
export class SupportPortal extends SupportElement {
  static override readonly tag: string = 'support-portal';
  static override styles = [tokens, base, controls, supportPortalStyles];

  /** The key of a request to show. */
  @property() request = '';

  /** Makes no sound when something arrives that nobody sees. */
  @property({ type: Boolean }) silent = false;

  /** The code of a claim link (`…#support-claim=CODE`), which opens its request once. No attribute, so that it stands nowhere in the page. */
  @property({ attribute: false }) claim: string | undefined;

  /** What stands in fields of the form in which nobody has written yet. */
  @property({ attribute: false }) prefill: Partial<RequestForm> | undefined;

  /** What the technician should know of the page; see `support-request-form`. */
  @property({ attribute: false }) metadata: Metadata | undefined;

  /** Null until it has been chosen. */
  @state() private place: Place | null = null;
  /** Whether the list stands in place of the place, where there is no room for both. */
  @state() private listShown = false;
  @state() private fault: ErrorCode | null = null;

  readonly #clients = new ClientController(this, () => 'customer');
  readonly #terms = new TermsController(this, 'portal', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #clock = new MinuteClock(this, () => false);
  readonly #opened = new ConversationController(
    this,
    () => ({ client: this.#clients.customer, request: keyOf(this.place), given: undefined }),
    () => {
      this.fault = null;
    },
  );
  readonly #claims = new ClaimController(this, {
    client: () => this.#clients.customer,
    code: () => this.claim,
    words: () => this.#terms.words,
    common: () => this.#common.words,
    opened: (key) => {
      this.#go(atRequest(key));
    },
    failed: (code, cause) => {
      this.dispatchEvent(new SupportErrorEvent(code, cause));
    },
  });
  readonly #settings = new StoreController(this, () => this.#clients.customer?.$settings);
  readonly #connection = new StoreController(this, () => this.#clients.customer?.$connection);
  readonly #storage = new StoreController(this, () => this.#clients.customer?.$storage);
  readonly #requests = new StoreController(this, () => this.#clients.customer?.$requests);
  readonly #state = new StoreController(this, () => this.#opened.conversation?.$state);
  readonly #actions = new StoreController(this, () => this.#opened.conversation?.$actions);
  readonly #error = new StoreController(this, () => this.#opened.conversation?.$error);
  /** Whoever comes anew has no request yet: what only a request needs comes behind the first picture, and is there before it is wanted. */
  readonly #parts = new LazyPart(this, async () => {
    const parts = await loadRequestParts(this.#terms.formats.language);
    addStyles(this, parts.requestStyles);
    return parts;
  });
  #chosenFor: CustomerClient | undefined;
  #chosenVisit: Visit | undefined;
  /** Whether the form stands there before anything could be chosen. It stays until something is. */
  #formOffered = false;

  readonly #listDeeds: OwnRequestsDeeds = {
    show: ({ key, company, number }) => {
      this.#go(atRequest(key), new SupportSelectEvent({ key, company, number }));
    },
    begin: () => {
      this.#go({ kind: 'form' }, new SupportSelectEvent(null));
    },
  };

  readonly #menuDeeds: RequestMenuDeeds = {
    begin: this.#listDeeds.begin,
    list: () => void this.#showList(),
    search: () => void this.#find<SupportChat>('.chat')?.search(),
    save: (format) => void this.#find<SupportChat>('.chat')?.save(format),
    endChat: () => void this.#decide((conversation) => conversation.endChat()),
    withdraw: () => void this.#decide((conversation) => this.#parts.value?.withdraw(conversation, this, this.#terms.words)),
    explain: (reason) => {
      this.announce(reason, 'assertive');
    },
  };

  constructor() {
    super();
    new StoreController(this, () => this.#clients.customer?.$visit);
    new PortalNews(this, {
      state: () => ({ connection: this.#connection.value, live: this.#settings.value?.live, rows: this.#requests.value ?? [] }),
      words: () => this.#common.words,
      back: () => {
        if (this.#partsNeeded) void this.#parts.want(true);
      },
    });
  }

  protected override get words(): readonly TermsController<'portal' | 'common'>[] {
    return [this.#terms, this.#common];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const customer = this.#clients.customer;
    const visit = customer?.$visit.get();
    if (customer && (customer !== this.#chosenFor || visit !== this.#chosenVisit)) {
      // Another client or visit is another company or person: what was shown or named is not theirs.
      if (this.#chosenFor && (customer !== this.#chosenFor || visit?.id !== this.#chosenVisit?.id)) {
        this.place = this.fault = null;
        this.#formOffered = this.listShown = false;
        if (customer === this.#chosenFor) this.request = '';
        this.#claims.drop();
      }
      this.#chosenFor = customer;
      this.#chosenVisit = visit;
      if (!this.claim && (this.place ?? atForm) === atForm) void this.#choose(customer);
    }
    const status = this.#connection.value?.status;
    // Without a connection nothing can be chosen, but a request can be written.
    if (!this.place && status !== undefined && status !== 'connecting' && status !== 'connected') this.#formOffered = true;
    if (changed.has('request') && this.request && this.place) this.place = atRequest(this.request);
    if (this.#partsNeeded) void this.#parts.want(changed.has('place'));
  }

  protected override firstUpdated(changed: PropertyValues<this>): void {
    super.firstUpdated(changed);
    whenIdle(() => void this.#parts.want(false));
  }

  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.shadowRoot?.querySelector<Found>(selector) ?? null;
  }

  get #conversation(): CustomerConversation | undefined {
    const { conversation } = this.#opened;
    return conversation && 'withdraw' in conversation ? (conversation as CustomerConversation) : undefined;
  }

  /** Forgets the customer who is here, in all pages of this browser. Resolves once nothing of them is left. */
  async reset(): Promise<void> {
    await this.#clients.customer?.reset();
  }

  async #choose(customer: CustomerClient): Promise<void> {
    const [visit, focused] = [this.#chosenVisit, this.matches(':focus-within')];
    // A named request needs no look at the others.
    const open = this.request ? [] : await customer.resume().catch(() => []);
    const place = choose(this.request, open, this.#find<SupportRequestForm>('.form')?.inUse ?? false);
    for (const conversation of open) conversation.release();
    if (customer !== this.#chosenFor || visit !== this.#chosenVisit || (this.place ?? atForm) !== atForm) return;
    this.place = place;
    // The focus has gone with what the one before was shown. Wherever else somebody has put it, it stays.
    if (focused && !this.matches(':focus-within')) this.#focusOn(place);
  }

  #go(place: Place, event?: SupportSelectEvent): void {
    this.place = place;
    this.listShown = false;
    this.#claims.drop();
    if (event) this.dispatchEvent(event);
    this.#focusOn(place);
  }

  #focusOn({ kind }: Place): void {
    void this.#settleFocus(() => this.#find(kind === 'form' ? '.form' : '#title')?.focus());
  }

  async #showList(): Promise<void> {
    this.listShown = true;
    await this.#settleFocus(() => {
      const shown = this.renderRoot.querySelector<HTMLElement>(keyOf(this.place) ? '.item[aria-current]' : '#list-title');
      (shown ?? this.renderRoot.querySelector<HTMLElement>('#list-title'))?.focus();
    });
  }

  /** Moves the focus once the page stands as it should, unless it is on a list that stays beside what is shown. */
  async #settleFocus(move: () => void): Promise<void> {
    await this.updateComplete;
    await this.#find<SupportRequestForm>('.form')?.updateComplete;
    const focused = this.shadowRoot?.activeElement;
    if (focused?.closest('.item') && focused.checkVisibility() && !this.listShown) return;
    move();
  }
  readonly #submitted = (event: SupportRequestSubmittedEvent): void => {
    this.#go(atRequest(event.key));
  };

  async #decide(decision: (conversation: CustomerConversation) => Promise<void> | undefined): Promise<void> {
    const conversation = this.#conversation;
    if (!conversation) return;
    this.fault = null;
    try {
      await decision(conversation);
    } catch (error) {
      this.fault = codeOf(error);
      this.announce(this.#common.words.errors[this.fault], 'assertive');
      this.dispatchEvent(new SupportErrorEvent(this.fault, error));
    }
  }

  async #loadAgain(): Promise<void> {
    // The button has gone with what it was for.
    if (await this.#parts.want(true)) await this.#settleFocus(() => this.#find('#title')?.focus());
  }

  protected override render(): TemplateResult {
    const parts = this.#parts.value;
    // Without what shows them there is no list to go to.
    const rows = (parts && this.#requests.value) ?? [];
    const both = rows.length > 0;
    return html`
      <div class="portal" part="portal">
        ${this.#bar(rows)}
        <div class="body">
          ${this.#banner()}
          <div class="panes ${both ? 'both' : ''} ${both && this.listShown ? 'listed' : ''}">
            ${parts && both ? parts.ownRequests({ rows, shown: keyOf(this.place), now: this.#clock.now, words: this.#terms.words, common: this.#common.words, formats: this.#terms.formats }, this.#listDeeds) : nothing}
            <div class="main">${this.#main(rows)}</div>
          </div>
        </div>
      </div>
    `;
  }

  #bar(rows: readonly Row[]): TemplateResult {
    // From a request one goes back to the list; from the list there is nowhere to go but into it.
    const leadsToList = rows.length > 0 && !this.listShown && this.#shown?.kind === 'form';
    return portalBar({
      settings: this.#settings.value,
      connection: this.#connection.value,
      toList: leadsToList ? this.#menuDeeds.list : null,
      unread: this.#unread(rows),
      words: this.#terms.words,
    });
  }

  /** What waits in the requests that are not shown. */
  #unread(rows: readonly Row[]): TemplateResult | typeof nothing {
    const shown = keyOf(this.place);
    return unreadIn(rows.filter(({ key }) => key !== shown), this.#terms.words, this.#terms.formats);
  }

  #banner(): TemplateResult | typeof nothing {
    const connection = this.#connection.value;
    // The form says itself why nothing can be sent.
    if (connection?.status === 'refused' && this.#shown?.kind === 'form') return nothing;
    const forgetful = this.#storage.value === 'memory' && this.#clients.customer?.storage !== 'none';
    return connectionNote(connection, forgetful, this.#common.words);
  }

  /** What only a request needs is needed. */
  get #partsNeeded(): boolean {
    return this.place?.kind === 'request' || (this.#requests.value?.length ?? 0) > 0;
  }

  get #shown(): Place | null {
    return this.place ?? (this.#formOffered ? atForm : null);
  }

  #main(rows: readonly Row[]): TemplateResult {
    const place = this.#shown;
    const claiming = this.#claims.render(this.#begin('button'));
    if (claiming) return claiming;
    if (!place) return this.#skeleton();
    return place.kind === 'form' ? this.#form(rows) : this.#request();
  }
  #skeleton(): TemplateResult {
    return html`<div class="skeleton" role="status"><span class="hidden">${this.#common.words.loading}</span><i></i><i></i><i></i><i></i></div>`;
  }

  #form(rows: readonly Row[]): TemplateResult {
    const tag = privateTag(SupportRequestForm);
    // Whoever has asked before need not say again who they are.
    return staticHtml`<${tag}
      class="form"
      .client=${this.#clients.customer}
      .prefill=${{ ...rows[0]?.customer, ...this.prefill }}
      .metadata=${this.metadata}
      exportparts="form, field, submit"
      @support-request-submitted=${this.#submitted}
    >
      <slot name="form-heading" slot="heading">${this.#terms.words.heading}</slot>
      <slot name="form-intro" slot="intro"></slot>
      <slot name="form-footer" slot="footer"></slot>
    </${tag}>`;
  }

  #request(): TemplateResult {
    const error = this.#error.value;
    if (error && !this.#state.value) return missing(error.code, this.#terms.words, this.#common.words, this.#begin('button primary'));
    const [words, common] = [this.#terms.words, this.#common.words];
    const parts = this.#parts.value;
    const actions: ReadonlyMap<Action, Verdict> = this.#actions.value ?? new Map();
    const head = requestHead({
      request: this.#state.value ?? null,
      live: this.#settings.value?.live ?? false,
      fault: this.fault,
      back: this.#back(),
      menu: parts?.requestMenu({ actions, words, common }, this.#menuDeeds) ?? nothing,
      words,
      common,
    });
    if (this.#parts.failed) return html`${head} ${chatMissing(words, common, () => void this.#loadAgain())}`;
    if (!parts) return html`${head} ${this.#skeleton()}`;
    const tag = privateTag(parts.SupportChat);
    const chat = staticHtml`<${tag} class="chat" @support-unread-change=${partOfTotal} .client=${this.#clients.customer} .conversation=${this.#opened.conversation} .silent=${this.silent} .connectionShown=${true} .searchShown=${true}>${this.#begin(actions.get('rate') === true ? 'button' : 'button primary', 'completed')}</${tag}>`;
    return html`${head} ${chat}`;
  }

  #begin(look: 'button' | 'button primary', slot = ''): TemplateResult {
    return newRequestButton(look, this.#terms.words, this.#listDeeds.begin, slot);
  }
  #back(): TemplateResult | typeof nothing {
    const rows = this.#requests.value ?? [];
    if (rows.length === 0) return nothing;
    return html`<button type="button" class="button plain icon-only back" @click=${this.#menuDeeds.list}>${icon(ArrowLeft)}<span class="hidden">${this.#terms.words.backToRequests}</span>${this.#unread(rows)}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-portal': SupportPortal;
  }
}
