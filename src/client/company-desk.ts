import { atom } from 'nanostores';
import type { ErrorCode } from '../protocol/errors.ts';
import type { ClientFrame, Command, CompanySettings, Heads, Me, ServerFrame, Sync, TicketAsk, PageAsk, Welcome } from '../protocol/frames.ts';
import { streamsPerSync, version } from '../protocol/limits.ts';
import { Connection } from './connection.ts';
import type { Identification } from './credentials.ts';
import type { ClientStorage, Environment } from './environment.ts';
import { SupportError } from './errors.ts';
import { Outbox } from './outbox.ts';
import type { Accepted, Posted } from './posted.ts';
import type { Transport } from './transport.ts';

/** Something that lives on a desk's frames: an open conversation, a list. */
export interface Listener {
  connected(): void;
  lost(): void;
  frame(frame: ServerFrame): void;
  /** The desk's answer to a `sync`; `ask` is the last number that had been used when it was sent. */
  heads?(heads: Heads, ask: number): void;
  /** A frame about lists has been missed. */
  missed?(): void;
  /** The right to be here has been taken away: nothing of the desk may be seen any more. */
  expelled(): void;
  posted?(post: Posted): void;
  /** For `sync`: the request that is open here and its last entry. */
  stream?(): { readonly key: string; readonly last: number } | null;
}

type Question = Omit<PageAsk, 'ask'> | Omit<TicketAsk, 'ask'>;
type Reply = Extract<ServerFrame, { type: 'page' | 'ticket' }>;

interface Asked {
  readonly frame: ClientFrame;
  resolve(frame: Reply): void;
  reject(error: SupportError): void;
}

export interface DeskPorts {
  readonly transport: Transport;
  readonly company: string;
  readonly environment: Environment;
  readonly storage: ClientStorage;
  readonly identification: Identification;
}

/** Milliseconds before a question is asked again that the desk could not answer just now. */
export const askAgainAfter = 1_000;

/** One company's desk as this page sees it: what goes there, and who is told of what comes back. */
export class CompanyDesk {
  readonly ports: DeskPorts;
  readonly $settings = atom<CompanySettings | null>(null);
  readonly $me = atom<Me | null>(null);
  readonly outbox: Outbox;
  readonly #connection: Connection;
  readonly #listeners = new Set<Listener>();
  readonly #asked = new Map<number, Asked>();
  #ask = 0;
  #rev = 0;
  /** What the last sync was compared with. */
  #synced: { readonly ask: number; readonly sent: ReadonlyMap<string, number> } = { ask: 0, sent: new Map() };

  constructor(ports: DeskPorts) {
    this.ports = ports;
    const { environment, storage } = ports;
    this.outbox = new Outbox({
      environment,
      storage,
      send: (frame) => this.#connection.send(frame),
      changed: (post) => {
        for (const listener of this.#listeners) listener.posted?.(post);
      },
      expired: () => {
        this.#connection.expire();
      },
    });
    const { identification, transport, company } = ports;
    this.#connection = new Connection({
      environment,
      transport,
      company,
      hello: async () => {
        const { role, secret, token } = await identification.current();
        await this.outbox.adopt();
        return { type: 'hello', version, role, ...(secret && { secret }), ...(token && { token }), device: environment.device(), lanes: this.outbox.marks() };
      },
      renew: (reason) => {
        if (reason === 'lane' || reason === 'bad_frame') return this.outbox.forsake(reason);
        return reason === 'unauthorised' && identification.renew();
      },
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
      if (error === 'forbidden') for (const listener of this.#listeners) listener.expelled();
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

  close(): void {
    this.outbox.close();
    this.#connection.close();
    this.#failAsked('closed');
    this.#listeners.clear();
  }

  attach(listener: Listener): () => void {
    this.#listeners.add(listener);
    if (this.connected) listener.connected();
    return () => this.#listeners.delete(listener);
  }

  send(frame: ClientFrame): boolean {
    return this.#connection.send(frame);
  }

  nextAsk(): number {
    this.#ask += 1;
    return this.#ask;
  }

  /** A command that waits for the network if need be; resolves on the desk's word. Rejects at once if none can come. */
  async post(command: Command): Promise<Accepted> {
    const { status, error } = this.$connection.get();
    if (status === 'refused') throw new SupportError(error ?? 'bad_frame');
    const post = await this.outbox.post(command);
    if (!post) throw new SupportError('closed');
    return post.answer;
  }

  /** A command that is no use later: fails at once without a connection [R63]. */
  async decide(command: Command): Promise<Accepted> {
    const { status } = this.$connection.get();
    if (!this.connected && status !== 'closed' && status !== 'refused') throw new SupportError('offline');
    return this.post(command);
  }

  /** Asks something that has one answer. Rejects with `offline` when the connection is lost before it comes. */
  ask(question: Omit<PageAsk, 'ask'>): Promise<Extract<Reply, { type: 'page' }>>;
  ask(question: Omit<TicketAsk, 'ask'>): Promise<Extract<Reply, { type: 'ticket' }>>;
  ask(question: Question): Promise<Reply> {
    const ask = this.nextAsk();
    const frame: ClientFrame = { ...question, ask };
    return new Promise((resolve, reject) => {
      if (!this.connected) {
        reject(new SupportError(this.$connection.get().status === 'closed' ? 'closed' : 'offline'));
        return;
      }
      this.#asked.set(ask, { frame, resolve, reject });
      this.send(frame);
    });
  }

  /** Who asks, for what goes beside the connection. */
  credentials(): ReturnType<Identification['current']> {
    return this.ports.identification.current();
  }

  #welcome(frame: Welcome): void {
    this.#rev = 0;
    this.$me.set(frame.me);
    this.$settings.set(frame.settings);
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
      case 'page':
      case 'ticket':
        this.#asked.get(frame.ask)?.resolve(frame);
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
    const streams = [...this.#listeners].flatMap((listener) => listener.stream?.() ?? []).slice(-streamsPerSync);
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
