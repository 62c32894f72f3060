import type { ConfirmedLine, PendingLine } from '../../../src/client/client.ts';
import type { RequestEvent } from '../../../src/domain/events.ts';

export const customer = { role: 'customer', name: 'Kim' } as const;
export const anna = { role: 'technician', id: 'anna', name: 'Anna' } as const;
export const ben = { role: 'technician', id: 'ben', name: 'Ben' } as const;

/** 10:00 on some day; minutes are counted from there. */
export const ten = Date.UTC(2026, 10, 22, 10);

/** A line as the customer's page has it, unless `own` says otherwise. */
export function entry(seq: number, event: RequestEvent, at: number = ten, own = byCustomer(event), progress: ConfirmedLine['progress'] = 'sent'): ConfirmedLine {
  return { kind: 'entry', id: `e${seq}`, entry: { seq, at, event }, own, progress };
}

export const says = (author: typeof customer | typeof anna | typeof ben, text = 'Hello'): RequestEvent => ({ type: 'message', author, text });

export const submitted: RequestEvent = {
  type: 'submitted',
  number: 1,
  customer: { name: 'Kim', email: 'kim@example.com' },
  description: 'It does not print.',
  metadata: {},
  device: { type: 'desktop', os: 'windows', browser: 'Firefox 128' },
  chat: 'waiting',
};

export function pending(id: string, text = 'Hello', at = ten, progress: PendingLine['progress'] = 'sending'): PendingLine {
  return { kind: 'pending', id, text, at, progress, discard() {} };
}

function byCustomer(event: RequestEvent): boolean {
  return 'author' in event && event.author.role === 'customer';
}
