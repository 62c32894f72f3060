import { createCustomerClient } from '../../src/client/customer-client.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { isSupportError } from '../../src/client/errors.ts';
// What a page loads when it is first wanted is there: else the first worlds of a process would differ from the others.
import '../../src/client/amending.ts';
import '../../src/client/notes-window.ts';
import '../../src/client/paging.ts';
import type { Conversation, CustomerClient, CustomerConversation, Line, RequestList, TechnicianClient, TechnicianConversation } from '../../src/client/client.ts';
import { noNotifications } from '../../src/domain/staff.ts';
import { MemoryStore } from '../../src/server/core/memory-store.ts';
import { Browser, type Tab } from './browser.ts';
import { Chance } from './chance.ts';
import { watchEndedWords, wordsIn } from './ended-words.ts';
import { FaultyNetwork, fairWeather, type Weather } from './faulty-network.ts';
import type { Intent } from './intents.ts';
import { company, Server } from './server.ts';
import { tokenFor, verifyTokens } from './tokens.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Whether a page has been told that its technician has no right here: it asks only now and then whether that is still so. */
function isShutOut({ client }: OpenTab): boolean {
  return client.$connection.get().status === 'refused';
}

function isTechnicians(conversation: Conversation): conversation is TechnicianConversation {
  return '$notes' in conversation;
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

/** 32 kbit/s, and seconds there and back. */
const slowWeather: Weather = { delay: [500, 1_500], rate: 4_000, loss: 0, drop: 0, blackHole: 0 };

const weathers: readonly Weather[] = [
  fairWeather,
  { delay: [5, 400], loss: 0, drop: 0.02, blackHole: 0 },
  { delay: [5, 2_000], loss: 0.02, drop: 0.01, blackHole: 0.05 },
  { delay: [1, 50], loss: 0.05, drop: 0, blackHole: 0 },
  { delay: [1, 5], loss: 0, drop: 0.1, blackHole: 0.2 },
  { ...slowWeather, drop: 0.005 },
];

const day = 24 * 60 * 60_000;

/** What of a line is on its way. */
export function waitingOf(line: Line): readonly string[] {
  if (line.kind === 'pending') return line.progress === 'sending' ? [line.text] : [];
  return line.kind === 'entry' && line.amending !== undefined ? [`${line.amending ?? 'a deletion'} for ${line.id}`] : [];
}

/** What a page shows these words as that are on their way. */
function promiseOf(text: string, lines: readonly Line[]): Intent['promised'] {
  for (const line of lines) {
    if (line.kind === 'pending' && line.of === undefined && line.text === text) return 'message';
    if (line.kind === 'entry' && line.amending === text) return 'edit';
  }
  return null;
}

/** Stands in every note and every comment, and nowhere else. */
export const internalWord = 'hush';

const addresses = { customer: '203.0.113.7', technician: '198.51.100.2' } as const;

/**
 * Real clients and a real desk in one process, on a virtual clock, over a faulty network: two customers and two technicians
 * who submit, assign, join, write, edit, delete, note, invite, give on, leave, close, reopen, lose their tabs and for a while their right; a
 * server that crashes around its commits and whose disk fills.
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
  /** What was wrong on the way, as sentences. */
  readonly wrongs = new Set<string>();
  /** Words that a page has put on a link, whether they arrived or not. */
  readonly sent = new Set<string>();
  #words = 0;
  #asked = 0;
  #quiet = false;
  #healing = false;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.network = new FaultyNetwork(this.clock, this.chance);
    this.server = new Server(new MemoryStore(), this.clock, this.chance, this.network, { verifyToken: verifyTokens(() => this.clock.now()) });
    for (const id of ['anna', 'ben']) {
      this.server.store.transaction(() => {
        this.server.store.saveTechnician({ id, name: id, role: 'technician', enabled: true, available: true, notifications: noNotifications, leftAt: 0 });
      });
    }
    const ended = watchEndedWords(this.server.store, () => this.clock.now());
    this.server.heard = (ip, text) => {
      if (ip === addresses.customer && text.includes(internalWord)) this.wrongs.add(`[R65] a customer was sent ${text}`);
      for (const word of ended(text)) this.wrongs.add(`[R92] ${word} reads otherwise by now, and was sent: ${text}`);
    };
    this.network.pass = ({ way, text }) => {
      if (way === 'up' && text.startsWith('{"type":"command"')) for (const word of wordsIn(text)) this.sent.add(word);
      return true;
    };
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
    if (this.chance.happens(0.1)) this.server.outage = this.chance.pick([0, 0.3, 1]);
    if (this.chance.happens(0.03)) this.server.changeStaff(this.chance.pick(['anna', 'ben']), this.chance.happens(0.5));
    this.#lookForIdlers();
    const person = this.chance.pick(this.people);
    if (this.chance.happens(0.03)) person.browser.skew = this.chance.pick([0, 1, -1, 1 / 24, -1 / 24]) * day;
    if (this.chance.happens(0.02)) person.browser.full = !person.browser.full;
    if (this.chance.happens(0.03)) this.#kill(person, person.tabs[0]);
    for (const tab of person.tabs.filter(isShutOut)) this.#kill(person, tab);
    if (person.tabs.length === 0 || (person.tabs.length < 2 && this.chance.happens(0.05))) this.#open(person);
    this.#act(person);
  }

  #act(person: Person): void {
    const open = this.chance.pick(person.tabs);
    if (open.client.role === 'customer') this.#actAsCustomer(open, open.client);
    else this.#actAsTechnician(open, open.client);
  }

  /** Whoever has no right is at work on nothing [R74]. */
  #lookForIdlers(): void {
    for (const { id, enabled } of this.server.store.technicians())
      if (!enabled && this.server.store.activeOf(id).length > 0) this.wrongs.add(`[R74] ${id} is disabled and still has a request`);
  }

  #open(person: Person): void {
    const tab = person.browser.open();
    const transport = this.network.transport(addresses[person.role], tab, this.chance.happens(0.2) ? 'posts' : 'socket');
    const name = `${person.name}${person.opened++}`;
    if (person.role === 'customer') {
      const client = createCustomerClient({ transport, company, environment: tab });
      person.tabs.push({ name, tab, client, conversations: new Map(), list: null });
    } else {
      const client = createTechnicianClient({ transport, companies: [company], token: () => Promise.resolve(this.#token(person.name)), environment: tab });
      const list = client.list({ view: 'all', mine: false, sort: this.chance.pick(['submitted', 'status', 'customer'] as const), direction: this.chance.pick(['ascending', 'descending'] as const) });
      list.$rows.listen(() => undefined);
      person.tabs.push({ name, tab, client, conversations: new Map(), list });
    }
  }

  /** While the weather is bad, one that runs out while it is in use. */
  #token(name: string): string {
    return tokenFor(name, this.clock.now() + (this.#healing ? day : this.chance.between(10_000, 120_000)));
  }

  #kill(person: Person, open: OpenTab | undefined): void {
    if (!open) return;
    person.tabs.splice(person.tabs.indexOf(open), 1);
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
    if (isTechnicians(conversation)) conversation.$notes.listen(() => undefined);
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
    if (action < 0.62) this.#send(open, conversation);
    else if (action < 0.8) this.#amend(open, conversation);
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
    const conversation = this.#conversation(open, this.chance.pick(rows).key);
    if (!isTechnicians(conversation)) return;
    const action = this.chance.next();
    const other = this.chance.pick(['anna', 'ben']);
    const comment = this.chance.happens(0.5) ? `${internalWord} ${this.#word(open.name)}` : '';
    if (action < 0.18) conversation.assign().catch(() => undefined);
    else if (action < 0.34) conversation.joinChat().catch(() => undefined);
    else if (action < 0.52) this.#send(open, conversation);
    else if (action < 0.58) this.#amend(open, conversation);
    else if (action < 0.62) conversation.endChat().catch(() => undefined);
    else if (action < 0.65) conversation.unassign(comment).catch(() => undefined);
    else if (action < 0.68) conversation.close('resolved', comment).catch(() => undefined);
    else if (action < 0.72) conversation.transfer(other, comment).catch(() => undefined);
    else if (action < 0.75) conversation.invite(other).catch(() => undefined);
    else if (action < 0.76) conversation.leaveChat().catch(() => undefined);
    else if (action < 0.78) conversation.reopen().catch(() => undefined);
    else if (action < 0.96) this.#note(open, conversation);
    else this.#read(conversation);
  }

  #note(open: OpenTab, conversation: TechnicianConversation): void {
    const intent = this.#intent(`${internalWord} ${this.#word(open.name)}`, open, conversation, 'note');
    // What is decided at once is refused or unknown when the link breaks: neither says that it does not stand there.
    conversation.note(intent.text).then(
      () => {
        intent.outcome = 'acked';
      },
      () => undefined,
    );
  }

  #read(conversation: Conversation): void {
    const last = conversation.$messages.get().findLast((line) => line.kind === 'entry');
    if (last?.kind === 'entry') conversation.markRead(last.entry.seq);
  }

  #send(open: OpenTab, conversation: Conversation): void {
    const intent = this.#intent(this.#word(open.name), open, conversation);
    this.#follow(intent, conversation.send(intent.text), open, conversation);
  }

  /** Somebody thinks better of one of their messages, sent or not. */
  #amend(open: OpenTab, conversation: Conversation): void {
    const own = conversation.$messages.get().filter((line) => {
      if (line.kind === 'pending') return line.of === undefined && line.progress === 'sending';
      return line.kind === 'entry' && line.own && line.entry.event.type === 'message' && !line.entry.event.deleted;
    });
    if (own.length === 0) return;
    const line = this.chance.pick(own);
    if (line.kind === 'upload') return;
    const event = line.kind === 'entry' ? line.entry.event : null;
    const unsent = line.kind === 'pending';
    const [said = ''] = (event?.type === 'message' ? event.text : line.kind === 'pending' ? line.text : '').split('~');
    const message = this.intents.find(({ text, kind }) => text === said && kind === 'message');
    // What a request was filed with is no message.
    if (!message) return;
    if (this.chance.happens(0.25)) {
      message.deletions.push({ by: open.name, order: ++this.#asked, unsent });
      conversation.remove(line.kind === 'pending' ? line : line.entry.seq).catch(() => undefined);
      return;
    }
    // Its place in the order of what was said is that of the message.
    const intent = this.#intent(`${said}~${++this.#words}`, open, conversation, 'edit', unsent);
    message.edits.push(intent);
    this.#follow(intent, conversation.edit(line.kind === 'pending' ? line : line.entry.seq, intent.text), open, conversation);
  }

  #intent(text: string, { name: by }: OpenTab, { key }: Conversation, kind: Intent['kind'] = 'message', unsent = false): Intent {
    const intent: Intent = { kind, text, by, key, unsent, order: ++this.#asked, outcome: 'open', ended: false, promised: null, edits: [], deletions: [] };
    this.intents.push(intent);
    return intent;
  }

  /** Keeps what becomes of it, and whether the page has shown it as on its way. */
  #follow(intent: Intent, done: Promise<void>, open: OpenTab, conversation: Conversation): void {
    const stop = conversation.$messages.listen((lines) => {
      // What its browser has no room for a page does not promise to keep, and says so.
      if (!open.tab.alive || open.tab.forgets) return;
      const as = promiseOf(intent.text, lines);
      if (as === null) return;
      intent.promised = as;
      stop();
    });
    done.then(
      () => {
        intent.ended = true;
        // What was written anew before it was sent is kept by the page; what becomes of it is the message's.
        if (!intent.unsent || intent.promised === 'edit') intent.outcome = 'acked';
      },
      (error: unknown) => {
        intent.ended = true;
        // A page that is closed or shut out does not know what became of what it has sent.
        if (isSupportError(error) && error.code !== 'closed' && error.code !== 'forbidden') intent.outcome = 'refused';
      },
    );
  }

  #word(by: string): string {
    return `${by}#${++this.#words}`;
  }

  /**
   * The weather clears and stays clear, though some lines stay slow. In half of the worlds every connection breaks once more: then the
   * welcome must heal, and soon. In the others they stay, and the last words go astray: then only a
   * sync can; or they are dead without a word, while clocks are set back.
   */
  async #heal(): Promise<void> {
    this.#healing = true;
    this.network.weather = this.chance.happens(0.2) ? slowWeather : fairWeather;
    this.server.fillDisk(0);
    this.server.crashAtCommit(null);
    this.server.outage = 0;
    if (!this.server.running) this.server.start();
    for (const id of ['anna', 'ben']) this.server.changeStaff(id, true);
    // Long enough for every word of being shut out to arrive, by posts that are lost a few times too.
    await this.clock.pass(90_000);
    for (const person of this.people) {
      person.browser.full = false;
      for (const tab of person.tabs.filter(isShutOut)) this.#kill(person, tab);
      // What waits in a storage is for a page that can write there.
      if (person.tabs.every(({ tab }) => tab.forgets)) this.#open(person);
    }
    if (this.chance.happens(0.5)) {
      this.network.break();
      await this.clock.pass(50_000);
      this.tardy = this.#sending();
    } else if (this.chance.happens(0.3)) {
      this.network.swallow();
      for (const { browser } of this.people) if (this.chance.happens(0.5)) browser.skew -= day;
    } else {
      await this.#loseLastWords();
    }
    // In some worlds quiet hours follow, whatever is healed by then: nothing may come undone.
    this.#quiet = this.chance.happens(0.1);
  }

  /** Frames vanish from connections that stay, among the last that are said: no later frame gives them away, and no welcome. */
  async #loseLastWords(): Promise<void> {
    const { weather } = this.network;
    this.network.weather = { ...weather, loss: 0.3 };
    for (let words = this.chance.between(1, 8); words > 0; words--) {
      this.#act(this.chance.pick(this.people));
      await this.clock.pass(this.chance.between(0, 400));
    }
    this.network.weather = weather;
  }

  /**
   * Lets the slowest of all remedies have its time. Looks now and then whether all is well: time in which everybody has what the desk has
   * is signs of life alone.
   */
  async settle(wrong: () => readonly string[]): Promise<readonly string[]> {
    for (const minutes of this.#quiet ? [40] : [1, 2, 4, 8, 25]) {
      await this.clock.pass(minutes * 60_000);
      if (wrong().length === 0) return [];
    }
    return wrong();
  }

  /** What still stands as sending, anywhere. */
  #sending(): string[] {
    return this.people.flatMap(({ tabs }) =>
      tabs.flatMap(({ conversations }) =>
        [...conversations.values()].flatMap((conversation) => conversation.$messages.get().flatMap(waitingOf)),
      ),
    );
  }
}
