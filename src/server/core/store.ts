import type { LogEntry } from '../../domain/events.ts';
import type { RequestState, RequestStatus, SharedFile } from '../../domain/request.ts';
import type { Column, Direction } from '../../domain/sort-key.ts';
import type { Answer, Position } from '../../protocol/frames.ts';

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
  /** Entries with `after < seq < before`, ascending. `newest` takes the last `limit` of them, else the first. */
  entries(key: string, range: { after?: number; before?: number; limit: number; newest?: boolean }): readonly LogEntry[];
  /** Messages and files of the given side after `seq`, counted to `most` and no further. */
  countFrom(key: string, side: 'customer' | 'technician', seq: number, most: number): number;

  // Lists: keyset pages in the order of (sort key, number).
  list(query: ListQuery): readonly ListedRequest[];
  countByStatus(): Readonly<Record<RequestStatus, number>>;
  /** Active requests of one technician. */
  countAssigned(technician: string): number;
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
}

export interface StoredRequest {
  readonly state: RequestState;
  /** The principal of the customer who filed it. */
  readonly owner: string;
  /** Where the customer last came from; empty if it is not kept. */
  readonly ip: string;
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
  /** Only those assigned to this technician. */
  readonly technician?: string;
  /** Only those of this customer. */
  readonly owner?: string;
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
  /** When the last connection was lost, or null while one is open. Milliseconds since the epoch; 0 for never. */
  readonly leftAt: number | null;
}

export interface StoredFile extends SharedFile {
  readonly principal: string;
  readonly side: 'customer' | 'technician';
  /** The request it is bound to; null until `share-file`. */
  readonly request: string | null;
}
