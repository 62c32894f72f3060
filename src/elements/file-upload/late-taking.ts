import type { ReactiveController } from 'lit';
import type { Conversation } from '../../client/client.ts';
import type { SupportElement } from '../support-element.ts';
import type { FileTaking } from './file-taking.ts';

/** What was chosen at once, and where it was to go then. */
interface Waiting {
  readonly files: readonly File[];
  readonly conversation: Conversation | undefined;
}

/** Holds what is chosen until that is there which takes it, in order; without a connection, until there is one. */
export class LateTaking implements ReactiveController {
  readonly #load: () => Promise<FileTaking>;
  readonly #changed: () => void;
  readonly #stuck: (error: unknown) => void;
  #taking: FileTaking | undefined;
  #loading: Promise<FileTaking> | undefined;
  #waiting: readonly Waiting[] = [];
  /** Those that are waited for or looked at. */
  readonly #underWay = new Set<Promise<void>>();
  #failed = false;

  /** @param stuck called when files wait for what could not be fetched, once. */
  constructor(host: SupportElement, load: () => Promise<FileTaking>, changed: () => void, stuck: (error: unknown) => void) {
    this.#load = load;
    this.#changed = changed;
    this.#stuck = stuck;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#again);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#again);
  }

  /** What takes files, once it is there. */
  get taking(): FileTaking | undefined {
    return this.#taking;
  }

  /** Whether files were chosen of which it is not known yet if they may be sent. */
  get busy(): boolean {
    return this.#underWay.size > 0 || this.waiting;
  }

  /** Whether files wait for what takes them. */
  get waiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Whether that could not be fetched when it was last tried. */
  get failed(): boolean {
    return this.#failed;
  }

  async add(files: readonly File[], conversation: Conversation | undefined): Promise<void> {
    this.#waiting = [...this.#waiting, { files, conversation }];
    this.#changed();
    await this.take();
  }

  /** What fails again is said again. */
  async retry(): Promise<void> {
    this.#failed = false;
    await this.take();
  }

  clear(): void {
    this.#waiting = [];
    this.#failed = false;
    this.#taking?.clear();
    this.#changed();
  }

  /** Hands over what waits. Resolves when it has been looked at, or cannot be yet. Never rejects. */
  async take(): Promise<void> {
    let taking: FileTaking;
    try {
      taking = this.#taking ??= await (this.#loading ??= this.#load());
    } catch (error) {
      this.#loading = undefined;
      if (this.waiting && !this.#failed) {
        this.#failed = true;
        this.#changed();
        this.#stuck(error);
      }
      return;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#failed = false;
    for (const { files, conversation } of waiting) this.#follow(conversation ? taking.send(files, conversation) : taking.hold(files));
    this.#changed();
    await Promise.all(this.#underWay);
  }

  #follow(taking: Promise<void>): void {
    const followed = taking.finally(() => {
      this.#underWay.delete(followed);
    });
    this.#underWay.add(followed);
  }

  readonly #again = (): void => {
    if (this.waiting) void this.take();
  };
}
