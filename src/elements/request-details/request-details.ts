import Search from 'lucide/dist/esm/icons/search.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { CompanyPresence, TechnicianConversation } from '../../client/client.ts';
import { codeOf, isSupportError } from '../../client/errors.ts';
import type { RequestState } from '../../domain/request.ts';
import { en as chatEnglish } from '../../locales/en/chat.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { en as detailsEnglish, type DetailsTerms } from '../../locales/en/details.ts';
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
import { icon } from '../icon.ts';
import { around, isolated, justText, named, plain, type NamedText } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { emptyStyles } from '../request-list/empty.styles.ts';
import { emptyState } from '../request-list/empty.ts';
import { MinuteClock } from '../request-list/minute-clock.ts';
import { standingStyles } from '../request-list/standing.styles.ts';
import type { StandingWords } from '../request-list/standing.ts';
import { waitOf } from '../request-list/waiting.ts';
import { ConversationController } from '../support-chat/conversation-controller.ts';
import { SupportElement } from '../support-element.ts';
import { asks, barButtons, otherHints, type AskedAction, type KeyHints } from './action-bar.ts';
import { CloseDialog } from './close-dialog.ts';
import { ColleagueDialog } from './colleague-dialog.ts';
import { directDeeds } from './direct-deeds.ts';
import { earlierRequestsStyles } from './earlier-requests.styles.ts';
import { EarlierRequests, earlierList } from './earlier-requests.ts';
import { detailFacts, disclosure, factList, sourceFacts } from './facts.ts';
import { Lookers } from './lookers.ts';
import { moreMenuStyles } from './more-menu.styles.ts';
import { MoreMenu } from './more-menu.ts';
import { offered, type Offer, type OfferedAction } from './offered.ts';
import { ReasonTips } from './reason-tips.ts';
import { stillRefused, type Refusal } from './refusal.ts';
import { requestDetailsStyles } from './request-details.styles.ts';
import { requestHeaderStyles } from './request-header.styles.ts';
import { requestHeader } from './request-header.ts';
import { TechnicianChat, type Writing } from './technician-chat.ts';
import { isTechnicians } from './technicians-side.ts';

const sections = ['details', 'source', 'earlier'] as const;
type Section = (typeof sections)[number];

/** Wide or tall enough to have Details and Source Information open from the start. Pixels. */
const room = { wide: 800, tall: 960 } as const;

/**
 * One request as its technician works on it: what can be done, the chat, what is known of it and of where it comes from.
 * What is not allowed stays in its place and says why.
 *
 * @slot before - In front of the customer's name, such as a way back.
 * @fires {SupportErrorEvent} support-error - A deed was refused; the element has said so.
 * @fires {SupportSelectEvent} support-select - An earlier request of the customer was chosen.
 * @csspart header - Customer, number, company and status.
 * @csspart viewers - The colleagues who look at it, too.
 * @csspart actions - The buttons.
 * @csspart chat - The chat, with the notes.
 * @csspart earlier - Earlier requests of the customer.
 * @csspart details - Details.
 * @csspart source - Source Information.
 */
export class RequestDetails extends SupportElement {
  static override readonly tag: string = 'request-details';
  static override styles: CSSResultGroup = [tokens, base, controls, standingStyles, emptyStyles, moreMenuStyles, earlierRequestsStyles, requestDetailsStyles, requestHeaderStyles];

  /** The request: `company/number` or `company/key`; the company may be left out by whoever has only one. */
  @property() request = '';

  /** A conversation to show instead of `request`; whoever gives it also releases it. */
  @property({ attribute: false }) conversation: TechnicianConversation | undefined;

  /** @internal Whether a composite around it says when there is no connection. */
  @property({ attribute: false }) connectionShown = false;

  /** @internal The level of its heading; a composite with headings above it says 3. Those inside follow. */
  @property({ attribute: false }) headingLevel = 2;

  /** @internal The keys that lead to a deed, or to the composer's `reply` and `note`. */
  @property({ attribute: false, hasChanged: otherHints }) keys: KeyHints = {};

