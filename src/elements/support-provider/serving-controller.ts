import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { clientContext, ContextProviderEvent, ContextRequestEvent, type AnyClient, type Served } from '../context.ts';

/** Serves all that ask from inside its host with one client, and tells them when it is another. */
export class ServingController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #subscribers = new Map<Served, () => void>();
  #client: AnyClient | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addEventListener(ContextRequestEvent.type, this.#asked);
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.dispatchEvent(new ContextProviderEvent(this.#host));
  }

  serve(client: AnyClient | undefined): void {
    if (client === this.#client) return;
    this.#client = client;
    for (const [subscriber, leave] of this.#subscribers) subscriber(client, leave);
  }

  readonly #asked = (event: ContextRequestEvent): void => {
    // What the host itself asks is for a provider further out.
    if (event.context !== clientContext || event.composedPath()[0] === this.#host) return;
    event.stopPropagation();
    const { callback } = event;
    if (!event.subscribe) {
      callback(this.#client);
      return;
    }
    const leave = () => {
      this.#subscribers.delete(callback);
    };
    this.#subscribers.set(callback, leave);
    callback(this.#client, leave);
  };
}
