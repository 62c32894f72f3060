import CircleCheck from 'lucide/dist/esm/icons/circle-check.mjs';
import MessageCircle from 'lucide/dist/esm/icons/message-circle.mjs';
import MessageCircleOff from 'lucide/dist/esm/icons/message-circle-off.mjs';
import Undo2 from 'lucide/dist/esm/icons/undo-2.mjs';
import UserCheck from 'lucide/dist/esm/icons/user-check.mjs';
import UserMinus from 'lucide/dist/esm/icons/user-minus.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import type { RequestEvent } from '../../domain/events.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon, type IconNode } from '../icon.ts';
import { around, named } from '../named-text.ts';
import { fileCard, uploadCard, type FileDeeds } from './file-card.ts';
import { pieces } from './links.ts';
import { timeOf, type Row, type SystemRow, type WordsRow } from './rows.ts';
import { systemText } from './system-lines.ts';

/** What rows need beside themselves. The same for all rows of one rendering. */
export interface RowWords {
  readonly terms: CommonTerms;
  readonly formats: Formats;
  readonly now: number;
}

export interface RowDeeds extends FileDeeds {
  copy(text: string): void;
}

/** All that the look of a row hangs on: while this is the same, the row is not rendered again. */
export function signature(row: Row, { terms, formats, now }: RowWords, fetching: ReadonlySet<string>): readonly unknown[] {
  switch (row.kind) {
    case 'day':
      return [row.id, terms, formats, formats.day(row.at, now)];
    case 'unread':
      return [terms];
    case 'system':
      return [row.line.entry, terms, formats];
    case 'words': {
      const { line, own, side, author, first, last, named: isNamed, progress } = row;
      const { id: file } = line.kind === 'entry' && line.entry.event.type === 'file' ? line.entry.event.file : { id: '' };
      // A confirmed line changes with every position of the other side; what is shown of that is `progress`.
      return [line.kind === 'entry' ? line.entry : line, own, side, author, first, last, isNamed, progress, fetching.has(file), terms, formats];
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
    case 'words':
      return wordsRow(row, words, fetching, deeds);
  }
}

const marks: Readonly<Partial<Record<RequestEvent['type'], IconNode>>> = { assigned: UserCheck, unassigned: UserMinus, joined: MessageCircle, ended: MessageCircleOff, completed: CircleCheck };

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
  return html`<li class=${classes} tabindex="-1" data-seq=${line.kind === 'entry' ? line.entry.seq : nothing}>
    ${who(row, words)} ${bubble(row, words, fetching, deeds)} ${last || progress ? foot(row, words, deeds) : html`<span class="hidden">${time(timeOf(line), words.formats)}</span>`}
  </li>`;
}

/** The author: above the first of a run, and always for who hears the line alone. */
function who({ own, author, named: isNamed }: WordsRow, { terms }: RowWords): TemplateResult {
  if (own) return html`<span class="hidden">${terms.youSaid}</span>`;
  return isNamed ? html`<bdi class="name">${author}</bdi>` : html`<span class="hidden">${named(around(terms.said, author))}</span>`;
}

function bubble({ line }: WordsRow, words: RowWords, fetching: ReadonlySet<string>, deeds: RowDeeds): TemplateResult | typeof nothing {
  if (line.kind === 'pending') return said(line.text);
  if (line.kind === 'upload') return uploadCard(line, words);
  const { event } = line.entry;
  switch (event.type) {
    case 'message':
      return said(event.text);
    case 'submitted':
      return said(event.description);
    case 'file':
      return fileCard(event.file, fetching.has(event.file.id), words, deeds);
    default:
      return nothing;
  }
}

function said(text: string): TemplateResult {
  return html`<p class="bubble" dir="auto">${pieces(text).map((piece) =>
    piece.kind === 'text' ? piece.text : html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow ugc" tabindex="-1">${piece.text}</a>`,
  )}</p>`;
}

/** Under a group: when, and for one's own how far it has got. What the desk does not have yet has no time of the desk. */
function foot({ line, last, progress }: WordsRow, { terms, formats }: RowWords, deeds: RowDeeds): TemplateResult {
  if (line.kind !== 'entry' && line.progress === 'failed') {
    return html`<div class="foot bad">
      <span>${terms.messageNotSent(terms.errors[line.error ?? 'upload_failed'])}</span>
      ${line.kind === 'pending' ? button(terms.copy, () => { deeds.copy(line.text); }) : button(terms.retry, () => { line.retry(); })}
      ${button(terms.discard, () => { line.discard(); })}
    </div>`;
  }
  return html`<div class="foot">
    ${last && line.kind === 'entry' ? time(line.entry.at, formats) : nothing}
    ${progress ? html`<span class=${`progress ${progress}`}>${terms.progress[progress]}</span>` : nothing}
  </div>`;
}

function button(label: string, press: () => void): TemplateResult {
  return html`<button type="button" class="link" tabindex="-1" @click=${press}>${label}</button>`;
}

function time(at: number, formats: Formats): TemplateResult {
  return html`<time datetime=${new Date(at).toISOString()} title=${formats.full(at)}>${formats.time(at)}</time>`;
}
