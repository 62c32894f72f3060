import type { Conversation } from '../../client/client.ts';

/** Typing rests for this long before it is kept. Milliseconds. */
const rest = 400;

type Keeper = Pick<Conversation, 'draft' | 'saveDraft'>;

/** Keeps what is typed and not sent, per request: a moment after typing rests, and at once when the page may be about to go. */
export class Draft {
  readonly #after: (ms: number, callback: () => void) => () => void;
  #keeper: Keeper | null = null;
  #unsaved: string | null = null;
  #cancel: (() => void) | null = null;

  constructor(after: (ms: number, callback: () => void) => () => void) {
    this.#after = after;
  }

  /** Turns to another conversation, keeping what belongs to the one before. Resolves with what was typed there earlier. */
  async open(keeper: Keeper): Promise<string> {
    this.close();
    this.#keeper = keeper;
    return keeper.draft();
  }

  change(text: string): void {
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

  close(): void {
    this.flush();
    this.#keeper = null;
  }
}
