import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';

/** What a download address stands for. */
export interface Ticket {
  readonly company: string;
  readonly file: string;
  /** For whom it was made: their right is looked up again at every use. */
  readonly principal: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

const payload = v.tuple([v.string(), v.string(), v.string(), v.number()]);

/** Milliseconds for which a download address holds [R64]. */
export const ticketLifetime = 5 * 60_000;

/** Makes and reads tickets: what they say, and an HMAC-SHA256 over it, both in base64url. */
export function ticketOffice(key: Uint8Array): { seal(ticket: Ticket): string; open(text: string, now: number): Ticket | null } {
  const sign = (body: string): Buffer => createHmac('sha256', key).update(`ticket.${body}`).digest();
  return {
    seal({ company, file, principal, expires }) {
      const body = Buffer.from(JSON.stringify([company, file, principal, expires])).toString('base64url');
      return `${body}.${sign(body).toString('base64url')}`;
    },
    open(text, now) {
      const [body = '', signature = '', ...more] = text.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = sign(body);
      if (more.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return null;
      try {
        const [company, file, principal, expires] = v.parse(payload, JSON.parse(Buffer.from(body, 'base64url').toString()));
        return now < expires ? { company, file, principal, expires } : null;
      } catch {
        return null;
      }
    },
  };
}
