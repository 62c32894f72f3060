import type { Conversation, TechnicianConversation } from '../../client/client.ts';

export function isTechnicians(conversation: Conversation | undefined): conversation is TechnicianConversation {
  return conversation !== undefined && 'assign' in conversation;
}
