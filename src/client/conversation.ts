import { atom } from 'nanostores';
import { apply } from '../domain/apply.ts';
import { allowedActions, type Action, type Actor, type Verdict } from '../domain/lifecycle.ts';
import type { Outcome, RequestState } from '../domain/request.ts';
import { messageFault } from '../domain/text-rules.ts';
import { isTransient, type AskCode } from '../protocol/errors.ts';
import type { EventFrame, Heads, Me, Opened, Position, Positions, ServerFrame, Source } from '../protocol/frames.ts';
import type { CustomerConversation, Line, TechnicianConversation } from './client.ts';
import { askAgainAfter, type CompanyDesk, type Listener } from './company-desk.ts';
import { SupportError } from './errors.ts';
import { ReaderPosition } from './reader-position.ts';
import { setIfOther } from './same-items.ts';
import type { Posted } from './posted.ts';
import { Timeline } from './timeline.ts';
import { Upload } from './uploads.ts';
import { WaitingLines } from './waiting-lines.ts';

const nowhere: Position = { delivered: 0, read: 0 };

type Simple = 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'withdraw';

/** One request, open at its desk: the state folded, the window of its log, what is on its way, positions [R20–R26, R50]. */
export class OpenConversation implements CustomerConversation, TechnicianConversation, Listener {
  readonly $state = atom<RequestState | null>(null);
  readonly $messages = atom<readonly Line[]>([]);
  readonly $more = atom(false);
  readonly $positions = atom<Positions>({ customer: nowhere, technician: nowhere, mine: nowhere });
  readonly $actions = atom<ReadonlyMap<Action, Verdict>>(new Map());
  readonly $unread = atom(0);
  readonly $source = atom<Source | null>(null);
  readonly $error = atom<SupportError | null>(null);

  readonly #desk: CompanyDesk;
  readonly #request: string | number;
  readonly #left: () => void;
  #key: string;
  /** Resolves with the key, which a request asked for by its number has only from the desk. */
  readonly #identified: Promise<string>;
  #identify: (key: string) => void = () => {};
  #holders = 1;
  #timeline: Timeline | null = null;
  readonly #waiting: WaitingLines;
  readonly #position: ReaderPosition;
  #uploads = 0;
  /** The `open` that has no answer yet, or 0. */
  #opening = 0;
  #earlier: Promise<void> | null = null;
  readonly #stops: readonly (() => void)[];

