import { randomBytes } from 'node:crypto';
import { Desk } from '../core/desk.ts';
import { DeskHost } from '../host/desk-host.ts';
import type { CheckedConfig, CompanyConfig } from './config-schema.ts';
import { principalOf } from './credentials.ts';
import { deskOptions, openDeskFiles } from './desk-files.ts';
import type { Log } from './log.ts';
import type { RoutedDesk } from './routes.ts';
import { ticketLifetime, type Ticket } from './tickets.ts';
import type { TokenVerifier } from './tokens.ts';
import { Uploads } from './uploads.ts';

export interface OpenDesk extends RoutedDesk {
  readonly host: DeskHost;
  close(): void;
}

export interface DeskSurroundings {
  readonly config: CheckedConfig;
  readonly clock: { now(): number; after(ms: number, callback: () => void): () => void };
  readonly verify: TokenVerifier;
  sealTicket(ticket: Ticket): string;
  readonly log: Log;
}

/** Milliseconds after which an upload that no request has taken is removed. */
const abandonedAfter = 24 * 3_600_000;
const sweepEvery = 6 * 3_600_000;

/** The desks of all companies, each opened when somebody first comes to it: one SQLite file and one folder of files. */
export class Desks {
  readonly #surroundings: DeskSurroundings;
  readonly #open = new Map<string, OpenDesk>();
  #closed = false;

  constructor(surroundings: DeskSurroundings) {
    this.#surroundings = surroundings;
  }

  /** The desk of a company, or null if there is none of that name. @throws what the store throws. */
  desk(company: string): OpenDesk | null {
    const { companies } = this.#surroundings.config;
    const settings = Object.hasOwn(companies, company) ? companies[company] : undefined;
    if (!settings || this.#closed) return null;
    const open = this.#open.get(company) ?? openDesk(company, settings, this.#surroundings);
    this.#open.set(company, open);
    return open;
  }

  close(): void {
    this.#closed = true;
    for (const desk of this.#open.values()) desk.close();
    this.#open.clear();
  }
}

function openDesk(company: string, settings: CompanyConfig, { config, clock, verify, sealTicket, log }: DeskSurroundings): OpenDesk {
  const { store, house, close: closeStore } = openDeskFiles(config.data, company, settings);
  const options = deskOptions(company, settings);
  const host = new DeskHost({
    desk: new Desk(store, options),
    clock,
    schedule: setImmediate,
    hash: principalOf,
    verifyToken: verify,
    signTicket: async ({ file, principal }) => {
      const expires = clock.now() + ticketLifetime;
      return { url: `${config.prefix}files/${sealTicket({ company, file, principal, expires })}`, expires };
    },
    randomId: () => randomBytes(16).toString('hex'),
    onFault: (error) => log({ level: 'error', event: 'desk', company, error }),
  });
  const uploads = new Uploads({
    house,
    path: `${config.prefix}desks/${company}/files`,
    largest: options.maxFileSize,
    known: (id) => store.file(id) !== null,
    keep: (file) => host.fileArrived(file).then(() => true, () => false),
  });
  const sweep = (): void => {
    house.sweep(clock.now() - abandonedAfter, (id) => typeof store.file(id)?.request === 'string').catch((error: unknown) => log({ level: 'error', event: 'sweep', company, error }));
  };
  sweep();
  const sweeping = setInterval(sweep, sweepEvery);
  sweeping.unref();
  return {
    store,
    host,
    house,
    uploads,
    settings: () => host.settings(),
    close() {
      clearInterval(sweeping);
      host.close();
      closeStore();
    },
  };
}
