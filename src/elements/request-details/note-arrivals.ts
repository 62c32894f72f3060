import type { TechnicianConversation } from '../../client/client.ts';
import type { NoteEntry } from '../../domain/events.ts';

/** Tells the notes that arrive from those that were there: each once, those of one moment together. */
export class NoteArrivals {
  readonly #arrived: (notes: readonly NoteEntry[]) => void;
  #conversation: TechnicianConversation | undefined;
  /** The last note that is known; null until it is known what there is. */
  #head: number | null = null;

  constructor(arrived: (notes: readonly NoteEntry[]) => void) {
    this.#arrived = arrived;
  }

  /** Looks at a conversation anew; another one than before begins with its history. */
  look(conversation: TechnicianConversation | undefined): void {
    if (conversation !== this.#conversation) this.#head = null;
    this.#conversation = conversation;
    if (conversation?.$notesStatus.get() !== 'ready') return;
    const notes = conversation.$notes.get();
    const known = this.#head;
    this.#head = Math.max(known ?? 0, notes.at(-1)?.seq ?? 0);
    if (known === null) return;
    const fresh = notes.filter(({ seq }) => seq > known);
    if (fresh.length > 0) this.#arrived(fresh);
  }
}
