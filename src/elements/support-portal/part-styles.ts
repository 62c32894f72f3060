import type { CSSResult } from 'lit';

/** Gives an element the styles of a part that came later. Its own, which come last, keep the last word. */
export function addStyles({ shadowRoot }: Element, styles: readonly CSSResult[]): void {
  if (!shadowRoot) return;
  const sheets = shadowRoot.adoptedStyleSheets;
  const added = styles.flatMap(({ styleSheet }) => (styleSheet && !sheets.includes(styleSheet) ? styleSheet : []));
  shadowRoot.adoptedStyleSheets = [...sheets.slice(0, -1), ...added, ...sheets.slice(-1)];
}
