import type { Transport } from '../../src/client/transport.ts';
import { SupportError } from '../../src/client/errors.ts';
import type { PostAnswer } from '../../src/protocol/posts.ts';
import type { Accepted, Peer } from '../../src/server/host/peer.ts';
import type { Chance } from './chance.ts';
import { openPosts } from './posted-line.ts';
import { openSocket } from './socket-line.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How bad the network is: likelihoods per frame or post, milliseconds of delay each way. */
export interface Weather {
  readonly delay: readonly [number, number];
  /** Bytes a second that a connection carries each way; without it, all that are sent. */
  readonly rate?: number;
  /** Milliseconds until a connection is open: as long as one delay, unless given. */
  readonly opening?: number;
  /** A frame vanishes while the connection stays open; of posts, one that is never answered. */
  readonly loss: number;
  /** The connection breaks after a frame. */
  readonly drop: number;
  /** A new connection swallows everything from some moment on, without a close. */
  readonly blackHole: number;
}

export const fairWeather: Weather = { delay: [1, 20], loss: 0, drop: 0, blackHole: 0 };

/** Whoever has connections: their end is the end of these. */
export interface Owner {
  readonly alive: boolean;
}

/** A frame on its way. */
export interface Passing {
  readonly owner: Owner;
  readonly ip: string;
  readonly way: 'up' | 'down';
  readonly text: string;
}

/** A connection as the network has it in hand. */
export interface Line {
  readonly owner: Owner;
  break(): void;
  /** Whatever is on its way or is sent from now on vanishes, without a close. */
  swallow(): void;
}

/** How the frames of a page travel. */
export type Carriage = 'socket' | 'posts';

/**
 * A network that delays, loses, breaks and swallows, by seed or as it is told. Within a connection frames keep their order;
 * across connections they do not: what an old one still carries may arrive after a new one has opened. What was sent before
 * a break may still arrive, as with TCP.
 */
export class FaultyNetwork {
  weather: Weather = fairWeather;
  /** Takes a WebSocket, or null while there is no server. */
  accept: ((peer: Peer) => Accepted | null) | null = null;
  /** Takes the body of a post, or null while there is no server. */
  post: ((body: string, ip: string, signal: AbortSignal) => Promise<PostAnswer | null>) | null = null;
  /** Sees every frame as it is sent, whether it arrives or not. One for which it says `false` vanishes. */
  pass: ((frame: Passing) => boolean | undefined) | null = null;
  /** When each connection was tried. */
  readonly tries: { readonly owner: Owner; readonly at: number }[] = [];
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly lines = new Set<Line>();
  readonly #away = new Set<Owner>();

  constructor(clock: VirtualClock, chance: Chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /** Ends every connection, as a crash of the server does, or those of one owner, as the end of a tab does. */
  break(owner?: Owner): void {
    for (const line of this.#of(owner)) line.break();
  }

  /** Whatever goes over the present connections vanishes from now on, and nobody is told. */
  swallow(owner?: Owner): void {
    for (const line of this.#of(owner)) line.swallow();
  }

  #of(owner: Owner | undefined): readonly Line[] {
    return [...this.lines].filter((line) => !owner || line.owner === owner);
  }

  /** Somebody has no network: their connections break, and no other comes about until they are back. */
  leave(owner: Owner): void {
    this.#away.add(owner);
    this.break(owner);
  }

  comeBack(owner: Owner): void {
    this.#away.delete(owner);
  }

  isAway(owner: Owner): boolean {
    return this.#away.has(owner);
  }

  delay(): number {
    return this.chance.between(...this.weather.delay);
  }

  get rate(): number {
    return this.weather.rate ?? Infinity;
  }

  /** Whether one of these frames, which travel together, is taken away. */
  vanishes(frames: readonly Passing[]): boolean {
    const taken = frames.filter((frame) => this.pass?.(frame) === false);
    return taken.length > 0 || this.chance.happens(this.weather.loss);
  }

  transport(ip: string, owner: Owner, carriage: Carriage = 'socket'): Transport {
    return {
      origin: 'sim',
      connect: (_company, events) => {
        this.tries.push({ owner, at: this.clock.now() });
        return (carriage === 'socket' ? openSocket : openPosts)(this, ip, owner, events);
      },
      upload: () => Promise.reject(new SupportError('upload_failed')),
      settings: () => Promise.reject(new SupportError('offline')),
    };
  }
}
