import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Role } from '../../domain/request.ts';
import { tokenLength } from '../../protocol/limits.ts';
import type { TokenClaims } from '../host/peer.ts';
import { ConfigError } from './config.ts';
import type { CheckedConfig, CheckedKey } from './config-schema.ts';

/** Reads a token for a company: what it says, or null if it is forged, over, or for others [R4]. */
export type TokenVerifier = (token: string, company: string) => Promise<TokenClaims | null>;

interface VerificationKey {
  readonly key: KeyObject;
  /** Pinned by the kind of key, so that no header can choose another. */
  readonly algorithm: 'EdDSA' | 'RS256' | 'HS256';
}

/**
 * @param clockSkew seconds by which the clocks of whoever signs and of this server may differ.
 * @throws ConfigError for a key that is well formed and yet none.
 */
export function tokenVerifier({ signingKeys, clockSkew }: Pick<CheckedConfig, 'signingKeys' | 'clockSkew'>, now: () => number): TokenVerifier {
  const keys = new Map(Object.entries(signingKeys).map(([kid, key]) => [kid, verificationKey(kid, key)]));
  const single = keys.size === 1 ? [...keys.values()][0] : undefined;

  return async (token, company) => {
    if (token.length > tokenLength) return null;
    try {
      const { payload } = await jwtVerify(
        token,
        ({ kid, alg }) => {
          const found = kid === undefined ? single : keys.get(kid);
          if (found?.algorithm !== alg) throw new errors.JOSEAlgNotAllowed('no key of ours');
          return found.key;
        },
        { audience: company, requiredClaims: ['sub', 'exp'], clockTolerance: clockSkew, currentDate: new Date(now()) },
      );
      const { sub, role, iss, name, email, exp, iat = 0 } = payload;
      if (!isName(sub) || !isName(role) || exp === undefined) return null;
      // Left out, it would make one customer of two.
      if (role === 'customer' && iss !== undefined && !isName(iss)) return null;
      // What was signed tomorrow was signed by a clock that nothing can be told from.
      if (iat > now() / 1000 + clockSkew) return null;
      const expires = (exp + clockSkew) * 1000;
      return { sub, role, ...(isName(iss) && { issuer: iss }), ...(isName(name) && { name: name.trim() }), ...(typeof email === 'string' && { email }), expires };
    } catch {
      // Whatever is wrong with it, its bearer is told no more than that it is no good.
      return null;
    }
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200 && !/\p{Surrogate}/u.test(value);
}

function verificationKey(kid: string, key: CheckedKey): VerificationKey {
  try {
    if ('secret' in key) return { key: createSecretKey(Buffer.from(String(key.secret))), algorithm: 'HS256' };
    if (key.kty === 'oct') return { key: createSecretKey(Buffer.from(key.k, 'base64url')), algorithm: 'HS256' };
    return { key: createPublicKey({ key: { ...key }, format: 'jwk' }), algorithm: key.kty === 'OKP' ? 'EdDSA' : 'RS256' };
  } catch {
    throw new ConfigError([`signingKeys.${kid}: is no key of its kind`]);
  }
}

export interface TokenRequest {
  /** Names the key, as the server's configuration does. */
  readonly kid: string;
  /** `technician` unless given. */
  readonly role?: Role;
  /** The id of who it is for. */
  readonly subject: string;
  /** What people call them. */
  readonly name?: string;
  /** A customer's. */
  readonly email?: string;
  /** Who vouches for a customer, such as `shop.example`: technicians read it, and with `subject` it says who the customer is. */
  readonly issuer?: string;
  /** Ids of those it is good for. */
  readonly companies: readonly string[];
  /** Seconds for which it holds. */
  readonly lifetime: number;
}

/** Signs a technician's or a customer's token: for the command line, the demo and tests. A product signs where its people sign in. Rejects if the key is none of the algorithm's. */
export async function signToken(key: KeyObject | Uint8Array, algorithm: 'EdDSA' | 'RS256' | 'HS256', request: TokenRequest): Promise<string> {
  const { kid, role = 'technician', subject, name, email, issuer, companies, lifetime } = request;
  const claims = { role, ...(name !== undefined && { name }), ...(email !== undefined && { email }), ...(issuer !== undefined && { iss: issuer }) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
    .setSubject(subject)
    .setAudience([...companies])
    .setIssuedAt()
    .setExpirationTime(`${lifetime}s`)
    .sign(key);
}
