import type { LogEntry } from '../domain/events.ts';
import type { Contact, Metadata, Outcome, RequestState, RequestStatus, ChatStatus, Role, Technician } from '../domain/request.ts';
import type { Column, Direction } from '../domain/sort-key.ts';
import type { FieldFault } from '../domain/text-rules.ts';
import type { Counts, View } from '../domain/views.ts';
import type { AskCode, RefusalCode } from './errors.ts';
import type { version } from './limits.ts';

/** The frames of `desk/1`, one JSON text each. docs/protocol.md states the rules; schemas.ts reads what comes in. */

// ── From a page to its desk ─────────────────────────────────────────────────────────────────────────────────────────

/** How far one lane's answers have reached the page: the desk may forget those up to `answered`. */
export interface LaneMark {
  readonly id: string;
  readonly answered: number;
}

/** What a browser can say of the device it runs on; the desk makes names of it (domain/devices.ts). */
export interface DeviceHints {
  readonly userAgent: string;
  readonly platform: string;
  readonly touchPoints: number;
  readonly mobile?: boolean;
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
}

/** The first frame of every connection. A customer shows a secret, a technician a token; neither is ever in a URL. */
export interface Hello {
  readonly type: 'hello';
  readonly version: typeof version;
  readonly role: Role;
  readonly secret?: string;
  readonly token?: string;
  readonly device: DeviceHints;
  readonly lanes: readonly LaneMark[];
}

/** What changes something. Everything else only asks. */
export type Command =
  | { readonly type: 'submit'; readonly key: string; readonly name: string; readonly email: string; readonly description: string; readonly metadata: Metadata }
  | { readonly type: 'message'; readonly key: string; readonly text: string }
  | { readonly type: 'share-file'; readonly key: string; readonly file: string }
  | { readonly type: 'assign' | 'unassign' | 'join-chat' | 'end-chat' | 'withdraw'; readonly key: string }
  | { readonly type: 'close'; readonly key: string; readonly outcome: Exclude<Outcome, 'withdrawn'> }
  | { readonly type: 'set-availability'; readonly available: boolean };

export interface CommandFrame {
  readonly type: 'command';
  readonly lane: string;
  /** 1, 2, 3… within the lane. */
  readonly n: number;
  readonly command: Command;
}

/** Read a request and go on hearing of it. `after` is the last entry the page holds, 0 for none. */
export interface Open {
  readonly type: 'open';
  readonly ask: number;
  /** Its key, or, for a technician, its number. */
  readonly request: string | number;
  readonly after: number;
}

export interface Leave {
  readonly type: 'leave';
  readonly key: string;
}

/** Older entries of an open request: those before `before`. */
export interface PageAsk {
  readonly type: 'page';
  readonly ask: number;
  readonly key: string;
  readonly before: number;
}

/** A list that stays true. The same `ask` again replaces the query, or with `after` reads its next page. */
export interface Query {
  readonly type: 'query';
  readonly ask: number;
  readonly view: View;
  /** Only what is assigned to me (technician); a customer only ever sees own requests. */
  readonly mine: boolean;
  readonly sort: Column;
  readonly direction: Direction;
  readonly limit: number;
  readonly after?: { readonly sort: string; readonly number: number };
}

export interface Unquery {
  readonly type: 'unquery';
  readonly ask: number;
}

/** How far this participant has got in a request: latest wins, never back. */
export interface PositionFrame {
  readonly type: 'position';
  readonly key: string;
  readonly delivered: number;
  readonly read: number;
}

/** An address under which one file can be fetched for a short time. */
export interface TicketAsk {
  readonly type: 'ticket';
  readonly ask: number;
  readonly key: string;
  readonly file: string;
}

/** Compare what both sides have: a gap check alone misses a lost last frame. */
export interface Sync {
  readonly type: 'sync';
  readonly lanes: readonly LaneMark[];
  /** Per open request, the last entry the page holds. */
  readonly streams: Readonly<Record<string, number>>;
  /** The last `rev` the page has seen on this connection. */
  readonly rev: number;
}

export type ClientFrame = Hello | CommandFrame | Open | Leave | PageAsk | Query | Unquery | PositionFrame | TicketAsk | Sync;

// ── From a desk to a page ───────────────────────────────────────────────────────────────────────────────────────────

export type Answer =
  | { readonly type: 'answer'; readonly lane: string; readonly n: number; readonly ok: true; readonly seq?: number; readonly number?: number }
  | ({ readonly type: 'answer'; readonly lane: string; readonly n: number; readonly ok: false } & Refusal);

export interface Refusal {
  readonly code: RefusalCode;
  /** For `invalid`: what is wrong, and where. */
  readonly faults?: readonly FieldFault[];
  /** For `someone_elses`: who has it. */
  readonly technician?: string;
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
}

/** Who the desk takes this connection for. */
export type Me = { readonly role: 'customer' } | ({ readonly role: 'technician'; readonly available: boolean } & Technician);

export interface Welcome {
  readonly type: 'welcome';
  readonly version: typeof version;
  readonly me: Me;
  readonly settings: CompanySettings;
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

/** The address a customer came from; technicians alone see it. Empty if the company does not keep it. */
export interface Source {
  readonly ip: string;
}

export interface Opened {
  readonly type: 'opened';
  readonly ask: number;
  readonly key: string;
  readonly state: RequestState;
  /** Ascending. Those after `after` if they fit a page, else the newest page. */
  readonly entries: readonly LogEntry[];
  readonly positions: Positions;
  readonly source?: Source;
}

export interface PageFrame {
  readonly type: 'page';
  readonly ask: number;
  readonly key: string;
  readonly entries: readonly LogEntry[];
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
  | PageFrame
  | EventFrame
  | PositionsFrame
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
