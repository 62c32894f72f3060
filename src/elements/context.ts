import type { CustomerClient, TechnicianClient } from '../client/client.ts';
import type { Token } from '../client/credentials.ts';
import type { StorageChoice } from '../client/environment.ts';
import type { Role } from '../domain/request.ts';

export type AnyClient = CustomerClient | TechnicianClient;

/** The client of the nearest support-provider. `Symbol.for`, so that several copies of this module agree. */
export const clientContext = Symbol.for('deskside.client');

/** Takes a client and each that comes after it; whoever no longer wants them calls `leave`. */
export type Served = (client: AnyClient | undefined, leave?: () => void) => void;

/**
 * Asks for the client of the nearest support-provider. It is the event of the community's context protocol, so that elements of
 * other makers, and other versions of ours, can ask and serve as well.
 */
export class ContextRequestEvent extends Event {
  static readonly type = 'context-request';
  readonly context: unknown = clientContext;
  readonly subscribe: boolean = true;
  readonly contextTarget: Element;
  readonly callback: Served;
  constructor(asker: Element, callback: Served) {
    super(ContextRequestEvent.type, { bubbles: true, composed: true });
    this.contextTarget = asker;
    this.callback = callback;
  }
}

/** A support-provider is there: those inside it ask again, who had none before or one further out. */
export class ContextProviderEvent extends Event {
  static readonly type = 'context-provider';
  readonly context: unknown = clientContext;
  readonly contextTarget: Element;
  constructor(provider: Element) {
    super(ContextProviderEvent.type, { bubbles: true, composed: true });
    this.contextTarget = provider;
  }
}

/** What an element knows when it has no client but a `server` and a `company`. */
export interface Connection {
  readonly document: Document;
  readonly server: string;
  /** One for a customer; any number for a technician. */
  readonly companies: readonly string[];
  readonly role: Role;
  readonly token: Token | null | undefined;
  readonly storage: StorageChoice;
}

/** A shared client, given back with release(). */
export interface Lease {
  readonly client: AnyClient;
  release(): void;
}

/** The port by which elements get a client from attributes without ever seeing a transport; `define/` fills it in. */
export type Connector = (connection: Connection) => Lease;

let connector: Connector | undefined;

export function setConnector(connect: Connector): void {
  connector ??= connect;
}

export function currentConnector(): Connector | undefined {
  return connector;
}

declare global {
  interface DocumentEventMap {
    'context-provider': ContextProviderEvent;
  }
  interface HTMLElementEventMap {
    'context-request': ContextRequestEvent;
  }
}
