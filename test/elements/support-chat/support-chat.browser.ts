import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { WritableAtom } from 'nanostores';
import type { ConnectionState } from '../../../src/client/client.ts';
import { SupportError } from '../../../src/client/errors.ts';
import { ben, below, customersChat, field, heard, joined, lines, part, rows, scene, scroller, seen, techniciansChat, texts, type, writes, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** The code of the next fault that the page is told of. */
const failure = (chat: HTMLElement) =>
  new Promise<string>((resolve) => {
    chat.addEventListener('support-error', ({ code }) => {
      resolve(code);
    }, { once: true });
  });

describe('support-chat', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  describe('the transcript', () => {
    it('tells the whole story, to each from their side', async () => {
      now = await joined();
      await now.anna.send('Hello Kim');
      await now.kim.send('Hello Anna');
      await seen(now);
      const [left, right] = [await customersChat(now), await techniciansChat(now)];
      for (const chat of [left, right]) {
        expect(texts(chat)).to.deep.equal(['My printer does not print.', 'Hello Kim', 'Hello Anna']);
        expect(rows(chat).filter(({ className }) => className === 'system').map(({ innerText }) => innerText.split('\n')[0]!.trim())).to.satisfy((all: string[]) => all[0]!.startsWith('Anna has taken on this request') && all[1]!.startsWith('Anna joined the chat'));
      }
      const sides = (chat: typeof left) => [...chat.shadowRoot!.querySelectorAll('.words')].map((row) => row.classList.contains('own'));
      expect(sides(left)).to.deep.equal([true, false, true]);
      expect(sides(right)).to.deep.equal([false, true, false]);
    });

    it('tells both sides who was asked in, who left, who has it now, and that it was opened again; never a note', async () => {
      now = await joined();
      const chat = await customersChat(now);
      const other = await ben(now);
      const his = other.request('acme', now.kim.key);
      await now.anna.invite('ben');
      await his.joinChat();
      await his.leaveChat();
      await now.anna.transfer('ben', 'He knows it better.');
      await his.close('resolved', 'It was the cable.');
      await now.anna.reopen();
      await seen(now);
      const told = (of: typeof chat) => [...of.shadowRoot!.querySelectorAll<HTMLElement>('.system > span')].map(({ textContent }) => textContent.trim()).slice(2);
      const story = [
        'Anna has invited Ben into the chat',
        'Ben joined the chat',
        'Ben left the chat',
        'Anna has handed this request over to Ben',
        'Ben closed the request',
        'Anna has opened this request again',
      ];
      await waitUntil(() => told(chat).length === story.length);
      expect(told(chat)).to.deep.equal(story);
      expect(told(await techniciansChat(now))).to.deep.equal(story);
      expect(part(chat, '.rows').textContent).not.to.contain('cable');
      await waitUntil(() => heard(chat).includes('opened this request again'), 'it to be said');
      other.close();
    });

    it('is a named region with a list, and no live region', async () => {
      now = await joined();
      const chat = await customersChat(now);
      const region = part(chat, 'section');
      expect(region.getAttribute('aria-label')).to.equal('Conversation');
      expect(region.querySelector('ol')).to.exist;
      expect(region.closest('[aria-live]')).to.equal(null);
      expect(region.querySelector('[aria-live]')).to.equal(null);
    });

    it('shows a link the way it is followed, whatever sign of direction stands before it', async () => {
      now = await joined();
      await now.kim.send('\u202Ehttps://moc.elpmaxe.example/');
      const chat = await techniciansChat(now);
      await waitUntil(() => chat.shadowRoot!.querySelector('.bubble a'));
      const words = [...chat.shadowRoot!.querySelector('.bubble a')!.childNodes].find((node) => node.nodeType === Node.TEXT_NODE)!;
      const at = (sign: number): number => {
        const range = document.createRange();
        range.setStart(words, sign);
        range.setEnd(words, sign + 1);
        return range.getBoundingClientRect().left;
      };
      expect(at(0)).to.be.lessThan(at(8));
    });

    it('shows text as text, and follows safe links only', async () => {
      now = await joined();
      await now.kim.send('<img src=x onerror=alert(1)> javascript:alert(1) https://acme.example/a.');
      const chat = await techniciansChat(now);
      await waitUntil(() => texts(chat).length === 2);
      expect(chat.shadowRoot!.querySelector('.bubble img')).to.equal(null);
      const links = [...chat.shadowRoot!.querySelectorAll('a')];
      expect(links.map(({ href }) => href)).to.deep.equal(['https://acme.example/a']);
      expect(links[0]!.rel).to.equal('noopener noreferrer nofollow ugc');
      expect(links[0]!.target).to.equal('_blank');
    });

    it('gives each message its own direction, keeps its line breaks and breaks long words', async () => {
      now = await joined();
      await now.kim.send('שלום');
      await now.kim.send('one\ntwo');
      await now.kim.send('x'.repeat(500));
      const chat = await customersChat(now, 320);
      await waitUntil(() => texts(chat).length === 4);
      const [, hebrew, broken] = [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.bubble')];
      expect(getComputedStyle(hebrew!).direction).to.equal('rtl');
      expect(broken!.offsetHeight).to.be.greaterThan(hebrew!.offsetHeight * 1.4);
      expect(scroller(chat).scrollWidth).to.equal(scroller(chat).clientWidth);
    });

    it('says how far the last own message has got', async () => {
      now = await joined();
      const [left, right] = [await customersChat(now), await techniciansChat(now)];
      right.hidden = true;
      await now.kim.send('Are you there?');
      const progress = () => [...left.shadowRoot!.querySelectorAll('.progress')].map(({ textContent }) => textContent);
      await waitUntil(() => progress().join() === 'Delivered', `delivered, not ${progress().join()}`);
      right.hidden = false;
      await waitUntil(() => progress().join() === 'Read', 'read once it can be seen');
    });

    it('renders one row for one live message', async () => {
      now = await joined();
      await writes(now.anna, 30);
      await seen(now);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 31);
      let read = 0;
      for (const line of now.kim.$messages.get()) {
        if (line.kind !== 'entry' || line.entry.event.type !== 'message') continue;
        const { text } = line.entry.event;
        Object.defineProperty(line.entry.event, 'text', { get: () => (read++, text) });
      }
      await now.kim.send('One more');
      await waitUntil(() => texts(chat).includes('One more'));
      await waitUntil(() => part(chat, '.words:last-child .progress').textContent !== 'Sending…');
      expect(read).to.equal(0);
    });
  });

  describe('the keyboard', () => {
    it('has one stop in the transcript, and arrow keys from line to line', async () => {
      now = await joined();
      await now.anna.send('See https://acme.example/a');
      await now.anna.send('And https://acme.example/b');
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 3);
      const stops = () => [...part(chat, '.rows').querySelectorAll<HTMLElement>('*')].filter(({ tabIndex }) => tabIndex === 0);
      const newest = lines(chat).at(-1)!;
      expect(stops()).to.deep.equal([newest, newest.querySelector('a')]);
      newest.focus();
      await sendKeys({ press: 'ArrowUp' });
      const line = lines(chat).at(-2)!;
      expect(chat.shadowRoot!.activeElement).to.equal(line);
      expect(stops()).to.deep.equal([line, line.querySelector('a')]);
      await sendKeys({ press: 'Tab' });
      expect(chat.shadowRoot!.activeElement).to.equal(line.querySelector('a'));
      // Home and End may have to read lines that are not here yet, so they take a moment.
      await sendKeys({ press: 'Home' });
      await waitUntil(() => chat.shadowRoot!.activeElement === lines(chat)[0]);
      await sendKeys({ press: 'ArrowUp' });
      await waitUntil(() => chat.shadowRoot!.activeElement === lines(chat)[0]);
      await sendKeys({ press: 'End' });
      await waitUntil(() => chat.shadowRoot!.activeElement === newest);
    });

    it('keeps its place when something arrives', async () => {
      now = await joined();
      const chat = await customersChat(now);
      lines(chat).at(-1)!.focus();
      await sendKeys({ press: 'ArrowUp' });
      const line = chat.shadowRoot!.activeElement;
      await now.anna.send('Hello');
      await waitUntil(() => texts(chat).includes('Hello'));
      expect(chat.shadowRoot!.activeElement).to.equal(line);
    });

    it('sends with Enter and breaks the line with Shift and Enter', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.focus();
      await sendKeys({ type: 'one' });
      await sendKeys({ down: 'Shift' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Shift' });
      await sendKeys({ type: 'two' });
      expect(field(chat).value).to.equal('one\ntwo');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('one\ntwo'));
      expect(field(chat).value).to.equal('');
      expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
    });

    it('never sends in the middle of a composition', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, 'にほん');
      for (const state of [{ isComposing: true }, { keyCode: 229 }]) {
        const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true, ...state });
        field(chat).dispatchEvent(event);
        expect(event.defaultPrevented).to.equal(false);
      }
      expect(field(chat).value).to.equal('にほん');
    });
  });

  describe('the composer', () => {
    it('does nothing with blanks', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, '  \n ');
      part(chat, '.send').click();
      await chat.updateComplete;
      expect(texts(chat).length).to.equal(1);
      expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
    });

    it('lets the page cancel a message, which then stays', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.addEventListener('support-message-send', (event) => {
        expect(event.text).to.equal('secret');
        event.preventDefault();
      });
      await type(chat, 'secret');
      await sendKeys({ press: 'Enter' });
      expect(field(chat).value).to.equal('secret');
      expect(texts(chat).length).to.equal(1);
    });

    it('gives back what was refused, before what was typed since', async () => {
      now = await joined();
      const chat = await customersChat(now);
      now.kim.send = () => Promise.reject(new SupportError('invalid'));
      await type(chat, 'first');
      const error = failure(chat);
      await sendKeys({ press: 'Enter' });
      expect(await error).to.equal('invalid');
      await chat.updateComplete;
      expect(field(chat).value).to.equal('first');
      expect(part(chat, '.composer .fault').innerText).to.include('Not sent.');
    });

    it('counts near the end of 16,000 characters, says it now and then, and beyond it what to do', async () => {
      now = await joined();
      const chat = await customersChat(now);
      const left = () => chat.shadowRoot!.querySelector<HTMLElement>('.left')?.innerText ?? '';
      await type(chat, 'x'.repeat(15_499));
      expect(left()).to.equal('');
      await type(chat, 'x'.repeat(15_990));
      await waitUntil(() => left() === '10 characters left', 'it is counted');
      await waitUntil(() => heard(chat).includes('10 characters left'));
      await type(chat, 'x'.repeat(15_991));
      expect(left()).to.equal('9 characters left');
      await nextFrame();
      expect(heard(chat), 'not with each key').not.to.include('9 characters left');
      await type(chat, 'x'.repeat(16_001));
      expect(left()).to.equal('1 character too many');
      await waitUntil(() => heard(chat).includes('1 character too many'));
      expect(part(chat, '.fault').innerText).to.include('too long');
      expect(field(chat).getAttribute('aria-invalid')).to.equal('true');
      const send = part(chat, '.send');
      expect([send.getAttribute('aria-disabled'), send.title]).to.deep.equal(['true', 'This message is too long. Shorten it, or send it in parts.']);
      expect(send.getAttribute('aria-describedby')).to.equal('fault');
      send.click();
      await waitUntil(() => heard(chat).includes('This message is too long.'));
      await sendKeys({ press: 'Enter' });
      expect(field(chat).value.length).to.equal(16_001);
      await type(chat, 'x'.repeat(16_000));
      await waitUntil(() => heard(chat).includes('0 characters left'));
      expect(send.getAttribute('aria-disabled')).to.equal(null);
    });

    it('counts by bytes what takes more of them', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, '\u001b'.repeat(8_100));
      await waitUntil(() => chat.shadowRoot!.querySelector<HTMLElement>('.left')?.innerText === '183 characters left', 'it is counted');
      await type(chat, '\u001b'.repeat(8_192));
      await waitUntil(() => chat.shadowRoot!.querySelector<HTMLElement>('.left')?.innerText === '1 character too many');
    });

    it('grows with its text, and the newest line stays in sight', async () => {
      now = await joined();
      await writes(now.kim, 12);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 13 && below(chat) === 0);
      const before = field(chat).offsetHeight;
      await type(chat, 'a\nb\nc\nd');
      await waitUntil(() => field(chat).offsetHeight > before * 2);
      await waitUntil(() => below(chat) === 0);
    });

    it('keeps a draft per request', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, 'half a sent');
      chat.remove();
      const again = await customersChat(now);
      await waitUntil(() => field(again).value === 'half a sent');
      again.request = (await now.customer.submit({ name: 'Kim', email: 'kim@example.com', description: 'Another one' })).key;
      await waitUntil(() => texts(again)[0] === 'Another one');
      expect(field(again).value).to.equal('');
    });

    it('forgets the draft of what was sent', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, 'whole sentence');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('whole sentence'));
      chat.remove();
      expect(await now.kim.draft()).to.equal('');
    });

    it('gives way to the reason when the request is completed, with what was typed', async () => {
      now = await joined();
      const chat = await customersChat(now);
      await type(chat, 'One more thing');
      await now.anna.close();
      await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
      expect(part(chat, '.instead').innerText).to.include('This request is completed.');
      expect(part(chat, '.unsent p').innerText).to.equal('One more thing');
      expect(chat.shadowRoot!.activeElement).to.equal(part(chat, '.instead'));
    });

    it('lets a technician join first', async () => {
      now = await scene();
      await now.anna.assign();
      const chat = await techniciansChat(now);
      await waitUntil(() => chat.shadowRoot!.querySelector('.instead button'));
      expect(part(chat, '.instead').innerText).to.include('Join the chat first.');
      part(chat, '.instead button').click();
      await waitUntil(() => chat.shadowRoot!.activeElement === field(chat), 'the field has the focus');
    });

    it('offers nothing to a technician who does not have the request', async () => {
      now = await scene();
      const chat = await techniciansChat(now);
      await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
      expect(part(chat, '.instead').innerText).to.include('Assign it to yourself first.');
      expect(chat.shadowRoot!.querySelector('.instead button')).to.equal(null);
    });

    it('keeps what is written without a connection, and says so', async () => {
      now = await joined();
      const chat = await customersChat(now);
      now.desk.cut();
      await type(chat, 'Hello?');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => chat.shadowRoot!.querySelector('.progress.sending'));
      await waitUntil(() => chat.shadowRoot!.querySelector('.aside'));
      expect(field(chat).value).to.equal('');
      chat.connectionShown = true;
      await chat.updateComplete;
      expect(chat.shadowRoot!.querySelector('.aside')).to.equal(null);
    });

    it('says why what is written waits although there is a connection, until something is taken [R133]', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.connectionShown = true;
      (now.customer.$connection as WritableAtom<ConnectionState>).set({ status: 'connected', error: 'rate_limited' });
      await waitUntil(() => chat.shadowRoot!.querySelector('.aside[role=alert]'));
      expect(part(chat, '.aside').innerText).to.equal('A lot has come from your network. More can be sent in a while.');
      await expect(chat).to.be.accessible();
      await now.kim.send('Hello?');
      await waitUntil(() => !chat.shadowRoot!.querySelector('.aside'));
    });
  });

  describe('the place of the reader', () => {
    it('follows at the end', async () => {
      now = await joined();
      await writes(now.kim, 20);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 21 && below(chat) <= 0);
      await now.anna.send('newest');
      await waitUntil(() => texts(chat).includes('newest') && below(chat) <= 0);
      expect(chat.shadowRoot!.querySelector('.jump')).to.equal(null);
    });

    it('stays anywhere else, counts what comes, and leads back', async () => {
      now = await joined();
      await writes(now.kim, 20);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 21 && below(chat) <= 0);
      scroller(chat).scrollTop = 100;
      await waitUntil(() => chat.shadowRoot!.querySelector('.jump'));
      await now.anna.send('one');
      await now.anna.send('two');
      await waitUntil(() => chat.shadowRoot!.querySelector('.jump .badge')?.textContent === '2');
      expect(scroller(chat).scrollTop).to.equal(100);
      expect(part(chat, '.jump').getAttribute('aria-label')).to.include('2 new messages');
      expect(part(chat, '#unread').nextElementSibling!.textContent).to.include('one');
      part(chat, '.jump').focus();
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => !chat.shadowRoot!.querySelector('.jump'));
      expect(below(chat)).to.be.lessThan(2);
      expect(chat.shadowRoot!.activeElement).to.equal(lines(chat).at(-1));
      await waitUntil(() => now.kim.$unread.get() === 0, 'what is seen is read');
    });

    it('comes back to the end with one’s own message', async () => {
      now = await joined();
      await writes(now.kim, 20);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).length === 21 && below(chat) <= 0);
      scroller(chat).scrollTop = 0;
      await waitUntil(() => chat.shadowRoot!.querySelector('.jump'));
      await type(chat, 'mine');
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => texts(chat).includes('mine') && below(chat) <= 0);
    });

    it('does not move when earlier messages come', async () => {
      now = await joined();
      await writes(now.kim, 110);
      const reader = await ben(now);
      const again = await techniciansChat({ technician: reader, kim: now.kim });
      await waitUntil(() => again.shadowRoot!.querySelector('.earlier'), 'there is more');
      const count = texts(again).length;
      expect(count).to.be.lessThan(60);
      scroller(again).scrollTop = 300;
      await nextFrame();
      const line = lines(again).find((row) => row.offsetTop > 320)!;
      const before = line.getBoundingClientRect().top;
      part(again, '.earlier').click();
      await waitUntil(() => texts(again).length > count);
      await nextFrame();
      expect(Math.abs(line.getBoundingClientRect().top - before)).to.be.lessThan(2);
      await nextFrame();
      expect(Math.abs(line.getBoundingClientRect().top - before)).to.be.lessThan(2);
    });

    it('is where a far line is, when somebody wants to see it, and back at the end at a press', async () => {
      now = await joined();
      await writes(now.kim, 140);
      const reader = await ben(now);
      const chat = await techniciansChat({ technician: reader, kim: now.kim });
      await waitUntil(() => below(chat) <= 0 && texts(chat).length > 40);
      expect(texts(chat)).not.to.include('Line 20');
      // Filed, assigned, joined; the lines follow.
      await chat.goTo(3 + 20);
      const line = lines(chat).find(({ textContent }) => /Line 20\b/.test(textContent))!;
      expect(chat.shadowRoot!.activeElement).to.equal(line);
      const middle = (element: HTMLElement) => element.getBoundingClientRect().top + element.offsetHeight / 2;
      expect(Math.abs(middle(line) - middle(scroller(chat)))).to.be.lessThan(2);
      expect(texts(chat)).not.to.include('Line 140');
      part(chat, '.jump').click();
      await waitUntil(() => below(chat) <= 0 && texts(chat).at(-1) === 'Line 140');
      expect(chat.shadowRoot!.activeElement).to.equal(lines(chat).at(-1));
    });

    it('begins at the first unread line if not all of it fits', async () => {
      now = await joined();
      await seen(now);
      await writes(now.anna, 30);
      await seen(now);
      const chat = await customersChat(now);
      await waitUntil(() => chat.shadowRoot!.querySelector('#unread'));
      const top = () => part(chat, '#unread').getBoundingClientRect().top - scroller(chat).getBoundingClientRect().top;
      await waitUntil(() => top() >= 0 && top() < 60, 'the divider is at the top');
      expect(part(chat, '.jump')).to.exist;
      await waitUntil(() => now.kim.$unread.get() < 30 && now.kim.$unread.get() > 5, 'read as far as it can be seen');
    });
  });

  describe('what it tells', () => {
    it('announces what arrives, and never what was there', async () => {
      now = await joined();
      await now.anna.send('history');
      await seen(now);
      const chat = await customersChat(now);
      await waitUntil(() => texts(chat).includes('history'));
      expect(heard(chat)).to.equal('');
      await now.anna.send('Hello Kim');
      await waitUntil(() => heard(chat) !== '');
      expect(heard(chat).replaceAll(/[\u2068\u2069]/gu, '')).to.equal('Anna: Hello Kim');
    });

    it('tells the page of messages, unread lines, joining, ending and changes', async () => {
      now = await scene();
      const chat = await customersChat(now);
      const told: string[] = [];
      for (const name of ['support-message-receive', 'support-unread-change', 'support-chat-join', 'support-chat-end', 'support-request-change'] as const) chat.addEventListener(name, () => told.push(name));
      chat.hidden = true;
      await now.anna.assign();
      await now.anna.joinChat();
      await now.anna.send('Hello');
      await waitUntil(() => told.includes('support-unread-change'));
      await now.kim.send('Hello');
      await now.anna.endChat();
      await waitUntil(() => told.includes('support-chat-end'));
      const count = (name: string) => told.filter((other) => other === name).length;
      expect([count('support-chat-join'), count('support-message-receive'), count('support-unread-change'), count('support-chat-end'), count('support-request-change')]).to.deep.equal([1, 1, 1, 1, 5]);
    });

    it('reads nothing while it cannot be seen', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.hidden = true;
      await nextFrame();
      await now.anna.send('Hello');
      await waitUntil(() => now.kim.$unread.get() === 1);
      await nextFrame();
      await nextFrame();
      expect(now.kim.$unread.get()).to.equal(1);
      chat.hidden = false;
      await waitUntil(() => now.kim.$unread.get() === 0);
    });

    it('says that there is no such request', async () => {
      now = await scene();
      const chat = await customersChat(now);
      const error = failure(chat);
      chat.request = 'f'.repeat(32);
      expect(await error).to.equal('not_found');
      await chat.updateComplete;
      expect(part(chat, '[role=alert]').innerText).to.include('There is no such request');
      expect(chat.shadowRoot!.querySelector('textarea')).to.equal(null);
    });
  });

  describe('its life', () => {
    it('works the same after being taken out and put back, and leaves nothing behind', async () => {
      now = await joined();
      let held = 0;
      const { request } = now.customer;
      const release = now.kim.release.bind(now.kim);
      now.kim.release = () => {
        held -= 1;
        release();
      };
      Object.assign(now.customer, {
        request: (key: string) => {
          held += 1;
          return request(key);
        },
      });
      const chat = await customersChat(now);
      const home = chat.parentElement!;
      const listeners = now.kim.$messages.lc;
      for (let i = 0; i < 20; i++) {
        chat.remove();
        home.append(chat);
      }
      await waitUntil(() => lines(chat).length > 0);
      expect(now.kim.$messages.lc).to.equal(listeners);
      expect(held).to.equal(1);
      await now.anna.send('Still there?');
      await waitUntil(() => texts(chat).includes('Still there?'));
      chat.remove();
      await chat.updateComplete;
      expect(now.kim.$messages.lc).to.equal(0);
      expect(held).to.equal(0);
    });

    it('shares a conversation that is handed to it', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.conversation = now.kim;
      chat.request = '';
      await chat.updateComplete;
      expect(texts(chat)).to.deep.equal(['My printer does not print.']);
      chat.remove();
      await now.anna.send('Hello');
      await waitUntil(() => now.kim.$unread.get() === 1, 'it was not released');
    });

    it('speaks the language around it', async () => {
      now = await joined();
      const chat = await customersChat(now);
      chat.lang = 'de';
      await waitUntil(() => part(chat, 'section').getAttribute('aria-label') === 'Unterhaltung');
      expect(part(chat, '.send').getAttribute('aria-label')).to.equal('Senden');
    });

    it('warns once of a request that names nothing', async () => {
      now = await scene();
      const chat = await techniciansChat(now);
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (text: string) => warnings.push(text);
      chat.request = 'a/b/c';
      await chat.updateComplete;
      chat.requestUpdate();
      await chat.updateComplete;
      console.warn = warn;
      expect(warnings.length).to.equal(1);
      expect(warnings[0]).to.include('request="a/b/c"');
      expect(part(chat, '[role=alert]')).to.exist;
    });
  });

  describe('in every state', () => {
    const looks = [
      { width: 320, scheme: 'light', lang: 'en' },
      { width: 1024, scheme: 'dark', lang: 'de' },
      { width: 320, scheme: 'dark', lang: 'en' },
      { width: 1024, scheme: 'light', lang: 'de' },
    ] as const;

    for (const { width, scheme, lang } of looks) {
      it(`is accessible, ${width} px, ${scheme}, ${lang}`, async function () {
        this.timeout(30_000);
        now = await joined();
        await now.anna.send('Hello, see https://acme.example/help');
        await now.kim.sendFile(new File(['a log'], 'a.log'));
        await now.kim.send('Thanks');
        await seen(now);
        const [left, right] = [await customersChat(now, width), await techniciansChat(now, width)];
        for (const chat of [left, right]) {
          chat.lang = lang;
          chat.colorScheme = scheme;
          chat.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
        }
        await waitUntil(() => part(right, 'section').getAttribute('aria-label') === (lang === 'de' ? 'Unterhaltung' : 'Conversation'));
        await expect(left).to.be.accessible();
        await expect(right).to.be.accessible();
        await type(left, 'x'.repeat(16_001));
        await expect(left).to.be.accessible();
        await type(left, 'unsent');
        await now.anna.close();
        await waitUntil(() => left.shadowRoot!.querySelector('.instead'));
        await expect(left).to.be.accessible();
        left.request = 'f'.repeat(32);
        await waitUntil(() => left.shadowRoot!.querySelector('[role=alert]'));
        await expect(left).to.be.accessible();
      });
    }
  });
});
