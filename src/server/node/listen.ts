import { createServer, type Server } from 'node:http';
import { getRequestListener, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { openControl } from './control/control-socket.ts';
import { logToConsole } from './log.ts';
import type { SupportServer } from './server.ts';

export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** All interfaces unless given; `localhost` is both of its addresses. */
  readonly host?: string | undefined;
  /**
   * The data folder, if `deskside technician` is to reach this server while it runs. Rejects with FolderTaken if another one
   * runs over it.
   */
  readonly control?: string | undefined;
}

export interface Listening {
  /** The one that was taken, if 0 was asked for. */
  readonly port: number;
  /** Stops taking connections, then closes the server with its desks. */
  close(): Promise<void>;
}

/** Milliseconds without a byte in either direction after which an upload or a download is given up. */
const stalled = 2 * 60_000;

/** Puts a support server behind node:http. Rejects if the port cannot be had. */
export async function listen(server: SupportServer, { port, host, control }: ListenOptions): Promise<Listening> {
  const closeControl = control === undefined ? null : await openControl(control, server, logToConsole);
  const first = await open(server, port, host === 'localhost' ? '127.0.0.1' : host).catch(async (error: unknown) => {
    await closeControl?.();
    throw error;
  });
  const bound = first.address();
  const taken = typeof bound === 'object' && bound !== null ? bound.port : port;
  // Browsers try the one or the other first. Where there is no IPv6, one is enough.
  const second = host === 'localhost' ? await open(server, taken, '::1').catch(() => null) : null;
  const servers = second ? [first, second] : [first];
  return {
    port: taken,
    close: async () => {
      const stopped = servers.map((http) => new Promise<void>((resolve) => void http.close(() => resolve())));
      await closeControl?.();
      await server.close();
      for (const http of servers) http.closeAllConnections();
      await Promise.all(stopped);
    },
  };
}

async function open(server: SupportServer, port: number, host: string | undefined): Promise<Server> {
  const listener = getRequestListener((request, bindings) => server.fetch(request, { remoteAddress: remoteAddressOf(bindings) }), {
    overrideGlobalObjects: false,
    errorHandler: () => new Response(null, { status: 400 }),
  });
  const http = createServer((request, response) => void listener(request, response));
  // Long enough for a large file over a slow line; one that stalls, either way, is ended before. WebSockets have a heartbeat instead.
  http.requestTimeout = 15 * 60_000;
  http.timeout = stalled;
  http.on('upgrade', (request, socket, head) => server.upgrade(request, socket, head));
  http.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
  return http;
}

function remoteAddressOf({ incoming }: HttpBindings | Http2Bindings): string | undefined {
  return incoming.socket.remoteAddress;
}
