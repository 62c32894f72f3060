import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { namedNumber } from '../../domain/search.ts';
import { comparePlaces, foldWhole, sortKey, type Column } from '../../domain/sort-key.ts';
import { json, number, text } from './sql-cells.ts';
import type { SqlDatabase, SqlRow, SqlValue } from './sql-database.ts';
import { readOwners, readRequest } from './sql-requests.ts';
import { candidates, countCandidates } from './sql-search.ts';
import type { ListedRequest, ListQuery } from './store.ts';

/** The columns of `requests` that hold sort keys; what a list is not sorted by one of, it is sorted by the number. */
const sortColumns: Readonly<Partial<Record<Column, string>>> = {
  submitted: 'requests.sort_submitted',
  customer: 'requests.sort_customer',
  status: 'requests.sort_status',
  technician: 'requests.sort_technician',
  on: 'requests.sort_on',
};

const statuses: readonly RequestStatus[] = ['new', 'active', 'completed'];

/** How a search goes about it. */
interface Effort {
  /** Up to so many candidates are taken and sorted; of more, some soon turn up on a walk through the list. */
  readonly few: number;
  /** So many places of a list are walked before the candidates are sorted after all. */
  readonly walked: number;
}

const effort: Effort = { few: 2_000, walked: 10_000 };

/** From the index to the texts, and only from those that hold the terms on. SQLite would not find this way by itself. */
function fromCandidates(status: RequestStatus | null): string {
  return `search CROSS JOIN searched ON searched.number = search.rowid
    CROSS JOIN requests INDEXED BY ${status === null ? 'requests_number' : 'requests_status_number'} ON requests.number = searched.number`;
}

/** A way to requests: the tables to go through, from the first on, and what must hold there. */
interface Way {
  readonly from: string;
  readonly conditions: readonly string[];
  readonly parameters: readonly SqlValue[];
}

interface Place {
  readonly sort: string;
  readonly number: number;
}

type Order = Pick<ListQuery, 'sort' | 'direction'>;

/** A page of a list: merged from one page for each status and for each way to a person's requests. */
export function readList(database: SqlDatabase, query: ListQuery, { few, walked }: Effort = effort): readonly ListedRequest[] {
  const everyone = query.technician === undefined && query.owner === undefined;
  const scopes = everyone && query.statuses.length === statuses.length ? [null] : query.statuses;
  const read = query.terms && query.terms.length > 0 ? searching(database, query, query.terms, { few, walked: everyone ? walked : Infinity }) : plain(database, query);
  const pages = scopes.flatMap((status) => waysOf(query).flatMap((way) => read(withStatus(way, status), status)));
  const place = ({ state, sort }: ListedRequest) => ({ sort, company: '', number: state.number });
  const rows = pages.map((state) => ({ state, sort: sortKey(state, query.sort) }));
  return rows.sort((a, b) => comparePlaces(place(a), place(b), query.direction)).slice(0, query.limit);
}

/** `status`: the one that the way holds to, if it holds to one. */
type Reading = (way: Way, status: RequestStatus | null) => readonly RequestState[];

function plain(database: SqlDatabase, query: ListQuery): Reading {
  return (way) => states(database, after(way, query, query.after), query, query.limit);
}

function searching(database: SqlDatabase, query: ListQuery, terms: readonly string[], { few, walked }: Effort): Reading {
  const match = candidates(terms);
  if (match === null) {
    const named = namedNumber(terms);
    return named === null ? () => [] : (way, status) => plain(database, query)(and(way, 'requests.number = ?', named), status);
  }
  const holding = (way: Way): Way => terms.reduce((before, term) => and(before, 'instr(searched.text, ?) > 0', term), way);
  const walking: Reading = (way, status) =>
    plain(database, query)(holding({ ...way, from: `${way.from} CROSS JOIN searched ON searched.number = requests.number` }), status);
  // One person's requests are few: each of them is looked at.
  if (walked === Infinity) return walking;
  const sorting: Reading = (way, status) =>
    sorted(database, after(holding(and({ ...way, from: fromCandidates(status) }, 'search MATCH ?', match)), query, query.after), query);
  const count = countCandidates(database, match, few + 1);
  if (count === 0) return () => [];
  if (count <= few) return sorting;
  return (way, status) => {
    const end = placeAhead(database, after(way, query, query.after), query, walked);
    const page = walking(end ? until(way, query, end) : way, status);
    return end && page.length < query.limit ? sorting(way, status) : page;
  };
}

