import type { Message } from '../domain/amendments.ts';
import type { LogEntry } from '../domain/events.ts';
import type { RequestState } from '../domain/request.ts';
import { noNotifications } from '../domain/staff.ts';
import type { Cause, StoredFile, StoredRequest, StoredTechnician } from '../server/core/store.ts';

/** What the store contract fills a store with. */

/** A 128-bit key that says which request of a test it is. */
export function key(n: number): string {
  return n.toString(16).padStart(32, '0');
}

export const cause: Cause = { principal: 'p', side: 'customer', lane: key(99), n: 1 };

export function request(n: number, change: Partial<RequestState> = {}, owner = 'owner', ip = '192.0.2.1'): StoredRequest {
  const state: RequestState = {
    key: key(n),
    number: n,
    company: 'acme',
    status: 'new',
    chat: 'waiting',
    customer: { name: `Customer ${String(n)}`, email: 'customer@example.com' },
    description: 'It does not work',
    metadata: { plan: 'free', seats: 3, trial: true },
    device: { type: 'desktop', os: 'windows', browser: 'Firefox 128' },
    technician: null,
    guests: [],
    submittedAt: 1_000 + n,
    assignedAt: null,
    waitingSince: 1_000 + n,
    completedAt: null,
    outcome: null,
    updatedAt: 1_000 + n,
    head: 1,
    ...change,
  };
  return { state, owner, ip, told: false };
}

export function technician(id: string, available: boolean): StoredTechnician {
  return { id, name: id, role: 'technician', enabled: true, available, notifications: noNotifications, leftAt: 0 };
}

export function file(n: number): StoredFile {
  return { id: key(n), name: 'a.pdf', size: 3, type: 'application/pdf', principal: 'p', side: 'customer', request: null, at: 1_000 + n };
}

/** Somebody's words as an entry of a log. */
export function message(seq: number, side: 'customer' | 'technician', change: Partial<Message> = {}): LogEntry & { readonly event: Message } {
  const author = side === 'customer' ? ({ role: side, name: 'C' } as const) : ({ role: side, id: 'anna', name: 'Anna' } as const);
  return { seq, at: seq, event: { type: 'message', author, text: `line ${String(seq)}`, ...change } };
}

/** The same once it is deleted. */
export function gone(seq: number, side: 'customer' | 'technician' = 'customer'): Message {
  return message(seq, side, { text: '', deleted: { seq: 9, at: 9 } }).event;
}
