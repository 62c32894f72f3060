import { prefetchTerms } from '../../locales/languages.ts';
import type { SupportChat } from '../support-chat/support-chat.ts';
import type * as deeds from './request-deeds.ts';

/** What the portal shows of a request, and of nothing else. */
type RequestParts = typeof deeds & { readonly SupportChat: typeof SupportChat };

/** Loads it, all at the same time, with the words it needs. Rejects if it cannot be fetched. */
export async function loadRequestParts(language: string): Promise<RequestParts> {
  const [{ SupportChat }, deeds] = await Promise.all([import('../support-chat/support-chat.ts'), import('./request-deeds.ts'), prefetchTerms(language, 'chat')]);
  return { ...deeds, SupportChat };
}
