import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { foldWhole, sortKey } from '../../domain/sort-key.ts';
import { json, number, text } from './sql-cells.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';
import { index } from './sql-search.ts';
import type { StoredRequest } from './store.ts';

/** Requests in SQLite: each whole, with the keys of its lists beside it, what it counts for, and who takes part in it. */

const keyed = ['submitted', 'customer', 'status', 'technician', 'on'] as const;

export function readRequest(database: SqlDatabase, key: string): StoredRequest | null {
  const row = database.all('SELECT state, owner, ip, told FROM requests WHERE key = ?', key)[0];
  if (!row) return null;
  return { state: json<RequestState>(row, 'state'), owner: text(row, 'owner'), ip: text(row, 'ip'), told: number(row, 'told') === 1 };
}

/** @throws Error if it was filed by somebody else. */
export function writeRequest(database: SqlDatabase, request: StoredRequest): void {
  const { state } = request;
  const before = readRequest(database, state.key);
  if (before && before.owner !== request.owner) throw new Error('Who filed a request does not change');
  if (before && sameColumns(before, request)) {
    // Most entries are messages: they leave every index alone.
    database.run('UPDATE requests SET state = ? WHERE key = ?', JSON.stringify(state), state.key);
    return;
  }
  const columns: readonly SqlValue[] = [
    request.ip,
    request.told ? 1 : 0,
    state.technician?.id ?? null,
    state.status,
    ...keyed.map((column) => sortKey(state, column)),
    foldWhole(state.customer.email),
    JSON.stringify(state),
  ];
  if (before) {
    database.run(
      `UPDATE requests SET ip = ?, told = ?, technician = ?, status = ?,
       sort_submitted = ?, sort_customer = ?, sort_status = ?, sort_technician = ?, sort_on = ?, email = ?, state = ? WHERE key = ?`,
      ...columns,
      state.key,
    );
  } else {
    database.run(
      `INSERT INTO requests (key, number, owner, ip, told, technician, status,
       sort_submitted, sort_customer, sort_status, sort_technician, sort_on, email, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      state.key,
      state.number,
      request.owner,
      ...columns,
    );
  }
  if (!before || !sameText(before.state, state)) index(database, state);
  invite(database, before?.state ?? null, state);
  recount(database, before?.state ?? null, state, request.owner);
}

/** Whether all that stands outside of the state itself, in columns and other tables, is the same. */
function sameColumns(before: StoredRequest, { state, ip, told }: StoredRequest): boolean {
  const old = before.state;
  return (
    before.ip === ip &&
    before.told === told &&
    old.status === state.status &&
    old.chat === state.chat &&
    old.technician?.id === state.technician?.id &&
    old.technician?.name === state.technician?.name &&
    old.submittedAt === state.submittedAt &&
    old.assignedAt === state.assignedAt &&
    sameText(old, state) &&
    guestsOf(old).join('\n') === guestsOf(state).join('\n')
  );
}

function sameText(old: RequestState, { customer, description }: RequestState): boolean {
  return old.customer.name === customer.name && old.customer.email === customer.email && old.description === description;
}

/** Who takes part without having it. */
function guestsOf({ technician, guests }: RequestState): readonly string[] {
  return [...new Set(guests.map(({ id }) => id))].filter((id) => id !== technician?.id);
}

function invite(database: SqlDatabase, before: RequestState | null, { key, ...state }: RequestState): void {
  const old = before ? guestsOf(before) : [];
  const now = guestsOf({ key, ...state });
  for (const id of old.filter((one) => !now.includes(one)))
    database.run('DELETE FROM guests WHERE technician = ? AND request = ?', id, key);
  for (const id of now.filter((one) => !old.includes(one)))
    database.run('INSERT INTO guests (technician, request) VALUES (?, ?)', id, key);
}

/** Keeps the counts in step: a count is read at every change of a list, so it is never counted anew. */
function recount(database: SqlDatabase, before: RequestState | null, state: RequestState, owner: string): void {
  const old = before ? technicianScopes(before) : [];
  const now = technicianScopes(state);
  if (before?.status === state.status) {
    for (const scope of old) if (!now.includes(scope)) add(database, scope, state.status, -1);
    for (const scope of now) if (!old.includes(scope)) add(database, scope, state.status, 1);
    return;
  }
  const shared = ['all', ...[owner, ...furtherOwners(database, state.key)].map(ownerScope)];
  if (before) for (const scope of [...shared, ...old]) add(database, scope, before.status, -1);
  for (const scope of [...shared, ...now]) add(database, scope, state.status, 1);
}

function technicianScopes(state: RequestState): readonly string[] {
  return [...(state.technician ? [state.technician.id] : []), ...guestsOf(state)].map(technicianScope);
}

function technicianScope(id: string): string {
  return `technician ${id}`;
}

export function ownerScope(principal: string): string {
  return `owner ${principal}`;
}

/** Changes a count. */
export function add(database: SqlDatabase, scope: string, status: RequestStatus, change: 1 | -1): void {
  database.run(
    'INSERT INTO counts (scope, status, count) VALUES (?, ?, ?) ON CONFLICT (scope, status) DO UPDATE SET count = count + excluded.count',
    scope,
    status,
    change,
  );
}

export function countAll(database: SqlDatabase): Readonly<Record<RequestStatus, number>> {
  return counts(database, 'all');
}

export function countOfTechnician(database: SqlDatabase, id: string): Readonly<Record<RequestStatus, number>> {
  return counts(database, technicianScope(id));
}

export function countOfOwner(database: SqlDatabase, principal: string): Readonly<Record<RequestStatus, number>> {
  return counts(database, ownerScope(principal));
}

function counts(database: SqlDatabase, scope: string): Readonly<Record<RequestStatus, number>> {
  const rows = database.all('SELECT status, count FROM counts WHERE scope = ?', scope);
  const found = new Map(rows.map((row) => [text(row, 'status'), number(row, 'count')]));
  return { new: found.get('new') ?? 0, active: found.get('active') ?? 0, completed: found.get('completed') ?? 0 };
}

/** All owners, the one who filed it first, then in the order in which they came. */
export function readOwners(database: SqlDatabase, key: string): readonly string[] {
  const filed = database.all('SELECT owner FROM requests WHERE key = ?', key)[0];
  return filed ? [text(filed, 'owner'), ...furtherOwners(database, key)] : [];
}

export function furtherOwners(database: SqlDatabase, key: string): readonly string[] {
  return database.all('SELECT principal FROM owners WHERE request = ? ORDER BY place', key).map((row) => text(row, 'principal'));
}

/** @throws Error if there is no such request. */
export function writeOwner(database: SqlDatabase, key: string, principal: string): void {
  const request = readRequest(database, key);
  if (!request) throw new Error('No such request');
  const further = furtherOwners(database, key);
  if (request.owner === principal || further.includes(principal)) return;
  database.run('INSERT INTO owners (principal, request, place) VALUES (?, ?, ?)', principal, key, further.length + 1);
  add(database, ownerScope(principal), request.state.status, 1);
}
