import type { ReactiveController } from 'lit';
import type { ConnectionState } from '../../client/client.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Row } from '../../protocol/frames.ts';
import { SupportAvailabilityChangeEvent, SupportConnectionChangeEvent } from '../events.ts';
import type { SupportElement } from '../support-element.ts';
import { UnreadNews } from '../unread-news.ts';

/** What is known now; undefined is what is not known yet. */
interface State {
  readonly connection: ConnectionState | undefined;
  /** Whether a technician is available. */
  readonly live: boolean | undefined;
  readonly rows: readonly Row[];
}

interface NewsPorts {
  state(): State;
  words(): CommonTerms;
  /** There is a connection again. */
  back(): void;
}

/** Tells the page by events, and a listener in words, what changes around a customer's requests. */
export class PortalNews implements ReactiveController {
  readonly #host: SupportElement;
  readonly #ports: NewsPorts;
  readonly #unread: UnreadNews;
  #told: Pick<State, 'connection' | 'live'> = { connection: undefined, live: undefined };

  constructor(host: SupportElement, ports: NewsPorts) {
    this.#host = host;
    this.#ports = ports;
    this.#unread = new UnreadNews(host);
    host.addController(this);
  }

  hostUpdated(): void {
    const { connection, live, rows } = this.#ports.state();
    const told = this.#told;
    this.#told = { connection, live };
    if (connection && told.connection && connection.status !== told.connection.status) this.#connected(connection, told.connection);
    if (live !== undefined && told.live !== undefined && live !== told.live) this.#host.dispatchEvent(new SupportAvailabilityChangeEvent(live));
    this.#unread.set(rows.reduce((sum, { unread }) => sum + unread, 0));
  }

  #connected(connection: ConnectionState, before: ConnectionState): void {
    const { connection: words, errors } = this.#ports.words();
    if (connection.error === 'no_token') this.#host.announce(errors.no_token);
    else if (connection.status === 'reconnecting' || connection.status === 'offline') this.#host.announce(words[connection.status]);
    if (connection.status === 'connected' && before.status !== 'connecting') {
      this.#host.announce(words.back);
      this.#ports.back();
    }
    this.#host.dispatchEvent(new SupportConnectionChangeEvent(connection));
  }
}
