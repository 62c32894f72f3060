import type { LogEntry } from '../domain/events.ts';
import type { Role } from '../domain/request.ts';
import type { Position } from '../protocol/frames.ts';
import type { ConfirmedLine } from './client.ts';

/** Whose side the reader is on: a technician is one person, a customer is whoever holds the request. */
export type Reader = { readonly role: 'customer' } | { readonly role: 'technician'; readonly id: string };

/** Lines that are held while the reader goes on reading. */
const longest = 600;

const nowhere: Position = { delivered: 0, read: 0 };

/**
 * The window of a log that a page holds: dense, ending at its newest entry. A line keeps its identity until something
 * about it changes, so that one new entry renders one row.
 */
export class Timeline {
  readonly #reader: Reader;
  #lines: readonly ConfirmedLine[] = [];
  #others: Position = nowhere;
  #read = 0;
  #unread = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get lines(): readonly ConfirmedLine[] {
    return this.#lines;
  }

  /** Sequence number of the oldest entry held; 0 for none. */
  get first(): number {
    return this.#lines[0]?.entry.seq ?? 0;
  }

  /** Sequence number of the newest entry held; 0 for none. */
  get last(): number {
    return this.#lines.at(-1)?.entry.seq ?? 0;
  }

  /** Words and files of the other side that the reader has not seen, as far as the window reaches. */
  get unread(): number {
    return this.#unread;
  }

  /**
   * Adds what is newer of these entries: some may have come by themselves since they were asked for. What does not follow
   * without a gap begins a new window.
   */
  append(entries: readonly LogEntry[]): void {
    const newer = entries.filter(({ seq }) => seq > this.last);
    const [head] = newer;
    if (!head) return;
    const lines = newer.map((entry) => this.#line(entry));
    const follows = head.seq === this.last + 1;
    this.#lines = follows ? [...this.#lines, ...lines] : lines;
    if (!follows) this.#unread = 0;
    for (const entry of newer) if (this.#counts(entry)) this.#unread += 1;
  }

  /** Adds older entries. False if they do not end where the window begins. */
  prepend(entries: readonly LogEntry[]): boolean {
    if (entries.at(-1)?.seq !== this.first - 1) return false;
    this.#lines = [...entries.map((entry) => this.#line(entry)), ...this.#lines];
    for (const entry of entries) if (this.#counts(entry)) this.#unread += 1;
    return true;
  }

  /** Drops what is far above, once it is much: it can be had again. */
  trim(): void {
    if (this.#lines.length > longest) this.#lines = this.#lines.slice(-longest / 2);
  }

  clear(): void {
    this.#lines = [];
    this.#unread = 0;
  }

  /** How far the other side has got. False if no line changes. */
  othersAt(position: Position): boolean {
    const before = this.#others;
    this.#others = position;
    const from = Math.max(this.first, Math.min(before.read, before.delivered, position.read, position.delivered) + 1);
    const to = Math.min(this.last, Math.max(before.read, before.delivered, position.read, position.delivered));
    let changed: ConfirmedLine[] | null = null;
    for (let seq = from; seq <= to; seq++) {
      const index = seq - this.first;
      const line = this.#lines[index];
      if (!line?.own) continue;
      const progress = this.#progress(seq);
      if (progress !== line.progress) (changed ??= [...this.#lines])[index] = { ...line, progress };
    }
    if (changed) this.#lines = changed;
    return changed !== null;
  }

  /** How far the reader has seen. */
  readAt(seq: number): void {
    if (seq === this.#read) return;
    this.#read = seq;
    this.#unread = 0;
    for (let index = this.#lines.length - 1; index >= 0; index--) {
      const line = this.#lines[index];
      if (!line || line.entry.seq <= seq) return;
      if (this.#counts(line.entry)) this.#unread += 1;
    }
  }

  #counts({ seq, event }: LogEntry): boolean {
    return seq > this.#read && (event.type === 'message' || event.type === 'file') && event.author.role !== this.#reader.role;
  }

  #line(entry: LogEntry): ConfirmedLine {
    const own = this.#isOwn(entry);
    return { kind: 'entry', id: `e${entry.seq}`, entry, own, progress: own ? this.#progress(entry.seq) : 'sent' };
  }

  #progress(seq: number): ConfirmedLine['progress'] {
    if (seq <= this.#others.read) return 'read';
    return seq <= this.#others.delivered ? 'delivered' : 'sent';
  }

  #isOwn({ event }: LogEntry): boolean {
    switch (event.type) {
      case 'submitted':
      case 'device':
        return this.#reader.role === 'customer';
      case 'assigned':
      case 'unassigned':
      case 'joined':
        return this.#is({ role: 'technician', id: event.technician.id });
      case 'message':
      case 'file':
      case 'ended':
      case 'completed':
        return this.#is(event.author);
      default:
        return false;
    }
  }

  #is(author: { readonly role: Role; readonly id?: string }): boolean {
    return author.role === this.#reader.role && (this.#reader.role === 'customer' || author.id === this.#reader.id);
  }
}
