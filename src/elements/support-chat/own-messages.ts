import Copy from 'lucide/dist/esm/icons/copy.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import Pencil from 'lucide/dist/esm/icons/pencil.mjs';
import Trash from 'lucide/dist/esm/icons/trash.mjs';
import { html, type TemplateResult } from 'lit';
import type { Conversation, Line, PendingLine } from '../../client/client.ts';
import { en as chatEnglish } from '../../locales/en/chat.ts';
import { en } from '../../locales/en/conversation.ts';
import type { Area } from '../../locales/languages.ts';
import { base } from '../../styles/base.ts';
import { controls } from '../../styles/controls.ts';
import { tokens } from '../../styles/tokens.ts';
import { StoreController } from '../controllers/store-controller.ts';
import { TermsController } from '../controllers/terms-controller.ts';
import { property, state } from '../decorators.ts';
import { icon, type IconNode } from '../icon.ts';
import { placeAt } from '../popover-place.ts';
import { SupportElement } from '../support-element.ts';
import type { Composer } from './composer.ts';
import { messageOf, type OwnMessage } from './own-message.ts';
import { ownMessagesStyles } from './own-messages.styles.ts';
import { WritingAnew } from './writing-anew.ts';

export interface OwnMessagesDeeds {
  readonly composer: Composer;
  copy(text: string): void;
  /** Sends a new message. Resolves once it is known what becomes of it. */
  send(text: string): Promise<void>;
  /** A change was refused. */
  failed(error: unknown): void;
  /** Says something above the field. */
  say(text: () => string): void;
  /** Time has passed: less can be changed than is shown. */
  expired(): void;
}

/**
 * A part of support-chat: what can be done with one's own messages, as long as it can be. A menu beside each, a question before one
 * is deleted, and the field for one that is written anew. Loaded once the newest lines are shown.
 */
export class OwnMessages extends SupportElement {
  static override readonly tag: string = 'own-messages';
  static override styles = [tokens, base, controls, ownMessagesStyles];

  @property({ attribute: false }) conversation: Conversation | undefined;
  @property({ attribute: false }) deeds: OwnMessagesDeeds | undefined;

  /** The message whose menu is open, or that is asked about. */
  @state() private chosen: OwnMessage | null = null;

