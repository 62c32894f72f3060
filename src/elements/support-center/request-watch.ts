import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TechnicianClient } from '../../client/client.ts';
import { noCounts, type Counts } from '../../domain/views.ts';
import type { Row } from '../../protocol/frames.ts';
import { hasNoAccess } from '../access.ts';
import { framePace } from '../controllers/frame-pace.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { LiveQuery } from '../request-list/live-query.ts';
import { Newcomers } from './newcomers.ts';

/** How long the other lists wait for the rows of the one that is looked at, from the connection on. Milliseconds. */
const patience = 300;

/** Keeps an eye on what is new at all companies, whichever view is shown and whatever is searched for: for the counts, and to tell of it. */
export class RequestWatch implements ReactiveController {
  readonly #filter: () => readonly string[] | undefined;
  readonly #newcomers: Newcomers;
  readonly #all: LiveQuery;
  readonly #rows: StoreController<readonly Row[]>;
  readonly #status: StoreController<'loading' | 'ready'>;
  readonly #counts: StoreController<Counts>;
  readonly #someCounts: StoreController<Counts>;
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #client: () => TechnicianClient | undefined;
  #asks = false;
  #waits: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param client undefined until the list that is looked at may ask.
   * @param filter the companies that are counted; undefined for all.
   * @param tell takes new requests, those of a rush at once.
   */
  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    client: () => TechnicianClient | undefined,
    filter: () => readonly string[] | undefined,
    tell: (rows: readonly Row[]) => void,
  ) {
    this.#host = host;
    this.#client = client;
    this.#filter = filter;
    const later = (): TechnicianClient | undefined => (this.#asks ? client() : undefined);
    this.#newcomers = new Newcomers(tell);
    const newest = { view: 'new', sort: 'submitted', direction: 'descending' } as const;
    const all = new LiveQuery(host, later, () => ({ ...newest, mine: false }));
    // While not all companies are shown, those that are have counts of their own.
    const some = new LiveQuery(host, later, () => {
      const companies = filter();
      return companies ? { ...newest, mine: true, companies } : null;
    });
    this.#all = all;
    this.#rows = new StoreController(host, () => all.list?.$rows, framePace());
    this.#status = new StoreController(host, () => all.list?.$status);
    this.#counts = new StoreController(host, () => all.list?.$counts, framePace());
    this.#someCounts = new StoreController(host, () => some.list?.$counts, framePace());
    host.addController(this);
  }

  /** Whether the list that is looked at has asked first: its rows are what is waited for, all others come after it. */
  get asks(): boolean {
    return this.#asks;
  }

  get ready(): boolean {
    return this.#status.value === 'ready';
  }

  /** Null until they are known, and while nothing may be. */
  get counts(): Counts | null {
    if (!this.ready || hasNoAccess(this.#client()?.$companies.get() ?? [])) return null;
    return (this.#filter() ? this.#someCounts.value : this.#counts.value) ?? noCounts;
  }

  hostUpdated(): void {
    const client = this.#client();
    if (this.#asks || this.#waits !== undefined || !client || client.$connection.get().status === 'connecting') return;
    this.#waits = setTimeout(this.#begin, patience);
  }

  /** The list that is looked at has its first rows: the others ask once these have been painted. */
  readonly listReady = (): void => {
    if (this.#asks || !this.#host.isConnected) return;
    requestAnimationFrame(() => {
      if (this.#asks || !this.#host.isConnected) return;
      clearTimeout(this.#waits);
      this.#waits = setTimeout(this.#begin);
    });
  };

  readonly #begin = (): void => {
    this.#waits = undefined;
    this.#asks = true;
    this.#host.requestUpdate();
  };

  hostUpdate(): void {
    const { list } = this.#all;
    if (list && this.ready) this.#newcomers.take(this.#rows.value ?? [], list);
  }

  hostDisconnected(): void {
    clearTimeout(this.#waits);
    this.#waits = undefined;
    this.#newcomers.stop();
  }
}
