import { atom } from 'nanostores';
import { closeCodes } from '../protocol/errors.ts';
import type { Command, Me } from '../protocol/frames.ts';
import { parseServerFrame } from '../protocol/technician-frames.ts';
import { browserEnvironment } from './browser-environment.ts';
import type { CompanyPresence, ConnectionState, TechnicianClient } from './client.ts';
import { CompanyDesk } from './company-desk.ts';
import { Conversations } from './conversations.ts';
import { technicianIdentification, type Token } from './credentials.ts';
import { deferredStorage } from './deferred-storage.ts';
import type { Environment, StorageChoice } from './environment.ts';
import type { Looking } from './looking.ts';
import { onceKnown } from './once-known.ts';
import { LiveList } from './request-list.ts';
import { OpenTechnicianConversation } from './technician-conversation.ts';
import type { Transport } from './transport.ts';
import { whereKept } from './where-kept.ts';

export interface TechnicianOptions {
  readonly transport: Transport;
  /** Ids of companies the token is good for. */
  readonly companies: readonly string[];
  /** A signed token, or a function that is asked for one with each connection that needs it. A text cannot be renewed when it has run out. */
  readonly token: Token;
  /** The browser's own by default. */
  readonly environment?: Environment;
  /** What this browser may keep: `local` (default), `session` (this tab only) or `none` (memory). */
  readonly storage?: StorageChoice;
}

/** From bad to good: of several connections the worst one is shown. */
const badness: readonly ConnectionState['status'][] = ['closed', 'refused', 'offline', 'reconnecting', 'connecting', 'connected'];

/**
 * A technician of several companies, with a connection to each. Connects at once; close() ends it.
 *
 * @example
 * const technician = createTechnicianClient({ transport: webSocketTransport('https://desk.example'), companies: ['acme'], token: () => freshToken() });
 * await technician.setAvailable(true);
 */
export function createTechnicianClient({
  transport,
  companies,
  token,
  storage: kind = 'local',
  environment = browserEnvironment(kind),
}: TechnicianOptions): TechnicianClient {
  environment.openStorage?.();
  const identification = technicianIdentification(token);
  const preferences = identification.subject.then((subject) => environment.preferences(JSON.stringify([transport.origin, companies[0], subject])));
  const deskFor = (company: string, by: Transport) => {
    const storage = deferredStorage(identification.subject.then((subject) => environment.storage(JSON.stringify([transport.origin, company, subject]))));
    return new CompanyDesk({ transport: by, company, environment, storage, identification, read: parseServerFrame });
  };
  const desks = companies.map((company) => deskFor(company, transport));
  const strangers = new Map<string, CompanyDesk>();
  const lookings = new Map<CompanyDesk, Looking>();
  /** Not before somebody looks: a page that only lists does not. */
  const lookingAt = async (desk: CompanyDesk): Promise<Looking> => {
    const { Looking } = await import('./looking.ts');
    const looking = lookings.get(desk) ?? new Looking(desk);
    lookings.set(desk, looking);
    return looking;
  };
  const conversations = new Conversations((desk, request, left) => new OpenTechnicianConversation(desk, request, () => lookingAt(desk), left));
  const presence = () => desks.map(presenceOf);
  const $companies = atom<readonly CompanyPresence[]>(presence());
  const $connection = atom<ConnectionState>({ status: 'connecting' });
  const $available = atom<boolean | null>(null);
  const $storage = whereKept(kind, desks[0]?.ports.storage);

  const update = () => {
    const now = presence();
    $companies.set(now);
    const worst = badness.flatMap((status) => now.find(({ connection }) => connection.status === status)?.connection ?? []);
    if (worst[0]) $connection.set(worst[0]);
    const known = now.flatMap(({ me }) => me ?? []);
    $available.set(known.length === 0 ? null : known.some(({ available }) => available));
  };
  const stops = desks.flatMap((desk) => [desk.$connection.listen(update), desk.$settings.listen(update), desk.$me.listen(update), desk.$console.listen(update)]);

  /** A company that is none of this client's has a desk too, at which nobody is: a wrong link shows an error and throws none. */
  const deskOf = (company: string): CompanyDesk => {
    const known = desks.find((one) => one.company === company) ?? strangers.get(company);
    if (known) return known;
    const stranger = deskFor(company, { ...transport, connect: nobodyThere });
    strangers.set(company, stranger);
    stranger.start();
    return stranger;
  };
  const decide = async (command: Command, company?: string): Promise<void> => {
    // What is for all is for those that let one in.
    const open = desks.filter(({ $connection }) => $connection.get().error !== 'forbidden');
    const all = open.length > 0 ? open : desks;
    await Promise.all((company === undefined ? all : [deskOf(company)]).map((desk) => desk.decide(command)));
  };
  /** Ends what runs in one page only. */
  const gives = new Set<() => void>();
  for (const desk of desks) desk.start();

  return {
    role: 'technician',
    $connection,
    $storage,
    storage: kind,
    $companies,
    $available,

    setAvailable: (available, company) => decide({ type: 'set-availability', available }, company),

    setNotifications: (notifications, company) => decide({ type: 'set-notifications', notifications }, company),

    async colleagues(company) {
      return (await deskOf(company).ask({ type: 'staff' }, 'staff')).technicians;
    },

    changeTechnician: (company, change) => decide({ type: 'set-technician', ...change }, company),

    setReplies: (company, replies) => decide({ type: 'set-replies', replies }, company),

    preference: async (name) => (await preferences).get(name),

    async savePreference(name, value) {
      (await preferences).set(name, value);
    },

    asOnlyPage(begin) {
      let end: (() => void) | undefined;
      const stop = onceKnown(identification.subject, (subject) =>
        environment.lockLater(`notify:${JSON.stringify([transport.origin, subject])}`, () => {
          end = begin();
        }),
      );
      const give = () => {
        end?.();
        end = undefined;
        stop();
        gives.delete(give);
      };
      gives.add(give);
      return give;
    },

    list: (settings) => new LiveList(desks, settings),

    request: (company, request) => conversations.open(deskOf(company), request),

    close() {
      for (const give of [...gives]) give();
      for (const desk of [...desks, ...strangers.values()]) void desk.close();
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

function presenceOf({ company, $connection, $settings, $me, $console }: CompanyDesk): CompanyPresence {
  return { company, connection: $connection.get(), settings: $settings.get(), me: technicianOf($me.get()), console: $console.get() };
}

function technicianOf(me: Me | null): CompanyPresence['me'] {
  return me?.role === 'technician' ? me : null;
}
