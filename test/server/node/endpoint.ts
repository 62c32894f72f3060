import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

export interface ReceivedCall {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Endpoint {
  readonly url: string;
  readonly calls: ReceivedCall[];
  /** The nth call, from 1, whether it has come or will. */
  call(n: number): Promise<ReceivedCall>;
  /** What the next calls are answered with: nothing at all for the status 0; 200 once there is no more. */
  answers: { readonly status: number; readonly headers?: Record<string, string> }[];
}

/** Somewhere that takes HTTP on this machine: a gateway for SMS, a receiver of webhooks. */
export async function endpoint(t: Pick<TestContext, 'after'>): Promise<Endpoint> {
  const calls: ReceivedCall[] = [];
  const waiting = new Set<() => void>();
  const found: Endpoint = {
    url: '',
    calls,
    answers: [],
    call: (n) =>
      new Promise((resolve) => {
        const look = (): void => {
          const call = calls[n - 1];
          if (!call) return;
          waiting.delete(look);
          resolve(call);
        };
        waiting.add(look);
        look();
      }),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      const { status, headers = {} } = found.answers.shift() ?? { status: 200 };
      if (status > 0) response.writeHead(status, headers).end('words of the other side');
      calls.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body });
      for (const look of waiting) look();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(found, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
