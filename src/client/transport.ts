import type { Role } from '../domain/request.ts';

/**
 * The pluggable seam: how frames and files get to a desk. The client owns this port; transports/ and local/ implement
 * it and pass testing/transport-contract.ts.
 */
export interface Transport {
  /** Names the server. What a browser keeps is kept apart by it, so it must be the same after a reload, and nobody else's. */
  readonly origin: string;
  /** Opens one link to a company's desk. Never throws: a link that cannot open reports `closed`. */
  connect(company: string, events: LinkEvents): Link;
  /**
   * Brings one file up, from where it had got to, and resolves with its id once it is whole and verified. Rejects with a SupportError:
   * `offline` if the network broke, `no_such_file` if nobody there knows its `place`. Going on after that is the client's business
   * (upload.ts), not the transport's.
   */
  upload(company: string, file: File, credentials: Credentials, options: UploadOptions): Promise<string>;
  /** Takes away what was sent of a file that is not shared. Where there is none, nothing is kept of what breaks off. */
  takeBack?(company: string, place: string, credentials: Credentials): Promise<void>;
  /** The public settings of a company, without a connection. Rejects with a SupportError. */
  settings(company: string): Promise<unknown>;
}

/** One try at a connection. Reconnecting is the client's business (connection.ts), not the transport's. */
export interface Link {
  /** Sends a text frame. Returning says nothing of its arrival. Without effect once closed. */
  send(text: string): void;
  /** Closes it; `closed` is not reported for one's own close. */
  close(): void;
}

export interface LinkEvents {
  opened(): void;
  message(text: string): void;
  /** The link is gone, with the WebSocket's close code or 1006. Reported once, last. */
  closed(code: number): void;
}

/** What shows who is asking, for requests outside the link. */
export interface Credentials {
  readonly role: Role;
  /** A customer's: 256 bits as hex. */
  readonly secret?: string;
  /** A technician's, or a customer's beside the secret. */
  readonly token?: string;
}

export interface UploadOptions {
  /** Where an earlier try of the same file has begun, as `began` told. */
  readonly place?: string;
  /** Told once the other side has a place for the file: from then on another try can go on there. */
  began?(place: string): void;
  /** Told of all bytes that have gone: first how many were there already. */
  sent?(bytes: number): void;
  /** Asked before each request how many bytes it may have. */
  piece?(): number;
  /** Ends this try; what has arrived stays there. */
  readonly signal?: AbortSignal;
}
