import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SupportError } from '../../../src/client/errors.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { settled } from '../local-support.ts';
import { customersChat, field, heard, joined, lines, part, seen, techniciansChat, texts, type, writes, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** The search of a chat, once it is open. */
async function bar(chat: SupportChat): Promise<ShadowRoot> {
  await waitUntil(() => chat.shadowRoot!.querySelector('.search-bar')?.shadowRoot?.querySelector('input'), 'the search is open');
  return chat.shadowRoot!.querySelector('.search-bar')!.shadowRoot!;
}

const input = (root: ShadowRoot): HTMLInputElement => root.querySelector('input')!;
const said = (root: ShadowRoot): string => root.querySelector('#said')!.textContent.trim();
const button = (root: ShadowRoot, label: string): HTMLElement => root.querySelector(`[aria-label="${label}"]`)!;
const found = (chat: SupportChat): string | undefined => chat.shadowRoot!.querySelector('[data-found] .bubble')?.textContent;
const marked = (): string[] => [...(CSS.highlights.get('deskside-found') ?? [])].map((range) => (range as Range).toString());
const visible = (chat: SupportChat): boolean => {
  const line = chat.shadowRoot!.querySelector('[data-found]')!.getBoundingClientRect();
  const around = part(chat, '.scroller').getBoundingClientRect();
  return line.top >= around.top - 1 && line.bottom <= around.bottom + 1;
};

async function chord(held: string, key: string): Promise<void> {
  await sendKeys({ down: held });
  await sendKeys({ press: key });
  await sendKeys({ up: held });
}

async function searched(chat: SupportChat, text: string): Promise<ShadowRoot> {
  chat.focus();
  await chord('Control', 'f');
  const root = await bar(chat);
  await waitUntil(() => root.activeElement === input(root), 'the field has the focus');
  if (text !== '') await sendKeys({ type: text });
  return root;
}

describe('support-chat, its search', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  it('counts the hits, marks them, and leads from one to the next and around [R96]', async () => {
    now = await joined();
    await now.kim.send('The zebra is on page one');
    await now.anna.send('Which Zébra?');
    await writes(now.kim, 30);
    await now.kim.send('The zebras again');
    await seen(now);
    const chat = await customersChat(now);
    const root = await searched(chat, 'zebra');
    await waitUntil(() => said(root) === '1 of 3', 'the newest');
    expect(found(chat)).to.equal('The zebras again');
    await waitUntil(() => heard(chat).includes('1 of 3. The zebras again'));
    await waitUntil(() => marked().length === 3);
    expect([...marked()].sort()).to.deep.equal(['Zébra', 'zebra', 'zebra']);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(root) === '2 of 3' && found(chat) === 'Which Zébra?');
    await waitUntil(() => visible(chat), 'it is in sight');
    expect(root.activeElement === input(root), 'the focus stays').to.equal(true);
    button(root, 'Earlier hit').click();
    await waitUntil(() => said(root) === '3 of 3' && found(chat) === 'The zebra is on page one');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(root) === '1 of 3');
    await chord('Shift', 'Enter');
    await waitUntil(() => said(root) === '3 of 3');
    button(root, 'Later hit').click();
    await waitUntil(() => said(root) === '2 of 3');
  });

  it('goes far beyond what is loaded', async () => {
    now = await joined();
    await now.anna.send('Behind the needle');
    await writes(now.anna, 260);
    await seen(now);
    const chat = await customersChat(now);
    expect(texts(chat)).not.to.include('Behind the needle');
    await searched(chat, 'needle');
    await waitUntil(() => found(chat) === 'Behind the needle', 'it is there');
    await waitUntil(() => visible(chat), 'it is in sight');
  });

  it('closes with Escape, and the focus is where it was; nothing stays marked', async () => {
    now = await joined();
    await seen(now);
    const chat = await customersChat(now);
    lines(chat)[0]!.focus();
    await chord('Control', 'f');
    const root = await bar(chat);
    await waitUntil(() => root.activeElement === input(root));
    await sendKeys({ type: 'printer' });
    await waitUntil(() => said(root) === '1 of 1', 'found');
    await waitUntil(() => marked().length === 1);
    let out = 0;
    const listen = () => (out += 1);
    document.addEventListener('keydown', listen);
    await sendKeys({ press: 'Escape' });
    document.removeEventListener('keydown', listen);
    expect(out).to.equal(0);
    await waitUntil(() => !chat.shadowRoot!.querySelector('.search-bar'));
    await waitUntil(() => chat.shadowRoot!.activeElement === lines(chat)[0]);
    expect([marked().length, chat.shadowRoot!.querySelector('[data-found]')]).to.deep.equal([0, null]);
  });

  it('is opened by its button, and what is typed for the message stays', async () => {
    now = await joined();
    const chat = await customersChat(now);
    await type(chat, 'A draft');
    await waitUntil(() => chat.shadowRoot!.querySelector('.stage > .search'), 'the button');
    part(chat, '.stage > .search').click();
    const root = await bar(chat);
    await waitUntil(() => root.activeElement === input(root));
    expect(field(chat).value).to.equal('A draft');
    button(root, 'Close search').click();
    await waitUntil(() => !chat.shadowRoot!.querySelector('.search-bar'));
    await waitUntil(() => chat.shadowRoot!.activeElement !== null);
  });

  it('leaves the key to the browser when it is pressed in the search', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const root = await searched(chat, '');
    const press = () => {
      const event = new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, composed: true, cancelable: true });
      (root.activeElement ?? field(chat)).dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(press()).to.equal(false);
    chat.focus();
    expect(press()).to.equal(true);
  });

  it('says that nothing was found, that there is nothing to look for, and that it is too long', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const root = await searched(chat, 'giraffe');
    await waitUntil(() => said(root) === 'Nothing found', 'nothing');
    await waitUntil(() => heard(chat).includes('Nothing found'));
    input(root).select();
    await sendKeys({ type: ' ' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(root) === 'Type what you are looking for.');
    await waitUntil(() => heard(chat).includes('Type what you are looking for.'));
    input(root).value = 'x'.repeat(201);
    input(root).dispatchEvent(new InputEvent('input'));
    await waitUntil(() => said(root) === 'Search for at most 200 characters.');
  });

  it('says that it cannot be done without a connection, and does it at the next press', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const root = await searched(chat, '');
    const real = now.kim.find.bind(now.kim);
    Reflect.set(now.kim, 'find', () => Promise.reject(new SupportError('offline')));
    await sendKeys({ type: 'printer' });
    await waitUntil(() => said(root).startsWith('There is no connection'), 'it is said');
    Reflect.set(now.kim, 'find', real);
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(root) === '1 of 1');
  });

  it('waits its turn where the desk asks for it [R96]', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const root = await searched(chat, '');
    const real = now.kim.find.bind(now.kim);
    let refused = 0;
    Reflect.set(now.kim, 'find', (...asked: Parameters<typeof real>) => (refused++ ? real(...asked) : Promise.reject(new SupportError('rate_limited'))));
    await sendKeys({ type: 'printer' });
    await waitUntil(() => said(root) === 'Searching…', 'it says so');
    await waitUntil(() => said(root) === '1 of 1', 'found');
  });

  it('goes on where one answer has not looked at everything [R97]', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const root = await searched(chat, '');
    const hit = (seq: number) => ({ seq, at: 0, excerpt: `printer ${seq}` });
    const asked: unknown[] = [];
    Reflect.set(now.kim, 'find', (_: string, { before }: { before?: number }) => {
      asked.push(before);
      return Promise.resolve(before === undefined ? { hits: [hit(1)], before: 900 } : before === 900 ? { hits: [], before: 500 } : { hits: [hit(1), hit(1)], before: null });
    });
    await sendKeys({ type: 'printer' });
    await waitUntil(() => said(root) === '1 of 1+', 'the first');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => said(root) === '2 of 3');
    expect(asked).to.deep.equal([undefined, 900, 500]);
  });

  for (const { lang, scheme, none, conversation } of [
    { lang: 'en', scheme: 'light', none: 'Nothing found', conversation: 'Conversation' },
    { lang: 'de', scheme: 'dark', none: 'Nichts gefunden', conversation: 'Unterhaltung' },
  ] as const)
    it(`is accessible, with hits and without, at 320 px (${lang}, ${scheme})`, async function () {
      this.timeout(30_000);
      now = await joined();
      const chat = await techniciansChat(now, 320);
      chat.lang = lang;
      chat.colorScheme = scheme;
      chat.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
      await waitUntil(() => part(chat, 'section').getAttribute('aria-label') === conversation, 'the words are there');
      const root = await searched(chat, 'printer');
      await waitUntil(() => found(chat) !== undefined, 'found');
      await settled();
      await expect(chat).to.be.accessible();
      expect(chat.scrollWidth).to.be.at.most(chat.clientWidth);
      await sendKeys({ type: 'xyz' });
      await waitUntil(() => said(root) === none, 'none');
      await expect(chat).to.be.accessible();
    });
});
