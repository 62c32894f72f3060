import type { Link, LinkEvents } from '../client/transport.ts';
import { brokenLink, closeCodes } from '../protocol/errors.ts';
import type { Accepted, Peer } from '../server/host/peer.ts';
import type { LocalClock } from './local-desk.ts';

/** What takes connections: a desk's host. */
export interface Host {
  accept(peer: Peer): Accepted;
}

/** Links between pages and desks of the same page. Everything takes a moment, as on a network, and keeps its order. */
export class LocalLinks {
  readonly #clock: LocalClock;
  readonly #delay: number;
  readonly #hostOf: (company: string) => Promise<Host | null>;
  readonly #open = new Set<(code: number) => void>();
  #cut = false;

  /** @param delay milliseconds each way. @param hostOf resolves once the desk takes connections. */
  constructor(clock: LocalClock, delay: number, hostOf: (company: string) => Promise<Host | null>) {
    this.#clock = clock;
    this.#delay = delay;
    this.#hostOf = hostOf;
  }

  get isCut(): boolean {
    return this.#cut;
  }

  cut(): void {
    this.#cut = true;
    for (const end of [...this.#open]) end(brokenLink);
  }

  restore(): void {
    this.#cut = false;
  }

  open(company: string, events: LinkEvents): Link {
    let accepted: Accepted | null = null;
    /** Neither side has ended it. */
    let open = true;
    /** The page has not closed it and has not been told of its end. */
    let listening = true;
    /** In the order in which they were sent: of two timers of the same delay a browser may let the later one go first. */
    const waiting: (() => void)[] = [];
    const later = (work: () => void) => {
      waiting.push(work);
      this.#clock.after(this.#delay, () => waiting.shift()?.());
    };
    const end = (code: number) => {
      if (!open) return;
      open = false;
      this.#open.delete(end);
      later(() => {
        accepted?.closed();
      });
      later(() => {
        if (!listening) return;
        listening = false;
        events.closed(code);
      });
    };
    this.#open.add(end);
    const arrive = (host: Host | null) => {
      if (!open) return;
      if (this.#cut || !host) {
        end(this.#cut ? brokenLink : closeCodes.no_such_desk);
        return;
      }
      let arrived = 0;
      accepted = host.accept({
        ip: '',
        userAgent: '',
        send: (text) => {
          if (open)
            later(() => {
              if (listening) events.message(text);
              accepted?.arrived((arrived += 1));
            });
        },
        close: end,
      });
      events.opened();
    };
    later(() => {
      void this.#hostOf(company).then(arrive);
    });
    return {
      send: (text) => {
        if (open && listening) later(() => accepted?.message(text));
      },
      close: () => {
        listening = false;
        end(1000);
      },
    };
  }
}
