// What a conversation costs a browser, beside a hand-written list of plain divs in the same run. `npm run bench`.
import type { Browser, CDPSession, Page } from 'playwright-core';
import { newKey, newSecret } from '../support/raw-desk.ts';
import { launch } from '../support/people.ts';
import { writeAndSync } from './disk.ts';
import { cell, mean, median, pause, quantile, verdictOf } from './figures.ts';
import type { Scrolled } from './pages/measured-chat.ts';
import { serve, type Served } from './served.ts';
import { missedAnAim } from './verdict.ts';

const company = 'talks';
const secret = newSecret();
const chats = {
  /** Is open before anything is measured. */
  before: { key: newKey(), messages: 20 },
  little: { key: newKey(), messages: 50 },
  much: { key: newKey(), messages: Number(process.argv[2] ?? 100_000) },
  long: { key: newKey(), messages: 10_000 },
  live: { key: newKey(), messages: 50 },
} as const;
type Chat = keyof typeof chats;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 4);
const kinds = ['chat', 'chat-limit'] as const;
type Kind = (typeof kinds)[number];
/** Of the limit's time, and of the time with little. */
const aims = { open: 1.5, grown: 1.2, same: 1.2, live: 2, back: 1.5, frame: 1_000 / 60, framesToOther: 3 };
/** Each is opened so many times in one visit: a frame more or less is most of what one opening differs from another by. */
const opens = 6;
/** Live lines of one visit. */
const lines = 12;
const step = { pixels: 480, most: 2_400 };
const quiet = 32_000;

const times = new Map<string, number[]>();
const note = (name: string, ...values: readonly number[]): void => void times.set(name, [...(times.get(name) ?? []), ...values]);
const of = (name: string): readonly number[] => times.get(name) ?? [];

async function enter(browser: Browser, server: Served, kind: Kind): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 480, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`${server.origin}/bench/${kind}.html`);
  await page.evaluate(([id, token, own]) => window.chat.join(id ?? '', token ?? '', own ?? ''), [company, await server.token('anna', company), secret]);
  await open(page, 'before');
  await settle();
  return page;
}

/** What an action has left to do is done before the next, at no fixed place between two frames. */
const settle = (): Promise<void> => pause(120 + Math.random() * 40);

/** In the live one more is said with each visit: what is its newest line is not known here. */
function open(page: Page, chat: Exclude<Chat, 'live'>): Promise<number> {
  const { key, messages } = chats[chat];
  return page.evaluate(([id, wanted, newest]) => window.chat.open(id ?? '', wanted ?? '', newest ?? ''), [company, key, `${String(messages + 2)}: `]);
}

async function openLive(page: Page): Promise<void> {
  await page.evaluate(([id, wanted]) => window.chat.open(id ?? '', wanted ?? '', ''), [company, chats.live.key]);
  await pause(500);
}

async function measure(page: Page): Promise<{ readonly heap: number; readonly elements: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize: heap = NaN } = await metrics(session);
  await session.detach();
  return { heap, elements: await page.evaluate(() => window.chat.elements()) };
}

