import { closeCodes } from '../../protocol/errors.ts';
import { longestHold, postCharacters, postedExpiry, type Post, type PostAnswer } from '../../protocol/posts.ts';
import { utf8Bytes } from '../../domain/utf8.ts';
import type { Accepted, HostPorts, Peer } from './peer.ts';

/** Bytes that may wait for a reader before it is let go: it reads on from the log when it comes back. */
const mostWaiting = 1024 * 1024;

/** Frames of a page that may wait for the desk; what comes beyond is not taken, and so said again. */
const mostTaken = 256;

export interface PostedConnectionOptions {
  /** What posts name it by. */
  readonly id: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly clock: HostPorts['clock'];
  /** Counts bytes that begin to wait for its page, or wait no longer; whether too many wait for its address together. */
  holds(bytes: number): boolean;
  /** Called once, when no post can reach it any more. */
  gone(): void;
}

/** What an AbortSignal is here, where there may be none. */
export interface Abandonment {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * A connection whose frames come and go with posts. Both directions are numbered, and what was sent is kept until the page says
 * that it has come: an answer that is lost is given again, a post that comes twice does nothing. One post at a time waits for
 * something to say; the next one releases it.
 */
export class PostedConnection implements Peer {
  readonly ip: string;
  readonly userAgent: string;
  readonly #id: string;
  readonly #clock: HostPorts['clock'];
  readonly #holds: (bytes: number) => boolean;
  readonly #gone: () => void;
  #host: Accepted | null = null;
  /** The last number of the page's that came. */
  #taken = 0;
  /** What the page is not known to have; the first has the number `#first`. */
  #waiting: string[] = [];
  #first = 1;
  #size = 0;
  #code: number | null = null;
  #ended = false;
  #release: () => void = () => undefined;
  #releasing = false;
  #stopTimer: () => void = () => undefined;

  constructor({ id, ip, userAgent, clock, holds, gone }: PostedConnectionOptions) {
    this.#id = id;
    this.ip = ip;
    this.userAgent = userAgent;
    this.#clock = clock;
    this.#holds = holds;
    this.#gone = gone;
  }

  /** Where the page's frames go from now on. */
  listen(host: Accepted): void {
    this.#host = host;
  }

  send(text: string): void {
    if (this.#code !== null || this.#ended) return;
    this.#waiting.push(text);
    if (this.#count(utf8Bytes(text)) || this.#size > mostWaiting) {
      this.#waiting = [];
      this.#count(-this.#size);
      this.close(closeCodes.too_slow);
      this.#host?.closed();
    }
    this.#releaseSoon();
  }

  close(code: number): void {
    this.#code ??= code;
    this.#releaseSoon();
  }

  /** Ends it for good: answers the post that waits, and takes no more. */
  leave(code: number): void {
    this.#code ??= code;
    this.#release();
    this.#stopTimer();
    this.#end();
  }

  /** @param signal aborts when nobody waits for the answer any more. */
  post({ from, frames, heard, wait, end }: Post, signal?: Abandonment): Promise<PostAnswer> {
    this.#release();
    this.#stopTimer();
    this.#forget(heard);
    const room = this.#take(from, frames);
    if (end) this.#end();
    if (end || wait === 0 || !room || this.#waiting.length > 0 || this.#code !== null || signal?.aborted) {
      this.#expireLater();
      return Promise.resolve(this.#answer());
    }
    return new Promise((resolve) => {
      const release = (): void => {
        if (this.#release !== release) return;
        this.#release = () => undefined;
        signal?.removeEventListener('abort', release);
        this.#expireLater();
        resolve(this.#answer());
      };
      this.#release = release;
      signal?.addEventListener('abort', release);
      this.#stopTimer();
      this.#stopTimer = this.#clock.after(Math.min(wait, longestHold), release);
    });
  }

  /** What came in one step of the desk goes in one answer. */
  #releaseSoon(): void {
    if (this.#releasing) return;
    this.#releasing = true;
    void Promise.resolve().then(() => {
      this.#releasing = false;
      this.#release();
    });
  }

  #forget(heard: number): void {
    const gone = this.#waiting.splice(0, Math.max(0, heard + 1 - this.#first));
    this.#first += gone.length;
    for (const text of gone) this.#count(-utf8Bytes(text));
    this.#host?.arrived(this.#first - 1);
  }

  #count(bytes: number): boolean {
    this.#size += bytes;
    return this.#holds(bytes);
  }

  /**
   * Frames that have come before are passed over; behind a gap nothing is taken, for the page sends again what is missing. So
   * it does with what the desk has no room for: then this is false.
   */
  #take(from: number, frames: readonly string[]): boolean {
    if (from > this.#taken + 1) return true;
    for (const text of frames.slice(this.#taken + 1 - from)) {
      if ((this.#host?.waiting ?? 0) >= mostTaken) return false;
      this.#taken += 1;
      this.#host?.message(text);
    }
    return true;
  }

  #answer(): PostAnswer {
    let characters = 0;
    const beyond = this.#waiting.findIndex((text, index) => (characters += text.length) > postCharacters && index > 0);
    const frames = beyond < 0 ? [...this.#waiting] : this.#waiting.slice(0, beyond);
    const closed = this.#code !== null && frames.length === this.#waiting.length ? { closed: this.#code } : {};
    return { id: this.#id, taken: this.#taken, from: this.#first, frames, ...closed };
  }

  #expireLater(): void {
    this.#stopTimer();
    if (!this.#ended) this.#stopTimer = this.#clock.after(postedExpiry, () => this.#end());
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#count(-this.#size);
    this.#host?.closed();
    this.#gone();
  }
}
