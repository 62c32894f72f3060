import { amended, outdated, type Amending, type Message } from '../../domain/amendments.ts';
import { apply } from '../../domain/apply.ts';
import type { LogEntry, NoteEntry, NoteEvent, RequestEvent } from '../../domain/events.ts';
import type { CannedReply } from '../../domain/replies.ts';
import type { Position, ServerFrame } from '../../protocol/frames.ts';
import { keptAddress } from './address.ts';
import type { Parcel } from './deliveries.ts';
import { claimParcel, newRequestParcels, webhookParcels } from './parcels.ts';
import { send, type Confirmed, type DeskOptions, type Output } from './ports.ts';
import type { Cause, DeskStore, StoredClaim, StoredFile, StoredRequest, StoredTechnician } from './store.ts';
import { countUnread } from './unread.ts';

export interface Told {
  readonly key: string;
  readonly entry: LogEntry;
  readonly cause: Cause;
}

export interface ToldNote {
  readonly key: string;
  readonly entry: NoteEntry;
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

/** How a technician stood before the transaction, null if they were not known, and after it. */
export interface StaffMove {
  readonly before: StoredTechnician | null;
  readonly after: StoredTechnician;
}

/** What one customer owned and another one owns now [R109]. */
export interface Handover {
  readonly from: string;
  readonly to: string;
  readonly keys: readonly string[];
}

/** Who is there while a transaction runs: it decides whom a word reaches without leaving the house. */
export interface Company {
  technicians(): readonly StoredTechnician[];
  /** Whether one of these customers has a page open. */
  anyHere(principals: readonly string[]): boolean;
}

/**
 * What one transaction writes, and the record of it from which sessions are told once it is on disk. Everything that
 * changes the store goes through here, so that nothing is written without being told.
 */
export class Work {
  readonly now: number;
  readonly options: DeskOptions;
  readonly #store: DeskStore;
  readonly #company: Company;
  /** For the writers themselves, in the order of what they asked. */
  readonly replies: Output[] = [];
  readonly entries: Told[] = [];
  readonly notes: ToldNote[] = [];
  readonly changes = new Map<string, Change>();
  readonly moves = new Map<string, Move>();
  readonly staff = new Map<string, StaffMove>();
  /** Customers who became owners of a request, by its key. */
  readonly newOwners = new Map<string, ReadonlySet<string>>();
  readonly handovers: Handover[] = [];
  /** Whether something that consoles show of the company is another now. */
  console = false;
  /** Whether something is to leave the house. */
  posted = false;

  constructor(store: DeskStore, options: DeskOptions, company: Company, now: number) {
    this.#store = store;
    this.options = options;
    this.#company = company;
    this.now = now;
  }

  reply(session: string, frame: ServerFrame): void {
    this.replies.push(send(session, frame));
  }

  nextNumber(): number {
    return this.#store.nextNumber();
  }

  /** Appends the first event of a new request. */
  file(key: string, owner: string, ip: string, event: Extract<RequestEvent, { type: 'submitted' }>, cause: Cause): number {
    return this.#append(key, null, { owner, ip, told: false }, event, cause);
  }

  /** Appends an event and folds it. Returns its number. */
  append(request: StoredRequest, event: RequestEvent, cause: Cause): number {
    return this.#append(request.state.key, request, request, event, cause);
  }

  /** Appends what edits or deletes a message, which from now on reads so. Returns its number. */
  amend(request: StoredRequest, message: Message, event: Amending, cause: Cause): number {
    const { key } = request.state;
    const seq = this.append(request, event, cause);
    const at = this.entries.at(-1)?.entry.at ?? this.now;
    const now = amended(message, { seq, at, event });
    this.#store.amend(key, event.of, now);
    // What was said in this very transaction has not been told yet: what is told of it is how it reads now [R92].
    this.entries.forEach((told, index) => {
      const { entry } = told;
      if (told.key !== key || entry.seq === seq) return;
      if (entry.seq === event.of) this.entries[index] = { ...told, entry: { ...entry, event: now } };
      else if (entry.event.type === 'edited' && entry.event.of === event.of) this.entries[index] = { ...told, entry: { ...entry, event: outdated(entry.event) } };
    });
    return seq;
  }

