import type { WritableAtom } from 'nanostores';
import type { Technician } from '../domain/request.ts';
import type { ServerFrame } from '../protocol/frames.ts';
import type { CompanyDesk, Listener } from './company-desk.ts';

interface Look {
  key: string;
  readonly $viewers: WritableAtom<readonly Technician[]>;
}

/**
 * What this page shows of one company, so that colleagues see it: of several looks the latest one, and nothing while nobody
 * can see the page.
 */
export class Looking implements Listener {
  readonly #desk: CompanyDesk;
  #looks: readonly Look[] = [];
  /** What the desk knows, as far as one can tell. */
  #told: string | null = null;
  #stopWatching: (() => void) | null = null;

  constructor(desk: CompanyDesk) {
    this.#desk = desk;
    desk.attach(this);
  }

  /** Returns how to end it. */
  begin(key: Promise<string>, $viewers: Look['$viewers']): () => void {
    const look: Look = { key: '', $viewers };
    this.#looks = [...this.#looks, look];
    this.#stopWatching ??= this.#desk.ports.environment.onVisibility(() => {
      this.#tell();
    });
    void key.then((known) => {
      look.key = known;
      this.#tell();
    });
    return () => {
      this.#looks = this.#looks.filter((other) => other !== look);
      $viewers.set([]);
      this.#tell();
      if (this.#looks.length > 0) return;
      this.#stopWatching?.();
      this.#stopWatching = null;
    };
  }

  connected(): void {
    this.#tell();
  }

  lost(): void {
    this.expelled();
  }

  expelled(): void {
    this.#told = null;
    for (const { $viewers } of this.#looks) $viewers.set([]);
  }

  frame(frame: ServerFrame): void {
    if (frame.type !== 'viewers') return;
    for (const { key, $viewers } of this.#looks) if (key === frame.key) $viewers.set(frame.technicians);
  }

  /** Says it again: on an open link, too, a frame may be lost. */
  heads(): void {
    if (this.#told !== null) this.#desk.send({ type: 'look', key: this.#told });
  }

  #tell(): void {
    const last = this.#looks.at(-1)?.key || null;
    const key = this.#desk.ports.environment.visible() ? last : null;
    if (key === this.#told || !this.#desk.connected) return;
    for (const look of this.#looks) if (look.key !== key) look.$viewers.set([]);
    if (this.#desk.send({ type: 'look', key })) this.#told = key;
  }
}
