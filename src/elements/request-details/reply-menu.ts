import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { CannedReply } from '../../domain/replies.ts';
import type { Formats } from '../../locales/formats.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import type { SupportElement } from '../support-element.ts';
import { matchingReplies, replySearch } from './reply-matches.ts';

/** Pixels between the field and the menu, and between that and the edge of the window. */
const gap = 6;
const margin = 8;

export interface ReplyMenuParts {
  /** The field in which a message is written; null where none can be. */
  field(): HTMLTextAreaElement | null;
  replies(): readonly CannedReply[];
  /** The text of a reply for this customer. */
  filled(reply: CannedReply): string;
  words(): { readonly terms: DetailsTerms; readonly formats: Formats };
}

/**
 * Canned replies for the message field: a list that opens at a slash in its beginning, or by a button, and narrows while one types. The
 * focus stays in the field; the arrows move in the list, Enter and Tab take what is marked, Escape leaves the text as it is.
 */
export class ReplyMenu implements ReactiveController {
  readonly #host: SupportElement;
  readonly #parts: ReplyMenuParts;
  /** Opened by the button: it shows all, and what is taken goes in at the cursor. */
  #byButton = false;
  /** Escape was pressed: closed until the text begins anew. */
  #dismissed = false;
  #found: readonly CannedReply[] = [];
  #marked = 0;
  #said = 0;

  constructor(host: SupportElement, parts: ReplyMenuParts) {
    this.#host = host;
    this.#parts = parts;
    host.addController(this);
  }

  get isOpen(): boolean {
    return this.#found.length > 0;
  }

  hostDisconnected(): void {
    this.close();
    this.#follow(false);
  }

  /** Opens it with all replies, for the cursor's place; closes it if it is open. */
  readonly toggle = (): void => {
    const open = this.isOpen;
    this.close();
    if (open) return;
    this.#parts.field()?.focus();
    this.#byButton = true;
    this.#look();
  };

  close(): void {
    this.#byButton = false;
    this.#show([]);
  }

  readonly input = (): void => {
    this.#byButton = false;
    const field = this.#parts.field();
    if (!field?.value.startsWith('/')) this.#dismissed = false;
    this.#look();
  };

  readonly blur = (): void => {
    if (this.isOpen) this.close();
  };

  /** Goes before the field's own keys. */
  readonly keydown = {
    capture: true,
    handleEvent: (event: KeyboardEvent): void => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells the end of a composition in Safari
      if (!this.isOpen || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!this.#key(event.key, event.shiftKey)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };

  #key(key: string, shift: boolean): boolean {
    const count = this.#found.length;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.#mark((this.#marked + (key === 'ArrowDown' ? 1 : count - 1)) % count);
        return true;
      case 'Enter':
      case 'Tab': {
        const reply = this.#found[this.#marked];
        if (shift || !reply) return false;
        this.#take(reply);
        return true;
      }
      case 'Escape':
        this.#dismissed = true;
        this.close();
        return true;
      default:
        return false;
    }
  }

  /** A list stays at the field while both are there. */
  hostUpdated(): void {
    const field = this.#parts.field();
    if (field) this.#describe(field);
    const menu = this.#menu;
    if (!menu || !field) return;
    if (!this.isOpen) {
      if (menu.matches(':popover-open')) menu.hidePopover();
      this.#follow(false);
      return;
    }
    if (!menu.matches(':popover-open')) menu.showPopover();
    this.#follow(true);
    this.#place();
    menu.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  render(): TemplateResult {
    const { terms } = this.#parts.words();
    return html`<div class="replies" id="replies" popover="manual" role="listbox" aria-label=${terms.replies} tabindex="-1">
      ${this.#found.map((reply, index) => this.#option(reply, index))}
    </div>`;
  }

  #option(reply: CannedReply, index: number): TemplateResult {
    // eslint-disable-next-line lit-a11y/click-events-have-key-events -- the keys are the field's
    return html`<div
      class="canned"
      role="option"
      id="reply-${index}"
      aria-selected=${index === this.#marked ? 'true' : 'false'}
      @pointerdown=${(event: Event) => {
        // The focus stays in the field.
        event.preventDefault();
      }}
      @click=${() => {
        this.#take(reply);
      }}
    ><bdi class="canned-name">${reply.name}</bdi> <bdi class="canned-text">${this.#parts.filled(reply)}</bdi></div>`;
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.replies');
  }

