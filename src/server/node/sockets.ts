import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { closeCodes } from '../../protocol/errors.ts';
import { frameBytes } from '../../protocol/limits.ts';
import type { Accepted, Peer } from '../host/peer.ts';
import { DeskSocket } from './desk-socket.ts';

export interface SocketOptions {
  /** Everything before `desks/`. */
  readonly prefix: string;
  addressOf(request: IncomingMessage): string;
  allows(request: IncomingMessage): boolean;
  /** Takes a connection to a company's desk, or null if there is none of that name. */
  accept(company: string, peer: Peer): Accepted | null;
  /** Whether one more connection from this address is too many for now. */
  tooMany(address: string): boolean;
  onFault(error: unknown): void;
}

/** Bytes that may wait for a reader before it is let go: it reads on from the log when it comes back. */
const mostWaiting = 1024 * 1024;

/**
 * Frames of one connection in one turn of the event loop, and of one that wait for the desk; with as many it waits for the
 * others, and TCP holds up its peer.
 */
const framesPerTurn = 64;

/** Parts that one frame may come in: each keeps what was read together with it in memory until the last is there. */
const mostFragments = 256;

/** A reader is asked how much it has each time that so many more texts, or bytes of them, are on their way [R131]. */
const askedEvery = { texts: 32, bytes: 64 * 1024 };

/** Milliseconds after which a peer that answers nothing, not even its browser's pong, counts as gone. */
const heartbeat = 30_000;

/** The WebSocket connections of all desks: an upgrade becomes a peer of a desk's host, or a code that says why not. */
export class Sockets {
  readonly #options: SocketOptions;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: frameBytes, maxFragments: mostFragments, perMessageDeflate: false, clientTracking: true, WebSocket: DeskSocket });
  readonly #alive = new WeakSet<WebSocket>();
  readonly #heart: NodeJS.Timeout;
  readonly #route: RegExp;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#route = new RegExp(`^${options.prefix.replaceAll('.', '\\.')}desks/([^/?#]+)/socket(?:\\?|$)`);
    this.#heart = setInterval(() => this.#beat(), heartbeat);
    this.#heart.unref();
  }

  /** Never throws; whatever the request, the socket is answered or destroyed. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    try {
      const company = this.#route.exec(request.url ?? '')?.[1];
      if (company === undefined) return refuse(socket, '404 Not Found');
      if (!this.#options.allows(request)) return refuse(socket, '403 Forbidden');
      const address = this.#options.addressOf(request);
      if (this.#options.tooMany(address)) return refuse(socket, '429 Too Many Requests');
      this.#server.handleUpgrade(request, socket, head, (open) => this.#open(open, company, address, request.headers['user-agent'] ?? ''));
    } catch (error) {
      this.#options.onFault(error);
      socket.destroy();
    }
  }

  /** Closes all with 1001: every page comes back, to this server's successor. */
  async close(): Promise<void> {
    clearInterval(this.#heart);
    const open = [...this.#server.clients];
    const gone = open.map((socket) => new Promise<void>((resolve) => void socket.once('close', () => resolve())));
    for (const socket of open) socket.close(1001);
    const tooLate = setTimeout(() => open.forEach((socket) => socket.terminate()), 2_000);
    await Promise.all(gone);
    clearTimeout(tooLate);
    this.#server.close();
  }

  #open(socket: WebSocket, company: string, ip: string, userAgent: string): void {
    this.#alive.add(socket);
    let sent = 0;
    const asked = { texts: 0, bytes: 0 };
    /** Its browser answers a ping in the order of what it reads, with the same words: the number of texts before it. */
    const askHowMuch = (bytes: number): void => {
      asked.bytes += bytes;
      if (sent - asked.texts < askedEvery.texts && asked.bytes < askedEvery.bytes) return;
      asked.texts = sent;
      asked.bytes = 0;
      socket.ping(String(sent));
    };
    // A frame that is too long or no text ends in a close of its own; there is nothing more to do about it.
    socket.on('error', () => undefined);
    const peer: Peer = {
      ip,
      userAgent,
      send: (text) => {
        if (socket.readyState !== socket.OPEN) return;
        socket.send(text);
        sent += 1;
        if (socket.bufferedAmount > mostWaiting) this.#letGo(socket);
        else askHowMuch(Buffer.byteLength(text));
      },
      close: (code) => socket.close(code),
    };
    const listener = this.#guarded(socket, () => this.#options.accept(company, peer));
    // Accepted first, because a page cannot read why an upgrade was refused [R7].
    if (!listener) return socket.close(closeCodes.no_such_desk);
    let taken = 0;
    const nextTurn = (): void => {
      // Still at work for it, and so back here soon.
      if (listener.waiting >= framesPerTurn) return void setImmediate(nextTurn);
      taken = 0;
      if (socket.isPaused) socket.resume();
    };
    socket.on('pong', (said) => {
      this.#alive.add(socket);
      const texts = Number(said);
      if (texts <= sent) this.#guarded(socket, () => listener.arrived(texts));
    });
    socket.on('message', (data, binary) => {
      this.#alive.add(socket);
      if (taken === 0) setImmediate(nextTurn);
      if (++taken === framesPerTurn) socket.pause();
      if (binary) return socket.close(closeCodes.bad_frame);
      // What came before a close was read but not yet told may still follow it; it is no longer listened to.
      if (socket.readyState === socket.OPEN) this.#guarded(socket, () => listener.message(textOf(data)));
    });
    socket.on('close', () => this.#guarded(socket, () => listener.closed()));
  }

  /** A close frame stands in the same queue as what its reader does not take: it gets a moment, then the line is cut. */
  #letGo(socket: WebSocket): void {
    socket.close(closeCodes.too_slow);
    setTimeout(() => socket.terminate(), 5_000).unref();
  }

  #guarded<T>(socket: WebSocket, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.#options.onFault(error);
      socket.close(1011);
      return null;
    }
  }

  #beat(): void {
    for (const socket of this.#server.clients) {
      if (!this.#alive.delete(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) socket.ping();
    }
  }
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.from(data as Buffer).toString();
}

/** Let go of once it is said: a peer that never ends its side would hold the socket for ever. */
function refuse(socket: Duplex, status: string): void {
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
