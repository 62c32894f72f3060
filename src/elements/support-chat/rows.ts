import type { TemplateResult } from 'lit';
import type { ConfirmedLine, Line, PendingLine, Progress, UploadLine } from '../../client/client.ts';
import type { Author, Role } from '../../domain/request.ts';

/** A transcript as rows to render: lines with their place in a group, and what stands between them. */
export type Row = DayRow | UnreadRow | SystemRow | WordsRow | AsideRow;

export interface DayRow {
  readonly kind: 'day';
  readonly id: string;
  readonly at: number;
}

/** What a side reads between the lines that the log does not hold. It draws itself. */
export interface AsideRow {
  readonly kind: 'aside';
  readonly id: string;
  readonly at: number;
  /** While this is the same, it is not drawn again. */
  readonly signature: readonly unknown[];
  readonly template: () => TemplateResult;
}

/** "New messages": stands before the first line that had not been read. */
export interface UnreadRow {
  readonly kind: 'unread';
  readonly id: 'unread';
}

/** What happened, in a line that nobody wrote. */
export interface SystemRow {
  readonly kind: 'system';
  readonly id: string;
  readonly line: ConfirmedLine;
}

/** Something said or sent by somebody. */
export interface WordsRow {
  readonly kind: 'words';
  readonly id: string;
  readonly line: Line;
  /** Whether I wrote it: the tint. */
  readonly own: boolean;
  /** `end` for one's own side, colleagues included; `start` for the other. */
  readonly side: 'start' | 'end';
  /** Empty for one's own. */
  readonly author: string;
  readonly first: boolean;
  readonly last: boolean;
  /** Whether the author's name stands above it: somebody else begins to speak. */
  readonly named: boolean;
  /** How far it has got, where that is shown: on the last of one's own, on what is being changed, and wherever it failed. */
  readonly progress: Progress | null;
}

export interface RowsContext {
  readonly role: Role;
  /** The sequence number before which the "new messages" divider stands, or null. */
  readonly unreadFrom: number | null;
  /** The day of a moment, as the reader's calendar has it: any number that is the same all day. */
  readonly dayOf: (at: number) => number;
  /** In the order of their times. Each stands behind the entries that are not later, and before what the desk does not have yet. */
  readonly asides: readonly AsideRow[];
}

/** Makes rows of lines. The same lines give rows of the same ids, so that only what changed is rendered again. */
export function transcriptRows(lines: readonly Line[], { role, unreadFrom, dayOf, asides }: RowsContext): readonly Row[] {
  const rows: Row[] = [];
  const lastOwn = lines.findLast((line) => isOwn(line) && (line.kind !== 'entry' || authorOf(line) !== null));
  let day: number | null = null;
  const [oldest] = lines;
  // Above the window: it comes with the lines that it stands between.
  let divided = unreadFrom === null || (oldest?.kind === 'entry' && oldest.entry.seq > unreadFrom);
  let previous: Spoken | null = null;
  let placed = 0;
  const begin = (at: number): void => {
    if (dayOf(at) === day) return;
    day = dayOf(at);
    rows.push({ kind: 'day', id: `day ${day}`, at });
    previous = null;
  };
  const asidesBefore = (end: number): void => {
    for (let aside = asides[placed]; aside && aside.at < end; aside = asides[++placed]) {
      begin(aside.at);
      rows.push(aside);
      previous = null;
    }
  };
  for (const line of lines) {
    // Of a rating on its way the card tells that asks for it.
    if (line.kind === 'entry' ? !shown(line) : line.kind === 'pending' && line.stars && line.progress === 'sending') continue;
    asidesBefore(line.kind === 'entry' ? line.entry.at : Infinity);
    // A pending line has the time of this device, whose calendar may be wrong: it begins no day.
    if (line.kind === 'entry') begin(line.entry.at);
    if (!divided && line.kind === 'entry' && line.entry.seq >= (unreadFrom ?? 0)) {
      divided = true;
      rows.push({ kind: 'unread', id: 'unread' });
      previous = null;
    }
    const spoken = speech(line, role);
    if (!spoken) {
      if (line.kind === 'entry') rows.push({ kind: 'system', id: line.id, line });
      previous = null;
      continue;
    }
    const first = !previous || previous.who !== spoken.who || minute(previous.at) !== minute(spoken.at) || spoken.failed || previous.failed;
    if (!first) lastOf(rows, { last: false });
    rows.push({
      kind: 'words',
      id: line.id,
      line,
      own: spoken.own,
      side: spoken.side,
      author: spoken.author,
      first,
      last: true,
      named: !spoken.own && previous?.who !== spoken.who,
      progress: line.kind === 'entry' && line.amending !== undefined ? 'sending' : line === lastOwn || line.progress === 'failed' ? line.progress : null,
    });
    previous = spoken;
  }
  asidesBefore(Infinity);
  return rows;
}

function lastOf(rows: Row[], change: Pick<WordsRow, 'last'>): void {
  const row = rows.at(-1);
  if (row?.kind === 'words') rows[rows.length - 1] = { ...row, ...change };
}

interface Spoken {
  readonly who: string;
  readonly author: string;
  readonly own: boolean;
  readonly side: 'start' | 'end';
  readonly at: number;
  /** What was not sent stands alone, with its reason. */
  readonly failed: boolean;
}

/** Who said a line and when; null for what nobody said. */
function speech(line: Line, role: Role): Spoken | null {
  if (line.kind !== 'entry') return { who: 'own', author: '', own: true, side: 'end', at: line.at, failed: line.progress === 'failed' };
  const author = authorOf(line);
  if (!author) return null;
  const own = isOwn(line);
  const who = own ? 'own' : author.role === 'customer' ? 'customer' : `technician ${author.id}`;
  return { who, author: own ? '' : author.name, own, side: author.role === role ? 'end' : 'start', at: line.entry.at, failed: false };
}

/** The one whose words a line is: a message, a file, or the description with which it all began. */
export function authorOf({ entry: { event } }: ConfirmedLine): Author | null {
  switch (event.type) {
    case 'message':
    case 'file':
      return event.author;
    case 'submitted':
      return { role: 'customer', name: event.customer.name };
    default:
      return null;
  }
}

/** Whether a line is of one's own doing: there is one customer, and each technician is one person. */
export function isOwn(line: Line): boolean {
  return line.kind !== 'entry' || line.own;
}

const systemEvents: ReadonlySet<string> = new Set(['assigned', 'unassigned', 'transferred', 'invited', 'joined', 'left', 'ended', 'completed', 'reopened', 'rated']);

/** Whether a line is shown at all: an event of a kind this version does not know, or without words, is not. */
function shown(line: ConfirmedLine): boolean {
  return authorOf(line) !== null || systemEvents.has(line.entry.event.type);
}

function minute(at: number): number {
  return Math.floor(at / 60_000);
}

/** When a line was written: by the desk's clock, or by this device's as long as the desk does not have it. */
export function timeOf(line: ConfirmedLine | PendingLine | UploadLine): number {
  return line.kind === 'entry' ? line.entry.at : line.at;
}
