import { atom } from 'nanostores';
import { jsonBytes } from '../domain/utf8.ts';
import { isTransient, type AskCode, type ErrorCode } from '../protocol/errors.ts';
import type { ClientFrame, Command, CompanySettings, ConsoleSettings, Heads, Me, ServerFrame, Sync, Welcome } from '../protocol/frames.ts';
import { frameBytes, streamsPerSync, version } from '../protocol/limits.ts';
import { Connection } from './connection.ts';
import type { Identification } from './credentials.ts';
import type { ClientStorage, Environment } from './environment.ts';
import { SupportError } from './errors.ts';
import { Outbox, type EndCode } from './outbox.ts';
import type { Accepted, Posted } from './posted.ts';
import type { Transport } from './transport.ts';

/** Something that lives on a desk's frames: an open conversation, a list. */
export interface Listener {
  /** A hello is on its way: the moment for what can be asked before it is known how one is received. */
  greeting?(): void;
  connected(): void;
  lost(): void;
  frame(frame: ServerFrame): void;
  /** The desk's answer to a `sync`; `ask` is the last number that had been used when it was sent. */
  heads?(heads: Heads, ask: number): void;
  /** A frame about lists has been missed. */
  missed?(): void;
  /** Nothing of the desk may be seen any more: the right to be here has been taken away, or whoever was here is forgotten. */
  expelled(code: 'forbidden' | 'reset'): void;
  posted?(post: Posted): void;
  /** For `sync`: the stream that is open here and its last entry. */
  stream?(): { readonly key: string; readonly last: number } | null;
}

/** What is asked once and answered once. */
type Question = Extract<ClientFrame, { type: 'page' | 'find' | 'ticket' | 'staff' | 'earlier' }>;
type ReplyType = 'page' | 'found' | 'notes-page' | 'ticket' | 'staff' | 'earlier';
type Reply<Type extends ReplyType> = Extract<ServerFrame, { type: Type }>;
type WithoutAsk<Frame> = Frame extends unknown ? Omit<Frame, 'ask'> : never;

interface Asked {
  readonly frame: ClientFrame;
  /** Takes a frame if it is the answer. */
  answered(frame: ServerFrame): void;
  reject(error: SupportError): void;
}

export interface DeskPorts {
  readonly transport: Transport;
  readonly company: string;
  readonly environment: Environment;
  readonly storage: ClientStorage;
  readonly identification: Identification;
  /** Reads a frame of the desk as it comes to this role. */
  read(text: string): ServerFrame | null;
}

/** Milliseconds before a question is asked again that the desk could not answer just now. */
const askAgainAfter = 1_000;

/** Milliseconds that a command has to wait before a person is told why. */
const noticeable = 2_000;

/** The longest command, in bytes of its JSON: its frame also names a lane and a number. */
const commandBytes = frameBytes - 256;

/** One company's desk as this page sees it: what goes there, and who is told of what comes back. */
export class CompanyDesk {
  readonly ports: DeskPorts;
  readonly $settings = atom<CompanySettings | null>(null);
  readonly $me = atom<Me | null>(null);
  /** For technicians. */
  readonly $console = atom<ConsoleSettings | null>(null);
  readonly outbox: Outbox;
  readonly #connection: Connection;
  readonly #listeners = new Set<Listener>();
  readonly #asked = new Map<number, Asked>();
  #ask = 0;
  #end: EndCode = 'closed';
  /** How far the desk's clock is ahead of this device's. Milliseconds. */
  #ahead = 0;
  #rev = 0;
  /** What the last sync was compared with. */
  #synced: { readonly ask: number; readonly sent: ReadonlyMap<string, number> } = { ask: 0, sent: new Map() };

