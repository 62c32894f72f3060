import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TechnicianClient, TechnicianConversation } from '../../../src/client/client.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { settled } from '../local-support.ts';
import { ben, joined, scroller, seen, techniciansChat, texts, writes, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';


/** A picture of one colour, drawn here. */
async function picture(name: string, colour: string, width = 640, height = 400): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  const blob = await new Promise<Blob>((resolve) => {
    canvas.toBlob((made) => {
      resolve(made!);
    }, 'image/png');
  });
  return new File([blob], name, { type: 'image/png' });
}

const cards = (chat: SupportChat) => [...chat.shadowRoot!.querySelectorAll<HTMLElement>('button.card[data-picture]')];
const small = (chat: SupportChat) => [...chat.shadowRoot!.querySelectorAll<HTMLImageElement>('.sheet img')];

function large(chat: SupportChat): ShadowRoot {
  const found = [...chat.shadowRoot!.querySelectorAll('*')].find(({ localName }) => localName.includes('picture-viewer'));
  if (!found?.shadowRoot) throw new Error('No picture is shown large');
  return found.shadowRoot;
}
const open = (chat: SupportChat) => [...chat.shadowRoot!.querySelectorAll('*')].some(({ localName }) => localName.includes('picture-viewer'));
const title = (chat: SupportChat) => large(chat).querySelector('h2')!.innerText.replaceAll(/\s+/g, ' ').trim();
const button = (chat: SupportChat, label: string) => [...large(chat).querySelectorAll('button')].find(({ ariaLabel }) => ariaLabel?.includes(label))!;

