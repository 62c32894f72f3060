import type { Link, LinkEvents } from '../../src/client/transport.ts';
import type { Accepted, Peer } from '../../src/server/host/peer.ts';
import type { FaultyNetwork, Line, Owner, Passing } from './faulty-network.ts';
import { Way } from './way.ts';

/** One way of a connection: in order, whatever the delay. */
class OrderedWay {
  #arrivesAt = 0;
  readonly #way: Way;
  readonly #network: FaultyNetwork;

  constructor(network: FaultyNetwork) {
    this.#network = network;
    this.#way = new Way(network.clock);
  }

  /** Milliseconds until all that was sent has arrived. */
  get rest(): number {
    return Math.max(0, this.#arrivesAt - this.#network.clock.now());
  }

  carry(text: string, arrive: () => void): void {
    const { clock, rate } = this.#network;
    this.#arrivesAt = Math.max(this.#arrivesAt, clock.now() + this.#way.take(text, rate) + this.#network.delay());
    clock.after(this.rest, arrive);
  }
}

/** A WebSocket over the network. */
export function openSocket(network: FaultyNetwork, ip: string, owner: Owner, events: LinkEvents): Link {
  const { clock, chance } = network;
  let swallowsFrom = chance.happens(network.weather.blackHole) ? clock.now() + chance.between(0, 60_000) : Infinity;
  const vanishes = (way: Passing['way'], text: string) => network.vanishes([{ owner, ip, way, text }]) || clock.now() >= swallowsFrom;
  const [up, down] = [new OrderedWay(network), new OrderedWay(network)];
  /** Texts of the server, lost ones too. */
  let said = 0;
  /** Takes new frames. */
  let open = true;
  /** The page has not been told of the end. */
  let listening = true;
  let served: Accepted | null = null;

  const tellPage = (code: number) => {
    if (!listening) return;
    listening = false;
    if (owner.alive) events.closed(code);
  };
  const end = (code: number) => {
    if (!open) return;
    open = false;
    network.lines.delete(line);
    clock.after(down.rest + network.delay(), () => {
      tellPage(code);
    });
    clock.after(up.rest + network.delay(), () => served?.closed());
  };
  const line: Line = {
    owner,
    break: () => {
      end(1006);
    },
    swallow: () => {
      swallowsFrom = clock.now();
    },
  };
  network.lines.add(line);
  const maybeBreak = () => {
    if (chance.happens(network.weather.drop)) end(1006);
  };
  const peer: Peer = {
    ip,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    send: (text) => {
      const number = ++said;
      if (vanishes('down', text) || !open) return;
      down.carry(text, () => {
        if (!listening || !owner.alive) return;
        events.message(text);
        clock.after(network.delay(), () => served?.arrived(number));
      });
      maybeBreak();
    },
    close: end,
  };

  clock.after(network.weather.opening ?? network.delay(), () => {
    if (!open) return;
    served = network.isAway(owner) ? null : (network.accept?.(peer) ?? null);
    if (!served) end(1006);
    else if (owner.alive) events.opened();
  });

  return {
    send: (text) => {
      if (!open || !owner.alive || vanishes('up', text)) return;
      const there = served;
      up.carry(text, () => there?.message(text));
      maybeBreak();
    },
    close: () => {
      listening = false;
      end(1000);
    },
  };
}
