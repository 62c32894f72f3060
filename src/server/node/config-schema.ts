import * as v from 'valibot';
import { isAddressRange } from './address-ranges.ts';

/** The shape of the configuration, its rules and its defaults. docs/server.md explains each; docs/deskside.schema.json is for editors. */

const text = v.pipe(v.string('must be a text'), v.trim(), v.minLength(1, 'must not be empty'), v.maxLength(200, 'must have at most 200 characters'));

const companyId = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'must be 1 to 63 of a-z, 0-9 and -, not beginning or ending with -'));

const wholeNumber = (least: number, most: number) =>
  v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(least, `must be at least ${least}`), v.maxValue(most, `must be at most ${most}`));

const flag = v.boolean('must be true or false');

const technician = v.strictObject(
  {
    /** The `sub` of this technician's tokens. */
    id: text,
    /** What customers see. */
    name: text,
    role: v.optional(v.picklist(['technician', 'admin'], 'must be technician or admin'), 'technician'),
    /** Whether they begin as Available. */
    available: v.optional(flag, false),
  },
  'must be an object',
);

const limits = v.strictObject(
  {
    /** Bytes of the largest file. 25 MB unless given. */
    maxFileSize: v.optional(wholeNumber(1, 2 ** 40)),
    /** Commands of one participant: how many a second, and how many at once. 10 and 40 unless given. */
    rate: v.optional(v.strictObject({ perSecond: wholeNumber(1, 1e9), burst: wholeNumber(1, 1e9) }, 'must be an object')),
    /** Milliseconds for which a company stays live after its last Available technician lost the connection. 2 min unless given. */
    grace: v.optional(wholeNumber(0, 86_400_000)),
  },
  'must be an object',
);

const company = v.strictObject(
  {
    /** What people read. */
    name: text,
    /**
     * Who is made a technician of this company if the desk does not know them yet. Whoever it knows stays as the desk
     * has them.
     */
    technicians: v.optional(
      v.pipe(
        v.array(technician, 'must be a list'),
        v.rawCheck(({ dataset, addIssue }) => {
          if (!dataset.typed) return;
          const list = dataset.value;
          list.forEach(({ id }, index) => {
            if (list.findIndex((other) => other.id === id) === index) return;
            addIssue({ message: 'stands there twice', path: [place(list, index), place(list[index], 'id')] });
          });
        }),
      ),
      [],
    ),
    limits: v.optional(limits, {}),
    /** What is kept of a customer's address once the request is completed; `off`: never any of it. */
    ip: v.optional(v.picklist(['truncate', 'keep', 'off'], 'must be truncate, keep or off'), 'truncate'),
  },
  'must be an object',
);

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
    v.strictObject({ secret: v.pipe(v.string('must be a text'), v.minBytes(32, 'must have at least 32 bytes')) }),
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
    /** What technicians' tokens are verified with, by the `kid` of their header. */
    signingKeys: v.optional(v.record(v.string(), signingKey, 'must be an object'), {}),
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
  },
  'must be an object',
);

/** What the configuration may look like when written. */
export type ServerConfig = v.InferInput<typeof configSchema>;
/** The configuration with its defaults in place. */
export type CheckedConfig = v.InferOutput<typeof configSchema>;
export type CompanyConfig = CheckedConfig['companies'][string];
export type SigningKey = CheckedConfig['signingKeys'][string];

function isOrigin(value: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value;
}

function place(input: unknown, key: string | number): v.IssuePathItem {
  return { type: 'unknown', origin: 'value', input, key, value: undefined };
}
