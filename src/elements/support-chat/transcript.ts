import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation, Line, UploadLine } from '../../client/client.ts';
import type { Role } from '../../domain/request.ts';
import { StoreController } from '../controllers/store-controller.ts';
import type { SupportElement } from '../support-element.ts';
import type { UploadRows } from '../file-upload/upload-rows.ts';
import { LazyPart } from '../lazy-part.ts';
import { whenIdle } from '../when-idle.ts';
import type { FarLines } from './far-lines.ts';
import { NewestFirst } from './newest-first.ts';
import { transcriptRows, type AsideRow, type Row } from './rows.ts';
import { rowTemplate, signature, type RowDeeds, type RowWords } from './transcript-rows.ts';
import { TranscriptScroll } from './transcript-scroll.ts';
import { UnreadMark } from './unread-mark.ts';

export interface TranscriptParts {
  conversation(): Conversation | undefined;
  role(): Role;
  words(): Pick<RowWords, 'terms' | 'formats'>;
  /** What stands among the lines that the log does not hold, ascending. */
  asides(): readonly AsideRow[];
  /** Whether the desk can be asked now. */
  readonly connected: () => boolean;
  /** A part of the log could not be read. */
  readonly failed: (error: unknown) => void;
}

/**
 * The lines of a conversation, as far as its window holds them: rows, the reader's place among them, which of them are seen, and the
 * way to those that are further away.
 */
export class Transcript {
  readonly #host: SupportElement;
  readonly #parts: TranscriptParts;
  readonly #messages: StoreController<readonly Line[]>;
  readonly #more: StoreController<boolean>;
  readonly #later: StoreController<boolean>;
  readonly #unread: StoreController<number>;
  readonly #scroll: TranscriptScroll;
  #mark = new UnreadMark();
  #rows: readonly Row[] = [];
  /** Those of them that are rendered. */
  #inSight: readonly Row[] = [];
  readonly #newestFirst: NewestFirst;
  #shownLast = '';
  #far: FarLines | null = null;
  #loadingFar: Promise<FarLines> | null = null;
  #connected = true;
  /** Shows files on their way, and tells of them. */
  readonly #uploads: LazyPart<UploadRows>;
  #followed: Conversation | undefined;

