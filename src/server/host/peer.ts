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

/** How a peer reports; neither ever throws. */
export interface Accepted {
  message(text: string): void;
  closed(): void;
}

/** Whom a token names, once its signature, its time and its audience have been checked. */
export interface TokenClaims {
  readonly sub: string;
  readonly role: string;
  readonly name: string;
  /** When it runs out, milliseconds since the epoch; without it, never. */
  readonly expires?: number;
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
  /** A new random name for a connection. */
  randomId(): string;
  /** What went wrong in here; for a log, never for a peer. */
  onFault?(fault: unknown): void;
}
