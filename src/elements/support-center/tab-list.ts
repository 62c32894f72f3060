import { html, nothing, type TemplateResult } from 'lit';
import type { KeyHint } from '../key-hint.ts';

export interface Tab {
  readonly name: string;
  readonly label: string;
  /** How much is behind it, written out; empty for nothing to say. */
  readonly count: string;
  /** The keys that lead there; not there if none do. */
  readonly keys?: KeyHint | undefined;
}

/** Where a key leads in a row of tabs; null for keys that are no business of it. */
export function tabAfterKey(key: string, tab: number, count: number, leftToRight: boolean): number | null {
  const forwards = leftToRight ? 'ArrowRight' : 'ArrowLeft';
  const back = leftToRight ? 'ArrowLeft' : 'ArrowRight';
  if (key === forwards) return (tab + 1) % count;
  if (key === back) return (tab - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** A row of tabs: one tab stop, arrows choose. Tab `x` has the id `tab-x`, its panel `panel-x` or the one given. */
export function tabList(label: string, tabs: readonly Tab[], selected: string, choose: (name: string) => void, panel = ''): TemplateResult {
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = event.currentTarget;
    if (!(row instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = tabs.findIndex(({ name }) => name === selected);
    const to = tabs[tabAfterKey(event.key, at, tabs.length, getComputedStyle(row).direction === 'ltr') ?? -1];
    if (!to) return;
    event.preventDefault();
    choose(to.name);
    row.querySelector<HTMLElement>(`#tab-${to.name}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${onKeyDown}>
    ${tabs.map(
      ({ name, label: words, count, keys }) =>
        html`<button
          type="button"
          role="tab"
          class="tab"
          id="tab-${name}"
          aria-selected=${name === selected ? 'true' : 'false'}
          aria-controls=${panel || `panel-${name}`}
          tabindex=${name === selected ? 0 : -1}
          title=${keys?.title ?? nothing}
          aria-keyshortcuts=${keys?.aria ?? nothing}
          @click=${() => {
            choose(name);
          }}
        >${words} ${count === '' ? nothing : html`<span class="count">${count}</span>`}</button>`,
    )}
  </div>`;
}