  constructor(host: SupportElement, parts: TranscriptParts) {
    this.#host = host;
    this.#parts = parts;
    const list = () => this.#list();
    this.#newestFirst = new NewestFirst(() => {
      this.#scroll.hold();
      host.requestUpdate();
    });
    this.#uploads = new LazyPart(host, async () => {
      const { UploadRows: Part } = await import('../file-upload/upload-rows.ts');
      const rows = new Part(host, () => parts.words());
      await rows.worded;
      return rows;
    });
    this.#messages = new StoreController(host, () => parts.conversation()?.$messages);
    this.#more = new StoreController(host, () => parts.conversation()?.$more);
    this.#later = new StoreController(host, () => parts.conversation()?.$later);
    this.#unread = new StoreController(host, () => parts.conversation()?.$unread);
    this.#scroll = new TranscriptScroll(host, {
      scroller: () => this.#scroller(),
      content: list,
      divider: () => host.renderRoot.querySelector('#unread'),
      whole: () => !parts.conversation()?.$later.get(),
      nearTop: () => this.#newestFirst.whole && this.#far?.fetch('earlier'),
      nearBottom: () => this.#far?.fetch('later'),
    });
  }

  get empty(): boolean {
    return this.#rows.length === 0;
  }

  /** Another conversation is to be shown. */
  restart(): void {
    this.#mark = new UnreadMark();
    this.#rows = [];
    this.#newestFirst.restart();
    this.#shownLast = '';
    this.#far?.restart();
    this.#scroll.restart();
    // Others may go on with it, and they look at its end until they say otherwise.
    this.#followed?.follow(true);
    this.#followed = this.#parts.conversation();
  }

  /** Everything is known, and nothing has been drawn yet: the moment to make rows and remember places. */
  prepare(): void {
    const conversation = this.#parts.conversation();
    const lines = this.#messages.value ?? [];
    const uploads = lines.filter((line): line is UploadLine => line.kind === 'upload');
    if (uploads.length > 0) void this.#uploads.want(false);
    this.#uploads.value?.take(uploads);
    conversation?.follow(this.#scroll.atEnd);
    const looking = this.#scroll.atEnd && this.#far?.visible.any === true && document.visibilityState === 'visible';
    this.#mark.update(lines, conversation?.$positions.get().mine.read ?? 0, looking);
    const rows = transcriptRows(lines, { role: this.#parts.role(), unreadFrom: this.#mark.from, dayOf, asides: this.#parts.asides() });
    const connected = this.#parts.connected();
    if (connected !== this.#connected) this.#far?.restart();
    if (firstLine(rows) !== firstLine(this.#rows) || connected !== this.#connected) this.#scroll.hold();
    this.#connected = connected;
    const last = lines.at(-1);
    // One's own words are always shown to oneself.
    if (last && last.kind !== 'entry' && last.id !== this.#shownLast) this.#scroll.follow();
    this.#shownLast = last?.id ?? '';
    this.#rows = rows;
    this.#inSight = this.#newestFirst.take(rows, this.#scroller());
    if (rows.length > 0 && !this.#loadingFar) whenIdle(() => void this.#load().catch(() => undefined));
  }

  /** One has answered: all is read. */
  answered(): void {
    this.#mark.clear();
  }

  /** Goes to the newest line, and stays there. */
  async follow(): Promise<void> {
    if (this.#later.value) await this.#farLines((far) => far.toEnd());
    this.#scroll.follow();
  }

  /** See SupportChat.goTo. @param focus whether the line takes the focus. */
  async goTo(seq: number, focus = true): Promise<void> {
    this.#newestFirst.showAll();
    await (await this.#load()).goTo(seq, focus);
  }

  #scroller(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.scroller');
  }

  #list(): HTMLElement | null {
    return this.#host.renderRoot instanceof ShadowRoot ? this.#host.renderRoot.querySelector('.rows') : null;
  }

  #read(seq: number): void {
    const conversation = this.#parts.conversation();
    const head = conversation?.$state.get()?.head;
    const last = this.#rows.findLast((row) => (row.kind === 'words' || row.kind === 'system') && row.line.kind === 'entry');
    const newest = last && (last.kind === 'words' || last.kind === 'system') && last.line.kind === 'entry' ? last.line.entry.seq : 0;
    // Behind the newest line there may be events without one.
    conversation?.markRead(seq >= newest && head !== undefined && !this.#later.value ? head : seq);
  }

  async #farLines(go: (far: FarLines) => Promise<void>): Promise<void> {
    await this.#load().then(go).catch(this.#parts.failed);
  }

  #load(): Promise<FarLines> {
    const parts = { ...this.#parts, list: () => this.#list(), scroller: () => this.#scroller(), scroll: this.#scroll, seen: (seq: number) => { this.#read(seq); } };
    return (this.#loadingFar ??= import('./far-lines.ts').then(
      ({ FarLines }) => {
        this.#far = new FarLines(this.#host, parts);
        this.#scroll.look();
        return this.#far;
      },
      (error: unknown) => {
        this.#loadingFar = null;
        throw error;
      },
    ));
  }

  /** The lines. */
  render(words: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): TemplateResult {
    const all = { ...words, uploads: this.#uploads.value };
    return html`${this.#more.value ? this.#far?.button('earlier', words) : nothing}
      <ol class="rows" role="list" @keydown=${this.#far?.focus.keydown} @focusin=${this.#far?.focus.focusin}>
        ${repeat(
          this.#inSight,
          ({ id }) => id,
          (row) => guard([...signature(row, all, fetching, deeds)], () => rowTemplate(row, all, fetching, deeds)),
        )}
      </ol>
      ${this.#uploads.value?.total() ?? nothing} ${this.#later.value ? this.#far?.button('later', words) : nothing}`;
  }

  /** Over the lines, where nothing around the chat does: opens the search. */
  searchButton(words: RowWords, search: () => void): TemplateResult | typeof nothing {
    return this.#far?.searchButton(words, search) ?? nothing;
  }

  /** Above the lines while the reader is further up: leads to the newest one. */
  jumpButton(words: RowWords): TemplateResult | typeof nothing {
    return (!this.#scroll.atEnd && this.#far?.jumpButton(this.#unread.value ?? 0, words)) || nothing;
  }
}

function firstLine(rows: readonly Row[]): string | undefined {
  return rows.find(({ kind }) => kind !== 'day' && kind !== 'unread')?.id;
}

/** The beginning of the reader's day. */
function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
