import type { LogEntry, NoteEntry } from '../domain/events.ts';
import type { CannedReply } from '../domain/replies.ts';
import type { Author, ConfirmedIdentity, Contact, Guest, RequestState, RequestStatus, ChatStatus, Technician } from '../domain/request.ts';
import type { Colleague, NotificationSettings, StaffRole } from '../domain/staff.ts';
import type { FileFault } from '../domain/file-faults.ts';
import type { FieldFault } from '../domain/text-rules.ts';
import type { Counts } from '../domain/views.ts';
import type { WaitThresholds } from '../domain/waits.ts';
import type { AskCode, RefusalCode } from './errors.ts';
import type { version } from './limits.ts';

/**
 * The frames of `desk/1`, one JSON text each: what goes from a desk to a page, and by way of page-frames.ts the other way.
 * docs/protocol.md states the rules; schemas.ts reads what comes in.
 */
export type * from './page-frames.ts';

export type Answer =
  | { readonly type: 'answer'; readonly lane: string; readonly n: number; readonly ok: true; readonly seq?: number; readonly number?: number; /** For `claim`. */ readonly key?: string }
  | ({ readonly type: 'answer'; readonly lane: string; readonly n: number; readonly ok: false } & Refusal);

export interface Refusal {
  readonly code: RefusalCode;
  /** For `invalid`: what is wrong, and where. */
  readonly faults?: readonly FieldFault[];
  /** For `someone_elses`: who has it. */
  readonly technician?: string;
  /** For `file_refused`: which rule it breaks. */
  readonly fault?: FileFault;
  /** For a transient refusal: milliseconds until it is worth trying again. */
  readonly retryAfter?: number;
}

/** What a company shows of itself; the same object over HTTP and in `welcome`. */
export interface CompanySettings {
  readonly company: string;
  readonly name: string;
  readonly live: boolean;
  /** Bytes of the largest file. */
  readonly maxFileSize: number;
  /** Milliseconds in which one's own message can be edited or deleted; 0 for never. */
  readonly editWithin: number;
  /** Whether customers are asked what they think of the help, and may say so. */
  readonly rating: boolean;
}

/** Who the desk takes this connection for. `staff` says what the company lets this technician do. */
export type Me =
  /** Name and email as a token has said them. */
  | { readonly role: 'customer'; readonly name?: string; readonly email?: string }
  | ({
      readonly role: 'technician';
      readonly staff: StaffRole;
      readonly available: boolean;
      readonly notifications: NotificationSettings;
    } & Technician);

/** What a company has set for its technicians; no customer ever gets it. */
export interface ConsoleSettings {
  readonly waits: WaitThresholds;
  /** Milliseconds without a sign of the technician after which the console sets them Unavailable; null for never. */
  readonly idleAfter: number | null;
  readonly replies: readonly CannedReply[];
  /** Ways in which this server can notify; a method that is not here cannot be chosen. */
  readonly notifies: { readonly email: boolean; readonly sms: boolean };
}

export interface Welcome {
  readonly type: 'welcome';
  readonly version: typeof version;
  readonly me: Me;
  readonly settings: CompanySettings;
  /** For technicians. */
  readonly console?: ConsoleSettings;
  /** Per lane of the hello: the last command the desk has answered. */
  readonly lanes: readonly { readonly id: string; readonly seen: number }[];
  /** Answers after those the hello has named, refusals included. */
  readonly answers: readonly Answer[];
  /** The desk's clock, milliseconds since the epoch. */
  readonly now: number;
}

/** How far one side has got: `delivered` is in its client, `read` was seen in a visible page. */
export interface Position {
  readonly delivered: number;
  readonly read: number;
}

export interface Positions {
  readonly customer: Position;
  /** The furthest of all technicians. */
  readonly technician: Position;
  /** The one of this connection's participant. */
  readonly mine: Position;
}

/** What technicians alone learn of the customer. */
export interface Source {
  /** The address they came from; empty if the company does not keep it. */
  readonly ip: string;
  /** Who a signed token says they are; not there if none has. */
  readonly identity?: ConfirmedIdentity;
}

export interface Opened {
  readonly type: 'opened';
  readonly ask: number;
  readonly key: string;
  readonly state: RequestState;
  /** Ascending. Those after `after` if they fit a page, else the newest page. */
  readonly entries: readonly LogEntry[];
  readonly positions: Positions;
  /** Words and files of the other side that the asking participant has not read; 99 stands for more. */
  readonly unread: number;
  readonly source?: Source;
}

/** Notes, ascending. Those after `after` if they fit a page, else the newest page. */
export interface NotesFrame {
  readonly type: 'notes';
  readonly ask: number;
  readonly key: string;
  readonly entries: readonly NoteEntry[];
  /** The sequence number of the last note there is; 0 for none. */
  readonly head: number;
}

export interface PageFrame {
  readonly type: 'page';
  readonly ask: number;
  readonly key: string;
  readonly entries: readonly LogEntry[];
  /** Of a page of files: whether there are others beyond it, on the side that was asked for. */
  readonly more?: boolean;
}

