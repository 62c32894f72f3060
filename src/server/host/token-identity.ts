import type { ConfirmedIdentity } from '../../domain/request.ts';
import { isEmail, straightName, textLimits } from '../../domain/text-rules.ts';
import type { HostPorts, TokenClaims } from './peer.ts';

/**
 * The principal of a customer whom a token names: hashed from a text that no secret is, so that nobody's secret can stand for
 * it. One `sub` of two issuers is two people.
 */
export function customerPrincipal({ sub, issuer = '' }: TokenClaims, hash: HostPorts['hash']): Promise<string> | string {
  return hash(JSON.stringify(['customer', issuer, sub]));
}

/** What of a customer's token is kept. A name or an address that no form would take is as good as none. */
export function confirmedIdentity({ sub, issuer, name = '', email = '' }: TokenClaims): ConfirmedIdentity {
  const called = straightName(name).slice(0, textLimits.name).replace(/[\uD800-\uDBFF]$/, '');
  return {
    id: sub,
    ...(issuer !== undefined && { issuer }),
    ...(called && { name: called }),
    ...(isEmail(email.trim()) && { email: email.trim() }),
  };
}