  #look(): void {
    const field = this.#parts.field();
    const search = this.#byButton ? '' : field ? replySearch(field.value, field.selectionStart) : null;
    this.#show(search === null || (this.#dismissed && !this.#byButton) ? [] : matchingReplies(this.#parts.replies(), search));
  }

  #show(found: readonly CannedReply[]): void {
    if (found.length === 0 && this.#found.length === 0) return;
    this.#found = found;
    this.#marked = 0;
    const { terms, formats } = this.#parts.words();
    if (found.length > 0 && found.length !== this.#said) this.#host.announce(terms.repliesFound(found.length, formats));
    this.#said = found.length;
    this.#host.requestUpdate();
  }

  #mark(index: number): void {
    this.#marked = index;
    this.#host.requestUpdate();
  }

  #take(reply: CannedReply): void {
    const field = this.#parts.field();
    const from = this.#byButton ? field?.selectionStart : 0;
    const to = this.#byButton ? field?.selectionEnd : field?.selectionStart;
    this.close();
    if (!field || from === undefined || to === undefined) return;
    field.setRangeText(this.#parts.filled(reply), from, to, 'end');
    // A reply may begin with a slash of its own.
    this.#dismissed = true;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
    field.focus();
  }

  /** The field's part of the pattern, set on the element: its template belongs to the chat. */
  #describe(field: HTMLTextAreaElement): void {
    const has = this.#parts.replies().length > 0;
    const set = (name: string, value: string | null): void => {
      if (value === null) field.removeAttribute(name);
      else if (field.getAttribute(name) !== value) field.setAttribute(name, value);
    };
    set('aria-autocomplete', has ? 'list' : null);
    set('aria-haspopup', has ? 'listbox' : null);
    set('aria-controls', this.isOpen ? 'replies' : null);
    set('aria-activedescendant', this.isOpen ? `reply-${String(this.#marked)}` : null);
  }

  /** What moves the field while the list is open moves the list. */
  #follow(open: boolean): void {
    const change = open ? addEventListener : removeEventListener;
    change('scroll', this.#place, { capture: true });
    change('resize', this.#place);
  }

  /** Above the field, held at its lower edge, so that it does not move while it narrows; below where there is more room. */
  readonly #place = (): void => {
    const menu = this.#menu;
    const field = this.#parts.field();
    if (!menu || !field) return;
    const anchor = (field.closest('.box') ?? field).getBoundingClientRect();
    const { clientHeight, clientWidth } = menu.ownerDocument.documentElement;
    const above = anchor.top > clientHeight - anchor.bottom;
    const room = (above ? anchor.top : clientHeight - anchor.bottom) - gap - margin;
    const left = Math.max(margin, Math.min(anchor.left, clientWidth - anchor.width - margin));
    // `inset` is physical on purpose: the numbers are.
    menu.style.setProperty('inset', above ? `auto auto ${String(clientHeight - anchor.top + gap)}px ${String(left)}px` : `${String(anchor.bottom + gap)}px auto auto ${String(left)}px`);
    menu.style.setProperty('inline-size', `${String(anchor.width)}px`);
    menu.style.setProperty('max-block-size', `min(20em, ${String(room)}px)`);
  };

  /** The button that opens it; nothing where there are no replies or none can be written. */
  button(content: TemplateResult): TemplateResult | typeof nothing {
    if (this.#parts.replies().length === 0) return nothing;
    const { terms } = this.#parts.words();
    return html`<button
      type="button"
      class="button plain icon-only open-replies"
      aria-label=${terms.replies}
      title="${terms.replies} (/)"
      aria-haspopup="listbox"
      aria-expanded=${this.isOpen ? 'true' : 'false'}
      @pointerdown=${(event: Event) => {
        event.preventDefault();
      }}
      @click=${this.toggle}
    >${content}</button>`;
  }
}
