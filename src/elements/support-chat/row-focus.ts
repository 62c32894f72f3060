import type { ReactiveController } from 'lit';
import type { SupportElement } from '../support-element.ts';

const controls = 'a, button';

/** The ends of what is shown of the conversation. */
export type Side = 'earlier' | 'later';

const keys: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'Home', 'End']);

/**
 * One tab stop for all lines: the one that was left last, else the newest. Arrow keys, Home and End move between lines; the links and
 * buttons of the current line alone are in the tab order. Set on the elements, not in templates, so that moving renders nothing.
 */
export class RowFocus implements ReactiveController {
  readonly #host: SupportElement;
  readonly #list: () => HTMLElement | null;
  readonly #move: (row: HTMLElement, key: string) => void;
  #stop: HTMLElement | null = null;
  /** Whether the reader has chosen the stop; else it moves on with the newest line. */
  #chosen = false;
  #within = false;

  /** @param move goes where a key leads from a line. */
  constructor(host: SupportElement, list: () => HTMLElement | null, move: (row: HTMLElement, key: string) => void) {
    this.#host = host;
    this.#list = list;
    this.#move = move;
    host.addController(this);
  }

  /** Before an update: remembers whether the focus is in a line, which may be about to go. */
  hostUpdate(): void {
    this.#within = this.#rowOf(this.#host.shadowRoot?.activeElement ?? null) !== null;
  }

  hostUpdated(): void {
    if (this.#chosen && this.#stop && !this.#stop.isConnected) this.#moveStop(this.outermost(seqOf(this.#stop) < seqOf(this.outermost('earlier')) ? 'earlier' : 'later'));
    if (!this.#chosen || !this.#stop) this.#moveStop(this.outermost('later'));
    else this.#mark(this.#stop, true);
    // What was focused has gone: the nearest line takes the focus, not the page.
    if (this.#within && !this.#host.shadowRoot?.activeElement) this.#stop?.focus({ preventScroll: true });
  }

  hostDisconnected(): void {
    this.#stop = null;
    this.#chosen = false;
  }

  /** The oldest or the newest line there is. */
  outermost(side: Side): HTMLElement | null {
    return side === 'later' ? this.#from(this.#list()?.lastElementChild, 'previousElementSibling') : this.#from(this.#list()?.firstElementChild, 'nextElementSibling');
  }

  readonly focusin = (event: Event): void => {
    const row = this.#rowOf(event.target instanceof Element ? event.target : null);
    if (!row) return;
    this.#moveStop(row);
    this.#chosen = row !== this.outermost('later');
  };

  readonly keydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = this.#rowOf(event.target instanceof Element ? event.target : null);
    if (!row || !keys.has(event.key)) return;
    event.preventDefault();
    this.#move(row, event.key);
  };

  /** The line next to another. */
  beside(row: HTMLElement, side: Side): HTMLElement | null {
    const step = side === 'later' ? 'nextElementSibling' : 'previousElementSibling';
    return this.#from(row[step], step);
  }

  /** The first line from an element on; separators are passed over. */
  #from(start: Element | null | undefined, step: 'previousElementSibling' | 'nextElementSibling'): HTMLElement | null {
    for (let element = start ?? null; element; element = element[step]) if (element instanceof HTMLElement && element.hasAttribute('tabindex')) return element;
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

function seqOf(row: HTMLElement | null): number {
  return Number(row?.dataset['seq']);
}
