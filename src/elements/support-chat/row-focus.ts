import type { ReactiveController } from 'lit';
import type { SupportElement } from '../support-element.ts';

const controls = 'a, button';

/**
 * One tab stop for all lines: the one that was left last, else the newest. Arrow keys, Home and End move between lines; the links and
 * buttons of the current line alone are in the tab order. Set on the elements, not in templates, so that moving renders nothing.
 */
export class RowFocus implements ReactiveController {
  readonly #host: SupportElement;
  readonly #list: () => HTMLElement | null;
  #stop: HTMLElement | null = null;
  /** Whether the reader has chosen the stop; else it moves on with the newest line. */
  #chosen = false;
  #within = false;

  constructor(host: SupportElement, list: () => HTMLElement | null) {
    this.#host = host;
    this.#list = list;
    host.addController(this);
  }

  /** Before an update: remembers whether the focus is in a line, which may be about to go. */
  hostUpdate(): void {
    this.#within = this.#rowOf(this.#host.shadowRoot?.activeElement ?? null) !== null;
  }

  hostUpdated(): void {
    if (this.#stop && !this.#stop.isConnected) this.#chosen = false;
    if (!this.#chosen || !this.#stop) this.#moveStop(this.#from(this.#list()?.lastElementChild ?? null, 'previousElementSibling'));
    else this.#mark(this.#stop, true);
    // What was focused has gone: the newest line takes the focus, not the page.
    if (this.#within && !this.#host.shadowRoot?.activeElement) this.#stop?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.#stop = null;
    this.#chosen = false;
  }

  /** The newest line: where the focus goes when what led there disappears. */
  focusNewest(): void {
    this.#from(this.#list()?.lastElementChild ?? null, 'previousElementSibling')?.focus({ preventScroll: true });
  }

  readonly focusin = (event: Event): void => {
    const row = this.#rowOf(event.target instanceof Element ? event.target : null);
    if (!row) return;
    this.#moveStop(row);
    this.#chosen = row !== this.#from(this.#list()?.lastElementChild ?? null, 'previousElementSibling');
  };

  readonly keydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.#rowOf(event.target instanceof Element ? event.target : null);
    const list = this.#list();
    if (!row || !list) return;
    const next = this.#target(event.key, row, list);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };

  /** The line that a key leads to, null if there is none further, undefined if the key is not ours. */
  #target(key: string, row: HTMLElement, list: HTMLElement): HTMLElement | null | undefined {
    switch (key) {
      case 'ArrowUp':
        return this.#from(row.previousElementSibling, 'previousElementSibling');
      case 'ArrowDown':
        return this.#from(row.nextElementSibling, 'nextElementSibling');
      case 'Home':
        return this.#from(list.firstElementChild, 'nextElementSibling');
      case 'End':
        return this.#from(list.lastElementChild, 'previousElementSibling');
      default:
        return undefined;
    }
  }

  /** The first line from an element on; separators are passed over. */
  #from(start: Element | null, step: 'previousElementSibling' | 'nextElementSibling'): HTMLElement | null {
    for (let element = start; element; element = element[step]) if (element instanceof HTMLElement && element.hasAttribute('tabindex')) return element;
    return null;
  }

  #rowOf(element: Element | null): HTMLElement | null {
    const row = element?.closest('li[tabindex]');
    return row instanceof HTMLElement && this.#list()?.contains(row) ? row : null;
  }

  #moveStop(row: HTMLElement | null): void {
    if (this.#stop && this.#stop !== row) this.#mark(this.#stop, false);
    this.#stop = row;
    if (row) this.#mark(row, true);
  }

  #mark(row: HTMLElement, stop: boolean): void {
    row.tabIndex = stop ? 0 : -1;
    for (const control of row.querySelectorAll<HTMLElement>(controls)) control.tabIndex = stop ? 0 : -1;
  }
}
