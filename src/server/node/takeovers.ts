/**
 * One at a time per upload. Whoever comes stops who is at it: a sender that begins anew has lost the line it was on, although
 * that may look open from here for minutes.
 */
export class Takeovers {
  readonly #running = new Map<string, { readonly stop: AbortController; readonly over: Promise<unknown> }>();

  async take<T>(id: string, work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
    for (let before = this.#running.get(id); before; before = this.#running.get(id)) {
      before.stop.abort();
      await before.over;
    }
    const stop = new AbortController();
    const done = work(stop.signal);
    const turn = { stop, over: done.then(() => undefined, () => undefined) };
    this.#running.set(id, turn);
    try {
      return await done;
    } finally {
      if (this.#running.get(id) === turn) this.#running.delete(id);
    }
  }
}