async function metrics(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  await session.send('Performance.enable');
  const { metrics: all } = await session.send('Performance.getMetrics');
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/** One visit: opens chats of all lengths, and hears what is said. */
async function visit(browser: Browser, server: Served, kind: Kind, turn: number): Promise<void> {
  const page = await enter(browser, server, kind);
  const order = turn % 2 === 0 ? (['little', 'much'] as const) : (['much', 'little'] as const);
  for (let time = 0; time < opens; time++)
    for (const chat of order) {
      note(`${kind} open ${chat}`, await open(page, chat));
      await settle();
      if (time === 0) {
        const { heap, elements } = await measure(page);
        note(`${kind} heap ${chat}`, heap);
        note(`${kind} elements ${chat}`, elements);
      }
      await open(page, 'before');
      await settle();
    }
  await openLive(page);
  for (let line = 0; line < lines; line++) {
    const text = `It is said now, ${String(turn)} ${kind} ${String(line)}.`;
    note(`${kind} live`, await page.evaluate(([key, words]) => window.chat.live(key ?? '', words ?? ''), [chats.live.key, text]));
    await settle();
  }
  await page.context().close();
}

/** Back through the long chat, until its beginning if the frames suffice. */
async function back(browser: Browser, server: Served, kind: Kind): Promise<Scrolled & { readonly before: number; readonly full: number; readonly after: number; readonly most: number }> {
  const page = await enter(browser, server, kind);
  await open(page, 'long');
  await pause(500);
  const before = (await measure(page)).heap;
  const all: Scrolled[] = [];
  let most = 0;
  let full = NaN;
  for (let frames = 0; frames < step.most && (all.at(-1)?.reached ?? Infinity) > 60; frames += 200) {
    all.push(await page.evaluate(([pixels, count]) => window.chat.back(pixels ?? 0, count ?? 0), [step.pixels, 200]));
    most = Math.max(most, await page.evaluate(() => window.chat.elements()));
    // By now the window holds as many lines as it ever does.
    if (frames === 0) full = (await measure(page)).heap;
  }
  const after = (await measure(page)).heap;
  await page.context().close();
  return { frames: all.flatMap(({ frames }) => frames), blank: all.reduce((sum, { blank }) => sum + blank, 0), reached: all.at(-1)?.reached ?? NaN, before, full, after, most };
}

/** Two browsers: from Enter in one until the other has painted the line. */
async function acrossBrowsers(server: Served): Promise<readonly number[]> {
  const [one, other] = await Promise.all([launch(), launch()]);
  try {
    const [writer, reader] = await Promise.all([enter(one, server, 'chat'), enter(other, server, 'chat')]);
    await Promise.all([openLive(writer), openLive(reader)]);
    await writer.evaluate(() => {
      addEventListener('keydown', ({ key }) => {
        if (key === 'Enter') Object.assign(window, { entered: performance.timeOrigin + performance.now() });
      }, true);
    });
    const taken: number[] = [];
    for (let line = 0; line < rounds * 2; line++) {
      const text = `Written in one browser, line ${String(line)}`;
      await writer.getByRole('textbox').fill(text);
      await settle();
      const seen = reader.evaluate(
        (words) =>
          new Promise<number>((resolve) => {
            const look = (): void => {
              const rows = document.querySelector('support-chat')?.shadowRoot?.querySelector('.rows');
              if (rows?.lastElementChild?.textContent.includes(words) !== true) requestAnimationFrame(look);
              else setTimeout(() => resolve(performance.timeOrigin + performance.now()));
            };
            requestAnimationFrame(look);
          }),
        text,
      );
      await writer.getByRole('textbox').press('Enter');
      const at = await seen;
      taken.push(at - (await writer.evaluate(() => (window as unknown as { entered: number }).entered)));
      await settle();
    }
    return taken;
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}

/** Nothing is said, and nobody does anything: what a page does then. */
async function idle(browser: Browser, server: Served): Promise<{ readonly layouts: number; readonly styles: number; readonly timers: readonly number[] }> {
  const page = await enter(browser, server, 'chat');
  await open(page, 'little');
  // What comes by itself once nothing else is to do has come.
  await pause(3_000);
  const session = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    const fired: number[] = [];
    Object.assign(window, { fired });
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame'] as const) {
      const plain = window[name] as (callback: (...given: unknown[]) => void, ...rest: unknown[]) => number;
      Object.assign(window, { [name]: (callback: (...given: unknown[]) => void, ...rest: unknown[]) => plain.call(window, (...given) => (fired.push(performance.now()), callback(...given)), ...rest) });
    }
  });
  const before = await metrics(session);
  await pause(quiet);
  const after = await metrics(session);
  const timers = await page.evaluate(() => (window as unknown as { fired: number[] }).fired);
  await page.context().close();
  return { layouts: (after['LayoutCount'] ?? NaN) - (before['LayoutCount'] ?? NaN), styles: (after['RecalcStyleCount'] ?? NaN) - (before['RecalcStyleCount'] ?? NaN), timers };
}

