import type { ReadableAtom } from 'nanostores';
import type { LogEntry, NoteEntry } from '../domain/events.ts';
import type { Action, Verdict } from '../domain/lifecycle.ts';
import type { CannedReply } from '../domain/replies.ts';
import type { Author, Contact, Metadata, Outcome, RequestState, Stars, Technician } from '../domain/request.ts';
import type { Column, Direction } from '../domain/sort-key.ts';
import type { Colleague, NotificationSettings, StaffChange } from '../domain/staff.ts';
import type { RequestForm } from '../domain/text-rules.ts';
import type { Counts, View } from '../domain/views.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { CompanySettings, ConsoleSettings, Hit, Me, Positions, Row, Source } from '../protocol/frames.ts';
import type { StorageChoice, StorageKind } from './environment.ts';
import type { SupportError } from './errors.ts';
import type { ConfirmedLine, Line, PendingLine } from './lines.ts';

export type * from './lines.ts';

/** What the clients give: state as stores, deeds as promises that resolve once the desk has them on disk. */

/**
 * `connected`, with an `error` while what is given has to wait all the same (`rate_limited`: too much has come from this address),
 * `connecting` before the first welcome, `reconnecting` after a loss, `offline` while the last tries have failed (with `no_token`: for want
 * of a token, which is asked for again),
 * `refused` when another try would end the same (`error` says why; after `forbidden` a right may come back), `closed` after close().
 */
export interface ConnectionState {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'refused' | 'closed';
  readonly error?: ErrorCode;
}

/** How a log reads as a text, in one language and time zone. `logWords` makes them of the words in the package. */
export interface LogWords {
  /** What stands above the log. */
  heading(request: RequestState): string;
  /** The day of an entry; it stands above the first of each. */
  day(at: number): string;
  /** What one entry says; null if it says nothing. */
  entry(entry: LogEntry): string | null;
}

export type ExportOptions = ({ readonly format: 'json' } | { readonly format: 'text'; readonly words: LogWords }) & {
  /** Told after each page how much of the log has been read, 0 to 1. */
  readonly progress?: (fraction: number) => void;
  /** Ends it: the pieces reject with its reason. */
  readonly signal?: AbortSignal;
};

/** A log as a file to keep. */
export interface LogExport {
  /** Company and number, such as `acme-7.txt`. */
  readonly name: string;
  /** Media type. */
  readonly type: string;
  /**
   * The content from its beginning, a piece for each page of the log: memory does not grow with its length. Rejects as a
   * question does when the first page cannot be had; from then on it waits for the network.
   */
  readonly pieces: AsyncIterable<string>;
}

export interface FindOptions {
  /** Only what is older than this entry. */
  readonly before?: number;
  /** 1 to 100, which it is unless given. */
  readonly limit?: number;
}

/** Before or after an entry of the log, by its sequence number. */
export type FileRange = { readonly before: number } | { readonly after: number };

/**
 * What is kept: `draft`, a new message, which it is unless given; `edit`, what is typed in the place of one that is written anew, in
 * whatever form its page writes down which.
 */
export type Drafted = 'draft' | 'edit';

