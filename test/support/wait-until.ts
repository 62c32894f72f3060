import { waitUntil as waitBriefly } from '@open-wc/testing';

/** How long a page may take on a machine that has much else to do; less than the test itself may. Milliseconds. */
const patience = 15_000;

/**
 * Looks again until a probe gives something true.
 * @param otherwise what is the matter if it never does.
 */
export function waitUntil(probe: () => unknown, otherwise?: string): Promise<void> {
  return waitBriefly(probe, otherwise, { timeout: patience, interval: 20 });
}
