import type { LogEntry, RequestEvent } from '../../domain/events.ts';
import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { comparePlaces, sortKey, type Column } from '../../domain/sort-key.ts';
import type { Answer, Position } from '../../protocol/frames.ts';
import { migrate } from './schema.ts';
import type { SqlDatabase, SqlRow, SqlValue } from './sql-database.ts';
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

/** The columns of `requests` that hold sort keys; what a list is not sorted by one of, it is sorted by the number. */
const sortColumns: Readonly<Partial<Record<Column, string>>> = {
  submitted: 'sort_submitted',
  customer: 'sort_customer',
  status: 'sort_status',
  technician: 'sort_technician',
  on: 'sort_on',
};

const keyed = ['submitted', 'customer', 'status', 'technician', 'on'] as const;

/** A desk's store in SQLite: all of the SQL is here and in schema.ts. */
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
    const [row] = this.#database.all(
      `INSERT INTO meta (name, value) VALUES ('number', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value`,
    );
    return number(row, 'value');
  }

  request(key: string): StoredRequest | null {
    const row = this.#database.all('SELECT state, owner, ip FROM requests WHERE key = ?', key)[0];
    return row ? { state: json<RequestState>(row, 'state'), owner: text(row, 'owner'), ip: text(row, 'ip') } : null;
  }

  keyOf(wanted: number): string | null {
    const row = this.#database.all('SELECT key FROM requests WHERE number = ?', wanted)[0];
    return row ? text(row, 'key') : null;
  }

  saveRequest({ state, owner, ip }: StoredRequest): void {
    const columns: readonly SqlValue[] = [
      owner,
      ip,
      state.technician?.id ?? null,
      state.status,
      ...keyed.map((column) => sortKey(state, column)),
    ];
    const before = this.#database.all(
      'SELECT owner, ip, technician, status, sort_submitted, sort_customer, sort_status, sort_technician, sort_on FROM requests WHERE key = ?',
      state.key,
    )[0];
    if (!before) {
      this.#database.run(
        `INSERT INTO requests (key, number, owner, ip, technician, status, sort_submitted, sort_customer, sort_status, sort_technician, sort_on, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        state.key,
        state.number,
        ...columns,
        JSON.stringify(state),
      );
    } else if (Object.values(before).every((value, i) => value === columns[i])) {
      // Most entries are messages: they leave every index alone.
      this.#database.run('UPDATE requests SET state = ? WHERE key = ?', JSON.stringify(state), state.key);
    } else {
      this.#database.run(
        `UPDATE requests SET owner = ?, ip = ?, technician = ?, status = ?,
         sort_submitted = ?, sort_customer = ?, sort_status = ?, sort_technician = ?, sort_on = ?, state = ? WHERE key = ?`,
        ...columns,
        JSON.stringify(state),
        state.key,
      );
    }
    this.#recount(before ?? null, { owner, technician: state.technician?.id ?? null, status: state.status });
  }

  #recount(
    before: SqlRow | null,
    after: { readonly owner: string; readonly technician: string | null; readonly status: RequestStatus },
  ): void {
    const old = before ? scopes(text(before, 'owner'), before['technician'], text(before, 'status')) : [];
    const now = scopes(after.owner, after.technician, after.status);
    if (JSON.stringify(old) === JSON.stringify(now)) return;
    for (const [scope, status] of old)
      this.#database.run('UPDATE counts SET count = count - 1 WHERE scope = ? AND status = ?', scope, status);
    for (const [scope, status] of now) {
      this.#database.run(
        'INSERT INTO counts (scope, status, count) VALUES (?, ?, 1) ON CONFLICT (scope, status) DO UPDATE SET count = count + 1',
        scope,
        status,
      );
    }
  }

  append(key: string, { seq, at, event }: LogEntry, { principal, side, lane, n }: Cause): void {
    const spokenBy = event.type === 'message' || event.type === 'file' ? side : null;
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

  entries(
    key: string,
    { after = 0, before = Number.MAX_SAFE_INTEGER, limit, newest = false }: Parameters<DeskStore['entries']>[1],
  ): readonly LogEntry[] {
    const rows = this.#database.all(
      `SELECT seq, at, event FROM entries WHERE request = ? AND seq > ? AND seq < ? ORDER BY seq ${newest ? 'DESC' : 'ASC'} LIMIT ?`,
      key,
      after,
      before,
      limit,
    );
    const entries = rows.map((row) => ({
      seq: number(row, 'seq'),
      at: number(row, 'at'),
      event: json<RequestEvent>(row, 'event'),
    }));
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

  /** A page of several statuses, but not all, is merged from one page of each: no index holds them together. */
  list(query: ListQuery): readonly ListedRequest[] {
    const { statuses, sort, direction, limit } = query;
    const scopes = query.technician === undefined && query.owner === undefined && statuses.length === 3 ? [null] : statuses;
    const pages = scopes.map((status) => this.#page(query, status));
    if (pages.length === 1) return pages[0] ?? [];
    const place = ({ state, sort: key }: ListedRequest) => ({ sort: key, company: '', number: state.number });
    return pages
      .flat()
      .sort((a, b) => comparePlaces(place(a), place(b), direction))
      .slice(0, limit)
      .map(({ state }) => ({ state, sort: sortKey(state, sort) }));
  }

  #page({ technician, owner, sort, direction, after, limit }: ListQuery, status: RequestStatus | null): readonly ListedRequest[] {
    const column = sortColumns[sort];
    const conditions: string[] = [];
    const parameters: SqlValue[] = [];
    const where = (condition: string, ...values: SqlValue[]): void => {
      conditions.push(condition);
      parameters.push(...values);
    };
    if (status !== null) where('status = ?', status);
    if (technician !== undefined) where('technician = ?', technician);
    if (owner !== undefined) where('owner = ?', owner);
    if (after) {
      const beyond = direction === 'ascending' ? '>' : '<';
      if (column) where(`(${column}, number) ${beyond} (?, ?)`, after.sort, after.number);
      else where(`number ${beyond} ?`, after.number);
    }
    const order = direction === 'ascending' ? 'ASC' : 'DESC';
    // Without statistics SQLite would rather walk all requests in order than sort the few of one person.
    const index =
      technician !== undefined ? 'INDEXED BY requests_of_technician' : owner !== undefined ? 'INDEXED BY requests_of_owner' : '';
    const rows = this.#database.all(
      `SELECT state FROM requests ${index} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
       ORDER BY ${column ? `${column} ${order}, ` : ''}number ${order} LIMIT ?`,
      ...parameters,
      limit,
    );
    return rows.map((row) => {
      const state = json<RequestState>(row, 'state');
      return { state, sort: sortKey(state, sort) };
    });
  }

  countByStatus(): Readonly<Record<RequestStatus, number>> {
    return this.#counts('all');
  }

  countAssigned(technician: string): number {
    return this.#counts(`technician ${technician}`).active;
  }

  countOwned(principal: string): Readonly<Record<RequestStatus, number>> {
    return this.#counts(`owner ${principal}`);
  }

  #counts(scope: string): Readonly<Record<RequestStatus, number>> {
    const counts = new Map(
      this.#database
        .all('SELECT status, count FROM counts WHERE scope = ?', scope)
        .map((row) => [text(row, 'status'), number(row, 'count')]),
    );
    return { new: counts.get('new') ?? 0, active: counts.get('active') ?? 0, completed: counts.get('completed') ?? 0 };
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
    const row = this.#database.all('SELECT file FROM files WHERE id = ?', id)[0];
    return row ? json<StoredFile>(row, 'file') : null;
  }

  saveFile(file: StoredFile): void {
    this.#database.run(
      'INSERT INTO files (id, file) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET file = excluded.file',
      file.id,
      JSON.stringify(file),
    );
  }
}

/** The counts that a request adds 1 to. */
function scopes(owner: string, technician: unknown, status: string): readonly (readonly [string, string])[] {
  const own = [
    ['all', status],
    [`owner ${owner}`, status],
  ] as const;
  return typeof technician === 'string' ? [...own, [`technician ${technician}`, status]] : own;
}

function position(row: SqlRow | undefined): Position {
  const { delivered, read } = row ?? {};
  return { delivered: typeof delivered === 'number' ? delivered : 0, read: typeof read === 'number' ? read : 0 };
}

function number(row: SqlRow | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number`);
  return value;
}

function text(row: SqlRow, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text`);
  return value;
}

/** What this store has written as JSON is of the type it was written as. */
function json<T>(row: SqlRow, column: string): T {
  return JSON.parse(text(row, column)) as T;
}
