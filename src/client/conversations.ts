import type { CompanyDesk } from './company-desk.ts';
import { OpenConversation } from './conversation.ts';

/** The open conversations of a client: asked for twice, one is shared until both have released it. */
export class Conversations {
  readonly #open = new Set<OpenConversation>();

  open(desk: CompanyDesk, request: string | number): OpenConversation {
    for (const conversation of this.#open) {
      if (conversation.company === desk.company && conversation.isFor(request)) return conversation.hold();
    }
    const conversation: OpenConversation = new OpenConversation(desk, request, () => {
      this.#open.delete(conversation);
      const { key, company } = conversation;
      const shared = [...this.#open].some((other) => other.company === company && other.key === key);
      if (key && !shared) desk.send({ type: 'leave', key });
    });
    this.#open.add(conversation);
    return conversation;
  }
}
