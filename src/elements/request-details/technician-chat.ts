import MessageSquareText from 'lucide/dist/esm/icons/message-square-text.mjs';
import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import type { Conversation, TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import type { NoteEntry } from '../../domain/events.ts';
import { fillReply, type CannedReply } from '../../domain/replies.ts';
import { en as chatEnglish } from '../../locales/en/chat.ts';
import { en as detailsEnglish } from '../../locales/en/details.ts';
import type { Area } from '../../locales/languages.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { icon } from '../icon.ts';
import { isolated } from '../named-text.ts';
import { tabList } from '../support-center/tab-list.ts';
import type { AsideRow } from '../support-chat/rows.ts';
import { SupportChat } from '../support-chat/support-chat.ts';
import { otherHints, type KeyHints } from './action-bar.ts';
import { NoteArrivals } from './note-arrivals.ts';
import { NoteField } from './note-field.ts';
import { loaded, noteRows, type Loaded } from './note-rows.ts';
import { ReplyMenu } from './reply-menu.ts';
import { isTechnicians } from './technicians-side.ts';
import { technicianChatStyles } from './technician-chat.styles.ts';

export type Writing = 'reply' | 'note';

/** A part of request-details: the chat as technicians have it, with their notes in their places and canned replies at hand. */
export class TechnicianChat extends SupportChat {
  static override readonly tag: string = 'technician-chat';
  static override styles: CSSResultGroup = [SupportChat.styles, technicianChatStyles];

  /** What is being written: an answer that the customer reads, or a note that they never see. */
  @state() private writes: Writing = 'reply';

  /** The keys that lead to each. */
  @property({ attribute: false, hasChanged: otherHints }) keys: KeyHints = {};

  readonly #details = new TermsController(this, 'details', detailsEnglish);
  readonly #common = new TermsController(this, 'chat', chatEnglish);
  readonly #notes = new StoreController(this, () => this.#technicians?.$notes);
  readonly #moreNotes = new StoreController(this, () => this.#technicians?.$moreNotes);
  readonly #notesStatus = new StoreController(this, () => this.#technicians?.$notesStatus);
  readonly #arrivals = new NoteArrivals((notes) => {
    this.#tell(notes.filter(({ event }) => event.author.id !== this.#presence?.me?.id));
  });
  readonly #companies = new StoreController(this, () => this.#client?.$companies);
  readonly #note = new NoteField(this, () => {
    this.follow();
    this.announce(this.#details.words.noteAdded);
  });
  readonly #replies = new ReplyMenu(this, {
    field: () => this.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea'),
    replies: () => this.#presence?.console?.replies ?? [],
    filled: (reply) => this.#filled(reply),
    words: () => ({ terms: this.#details.words, formats: this.#details.formats }),
  });

  protected override get words(): readonly TermsController<Area>[] {
    return [...super.words, this.#details, this.#common];
  }

  get #client(): TechnicianClient | undefined {
    return this.client?.role === 'technician' ? this.client : undefined;
  }

  get #technicians(): TechnicianConversation | undefined {
    return isTechnicians(this.conversation) ? this.conversation : undefined;
  }

  get #presence() {
    const company = this.conversation?.company;
    return this.#companies.value?.find((one) => one.company === company);
  }

  /** Turns to what is to be written, and puts the cursor there. */
  write(what: Writing): void {
    this.writes = what;
    void this.updateComplete.then(() => {
      this.focus();
    });
  }

  override focus(): void {
    if (this.writes === 'note') this.#note.focus();
    else super.focus();
  }

  /** Files go to the customer: choosing one is part of an answer. */
  override chooseFile(): void {
    this.writes = 'reply';
    super.chooseFile();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (!changed.has('conversation')) return;
    this.writes = 'reply';
    this.#replies.close();
    this.#note.open(this.#technicians);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.#arrivals.look(this.#notesStatus.value === 'ready' ? this.#technicians : undefined);
    const [oldest] = this.#notes.value ?? [];
    // Older lines are there, and notes between them are not yet.
    if (oldest && this.#moreNotes.value && oldest.at > this.#loaded.from) void this.#technicians?.loadEarlierNotes().catch(() => undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#arrivals.look(undefined);
  }

  get #loaded(): Loaded {
    const { conversation } = this;
    return conversation ? loaded(conversation.$messages.get(), conversation.$more.get(), conversation.$later.get()) : { from: Infinity, until: -Infinity };
  }

  protected override get asides(): readonly AsideRow[] {
    return noteRows(this.#notes.value ?? [], this.#loaded, this.#details.words, this.#details.formats);
  }

  protected override get takesFiles(): boolean {
    return this.writes === 'reply' && super.takesFiles;
  }

  /** Notes of colleagues are said; of several that come at once, how many. */
  #tell(notes: readonly NoteEntry[]): void {
    const [first] = notes;
    const { words, formats } = this.#details;
    if (first) this.announce(notes.length === 1 ? words.noteFrom(isolated(first.event.author.name), first.event.text) : words.newNotes(notes.length, formats));
  }

  #filled({ text }: CannedReply): string {
    const shown = this.conversation?.$state.get();
    const presence = this.#presence;
    return fillReply(text, {
      customer: shown?.customer.name ?? '',
      number: shown ? String(shown.number) : '',
      technician: presence?.me?.name ?? '',
      company: presence?.settings?.name ?? this.conversation?.company ?? '',
    });
  }

  protected override writing(conversation: Conversation): TemplateResult {
    const { words: terms, formats } = this.#details;
    const tabs = [
      { name: 'reply', label: terms.reply, count: '', keys: this.keys.reply },
      { name: 'note', label: terms.note, count: this.#note.begun && this.writes === 'reply' ? terms.noteWaits : '', keys: this.keys.note },
    ];
    const choose = (name: string): void => {
      this.#replies.close();
      this.writes = name === 'note' ? 'note' : 'reply';
    };
    const panel = (name: Writing, content: TemplateResult | typeof nothing): TemplateResult =>
      html`<div id="panel-${name}" role="tabpanel" aria-labelledby="tab-${name}" ?hidden=${this.writes !== name}>${content}</div>`;
    const answer = html`<div class="answer" @keydown=${this.#replies.keydown} @input=${this.#replies.input} @focusout=${this.#replies.blur}>${super.writing(conversation)}</div>`;
    const canAnswer = conversation.$actions.get().get('write') === true;
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keys are the tabs' own
    return html`<div class="modes" @click=${this.#chosen}>
        ${tabList(terms.writeAs, tabs, this.writes, choose)}
        ${this.writes === 'reply' && canAnswer ? this.#replies.button(icon(MessageSquareText)) : nothing}
      </div>
      ${panel('reply', answer)} ${panel('note', this.#note.render({ terms, common: this.#common.words, formats }))} ${this.#replies.render()}`;
  }

  /** Who presses a tab wants to write; who goes there by the arrows may want to go on. */
  readonly #chosen = (event: MouseEvent): void => {
    if (event.detail > 0 && event.target instanceof Element && event.target.closest('[role="tab"]')) this.write(this.writes);
  };
}
