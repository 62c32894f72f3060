import type { RequestEvent } from './events.ts';

/** What of a request can be unread, how far it is counted, and where a reader begins. */

/** Unread entries of one request are counted up to this number, which stands for more [R106]. */
export const mostUnread = 99;

/** How far somebody has got to whom nothing has come yet. */
export const nothingSeen = { delivered: 0, read: 0 } as const;

/** Whether an event is somebody's words or file: what the other side may have unread. */
export function isSpoken(event: RequestEvent): event is Extract<RequestEvent, { type: 'message' | 'file' }> {
  return event.type === 'file' || (event.type === 'message' && !event.deleted);
}
