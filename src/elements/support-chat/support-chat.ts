import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { html as staticHtml } from 'lit/static-html.js';
import type { Conversation, TechnicianConversation } from '../../client/client.ts';
import { isSupportError } from '../../client/errors.ts';
import type { SharedFile } from '../../domain/request.ts';
import { messageFault } from '../../domain/text-rules.ts';
import { en, type CommonTerms } from '../../locales/en/common.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { ClientController } from '../controllers/client-controller.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { SupportErrorEvent, SupportMessageSendEvent, type SupportFileRejectEvent } from '../events.ts';
import { FileDrop } from '../file-upload/file-drop.ts';
import { FileUpload } from '../file-upload/file-upload.ts';
import type { NamedText } from '../named-text.ts';
import { privateTag } from '../private-tags.ts';
import { SupportElement } from '../support-element.ts';
import { chatNote } from './chat-note.ts';
import { connectionNote, jumpButton, nothingYet, problem, refusedFiles, skeleton } from './chat-parts.ts';
import { Composer } from './composer.ts';
import { ConversationController } from './conversation-controller.ts';
import { ConversationEvents } from './conversation-events.ts';
import { download } from './download.ts';
import { RowFocus } from './row-focus.ts';
import { transcriptRows, type Row } from './rows.ts';
import { sendMessage } from './sending.ts';
import { supportChatStyles } from './support-chat.styles.ts';
import { rowTemplate, signature, type RowDeeds } from './transcript-rows.ts';
import { TranscriptScroll } from './transcript-scroll.ts';
import { UnreadMark } from './unread-mark.ts';
import { VisibleLines } from './visible-lines.ts';

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
 * @fires {SupportErrorEvent} support-error - Something went wrong; the reader has been told.
 */
export class SupportChat extends SupportElement {
  static override readonly tag: string = 'support-chat';
  static override styles: CSSResultGroup = [tokens, base, controls, supportChatStyles];

  /** What is shown: a key for customers, `company/number` or `company/key` for technicians. */
  @property() request = '';

  /** @internal A conversation that a composite has opened and will release. */
  @property({ attribute: false }) conversation: Conversation | undefined;

  /** @internal Whether a composite around it says when there is no connection. */
  @property({ attribute: false }) connectionShown = false;

  @state() private fetching: ReadonlySet<string> = new Set();
  @state() private refused: readonly NamedText[] = [];
  /** What went wrong last, worded when it is shown. */
  @state() private fault: ((terms: CommonTerms) => string) | null = null;
  @state() private loadingEarlier = false;

