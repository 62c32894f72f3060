import type { RequestEvent } from './events.ts';

/** What of a request can be unread, and how far it is counted. */

/** Unread entries of one request are counted up to this number, which stands for more [R106]. */
export const mostUnread = 99;

/** Whether an event is somebody's words or file: what the other side may have unread. */
export function isSpoken(event: RequestEvent): event is Extract<RequestEvent, { type: 'message' | 'file' }> {
  return event.type === 'file' || (event.type === 'message' && !event.deleted);
}
