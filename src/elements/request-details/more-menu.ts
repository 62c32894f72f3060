import Download from 'lucide/dist/esm/icons/download.mjs';
import Ellipsis from 'lucide/dist/esm/icons/ellipsis.mjs';
import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatTerms } from '../../locales/en/chat.ts';
import type { DetailsTerms } from '../../locales/en/details.ts';
import { icon, type IconNode } from '../icon.ts';
import { placeAt } from '../popover-place.ts';
import { rowAfterKey } from '../request-list/row-keys.ts';
import { actionIcons } from './action-icons.ts';
import type { Offer } from './offered.ts';

interface Words {
  readonly common: ChatTerms;
  readonly details: DetailsTerms;
}

/** The deeds that are not in the bar, behind one button. What is refused says why. */
export class MoreMenu implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #open = false;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#open = false;
    removeEventListener('scroll', this.#close, { capture: true });
  }

  /** @param save has the log downloaded. */
  render(offers: readonly Offer[], { common, details }: Words, press: (offer: Offer) => void, save: (format: 'text' | 'json') => void): TemplateResult {
    return html`<button
        type="button"
        class="button quiet icon-only more"
        data-action="more"
        popovertarget="more"
        aria-haspopup="menu"
        aria-expanded=${this.#open ? 'true' : 'false'}
        aria-label=${details.moreActions}
        title=${details.moreActions}
      >${icon(Ellipsis)}</button>
      <div class="menu" id="more" popover role="menu" aria-label=${details.moreActions} @beforetoggle=${this.#toggling} @toggle=${this.#toggled} @keydown=${this.#keyed}>
        ${repeat(
          offers,
          ({ action }) => action,
          (offer) => this.#item(offer, common, press),
        )}
        ${this.#saving(Download, details.saveText, () => {
          save('text');
        })}
        ${this.#saving(Download, details.saveJson, () => {
          save('json');
        })}
      </div>`;
  }

  #item(offer: Offer, { actions, reasons }: ChatTerms, press: (offer: Offer) => void): TemplateResult {
    const { action, verdict } = offer;
    const refused = verdict === true ? null : reasons[verdict];
    return html`<button
      type="button"
      class="item"
      role="menuitem"
      tabindex="-1"
      data-action=${action}
      aria-disabled=${refused === null ? nothing : 'true'}
      aria-labelledby="item-${action}"
      aria-describedby=${refused === null ? nothing : `why-${action}`}
      @click=${() => {
        this.#close();
        press(offer);
      }}
    >${icon(actionIcons[action])}<span class="what"><span id="item-${action}">${actions[action]}</span>${refused === null ? nothing : html`<small id="why-${action}">${refused}</small>`}</span></button>`;
  }

  #saving(sign: IconNode, label: string, save: () => void): TemplateResult {
    const press = (): void => {
      this.#close();
      save();
    };
    return html`<button type="button" class="item" role="menuitem" tabindex="-1" @click=${press}>${icon(sign)}<span class="what">${label}</span></button>`;
  }

  get #menu(): HTMLElement | null {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.menu') ?? null;
  }

  get #items(): readonly HTMLElement[] {
    return [...(this.#menu?.querySelectorAll<HTMLElement>('.item') ?? [])];
  }

  readonly #close = (): void => {
    const menu = this.#menu;
    if (menu?.matches(':popover-open')) menu.hidePopover();
  };

  /** Gives the focus back: browsers forget to where in a shadow tree it was. */
  readonly #toggling = (event: ToggleEvent): void => {
    const menu = this.#menu;
    if (event.newState === 'closed' && menu?.matches(':focus-within')) this.#host.shadowRoot?.querySelector<HTMLElement>('.more')?.focus();
  };

  readonly #toggled = (event: ToggleEvent): void => {
    this.#open = event.newState === 'open';
    this.#host.requestUpdate();
    const menu = this.#menu;
    const button = this.#host.shadowRoot?.querySelector('.more');
    // It stands still in the window: when its button scrolls away it would hang in the air.
    if (!this.#open) removeEventListener('scroll', this.#close, { capture: true });
    if (!this.#open || !menu || !button) return;
    placeAt(button, menu);
    this.#items[0]?.focus({ preventScroll: true });
    addEventListener('scroll', this.#close, { capture: true, passive: true });
  };

  readonly #keyed = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      // It closes by itself; nothing around it is meant.
      event.stopPropagation();
      return;
    }
    if (event.key === 'Tab') {
      this.#close();
      return;
    }
    const items = this.#items;
    const at = items.findIndex((item) => item === this.#host.shadowRoot?.activeElement);
    const to = rowAfterKey(event.key, at, items.length, items.length);
    if (to === null) return;
    event.preventDefault();
    items[to]?.focus();
  };
}
