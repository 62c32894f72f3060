import type { ReactiveController } from 'lit';
import { rowAfterKey } from '../request-list/row-keys.ts';
import type { SupportElement } from '../support-element.ts';

/** Room between the button and its menu. Pixels. */
const gap = 6;

/** A menu that opens from a button of its host: `.current` opens `.menu`, arrows go through its items, and closing gives the focus back. */
export class MenuPopover implements ReactiveController {
  readonly #host: SupportElement;
  readonly #closed: () => void;
  #open = false;

  constructor(host: SupportElement, closed: () => void = () => undefined) {
    this.#host = host;
    this.#closed = closed;
    host.addController(this);
  }

  get open(): boolean {
    return this.#open;
  }

  hostDisconnected(): void {
    this.#open = false;
  }

  hide(): void {
    this.#menu?.hidePopover();
  }

  get #menu(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.menu');
  }

  get #button(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('.current');
  }

  readonly onBeforeToggle = (event: ToggleEvent): void => {
    const menu = this.#menu;
    const button = this.#button;
    if (event.newState !== 'open' || !menu || !button) return;
    const { top, bottom, left, right } = button.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.#host.ownerDocument.documentElement;
    const leftToRight = getComputedStyle(this.#host).direction === 'ltr';
    const downwards = clientHeight - bottom > top;
    menu.style.setProperty('inset', 'auto');
    if (downwards) menu.style.setProperty('top', `${bottom + gap}px`);
    else menu.style.setProperty('bottom', `${clientHeight - top + gap}px`);
    if (leftToRight) menu.style.setProperty('right', `${Math.max(gap, clientWidth - right)}px`);
    else menu.style.setProperty('left', `${Math.max(gap, left)}px`);
    menu.style.setProperty('max-block-size', `${(downwards ? clientHeight - bottom : top) - 2 * gap}px`);
  };

  readonly onToggle = (event: ToggleEvent): void => {
    this.#open = event.newState === 'open';
    this.#host.requestUpdate();
    if (this.#open) (this.#host.renderRoot.querySelector<HTMLElement>('[role^="menuitem"][aria-checked="true"]') ?? this.#items()[0])?.focus();
    else this.#leave();
  };

  /** Gives the focus back, unless it has gone elsewhere by a press outside. */
  #leave(): void {
    this.#closed();
    const { shadowRoot, ownerDocument } = this.#host;
    const nowhere = ownerDocument.activeElement === ownerDocument.body;
    if (nowhere || this.#menu?.contains(shadowRoot?.activeElement ?? null)) this.#button?.focus();
  }

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') {
      this.hide();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = this.#items();
    const to = rowAfterKey(
      event.key,
      items.findIndex((item) => item === this.#host.shadowRoot?.activeElement),
      items.length,
      items.length,
    );
    if (to === null) return;
    event.preventDefault();
    items[to]?.focus();
  };

  #items(): readonly HTMLElement[] {
    return [...this.#host.renderRoot.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }
}
