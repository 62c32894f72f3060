import type { Place } from '../domain/sort-key.ts';
import { noCounts, type Counts } from '../domain/views.ts';
import { searchLength } from '../domain/search.ts';
import type { ErrorFrame, Heads, RowFrame, Rows, ServerFrame } from '../protocol/frames.ts';
import { pageRows } from '../protocol/limits.ts';
import type { ListSettings } from './client.ts';
import type { CompanyDesk, Listener } from './company-desk.ts';
import { SupportError } from './errors.ts';
import { insertRow, type RowPage } from './merge-rows.ts';

/** Rows of the first page: about two screens. */
const firstPage = 50;

interface Page extends RowPage {
  readonly ask: number;
}

/** One desk's share of a list: a live query and the rows read of it [R30–R34]. */
export class ListPart implements Listener {
  readonly desk: CompanyDesk;
  counts: Counts = noCounts;
  /** Why there are no rows, and will be none. */
  error: SupportError | null = null;
  readonly #settings: ListSettings;
  readonly #changed: () => void;
  readonly #detach: () => void;
  #held: Page | null = null;
  /** A query asked anew, until it reaches as far as what is held. */
  #coming: Page | null = null;
  /** Whether rows of the coming one have been read. */
  #answered = false;
  #wanted = 0;
  /** Whether it was asked right behind the hello of this connection. */
  #early = false;
  /** The ask whose next page is on its way, or 0. */
  #paging = 0;
  #waiters: (() => void)[] = [];

  constructor(desk: CompanyDesk, settings: ListSettings, changed: () => void) {
    this.desk = desk;
    this.#settings = settings;
    this.#changed = changed;
    this.#detach = desk.attach(this);
  }

  get page(): RowPage | null {
    return this.#held;
  }

  /** Resolves when one more page is there, or cannot be had. */
  loadMore(): Promise<void> {
    const { desk } = this;
    if (!desk.connected || !(this.#coming ?? this.#held)) return Promise.resolve();
    const done = new Promise<void>((resolve) => this.#waiters.push(resolve));
    if (!this.#coming && this.#paging === 0 && this.#held) this.#next(this.#held);
    return done;
  }

  release(): void {
    this.#detach();
    this.#unquery();
    this.#settle();
  }

  greeting(): void {
    this.#coming = null;
    this.#query();
    this.#early = true;
  }

  connected(): void {
    if (!this.#early) this.greeting();
    this.#early = false;
  }

  lost(): void {
    this.#early = false;
    this.#coming = null;
    this.#paging = 0;
    this.#settle();
  }

  missed(): void {
    this.#unquery();
    this.#query();
  }

  heads(_: Heads, ask: number): void {
    // Still without an answer: the frame was lost on an open link.
    if ((this.#coming && this.#coming.ask <= ask && !this.#answered) || (this.#paging > 0 && this.#paging <= ask)) this.missed();
  }

  frame(frame: ServerFrame): void {
    if (frame.type === 'rows') this.#rows(frame);
    else if (frame.type === 'row') this.#row(frame);
    else if (frame.type === 'error') this.#refused(frame);
    // The desk answers all queries anew: which of the answers is the next page could not be told.
    else if (frame.type === 'me' && this.#paging > 0) this.missed();
  }

  expelled(): void {
    this.#held = this.#coming = null;
    this.counts = noCounts;
    this.#settle();
    this.#changed();
  }

  #refused({ ask, code }: ErrorFrame): void {
    if (ask !== (this.#coming ?? this.#held)?.ask) return;
    this.#settle();
    const again = this.desk.askAgain(code, () => {
      if (ask === (this.#coming ?? this.#held)?.ask) this.missed();
    });
    if (again || !this.#coming || this.#answered) return;
    this.error = new SupportError(code);
    this.#changed();
  }

  #query(): void {
    const ask = this.desk.nextAsk();
    this.#wanted = this.#held?.rows.length ?? 0;
    this.#coming = { ask, rows: [], more: true };
    this.#answered = false;
    this.#paging = 0;
    this.#send(ask, Math.min(pageRows, Math.max(firstPage, this.#wanted)));
  }

  #next(page: Page): void {
    const last = page.rows.at(-1);
    if (!page.more || !last) {
      this.#settle();
      return;
    }
    this.#paging = page.ask;
    this.#send(page.ask, pageRows, { sort: last.sort, number: last.row.number });
  }

  #send(ask: number, limit: number, after?: { sort: string; number: number }): void {
    const { view, mine, sort, direction, search } = this.#settings;
    // A longer one is refused anyway, and one of any length might not fit a frame.
    const cut = search?.slice(0, searchLength + 1);
    this.desk.sendEarly({ type: 'query', ask, view, mine, sort, direction, ...(cut && { search: cut }), limit, ...(after && { after }) });
  }

  #unquery(): void {
    const ask = (this.#coming ?? this.#held)?.ask;
    if (ask !== undefined) this.desk.sendEarly({ type: 'unquery', ask });
  }

  #rows({ ask, rows, more, counts }: Rows): void {
    const page = this.#coming ?? this.#held;
    if (page?.ask !== ask) return;
    const follows = this.#paging === ask;
    this.#paging = 0;
    this.counts = counts;
    const now: Page = { ask, rows: follows ? [...page.rows, ...rows] : rows, more };
    if (!this.#coming) {
      this.#hold(now);
      return;
    }
    this.#answered = true;
    this.#coming = now;
    if (now.more && now.rows.length < this.#wanted) {
      this.#next(now);
      return;
    }
    const before = this.#held;
    this.#coming = null;
    if (before && this.desk.connected && before.ask !== ask) this.desk.send({ type: 'unquery', ask: before.ask });
    this.#hold(now);
  }

  #hold(page: Page): void {
    this.#held = page;
    this.error = null;
    this.#settle();
    this.#changed();
  }

  #row(frame: RowFrame): void {
    this.counts = frame.counts;
    // Before the first answer to a new query, changes still are of the one before.
    const coming = this.#coming && this.#answered;
    const page = coming ? this.#coming : this.#held;
    if (!page) return;
    const others = page.rows.filter(({ row }) => row.key !== frame.key);
    const place = frame.in.find(({ ask }) => ask === page.ask);
    const rows = frame.row && place ? insertRow(others, { row: frame.row, sort: place.sort }, this.#settings.direction) : others;
    const now = { ...page, rows: rows.length === page.rows.length && !place ? page.rows : rows };
    if (coming) this.#coming = now;
    else this.#held = now;
    if (now.more && now.rows.length === 0 && this.desk.connected && !this.#coming) this.missed();
    this.#changed();
  }

  #settle(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const resolve of waiters) resolve();
  }
}

/** Whether the part ends before what the list shows: it is the one to read on. */
export function endsAt(part: ListPart, end: Place): boolean {
  const last = part.page?.rows.at(-1);
  return part.page?.more === true && last !== undefined && last.row.number === end.number && last.row.company === end.company;
}