/** One request from one participant's side. */
export interface Conversation {
  readonly key: string;
  readonly company: string;
  /** Null until it has been read for the first time. */
  readonly $state: ReadableAtom<RequestState | null>;
  /**
   * Ascending and without a gap, at most 200: a window of the log, which ends at the newest line unless somebody moves it. There own
   * pending lines come last.
   */
  readonly $messages: ReadableAtom<readonly Line[]>;
  /** Whether older lines can be had by loadEarlier(). */
  readonly $more: ReadableAtom<boolean>;
  /** Whether the window ends before the newest line: newer ones can be had by loadLater() or goToEnd(). */
  readonly $later: ReadableAtom<boolean>;
  /** What has come since it was opened, each time anew, wherever the window is: what was there before never is. */
  readonly $arrived: ReadableAtom<readonly ConfirmedLine[]>;
  readonly $positions: ReadableAtom<Positions>;
  /** Every action of this role with its verdict: what buttons show. */
  readonly $actions: ReadableAtom<ReadonlyMap<Action, Verdict>>;
  /** Words and files of the other side that have not been read; beyond the window the desk counts them, up to 99. */
  readonly $unread: ReadableAtom<number>;
  /** Where the customer comes from; null for customers and until it is known. */
  readonly $source: ReadableAtom<Source | null>;
  /** Who types at this moment, on the other side or, for a technician, beside one. */
  readonly $typing: ReadableAtom<readonly Author[]>;
  /** Set when it cannot be read: `not_found`, or what the connection says. */
  readonly $error: ReadableAtom<SupportError | null>;
  /**
   * Writes a message of at most 16,000 characters and 48 KiB as JSON, and moves the window to where it appears. Waits offline; resolves
   * once it is on the desk's disk. Rejects with `invalid` (empty or too long), or with the desk's refusal.
   */
  send(text: string): Promise<void>;
  /** One types a message to the other side: to be called whenever it changes. The others hear of it now and then. */
  typing(): void;
  /**
   * Writes a message of one's own anew: one of the log by the number of its entry, one that waits by its line. Waits offline; one that
   * waits itself goes out as it then is, and this resolves once that is kept.
   * Rejects with `invalid`, or with the desk's refusal: `too_late`, `not_yours`, `no_such_message`.
   */
  edit(of: number | PendingLine, text: string): Promise<void>;
  /** Deletes a message of one's own, or takes back one that waits; otherwise as {@link edit}. */
  remove(of: number | PendingLine): Promise<void>;
  /**
   * Own messages that were written later than this can be edited and deleted: milliseconds since the epoch, by the desk's clock. `Infinity`
   * where none can (`$actions` has `amend` with the reason).
   */
  readonly editableFrom: number;
  /**
   * Uploads a file and shares it: three go up at a time, others wait. Goes on by itself after a break, however often; resolves once it
   * stands in the log. Rejects with `file_refused` (`details.fault` says why), `too_large`, `no_such_file`, with `unavailable` or
   * `upload_failed` after eight tries in a row without a byte, or with `closed` when it is called off; its line in `$messages` says so too.
   */
  sendFile(file: File): Promise<void>;
  /** An address of a shared file, which holds for five minutes. Rejects with `not_found` or `offline`. */
  ticket(file: string): Promise<string>;
  /** Adds a page of older lines; of more than 200 the newest go. Rejects with `offline`. */
  loadEarlier(): Promise<void>;
  /** Adds a page of newer lines; of more than 200 the oldest go. Rejects with `offline`. */
  loadLater(): Promise<void>;
  /**
   * Moves the window to an entry, however far away, by its sequence number; without effect if it is in the window. What is asked for
   * later overrules it. Rejects with `not_found` if there is no such entry, or `offline`.
   */
  goTo(seq: number): Promise<void>;
  /** Moves the window back to the newest line. */
  goToEnd(): Promise<void>;
  /** Whether the reader is at the newest line and stays there, as is assumed: else what comes takes nothing out of the window. */
  follow(following: boolean): void;
  /**
   * Entries that share a file, wherever in the log, at most 50: the newest before an entry, or the oldest after one; ascending. `more` says
   * whether there are others beyond them. The window stays where it is. Rejects with `rate_limited` or `offline`.
   */
  files(range: FileRange): Promise<{ readonly entries: readonly LogEntry[]; readonly more?: boolean }>;
  /**
   * Looks for words in the whole log, also where it is not loaded: all of them must stand in an entry. Hits come newest first. One
   * answer has looked at a part of a long log only: then `before` says where to go on, and is null at the log's beginning. Rejects with
   * `invalid` (nothing to look for, or more than 200 characters), `rate_limited` (try again after a second) or `offline`.
   */
  find(text: string, options?: FindOptions): Promise<{ readonly hits: readonly Hit[]; readonly before: number | null }>;
  /**
   * The log as a file to keep, as it stands now: what is on its way is not in it, and notes never are, whoever asks. Its shape is in
   * docs/export.md. Waits until the request has been read; rejects with `not_found` if it cannot be.
   */
  export(options: ExportOptions): Promise<LogExport>;
  /** Says that the reader has seen everything up to this entry; counts only while the page is visible. */
  markRead(seq: number): void;
  /** Text typed and not sent, kept per request; empty for none. */
  draft(of?: Drafted): Promise<string>;
  saveDraft(text: string, of?: Drafted): Promise<void>;
  /** Calls back when another page of this browser may have kept another draft. Returns how to stop. */
  watchDraft(changed: () => void, of?: Drafted): () => void;
  /** Fails at once with `offline`; rejects with `no_chat`, for a technician also with why the chat is not theirs to end. */
  endChat(): Promise<void>;
  /** Stops hearing of it. What is pending still goes out. */
  release(): void;
}

