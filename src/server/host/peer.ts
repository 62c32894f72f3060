import type { Delivery, DeliveryResult } from '../core/deliveries.ts';

/** One connection, as the host sees it: what the WebSocket, the page or the simulation gives. */
export interface Peer {
  send(text: string): void;
  /** @param code the code of a WebSocket's close frame. */
  close(code: number): void;
  /** The address it comes from; empty if there is none. */
  readonly ip: string;
  /** The User-Agent of its upgrade; empty if there is none. */
  readonly userAgent: string;
}

/** How a peer reports; nothing here ever throws. */
export interface Accepted {
  message(text: string): void;
  /** The first so many of all texts that it was sent have come to the other side [R131]. */
  arrived(texts: number): void;
  closed(): void;
  /** How many of its frames the desk has not taken yet: a peer that brings many is to be read no further for now. */
  readonly waiting: number;
}

/** Whom a token names, once its signature, its time and its audience have been checked. */
export interface TokenClaims {
  readonly sub: string;
  readonly role: string;
  /** Who vouches for a customer: another one's `sub` is another customer. */
  readonly issuer?: string;
  /** Without one a technician goes by `sub`, and a customer is asked. */
  readonly name?: string;
  readonly email?: string;
  /** When it runs out, milliseconds since the epoch; without it, never. */
  readonly expires?: number;
}

/** Carries out what leaves the house: one try each, the desk knows when to try again. */
export interface Courier {
  /**
   * Never rejects.
   * @param makeClaim makes the code of a claim link and resolves with it once its hash is on disk, or with null if it could
   * not be kept: then nothing may go out.
   */
  deliver(delivery: Delivery, makeClaim: () => Promise<string | null>): Promise<DeliveryResult>;
}

/** What a host does for a desk that a desk cannot do. */
export interface HostPorts {
  readonly clock: {
    /** Milliseconds since the epoch. */
    now(): number;
    /** Calls back once after `ms`; returns how to call it off. */
    after(ms: number, callback: () => void): () => void;
  };
  /** Runs `flush` soon: what comes in until then shares a transaction. */
  schedule(flush: () => void): void;
  /** SHA-256 as lower-case hex. */
  hash(secret: string): Promise<string> | string;
  /** Null if the token is forged, over, or not for this company. */
  verifyToken(token: string, company: string): Promise<TokenClaims | null>;
  signTicket(object: {
    readonly file: string;
    readonly principal: string;
  }): Promise<{ readonly url: string; readonly expires: number }>;
  /** Without one, what is due waits. */
  readonly courier?: Courier;
  /** A new random name: 128 bits, hex. Two of them make the code of a claim link. */
  randomId(): string;
  /** What went wrong in here; for a log, never for a peer. */
  onFault?(fault: unknown): void;
}
