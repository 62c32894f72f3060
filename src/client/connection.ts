import { atom } from 'nanostores';
import { terminalReason, type ErrorCode, type TerminalReason } from '../protocol/errors.ts';
import type { ClientFrame, Hello, ServerFrame, Sync, Welcome } from '../protocol/frames.ts';
import { ping, pong } from '../protocol/limits.ts';
import type { ConnectionState } from './client.ts';
import type { Environment } from './environment.ts';
import type { SupportError } from './errors.ts';
import type { Link, Transport } from './transport.ts';

/** The link opens while the hello is prepared. `linking`: the hello waits for the link · `holding`: the link waits for the hello. */
type Phase = 'idle' | 'preparing' | 'linking' | 'holding' | 'greeting' | 'connected' | 'waiting' | 'refused' | 'closed';
type Signal = 'start' | 'prepared' | 'opened' | 'welcome' | 'lost' | 'renewed' | 'refuse' | 'due' | 'close';

/** What any try can come to. */
const ends = { lost: 'waiting', renewed: 'preparing', refuse: 'refused', close: 'closed' } as const;
const moves: Readonly<Record<Phase, Readonly<Partial<Record<Signal, Phase>>>>> = {
  idle: { start: 'preparing', close: 'closed' },
  preparing: { prepared: 'linking', opened: 'holding', ...ends },
  linking: { opened: 'greeting', ...ends },
  holding: { prepared: 'greeting', ...ends },
  greeting: { welcome: 'connected', ...ends },
  connected: ends,
  waiting: { due: 'preparing', renewed: 'preparing', close: 'closed' },
  refused: { due: 'preparing', renewed: 'preparing', close: 'closed' },
  closed: {},
};

/** All in milliseconds. */
const times = {
  /** From the first try to the hello. From there to the welcome, which may be long, it takes a silence to give up. */
  connect: 12_000,
  quiet: 20_000,
  pong: 8_000,
  pongAfterWake: 3_000,
  /** A line on which the welcome takes longer is slow: there a sign of life may take as long as nothing is asked for. */
  trip: 1_000,
  firstBound: 500,
  lastBound: 20_000,
  /** Each time that a connection holds so long takes one doubling back. */
  takesBack: 1_000,
  firstSync: 60_000,
  lastSync: 16 * 60_000,
  /** Until it is looked again whether a right that was withdrawn has been given back; doubled with each look. */
  firstAppeal: 60_000,
  lastAppeal: 16 * 60_000,
};

/** As many tries in a row must fail before a person is told that there is no network. */
const failuresUntilOffline = 2;

/** What a connection asks of the one who has it. */
export interface ConnectionPorts {
  readonly environment: Environment;
  readonly transport: Transport;
  readonly company: string;
  /** Reads a text frame; null if it is none that this side knows. */
  read(text: string): ServerFrame | null;
  /** Makes the first frame, anew for each try. A rejection, always with a SupportError, counts as a failed try; `no_token` is shown, if the link is there. */
  hello(): Promise<Hello>;
  /** The hello is on its way: what is said right behind it is heard once the desk knows who speaks [R5]. */
  greeting(): void;
  /** What can be done so that a refused try ends differently: a new token, a new lane. False if nothing can. */
  renew(reason: TerminalReason): boolean;
  welcome(frame: Welcome): void;
  frame(frame: Exclude<ServerFrame, Welcome>): void;
  /** What was said on the link, hello or more, is gone. */
  lost(): void;
  sync(): Sync;
}

