import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { atom } from 'nanostores';
import { MemoryBrowser, MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { ArrivalSound } from '../../../src/elements/support-chat/arrival-sound.ts';
import { VirtualClock } from '../../simulation/virtual-clock.ts';

const nowhere = { delivered: 0, read: 0 };

interface Page {
  readonly world: MemoryEnvironment;
  readonly sound: ArrivalSound;
  silent: boolean;
}

describe('What arrives while nobody looks', () => {
  let clock: VirtualClock;
  let browser: MemoryBrowser;
  let heard: string[];
  let read: (seq: number) => void;
  let page: (name: string, about?: { readonly audible?: boolean; readonly key?: string }) => Page;

  beforeEach(() => {
    clock = new VirtualClock();
    browser = new MemoryBrowser();
    heard = [];
    const $positions = atom({ customer: nowhere, technician: nowhere, mine: nowhere });
    read = (seq) => {
      $positions.set({ ...$positions.get(), mine: { delivered: seq, read: seq } });
    };
    page = (name, { audible = true, key = 'a' } = {}) => {
      const world = new MemoryEnvironment({ clock, browser, random: () => 0.5 });
      world.show(false);
      const one: Page = {
        world,
        silent: false,
        sound: new ArrivalSound({ key, $positions }, { world, audible: () => audible, silent: () => one.silent, play: () => heard.push(name) }),
      };
      return one;
    };
  });

  const comes = async (seq: number, ...pages: readonly { readonly sound: ArrivalSound }[]): Promise<void> => {
    for (const { sound } of pages) sound.arrived(seq);
    await clock.pass(1_000);
  };

  it('is heard once, from one of all pages of the browser, and always the same', async () => {
    const pages = [page('first'), page('second'), page('third')];
    for (const seq of [1, 2, 3]) await comes(seq, ...pages);
    assert.deepEqual(heard, ['first', 'first', 'first']);
  });

  it('is heard from another page once the one before shows it no more', async () => {
    const [first, second] = [page('first'), page('second')];
    await comes(1, first, second);
    first.sound.stop();
    await comes(2, second);
    assert.deepEqual(heard, ['first', 'second']);
  });

  it('is heard from a page that may be heard, whichever was there first', async () => {
    await comes(1, page('untouched', { audible: false }), page('touched'));
    assert.deepEqual(heard, ['touched']);
  });

  it('is not heard where somebody looks', async () => {
    const one = page('only');
    one.world.show(true);
    await comes(1, one);
    one.world.show(false);
    one.sound.arrived(2);
    one.world.show(true);
    await clock.pass(1_000);
    assert.deepEqual(heard, []);
  });

  it('is not heard where somebody has read it in another page at once', async () => {
    const one = page('only');
    one.sound.arrived(1);
    read(1);
    await clock.pass(1_000);
    assert.deepEqual(heard, []);
  });

  it('is one sound for a rush', async () => {
    const one = page('only');
    for (let seq = 1; seq <= 20; seq++) one.sound.arrived(seq);
    await clock.pass(1_000);
    assert.deepEqual(heard, ['only']);
  });

  it('is not heard where the page around wants none', async () => {
    const one = page('only');
    one.silent = true;
    await comes(1, one);
    one.silent = false;
    await comes(2, one);
    assert.deepEqual(heard, ['only']);
  });

  it('is not heard any more once it is shown no more, and leaves no timer', async () => {
    const one = page('only');
    one.sound.arrived(1);
    one.sound.stop();
    assert.equal(clock.waiting, 0);
    await clock.pass(1_000);
    assert.deepEqual(heard, []);
  });

  it('is heard for each conversation by itself', async () => {
    await comes(1, page('one', { key: 'a' }), page('other', { key: 'b' }));
    assert.deepEqual(heard, ['one', 'other']);
  });
});
