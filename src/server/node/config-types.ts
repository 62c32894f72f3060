import type { CannedReply } from '../../domain/replies.ts';
import type { WebhookEvent } from '../core/deliveries.ts';

// What each key of the configuration means, its unit and its default, for editors and for the reference. The rules that it is checked
// by stand in config-schema.ts; a test holds both to the same shape.

/** The configuration as it is written. docs/server.md explains it at length. */
export interface ServerConfig {
  /** For editors: `./node_modules/deskside/docs/deskside.schema.json`. */
  readonly $schema?: string | undefined;
  /** One desk each, by the id that stands in addresses and in a token's `aud`: 1 to 63 of `a-z`, `0-9` and `-`. At least one. */
  readonly companies: Readonly<Record<string, CompanyConfig>>;
  /**
   * What technicians' and customers' tokens are verified with, by the `kid` of their header. Without one nobody can sign in.
   * @defaultValue `{}`
   */
  readonly signingKeys?: Readonly<Record<string, SigningKey>> | undefined;
  /**
   * **Seconds** by which the clock of whoever signs tokens may differ from this server's; at most 600.
   * @defaultValue `60`
   */
  readonly clockSkew?: number | undefined;
  /**
   * Pages of which origins may talk to this server, beside those of its own host. `*` for all.
   * @defaultValue `[]`
   */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * Addresses or ranges (`10.0.0.0/8`) whose `X-Forwarded-For` is believed.
   * @defaultValue `[]`
   */
  readonly trustedProxies?: readonly string[] | undefined;
  /** The folder for desks, files and the key of download addresses. */
  readonly data: string;
  /**
   * What all routes begin with, if the server has only a part of its host. Begins and ends with `/`.
   * @defaultValue `'/'`
   */
  readonly prefix?: string | undefined;
  /** Where `deskside serve` listens; an own app listens itself. */
  readonly listen?: ListenConfig | undefined;
  /** The mail server. Without it nobody gets email. */
  readonly smtp?: SmtpConfig | undefined;
  /** The HTTP gateway for SMS. Without it nobody gets any. */
  readonly sms?: SmsConfig | undefined;
  /** The ClamAV daemon that looks at each file. Without it nothing does. */
  readonly clamav?: ClamavConfig | undefined;
}

/** The part of the configuration that is one company's. */
export interface CompanyConfig {
  /** What people read. */
  readonly name: string;
  /**
   * Who is made a technician of this company if the desk does not know them yet. Whoever it knows stays as the desk
   * has them.
   * @defaultValue `[]`
   */
  readonly technicians?: readonly TechnicianConfig[] | undefined;
  /** How much may be sent and left here, and for how long a company stays live. */
  readonly limits?: LimitsConfig | undefined;
  /**
   * What is kept of a customer's address once the request is completed: `truncate` (/24, /48), `keep`, or `off`, never any of it.
   * @defaultValue `'truncate'`
   */
  readonly ip?: 'truncate' | 'keep' | 'off' | undefined;
  /**
   * Whether photos are kept without the place where they were taken.
   * @defaultValue `false`
   */
  readonly stripLocation?: boolean | undefined;
  /** The page with the portal, without `#`: emails to customers lead there. Without it there are none. */
  readonly portal?: string | undefined;
  /** The page with the Support Center, without `#`: notifications lead there. Without it there are neither emails nor SMS to technicians. */
  readonly console?: string | undefined;
  /**
   * The language of emails and SMS.
   * @defaultValue `'en'`
   */
  readonly language?: 'en' | 'de' | undefined;
  /**
   * **Minutes** within which one's own message can be edited or deleted; 0 for never, at most 10,080 (a week), fractions too.
   * @defaultValue `15`
   */
  readonly editWithin?: number | undefined;
  /**
   * Whether customers may rate the help they were given, once their request is completed.
   * @defaultValue `true`
   */
  readonly rating?: boolean | undefined;
  /** When a waiting customer is shown as waiting long, and too long. */
  readonly waits?: WaitsConfig | undefined;
  /** **Minutes** without a sign of a technician after which their console sets them Unavailable; 1 to 10,080. Never unless given. */
  readonly idleAfter?: number | undefined;
  /**
   * Canned replies, until an admin has written others: at most 100, each of another name, and 48 KiB in all.
   * @defaultValue `[]`
   */
  readonly replies?: readonly CannedReply[] | undefined;
  /**
   * Who is told of what happens, by a signed POST.
   * @defaultValue `[]`
   */
  readonly webhooks?: readonly WebhookConfig[] | undefined;
}

/** A technician with whom a company begins. */
export interface TechnicianConfig {
  /** The `sub` of this technician's tokens. */
  readonly id: string;
  /** What customers see. */
  readonly name: string;
  /**
   * An admin also changes technicians and canned replies.
   * @defaultValue `'technician'`
   */
  readonly role?: 'technician' | 'admin' | undefined;
  /**
   * Whether they begin as Available.
   * @defaultValue `false`
   */
  readonly available?: boolean | undefined;
  /** How they begin to hear of new requests; they change it themselves. */
  readonly notifications?: NotificationsConfig | undefined;
}

/** How a technician begins to hear of new requests. */
export interface NotificationsConfig {
  /** An address; that it is given means that it is wanted. */
  readonly email?: string | undefined;
  /** A number such as `+491701234567`; that it is given means that it is wanted. */
  readonly sms?: string | undefined;
  /**
   * By the browser, while a console is open.
   * @defaultValue `false`
   */
  readonly browser?: boolean | undefined;
  /**
   * By a sound, while a console is open.
   * @defaultValue `false`
   */
  readonly sound?: boolean | undefined;
}

