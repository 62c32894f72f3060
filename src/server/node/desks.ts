import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Desk } from '../core/desk.ts';
import { DeskHost } from '../host/desk-host.ts';
import type { ScanFile } from '../host/file-check.ts';
import { FileIntake, intakeDesk } from '../host/file-intake.ts';
import type { CheckedCompany } from './config-company.ts';
import type { CheckedConfig } from './config-schema.ts';
import { principalOf } from './credentials.ts';
import { deskOptions, hasDesk, openDeskFiles } from './desk-files.ts';
import type { Log } from './log.ts';
import type { RoutedDesk } from './routes.ts';
import { channelsOf, reachesAnyone } from './outbound/channels.ts';
import { houseCourier, type Ways } from './outbound/house-courier.ts';
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
  /** Looks for malware in files; null where nothing does. */
  readonly scan: ScanFile | null;
  /** By what messages leave the house. */
  readonly ways: Ways;
}

/** The desks of all companies, each opened when somebody first comes to it or it may have something to send: one SQLite file and one folder of files. */
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

  /**
   * Opens the desks that may have something left to send, one after another: nobody need come to them first.
   */
  async wake(): Promise<void> {
    const { config, ways, log } = this.#surroundings;
    for (const [company, settings] of Object.entries(config.companies)) {
      await nextTurn();
      if (this.#closed) return;
      if (!hasDesk(config.data, company) || !reachesAnyone(channelsOf(settings, ways))) continue;
      try {
        this.desk(company);
      } catch (error) {
        log({ level: 'error', event: 'desk', company, error });
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const desk of this.#open.values()) desk.close();
    this.#open.clear();
  }
}

const randomId = (): string => randomBytes(16).toString('hex');

function openDesk(company: string, settings: CheckedCompany, { config, clock, verify, sealTicket, log, scan, ways }: DeskSurroundings): OpenDesk {
  const { store, blobs, close: closeStore } = openDeskFiles(config.data, company, settings);
  const options = deskOptions(company, settings, channelsOf(settings, ways));
  const ending = new AbortController();
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
    courier: houseCourier({ company, settings, ways, clock, log, signal: ending.signal }),
    randomId,
    onFault: (error) => log({ level: 'error', event: 'desk', company, error }),
  });
  const intake = new FileIntake({
    blobs,
    clock,
    randomId,
    largest: options.maxFileSize,
    quotas: options.quotas,
    stripLocation: settings.stripLocation,
    scan,
    desk: intakeDesk(store, host),
    onFault: (error) => log({ level: 'error', event: 'files', company, error }),
  });
  return {
    store,
    host,
    blobs,
    uploads: new Uploads({ intake, blobs, largest: options.maxFileSize }),
    settings: () => host.settings(),
    close() {
      intake.close();
      host.close();
      ending.abort();
      closeStore();
    },
  };
}