export interface CustomerConversation extends Conversation {
  /** Completes the request with the outcome `withdrawn`. Fails at once with `offline`; rejects with `completed` if it is over already. */
  withdraw(): Promise<void>;
  /**
   * Says what one thinks of the help, once the request is completed; a later rating replaces it, and `$state` holds the last.
   * Waits offline, as a line with `stars`. Rejects with `invalid` (a comment of more than 1,000 characters) or with the desk's refusal. Where the company
   * asks for none, `$actions` has no `rate`, and it is `forbidden`.
   */
  rate(stars: Stars, comment?: string): Promise<void>;
}

/**
 * All deeds but a message, its edit and its deletion fail at once with `offline` when there is no connection, and reject with the desk's
 * refusal: a reason of the lifecycle table (`$actions` has it beforehand), `rate_limited` never, for it is waited for. A note has at most
 * 5,000 characters, else it is `invalid`.
 */
export interface TechnicianConversation extends Conversation {
  /** Makes it mine. Rejects with `not_available` if I am Unavailable, `someone_elses` (`details.technician` has the name) or `already_assigned`. */
  assign(): Promise<void>;
  /** Back to the queue, with a note for whoever takes it next. */
  unassign(note?: string): Promise<void>;
  /** To another technician, by id, with a note. Rejects with `no_such_technician`. */
  transfer(to: string, note?: string): Promise<void>;
  /** Asks a second technician into the running chat, by id. Rejects with `no_such_technician` or `join_first`. */
  invite(technician: string): Promise<void>;
  /** Joins the chat of a request that is mine, or into which I was invited. */
  joinChat(): Promise<void>;
  /** A guest goes, or declines. */
  leaveChat(): Promise<void>;
  /** Ends the chat first if one runs. */
  close(outcome?: Exclude<Outcome, 'withdrawn'>, note?: string): Promise<void>;
  /** Makes a completed request active again, as mine. Rejects with `not_available` or `not_completed`. */
  reopen(): Promise<void>;
  /** Writes a note, which no customer ever sees. */
  note(text: string): Promise<void>;
  /** A note typed and not written, kept per request apart from the message. */
  noteDraft(): Promise<string>;
  saveNoteDraft(text: string): Promise<void>;
  watchNoteDraft(changed: () => void): () => void;
  /** Notes, ascending; a window that ends at the newest. Read and kept true while somebody listens. */
  readonly $notes: ReadableAtom<readonly NoteEntry[]>;
  /** `loading` until $notes is true for the first time. */
  readonly $notesStatus: ReadableAtom<'loading' | 'ready'>;
  /** Whether older notes can be had by loadEarlierNotes(). */
  readonly $moreNotes: ReadableAtom<boolean>;
  /** Adds a page of older notes. Rejects with `offline`. */
  loadEarlierNotes(): Promise<void>;
  /** The other technicians who look at it now; kept true between {@link look} and its end. */
  readonly $viewers: ReadableAtom<readonly Technician[]>;
  /** Says to colleagues that this page shows the request, as long as somebody can see the page. Returns how to stop. */
  look(): () => void;
  /** Other requests of the same customer, newest first, at most 20, and whether there are more than these. Rejects with `not_found` or `offline`. */
  earlier(): Promise<{ readonly rows: readonly Row[]; readonly more: boolean }>;
}

