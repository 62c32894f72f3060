import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { Conversation, TechnicianConversation } from '../../client/client.ts';
import { codeOf } from '../../client/errors.ts';
import type { SharedFile } from '../../domain/request.ts';
import { messageFault } from '../../domain/text-rules.ts';
import { en, type ChatTerms } from '../../locales/en/chat.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { SupportErrorEvent, SupportMessageSendEvent } from '../events.ts';
import type { SupportFileRejectEvent } from '../upload-events.ts';
import { FileDrop } from '../file-upload/file-drop.ts';
import { FileUpload } from '../file-upload/file-upload.ts';
import type { NamedText } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { LazyPart } from '../lazy-part.ts';
import { SupportElement } from '../support-element.ts';
import { chatNote, whyNot } from './chat-note.ts';
import { connectionNote, nothingYet, problem, refusedFiles, skeleton } from './chat-parts.ts';
import { Composer } from './composer.ts';
import { ConversationController } from './conversation-controller.ts';
import { ConversationEvents } from './conversation-events.ts';
import type { KeyboardRoom } from './keyboard-room.ts';
import { OwnPart } from './own-part.ts';
import type { AsideRow } from './rows.ts';
import { Sending } from './sending.ts';
import { supportChatStyles } from './support-chat.styles.ts';
import { Transcript } from './transcript.ts';
import type { RowDeeds } from './transcript-rows.ts';
import { typingLine } from './typing-line.ts';

/**
 * One conversation, for either side: what has been said and has happened, and a field to write in.
 *
 * Fills the height it is given; without one it takes 36em.
 *
 * @slot join - Instead of the Join Chat button that stands in the composer's place until a technician has joined.
 * @slot completed - After the words that stand in the composer's place once the request is completed.
 * @csspart transcript - The scrolling region with the conversation.
 * @csspart composer - The field in which a message is written.
 * @fires {SupportMessageSendEvent} support-message-send - Before a message is sent; cancelling keeps it in the field.
 * @fires {SupportMessageReceiveEvent} support-message-receive - A message or file of the other side has arrived.
 * @fires {SupportUnreadChangeEvent} support-unread-change - The number of unread lines has changed.
 * @fires {SupportChatJoinEvent} support-chat-join - A technician has joined.
 * @fires {SupportChatEndEvent} support-chat-end - The chat has ended.
 * @fires {SupportRequestChangeEvent} support-request-change - The request has changed.
 * @fires {SupportRateEvent} support-rate - The customer has rated the help, once the request was completed.
 * @fires {SupportErrorEvent} support-error - Something went wrong; the reader has been told.
 */
export class SupportChat extends SupportElement {
  static override readonly tag: string = 'support-chat';
  static override styles: CSSResultGroup = [tokens, base, controls, supportChatStyles];

  /** What is shown: a key for customers, `company/number` or `company/key` for technicians. */
  @property() request = '';

  /** Makes no sound when something arrives that nobody sees. Only customers hear one. */
  @property({ type: Boolean }) silent = false;

  /** @internal A conversation that a composite has opened and will release. */
  @property({ attribute: false }) conversation: Conversation | undefined;

  /** @internal Whether a composite around it says when there is no connection. */
  @property({ attribute: false }) connectionShown = false;

  /** @internal Whether a composite around it has a button for the search. */
  @property({ attribute: false }) searchShown = false;

  @state() private fetching: ReadonlySet<string> = new Set();
  @state() private refused: readonly NamedText[] = [];
  /** What went wrong last, worded when it is shown. */
  @state() private fault: ((terms: ChatTerms) => string) | null = null;