  constructor(ports: DeskPorts) {
    this.ports = ports;
    const { environment, identification } = ports;
    this.outbox = new Outbox({
      ...ports,
      adopts: async () => (await identification.adopts?.()) ?? true,
      send: (frame) => this.#connection.send(frame),
      changed: (post) => {
        for (const listener of this.#listeners) listener.posted?.(post);
      },
      expired: () => {
        this.#connection.expire();
      },
    });
    this.#connection = new Connection({
      ...ports,
      hello: async () => {
        const { role, secret, token } = await identification.current();
        // A customer's page asks for requests that may have been filed by a tab that is gone; a technician's need not wait for that.
        const adopted = this.outbox.adopt();
        if (role === 'customer') await adopted;
        return { type: 'hello', version, role, ...(secret && { secret }), ...(token && { token }), device: environment.device(), lanes: this.outbox.marks() };
      },
      greeting: () => {
        for (const listener of this.#listeners) listener.greeting?.();
      },
      renew: (reason) => identification.renew(reason) || ((reason === 'lane' || reason === 'bad_frame') && this.outbox.forsake(reason)),
      welcome: (frame) => {
        this.#welcome(frame);
      },
      frame: (frame) => {
        this.#frame(frame);
      },
      lost: () => {
        this.#lost();
      },
      sync: () => this.#sync(),
    });
    this.$connection.listen(({ status, error }) => {
      if (status !== 'refused' || !error) return;
      this.outbox.refuse(new SupportError(error));
      if (error !== 'forbidden') return;
      this.$me.set(null);
      this.$console.set(null);
      for (const listener of this.#listeners) listener.expelled(error);
    });
  }

  get company(): string {
    return this.ports.company;
  }

  get $connection(): Connection['$state'] {
    return this.#connection.$state;
  }

  get connected(): boolean {
    return this.#connection.connected;
  }

  start(): void {
    this.#connection.start();
  }

  /** Comes anew, at once, with what there is to show now. */
  restart(): void {
    this.#connection.restart();
  }

  /**
   * @param code `reset`: nothing of it stays in sight, and what waits goes nowhere any more.
   * @returns resolves once nothing more is written to storage.
   */
  close(code: EndCode = 'closed'): Promise<void> {
    this.#end = code;
    const written = this.outbox.close(code);
    this.#failAsked(code);
    if (code === 'reset') for (const listener of [...this.#listeners]) listener.expelled(code);
    this.#connection.close();
    this.#listeners.clear();
    return written;
  }

  attach(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.connected) listener.connected();
    else if (this.#connection.greeting) listener.greeting?.();
    return () => this.#listeners.delete(listener);
  }

  send(frame: ClientFrame): boolean {
    return this.#connection.send(frame);
  }

  /** As {@link send}, but also between hello and welcome. Says nothing of its arrival either. */
  sendEarly(frame: ClientFrame): boolean {
    return this.#connection.sendEarly(frame);
  }

  nextAsk(): number {
    this.#ask += 1;
    return this.#ask;
  }

  /**
   * A command that waits for the network if need be; resolves on the desk's word. Rejects at once if none can come, and with
   * `invalid` what no frame has room for.
   */
  async post(command: Command): Promise<Accepted> {
    const { status, error } = this.$connection.get();
    if (status === 'refused') throw new SupportError(error ?? 'bad_frame');
    // A desk refuses it, too; but a frame that is too long would end the connection [R1].
    if (jsonBytes(command) > commandBytes) throw new SupportError('invalid');
    const post = await this.outbox.post(command);
    if (!post) throw new SupportError(this.#end);
    return post.answer;
  }

  /** A command that is no use later: fails at once without a connection [R63]. */
  async decide(command: Command): Promise<Accepted> {
    const { status } = this.$connection.get();
    if (!this.connected && status !== 'closed' && status !== 'refused') throw new SupportError('offline');
    return this.post(command);
  }

  /** Asks something that has one answer. Rejects with `offline` when the connection is lost before it comes. */
  ask<Type extends ReplyType>(question: WithoutAsk<Question>, reply: Type): Promise<Reply<Type>> {
    const ask = this.nextAsk();
    const frame: ClientFrame = { ...question, ask };
    return new Promise((resolve, reject) => {
      if (!this.connected) {
        reject(new SupportError(this.$connection.get().status === 'closed' ? this.#end : 'offline'));
        return;
      }
      const answered = (answer: ServerFrame) => {
        if (isOf(answer, reply)) resolve(answer);
      };
      this.#asked.set(ask, { frame, answered, reject });
      this.send(frame);
    });
  }

  /** Asks again in a moment what the desk could not answer just now; false if it never will. */
  askAgain(code: AskCode, ask: () => void): boolean {
    if (!isTransient(code)) return false;
    this.ports.environment.after(askAgainAfter, () => {
      if (this.connected) ask();
    });
    return true;
  }

  /** Who asks, for what goes beside the connection. */
  credentials(): ReturnType<Identification['current']> {
    return this.ports.identification.current();
  }

  /** The desk's time, as far as this device's clock has kept pace since the last welcome. */
  now(): number {
    return this.ports.environment.now() + this.#ahead;
  }

  #welcome(frame: Welcome): void {
    this.#ahead = frame.now - this.ports.environment.now();
    this.#rev = 0;
    this.$me.set(frame.me);
    this.$settings.set(frame.settings);
    this.$console.set(frame.console ?? null);
    this.outbox.welcome(frame);
    for (const listener of this.#listeners) listener.connected();
  }

  #lost(): void {
    this.outbox.lost();
    this.#failAsked('offline');
    for (const listener of this.#listeners) listener.lost();
  }

  #frame(frame: Exclude<ServerFrame, Welcome>): void {
    switch (frame.type) {
      case 'answer':
        this.outbox.answer(frame);
        this.#held(!frame.ok && (frame.retryAfter ?? 0) >= noticeable ? frame.code : undefined);
        return;
      case 'lane':
        this.outbox.laneAt(frame);
        return;
      case 'settings':
        this.$settings.set(frame.settings);
        return;
      case 'me':
        this.$me.set(frame.me);
        break;
      case 'heads':
        this.#heads(frame);
        return;
      case 'rows':
      case 'row':
        if (!this.#counted(frame.rev)) return;
        break;
      case 'console':
        this.$console.set(frame.console);
        return;
      case 'page':
      case 'found':
      case 'notes-page':
      case 'ticket':
      case 'staff':
      case 'earlier':
        this.#asked.get(frame.ask)?.answered(frame);
        this.#asked.delete(frame.ask);
        return;
      case 'error':
        this.#asked.get(frame.ask)?.reject(new SupportError(frame.code));
        this.#asked.delete(frame.ask);
        break;
      default:
        break;
    }
    for (const listener of this.#listeners) listener.frame(frame);
  }

  /** Says why what is given here has to wait, or that it need not. */
  #held(error?: ErrorCode): void {
    if (this.$connection.get().error !== error) this.$connection.set({ status: 'connected', ...(error && { error }) });
  }

  /** Whether this frame about lists follows the last one; if not, all lists are asked for anew [R33]. */
  #counted(rev: number): boolean {
    const next = this.#rev + 1;
    this.#rev = rev;
    if (rev !== next) this.#missed();
    return rev === next;
  }

  #missed(): void {
    for (const listener of this.#listeners) listener.missed?.();
  }

  #sync(): Sync {
    // Logs before notes: of more than can be named, these are compared.
    const streams = [...this.#listeners].flatMap((listener) => listener.stream?.() ?? []).sort((a, b) => a.key.length - b.key.length).slice(0, streamsPerSync);
    this.#synced = { ask: this.#ask, sent: this.outbox.sent() };
    return { type: 'sync', lanes: this.outbox.marks(), streams: Object.fromEntries(streams.map(({ key, last }) => [key, last])), rev: this.#rev };
  }

  #heads(heads: Heads): void {
    const { ask, sent } = this.#synced;
    this.outbox.heads(heads.lanes, sent);
    // A tab may have died since the last look, and what it promised waits in its lane [R18].
    void this.outbox.adopt();
    for (const [number, { frame }] of this.#asked) if (number <= ask) this.send(frame);
    if (heads.rev !== this.#rev) {
      this.#rev = heads.rev;
      this.#missed();
    }
    for (const listener of this.#listeners) listener.heads?.(heads, ask);
  }

  #failAsked(code: ErrorCode): void {
    for (const { reject } of this.#asked.values()) reject(new SupportError(code));
    this.#asked.clear();
  }
}

function isOf<Type extends ServerFrame['type']>(frame: ServerFrame, type: Type): frame is Extract<ServerFrame, { type: Type }> {
  return frame.type === type;
}
