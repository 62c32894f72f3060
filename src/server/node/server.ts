import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { RateLimit } from '../core/rate.ts';
import { addressReader } from './client-address.ts';
import { checkConfig } from './config.ts';
import type { ServerConfig } from './config-schema.ts';
import { Desks } from './desks.ts';
import { keptKey } from './kept-key.ts';
import { logToConsole, type Log } from './log.ts';
import { originCheck } from './origins.ts';
import { routes } from './routes.ts';
import { Sockets } from './sockets.ts';
import { ticketOffice } from './tickets.ts';
import { tokenVerifier } from './tokens.ts';

/** deskside's server as handlers for an HTTP server of your own; it never listens itself. */
export interface SupportServer {
  /**
   * Answers everything but WebSockets. Give it the peer's address, so that it can tell who comes through a trusted proxy;
   * without it everyone counts as one.
   */
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  /** Takes the `upgrade` event of a node:http server; requests for other paths are answered 404. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends all connections (pages come back when there is a server again) and closes the desks. */
  close(): Promise<void>;
}

export interface RequestInfo {
  /** `request.socket.remoteAddress`. */
  readonly remoteAddress?: string | undefined;
}

export interface ServerSurroundings {
  /** Where the server says what it did and what went wrong; standard error unless given. Never called with secrets. */
  readonly log?: Log;
  readonly clock?: { now(): number; after(ms: number, callback: () => void): () => void };
}

/** New connections and new uploads of one address, before anybody is known: what a customer behind a shared one still needs. */
const connectionRate = { perSecond: 20, burst: 400 };
const uploadRate = { perSecond: 1, burst: 60 };

/**
 * Makes a server. Desks open when somebody first comes to them.
 *
 * @throws ConfigError naming everything that is wrong, by its path.
 */
export function createSupportServer(config: ServerConfig, surroundings: ServerSurroundings = {}): SupportServer {
  const checked = checkConfig(config);
  const { log = logToConsole, clock = realClock } = surroundings;
  const verify = tokenVerifier(checked.signingKeys, clock.now);
  const tickets = ticketOffice(keptKey(join(checked.data, 'ticket.key')));
  const addressOf = addressReader(checked.trustedProxies);
  const allows = originCheck(checked.allowedOrigins);
  const desks = new Desks({ config: checked, clock, verify, sealTicket: tickets.seal, log });
  const connections = new RateLimit(connectionRate);
  const uploads = new RateLimit(uploadRate);

  const answer = routes({
    prefix: checked.prefix,
    allows,
    verify,
    desk: (company) => desks.desk(company),
    openTicket: (text) => tickets.open(text, clock.now()),
    tooMany: (address) => uploads.take(address, clock.now()) > 0,
    onFault: (error) => log({ level: 'error', event: 'request', error }),
  });

  const sockets = new Sockets({
    prefix: checked.prefix,
    addressOf: (request) => addressOf(request.socket.remoteAddress, forwardedFor(request)),
    allows: (request) => allows(request.headers.origin, request.headers.host),
    accept: (company, peer) => desks.desk(company)?.host.accept(peer) ?? null,
    tooMany: (address) => connections.take(address, clock.now()) > 0,
    onFault: (error) => log({ level: 'error', event: 'connection', error }),
  });

  return {
    fetch: async (request, info) => {
      const address = addressOf(info?.remoteAddress, request.headers.get('x-forwarded-for'));
      return answer(request, { address });
    },
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    close: async () => {
      await sockets.close();
      desks.close();
    },
  };
}

function forwardedFor(request: IncomingMessage): string | undefined {
  const header = request.headers['x-forwarded-for'];
  return Array.isArray(header) ? header.join(',') : header;
}

const realClock = {
  now: () => Date.now(),
  after: (ms: number, callback: () => void) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
