import { SupportError } from '../client/errors.ts';
import type { Transport } from '../client/transport.ts';
import { noNotifications, type StaffRole } from '../domain/staff.ts';
import { Desk } from '../server/core/desk.ts';
import { noChannels, type Channels } from '../server/core/deliveries.ts';
import { MemoryStore } from '../server/core/memory-store.ts';
import { deskDefaults, type DeskOptions } from '../server/core/ports.ts';
import { DeskHost } from '../server/host/desk-host.ts';
import { intakeDesk } from '../server/host/file-intake.ts';
import type { Courier, TokenClaims } from '../server/host/peer.ts';
import { perform, type ExampleRequest } from './examples.ts';
import { LocalFiles } from './local-files.ts';
import { LocalLinks } from './local-links.ts';
import { randomHex } from './random-hex.ts';

/** A company; what is not given is as in a server's configuration, but commands are hardly rationed. All times are milliseconds here, `editWithin`, `waits` and `idleAfter` too. */
export interface LocalCompany extends Partial<Omit<DeskOptions, 'company'>> {
  readonly id: string;
}

export interface LocalTechnician {
  readonly id: string;
  readonly name: string;
  /** `technician` unless given. */
  readonly role?: StaffRole;
  /** All of them by default. */
  readonly companies?: readonly string[];
  /** Available from the start, unless false. */
  readonly available?: boolean;
}

/** A customer whom the page knows, as a token of this desk names them. */
export interface LocalCustomer {
  /** The page's own id of them. */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  /** Who vouches for them. */
  readonly issuer?: string;
}

export interface LocalClock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back once after `ms`; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

export interface LocalDeskOptions {
  /** One by default: `acme`. */
  readonly companies?: readonly LocalCompany[];
  /** One by default: `anna`, who is Available. */
  readonly technicians?: readonly LocalTechnician[];
  /** The real one by default. */
  readonly clock?: LocalClock;
  /** Milliseconds that a frame takes, each way; 0 by default, which is still not at once. */
  readonly delay?: number;
  /**
   * Takes what would leave the house: emails to technicians and to customers, unless a company's `channels` say otherwise.
   * Without it nothing leaves.
   */
  readonly courier?: Courier;
  /** Requests that are there from the start. */
  readonly examples?: readonly ExampleRequest[];
}

/** Desks inside the page: no server, nothing kept beyond it. For demos, previews and tests. */
export interface LocalDesk {
  /** Resolves once the examples have happened; until then links wait. Rejects if one of them cannot have happened. */
  readonly ready: Promise<void>;
  /** For any number of clients, customers and technicians alike. */
  transport(): Transport;
  /** The token of a technician of this desk, by their id. One that is not here gets a text that no company takes. */
  token(technician: string): string;
  /** A token of a customer, good for all companies of this desk. */
  customerToken(customer: LocalCustomer): string;
  /** Breaks all links and lets none open, as if there were no network. */
  cut(): void;
  /** Lets them open again. */
  restore(): void;
  /** Ends all desks: their links close, and nothing of them is left. */
  close(): void;
}

/** A local desk is nobody else's business, so that requests are not rationed for a person. */
const rate = { perSecond: 1_000, burst: 4_000 };

const withCourier: Channels = { ...noChannels, email: true, claims: true };

const realClock: LocalClock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

const onFault = (fault: unknown): void => {
  console.warn('deskside: a fault of the local desk', fault);
};

/** What a page can read as it reads any token. Nobody else could make one that this desk knows. */
function unsignedJwt(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return `local.${btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_')}.`;
}

/**
 * Makes the desks of some companies, inside the page.
 *
 * @example
 * const desk = createLocalDesk();
 * const customer = createCustomerClient({ transport: desk.transport(), company: 'acme' });
 * const technician = createTechnicianClient({ transport: desk.transport(), companies: ['acme'], token: desk.token('anna') });
 */
