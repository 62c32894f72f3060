import type { WebhookPayload } from '../../core/deliveries.ts';
import type { CheckedWebhook } from '../config-delivery.ts';
import { unanswered, type Outcome } from './outcome.ts';
import { posted } from './posted.ts';
import { signWebhook } from './webhook-signature.ts';

/** Posts what has happened to one of a company's systems, once. Each try is signed with its own time. */
export async function postWebhook({ url, secret }: CheckedWebhook, id: number, payload: WebhookPayload, now: number, signal: AbortSignal): Promise<Outcome> {
  const body = JSON.stringify(payload);
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'deskside',
    'Deskside-Delivery': String(id),
    'Deskside-Signature': signWebhook(secret, body, now),
  };
  const answer = await posted(url, { method: 'POST', headers, body }, signal);
  if (answer.status === undefined) return unanswered(answer.why);
  if (answer.status >= 200 && answer.status < 300) return { result: 'delivered' };
  // A system that is being moved answers much; only Gone says that it will not come back.
  return { result: answer.status === 410 ? 'refused' : 'failed', why: `HTTP ${answer.status}` };
}
