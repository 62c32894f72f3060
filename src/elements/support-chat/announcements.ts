/** Something to be said of a conversation: words of somebody, or an event. */
export interface Announcement {
  /** Who it comes from; null for an event. */
  readonly who: string | null;
  /** The whole of it, in words. */
  readonly text: string;
}

/** For several from one author: how many, and from whom. */
export type CountWords = (count: number, who: string) => string;

/** Within this time after one announcement, what else arrives is collected: a reader cannot listen faster. Milliseconds. */
const pause = 1_500;

/**
 * Says what arrives: the first at once, what follows closely in one summary per author, so that a burst of any length is at most one
 * line and a few summaries.
 */
export class Announcements {
  readonly #say: (text: string) => void;
  readonly #words: () => CountWords;
  readonly #after: (ms: number, callback: () => void) => () => void;
  #waiting: Announcement[] = [];
  #cancel: (() => void) | null = null;

  constructor(say: (text: string) => void, words: () => CountWords, after: (ms: number, callback: () => void) => () => void) {
    this.#say = say;
    this.#words = words;
    this.#after = after;
  }

  /** Takes all that has arrived in one moment. */
  add(arrived: readonly Announcement[]): void {
    if (arrived.length === 0) return;
    this.#waiting.push(...arrived);
    if (!this.#cancel) this.#flush();
  }

  /** Forgets what has not been said. */
  clear(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#waiting = [];
  }

  #flush(): void {
    this.#cancel = null;
    if (this.#waiting.length === 0) return;
    this.#say(summary(this.#waiting, this.#words()));
    this.#waiting = [];
    this.#cancel = this.#after(pause, () => {
      this.#flush();
    });
  }
}

/** One text for all: up to two as they are, more counted by author. */
export function summary(all: readonly Announcement[], words: CountWords): string {
  const counts = new Map<string, number>();
  for (const { who } of all) if (who !== null) counts.set(who, (counts.get(who) ?? 0) + 1);
  const spoken = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (spoken <= 2) return all.map(({ text }) => text).join(' ');
  const events = all.filter(({ who }) => who === null).map(({ text }) => text);
  return [...[...counts].map(([who, count]) => words(count, who)), ...events.slice(-2)].join('. ');
}
