import type { Link, LinkEvents, Transport } from '../client/transport.ts';
import { brokenLink } from '../protocol/errors.ts';
import { deskServer } from './desk-server.ts';

/**
 * Frames over a WebSocket, files by tus, both at one server.
 *
 * @param server its address, such as `https://desk.example`; with a path if its routes stand under a prefix. Relative to the
 * page where there is one.
 * @throws TypeError if the address is none.
 */
export function webSocketTransport(server: string): Transport {
  const { route, ...desk } = deskServer(server);
  return {
    ...desk,
    connect(company, events) {
      const address = route(company, 'socket');
      address.protocol = address.protocol.replace('http', 'ws');
      return openLink(address, events);
    },
  };
}

/** One try. */
function openLink(address: URL, events: LinkEvents): Link {
  let socket: WebSocket;
  try {
    socket = new WebSocket(address);
  } catch {
    // A secure page may not open an insecure socket, and a policy may forbid this one.
    let listening = true;
    queueMicrotask(() => {
      if (listening) events.closed(brokenLink);
    });
    return {
      send() {},
      close() {
        listening = false;
      },
    };
  }
  const ended = new AbortController();
  const { signal } = ended;
  socket.addEventListener('open', events.opened, { signal });
  socket.addEventListener(
    'message',
    ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') events.message(data);
    },
    { signal },
  );
  socket.addEventListener(
    'close',
    ({ code }) => {
      ended.abort();
      events.closed(code);
    },
    { signal },
  );
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      ended.abort();
      socket.close();
    },
  };
}
