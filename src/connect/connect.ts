import type { Transport } from '../client/transport.ts';
import type { Role } from '../domain/request.ts';
import type { AnyClient, Connection, Connector } from '../elements/context.ts';
import { automaticTransport } from '../transports/automatic.ts';

/** Makes a client of one role. */
export type ClientMaker = (connection: Connection, transport: Transport) => AnyClient;

/** Only of the roles that this page's elements have: a customer's page carries nothing of a technician's. */
const makers = new Map<Role, ClientMaker>();

export function addMaker(role: Role, make: ClientMaker): void {
  makers.set(role, make);
}

interface Shared {
  readonly client: AnyClient;
  holders: number;
}

/** How long a client outlives its last element: one that is moved in the page must not reconnect. Milliseconds. */
const grace = 1_000;

const documents = new WeakMap<Document, Map<string, Shared>>();
/** Tokens have no text that could tell them apart: functions are compared as what they are. */
const tokens = new Map<unknown, number>();

/** One client per document, server, company and role, shared by all elements that ask for it. */
export const connect: Connector = (connection) => {
  const shared = sharedBy(connection.document);
  const key = keyOf(connection);
  const known = shared.get(key) ?? { client: clientFor(connection), holders: 0 };
  shared.set(key, known);
  known.holders += 1;
  let held = true;
  return {
    client: known.client,
    release() {
      if (!held) return;
      held = false;
      known.holders -= 1;
      setTimeout(() => {
        if (known.holders > 0 || shared.get(key) !== known) return;
        shared.delete(key);
        known.client.close();
      }, grace);
    },
  };
};

function sharedBy(document: Document): Map<string, Shared> {
  const shared = documents.get(document) ?? new Map<string, Shared>();
  documents.set(document, shared);
  return shared;
}

function keyOf({ server, companies, role, token: given, storage }: Connection): string {
  // A customer is whoever uses this browser: another token is for the same client.
  const token = role === 'customer' ? undefined : given;
  if (token !== undefined && !tokens.has(token)) tokens.set(token, tokens.size);
  return JSON.stringify([server, companies, role, storage, tokens.get(token) ?? null]);
}

/** @throws Error if no module of `define/` that is here serves the role. */
function clientFor(connection: Connection): AnyClient {
  const make = makers.get(connection.role);
  if (!make) throw new Error(`deskside: nothing here makes a ${connection.role}'s client`);
  return make(connection, automaticTransport(connection.server));
}
