import { listedFor } from '../../domain/lifecycle.ts';
import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { found as isFound, searchTerms, searchText } from '../../domain/search.ts';
import { comparePlaces, foldWhole, sortKey } from '../../domain/sort-key.ts';
import { statusesOf, type Counts } from '../../domain/views.ts';
import type { Row, Rows, SortedRow } from '../../protocol/frames.ts';
import { excerptLength, frameBytes } from '../../protocol/limits.ts';
import { fill } from './fitting.ts';
import type { Extent, OpenQuery, Session } from './sessions.ts';
import type { DeskStore, ListQuery, StoredRequest } from './store.ts';
import { countUnread } from './unread.ts';

/** Who looks at a list: what decides which requests stand in it. */
export interface Viewer {
  readonly session: Session;
  /** For a technician; a customer's own requests are always shown. */
  readonly available: boolean;
  /** Whose desk it is: words that hold for all of its requests. */
  readonly company: { readonly company: string; readonly name: string };
}

/**
 * The terms that a search comes down to here: what stands in the company's own id or name is true of all its requests
 * [R36].
 */
function termsOf({ search = '' }: OpenQuery, { company: { company, name } }: Viewer): readonly string[] {
  if (search === '') return [];
  const own = foldWhole(`${company}\n${name}`);
  return searchTerms(search).filter((term) => !own.includes(term));
}

/** What was found out of a state, by the search: many sessions look at one change, most with the same or no search. */
const findings = new WeakMap<RequestState, Map<string, boolean>>();

function stateFound(state: RequestState, terms: readonly string[]): boolean {
  const known = findings.get(state) ?? new Map<string, boolean>();
  findings.set(state, known);
  const search = terms.join(' ');
  const result = known.get(search) ?? isFound(state, terms, () => foldedText(state));
  known.set(search, result);
  return result;
}

/** Its text: a customer can write one that takes milliseconds to fold, and each of their words has every open search look at it. */
const folded = new WeakMap<RequestState, string>();

function foldedText(state: RequestState): string {
  const text = folded.get(state) ?? searchText(state);
  folded.set(state, text);
  return text;
}

/** Whether a technician has it or is asked into it [R30]. */
function isMine({ technician, guests }: RequestState, id: string): boolean {
  return technician?.id === id || guests.some((guest) => guest.id === id);
}

/** The statuses that a query shows. What is mine is what I am at work on: a completed request is nobody's any more [R30]. */
function statusesFor({ view, mine }: OpenQuery, { session, available }: Viewer): readonly RequestStatus[] {
  const technician = session.identity.role === 'technician';
  return statusesOf[view].filter((status) => !technician || ((available || status !== 'new') && (!mine || status === 'active')));
}

function listQuery(query: OpenQuery, viewer: Viewer): Pick<ListQuery, 'statuses' | 'technician' | 'owner' | 'terms'> {
  const { role, principal } = viewer.session.identity;
  const statuses = statusesFor(query, viewer);
  if (role === 'customer') return { statuses, owner: principal };
  const terms = termsOf(query, viewer);
  return { statuses, ...(query.mine && { technician: principal }), ...(terms.length > 0 && { terms }) };
}

/** Whether a request that the viewer may read is listed for them at all [R34]. */
export function listed({ session, available }: Viewer, { state }: Pick<StoredRequest, 'state'>): boolean {
  return session.identity.role === 'customer' || listedFor(state, available);
}

/** Where a request that the viewer may read stands in this query, or null: not of it, or beyond what was sent [R32]. */
export function standsAt(query: OpenQuery, viewer: Viewer, request: StoredRequest): Extent | null {
  const { statuses, technician, terms } = listQuery(query, viewer);
  if (!statuses.includes(request.state.status)) return null;
  if (technician !== undefined && !isMine(request.state, technician)) return null;
  if (terms && !stateFound(request.state, terms)) return null;
  const place = { sort: sortKey(request.state, query.sort), number: request.state.number };
  return query.extent && comparePlaces({ ...place, company: '' }, { ...query.extent, company: '' }, query.direction) > 0
    ? null
    : place;
}

/** What a request adds to which counts, as a word that differs when they do. */
export function countedAs(viewer: Viewer, request: StoredRequest | null): string {
  if (!request || !listed(viewer, request)) return '';
  const mine = isMine(request.state, viewer.session.identity.principal);
  return `${request.state.status} ${String(mine)}`;
}

/** How many requests each view holds for the one who asks. */
export function countsFor(store: DeskStore, { session, available }: Viewer): Counts {
  const { role, principal } = session.identity;
  const byStatus = role === 'customer' ? store.countOwned(principal) : store.countByStatus();
  const fresh = role === 'customer' || available ? byStatus.new : 0;
  const { active, completed } = byStatus;
  const all = fresh + active + completed;
  return { all, new: fresh, active, completed, mine: role === 'customer' ? all : store.countAssigned(principal) };
}

export function rowOf(store: DeskStore, session: Session, state: RequestState): Row {
  const { key, number, company, status, chat, customer, technician, guests, submittedAt, assignedAt, waitingSince, updatedAt } = state;
  const { role, principal } = session.identity;
  const unread = countUnread(store, key, role, store.position(key, principal).read);
  return {
    key,
    number,
    company,
    status,
    chat,
    customer,
    excerpt: excerpt(state.description),
    technician,
    guests,
    submittedAt,
    assignedAt,
    waitingSince,
    updatedAt,
    unread,
  };
}

/** The beginning of a description, on one line, never cut within a sign. */
function excerpt(description: string): string {
  const line = description
    .slice(0, excerptLength * 4)
    .replace(/\s+/gu, ' ')
    .trim();
  return line.slice(0, excerptLength).replace(/[\uD800-\uDBFF]$/, '');
}

/** What a `rows` frame needs besides its rows, generously. */
const envelopeBytes = 1024;

/** A page of a query and how far it now reaches. */
export function page(
  store: DeskStore,
  query: OpenQuery,
  viewer: Viewer,
  after: Extent | null,
): { readonly query: OpenQuery; readonly rows: Omit<Rows, 'rev'> } {
  const { ask, sort, direction, limit } = query;
  const found = store.list({ ...listQuery(query, viewer), sort, direction, limit: limit + 1, ...(after && { after }) });
  const all: readonly SortedRow[] = found
    .slice(0, limit)
    .map((listed) => ({ row: rowOf(store, viewer.session, listed.state), sort: listed.sort }));
  const rows = fill(all, frameBytes - envelopeBytes);
  const last = rows.at(-1);
  const more = found.length > rows.length;
  return {
    query: { ...query, extent: more && last ? { sort: last.sort, number: last.row.number } : null },
    rows: { type: 'rows', ask, rows, more, counts: countsFor(store, viewer) },
  };
}
