import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TechnicianClient } from '../../../src/client/client.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { Cable } from '../../support/cable.ts';
import { below, ben, field, joined, lines, part, rows, scroller, seen, techniciansChat, texts, type, writes, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** More than a window holds. */
const many = 420;
/** Filed, assigned and joined stand before the lines. */
const before = 3;

let now: Scene;
let reader: TechnicianClient;
let cable: Cable;

/** A conversation of many lines, which Ben sees for the first time. */
async function long(count = many, height = 400): Promise<SupportChat> {
  now = await joined();
  await Promise.all(Array.from({ length: count }, (_, index) => now.kim.send(`Line ${index + 1}`)));
  await seen(now);
  cable = new Cable();
  reader = await ben(now, cable);
  const chat = await techniciansChat({ technician: reader, kim: now.kim });
  chat.style.setProperty('block-size', `${height}px`);
  await waitUntil(() => texts(chat).at(-1) === `Line ${count}` && below(chat) <= 0);
  return chat;
}

/** Ben goes into the chat. */
async function takeOver(chat: SupportChat): Promise<void> {
  await now.anna.transfer('ben');
  await waitUntil(() => reader.request('acme', now.kim.key).$actions.get().get('join-chat') === true);
  await reader.request('acme', now.kim.key).joinChat();
  await waitUntil(() => chat.shadowRoot!.querySelector('textarea'));
}

const called = (chat: SupportChat, text: string): HTMLElement | undefined => lines(chat).find((line) => line.querySelector('.bubble')?.textContent === text);
const topOf = (chat: SupportChat, line: HTMLElement): number => line.getBoundingClientRect().top - scroller(chat).getBoundingClientRect().top;

/** The line that is read now: the first that is wholly in sight. */
function read(chat: SupportChat): HTMLElement {
  const line = lines(chat).find((one) => topOf(chat, one) >= 0);
  if (!line) throw new Error('No line is in sight');
  return line;
}

const painted = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  });

/** Does something and waits until it shows; meanwhile and for some frames after it the line that is read may not move, in no frame that is painted. */
async function staysPut(chat: SupportChat, act: () => unknown, shows: () => unknown = () => true): Promise<void> {
  await painted();
  await painted();
  const line = read(chat);
  const place = topOf(chat, line);
  const seenAt: number[] = [];
  await act();
  for (let calm = 0, frames = 0; calm < 4; frames++) {
    await painted();
    seenAt.push(topOf(chat, line));
    calm = shows() ? calm + 1 : 0;
    if (frames > 600) throw new Error('What was done does not show');
  }
  expect(line.isConnected, 'the line that was read is still there').to.equal(true);
  expect(Math.max(...seenAt.map((top) => Math.abs(top - place))), `of ${String(seenAt.length)} frames`).to.be.lessThan(1);
}

/** Scrolls as a person does: somewhat, and then somewhat more. */
async function scrollBy(chat: SupportChat, pixels: number): Promise<void> {
  scroller(chat).scrollTop += pixels;
  await painted();
}

async function up(chat: SupportChat, pixels = 1_500): Promise<void> {
  for (let done = 0; done < pixels; done += 100) await scrollBy(chat, -100);
}

