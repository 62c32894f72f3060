import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy before a server that lets no WebSocket through, as some networks have one. */
export interface BlockingProxy {
  readonly url: string;
  /** How many upgrades were asked for. */
  upgrades(): number;
  /** Addresses of the requests that went through, with their methods. */
  readonly passed: string[];
  /** From now on each request may be broken: before it reaches the server, or after, so that its answer is lost. */
  breaking(how: (request: IncomingMessage) => 'request' | 'answer' | null): void;
  close(): Promise<void>;
}

/** @param upgrade what becomes of one: refused with 400, or never answered. */
export async function blockingProxy(target: string, upgrade: 'refused' | 'swallowed' = 'refused'): Promise<BlockingProxy> {
  const passed: string[] = [];
  const sockets = new Set<Socket>();
  let upgrades = 0;
  let how: (request: IncomingMessage) => 'request' | 'answer' | null = () => null;
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const fault = how(incoming);
    if (fault === 'request') {
      incoming.socket.destroy();
      return;
    }
    passed.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
    const forward = request(new URL(incoming.url ?? '/', target), { method: incoming.method ?? 'GET', headers: incoming.headers }, (answer) => {
      if (fault === 'answer') {
        answer.resume().once('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forward.on('error', () => incoming.socket.destroy());
    outgoing.on('close', () => forward.destroy());
    incoming.pipe(forward);
  };
  const server = createServer(pass);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (_request, socket) => {
    upgrades += 1;
    socket.on('error', () => socket.destroy());
    if (upgrade === 'refused') socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    upgrades: () => upgrades,
    passed,
    breaking: (fault) => {
      how = fault;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
