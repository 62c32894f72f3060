import { isTransient } from '../protocol/errors.ts';
import type { Answer, Command, CommandFrame, LaneFrame, LaneMark, Welcome } from '../protocol/frames.ts';
import { inFlight, lanesPerHello } from '../protocol/limits.ts';
import { abandonedLanes } from './abandoned-lanes.ts';
import type { ClientStorage, Environment } from './environment.ts';
import { SupportError } from './errors.ts';
import { emptyLane, enqueue, recordOf, storedCommand, type Lane } from './lane.ts';
import { Posted } from './posted.ts';

/** Milliseconds before the same place is sent again, and before a command that the desk could not take is. */
const pause = 1_000;

/** Why it is over: `closed`, and what waits goes out another time; `reset`, and it goes nowhere, for whoever has given it is forgotten [R113]. */
export type EndCode = 'closed' | 'reset';

export interface OutboxPorts {
  readonly environment: Environment;
  readonly storage: ClientStorage;
  /** Whether what tabs before this one have left may be sent from here [R114]. */
  adopts(): Promise<boolean>;
  /** Puts a frame on the link; false if there is none. */
  send(frame: CommandFrame): boolean;
  /** A command is kept, answered, refused or taken away. */
  changed(post: Posted): void;
  /** The desk says that the token has run out. */
  expired(): void;
}

