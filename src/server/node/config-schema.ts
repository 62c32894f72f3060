import * as v from 'valibot';
import { isAddressRange } from './address-ranges.ts';
import { company, type CompanyConfig } from './config-company.ts';
import { clamav } from './config-files.ts';
import { sms, smtp } from './config-delivery.ts';
import { secret, text, wholeNumber } from './config-values.ts';

/** The shape of the configuration, its rules and its defaults. docs/server.md explains each; docs/deskside.schema.json is for editors. */

const companyId = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z, 0-9 and -, not beginning or ending with -'));

const base64url = v.pipe(v.string('must be base64url'), v.regex(/^[A-Za-z0-9_-]+$/, 'must be base64url'));

const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const publicAlone = <T extends object>() =>
  v.check<T, string>(
    (jwk) => !privateParts.some((part) => part in jwk),
    'is a private key: give the public part, and keep this one where tokens are signed',
  );

/** Verifies tokens: the public half of Ed25519 (EdDSA) or RSA (RS256), or a shared secret (HS256). The key decides the algorithm. */
const signingKey = v.union(
  [
    v.strictObject({ secret: secret(32) }),
    v.pipe(v.looseObject({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: base64url }), publicAlone()),
    v.pipe(v.looseObject({ kty: v.literal('RSA'), n: v.pipe(base64url, v.minLength(342, 'must have at least 2048 bits')), e: base64url }), publicAlone()),
    v.looseObject({ kty: v.literal('oct'), k: v.pipe(base64url, v.minLength(43, 'must have at least 32 bytes')) }),
  ],
  'must be { "secret": … } of at least 32 bytes, or a public JWK of Ed25519 or RSA (2048 bits or more)',
);

const origin = v.pipe(
  v.string('must be a text'),
  v.check((value) => value === '*' || isOrigin(value), 'must be an origin such as https://shop.example (no path), or *'),
);

export const configSchema = v.strictObject(
  {
    $schema: v.optional(v.string()),
    /** One desk each, by the id that stands in addresses and in a token's `aud`. */
    companies: v.pipe(
      v.record(companyId, company, 'must be an object'),
      v.check((companies) => Object.keys(companies).length > 0, 'must name at least one company'),
    ),
    /** What technicians' and customers' tokens are verified with, by the `kid` of their header. */
    signingKeys: v.optional(v.record(v.string(), signingKey, 'must be an object'), {}),
    /** Seconds by which the clock of whoever signs tokens may differ from this server's. */
    clockSkew: v.optional(wholeNumber(0, 600), 60),
    /** Pages of which origins may talk to this server, beside its own. `*` for all. */
    allowedOrigins: v.optional(v.array(origin, 'must be a list'), []),
    /** Addresses or ranges (`10.0.0.0/8`) whose `X-Forwarded-For` is believed. */
    trustedProxies: v.optional(
      v.array(v.pipe(v.string('must be a text'), v.check(isAddressRange, 'must be an IP address or a range such as 10.0.0.0/8')), 'must be a list'),
      [],
    ),
    /** The folder for desks, files and the key of download addresses. */
    data: text,
    /** What all routes begin with, if the server has only a part of its host. */
    prefix: v.optional(v.pipe(v.string('must be a text'), v.regex(/^\/(?:[\w.~-]+\/)*$/, 'must begin and end with /')), '/'),
    /** Where `deskside serve` listens; an own app listens itself. */
    listen: v.optional(v.strictObject({ host: v.optional(text), port: v.optional(wholeNumber(0, 65_535)) }, 'must be an object'), {}),
    /** The mail server. Without it nobody gets email. */
    smtp: v.optional(smtp),
    /** The HTTP gateway for SMS. Without it nobody gets any. */
    sms: v.optional(sms),
    /** The ClamAV daemon that looks at each file. Without it nothing does. */
    clamav: v.optional(clamav),
  },
  'must be an object',
);

/** What the configuration may look like when written. */
export type ServerConfig = v.InferInput<typeof configSchema>;
/** The configuration with its defaults in place. */
export type CheckedConfig = v.InferOutput<typeof configSchema>;
export type { CompanyConfig };
export type SigningKey = CheckedConfig['signingKeys'][string];

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