const server = await serve({ companies: { [company]: 0 }, chats: Object.values(chats).map((chat) => ({ ...chat, company, secret })) });
const browser = await launch();
let missed = 0;
const judge = (good: boolean): string => {
  if (!good) missed += 1;
  return verdictOf(good);
};
try {
  // Not counted: the desk opens its files.
  for (const kind of kinds) await visit(browser, server, kind, 0);
  times.clear();
  for (let round = 0; round < rounds; round++) for (const kind of round % 2 === 0 ? kinds : [...kinds].reverse()) await visit(browser, server, kind, round);
  const [openMuch, openLittle, openLimit] = [median(of('chat open much')), median(of('chat open little')), median(of('chat-limit open much'))];
  console.log(`\na conversation in Chromium, medians of ${String(rounds)} visits; a hand-written list of plain divs over the same socket is the limit`);
  console.log(`${'milliseconds'.padEnd(28)}${cell('limit')}${cell('deskside')}${cell('ratio')}`);
  console.log(`${`open ${String(chats.much.messages)} messages`.padEnd(28)}${cell(openLimit.toFixed(1))}${cell(openMuch.toFixed(1))}${cell((openMuch / openLimit).toFixed(2))}   at most ${String(aims.open)}   ${judge(openMuch / openLimit <= aims.open)}`);
  console.log(`${`  beside ${String(chats.little.messages)}`.padEnd(28)}${cell(openLittle.toFixed(1))}${cell(openMuch.toFixed(1))}${cell((openMuch / openLittle).toFixed(2))}   at most ${String(aims.grown)}   ${judge(openMuch / openLittle <= aims.grown)}`);
  for (const [what, unit, name] of [['  elements', 1, 'elements'], ['  heap, MB', 1e6, 'heap']] as const) {
    const [little, much] = [median(of(`chat ${name} little`)) / unit, median(of(`chat ${name} much`)) / unit];
    console.log(`${what.padEnd(28)}${cell(little.toFixed(1))}${cell(much.toFixed(1))}${cell((much / little).toFixed(2))}   at most ${String(aims.same)}   ${judge(much / little <= aims.same)}`);
  }
  const [live, liveLimit, late] = [median(of('chat live')), median(of('chat-limit live')), quantile(of('chat live'), 0.95)];
  console.log(`${'a live message'.padEnd(28)}${cell(liveLimit.toFixed(1))}${cell(live.toFixed(1))}${cell((live / liveLimit).toFixed(2))}   at most ${String(aims.live)}   ${judge(live / liveLimit <= aims.live)}`);
  const lateLimit = quantile(of('chat-limit live'), 0.95);
  console.log(`${'  95 of 100 within'.padEnd(28)}${cell(lateLimit.toFixed(1))}${cell(late.toFixed(1))}${cell((late - lateLimit).toFixed(1))}   one frame more than the limit's at most   ${judge(late - lateLimit <= aims.frame)}`);
  const [ours, limits] = [await back(browser, server, 'chat'), await back(browser, server, 'chat-limit')];
  console.log(`${`back, ${String(step.pixels)} px a frame, a frame`.padEnd(28)}${cell(mean(limits.frames).toFixed(2))}${cell(mean(ours.frames).toFixed(2))}${cell((mean(ours.frames) / mean(limits.frames)).toFixed(2))}   at most ${String(aims.back)}   ${judge(mean(ours.frames) / mean(limits.frames) <= aims.back)}`);
  console.log(`${'  frames without a line'.padEnd(28)}${cell(String(limits.blank))}${cell(String(ours.blank))}${cell('')}   none   ${judge(ours.blank === 0)}`);
  console.log(`${'  reached message'.padEnd(28)}${cell(String(limits.reached))}${cell(String(ours.reached))}`);
  console.log(`${'  heap, window full, end, MB'.padEnd(28)}${cell((ours.full / 1e6).toFixed(1))}${cell((ours.after / 1e6).toFixed(1))}${cell((ours.after / ours.full).toFixed(2))}   at most ${String(aims.same)}   ${judge(ours.after / ours.full <= aims.same)}; ${(ours.before / 1e6).toFixed(1)} with the first 50 lines, at most ${String(ours.most)} elements`);
  const [taken, sync] = [median(await acrossBrowsers(server)), median(writeAndSync(40))];
  console.log(`from Enter in one browser to the other's paint: ${taken.toFixed(1)} ms; three frames and the disk's sync (${sync.toFixed(1)} ms): ${(aims.framesToOther * aims.frame + sync).toFixed(1)}   ${judge(taken <= aims.framesToOther * aims.frame + sync)}`);
  const { layouts, styles, timers } = await idle(browser, server);
  console.log(`${String(quiet / 1_000)} s of nothing: ${String(layouts)} layouts, ${String(styles)} styles, ${String(timers.length)} timers fired   aim 0 layouts, a timer every 15 s   ${judge(layouts === 0 && timers.length <= Math.floor(quiet / 15_000))}`);
  if (missed > 0) process.exitCode = missedAnAim;
} finally {
  await browser.close();
  server.stop();
}
