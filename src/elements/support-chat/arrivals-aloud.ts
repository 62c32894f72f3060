import type { ConfirmedLine } from '../../client/client.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import { isolated, plain } from '../named-text.ts';
import { onTimer } from '../timer.ts';
import { Announcements, type Announcement } from './announcements.ts';
import { authorOf } from './rows.ts';
import { systemText } from './system-lines.ts';

interface Words {
  readonly terms: ChatTerms;
  readonly formats: Formats;
}

/** Of a longer message this much is read out; the rest is in the transcript. Characters. */
const spoken = 500;

/** What arrives, in words for a listener. Loaded when something first does. */
export class ArrivalsAloud {
  readonly #words: () => Words;
  readonly #announcements: Announcements;

  constructor(say: (text: string) => void, words: () => Words) {
    this.#words = words;
    this.#announcements = new Announcements(
      say,
      () => (count, who) => {
        const { terms, formats } = words();
        return terms.messagesFrom(count, isolated(who), formats);
      },
      onTimer,
    );
  }

  add(received: readonly ConfirmedLine[]): void {
    this.#announcements.add(received.flatMap((line) => announcement(line, this.#words().terms) ?? []));
  }

  /** Forgets what has not been said. */
  clear(): void {
    this.#announcements.clear();
  }
}

/** What is read out of a line; null for what says nothing. */
function announcement(line: ConfirmedLine, terms: ChatTerms): Announcement | null {
  const { event } = line.entry;
  const author = authorOf(line);
  if (event.type === 'message') {
    const text = event.text.length > spoken ? `${event.text.slice(0, spoken)}…` : event.text;
    return { who: event.author.name, text: terms.messageFrom(isolated(event.author.name), text) };
  }
  if (event.type === 'file') return { who: event.author.name, text: terms.sentFile(isolated(event.author.name), isolated(event.file.name)) };
  if (author) return null;
  const text = systemText(event, terms);
  return text ? { who: null, text: `${plain(text)}.` } : null;
}
