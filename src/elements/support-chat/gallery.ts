import type { Conversation } from '../../client/client.ts';
import type { LogEntry } from '../../domain/events.ts';
import type { SharedFile } from '../../domain/request.ts';
import type { Side } from './row-focus.ts';

/** So near to an end of what has been read, the next page is asked for. */
const near = 2;

interface Picture {
  readonly seq: number;
  readonly file: SharedFile;
}

type Source = Pick<Conversation, '$messages' | '$more' | '$later' | '$arrived' | 'files'>;

/**
 * The pictures of a conversation, of whatever length, one after the other: those in the window, and beyond it those the desk is asked for, a
 * page at a time and only its files. The window stays where it is.
 */
export class Gallery {
  readonly #source: Source;
  readonly #shows: (file: SharedFile) => boolean;
  readonly #moved: () => void;
  readonly #stop: () => void;
  #pictures: readonly Picture[];
  #at: number;
  /** How far has been read: entries beyond these may hold others. Null where there are none. */
  readonly #beyond: Record<Side, number | null>;
  /** What has come since, wherever has been read. */
  #arrived: readonly Picture[] = [];
  readonly #reading = new Map<Side, Promise<void>>();
  #wish = 0;
  #waits = false;
  #trouble: unknown = null;

  /**
   * @param file what is shown first; it stands in the window.
   * @param shows whether a file is a picture.
   * @param moved called when something is to be shown otherwise.
   */
  constructor(source: Source, file: SharedFile, shows: (file: SharedFile) => boolean, moved: () => void) {
    this.#source = source;
    this.#shows = shows;
    this.#moved = moved;
    const entries = source.$messages.get().flatMap((line) => (line.kind === 'entry' ? [line.entry] : []));
    this.#pictures = this.#among(entries);
    this.#at = Math.max(0, this.#pictures.findIndex((picture) => picture.file.id === file.id));
    this.#beyond = { earlier: source.$more.get() ? (entries[0]?.seq ?? null) : null, later: source.$later.get() ? (entries.at(-1)?.seq ?? null) : null };
    this.#stop = source.$arrived.listen((lines) => {
      this.#arrived = [...this.#arrived, ...this.#among(lines.map(({ entry }) => entry))];
      this.#catchUp();
      this.#moved();
    });
    this.#readAhead();
  }

  /** What is shown. */
  get file(): SharedFile | undefined {
    return this.#pictures[this.#at]?.file;
  }

  /** Which of how many, from 1, once all are known. */
  get place(): { readonly at: number; readonly of: number } | null {
    return this.#beyond.earlier === null && this.#beyond.later === null ? { at: this.#at + 1, of: this.#pictures.length } : null;
  }

  /** Whether the way leads on there, as far as is known. */
  leads(side: Side): boolean {
    return this.#beside(side) !== null || this.#beyond[side] !== null;
  }

  /** Whether a picture that is wanted has to be looked for. */
  get waits(): boolean {
    return this.#waits;
  }

  /** Why the one that was wanted last could not be found; null if nothing is the matter. */
  get trouble(): unknown {
    return this.#trouble;
  }

  /** To the next on a side; without effect if there is none. What is wanted later overrules it. */
  step(side: Side): Promise<void> {
    const lacks = (): boolean => this.#beside(side) === null && this.#beyond[side] !== null;
    const read = async (): Promise<void> => {
      while (lacks()) await this.#read(side);
    };
    return this.#go(lacks(), read, () => this.#beside(side) ?? this.#at);
  }

  /** To the very first or the very last, however far away. */
  furthest(side: Side): Promise<void> {
    return this.#go(this.#beyond[side] !== null, () => this.#leap(side), () => (side === 'earlier' ? 0 : this.#pictures.length - 1));
  }

  close(): void {
    this.#wish += 1;
    this.#stop();
  }

  async #go(waits: boolean, read: () => Promise<void>, to: () => number): Promise<void> {
    const wish = (this.#wish += 1);
    this.#trouble = null;
    this.#waits = waits;
    this.#moved();
    try {
      await read();
    } catch (error) {
      if (wish === this.#wish) this.#trouble = error;
    }
    if (wish !== this.#wish) return;
    this.#waits = false;
    if (this.#trouble === null) {
      this.#at = to();
      this.#readAhead();
    }
    this.#moved();
  }

  #beside(side: Side): number | null {
    const index = this.#at + (side === 'later' ? 1 : -1);
    return this.#pictures[index] ? index : null;
  }

  #readAhead(): void {
    for (const side of ['earlier', 'later'] as const) {
      const left = side === 'earlier' ? this.#at : this.#pictures.length - 1 - this.#at;
      // Whoever goes there is told why it cannot be had.
      if (left < near && this.#beyond[side] !== null) this.#read(side).catch(() => undefined);
    }
  }

  /** Reads a page at one end, once at a time. */
  #read(side: Side): Promise<void> {
    const reading = this.#reading.get(side) ?? this.#turn(side).finally(() => this.#reading.delete(side));
    this.#reading.set(side, reading);
    return reading;
  }

  async #turn(side: Side): Promise<void> {
    const from = this.#beyond[side];
    if (from === null) return;
    const { entries, more = false } = await this.#source.files(side === 'earlier' ? { before: from } : { after: from });
    // Meanwhile it may have leapt elsewhere.
    if (this.#beyond[side] !== from) return;
    this.#add(side, entries, more);
    this.#moved();
  }

  #add(side: Side, entries: readonly LogEntry[], more: boolean): void {
    const found = this.#among(entries);
    this.#pictures = side === 'earlier' ? [...found, ...this.#pictures] : [...this.#pictures, ...found];
    if (side === 'earlier') this.#at += found.length;
    this.#beyond[side] = more ? ((side === 'earlier' ? entries[0] : entries.at(-1))?.seq ?? null) : null;
    this.#catchUp();
  }

  /** Where all has been read to the end, what has come meanwhile follows. */
  #catchUp(): void {
    if (this.#beyond.later !== null) return;
    const last = this.#pictures.at(-1)?.seq ?? 0;
    this.#pictures = [...this.#pictures, ...this.#arrived.filter(({ seq }) => seq > last)];
  }

  /** Reads from an end of the log inwards until there is a picture: what lies between is left out, and read by whoever goes there. */
  async #leap(side: Side): Promise<void> {
    const other = side === 'earlier' ? 'later' : 'earlier';
    const known = this.#beyond[side];
    if (known === null) return;
    const wish = this.#wish;
    let found: readonly Picture[] = [];
    let edge: number | null = side === 'earlier' ? 0 : Number.MAX_SAFE_INTEGER;
    while (found.length === 0 && edge !== null) {
      const { entries, more = false } = await this.#source.files(side === 'earlier' ? { after: edge } : { before: edge });
      if (wish !== this.#wish || this.#beyond[side] !== known) return;
      found = this.#among(entries);
      edge = more ? ((side === 'earlier' ? entries.at(-1) : entries[0])?.seq ?? null) : null;
    }
    if (edge === null || (side === 'earlier' ? edge >= known : edge <= known)) {
      const beyond = found.filter(({ seq }) => (side === 'earlier' ? seq < known : seq > known));
      this.#pictures = side === 'earlier' ? [...beyond, ...this.#pictures] : [...this.#pictures, ...beyond];
      if (side === 'earlier') this.#at += beyond.length;
    } else {
      this.#pictures = found;
      this.#at = side === 'earlier' ? 0 : found.length - 1;
      this.#beyond[other] = edge;
    }
    this.#beyond[side] = null;
    this.#catchUp();
  }

  #among(entries: readonly LogEntry[]): readonly Picture[] {
    return entries.flatMap(({ seq, event }) => (event.type === 'file' && this.#shows(event.file) ? [{ seq, file: event.file }] : []));
  }
}
