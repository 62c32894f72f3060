import type { LogEntry } from '../domain/events.ts';
import type { PageFrame } from '../protocol/frames.ts';
import type { ConfirmedLine } from './client.ts';
import type { Timeline } from './timeline.ts';

type Range = { readonly before: number } | { readonly after: number };

export interface PagingPorts {
  /** The window, once the desk has said that the request is there. */
  timeline(): Timeline | null;
  /** Asks the desk for a page. */
  ask(range: Range): Promise<PageFrame>;
  /** The window is another. */
  moved(): void;
}

/**
 * Moves the window of a conversation through its log [R23] [R105]: a page at a time, or to where somebody wants to look. Loaded when
 * somebody wants to see more than what was opened: it imports nothing, so as to be a part of its own.
 */
export class Paging {
  readonly #ports: PagingPorts;
  /** What is asked for already is not asked for again. */
  readonly #asked = new Map<string, Promise<PageFrame>>();
  #goal = 0;

  constructor(ports: PagingPorts) {
    this.#ports = ports;
  }

  async earlier(): Promise<void> {
    const timeline = this.#ports.timeline();
    if (!timeline || timeline.first <= 1) return;
    const { entries } = await this.#ask({ before: timeline.first });
    if (prepend(timeline, entries)) this.#ports.moved();
  }

  async later(): Promise<void> {
    const timeline = this.#ports.timeline();
    if (!timeline || timeline.atEnd) return;
    if (extend(timeline, timeline.newest) || extend(timeline, (await this.#ask({ after: timeline.last })).entries)) this.#ports.moved();
  }

  /** Reads the window anew: what was said meanwhile may have changed it [R91]. */
  async reread(): Promise<void> {
    const timeline = this.#ports.timeline();
    if (!timeline) return;
    const { first, last } = timeline;
    for (let after = first - 1; after < last; ) {
      const { entries } = await this.#ask({ after });
      refresh(timeline, entries);
      after = entries.at(-1)?.seq ?? last;
    }
    this.#ports.moved();
  }

  /** Shows an entry among its neighbours. A later wish overrules it. */
  async goTo(seq: number): Promise<void> {
    const timeline = this.#ports.timeline();
    const goal = ++this.#goal;
    if (!timeline || timeline.holds(seq)) return;
    const [until, beyond] = await Promise.all([this.#ask({ before: seq + 1 }), this.#ask({ after: seq })]);
    if (goal === this.#goal) this.#move(timeline, [...until.entries, ...beyond.entries]);
  }

  async goToEnd(): Promise<void> {
    const timeline = this.#ports.timeline();
    const goal = ++this.#goal;
    if (!timeline || timeline.atEnd) return;
    const newest = timeline.newest.length > 0 ? timeline.newest : (await this.#ask({ before: timeline.head + 1 })).entries;
    if (goal === this.#goal) this.#move(timeline, newest);
  }

  #move(timeline: Timeline, entries: readonly LogEntry[]): void {
    move(timeline, entries);
    this.#ports.moved();
  }

  #ask(range: Range): Promise<PageFrame> {
    const name = JSON.stringify(range);
    const known = this.#asked.get(name);
    if (known) return known;
    const asked = this.#ports.ask(range).finally(() => this.#asked.delete(name));
    this.#asked.set(name, asked);
    return asked;
  }
}

/** Adds older entries. False if they do not end where the window begins. */
export function prepend(timeline: Timeline, entries: readonly LogEntry[]): boolean {
  if (entries.at(-1)?.seq !== timeline.first - 1) return false;
  show(timeline, [...linesOf(timeline, entries), ...timeline.lines], 'oldest');
  return true;
}

/** Adds newer entries. False if they do not begin where the window ends, or before. */
export function extend(timeline: Timeline, entries: readonly LogEntry[]): boolean {
  const newer = entries.filter(({ seq }) => seq > timeline.last);
  if (newer[0]?.seq !== timeline.last + 1) return false;
  show(timeline, [...timeline.lines, ...linesOf(timeline, newer)], 'newest');
  return true;
}

/** Takes up what has become of messages in the window while nothing was heard of it. */
export function refresh(timeline: Timeline, entries: readonly LogEntry[]): void {
  const read = new Map(entries.map((entry) => [entry.seq, entry]));
  const lines = timeline.lines.map((line) => {
    const entry = read.get(line.entry.seq);
    return entry?.event.type === 'message' && (entry.event.edited || entry.event.deleted) ? { ...line, entry } : line;
  });
  timeline.show(lines, 'newest');
}

/** Shows another part of the log. */
export function move(timeline: Timeline, entries: readonly LogEntry[]): void {
  show(timeline, linesOf(timeline, entries), 'newest');
}

function linesOf(timeline: Timeline, entries: readonly LogEntry[]): readonly ConfirmedLine[] {
  return entries.map((entry) => timeline.line(entry));
}

/** What reaches the newest entries takes them up. */
function show(timeline: Timeline, lines: readonly ConfirmedLine[], stay: 'oldest' | 'newest'): void {
  const { newest, head } = timeline;
  const last = lines.at(-1)?.entry.seq ?? 0;
  const meets = last + 1 >= (newest[0]?.seq ?? head + 1);
  timeline.show(meets ? [...lines, ...linesOf(timeline, newest.filter(({ seq }) => seq > last))] : lines, stay);
}
