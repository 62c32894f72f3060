import { atom } from 'nanostores';
import { apply } from '../domain/apply.ts';
import type { Action, Verdict } from '../domain/lifecycle.ts';
import type { Author, RequestState } from '../domain/request.ts';
import { messageFault } from '../domain/text-rules.ts';
import { nothingSeen } from '../domain/unread.ts';
import type { AskCode } from '../protocol/errors.ts';
import type { EventFrame, Heads, Me, Opened, Positions, ServerFrame, Source } from '../protocol/frames.ts';
import type { ConfirmedLine, Conversation, Drafted, Line, PendingLine } from './client.ts';
import type { CompanyDesk, Listener } from './company-desk.ts';
import { ConversationParts } from './conversation-parts.ts';
import { SupportError } from './errors.ts';
import { KeptTexts } from './kept-texts.ts';
import { LogQuestions } from './log-questions.ts';
import { ReaderPosition } from './reader-position.ts';
import { setIfOther } from './same-items.ts';
import type { Posted } from './posted.ts';
import { Timeline } from './timeline.ts';
import { Typing } from './typing.ts';
import { WaitingLines } from './waiting-lines.ts';

/** Deeds that need no more than the request. */
type Simple = 'assign' | 'join-chat' | 'leave-chat' | 'end-chat' | 'withdraw' | 'reopen';

/** One request, open at its desk: the state folded, the window of its log, what is on its way, positions [R20–R26, R50]. */
export abstract class OpenConversation extends LogQuestions implements Conversation, Listener {
  readonly $state = atom<RequestState | null>(null);
  readonly $messages = atom<readonly Line[]>([]);
  readonly $more = atom(false);
  readonly $later = atom(false);
  readonly $arrived = atom<readonly ConfirmedLine[]>([]);
  readonly $positions = atom<Positions>({ customer: nothingSeen, technician: nothingSeen, mine: nothingSeen });
  readonly $actions = atom<ReadonlyMap<Action, Verdict>>(new Map());
  readonly $unread = atom(0);
  readonly $typing = atom<readonly Author[]>([]);
  readonly $source = atom<Source | null>(null);
  readonly $error = atom<SupportError | null>(null);

  protected readonly desk: CompanyDesk;
  readonly #request: string | number;
  readonly #left: () => void;
  #key: string;
  /** Resolves with the key, which a request asked for by its number has only from the desk. */
  protected readonly identified: Promise<string>;
  protected readonly texts: KeptTexts;
  #identify: (key: string) => void = () => {};
  #holders = 1;
  #timeline: Timeline | null = null;
  readonly #waiting: WaitingLines;
  readonly #parts: ConversationParts;
  readonly #position: ReaderPosition;
  readonly #typing: Typing;
  /** The `open` that has no answer yet, or 0. */
  #opening = 0;
  #following = true;
  readonly #stops: readonly (() => void)[];

