import type { NoteEntry } from '../domain/events.ts';
import type { ErrorFrame, Heads, NotesFrame, ServerFrame } from '../protocol/frames.ts';
import type { CompanyDesk, Listener } from './company-desk.ts';
import type { Notes } from './notes.ts';

/**
 * Keeps the notes of a request true [R22] [R25]: a window of them, dense, ending at the newest. It is loaded by itself, and needs of other
 * modules only what it is given: what both shared would be a third piece to load.
 */
export class NotesWindow implements Listener {
  readonly #desk: CompanyDesk;
  readonly #key: string;
  readonly #notes: Pick<Notes, '$notes' | '$more' | '$status'>;
  /** The `open-notes` that has no answer yet, or 0. */
  #opening = 0;
  /** Whether the desk has said what there is. */
  #read = false;
  #earlier: Promise<void> | null = null;

  constructor(desk: CompanyDesk, key: string, notes: Pick<Notes, '$notes' | '$more' | '$status'>) {
    this.#desk = desk;
    this.#key = key;
    this.#notes = notes;
  }

  loadEarlier(): Promise<void> {
    return (this.#earlier ??= this.#loadEarlier().finally(() => {
      this.#earlier = null;
    }));
  }

  connected(): void {
    this.#open();
  }

  lost(): void {
    this.#opening = 0;
  }

  frame(frame: ServerFrame): void {
    if (frame.type === 'notes') {
      if (frame.ask === this.#opening) this.#opened(frame);
    } else if (frame.type === 'note') {
      if (frame.key === this.#key) this.#add(frame.entry);
    } else if (frame.type === 'error') {
      if (frame.ask === this.#opening) this.#refused(frame);
    } else if (frame.type === 'gone' && frame.key === this.#key) {
      this.expelled();
    }
  }

  heads({ streams }: Heads, ask: number): void {
    const head = streams[this.#stream];
    if (this.#opening > 0 ? this.#opening <= ask : head !== undefined && head !== this.#last) this.#open();
  }

  stream(): { key: string; last: number } | null {
    return this.#read ? { key: this.#stream, last: this.#last } : null;
  }

  expelled(): void {
    this.#read = false;
    this.#opening = 0;
    this.#notes.$status.set('loading');
    this.#show([]);
  }

  get #stream(): string {
    return `${this.#key}/internal`;
  }

  get #first(): number {
    return this.#notes.$notes.get()[0]?.seq ?? 0;
  }

  get #last(): number {
    return this.#notes.$notes.get().at(-1)?.seq ?? 0;
  }

  #open(): void {
    const { desk, key } = { desk: this.#desk, key: this.#key };
    this.#opening = desk.nextAsk();
    desk.send({ type: 'open-notes', ask: this.#opening, key, after: this.#last });
  }

  #refused({ ask, code }: ErrorFrame): void {
    const again = this.#desk.askAgain(code, () => {
      if (this.#opening === ask) this.#open();
    });
    if (!again) this.#opening = 0;
  }

  #opened({ entries, head }: NotesFrame): void {
    this.#opening = 0;
    this.#read = true;
    if (head < this.#last) {
      // The desk was restored to before what we have: its word counts, from the newest page on [R24].
      this.#show([]);
      if (entries.at(-1)?.seq !== head && head > 0) {
        this.#open();
        return;
      }
    }
    const newer = entries.filter(({ seq }) => seq > this.#last);
    // What does not follow without a gap begins a new window.
    if (newer[0]) this.#show(newer[0].seq === this.#last + 1 ? [...this.#notes.$notes.get(), ...newer] : newer);
    this.#notes.$status.set('ready');
  }

  #add(entry: NoteEntry): void {
    if (!this.#read || entry.seq <= this.#last) return;
    if (entry.seq === this.#last + 1) this.#show([...this.#notes.$notes.get(), entry]);
    else if (this.#opening === 0) this.#open();
  }

  #show(notes: readonly NoteEntry[]): void {
    this.#notes.$notes.set(notes);
    this.#notes.$more.set(this.#first > 1);
  }

  async #loadEarlier(): Promise<void> {
    if (this.#first <= 1) return;
    const { entries } = await this.#desk.ask({ type: 'page', key: this.#key, stream: 'internal', before: this.#first }, 'notes-page');
    if (entries.at(-1)?.seq === this.#first - 1) this.#show([...entries, ...this.#notes.$notes.get()]);
  }
}
