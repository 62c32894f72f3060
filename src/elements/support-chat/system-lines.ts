import type { RequestEvent } from '../../domain/events.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import { systemWords } from '../../locales/system-words.ts';
import { around, type NamedText } from '../named-text.ts';

/** What an event says in the transcript, its names isolated; null for events that say nothing there, or are somebody's words. */
export function systemText(event: RequestEvent, terms: ChatTerms): NamedText | null {
  return systemWords(event, terms, around);
}
