import type { ReactiveElement } from 'lit';
import type { CustomerConversation } from '../../client/client.ts';
import { SupportError } from '../../client/errors.ts';
import type { PortalTerms } from '../../locales/en/portal.ts';
import { ownRequestsStyles } from './own-requests.styles.ts';
import { requestMenuStyles } from './request-menu.styles.ts';

/** What a customer does with their requests besides chatting: chooses one of them, and what its menu offers. */
export { ownRequests } from './own-requests.ts';
export { requestMenu } from './request-menu.ts';

/** How all that looks. */
export const requestStyles = [ownRequestsStyles, requestMenuStyles];

/** Few withdraw one, so what asks them is loaded then. */
export async function withdraw(conversation: CustomerConversation, portal: ReactiveElement, words: PortalTerms): Promise<void> {
  const { askToWithdraw } = await import('./withdraw-dialog.ts').catch((cause: unknown) => {
    throw new SupportError('offline', {}, cause);
  });
  if (await askToWithdraw(portal, words)) await conversation.withdraw();
}
