import { setTimeout as pause } from 'node:timers/promises';

/** How long a person would wait before calling it broken. Milliseconds. */
export const patience = 15_000;

/**
 * Looks again until a probe gives something true, and gives that. For what no event can be awaited of; the pace between
 * looks is no pause that a test relies on.
 * @throws Error naming what was waited for and what the last look gave.
 */
export async function until<T>(what: string, probe: () => T | Promise<T>, deadline = patience): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + deadline;
  for (;;) {
    const found = await probe();
    if (found) return found as Exclude<T, false | null | undefined>;
    if (performance.now() > end) throw new Error(`Waited ${String(deadline / 1000)} s for ${what}; the last look gave ${JSON.stringify(found)}`);
    await pause(25);
  }
}
