import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Person } from './people.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds in our elements; the demo's own page around them is looked at too. */
export async function violations({ page }: Person): Promise<readonly string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate(() => (Reflect.get(window, 'axe') as { run(): Promise<AxeResults> }).run());
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`));
}

/** Lets the page follow what has changed around it: what is sized by its surroundings is laid out in the frame after, or in the one behind that. */
function settled({ page }: Person): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((done) => requestAnimationFrame(done));
  });
}

/**
 * Every look that a page can have: 1280 and 320 pixels wide, light and dark, German and English. It is left as it was.
 * @param every `second`: axe looks at half of them, in which each pair of two is there once; that nothing sticks out is held in all.
 */
export async function inEveryLook(person: Person, every: 'one' | 'second' = 'one'): Promise<void> {
  const { page } = person;
  /** Each fault once, with the looks in which it is there. */
  const found = new Map<string, string[]>();
  const note = (fault: string, look: string) => found.set(fault, [...(found.get(fault) ?? []), look]);
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const lang of ['de', 'en']) {
        await page.evaluate((wanted) => {
          document.documentElement.lang = wanted;
        }, lang);
        await settled(person);
        const look = `${String(width)} px, ${colorScheme}, ${lang}`;
        const even = [width === 320, colorScheme === 'dark', lang === 'en'].filter(Boolean).length % 2 === 0;
        if (every === 'one' || even) for (const violation of await violations(person)) note(violation, look);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wider > 0) note('something sticks out of the window', look);
      }
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  assert.deepEqual(Object.fromEntries(found), {});
}
