import type { ReactiveController } from 'lit';
import type { Conversation } from '../../client/client.ts';
import type { AnyClient } from '../context.ts';
import type { SupportElement } from '../support-element.ts';
import { parseRequestAddress } from '../request-address.ts';

/** What decides which conversation is shown. */
export interface Wanted {
  readonly client: AnyClient | undefined;
  readonly request: string;
  /** A conversation handed over by a composite, which also gives it back. */
  readonly given: Conversation | undefined;
}

interface Opened {
  readonly conversation: Conversation;
  readonly client: AnyClient;
  readonly request: string;
}

/** Finds the conversation an element shows, and gives back what it opened itself when another is wanted or the element leaves the page. */
export class ConversationController implements ReactiveController {
  readonly #host: SupportElement;
  readonly #wanted: () => Wanted;
  readonly #changed: (conversation: Conversation | undefined) => void;
  #opened: Opened | undefined;
  #shown: Conversation | undefined;
  #warnedOf = '';

  /** @param changed called whenever another conversation, or none, is to be shown. */
  constructor(host: SupportElement, wanted: () => Wanted, changed: (conversation: Conversation | undefined) => void) {
    this.#host = host;
    this.#wanted = wanted;
    this.#changed = changed;
    host.addController(this);
  }

  get conversation(): Conversation | undefined {
    return this.#shown;
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    const { client, request, given } = this.#wanted();
    const before = this.#opened;
    if (given || !client || before?.client !== client || before.request !== request) this.#opened = given || !client ? undefined : this.#open(client, request);
    this.#show(given ?? this.#opened?.conversation);
    if (before && before !== this.#opened) before.conversation.release();
  }

  hostDisconnected(): void {
    this.#show(undefined);
    this.#opened?.conversation.release();
    this.#opened = undefined;
  }

  #open(client: AnyClient, request: string): Opened | undefined {
    if (request.trim() === '') return undefined;
    if (client.role === 'customer') return { conversation: client.request(request.trim()), client, request };
    const address = parseRequestAddress(request);
    const company = address?.company || onlyCompany(client);
    if (address && company) return { conversation: client.request(company, address.request), client, request };
    this.#warn(request);
    return undefined;
  }

  #show(conversation: Conversation | undefined): void {
    if (conversation === this.#shown) return;
    this.#shown = conversation;
    this.#changed(conversation);
  }

  #warn(request: string): void {
    if (request === this.#warnedOf) return;
    this.#warnedOf = request;
    console.warn(`<${this.#host.localName}> request="${request}": company/number and company/key are allowed.`);
  }
}

function onlyCompany(client: Extract<AnyClient, { role: 'technician' }>): string {
  const companies = client.$companies.get();
  return companies.length === 1 ? (companies[0]?.company ?? '') : '';
}
