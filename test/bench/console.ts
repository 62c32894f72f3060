// What the console costs a browser, beside a hand-written list of plain elements in the same run. `npm run bench`.
import type { Browser } from 'playwright-core';
import { launch } from '../support/people.ts';
import { changesPerSecond, loadOf } from './console-load.ts';
import { cell, median, pause, verdictOf } from './figures.ts';
import type {} from './pages/measured.ts';
import { serve, type Served } from './served.ts';
import { missedAnAim } from './verdict.ts';

const sizes = { little: 100, much: 100_000 } as const;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 12);
/** Times that the console may take: of those of the limit, and of its own with little. */
const allowed = 1.5;
const leastFrames = 50;
const kinds = ['console', 'limit'] as const;
const companies = ['much', 'little'] as const;
type Kind = (typeof kinds)[number];
type Company = (typeof companies)[number];
const measures = ['first list', 'sort by a column', 'switch of a view', 'new request live'] as const;
type Measure = (typeof measures)[number];

const times = new Map<string, number[]>();
const nameOf = (kind: Kind, company: Company, measure: Measure): string => `${kind} ${company} ${measure}`;
function note(kind: Kind, company: Company, measure: Measure, time: number): void {
  const name = nameOf(kind, company, measure);
  times.set(name, [...(times.get(name) ?? []), time]);
}

/** One visit: all that is measured, in an order that changes the first row each time. Returns what stood on top. */
async function visit(browser: Browser, { origin, token: signed }: Served, kind: Kind, company: Company): Promise<readonly (readonly string[])[]> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`${origin}/bench/${kind}.html`);
  const token = await signed('anna', company);
  const tops: (readonly string[])[] = [];
  const done = async (measure: Measure, time: number) => {
    note(kind, company, measure, time);
    // Whatever the action has left to do is done before the next, at no fixed place between two frames.
    await pause(80 + Math.random() * 40);
    if (measure !== 'new request live') tops.push(await page.evaluate(() => window.bench.top()));
  };
  await pause(200);
  await done('first list', await page.evaluate(([id, shown]) => window.bench.first(id ?? '', shown ?? ''), [company, token]));
  for (const view of ['all', 'active', 'completed', 'all']) await done('switch of a view', await page.evaluate((name) => window.bench.view(name), view));
  for (const column of ['customer', 'id', 'status', 'customer', 'customer', 'technician', 'id', 'company', 'submitted']) await done('sort by a column', await page.evaluate((name) => window.bench.sort(name), column));
  for (let count = 0; count < 6; count++) await done('new request live', await page.evaluate(() => window.bench.live()));
  await context.close();
  return tops;
}

async function compare(browser: Browser, server: Served): Promise<void> {
  // Not counted: the desks open, and their files are read for the first time.
  for (const kind of kinds) for (const company of companies) await visit(browser, server, kind, company);
  times.clear();
  for (let round = 0; round < rounds; round++) {
    for (const company of companies) {
      const shown = [];
      for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) shown.push(await visit(browser, server, kind, company));
      // The first list and the views without newcomers are the same, so that both have done the same work.
      for (const step of [0, 2, 3]) if (JSON.stringify(shown[0]?.[step]) !== JSON.stringify(shown[1]?.[step])) throw new Error('The console and the limit do not show the same rows');
    }
  }
}

function report(): number {
  let missed = 0;
  console.log(`${'milliseconds'.padEnd(20)}${cell('limit')}${cell('console')}${cell('ratio')}${cell(`with ${String(sizes.little)}`)}${cell('ratio')}   at most ${String(allowed)}`);
  for (const measure of measures) {
    const of = (kind: Kind, company: Company) => median(times.get(nameOf(kind, company, measure)) ?? []);
    const [limit, ours, small] = [of('limit', 'much'), of('console', 'much'), of('console', 'little')];
    const good = ours / limit <= allowed && ours / small <= allowed;
    if (!good) missed += 1;
    console.log(
      `${measure.padEnd(20)}${cell(limit.toFixed(1))}${cell(ours.toFixed(1))}${cell((ours / limit).toFixed(2))}${cell(small.toFixed(1))}${cell((ours / small).toFixed(2))}   ${verdictOf(good)}`,
    );
  }
  return missed;
}

/** The console under many changes a second; the limit under the same says what the machine can do. */
async function underLoad(browser: Browser, { origin, token: signed }: Served): Promise<number> {
  let missed = 0;
  const load = await loadOf(origin, 'much', (subject) => signed(subject, 'much'));
  for (const kind of kinds) {
    const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${origin}/bench/${kind}.html`);
    const token = await signed('anna', 'much');
    await page.evaluate((shown) => window.bench.first('much', shown), token);
    await page.evaluate(() => window.bench.sort('submitted'));
    await load.prepare();
    await pause(3_000);
    const counted = page.evaluate(async () => {
      const count = window.bench.watch();
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      const seen = count();
      return { ...seen, frames: [...seen.frames] };
    });
    await load.run(6_000);
    const { time, frames, touched, changes } = await counted;
    const perSecond = (frames.length / frames.reduce((sum, one) => sum + one, 0)) * 1_000;
    const slow = [...frames].sort((a, b) => a - b)[Math.floor(frames.length * 0.95)] ?? NaN;
    const perChange = touched / changes;
    const good = perSecond > leastFrames && perChange <= 1.02;
    if (kind === 'console' && !good) missed += 1;
    console.log(
      `${kind}: ${((changes / time) * 1_000).toFixed(0)} changes a second, ${perSecond.toFixed(1)} frames a second (95 of 100 within ${slow.toFixed(1)} ms), ${perChange.toFixed(2)} rows rendered a change${kind === 'console' ? `   aim ${String(leastFrames)} and 1   ${verdictOf(good)}` : ''}`,
    );
    await context.close();
  }
  load.end();
  return missed;
}

const server = await serve({ companies: sizes });
const browser = await launch();
try {
  await compare(browser, server);
  console.log(`\nthe console in Chromium, medians of ${String(rounds)} visits; a hand-written list of plain elements over the same socket is the limit`);
  let missed = report();
  console.log(`\nunder ${String(changesPerSecond)} changes a second, ${String(sizes.much)} requests:`);
  missed += await underLoad(browser, server);
  if (missed > 0) process.exitCode = missedAnAim;
} finally {
  await browser.close();
  server.stop();
}
