import type { Role } from '../domain/request.ts';
import type { TerminalReason } from '../protocol/errors.ts';
import { SupportError } from './errors.ts';
import type { Credentials } from './transport.ts';

/** A signed token, or how to get one. Asked again when the desk says that it has run out. */
export type Token = string | (() => Promise<string>);

/** What a client shows to say who it is, and whether it can come by something newer. */
export interface Identification {
  readonly role: Role;
  /** Rejects with `no_token` if none can be had just now. */
  current(): Promise<Credentials>;
  /** Forgets what was refused. False if the next would be the same. */
  renew(reason: TerminalReason): boolean;
  /** Whether what pages before this one have left is for this one to send; it is if not said otherwise [R114]. */
  adopts?(): Promise<boolean>;
}

export interface TechnicianIdentification extends Identification {
  /** Resolves with who it is, once that is known: another one shares no lanes with this one. */
  readonly subject: Promise<string>;
}

export function technicianIdentification(token: Token): TechnicianIdentification {
  let known: Promise<string> | null = null;
  let identify: (subject: string) => void = () => {};
  const subject = new Promise<string>((resolve) => {
    identify = resolve;
  });
  return {
    role: 'technician',
    subject,
    async current() {
      const asked = (known ??= typeof token === 'string' ? Promise.resolve(token) : Promise.resolve().then(token));
      try {
        const text = await asked;
        identify(subjectOf(text));
        return { role: 'technician', token: text };
      } catch (cause) {
        if (known === asked) known = null;
        throw new SupportError('no_token', {}, cause);
      }
    },
    renew(reason) {
      if (reason !== 'unauthorised') return false;
      known = null;
      return typeof token === 'function';
    },
  };
}

/**
 * Who a token is for: the `sub` of a JWT, unverified, for it only tells one technician's lanes from another's in the same
 * browser. Of a token of another kind a short digest, which gives nothing of it away.
 */
function subjectOf(token: string): string {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims === 'object' && claims !== null && 'sub' in claims && typeof claims.sub === 'string') return `sub ${claims.sub}`;
  } catch {
    // Not a JWT.
  }
  let digest = 0;
  for (const sign of token) digest = (Math.imul(digest, 31) + (sign.codePointAt(0) ?? 0)) >>> 0;
  return `token ${digest}`;
}
