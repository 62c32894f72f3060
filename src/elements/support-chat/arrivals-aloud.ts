import { browserEnvironment } from '../../client/browser-environment.ts';
import type { ConfirmedLine, Conversation } from '../../client/client.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import { audible, chime } from '../chime.ts';
import { isolated, plain } from '../named-text.ts';
import { onTimer } from '../timer.ts';
import type { SupportElement } from '../support-element.ts';
import { Announcements, type Announcement } from './announcements.ts';
import { ArrivalSound } from './arrival-sound.ts';
import { authorOf } from './rows.ts';
import { systemText } from './system-lines.ts';

interface Words {
  readonly terms: ChatTerms;
  readonly formats: Formats;
}

/** Of a longer message this much is read out; the rest is in the transcript. Characters. */
const spoken = 500;

/** An element that may be told to make no sound. */
export type Quiet = SupportElement & { readonly silent: boolean };

/** What arrives, in words for a listener, and for a customer with a sound. Loaded when something first does. */
export class ArrivalsAloud {
  readonly #host: Quiet;
  readonly #words: () => Words;
  readonly #announcements: Announcements;
  #sound: ArrivalSound | null = null;

  constructor(host: Quiet, words: () => Words) {
    this.#host = host;
    this.#words = words;
    this.#announcements = new Announcements(
      (text) => {
        host.announce(text);
      },
      () => (count, who) => {
        const { terms, formats } = words();
        return terms.messagesFrom(count, isolated(who), formats);
      },
      onTimer,
    );
  }

  /** @param shown the conversation in which they have come: until {@link clear} always the same. */
  add(received: readonly ConfirmedLine[], shown: Conversation): void {
    const last = received.findLast((line) => authorOf(line) !== null);
    // What makes technicians look are new requests.
    if (last && 'withdraw' in shown) (this.#sound ??= this.#soundOf(shown)).arrived(last.entry.seq);
    this.#announcements.add(received.flatMap((line) => announcement(line, this.#words().terms) ?? []));
  }

  /** Forgets what has not been said. */
  clear(): void {
    this.#announcements.clear();
    this.#sound?.stop();
    this.#sound = null;
  }

  #soundOf(shown: Conversation): ArrivalSound {
    return new ArrivalSound(shown, { world: browserEnvironment(), audible, silent: () => this.#host.silent, play: chime });
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
