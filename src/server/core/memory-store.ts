import type { LogEntry } from '../../domain/events.ts';
import type { RequestStatus } from '../../domain/request.ts';
import { comparePlaces, compareText, sortKey } from '../../domain/sort-key.ts';
import type { Answer, Position } from '../../protocol/frames.ts';
import type {
  Cause,
  DeskStore,
  ListQuery,
  ListedRequest,
  StoredFile,
  StoredLane,
  StoredRequest,
  StoredTechnician,
} from './store.ts';

type Side = 'customer' | 'technician';

interface Kept {
  readonly entry: LogEntry;
  readonly side: Side;
}

const nowhere: Position = { delivered: 0, read: 0 };

/** A store that lasts as long as the page: for demos, previews, tests and the simulation. Transactions are real. */
export class MemoryStore implements DeskStore {
  readonly #requests = new Map<string, StoredRequest>();
  readonly #keys = new Map<number, string>();
  readonly #logs = new Map<string, Kept[]>();
  readonly #lanes = new Map<string, StoredLane>();
  readonly #answers = new Map<string, readonly Answer[]>();
  readonly #positions = new Map<string, ReadonlyMap<string, { readonly side: Side; readonly position: Position }>>();
  readonly #technicians = new Map<string, StoredTechnician>();
  readonly #files = new Map<string, StoredFile>();
  readonly #counters = new Map<'number', number>();
  /** How to take back what the running transaction has written, last first; null outside of one. */
  #undo: (() => void)[] | null = null;

  transaction<T>(work: () => T): T {
    if (this.#undo) throw new Error('A transaction is running already');
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      return work();
    } catch (fault) {
      for (const step of undo.reverse()) step();
      throw fault;
    } finally {
      this.#undo = null;
    }
  }

  /** Values are replaced, never changed (but logs, which grow), so the one before is all that an undo needs. */
  #set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    map.set(key, value);
    this.#undo?.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  }

  nextNumber(): number {
    const number = (this.#counters.get('number') ?? 0) + 1;
    this.#set(this.#counters, 'number', number);
    return number;
  }

  request(key: string): StoredRequest | null {
    return this.#requests.get(key) ?? null;
  }

  keyOf(number: number): string | null {
    return this.#keys.get(number) ?? null;
  }

  saveRequest(request: StoredRequest): void {
    this.#set(this.#requests, request.state.key, request);
    this.#set(this.#keys, request.state.number, request.state.key);
  }

  append(key: string, entry: LogEntry, cause: Cause): void {
    const log = this.#logs.get(key) ?? [];
    if ((log.at(-1)?.entry.seq ?? 0) >= entry.seq) throw new Error(`Entry ${String(entry.seq)} is written already`);
    if (log.length === 0) this.#set(this.#logs, key, log);
    log.push({ entry, side: cause.side });
    this.#undo?.push(() => void log.pop());
  }

  entries(key: string, range: { after?: number; before?: number; limit: number; newest?: boolean }): readonly LogEntry[] {
    const found = (this.#logs.get(key) ?? [])
      .map((kept) => kept.entry)
      .filter((entry) => entry.seq > (range.after ?? 0) && entry.seq < (range.before ?? Infinity));
    return range.newest ? found.slice(Math.max(0, found.length - range.limit)) : found.slice(0, range.limit);
  }

  countFrom(key: string, side: Side, seq: number, most: number): number {
    const spoken = (this.#logs.get(key) ?? []).filter(
      (kept) =>
        kept.side === side && kept.entry.seq > seq && (kept.entry.event.type === 'message' || kept.entry.event.type === 'file'),
    );
    return Math.min(most, spoken.length);
  }

  list(query: ListQuery): readonly ListedRequest[] {
    const { technician, owner, after, sort, direction } = query;
    return [...this.#requests.values()]
      .filter(
        ({ state, owner: filedBy }) =>
          query.statuses.includes(state.status) &&
          (technician === undefined || state.technician?.id === technician) &&
          (owner === undefined || filedBy === owner),
      )
      .map(({ state }) => ({ state, sort: sortKey(state, sort), company: '', number: state.number }))
      .filter((place) => !after || comparePlaces(place, { ...after, company: '' }, direction) > 0)
      .sort((a, b) => comparePlaces(a, b, direction))
      .slice(0, query.limit)
      .map((place) => ({ state: place.state, sort: place.sort }));
  }

  countByStatus(): Readonly<Record<RequestStatus, number>> {
    return this.#count(() => true);
  }

  countAssigned(technician: string): number {
    return this.#count((request) => request.state.technician?.id === technician).active;
  }

  countOwned(principal: string): Readonly<Record<RequestStatus, number>> {
    return this.#count((request) => request.owner === principal);
  }

  #count(fits: (request: StoredRequest) => boolean): Readonly<Record<RequestStatus, number>> {
    const counts = { new: 0, active: 0, completed: 0 };
    for (const request of this.#requests.values()) if (fits(request)) counts[request.state.status]++;
    return counts;
  }

  lane(id: string): StoredLane | null {
    return this.#lanes.get(id) ?? null;
  }

  saveLane(lane: StoredLane): void {
    this.#set(this.#lanes, lane.id, lane);
  }

  answers(lane: string, after: number): readonly Answer[] {
    return (this.#answers.get(lane) ?? []).filter((answer) => answer.n > after);
  }

  saveAnswer(answer: Answer): void {
    const others = (this.#answers.get(answer.lane) ?? []).filter((other) => other.n !== answer.n);
    this.#set(
      this.#answers,
      answer.lane,
      [...others, answer].sort((a, b) => a.n - b.n),
    );
  }

  forgetAnswers(lane: string, upTo: number): void {
    const answers = this.#answers.get(lane);
    if (answers)
      this.#set(
        this.#answers,
        lane,
        answers.filter((answer) => answer.n > upTo),
      );
  }

  position(key: string, participant: string): Position {
    return this.#positions.get(key)?.get(participant)?.position ?? nowhere;
  }

  savePosition(key: string, participant: string, side: Side, position: Position): void {
    this.#set(this.#positions, key, new Map(this.#positions.get(key)).set(participant, { side, position }));
  }

  furthest(key: string, side: Side): Position {
    let furthest = nowhere;
    for (const kept of this.#positions.get(key)?.values() ?? []) {
      if (kept.side !== side) continue;
      furthest = {
        delivered: Math.max(furthest.delivered, kept.position.delivered),
        read: Math.max(furthest.read, kept.position.read),
      };
    }
    return furthest;
  }

  technician(id: string): StoredTechnician | null {
    return this.#technicians.get(id) ?? null;
  }

  technicians(): readonly StoredTechnician[] {
    return [...this.#technicians.values()].sort((a, b) => compareText(a.id, b.id));
  }

  saveTechnician(technician: StoredTechnician): void {
    this.#set(this.#technicians, technician.id, technician);
  }

  file(id: string): StoredFile | null {
    return this.#files.get(id) ?? null;
  }

  saveFile(file: StoredFile): void {
    this.#set(this.#files, file.id, file);
  }
}