  /** @param left called when the last holder has released it. */
  constructor(desk: CompanyDesk, request: string | number, left: () => void) {
    super();
    this.desk = desk;
    this.#request = request;
    this.#key = /^[0-9a-f]{32}$/.test(String(request)) ? String(request) : '';
    this.#left = left;
    this.identified = new Promise((resolve) => {
      this.#identify = resolve;
    });
    if (this.#key) this.#identify(this.#key);
    this.texts = new KeptTexts(desk.ports.storage, this.identified);
    this.#waiting = new WaitingLines(desk.outbox);
    this.#parts = new ConversationParts({
      desk,
      waiting: this.#waiting,
      known: () => this.known(),
      timeline: () => this.#timeline,
      moved: () => {
        this.#render();
      },
    });
    this.#position = new ReaderPosition({
      environment: desk.ports.environment,
      send: (position) => this.#key !== '' && this.$state.get() !== null && desk.send({ type: 'position', key: this.#key, ...position }),
      read: () => {
        this.#showPosition(this.$positions.get());
      },
    });
    this.#typing = new Typing(desk.ports.environment, this.$typing, () => desk.send({ type: 'typing', key: this.#key }));
    this.#track();
    this.#stops = [
      desk.attach(this),
      desk.$me.listen(() => {
        this.#judge();
      }),
      // At once, too: a desk that has refused already says nothing more.
      desk.$connection.subscribe(({ status, error }) => {
        if (error && status === 'refused' && !this.$state.get()) this.$error.set(new SupportError(error));
      }),
    ];
  }

  get key(): string {
    return this.#key;
  }

  get company(): string {
    return this.desk.company;
  }

  /** Another holder of the same conversation. */
  hold(): this {
    this.#holders += 1;
    return this;
  }

  isFor(request: string | number): boolean {
    return request === this.#request || request === this.#key || request === this.$state.get()?.number;
  }

  // ── Deeds ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  async send(text: string): Promise<void> {
    if (messageFault(text)) throw new SupportError('invalid');
    const key = this.known();
    this.#toOwnWords();
    this.#typing.sent();
    await this.desk.post({ type: 'message', key, text });
  }

  typing(): void {
    if (this.$actions.get().get('write') === true) this.#typing.here();
  }

  async edit(of: number | PendingLine, text: string): Promise<void> {
    if (messageFault(text)) throw new SupportError('invalid');
    await this.#parts.amend(of, text);
  }

  remove(of: number | PendingLine): Promise<void> {
    return this.#parts.amend(of, null);
  }

  get editableFrom(): number {
    const allowed = this.$actions.get().get('amend') === true;
    return allowed ? this.desk.now() - (this.desk.$settings.get()?.editWithin ?? 0) : Infinity;
  }

  sendFile(file: File): Promise<void> {
    return this.#parts.sendFile(file, () => {
      this.#toOwnWords();
    });
  }

  /** They stand at the end: one's own words are shown to oneself, wherever one was reading. */
  #toOwnWords(): void {
    if (this.$later.get()) void this.goToEnd().catch(() => undefined);
  }

  protected paging(): ReturnType<ConversationParts['paging']> {
    return this.#parts.paging();
  }

  follow(following: boolean): void {
    this.#following = following;
  }

  markRead(seq: number): void {
    this.#position.sees(Math.min(seq, this.#timeline?.head ?? 0));
  }

  draft(of: Drafted = 'draft'): Promise<string> {
    return this.texts.get(of);
  }

  saveDraft(text: string, of: Drafted = 'draft'): Promise<void> {
    return this.texts.set(of, text);
  }

  watchDraft(changed: () => void, of: Drafted = 'draft'): () => void {
    return this.texts.watch(of, changed);
  }

  endChat(): Promise<void> {
    return this.decide('end-chat');
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#end();
  }

  #end(): void {
    for (const stop of this.#stops) stop();
    this.#position.close();
    this.#typing.ended();
    this.#left();
  }

  // ── What comes from the desk ──────────────────────────────────────────────────────────────────────────────────────

  connected(): void {
    this.#opening = 0;
    // What is still on its way there cannot be read there yet.
    if (!this.desk.outbox.about(this.#key).some(({ command, refused }) => command.type === 'submit' && !refused)) this.#open();
  }

  lost(): void {
    this.#opening = 0;
    this.#typing.ended();
  }

  frame(frame: ServerFrame): void {
    if (frame.type === 'opened') {
      if (frame.ask === this.#opening) this.#opened(frame);
    } else if (frame.type === 'error') {
      if (frame.ask === this.#opening) this.#refused(frame.code, frame.ask);
    } else if ('key' in frame && frame.key === this.#key) {
      if (frame.type === 'event') this.#event(frame);
      else if (frame.type === 'positions') this.#placed(frame.positions);
      else if (frame.type === 'typing') this.#typing.heard(frame.author);
      else if (frame.type === 'source') this.$source.set(frame.source);
      else if (frame.type === 'gone') this.#gone('not_found');
    }
  }

  heads(heads: Heads, ask: number): void {
    if (this.#opening > 0 ? this.#opening <= ask : this.$state.get() && heads.streams[this.#key] !== this.#timeline?.head) this.#open();
    else if (this.#opening === 0) this.#position.tell();
  }

  stream(): { key: string; last: number } | null {
    return this.$state.get() ? { key: this.#key, last: this.#timeline?.head ?? 0 } : null;
  }

  posted(post: Posted): void {
    if (post.key !== this.#key) return;
    this.#waiting.track(post);
    this.#parts.track(post);
    if (post.command.type === 'submit' && post.accepted && this.desk.connected && !this.$state.get()) this.#open();
    this.#render();
  }

  #open(): void {
    const request = this.#key || this.#request;
    // A name that no request can have would end the connection [R1]; it is somebody's wrong link.
    if (!this.#key && !(Number.isSafeInteger(request) && Number(request) > 0)) {
      this.#gone('not_found');
      return;
    }
    this.#opening = this.desk.nextAsk();
    this.desk.send({ type: 'open', ask: this.#opening, request, after: this.#timeline?.head ?? 0 });
  }

  #opened({ key, state, entries, positions, unread, source }: Opened): void {
    this.#opening = 0;
    if (this.#key !== key) {
      this.#key = key;
      this.#identify(key);
      this.#track();
    }
    const me = this.desk.$me.get();
    const timeline = (this.#timeline ??= me && new Timeline(me));
    if (!timeline) return;
    const history = this.$state.get() === null || state.head < timeline.head;
    if (state.head < timeline.head) {
      // The desk was restored to before what we have: its word counts, from the newest page on [R24].
      timeline.clear();
      this.#position.reset();
      this.#waiting.forgetAccepted();
      this.#parts.amending?.forgetAccepted();
      if (entries.at(-1)?.seq !== state.head) {
        this.#open();
        return;
      }
    }
    const missed = timeline.head > 0 && state.head > timeline.head && entries[0]?.seq !== timeline.head + 1;
    const arrived = timeline.append(entries, state.head, this.#following);
    if (missed && !timeline.atEnd) this.#parts.paging().then((paging) => paging.reread()).catch(() => undefined);
    timeline.counted(unread, positions.mine.read);
    this.$error.set(null);
    if (source) this.$source.set(source);
    this.$state.set(state);
    this.#judge();
    this.#placed(positions);
    if (history) this.#parts.resumeFiles().catch(() => undefined);
    else this.#tell(arrived);
  }

  #event({ key, entry, cause }: EventFrame): void {
    const timeline = this.#timeline;
    const state = this.$state.get();
    if (!timeline || !state || entry.seq <= timeline.head) return;
    if (entry.seq !== timeline.head + 1) {
      if (this.#opening === 0) this.#open();
      return;
    }
    const arrived = timeline.append([entry], entry.seq, this.#following);
    if (cause) this.#waiting.caused(cause);
    const { event } = entry;
    if ('author' in event) this.#typing.ended(event.author);
    else if ('technician' in event) this.#typing.ended(event.technician);
    this.$state.set(apply(state, entry, { key, company: state.company }));
    this.#judge();
    this.#render();
    this.#position.has(entry.seq);
    this.#tell(arrived);
  }

  #tell(arrived: readonly ConfirmedLine[]): void {
    if (arrived.length > 0) this.$arrived.set(arrived);
  }

  #placed(positions: Positions): void {
    this.#position.placed(positions.mine);
    this.#timeline?.othersAt(this.desk.ports.identification.role === 'customer' ? positions.technician : positions.customer);
    this.#showPosition(positions);
    this.#position.has(this.#timeline?.head ?? 0);
  }

  #refused(code: AskCode, ask: number): void {
    const again = this.desk.askAgain(code, () => {
      if (this.#opening === ask) this.#open();
    });
    if (!again) this.#gone(code);
  }

  expelled(code: 'forbidden' | 'reset'): void {
    if (code === 'reset') this.#waiting.end();
    this.#gone(code);
    if (code === 'reset') this.#end();
  }

  #gone(code: SupportError['code']): void {
    this.lost();
    this.#timeline?.clear();
    this.$error.set(new SupportError(code));
    this.$state.set(null);
    this.$source.set(null);
    this.#judge();
    this.#render();
  }

  // ── What is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

  #judge(): void {
    const state = this.$state.get();
    const me = this.desk.$me.get();
    const verdicts = state && me ? this.verdicts(state, me) : new Map<Action, Verdict>();
    const shown = this.$actions.get();
    if (shown.size !== verdicts.size || [...verdicts].some(([action, verdict]) => shown.get(action) !== verdict)) this.$actions.set(verdicts);
  }

  /** Takes up what is on its way to this request. */
  #track(): void {
    for (const post of this.desk.outbox.about(this.#key)) {
      this.#waiting.track(post);
      this.#parts.track(post);
    }
    this.#render();
  }

  #showPosition(positions: Positions): void {
    const { mine } = this.#position;
    this.$positions.set({ ...positions, mine });
    this.#timeline?.readAt(mine.read);
    this.#render();
  }

  #render(): void {
    const timeline = this.#timeline;
    const waiting = this.#waiting.settle(this.$state.get() && timeline ? timeline.head : 0);
    const lines: readonly Line[] = timeline?.lines ?? [];
    const away = timeline?.atEnd === false;
    // Before $messages, so that whoever renders these finds both true.
    this.$more.set((timeline?.first ?? 0) > 1);
    this.$later.set(away);
    const all = away || waiting.length === 0 ? lines : [...lines, ...waiting];
    setIfOther(this.$messages, this.#parts.amending?.over(all, timeline?.head ?? 0) ?? all);
    this.$unread.set(timeline?.unread ?? 0);
  }

  /** What this side may do. Asked for while it is still being made: a desk in the page answers at once. */
  protected abstract verdicts(state: RequestState, me: Me): ReadonlyMap<Action, Verdict>;

  protected async decide(type: Simple): Promise<void> {
    await this.desk.decide({ type, key: this.known() });
  }

  /** @throws SupportError `not_found` while only a number is known, which is nothing to act on. */
  protected known(): string {
    if (this.#key) return this.#key;
    throw new SupportError(this.$error.get()?.code ?? 'not_found');
  }
}
