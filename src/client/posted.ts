import type { Answer, Command } from '../protocol/frames.ts';
import { SupportError } from './errors.ts';

export type Accepted = Extract<Answer, { ok: true }>;

/** A command on its way: waiting for its answer, then accepted or refused for good. */
export class Posted {
  readonly id: string;
  /** Another one, once it has been written anew. */
  command: Command;
  /** When it was given, by this device's clock. */
  readonly at: number;
  /** Where it stands; another lane's after the desk was restored. */
  lane = '';
  n = 0;
  accepted: Accepted | null = null;
  refused: SupportError | null = null;
  /** Taken away: refused and seen, or before it was sent. */
  discarded = false;
  /** Resolves with the desk's word; rejects with a refusal, or with `closed`. */
  readonly answer: Promise<Accepted>;
  #resolve: (answer: Accepted) => void = () => {};
  #reject: (error: SupportError) => void = () => {};

  constructor(id: string, command: Command, at: number) {
    this.id = id;
    this.command = command;
    this.at = at;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody waits for what another tab has posted.
    this.answer.catch(() => {});
  }

  /** The request it is about; none for a command about oneself. */
  get key(): string | null {
    return 'key' in this.command ? this.command.key : null;
  }

  settle(answer: Answer): void {
    if (answer.ok) {
      this.accepted = answer;
      this.#resolve(answer);
      return;
    }
    const { code, faults, technician, fault } = answer;
    this.fail(new SupportError(code, { ...(faults && { faults }), ...(technician !== undefined && { technician }), ...(fault && { fault }) }));
  }

  /** Nobody will hear the answer here, but what is stored still goes out next time. */
  abandon(error: SupportError): void {
    this.#reject(error);
  }

  /** It goes nowhere any more. */
  fail(error: SupportError): void {
    this.refused = error;
    this.#reject(error);
  }
}
