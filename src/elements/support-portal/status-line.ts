import type { RequestState } from '../../domain/request.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import { around, justText, type NamedText } from '../named-text.ts';

/** What a customer should know of the request now, in one sentence, or null if the status has said it all. */
export function statusLine({ status, chat, technician }: Pick<RequestState, 'status' | 'chat' | 'technician'>, live: boolean, words: PortalTerms): NamedText | null {
  // The status has said it, and the place of the composer says what follows from it.
  if (status === 'completed') return null;
  if (chat === 'joined' && technician) return around(words.withTechnician, technician.name);
  if (chat === 'ended') return justText(words.ended);
  if (technician) return around(words.inProgress, technician.name);
  return justText(chat === 'waiting' && live ? words.waiting : words.offlineAnswer);
}
