import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { placeAt } from '../popover-place.ts';

/**
 * Shows why a button is not to be used, while the pointer rests on it or it has the focus: the popover named by its
 * `data-tip`, which stays when the pointer moves onto it and goes with Escape.
 */
export class ReasonTips implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #open: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#open && !this.#open.isConnected) this.#open = null;
  }

  hostDisconnected(): void {
    this.#hide();
  }

  readonly onEnter = (event: Event): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('.tip')) return;
    this.#show(target?.closest('[data-tip]') ?? null);
  };

  readonly onLeave = (event: PointerEvent | FocusEvent): void => {
    const to = event.relatedTarget;
    if (to instanceof Element && to.closest('.tip, [data-tip]')) return;
    this.#hide();
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#open) return;
    event.stopPropagation();
    this.#hide();
  };

  #show(anchor: Element | null): void {
    const tip = anchor ? (this.#host.shadowRoot?.getElementById(anchor.getAttribute('data-tip') ?? '') ?? null) : null;
    if (tip === this.#open) return;
    this.#hide();
    if (!tip || !anchor) return;
    tip.showPopover();
    placeAt(anchor, tip, 'start');
    this.#open = tip;
  }

  #hide(): void {
    if (this.#open?.isConnected && this.#open.matches(':popover-open')) this.#open.hidePopover();
    this.#open = null;
  }
}
