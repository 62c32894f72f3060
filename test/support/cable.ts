import type { Link, LinkEvents, Transport } from '../../src/client/transport.ts';

/** A transport with a cable of its own that can be pulled, while everybody else stays connected. */
export class Cable {
  readonly #links = new Set<{ readonly link: Link; readonly events: LinkEvents }>();
  #pulled = false;

  through(transport: Transport): Transport {
    return {
      ...transport,
      connect: (company, events) => {
        if (this.#pulled) {
          queueMicrotask(() => {
            events.closed(1006);
          });
          return { send() {}, close() {} };
        }
        const pair = { link: transport.connect(company, events), events };
        this.#links.add(pair);
        return pair.link;
      },
    };
  }

  pull(): void {
    this.#pulled = true;
    for (const { link, events } of this.#links) {
      link.close();
      events.closed(1006);
    }
    this.#links.clear();
  }

  plug(): void {
    this.#pulled = false;
  }
}
