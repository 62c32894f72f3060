import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { createCustomerClient, MemoryBrowser, MemoryEnvironment } from '../../../src/index.ts';
import type { CustomerClient, CustomerConversation } from '../../../src/client/client.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { customersChat, field, heard, joined, part, seen, texts, type, writes, type Scene } from './scene.ts';

const composer = (chat: SupportChat): string => chat.shadowRoot!.querySelector<HTMLElement>('[part=composer]')?.innerText ?? '';
const editing = (chat: SupportChat): boolean => composer(chat).includes('Editing your message');
const nowDraft = 'That message can’t be changed any more. What you typed stands here, not sent yet.';

describe('a message that is being written anew, in support-chat', () => {
  let now: Scene;
  const tabs: CustomerClient[] = [];
  afterEach(() => {
    for (const tab of tabs.splice(0)) tab.close();
    now.end();
  });

  /** Kim has said something and Anna is there. */
  async function talk(): Promise<SupportChat> {
    now = await joined();
    await now.kim.send('Helo Anna');
    await seen(now);
    return customersChat(now);
  }

  /** Begins to write the last message anew, and types. */
  async function begin(chat: SupportChat, text: string): Promise<void> {
    await waitUntil(() => chat.shadowRoot!.querySelector('.more-of'), 'what can be done is loaded');
    chat.focus();
    await sendKeys({ press: 'ArrowUp' });
    await waitUntil(() => editing(chat), 'it is being written anew');
    await type(chat, text);
  }

  /** Another tab of the same browser. */
  async function tab(browser: MemoryBrowser): Promise<CustomerClient> {
    const customer = createCustomerClient({ transport: now.desk.transport(), company: 'acme', environment: new MemoryEnvironment({ browser }) });
    tabs.push(customer);
    await waitUntil(() => customer.$connection.get().status === 'connected');
    return customer;
  }

  const kept = (conversation: CustomerConversation): Promise<string> => conversation.draft('edit');

  /** The page goes, and another comes. */
  async function reload(chat: SupportChat): Promise<SupportChat> {
    chat.remove();
    return customersChat(now);
  }

  it('comes back with a new page: the note, the text as far as it was typed, and under it the draft', async () => {
    const chat = await talk();
    await type(chat, 'A draft');
    await waitUntil(async () => (await now.kim.draft()) === 'A draft', 'the draft is kept');
    await type(chat, '');
    await begin(chat, 'Hello A');
    chat.remove();
    await now.kim.saveDraft('A draft');
    const again = await customersChat(now);
    await waitUntil(() => editing(again), 'it is written anew');
    expect(field(again).value).to.equal('Hello A');
    await waitUntil(() => heard(again).includes('Editing your message'), 'a listener is told');
    expect(again.shadowRoot!.activeElement, 'nobody has asked for the focus').to.equal(null);
    again.focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => field(again).value === 'A draft');
    expect(editing(again)).to.equal(false);
    await waitUntil(async () => (await kept(now.kim)) === '', 'it is over');
    const third = await reload(again);
    await waitUntil(() => field(third).value === 'A draft');
    await waitUntil(() => third.shadowRoot!.querySelector('.more-of'));
    expect(editing(third)).to.equal(false);
  });

  it('comes back and can be saved', async () => {
    const first = await talk();
    await begin(first, 'Hello Anna');
    const chat = await reload(first);
    await waitUntil(() => editing(chat));
    chat.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => texts(chat).includes('Hello Anna (edited)'));
    expect(editing(chat)).to.equal(false);
    await waitUntil(async () => (await kept(now.kim)) === '', 'it is over');
    expect(await now.kim.draft()).to.equal('');
  });

  it('comes back though nothing has been typed yet', async () => {
    const first = await talk();
    await begin(first, 'Helo Anna');
    const chat = await reload(first);
    await waitUntil(() => editing(chat));
    expect(field(chat).value).to.equal('Helo Anna');
  });

  it('is kept for its request, and there when somebody comes back to it', async () => {
    const chat = await talk();
    const { key } = await now.customer.submit({ name: 'Kim', email: 'kim@example.com', description: 'Another one' });
    await begin(chat, 'Hello A');
    const { request } = chat;
    chat.request = key;
    await waitUntil(() => texts(chat)[0] === 'Another one');
    expect(field(chat).value).to.equal('');
    expect(editing(chat)).to.equal(false);
    chat.request = request;
    await waitUntil(() => editing(chat) && field(chat).value === 'Hello A');
  });

  it('comes back where so much was said since that its message is not loaded', async function () {
    this.timeout(30_000);
    now = await joined();
    const browser = new MemoryBrowser();
    const { key } = await (await tab(browser)).submit({ name: 'Kim', email: 'kim@example.com', description: 'In one tab' });
    const first = await tab(browser);
    await first.request(key).send('Helo Anna');
    const chat = await customersChat({ ...now, customer: first, kim: first.request(key) });
    await begin(chat, 'Hello Anna');
    chat.remove();
    await writes(first.request(key), 60);
    const second = await tab(browser);
    const kim = second.request(key);
    const again = await customersChat({ ...now, customer: second, kim });
    await waitUntil(() => editing(again) && field(again).value === 'Hello Anna');
    expect(texts(again)).not.to.include('Helo Anna');
    again.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(async () => (await kept(kim)) === '' && !editing(again));
    await kim.goTo(2);
    await waitUntil(() => texts(again).includes('Hello Anna (edited)'));
  });

  it('is the same in every tab, and over in all of them', async () => {
    now = await joined();
    const browser = new MemoryBrowser();
    const [left, right] = [await tab(browser), await tab(browser)];
    const kim = await left.submit({ name: 'Kim', email: 'kim@example.com', description: 'In two tabs' });
    await kim.send('Helo Anna');
    const one = await customersChat({ ...now, customer: left, kim });
    const two = await customersChat({ ...now, customer: right, kim });
    await waitUntil(() => texts(two).includes('Helo Anna') && two.shadowRoot!.querySelector('.more-of'));
    await begin(one, 'Hello A');
    await waitUntil(() => editing(two) && field(two).value === 'Hello A', 'the other tab has it');
    await type(two, 'Hello An');
    await waitUntil(() => field(one).value === 'Hello An', 'and back');
    one.focus();
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !editing(two), 'the other tab has left it, too');
    expect(field(two).value).to.equal('');
  });

  it('waits until whoever is writing is done', async () => {
    const chat = await talk();
    await waitUntil(() => chat.shadowRoot!.querySelector('.more-of'));
    await type(chat, 'Something new');
    const { entry } = now.kim.$messages.get().at(-1) as { entry: { seq: number; at: number } };
    await now.kim.saveDraft(JSON.stringify({ of: entry.seq, at: entry.at, said: 'Helo Anna', text: 'Hello' }), 'edit');
    await now.anna.send('Yes?');
    await waitUntil(() => texts(chat).includes('Yes?'));
    expect(field(chat).value).to.equal('Something new');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => editing(chat) && field(chat).value === 'Hello');
  });

  describe('that can be changed no more', () => {
    it('is the draft once its time is over, before what was typed, with a word', async () => {
      const first = await talk();
      await begin(first, 'Hello Anna, again');
      first.remove();
      await now.kim.saveDraft('A draft');
      now.pass(16 * 60_000);
      await now.anna.send('Are you there?');
      const chat = await customersChat(now);
      await waitUntil(() => field(chat).value === 'Hello Anna, again\nA draft');
      expect(editing(chat)).to.equal(false);
      expect(part(chat, '.fault').innerText).to.equal(nowDraft);
      await waitUntil(() => heard(chat).includes(nowDraft));
      await waitUntil(async () => (await kept(now.kim)) === '' && (await now.kim.draft()) === 'Hello Anna, again\nA draft', 'it is kept as the draft');
    });

    it('is the draft where nothing had been changed yet: nothing', async () => {
      const first = await talk();
      await begin(first, 'Helo Anna');
      first.remove();
      now.pass(16 * 60_000);
      const chat = await customersChat(now);
      await waitUntil(async () => (await kept(now.kim)) === '');
      expect(field(chat).value).to.equal('');
      expect(chat.shadowRoot!.querySelector('.fault')).to.equal(null);
    });

    it('is the draft at once when its message is deleted elsewhere', async () => {
      const chat = await talk();
      await begin(chat, 'Hello Anna, again');
      const { entry } = now.kim.$messages.get().at(-1) as { entry: { seq: number } };
      await now.kim.remove(entry.seq);
      await waitUntil(() => !editing(chat) && field(chat).value === 'Hello Anna, again');
      await waitUntil(() => composer(chat).includes(nowDraft));
    });

    it('stands with the reason why nobody can write once the request is completed, also in a new page', async () => {
      const chat = await talk();
      await begin(chat, 'Hello Anna, again');
      await now.anna.close();
      await waitUntil(() => chat.shadowRoot!.querySelector('.unsent'));
      expect(part(chat, '.unsent p').innerText).to.equal('Hello Anna, again');
      expect(composer(chat)).to.contain(nowDraft);
    });

    it('is found where nobody can write any more, though nothing else was to be loaded', async () => {
      const first = await talk();
      await begin(first, 'Hello Anna, again');
      first.remove();
      await waitUntil(async () => (await kept(now.kim)) !== '');
      await now.anna.close();
      await waitUntil(() => now.kim.$state.get()?.status === 'completed');
      const chat = await customersChat(now);
      await waitUntil(() => chat.shadowRoot!.querySelector('.unsent p')?.textContent === 'Hello Anna, again');
    });
  });

  it('of a message that waits is found by its words once it has gone out', async () => {
    const first = await talk();
    now.desk.cut();
    await waitUntil(() => now.customer.$connection.get().status !== 'connected');
    await type(first, 'Wrod');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => texts(first).includes('Wrod'));
    await begin(first, 'Word');
    first.remove();
    await waitUntil(async () => (await kept(now.kim)) !== '');
    now.desk.restore();
    await waitUntil(() => now.anna.$messages.get().some((line) => line.kind === 'entry' && line.entry.event.type === 'message' && line.entry.event.text === 'Wrod'));
    const chat = await customersChat(now);
    await waitUntil(() => editing(chat) && field(chat).value === 'Word');
    chat.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => texts(chat).includes('Word (edited)'));
  });

  it('is kept until its words stand in the transcript', async () => {
    const chat = await talk();
    await begin(chat, 'Hello Anna');
    const edit = now.kim.edit.bind(now.kim);
    let release = (): void => undefined;
    Reflect.set(now.kim, 'edit', async (...given: Parameters<typeof edit>) => {
      await new Promise<void>((resolve) => (release = resolve));
      return edit(...given);
    });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !editing(chat));
    expect(await kept(now.kim)).to.contain('Hello Anna');
    release();
    await waitUntil(async () => (await kept(now.kim)) === '');
    expect(texts(chat)).to.include('Hello Anna (edited)');
  });

  it('comes back as the draft if it could not be saved at all', async () => {
    const { SupportError } = await import('../../../src/client/errors.ts');
    const chat = await talk();
    await begin(chat, 'Hello Anna');
    Reflect.set(now.kim, 'edit', () => Promise.reject(new SupportError('no_such_message')));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => field(chat).value === 'Hello Anna');
    expect(editing(chat)).to.equal(false);
    expect(chat.shadowRoot!.querySelector('.fault')).not.to.equal(null);
    await waitUntil(async () => (await now.kim.draft()) === 'Hello Anna');
  });

  it('is there again each time that the chat is put into the page', async () => {
    const chat = await talk();
    await begin(chat, 'Hello A');
    const parent = chat.parentElement!;
    for (let n = 0; n < 5; n++) {
      chat.remove();
      parent.append(chat);
      await waitUntil(() => editing(chat) && field(chat).value === 'Hello A');
    }
  });
});
