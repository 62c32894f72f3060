import { apply } from '../../domain/apply.ts';
import type { LogEntry, RequestEvent } from '../../domain/events.ts';
import type { ServerFrame } from '../../protocol/frames.ts';
import type { Position } from '../../protocol/frames.ts';
import { keptAddress } from './address.ts';
import type { DeskOptions, Output } from './ports.ts';
import type { Cause, DeskStore, StoredFile, StoredRequest, StoredTechnician } from './store.ts';

export interface Told {
  readonly key: string;
  readonly entry: LogEntry;
  readonly cause: Cause;
}

export interface Change {
  /** How it stood before the transaction; null if it was not there. */
  readonly before: StoredRequest | null;
  readonly after: StoredRequest;
}

export interface Move {
  readonly customer: Position;
  readonly technician: Position;
  /** Whose own position is another now. */
  readonly participants: ReadonlySet<string>;
  /** For whom the number of unread entries is another now. */
  readonly unread: ReadonlySet<string>;
}

/**
 * What one transaction writes, and the record of it from which sessions are told once it is on disk. Everything that
 * changes the store goes through here, so that nothing is written without being told.
 */
export class Work {
  readonly now: number;
  readonly options: DeskOptions;
  readonly #store: DeskStore;
  /** Frames for the writers themselves, in the order of what they asked. */
  readonly replies: Output[] = [];
  readonly entries: Told[] = [];
  readonly changes = new Map<string, Change>();
  readonly moves = new Map<string, Move>();
  readonly availability = new Set<string>();

  constructor(store: DeskStore, options: DeskOptions, now: number) {
    this.#store = store;
    this.options = options;
    this.now = now;
  }

  reply(session: string, frame: ServerFrame): void {
    this.replies.push({ type: 'send', session, frame });
  }

  nextNumber(): number {
    return this.#store.nextNumber();
  }

  /** Appends the first event of a new request. */
  file(key: string, owner: string, ip: string, event: Extract<RequestEvent, { type: 'submitted' }>, cause: Cause): number {
    return this.#append(key, null, { owner, ip }, event, cause);
  }

  /** Appends an event and folds it. Returns its number. */
  append(request: StoredRequest, event: RequestEvent, cause: Cause): number {
    return this.#append(request.state.key, request, request, event, cause);
  }

  #append(
    key: string,
    request: StoredRequest | null,
    { owner, ip }: Pick<StoredRequest, 'owner' | 'ip'>,
    event: RequestEvent,
    cause: Cause,
  ): number {
    const last = request?.state ?? null;
    // A clock that was set back must not turn the log around.
    const entry = { seq: (last?.head ?? 0) + 1, at: Math.max(this.now, last?.updatedAt ?? 0), event };
    const state = apply(last, entry, { key, company: this.options.company });
    if (!state) throw new Error(`The log of ${key} does not begin with submitted`);
    this.#store.append(key, entry, cause);
    this.#save(request, { state, owner, ip: keptAddress(ip, state.status === 'completed', this.options.ip) });
    this.entries.push({ key, entry, cause });
    return entry.seq;
  }

  /** Keeps where the customer of an open request comes from now. */
  comesFrom(request: StoredRequest, ip: string): StoredRequest {
    const kept = keptAddress(ip, false, this.options.ip);
    if (request.state.status === 'completed' || request.ip === kept) return request;
    return this.#save(request, { ...request, ip: kept });
  }

  #save(before: StoredRequest | null, after: StoredRequest): StoredRequest {
    this.#store.saveRequest(after);
    const { key } = after.state;
    const first = this.changes.get(key);
    this.changes.set(key, { before: first ? first.before : before, after });
    return after;
  }

  saveTechnician(technician: StoredTechnician): void {
    this.#store.saveTechnician(technician);
    this.availability.add(technician.id);
  }

  saveFile(file: StoredFile): void {
    this.#store.saveFile(file);
  }

  /** Moves a participant on, never back and never past the head [R50]. */
  move(request: StoredRequest, participant: string, side: Cause['side'], to: Position): void {
    const { key, head } = request.state;
    const before = this.#store.position(key, participant);
    const read = Math.max(before.read, Math.min(to.read, head));
    const delivered = Math.max(before.delivered, read, Math.min(to.delivered, head));
    if (read === before.read && delivered === before.delivered) return;
    const first = this.moves.get(key);
    const move = first ?? {
      customer: this.#store.furthest(key, 'customer'),
      technician: this.#store.furthest(key, 'technician'),
      participants: new Set(),
      unread: new Set(),
    };
    const unread = (seq: number): number => countUnread(this.#store, key, side, seq);
    this.#store.savePosition(key, participant, side, { delivered, read });
    this.moves.set(key, {
      ...move,
      participants: new Set(move.participants).add(participant),
      unread: unread(before.read) === unread(read) ? move.unread : new Set(move.unread).add(participant),
    });
  }
}

/** More than these are not counted [Row.unread]. */
const mostUnread = 99;

/** Messages and files of the other side after the entry that this side has read last. */
export function countUnread(store: DeskStore, key: string, side: Cause['side'], read: number): number {
  return store.countFrom(key, side === 'customer' ? 'technician' : 'customer', read, mostUnread);
}
