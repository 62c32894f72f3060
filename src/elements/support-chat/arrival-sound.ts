import type { Conversation } from '../../client/client.ts';
import type { Environment } from '../../client/environment.ts';

/** What is read within this time, in whichever page, was seen as it came; and a rush is one sound. Milliseconds. */
const moment = 500;

export interface SoundPorts {
  readonly world: Pick<Environment, 'after' | 'lock' | 'visible'>;
  /** Whether the browser lets this page be heard. */
  audible(): boolean;
  /** Whether the page around wants no sound. */
  silent(): boolean;
  play(): unknown;
}

/**
 * A sound for what arrives in a customer's conversation while nobody looks: from one of all pages of the browser that show it, the
 * first of them that may be heard. Where there are no locks, each is that one.
 */
export class ArrivalSound {
  readonly #conversation: Pick<Conversation, 'key' | '$positions'>;
  readonly #ports: SoundPorts;
  #newest = 0;
  #stopTimer: (() => void) | undefined;
  /** Gives back that this is the page which is heard. */
  #yield: (() => void) | null = null;
  #over = false;

  constructor(conversation: Pick<Conversation, 'key' | '$positions'>, ports: SoundPorts) {
    this.#conversation = conversation;
    this.#ports = ports;
  }

  /** A message or file of the other side has come. @param seq its number in the log. */
  arrived(seq: number): void {
    this.#newest = seq;
    if (this.#wanted) this.#stopTimer ??= this.#ports.world.after(moment, () => void this.#sound());
  }

  /** The conversation is shown no more: another page may be heard. */
  stop(): void {
    this.#over = true;
    this.#stopTimer?.();
    this.#yield?.();
  }

  get #wanted(): boolean {
    const { world, audible, silent } = this.#ports;
    return !world.visible() && audible() && !silent() && this.#conversation.$positions.get().mine.read < this.#newest;
  }

  async #sound(): Promise<void> {
    this.#stopTimer = undefined;
    if (!this.#wanted) return;
    this.#yield ??= await this.#ports.world.lock(`chime:${this.#conversation.key}`);
    if (this.#over) this.#yield?.();
    else if (this.#yield) this.#ports.play();
  }
}