export function createLocalDesk({
  companies = [{ id: 'acme', name: 'Acme' }],
  technicians = [{ id: 'anna', name: 'Anna' }],
  clock = realClock,
  delay = 0,
  examples = [],
  courier,
}: LocalDeskOptions = {}): LocalDesk {
  let ago = 0;
  const deskClock: LocalClock = { now: () => clock.now() - ago, after: (ms, callback) => clock.after(ms, callback) };
  const origin = `local:${randomHex()}`;
  const tokenOf = (technician: string) => `local:${technician}`;
  const customers = new Map<string, TokenClaims>();
  const customerToken = ({ id, ...rest }: LocalCustomer): string => {
    const token = unsignedJwt({ sub: id, ...(rest.issuer !== undefined && { iss: rest.issuer }), n: customers.size });
    customers.set(token, { sub: id, role: 'customer', ...rest });
    return token;
  };
  const worksFor = (technician: LocalTechnician, company: string) => technician.companies?.includes(company) ?? true;
  const claimsOf = (token: string, company: string): TokenClaims | null => {
    const customer = customers.get(token);
    if (customer) return customer;
    const technician = technicians.find(({ id }) => token === tokenOf(id));
    return technician && worksFor(technician, company) ? { sub: technician.id, role: 'technician', name: technician.name } : null;
  };
  const principalOf = (secret: string) => `customer ${secret}`;

  const desks = new Map(
    companies.map(({ id, ...settings }) => {
      const store = new MemoryStore();
      store.transaction(() => {
        for (const technician of technicians) {
          const { name, role = 'technician', available = true } = technician;
          if (!worksFor(technician, id)) continue;
          store.saveTechnician({ id: technician.id, name, role, enabled: true, available, notifications: noNotifications, leftAt: 0 });
        }
      });
      const options: DeskOptions = { ...deskDefaults, rate, name: id, channels: courier ? withCourier : noChannels, ...settings, company: id };
      const host: DeskHost = new DeskHost({
        desk: new Desk(store, options),
        clock: deskClock,
        schedule: (work) => {
          queueMicrotask(work); // in a browser it may not be called as a method
        },
        hash: principalOf,
        verifyToken: (token, company) => Promise.resolve(claimsOf(token, company)),
        signTicket: async ({ file }) => files.ticket(file),
        ...(courier && { courier }),
        randomId: randomHex,
        onFault,
      });
      const files: LocalFiles = new LocalFiles({ clock, largest: options.maxFileSize, quotas: options.quotas, desk: intakeDesk(store, host), onFault });
      return [id, { host, files }];
    }),
  );
  const hostOf = (company: string) => desks.get(company)?.host ?? null;
  const ready = perform(examples, hostOf, tokenOf, (ms) => {
    ago = ms;
  }).finally(() => {
    ago = 0;
  });
  const performed = ready.catch((fault: unknown) => {
    console.warn('deskside: an example of the local desk cannot have happened', fault);
  });
  const links = new LocalLinks(clock, delay, async (company) => {
    await performed;
    return hostOf(company);
  });
  const deskOf = (company: string) => {
    const desk = desks.get(company);
    if (links.isCut) throw new SupportError('offline');
    if (!desk) throw new SupportError('no_such_desk');
    return desk;
  };
  const transport: Transport = {
    origin,
    connect: (company, events) => links.open(company, events),
    async upload(company, file, { role, secret, token }, { sent, signal }) {
      const { files } = deskOf(company);
      const principal = role === 'customer' ? secret && principalOf(secret) : claimsOf(token ?? '', company)?.sub;
      if (!principal) throw new SupportError('unauthorised');
      const stored = await files.take(file, { principal, side: role }, signal);
      sent?.(file.size);
      return stored.id;
    },
    async settings(company) {
      return deskOf(company).host.settings();
    },
  };

  return {
    ready,
    transport: () => transport,
    token: tokenOf,
    customerToken,
    cut: () => {
      links.cut();
    },
    restore: () => {
      links.restore();
    },
    close() {
      for (const { host, files } of desks.values()) {
        host.close();
        files.close();
      }
    },
  };
}