/** An entry of the log in which everything that was searched for stands. */
export interface Hit {
  readonly seq: number;
  readonly at: number;
  /** What was said, on one line: the part of it in which it was found. */
  readonly excerpt: string;
}

/** Newest first. */
export interface Found {
  readonly type: 'found';
  readonly ask: number;
  readonly key: string;
  readonly hits: readonly Hit[];
  /** Entries before this one have not been looked at; null if all have. */
  readonly before: number | null;
}

/** The answer to a `page` of the internal stream. */
export interface NotesPageFrame {
  readonly type: 'notes-page';
  readonly ask: number;
  readonly key: string;
  readonly entries: readonly NoteEntry[];
}

/** A live note. */
export interface NoteFrame {
  readonly type: 'note';
  readonly key: string;
  readonly entry: NoteEntry;
  readonly cause?: { readonly lane: string; readonly n: number };
}

/** The other technicians who look at a request that this page looks at, each once. */
export interface ViewersFrame {
  readonly type: 'viewers';
  readonly key: string;
  readonly technicians: readonly Technician[];
}

export interface StaffFrame {
  readonly type: 'staff';
  readonly ask: number;
  readonly technicians: readonly Colleague[];
}

/** Newest first. */
export interface EarlierFrame {
  readonly type: 'earlier';
  readonly ask: number;
  readonly rows: readonly Row[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

export interface ConsoleFrame {
  readonly type: 'console';
  readonly console: ConsoleSettings;
}

/** A live entry. `cause` is there for the participant who caused it. */
export interface EventFrame {
  readonly type: 'event';
  readonly key: string;
  readonly entry: LogEntry;
  readonly cause?: { readonly lane: string; readonly n: number };
}

export interface PositionsFrame {
  readonly type: 'positions';
  readonly key: string;
  readonly positions: Positions;
}

/** Somebody on the other side, or a colleague, writes at this moment. Off the log. */
export interface TypingFrame {
  readonly type: 'typing';
  readonly key: string;
  readonly author: Author;
}

export interface SourceFrame {
  readonly type: 'source';
  readonly key: string;
  readonly source: Source;
}

/** A request as a list shows it. */
export interface Row {
  readonly key: string;
  readonly number: number;
  readonly company: string;
  readonly status: RequestStatus;
  readonly chat: ChatStatus;
  readonly customer: Contact;
  /** The first characters of the description, on one line. */
  readonly excerpt: string;
  readonly technician: Technician | null;
  readonly guests: readonly Guest[];
  readonly submittedAt: number;
  readonly assignedAt: number | null;
  readonly waitingSince: number | null;
  readonly updatedAt: number;
  /** Entries of the other side that the asking participant has not read; 99 stands for more. */
  readonly unread: number;
}

export interface SortedRow {
  readonly row: Row;
  readonly sort: string;
}

export interface Rows {
  readonly type: 'rows';
  readonly ask: number;
  readonly rev: number;
  readonly rows: readonly SortedRow[];
  /** Whether more follow after the last of these. */
  readonly more: boolean;
  readonly counts: Counts;
}

/** One request changed: it now stands in exactly the open queries named in `in`, each with its key there. */
export interface RowFrame {
  readonly type: 'row';
  readonly rev: number;
  readonly key: string;
  readonly row: Row | null;
  readonly in: readonly { readonly ask: number; readonly sort: string }[];
  readonly counts: Counts;
}

export interface TicketFrame {
  readonly type: 'ticket';
  readonly ask: number;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
}

export interface SettingsFrame {
  readonly type: 'settings';
  readonly settings: CompanySettings;
}

export interface MeFrame {
  readonly type: 'me';
  readonly me: Me;
}

/** The answer to `sync`: what the desk has. Answers and lists that the page lacks follow or are asked for anew. */
export interface Heads {
  readonly type: 'heads';
  readonly lanes: readonly { readonly id: string; readonly seen: number }[];
  readonly streams: Readonly<Record<string, number>>;
  readonly rev: number;
}

/** The lane is not where this command thinks it is: send again from `seen + 1`. */
export interface LaneFrame {
  readonly type: 'lane';
  readonly id: string;
  readonly seen: number;
}

export interface ErrorFrame {
  readonly type: 'error';
  readonly ask: number;
  readonly code: AskCode;
}

/** The request is no longer to be seen by this connection. */
export interface GoneFrame {
  readonly type: 'gone';
  readonly key: string;
}

export type ServerFrame =
  | Welcome
  | Answer
  | Opened
  | NotesFrame
  | PageFrame
  | Found
  | NotesPageFrame
  | NoteFrame
  | ViewersFrame
  | StaffFrame
  | EarlierFrame
  | ConsoleFrame
  | EventFrame
  | PositionsFrame
  | TypingFrame
  | SourceFrame
  | Rows
  | RowFrame
  | TicketFrame
  | SettingsFrame
  | MeFrame
  | Heads
  | LaneFrame
  | ErrorFrame
  | GoneFrame;
