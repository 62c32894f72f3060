import { atom } from 'nanostores';
import { closeCodes } from '../protocol/errors.ts';
import type { Me } from '../protocol/frames.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { CompanyPresence, ConnectionState, TechnicianClient } from './client.ts';
import { CompanyDesk } from './company-desk.ts';
import { Conversations } from './conversations.ts';
import { technicianIdentification, type Token } from './credentials.ts';
import { deferredStorage } from './deferred-storage.ts';
import type { Environment } from './environment.ts';
import { LiveList } from './request-list.ts';
import type { Transport } from './transport.ts';

export interface TechnicianOptions {
  readonly transport: Transport;
  /** Ids of companies the token is good for. */
  readonly companies: readonly string[];
  readonly token: Token;
  /** The browser's own by default. */
  readonly environment?: Environment;
  /** What this browser may keep: `local` (default), `session` (this tab only) or `none` (memory). */
  readonly storage?: 'local' | 'session' | 'none';
}

/** From bad to good: of several connections the worst one is shown. */
const badness: readonly ConnectionState['status'][] = ['closed', 'refused', 'offline', 'reconnecting', 'connecting', 'connected'];

/** A technician of several companies, with a connection to each. Connects at once; close() ends it. */
export function createTechnicianClient({
  transport,
  companies,
  token,
  storage: kind = 'local',
  environment = browserEnvironment(kind),
}: TechnicianOptions): TechnicianClient {
  const identification = technicianIdentification(token);
  const deskFor = (company: string, by: Transport) => {
    const storage = deferredStorage(identification.subject.then((subject) => environment.storage(JSON.stringify([transport.origin, company, subject]))));
    return new CompanyDesk({ transport: by, company, environment, storage, identification });
  };
  const desks = companies.map((company) => deskFor(company, transport));
  const strangers = new Map<string, CompanyDesk>();
  const conversations = new Conversations();
  const presence = () => desks.map(presenceOf);
  const $companies = atom<readonly CompanyPresence[]>(presence());
  const $connection = atom<ConnectionState>({ status: 'connecting' });
  const $available = atom<boolean | null>(null);
  const $storage = atom<'persistent' | 'session' | 'memory'>(kind === 'none' ? 'memory' : kind === 'session' ? 'session' : 'persistent');
  void desks[0]?.ports.storage.kind.then((actual) => {
    $storage.set(actual);
  });

  const update = () => {
    const now = presence();
    $companies.set(now);
    const worst = badness.flatMap((status) => now.find(({ connection }) => connection.status === status)?.connection ?? []);
    if (worst[0]) $connection.set(worst[0]);
    const known = now.flatMap(({ me }) => me ?? []);
    $available.set(known.length === 0 ? null : known.some(({ available }) => available));
  };
  const stops = desks.flatMap((desk) => [desk.$connection.listen(update), desk.$settings.listen(update), desk.$me.listen(update)]);

  /** A company that is none of this client's has a desk too, at which nobody is: a wrong link shows an error and throws none. */
  const deskOf = (company: string): CompanyDesk => {
    const known = desks.find((one) => one.company === company) ?? strangers.get(company);
    if (known) return known;
    const stranger = deskFor(company, { ...transport, connect: nobodyThere });
    strangers.set(company, stranger);
    stranger.start();
    return stranger;
  };
  for (const desk of desks) desk.start();

  return {
    role: 'technician',
    $connection,
    $storage,
    storage: kind,
    $companies,
    $available,

    async setAvailable(available, company) {
      const asked = company === undefined ? desks : [deskOf(company)];
      await Promise.all(asked.map((desk) => desk.decide({ type: 'set-availability', available })));
    },

    list: (settings) => new LiveList(desks, settings),

    request: (company, request) => conversations.open(deskOf(company), request),

    close() {
      for (const desk of [...desks, ...strangers.values()]) desk.close();
      update();
      for (const stop of stops) stop();
    },
  };
}

const nobodyThere: Transport['connect'] = (_company, events) => {
  queueMicrotask(() => {
    events.closed(closeCodes.no_such_desk);
  });
  return { send() {}, close() {} };
};

function presenceOf({ company, $connection, $settings, $me }: CompanyDesk): CompanyPresence {
  return { company, connection: $connection.get(), settings: $settings.get(), me: technicianOf($me.get()) };
}

function technicianOf(me: Me | null): CompanyPresence['me'] {
  return me?.role === 'technician' ? me : null;
}
