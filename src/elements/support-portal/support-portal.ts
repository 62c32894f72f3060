import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import CircleAlert from 'lucide/dist/esm/icons/circle-alert.mjs';
import Plus from 'lucide/dist/esm/icons/plus.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { ConnectionState, Conversation, CustomerClient, CustomerConversation } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import { standing, type Contact, type Metadata } from '../../domain/request.ts';
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
import { SupportAvailabilityChangeEvent, SupportConnectionChangeEvent, SupportErrorEvent, SupportSelectEvent, type SupportRequestSubmittedEvent } from '../events.ts';
import { icon } from '../icon.ts';
import { named } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { MinuteClock } from '../request-list/minute-clock.ts';
import { standingIcons } from '../standing-icons.ts';
import { ConversationController } from '../support-chat/conversation-controller.ts';
import { SupportChat } from '../support-chat/support-chat.ts';
import { SupportElement } from '../support-element.ts';
import { SupportRequestForm } from '../support-request-form/support-request-form.ts';
import { connectionNote } from './connection-note.ts';
import { ownRequestsStyles } from './own-requests.styles.ts';
import { ownRequests, type OwnRequestsDeeds } from './own-requests.ts';
import { atForm, atRequest, choose, keyOf, type Place } from './places.ts';
import { requestMenuStyles } from './request-menu.styles.ts';
import { requestMenu, type RequestMenuDeeds } from './request-menu.ts';
import { statusLine } from './status-line.ts';
import { supportPortalStyles } from './support-portal.styles.ts';
import { withdrawDialogStyles } from './withdraw-dialog.styles.ts';
import { withdrawDialog } from './withdraw-dialog.ts';

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
 * @fires {SupportErrorEvent} support-error - Something was refused; the customer has been told.
 */
export class SupportPortal extends SupportElement {
  static override readonly tag: string = 'support-portal';
  static override styles = [tokens, base, controls, ownRequestsStyles, requestMenuStyles, withdrawDialogStyles, supportPortalStyles];

  /** The key of a request to show. */
  @property() request = '';

  /** What stands in fields of the form in which nobody has written yet. */
  @property({ attribute: false }) prefill: Partial<RequestForm> | undefined;

  /** What the technician should know of the page; see `support-request-form`. */
  @property({ attribute: false }) metadata: Metadata | undefined;

  /** Null until it has been chosen. */
  @state() private place: Place | null = null;
  /** Whether the list stands in place of the place, where there is no room for both. */
  @state() private listShown = false;
  @state() private fault: ErrorCode | null = null;

  @query('.form') private readonly form!: SupportRequestForm | null;
  @query('#title') private readonly titleHeading!: HTMLElement | null;
  @query('#withdraw') private readonly dialog!: HTMLDialogElement | null;

  readonly #clients = new ClientController(this, () => 'customer');
  readonly #terms = new TermsController(this, 'portal', en);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #clock = new MinuteClock(this, () => false);
  readonly #opened = new ConversationController(
    this,
    () => ({ client: this.#customer, request: keyOf(this.place), given: undefined }),
    () => {
      this.fault = null;
    },
  );
  readonly #settings = new StoreController(this, () => this.#customer?.$settings);
  readonly #connection = new StoreController(this, () => this.#customer?.$connection);
  readonly #storage = new StoreController(this, () => this.#customer?.$storage);
  readonly #requests = new StoreController(this, () => this.#customer?.$requests);
  readonly #state = new StoreController(this, () => this.#opened.conversation?.$state);
  readonly #actions = new StoreController(this, () => this.#opened.conversation?.$actions);
  readonly #error = new StoreController(this, () => this.#opened.conversation?.$error);
  #chosenFor: CustomerClient | undefined;
  /** Whether the form stands there before anything could be chosen. It stays until something is. */
  #formOffered = false;
  #told: { live?: boolean; connection?: ConnectionState } = {};

  readonly #listDeeds: OwnRequestsDeeds = {
    show: ({ key, company, number }) => {
      this.#go(atRequest(key), new SupportSelectEvent({ key, company, number }));
    },
    begin: () => {
      this.#go(atForm, new SupportSelectEvent(null));
    },
  };

