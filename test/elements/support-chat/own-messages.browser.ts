import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCustomerClient, MemoryEnvironment } from '../../../src/index.ts';
import { createLocalDesk } from '../../../src/local/index.ts';
import { SupportError } from '../../../src/client/errors.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { settled } from '../local-support.ts';
import { customersChat, field, heard, joined, lines, part, scene, seen, techniciansChat, texts, type, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** The shadow root of what belongs to one's own messages, once it is there. */
async function own(chat: SupportChat): Promise<ShadowRoot> {
  await waitUntil(() => chat.shadowRoot!.querySelector('.own-messages')?.shadowRoot?.querySelector('.menu'), 'what can be done is loaded');
  return chat.shadowRoot!.querySelector('.own-messages')!.shadowRoot!;
}

const line = (chat: SupportChat, text: string): HTMLElement => lines(chat).find((one) => one.querySelector('.bubble')?.textContent.startsWith(text))!;
const more = (chat: SupportChat, text: string): HTMLButtonElement | null => line(chat, text).querySelector('.more-of');
const composer = (chat: SupportChat): string => part(chat, '.composer').innerText;
const open = (root: ShadowRoot): boolean => root.querySelector('.menu')!.matches(':popover-open');
const item = (root: ShadowRoot, label: string): HTMLElement => [...root.querySelectorAll<HTMLElement>('.item')].find(({ innerText }) => innerText.trim() === label)!;

/** Kim and Anna have said something; Kim's chat is shown, and what can be done is there. */
async function talk(): Promise<{ readonly now: Scene; readonly chat: SupportChat; readonly root: ShadowRoot }> {
  const now = await joined();
  await now.kim.send('Helo Anna');
  await now.anna.send('Hello Kim');
  await seen(now);
  const chat = await customersChat(now);
  const root = await own(chat);
  await waitUntil(() => more(chat, 'Helo Anna'), 'the button');
  return { now, chat, root };
}

describe('support-chat, one’s own messages', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  describe('the button beside them', () => {
    it('stands beside what one has said, and nothing else [R90]', async () => {
      const made = await talk();
      now = made.now;
      expect(more(made.chat, 'Hello Kim')).to.equal(null);
      expect(more(made.chat, 'My printer')).to.equal(null);
      expect(more(made.chat, 'Helo Anna')!.getAttribute('aria-label')).to.equal('Edit or delete this message');
      expect(more(made.chat, 'Helo Anna')!.getAttribute('aria-haspopup')).to.equal('menu');
    });

    it('can always be seen where nobody can point at anything', async () => {
      const made = await talk();
      now = made.now;
      expect(matchMedia('(hover: hover)').matches, 'this browser has no mouse').to.equal(false);
      expect(getComputedStyle(more(made.chat, 'Helo Anna')!).opacity).to.equal('1');
    });

    it('goes by itself once the time for changes is over', async () => {
      now = await scene();
      const desk = createLocalDesk({ companies: [{ id: 'acme', name: 'Acme', editWithin: 1_500 }] });
      const client = createCustomerClient({ transport: desk.transport(), company: 'acme', environment: new MemoryEnvironment() });
      const kim = await client.submit({ name: 'Kim', email: 'kim@example.com', description: 'It does not start' });
      await kim.send('Quick');
      const chat = await customersChat({ ...now, customer: client, kim });
      await waitUntil(() => more(chat, 'Quick'), 'the button');
      await waitUntil(() => !more(chat, 'Quick'), 'it to go');
      client.close();
      desk.close();
    });

    it('is not there where the company allows no change, nor once the request is completed', async () => {
      const made = await talk();
      now = made.now;
      await now.anna.close();
      await waitUntil(() => !made.chat.shadowRoot!.querySelector('.more-of'));
    });
  });

  describe('the menu', () => {
    it('works by keyboard alone, and gives the focus back', async () => {
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      line(chat, 'Helo Anna').focus();
      await sendKeys({ press: 'Tab' });
      expect(chat.shadowRoot!.activeElement === more(chat, 'Helo Anna')).to.equal(true);
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => root.activeElement === item(root, 'Edit'), 'the first item has the focus');
      expect(more(chat, 'Helo Anna')!.getAttribute('aria-expanded')).to.equal('true');
      await sendKeys({ press: 'ArrowDown' });
      expect(root.activeElement === item(root, 'Copy')).to.equal(true);
      await sendKeys({ press: 'End' });
      expect(root.activeElement === item(root, 'Delete')).to.equal(true);
      await sendKeys({ press: 'Escape' });
      await waitUntil(() => !open(root));
      await waitUntil(() => chat.shadowRoot!.activeElement === more(chat, 'Helo Anna') && !more(chat, 'Helo Anna')!.hasAttribute('aria-expanded'));
    });

    it('closes at a second press', async () => {
      const made = await talk();
      now = made.now;
      more(made.chat, 'Helo Anna')!.click();
      await waitUntil(() => open(made.root));
      more(made.chat, 'Helo Anna')!.click();
      await waitUntil(() => !open(made.root));
    });
  });

  describe('writing anew', () => {
    it('is begun from the menu, said above the field, and saved with Enter', async () => {
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      more(chat, 'Helo Anna')!.click();
      await waitUntil(() => open(root));
      item(root, 'Edit').click();
      await waitUntil(() => field(chat).value === 'Helo Anna');
      expect(composer(chat)).to.contain('Editing your message');
      await waitUntil(() => chat.shadowRoot!.activeElement === field(chat), 'the field has the focus');
      await type(chat, 'Hello Anna');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('Hello Anna (edited)'));
      expect(field(chat).value).to.equal('');
      expect(composer(chat)).not.to.contain('Editing');
      await waitUntil(() => heard(chat).includes('Message edited.'));
      expect(chat.shadowRoot!.activeElement === field(chat)).to.equal(true);
    });

    it('is begun with the arrow up in an empty field, for the last of one’s own', async () => {
      const made = await talk();
      now = made.now;
      await now.kim.send('Nothing happens');
      await waitUntil(() => texts(made.chat).includes('Nothing happens'));
      made.chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(made.chat).value === 'Nothing happens');
      await waitUntil(() => heard(made.chat).includes('Editing your message'));
    });

    it('is of the message that was sent in the same breath', async () => {
      const made = await talk();
      now = made.now;
      await type(made.chat, 'Lats words');
      for (const key of ['Enter', 'ArrowUp']) field(made.chat).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await waitUntil(() => composer(made.chat).includes('Editing'), 'something is written anew');
      expect(field(made.chat).value).to.equal('Lats words');
    });

    it('is not begun with the arrow up while something is written', async () => {
      const made = await talk();
      now = made.now;
      await type(made.chat, 'x');
      await sendKeys({ press: 'ArrowUp' });
      await made.chat.updateComplete;
      expect(composer(made.chat)).not.to.contain('Editing');
    });

    it('is given up with Escape, or by its button, and the draft is there again', async () => {
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      await type(chat, 'A draft');
      for (const stop of [() => sendKeys({ press: 'Escape' }), () => Promise.resolve(part(chat, '.rewriting button').click())]) {
        more(chat, 'Helo Anna')!.click();
        await waitUntil(() => open(root));
        item(root, 'Edit').click();
        await waitUntil(() => field(chat).value === 'Helo Anna');
        await type(chat, 'Something else');
        await stop();
        await waitUntil(() => field(chat).value === 'A draft');
        await waitUntil(() => chat.shadowRoot!.activeElement === field(chat));
      }
      await waitUntil(async () => (await now.kim.draft()) === 'A draft', 'the draft is kept');
      expect(texts(chat)).to.include('Helo Anna');
    });

    it('keeps an Escape to itself', async () => {
      const made = await talk();
      now = made.now;
      made.chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(made.chat).value === 'Helo Anna');
      let out = 0;
      const listen = () => (out += 1);
      document.addEventListener('keydown', listen);
      await sendKeys({ press: 'Escape' });
      expect(out).to.equal(0);
      await sendKeys({ press: 'Escape' });
      expect(out).to.equal(1);
      document.removeEventListener('keydown', listen);
    });

    it('waits without a connection, shown as it will read', async () => {
      const made = await talk();
      now = made.now;
      const { chat } = made;
      now.desk.cut();
      await waitUntil(() => now.customer.$connection.get().status !== 'connected');
      chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(chat).value === 'Helo Anna');
      await type(chat, 'Hello again');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('Hello again (edited)'));
      expect(line(chat, 'Hello again').querySelector('.progress')!.textContent).to.equal('Sending…');
      await waitUntil(() => heard(chat).includes('Your change goes out as soon as there is a connection.'));
      now.desk.restore();
      await waitUntil(() => now.anna.$messages.get().some((one) => one.kind === 'entry' && one.entry.event.type === 'message' && one.entry.event.text === 'Hello again'), 'it has arrived');
    });

    it('of a message that waits changes what goes out, once', async () => {
      const made = await talk();
      now = made.now;
      const { chat } = made;
      now.desk.cut();
      await waitUntil(() => now.customer.$connection.get().status !== 'connected');
      await type(chat, 'Wrod');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('Wrod'));
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(chat).value === 'Wrod');
      await type(chat, 'Word');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('Word') && !texts(chat).includes('Wrod'));
      now.desk.restore();
      await waitUntil(() => texts(chat).filter((text) => text === 'Word').length === 1 && !chat.shadowRoot!.querySelector('.pending'), 'it has arrived');
    });

    it('that comes too late says so, and its words are not lost', async () => {
      const made = await talk();
      now = made.now;
      const { chat } = made;
      chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(chat).value === 'Helo Anna');
      now.pass(16 * 60_000);
      await type(chat, 'Too late');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => chat.shadowRoot!.querySelector('.failed'));
      expect(part(chat, '.failed').innerText).to.contain('Too late').and.to.contain('Not sent. The time for changing it is over.').and.to.contain('Copy');
      await waitUntil(() => heard(chat).includes('The time for changing it is over.'));
      expect(texts(chat)).to.include('Helo Anna');
    });

    it('goes on where nothing new can be said, as after the end of the chat', async () => {
      now = await joined();
      await now.anna.send('Hello Kmi');
      const chat = await techniciansChat(now);
      const root = await own(chat);
      await now.anna.endChat();
      await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
      more(chat, 'Hello Kmi')!.click();
      await waitUntil(() => open(root));
      item(root, 'Edit').click();
      await waitUntil(() => chat.shadowRoot!.querySelector('textarea')?.value === 'Hello Kmi');
      await type(chat, 'Hello Kim');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('Hello Kim (edited)') && chat.shadowRoot!.querySelector('.instead'));
      await waitUntil(() => chat.shadowRoot!.activeElement !== null, 'the focus is in the chat');
    });
  });

  describe('deleting', () => {
    async function asked(): Promise<Awaited<ReturnType<typeof talk>> & { readonly dialog: HTMLDialogElement }> {
      const made = await talk();
      now = made.now;
      more(made.chat, 'Helo Anna')!.click();
      await waitUntil(() => open(made.root));
      item(made.root, 'Delete').click();
      const dialog = made.root.querySelector('dialog')!;
      await waitUntil(() => dialog.open);
      return { ...made, dialog };
    }

    it('asks once, and is read as deleted on both sides', async () => {
      const { chat, root, dialog } = await asked();
      const other = await techniciansChat(now);
      expect(root.getElementById(dialog.getAttribute('aria-labelledby')!)!.innerText, 'its name').to.equal('Delete this message?');
      dialog.querySelector<HTMLElement>('[value=yes]')!.click();
      for (const each of [chat, other]) await waitUntil(() => texts(each).includes('Message deleted'));
      await waitUntil(() => heard(chat).includes('Message deleted.'));
      expect(chat.shadowRoot!.querySelector('.more-of')).to.equal(null);
      await waitUntil(() => chat.shadowRoot!.activeElement?.closest('li')?.textContent.includes('Message deleted'), 'the focus stays with the line');
    });

    it('does nothing when it is not meant, and gives the focus back', async () => {
      const { chat, dialog } = await asked();
      const closed = new Promise((resolve) => {
        dialog.addEventListener('close', resolve, { once: true });
      });
      dialog.querySelector<HTMLElement>('[value=no]')!.click();
      await closed;
      await waitUntil(() => chat.shadowRoot!.activeElement === more(chat, 'Helo Anna'));
      // What is said afterwards comes after all that was asked for before.
      await now.kim.send('And on');
      await waitUntil(() => texts(chat).includes('And on'));
      expect(texts(chat)).to.include('Helo Anna');
    });

    it('is what an emptied message asks for', async () => {
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(chat).value === 'Helo Anna');
      await type(chat, ' ');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => root.querySelector('dialog')!.open);
      root.querySelector<HTMLElement>('[value=yes]')!.click();
      await waitUntil(() => texts(chat).includes('Message deleted'));
      expect(field(chat).value).to.equal('');
    });

    it('that comes too late says why', async () => {
      const { chat, dialog } = await asked();
      now.pass(16 * 60_000);
      const told = new Promise<string>((resolve) => {
        chat.addEventListener('support-error', ({ code }) => {
          resolve(code);
        }, { once: true });
      });
      dialog.querySelector<HTMLElement>('[value=yes]')!.click();
      expect(await told).to.equal('too_late');
      await waitUntil(() => chat.shadowRoot!.querySelector('.fault')?.textContent.includes('The time for changing it is over.'));
      expect(texts(chat)).to.include('Helo Anna');
    });

    it('of a message that waits takes it back', async () => {
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      now.desk.cut();
      await waitUntil(() => now.customer.$connection.get().status !== 'connected');
      await type(chat, 'Oops');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => more(chat, 'Oops'));
      more(chat, 'Oops')!.click();
      await waitUntil(() => open(root));
      item(root, 'Delete').click();
      await waitUntil(() => root.querySelector('dialog')!.open);
      root.querySelector<HTMLElement>('[value=yes]')!.click();
      await waitUntil(() => !texts(chat).includes('Oops'));
      await waitUntil(() => chat.shadowRoot!.activeElement !== null, 'the focus stays in the chat');
    });
  });

  describe('what was not sent', () => {
    /** Anna's message, refused because she had left the chat. */
    async function refused(): Promise<SupportChat> {
      now = await joined();
      const chat = await techniciansChat(now);
      now.desk.cut();
      await waitUntil(() => now.technician.$connection.get().status !== 'connected');
      void now.anna.send('Are you there?').catch(() => undefined);
      Reflect.set(now.kim, 'later', null);
      await waitUntil(() => texts(chat).includes('Are you there?'));
      return chat;
    }

    it('says why, and can be tried again, written anew, or discarded', async () => {
      const chat = await refused();
      const [waiting] = now.anna.$messages.get().filter(({ kind }) => kind === 'pending');
      const { $messages } = now.anna as unknown as { $messages: { set(lines: readonly object[]): void; get(): readonly object[] } };
      let discarded = 0;
      let retried = 0;
      const failed = { ...waiting, progress: 'failed', error: 'rate_limited', retry: () => (retried += 1), discard: () => (discarded += 1) };
      $messages.set([...$messages.get().slice(0, -1), failed]);
      await waitUntil(() => chat.shadowRoot!.querySelector('.foot.bad'));
      const button = (label: string) => [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.foot.bad button')].find(({ innerText }) => innerText === label)!;
      expect(part(chat, '.foot.bad').innerText).to.contain('Not sent. A lot has come from your network.');
      button('Try again').click();
      expect(retried).to.equal(1);
      button('Edit').click();
      await waitUntil(() => field(chat).value === 'Are you there?');
      expect(composer(chat)).to.contain('Editing a message that was not sent');
      await type(chat, 'Are you still there?');
      const sent: string[] = [];
      Reflect.set(now.anna, 'send', (text: string) => {
        sent.push(text);
        return Promise.reject(new SupportError('closed'));
      });
      await sendKeys({ press: 'Enter' });
      expect(discarded).to.equal(1);
      await waitUntil(() => sent.join() === 'Are you still there?');
      button('Discard').click();
      expect(discarded).to.equal(2);
    });
  });

  for (const { lang, scheme, question, remove } of [
    { lang: 'en', scheme: 'light', question: 'Delete this message?', remove: 'Delete' },
    { lang: 'de', scheme: 'dark', question: 'Diese Nachricht löschen?', remove: 'Löschen' },
  ] as const)
    it(`are accessible, with the menu, the question and the field (${lang}, ${scheme})`, async function () {
      this.timeout(30_000);
      const made = await talk();
      now = made.now;
      const { chat, root } = made;
      chat.lang = lang;
      chat.colorScheme = scheme;
      chat.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
      await waitUntil(() => root.querySelector('h2')!.textContent === question, 'the words are there');
      more(chat, 'Helo Anna')!.click();
      await waitUntil(() => open(root));
      await settled();
      await expect(chat).to.be.accessible();
      item(root, remove).click();
      await waitUntil(() => root.querySelector('dialog')!.open);
      await settled();
      await expect(chat).to.be.accessible();
      root.querySelector<HTMLElement>('[value=no]')!.click();
      await waitUntil(() => chat.shadowRoot!.activeElement === more(chat, 'Helo Anna'), 'the focus to be back');
      chat.focus();
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => field(chat).value === 'Helo Anna', 'the field');
      await settled();
      await expect(chat).to.be.accessible();
    });
});
