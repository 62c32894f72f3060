import { isIP } from 'node:net';
import { addressMatcher } from './address-ranges.ts';

/** Finds the address a request came from: of the socket, or what trusted proxies say of those before them. */
export type AddressReader = (peer: string | undefined, forwardedFor: string | null | undefined) => string;

/**
 * `X-Forwarded-For` grows at its end, each proxy adding whom it heard, so it is read from there and only for as long as
 * the one who wrote it is trusted: what a visitor puts in front is never reached.
 */
export function addressReader(trustedProxies: readonly string[]): AddressReader {
  const trusted = addressMatcher(trustedProxies);
  return (peer, forwardedFor) => {
    let address = plainAddress(peer ?? '');
    for (const hop of (forwardedFor ?? '').split(',').reverse()) {
      if (!trusted(address)) return address;
      const next = plainAddress(hop);
      if (next === '') return address;
      address = next;
    }
    return address;
  };
}

/** Without a port, brackets, zone and the IPv6 wrapping of an IPv4 address; empty if it is no address. */
function plainAddress(text: string): string {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/%.*$/, '');
  const address = bare.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? '' : address;
}
