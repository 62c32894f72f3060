import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import MessageCircleOff from 'lucide/dist/esm/icons/message-circle-off.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import UserCheck from 'lucide/dist/esm/icons/user-check.mjs';
import UserMinus from 'lucide/dist/esm/icons/user-minus.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestEvent } from '../../domain/events.ts';
import type { Line, PendingLine } from '../../client/client.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import type { UploadRows } from '../file-upload/upload-rows.ts';
import { icon, type IconNode } from '../icon.ts';
import { around, named } from '../named-text.ts';
import type { LazyPart } from '../lazy-part.ts';
import { timeTip } from '../time-tip.ts';
import { fileCard, type FileDeeds } from './file-card.ts';
import { pieces } from './links.ts';
import type { Pictures } from './pictures.ts';
import { timeOf, type Row, type SystemRow, type WordsRow } from './rows.ts';
import { systemText } from './system-lines.ts';

/** What rows need beside themselves. The same for all rows of one rendering. */
export interface RowWords {
  readonly terms: ChatTerms;
  readonly formats: Formats;
  readonly now: number;
  /** What shows files on their way, once it is there. */
  readonly uploads?: UploadRows | undefined;
  readonly pictures: LazyPart<Pictures>;
}

export interface RowDeeds extends FileDeeds {
  copy(text: string): void;
  /** Writes a message anew that was not sent; null where nothing can be written. */
  readonly rewrite: ((line: PendingLine) => void) | null;
  /** The button beside what can still be changed; null where nothing can. */
  more(line: Line): TemplateResult | null;
}

/** All that the look of a row hangs on: while this is the same, the row is not rendered again. */
export function signature(row: Row, { terms, formats, now, uploads, pictures }: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): readonly unknown[] {
  switch (row.kind) {
    case 'day':
      return [row.id, terms, formats, formats.day(row.at, now)];
    case 'unread':
      return [terms];
    case 'system':
      return [row.line.entry, terms, formats];
    case 'aside':
      return row.signature;
    case 'words': {
      const { line, own, side, author, first, last, named: isNamed, progress } = row;
      const { id: file } = line.kind === 'entry' && line.entry.event.type === 'file' ? line.entry.event.file : { id: '' };
      // A confirmed line changes with every position of the other side; what is shown of that is `progress`.
      const said = line.kind === 'entry' ? [line.entry, line.amending] : [line];
      return [...said, deeds.more(line) === null, deeds.rewrite === null, own, side, author, first, last, isNamed, progress, fetching.has(file), terms, formats, line.kind === 'upload' && uploads?.words, pictures.value?.small(file), pictures.value];
    }
  }
}

/** One row of the transcript. */
export function rowTemplate(row: Row, words: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): TemplateResult {
  switch (row.kind) {
    case 'day':
      return html`<li class="day"><span>${words.formats.day(row.at, words.now)}</span></li>`;
    case 'unread':
      return html`<li class="unread" id="unread"><span>${words.terms.newSince}</span></li>`;
    case 'system':
      return systemRow(row, words);
    case 'aside':
      return row.template();
    case 'words':
      return wordsRow(row, words, fetching, deeds);
  }
}

const marks: Readonly<Partial<Record<RequestEvent['type'], IconNode>>> = {
  assigned: UserCheck,
  unassigned: UserMinus,
  transferred: UserCheck,
  invited: MessageCircle,
  joined: MessageCircle,
  left: MessageCircleOff,
  ended: MessageCircleOff,
  completed: CircleCheck,
  reopened: UserCheck,
};

function systemRow({ line: { entry } }: SystemRow, { terms, formats }: RowWords): TemplateResult {
  const text = systemText(entry.event, terms);
  const mark = entry.event.type === 'completed' && entry.event.outcome === 'withdrawn' ? Undo2 : marks[entry.event.type];
  return html`<li class="system" tabindex="-1" data-seq=${entry.seq}>
    ${mark ? icon(mark) : nothing}<span>${text ? named(text) : nothing}</span> ${time(entry.at, formats)}
  </li>`;
}

