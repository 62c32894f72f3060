import type { TechnicianClient, TechnicianConversation } from '../../client/client.ts';
import { parseRequestAddress } from '../request-address.ts';

/** How many conversations stay open behind the one that is shown: going back to one of them shows it at once. */
const kept = 8;

/** The conversations a console has open, the last used last; those unused for longest are given back. */
export class OpenConversations {
  readonly #open = new Map<string, TechnicianConversation>();
  #client: TechnicianClient | undefined;

  /** The conversation that an address names; undefined if it names none. A company may be left out by whoever has only one. */
  named(client: TechnicianClient, request: string): TechnicianConversation | undefined {
    const address = parseRequestAddress(request);
    const companies = client.$companies.get();
    const company = address?.company || (companies.length === 1 ? companies[0]?.company : '');
    return address && company ? this.get(client, company, address.request) : undefined;
  }

  /** Opens a request, or gives the conversation that is open already. */
  get(client: TechnicianClient, company: string, request: string | number): TechnicianConversation {
    if (client !== this.#client) {
      this.release();
      this.#client = client;
    }
    const name = `${company}/${request}`;
    const conversation = this.#open.get(name) ?? client.request(company, request);
    this.#open.delete(name);
    this.#open.set(name, conversation);
    for (const [oldest, unused] of this.#open) {
      if (this.#open.size <= kept) break;
      this.#open.delete(oldest);
      unused.release();
    }
    return conversation;
  }

  /** Gives all of them back. */
  release(): void {
    for (const conversation of this.#open.values()) conversation.release();
    this.#open.clear();
    this.#client = undefined;
  }
}
