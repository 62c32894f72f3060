import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { tokenLength } from '../../protocol/limits.ts';
import type { TokenClaims } from '../host/peer.ts';
import { ConfigError } from './config.ts';
import type { CheckedConfig, SigningKey } from './config-schema.ts';

/** Reads a token for a company: what it says, or null if it is forged, over, or for others [R4]. */
export type TokenVerifier = (token: string, company: string) => Promise<TokenClaims | null>;

interface VerificationKey {
  readonly key: KeyObject;
  /** Pinned by the kind of key, so that no header can choose another. */
  readonly algorithm: 'EdDSA' | 'RS256' | 'HS256';
}

/** Seconds by which two clocks may differ. */
const clockTolerance = 5;

/** @throws ConfigError for a key that is well formed and yet none. */
export function tokenVerifier(signingKeys: CheckedConfig['signingKeys'], now: () => number): TokenVerifier {
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
        { audience: company, requiredClaims: ['sub', 'exp'], clockTolerance, currentDate: new Date(now()) },
      );
      const { sub, role, name, exp } = payload;
      if (!isName(sub) || !isName(role) || exp === undefined) return null;
      return { sub, role, name: isName(name) ? name.trim() : sub, expires: (exp + clockTolerance) * 1000 };
    } catch {
      // Whatever is wrong with it, its bearer is told no more than that it is no good.
      return null;
    }
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 200;
}

function verificationKey(kid: string, key: SigningKey): VerificationKey {
  try {
    if ('secret' in key) return { key: createSecretKey(Buffer.from(String(key.secret))), algorithm: 'HS256' };
    if (key.kty === 'oct') return { key: createSecretKey(Buffer.from(key.k, 'base64url')), algorithm: 'HS256' };
    return { key: createPublicKey({ key: { ...key }, format: 'jwk' }), algorithm: key.kty === 'OKP' ? 'EdDSA' : 'RS256' };
  } catch {
    throw new ConfigError([`signingKeys.${kid}: is no key of its kind`]);
  }
}

export interface TokenRequest {
  readonly kid: string;
  readonly subject: string;
  readonly name?: string;
  readonly companies: readonly string[];
  /** Seconds for which it holds. */
  readonly lifetime: number;
}

/** Signs a technician's token: for the command line, the demo and tests. A product signs where its people sign in. */
export async function signToken(key: KeyObject | Uint8Array, algorithm: 'EdDSA' | 'RS256' | 'HS256', request: TokenRequest): Promise<string> {
  return new SignJWT({ role: 'technician', ...(request.name === undefined ? {} : { name: request.name }) })
    .setProtectedHeader({ alg: algorithm, kid: request.kid, typ: 'JWT' })
    .setSubject(request.subject)
    .setAudience([...request.companies])
    .setIssuedAt()
    .setExpirationTime(`${request.lifetime}s`)
    .sign(key);
}
