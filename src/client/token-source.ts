import type { Token } from './credentials.ts';
import { SupportError } from './errors.ts';

/** Where a customer's token comes from, and the one that is used until it is refused. */
export class TokenSource {
  readonly token: Token;
  #known: Promise<string> | null = null;

  constructor(token: Token) {
    this.token = token;
  }

  /** Rejects with `no_token` if it cannot be had just now. */
  async ask(): Promise<string> {
    const { token } = this;
    const asked = (this.#known ??= typeof token === 'string' ? Promise.resolve(token) : Promise.resolve().then(token));
    try {
      const text: unknown = await asked;
      if (typeof text === 'string' && text !== '') return text;
      throw new Error('What gives the token has given no text');
    } catch (cause) {
      if (this.#known === asked) this.#known = null;
      throw new SupportError('no_token', {}, cause);
    }
  }

  /** Forgets what was refused. False if the next would be the same. */
  renew(): boolean {
    this.#known = null;
    return typeof this.token === 'function';
  }
}

/** The customer whom a token names, unverified: issuer and subject of a JWT. Of a token of another kind the desk alone can tell [R110]. */
export function customerOf(token: string): string {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0));
    const { sub, iss } = Object(JSON.parse(new TextDecoder().decode(bytes))) as Readonly<Record<string, unknown>>;
    if (typeof sub === 'string') return JSON.stringify([typeof iss === 'string' ? iss : '', sub]);
  } catch {
    // Not a JWT.
  }
  return 'somebody';
}
