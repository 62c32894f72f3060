import { listedFor } from '../../domain/lifecycle.ts';
import type { RequestState, RequestStatus } from '../../domain/request.ts';
import { comparePlaces, sortKey } from '../../domain/sort-key.ts';
import { statusesOf, type Counts } from '../../domain/views.ts';
import type { Row, Rows, SortedRow } from '../../protocol/frames.ts';
import { excerptLength, frameBytes } from '../../protocol/limits.ts';
import { fill } from './bytes.ts';
import { mayRead } from './rights.ts';
import type { Extent, OpenQuery, Session } from './sessions.ts';
import type { DeskStore, ListQuery, StoredRequest } from './store.ts';
import { countUnread } from './work.ts';

/** Who looks at a list: what decides which requests stand in it. */
export interface Viewer {
  readonly session: Session;
  /** For a technician; a customer's own requests are always shown. */
  readonly available: boolean;
}

/** The statuses that a query shows. What is mine is what I am at work on: a completed request is nobody's any more [R30]. */
function statusesFor({ view, mine }: OpenQuery, { session, available }: Viewer): readonly RequestStatus[] {
  const technician = session.identity.role === 'technician';
  return statusesOf[view].filter((status) => !technician || ((available || status !== 'new') && (!mine || status === 'active')));
}

function listQuery(query: OpenQuery, viewer: Viewer): Pick<ListQuery, 'statuses' | 'technician' | 'owner'> {
  const { role, principal } = viewer.session.identity;
  const statuses = statusesFor(query, viewer);
  if (role === 'customer') return { statuses, owner: principal };
  return query.mine ? { statuses, technician: principal } : { statuses };
}

/** Whether a request is listed for this viewer at all [R34], [R35]. */
function listed({ session, available }: Viewer, request: StoredRequest): boolean {
  return mayRead(session.identity, request) && (session.identity.role === 'customer' || listedFor(request.state, available));
}

/** Where the request stands in this query, or null: not of its view, or beyond what was sent [R32]. */
export function standsAt(query: OpenQuery, viewer: Viewer, request: StoredRequest): Extent | null {
  const { statuses, technician } = listQuery(query, viewer);
  if (!mayRead(viewer.session.identity, request) || !statuses.includes(request.state.status)) return null;
  if (technician !== undefined && request.state.technician?.id !== technician) return null;
  const place = { sort: sortKey(request.state, query.sort), number: request.state.number };
  return query.extent && comparePlaces({ ...place, company: '' }, { ...query.extent, company: '' }, query.direction) > 0
    ? null
    : place;
}

/** What a request adds to which counts, as a word that differs when they do. */
export function countedAs(viewer: Viewer, request: StoredRequest | null): string {
  if (!request || !listed(viewer, request)) return '';
  const mine = request.state.technician?.id === viewer.session.identity.principal;
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
  const { key, number, company, status, chat, customer, technician, submittedAt, assignedAt, waitingSince, updatedAt } = state;
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
