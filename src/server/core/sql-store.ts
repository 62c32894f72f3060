import { isSpoken } from '../../domain/unread.ts';
import type { LogEntry, NoteEntry, RequestEvent } from '../../domain/events.ts';
import type { CannedReply } from '../../domain/replies.ts';
import type { RequestState, RequestStatus } from '../../domain/request.ts';
import type { Answer, Position } from '../../protocol/frames.ts';
import type { Delivery } from './deliveries.ts';
import { migrate, sharesFile } from './schema.ts';
import { json, number, text } from './sql-cells.ts';
import { moveRequests, readCustomer, writeCustomer } from './sql-customers.ts';
import { bytesOfAll, bytesOfRequest, bytesSent, fileOf, looseFiles, removeFile, saveFile } from './sql-files.ts';
import type { SqlDatabase, SqlRow } from './sql-database.ts';
import { readActiveOf, readEarlier, readList } from './sql-lists.ts';
import { countAll, countOfOwner, countOfTechnician, readOwners, readRequest, writeOwner, writeRequest } from './sql-requests.ts';
import type { Cause, DeskStore, ListQuery, ListedRequest, StoredClaim, StoredCustomer, StoredFile, StoredLane, StoredRequest, StoredTechnician } from './store.ts';

type Side = 'customer' | 'technician';

/** A desk's store in SQLite: all of the SQL is here, in the other files named sql-*, and in schema.ts. */
export class SqlStore implements DeskStore {
  readonly #database: SqlDatabase;

  /** @throws what {@link migrate} throws. */
  constructor(database: SqlDatabase) {
    this.#database = database;
    migrate(database);
  }

  transaction<T>(work: () => T): T {
    return this.#database.transaction(work);
  }

  nextNumber(): number {
    return this.#next('number');
  }

