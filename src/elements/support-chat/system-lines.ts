import type { RequestEvent } from '../../domain/events.ts';
import type { CommonTerms } from '../../locales/en/common.ts';
import { around, type NamedText } from '../named-text.ts';

/** What an event says in the transcript; null for events that say nothing there, or are somebody's words. */
export function systemText(event: RequestEvent, { system }: CommonTerms): NamedText | null {
  switch (event.type) {
    case 'assigned':
      return around(system.assigned, event.technician.name);
    case 'unassigned':
      return around(system.unassigned, event.technician.name);
    case 'joined':
      return around(system.joined, event.technician.name);
    case 'ended':
      return around(system.endedBy, event.author.name);
    case 'completed':
      return around(event.outcome === 'withdrawn' ? system.withdrawn : system.completed, event.author.name);
    default:
      return null;
  }
}
