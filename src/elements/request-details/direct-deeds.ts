import type { TechnicianConversation } from '../../client/client.ts';
import type { AskedAction } from './action-bar.ts';
import type { OfferedAction } from './offered.ts';

/** What a press does at once: all that needs neither a dialog nor a file. */
export const directDeeds: Readonly<Record<Exclude<OfferedAction, AskedAction | 'share-file'>, (conversation: TechnicianConversation) => Promise<void>>> = {
  assign: (conversation) => conversation.assign(),
  unassign: (conversation) => conversation.unassign(),
  'join-chat': (conversation) => conversation.joinChat(),
  'leave-chat': (conversation) => conversation.leaveChat(),
  'end-chat': (conversation) => conversation.endChat(),
  reopen: (conversation) => conversation.reopen(),
};