/** A live query: what a list shows, kept true by the desk. */
export interface RequestList {
  readonly $rows: ReadableAtom<readonly Row[]>;
  readonly $counts: ReadableAtom<Counts>;
  /** `loading` until the first rows are there. */
  readonly $status: ReadableAtom<'loading' | 'ready'>;
  readonly $more: ReadableAtom<boolean>;
  /** `invalid` when the search cannot be done (too long); the rows of before stay. */
  readonly $error: ReadableAtom<SupportError | null>;
  readonly $query: ReadableAtom<ListSettings>;
  /** Changes view, order or both; rows stay until the new ones are there. */
  set(settings: Partial<ListSettings>): void;
  /** Adds a page of rows; without effect if `$more` is false. Rejects with `offline`. */
  loadMore(): Promise<void>;
  /** Ends the query. */
  release(): void;
}

export interface ListSettings {
  readonly view: View;
  readonly mine: boolean;
  readonly sort: Column;
  readonly direction: Direction;
  /** At most 200 characters; all of its words must be found. Empty or not there: no search. */
  readonly search?: string;
  /** Ids of the companies to show; all of the client's if not there. */
  readonly companies?: readonly string[];
}

export interface Submission extends Contact {
  /** At most 5,000 characters; the name has 200, the email address 254. Blanks around them do not count. */
  readonly description: string;
  /** What the technician should know of the page: at most 16 entries, keys of 64 and texts of 500 characters. */
  readonly metadata?: Metadata;
}

interface SupportClient {
  /** The worst of all companies' connections. */
  readonly $connection: ReadableAtom<ConnectionState>;
  /** Where this browser keeps what waits to be sent; `memory` unasked means: keep this tab open. */
  readonly $storage: ReadableAtom<StorageKind>;
  /** What it was asked to keep: with `none`, `memory` is no surprise. */
  readonly storage: StorageChoice;
  /** Ends connections. Open promises reject with `closed`; what waits in the outbox goes out next time. */
  close(): void;
}

/** Who is at a customer's client. */
export interface Visit {
  /** Goes up whenever somebody else begins: all that was shown, typed or asked before is nothing to them. */
  readonly id: number;
  /** Whether a token has named them. */
  readonly known: boolean;
}