describe('the place of a reader who is further up', function () {
  this.timeout(30_000);

  afterEach(() => {
    reader.close();
    now.end();
  });

  it('stays when older lines come above', async () => {
    const chat = await long();
    const [first] = texts(chat);
    await staysPut(chat, async () => {}, () => texts(chat)[0] === first);
    scroller(chat).scrollTop = 500;
    await staysPut(chat, () => {}, () => texts(chat)[0] !== first);
  });

  it('has older lines come, and stays, also if it was at the oldest before they could be fetched', async () => {
    now = await joined();
    await writes(now.kim, 120);
    await seen(now);
    reader = await ben(now);
    const real = window.requestIdleCallback;
    const held: IdleRequestCallback[] = [];
    window.requestIdleCallback = (work) => held.push(work);
    try {
      const chat = await fixture<SupportChat>(html`<support-chat lang="en" .client=${reader} request=${`acme/${now.kim.key}`} style="inline-size: 400px; block-size: 400px"></support-chat>`);
      await waitUntil(() => texts(chat).length >= 50 && below(chat) <= 0, 'the newest lines');
      const [first] = texts(chat);
      scroller(chat).scrollTop = 0;
      await painted();
      await painted();
      const place = topOf(chat, called(chat, first!)!);
      window.requestIdleCallback = real;
      for (const work of held) work({ didTimeout: true, timeRemaining: () => 0 });
      await waitUntil(() => texts(chat)[0] !== first, 'older lines');
      await painted();
      expect(Math.abs(topOf(chat, called(chat, first!)!) - place)).to.be.lessThan(1);
    } finally {
      window.requestIdleCallback = real;
    }
  });

  it('stays at the very top, where browsers give up', async () => {
    const chat = await long();
    const [first] = texts(chat);
    await staysPut(chat, () => {}, () => true);
    scroller(chat).scrollTop = 0;
    const line = called(chat, first!)!;
    const place = topOf(chat, line);
    await waitUntil(() => texts(chat)[0] !== first);
    await painted();
    expect(Math.abs(topOf(chat, line) - place)).to.be.lessThan(1);
  });

  it('stays when an image or a file above changes its size, also one that is half in sight', async () => {
    const chat = await long();
    await up(chat, 900);
    await scrollBy(chat, 10);
    const line = read(chat);
    const above = line.previousElementSibling as HTMLElement;
    const farAbove = called(chat, 'Line 380')!;
    for (const [element, height] of [[farAbove, 180], [above, 140], [farAbove, 20], [above, 30]] as const) {
      await staysPut(chat, () => {
        element.style.setProperty('min-block-size', `${height}px`);
      });
      expect(read(chat)).to.equal(line);
    }
  });

  it('stays when everything is laid out anew in another width', async () => {
    const chat = await long(120);
    await now.kim.send('A long line. '.repeat(60));
    await waitUntil(() => below(chat) <= 0);
    await up(chat, 600);
    await staysPut(chat, () => {
      chat.style.setProperty('inline-size', '320px');
    });
  });

  it('stays when the composer grows, and when a phone’s keyboard takes half of the height and gives it back', async () => {
    const chat = await long(120);
    await takeOver(chat);
    await up(chat, 700);
    await staysPut(chat, () => type(chat, 'a\nb\nc\nd\ne'), () => field(chat).offsetHeight > 80);
    await staysPut(chat, () => {
      chat.style.setProperty('block-size', '220px');
    });
    await staysPut(chat, () => {
      chat.style.setProperty('block-size', '400px');
    });
  });

  it('scrolls inside the chat, whatever display a page gives the element', async () => {
    const chat = await long(60);
    for (const display of ['block', 'inline-block', 'grid', 'flex']) {
      chat.style.setProperty('display', display);
      await nextFrame();
      expect(Math.round(chat.getBoundingClientRect().height), display).to.equal(400);
      expect(scroller(chat).clientHeight, display).to.be.within(100, 399);
      expect(chat.shadowRoot!.querySelector('.bottom')!.getBoundingClientRect().bottom, display).to.be.at.most(chat.getBoundingClientRect().bottom);
    }
  });

  it('stays when lines come at the end', async () => {
    const chat = await long(120);
    await up(chat, 500);
    await staysPut(chat, () => now.kim.send('More'), () => texts(chat).at(-1) === 'More');
  });

  it('stays when much was missed during a bad connection', async () => {
    const chat = await long(120);
    await up(chat, 500);
    const shown = texts(chat);
    await staysPut(chat, async () => {
      cable.pull();
      await Promise.all(Array.from({ length: 80 }, (_, index) => now.kim.send(`Missed ${index}`)));
      cable.plug();
    }, () => reader.request('acme', now.kim.key).$state.get()?.head === now.kim.$state.get()?.head);
    expect(texts(chat).slice(0, shown.length)).to.deep.equal(shown);
    part(chat, '.jump').click();
    await waitUntil(() => texts(chat).at(-1) === 'Missed 79' && below(chat) <= 0);
  });

  it('goes back through all lines and forth again, without a jump, with a bounded number of them', async () => {
    const chat = await long();
    const longest = { value: 0 };
    const go = async (pixels: number, there: () => boolean) => {
      for (let steps = 0; !there(); steps++) {
        await scrollBy(chat, pixels);
        const line = read(chat);
        const place = topOf(chat, line);
        await painted();
        if (line.isConnected) expect(Math.abs(topOf(chat, line) - place), 'between two frames nothing moves by itself').to.be.lessThan(1);
        const { scrollTop, scrollHeight, clientHeight } = scroller(chat);
        longest.value = Math.max(longest.value, rows(chat).length);
        expect(scrollHeight - scrollTop, 'never blank').to.be.at.least(clientHeight);
        if (steps > 400) throw new Error(`Not there: ${texts(chat)[0]!} to ${texts(chat).at(-1)!}, at ${String(scrollTop)}`);
      }
    };
    await go(-150, () => scroller(chat).scrollTop === 0 && !chat.shadowRoot!.querySelector('.earlier'));
    expect(texts(chat)[0]).to.equal('My printer does not print.');
    expect(texts(chat)).not.to.include(`Line ${many}`);
    await go(150, () => below(chat) <= 0 && !chat.shadowRoot!.querySelector('.later'));
    expect(texts(chat).at(-1)).to.equal(`Line ${many}`);
    expect(longest.value).to.be.within(150, 210);
    await now.kim.send('And on');
    await waitUntil(() => texts(chat).at(-1) === 'And on' && below(chat) <= 0, 'it follows again');
  });

  it('does not grow while its reader is elsewhere, counts what comes, and leads back to it', async () => {
    const chat = await long();
    await chat.goTo(before + 30);
    await waitUntil(() => called(chat, 'Line 30'));
    const shown = texts(chat);
    const unread = () => chat.shadowRoot!.querySelector('.jump .badge')?.textContent;
    await waitUntil(() => chat.shadowRoot!.querySelector('.jump'));
    reader.request('acme', now.kim.key).markRead(before + many);
    await waitUntil(() => unread() === undefined);
    await staysPut(chat, () => Promise.all([now.kim.send('one'), now.kim.send('two')]), () => unread() === '2');
    expect(texts(chat)).to.deep.equal(shown);
    part(chat, '.jump').click();
    await waitUntil(() => texts(chat).at(-1) === 'two' && below(chat) <= 0);
    expect(part(chat, '#unread').nextElementSibling!.textContent).to.include('one');
  });

  it('is left for one’s own words', async () => {
    const chat = await long();
    await takeOver(chat);
    await chat.goTo(before + 30);
    await waitUntil(() => called(chat, 'Line 30'));
    await type(chat, 'mine');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => texts(chat).at(-1) === 'mine' && below(chat) <= 0);
  });

  it('reads on with the next connection where it could not be read', async () => {
    const chat = await long();
    const [first] = texts(chat);
    const troubles: string[] = [];
    chat.addEventListener('support-error', ({ code }) => troubles.push(code));
    cable.pull();
    await waitUntil(() => reader.$connection.get().status !== 'connected');
    scroller(chat).scrollTop = 0;
    await painted();
    await scrollBy(chat, 20);
    await scrollBy(chat, -20);
    expect(troubles).to.deep.equal([], 'nobody is told again and again');
    const line = read(chat);
    const place = topOf(chat, line);
    cable.plug();
    await waitUntil(() => texts(chat)[0] !== first, 'it reads on by itself');
    await painted();
    expect(Math.abs(topOf(chat, line) - place)).to.be.lessThan(1);
  });

  describe('by keyboard', () => {
    const focused = (chat: SupportChat) => (chat.shadowRoot!.activeElement as HTMLElement | null)?.querySelector('.bubble')?.textContent;

    it('leads from line to line beyond what is loaded, to the very first and the very last', async () => {
      const chat = await long();
      lines(chat)[0]!.focus();
      const oldest = focused(chat)!;
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => focused(chat) === `Line ${Number(oldest.slice(5)) - 1}`);
      await sendKeys({ press: 'Home' });
      await waitUntil(() => focused(chat) === 'My printer does not print.');
      expect(scroller(chat).scrollTop).to.be.lessThan(60);
      await sendKeys({ press: 'End' });
      await waitUntil(() => focused(chat) === `Line ${many}`);
      await waitUntil(() => below(chat) <= 0);
      await sendKeys({ press: 'PageUp' });
      await waitUntil(() => below(chat) > 200);
    });

    it('keeps the focus in the conversation when its line goes', async () => {
      const chat = await long();
      called(chat, 'Line 410')!.focus();
      for (let steps = 0; called(chat, 'Line 410'); steps++) {
        if (steps > 200) throw new Error('The line stays');
        await scrollBy(chat, -200);
      }
      await nextFrame();
      expect(lines(chat)).to.include(chat.shadowRoot!.activeElement);
      expect(lines(chat).filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([chat.shadowRoot!.activeElement]);
    });
  });

  it('finds where reading left off, further up than what is shown at first', async () => {
    now = await joined();
    await Promise.all(Array.from({ length: 20 }, (_, index) => now.kim.send(`Read ${index + 1}`)));
    reader = await ben(now);
    const his = reader.request('acme', now.kim.key);
    await waitUntil(() => his.$state.get()?.head === before + 20);
    his.markRead(before + 20);
    await waitUntil(() => his.$unread.get() === 0);
    await Promise.all(Array.from({ length: 90 }, (_, index) => now.kim.send(`Unread ${index + 1}`)));
    await waitUntil(() => his.$unread.get() === 90);
    his.release();
    reader.close();
    reader = await ben(now);
    const chat = await techniciansChat({ technician: reader, kim: now.kim });
    await waitUntil(() => texts(chat).at(-1) === 'Unread 90' && below(chat) <= 0);
    expect(chat.shadowRoot!.querySelector('#unread')).to.equal(null);
    for (let steps = 0; !chat.shadowRoot!.querySelector('#unread'); steps++) {
      if (steps > 100) throw new Error('There is no divider');
      await scrollBy(chat, -200);
    }
    expect(part(chat, '#unread').nextElementSibling!.textContent).to.include('Unread 1');
  });
});
