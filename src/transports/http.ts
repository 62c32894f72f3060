import type { Transport } from '../client/transport.ts';
import { deskServer } from './desk-server.ts';
import { openHttpLink } from './http-link.ts';

/**
 * Frames by POST and long poll, files by tus, for networks that let no WebSocket through. What the desk says is there as soon
 * as by WebSocket; each time costs a request.
 *
 * @param server its address, such as `https://desk.example`; with a path if its routes stand under a prefix. Relative to the
 * page where there is one.
 * @throws TypeError if the address is none.
 */
export function httpTransport(server: string): Transport {
  const { route, ...desk } = deskServer(server);
  return { ...desk, connect: (company, events) => openHttpLink(route(company, 'frames'), events) };
}
