import type { ReactiveControllerHost } from 'lit';

/** A module that is loaded when it is first wanted: what is seldom used is not in everybody's first load. */
export class LazyPart<Part> {
  readonly #host: ReactiveControllerHost;
  readonly #load: () => Promise<Part>;
  readonly #gone: (error: unknown) => void;
  #part: Part | undefined;
  #loading: Promise<Part | undefined> | undefined;
  #failed = false;

  /** @param failed called when the module could not be fetched; its host renders then, too. */
  constructor(host: ReactiveControllerHost, load: () => Promise<Part>, failed: (error: unknown) => void = () => {}) {
    this.#host = host;
    this.#load = load;
    this.#gone = failed;
  }

  /** What is there now. */
  get value(): Part | undefined {
    return this.#part;
  }

  /** Whether it could not be fetched; it stays so until it has been. */
  get failed(): boolean {
    return this.#failed;
  }

  /**
   * Loads it if it is not there; its host renders when it has come.
   * @param again whether to try once more what could not be fetched.
   */
  want(again: boolean): Promise<Part | undefined> {
    if (this.#failed && !again) return Promise.resolve(undefined);
    this.#loading ??= this.#load().then(
      (part) => {
        this.#part = part;
        this.#failed = false;
        this.#host.requestUpdate();
        return part;
      },
      (error: unknown) => {
        this.#loading = undefined;
        this.#failed = true;
        this.#gone(error);
        this.#host.requestUpdate();
        return undefined;
      },
    );
    return this.#loading;
  }
}
