import type { ServerFrame } from '../../protocol/frames.ts';
import type { Liveness } from './liveness.ts';
import type { Output } from './ports.ts';
import { positionsFor } from './pages.ts';
import { countedAs, countsFor, page, rowOf, standsAt, type Viewer } from './queries.ts';
import type { Session, Sessions } from './sessions.ts';
import type { DeskStore } from './store.ts';
import type { Change, Move, Told, Work } from './work.ts';

/** Tells sessions what a transaction has changed, once it is on disk. */
export class FanOut {
  readonly #store: DeskStore;
  readonly #sessions: Sessions;
  readonly #liveness: Liveness;
  readonly #faults: unknown[];
  readonly #outputs: Output[] = [];

  /** @param faults what the store throws on the way is added here, and the others are told all the same. */
  constructor(store: DeskStore, sessions: Sessions, liveness: Liveness, faults: unknown[]) {
    this.#store = store;
    this.#sessions = sessions;
    this.#liveness = liveness;
    this.#faults = faults;
  }

  /** Answers first, then the log, then what hangs on it [R11]. */
  tell(work: Work): readonly Output[] {
    this.#outputs.push(...work.replies);
    for (const told of work.entries) this.#entry(told);
    for (const change of work.changes.values()) this.#source(change);
    for (const [key, move] of work.moves) this.#positions(key, move);
    for (const change of work.changes.values()) this.#row(change, null);
    for (const [key, move] of work.moves) if (!work.changes.has(key)) this.#unread(key, move);
    for (const technician of work.availability) this.#availability(technician);
    return this.#outputs;
  }

  #send(session: Session, frame: ServerFrame): void {
    this.#outputs.push({ type: 'send', session: session.id, frame });
  }

  viewer(session: Session): Viewer {
    return { session, available: this.#liveness.technician(session.identity.principal)?.available ?? false };
  }

  #entry({ key, entry, cause: { principal, lane, n } }: Told): void {
    for (const session of this.#sessions.ofStream(key)) {
      const own = lane !== '' && session.identity.principal === principal;
      this.#send(session, { type: 'event', key, entry, ...(own && { cause: { lane, n } }) });
    }
  }

  #source({ before, after }: Change): void {
    if (!before || before.ip === after.ip) return;
    const { key } = after.state;
    for (const session of this.#sessions.ofStream(key)) {
      if (session.identity.role === 'technician') this.#send(session, { type: 'source', key, source: { ip: after.ip } });
    }
  }

  #positions(key: string, before: Move): void {
    for (const session of this.#sessions.ofStream(key)) {
      this.#reading(() => {
        const positions = positionsFor(this.#store, key, session.identity.principal);
        const furthest =
          JSON.stringify([positions.customer, positions.technician]) !== JSON.stringify([before.customer, before.technician]);
        if (furthest || before.participants.has(session.identity.principal))
          this.#send(session, { type: 'positions', key, positions });
      });
    }
  }

  #unread(key: string, { unread }: Move): void {
    if (unread.size === 0) return;
    this.#reading(() => {
      const request = this.#store.request(key);
      if (request) this.#row({ before: request, after: request }, unread);
    });
  }

  /** @param only the participants who see something new in it; null if all do. */
  #row(change: Change, only: ReadonlySet<string> | null): void {
    const { before, after } = change;
    for (const session of this.#sessions.mayList(after.owner)) {
      if (only && !only.has(session.identity.principal)) continue;
      const viewer = this.viewer(session);
      const was = before !== null && session.queries.some((query) => standsAt(query, viewer, before) !== null);
      const standing = session.queries.flatMap((query) => {
        const place = standsAt(query, viewer, after);
        return place ? [{ ask: query.ask, sort: place.sort }] : [];
      });
      if (!was && standing.length === 0 && countedAs(viewer, before) === countedAs(viewer, after)) continue;
      // Counted even if it cannot be read: a page that never gets it finds its lists apart at the next sync [R33].
      const rev = ++session.rev;
      this.#reading(() => {
        const row = standing.length > 0 ? rowOf(this.#store, session, after.state) : null;
        this.#send(session, {
          type: 'row',
          rev,
          key: after.state.key,
          row,
          in: standing,
          counts: countsFor(this.#store, viewer),
        });
      });
    }
  }

  /** A change of availability changes every list of that technician [R34]. */
  #availability(id: string): void {
    const technician = this.#liveness.technician(id);
    if (!technician) return;
    for (const session of this.#sessions.ofPrincipal(id)) {
      const { identity } = session;
      if (identity.role !== 'technician') continue;
      this.#send(session, { type: 'me', me: { role: 'technician', id, name: identity.name, available: technician.available } });
      for (const { ask } of session.queries) this.answer(session, ask);
    }
  }

  /** Answers an open query from its beginning. */
  answer(session: Session, ask: number): void {
    const query = session.queries.find((open) => open.ask === ask);
    if (!query) return;
    const rev = ++session.rev;
    this.#reading(() => {
      const answered = page(this.#store, query, this.viewer(session), null);
      session.queries = session.queries.map((open) => (open.ask === ask ? answered.query : open));
      this.#send(session, { ...answered.rows, rev });
    });
  }

  #reading(work: () => void): void {
    try {
      work();
    } catch (fault) {
      this.#faults.push(fault);
    }
  }
}