  readonly #clients = new ClientController(this, () => (this.request.includes('/') ? 'technician' : 'customer'));
  readonly #terms = new TermsController(this, 'chat', en);
  readonly #sending = new Sending();
  readonly #composer = new Composer(this, {
    send: (text) => void this.#send(text),
    // What was sent a moment ago is meant, even if it has not come to stand in the transcript yet.
    rewriteLast: () => void this.#sending.standing.then(() => this.#own.rewriteLast()),
    paste: (files) => void this.#attach(files),
  });
  readonly #open = new ConversationController(
    this,
    () => ({ client: this.#clients.client, request: this.request, given: this.conversation }),
    (conversation) => {
      this.#switched(conversation);
    },
  );
  readonly #state = new StoreController(this, () => this.#open.conversation?.$state);
  readonly #actions = new StoreController(this, () => this.#open.conversation?.$actions);
  readonly #typing = new StoreController(this, () => this.#open.conversation?.$typing);
  readonly #error = new StoreController(this, () => this.#open.conversation?.$error);
  readonly #connection = new StoreController(this, () => this.#clients.client?.$connection);
  readonly #events = new ConversationEvents(this, () => ({ terms: this.#terms.words, formats: this.#terms.formats }));
  readonly #transcript = new Transcript(this, {
    conversation: () => this.#open.conversation,
    role: () => this.#clients.client?.role ?? 'customer',
    words: () => ({ terms: this.#terms.words, formats: this.#terms.formats }),
    asides: () => this.asides,
    connected: () => this.#connection.value?.status === 'connected',
    failed: (error) => this.dispatchEvent(new SupportErrorEvent(codeOf(error), error)),
  });
  readonly #ratingCard = new LazyPart(this, async () => (await import('./rating-card.ts')).RatingCard, () => undefined);
  readonly #own = new OwnPart(this, {
    conversation: () => this.#open.conversation,
    client: () => this.#clients.client,
    deeds: {
      composer: this.#composer,
      copy: (text) => void this.#copy(text),
      send: (text) => this.#send(text),
      failed: (error) => {
        this.#failed(error);
      },
      say: (text) => {
        this.#complain(text);
      },
      expired: () => {
        this.requestUpdate();
      },
    },
  });
  readonly #pictures = new LazyPart(this, async () => {
    const { Pictures } = await import('./pictures.ts');
    return new Pictures(this, { conversation: () => this.#open.conversation, deed: (deed) => void deed().catch((error: unknown) => { this.#failed(error); }), download: this.#deeds.download });
  });
  readonly #tools = new LazyPart(
    this,
    async () => {
      const { ChatTools } = await import('./chat-tools.ts');
      return new ChatTools(this, {
        conversation: () => this.#open.conversation,
        client: () => this.#clients.client,
        goTo: (seq) => this.#transcript.goTo(seq, false),
        failed: (error) => this.dispatchEvent(new SupportErrorEvent(codeOf(error), error)),
      });
    },
    (error) => {
      this.#failed(error);
    },
  );
  readonly #keyboard: LazyPart<KeyboardRoom> = new LazyPart(this, async () => new (await import('./keyboard-room.ts')).KeyboardRoom(this, () => this.renderRoot.querySelector('.scroller')));
  readonly #drop = new FileDrop(this, () => this.takesFiles, (files) => void this.#attach(files));

  constructor() {
    super();
    // Of a long conversation the page holds a part: what the browser finds is not all there is. Pressed in the search, it is the browser's.
    this.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      if (ctrlKey === metaKey || altKey || shiftKey || key.toLowerCase() !== 'f' || this.#tools.value?.searching || !this.#open.conversation) return;
      event.preventDefault();
      void this.search();
    });
  }

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms];
  }

  /** What a subclass shows among the lines, ascending. */
  protected get asides(): readonly AsideRow[] {
    return [];
  }

  /** Whether files can be dropped here now. */
  protected get takesFiles(): boolean {
    return this.#actions.value?.get('share-file') === true;
  }

  /** Goes to the newest line, and stays there. */
  protected follow(): void {
    void this.#transcript.follow();
  }

  /**
   * Brings a line of the conversation into view, however far away, and puts the focus there.
   * @param seq its sequence number in the log. Of an event that has no line, the next one that has is taken.
   * @throws SupportError `not_found` if there is no such entry, `offline` if it would have to be read without a connection.
   */
  goTo(seq: number): Promise<void> {
    return this.#transcript.goTo(seq);
  }

  /** Opens the search in this conversation. */
  async search(): Promise<void> {
    await (await this.#tools.want(true))?.search();
  }

  /** Has the browser download this conversation as a file, and says in the chat how that goes. */
  async save(format: 'text' | 'json'): Promise<void> {
    await (await this.#tools.want(true))?.save(format);
  }

  /** Puts the cursor into the message field. */
  override focus(): void {
    this.#composer.focus();
  }

  /** Opens the picker for files to send; needs a user's gesture. Without effect where no file may be sent. */
  chooseFile(): void {
    this.#upload?.choose();
  }

  // ── What is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

  get #upload(): FileUpload | null {
    const upload = this.renderRoot.querySelector('.attach');
    return upload instanceof FileUpload ? upload : null;
  }

  #switched(conversation: Conversation | undefined): void {
    this.#transcript.restart();
    this.#composer.open(conversation);
    this.#events.open(conversation);
    this.refused = [];
    this.fault = null;
  }

  protected override update(changed: PropertyValues<this>): void {
    this.#transcript.prepare();
    const typing = this.shadowRoot?.activeElement instanceof HTMLTextAreaElement;
    super.update(changed);
    // The field has given way to a reason: the focus goes there, not to the page.
    if (typing && !this.matches(':focus-within')) this.renderRoot.querySelector<HTMLElement>('.instead')?.focus();
  }

  // ── What the reader does ──────────────────────────────────────────────────────────────────────────────────────────

  async #send(text: string): Promise<void> {
    const conversation = this.#open.conversation;
    const fault = messageFault(text);
    if (fault === 'too_long') this.announce(this.#terms.words.messageTooLong, 'assertive');
    if (!conversation || fault || !this.dispatchEvent(new SupportMessageSendEvent(text))) return;
    const shown = () => this.#open.conversation === conversation;
    this.fault = null;
    this.#transcript.answered();
    this.#composer.take();
    const { kept, error } = await this.#sending.send(conversation, text, () => {
      if (shown()) this.#composer.sent();
      else void conversation.saveDraft('');
    });
    if (error === null) return;
    const code = codeOf(error);
    // Once it stands in the transcript it says there that it was not sent; until then it belongs into the field.
    if (!kept && shown()) {
      this.#composer.giveBack(text);
      this.#complain((terms) => terms.messageNotSent(terms.errors[code]));
    } else if (!kept) void conversation.saveDraft(text);
    if (code !== 'closed') this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  async #attach(files: readonly File[]): Promise<void> {
    this.refused = [];
    await this.#upload?.add(files);
  }

  async #join(): Promise<void> {
    const conversation = this.#open.conversation;
    if (!conversation || !('joinChat' in conversation)) return;
    try {
      await (conversation as TechnicianConversation).joinChat();
      await this.updateComplete;
      this.focus();
    } catch (error) {
      this.#failed(error);
    }
  }

  get #deeds(): RowDeeds {
    return {
      download: (file) => void this.#download(file),
      copy: (text) => void this.#copy(text),
      rewrite: this.#actions.value?.get('write') === true ? (line) => void this.#own.rewrite(line) : null,
      more: this.#own.buttons(this.#terms.words.changeMessage),
    };
  }

  async #download(file: SharedFile): Promise<void> {
    const conversation = this.#open.conversation;
    if (!conversation || this.fetching.has(file.id)) return;
    this.fetching = new Set([...this.fetching, file.id]);
    try {
      const { download } = await import('./download.ts');
      download(await conversation.ticket(file.id), file.name, this.ownerDocument);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.fetching = new Set([...this.fetching].filter((id) => id !== file.id));
    }
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.announce(this.#terms.words.copied);
    } catch {
      this.#complain((terms) => terms.copyFailed);
    }
  }

  #failed(error: unknown): void {
    const code = codeOf(error);
    this.#complain((terms) => terms.errors[code]);
    this.dispatchEvent(new SupportErrorEvent(code, error));
  }

  #complain(fault: (terms: ChatTerms) => string): void {
    this.fault = fault;
    this.announce(fault(this.#terms.words), 'assertive');
  }

  readonly #rejected = ({ file, reason }: SupportFileRejectEvent): void => {
    const text = this.#upload?.refusal(file.name, reason);
    if (text) this.refused = [...this.refused, text];
  };

  /** Whoever writes may attach a file, even once the connection is lost. */
  readonly #begun = (): void => {
    this.#upload?.prepare();
    if (navigator.maxTouchPoints > 0) void this.#keyboard.want(false);
  };

  /** Of a file that goes up, its line tells the reader; of one that waits, nothing else would. */
  readonly #stuck = ({ code }: SupportErrorEvent): void => {
    if (code === 'offline' && this.#upload?.busy) this.#complain((terms) => terms.errors.offline);
  };

  // ── Templates ─────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override render(): TemplateResult {
    const conversation = this.#open.conversation;
    const { words: terms } = this.#terms;
    const error = this.#error.value?.code ?? (this.#clients.client && !conversation && this.request !== '' ? 'not_found' : null);
    const loading = !error && !this.#state.value && this.#transcript.empty && (conversation !== undefined || this.request !== '');
    const words = { terms, formats: this.#terms.formats, now: Date.now(), pictures: this.#pictures };
    return html`<div class="frame">
      ${this.#tools.value?.render() ?? nothing}
      <div class="stage">
        <section class="scroller" part="transcript" aria-label=${terms.conversation} aria-busy=${loading ? 'true' : nothing}>
          ${error ? problem(error, terms) : loading ? skeleton(terms) : this.#transcript.empty ? nothingYet(terms) : keyed(conversation, this.#transcript.render(words, this.fetching, this.#deeds))}
        </section>
        ${this.searchShown || error ? nothing : this.#transcript.searchButton(words, () => void this.search())} ${this.#transcript.jumpButton(words)}
      </div>
      ${error || !conversation ? nothing : html`${typingLine(this.#typing.value ?? [], terms)}<div class="bottom">${this.#notes()}${loading ? nothing : this.writing(conversation)}</div>`}
    </div>
    ${this.#own.render(!this.#transcript.empty)} ${this.#drop.over ? html`<div class="drop"><p>${terms.file.drop}</p></div>` : nothing}`;
  }

  #notes(): TemplateResult {
    const { words: terms } = this.#terms;
    const connection = this.#connection.value;
    const dismiss = () => {
      this.refused = [];
      this.focus();
    };
    // Where no file can be sent any more, another one cannot be chosen instead.
    const refused = this.#actions.value?.get('share-file') === true ? this.refused : [];
    return html`${this.#tools.value?.note() ?? nothing}${connection ? connectionNote(connection, this.connectionShown, terms) : nothing}${refusedFiles(refused, terms, dismiss)}`;
  }

  /** Asks a customer what they think of the help, once it is over. */
  #rating(): TemplateResult | typeof nothing {
    if (this.#actions.value?.get('rate') !== true) return nothing;
    void this.#ratingCard.want(false);
    const { value } = this.#ratingCard;
    if (!value) return nothing;
    return staticHtml`<${privateTag(value)} class="rating" .client=${this.#clients.client} .conversation=${this.#open.conversation}></${privateTag(value)}>`;
  }

  /** The composer, or in its place the reason why there is none. */
  protected writing(conversation: Conversation): TemplateResult | typeof nothing {
    const { words: terms, formats } = this.#terms;
    const verdict = this.#actions.value?.get('write');
    const fault = this.fault?.(terms) ?? null;
    if (verdict === undefined) return nothing;
    const rewriting = this.#composer.rewriting !== null && this.#actions.value?.get('amend') === true;
    if (verdict !== true && !rewriting) {
      const join = this.#actions.value?.get('join-chat') === true ? () => void this.#join() : null;
      return html`<div part="composer">${chatNote({ reason: whyNot(verdict, this.#actions.value?.get('assign')), terms, join, fault, unsent: this.#composer.text, copy: (text) => void this.#copy(text), rating: this.#rating() })}</div>`;
    }
    const tag = privateTag(FileUpload);
    const attach = staticHtml`<${tag} class="attach" compact multiple .client=${this.#clients.client} .conversation=${conversation} @support-file-reject=${this.#rejected} @support-error=${this.#stuck}></${tag}>`;
    return html`<div part="composer" @focusin=${this.#begun}>${this.#composer.render({ terms, formats, attach, fault })}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'support-chat': SupportChat;
  }
}
