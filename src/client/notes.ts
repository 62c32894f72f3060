import { atom } from 'nanostores';
import type { NoteEntry } from '../domain/events.ts';
import type { CompanyDesk } from './company-desk.ts';
import type { NotesWindow } from './notes-window.ts';

/** The notes of a request as far as the page holds them. What keeps them true is loaded when somebody first listens. */
export class Notes {
  readonly $notes = atom<readonly NoteEntry[]>([]);
  readonly $more = atom(false);
  readonly $status = atom<'loading' | 'ready'>('loading');
  #window: NotesWindow | undefined;
  #detach: (() => void) | undefined;
  #released = false;

  constructor(desk: CompanyDesk, key: Promise<string>) {
    const begin = async (): Promise<void> => {
      const [known, { NotesWindow }] = await Promise.all([key, import('./notes-window.ts')]);
      if (this.#released || this.#window) return;
      this.#detach?.();
      this.#window = new NotesWindow(desk, known, this);
      this.#detach = desk.attach(this.#window);
    };
    // nanostores' onStart does this for any store and any number of times, in four times the code, which every page would carry.
    const { listen } = this.$notes;
    this.$notes.listen = (listener) => {
      this.$notes.listen = listen;
      // What cannot be fetched now is asked for with the next connection.
      const connected = () => void begin().catch(() => undefined);
      if (!this.#released) this.#detach = desk.attach({ connected, lost() {}, frame() {}, expelled() {} });
      return listen(listener);
    };
  }

  async loadEarlier(): Promise<void> {
    await this.#window?.loadEarlier();
  }

  release(): void {
    this.#released = true;
    this.#detach?.();
  }
}
