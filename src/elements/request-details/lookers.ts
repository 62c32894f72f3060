import type { ReactiveController } from 'lit';
import type { TechnicianConversation } from '../../client/client.ts';
import type { Technician } from '../../domain/request.ts';
import type { SupportElement } from '../support-element.ts';

/** Says to colleagues that this page shows a request, and tells once of each of them who begins to look at it, too. */
export class Lookers implements ReactiveController {
  readonly #host: SupportElement;
  readonly #words: (newcomers: readonly Technician[]) => string;
  #known: ReadonlySet<string> = new Set();
  #conversation: TechnicianConversation | undefined;
  #stop: (() => void) | undefined;

  constructor(host: SupportElement, words: (newcomers: readonly Technician[]) => string) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  /** Turns to another request, or to none. */
  look(conversation: TechnicianConversation | undefined): void {
    this.#stop?.();
    this.#known = new Set();
    this.#conversation = conversation;
    this.#stop = conversation?.look();
  }

  hostUpdated(): void {
    const viewers = this.#conversation?.$viewers.get() ?? [];
    const fresh = viewers.filter(({ id }) => !this.#known.has(id));
    this.#known = new Set(viewers.map(({ id }) => id));
    if (fresh.length > 0) this.#host.announce(this.#words(fresh));
  }
}
