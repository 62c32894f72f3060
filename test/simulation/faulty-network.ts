import type { Link, LinkEvents, Transport } from '../../src/client/transport.ts';
import { SupportError } from '../../src/client/errors.ts';
import type { Chance } from './chance.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The server end of a connection, as a host takes it. */
export interface Peer {
  send(text: string): void;
  close(code: number): void;
  readonly ip: string;
  readonly userAgent: string;
}
export interface Accepted {
  message(text: string): void;
  closed(): void;
}

/** How bad the network is: likelihoods per frame, milliseconds of delay. */
export interface Weather {
  readonly delay: readonly [number, number];
  /** A frame vanishes while the connection stays open. */
  readonly loss: number;
  /** The connection breaks after a frame. */
  readonly drop: number;
  /** A new connection swallows everything from some moment on, without a close. */
  readonly blackHole: number;
}

export const fairWeather: Weather = { delay: [1, 20], loss: 0, drop: 0, blackHole: 0 };

interface Connection {
  readonly owner: object;
  break(code: number): void;
}

/**
 * A network that delays, loses, breaks and swallows, by seed. Within a connection frames keep their order; across
 * connections they do not: what an old one still carries may arrive after a new one has opened. What was sent before a
 * break may still arrive, as with TCP.
 */
export class FaultyNetwork {
  weather: Weather = fairWeather;
  /** Takes a connection, or null while there is no server. */
  accept: ((peer: Peer) => Accepted) | null = null;
  readonly #clock: VirtualClock;
  readonly #chance: Chance;
  readonly #connections = new Set<Connection>();

  constructor(clock: VirtualClock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Ends every connection, as a crash of the server does, or those of one owner, as the end of a tab does. */
  break(owner?: object): void {
    for (const connection of [...this.#connections]) if (!owner || connection.owner === owner) connection.break(1006);
  }

  /** @param owner whoever's end means the end of the connections: a tab. */
  transport(ip: string, owner: { readonly alive: boolean }): Transport {
    return {
      origin: 'sim',
      connect: (_company, events) => this.#connect(ip, owner, events),
      upload: () => Promise.reject(new SupportError('upload_failed')),
      settings: () => Promise.reject(new SupportError('offline')),
    };
  }

  #connect(ip: string, owner: { readonly alive: boolean }, events: LinkEvents): Link {
    const clock = this.#clock;
    const swallowsFrom = this.#chance.happens(this.weather.blackHole) ? clock.now() + this.#chance.between(0, 60_000) : Infinity;
    const delay = () => this.#chance.between(...this.weather.delay);
    const swallowed = () => clock.now() >= swallowsFrom || this.#chance.happens(this.weather.loss);
    /** Takes new frames. */
    let open = true;
    /** The page has not been told of the end. */
    let listening = true;
    let served: Accepted | null = null;
    let upAt = 0;
    let downAt = 0;

    const tellPage = (code: number) => {
      if (!listening) return;
      listening = false;
      if (owner.alive) events.closed(code);
    };
    const end = (code: number) => {
      if (!open) return;
      open = false;
      this.#connections.delete(connection);
      clock.after(Math.max(0, downAt - clock.now()) + delay(), () => {
        tellPage(code);
      });
      clock.after(Math.max(0, upAt - clock.now()) + delay(), () => served?.closed());
    };
    const connection: Connection = { owner, break: end };
    this.#connections.add(connection);
    const maybeBreak = () => {
      if (this.#chance.happens(this.weather.drop)) end(1006);
    };

    clock.after(delay(), () => {
      if (!open) return;
      if (!this.accept) {
        end(1006);
        return;
      }
      served = this.accept({
        ip,
        userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
        send: (text) => {
          if (!open || swallowed()) return;
          downAt = Math.max(downAt, clock.now() + delay());
          clock.after(downAt - clock.now(), () => {
            if (listening && owner.alive) events.message(text);
          });
          maybeBreak();
        },
        close: end,
      });
      if (owner.alive) events.opened();
    });

    return {
      send: (text) => {
        if (!open || !owner.alive || swallowed()) return;
        upAt = Math.max(upAt, clock.now() + delay());
        const there = served;
        clock.after(upAt - clock.now(), () => there?.message(text));
        maybeBreak();
      },
      close: () => {
        listening = false;
        end(1000);
      },
    };
  }
}