  /** @param left called when the last holder has released it. */
  constructor(desk: CompanyDesk, request: string | number, left: () => void) {
    this.#desk = desk;
    this.#request = request;
    this.#key = typeof request === 'string' ? request : '';
    this.#left = left;
    this.#identified = new Promise((resolve) => {
      this.#identify = resolve;
    });
    if (this.#key) this.#identify(this.#key);
    this.#waiting = new WaitingLines((post) => {
      desk.outbox.discard(post);
    });
    this.#position = new ReaderPosition({
      environment: desk.ports.environment,
      send: (position) => this.#key !== '' && this.$state.get() !== null && desk.send({ type: 'position', key: this.#key, ...position }),
      read: () => {
        this.#showPosition(this.$positions.get());
      },
    });
    this.#track();
    this.#stops = [
      desk.attach(this),
      desk.$me.listen(() => {
        this.#judge();
      }),
      desk.$connection.listen(({ status, error }) => {
        if (status === 'refused' && error && !this.$state.get()) this.$error.set(new SupportError(error));
      }),
    ];
  }

  get key(): string {
    return this.#key;
  }

  get company(): string {
    return this.#desk.company;
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
    await this.#desk.post({ type: 'message', key: this.#known(), text });
  }

  async sendFile(file: File): Promise<void> {
    const key = this.#known();
    const { transport, environment } = this.#desk.ports;
    const limit = this.#desk.$settings.get()?.maxFileSize;
    if (limit !== undefined && file.size > limit) throw new SupportError('too_large');
    const upload = new Upload(`u${++this.#uploads}`, file, environment.now(), {
      run: async (whole, progress, signal) => {
        const id = await transport.upload(this.company, whole, await this.#desk.credentials(), { progress, signal });
        if (signal.aborted) throw new SupportError('closed');
        return (await this.#desk.post({ type: 'share-file', key, file: id })).seq ?? 0;
      },
      changed: () => {
        this.#render();
      },
    });
    this.#waiting.add(upload);
    return upload.start();
  }

  async ticket(file: string): Promise<string> {
    return (await this.#desk.ask({ type: 'ticket', key: this.#known(), file })).url;
  }

  loadEarlier(): Promise<void> {
    return (this.#earlier ??= this.#loadEarlier().finally(() => {
      this.#earlier = null;
    }));
  }

  markRead(seq: number): void {
    this.#position.sees(Math.min(seq, this.#timeline?.last ?? 0));
  }

  async draft(): Promise<string> {
    const key = await this.#identified;
    return (await this.#desk.ports.storage.get(`draft:${key}`)) ?? '';
  }

  async saveDraft(text: string): Promise<void> {
    const { storage } = this.#desk.ports;
    const name = `draft:${await this.#identified}`;
    await (text === '' ? storage.remove(name) : storage.set(name, text));
  }

  assign(): Promise<void> {
    return this.#decide('assign');
  }

  unassign(): Promise<void> {
    return this.#decide('unassign');
  }

  joinChat(): Promise<void> {
    return this.#decide('join-chat');
  }

  endChat(): Promise<void> {
    return this.#decide('end-chat');
  }

  withdraw(): Promise<void> {
    return this.#decide('withdraw');
  }

  async close(outcome: Exclude<Outcome, 'withdrawn'> = 'resolved'): Promise<void> {
    await this.#desk.decide({ type: 'close', key: this.#known(), outcome });
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders !== 0) return;
    for (const stop of this.#stops) stop();
    this.#position.close();
    this.#left();
  }

  // ── What comes from the desk ──────────────────────────────────────────────────────────────────────────────────────

  connected(): void {
    this.#opening = 0;
    // What is still on its way there cannot be read there yet.
    if (!this.#desk.outbox.about(this.#key).some(({ command, refused }) => command.type === 'submit' && !refused)) this.#open();
  }

  lost(): void {
    this.#opening = 0;
  }

  frame(frame: ServerFrame): void {
    if (frame.type === 'opened') {
      if (frame.ask === this.#opening) this.#opened(frame);
    } else if (frame.type === 'error') {
      if (frame.ask === this.#opening) this.#refused(frame.code, frame.ask);
    } else if ('key' in frame && frame.key === this.#key) {
      if (frame.type === 'event') this.#event(frame);
      else if (frame.type === 'positions') this.#placed(frame.positions);
      else if (frame.type === 'source') this.$source.set(frame.source);
      else if (frame.type === 'gone') this.#gone('not_found');
    }
  }

  heads(heads: Heads, ask: number): void {
    if (this.#opening > 0 ? this.#opening <= ask : this.$state.get() && heads.streams[this.#key] !== this.#timeline?.last) this.#open();
    else if (this.#opening === 0) this.#position.tell();
  }

  stream(): { key: string; last: number } | null {
    return this.$state.get() ? { key: this.#key, last: this.#timeline?.last ?? 0 } : null;
  }

  posted(post: Posted): void {
    if (post.key !== this.#key) return;
    this.#waiting.track(post);
    if (post.command.type === 'submit' && post.accepted && this.#desk.connected && !this.$state.get()) this.#open();
    this.#render();
  }

  #open(): void {
    this.#opening = this.#desk.nextAsk();
    this.#desk.send({ type: 'open', ask: this.#opening, request: this.#key || this.#request, after: this.#timeline?.last ?? 0 });
  }

  #opened({ key, state, entries, positions, source }: Opened): void {
    this.#opening = 0;
    if (this.#key !== key) {
      this.#key = key;
      this.#identify(key);
      this.#track();
    }
    const timeline = (this.#timeline ??= this.#newTimeline());
    if (!timeline) return;
    if (state.head < timeline.last) {
      // The desk was restored to before what we have: its word counts, from the newest page on [R24].
      timeline.clear();
      this.#position.reset();
      this.#waiting.forgetAccepted();
      if (entries.at(-1)?.seq !== state.head) {
        this.#open();
        return;
      }
    }
    timeline.append(entries);
    this.$error.set(null);
    if (source) this.$source.set(source);
    this.$state.set(state);
    this.#judge();
    this.#placed(positions);
  }

  #event({ key, entry, cause }: EventFrame): void {
    const timeline = this.#timeline;
    const state = this.$state.get();
    if (!timeline || !state || entry.seq <= timeline.last) return;
    if (entry.seq !== timeline.last + 1) {
      if (this.#opening === 0) this.#open();
      return;
    }
    timeline.append([entry]);
    // Who has read all until now is at the end, and does not miss what is far above.
    if (this.#position.mine.read >= entry.seq - 1) timeline.trim();
    if (cause) this.#waiting.caused(cause);
    this.$state.set(apply(state, entry, { key, company: state.company }));
    this.#judge();
    this.#render();
    this.#position.has(entry.seq);
  }

  #placed(positions: Positions): void {
    this.#position.placed(positions.mine);
    this.#timeline?.othersAt(this.#desk.ports.identification.role === 'customer' ? positions.technician : positions.customer);
    this.#showPosition(positions);
    this.#position.has(this.#timeline?.last ?? 0);
  }

  #refused(code: AskCode, ask: number): void {
    if (!isTransient(code)) this.#gone(code);
    else {
      this.#desk.ports.environment.after(askAgainAfter, () => {
        if (this.#desk.connected && this.#opening === ask) this.#open();
      });
    }
  }

  expelled(): void {
    this.#gone('forbidden');
  }

  #gone(code: SupportError['code']): void {
    this.#opening = 0;
    this.#timeline?.clear();
    this.$error.set(new SupportError(code));
    this.$state.set(null);
    this.$source.set(null);
    this.#judge();
    this.#render();
  }

  // ── What is shown ─────────────────────────────────────────────────────────────────────────────────────────────────

  #newTimeline(): Timeline | null {
    const me = this.#desk.$me.get();
    return me && new Timeline(me);
  }

  #judge(): void {
    const state = this.$state.get();
    const me = this.#desk.$me.get();
    const verdicts = state && me ? allowedActions(state, actorOf(me)) : new Map<Action, Verdict>();
    const shown = this.$actions.get();
    if (shown.size !== verdicts.size || [...verdicts].some(([action, verdict]) => shown.get(action) !== verdict)) this.$actions.set(verdicts);
  }

  /** Takes up what is on its way to this request. */
  #track(): void {
    for (const post of this.#desk.outbox.about(this.#key)) this.#waiting.track(post);
    this.#render();
  }

  #showPosition(positions: Positions): void {
    const { mine } = this.#position;
    this.$positions.set({ ...positions, mine });
    this.#timeline?.readAt(mine.read);
    this.#render();
  }

  #render(): void {
    const waiting = this.#waiting.settle(this.$state.get() && this.#timeline ? this.#timeline.last : 0);
    const lines: readonly Line[] = this.#timeline?.lines ?? [];
    setIfOther(this.$messages, waiting.length === 0 ? lines : [...lines, ...waiting]);
    this.$more.set((this.#timeline?.first ?? 0) > 1);
    this.$unread.set(this.#timeline?.unread ?? 0);
  }

  async #loadEarlier(): Promise<void> {
    const timeline = this.#timeline;
    if (!timeline || timeline.first <= 1) return;
    const { entries } = await this.#desk.ask({ type: 'page', key: this.#known(), before: timeline.first });
    if (timeline.prepend(entries)) this.#render();
  }

  async #decide(type: Simple): Promise<void> {
    await this.#desk.decide({ type, key: this.#known() });
  }

  /** @throws SupportError `not_found` while only a number is known, which is nothing to act on. */
  #known(): string {
    if (this.#key) return this.#key;
    throw new SupportError(this.$error.get()?.code ?? 'not_found');
  }
}

function actorOf(me: Me): Actor {
  return me.role === 'customer' ? me : { role: 'technician', id: me.id, available: me.available };
}
