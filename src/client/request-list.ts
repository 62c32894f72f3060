import { atom } from 'nanostores';
import { noCounts, type Counts } from '../domain/views.ts';
import type { Row } from '../protocol/frames.ts';
import type { ListSettings, RequestList } from './client.ts';
import type { CompanyDesk } from './company-desk.ts';
import type { SupportError } from './errors.ts';
import { endsAt, ListPart } from './list-part.ts';
import { earliestEnd, mergeRows } from './merge-rows.ts';
import { setIfOther } from './same-items.ts';

/** Connections without which a list is as ready as it can be. */
const away: readonly string[] = ['refused', 'offline', 'closed'];

/** A live query over one or several desks, merged into one list. */
export class LiveList implements RequestList {
  readonly $rows = atom<readonly Row[]>([]);
  readonly $counts = atom<Counts>(noCounts);
  readonly $status = atom<'loading' | 'ready'>('loading');
  readonly $more = atom(false);
  readonly $error = atom<SupportError | null>(null);
  readonly $query;
  readonly #desks: readonly CompanyDesk[];
  readonly #stops: readonly (() => void)[];
  #shown: readonly ListPart[] = [];
  #shownSettings: ListSettings;
  /** The parts of new settings, until all of them can be shown. */
  #coming: readonly ListPart[] | null = null;

  constructor(desks: readonly CompanyDesk[], settings: ListSettings) {
    this.#desks = desks;
    this.$query = atom(settings);
    this.#shownSettings = settings;
    this.#shown = this.#parts(settings);
    this.#stops = desks.map((desk) =>
      desk.$connection.listen(() => {
        this.#update();
      }),
    );
  }

  set(settings: Partial<ListSettings>): void {
    const wanted = { ...this.$query.get(), ...settings };
    this.$query.set(wanted);
    for (const part of this.#coming ?? []) part.release();
    this.#coming = this.#parts(wanted);
    this.#update();
  }

  async loadMore(): Promise<void> {
    const pages = this.#shown.flatMap(({ page }) => page ?? []);
    const end = earliestEnd(pages, this.#shownSettings.direction);
    if (!end) return;
    await Promise.all(this.#shown.filter((part) => endsAt(part, end)).map((part) => part.loadMore()));
  }

  release(): void {
    for (const stop of this.#stops) stop();
    for (const part of [...this.#shown, ...(this.#coming ?? [])]) part.release();
    this.#shown = [];
    this.#coming = null;
  }

  #parts(settings: ListSettings): readonly ListPart[] {
    const { companies } = settings;
    return this.#desks.filter(({ company }) => companies?.includes(company) ?? true).map(
      (desk) =>
        new ListPart(desk, settings, () => {
          this.#update();
        }),
    );
  }

  #update(): void {
    let answered = false;
    const refused = (this.#coming ?? this.#shown).find(({ error }) => error)?.error ?? null;
    if (this.#coming && refused) {
      // What cannot be asked changes nothing: the rows of before stay, and stay true.
      for (const part of this.#coming) part.release();
      this.#coming = null;
      this.$error.set(refused);
    } else if (this.#coming && ready(this.#coming)) {
      for (const part of this.#shown) part.release();
      this.#shown = this.#coming;
      this.#shownSettings = this.$query.get();
      this.#coming = null;
      answered = true;
      this.$error.set(null);
    } else if (refused && this.$status.get() === 'loading') {
      this.$error.set(refused);
      this.$status.set('ready');
    }
    const { rows, more } = mergeRows(
      this.#shown.flatMap(({ page }) => page ?? []),
      this.#shownSettings.direction,
    );
    // The answer to new settings is another list, even if it is the same rows: who waits for it knows that it is there.
    if (answered) this.$rows.set(rows);
    else setIfOther(this.$rows, rows);
    this.$more.set(more);
    const counts = sum(this.#shown.map(({ counts }) => counts));
    if (differ(counts, this.$counts.get())) this.$counts.set(counts);
    if (ready(this.#shown)) this.$status.set('ready');
  }
}

function ready(parts: readonly ListPart[]): boolean {
  return (parts.length === 0 || parts.some(({ page }) => page)) && parts.every(({ page, desk }) => page ?? away.includes(desk.$connection.get().status));
}

function differ(a: Counts, b: Counts): boolean {
  return (Object.keys(a) as (keyof Counts)[]).some((view) => a[view] !== b[view]);
}

function sum(counts: readonly Counts[]): Counts {
  const total = { ...noCounts };
  for (const one of counts) for (const view of Object.keys(total) as (keyof Counts)[]) total[view] += one[view];
  return total;
}