describe('pictures in support-chat', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  /** Three pictures and a file that is none, as the technician sees them. */
  async function gallery(): Promise<SupportChat> {
    now = await joined();
    for (const [name, colour] of [['red.png', '#c00'], ['green.png', '#080'], ['blue.png', '#00c']] as const) await now.kim.sendFile(await picture(name, colour));
    await now.kim.sendFile(new File(['all is well'], 'report.log'));
    await seen(now);
    const chat = await techniciansChat(now);
    chat.style.setProperty('block-size', '1200px');
    await waitUntil(() => small(chat).length === 3, 'three small pictures');
    return chat;
  }

  async function shown(chat: SupportChat, index: number): Promise<void> {
    cards(chat)[index]!.focus();
    cards(chat)[index]!.click();
    await waitUntil(() => open(chat) && large(chat).querySelector('img')?.naturalWidth === 640, 'it is shown large');
  }

  it('are shown small, made in the page, and files that are none are not', async () => {
    const chat = await gallery();
    expect(small(chat).every(({ src }) => src.startsWith('blob:'))).to.equal(true);
    await Promise.all(small(chat).map((image) => image.decode()));
    expect(small(chat).map(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])).to.deep.equal(Array.from({ length: 3 }, () => [307, 192]));
    expect(cards(chat).map(({ innerText }) => innerText.split(/\s/).find((word) => word.endsWith('.png')))).to.deep.equal(['red.png', 'green.png', 'blue.png']);
    expect(cards(chat)[0]!.innerText).to.include('Show');
  });

  it('are shown large, one after the other by keyboard, and closing leads back', async () => {
    const chat = await gallery();
    await shown(chat, 1);
    expect(title(chat)).to.match(/^green\.png .* 2 of 3$/);
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => title(chat).includes('3 of 3'));
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'Home' });
    await waitUntil(() => title(chat).startsWith('red.png'));
    await sendKeys({ press: 'End' });
    await sendKeys({ press: 'ArrowLeft' });
    await waitUntil(() => title(chat).startsWith('green.png'));
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !open(chat));
    expect(chat.shadowRoot!.activeElement === cards(chat)[1]).to.equal(true);
  });

  /** A picture far above what the page of a technician holds who comes now, and two among the newest lines. */
  async function long(): Promise<{ readonly chat: SupportChat; readonly technician: TechnicianClient; readonly theirs: TechnicianConversation }> {
    now = await joined();
    await now.kim.sendFile(await picture('far.png', '#c00'));
    await writes(now.anna, 60);
    for (const name of ['green.png', 'blue.png']) await now.kim.sendFile(await picture(name, '#080'));
    await seen(now);
    const technician = await ben(now);
    const chat = await techniciansChat({ technician, kim: now.kim });
    await waitUntil(() => cards(chat).length === 2, 'two of three are loaded');
    return { chat, technician, theirs: technician.request('acme', now.kim.key) };
  }

  const said = (chat: SupportChat) => large(chat).querySelector<HTMLElement>('nav [role=status]')!.innerText;

  it('of all the conversation are had, also where it is not loaded, and the reader stays', async function () {
    this.timeout(60_000);
    const { chat } = await long();
    const lines = texts(chat);
    const { scrollTop } = scroller(chat);
    cards(chat)[0]!.click();
    await waitUntil(() => open(chat) && title(chat).endsWith('2 of 3'), 'all are known');
    await sendKeys({ press: 'ArrowLeft' });
    await waitUntil(() => title(chat).startsWith('far.png') && large(chat).querySelector('img')?.naturalWidth === 640);
    expect(title(chat)).to.match(/1 of 3$/);
    expect(button(chat, 'Previous').getAttribute('aria-disabled')).to.equal('true');
    await sendKeys({ press: 'End' });
    await waitUntil(() => title(chat).startsWith('blue.png'));
    await sendKeys({ press: 'Home' });
    await waitUntil(() => title(chat).startsWith('far.png'));
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !open(chat));
    expect([texts(chat), scroller(chat).scrollTop]).to.deep.equal([lines, scrollTop]);
  });

  it('that are not loaded are looked for visibly; which of how many is said once it is known', async function () {
    this.timeout(60_000);
    const { chat, theirs } = await long();
    const files = theirs.files.bind(theirs);
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    theirs.files = (range) => held.then(() => files(range));
    cards(chat)[0]!.click();
    await waitUntil(() => open(chat));
    expect(title(chat)).not.to.contain(' of ');
    button(chat, 'Previous').click();
    await waitUntil(() => said(chat) === 'Looking for more pictures…');
    expect(title(chat)).to.contain('green.png');
    go();
    await waitUntil(() => title(chat).startsWith('far.png') && title(chat).endsWith('1 of 3'));
    expect(said(chat)).to.equal('');
  });

  it('that cannot be had without a connection say so, and are had with one', async function () {
    this.timeout(60_000);
    const { chat, technician } = await long();
    now.desk.cut();
    await waitUntil(() => technician.$connection.get().status !== 'connected');
    cards(chat)[0]!.click();
    await waitUntil(() => open(chat));
    expect(said(chat)).to.equal('');
    button(chat, 'Previous').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(chat) === 'There is no connection right now. Try again when you are online.');
    expect(title(chat)).to.contain('green.png');
    now.desk.restore();
    await waitUntil(() => technician.$connection.get().status === 'connected');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => title(chat).startsWith('far.png'));
    expect(said(chat)).to.equal('');
    expect(large(chat).activeElement === button(chat, 'Previous'), 'the focus stays').to.equal(true);
  });

  it('that arrive while others are looked at are had, too', async () => {
    const chat = await gallery();
    await shown(chat, 2);
    expect(title(chat)).to.match(/3 of 3$/);
    await now.kim.sendFile(await picture('new.png', '#cc0'));
    await waitUntil(() => title(chat).endsWith('3 of 4'));
    await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => title(chat).startsWith('new.png'));
  });

  it('can be seen in their own size, and moved about in it', async () => {
    const chat = await gallery();
    await shown(chat, 0);
    button(chat, 'Actual size').click();
    await waitUntil(() => large(chat).querySelector('.stage')!.classList.contains('whole'));
    expect(button(chat, 'Fit to the window').ariaLabel).to.equal('Fit to the window');
    expect(large(chat).querySelector('.stage')!.getAttribute('tabindex')).to.equal('0');
    await sendKeys({ press: 'ArrowRight' });
    expect(title(chat)).to.include('red.png');
    await sendKeys({ press: '-' });
    await waitUntil(() => !large(chat).querySelector('.stage')!.classList.contains('whole'));
  });

  it('can be downloaded from there', async () => {
    const chat = await gallery();
    await shown(chat, 2);
    const downloaded = new Promise<string>((resolve) => {
      document.addEventListener('click', (event) => {
        if (!(event.target instanceof HTMLAnchorElement)) return;
        event.preventDefault();
        resolve(event.target.download);
      });
    });
    button(chat, 'Download').click();
    expect(await downloaded).to.equal('blue.png');
  });

  it('that cannot be shown say so', async () => {
    const chat = await gallery();
    now.anna.ticket = () => Promise.reject(new Error('gone'));
    cards(chat)[0]!.click();
    await waitUntil(() => open(chat) && large(chat).querySelector('[role=alert]'), 'it says so');
    expect(large(chat).querySelector<HTMLElement>('[role=alert]')!.innerText).to.equal('This picture cannot be shown. Download it instead.');
  });

  it('leave nothing in the page’s memory once they are gone', async () => {
    const made = new Set<string>();
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (object: Blob) => {
      const url = createObjectURL.call(URL, object);
      made.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      made.delete(url);
      revokeObjectURL.call(URL, url);
    };
    try {
      const chat = await gallery();
      const shownSmall = small(chat).map(({ src }) => src);
      expect(shownSmall.every((src) => made.has(src))).to.equal(true);
      chat.remove();
      expect(shownSmall.some((src) => made.has(src))).to.equal(false);
    } finally {
      Object.assign(URL, { createObjectURL, revokeObjectURL });
    }
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const lang of ['en', 'de'] as const) {
      it(`are accessible, small and large, ${scheme}, ${lang}`, async () => {
        const chat = await gallery();
        chat.colorScheme = scheme;
        chat.lang = lang;
        chat.parentElement!.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
        await shown(chat, 1);
        await waitUntil(() => button(chat, lang === 'de' ? 'Schließen' : 'Close'), 'its words');
        await settled();
        await expect(chat).to.be.accessible();
        await sendKeys({ press: 'Escape' });
        await waitUntil(() => !open(chat));
        await expect(chat).to.be.accessible();
      });
    }
  }
});