  readonly #clients = new ClientController(this, () => (this.request.includes('/') ? 'technician' : 'customer'));
  readonly #terms = new TermsController(this, 'common', en);
  readonly #scroll = new TranscriptScroll(this, {
    scroller: () => this.renderRoot.querySelector('.scroller'),
    content: () => this.#list(),
    divider: () => this.renderRoot.querySelector('#unread'),
    reachedTop: () => void this.#loadEarlier(),
  });
  readonly #composer = new Composer(this, {
    send: (text) => void this.#send(text),
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
  readonly #messages = new StoreController(this, () => this.#open.conversation?.$messages);
  readonly #more = new StoreController(this, () => this.#open.conversation?.$more);
  readonly #actions = new StoreController(this, () => this.#open.conversation?.$actions);
  readonly #unread = new StoreController(this, () => this.#open.conversation?.$unread);
  readonly #error = new StoreController(this, () => this.#open.conversation?.$error);
  readonly #connection = new StoreController(this, () => this.#clients.client?.$connection);
  readonly #events = new ConversationEvents(this, () => ({ terms: this.#terms.words, formats: this.#terms.formats }));
  readonly #focus = new RowFocus(this, () => this.#list());
  readonly #visible = new VisibleLines(
    this,
    () => this.#list(),
    (seq) => {
      this.#read(seq);
    },
  );
  readonly #drop = new FileDrop(this, () => this.#actions.value?.get('share-file') === true, (files) => void this.#attach(files));
  #mark = new UnreadMark();
  #rows: readonly Row[] = [];
  #shownLast = '';

  protected override get words(): readonly TermsController<'common'>[] {
    return [this.#terms];
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

  #list(): HTMLElement | null {
    return this.renderRoot instanceof ShadowRoot ? this.renderRoot.querySelector('.rows') : null;
  }

  #focused(): Element | null {
    return this.shadowRoot?.activeElement ?? null;
  }

  get #upload(): FileUpload | null {
    const upload = this.renderRoot.querySelector('.attach');
    return upload instanceof FileUpload ? upload : null;
  }

  #switched(conversation: Conversation | undefined): void {
    this.#mark = new UnreadMark();
    this.#rows = [];
    this.#shownLast = '';
    this.#scroll.restart();
    this.#composer.open(conversation);
    this.#events.open(conversation);
    this.refused = [];
    this.fault = null;
    this.loadingEarlier = false;
  }

  /** Everything is known here, and nothing has been drawn yet: the moment to remember places. */
  protected override update(changed: PropertyValues<this>): void {
    const conversation = this.#open.conversation;
    const lines = this.#messages.value ?? [];
    const looking = this.#scroll.atEnd && this.#visible.any && document.visibilityState === 'visible';
    this.#mark.update(lines, conversation?.$positions.get().mine.read ?? 0, looking);
    const rows = transcriptRows(lines, { role: this.#clients.client?.role ?? 'customer', unreadFrom: this.#mark.from, dayOf });
    const oldest = this.#list()?.querySelector('li[tabindex]');
    if (oldest instanceof HTMLElement && firstLine(rows) !== firstLine(this.#rows)) this.#scroll.hold(oldest);
    const last = lines.at(-1);
    // One's own words are always shown to oneself.
    if (last && last.kind !== 'entry' && last.id !== this.#shownLast) this.#scroll.follow();
    this.#shownLast = last?.id ?? '';
    this.#rows = rows;
    const typing = this.#focused() instanceof HTMLTextAreaElement;
    super.update(changed);
    // The field has given way to a reason: the focus goes there, not to the page.
    if (typing && !this.#focused()) this.renderRoot.querySelector<HTMLElement>('.instead')?.focus();
  }

  #read(seq: number): void {
    const conversation = this.#open.conversation;
    const head = this.#state.value?.head;
    const last = this.#rows.findLast((row) => (row.kind === 'words' || row.kind === 'system') && row.line.kind === 'entry');
    const newest = last && (last.kind === 'words' || last.kind === 'system') && last.line.kind === 'entry' ? last.line.entry.seq : 0;
    // Behind the newest line there may be events without one.
    conversation?.markRead(seq >= newest && head !== undefined ? head : seq);
  }

  // ── What the reader does ──────────────────────────────────────────────────────────────────────────────────────────

  async #send(text: string): Promise<void> {
    const conversation = this.#open.conversation;
    const fault = messageFault(text);
    if (fault === 'too_long') this.announce(this.#terms.words.messageTooLong);
    if (!conversation || fault || !this.dispatchEvent(new SupportMessageSendEvent(text))) return;
    const shown = () => this.#open.conversation === conversation;
    this.fault = null;
    this.#mark.clear();
    this.#composer.take();
    const { kept, error } = await sendMessage(conversation, text, () => {
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

  async #loadEarlier(): Promise<void> {
    const conversation = this.#open.conversation;
    if (!conversation || this.loadingEarlier || !conversation.$more.get()) return;
    const oldest = this.#list()?.querySelector('li[tabindex]');
    this.loadingEarlier = true;
    try {
      await conversation.loadEarlier();
    } catch (error) {
      this.dispatchEvent(new SupportErrorEvent(codeOf(error), error));
    }
    if (this.#open.conversation !== conversation) return;
    const pressed = this.#focused()?.classList.contains('earlier');
    this.loadingEarlier = false;
    await this.updateComplete;
    // From the line that was the oldest, the arrow keys lead on to what has come.
    if (pressed && oldest instanceof HTMLElement) oldest.focus({ preventScroll: true });
  }

  readonly #jump = (): void => {
    this.#focus.focusNewest();
    this.#scroll.jump();
  };

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

  readonly #deeds: RowDeeds = {
    download: (file) => void this.#download(file),
    copy: (text) => void this.#copy(text),
  };

  async #download(file: SharedFile): Promise<void> {
    const conversation = this.#open.conversation;
    if (!conversation || this.fetching.has(file.id)) return;
    this.fetching = new Set([...this.fetching, file.id]);
    try {
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

  #complain(fault: (terms: CommonTerms) => string): void {
    this.fault = fault;
    this.announce(fault(this.#terms.words), 'assertive');
  }

  readonly #rejected = ({ file, reason }: SupportFileRejectEvent): void => {
    const text = this.#upload?.refusal(file.name, reason);
    if (text) this.refused = [...this.refused, text];
  };

  // ── Templates ─────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override render(): TemplateResult {
    const conversation = this.#open.conversation;
    const { words: terms } = this.#terms;
    const error = this.#error.value?.code ?? (this.#clients.client && !conversation && this.request !== '' ? 'not_found' : null);
    const loading = !error && !this.#state.value && this.#rows.length === 0 && (conversation !== undefined || this.request !== '');
    const unread = this.#unread.value ?? 0;
    return html`<div class="stage">
        <section class="scroller" part="transcript" aria-label=${terms.conversation} aria-busy=${loading ? 'true' : nothing}>
          ${error ? problem(error, terms) : loading ? skeleton(terms) : this.#rows.length === 0 ? nothingYet(terms) : keyed(conversation, this.#transcript())}
        </section>
        ${this.#scroll.atEnd ? nothing : jumpButton(unread, terms, this.#terms.formats, this.#jump)}
      </div>
      ${error || !conversation ? nothing : html`<div class="bottom">${this.#notes()}${loading ? nothing : this.#writing(conversation)}</div>`}
      ${this.#drop.over ? html`<div class="drop"><p>${terms.file.drop}</p></div>` : nothing}`;
  }

  #transcript(): TemplateResult {
    const words = { terms: this.#terms.words, formats: this.#terms.formats, now: Date.now() };
    return html`${this.#more.value
        ? html`<button type="button" class="link earlier" aria-disabled=${this.loadingEarlier ? 'true' : nothing} @click=${this.#loadEarlier}>${this.loadingEarlier ? words.terms.loading : words.terms.earlier}</button>`
        : nothing}
      <ol class="rows" role="list" @keydown=${this.#focus.keydown} @focusin=${this.#focus.focusin}>
        ${repeat(
          this.#rows,
          ({ id }) => id,
          (row) => guard([...signature(row, words, this.fetching)], () => rowTemplate(row, words, this.fetching, this.#deeds)),
        )}
      </ol>`;
  }

  #notes(): TemplateResult {
    const { words: terms } = this.#terms;
    const connection = this.connectionShown ? undefined : this.#connection.value;
    const dismiss = () => {
      this.refused = [];
      this.focus();
    };
    // Where no file can be sent any more, another one cannot be chosen instead.
    const refused = this.#actions.value?.get('share-file') === true ? this.refused : [];
    return html`${connection ? connectionNote(connection, terms) : nothing}${refusedFiles(refused, terms, dismiss)}`;
  }

  /** The composer, or in its place the reason why there is none. */
  #writing(conversation: Conversation): TemplateResult | typeof nothing {
    const { words: terms, formats } = this.#terms;
    const verdict = this.#actions.value?.get('write');
    const fault = this.fault?.(terms) ?? null;
    if (verdict === undefined) return nothing;
    if (verdict !== true) {
      const join = this.#actions.value?.get('join-chat') === true ? () => void this.#join() : null;
      return html`<div part="composer">${chatNote({ reason: verdict, terms, join, fault, unsent: this.#composer.text, copy: this.#deeds.copy })}</div>`;
    }
    const tag = privateTag(FileUpload);
    const attach = staticHtml`<${tag} class="attach" compact multiple .client=${this.#clients.client} .conversation=${conversation} @support-file-reject=${this.#rejected}></${tag}>`;
    return html`<div part="composer">${this.#composer.render({ terms, formats, attach, fault })}</div>`;
  }
}

function codeOf(error: unknown): ErrorCode {
  return isSupportError(error) ? error.code : 'unavailable';
}

function firstLine(rows: readonly Row[]): string | undefined {
  return rows.find(({ kind }) => kind === 'words' || kind === 'system')?.id;
}

/** The beginning of the reader's day. */
function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'support-chat': SupportChat;
  }
}
