import Lock from 'lucide/dist/esm/icons/lock.mjs';
import { html, type TemplateResult } from 'lit';
import type { Line } from '../../client/client.ts';
import type { NoteEntry } from '../../domain/events.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import type { Formats } from '../../locales/formats.ts';
import { icon } from '../icon.ts';
import { around, named } from '../named-text.ts';
import type { AsideRow } from '../support-chat/rows.ts';
import { said, time } from '../support-chat/transcript-rows.ts';

/** The time that the lines of a transcript cover. Milliseconds. */
export interface Loaded {
  readonly from: number;
  readonly until: number;
}

/** What the transcript shows of the log: notes before and after it wait until their neighbours are there. */
export function loaded(lines: readonly Line[], more: boolean, later: boolean): Loaded {
  const entries = lines.filter((line) => line.kind === 'entry');
  return { from: more ? (entries[0]?.entry.at ?? -Infinity) : -Infinity, until: later ? (entries.at(-1)?.entry.at ?? Infinity) : Infinity };
}

/** Notes as rows among the lines of a transcript. */
export function noteRows(notes: readonly NoteEntry[], { from, until }: Loaded, terms: DetailsTerms, formats: Formats): readonly AsideRow[] {
  return notes
    .filter(({ at }) => at >= from && at <= until)
    .map((entry) => ({ kind: 'aside', id: `n${String(entry.seq)}`, at: entry.at, signature: [entry, terms, formats], template: () => noteRow(entry, terms, formats) }));
}

function noteRow({ seq, at, event }: NoteEntry, terms: DetailsTerms, formats: Formats): TemplateResult {
  return html`<li class="words end first last memo" tabindex="-1" data-note=${seq}>
    <span class="name">${icon(Lock)}<span>${named(around(terms.noteBy, event.author.name))}</span></span>${said(event.text)}
    <div class="foot">${time(at, formats)}</div>
  </li>`;
}