/** Keeps one connection to a company's desk [R60–R62]. */
export class Connection {
  readonly $state = atom<ConnectionState>({ status: 'connecting' });
  readonly #ports: ConnectionPorts;
  #phase: Phase = 'idle';
  #link: Link | null = null;
  /** Tells the callbacks of this try from those of earlier ones. */
  #try = 0;
  #triedAt = 0;
  /** Doubles the bound of the next wait. */
  #tries = 0;
  #failures = 0;
  /** There is a way to the desk, and nothing to show there. */
  #tokenless = false;
  #greetedAt = 0;
  #welcomed = false;
  #welcomedAt = 0;
  #renewed = new Set<TerminalReason>();
  /** Shown until the next welcome, whatever is tried meanwhile. */
  #refusal: TerminalReason | null = null;
  #appeal = times.firstAppeal;
  #heardAt = 0;
  #framedAt = 0;
  #quiet = times.firstSync;
  /** Frames are long on this line, and nothing is heard while one comes. */
  #slow = false;
  /** When the present try or sign of life is given up, or 0. */
  #deadline = 0;
  #stopTimer: () => void = () => {};
  #stopSync: () => void = () => {};
  readonly #stopWake: () => void;

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    this.#stopWake = ports.environment.onWake(() => {
      this.#wake();
    });
  }

  get connected(): boolean {
    return this.#phase === 'connected';
  }

  /** Whether a hello is on its way that has no welcome yet. */
  get greeting(): boolean {
    return this.#phase === 'greeting';
  }

  /** Whether anything has been said on this link that is gone with it. */
  get #spoken(): boolean {
    return this.greeting || this.connected;
  }

  start(): void {
    this.#move('start');
    this.#prepare();
  }

  /** Sends a frame if connected; says nothing of its arrival. */
  send(frame: ClientFrame): boolean {
    if (!this.connected) return false;
    this.#link?.send(JSON.stringify(frame));
    return true;
  }

  /** Sends a frame also right behind the hello, which saves a way there and back. It is gone if no welcome comes. */
  sendEarly(frame: ClientFrame): boolean {
    if (this.#phase !== 'greeting') return this.send(frame);
    this.#link?.send(JSON.stringify(frame));
    return true;
  }

  /** Compares with the desk now. */
  sync(): void {
    this.send(this.#ports.sync());
  }

  /** The desk says that the token has run out: comes back with another. */
  expire(): void {
    if (!this.connected) return;
    if (this.#ports.renew('unauthorised')) this.#lose();
    else this.#refuse('unauthorised');
  }

  /** Comes anew, at once, with something else to show. */
  restart(): void {
    if (this.#phase === 'closed') return;
    this.#refusal = null;
    this.#welcomed = false;
    this.#renewed.clear();
    this.#again();
  }

  close(): void {
    if (this.#phase === 'closed') return;
    const spoken = this.#spoken;
    this.#end();
    this.#stopWake();
    this.#move('close');
    if (spoken) this.#ports.lost();
  }

  #prepare(): void {
    const run = ++this.#try;
    this.#triedAt = this.#ports.environment.now();
    this.#giveUpAfter(times.connect);
    let hello: Hello | SupportError | undefined;
    const greet = (): void => {
      if (!hello || this.#phase !== 'greeting') return;
      // Where the link does not come about either, that is the reason for both.
      if (hello instanceof Error) {
        this.#lose(hello.code);
        return;
      }
      this.#greetedAt = this.#ports.environment.now();
      this.#deadline = 0;
      this.#giveUpAfter(times.quiet + times.pong);
      this.#link?.send(JSON.stringify(hello));
      // A desk in the page may have answered already.
      if (this.greeting) this.#ports.greeting();
    };
    const prepared = (made: Hello | SupportError): void => {
      if (run !== this.#try) return;
      hello = made;
      this.#move('prepared');
      greet();
    };
    this.#ports.hello().then(prepared, prepared);
    this.#link = this.#ports.transport.connect(this.#ports.company, {
      opened: () => {
        if (run !== this.#try) return;
        this.#move('opened');
        greet();
      },
      message: (text) => {
        if (run === this.#try) this.#hear(text);
      },
      closed: (code) => {
        if (run === this.#try) this.#closed(code);
      },
    });
  }

  #hear(text: string): void {
    const now = this.#ports.environment.now();
    this.#heardAt = now;
    if (this.connected && this.#deadline > 0) {
      this.#deadline = 0;
      this.#watch();
    }
    if (text === pong) return;
    const frame = this.#ports.read(text);
    if (!frame) return;
    if (frame.type !== 'heads') this.#stir(now);
    if (frame.type !== 'welcome') {
      if (this.connected) this.#ports.frame(frame);
      return;
    }
    if (this.#phase !== 'greeting') return;
    this.#welcomed = true;
    this.#refusal = null;
    this.#appeal = times.firstAppeal;
    this.#welcomedAt = now;
    this.#slow = now - this.#greetedAt > times.trip;
    this.#failures = 0;
    this.#renewed.clear();
    this.#deadline = 0;
    this.#watch();
    this.#syncAfter(times.firstSync);
    this.#move('welcome');
    this.#ports.welcome(frame);
  }

  #closed(code: number): void {
    this.#link = null;
    const reason = terminalReason(code);
    if (!reason) this.#lose();
    else if (!this.#renewed.has(reason) && this.#ports.renew(reason)) {
      this.#renewed.add(reason);
      this.#again();
    } else this.#refuse(reason);
  }

  /** One more try at once, with something new to show. */
  #again(): void {
    const spoken = this.#spoken;
    this.#end();
    this.#move('renewed');
    if (spoken) this.#ports.lost();
    this.#prepare();
  }

  #refuse(reason: TerminalReason): void {
    const spoken = this.#spoken;
    this.#end();
    this.#refusal = reason;
    this.#move('refuse');
    if (spoken) this.#ports.lost();
    if (!this.#appeals) return;
    this.#stopTimer = this.#ports.environment.after(this.#appeal, () => {
      this.#due();
    });
    this.#appeal = Math.min(times.lastAppeal, 2 * this.#appeal);
  }

  /** Whoever was here once and may not be any more may be again. */
  get #appeals(): boolean {
    return this.#phase === 'refused' && this.#refusal === 'forbidden' && this.#welcomed;
  }

  #lose(lack?: ErrorCode): void {
    this.#tokenless = lack === 'no_token';
    const { connected } = this;
    const spoken = this.#spoken;
    const { environment } = this.#ports;
    this.#end();
    // Whatever was to be shown anew has had no word, and may be old again when there is a link.
    this.#renewed.clear();
    if (connected) this.#tries = Math.max(0, this.#tries - Math.floor(Math.max(0, environment.now() - this.#welcomedAt) / times.takesBack));
    else this.#failures += 1;
    const bound = Math.min(times.lastBound, times.firstBound * 2 ** this.#tries);
    this.#tries += 1;
    this.#move('lost');
    this.#stopTimer = environment.after(environment.random() * bound, () => {
      this.#due();
    });
    if (spoken) this.#ports.lost();
  }

  #due(): void {
    this.#stopTimer();
    this.#move('due');
    this.#prepare();
  }

  /** Lets go of the link and all that waits for it. */
  #end(): void {
    this.#try += 1;
    this.#stopTimer();
    this.#stopSync();
    this.#deadline = 0;
    this.#link?.close();
    this.#link = null;
  }

  #wake(): void {
    const { environment } = this.#ports;
    if (this.#phase === 'waiting' || (this.#appeals && environment.now() - this.#triedAt >= times.pongAfterWake)) this.#due();
    else if (this.connected) this.#probe(times.pongAfterWake);
    // A try of before the wake may hang where the network was; one that it has brought about gets its time.
    else if (this.#deadline > 0 && environment.now() - this.#triedAt >= times.pongAfterWake) this.#giveUpAfter(times.pongAfterWake);
  }

  /** Looks again once nothing was heard for a while; lazily, so that a frame costs no timer. */
  #watch(): void {
    const { environment } = this.#ports;
    const wait = Math.max(0, Math.min(times.quiet, this.#heardAt + times.quiet - environment.now()));
    this.#stopTimer();
    this.#stopTimer = environment.after(wait, () => {
      const quiet = environment.now() - this.#heardAt;
      // A clock that was set back says nothing of how long it has been.
      if (quiet >= times.quiet || quiet < 0) this.#probe(times.pong);
      else this.#watch();
    });
  }

  #probe(patience: number): void {
    this.#giveUpAfter(this.#slow ? times.quiet : patience);
    this.#link?.send(ping);
  }

  /** Lets go of the link unless something is heard in time. A wake brings the end forward; nothing puts it off. */
  #giveUpAfter(patience: number): void {
    const { environment } = this.#ports;
    const deadline = environment.now() + patience;
    if (this.#deadline > 0 && this.#deadline <= deadline) return;
    this.#deadline = deadline;
    this.#stopTimer();
    this.#stopTimer = environment.after(patience, () => {
      this.#lose();
    });
  }

  /** A frame: the desk is not quiet. */
  #stir(now: number): void {
    this.#framedAt = now;
    if (this.#quiet > times.firstSync) this.#syncAfter(times.firstSync);
  }

  #syncAfter(wait: number, quiet = wait): void {
    const { environment } = this.#ports;
    this.#quiet = quiet;
    this.#stopSync();
    this.#stopSync = environment.after(wait, () => {
      const rest = this.#framedAt + quiet - environment.now();
      if (quiet === times.firstSync && rest > 0 && rest <= quiet) {
        this.#syncAfter(rest, quiet);
        return;
      }
      this.sync();
      this.#syncAfter(Math.min(times.lastSync, quiet * 2));
    });
  }

  /** @throws Error naming both if the table does not know the move: a fault of this file. */
  #move(signal: Signal): void {
    const next = moves[this.#phase][signal];
    if (!next) throw new Error(`A connection that is ${this.#phase} cannot ${signal}`);
    this.#phase = next;
    const { status, error } = this.$state.get();
    const shown = this.#shown();
    if (shown.status !== status || shown.error !== error) this.$state.set(shown);
  }

  #shown(): ConnectionState {
    if (this.#phase === 'connected' || this.#phase === 'closed') return { status: this.#phase };
    if (this.#refusal) return { status: 'refused', error: this.#refusal };
    if (this.#tokenless) return { status: 'offline', error: 'no_token' };
    if (this.#failures >= failuresUntilOffline) return { status: 'offline', error: 'offline' };
    return { status: this.#welcomed ? 'reconnecting' : 'connecting' };
  }
}
