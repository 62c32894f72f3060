import type { Device } from '../../domain/request.ts';
import type { LaneMark, Query } from '../../protocol/frames.ts';
import { streamsPerSync } from '../../protocol/limits.ts';
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

/** Requests and lists that one connection may have open: what keeps a session small. */
export const openLimits = { streams: streamsPerSync, queries: 8, held: 16 } as const;

/** All sessions of a desk, found by whom they belong to and what they have open. */
export class Sessions {
  readonly #all = new Map<string, Session>();
  readonly #technicians = new Set<Session>();
  readonly #ofPrincipal = new Index();
  readonly #ofStream = new Index();

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
  }

  remove(id: string): Session | undefined {
    const session = this.#all.get(id);
    if (!session) return undefined;
    this.#all.delete(id);
    this.#technicians.delete(session);
    this.#ofPrincipal.remove(session.identity.principal, session);
    for (const key of session.streams) this.#ofStream.remove(key, session);
    return session;
  }

  ofPrincipal(principal: string): readonly Session[] {
    return this.#ofPrincipal.get(principal);
  }

  /** Those that may have a request of this owner in a list. */
  mayList(owner: string): readonly Session[] {
    const own = this.ofPrincipal(owner).filter(({ identity }) => identity.role === 'customer');
    return [...this.#technicians, ...own].filter(({ queries }) => queries.length > 0);
  }

  /** Those that have the request open. */
  ofStream(key: string): readonly Session[] {
    return this.#ofStream.get(key);
  }

  open(session: Session, key: string): void {
    if (session.streams.includes(key)) return;
    session.streams = [...session.streams, key];
    this.#ofStream.add(key, session);
  }

  leave(session: Session, key: string): void {
    session.streams = session.streams.filter((open) => open !== key);
    this.#ofStream.remove(key, session);
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
