import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line before a server that carries everything, both ways, one byte at a time. */
export interface SlicingProxy {
  readonly url: string;
  /** Bytes that have gone through. */
  carried(): number;
  close(): Promise<void>;
}

export async function slicingProxy(target: string): Promise<SlicingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let carried = 0;
  const slice = async (from: Socket, to: Socket): Promise<void> => {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at++) {
        carried += 1;
        to.write(chunk.subarray(at, at + 1));
        // The other side reads before the next.
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    to.end();
  };
  const server = createServer((page) => {
    const desk = connect({ host: hostname, port: Number(port) });
    for (const [socket, other] of [[page, desk], [desk, page]] as const) {
      sockets.add(socket.setNoDelay());
      socket.once('close', () => sockets.delete(socket));
      slice(socket, other).catch(() => other.destroy());
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    carried: () => carried,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
