import type { IntakeOptions } from './file-intake.ts';

/** Milliseconds that a file lies here which is not whole, or which no request has taken. */
export const abandonedAfter = 24 * 3_600_000;

export interface AbandonedOptions extends Pick<IntakeOptions, 'blobs' | 'clock' | 'desk' | 'onFault'> {
  /** Whether something is being done with a file right now. */
  busy(id: string): boolean;
  remove(id: string): Promise<void>;
}

/** Removes what nobody has come to need [R115], each in its time; while nothing lies here that may have to go, nothing is waited for. */
export class AbandonedFiles {
  readonly #options: AbandonedOptions;
  #next: { readonly due: number; callOff(): void } | null = null;
  #closed = false;

  constructor(options: AbandonedOptions) {
    this.#options = options;
  }

  /** One more lies here from now on. */
  begun(): void {
    this.#sweepAfter(abandonedAfter);
  }

  /** Never rejects. */
  async sweep(): Promise<void> {
    const { clock, onFault } = this.#options;
    try {
      const oldest = await this.#remove(clock.now() - abandonedAfter);
      if (oldest !== null) this.#sweepAfter(Math.max(1_000, oldest + abandonedAfter - clock.now()));
    } catch (fault) {
      onFault(fault);
      this.#sweepAfter(abandonedAfter);
    }
  }

  close(): void {
    this.#closed = true;
    this.#next?.callOff();
  }

  /** One look is due at a time: the earliest that was asked for. */
  #sweepAfter(ms: number): void {
    const { clock } = this.#options;
    const due = clock.now() + ms;
    if (this.#closed || (this.#next && this.#next.due <= due)) return;
    this.#next?.callOff();
    const callOff = clock.after(ms, () => {
      this.#next = null;
      void this.sweep();
    });
    this.#next = { due, callOff };
  }

  /** @returns since when the oldest lies here that may still be needed; null for none. */
  async #remove(before: number): Promise<number | null> {
    const { blobs, desk, busy, remove } = this.#options;
    let oldest: number | null = null;
    const isDue = (since: number): boolean => {
      if (since > before) oldest = Math.min(oldest ?? since, since);
      return since <= before;
    };
    for (const { id, at } of desk.looseFiles()) if (isDue(at) && (await desk.forget(id))) await remove(id);
    for (const id of await blobs.ids()) {
      // What the desk knows is its own to keep or to forget.
      if (this.#closed || busy(id) || desk.file(id)) continue;
      if (isDue((await blobs.arrival(id))?.since ?? 0)) await remove(id);
    }
    return oldest;
  }
}
