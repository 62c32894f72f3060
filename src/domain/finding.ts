import type { RequestEvent } from './events.ts';
import { foldWhole } from './sort-key.ts';

/** A search inside one conversation: what it looks at, and what it shows of it. Terms are those of domain/search.ts. */

/** The words of an entry, as somebody wrote them; null if nobody did. */
export function writtenIn(event: RequestEvent): string | null {
  switch (event.type) {
    case 'submitted':
      return event.description;
    case 'message':
      return event.text;
    case 'file':
      return event.file.name;
    case 'rated':
      return event.comment;
    default:
      return null;
  }
}

/** Whether all terms stand in a text. Here one sign is enough for a term: there is one log to look at, not a whole desk. */
export function standsIn(text: string, terms: readonly string[]): boolean {
  const folded = foldWhole(text);
  return terms.every((term) => folded.includes(term));
}

/** The part of a text, at most so many characters on one line, in which the longest term stands; else its beginning. */
export function excerptAround(text: string, terms: readonly string[], length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const [wanted = ''] = [...terms].sort((a, b) => b.length - a.length);
  let from = 0;
  for (let at = 0; at < line.length; at += length >> 1) {
    if (!foldWhole(line.slice(at, at + length)).includes(wanted)) continue;
    from = at;
    break;
  }
  return whole(line.slice(from, from + length));
}

/** Without half a sign at either end. */
function whole(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]/, '').replace(/[\uD800-\uDBFF]$/, '');
}
