import { nothing, type TemplateResult } from 'lit';
import { html as staticHtml } from 'lit/static-html.js';
import type { Conversation, Line, PendingLine } from '../../client/client.ts';
import type { AnyClient } from '../context.ts';
import { LazyPart } from '../lazy-part.ts';
import { privateTag } from '../private-tags.ts';
import type { SupportElement } from '../support-element.ts';
import { whenIdle } from '../when-idle.ts';
import type * as ownMessages from './own-messages.ts';

export interface OwnPartPorts {
  conversation(): Conversation | undefined;
  client(): AnyClient | undefined;
  readonly deeds: ownMessages.OwnMessagesDeeds;
}

/** Where something can be done with what one has said, what does it is loaded behind the lines. */
export class OwnPart {
  readonly #host: SupportElement;
  readonly #ports: OwnPartPorts;
  readonly #module: LazyPart<typeof ownMessages>;
  #asked: Conversation | undefined;

  constructor(host: SupportElement, ports: OwnPartPorts) {
    this.#host = host;
    this.#ports = ports;
    this.#module = new LazyPart(host, () => import('./own-messages.ts'));
  }

  get #element(): ownMessages.OwnMessages | null {
    return this.#host.renderRoot.querySelector<ownMessages.OwnMessages>('.own-messages');
  }

  /** What makes the buttons beside messages, in one rendering: null where nothing can be changed. */
  buttons(label: string): (line: Line) => TemplateResult | null {
    const from = this.#ports.conversation()?.editableFrom ?? Infinity;
    const module = this.#module.value;
    return (line) => module?.moreButton(line, from, label, (message, button) => void this.#element?.open(message, button)) ?? null;
  }

  async rewriteLast(): Promise<void> {
    (await this.#loaded())?.rewriteLast();
  }

  /** Writes a message anew that was not sent. */
  async rewrite(line: PendingLine): Promise<void> {
    const element = await this.#loaded();
    const module = this.#module.value;
    if (module) element?.rewrite(module.unsent(line));
  }

  async #loaded(): Promise<ownMessages.OwnMessages | null> {
    await this.#module.want(true);
    await this.#host.updateComplete;
    return this.#element;
  }

  /** Behind the lines; where nothing can be changed, only if something was being changed when that came to an end. */
  #want(conversation: Conversation): void {
    const load = () => void this.#module.want(false);
    if (conversation.editableFrom < Infinity) whenIdle(load);
    else if (this.#asked !== conversation) void (this.#asked = conversation).draft('edit').then((kept) => kept && load());
  }

  /** @param shown whether there are lines. */
  render(shown: boolean): TemplateResult | typeof nothing {
    const conversation = this.#ports.conversation();
    const { value } = this.#module;
    if (!value && shown && conversation) this.#want(conversation);
    if (!value || !conversation) return nothing;
    const tag = privateTag(value.OwnMessages);
    return staticHtml`<${tag} class="own-messages" .client=${this.#ports.client()} .conversation=${conversation} .deeds=${this.#ports.deeds}></${tag}>`;
  }
}