/**
 * Commands on their way to one desk, in order, once each [R10–R19]. Each is stored before anybody hears of it and kept
 * until it is answered. This tab has a lane of its own; the lanes of tabs that are gone are taken over and go out first,
 * so that what was written before a reload is said before what is written after it.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  /** Adopted ones first, the own one last. Only the first that has something to send sends. */
  #lanes: Lane[] = [];
  #own: Lane | null = null;
  #refused = new Set<Posted>();
  /** Lanes that are not to be adopted again. */
  readonly #foreign = new Set<string>();
  #connected = false;
  #closed: EndCode | null = null;
  #ids = 0;
  #heldUntil = 0;
  #stopTimer: () => void = () => {};
  /** Storing runs in the order of giving. */
  #storing: Promise<unknown> = Promise.resolve();
  #adopting: Promise<void> = Promise.resolve();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /**
   * Gives a command to the lane; resolves once it is stored and goes out as soon as it can.
   * `undefined` if the client was closed before that.
   */
  post(command: Command): Promise<Posted | undefined> {
    const at = this.#ports.environment.now();
    const stored = this.#storing.then(async () => {
      // What a tab before this one has left goes first, so it has to be known.
      await this.#adopting;
      if (this.#isClosed()) return undefined;
      const lane = await this.#ownLane();
      const post = enqueue(lane, new Posted(this.#nextId(), command, at));
      await this.#ports.storage.saveCommand(lane.id, storedCommand(post));
      // A restored desk may have moved it to another lane meanwhile.
      if (post.lane === lane.id) lane.kept = Math.max(lane.kept, post.n);
      const closed = this.#isClosed();
      if (closed) post.abandon(new SupportError(closed));
      this.#ports.changed(post);
      this.#pump();
      return post;
    });
    this.#storing = stored;
    return stored;
  }

  /** Commands about a request that have no answer, or were refused and not yet taken away. */
  about(key: string): readonly Posted[] {
    return [...this.#refused, ...this.waiting()].filter((post) => post.key === key);
  }

  /** All that has no answer, in the order in which it goes out. */
  waiting(): readonly Posted[] {
    return this.#lanes.flatMap((lane) => [...lane.posts.values()].filter((post) => post.n <= lane.kept));
  }

  /** Takes a refused command away. */
  discard(post: Posted): void {
    if (!this.#refused.delete(post)) return;
    post.discarded = true;
    this.#ports.changed(post);
  }

  /** Sends a refused command once more, and takes it away. */
  async again(post: Posted): Promise<void> {
    if (await this.post(post.command)) this.discard(post);
  }

  /** Says that something about a command is otherwise. */
  tell(post: Posted): void {
    this.#ports.changed(post);
  }

  /**
   * Does something to the own lane between two commands: nothing is stored meanwhile, and what goes out behind `kept` waits. Resolves
   * with what it resolves with.
   */
  between<T>(work: (lane: Lane | null) => Promise<T>): Promise<T> {
    const done = this.#storing.then(async () => {
      const result = await work(this.#own);
      this.#pump();
      return result;
    });
    this.#storing = done;
    return done;
  }

  /** What a hello or sync says of the lanes [R16]. */
  marks(): readonly LaneMark[] {
    const own = this.#own;
    const named = [...this.#lanes.filter((lane) => lane !== own).slice(0, lanesPerHello - 1), ...(own && own.issued > 0 ? [own] : [])];
    return named.map((lane) => {
      lane.named = lane.answered;
      return { id: lane.id, answered: lane.answered };
    });
  }

  welcome(frame: Welcome): void {
    this.#connected = true;
    this.#heldUntil = 0;
    for (const lane of [...this.#lanes]) {
      const seen = frame.lanes.find(({ id }) => id === lane.id)?.seen;
      if (seen !== undefined && seen < lane.answered) this.#renew(lane);
    }
    for (const answer of frame.answers) this.#answer(answer);
    for (const lane of this.#lanes) lane.sent = lane.answered;
    this.#removeDrained(frame.lanes);
    this.#pump();
    void this.adopt();
  }

  /** The desk's answer to `sync`: what was lost on an open link goes again. `sent` is how far each lane was then. */
  heads(lanes: readonly { readonly id: string; readonly seen: number }[], sent: ReadonlyMap<string, number>): void {
    for (const { id, seen } of lanes) {
      const lane = this.#lanes.find((candidate) => candidate.id === id);
      if (!lane) continue;
      if (seen < lane.named) this.#renew(lane);
      // Answers that the desk has kept have come by now. Whoever waits for one that it has forgotten has to ask again [R123].
      else if (lane.answered < (sent.get(id) ?? 0)) this.#rewind(lane, lane.answered);
    }
    this.#removeDrained(lanes);
    this.#pump();
  }

  /** How far each lane has been sent. */
  sent(): ReadonlyMap<string, number> {
    return new Map(this.#lanes.map((lane) => [lane.id, lane.sent]));
  }

  answer(answer: Answer): void {
    this.#answer(answer);
    this.#pump();
  }

  /** The desk expects another number [R13]. */
  laneAt({ id, seen }: LaneFrame): void {
    const lane = this.#lanes.find((candidate) => candidate.id === id);
    if (!lane) return;
    if (seen < lane.answered) this.#renew(lane);
    else this.#rewind(lane, seen);
    this.#pump();
  }

  lost(): void {
    this.#connected = false;
    this.#stopTimer();
  }

  /** Takes over the lanes of tabs that are gone [R18]. */
  adopt(): Promise<void> {
    this.#adopting = this.#adopting.then(async () => {
      const { environment, storage } = this.#ports;
      if (this.#closed || !(await this.#ports.adopts())) return;
      const known = (id: string) => this.#foreign.has(id) || this.#lanes.some((lane) => lane.id === id);
      const found = await abandonedLanes(environment, storage, known, (command, at) => new Posted(this.#nextId(), command, at));
      if (this.#isClosed()) {
        for (const lane of found) lane.unlock();
        return;
      }
      this.#lanes = [...this.#lanes.filter((lane) => lane !== this.#own), ...found, ...(this.#own ? [this.#own] : [])];
      for (const lane of found) for (const post of lane.posts.values()) this.#ports.changed(post);
      this.#pump();
    });
    return this.#adopting;
  }

  /**
   * The desk takes nobody in: what it cannot know of fails, so that whoever tries again does not say it twice. What it may
   * have taken stays, and is asked for another time.
   */
  refuse(error: SupportError): void {
    const { storage } = this.#ports;
    this.#storing = this.#storing.then(async () => {
      const lane = this.#own;
      const unsent = [...(lane?.posts.values() ?? [])].filter(({ n }) => lane && n > lane.tried);
      if (lane && unsent.length > 0) {
        lane.issued = lane.kept = lane.tried;
        for (const post of unsent) {
          lane.posts.delete(post.n);
          post.fail(error);
          this.#refused.add(post);
          this.#ports.changed(post);
        }
        await storage.replaceLane(lane.id, recordOf(lane), [...lane.posts.values()].map(storedCommand));
      }
      this.abandon(error);
    });
  }

  /** Tells whoever waits that no answer will come here; what is stored goes out another time. */
  abandon(error: SupportError): void {
    for (const lane of this.#lanes) for (const post of lane.posts.values()) post.abandon(error);
  }

  /**
   * The desk will not have one of the lanes, and does not say which. What was written in them fails visibly: another's lane
   * (`lane`) might say it in another's name; a lane taken over (`bad_frame`) may be of a version that nobody speaks any
   * more. False if there is none to let go of.
   */
  forsake(code: 'lane' | 'bad_frame'): boolean {
    const { storage } = this.#ports;
    const gone = this.#lanes.filter(({ adopted }) => adopted || code === 'lane');
    this.#lanes = this.#lanes.filter((lane) => !gone.includes(lane));
    for (const lane of gone) {
      this.#foreign.add(lane.id);
      // What was taken over stays for whoever it belongs to.
      if (!lane.adopted) void storage.removeLane(lane.id);
      if (lane === this.#own) this.#own = null;
      for (const post of lane.posts.values()) {
        post.fail(new SupportError(code));
        this.#refused.add(post);
        this.#ports.changed(post);
      }
      lane.unlock();
    }
    return code === 'lane' || gone.length > 0;
  }

  /** Resolves once nothing more is written. */
  async close(code: EndCode): Promise<void> {
    this.#closed = code;
    this.lost();
    this.abandon(new SupportError(code));
    await this.#storing;
    // Now another tab may take the lanes over.
    for (const lane of this.#lanes) lane.unlock();
  }

  /** Asked anew after each await. */
  #isClosed(): EndCode | null {
    return this.#closed;
  }

  #nextId(): string {
    this.#ids += 1;
    return `p${this.#ids}`;
  }

  /** Made at the first command: a page that says nothing leaves nothing behind. */
  async #ownLane(): Promise<Lane> {
    if (this.#own) return this.#own;
    const { environment, storage } = this.#ports;
    const id = environment.randomHex(128);
    const unlock = await environment.lock(`lane:${id}`);
    const lane = emptyLane(id, false, unlock ?? (() => {}));
    await storage.saveLane(recordOf(lane));
    this.#own = lane;
    this.#lanes.push(lane);
    return lane;
  }

  #pump(): void {
    const { environment } = this.#ports;
    if (!this.#connected || environment.now() < this.#heldUntil) return;
    const lane = this.#lanes.find(({ posts }) => posts.size > 0);
    if (!lane) return;
    while (lane.sent < lane.kept && lane.sent - lane.answered < inFlight) {
      const n = lane.sent + 1;
      const post = lane.posts.get(n);
      if (post && !this.#ports.send({ type: 'command', lane: lane.id, n, command: post.command })) return;
      lane.sent = n;
      lane.tried = Math.max(lane.tried, n);
    }
  }

  /** Sends nothing for a while. */
  #hold(wait: number): void {
    const { environment } = this.#ports;
    this.#heldUntil = Math.max(this.#heldUntil, environment.now() + wait);
    this.#stopTimer();
    this.#stopTimer = environment.after(this.#heldUntil - environment.now(), () => {
      this.#heldUntil = 0;
      this.#pump();
    });
  }

  #answer(answer: Answer): void {
    const lane = this.#lanes.find(({ id }) => id === answer.lane);
    if (!lane || answer.n <= lane.answered || answer.n > lane.issued) return;
    if (!answer.ok && isTransient(answer.code)) {
      lane.sent = Math.min(lane.sent, answer.n - 1);
      this.#hold(answer.retryAfter ?? pause);
      if (answer.code === 'token_expired') this.#ports.expired();
      return;
    }
    const post = lane.posts.get(answer.n);
    lane.ahead.add(answer.n);
    lane.posts.delete(answer.n);
    this.#advance(lane);
    if (!post) return;
    post.settle(answer);
    if (post.refused) this.#refused.add(post);
    this.#ports.changed(post);
  }

  #advance(lane: Lane): void {
    const { storage } = this.#ports;
    const before = lane.answered;
    while (lane.ahead.delete(lane.answered + 1)) lane.answered += 1;
    if (lane.answered === before) return;
    lane.sent = Math.max(lane.sent, lane.answered);
    // The mark first: a tab killed in between must not take an answered command for one that waits.
    void storage.saveLane(recordOf(lane));
    for (let n = before + 1; n <= lane.answered; n++) void storage.removeCommand(lane.id, n);
  }

  /**
   * Sends again from a place. Each command behind a lost one brings a `lane` frame for the same place: the first of them
   * counts, the rest only if nothing has moved a moment later.
   */
  #rewind(lane: Lane, seen: number): void {
    const to = Math.max(seen, lane.answered);
    if (lane.sent <= to) return;
    const now = this.#ports.environment.now();
    if (lane.rewound?.to === to && now - lane.rewound.at < pause) this.#hold(pause);
    else lane.rewound = { to, at: now };
    lane.sent = to;
  }

  /** The desk was restored from an older state: what has no answer goes in a new lane [R19]. */
  #renew(lane: Lane): void {
    const { environment, storage } = this.#ports;
    const id = environment.randomHex(128);
    let unlock = () => {};
    const fresh = emptyLane(id, lane.adopted, () => {
      lane.unlock();
      unlock();
    });
    for (const post of lane.posts.values()) enqueue(fresh, post);
    lane.posts.clear();
    this.#lanes = this.#lanes.map((other) => (other === lane ? fresh : other));
    if (lane === this.#own) this.#own = fresh;
    this.#storing = this.#storing.then(async () => {
      // By now one of them may have been taken back.
      const last = fresh.issued;
      unlock = (await environment.lock(`lane:${id}`)) ?? unlock;
      await storage.replaceLane(lane.id, { id, issued: last, answered: 0 }, [...fresh.posts.values()].filter(({ n }) => n <= last).map(storedCommand));
      fresh.kept = Math.max(fresh.kept, last);
      this.#pump();
    });
  }

  /** Adopted lanes of which the desk has been told that all is answered. */
  #removeDrained(lanes: readonly { readonly id: string }[]): void {
    for (const lane of this.#lanes.filter(({ adopted, issued, named, id }) => adopted && named === issued && lanes.some((other) => other.id === id))) {
      this.#lanes = this.#lanes.filter((other) => other !== lane);
      void this.#ports.storage.removeLane(lane.id).then(lane.unlock);
    }
  }
}
