import type { Link, LinkEvents } from '../client/transport.ts';
import { brokenLink } from '../protocol/errors.ts';
import { longestHold, postCharacters, postFrames, type Post, type PostAnswer } from '../protocol/posts.ts';

/** What a link by posts asks of its surroundings. */
export interface PostPorts {
  /** Brings a post to the desk. Rejects if no answer came, or none that can be read. */
  post(post: Post, options: { readonly keepalive: boolean; readonly signal?: AbortSignal }): Promise<PostAnswer>;
  /** Calls back once after `ms`; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back when the page is hidden, with `true` when it goes for good. Returns how to stop. */
  onHide(callback: (forGood: boolean) => void): () => void;
}

/** Milliseconds before a post that failed is made again; after as many the link is given up. */
const retries = [250, 1_000, 2_000];

/** How long an answer may take beyond what it was asked to wait. Milliseconds. */
const patience = 15_000;

/** One post waits for what the desk has to say, a second one brings what the page has. */
const atOnce = 2;

/** What browsers let a page that goes leave behind is 64 KiB: characters, each of which may take three bytes. */
const keepaliveCharacters = 20 * 1024;

/**
 * A link by posts to one desk. What was said is kept until the desk has it, and said again where it may not have come: the
 * numbers of both directions see to it that nothing is lost or doubled.
 */
export class PostedLink implements Link {
  readonly #ports: PostPorts;
  readonly #events: LinkEvents;
  readonly #onTheirWay = new Set<AbortController>();
  readonly #stopHide: () => void;
  #id: string | undefined;
  #ended = false;
  /** What the desk is not known to have; the first has the number `#taken + 1`. */
  #pending: string[] = [];
  #taken = 0;
  /** How many of those pending are in a post on its way. */
  #posted = 0;
  #heard = 0;
  #failures = 0;
  #stopRetry: (() => void) | null = null;
  #scheduled = false;

  constructor(ports: PostPorts, events: LinkEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#stopHide = ports.onHide((forGood) => {
      this.#flush(forGood);
    });
    this.#post();
  }

  send(text: string): void {
    if (this.#ended) return;
    this.#pending.push(text);
    this.#soon();
  }

  close(): void {
    if (this.#ended) return;
    this.#flush(true);
    this.#stop();
  }

  /** What is said in one go travels together. */
  #soon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#work();
    });
  }

  #work(): void {
    if (this.#ended || this.#stopRetry) return;
    if (this.#onTheirWay.size === 0) this.#post();
    while (this.#id !== undefined && this.#onTheirWay.size < atOnce && this.#pending.length > this.#posted) this.#post();
  }

  #post(): void {
    const frames = batch(this.#pending.slice(this.#posted), postCharacters);
    const post = { ...this.#head(), from: this.#taken + this.#posted + 1, frames, wait: this.#id === undefined ? 0 : longestHold };
    this.#posted += frames.length;
    const calledOff = new AbortController();
    this.#onTheirWay.add(calledOff);
    const stopTimer = this.#ports.after(post.wait + patience, () => {
      calledOff.abort();
    });
    const over = () => {
      stopTimer();
      this.#onTheirWay.delete(calledOff);
      return !this.#ended;
    };
    this.#ports.post(post, { keepalive: false, signal: calledOff.signal }).then(
      (answer) => {
        if (over()) this.#hear(post, answer);
      },
      () => {
        if (over()) this.#fail();
      },
    );
  }

  #head(): Pick<Post, 'id' | 'heard'> {
    return { ...(this.#id !== undefined && { id: this.#id }), heard: this.#heard };
  }

  #hear({ from, frames: said }: Post, { id, taken, from: first, frames, closed }: PostAnswer): void {
    this.#failures = 0;
    if (this.#id === undefined && closed === undefined) {
      this.#id = id;
      this.#events.opened();
    }
    this.#drop(taken - this.#taken);
    // It came before an earlier one and was passed over: all is said again.
    if (taken < from - 1 + said.length) this.#posted = 0;
    for (const [index, text] of frames.entries()) {
      // Its handlers may close this link.
      if (this.#isOver()) return;
      if (first + index !== this.#heard + 1) continue;
      this.#heard += 1;
      this.#events.message(text);
    }
    if (this.#isOver()) return;
    if (closed === undefined) this.#work();
    else this.#end(closed);
  }

  #isOver(): boolean {
    return this.#ended;
  }

  #drop(count: number): void {
    if (count <= 0) return;
    this.#pending.splice(0, count);
    this.#taken += count;
    this.#posted = Math.max(0, this.#posted - count);
  }

  #fail(): void {
    this.#posted = 0;
    if (this.#stopRetry) return;
    const wait = retries[this.#failures];
    this.#failures += 1;
    if (this.#id === undefined || wait === undefined) this.#end(brokenLink);
    else {
      this.#stopRetry = this.#ports.after(wait, () => {
        this.#stopRetry = null;
        // It also releases the one that still waits, whose answer then has what was lost.
        this.#post();
        this.#work();
      });
    }
  }

  /** Says once more what may not have arrived, in a post that outlives the page. */
  #flush(forGood: boolean): void {
    if (this.#id === undefined || (this.#pending.length === 0 && !forGood)) return;
    const frames = batch(this.#pending, keepaliveCharacters);
    const post = { ...this.#head(), from: this.#taken + 1, frames, wait: 0, ...(forGood && { end: true }) };
    this.#ports.post(post, { keepalive: true }).then(
      (answer) => {
        if (!this.#ended) this.#hear(post, answer);
      },
      // Whatever became of it, the desk takes nothing twice and the page still has it.
      () => {},
    );
  }

  #end(code: number): void {
    this.#stop();
    this.#events.closed(code);
  }

  #stop(): void {
    this.#ended = true;
    this.#stopHide();
    this.#stopRetry?.();
    for (const post of this.#onTheirWay) post.abort();
  }
}

/** As many of the first as fit into one post; one always does. */
function batch(texts: readonly string[], characters: number): readonly string[] {
  let size = 0;
  const beyond = texts.findIndex((text, index) => index === postFrames || ((size += text.length) > characters && index > 0));
  return beyond < 0 ? texts : texts.slice(0, beyond);
}
