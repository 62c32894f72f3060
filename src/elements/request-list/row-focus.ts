import type { Row } from '../../protocol/frames.ts';
import { rowAfterKey } from './row-keys.ts';

/** The line of the table around something in it. */
export function lineOf(target: EventTarget | null | undefined): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('tr[data-key]') : null;
}

interface FocusPorts {
  root(this: void): ParentNode & Pick<DocumentOrShadowRoot, 'activeElement'>;
  rows(this: void): readonly Row[];
  /** The key of the selected row; empty if none is selected. */
  selected(this: void): string;
}

/** The one tab stop of many rows: where it is, how keys move it, and where the focus goes when its row goes. */
export class RowFocus {
  readonly #ports: FocusPorts;
  #key = '';
  /** The button that Tab leads to. */
  #stop: HTMLElement | null = null;
  /** Where the focus was before a rendering that may move its row or take it away; there during a rendering alone. */
  #before: { readonly key: string; readonly index: number } | undefined;

  constructor(ports: FocusPorts) {
    this.#ports = ports;
  }

  /** The row that Tab leads to. */
  get tabStop(): string {
    const rows = this.#ports.rows();
    if (rows.some(({ key }) => key === this.#key)) return this.#key;
    return this.#ports.selected() || (rows[0]?.key ?? '');
  }

  /** Whether a row had the focus before this rendering, during which it is asked. */
  get inside(): boolean {
    return this.#before !== undefined;
  }

  /** Tab leads to this row from the next rendering on. */
  moveTo(key: string): void {
    this.#key = key;
  }

  button(key: string): HTMLButtonElement | null {
    return this.#ports.root().querySelector(`tr[data-key="${CSS.escape(key)}"] button`);
  }

  /** What the focus goes to: the row's button, or what stands in the place of rows. */
  target(key = this.tabStop): HTMLElement | null {
    return this.button(key) ?? this.#ports.root().querySelector<HTMLElement>('.empty-title');
  }

  /** Before a rendering. */
  remember(rendered: readonly Row[]): void {
    const key = lineOf(this.#ports.root().activeElement)?.dataset['key'];
    this.#before = key === undefined ? undefined : { key, index: rendered.findIndex((row) => row.key === key) };
  }

  /** After it: a row that moved has lost the focus to nowhere, one that left has taken it along. */
  restore(): void {
    this.#moveStop();
    const before = this.#before;
    this.#before = undefined;
    if (!before || this.#ports.root().activeElement) return;
    const { key, index } = before;
    const rows = this.#ports.rows();
    this.#key = rows.find((row) => row.key === key)?.key ?? rows[Math.min(Math.max(index, 0), rows.length - 1)]?.key ?? '';
    this.#moveStop();
    this.target(this.#key)?.focus({ preventScroll: true });
  }

  /** By hand: a row that comes before all others must not have the one that was first rendered anew. */
  #moveStop(): void {
    const button = this.button(this.tabStop);
    if (button === this.#stop) return;
    this.#stop?.setAttribute('tabindex', '-1');
    button?.setAttribute('tabindex', '0');
    this.#stop = button;
  }

  readonly onFocusIn = (event: FocusEvent): void => {
    const key = lineOf(event.target)?.dataset['key'];
    if (key === undefined) return;
    this.#key = key;
    this.#moveStop();
  };

  readonly onFocusOut = (event: FocusEvent): void => {
    // A rendering that takes the focus away, to give it back, is no key: where there was no ring, there is none after it.
    if (!this.#before) lineOf(event.target)?.parentElement?.classList.remove('by-pointer');
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = this.#ports.rows();
    const at = rows.findIndex(({ key }) => key === this.tabStop);
    const row = rows[rowAfterKey(event.key, at, rows.length, this.page()) ?? -1];
    if (!row) return;
    event.preventDefault();
    event.stopPropagation();
    this.button(row.key)?.focus();
  };

  /** Rows that are to be seen at once. */
  page(): number {
    const scroller = this.#ports.root().querySelector('.scroller');
    const row = this.#ports.root().querySelector('tbody tr');
    return scroller && row ? Math.floor(scroller.clientHeight / Math.max(row.clientHeight, 1)) - 2 : 10;
  }
}
