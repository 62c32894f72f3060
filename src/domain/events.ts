import type { Author, Contact, ChatStatus, Device, Metadata, Outcome, SharedFile, Technician } from './request.ts';

/**
 * What happened to a request, in the order of its log. An event is a fact: it was decided by the lifecycle table
 * before it was written, and folding it never refuses.
 *
 * Log and conversation share one dense sequence (an event without words, such as `device`, still takes its number), so
 * a gap in what a page holds is always a fault.
 */
export type RequestEvent =
  | {
      readonly type: 'submitted';
      readonly number: number;
      readonly customer: Contact;
      readonly description: string;
      readonly metadata: Metadata;
      readonly device: Device;
      /** `waiting` if the company was live at that moment, else `none`. */
      readonly chat: Extract<ChatStatus, 'waiting' | 'none'>;
    }
  | { readonly type: 'assigned'; readonly technician: Technician }
  | { readonly type: 'unassigned'; readonly technician: Technician }
  | { readonly type: 'joined'; readonly technician: Technician }
  | { readonly type: 'ended'; readonly author: Author }
  | { readonly type: 'message'; readonly author: Author; readonly text: string }
  | { readonly type: 'file'; readonly author: Author; readonly file: SharedFile }
  | { readonly type: 'device'; readonly device: Device }
  | { readonly type: 'completed'; readonly author: Author; readonly outcome: Outcome };

export type EventType = RequestEvent['type'];

/** An event in its place in the log. */
export interface LogEntry {
  /** 1, 2, 3… without a gap, per stream. */
  readonly seq: number;
  /** Milliseconds since the epoch, by the desk's clock; never goes back within a log. */
  readonly at: number;
  readonly event: RequestEvent;
}
