import { ContextRoot, createContext } from '@lit/context';
import type { CustomerClient, TechnicianClient } from '../client/client.ts';
import type { Role } from '../domain/request.ts';

export type AnyClient = CustomerClient | TechnicianClient;

/** The client of the nearest support-provider. `Symbol.for`, so that several copies of this module agree. */
export const clientContext = createContext<AnyClient | undefined>(Symbol.for('deskside.client'));

const served = new WeakSet<Document>();

/** From here on a provider that is defined after the elements inside it serves them all the same. */
export function serveLate(document: Document): void {
  if (served.has(document)) return;
  served.add(document);
  new ContextRoot().attach(document.documentElement);
}

/** A token, or how to get one. Asked again when the desk says that it has run out. */
export type Token = string | (() => Promise<string>);

/** What an element knows when it has no client but a `server` and a `company`. */
export interface Connection {
  readonly document: Document;
  readonly server: string;
  /** One for a customer; any number for a technician. */
  readonly companies: readonly string[];
  readonly role: Role;
  readonly token: Token | undefined;
  readonly storage: 'local' | 'session' | 'none';
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