function wordsRow(row: WordsRow, words: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): TemplateResult {
  const { line, own, side, first, last, progress } = row;
  const failed = line.progress === 'failed';
  const classes = ['words', side, own && 'own', first && 'first', last && 'last', failed && 'failed', line.kind !== 'entry' && 'pending'].filter(Boolean).join(' ');
  const more = deeds.more(line);
  const content = bubble(row, words, fetching, deeds);
  return html`<li class=${classes} tabindex="-1" data-seq=${line.kind === 'entry' ? line.entry.seq : nothing}>
    ${who(row, words)} ${more ? html`<div class="mine">${more} ${content}</div>` : content} ${last || progress ? foot(row, words, deeds) : html`<span class="hidden">${time(timeOf(line), words.formats)}</span>`}
  </li>`;
}

/** The author: above the first of a run, and always for who hears the line alone. */
function who({ own, author, named: isNamed }: WordsRow, { terms }: RowWords): TemplateResult {
  if (own) return html`<span class="hidden">${terms.youSaid}</span>`;
  return isNamed ? html`<bdi class="name">${author}</bdi>` : html`<span class="hidden">${named(around(terms.said, author))}</span>`;
}

function bubble({ line }: WordsRow, words: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): TemplateResult | typeof nothing {
  if (line.kind === 'pending') return said(`${'★'.repeat(line.stars ?? 0)} ${line.text}`.trimStart());
  if (line.kind === 'upload') return words.uploads?.card(line) ?? html`<div class="card"><bdi>${line.name}</bdi></div>`;
  const { event } = line.entry;
  switch (event.type) {
    case 'message':
      if (event.deleted || line.amending === null) return html`<p class="bubble gone">${words.terms.messageDeleted}</p>`;
      return said(line.amending ?? event.text, event.edited || line.amending ? words.terms.edited : '');
    case 'submitted':
      return said(event.description);
    case 'file':
      return fileCard(event.file, fetching.has(event.file.id), words, deeds);
    default:
      return nothing;
  }
}

/** A text as it was written, its links made. @param mark what is to be said of it, behind it. */
export function said(text: string, mark = ''): TemplateResult {
  return html`<p class="bubble" dir="auto">${pieces(text).map((piece) =>
    piece.kind === 'text' ? piece.text : html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow ugc" tabindex="-1">${piece.text}</a>`,
  )}${mark === '' ? nothing : html`<span class="mark">${` (${mark})`}</span>`}</p>`;
}

/** Under a group: when, and for one's own how far it has got. What the desk does not have yet has no time of the desk. */
function foot({ line, last, progress }: WordsRow, { terms, formats }: RowWords, deeds: RowDeeds): TemplateResult | typeof nothing {
  // Of a file on its way all is said where it stands.
  if (line.kind === 'upload') return nothing;
  if (line.kind !== 'entry' && line.progress === 'failed') {
    return html`<div class="foot bad">
      <span>${terms.messageNotSent(terms.errors[line.error ?? 'upload_failed'])}</span>
      ${line.retry ? button(terms.retry, () => { line.retry?.(); }) : nothing} ${anew(line, terms, deeds)}
      ${button(terms.discard, () => { line.discard(); })}
    </div>`;
  }
  return html`<div class="foot">
    ${last && line.kind === 'entry' ? time(line.entry.at, formats) : nothing}
    ${progress ? html`<span class=${`progress ${progress}`}>${terms.progress[progress]}</span>` : nothing}
  </div>`;
}

/** Of a message that was not sent: its text is had again, in the field where that leads anywhere. */
function anew(line: PendingLine, terms: ChatTerms, { copy, rewrite }: RowDeeds): TemplateResult {
  if (rewrite && !line.stars && line.of === undefined) return button(terms.actions.amend, () => { rewrite(line); });
  return button(terms.copy, () => { copy(line.text); });
}

function button(label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="link" tabindex="-1" @click=${press}>${label}</button>`;
}

export function time(at: number, formats: Formats): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} @pointerover=${timeTip(formats)}>${formats.time(at)}</time>`;
}
