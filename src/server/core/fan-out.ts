import type { ServerFrame } from '../../protocol/frames.ts';
import { send, type Output } from './ports.ts';
import type { Parts } from './parts.ts';
import { positionsFor, sourceOf } from './pages.ts';
import { countedAs, countsFor, page, rowOf, standsAt, type Viewer } from './queries.ts';
import type { Session } from './sessions.ts';
import { consoleOf, meOf } from './staff.ts';
import { viewersOf } from './viewers.ts';
import type { Change, Handover, Move, StaffMove, Told, ToldNote, Work } from './work.ts';

/** Tells sessions what a transaction has changed, once it is on disk. */
export class FanOut {
  readonly #parts: Parts;
  readonly #faults: unknown[];
  readonly #outputs: Output[] = [];

  /** @param faults what the store throws on the way is added here, and the others are told all the same. */
  constructor(parts: Parts, faults: unknown[]) {
    this.#parts = parts;
    this.#faults = faults;
  }

  /** The log first, then what hangs on it [R11]. */
  tell(work: Work): readonly Output[] {
    for (const handover of work.handovers) this.#handover(handover);
    for (const told of work.entries) this.#entry(told);
    for (const told of work.notes) this.#note(told);
    for (const change of work.changes.values()) this.#source(change);
    for (const [key, move] of work.moves) this.#positions(key, move);
    for (const [key, change] of work.changes) this.#row(change, null, work.newOwners.get(key));
    for (const [key, move] of work.moves) if (!work.changes.has(key)) this.#unread(key, move);
    for (const [id, move] of work.staff) this.#staff(id, move);
    if (work.console) this.#console();
    return this.#outputs;
  }

  #send(session: Session, frame: ServerFrame): void {
    this.#outputs.push(send(session.id, frame));
  }

  viewer(session: Session): Viewer {
    const { identity } = session;
    const available = identity.role === 'technician' && (this.#parts.liveness.technician(identity.principal)?.available ?? false);
    const { company, name } = this.#parts.options;
    return { session, available, company: { company, name } };
  }

  /** The pages of the same person elsewhere have more requests now, those that come with the secret alone have none of them [R109]. */
  #handover({ from, to, keys }: Handover): void {
    const { sessions, store } = this.#parts;
    const gone = new Set(keys);
    const customers = [...sessions.ofPrincipal(from), ...sessions.ofPrincipal(to)].filter(({ identity }) => identity.role === 'customer');
    for (const session of customers) {
      for (const key of session.identity.principal === from ? session.streams.filter((open) => gone.has(open)) : []) {
        sessions.leave(session, key);
        this.#send(session, { type: 'gone', key });
      }
      for (const { ask } of session.queries) this.answer(session, ask);
    }
    for (const key of keys) {
      for (const session of sessions.ofStream(key)) {
        if (session.identity.role !== 'technician') continue;
        this.#reading(() => {
          const request = store.request(key);
          if (request) this.#send(session, { type: 'source', key, source: sourceOf(store, request) });
        });
      }
    }
  }

  #entry({ key, entry, cause: { principal, lane, n } }: Told): void {
    for (const session of this.#parts.sessions.ofStream(key)) {
      const own = lane !== '' && session.identity.principal === principal;
      this.#send(session, { type: 'event', key, entry, ...(own && { cause: { lane, n } }) });
    }
  }

  #note({ key, entry, cause: { principal, lane, n } }: ToldNote): void {
    for (const session of this.#parts.sessions.ofNotes(key)) {
      if (session.identity.role !== 'technician') continue;
      const own = lane !== '' && session.identity.principal === principal;
      this.#send(session, { type: 'note', key, entry, ...(own && { cause: { lane, n } }) });
    }
  }

  #source({ before, after }: Change): void {
    if (!before || before.ip === after.ip) return;
    const { key } = after.state;
    for (const session of this.#parts.sessions.ofStream(key)) {
      if (session.identity.role === 'technician') this.#reading(() => this.#send(session, { type: 'source', key, source: sourceOf(this.#parts.store, after) }));
    }
  }

  #positions(key: string, before: Move): void {
    for (const session of this.#parts.sessions.ofStream(key)) {
      this.#reading(() => {
        const positions = positionsFor(this.#parts.store, key, session.identity.principal);
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
      const request = this.#parts.store.request(key);
      if (request) this.#row({ before: request, after: request }, unread);
    });
  }

  /**
   * @param only the participants who see something new in it; null if all do.
   * @param newcomers customers to whom it did not exist before.
   */
  #row({ before, after }: Change, only: ReadonlySet<string> | null, newcomers?: ReadonlySet<string>): void {
    const { store, sessions } = this.#parts;
    // Where the customer is shows in no list.
    if (!only && !newcomers && before?.state === after.state) return;
    this.#reading(() => {
      for (const session of sessions.mayList([after.owner, ...store.owners(after.state.key)])) {
        const { principal, role } = session.identity;
        if (only && !only.has(principal)) continue;
        const known = role === 'customer' && newcomers?.has(principal) ? null : before;
        const viewer = this.viewer(session);
        const was = known !== null && session.queries.some((query) => standsAt(query, viewer, known) !== null);
        const standing = session.queries.flatMap((query) => {
          const place = standsAt(query, viewer, after);
          return place ? [{ ask: query.ask, sort: place.sort }] : [];
        });
        if (!was && standing.length === 0 && countedAs(viewer, known) === countedAs(viewer, after)) continue;
        // Counted even if it cannot be read: a page that never gets it finds its lists apart at the next sync [R33].
        const rev = ++session.rev;
        this.#reading(() => {
          const row = standing.length > 0 ? rowOf(store, session, after.state) : null;
          this.#send(session, { type: 'row', rev, key: after.state.key, row, in: standing, counts: countsFor(store, viewer) });
        });
      }
    });
  }

  /** What a technician is told of a change of themselves; of availability, in every list too [R34]. */
  #staff(id: string, { before, after }: StaffMove): void {
    const renamed = before?.name !== after.name;
    for (const session of this.#parts.sessions.ofPrincipal(id)) {
      if (session.identity.role !== 'technician') continue;
      this.#send(session, { type: 'me', me: meOf(after) });
      if (before?.available !== after.available && !session.behind) for (const { ask } of session.queries) this.answer(session, ask);
      const { looking } = session;
      if (renamed && looking !== null) this.#reading(() => this.#outputs.push(...viewersOf(this.#parts, looking)));
    }
  }

  #console(): void {
    this.#reading(() => {
      const console = consoleOf(this.#parts);
      for (const session of this.#parts.sessions.technicians()) this.#send(session, { type: 'console', console });
    });
  }

  /** Answers an open query from its beginning. */
  answer(session: Session, ask: number): void {
    const query = session.queries.find((open) => open.ask === ask);
    if (!query) return;
    const rev = ++session.rev;
    this.#reading(() => {
      const answered = page(this.#parts.store, query, this.viewer(session), null);
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
