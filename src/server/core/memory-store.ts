import type { LogEntry, NoteEntry, RequestEvent } from '../../domain/events.ts';
import type { CannedReply } from '../../domain/replies.ts';
import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { found } from '../../domain/search.ts';
import { comparePlaces, compareText, foldWhole, sortKey } from '../../domain/sort-key.ts';
import { isSpoken, nothingSeen } from '../../domain/unread.ts';
import type { Answer, Position } from '../../protocol/frames.ts';
import type { Delivery } from './deliveries.ts';
import { bytesBy, filesBy } from './memory-files.ts';
import type {
  Cause,
  DeskStore,
  ListQuery,
  ListedRequest,
  StoredClaim,
  StoredCustomer,
  StoredFile,
  StoredLane,
  StoredRequest,
  StoredTechnician,
} from './store.ts';

type Side = 'customer' | 'technician';

interface Kept<Entry> {
  readonly entry: Entry;
  readonly side: Side;
  /** What was written, if it reads otherwise by now. */
  readonly written?: Entry;
}

/** A store that lasts as long as the page: for demos, previews, tests and the simulation. Transactions are real. */
export class MemoryStore implements DeskStore {
  readonly #requests = new Map<string, StoredRequest>();
  readonly #keys = new Map<number, string>();
  readonly #logs = new Map<string, Kept<LogEntry>[]>();
  readonly #notes = new Map<string, Kept<NoteEntry>[]>();
  /** Owners besides the one who filed a request. */
  readonly #owners = new Map<string, readonly string[]>();
  readonly #customers = new Map<string, StoredCustomer>();
  readonly #claims = new Map<string, StoredClaim>();
  readonly #deliveries = new Map<number, Delivery>();
  readonly #lanes = new Map<string, StoredLane>();
  readonly #answers = new Map<string, readonly Answer[]>();
  readonly #positions = new Map<string, ReadonlyMap<string, { readonly side: Side; readonly position: Position }>>();
  readonly #technicians = new Map<string, StoredTechnician>();
  readonly #files = new Map<string, StoredFile>();
  readonly #replies = new Map<'all', readonly CannedReply[]>();
  readonly #counters = new Map<'number' | 'delivery', number>();
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

