import type { Sessions } from './sessions.ts';
import type { DeskStore, StoredTechnician } from './store.ts';

/** Who is there, and until when a company counts as live [R52]. */
export class Liveness {
  readonly #store: DeskStore;
  readonly #sessions: Sessions;
  readonly #grace: number;
  #known: ReadonlyMap<string, StoredTechnician> | null = null;
  /** When a technician left, if the store did not take it: tried again at the next change. */
  readonly #unkept = new Map<string, number>();

  constructor(store: DeskStore, sessions: Sessions, grace: number) {
    this.#store = store;
    this.#sessions = sessions;
    this.#grace = grace;
  }

  /** To be called whenever a technician may have been written, or the writing has failed. */
  reread(): void {
    this.#known = null;
  }

  technician(id: string): StoredTechnician | null {
    return this.#all().get(id) ?? null;
  }

  isLive(now: number): boolean {
    return this.#until(now) > now;
  }

  /** When the last grace runs out, if the company hangs on nothing else. */
  wakeAt(now: number): number | null {
    const until = this.#until(now);
    return until > now && until !== Infinity ? until : null;
  }

  #until(now: number): number {
    let until = 0;
    for (const { id, enabled, available, leftAt } of this.all()) {
      if (!enabled || !available) continue;
      if (this.connected(id)) return Infinity;
      const left = this.#unkept.get(id) ?? leftAt;
      // Nobody is connected, whatever the store says; a time to come is a clock that was set back.
      if (left !== null && left !== 0) until = Math.max(until, Math.min(left, now) + this.#grace);
    }
    return until;
  }

  /** Keeps that a technician is here. Inside of a transaction. */
  arrived(id: string): void {
    const technician = this.#store.technician(id);
    if (technician && technician.leftAt !== null) this.#store.saveTechnician({ ...technician, leftAt: null });
    this.reread();
  }

  /** Keeps when a technician left, unless another connection of theirs is open. Throws if the store does. */
  left(id: string, now: number): void {
    if (this.connected(id)) return;
    this.#unkept.set(id, now);
    this.keep();
  }

  /** Writes what the store did not take before. */
  keep(): void {
    if (this.#unkept.size === 0) return;
    this.#store.transaction(() => {
      for (const [id, leftAt] of this.#unkept) {
        const technician = this.connected(id) ? null : this.#store.technician(id);
        if (technician) this.#store.saveTechnician({ ...technician, leftAt });
      }
    });
    this.#unkept.clear();
    this.reread();
  }

  /** After a crash: who was connected then has left by now. */
  recover(now: number): void {
    for (const { id, leftAt } of this.all()) {
      if (leftAt === null && !this.connected(id)) this.#unkept.set(id, now);
    }
    this.keep();
  }

  /** Whether a page of this technician is open. */
  connected(id: string): boolean {
    return this.#sessions.ofPrincipal(id).some(({ identity }) => identity.role === 'technician');
  }

  all(): readonly StoredTechnician[] {
    return [...this.#all().values()];
  }

  #all(): ReadonlyMap<string, StoredTechnician> {
    this.#known ??= new Map(this.#store.technicians().map((technician) => [technician.id, technician]));
    return this.#known;
  }
}
