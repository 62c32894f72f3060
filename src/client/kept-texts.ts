import type { ClientStorage } from './environment.ts';
import { onceKnown } from './once-known.ts';

/** Texts about one request that this browser keeps and no desk ever sees: what is typed and not sent. */
export class KeptTexts {
  readonly #storage: ClientStorage;
  readonly #request: Promise<string>;

  /** @param request its key, once that is known. */
  constructor(storage: ClientStorage, request: Promise<string>) {
    this.#storage = storage;
    this.#request = request;
  }

  /** Empty if none is kept. */
  async get(what: string): Promise<string> {
    return (await this.#storage.get(named(what, await this.#request))) ?? '';
  }

  async set(what: string, text: string): Promise<void> {
    const name = named(what, await this.#request);
    await (text === '' ? this.#storage.remove(name) : this.#storage.set(name, text));
  }

  /** Calls back when a page of this browser may have kept another. Returns how to stop. */
  watch(what: string, changed: () => void): () => void {
    return onceKnown(this.#request, (key) => this.#storage.watch?.(named(what, key), changed));
  }
}

function named(what: string, key: string): string {
  return `${what}:${key}`;
}