  #next(counter: 'number' | 'delivery'): number {
    const [row] = this.#database.all(
      `INSERT INTO meta (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
      counter,
    );
    return number(row, 'value');
  }

  request(key: string): StoredRequest | null {
    return readRequest(this.#database, key);
  }

  keyOf(wanted: number): string | null {
    const row = this.#database.all('SELECT key FROM requests WHERE number = ?', wanted)[0];
    return row ? text(row, 'key') : null;
  }

  saveRequest(request: StoredRequest): void {
    writeRequest(this.#database, request);
  }

  append(key: string, { seq, at, event }: LogEntry, { principal, side, lane, n }: Cause): void {
    const spokenBy = isSpoken(event) ? side : null;
    this.#database.run(
      'INSERT INTO entries (request, seq, at, event, spoken_by, principal, lane, n) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      key,
      seq,
      at,
      JSON.stringify(event),
      spokenBy,
      principal,
      lane,
      n,
    );
  }

  amend(key: string, seq: number, event: RequestEvent): void {
    this.#database.run(
      'UPDATE entries SET now = ?, spoken_by = CASE WHEN ? THEN spoken_by END WHERE request = ? AND seq = ?',
      JSON.stringify(event),
      isSpoken(event) ? 1 : 0,
      key,
      seq,
    );
  }

  written(key: string, seq: number): RequestEvent | null {
    const row = this.#database.all('SELECT event FROM entries WHERE request = ? AND seq = ?', key, seq)[0];
    return row ? json<RequestEvent>(row, 'event') : null;
  }

  entries(key: string, range: Parameters<DeskStore['entries']>[1]): readonly LogEntry[] {
    return this.#part<LogEntry>('entries', key, range);
  }

  sharedFiles(key: string, range: Parameters<DeskStore['entries']>[1]): readonly LogEntry[] {
    return this.#part<LogEntry>('entries', key, range, sharesFile);
  }

  appendNote(key: string, { seq, at, event }: NoteEntry, { principal, lane, n }: Cause): void {
    this.#database.run(
      'INSERT INTO notes (request, seq, at, event, principal, lane, n) VALUES (?, ?, ?, ?, ?, ?, ?)',
      key,
      seq,
      at,
      JSON.stringify(event),
      principal,
      lane,
      n,
    );
  }

  notes(key: string, range: Parameters<DeskStore['notes']>[1]): readonly NoteEntry[] {
    return this.#part<NoteEntry>('notes', key, range);
  }

  lastNote(key: string): { readonly seq: number; readonly at: number } {
    const row = this.#database.all('SELECT seq, at FROM notes WHERE request = ? ORDER BY seq DESC LIMIT 1', key)[0];
    return row ? { seq: number(row, 'seq'), at: number(row, 'at') } : { seq: 0, at: 0 };
  }

  #part<Entry extends LogEntry | NoteEntry>(
    table: 'entries' | 'notes',
    key: string,
    { after = 0, before = Number.MAX_SAFE_INTEGER, limit, newest = false }: Parameters<DeskStore['entries']>[1],
    only = 'TRUE',
  ): readonly { readonly seq: number; readonly at: number; readonly event: Entry['event'] }[] {
    const rows = this.#database.all(
      `SELECT seq, at, ${table === 'entries' ? 'coalesce(now, event) AS event' : 'event'} FROM ${table} WHERE request = ? AND seq > ? AND seq < ? AND ${only} ORDER BY seq ${newest ? 'DESC' : 'ASC'} LIMIT ?`,
      key,
      after,
      before,
      limit,
    );
    const entries = rows.map((row) => ({ seq: number(row, 'seq'), at: number(row, 'at'), event: json<Entry['event']>(row, 'event') }));
    return newest ? entries.reverse() : entries;
  }

  countFrom(key: string, side: Side, seq: number, most: number): number {
    const [row] = this.#database.all(
      'SELECT count(*) AS count FROM (SELECT 1 FROM entries WHERE request = ? AND spoken_by = ? AND seq > ? LIMIT ?)',
      key,
      side,
      seq,
      most,
    );
    return number(row, 'count');
  }

  list(query: ListQuery): readonly ListedRequest[] {
    return readList(this.#database, query);
  }

  earlier(key: string, limit: number): readonly RequestState[] {
    return readEarlier(this.#database, key, limit);
  }

  countByStatus(): Readonly<Record<RequestStatus, number>> {
    return countAll(this.#database);
  }

  countAssigned(technician: string): number {
    return countOfTechnician(this.#database, technician).active;
  }

  activeOf(technician: string): readonly string[] {
    return readActiveOf(this.#database, technician);
  }

  countOwned(principal: string): Readonly<Record<RequestStatus, number>> {
    return countOfOwner(this.#database, principal);
  }

  lane(id: string): StoredLane | null {
    const row = this.#database.all('SELECT principal, seen FROM lanes WHERE id = ?', id)[0];
    return row ? { id, principal: text(row, 'principal'), seen: number(row, 'seen') } : null;
  }

  saveLane({ id, principal, seen }: StoredLane): void {
    this.#database.run(
      'INSERT INTO lanes (id, principal, seen) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET principal = excluded.principal, seen = excluded.seen',
      id,
      principal,
      seen,
    );
  }

  answers(lane: string, after: number): readonly Answer[] {
    return this.#database
      .all('SELECT answer FROM answers WHERE lane = ? AND n > ? ORDER BY n', lane, after)
      .map((row) => json<Answer>(row, 'answer'));
  }

  saveAnswer(answer: Answer): void {
    this.#database.run(
      'INSERT INTO answers (lane, n, answer) VALUES (?, ?, ?) ON CONFLICT (lane, n) DO UPDATE SET answer = excluded.answer',
      answer.lane,
      answer.n,
      JSON.stringify(answer),
    );
  }

  forgetAnswers(lane: string, upTo: number): void {
    this.#database.run('DELETE FROM answers WHERE lane = ? AND n <= ?', lane, upTo);
  }

  addOwner(key: string, principal: string): void {
    writeOwner(this.#database, key, principal);
  }

  owners(key: string): readonly string[] {
    return readOwners(this.#database, key);
  }

  customer(principal: string): StoredCustomer | null {
    return readCustomer(this.#database, principal);
  }

  saveCustomer(customer: StoredCustomer): void {
    writeCustomer(this.#database, customer);
  }

  moveRequests(from: string, to: string): readonly string[] {
    return moveRequests(this.#database, from, to);
  }

  claim(hash: string): StoredClaim | null {
    const row = this.#database.all('SELECT request, expires, used_by FROM claims WHERE hash = ?', hash)[0];
    if (!row) return null;
    return { hash, request: text(row, 'request'), expires: number(row, 'expires'), usedBy: row['used_by'] === null ? null : text(row, 'used_by') };
  }

  saveClaim({ hash, request, expires, usedBy }: StoredClaim): void {
    this.#database.run(
      `INSERT INTO claims (hash, request, expires, used_by) VALUES (?, ?, ?, ?)
       ON CONFLICT (hash) DO UPDATE SET request = excluded.request, expires = excluded.expires, used_by = excluded.used_by`,
      hash,
      request,
      expires,
      usedBy,
    );
  }

  nextDelivery(): number {
    return this.#next('delivery');
  }

  saveDelivery(delivery: Delivery): void {
    this.#database.run(
      'INSERT INTO deliveries (id, due, delivery) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET due = excluded.due, delivery = excluded.delivery',
      delivery.id,
      delivery.due,
      JSON.stringify(delivery),
    );
  }

  removeDelivery(id: number): void {
    this.#database.run('DELETE FROM deliveries WHERE id = ?', id);
  }

  delivery(id: number): Delivery | null {
    const row = this.#database.all('SELECT delivery FROM deliveries WHERE id = ?', id)[0];
    return row ? json<Delivery>(row, 'delivery') : null;
  }

  dueDeliveries(now: number, limit: number): readonly Delivery[] {
    return this.#database
      .all('SELECT delivery FROM deliveries WHERE due <= ? ORDER BY due, id LIMIT ?', now, limit)
      .map((row) => json<Delivery>(row, 'delivery'));
  }

  nextDueDelivery(): number | null {
    const row = this.#database.all('SELECT due FROM deliveries ORDER BY due LIMIT 1')[0];
    return row ? number(row, 'due') : null;
  }

  replies(): readonly CannedReply[] | null {
    const row = this.#database.all('SELECT value FROM settings WHERE name = ?', 'replies')[0];
    return row ? json<readonly CannedReply[]>(row, 'value') : null;
  }

  saveReplies(replies: readonly CannedReply[]): void {
    this.#database.run(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      'replies',
      JSON.stringify(replies),
    );
  }

  position(key: string, participant: string): Position {
    return position(
      this.#database.all('SELECT delivered, read FROM positions WHERE request = ? AND participant = ?', key, participant)[0],
    );
  }

  savePosition(key: string, participant: string, side: Side, { delivered, read }: Position): void {
    this.#database.run(
      `INSERT INTO positions (request, participant, side, delivered, read) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (request, participant) DO UPDATE SET side = excluded.side, delivered = excluded.delivered, read = excluded.read`,
      key,
      participant,
      side,
      delivered,
      read,
    );
  }

  furthest(key: string, side: Side): Position {
    return position(
      this.#database.all(
        'SELECT max(delivered) AS delivered, max(read) AS read FROM positions WHERE request = ? AND side = ?',
        key,
        side,
      )[0],
    );
  }

  technician(id: string): StoredTechnician | null {
    const row = this.#database.all('SELECT technician FROM technicians WHERE id = ?', id)[0];
    return row ? json<StoredTechnician>(row, 'technician') : null;
  }

  technicians(): readonly StoredTechnician[] {
    return this.#database
      .all('SELECT technician FROM technicians ORDER BY id')
      .map((row) => json<StoredTechnician>(row, 'technician'));
  }

  saveTechnician(technician: StoredTechnician): void {
    this.#database.run(
      'INSERT INTO technicians (id, technician) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET technician = excluded.technician',
      technician.id,
      JSON.stringify(technician),
    );
  }

  file(id: string): StoredFile | null {
    return fileOf(this.#database, id);
  }

  saveFile(file: StoredFile): void {
    saveFile(this.#database, file);
  }

  removeFile(id: string): void {
    removeFile(this.#database, id);
  }

  looseFiles(): readonly StoredFile[] {
    return looseFiles(this.#database);
  }

  bytesOfAll(): number {
    return bytesOfAll(this.#database);
  }

  bytesOfRequest(key: string): number {
    return bytesOfRequest(this.#database, key);
  }

  bytesSent(side: Side, principal: string, since: number): number {
    return bytesSent(this.#database, side, principal, since);
  }
}

function position(row: SqlRow | undefined): Position {
  const { delivered, read } = row ?? {};
  return { delivered: typeof delivered === 'number' ? delivered : 0, read: typeof read === 'number' ? read : 0 };
}
