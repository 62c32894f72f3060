import type { LogEntry, NoteEntry, RequestEvent } from '../../domain/events.ts';
import type { CannedReply } from '../../domain/replies.ts';
import type { ConfirmedIdentity, RequestState, RequestStatus, SharedFile } from '../../domain/request.ts';
import type { Column, Direction } from '../../domain/sort-key.ts';
import type { NotificationSettings } from '../../domain/staff.ts';
import type { Answer, Position } from '../../protocol/frames.ts';
import type { Delivery } from './deliveries.ts';

/**
 * What a desk keeps, as a port: one desk, one company, one store. All of it is synchronous, because a command is
 * decided and written in one go. Implementations: memory-store.ts and sql-store.ts; both pass testing/store-contract.ts.
 *
 * Errors: any method may throw if the medium fails (disk full, gone). Inside {@link transaction} nothing of the failed
 * work remains.
 */
export interface DeskStore {
  /** Runs `work` so that all it writes is kept, durably, once this returns, or none of it. Not nested. */
  transaction<T>(work: () => T): T;

  // Requests: the folded state and what lists are made from.
  /** The next number for people, 1 higher at each call. */
  nextNumber(): number;
  request(key: string): StoredRequest | null;
  keyOf(number: number): string | null;
  /** Writes a request whole: new or changed. */
  saveRequest(request: StoredRequest): void;

  // Logs.
  append(key: string, entry: LogEntry, cause: Cause): void;
  /** Has an entry read otherwise from now on; what was written stays, as {@link written}. A message that is deleted is unread by nobody. */
  amend(key: string, seq: number, event: RequestEvent): void;
  /** The event of an entry as it was written, whatever it reads now. */
  written(key: string, seq: number): RequestEvent | null;
  /** Entries as they now read, with `after < seq < before`, ascending. `newest` takes the last `limit` of them, else the first. */
  entries(key: string, range: { after?: number; before?: number; limit: number; newest?: boolean }): readonly LogEntry[];
  /** Of a log the entries that share a file, as {@link entries}; found without reading those between. */
  sharedFiles(key: string, range: { after?: number; before?: number; limit: number; newest?: boolean }): readonly LogEntry[];
  /** Messages and files of the given side after `seq` that are not deleted, counted to `most` and no further. */
  countFrom(key: string, side: 'customer' | 'technician', seq: number, most: number): number;

  // Notes: the internal stream.
  appendNote(key: string, entry: NoteEntry, cause: Cause): void;
  /** As {@link entries}. */
  notes(key: string, range: { after?: number; before?: number; limit: number; newest?: boolean }): readonly NoteEntry[];
  /** The last note's sequence number and time; 0 for none. */
  lastNote(key: string): { readonly seq: number; readonly at: number };

  // Lists: keyset pages in the order of (sort key, number).
  list(query: ListQuery): readonly ListedRequest[];
  countByStatus(): Readonly<Record<RequestStatus, number>>;
  /** Other requests that share an owner or the folded email address, newest number first. */
  earlier(key: string, limit: number): readonly RequestState[];
  /** Active requests that one technician has or is a guest in. */
  countAssigned(technician: string): number;
  /** Keys of the active requests that one technician has or is a guest in, ascending by number. */
  activeOf(technician: string): readonly string[];
  /** Requests of one customer, by status. */
  countOwned(principal: string): Readonly<Record<RequestStatus, number>>;

  // Lanes.
  lane(id: string): StoredLane | null;
  saveLane(lane: StoredLane): void;
  /** Answers of a lane with `n > after`, ascending. */
  answers(lane: string, after: number): readonly Answer[];
  saveAnswer(answer: Answer): void;
  /** Forgets answers of a lane with `n <= upTo`. */
  forgetAnswers(lane: string, upTo: number): void;

  // Owners: who besides the one who filed it may read and write a request as its customer.
  /** Once is enough; whoever is an owner already stays in their place. */
  addOwner(key: string, principal: string): void;
  /** All owners, the one who filed it first. */
  owners(key: string): readonly string[];

  // Customers whom a token has named, and the browsers they have come from.
  /** What is known of a principal beside its requests; null if nothing. */
  customer(principal: string): StoredCustomer | null;
  saveCustomer(customer: StoredCustomer): void;
  /**
   * Makes another customer the owner of all that one owns, with how far it was read: also of what they filed. Returns the keys,
   * ascending by number.
   */
  moveRequests(from: string, to: string): readonly string[];

