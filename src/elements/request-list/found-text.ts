import { html, type TemplateResult } from 'lit';
import { foldWhole } from '../../domain/sort-key.ts';

/** A stretch of a text, and whether the search has found it there. */
export interface Stretch {
  readonly text: string;
  readonly found: boolean;
}

/** Splits a text where terms of a search stand in it. Terms are folded, the text is not: `Zoë` is found by `zoe`. */
export function stretches(text: string, terms: readonly string[]): readonly Stretch[] {
  let folded = '';
  /** For each sign of the folded text, where its sign begins and ends in the text itself. */
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    const plain = foldWhole(sign) || (/\s/.test(sign) ? ' ' : '');
    for (let i = 0; i < plain.length; i++) {
      from.push(at);
      to.push(end);
    }
    // A mark that is folded away belongs to the sign before it.
    if (plain === '' && to.length > 0) to[to.length - 1] = end;
    folded += plain;
    at = end;
  }
  const hit = new Array<boolean>(text.length).fill(false);
  for (const term of terms) {
    for (let i = folded.indexOf(term); term !== '' && i >= 0; i = folded.indexOf(term, i + 1)) hit.fill(true, from[i], to[i + term.length - 1]);
  }
  const parts: Stretch[] = [];
  for (let begin = 0; begin < text.length; ) {
    const found = hit[begin] === true;
    let end = begin + 1;
    while (end < text.length && hit[end] === found) end += 1;
    parts.push({ text: text.slice(begin, end), found });
    begin = end;
  }
  return parts;
}

/** The text with what was found in it marked. */
export function marked(text: string, terms: readonly string[]): string | readonly (string | TemplateResult)[] {
  if (terms.length === 0) return text;
  return stretches(text, terms).map((part) => (part.found ? html`<mark>${part.text}</mark>` : part.text));
}
