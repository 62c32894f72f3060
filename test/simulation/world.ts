import { createCustomerClient } from '../../src/client/customer-client.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { isSupportError } from '../../src/client/errors.ts';
import type { Conversation, CustomerClient, CustomerConversation, RequestList, TechnicianClient, TechnicianConversation } from '../../src/client/client.ts';
import { MemoryStore } from '../../src/server/core/memory-store.ts';
import { Browser, type Tab } from './browser.ts';
import { Chance } from './chance.ts';
import { FaultyNetwork, fairWeather, type Weather } from './faulty-network.ts';
import { company, Server } from './server.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A message that somebody meant to send, and what became of the promise. */
export interface Intent {
  readonly text: string;
  readonly by: string;
  readonly key: string;
  outcome: 'open' | 'acked' | 'refused';
  /** The page has said "sending": from then on it may not be lost, whatever becomes of the tab. */
  promised: boolean;
}

interface OpenTab {
  readonly name: string;
  readonly tab: Tab;
  readonly client: CustomerClient | TechnicianClient;
  readonly conversations: Map<string, Conversation>;
  readonly list: RequestList | null;
}

interface Person {
  readonly name: string;
  readonly role: 'customer' | 'technician';
  readonly browser: Browser;
  readonly tabs: OpenTab[];
  opened: number;
}

const weathers: readonly Weather[] = [
  fairWeather,
  { delay: [5, 400], loss: 0, drop: 0.02, blackHole: 0 },
  { delay: [5, 2_000], loss: 0.02, drop: 0.01, blackHole: 0.05 },
  { delay: [1, 50], loss: 0.05, drop: 0, blackHole: 0 },
  { delay: [1, 5], loss: 0, drop: 0.1, blackHole: 0.2 },
];

/**
 * Real clients and a real desk in one process, on a virtual clock, over a faulty network: two customers and two technicians
 * who submit, assign, join, write, leave, close, lose their tabs; a server that crashes around its commits and whose disk fills.
 * Then the weather clears, and what everybody has must be what the desk has.
 */
