import { WebSocket } from 'ws';
import type { Answer, Command, ServerFrame } from '../../../src/protocol/frames.ts';
import { inFlight } from '../../../src/protocol/limits.ts';
import { device, textOf } from './frames.ts';

/** Answers that a page may have had without having noted them. */
const forgotten = 5;

/** A customer's tab that has so many commands to give, over as many connections as it takes [R10 to R17]. */
export class LaneDriver {
  readonly answers = new Map<number, Answer>();
  /** What an answer said after a reconnect that it had not said before: there must be none. */
  readonly contradictions: string[] = [];
  readonly lane: string;
  readonly #secret: string;
  readonly #commands: (n: number) => Command;
  readonly #total: number;
  readonly #onAnswer: () => void;
  #issued = 0;
  #known = 0;
  #broken = false;
  #until = 0;
  #socket: WebSocket | null = null;
  #done: (() => void) | null = null;

  constructor(lane: string, secret: string, total: number, commands: (n: number) => Command, onAnswer: () => void) {
    this.lane = lane;
    this.#secret = secret;
    this.#total = total;
    this.#commands = commands;
    this.#onAnswer = onAnswer;
  }

  /** All is answered, or the desk has forgotten what it answered, and there is no going on. */
  get finished(): boolean {
    return this.#broken || this.answers.size === this.#total;
  }

  /** Goes on at a server, up to a number or to the end. Resolves when that is answered or the connection is lost. */
  run(server: string, until = this.#total): Promise<void> {
    this.#until = until;
    return new Promise((resolve) => {
      const socket = new WebSocket(`${server.replace(/^http/, 'ws')}/desks/acme/socket`);
      this.#socket = socket;
      this.#done = () => socket.close();
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#socket = null;
        resolve();
      });
      socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret: this.#secret, device, lanes: [{ id: this.lane, answered: this.#mark() }] })));
      socket.on('message', (data) => this.#take(JSON.parse(textOf(data)) as ServerFrame));
    });
  }

  #take(frame: ServerFrame): void {
    if (frame.type === 'welcome') {
      for (const answer of frame.answers) this.#keep(answer);
      const seen = frame.lanes.find(({ id }) => id === this.lane)?.seen ?? 0;
      if (seen < this.#answered()) return this.#giveUp(`answered ${this.#answered()}, and now knows ${seen}`);
      // What was answered last is sent again, as by a page that died before it had noted the answer.
      this.#issued = this.#mark();
      this.#fill();
    } else if (frame.type === 'lane') {
      this.#giveUp(`wants ${frame.seen + 1} after ${this.#issued}`);
    } else if (frame.type === 'answer') {
      this.#keep(frame);
      this.#fill();
    }
  }

  #keep(answer: Answer): void {
    if (answer.lane !== this.lane) this.contradictions.push(`an answer of lane ${answer.lane}`);
    const before = this.answers.get(answer.n);
    if (before && JSON.stringify(before) !== JSON.stringify(answer)) this.contradictions.push(`${JSON.stringify(before)} then ${JSON.stringify(answer)}`);
    this.answers.set(answer.n, answer);
    this.#onAnswer();
    if (this.#answered() >= this.#until) this.#done?.();
  }

  #giveUp(why: string): void {
    this.#broken = true;
    this.contradictions.push(why);
    this.#done?.();
  }

  /** The last answer that it admits to have. */
  #mark(): number {
    return Math.max(0, this.#answered() - forgotten);
  }

  #fill(): void {
    const until = Math.min(this.#until, this.#answered() + inFlight);
    while (this.#issued < until) {
      const n = ++this.#issued;
      this.#socket?.send(JSON.stringify({ type: 'command', lane: this.lane, n, command: this.#commands(n) }));
    }
  }

  /** The last number up to which every answer has come. */
  #answered(): number {
    let n = this.#known;
    while (this.answers.has(n + 1)) n++;
    this.#known = n;
    return n;
  }
}