  /** What was refused, and why: beside the buttons until the next one is pressed, or it is so no longer. */
  @state() private refused: Refusal | null = null;
  @state() private busy: OfferedAction | null = null;
  @state() private roomy = false;
  /** The deed that a dialog asks about. */
  @state() private asking: AskedAction | null = null;
  /** Sections that were opened or closed by hand. */
  @state() private chosen: Readonly<Partial<Record<Section, boolean>>> = {};

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'chat', chatEnglish);
  readonly #details = new TermsController(this, 'details', detailsEnglish);
  readonly #lookers = new Lookers(this, (newcomers) => {
    const { words, formats } = this.#details;
    return words.viewing(newcomers.length, formats.list(newcomers.map(({ name }) => isolated(name))), formats);
  });
  readonly #conversations = new ConversationController(
    this,
    () => ({ client: this.#clients.client, request: this.request, given: this.conversation }),
    (conversation) => {
      this.refused = null;
      this.busy = null;
      this.asking = null;
      this.#lookers.look(isTechnicians(conversation) ? conversation : undefined);
    },
  );
  readonly #state = new StoreController(this, () => this.#shown?.$state);
  readonly #actions = new StoreController(this, () => this.#shown?.$actions);
  readonly #source = new StoreController(this, () => this.#shown?.$source);
  readonly #error = new StoreController(this, () => this.#shown?.$error);
  readonly #viewers = new StoreController(this, () => this.#shown?.$viewers);
  readonly #companies = new StoreController(this, () => this.#clients.technician?.$companies);
  readonly #clock = new MinuteClock(this, () => {
    const shown = this.#state.value;
    return shown ? waitOf(shown, 0) !== null : false;
  });
  readonly #earlier = new EarlierRequests(this, () => this.#shown, () => this.#presence?.connection.status === 'connected');
  readonly #tips = new ReasonTips(this);
  readonly #more = new MoreMenu(this);
  #focusWanted = false;
  /** The button that had the focus before a rendering that may take it away. */
  #focused: string | undefined;

  constructor() {
    super();
    new SizeController(this, (width, height) => {
      this.roomy = width >= room.wide || height >= room.tall;
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common, this.#details];
  }

  get #shown(): TechnicianConversation | undefined {
    const { conversation } = this.#conversations;
    return isTechnicians(conversation) ? conversation : undefined;
  }

  get #presence(): CompanyPresence | undefined {
    const company = this.#shown?.company;
    return this.#companies.value?.find((one) => one.company === company);
  }

  get #chat(): TechnicianChat | null {
    return this.renderRoot.querySelector<TechnicianChat>('.chat');
  }

  /** Puts the focus on the customer's name, from where everything else follows, as soon as it is there. */
  override focus(): void {
    this.#focusWanted = true;
    this.requestUpdate();
  }

  /** Does what the button of a deed does, or says why it cannot be done now. Without effect where there is no such button. */
  perform(action: OfferedAction): void {
    const offer = this.#offers.find((one) => one.action === action);
    if (offer) void this.#press(offer);
  }

  /** Puts the cursor where an answer to the customer, or a note for colleagues, is written. */
  focusComposer(what: Writing): void {
    this.#chat?.write(what);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.refused) this.refused = stillRefused(this.refused, this.#offers);
    const active = this.shadowRoot?.activeElement;
    this.#focused = active instanceof HTMLElement ? active.dataset['action'] : undefined;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const heading = this.renderRoot.querySelector<HTMLElement>('h3, .empty-title');
    if (this.#focusWanted && heading) {
      this.#focusWanted = false;
      heading.focus();
    } else if (this.#focused !== undefined && !this.shadowRoot?.activeElement) {
      const next = this.renderRoot.querySelector<HTMLElement>('.actions .primary');
      if (!next && this.#actions.value?.get('write') === true) void this.#toChat();
      else (next ?? heading)?.focus();
    }
  }

  /** Whoever has joined is there to write. */
  async #toChat(): Promise<void> {
    const chat = this.#chat;
    await chat?.updateComplete;
    if (!this.shadowRoot?.activeElement) chat?.write('reply');
  }

  get #offers(): readonly Offer[] {
    return offered(this.#actions.value ?? new Map<never, never>());
  }

  async #press({ action, verdict }: Offer): Promise<void> {
    if (verdict !== true) {
      this.#say(action, justText(this.#common.words.reasons[verdict]));
      return;
    }
    const conversation = this.#shown;
    if (!conversation || this.busy === action) return;
    this.refused = null;
    if (action === 'share-file') {
      this.#chat?.chooseFile();
      return;
    }
    if (asks(action)) {
      this.asking = action;
      return;
    }
    this.busy = action;
    try {
      await directDeeds[action](conversation);
    } catch (error) {
      if (this.#shown === conversation) this.#fail(action, error);
    } finally {
      if (this.#shown === conversation && this.busy === action) this.busy = null;
    }
  }

  /** A dialog has closed: the focus goes back to what opened it, or to what has come in its place. */
  readonly #answered = async (): Promise<void> => {
    const action = this.asking;
    this.asking = null;
    await this.updateComplete;
    if (this.shadowRoot?.activeElement) return;
    const opener = this.renderRoot.querySelector<HTMLElement>(`.actions > [data-action="${action ?? ''}"]`) ?? this.renderRoot.querySelector<HTMLElement>('.more');
    (opener ?? this.renderRoot.querySelector<HTMLElement>('h3'))?.focus();
  };

  #fail(action: OfferedAction, error: unknown): void {
    const { errors } = this.#common.words;
    const code = codeOf(error);
    const other = isSupportError(error) ? error.details.technician : undefined;
    this.#say(action, code === 'someone_elses' && other !== undefined ? around(this.#details.words.assignedToOther, other) : justText(errors[code]));
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  #say(action: OfferedAction, text: NamedText): void {
    this.refused = { action, text, ruled: false };
    this.announce(plain(text), 'assertive');
  }

  readonly #toggled = (event: Event): void => {
    const section = event.currentTarget;
    if (!(section instanceof HTMLDetailsElement)) return;
    const name = sections.find((one) => one === section.dataset['section']);
    if (!name || section.open === this.#open(name)) return;
    this.chosen = { ...this.chosen, [name]: section.open };
    if (name === 'earlier' && section.open) void this.#earlier.read();
  };

  #open(section: Section): boolean {
    return this.chosen[section] ?? (section !== 'earlier' && this.roomy);
  }

  readonly #select = ({ key, company, number }: Row): void => {
    const event = new SupportSelectEvent({ key, company, number });
    if (!this.conversation) this.request = event.request;
    this.focus();
    this.dispatchEvent(event);
  };

  protected override render(): TemplateResult {
    return html`<div class="frame ${direction(this.#terms.formats.language)}">${this.#content()}</div>`;
  }

  #content(): TemplateResult {
    const { words } = this.#terms;
    const conversation = this.#shown;
    const shown = this.#state.value;
    const error = this.#error.value;
    if (!conversation) return html`<slot name="before"></slot>${emptyState('chat', words.selectRequest, words.selectRequestHint)}`;
    if (error && !shown) return html`<slot name="before"></slot>${emptyState('tray', words.cannotShow, this.#common.words.errors[error.code])}`;
    if (!shown) return this.#skeleton();
    const { now } = this.#clock;
    const search = this.#common.words.searchConversation;
    const look = { shown, now, company: nameOfCompany(shown.company, this.#companies.value), viewers: this.#viewers.value ?? [], confirmed: this.#source.value?.identity !== undefined, waits: this.#presence?.console?.waits, level: this.headingLevel };
    return html`${requestHeader(look, this.#spoken)} ${this.#bar()}
      <div class="panes">
        <section class="talk" aria-labelledby="chat-title">
          <div class="talk-head">
            <h4 id="chat-title" aria-level=${this.headingLevel + 1}>${this.#details.words.chatMessages}</h4>
            <button type="button" class="button plain icon-only" aria-keyshortcuts="Control+F Meta+F" aria-label=${search} title=${search} @click=${() => void this.#chat?.search()}>${icon(Search)}</button>
          </div>
          ${this.#talk(conversation)}
        </section>
        <div class="facts">${this.#sections(shown)}</div>
      </div>
      ${this.#dialog(conversation)}`;
  }

  #talk(conversation: TechnicianConversation): TemplateResult {
    const tag = privateTag(TechnicianChat);
    const hint = html`<p slot="join" class="join-hint">${this.#details.words.joinToRead}</p>`;
    return staticHtml`<${tag} class="chat" part="chat" .client=${this.#clients.technician} .conversation=${conversation} .connectionShown=${this.connectionShown} .searchShown=${true} .keys=${this.keys}>${hint}</${tag}>`;
  }

  #dialog(conversation: TechnicianConversation): TemplateResult | typeof nothing {
    if (this.asking === null) return nothing;
    const tag = privateTag(this.asking === 'close' ? CloseDialog : ColleagueDialog);
    return staticHtml`<${tag} .choice=${this.asking} .client=${this.#clients.technician} .conversation=${conversation} .closed=${this.#answered}></${tag}>`;
  }

  #bar(): TemplateResult {
    const offers = this.#offers;
    const press = (offer: Offer): void => void this.#press(offer);
    const look = { offers: offers.filter(({ place }) => place !== 'more'), busy: this.busy, keys: this.keys };
    const common = this.#common.words;
    return html`<div class="bar" part="actions">
      <div
        class="actions"
        role="group"
        aria-label=${this.#details.words.actions}
        @pointerover=${this.#tips.onEnter}
        @pointerout=${this.#tips.onLeave}
        @focusin=${this.#tips.onEnter}
        @focusout=${this.#tips.onLeave}
        @keydown=${this.#tips.onKeyDown}
      >
        ${barButtons(look, common, press)}
        ${this.#more.render(offers.filter(({ place }) => place === 'more'), { common, details: this.#details.words }, press, (format) => void this.#chat?.save(format))}
      </div>
      ${this.refused === null ? nothing : html`<p class="note bad said"><span>${named(this.refused.text)}</span></p>`}
    </div>`;
  }

  #sections(shown: RequestState): TemplateResult {
    const { words } = this.#details;
    const spoken = this.#spoken;
    const { own, page } = detailFacts(shown, nameOfCompany(shown.company, this.#companies.value), spoken);
    const source = sourceFacts(shown, this.#source.value ?? null, spoken);
    const whereFrom = [words.systems[shown.device.os], shown.device.browser].filter(Boolean).join(' · ');
    const level = this.headingLevel + 1;
    const toggled = this.#toggled;
    const fromPage = page.length > 0 ? html`<h5 aria-level=${level + 1}>${words.metadata}</h5>${factList(page)}` : nothing;
    return html`${disclosure({
      section: 'details',
      title: words.details,
      level,
      glance: shown.customer.email,
      open: this.#open('details'),
      content: html`${factList(own)}${fromPage}`,
      toggled,
    })}${disclosure({ section: 'source', title: words.sourceInformation, level, glance: whereFrom, open: this.#open('source'), content: factList(source), toggled })}${this.#earlierSection(level)}`;
  }

  #earlierSection(level: number): TemplateResult | typeof nothing {
    const earlier = this.#earlier.shown;
    if (!earlier) return nothing;
    const { words, formats } = this.#details;
    const content = earlierList(earlier, { ...this.#spoken, now: this.#clock.now }, this.#select);
    const glance = `${formats.number(earlier.rows.length)}${earlier.more ? '+' : ''}`;
    return disclosure({ section: 'earlier', title: words.earlierRequests, level, glance, open: this.#open('earlier'), content, toggled: this.#toggled });
  }

  /** Only a wait that can be felt gets a picture. */
  #skeleton(): TemplateResult {
    return html`<slot name="before"></slot>
      <div class="skeleton" aria-busy="true"><span class="hidden">${this.#common.words.loading}</span><span></span><span></span><span></span></div>`;
  }

  get #spoken(): StandingWords & { readonly details: DetailsTerms } {
    return { common: this.#common.words, console: this.#terms.words, details: this.#details.words, formats: this.#terms.formats };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'request-details': RequestDetails;
  }
}
