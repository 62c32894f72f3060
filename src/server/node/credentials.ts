import { createHash } from 'node:crypto';
import type { DeskStore } from '../core/store.ts';
import { customerPrincipal } from '../host/token-identity.ts';
import type { TokenVerifier } from './tokens.ts';
import type { Uploader } from '../host/file-intake.ts';

/** The principal of a customer: the SHA-256 of the secret that the browser keeps. The secret itself is stored nowhere. */
export function principalOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export type CredentialVerdict = { readonly ok: true; readonly uploader: Uploader } | { readonly ok: false; readonly status: 401 | 403 };

/** Reads an `Authorization` header: `Desk <secret>` of a customer, or `Bearer <token>` of a customer or a technician [R64]. */
export async function readCredentials(header: string | null | undefined, company: string, store: DeskStore, verify: TokenVerifier): Promise<CredentialVerdict> {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (scheme === 'Desk' && /^[0-9a-f]{64}$/.test(value)) return { ok: true, uploader: { principal: principalOf(value), side: 'customer' } };
  if (scheme !== 'Bearer') return { ok: false, status: 401 };
  const claims = await verify(value, company);
  if (!claims) return { ok: false, status: 401 };
  if (claims.role === 'customer') return { ok: true, uploader: { principal: await customerPrincipal(claims, principalOf), side: 'customer' } };
  if (claims.role !== 'technician' || store.technician(claims.sub)?.enabled !== true) return { ok: false, status: 403 };
  return { ok: true, uploader: { principal: claims.sub, side: 'technician' } };
}
