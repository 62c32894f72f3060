import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { onTimer } from '../timer.ts';

/** What the clock needs of the world; the page's own unless a test brings another. */
export interface ClockSource {
  now(): number;
  after(ms: number, callback: () => void): () => void;
  visible(): boolean;
  onVisibility(callback: () => void): () => void;
}

const page: ClockSource = {
  now: () => Date.now(),
  after: onTimer,
  visible: () => document.visibilityState === 'visible',
  onVisibility: (callback) => {
    document.addEventListener('visibilitychange', callback);
    return () => {
      document.removeEventListener('visibilitychange', callback);
    };
  },
};

const minute = 60_000;

/**
 * Renders its host once a minute, but only while it shows a duration and somebody can see it: no timer runs while
 * nothing happens.
 */
export class MinuteClock implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #running: () => boolean;
  readonly #source: ClockSource;
  #now: number;
  #stopTimer: (() => void) | undefined;
  #stopWatching: (() => void) | undefined;

  /** @param running whether the host shows something that grows older. */
  constructor(host: ReactiveControllerHost, running: () => boolean, source: ClockSource = page) {
    this.#host = host;
    this.#running = running;
    this.#source = source;
    this.#now = source.now();
    host.addController(this);
  }

  /** The time of the last tick or rendering, milliseconds: the same for everything in one rendering. */
  get now(): number {
    return this.#now;
  }

  hostConnected(): void {
    this.#stopWatching = this.#source.onVisibility(() => {
      if (this.#source.visible()) this.#host.requestUpdate();
      else this.#stop();
    });
  }

  hostUpdate(): void {
    // A step of a minute at the least, so that a rendering for another reason leaves rows as they are.
    const now = this.#source.now();
    if (Math.floor(now / minute) !== Math.floor(this.#now / minute)) this.#now = now;
  }

  hostUpdated(): void {
    if (!this.#running() || !this.#source.visible()) this.#stop();
    else this.#stopTimer ??= this.#source.after(minute - (this.#source.now() % minute), this.#tick);
  }

  hostDisconnected(): void {
    this.#stop();
    this.#stopWatching?.();
    this.#stopWatching = undefined;
  }

  readonly #tick = (): void => {
    this.#stopTimer = undefined;
    this.#host.requestUpdate();
  };

  #stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }
}
