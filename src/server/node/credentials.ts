import { createHash } from 'node:crypto';
import { subscriberOf } from '../core/address.ts';
import type { DeskStore } from '../core/store.ts';
import { customerPrincipal } from '../host/token-identity.ts';
import type { TokenVerifier } from './tokens.ts';
import type { Uploader } from '../host/file-intake.ts';

/** The principal of a customer: the SHA-256 of the secret that the browser keeps. The secret itself is stored nowhere. */
export function principalOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export type CredentialVerdict = { readonly ok: true; readonly uploader: Uploader } | { readonly ok: false; readonly status: 401 | 403 };

/**
 * Reads an `Authorization` header: `Desk <secret>` of a customer, or `Bearer <token>` of a customer or a technician [R64].
 * @param address where it comes from; empty if unknown.
 */
export async function readCredentials(header: string | null | undefined, company: string, store: DeskStore, verify: TokenVerifier, address = ''): Promise<CredentialVerdict> {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (scheme === 'Desk' && /^[0-9a-f]{64}$/.test(value)) {
    const principal = principalOf(value);
    // The secret of somebody whom a token has named counts to them [R133].
    return { ok: true, uploader: { principal, side: 'customer', countedTo: store.customer(principal)?.became ?? (subscriberOf(address) || null) } };
  }
  if (scheme !== 'Bearer') return { ok: false, status: 401 };
  const claims = await verify(value, company);
  if (!claims) return { ok: false, status: 401 };
  if (claims.role === 'customer') {
    const principal = await customerPrincipal(claims, principalOf);
    return { ok: true, uploader: { principal, side: 'customer', countedTo: principal } };
  }
  if (claims.role !== 'technician' || store.technician(claims.sub)?.enabled !== true) return { ok: false, status: 403 };
  return { ok: true, uploader: { principal: claims.sub, side: 'technician' } };
}
