import { html, type TemplateResult } from 'lit';

/** A text with names in it: text and name in turn, beginning and ending with text. */
export type NamedText = readonly string[];

/** Stand-ins for the names while a term is asked: signs that no language writes. */
const first = 0xe000;

/** Splits a term around the names it is given, in its own order, so that each can be kept apart from the direction of writing around it. */
export function around(term: (...names: string[]) => string, ...names: string[]): NamedText {
  const text = term(...names.map((_, index) => String.fromCharCode(first + index)));
  return text.split(/([\ue000\ue001])/).map((part, index) => (index % 2 ? (names[part.charCodeAt(0) - first] ?? '') : part));
}

/** A text without names. */
export function justText(text: string): NamedText {
  return [text];
}

/** The text on the page, the names isolated. */
export function named(text: NamedText): TemplateResult {
  return html`${text.map((part, index) => (index % 2 ? html`<bdi>${part}</bdi>` : part))}`;
}

/** The text where no markup can be, the names between isolating signs: labels, and what is read out. */
export function plain(text: NamedText): string {
  return text.map((part, index) => (index % 2 ? isolated(part) : part)).join('');
}

export function isolated(name: string): string {
  return `\u{2068}${name}\u{2069}`;
}
