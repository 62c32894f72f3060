import { css } from 'lit';
import { foldWhole } from '../../domain/sort-key.ts';
import type { SupportElement } from '../support-element.ts';

/** The name of the highlight: of all conversations in a page, which share it. */
const name = 'deskside-found';

const styles = css`
  ::highlight(deskside-found) {
    background-color: oklch(0.87 0.13 90);
    color: #1d1a10;
  }

  @media (forced-colors: active) {
    ::highlight(deskside-found) {
      background-color: Mark;
      color: MarkText;
    }
  }

  .rows > li[data-found] :is(.bubble, .card) {
    outline: 2px solid var(--_brand-ink);
    outline-offset: 1px;
  }
`;

/** Where words can have been found in a line. */
const said = '.bubble, .card bdi, :scope.system > span';

/** Marks what a search has found, in the lines as they are: nothing of them is made anew for it. */
export class FoundMarks {
  readonly #host: SupportElement;
  #ranges: readonly Range[] = [];
  #line: HTMLElement | null = null;

  constructor(host: SupportElement) {
    this.#host = host;
    const root = host.shadowRoot;
    const { styleSheet } = styles;
    if (root && styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, styleSheet];
  }

  /** Marks terms in some lines, by their numbers; the line that is looked at more than the others. */
  readonly show = (seqs: readonly number[], terms: readonly string[], now: number | null): void => {
    this.clear();
    const wanted = new Set(seqs.map(String));
    for (const line of this.#host.renderRoot.querySelectorAll<HTMLElement>('.rows > li[data-seq]')) {
      const seq = line.dataset['seq'] ?? '';
      if (!wanted.has(seq)) continue;
      for (const part of line.querySelectorAll(said)) this.#ranges = [...this.#ranges, ...rangesIn(part, terms)];
      if (Number(seq) !== now) continue;
      this.#line = line;
      line.dataset['found'] = '';
    }
    // Where the browser has no highlights, the line is marked and its words are not.
    if (typeof Highlight === 'undefined' || this.#ranges.length === 0) return;
    const highlight = CSS.highlights.get(name) ?? new Highlight();
    for (const range of this.#ranges) highlight.add(range);
    CSS.highlights.set(name, highlight);
  };

  clear(): void {
    if (this.#line) delete this.#line.dataset['found'];
    this.#line = null;
    const highlight = typeof Highlight === 'undefined' ? undefined : CSS.highlights.get(name);
    for (const range of this.#ranges) highlight?.delete(range);
    if (highlight?.size === 0) CSS.highlights.delete(name);
    this.#ranges = [];
  }
}

/** All places of the terms in an element's text. */
function rangesIn(element: Element, terms: readonly string[]): readonly Range[] {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) nodes.push(node);
  return placesOf(nodes.map(({ data }) => data).join(''), terms).flatMap(({ from, to }) => {
    const [start, end] = [placeIn(nodes, from), placeIn(nodes, to)];
    if (!start || !end) return [];
    const range = new Range();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return [range];
  });
}

function placeIn(nodes: readonly Text[], at: number): { readonly node: Text; readonly offset: number } | null {
  let before = 0;
  for (const node of nodes) {
    if (at <= before + node.length) return { node, offset: at - before };
    before += node.length;
  }
  return null;
}

/** Where folded terms stand in a text: a sign of it may fold to none (an accent), one or several. */
export function placesOf(text: string, terms: readonly string[]): readonly { readonly from: number; readonly to: number }[] {
  let folded = '';
  /** For each unit of the folded text, the sign that it comes from. */
  const origins: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  for (const sign of text) {
    const one = /\s/u.test(sign) ? ' ' : foldWhole(sign);
    folded += one;
    for (let unit = 0; unit < one.length; unit++) origins.push({ from: at, to: at + sign.length });
    at += sign.length;
  }
  return terms.flatMap((term) => {
    const found: { from: number; to: number }[] = [];
    for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + term.length)) {
      const [first, last] = [origins[from], origins[from + term.length - 1]];
      if (first && last) found.push({ from: first.from, to: last.to });
    }
    return found;
  });
}
