import type { Conversation } from '../../client/client.ts';
import type { After } from '../timer.ts';

/** Typing rests for this long before it is kept. Milliseconds. */
const rest = 400;

type Keeper = Pick<Conversation, 'draft' | 'saveDraft' | 'watchDraft'>;

/**
 * Keeps what is typed and not sent, per request: a moment after typing rests, and at once when the page may be about to go. What
 * another page of this browser keeps is shown here, too, unless somebody types here at this moment.
 */
export class Draft {
  readonly #after: After;
  readonly #found: (text: string) => void;
  #keeper: Keeper | null = null;
  /** What is typed and not kept yet. */
  #unsaved: string | null = null;
  /** Counts what is typed: whatever was read before is older. */
  #typed = 0;
  /** While a message is on its way into the transcript its text is kept, and no draft. */
  #held = false;
  #cancel: (() => void) | null = null;
  #unwatch: (() => void) | null = null;

  /** @param found takes what was typed earlier, or elsewhere. */
  constructor(after: After, found: (text: string) => void) {
    this.#after = after;
    this.#found = found;
  }

  /** Turns to another conversation, or to none, keeping what belongs to the one before. */
  open(keeper: Keeper | undefined): void {
    this.flush();
    this.#unwatch?.();
    this.#keeper = keeper ?? null;
    this.#held = false;
    this.#unwatch = keeper?.watchDraft(() => void this.look()) ?? null;
    void this.look();
  }

  /** Shows what is kept, unless something else is being typed. */
  async look(): Promise<void> {
    const keeper = this.#keeper;
    const typed = this.#typed;
    if (this.#unsaved !== null) return;
    const text = await keeper?.draft();
    if (text !== undefined && keeper === this.#keeper && typed === this.#typed && !this.#held) this.#found(text);
  }

  /** Its text is being sent: it stays kept until {@link change} says what is there instead. */
  hold(): void {
    this.#held = true;
  }

  change(text: string): void {
    this.#held = false;
    this.#typed += 1;
    this.#unsaved = text;
    this.#cancel?.();
    this.#cancel = this.#after(rest, () => {
      this.flush();
    });
  }

  /** Keeps it now. */
  flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const text = this.#unsaved;
    this.#unsaved = null;
    if (text !== null) void this.#keeper?.saveDraft(text);
  }
}
