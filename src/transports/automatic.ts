import type { Link, Transport } from '../client/transport.ts';
import { brokenLink } from '../protocol/errors.ts';
import { deskServer } from './desk-server.ts';
import { webSocketTransport } from './websocket.ts';

/** How long a WebSocket may take to open. Milliseconds: three round trips of a slow network, and time to go another way. */
const patience = 7_000;

/** Tries that may fail once one has opened: a server that restarts is no network that blocks. */
const forgiven = 3;

/** Servers that HTTP has reached and no WebSocket, for as long as the page lives. */
const blocked = new Set<string>();

/**
 * WebSocket, and HTTP where it is blocked: where none opens although the server can be reached. What was found out holds
 * for the page. The part for HTTP is loaded when it is needed.
 *
 * @param server its address, as `webSocketTransport` takes it.
 * @throws TypeError if the address is none.
 */
export function automaticTransport(server: string): Transport {
  const sockets = webSocketTransport(server);
  const { origin } = sockets;
  let left = 0;
  let worked = false;
  return {
    ...sockets,
    connect(company, events) {
      let link: Link | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let over = false;
      const fallBack = () => {
        link?.close();
        const lost = () => {
          if (!over) events.closed(brokenLink);
        };
        import('./http-link.ts').then(({ openHttpLink }) => {
          if (over) return;
          link = openHttpLink(deskServer(server).route(company, 'frames'), {
            ...events,
            opened() {
              // Where one has opened before, it is tried again next time: the network may be another then.
              if (!worked) blocked.add(origin);
              events.opened();
            },
          });
        }, lost);
      };
      if (blocked.has(origin)) fallBack();
      else {
        let open = false;
        timer = setTimeout(() => {
          if (left-- < 1) fallBack();
        }, patience);
        link = sockets.connect(company, {
          ...events,
          opened() {
            clearTimeout(timer);
            left = forgiven;
            worked = open = true;
            events.opened();
          },
          closed(code) {
            clearTimeout(timer);
            if (open || left-- > 0) events.closed(code);
            else fallBack();
          },
        });
      }
      return {
        send(text) {
          link?.send(text);
        },
        close() {
          over = true;
          clearTimeout(timer);
          link?.close();
        },
      };
    },
  };
}
