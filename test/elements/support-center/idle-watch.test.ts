import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { IdleWatch, type IdleWorld } from '../../../src/elements/support-center/idle-watch.ts';

const minute = 60_000;

/** A browser with any number of pages, on a clock of its own. */
class Browser {
  now = 0;
  readonly timers = new Map<object, { at: number; callback: () => void }>();
  readonly #pages = new Set<(message: unknown) => void>();

  page() {
    const signs = new Set<() => void>();
    const page = { told: [] as string[][], asked: [] as string[][], answer: true, signs };
    const world: IdleWorld = {
      now: () => this.now,
      after: (ms, callback) => {
        const timer = {};
        this.timers.set(timer, { at: this.now + ms, callback });
        return () => this.timers.delete(timer);
      },
      onSign: (callback) => {
        signs.add(callback);
        return () => signs.delete(callback);
      },
      channel: (_name, heard) => {
        this.#pages.add(heard);
        return {
          post: (message) => {
            for (const other of this.#pages) if (other !== heard) other(message);
          },
          close: () => this.#pages.delete(heard),
        };
      },
    };
    const watch = new IdleWatch(
      'anna',
      async (companies) => {
        page.asked.push([...companies]);
        return page.answer;
      },
      (companies) => page.told.push([...companies]),
      world,
    );
    return { ...page, page, watch, touch: () => signs.forEach((sign) => sign()) };
  }

  async pass(ms: number): Promise<void> {
    const end = this.now + ms;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.now = Math.max(this.now, due[1].at);
      due[1].callback();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.now = end;
  }

  get listeners(): number {
    return this.#pages.size;
  }
}

describe('Whoever has gone', () => {
  it('is found out when a company’s time is over, and not before', async () => {
    const browser = new Browser();
    const { watch, page } = browser.page();
    watch.watch(new Map([['acme', 10 * minute]]));
    await browser.pass(10 * minute - 1);
    assert.deepEqual(page.asked, []);
    await browser.pass(1);
    assert.deepEqual(page.asked, [['acme']]);
    assert.deepEqual(page.told, [['acme']]);
  });

  it('was here for as long as they touched anything, by one timer that is not set anew each time', async () => {
    const browser = new Browser();
    const { watch, page, touch } = browser.page();
    watch.watch(new Map([['acme', 10 * minute]]));
    for (let at = 0; at < 30; at += 1) {
      await browser.pass(minute);
      const before = [...browser.timers.keys()];
      touch();
      assert.deepEqual([...browser.timers.keys()], before);
      assert.equal(browser.timers.size, 1);
    }
    assert.deepEqual(page.asked, []);
    await browser.pass(10 * minute);
    assert.deepEqual(page.asked, [['acme']]);
  });

  it('is here for each company by its own measure', async () => {
    const browser = new Browser();
    const { watch, page } = browser.page();
    watch.watch(
      new Map([
        ['acme', 5 * minute],
        ['globex', 20 * minute],
      ]),
    );
    await browser.pass(5 * minute);
    watch.watch(new Map([['globex', 20 * minute]]));
    assert.deepEqual(page.asked, [['acme']]);
    await browser.pass(15 * minute);
    assert.deepEqual(page.asked, [['acme'], ['globex']]);
  });

  it('is here in all pages if in one, and all pages say so when not', async () => {
    const browser = new Browser();
    const [one, other] = [browser.page(), browser.page()];
    for (const { watch } of [one, other]) watch.watch(new Map([['acme', 10 * minute]]));
    await browser.pass(8 * minute);
    other.touch();
    await browser.pass(8 * minute);
    assert.deepEqual([one.page.asked, other.page.asked], [[], []]);
    one.watch.watch(new Map());
    await browser.pass(10 * minute);
    assert.deepEqual(one.page.told, [['acme']]);
  });

  it('is tried again when the desk could not be told', async () => {
    const browser = new Browser();
    const { watch, page } = browser.page();
    page.answer = false;
    watch.watch(new Map([['acme', 10 * minute]]));
    await browser.pass(10 * minute);
    assert.deepEqual(page.told, []);
    page.answer = true;
    await browser.pass(minute);
    assert.equal(page.asked.length, 2);
    assert.deepEqual(page.told, [['acme']]);
  });

  it('is here again by becoming Available', async () => {
    const browser = new Browser();
    const { watch, page } = browser.page();
    watch.watch(new Map([['acme', 10 * minute]]));
    await browser.pass(10 * minute);
    watch.watch(new Map());
    assert.equal(browser.timers.size, 0);
    await browser.pass(60 * minute);
    watch.watch(new Map([['acme', 10 * minute]]));
    await browser.pass(9 * minute);
    assert.equal(page.asked.length, 1);
  });

  it('leaves nothing behind', () => {
    const browser = new Browser();
    const { watch, page } = browser.page();
    watch.watch(new Map([['acme', minute]]));
    watch.stop();
    assert.deepEqual([browser.timers.size, page.signs.size, browser.listeners], [0, 0, 0]);
  });
});
