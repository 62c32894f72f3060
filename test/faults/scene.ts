import type { Conversation, CustomerClient, CustomerConversation, TechnicianClient, TechnicianConversation } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import type { Token } from '../../src/client/credentials.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { noNotifications } from '../../src/domain/staff.ts';
import { MemoryStore } from '../../src/server/core/memory-store.ts';
import type { DeskStore } from '../../src/server/core/store.ts';
import { Chance } from '../simulation/chance.ts';
import { FaultyNetwork, type Carriage, type Owner, type Weather } from '../simulation/faulty-network.ts';
import { company, Server, type ServerSettings } from '../simulation/server.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

/** A network without a fault, 5 ms each way. */
export const calm: Weather = { delay: [5, 5], loss: 0, drop: 0, blackHole: 0 };

/** A tab of somebody's, with its line to the server. */
export class Place implements Owner {
  alive = true;
  readonly ip: string;
  readonly environment: MemoryEnvironment;
  readonly carriage: Carriage;

  constructor(ip: string, environment: MemoryEnvironment, carriage: Carriage) {
    this.ip = ip;
    this.environment = environment;
    this.carriage = carriage;
  }
}

/** Real clients, a real host and desk, and a network between them that does what a test tells it: all on a virtual clock. */
export class Scene {
  readonly clock = new VirtualClock();
  readonly chance: Chance;
  readonly network: FaultyNetwork;
  readonly store: DeskStore;
  readonly server: Server;
  #places = 0;

  /** @param weather kept until a test sets another. */
  constructor({ seed = 1, weather = calm, store = new MemoryStore(), ...settings }: ServerSettings & { readonly seed?: number; readonly weather?: Weather; readonly store?: DeskStore } = {}) {
    this.store = store;
    this.chance = new Chance(seed);
    this.network = new FaultyNetwork(this.clock, this.chance);
    this.network.weather = weather;
    this.server = new Server(this.store, this.clock, this.chance, this.network, settings);
    this.store.transaction(() => {
      for (const id of ['anna', 'ben']) this.store.saveTechnician({ id, name: id, role: 'technician', enabled: true, available: true, notifications: noNotifications, leftAt: 0 });
    });
    this.server.start();
  }

  /** @param browser shared by the tabs of one person. */
  place({ browser = new MemoryBrowser(), carriage = 'socket', skew = () => 0 }: { readonly browser?: MemoryBrowser; readonly carriage?: Carriage; /** By how much its clock is wrong. */ skew?(): number } = {}): Place {
    const clock = { now: () => this.clock.now() + skew(), after: (ms: number, callback: () => void) => this.clock.after(ms, callback) };
    const environment = new MemoryEnvironment({ clock, browser, random: () => this.chance.next() });
    return new Place(`198.51.100.${String(++this.#places)}`, environment, carriage);
  }

  customer(place = this.place()): CustomerClient {
    return createCustomerClient({ transport: this.network.transport(place.ip, place, place.carriage), company, environment: place.environment });
  }

  technician(place = this.place(), token: Token = 'anna'): TechnicianClient {
    return createTechnicianClient({ transport: this.network.transport(place.ip, place, place.carriage), companies: [company], token, environment: place.environment });
  }

  /** Waits for a promise while time passes, at most a minute. */
  async done<T>(promise: Promise<T>): Promise<T> {
    let over = false;
    const end = () => {
      over = true;
    };
    promise.then(end, end);
    await this.until(() => over);
    return promise;
  }

  /** Lets time pass until something holds, at most a minute. */
  async until(holds: () => boolean): Promise<void> {
    for (let passed = 0; !holds(); passed += 50) {
      if (passed > minute) throw new Error('It did not come about within a minute');
      await this.clock.pass(50);
    }
  }

  /** A customer with a request, and a technician who is in its chat. */
  async conversation(customer: Place = this.place(), technician: Place = this.place()): Promise<{ kim: CustomerConversation; anna: TechnicianConversation; key: string }> {
    const kim = await this.done(this.customer(customer).submit({ name: 'Kim', email: 'kim@example.com', description: 'It does not start' }));
    const anna = this.technician(technician).request(company, kim.key);
    for (const { $messages } of [kim, anna]) $messages.listen(() => undefined);
    await this.until(() => anna.$state.get() !== null);
    await this.done(anna.assign());
    await this.done(anna.joinChat());
    return { kim, anna, key: kim.key };
  }

  /** Somebody says something many times, as fast as it goes; all of it is on disk when it resolves. */
  async say(conversation: Conversation, texts: readonly string[]): Promise<void> {
    await this.done(Promise.all(texts.map((text) => conversation.send(text))));
  }

  /** The words of a request's log, as the desk has them. */
  log(key: string): readonly string[] {
    return this.store.entries(key, { limit: 100_000 }).flatMap(({ event }) => (event.type === 'message' ? [event.text] : []));
  }
}

/** What a page shows of a conversation as on the desk's disk. */
export function read({ $messages }: Conversation): readonly string[] {
  return $messages.get().flatMap((line) => (line.kind === 'entry' && line.entry.event.type === 'message' ? [line.entry.event.text] : []));
}

/** What a page shows as on its way. */
export function sending({ $messages }: Conversation): readonly string[] {
  return $messages.get().flatMap((line) => (line.kind === 'pending' && line.progress === 'sending' ? [line.text] : []));
}