  readonly #terms = new TermsController(this, 'conversation', en);
  readonly #common = new TermsController(this, 'chat', chatEnglish);
  readonly #messages = new StoreController(this, () => this.conversation?.$messages);
  readonly #actions = new StoreController(this, () => this.conversation?.$actions);
  readonly #connection = new StoreController(this, () => this.client?.$connection);
  readonly #anew = new WritingAnew(this, {
    conversation: () => this.conversation,
    composer: () => this.deeds?.composer,
    words: () => this.#terms.words.own,
    connected: () => this.#connected,
    say: (text) => this.deeds?.say(text),
    tooLong: () => {
      this.announce(this.#common.words.messageTooLong, 'assertive');
    },
    ask: (message) => {
      this.#ask(message);
    },
    send: async (text) => this.deeds?.send(text),
    change: (message, text) => this.#change(message, text),
  });
  #button: HTMLElement | null = null;
  #line: HTMLElement | null = null;
  #expiry: ReturnType<typeof setTimeout> | undefined;

  protected override get words(): readonly TermsController<Area>[] {
    return [this.#terms, this.#common];
  }

  constructor() {
    super();
    this.addController({
      hostDisconnected: () => {
        clearTimeout(this.#expiry);
      },
    });
  }

  protected override updated(): void {
    this.#watchTime();
  }

  /** One timer for the message that will be the next to stay as it is. */
  #watchTime(): void {
    clearTimeout(this.#expiry);
    const from = this.conversation?.editableFrom ?? Infinity;
    const next = this.#own.find(({ at }) => at > from && at < Infinity);
    if (next && this.#actions.value) this.#expiry = setTimeout(() => {
      this.deeds?.expired();
      this.requestUpdate();
    }, next.at - from + 1);
  }

  /** All that can be changed, oldest first. */
  get #own(): readonly OwnMessage[] {
    const from = this.conversation?.editableFrom ?? Infinity;
    return (this.#messages.value ?? []).flatMap((line) => messageOf(line, from) ?? []);
  }

  get #connected(): boolean {
    return this.#connection.value?.status === 'connected';
  }

  get #menu(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.menu');
  }

  // ── The menu ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Opens what can be done with a message, at the button that was pressed. */
  async open(message: OwnMessage, button: HTMLElement): Promise<void> {
    const again = this.#button === button && button.ariaExpanded === 'true';
    if (again) {
      this.#menu?.hidePopover();
      return;
    }
    this.#button = button;
    this.#line = button.closest('li');
    this.chosen = message;
    await this.updateComplete;
    this.#menu?.showPopover();
  }

  /** Gives the focus back: it has no way of its own out of a shadow tree. */
  readonly #toggling = (event: ToggleEvent): void => {
    if (event.newState !== 'closed') return;
    // Pressed again it closes: it is only now that the press arrives, and then it is closed already.
    const button = this.#button;
    setTimeout(() => button?.removeAttribute('aria-expanded'));
    if (this.#menu?.matches(':focus-within')) this.#leave();
  };

  readonly #toggled = (event: ToggleEvent): void => {
    const [menu, button] = [this.#menu, this.#button];
    if (event.newState !== 'open' || !menu || !button) {
      removeEventListener('scroll', this.#close, { capture: true });
      return;
    }
    button.ariaExpanded = 'true';
    placeAt(button, menu);
    this.#items[0]?.focus({ preventScroll: true });
    // It stands still in the window: when its button scrolls away it would hang in the air.
    addEventListener('scroll', this.#close, { capture: true, passive: true });
  };

  readonly #close = (): void => {
    this.#menu?.hidePopover();
  };

  /** Back to where one was: the button, its line, or the field if both are gone. */
  #leave(): void {
    const root = this.getRootNode();
    // The browser has given it back already, and somebody may have gone on from there.
    if (root instanceof ShadowRoot && root.activeElement && root.activeElement !== this) return;
    if (this.#button?.isConnected) this.#button.focus({ preventScroll: true });
    else if (this.#line?.isConnected) this.#line.focus({ preventScroll: true });
    else this.deeds?.composer.focus();
  }

  get #items(): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item')];
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    // It closes by itself; nothing around it is meant.
    if (event.key === 'Escape') event.stopPropagation();
    if (event.key === 'Tab') this.#close();
    const items = this.#items;
    const at = items.findIndex((item) => item === this.shadowRoot?.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  };

  // ── Changing ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Writes the last message that can be changed anew, if there is one. */
  rewriteLast(): void {
    const last = this.#own.at(-1);
    if (last) this.rewrite(last);
  }

  /** Puts a message into the field. */
  rewrite(message: OwnMessage): void {
    this.#anew.begin(message);
  }

  /** Tells what has become of a change: what waits is said at once, and not again. */
  async #change({ of }: OwnMessage, text: string | null): Promise<boolean> {
    const { conversation } = this;
    if (!conversation) return false;
    const { own } = this.#terms.words;
    const waits = !this.#connected;
    if (waits) this.announce(own.waits);
    try {
      await (text === null ? conversation.remove(of) : conversation.edit(of, text));
      if (!waits) this.announce(text === null ? own.removed : own.edited);
      return true;
    } catch (error) {
      if (this.conversation === conversation) this.deeds?.failed(error);
      // What the desk has refused stands there as such, with its words.
      return conversation.$messages.get().some((line) => line.kind === 'pending' && line.progress === 'failed' && line.of === of && line.text === text);
    }
  }

  // ── Deleting ──────────────────────────────────────────────────────────────────────────────────────────────────────

  #ask(message: OwnMessage): void {
    this.chosen = message;
    const dialog = this.renderRoot.querySelector('dialog');
    if (dialog) dialog.returnValue = '';
    dialog?.showModal();
  }

  readonly #answered = ({ target }: Event): void => {
    const message = this.chosen;
    const { composer } = this.deeds ?? {};
    const yes = target instanceof HTMLDialogElement && target.returnValue === 'yes';
    if (yes && message && this.#anew.isOf(message)) this.#anew.end();
    else if (composer?.rewriting) composer.focus();
    else this.#leave();
    if (yes && message) void this.#change(message, null);
  };

  protected override render(): TemplateResult {
    const { own } = this.#terms.words;
    const { actions, copy, changeMessage } = this.#common.words;
    return html`<div class="menu" popover role="menu" aria-label=${changeMessage} @beforetoggle=${this.#toggling} @toggle=${this.#toggled} @keydown=${this.#keyed}>
        ${this.#item(Pencil, actions.amend, (message) => {
          this.rewrite(message);
        })}
        ${this.#item(Copy, copy, ({ text }) => {
          this.deeds?.copy(text);
        })}
        ${this.#item(Trash, own.remove, (message) => {
          this.#ask(message);
        })}
      </div>
      <dialog aria-labelledby="question" aria-describedby="consequence" @close=${this.#answered}>
        <form method="dialog">
          <h2 id="question">${own.question}</h2>
          <p id="consequence">${own.consequence}</p>
          <div class="choices">
            <button class="button" value="no">${own.keep}</button>
            <button class="button danger" value="yes">${own.remove}</button>
          </div>
        </form>
      </dialog>`;
  }

  #item(sign: IconNode, label: string, deed: (message: OwnMessage) => void): TemplateResult {
    const press = (): void => {
      this.#close();
      if (this.chosen) deed(this.chosen);
    };
    return html`<button type="button" class="item" role="menuitem" tabindex="-1" @click=${press}>${icon(sign)}<span>${label}</span></button>`;
  }
}

/** The button beside a message; null if it can be changed no more. @param from see Conversation.editableFrom. */
export function moreButton(line: Line, from: number, label: string, press: (message: OwnMessage, button: HTMLElement) => void): TemplateResult | null {
  const message = messageOf(line, from);
  if (!message) return null;
  const pressed = ({ currentTarget }: Event): void => {
    if (currentTarget instanceof HTMLElement) press(message, currentTarget);
  };
  return html`<button type="button" class="button plain icon-only more-of" tabindex="-1" aria-haspopup="menu" aria-label=${label} title=${label} @click=${pressed}>${icon(Ellipsis)}</button>`;
}

/** A message that was not sent, for whoever writes it anew. */
export function unsent(line: PendingLine): OwnMessage {
  return { of: line, text: line.text, at: Infinity };
}
