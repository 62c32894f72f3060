import type { Link, Transport } from '../client/transport.ts';
import type { ClientFrame, Command, ServerFrame } from '../protocol/frames.ts';

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

export const testDevice = { userAgent: 'test', platform: 'test', touchPoints: 0 };

/** A peer that speaks plain frames over any transport, to see what a desk answers to exactly what was sent. */
export class FrameLink {
  readonly received: ServerFrame[] = [];
  /** The close code, once the other side has ended it. */
  readonly closed: Promise<number>;
  readonly #link: Link;
  readonly #opened: Promise<void>;
  #waiting: (() => void)[] = [];
  #pongs = 0;

  constructor(transport: Transport, company: string) {
    let opened = (): void => undefined;
    let closed = (_code: number): void => undefined;
    this.#opened = new Promise((resolve) => (opened = resolve));
    this.closed = new Promise((resolve) => (closed = resolve));
    this.#link = transport.connect(company, { opened, closed, message: (text) => this.#take(text) });
  }

  /** Says a frame, or any text at all, once the link is open. */
  async say(frame: ClientFrame | string): Promise<void> {
    await Promise.race([this.#opened, this.closed]);
    this.#link.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  async hello(who: { readonly secret: string } | { readonly token: string }, lanes: readonly { id: string; answered: number }[] = []): Promise<Frame<'welcome'>> {
    await this.say({ type: 'hello', version: 'desk/1', role: 'secret' in who ? 'customer' : 'technician', ...who, device: testDevice, lanes });
    return this.next('welcome');
  }

  async command(lane: string, n: number, command: Command): Promise<Frame<'answer'>> {
    const before = this.received.length;
    await this.say({ type: 'command', lane, n, command });
    return this.next('answer', (answer) => answer.lane === lane && answer.n === n, before);
  }

  /** Resolves once everything said so far has been heard. */
  async settled(): Promise<void> {
    const pongs = this.#pongs;
    await this.say('ping');
    await this.#until(() => this.#pongs > pongs);
  }

  /**
   * The first frame of a type that fits, whether it has come or will; of those received after the first `from`.
   * Rejects if the link is ended before.
   */
  async next<T extends ServerFrame['type']>(type: T, fits: (frame: Frame<T>) => boolean = () => true, from = 0): Promise<Frame<T>> {
    const find = (): Frame<T> | undefined => this.received.slice(from).find((frame): frame is Frame<T> => frame.type === type && fits(frame as Frame<T>));
    await this.#until(() => find() !== undefined, type);
    const found = find();
    if (!found) throw new Error(`no ${type}`);
    return found;
  }

  end(): void {
    this.#link.close();
  }

  #take(text: string): void {
    if (text === 'pong') this.#pongs++;
    else this.received.push(JSON.parse(text) as ServerFrame);
    for (const look of [...this.#waiting]) look();
  }

  #until(come: () => boolean, what = 'it'): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!come()) return;
        this.#waiting = this.#waiting.filter((other) => other !== look);
        resolve();
      };
      this.#waiting.push(look);
      void this.closed.then((code) => {
        reject(new Error(`closed with ${String(code)} before ${what} came`));
      });
      look();
    });
  }
}
