import type { ReadableAtom } from 'nanostores';
import type { LogEntry } from '../domain/events.ts';
import type { Action, Verdict } from '../domain/lifecycle.ts';
import type { Contact, Metadata, Outcome, RequestState } from '../domain/request.ts';
import type { Column, Direction } from '../domain/sort-key.ts';
import type { RequestForm } from '../domain/text-rules.ts';
import type { Counts, View } from '../domain/views.ts';
import type { ErrorCode } from '../protocol/errors.ts';
import type { CompanySettings, Me, Positions, Row, Source } from '../protocol/frames.ts';
import type { SupportError } from './errors.ts';

/** What the clients give: state as stores, deeds as promises that resolve once the desk has them on disk. */

/**
 * `connecting` before the first welcome, `reconnecting` after a loss, `offline` while the last tries have failed,
 * `refused` when another try would end the same (`error` says why), `closed` after close().
 */
export interface ConnectionState {
  readonly status: 'connecting' | 'connected' | 'reconnecting' | 'offline' | 'refused' | 'closed';
  readonly error?: ErrorCode;
}

/**
 * How far a message of one's own has got.
 * `sending`: kept by this browser · `sent`: on the desk's disk · `delivered`: in the other side's client · `read`: seen
 * there in a visible page · `failed`: refused for good, `error` says why.
 */
export type Progress = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

/** A line of a conversation that the desk has. */
export interface ConfirmedLine {
  readonly kind: 'entry';
  /** `e` and the sequence number: a stable key for rendering. */
  readonly id: string;
  readonly entry: LogEntry;
  /** Whether this side of the conversation wrote it (a technician: I myself). */
  readonly own: boolean;
  /** For own messages and files. */
  readonly progress: Exclude<Progress, 'sending' | 'failed'>;
}

/** A message of one's own on its way, or refused. */
export interface PendingLine {
  readonly kind: 'pending';
  readonly id: string;
  readonly text: string;
  /** When it was written, by this device's clock. */
  readonly at: number;
  readonly progress: 'sending' | 'failed';
  readonly error?: ErrorCode;
  /** Takes a failed line away. */
  discard(): void;
}

/** A file on its way up. */
export interface UploadLine {
  readonly kind: 'upload';
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly at: number;
  /** 0 to 1. */
  readonly fraction: number;
  readonly progress: 'sending' | 'failed';
  readonly error?: ErrorCode;
  /** Stops the upload, or takes a failed line away. */
  discard(): void;
  /** Tries a failed upload again. */
  retry(): void;
}

export type Line = ConfirmedLine | PendingLine | UploadLine;

/** One request from one participant's side. */
export interface Conversation {
  readonly key: string;
  readonly company: string;
  /** Null until it has been read for the first time. */
  readonly $state: ReadableAtom<RequestState | null>;
  /** Ascending, a window that ends at the newest line; own pending lines come last. */
  readonly $messages: ReadableAtom<readonly Line[]>;
  /** Whether older lines can be had by loadEarlier(). */
  readonly $more: ReadableAtom<boolean>;
  readonly $positions: ReadableAtom<Positions>;
  /** Every action of this role with its verdict: what buttons show. */
  readonly $actions: ReadableAtom<ReadonlyMap<Action, Verdict>>;
  /** Entries of the other side that have not been read. */
  readonly $unread: ReadableAtom<number>;
  /** Where the customer comes from; null for customers and until it is known. */
  readonly $source: ReadableAtom<Source | null>;
  /** Set when it cannot be read: `not_found`, or what the connection says. */
  readonly $error: ReadableAtom<SupportError | null>;
  /** Writes a message. Waits offline. Rejects with `invalid`, or with the desk's refusal. */
  send(text: string): Promise<void>;
  /** Uploads a file and shares it. */
  sendFile(file: File): Promise<void>;
  /** A short-lived address of a shared file. */
  ticket(file: string): Promise<string>;
  loadEarlier(): Promise<void>;
  /** Says that the reader has seen everything up to this entry; counts only while the page is visible. */
  markRead(seq: number): void;
  /** Text typed and not sent, kept per request. */
  draft(): Promise<string>;
  saveDraft(text: string): Promise<void>;
  endChat(): Promise<void>;
  /** Stops hearing of it. What is pending still goes out. */
  release(): void;
}

export interface CustomerConversation extends Conversation {
  withdraw(): Promise<void>;
}

export interface TechnicianConversation extends Conversation {
  assign(): Promise<void>;
  unassign(): Promise<void>;
  joinChat(): Promise<void>;
  /** Ends the chat first if one runs. */
  close(outcome?: Exclude<Outcome, 'withdrawn'>): Promise<void>;
}

/** A live query: what a list shows, kept true by the desk. */
export interface RequestList {
  readonly $rows: ReadableAtom<readonly Row[]>;
  readonly $counts: ReadableAtom<Counts>;
  /** `loading` until the first rows are there. */
  readonly $status: ReadableAtom<'loading' | 'ready'>;
  readonly $more: ReadableAtom<boolean>;
  readonly $query: ReadableAtom<ListSettings>;
  /** Changes view, order or both; rows stay until the new ones are there. */
  set(settings: Partial<ListSettings>): void;
  loadMore(): Promise<void>;
  release(): void;
}

export interface ListSettings {
  readonly view: View;
  readonly mine: boolean;
  readonly sort: Column;
  readonly direction: Direction;
}

export interface Submission extends Contact {
  readonly description: string;
  readonly metadata?: Metadata;
}

interface SupportClient {
  /** The worst of all companies' connections. */
  readonly $connection: ReadableAtom<ConnectionState>;
  /** Where this browser keeps what waits to be sent; `memory` unasked means: keep this tab open. */
  readonly $storage: ReadableAtom<'persistent' | 'session' | 'memory'>;
  /** What it was asked to keep: with `none`, `memory` is no surprise. */
  readonly storage: 'local' | 'session' | 'none';
  /** Ends connections. Open promises reject with `closed`; what waits in the outbox goes out next time. */
  close(): void;
}

export interface CustomerClient extends SupportClient {
  readonly role: 'customer';
  readonly company: string;
  readonly $settings: ReadableAtom<CompanySettings | null>;
  /** The customer's own requests, most recently submitted first. */
  readonly $requests: ReadableAtom<readonly Row[]>;
  /** `loading` until $requests is true for the first time. */
  readonly $requestsStatus: ReadableAtom<'loading' | 'ready'>;
  /** Resolves with the conversation when the request is on the desk's disk. Waits offline. Rejects with `invalid`. */
  submit(form: Submission): Promise<CustomerConversation>;
  /** Own open requests, most recently active first. */
  resume(): Promise<readonly CustomerConversation[]>;
  request(key: string): CustomerConversation;
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
}

export interface TechnicianClient extends SupportClient {
  readonly role: 'technician';
  readonly $companies: ReadableAtom<readonly CompanyPresence[]>;
  /** Available if Available for any company; null until known. */
  readonly $available: ReadableAtom<boolean | null>;
  /** For all companies, or one. */
  setAvailable(available: boolean, company?: string): Promise<void>;
  list(settings: ListSettings): RequestList;
  /** `request` is a key or a number. */
  request(company: string, request: string | number): TechnicianConversation;
}
