import type { CompanyDesk } from './company-desk.ts';
import type { OpenConversation } from './conversation.ts';

/** The open conversations of a client: asked for twice, one is shared until both have released it. */
export class Conversations<Open extends OpenConversation> {
  readonly #open = new Set<Open>();
  readonly #make: (desk: CompanyDesk, request: string | number, left: () => void) => Open;

  constructor(make: (desk: CompanyDesk, request: string | number, left: () => void) => Open) {
    this.#make = make;
  }

  open(desk: CompanyDesk, request: string | number): Open {
    for (const conversation of this.#open) {
      if (conversation.company === desk.company && conversation.isFor(request)) return conversation.hold();
    }
    const conversation: Open = this.#make(desk, request, () => {
      this.#open.delete(conversation);
      const { key, company } = conversation;
      const shared = [...this.#open].some((other) => other.company === company && other.key === key);
      if (key && !shared) desk.send({ type: 'leave', key });
    });
    this.#open.add(conversation);
    return conversation;
  }
}
