import type { Conversation, ConfirmedLine } from '../../client/client.ts';
import type { Author, RequestState } from '../../domain/request.ts';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { Formats } from '../../locales/formats.ts';
import { SupportChatEndEvent, SupportChatJoinEvent, SupportErrorEvent, SupportMessageReceiveEvent, SupportRequestChangeEvent } from '../events.ts';
import { plain } from '../named-text.ts';
import { LazyPart } from '../lazy-part.ts';
import { UnreadNews } from '../unread-news.ts';
import type { ArrivalsAloud, Quiet } from './arrivals-aloud.ts';
import { authorOf } from './rows.ts';
import { typingText } from './typing-line.ts';

interface Words {
  readonly terms: ChatTerms;
  readonly formats: Formats;
}

/** That somebody types is said at most so often. Milliseconds. */
const seldom = 10_000;

/** Tells the page by events, and a listener in words, what happens in a conversation from now on. */
export class ConversationEvents {
  readonly #host: Quiet;
  readonly #words: () => Words;
  readonly #aloud: LazyPart<ArrivalsAloud>;
  readonly #unread: UnreadNews;
  #stops: (() => void)[] = [];
  #typingSaid = -seldom;
  #shown: Conversation | undefined;

  constructor(host: Quiet, words: () => Words) {
    this.#host = host;
    this.#words = words;
    this.#aloud = new LazyPart(host, async () => {
      const { ArrivalsAloud } = await import('./arrivals-aloud.ts');
      return new ArrivalsAloud(host, words);
    });
    this.#unread = new UnreadNews(host);
  }

  /** Turns to a conversation, or to none. What it holds already is history: nobody is told. */
  open(conversation: Conversation | undefined): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#shown = conversation;
    this.#aloud.value?.clear();
    this.#unread.set(conversation?.$unread.get() ?? 0);
    if (!conversation) return;
    const { $state, $arrived, $unread, $typing, $error } = conversation;
    let before = $state.get();
    this.#stops = [
      $state.listen((state) => {
        if (before && state && before !== state) this.#changed(before, state);
        before = state;
      }),
      $arrived.listen((lines) => {
        this.#arrived(lines);
      }),
      $unread.listen((unread) => {
        this.#unread.set(unread);
      }),
      $typing.listen((authors) => {
        this.#typed(authors);
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

  /** Now and then: whoever waits for an answer wants to know that one comes, and to hear something else meanwhile. */
  #typed(authors: readonly Author[]): void {
    const text = typingText(authors, this.#words().terms);
    if (!text || performance.now() - this.#typingSaid < seldom) return;
    this.#typingSaid = performance.now();
    this.#host.announce(plain(text));
  }

  #arrived(lines: readonly ConfirmedLine[]): void {
    const received = lines.filter(({ own }) => !own);
    for (const line of received) if (authorOf(line)) this.#host.dispatchEvent(new SupportMessageReceiveEvent(line));
    const shown = this.#shown;
    if (received.length > 0) void this.#aloud.want(true).then((aloud) => {
      if (shown && shown === this.#shown) aloud?.add(received, shown);
    });
  }
}
