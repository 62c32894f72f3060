import { createServer, type IncomingMessage } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { SupportServer } from './server.ts';

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** All interfaces unless given. */
  readonly host?: string | undefined;
}

export interface Listening {
  readonly port: number;
  /** Stops taking connections, then closes the server with its desks. */
  close(): Promise<void>;
}

/** Puts a support server behind a node:http server. Rejects if the port cannot be had. */
export async function listen(server: SupportServer, { port, host }: ListenOptions): Promise<Listening> {
  const http = createServer(
    getRequestListener((request, bindings) => server.fetch(request, { remoteAddress: incoming(bindings)?.socket.remoteAddress }), {
      overrideGlobalObjects: false,
      errorHandler: () => new Response(null, { status: 400 }),
    }),
  );
  // Long enough for a large file over a slow line; a stalled one is ended by the socket's own timeout.
  http.requestTimeout = 15 * 60_000;
  http.on('upgrade', (request, socket, head) => server.upgrade(request, socket, head));
  http.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const address = http.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      const stopped = new Promise<void>((resolve) => void http.close(() => resolve()));
      await server.close();
      http.closeAllConnections();
      await stopped;
    },
  };
}

function incoming(bindings: HttpBindings | object): IncomingMessage | undefined {
  return 'incoming' in bindings && 'socket' in bindings.incoming ? (bindings.incoming as IncomingMessage) : undefined;
}
