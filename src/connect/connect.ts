import { createCustomerClient } from '../client/customer-client.ts';
import { createTechnicianClient } from '../client/technician-client.ts';
import type { AnyClient, Connection, Connector } from '../elements/context.ts';
import { webSocketTransport } from '../transports/websocket.ts';

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

function keyOf({ server, companies, role, token, storage }: Connection): string {
  if (token !== undefined && !tokens.has(token)) tokens.set(token, tokens.size);
  return JSON.stringify([server, companies, role, storage, tokens.get(token) ?? null]);
}

function clientFor({ server, companies, role, token, storage }: Connection): AnyClient {
  const transport = webSocketTransport(server);
  if (role === 'customer') return createCustomerClient({ transport, company: companies[0] ?? '', storage });
  return createTechnicianClient({ transport, companies, token: token ?? '', storage });
}
