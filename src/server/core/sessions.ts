import type { Device } from '../../domain/request.ts';
import type { LaneMark, Query } from '../../protocol/frames.ts';
import { notesPerSync, requestsPerSync } from '../../protocol/limits.ts';
import type { Identity } from './ports.ts';

/**
 * A connection as the desk knows it: plain JSON of at most 8 KiB, so that a host can put it away with a sleeping
 * connection and bring it back (`restored` of the desk).
 */
export interface Session {
  readonly id: string;
  readonly identity: Identity;
  readonly device: Device;
  readonly ip: string;
  /** Counts `rows` and `row` frames [R33]. */
  rev: number;
  /** Keys of the requests that are open here. */
  streams: readonly string[];
  /** Keys of the requests whose notes are heard of here. */
  notes: readonly string[];
  /** The key of the request that the page shows; null if none, or if nobody can see the page. */
  looking: string | null;
  /** Its reader does not keep up: it is told nothing unasked [R130]. */
  behind: boolean;
  queries: readonly OpenQuery[];
  /** Per lane that was told where to go on, the command it must come with; later ones are not looked at [R13]. */
  held: Readonly<Record<LaneMark['id'], number>>;
}

/** A list that the page shows. */
export interface OpenQuery extends Omit<Query, 'type' | 'after'> {
  /** The place of the last row sent, if more follow; a row beyond is not part of it [R32]. */
  readonly extent: Extent | null;
}

export interface Extent {
  readonly sort: string;
  readonly number: number;
}

/** Requests and lists that one connection may have open, and bytes of all its searches: what keeps a session small. */
export const openLimits = { streams: requestsPerSync, notes: notesPerSync, queries: 8, searchBytes: 1_024, held: 16 } as const;

/** All sessions of a desk, found by whom they belong to and what they have open. */
export class Sessions {
  readonly #all = new Map<string, Session>();
  readonly #technicians = new Set<Session>();
  readonly #ofPrincipal = new Index();
  readonly #ofStream = new Index();
  readonly #ofNotes = new Index();
  readonly #lookingAt = new Index();

  get(id: string): Session | undefined {
    return this.#all.get(id);
  }

  all(): Iterable<Session> {
    return this.#all.values();
  }

  add(session: Session): void {
    this.remove(session.id);
    this.#all.set(session.id, session);
    if (session.identity.role === 'technician') this.#technicians.add(session);
    this.#ofPrincipal.add(session.identity.principal, session);
    for (const key of session.streams) this.#ofStream.add(key, session);
    for (const key of session.notes) this.#ofNotes.add(key, session);
    if (session.looking !== null) this.#lookingAt.add(session.looking, session);
  }

  remove(id: string): Session | undefined {
    const session = this.#all.get(id);
    if (!session) return undefined;
    this.#all.delete(id);
    this.#technicians.delete(session);
    this.#ofPrincipal.remove(session.identity.principal, session);
    for (const key of session.streams) this.#ofStream.remove(key, session);
    for (const key of session.notes) this.#ofNotes.remove(key, session);
    if (session.looking !== null) this.#lookingAt.remove(session.looking, session);
    return session;
  }

  ofPrincipal(principal: string): readonly Session[] {
    return this.#ofPrincipal.get(principal);
  }

  technicians(): Iterable<Session> {
    return this.#technicians;
  }

  /** Whether this customer has a page open. */
  hasCustomer(principal: string): boolean {
    return this.#ofPrincipal.get(principal).some(({ identity }) => identity.role === 'customer');
  }

  /** Those that may have a request of these owners in a list, and keep up. */
  mayList(owners: Iterable<string>): readonly Session[] {
    const own = [...new Set(owners)].flatMap((owner) => this.ofPrincipal(owner).filter(({ identity }) => identity.role === 'customer'));
    return [...this.#technicians, ...own].filter(({ queries, behind }) => queries.length > 0 && !behind);
  }

  /** Those that have the request open, and keep up. */
  ofStream(key: string): readonly Session[] {
    return this.#ofStream.get(key).filter(({ behind }) => !behind);
  }

  open(session: Session, key: string): void {
    if (session.streams.includes(key)) return;
    session.streams = [...session.streams, key];
    this.#ofStream.add(key, session);
  }

  /** Those that hear of the request's notes, and keep up. */
  ofNotes(key: string): readonly Session[] {
    return this.#ofNotes.get(key).filter(({ behind }) => !behind);
  }

  openNotes(session: Session, key: string): void {
    if (session.notes.includes(key)) return;
    session.notes = [...session.notes, key];
    this.#ofNotes.add(key, session);
  }

  /** Log and notes. */
  leave(session: Session, key: string): void {
    session.streams = session.streams.filter((open) => open !== key);
    this.#ofStream.remove(key, session);
    session.notes = session.notes.filter((open) => open !== key);
    this.#ofNotes.remove(key, session);
  }

  /** Those that show the request. */
  lookingAt(key: string): readonly Session[] {
    return this.#lookingAt.get(key);
  }

  look(session: Session, key: string | null): void {
    if (session.looking !== null) this.#lookingAt.remove(session.looking, session);
    session.looking = key;
    if (key !== null) this.#lookingAt.add(key, session);
  }
}

/** Sessions by a name of theirs, in the order in which they came. */
class Index {
  readonly #sets = new Map<string, Set<Session>>();

  add(name: string, session: Session): void {
    const set = this.#sets.get(name);
    if (set) set.add(session);
    else this.#sets.set(name, new Set([session]));
  }

  remove(name: string, session: Session): void {
    const set = this.#sets.get(name);
    set?.delete(session);
    if (set?.size === 0) this.#sets.delete(name);
  }

  get(name: string): readonly Session[] {
    return [...(this.#sets.get(name) ?? [])];
  }
}
