import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line before a server that breaks in the middle of what a page sends. */
export interface CuttingProxy {
  readonly url: string;
  /** Where the server is now. */
  lead(target: string): void;
  /**
   * Breaks every connection once so many more bytes have come from the page. Resolves then; whoever comes meanwhile finds nobody
   * until `mend` is called.
   */
  cutAfter(bytes: number): Promise<void>;
  mend(): void;
  close(): Promise<void>;
}

export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  let { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let left = Infinity;
  let whole = true;
  let cut: () => void = () => {};
  const breakAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((page) => {
    if (!whole) {
      page.destroy();
      return;
    }
    const desk = connect({ host: hostname, port: Number(port) });
    for (const [socket, other] of [[page, desk], [desk, page]] as const) {
      sockets.add(socket.setNoDelay());
      socket.on('error', () => other.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    desk.pipe(page);
    page.on('data', (chunk) => {
      const through = chunk.subarray(0, left);
      left -= through.length;
      const more = desk.write(through);
      if (left <= 0) {
        left = Infinity;
        whole = false;
        // What was let through is to arrive: destroying a socket throws away what it still holds.
        desk.end(() => {
          breakAll();
          cut();
        });
        page.pause();
      } else if (!more) {
        page.pause();
        desk.once('drain', () => page.resume());
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    lead: (other) => {
      ({ hostname, port } = new URL(other));
    },
    cutAfter: (bytes) => {
      left = bytes;
      return new Promise((resolve) => {
        cut = resolve;
      });
    },
    mend: () => {
      whole = true;
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      breakAll();
      await closed;
    },
  };
}
