import type { FileRefusal } from '../upload-events.ts';
import type { FileRules } from './file-rules.ts';
import { judge } from './judging.ts';

/** A file that was chosen: being looked at, taken, or refused for a reason. */
export interface ChosenFile {
  readonly id: string;
  readonly file: File;
  readonly state: 'checking' | 'ready' | 'refused';
  readonly reason: FileRefusal | null;
}

/** The files a form holds until it is sent. */
export class ChosenFiles {
  readonly #changed: () => void;
  #files: readonly ChosenFile[] = [];
  #count = 0;

  /** @param changed called after every change. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): readonly ChosenFile[] {
    return this.#files;
  }

  /** Those that may be sent. */
  get ready(): readonly File[] {
    return this.#files.filter(({ state }) => state === 'ready').map(({ file }) => file);
  }

  /**
   * Takes files as they were chosen. With room for one, the new one takes the place of the old, as in a file field.
   * @returns those that were refused, once all have been looked at.
   */
  async add(files: readonly File[], rules: FileRules): Promise<readonly ChosenFile[]> {
    const { most } = rules;
    const kept = most === 1 && files.length > 0 ? [] : this.#files.filter(({ state }) => state !== 'refused');
    const room = Math.max(0, most - kept.length);
    const added = files.map((file, index): ChosenFile => {
      const id = `f${++this.#count}`;
      return index < room ? { id, file, state: 'checking', reason: null } : { id, file, state: 'refused', reason: 'too_many' };
    });
    this.#set([...kept, ...added]);
    await Promise.all(
      added.map(async ({ id, file, state }) => {
        if (state !== 'checking') return;
        const judged = await judge(file, rules);
        this.#replace(id, { id, file: judged.file, state: judged.reason ? 'refused' : 'ready', reason: judged.reason });
      }),
    );
    const ids = new Set(added.map(({ id }) => id));
    return this.#files.filter(({ id, state }) => ids.has(id) && state === 'refused');
  }

  remove(id: string): void {
    this.#set(this.#files.filter((file) => file.id !== id));
  }

  clear(): void {
    this.#set([]);
  }

  /** What was removed while it was looked at stays removed. */
  #replace(id: string, judged: ChosenFile): void {
    this.#set(this.#files.map((file) => (file.id === id ? judged : file)));
  }

  #set(files: readonly ChosenFile[]): void {
    this.#files = files;
    this.#changed();
  }
}
