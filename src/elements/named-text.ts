import { html, type TemplateResult } from 'lit';

/** A text with a name in it: what stands before the name, the name, and what stands after. */
export interface NamedText {
  readonly before: string;
  readonly name: string;
  readonly after: string;
}

const placeholder = '\u{fffc}';

/** Splits a term around the name it is given, so that the name can be kept apart from the direction of writing around it. */
export function around(term: (name: string) => string, name: string): NamedText {
  const text = term(placeholder);
  const at = text.indexOf(placeholder);
  return at < 0 ? { before: text, name: '', after: '' } : { before: text.slice(0, at), name, after: text.slice(at + placeholder.length) };
}

/** The text on the page, the name isolated. */
export function named({ before, name, after }: NamedText): TemplateResult {
  return html`${before}<bdi>${name}</bdi>${after}`;
}

/** The text where no markup can be, the name between isolating signs: labels, and what is read out. */
export function plain({ before, name, after }: NamedText): string {
  return name === '' ? `${before}${after}`.trim() : `${before}${isolated(name)}${after}`;
}

export function isolated(name: string): string {
  return `\u{2068}${name}\u{2069}`;
}
