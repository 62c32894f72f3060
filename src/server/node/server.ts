import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { StaffChange } from '../../domain/staff.ts';
import { subscriberOf } from '../core/address.ts';
import { RateLimit } from '../core/rate.ts';
import type { ScanFile } from '../host/file-check.ts';
import type { Peer } from '../host/peer.ts';
import { clamAv } from './clamav.ts';
import { addressReader } from './client-address.ts';
import { checkConfig } from './config.ts';
import type { ServerConfig } from './config-types.ts';
import { ConnectionAllowance } from './connection-allowance.ts';
import { Desks } from './desks.ts';
import { keptKey } from './kept-key.ts';
import { logToConsole, type Log } from './log.ts';
import { originCheck } from './origins.ts';
import { smtpMail, type SendMail } from './outbound/mail.ts';
import { gatewaySms, type SendSms } from './outbound/sms.ts';
import { Posts } from './posts.ts';
import { routes } from './routes.ts';
import { Sockets } from './sockets.ts';
import { changeTechnician, listTechnicians, type DeskTechnician } from './technicians.ts';
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
  /**
   * The technicians of a company, as its desk has them.
   * @throws ChangeRefused with `no_such_desk`; what the store throws.
   */
  technicians(company: string): readonly DeskTechnician[];
  /**
   * Adds or changes a technician of a company, at once: whoever may no longer work is out of every open console when it
   * resolves. What is not named in the change stays.
   *
   * Rejects with ChangeRefused: `no_such_desk`, `invalid` (with `faults`), or `unavailable` if the store did not take it.
   */
  changeTechnician(company: string, change: StaffChange): Promise<void>;
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
  /** How mail goes out, in place of the configuration's `smtp`. */
  readonly mail?: SendMail;
  /** How SMS go out, in place of the configuration's `sms`. */
  readonly sms?: SendSms;
  /** What looks for malware in files, in place of the configuration's `clamav`. */
  readonly scan?: ScanFile;
  /** The machine's unless given: for tests. Milliseconds. */
  readonly clock?: { now(): number; after(ms: number, callback: () => void): () => void };
}

/** New uploads of one address: what a customer behind a shared one still needs. */
const uploadRate = { perSecond: 1, burst: 60 };
/** Posts of one address, by their length: those of a few thousand quiet tabs, and what many people write. */
const postRate = { perSecond: 500, burst: 5_000 };
const bytesOfPost = 4 * 1024;

/**
 * Makes a server. Desks open when somebody first comes to them.
 *
 * @throws ConfigError naming everything that is wrong, by its path.
 */
export function createSupportServer(config: ServerConfig, surroundings: ServerSurroundings = {}): SupportServer {
  const checked = checkConfig(config);
  const { log = logToConsole, clock = realClock } = surroundings;
  const verify = tokenVerifier(checked, () => clock.now());
  const tickets = ticketOffice(keptKey(join(checked.data, 'ticket.key')));
  const addressOf = addressReader(checked.trustedProxies);
  const allows = originCheck(checked.allowedOrigins);
  const ways = {
    mail: surroundings.mail ?? (checked.smtp ? smtpMail(checked.smtp) : null),
    sms: surroundings.sms ?? (checked.sms ? gatewaySms(checked.sms) : null),
  };
  const scan = surroundings.scan ?? (checked.clamav ? clamAv(checked.clamav) : null);
  const desks = new Desks({ config: checked, clock, verify, sealTicket: tickets.seal, log, scan, ways });
  void desks.wake();
  const connections = new ConnectionAllowance();
  const uploads = new RateLimit(uploadRate);
  const posted = new RateLimit(postRate);
  const accept = (company: string, peer: Peer) => {
    const desk = desks.desk(company);
    return desk && connections.counted(peer, desk.host.accept(peer));
  };
  const tooMany = (address: string) => connections.tooMany(address, clock.now());
  const posts = new Posts({ clock, accept, tooMany });

  const answer = routes({
    prefix: checked.prefix,
    allows,
    verify,
    posts,
    tooMuch: (address, bytes) => posted.take(subscriberOf(address), clock.now(), Math.max(1, Math.ceil(bytes / bytesOfPost))) > 0,
    desk: (company) => desks.desk(company),
    openTicket: (text) => tickets.open(text, clock.now()),
    tooMany: (address) => uploads.take(subscriberOf(address), clock.now()) > 0,
    onFault: (error) => log({ level: 'error', event: 'request', error }),
  });

  const sockets = new Sockets({
    prefix: checked.prefix,
    addressOf: (request) => addressOf(request.socket.remoteAddress, forwardedFor(request)),
    allows: (request) => allows(request.headers.origin, request.headers.host),
    accept,
    tooMany,
    onFault: (error) => log({ level: 'error', event: 'connection', error }),
  });

  return {
    fetch: async (request, info) => {
      const address = addressOf(info?.remoteAddress, request.headers.get('x-forwarded-for'));
      return answer(request, { address });
    },
    upgrade: (request, socket, head) => sockets.upgrade(request, socket, head),
    technicians: (company) => listTechnicians(desks.desk(company)),
    changeTechnician: (company, change) => changeTechnician(desks.desk(company), change),
    close: async () => {
      posts.close();
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
