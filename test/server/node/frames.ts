import { once } from 'node:events';
import { WebSocket, type ClientOptions, type RawData } from 'ws';
import type { ClientFrame, Command, ServerFrame } from '../../../src/protocol/frames.ts';

type Frame<T extends ServerFrame['type']> = Extract<ServerFrame, { type: T }>;

/** A peer that speaks plain frames over a real WebSocket. */
export class FrameSocket {
  readonly received: ServerFrame[] = [];
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;
  #waiting: (() => void)[] = [];
  #n = 0;

  constructor(server: string, company: string, options: ClientOptions = {}) {
    this.#socket = new WebSocket(`${server.replace(/^http/, 'ws')}/desks/${company}/socket`, options);
    this.closed = new Promise((resolve) => this.#socket.once('close', (code) => resolve(code)));
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data) => {
      const text = textOf(data);
      if (text === 'pong') return;
      this.received.push(JSON.parse(text) as ServerFrame);
      for (const look of this.#waiting) look();
    });
  }

  async opened(): Promise<this> {
    if (this.#socket.readyState === WebSocket.CONNECTING) await once(this.#socket, 'open');
    return this;
  }

  send(frame: ClientFrame | string | Buffer): void {
    this.#socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  command(lane: string, command: Command, n = ++this.#n): Promise<Frame<'answer'>> {
    this.send({ type: 'command', lane, n, command });
    return this.next('answer', (answer) => answer.lane === lane && answer.n === n);
  }

  /** The first frame of a type that fits, whether it has come or will. Rejects if the connection ends first. */
  next<T extends ServerFrame['type']>(type: T, fits: (frame: Frame<T>) => boolean = () => true): Promise<Frame<T>> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = this.received.find((frame): frame is Frame<T> => frame.type === type && fits(frame as Frame<T>));
        if (found === undefined) return;
        this.#waiting = this.#waiting.filter((other) => other !== look);
        resolve(found);
      };
      this.#waiting.push(look);
      void this.closed.then((code) => reject(new Error(`closed with ${code} before ${type}`)));
      look();
    });
  }

  /** Cuts the line without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  async close(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

/** Text frames arrive as one buffer. */
export const textOf = (data: RawData): string => (data as Buffer).toString();

export const device = { userAgent: 'test', platform: 'test', touchPoints: 0 };

export async function customer(server: string, secret: string, company = 'acme', options: ClientOptions = {}, userAgent = device.userAgent, token?: string): Promise<FrameSocket> {
  const socket = await new FrameSocket(server, company, options).opened();
  socket.send({ type: 'hello', version: 'desk/1', role: 'customer', secret, ...(token !== undefined && { token }), device: { ...device, userAgent }, lanes: [] });
  await socket.next('welcome');
  return socket;
}

export async function technician(server: string, token: string, company = 'acme'): Promise<FrameSocket> {
  const socket = await new FrameSocket(server, company).opened();
  socket.send({ type: 'hello', version: 'desk/1', role: 'technician', token, device, lanes: [] });
  await socket.next('welcome');
  return socket;
}

/** 64 hex signs for a secret, 32 for a key, lane or file, from a word. */
export const hex = (word: string, length: 32 | 64 = 32): string => Buffer.from(word.padEnd(length / 2, '.')).toString('hex').slice(0, length);

export const submit = (key: string): Command => ({ type: 'submit', key, name: 'Kim', email: 'kim@example.com', description: 'Help', metadata: {} });
