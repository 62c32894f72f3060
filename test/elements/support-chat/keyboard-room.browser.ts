import { expect } from '@open-wc/testing';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { below, customersChat, field, joined, part, scroller, seen, writes, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** What can be seen of the page, in the hand of a test: a keyboard slides over it from below. */
class Viewport extends EventTarget {
  scale = 1;
  offsetTop = 0;
  height = innerHeight;

  async cover(pixels: number): Promise<void> {
    this.height = innerHeight - pixels;
    this.dispatchEvent(new Event('resize'));
    // One frame to measure, one to lay out.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

describe('support-chat, under a phone’s keyboard', () => {
  let now: Scene;
  let viewport: Viewport;
  const real = Object.getOwnPropertyDescriptor(window, 'visualViewport')!;
  const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom;
  beforeEach(() => {
    viewport = new Viewport();
    Object.defineProperty(window, 'visualViewport', { configurable: true, value: viewport });
    Object.defineProperty(navigator, 'maxTouchPoints', { configurable: true, value: 5 });
  });
  afterEach(() => {
    now.end();
    Object.defineProperty(window, 'visualViewport', real);
    Reflect.deleteProperty(navigator, 'maxTouchPoints');
  });

  /** A chat that fills the window, with the cursor in its field. */
  async function full(): Promise<SupportChat> {
    now = await joined();
    await writes(now.kim, 40);
    await seen(now);
    const chat = await customersChat(now);
    chat.style.setProperty('position', 'fixed');
    chat.style.setProperty('inset', '0 auto auto 0');
    chat.style.setProperty('block-size', '100dvh');
    await waitUntil(() => below(chat) === 0, 'it is at the end');
    chat.focus();
    return chat;
  }

  it('keeps the field and the newest line above it, and comes back', async () => {
    const chat = await full();
    await waitUntil(async () => {
      await viewport.cover(300);
      return bottomOf(part(chat, '.composer')) <= innerHeight - 300;
    }, 'the field stands above it');
    const newest = part(chat, '.rows > li:last-child');
    await waitUntil(() => below(chat) === 0, 'the newest line has come after it');
    expect(bottomOf(newest)).to.be.at.most(part(chat, '.composer').getBoundingClientRect().top);
    expect(chat.getBoundingClientRect().height, 'the chat keeps its size').to.equal(innerHeight);
    await viewport.cover(0);
    await waitUntil(() => bottomOf(part(chat, '.composer')) > innerHeight - 40 && below(chat) === 0, 'it is as it was');
  });

  it('moves nothing that is read further up', async () => {
    const chat = await full();
    await waitUntil(async () => {
      await viewport.cover(300);
      return bottomOf(part(chat, '.composer')) <= innerHeight - 300;
    }, 'it is open');
    scroller(chat).scrollTop = 200;
    await viewport.cover(0);
    const lines = [...chat.shadowRoot!.querySelectorAll('.rows > li')];
    const line = lines.find((one) => one.getBoundingClientRect().top >= scroller(chat).getBoundingClientRect().top)!;
    const { top } = line.getBoundingClientRect();
    await viewport.cover(300);
    expect(line.getBoundingClientRect().top).to.equal(top);
    await viewport.cover(0);
    expect(line.getBoundingClientRect().top).to.equal(top);
  });

  it('leaves some lines in sight, however little room there is', async () => {
    const chat = await full();
    await waitUntil(async () => {
      await viewport.cover(innerHeight - 40);
      return scroller(chat).clientHeight < 100;
    }, 'it is open');
    expect(scroller(chat).clientHeight).to.be.at.least(70);
  });

  it('does nothing for a page that is zoomed, for a bar of the browser, or while somebody writes elsewhere', async () => {
    const chat = await full();
    await waitUntil(async () => {
      await viewport.cover(300);
      return bottomOf(part(chat, '.composer')) <= innerHeight - 300;
    }, 'it is open');
    const atBottom = () => bottomOf(part(chat, '.composer')) > innerHeight - 40;
    viewport.scale = 2;
    await viewport.cover(300);
    expect(atBottom()).to.equal(true);
    viewport.scale = 1;
    await viewport.cover(60);
    expect(atBottom()).to.equal(true);
    field(chat).blur();
    await viewport.cover(300);
    expect(atBottom()).to.equal(true);
  });

  it('leaves no trace once it is out of the page', async () => {
    const chat = await full();
    await waitUntil(async () => {
      await viewport.cover(300);
      return chat.style.getPropertyValue('--_covered') !== '';
    }, 'it is open');
    chat.remove();
    expect(chat.style.getPropertyValue('--_covered')).to.equal('');
    await viewport.cover(200);
    expect(chat.style.getPropertyValue('--_covered')).to.equal('');
  });
});