  // Claims: links that open a request once, by the hash of their code.
  claim(hash: string): StoredClaim | null;
  /** Writes a claim: new or used. */
  saveClaim(claim: StoredClaim): void;

  // Deliveries: what goes out of the house by email, SMS or webhook, until it has gone.
  /** The next id, 1 higher at each call. */
  nextDelivery(): number;
  /** Writes one: new, or tried again later. */
  saveDelivery(delivery: Delivery): void;
  removeDelivery(id: number): void;
  delivery(id: number): Delivery | null;
  /** Those due at `now` or before, the longest due first. */
  dueDeliveries(now: number, limit: number): readonly Delivery[];
  /** When the next one is due, or null. */
  nextDueDelivery(): number | null;

  // What admins have set for the company.
  replies(): readonly CannedReply[] | null;
  saveReplies(replies: readonly CannedReply[]): void;

  // Positions.
  position(key: string, participant: string): Position;
  savePosition(key: string, participant: string, side: 'customer' | 'technician', position: Position): void;
  /** The furthest position of any participant of a side. */
  furthest(key: string, side: 'customer' | 'technician'): Position;

  // Technicians.
  technician(id: string): StoredTechnician | null;
  technicians(): readonly StoredTechnician[];
  saveTechnician(technician: StoredTechnician): void;

  // Files that have arrived whole; the bytes are the host's.
  file(id: string): StoredFile | null;
  saveFile(file: StoredFile): void;
  /** Without effect if there is none. */
  removeFile(id: string): void;
  /** Those that no request has taken, the oldest first. */
  looseFiles(): readonly StoredFile[];
  /** Bytes of all files that are kept. */
  bytesOfAll(): number;
  /** Bytes of the files of a request. */
  bytesOfRequest(key: string): number;
  /** Bytes of the files that somebody has sent since then. */
  bytesSent(side: 'customer' | 'technician', principal: string, since: number): number;
}

export interface StoredRequest {
  readonly state: RequestState;
  /** The principal of the customer who filed it; another one only by {@link DeskStore.moveRequests}. */
  readonly owner: string;
  /** Where the customer last came from; empty if it is not kept. */
  readonly ip: string;
  /** Whether the customer has been written an email of something new, and has not been here since. */
  readonly told: boolean;
}

export interface StoredCustomer {
  readonly principal: string;
  /** Who it is, if a token has said so. */
  readonly identity: ConfirmedIdentity | null;
  /** Of a browser's secret: whose it has been since a token came with it [R110]. */
  readonly became: string | null;
}

export interface StoredClaim {
  /** SHA-256 of the code, hex. */
  readonly hash: string;
  readonly request: string;
  /** Milliseconds since the epoch. */
  readonly expires: number;
  /** Who has come with it, or null. */
  readonly usedBy: string | null;
}

/** Whose command made an entry. */
export interface Cause {
  readonly principal: string;
  readonly side: 'customer' | 'technician';
  readonly lane: string;
  readonly n: number;
}

export interface ListQuery {
  readonly statuses: readonly RequestStatus[];
  /** Only those that this technician has or is a guest in. */
  readonly technician?: string;
  /** Only those of this customer: any owner. */
  readonly owner?: string;
  /** Only what is found by all of these folded terms (domain/search.ts). Empty or not there: no search. */
  readonly terms?: readonly string[];
  readonly sort: Column;
  readonly direction: Direction;
  /** Only what comes after this place in that order. */
  readonly after?: { readonly sort: string; readonly number: number };
  readonly limit: number;
}

export interface ListedRequest {
  readonly state: RequestState;
  readonly sort: string;
}

export interface StoredLane {
  readonly id: string;
  readonly principal: string;
  /** The last command answered for good. */
  readonly seen: number;
}

export interface StoredTechnician {
  readonly id: string;
  readonly name: string;
  readonly role: 'technician' | 'admin';
  readonly enabled: boolean;
  readonly available: boolean;
  readonly notifications: NotificationSettings;
  /** When the last connection was lost, or null while one is open. Milliseconds since the epoch; 0 for never. */
  readonly leftAt: number | null;
}

export interface StoredFile extends SharedFile {
  readonly principal: string;
  readonly side: 'customer' | 'technician';
  /** The request it is bound to; null until `share-file`. */
  readonly request: string | null;
  /** When it had come whole. Milliseconds since the epoch. */
  readonly at: number;
}
