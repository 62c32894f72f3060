import type { LogEntry, RequestEvent } from '../domain/events.ts';
import { standing, type RequestState } from '../domain/request.ts';
import type { ChatTerms } from './en/chat.ts';
import type { ConversationTerms } from './en/conversation.ts';
import { Formats } from './formats.ts';
import { systemWords } from './system-words.ts';

/** The words that a log needs to be read as a text. */
export interface LogTerms {
  readonly lang: string;
  readonly chat: ChatTerms;
  readonly conversation: ConversationTerms;
}

/** Further lines of an entry stand to the right of its time: what somebody writes cannot pass for an entry of its own. */
const indent = '    ';

/** What `export` of a conversation needs to say a log as a text in a language, with the times of this device's zone. */
export function logWords({ lang, chat, conversation: { export: words, rating } }: LogTerms): {
  heading(request: RequestState): string;
  day(at: number): string;
  entry(entry: LogEntry): string | null;
} {
  const formats = new Formats(lang);
  return {
    heading(request) {
      const { customer, technician, outcome, completedAt } = request;
      const { fields } = words;
      const status = chat.standing[standing(request)];
      const lines: readonly (readonly [string, string | null])[] = [
        [fields.customer, `${oneLine(customer.name)} <${customer.email}>`],
        [fields.submitted, formats.full(request.submittedAt)],
        [fields.completed, completedAt === null ? null : formats.full(completedAt)],
        [fields.status, outcome ? `${status} (${words.outcomes[outcome]})` : status],
        [fields.technician, technician && oneLine(technician.name)],
        [fields.rating, request.rating ? rating.starsOf(request.rating.stars, formats) : null],
      ];
      const told = lines.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
      return [words.title(request.company, String(request.number)), ...told, words.zone(Intl.DateTimeFormat().resolvedOptions().timeZone)].join('\n');
    },
    day: (at) => formats.date(at),
    entry({ at, event }) {
      const said = lineOf(event, chat, words);
      return said === null ? null : `[${formats.time(at)}] ${indented(said)}`;
    },
  };
}

function lineOf(event: RequestEvent, chat: ChatTerms, words: ConversationTerms['export']): string | null {
  switch (event.type) {
    case 'submitted':
      return chat.messageFrom(oneLine(event.customer.name), event.description);
    case 'message':
      return chat.messageFrom(oneLine(event.author.name), event.deleted ? words.deleted : event.edited ? words.edited(event.text) : event.text);
    case 'file':
      return chat.sentFile(oneLine(event.author.name), oneLine(event.file.name));
    default:
      return systemWords(event, chat, (term, ...names) => term(...names.map(oneLine)));
  }
}

const lineEnds = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

function oneLine(text: string): string {
  return text.replace(lineEnds, ' ');
}

function indented(text: string): string {
  return text.replace(lineEnds, `\n${indent}`);
}