  #append(
    key: string,
    request: StoredRequest | null,
    { owner, ip, told }: Pick<StoredRequest, 'owner' | 'ip' | 'told'>,
    event: RequestEvent,
    cause: Cause,
  ): number {
    const last = request?.state ?? null;
    // A clock that was set back must not turn the log around.
    const entry = { seq: (last?.head ?? 0) + 1, at: Math.max(this.now, last?.updatedAt ?? 0), event };
    const state = apply(last, entry, { key, company: this.options.company });
    if (!state) throw new Error(`The log of ${key} does not begin with submitted`);
    const { channels } = this.options;
    const writer = told || !channels.claims ? null : this.#unheard(key, owner, event);
    this.#store.append(key, entry, cause);
    const kept = keptAddress(ip, state.status === 'completed', this.options.ip);
    const after = this.#save(request, { state, owner, ip: kept, told: told || writer !== null });
    this.entries.push({ key, entry, cause });
    if (event.type === 'submitted' && (channels.email || channels.sms))
      newRequestParcels(state, channels, this.#company.technicians()).forEach((parcel) => this.#post(parcel));
    webhookParcels(entry, state, channels).forEach((parcel) => this.#post(parcel));
    if (writer !== null) this.postClaim(after, writer);
    return entry.seq;
  }

  /** The technician whose word reaches no page of the customer's, or null [R79]. */
  #unheard(key: string, owner: string, event: RequestEvent): string | null {
    if ((event.type !== 'message' && event.type !== 'file') || event.author.role === 'customer') return null;
    return this.#company.anyHere([owner, ...this.#store.owners(key)]) ? null : event.author.name;
  }

  /** Writes a note. Returns its number in the internal stream. */
  note(key: string, event: NoteEvent, cause: Cause): number {
    const last = this.#store.lastNote(key);
    const entry = { seq: last.seq + 1, at: Math.max(this.now, last.at), event };
    this.#store.appendNote(key, entry, cause);
    this.notes.push({ key, entry, cause });
    return entry.seq;
  }

  /** Sends the customer a link. @param from who has written, or null if the customer asked for it. */
  postClaim({ state }: StoredRequest, from: string | null): void {
    this.#post(claimParcel(state, from));
  }

  #post(parcel: Parcel): void {
    this.posted = true;
    this.#store.saveDelivery({ id: this.#store.nextDelivery(), parcel, since: this.now, tries: 0, due: this.now });
  }

  /** The customer is here: keeps where an open request's comes from now, and that they will see what is new. */
  arrived(request: StoredRequest, ip: string): StoredRequest {
    const kept = request.state.status === 'completed' ? request.ip : keptAddress(ip, false, this.options.ip);
    if (request.ip === kept && !request.told) return request;
    return this.#save(request, { ...request, ip: kept, told: false });
  }

  /** Makes another customer an owner. */
  addOwner(request: StoredRequest, principal: string): void {
    const { key } = request.state;
    this.#store.addOwner(key, principal);
    this.newOwners.set(key, new Set(this.newOwners.get(key)).add(principal));
    this.#save(request, { ...request, told: false });
  }

  /** A token has said who comes from a browser: what was filed there is theirs from now on [R109]. */
  recognise(principal: string, { browser, identity }: Confirmed): void {
    if (JSON.stringify(this.#store.customer(principal)?.identity) !== JSON.stringify(identity)) this.#store.saveCustomer({ principal, identity, became: null });
    if (this.#store.customer(browser)?.became !== principal) this.#store.saveCustomer({ principal: browser, identity: null, became: principal });
    const keys = this.#store.moveRequests(browser, principal);
    if (keys.length > 0) this.handovers.push({ from: browser, to: principal, keys });
  }

  #save(before: StoredRequest | null, after: StoredRequest): StoredRequest {
    this.#store.saveRequest(after);
    const { key } = after.state;
    const first = this.changes.get(key);
    this.changes.set(key, { before: first ? first.before : before, after });
    return after;
  }

  saveTechnician(technician: StoredTechnician): void {
    const { id } = technician;
    const first = this.staff.get(id);
    this.staff.set(id, { before: first ? first.before : this.#store.technician(id), after: technician });
    this.#store.saveTechnician(technician);
  }

  saveReplies(replies: readonly CannedReply[]): void {
    this.#store.saveReplies(replies);
    this.console = true;
  }

  saveClaim(claim: StoredClaim): void {
    this.#store.saveClaim(claim);
  }

  saveFile(file: StoredFile): void {
    this.#store.saveFile(file);
  }

  removeFile(id: string): void {
    this.#store.removeFile(id);
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