  /** Values are replaced, never changed (but logs, which are amended where they stand), so the one before is all that an undo needs. */
  #set<K, V>(map: Map<K, V>, key: K, value: V): void {
    const before = map.get(key);
    map.set(key, value);
    this.#undo?.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
  }

  #delete<K, V>(map: Map<K, V>, key: K): void {
    const before = map.get(key);
    if (before === undefined) return;
    map.delete(key);
    this.#undo?.push(() => void map.set(key, before));
  }

  #next(name: 'number' | 'delivery'): number {
    const number = (this.#counters.get(name) ?? 0) + 1;
    this.#set(this.#counters, name, number);
    return number;
  }

  nextNumber(): number {
    return this.#next('number');
  }

  request(key: string): StoredRequest | null {
    return this.#requests.get(key) ?? null;
  }

  keyOf(number: number): string | null {
    return this.#keys.get(number) ?? null;
  }

  saveRequest(request: StoredRequest): void {
    const owner = this.#requests.get(request.state.key)?.owner ?? request.owner;
    if (owner !== request.owner) throw new Error('Who filed a request does not change');
    this.#set(this.#requests, request.state.key, request);
    this.#set(this.#keys, request.state.number, request.state.key);
  }

  append(key: string, entry: LogEntry, cause: Cause): void {
    this.#append(this.#logs, key, { entry, side: cause.side });
  }

  appendNote(key: string, entry: NoteEntry, cause: Cause): void {
    this.#append(this.#notes, key, { entry, side: cause.side });
  }

  #append<Entry extends { readonly seq: number }>(logs: Map<string, Kept<Entry>[]>, key: string, kept: Kept<Entry>): void {
    const log = logs.get(key) ?? [];
    if ((log.at(-1)?.entry.seq ?? 0) >= kept.entry.seq) throw new Error(`Entry ${String(kept.entry.seq)} is written already`);
    if (log.length === 0) this.#set(logs, key, log);
    log.push(kept);
    this.#undo?.push(() => void log.pop());
  }

  amend(key: string, seq: number, event: RequestEvent): void {
    const log = this.#logs.get(key) ?? [];
    const index = log.findLastIndex(({ entry }) => entry.seq === seq);
    const kept = log[index];
    if (!kept) throw new Error(`There is no entry ${String(seq)}`);
    log[index] = { ...kept, entry: { ...kept.entry, event }, written: kept.written ?? kept.entry };
    this.#undo?.push(() => void (log[index] = kept));
  }

  written(key: string, seq: number): RequestEvent | null {
    const kept = this.#logs.get(key)?.find(({ entry }) => entry.seq === seq);
    return kept ? (kept.written ?? kept.entry).event : null;
  }

  sharedFiles(key: string, range: Parameters<DeskStore['entries']>[1]): readonly LogEntry[] {
    return part((this.#logs.get(key) ?? []).filter(({ entry }) => entry.event.type === 'file'), range);
  }

  entries(key: string, range: Parameters<DeskStore['entries']>[1]): readonly LogEntry[] {
    return part(this.#logs.get(key) ?? [], range);
  }

  notes(key: string, range: Parameters<DeskStore['notes']>[1]): readonly NoteEntry[] {
    return part(this.#notes.get(key) ?? [], range);
  }

  lastNote(key: string): { readonly seq: number; readonly at: number } {
    const { seq, at } = this.#notes.get(key)?.at(-1)?.entry ?? { seq: 0, at: 0 };
    return { seq, at };
  }

  countFrom(key: string, side: Side, seq: number, most: number): number {
    const spoken = (this.#logs.get(key) ?? []).filter((kept) => kept.side === side && kept.entry.seq > seq && isSpoken(kept.entry.event));
    return Math.min(most, spoken.length);
  }

  list(query: ListQuery): readonly ListedRequest[] {
    const { technician, owner, terms = [], after, sort, direction } = query;
    return [...this.#requests.values()]
      .filter(
        ({ state }) =>
          query.statuses.includes(state.status) &&
          (technician === undefined || takesPart(state, technician)) &&
          (owner === undefined || this.owners(state.key).includes(owner)) &&
          (terms.length === 0 || found(state, terms)),
      )
      .map(({ state }) => ({ state, sort: sortKey(state, sort), company: '', number: state.number }))
      .filter((place) => !after || comparePlaces(place, { ...after, company: '' }, direction) > 0)
      .sort((a, b) => comparePlaces(a, b, direction))
      .slice(0, query.limit)
      .map((place) => ({ state: place.state, sort: place.sort }));
  }

  earlier(key: string, limit: number): readonly RequestState[] {
    const wanted = this.#requests.get(key);
    if (!wanted) return [];
    const owners = this.owners(key);
    const email = foldWhole(wanted.state.customer.email);
    return [...this.#requests.values()]
      .filter(
        ({ state }) =>
          state.key !== key &&
          ((email !== '' && foldWhole(state.customer.email) === email) || this.owners(state.key).some((owner) => owners.includes(owner))),
      )
      .map(({ state }) => state)
      .sort((a, b) => b.number - a.number)
      .slice(0, limit);
  }

  countByStatus(): Readonly<Record<RequestStatus, number>> {
    return this.#count(() => true);
  }

  countAssigned(technician: string): number {
    return this.#count(({ state }) => takesPart(state, technician)).active;
  }

  activeOf(technician: string): readonly string[] {
    return [...this.#requests.values()]
      .filter(({ state }) => state.status === 'active' && takesPart(state, technician))
      .sort((a, b) => a.state.number - b.state.number)
      .map(({ state }) => state.key);
  }

  countOwned(principal: string): Readonly<Record<RequestStatus, number>> {
    return this.#count(({ state }) => this.owners(state.key).includes(principal));
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
    this.#set(this.#answers, answer.lane, [...others, answer].sort((a, b) => a.n - b.n));
  }

  forgetAnswers(lane: string, upTo: number): void {
    if (this.#answers.has(lane)) this.#set(this.#answers, lane, this.answers(lane, upTo));
  }

  addOwner(key: string, principal: string): void {
    if (!this.#requests.has(key)) throw new Error('No such request');
    if (!this.owners(key).includes(principal)) this.#set(this.#owners, key, [...(this.#owners.get(key) ?? []), principal]);
  }

  owners(key: string): readonly string[] {
    const request = this.#requests.get(key);
    return request ? [request.owner, ...(this.#owners.get(key) ?? [])] : [];
  }

  customer(principal: string): StoredCustomer | null {
    return this.#customers.get(principal) ?? null;
  }

  saveCustomer(customer: StoredCustomer): void {
    this.#set(this.#customers, customer.principal, customer);
  }

  moveRequests(from: string, to: string): readonly string[] {
    const owned = [...this.#requests.values()].filter(({ state }) => this.owners(state.key).includes(from)).sort((a, b) => a.state.number - b.state.number);
    for (const request of owned) {
      const { key } = request.state;
      const further = this.#owners.get(key) ?? [];
      const owner = request.owner === from ? to : request.owner;
      const others = further.map((one) => (one === from ? to : one)).filter((one, index, all) => one !== owner && all.indexOf(one) === index);
      this.#set(this.#requests, key, { ...request, owner });
      this.#set(this.#owners, key, others);
      this.#movePosition(key, from, to);
    }
    return owned.map(({ state }) => state.key);
  }

  #movePosition(key: string, from: string, to: string): void {
    const positions = new Map(this.#positions.get(key));
    const moved = positions.get(from);
    if (!moved) return;
    const { side, position } = positions.get(to) ?? moved;
    const furthest = { delivered: Math.max(position.delivered, moved.position.delivered), read: Math.max(position.read, moved.position.read) };
    positions.delete(from);
    this.#set(this.#positions, key, positions.set(to, { side, position: furthest }));
  }

  claim(hash: string): StoredClaim | null {
    return this.#claims.get(hash) ?? null;
  }

  saveClaim(claim: StoredClaim): void {
    this.#set(this.#claims, claim.hash, claim);
  }

  nextDelivery(): number {
    return this.#next('delivery');
  }

  saveDelivery(delivery: Delivery): void {
    this.#set(this.#deliveries, delivery.id, delivery);
  }

  removeDelivery(id: number): void {
    this.#delete(this.#deliveries, id);
  }

  delivery(id: number): Delivery | null {
    return this.#deliveries.get(id) ?? null;
  }

  dueDeliveries(now: number, limit: number): readonly Delivery[] {
    return [...this.#deliveries.values()]
      .filter(({ due }) => due <= now)
      .sort((a, b) => a.due - b.due || a.id - b.id)
      .slice(0, limit);
  }

  nextDueDelivery(): number | null {
    let next: number | null = null;
    for (const { due } of this.#deliveries.values()) next = Math.min(due, next ?? due);
    return next;
  }

  replies(): readonly CannedReply[] | null {
    return this.#replies.get('all') ?? null;
  }

  saveReplies(replies: readonly CannedReply[]): void {
    this.#set(this.#replies, 'all', replies);
  }

  position(key: string, participant: string): Position {
    return this.#positions.get(key)?.get(participant)?.position ?? nothingSeen;
  }

  savePosition(key: string, participant: string, side: Side, position: Position): void {
    this.#set(this.#positions, key, new Map(this.#positions.get(key)).set(participant, { side, position }));
  }

  furthest(key: string, side: Side): Position {
    let furthest: Position = nothingSeen;
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

  removeFile(id: string): void {
    this.#delete(this.#files, id);
  }

  looseFiles(): readonly StoredFile[] {
    return filesBy(this.#files, ({ request }) => request === null);
  }

  bytesOfAll(): number {
    return bytesBy(this.#files, () => true);
  }

  bytesOfRequest(key: string): number {
    return bytesBy(this.#files, ({ request }) => request === key);
  }

  bytesSent(side: Side, principal: string, since: number): number {
    return bytesBy(this.#files, (file) => file.side === side && file.principal === principal && file.at >= since);
  }
}

function takesPart({ technician, guests }: RequestState, id: string): boolean {
  return technician?.id === id || guests.some((guest) => guest.id === id);
}

function part<Entry extends { readonly seq: number }>(
  log: readonly Kept<Entry>[],
  { after = 0, before = Infinity, limit, newest = false }: Parameters<DeskStore['entries']>[1],
): readonly Entry[] {
  const inside = log.map((kept) => kept.entry).filter(({ seq }) => seq > after && seq < before);
  return newest ? inside.slice(Math.max(0, inside.length - limit)) : inside.slice(0, limit);
}
