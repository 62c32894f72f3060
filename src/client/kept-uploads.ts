import type { ClientStorage, FileShelf } from './environment.ts';

/** An upload that has begun, as this browser remembers it. */
export interface KeptUpload {
  /** Its name at the server. */
  readonly place: string;
  /** The request it goes to. */
  readonly key: string;
  /** The technician who sends it; empty for the customer, who is whoever has this storage. */
  readonly sender: string;
  readonly name: string;
  readonly size: number;
  /** As the file says: with name and size it tells that the same file was chosen again. */
  readonly modified: number;
  /** When it began, by this device's clock. */
  readonly since: number;
}

/** Milliseconds for which a server keeps what nobody goes on with [R115]. */
const lasting = 24 * 3_600_000;

/** Bytes of the largest file of which the browser keeps a copy, so that it goes on by itself after a reload: a larger one is chosen again. */
export const largestKept = 25_000_000;

const name = 'uploads';

/**
 * The uploads that a browser remembers for one server and company, until they are shared or called off. Two tabs that write in the
 * same moment may lose one of them, which then begins anew.
 */
export class KeptUploads {
  readonly #storage: ClientStorage;
  readonly #shelf: () => Promise<FileShelf | null>;
  readonly #now: () => number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(storage: ClientStorage, shelf: () => Promise<FileShelf | null>, now: () => number) {
    this.#storage = storage;
    this.#shelf = shelf;
    this.#now = now;
  }

  /** Those that a server may still have. */
  async all(): Promise<readonly KeptUpload[]> {
    const kept = await this.#read();
    const lasting = kept.filter(({ since }) => this.#lasts(since));
    // Copies of files are nothing to be left lying.
    if (lasting.length < kept.length) await this.#change((all) => all);
    return lasting;
  }

  async add(upload: KeptUpload, file: File): Promise<void> {
    await this.#change((all) => [...all.filter(({ place }) => place !== upload.place), upload]);
    if (file.size <= largestKept) await this.#onShelf((shelf) => shelf.put(upload.place, file));
  }

  /** The file itself, if the browser has a copy of it. */
  async file(place: string): Promise<File | null> {
    return (await this.#onShelf((shelf) => shelf.get(place))) ?? null;
  }

  async remove(place: string): Promise<void> {
    await this.#change((all) => all.filter((one) => one.place !== place));
    await this.#onShelf((shelf) => shelf.remove(place));
  }

  /** A copy is a help where it can be had: without one, the file is chosen again. */
  async #onShelf<T>(work: (shelf: FileShelf) => Promise<T>): Promise<T | undefined> {
    try {
      const shelf = await this.#shelf();
      return shelf ? await work(shelf) : undefined;
    } catch {
      return undefined;
    }
  }

  #lasts(since: number): boolean {
    return Math.abs(this.#now() - since) < lasting;
  }

  #change(change: (all: readonly KeptUpload[]) => readonly KeptUpload[]): Promise<void> {
    const turn = this.#turn.then(async () => {
      const before = await this.#read();
      const after = change(before).filter(({ since }) => this.#lasts(since));
      for (const { place, since } of before) if (!this.#lasts(since)) await this.#onShelf((shelf) => shelf.remove(place));
      if (after.length > 0) await this.#storage.set(name, JSON.stringify(after));
      else if (before.length > 0) await this.#storage.remove(name);
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<readonly KeptUpload[]> {
    try {
      const kept: unknown = JSON.parse((await this.#storage.get(name)) ?? '[]');
      return Array.isArray(kept) ? kept.filter(isKept) : [];
    } catch {
      return [];
    }
  }
}

function isKept(value: unknown): value is KeptUpload {
  if (typeof value !== 'object' || value === null) return false;
  const kept = value as Readonly<Record<string, unknown>>;
  return ['place', 'key', 'sender', 'name'].every((field) => typeof kept[field] === 'string') && ['size', 'modified', 'since'].every((field) => typeof kept[field] === 'number');
}