/** How one person's requests are reached. Without being told, SQLite would rather walk all requests in order than sort these. */
function waysOf({ technician, owner }: ListQuery): readonly Way[] {
  if (technician !== undefined) {
    const ways = [
      { from: 'requests INDEXED BY requests_of_technician', conditions: ['requests.technician = ?'], parameters: [technician] },
      { from: 'guests CROSS JOIN requests ON requests.key = guests.request', conditions: ['guests.technician = ?'], parameters: [technician] },
    ];
    const owned = '(requests.owner = ? OR EXISTS (SELECT 1 FROM owners WHERE owners.principal = ? AND owners.request = requests.key))';
    return owner === undefined ? ways : ways.map((way) => and(way, owned, owner, owner));
  }
  if (owner === undefined) return [{ from: 'requests', conditions: [], parameters: [] }];
  return [
    { from: 'requests INDEXED BY requests_of_owner', conditions: ['requests.owner = ?'], parameters: [owner] },
    { from: 'owners CROSS JOIN requests ON requests.key = owners.request', conditions: ['owners.principal = ?'], parameters: [owner] },
  ];
}

function and(way: Way, condition: string, ...parameters: readonly SqlValue[]): Way {
  return { ...way, conditions: [...way.conditions, condition], parameters: [...way.parameters, ...parameters] };
}

function withStatus(way: Way, status: RequestStatus | null): Way {
  return status === null ? way : and(way, 'requests.status = ?', status);
}

function after(way: Way, order: Order, place: Place | undefined): Way {
  return place ? compared(way, order, place, order.direction === 'ascending' ? '>' : '<') : way;
}

function until(way: Way, order: Order, place: Place): Way {
  return compared(way, order, place, order.direction === 'ascending' ? '<=' : '>=');
}

function compared(way: Way, { sort }: Order, place: Place, comparison: string): Way {
  const column = sortColumns[sort];
  if (!column) return and(way, `requests.number ${comparison} ?`, place.number);
  return and(way, `(${column}, requests.number) ${comparison} (?, ?)`, place.sort, place.number);
}

function where({ conditions }: Way): string {
  return conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
}

function ordered({ sort, direction }: Order): string {
  const way = direction === 'ascending' ? 'ASC' : 'DESC';
  const column = sortColumns[sort];
  return `ORDER BY ${column ? `${column} ${way}, ` : ''}requests.number ${way}`;
}

function states(database: SqlDatabase, way: Way, order: Order, limit: number): readonly RequestState[] {
  const rows = database.all(`SELECT requests.state FROM ${way.from} ${where(way)} ${ordered(order)} LIMIT ?`, ...way.parameters, limit);
  return rows.map(state);
}

/** The same where much is to be sorted: numbers first, so that only the page's own states are read. */
function sorted(database: SqlDatabase, way: Way, { limit, ...order }: ListQuery): readonly RequestState[] {
  const numbers = `SELECT requests.number FROM ${way.from} ${where(way)} ${ordered(order)} LIMIT ?`;
  return database.all(`SELECT state FROM requests WHERE number IN (${numbers})`, ...way.parameters, limit).map(state);
}

/** The place of the row that stands so many rows further on, or null if there is none. */
function placeAhead(database: SqlDatabase, way: Way, order: Order, rows: number): Place | null {
  const column = sortColumns[order.sort] ?? `''`;
  const [row] = database.all(
    `SELECT ${column} AS sort, requests.number AS number FROM ${way.from} ${where(way)} ${ordered(order)} LIMIT 1 OFFSET ?`,
    ...way.parameters,
    rows,
  );
  return row ? { sort: text(row, 'sort'), number: number(row, 'number') } : null;
}

function state(row: SqlRow): RequestState {
  return json<RequestState>(row, 'state');
}

export function readEarlier(database: SqlDatabase, key: string, limit: number): readonly RequestState[] {
  const request = readRequest(database, key);
  if (!request) return [];
  const order = { sort: 'id', direction: 'descending' } as const;
  const email = foldWhole(request.state.customer.email);
  const found = [
    ...readOwners(database, key).flatMap((owner) => readList(database, { owner, statuses, ...order, limit: limit + 1 }).map((row) => row.state)),
    ...(email === '' ? [] : states(database, { from: 'requests INDEXED BY requests_email', conditions: ['requests.email = ?'], parameters: [email] }, order, limit + 1)),
  ];
  const others = new Map(found.filter((one) => one.key !== key).map((one) => [one.number, one]));
  return [...others.values()].sort((a, b) => b.number - a.number).slice(0, limit);
}

export function readActiveOf(database: SqlDatabase, technician: string): readonly string[] {
  const ways = waysOf({ technician, statuses: ['active'], sort: 'id', direction: 'ascending', limit: 0 }).map((way) => withStatus(way, 'active'));
  const query = ways.map((way) => `SELECT requests.number AS number, requests.key AS key FROM ${way.from} ${where(way)}`).join(' UNION ALL ');
  return database.all(`${query} ORDER BY number`, ...ways.flatMap((way) => way.parameters)).map((row) => text(row, 'key'));
}
