import { html, svg, type TemplateResult } from 'lit';

const drawings = {
  /** A tray with nothing in it. */
  tray: svg`<path d="M20 44 31 20h34l11 24v24H20z"></path><path d="M20 44h17l4 8h14l4-8h17"></path><path class="faint" d="M37 31h22M40 38h16"></path>`,
  /** A desk with a lamp on: work will stand here. */
  desk: svg`<path d="M14 64h68M22 64v14M74 64v14"></path><path d="M58 64V40L44 30"></path><path d="m44 22-9 13 13 2z"></path><path class="faint" d="M30 42l-6 12M36 46l-2 10"></path>`,
  /** A door sign turned to closed. */
  away: svg`<path d="M48 14v12M30 44l18-18 18 18"></path><rect x="20" y="44" width="56" height="26" rx="6"></rect><path class="faint" d="M30 57h36"></path>`,
  /** A magnifying glass over nothing. */
  search: svg`<circle cx="42" cy="38" r="20"></circle><path d="m57 53 18 18"></path><path class="faint" d="M34 38h16"></path>`,
  /** Two speech bubbles. */
  chat: svg`<path d="M18 22h40a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H36l-12 9v-9h-6a6 6 0 0 1-6-6V28a6 6 0 0 1 6-6z"></path><path class="faint" d="M72 38h4a6 6 0 0 1 6 6v16a6 6 0 0 1-6 6h-4v8l-10-8H48"></path>`,
} as const;

/** What stands where nothing is yet: a small drawing, what will come, and what to do until then. */
export function emptyState(drawing: keyof typeof drawings, title: string, hint: string, action?: TemplateResult): TemplateResult {
  return html`<div class="empty">
    <svg class="drawing" viewBox="0 0 96 88" aria-hidden="true" focusable="false">${drawings[drawing]}</svg>
    <p class="empty-title" tabindex="-1">${title}</p>
    <p class="empty-hint">${hint}</p>
    ${action}
  </div>`;
}
