import { html, nothing, type TemplateResult } from 'lit';
import type { Author } from '../../domain/request.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import { around, justText, named, type NamedText } from '../named-text.ts';

/** Who types, in words; null while nobody does. */
export function typingText([one, ...others]: readonly Author[], { typing, severalType }: ChatTerms): NamedText | null {
  if (!one) return null;
  return others.length > 0 ? justText(severalType) : around(typing, one.name);
}

/** Has its place whether anybody types or not, so that nothing moves when it comes and goes. */
export function typingLine(authors: readonly Author[], terms: ChatTerms): TemplateResult {
  const text = typingText(authors, terms);
  return html`<p class="typing">${text ? html`<span>${named(text)}</span>` : nothing}</p>`;
}