export interface CustomerClient extends SupportClient {
  readonly role: 'customer';
  readonly company: string;
  readonly $visit: ReadableAtom<Visit>;
  /** As whom the desk takes them: name and address as far as a token says them. Null until it has said so. */
  readonly $me: ReadableAtom<Extract<Me, { role: 'customer' }> | null>;
  readonly $settings: ReadableAtom<CompanySettings | null>;
  /** The customer's own requests, most recently submitted first. */
  readonly $requests: ReadableAtom<readonly Row[]>;
  /** `loading` until $requests is true for the first time. */
  readonly $requestsStatus: ReadableAtom<'loading' | 'ready'>;
  /**
   * Resolves with the conversation when the request is on the desk's disk. Waits offline. Rejects with `invalid`: `details.faults` says
   * which fields; without any it is the metadata.
   */
  submit(form: Submission): Promise<CustomerConversation>;
  /**
   * Own open requests, most recently active first, and before them what waits to be submitted. Waits for the desk; rejects with what the
   * connection says if it is refused or closed before that.
   */
  resume(): Promise<readonly CustomerConversation[]>;
  /** Opens one of the customer's requests, at once: `$error` says `not_found` if there is none. Whoever opens it releases it. */
  request(key: string): CustomerConversation;
  /**
   * Makes this browser an owner of the request that a claim link names, and resolves with it. Waits offline. Rejects with `claim_used`, `claim_unknown`
   * or `invalid` (no code at all).
   */
  claim(code: string): Promise<CustomerConversation>;
  /** Sends another link to the request's email address, for a code that was used or is over; once in ten minutes. Rejects with `claim_unknown` or `too_soon`. */
  renewClaim(code: string): Promise<void>;
  /**
   * Says who the customer is, by a signed token or a way to get one, which is asked again when a token has run out. Their requests are there on
   * every device then, also those filed in this browser before. Another customer than the last is a {@link reset}. Null: nobody is signed
   * in, so whoever was is forgotten, and whoever never was stays.
   *
   * Resolves once it is settled whose client this is; whether the desk takes the token, `$connection` says. Rejects with `no_token` when none can
   * be had (`cause` says why): then everything stays as it was.
   */
  identify(by: { readonly token: string | (() => Promise<string>) | null }): Promise<void>;
  /**
   * Forgets whoever is here, in all pages of this browser: requests and chats are nothing to it any more, drafts and what waits to be sent
   * are gone, and promises still open reject with `reset`. Goes on with nobody. Resolves once it is so; wait for it before leaving the page.
   */
  reset(): Promise<void>;
  /** What was typed into the form and not submitted, as this browser keeps it; null if nothing was. */
  formDraft(): Promise<RequestForm | null>;
  /** Keeps what is typed; null forgets it. */
  saveFormDraft(form: RequestForm | null): Promise<void>;
}

/** A company as a technician's client sees it. */
export interface CompanyPresence {
  readonly company: string;
  readonly connection: ConnectionState;
  readonly settings: CompanySettings | null;
  readonly me: Extract<Me, { role: 'technician' }> | null;
  readonly console: ConsoleSettings | null;
}

/** What changes something at a company fails at once with `offline` when there is no connection. */
export interface TechnicianClient extends SupportClient {
  readonly role: 'technician';
  readonly $companies: ReadableAtom<readonly CompanyPresence[]>;
  /** Available if Available for any company; null until known. */
  readonly $available: ReadableAtom<boolean | null>;
  /** For all companies that let this technician in, or one. */
  setAvailable(available: boolean, company?: string): Promise<void>;
  /** A live list over all companies of this client; whoever makes it releases it. A connection has at most eight. */
  list(settings: ListSettings): RequestList;
  /** How this technician hears of new requests, for all companies or one. Rejects with `invalid` and its faults. */
  setNotifications(notifications: NotificationSettings, company?: string): Promise<void>;
  /** Who works or has worked for a company, those at work first. Rejects with `offline`. */
  colleagues(company: string): Promise<readonly Colleague[]>;
  /** Adds, renames, promotes or disables a technician. Admins only: others get `forbidden`. Rejects with `invalid` and its faults, or `last_admin`. */
  changeTechnician(company: string, change: StaffChange): Promise<void>;
  /**
   * Writes all canned replies of a company anew: at most 100, names of 60 and texts of 2,000 characters, 48 KiB in all, else `invalid`.
   * Admins only: others get `forbidden`.
   */
  setReplies(company: string, replies: readonly CannedReply[]): Promise<void>;
  /** What this technician has set for the console in this browser (view, order, sizes, shortcuts), as JSON; null if nothing. */
  preference(name: string): Promise<string | null>;
  savePreference(name: string, value: string | null): Promise<void>;
  /**
   * Calls back in exactly one of all pages of this browser that have this technician's client open and ask for it: for sounds
   * and notifications. Returns how to give it up.
   */
  asOnlyPage(begin: () => () => void): () => void;
  /** `request` is a key or a number. Opens it at once: `$error` says `not_found` if there is none. Whoever opens it releases it. */
  request(company: string, request: string | number): TechnicianConversation;
}
