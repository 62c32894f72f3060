import type { Page } from 'playwright-core';

/** What the focus is on, through all shadow trees: its role or tag, and what it is called. */
export function focused(page: Page): Promise<{ readonly what: string; readonly name: string }> {
  return page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    if (!active) return { what: '', name: '' };
    const labelled = (active.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => (active.getRootNode() as ShadowRoot | Document).getElementById(id)?.textContent.trim() ?? '');
    const name = active.getAttribute('aria-label') ?? (labelled.filter(Boolean).join(' ') || (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? ([...(active.labels ?? [])][0]?.textContent ?? '') : active.textContent));
    return { what: active.getAttribute('role') ?? active.localName, name: name.replace(/\s+/g, ' ').trim() };
  });
}

/**
 * Presses Tab until the focus is on what is called so, and gives how often that was.
 * @throws Error naming every stop on the way, if it is not reached.
 */
export async function tabTo(page: Page, name: RegExp | string, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 60): Promise<number> {
  const stops: string[] = [];
  for (let presses = 1; presses <= most; presses++) {
    await page.keyboard.press(key);
    const now = await focused(page);
    stops.push(`${now.what} ${now.name.slice(0, 40)}`);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return presses;
  }
  throw new Error(`${String(name)} was not reached by ${key}; it went over ${stops.join(', ')}`);
}
