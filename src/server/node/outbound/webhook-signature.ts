import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a receiver of webhooks knows that they come from here: an HMAC-SHA256 over the time and the body. */

/** Milliseconds by which a webhook's time may differ from the receiver's. */
const tolerance = 5 * 60_000;

/** The value of the header `Deskside-Signature`. */
export function signWebhook(secret: string, body: string, now: number): string {
  return `t=${now},v1=${mac(secret, String(now), body).toString('hex')}`;
}

/**
 * Whether a webhook was signed with this secret within the last five minutes. Call it with the body as it came, before it is parsed.
 *
 * @param secret the same as in the configuration; an empty one verifies nothing.
 * @param header the value of `Deskside-Signature`.
 * @param now milliseconds since the epoch.
 */
export function verifyWebhook(secret: string, header: string | null | undefined, body: string | Uint8Array, now: number = Date.now()): boolean {
  const parts = (header ?? '').split(',').map((part) => part.trim());
  const time = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  if (secret === '' || !/^\d{1,15}$/.test(time) || Math.abs(now - Number(time)) > tolerance) return false;
  const right = mac(secret, time, body);
  return parts.some((part) => {
    const given = Buffer.from(/^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? '', 'hex');
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

function mac(secret: string, time: string, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest();
}
