import type { RequestEvent } from '../domain/events.ts';
import type { ChatTerms } from './en/chat.ts';

/** A term, and the names that stand in it. */
type Say<Said> = (term: (...names: string[]) => string, ...names: string[]) => Said;

/** What an event says in the transcript; null for events that say nothing there, or are somebody's words. */
export function systemWords<Said>(event: RequestEvent, { system }: Pick<ChatTerms, 'system'>, say: Say<Said>): Said | null {
  switch (event.type) {
    case 'unassigned':
      return event.by ? say(system.unassignedBy, event.technician.name, event.by.name) : say(system.unassigned, event.technician.name);
    case 'transferred':
    case 'invited':
      return say(system[event.type], event.technician.name, event.by.name);
    case 'left':
    case 'reopened':
    case 'joined':
    case 'assigned':
      return say(system[event.type], event.technician.name);
    case 'ended':
      return say(system.endedBy, event.author.name);
    case 'completed':
      return say(event.outcome === 'withdrawn' ? system.withdrawn : system.completed, event.author.name);
    case 'rated': {
      const { author, comment, stars } = event;
      return say((who = '', said = '') => system.rated(who, said, stars), author.name, ...(comment === '' ? [] : [comment]));
    }
    default:
      return null;
  }
}
