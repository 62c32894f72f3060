import { amended, isAmending, isAuthor, outdated } from '../domain/amendments.ts';
import type { LogEntry } from '../domain/events.ts';
import { isSpoken, mostUnread, nothingSeen } from '../domain/unread.ts';
import type { Position } from '../protocol/frames.ts';
import type { ConfirmedLine } from './client.ts';

/** Whose side the reader is on: a technician is one person, a customer is whoever holds the request. */
export type Reader = { readonly role: 'customer' } | { readonly role: 'technician'; readonly id: string };

/** Lines that are held at once: beyond it they go at the end that the reader moves away from, and can be had again. */
export const longest = 200;

/** When the oldest make room for what comes by itself, this many go together. */
const together = 50;

/** The newest entries that are kept while the reader is elsewhere: the way back to them needs no desk. */
const kept = 50;

/**
 * The window of a log that a page holds: dense, of bounded length, anywhere in the log. While it does not reach the newest entry, the
 * newest are kept apart, as its tail. A line keeps its identity until something about it changes, so that one new entry renders one row.
 */
export class Timeline {
  readonly #reader: Reader;
  #lines: readonly ConfirmedLine[] = [];
  /** The newest entries, dense up to the head; null if the window ends with them. */
  #tail: readonly LogEntry[] | null = null;
  #head = 0;
  #others: Position = nothingSeen;
  #read = 0;
  #unread = 0;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  get lines(): readonly ConfirmedLine[] {
    return this.#lines;
  }

  /** Sequence number of the oldest entry of the window; one past the head if it is empty. */
  get first(): number {
    return this.#lines[0]?.entry.seq ?? this.#head + 1;
  }

  /** Sequence number of the newest entry of the window; 0 for none. */
  get last(): number {
    return this.#lines.at(-1)?.entry.seq ?? 0;
  }

  /** Sequence number of the last entry there is, as far as the page has heard; 0 for none. */
  get head(): number {
    return this.#head;
  }

  /** Whether the window ends with the newest entry. */
  get atEnd(): boolean {
    return this.#tail === null;
  }

  /** Words and files of the other side that the reader has not seen; as the desk said, where the page does not hold them. */
  get unread(): number {
    return this.#unread;
  }

  /** The newest entries that are kept: its tail, or what would be. */
  get newest(): readonly LogEntry[] {
    return this.#tail ?? this.#lines.slice(-kept).map(({ entry }) => entry);
  }

  holds(seq: number): boolean {
    return seq >= this.first && seq <= this.last;
  }

  /**
   * Takes up what is newer of these entries: some may have come by themselves since they were asked for.
   * @param head the last entry there is: these may have had no room [R21].
   * @param following whether the reader is at the end and wants to stay there. If not, nothing of the window goes for what comes.
   * @returns the lines that are new.
   */
  append(entries: readonly LogEntry[], head = entries.at(-1)?.seq ?? 0, following = true): readonly ConfirmedLine[] {
    if (head <= this.#head) return [];
    const newer = entries.filter(({ seq }) => seq > this.#head);
    const lines = newer.map((entry) => this.line(entry));
    const whole = newer.at(-1)?.seq === head;
    const follows = whole && newer[0]?.seq === this.#head + 1;
    if (!this.#tail && follows && (following || this.#lines.length + lines.length <= longest)) {
      const all = [...this.#lines, ...lines];
      this.#lines = all.length > longest ? all.slice(together - longest) : all;
    } else if (!this.#tail && whole && following) this.#lines = lines;
    else this.#tail = [...(follows ? this.newest : []), ...(whole ? lines.map(({ entry }) => entry) : [])].slice(-kept);
    this.#head = head;
    this.#unread += this.#count(newer, this.#read);
    for (const entry of newer) this.#amend(entry);
    return lines;
  }

  /** A message that is edited or deleted reads so wherever it is held [R91]. */
  #amend({ event, ...entry }: LogEntry): void {
    if (!isAmending(event)) return;
    const { of } = event;
    const change = (held: LogEntry): LogEntry => (held.event.type === 'message' ? { ...held, event: amended(held.event, { ...entry, event }) } : held);
    this.#lines = this.#lines.map((line) => (line.entry.seq === of ? { ...line, entry: change(line.entry) } : line));
    this.#tail = this.#tail && this.#tail.map((held) => (held.seq === of ? change(held) : held));
    if (event.type === 'deleted' && of > this.#read && event.author.role !== this.#reader.role && this.#unread < mostUnread) this.#unread -= 1;
  }

  /** Shows another window of the same log. Of more lines than are held the oldest or the newest stay. */
  show(lines: readonly ConfirmedLine[], stay: 'oldest' | 'newest'): void {
    const tail = this.newest;
    this.#lines = stay === 'oldest' ? lines.slice(0, longest) : lines.slice(-longest);
    this.#tail = this.last === this.#head ? null : tail;
    this.#recount();
  }

  /** What the desk has counted after the entry that this participant has read last, as it knows [R106]. */
  counted(unread: number, read: number): void {
    this.#read = read;
    this.#unread = unread;
  }

  clear(): void {
    this.#lines = [];
    this.#tail = null;
    this.#head = 0;
    this.counted(0, 0);
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
    const held = this.#held();
    if (this.#unread < mostUnread) this.#unread -= this.#count(held, this.#read) - this.#count(held, seq);
    this.#read = seq;
    this.#recount();
  }

  /** Where all that was not read is held, the desk is not needed to count it. */
  #recount(): void {
    const held = this.#held();
    const gap = held.findLastIndex(({ seq }, index) => seq !== (held[index - 1]?.seq ?? 0) + 1);
    if (this.#read + 1 >= (held[Math.max(0, gap)]?.seq ?? 0)) this.#unread = this.#count(held, this.#read);
  }

  /** All that the page has: the window and its tail, with a gap between them or not. */
  #held(): readonly LogEntry[] {
    const lines = this.#lines.map(({ entry }) => entry);
    return this.#tail ? [...lines, ...this.#tail.filter(({ seq }) => seq > this.last)] : lines;
  }

  /** Words and files of the other side after an entry. */
  #count(entries: readonly LogEntry[], read: number): number {
    return entries.filter(({ seq, event }) => seq > read && isSpoken(event) && event.author.role !== this.#reader.role).length;
  }

  /** An entry as a line, as this reader sees it. */
  line(entry: LogEntry): ConfirmedLine {
    const { event } = entry;
    const own = this.#isOwn(entry);
    // What an edit says stands in the line of its message, and nowhere else.
    return { kind: 'entry', id: `e${entry.seq}`, entry: event.type === 'edited' ? { ...entry, event: outdated(event) } : entry, own, progress: own ? this.#progress(entry.seq) : 'sent' };
  }

  #progress(seq: number): ConfirmedLine['progress'] {
    if (seq <= this.#others.read) return 'read';
    return seq <= this.#others.delivered ? 'delivered' : 'sent';
  }

  /** Whether the reader did it. An event of tomorrow is nobody's. */
  #isOwn({ event }: LogEntry): boolean {
    if (event.type === 'submitted' || event.type === 'device') return this.#reader.role === 'customer';
    const technician = ('by' in event && event.by) || ('technician' in event && event.technician);
    const author = technician ? ({ role: 'technician', ...technician } as const) : 'author' in event && event.author;
    return author && isAuthor(author, this.#reader);
  }
}
