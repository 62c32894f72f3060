import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import LogOut from 'lucide/dist/esm/icons/log-out.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import Paperclip from 'lucide/dist/esm/icons/paperclip.mjs';
import UserRoundMinus from 'lucide/dist/esm/icons/user-round-minus.mjs';
import UserRoundPlus from 'lucide/dist/esm/icons/user-round-plus.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation, TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import type { Verdict } from '../../domain/lifecycle.ts';
import type { RequestState } from '../../domain/request.ts';
import { en as commonEnglish } from '../../locales/en/common.ts';
import { en as consoleEnglish } from '../../locales/en/console.ts';
import { direction, type Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { SizeController } from '../controllers/size-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent } from '../events.ts';
import { icon, type IconNode } from '../icon.ts';
import { around, named, plain, type NamedText } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { emptyStyles } from '../request-list/empty.styles.ts';
import { emptyState } from '../request-list/empty.ts';
import { MinuteClock } from '../request-list/minute-clock.ts';
import { standingStyles } from '../request-list/standing.styles.ts';
import { standingMark, type StandingWords } from '../request-list/standing.ts';
import { waitOf } from '../request-list/waiting.ts';
import { ConversationController } from '../support-chat/conversation-controller.ts';
import { SupportChat } from '../support-chat/support-chat.ts';
import { SupportElement } from '../support-element.ts';
import { detailFacts, disclosure, factList, sourceFacts } from './facts.ts';
import { offered, type Offer, type OfferedAction } from './offered.ts';
import { ReasonTips } from './reason-tips.ts';
import { requestDetailsStyles } from './request-details.styles.ts';

const icons: Readonly<Record<OfferedAction, IconNode>> = {
  assign: UserRoundPlus,
  unassign: UserRoundMinus,
  'join-chat': MessageCircle,
  'end-chat': LogOut,
  'share-file': Paperclip,
  close: CircleCheck,
};

type Section = 'details' | 'source';

/** Wide or tall enough to have Details and Source Information open from the start. Pixels. */
const room = { wide: 800, tall: 960 } as const;

/**
 * One request as its technician works on it: what can be done, the chat, what is known of it and of where it comes from.
 * What is not allowed stays in its place and says why.
 *
 * @slot before - In front of the customer's name, such as a way back.
 * @fires {SupportErrorEvent} support-error - A deed was refused; the element has said so.
 * @csspart header - Customer, number, company and status.
 * @csspart actions - The buttons.
 * @csspart chat - The chat.
 * @csspart details - Details.
 * @csspart source - Source Information.
 */
export class RequestDetails extends SupportElement {
  static override readonly tag: string = 'request-details';
  static override styles: CSSResultGroup = [tokens, base, controls, standingStyles, emptyStyles, requestDetailsStyles];

  /** The request: `company/number` or `company/key`; the company may be left out by whoever has only one. */
  @property() request = '';

  /** A conversation to show instead of `request`; whoever gives it also releases it. */
  @property({ attribute: false }) conversation: TechnicianConversation | undefined;

  /** @internal Whether a composite around it says when there is no connection. */
  @property({ attribute: false }) connectionShown = false;

  /** @internal The level of its heading; a composite with headings above it says 3. Those inside follow. */
  @property({ attribute: false }) headingLevel = 2;

  /** What was refused, and why: beside the buttons until the next one is pressed. */
  @state() private said: NamedText | null = null;
  @state() private busy: OfferedAction | null = null;
  @state() private roomy = false;
  /** Sections that were opened or closed by hand. */
  @state() private chosen: Readonly<Partial<Record<Section, boolean>>> = {};

  readonly #clients = new ClientController(this, () => 'technician');
  readonly #terms = new TermsController(this, 'console', consoleEnglish);
  readonly #common = new TermsController(this, 'common', commonEnglish);
  readonly #conversations = new ConversationController(
    this,
    () => ({ client: this.#clients.client, request: this.request, given: this.conversation }),
    () => {
      this.said = null;
      this.busy = null;
    },
  );
  readonly #state = new StoreController(this, () => this.#shown?.$state);
  readonly #actions = new StoreController(this, () => this.#shown?.$actions);
  readonly #source = new StoreController(this, () => this.#shown?.$source);
  readonly #error = new StoreController(this, () => this.#shown?.$error);
  readonly #companies = new StoreController(this, () => this.#technician?.$companies);
  readonly #clock = new MinuteClock(this, () => {
    const shown = this.#state.value;
    return shown ? waitOf(shown, 0) !== null : false;
  });
  readonly #tips = new ReasonTips(this);
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
    return [this.#terms, this.#common];
  }

  get #technician(): TechnicianClient | undefined {
    const client = this.#clients.client;
    return client?.role === 'technician' ? client : undefined;
  }

  get #shown(): TechnicianConversation | undefined {
    const conversation = this.#conversations.conversation;
    return conversation && isTechnicians(conversation) ? conversation : undefined;
  }

  /** Puts the focus on the customer's name, from where everything else follows, as soon as it is there. */
  override focus(): void {
    this.#focusWanted = true;
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
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
    const chat = this.renderRoot.querySelector<SupportChat>('.chat');
    await chat?.updateComplete;
    if (!this.shadowRoot?.activeElement) chat?.focus();
  }

  async #press({ action, verdict }: Offer): Promise<void> {
    if (verdict !== true) {
      this.#say(justText(this.#common.words.reasons[verdict]));
      return;
    }
    const conversation = this.#shown;
    if (!conversation || this.busy === action) return;
    this.said = null;
    if (action === 'share-file') {
      this.renderRoot.querySelector<SupportChat>('.chat')?.chooseFile();
      return;
    }
    this.busy = action;
    try {
      await this.#act(conversation, action);
    } catch (error) {
      if (this.#shown === conversation) this.#fail(error);
    } finally {
      if (this.#shown === conversation && this.busy === action) this.busy = null;
    }
  }

  #act(conversation: TechnicianConversation, action: Exclude<OfferedAction, 'share-file'>): Promise<void> {
    switch (action) {
      case 'assign':
        return conversation.assign();
      case 'unassign':
        return conversation.unassign();
      case 'join-chat':
        return conversation.joinChat();
      case 'end-chat':
        return conversation.endChat();
      case 'close':
        return conversation.close();
    }
  }

  #fail(error: unknown): void {
    const { errors, assignedToOther } = this.#common.words;
    const code = isSupportError(error) ? error.code : 'unavailable';
    const other = isSupportError(error) ? error.details.technician : undefined;
    this.#say(code === 'someone_elses' && other !== undefined ? around(assignedToOther, other) : justText(errors[code]));
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  #say(text: NamedText): void {
    this.said = text;
    this.announce(plain(text), 'assertive');
  }

  readonly #toggled = (event: Event): void => {
    const section = event.currentTarget;
    if (!(section instanceof HTMLDetailsElement)) return;
    const name: Section = section.dataset['section'] === 'source' ? 'source' : 'details';
    if (section.open !== this.#open(name)) this.chosen = { ...this.chosen, [name]: section.open };
  };

  #open(section: Section): boolean {
    return this.chosen[section] ?? this.roomy;
  }

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
    return html`${this.#header(shown)} ${this.#bar()}
      <div class="panes">
        <section class="talk" aria-labelledby="chat-title">
          <h4 id="chat-title" aria-level=${this.headingLevel + 1}>${words.chatMessages}</h4>
          ${this.#chat(conversation)}
        </section>
        <div class="facts">${this.#sections(shown)}</div>
      </div>`;
  }

  #chat(conversation: TechnicianConversation): TemplateResult {
    const tag = privateTag(SupportChat);
    const hint = html`<p slot="join" class="join-hint">${this.#terms.words.joinToRead}</p>`;
    return staticHtml`<${tag} class="chat" part="chat" .client=${this.#technician} .conversation=${conversation} .connectionShown=${this.connectionShown}>${hint}</${tag}>`;
  }

  #header(shown: RequestState): TemplateResult {
    const { words } = this.#terms;
    const number = String(shown.number);
    return html`<header part="header">
      <slot name="before"></slot>
      <div class="who">
        <h3 tabindex="-1" aria-level=${this.headingLevel}><bdi>${shown.customer.name}</bdi></h3>
        <p class="which"><span title=${words.requestId}>${`#${number}`}</span><span aria-hidden="true">·</span><bdi>${this.#company(shown.company)}</bdi>${shown.technician
            ? html`<span aria-hidden="true">·</span><span>${icon(icons.assign, 'small')}<span class="hidden">${words.technician}</span> <bdi>${shown.technician.name}</bdi></span>`
            : nothing}</p>
      </div>
      <p class="standing">${standingMark(shown, this.#clock.now, this.#spoken)}</p>
    </header>`;
  }

  #bar(): TemplateResult {
    const offers = offered(this.#actions.value ?? new Map<never, Verdict>());
    return html`<div class="bar" part="actions">
      <div
        class="actions"
        role="group"
        aria-label=${this.#terms.words.actions}
        @pointerover=${this.#tips.onEnter}
        @pointerout=${this.#tips.onLeave}
        @focusin=${this.#tips.onEnter}
        @focusout=${this.#tips.onLeave}
        @keydown=${this.#tips.onKeyDown}
      >
        ${repeat(
          offers,
          ({ action }) => action,
          (offer) => this.#button(offer),
        )}
      </div>
      ${this.said === null ? nothing : html`<p class="note bad said"><span>${named(this.said)}</span></p>`}
    </div>`;
  }

  #button(offer: Offer): TemplateResult {
    const { action, verdict, main } = offer;
    const { actions, reasons } = this.#common.words;
    const refused = verdict === true ? null : reasons[verdict];
    const tip = `why-${action}`;
    return html`<button
        type="button"
        class=${`button ${main ? 'primary' : 'quiet'}`}
        data-action=${action}
        data-tip=${refused === null ? nothing : tip}
        aria-disabled=${refused === null ? nothing : 'true'}
        aria-describedby=${refused === null ? nothing : tip}
        aria-busy=${this.busy === action ? 'true' : nothing}
        @click=${({ detail }: MouseEvent) => {
          // The second click of two was meant for the button that stood here before.
          if (detail < 2) void this.#press(offer);
        }}
      >${icon(icons[action])}<span>${actions[action]}</span></button>${refused === null ? nothing : html`<span class="tip" id=${tip} popover="manual">${refused}</span>`}`;
  }

  #sections(shown: RequestState): TemplateResult {
    const { words } = this.#terms;
    const spoken = this.#spoken;
    const { own, page } = detailFacts(shown, this.#company(shown.company), spoken);
    const source = sourceFacts(shown, this.#source.value ?? null, spoken);
    const whereFrom = [spoken.common.os[shown.device.os], shown.device.browser].filter(Boolean).join(' · ');
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
    })}${disclosure({ section: 'source', title: words.sourceInformation, level, glance: whereFrom, open: this.#open('source'), content: factList(source), toggled })}`;
  }

  /** Only a wait that can be felt gets a picture. */
  #skeleton(): TemplateResult {
    return html`<slot name="before"></slot>
      <div class="skeleton" aria-busy="true"><span class="hidden">${this.#common.words.loading}</span><span></span><span></span><span></span></div>`;
  }

  get #spoken(): StandingWords {
    return { common: this.#common.words, console: this.#terms.words, formats: this.#terms.formats };
  }

  #company(id: string): string {
    return this.#companies.value?.find(({ company }) => company === id)?.settings?.name ?? id;
  }
}

function justText(text: string): NamedText {
  return { before: text, name: '', after: '' };
}

function isTechnicians(conversation: Conversation): conversation is TechnicianConversation {
  return 'assign' in conversation;
}

declare global {
  interface HTMLElementTagNameMap {
    'request-details': RequestDetails;
  }
}
