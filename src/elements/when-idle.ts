/** Does what nobody waits for once nothing else is to do, within a tenth of a second at the latest. Safari has no idle callbacks. */
export function whenIdle(work: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: 100 });
  else setTimeout(work);
}
