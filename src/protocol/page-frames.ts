import type { CannedReply } from '../domain/replies.ts';
import type { Metadata, Outcome, Role, Stars } from '../domain/request.ts';
import type { Column, Direction } from '../domain/sort-key.ts';
import type { NotificationSettings, StaffChange } from '../domain/staff.ts';
import type { DeviceHints } from '../domain/systems.ts';
import type { View } from '../domain/views.ts';
import type { version } from './limits.ts';

/** What goes from a page to its desk. */

/** How far one lane's answers have reached the page: the desk may forget those up to `answered`. */
export interface LaneMark {
  readonly id: string;
  readonly answered: number;
}

export type { DeviceHints } from '../domain/systems.ts';

/** The first frame of every connection. A customer shows a secret, and a token if the page knows who it is; a technician a token. Neither is ever in a URL. */
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
  /** One's own message, by the number of its entry. */
  | { readonly type: 'edit'; readonly key: string; readonly of: number; readonly text: string }
  | { readonly type: 'delete'; readonly key: string; readonly of: number }
  | { readonly type: 'share-file'; readonly key: string; readonly file: string }
  | { readonly type: 'assign' | 'join-chat' | 'leave-chat' | 'end-chat' | 'withdraw' | 'reopen'; readonly key: string }
  /** Back to the queue. A `note` goes to the internal stream with it. */
  | { readonly type: 'unassign'; readonly key: string; readonly note?: string }
  | { readonly type: 'transfer'; readonly key: string; /** A technician's id. */ readonly to: string; readonly note?: string }
  | { readonly type: 'invite'; readonly key: string; readonly technician: string }
  | { readonly type: 'close'; readonly key: string; readonly outcome: Exclude<Outcome, 'withdrawn'>; readonly note?: string }
  /** A customer says what they think of the help; a later one replaces it. `comment` may be empty. */
  | { readonly type: 'rate'; readonly key: string; readonly stars: Stars; readonly comment: string }
  | { readonly type: 'note'; readonly key: string; readonly text: string }
  | { readonly type: 'set-availability'; readonly available: boolean }
  | { readonly type: 'set-notifications'; readonly notifications: NotificationSettings }
  /** Admins only. */
  | ({ readonly type: 'set-technician' } & StaffChange)
  | { readonly type: 'set-replies'; readonly replies: readonly CannedReply[] }
  /**
   * A customer comes with the code of a claim link, and becomes an owner of its request. The host puts the code's hash in
   * its place before the desk sees it.
   */
  | { readonly type: 'claim'; readonly code: string }
  /** A customer whose code was used, or is over, wants another sent to the request's email address. */
  | { readonly type: 'renew-claim'; readonly code: string };

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

/** Read the notes of a request and go on hearing of them: technicians only. `after` is the last note the page holds. */
export interface OpenNotes {
  readonly type: 'open-notes';
  readonly ask: number;
  readonly key: string;
  readonly after: number;
}

/** What this page shows now, so that colleagues see it; null if nothing, or if nobody can see the page. Technicians only. */
export interface Look {
  readonly type: 'look';
  readonly key: string | null;
}

/** Somebody writes to the other side, at this moment. Said again while they do; never answered. */
export interface TypingNews {
  readonly type: 'typing';
  readonly key: string;
}

/** Who works here: for a transfer, an invitation, the admin's list. Technicians only. */
export interface StaffAsk {
  readonly type: 'staff';
  readonly ask: number;
}

/** Other requests of the same customer: same owner or same email address. Technicians only. */
export interface EarlierAsk {
  readonly type: 'earlier';
  readonly ask: number;
  readonly key: string;
}

/** Entries of a request: the newest of those before `before`, or the oldest of those after `after`. */
export type PageAsk = {
  readonly type: 'page';
  readonly ask: number;
  readonly key: string;
  /** `internal` for notes; the log if it is not there. */
  readonly stream?: 'internal';
  /** `files`: of the log only what shares a file; not beside a `stream`. */
  readonly only?: 'files';
} & ({ readonly before: number } | { readonly after: number });

/** Where words stand in the log of a request. */
export interface Find {
  readonly type: 'find';
  readonly ask: number;
  readonly key: string;
  /** All of its words must be found (domain/finding.ts). */
  readonly text: string;
  /** Only in what is older than this entry; not there for the whole log. */
  readonly before?: number;
  /** The most hits of the answer. */
  readonly limit: number;
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
  /** Only what is found by it (domain/search.ts); not there, or without a term, for all. Technicians only. */
  readonly search?: string;
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
  /** Per open stream, the last entry the page holds: a log is named by its key, notes by `KEY/internal`. */
  readonly streams: Readonly<Record<string, number>>;
  /** The last `rev` the page has seen on this connection. */
  readonly rev: number;
}

export type ClientFrame =
  Hello | CommandFrame | Open | OpenNotes | Leave | Look | TypingNews | PageAsk | Query | Unquery | PositionFrame | TicketAsk | StaffAsk | EarlierAsk | Find | Sync;