  readonly #menuDeeds: RequestMenuDeeds = {
    begin: this.#listDeeds.begin,
    list: () => void this.#showList(),
    endChat: () => void this.#decide((conversation) => conversation.endChat()),
    withdraw: () => this.dialog?.showModal(),
    explain: (reason) => {
      this.announce(reason, 'assertive');
    },
  };

  protected override get words(): readonly TermsController<'portal' | 'common'>[] {
    return [this.#terms, this.#common];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const customer = this.#customer;
    if (customer && customer !== this.#chosenFor) {
      // Another client is another company or another person: what was shown is not theirs.
      if (this.#chosenFor) {
        this.place = null;
        this.#formOffered = false;
      }
      this.#chosenFor = customer;
      void this.#choose(customer);
    }
    const status = this.#connection.value?.status;
    // Without a connection nothing can be chosen, but a request can be written.
    if (!this.place && status !== undefined && status !== 'connecting' && status !== 'connected') this.#formOffered = true;
    if (changed.has('request') && this.request && this.place) this.place = atRequest(this.request);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const connection = this.#connection.value;
    const live = this.#settings.value?.live;
    const { live: wasLive, connection: before } = this.#told;
    this.#told = { ...(live !== undefined && { live }), ...(connection && { connection }) };
    if (connection && before && connection.status !== before.status) this.#connectionChanged(connection, before);
    if (live !== undefined && wasLive !== undefined && live !== wasLive) this.dispatchEvent(new SupportAvailabilityChangeEvent(live));
  }

  get #customer(): CustomerClient | undefined {
    const { client } = this.#clients;
    return client?.role === 'customer' ? client : undefined;
  }

  get #conversation(): CustomerConversation | undefined {
    const { conversation } = this.#opened;
    return conversation && isCustomers(conversation) ? conversation : undefined;
  }

  async #choose(customer: CustomerClient): Promise<void> {
    // A named request needs no look at the others.
    const open = this.request ? [] : await customer.resume().catch(() => []);
    const place = choose(this.request, open, this.form?.inUse ?? false);
    for (const conversation of open) conversation.release();
    if (customer === this.#chosenFor && !this.place) this.place = place;
  }

  #connectionChanged(connection: ConnectionState, before: ConnectionState): void {
    const { connection: words } = this.#common.words;
    if (connection.status === 'reconnecting' || connection.status === 'offline') this.announce(words[connection.status]);
    if (connection.status === 'connected' && before.status !== 'connecting') this.announce(words.back);
    this.dispatchEvent(new SupportConnectionChangeEvent(connection));
  }

  #go(place: Place, event?: SupportSelectEvent): void {
    this.place = place;
    this.listShown = false;
    if (event) this.dispatchEvent(event);
    void this.#settleFocus(() => {
      if (place.kind === 'form') this.form?.focus();
      else this.titleHeading?.focus();
    });
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
    await this.form?.updateComplete;
    const focused = this.shadowRoot?.activeElement;
    if (focused?.closest('.item') && focused.checkVisibility() && !this.listShown) return;
    move();
  }

  readonly #submitted = (event: SupportRequestSubmittedEvent): void => {
    this.#go(atRequest(event.key));
  };

  async #decide(decision: (conversation: CustomerConversation) => Promise<void>): Promise<void> {
    const conversation = this.#conversation;
    if (!conversation) return;
    this.fault = null;
    try {
      await decision(conversation);
    } catch (error) {
      this.fault = isSupportError(error) ? error.code : 'unavailable';
      this.announce(this.#common.words.errors[this.fault], 'assertive');
      this.dispatchEvent(new SupportErrorEvent(this.fault, error));
    }
  }

  readonly #withdrawn = (withdraw: boolean): void => {
    // Not where it was opened from: that menu entry is gone with its menu.
    this.renderRoot.querySelector<HTMLElement>('#more')?.focus();
    if (withdraw) void this.#decide((conversation) => conversation.withdraw());
  };

  protected override render(): TemplateResult {
    const rows = this.#requests.value ?? [];
    const both = rows.length > 0;
    return html`
      <div class="portal" part="portal">
        ${this.#bar(rows)}
        <div class="body">
          ${this.#banner()}
          <div class="panes ${both ? 'both' : ''} ${both && this.listShown ? 'listed' : ''}">
            ${both ? ownRequests({ rows, shown: keyOf(this.place), now: this.#clock.now, words: this.#terms.words, common: this.#common.words, formats: this.#terms.formats }, this.#listDeeds) : nothing}
            <div class="main">${this.#main(rows)}</div>
          </div>
        </div>
      </div>
    `;
  }

  #bar(rows: readonly Row[]): TemplateResult {
    const { words } = this.#terms;
    const name = this.#settings.value?.name ?? '';
    // From a request one goes back to the list; from the list there is nowhere to go but into it.
    const leadsToList = rows.length > 0 && !this.listShown && this.#shown?.kind === 'form';
    return html`
      <header class="bar" part="header">
        <slot name="logo">${name ? html`<span class="mark" aria-hidden="true">${initial(name)}</span>` : nothing}</slot>
        <p class="company"><slot name="heading"><bdi>${name}</bdi></slot></p>
        ${this.#live()}
        ${leadsToList ? html`<button type="button" class="button plain mine" @click=${this.#menuDeeds.list}>${words.myRequests}${this.#unread(rows)}</button>` : nothing}
      </header>
    `;
  }

  /** What waits in the requests that are not shown. */
  #unread(rows: readonly Row[]): TemplateResult | typeof nothing {
    const { words, formats } = this.#terms;
    const unread = rows.filter(({ key }) => key !== keyOf(this.place)).reduce((sum, row) => sum + row.unread, 0);
    return unread > 0 ? html`<span class="badge" aria-hidden="true">${formats.number(unread)}</span><span class="hidden">${words.unread(unread, formats)}</span>` : nothing;
  }

  #live(): TemplateResult | typeof nothing {
    const live = this.#settings.value?.live;
    // Without a connection nobody can tell.
    if (live === undefined || this.#connection.value?.status !== 'connected') return nothing;
    const { words } = this.#terms;
    return html`<p class="status live" data-standing=${live ? 'live' : 'away'}><span class="dot"></span>${live ? words.live : words.away}</p>`;
  }

  #banner(): TemplateResult | typeof nothing {
    const connection = this.#connection.value;
    // The form says itself why nothing can be sent.
    if (connection?.status === 'refused' && this.#shown?.kind === 'form') return nothing;
    const forgetful = this.#storage.value === 'memory' && this.#customer?.storage !== 'none';
    return connectionNote(connection, forgetful, this.#common.words);
  }

  get #shown(): Place | null {
    return this.place ?? (this.#formOffered ? atForm : null);
  }

  #main(rows: readonly Row[]): TemplateResult {
    const place = this.#shown;
    if (!place) return this.#skeleton();
    return place.kind === 'form' ? this.#form(rows) : this.#request();
  }

  #skeleton(): TemplateResult {
    return html`<div class="skeleton" role="status"><span class="hidden">${this.#common.words.loading}</span><i></i><i></i><i></i><i></i></div>`;
  }

  #form(rows: readonly Row[]): TemplateResult {
    const tag = privateTag(SupportRequestForm);
    const contact = this.#contact(rows);
    return staticHtml`<${tag}
      class="form"
      .client=${this.#customer}
      .prefill=${{ ...contact, ...this.prefill }}
      .metadata=${this.metadata}
      exportparts="form, field, submit"
      @support-request-submitted=${this.#submitted}
    >
      <slot name="form-heading" slot="heading">${this.#terms.words.heading}</slot>
      <slot name="form-intro" slot="intro"></slot>
      <slot name="form-footer" slot="footer"></slot>
    </${tag}>`;
  }

  /** Whoever has asked before need not say again who they are. */
  #contact(rows: readonly Row[]): Partial<Contact> {
    return rows[0]?.customer ?? {};
  }

  #request(): TemplateResult {
    const error = this.#error.value;
    if (error && !this.#state.value) return this.#missing(error.code);
    const tag = privateTag(SupportChat);
    return staticHtml`
      ${this.#top()}
      <${tag} class="chat" .client=${this.#customer} .conversation=${this.#opened.conversation} .connectionShown=${true}>
        <button slot="completed" type="button" class="button primary" @click=${this.#listDeeds.begin}>${icon(Plus)}${this.#terms.words.newRequest}</button>
      </${tag}>
      ${withdrawDialog(this.#terms.words, this.#withdrawn)}
    `;
  }

  /** The head of the request that is shown. */
  #top(): TemplateResult {
    const { words } = this.#terms;
    const common = this.#common.words;
    const request = this.#state.value;
    const stands = request && standing(request);
    const line = request && statusLine(request, this.#settings.value?.live ?? false, words);
    return html`
      <div class="top">
        ${this.#back()}
        <div class="titles">
          <h2 id="title" tabindex="-1">${request ? words.requestTitle(String(request.number)) : words.yourRequest}</h2>
          ${stands ? html`<p class="status" data-standing=${stands}>${icon(standingIcons[stands])}${common.standing[stands]}</p>` : nothing}
        </div>
        ${requestMenu({ actions: this.#actions.value ?? new Map(), words, common }, this.#menuDeeds)}
        ${line ? html`<p class="line">${named(line)}</p>` : nothing}
      </div>
      ${this.fault ? html`<p class="note bad banner">${icon(CircleAlert)}<span>${common.errors[this.fault]}</span></p>` : nothing}
    `;
  }

  #back(): TemplateResult | typeof nothing {
    const rows = this.#requests.value ?? [];
    if (rows.length === 0) return nothing;
    return html`<button type="button" class="button plain icon-only back" @click=${this.#menuDeeds.list}>${icon(ArrowLeft)}<span class="hidden">${this.#terms.words.backToRequests}</span>${this.#unread(rows)}</button>`;
  }

  #missing(code: ErrorCode): TemplateResult {
    return html`
      <div class="missing">
        <h2 id="title" tabindex="-1">${this.#terms.words.yourRequest}</h2>
        <p class="note bad">${icon(CircleAlert)}<span>${this.#common.words.errors[code]}</span></p>
        <button type="button" class="button primary" @click=${this.#listDeeds.begin}>${icon(Plus)}${this.#terms.words.newRequest}</button>
      </div>
    `;
  }
}

function isCustomers(conversation: Conversation): conversation is CustomerConversation {
  return 'withdraw' in conversation;
}

function initial(name: string): string {
  return [...name][0]?.toLocaleUpperCase() ?? '';
}

declare global {
  interface HTMLElementTagNameMap {
    'support-portal': SupportPortal;
  }
}
