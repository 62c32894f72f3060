import type { Conversation, ConfirmedLine } from '../../client/client.ts';
import type { RequestState } from '../../domain/request.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import type { Formats } from '../../locales/formats.ts';
import { SupportChatEndEvent, SupportChatJoinEvent, SupportErrorEvent, SupportMessageReceiveEvent, SupportRequestChangeEvent, SupportUnreadChangeEvent } from '../events.ts';
import { isolated, plain } from '../named-text.ts';
import type { SupportElement } from '../support-element.ts';
import { Announcements, type Announcement } from './announcements.ts';
import { Arrivals } from './arrivals.ts';
import { authorOf } from './rows.ts';
import { systemText } from './system-lines.ts';

interface Words {
  readonly terms: CommonTerms;
  readonly formats: Formats;
}

/** Of a longer message this much is read out; the rest is in the transcript. Characters. */
const spoken = 500;

/** Tells the page by events, and a listener in words, what happens in a conversation from now on. */
export class ConversationEvents {
  readonly #host: SupportElement;
  readonly #words: () => Words;
  readonly #announcements: Announcements;
  #stops: (() => void)[] = [];

  constructor(host: SupportElement, words: () => Words) {
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
      (ms, callback) => {
        const timer = setTimeout(callback, ms);
        return () => {
          clearTimeout(timer);
        };
      },
    );
  }

  /** Turns to a conversation, or to none. What it holds already is history: nobody is told. */
  open(conversation: Conversation | undefined): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#announcements.clear();
    if (!conversation) return;
    const { $state, $messages, $unread, $error } = conversation;
    const arrivals = new Arrivals();
    let before = $state.get();
    const look = () => {
      this.#arrived(arrivals.take($messages.get(), $state.get()?.head ?? null));
    };
    look();
    this.#stops = [
      $state.listen((state) => {
        if (before && state && before !== state) this.#changed(before, state);
        before = state;
        look();
      }),
      $messages.listen(look),
      $unread.listen((unread) => {
        this.#host.dispatchEvent(new SupportUnreadChangeEvent(unread));
      }),
      $error.listen((error) => {
        if (error) this.#host.dispatchEvent(new SupportErrorEvent(error.code, error));
      }),
    ];
  }

  #changed(before: RequestState, state: RequestState): void {
    this.#host.dispatchEvent(new SupportRequestChangeEvent(state));
    if (before.chat !== 'joined' && state.chat === 'joined') this.#host.dispatchEvent(new SupportChatJoinEvent(state.technician?.name ?? ''));
    if (before.chat === 'joined' && state.chat === 'ended') this.#host.dispatchEvent(new SupportChatEndEvent());
  }

  #arrived(lines: readonly ConfirmedLine[]): void {
    const received = lines.filter(({ own }) => !own);
    for (const line of received) if (authorOf(line)) this.#host.dispatchEvent(new SupportMessageReceiveEvent(line));
    this.#announcements.add(received.flatMap((line) => announcement(line, this.#words().terms) ?? []));
  }
}

/** What is read out of a line; null for what says nothing. */
function announcement(line: ConfirmedLine, terms: CommonTerms): Announcement | null {
  const { event } = line.entry;
  const author = authorOf(line);
  if (event.type === 'message') {
    const text = event.text.length > spoken ? `${event.text.slice(0, spoken)}…` : event.text;
    return { who: event.author.name, text: terms.messageFrom(isolated(event.author.name), text) };
  }
  if (event.type === 'file') return { who: event.author.name, text: terms.file.shared(isolated(event.author.name), isolated(event.file.name)) };
  if (author) return null;
  const text = systemText(event, terms);
  return text ? { who: null, text: `${plain(text)}.` } : null;
}