/** How much may be sent and left at a company's desk, and for how long it stays live. */
export interface LimitsConfig {
  /**
   * **Bytes** of the largest file.
   * @defaultValue `25_000_000`
   */
  readonly maxFileSize?: number | undefined;
  /** **Bytes** of files of one customer within 24 hours. Ten times the largest file unless given. */
  readonly customerFiles?: number | undefined;
  /** **Bytes** of the files of one request. Twenty times the largest file unless given. */
  readonly requestFiles?: number | undefined;
  /** **Bytes** of all files of the company. No limit unless given. */
  readonly companyFiles?: number | undefined;
  /**
   * New requests of one address, at once and again within 24 hours; 0 for no limit.
   * @defaultValue `500`
   */
  readonly addressRequests?: number | undefined;
  /**
   * **Bytes** of commands of one address, at once and again within 24 hours; 0 for no limit.
   * @defaultValue `50_000_000`
   */
  readonly addressWords?: number | undefined;
  /**
   * **Bytes** of files of one address, at once and again within 24 hours; 0 for no limit. Unless given, twenty times
   * `customerFiles`, but at most a quarter of `companyFiles` (or one `customerFiles`, if that is more).
   */
  readonly addressFiles?: number | undefined;
  /** Commands of one participant. Ten a second and 40 at once unless given. */
  readonly rate?: RateConfig | undefined;
  /**
   * **Milliseconds** for which a company stays live after its last Available technician lost the connection; at most a day.
   * @defaultValue `120_000`
   */
  readonly grace?: number | undefined;
}

/** How many commands one participant may give. Whole numbers from 1; both or neither. */
export interface RateConfig {
  /** How many a second. */
  readonly perSecond: number;
  /** How many at once. */
  readonly burst: number;
}

/** When a wait is long. From 0 to 10,080 (a week), fractions too. */
export interface WaitsConfig {
  /**
   * **Minutes** after which a waiting customer is shown as waiting long.
   * @defaultValue `3`
   */
  readonly long?: number | undefined;
  /**
   * **Minutes** after which a waiting customer is shown as waiting too long; not less than `long`.
   * @defaultValue `10`
   */
  readonly tooLong?: number | undefined;
}

/** Somebody who is told of what happens. */
export interface WebhookConfig {
  /** What it is called in the log: 1 to 63 of letters, digits, `_`, `.` and `-`. */
  readonly id: string;
  /** Where to post to: `http` or `https`, up to 2,000 characters. */
  readonly url: string;
  /** What its signatures are made with; at least 32 bytes. */
  readonly secret: Secret;
  /** What it is told of. All that there is unless given. */
  readonly events?: readonly WebhookEvent[] | undefined;
}

/** Where `deskside serve` listens. */
export interface ListenConfig {
  /** A name or address. All addresses unless given. */
  readonly host?: string | undefined;
  /**
   * 0 takes a free one.
   * @defaultValue `8787`
   */
  readonly port?: number | undefined;
}

/** The mail server. */
export interface SmtpConfig {
  /** Its name or address. */
  readonly host: string;
  /** 465 with `secure`, else 587. */
  readonly port?: number | undefined;
  /**
   * TLS from the first byte. Without it STARTTLS is used where the server offers it, and demanded where a password goes over the line.
   * @defaultValue `false`
   */
  readonly secure?: boolean | undefined;
  /** Who signs in there; with `password`, or neither. */
  readonly user?: string | undefined;
  /** With `user`, or neither. */
  readonly password?: Secret | undefined;
  /** `support@acme.example`, or with a name, `Acme Support <support@acme.example>`. Without a name it is the company's. */
  readonly from: string;
}

/** The HTTP gateway for SMS. Its body is either `json` or `form`; `{to}` and `{text}` must both stand somewhere in its texts. */
export interface SmsConfig {
  /** The address of the gateway: `http` or `https`, up to 2,000 characters. */
  readonly url: string;
  /** @defaultValue `'POST'` */
  readonly method?: 'POST' | 'PUT' | undefined;
  /**
   * Such as `Authorization`.
   * @defaultValue `{}`
   */
  readonly headers?: Readonly<Record<string, Secret>> | undefined;
  /** The body as JSON; `{to}` and `{text}` in its texts are replaced. */
  readonly json?: Readonly<Record<string, unknown>> | undefined;
  /** The body as a form; as `json`. */
  readonly form?: Readonly<Record<string, string>> | undefined;
}

/** Where the ClamAV daemon listens: on a `socket`, or at a `host` and `port`. */
export interface ClamavConfig {
  /** The path of its socket. */
  readonly socket?: string | undefined;
  /** @defaultValue `'localhost'` */
  readonly host?: string | undefined;
  /** @defaultValue `3310` */
  readonly port?: number | undefined;
}

/** A secret: itself, or the name of the environment variable that holds it. */
export type Secret = string | { readonly env: string };

/**
 * Verifies tokens: the public half of Ed25519 (EdDSA) or RSA of at least 2,048 bits (RS256) as a JWK, or a shared secret of at
 * least 32 bytes (HS256). The key decides the algorithm.
 */
export type SigningKey =
  | { readonly secret: Secret }
  | { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string; readonly [member: string]: unknown }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string; readonly [member: string]: unknown }
  | { readonly kty: 'oct'; readonly k: string; readonly [member: string]: unknown };
