import * as v from 'valibot';
import { isAddressRange } from './address-ranges.ts';
import { company } from './config-company.ts';
import { clamav } from './config-files.ts';
import { sms, smtp } from './config-delivery.ts';
import { secret, text, wholeNumber } from './config-values.ts';

/**
 * The rules of the configuration and its defaults. What each key means stands in config-types.ts; docs/server.md explains it, and
 * docs/deskside.schema.json is for editors.
 */

const companyId = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z, 0-9 and -, not beginning or ending with -'));

const base64url = v.pipe(v.string('must be base64url'), v.regex(/^[A-Za-z0-9_-]+$/, 'must be base64url'));

const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const publicAlone = <T extends object>() =>
  v.check<T, string>(
    (jwk) => !privateParts.some((part) => part in jwk),
    'is a private key: give the public part, and keep this one where tokens are signed',
  );

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
    companies: v.pipe(
      v.record(companyId, company, 'must be an object'),
      v.check((companies) => Object.keys(companies).length > 0, 'must name at least one company'),
    ),
    signingKeys: v.optional(v.record(v.string(), signingKey, 'must be an object'), {}),
    clockSkew: v.optional(wholeNumber(0, 600), 60),
    allowedOrigins: v.optional(v.array(origin, 'must be a list'), []),
    trustedProxies: v.optional(
      v.array(v.pipe(v.string('must be a text'), v.check(isAddressRange, 'must be an IP address or a range such as 10.0.0.0/8')), 'must be a list'),
      [],
    ),
    data: text,
    prefix: v.optional(v.pipe(v.string('must be a text'), v.regex(/^\/(?:[\w.~-]+\/)*$/, 'must begin and end with /')), '/'),
    listen: v.optional(v.strictObject({ host: v.optional(text), port: v.optional(wholeNumber(0, 65_535)) }, 'must be an object'), {}),
    smtp: v.optional(smtp),
    sms: v.optional(sms),
    clamav: v.optional(clamav),
  },
  'must be an object',
);

/** The configuration with its defaults and the secrets of the environment in place. It is taken wherever one that is written is. */
export interface CheckedConfig extends v.InferOutput<typeof configSchema> {
  /** The folder for desks, files and the key of download addresses. */
  readonly data: string;
}
export type CheckedKey = CheckedConfig['signingKeys'][string];

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}