export class World {
  readonly clock = new VirtualClock();
  readonly chance: Chance;
  readonly network: FaultyNetwork;
  readonly server: Server;
  readonly intents: Intent[] = [];
  readonly people: readonly Person[];
  readonly keys = new Set<string>();
  /** What was still on its way when everybody had long been connected again. */
  tardy: readonly string[] = [];
  #words = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.network = new FaultyNetwork(this.clock, this.chance);
    this.server = new Server(new MemoryStore(), this.clock, this.chance, this.network);
    for (const id of ['anna', 'ben']) {
      this.server.store.transaction(() => {
        this.server.store.saveTechnician({ id, name: id, role: 'technician', enabled: true, available: true, leftAt: 0 });
      });
    }
    const person = (name: string, role: Person['role']): Person => ({ name, role, browser: new Browser(this.clock, this.chance), tabs: [], opened: 0 });
    this.people = [person('kim', 'customer'), person('lou', 'customer'), person('anna', 'technician'), person('ben', 'technician')];
  }

  async run(steps: number): Promise<void> {
    this.server.start();
    for (const person of this.people) this.#open(person);
    await this.clock.pass(1_000);
    for (let step = 0; step < steps; step++) {
      this.#step();
      await this.clock.pass(this.chance.between(0, this.chance.happens(0.1) ? 30_000 : 800));
    }
    await this.#heal();
  }

  #step(): void {
    if (this.chance.happens(0.06)) this.network.weather = this.chance.pick(weathers);
    if (!this.server.running) {
      if (this.chance.happens(0.5)) this.server.start();
    } else if (this.chance.happens(0.05)) {
      const how = this.chance.pick(['now', 'before', 'after'] as const);
      if (how === 'now') this.server.crash();
      else this.server.crashAtCommit(how);
    }
    if (this.chance.happens(0.06)) this.server.fillDisk(this.chance.between(1, 4));
    const person = this.chance.pick(this.people);
    if (this.chance.happens(0.03)) this.#kill(person);
    if (person.tabs.length === 0 || (person.tabs.length < 2 && this.chance.happens(0.05))) this.#open(person);
    const open = this.chance.pick(person.tabs);
    if (open.client.role === 'customer') this.#actAsCustomer(open, open.client);
    else this.#actAsTechnician(open, open.client);
  }

  #open(person: Person): void {
    const tab = person.browser.open();
    const transport = this.network.transport(person.role === 'customer' ? '203.0.113.7' : '198.51.100.2', tab);
    const name = `${person.name}${person.opened++}`;
    if (person.role === 'customer') {
      const client = createCustomerClient({ transport, company, environment: tab });
      person.tabs.push({ name, tab, client, conversations: new Map(), list: null });
    } else {
      const client = createTechnicianClient({ transport, companies: [company], token: person.name, environment: tab });
      const list = client.list({ view: 'all', mine: false, sort: this.chance.pick(['submitted', 'status', 'customer'] as const), direction: this.chance.pick(['ascending', 'descending'] as const) });
      list.$rows.listen(() => undefined);
      person.tabs.push({ name, tab, client, conversations: new Map(), list });
    }
  }

  #kill(person: Person): void {
    const open = person.tabs.shift();
    if (!open) return;
    open.tab.kill();
    this.network.break(open.tab);
  }

  #conversation(open: OpenTab, key: string): Conversation {
    const known = open.conversations.get(key);
    if (known) return known;
    const conversation = open.client.role === 'customer' ? open.client.request(key) : open.client.request(company, key);
    // Somebody looks at it: only what is listened to has to stay true.
    conversation.$messages.listen(() => undefined);
    conversation.$state.listen(() => undefined);
    open.conversations.set(key, conversation);
    return conversation;
  }

  #actAsCustomer(open: OpenTab, client: CustomerClient): void {
    const own = client.$requests.get().map((row) => row.key);
    if (own.length === 0 || (own.length < 3 && this.chance.happens(0.05))) {
      const text = this.#word(open.name);
      client.submit({ name: open.name, email: 'kim@example.com', description: text }).then(
        (conversation) => this.keys.add(conversation.key),
        () => undefined,
      );
      return;
    }
    const conversation = this.#conversation(open, this.chance.pick(own)) as CustomerConversation;
    const action = this.chance.next();
    if (action < 0.8) this.#send(open, conversation);
    else if (action < 0.9) conversation.endChat().catch(() => undefined);
    else if (action < 0.92) conversation.withdraw().catch(() => undefined);
    else this.#read(conversation);
  }

  #actAsTechnician(open: OpenTab, client: TechnicianClient): void {
    const rows = open.list?.$rows.get() ?? [];
    if (this.chance.happens(0.03)) {
      client.setAvailable(this.chance.happens(0.7)).catch(() => undefined);
      return;
    }
    if (rows.length === 0) return;
    const conversation = this.#conversation(open, this.chance.pick(rows).key) as TechnicianConversation;
    const action = this.chance.next();
    if (action < 0.25) conversation.assign().catch(() => undefined);
    else if (action < 0.45) conversation.joinChat().catch(() => undefined);
    else if (action < 0.85) this.#send(open, conversation);
    else if (action < 0.9) conversation.endChat().catch(() => undefined);
    else if (action < 0.94) conversation.unassign().catch(() => undefined);
    else if (action < 0.96) conversation.close('resolved').catch(() => undefined);
    else this.#read(conversation);
  }

  #read(conversation: Conversation): void {
    const last = conversation.$messages.get().findLast((line) => line.kind === 'entry');
    if (last?.kind === 'entry') conversation.markRead(last.entry.seq);
  }

  #send(open: OpenTab, conversation: Conversation): void {
    const intent: Intent = { text: this.#word(open.name), by: open.name, key: conversation.key, outcome: 'open', promised: false };
    this.intents.push(intent);
    const stop = conversation.$messages.listen((lines) => {
      if (!open.tab.alive || !lines.some((line) => line.kind === 'pending' && line.text === intent.text)) return;
      intent.promised = true;
      stop();
    });
    conversation.send(intent.text).then(
      () => {
        intent.outcome = 'acked';
      },
      (error: unknown) => {
        if (isSupportError(error) && error.code !== 'closed') intent.outcome = 'refused';
      },
    );
  }

  #word(by: string): string {
    return `${by}#${++this.#words}`;
  }

  /**
   * The weather clears and stays clear for as long as the slowest of all remedies takes. In half of the worlds every
   * connection breaks once more: then the welcome must heal, and soon. In the others they stay: then only a sync can.
   */
  async #heal(): Promise<void> {
    this.network.weather = fairWeather;
    this.server.fillDisk(0);
    this.server.crashAtCommit(null);
    if (!this.server.running) this.server.start();
    for (const person of this.people) if (person.tabs.length === 0) this.#open(person);
    if (this.chance.happens(0.5)) {
      this.network.break();
      await this.clock.pass(50_000);
      this.tardy = this.#sending();
    }
    await this.clock.pass(40 * 60_000);
  }

  /** What still stands as sending, anywhere. */
  #sending(): string[] {
    return this.people.flatMap(({ tabs }) =>
      tabs.flatMap(({ conversations }) =>
        [...conversations.values()].flatMap((conversation) => conversation.$messages.get().flatMap((line) => (line.kind === 'pending' && line.progress === 'sending' ? [line.text] : []))),
      ),
    );
  }
}
