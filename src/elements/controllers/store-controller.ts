import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ReadableAtom } from 'nanostores';

/**
 * Renders its host when a store changes. The store is found anew before each update, so that a host whose client or
 * request changes reads from the new one without further ado.
 */
export class StoreController<Value> implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #find: () => ReadableAtom<Value> | undefined;
  readonly #pace: (render: () => void) => void;
  #store: ReadableAtom<Value> | undefined;
  #stop: (() => void) | undefined;

  /** @param pace when to ask for a rendering: at once, unless given. */
  constructor(host: ReactiveControllerHost, find: () => ReadableAtom<Value> | undefined, pace: (render: () => void) => void = atOnce) {
    this.#host = host;
    this.#find = find;
    this.#pace = pace;
    host.addController(this);
  }

  /** The store's value now, or undefined while there is no store. */
  get value(): Value | undefined {
    return this.#store?.get();
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    const store = this.#find();
    if (store === this.#store) return;
    this.#stop?.();
    this.#store = store;
    // listen, not subscribe: the host is about to render the present value anyway.
    this.#stop = store?.listen(() => {
      this.#pace(() => {
        this.#host.requestUpdate();
      });
    });
  }

  hostDisconnected(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#store = undefined;
  }
}

function atOnce(render: () => void): void {
  render();
}
