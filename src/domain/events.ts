import type { Author, Contact, ChatStatus, Device, Metadata, Outcome, SharedFile, Stars, Technician } from './request.ts';

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
  /** `by`: who took it from them, if it was not they themselves (an admin, or the desk when they were disabled). */
  | { readonly type: 'unassigned'; readonly technician: Technician; readonly by?: Technician }
  /** `technician` has it now; `by` gave it away (who had it, or an admin). */
  | { readonly type: 'transferred'; readonly technician: Technician; readonly by: Technician }
  | { readonly type: 'invited'; readonly technician: Technician; readonly by: Technician }
  /** Whoever has the request, or a guest. */
  | { readonly type: 'joined'; readonly technician: Technician }
  /** A guest has gone, or has declined. */
  | { readonly type: 'left'; readonly technician: Technician }
  | { readonly type: 'ended'; readonly author: Author }
  /** `edited`, `deleted`: it reads so since that entry. What is deleted is read without its text. */
  | { readonly type: 'message'; readonly author: Author; readonly text: string; readonly edited?: Amendment; readonly deleted?: Amendment }
  /** The author has written the message of entry `of` anew. `text` is there as long as it is what that message says. */
  | { readonly type: 'edited'; readonly author: Author; readonly of: number; readonly text?: string }
  /** The author has taken back the message of entry `of`. */
  | { readonly type: 'deleted'; readonly author: Author; readonly of: number }
  | { readonly type: 'file'; readonly author: Author; readonly file: SharedFile }
  | { readonly type: 'device'; readonly device: Device }
  | { readonly type: 'completed'; readonly author: Author; readonly outcome: Outcome }
  | { readonly type: 'reopened'; readonly technician: Technician }
  /** A customer has said what they think of the help; a later one replaces it. `comment` may be empty. */
  | { readonly type: 'rated'; readonly author: Author; readonly stars: Stars; readonly comment: string };

export type EventType = RequestEvent['type'];

/** What has changed a message: the sequence number and the time of that entry. */
export interface Amendment {
  readonly seq: number;
  readonly at: number;
}

/** With which deed a note was written; without one, by itself. */
export const noteOccasions = ['transfer', 'unassign', 'close'] as const;
export type NoteOccasion = (typeof noteOccasions)[number];

/** What technicians write among themselves, on a stream of its own that no customer can ever read. */
export interface NoteEvent {
  readonly type: 'note';
  readonly author: Technician;
  readonly text: string;
  readonly about?: NoteOccasion;
}

/** The streams of a request: the log that both sides read, and the technicians' own. */
export type Stream = 'request' | 'internal';

/** A note in its place in the internal stream. */
export interface NoteEntry {
  /** 1, 2, 3… without a gap, apart from the log's. */
  readonly seq: number;
  /** Milliseconds since the epoch, by the desk's clock; never goes back within the stream. */
  readonly at: number;
  readonly event: NoteEvent;
}

/** An event in its place in the log. */
export interface LogEntry {
  /** 1, 2, 3… without a gap, per stream. */
  readonly seq: number;
  /** Milliseconds since the epoch, by the desk's clock; never goes back within a log. */
  readonly at: number;
  readonly event: RequestEvent;
}
