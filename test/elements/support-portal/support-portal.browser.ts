import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { CustomerClient, CustomerConversation } from '../../../src/client/client.ts';
// The portal fetches it by itself, from here it comes file by file.
import '../../../src/elements/support-chat/support-chat.ts';
import { SupportPortal } from '../../../src/elements/support-portal/support-portal.ts';
import { heard, kim, openSupport, reached, settled, type LocalSupport } from '../local-support.ts';
import { waitUntil } from '../../support/wait-until.ts';

SupportPortal.define();

let support: LocalSupport;
let portal: SupportPortal;

async function shown(client: CustomerClient | undefined, change: (portal: SupportPortal) => void = () => undefined): Promise<void> {
  portal = document.createElement('support-portal');
  portal.client = client;
  change(portal);
  document.body.append(portal);
  await portal.updateComplete;
}

/** Looks in the portal and in whatever it is made of. */
function all(selector: string, root: ParentNode = portal.shadowRoot ?? portal): HTMLElement[] {
  const here = [...root.querySelectorAll<HTMLElement>(selector)];
  const inside = [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? all(selector, shadowRoot) : []));
  return [...here, ...inside];
}

function find(selector: string): HTMLElement {
  const [found] = all(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}

const there = (selector: string) => waitUntil(() => all(selector).some((element) => element.checkVisibility()), `no ${selector}`).then(() => find(selector));
const words = () => [portal.shadowRoot, ...all('*').map(({ shadowRoot }) => shadowRoot)].map((root) => root?.textContent ?? '').join(' ');
const says = (text: string) => waitUntil(() => words().includes(text), `nothing says "${text}"`);

/** The innermost element that has the focus. */
function focused(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement;
}
const titled = (title: string) => waitUntil(() => all('#title').some(({ textContent }) => textContent === title), `the title is not "${title}"`);
const listed = (count: number) => waitUntil(() => all('.list .item').length === count, `the list has not ${String(count)} requests`);
const focusOn = (selector: string) => waitUntil(() => focused()?.matches(selector), `the focus is not on ${selector}`);

async function filed(client: CustomerClient, description: string): Promise<CustomerConversation> {
  const request = await client.submit({ ...kim, description });
  await reached(request.$state, Boolean);
  await reached(client.$requests, (rows) => rows.some(({ key }) => key === request.key));
  return request;
}

async function fillAndSubmit(description = kim.description): Promise<void> {
  for (const name of ['name', 'email', 'description'] as const) {
    const field = (await there(`#${name}`)) as HTMLInputElement;
    if (field.value !== '') continue;
    field.focus();
    await sendKeys({ type: name === 'description' ? description : kim[name] });
  }
  const submitted = heard(portal, 'support-request-submitted');
  find('[type=submit]').click();
  await submitted;
}

async function joined(client: CustomerClient): Promise<{ mine: CustomerConversation; theirs: ReturnType<ReturnType<LocalSupport['technician']>['request']> }> {
  const technician = support.technician();
  await reached(client.$settings, (settings) => settings?.live);
  const mine = await filed(client, 'The first one');
  const theirs = technician.request('acme', mine.key);
  await reached(theirs.$state, Boolean);
  await theirs.assign();
  await theirs.joinChat();
  return { mine, theirs };
}

describe('support-portal', () => {
  beforeEach(() => {
    support = openSupport();
  });
  afterEach(() => {
    portal.remove();
    support.close();
    sessionStorage.clear();
  });

  describe('what it shows at its start', () => {
    it('is the form for whoever has asked nothing yet', async () => {
      await shown(support.customer());
      await there('#description');
    });

    it('is the open request that was active last', async () => {
      support.close();
      let ticks = Date.now();
      support = openSupport({
        clock: {
          now: () => (ticks += 1),
          after: (ms, callback) => {
            const timer = setTimeout(callback, ms);
            return () => {
              clearTimeout(timer);
            };
          },
        },
      });
      const client = support.customer();
      const first = await filed(client, 'The first one');
      const second = await filed(client, 'The second one');
      await first.send('One word more');
      await reached(client.$requests, ([newer, older]) => newer && older && older.updatedAt > newer.updatedAt);
      await shown(client);
      await says('Request 1');
      await there('.item[aria-current]');
      expect(all('.item[aria-current]').map(({ dataset }) => dataset['key'])).to.deep.equal([first.key]);
      second.release();
    });

    it('is the request it is named', async () => {
      const client = support.customer();
      await filed(client, 'The first one');
      const { key } = await filed(client, 'The second one');
      await filed(client, 'The third one');
      await shown(client, (one) => {
        one.request = key;
      });
      await says('Request 2');
    });

    it('is the form when all requests are completed', async () => {
      const client = support.customer();
      await (await filed(client, 'Never mind')).withdraw();
      await reached(client.$requests, ([row]) => row?.status === 'completed');
      await shown(client);
      await there('#description');
      await there('.item');
      expect(all('.item').length).to.equal(1);
    });

    it('is the form without a connection, until there is one and nobody has written', async () => {
      const before = support.customer({ storage: 'session' });
      await filed(before, 'The first one');
      before.close();
      support.desk.cut();
      const client = support.customer({ storage: 'session' });
      await reached(client.$connection, ({ status }) => status === 'offline' || status === 'reconnecting');
      await shown(client);
      await there('#description');
      support.desk.restore();
      await says('Request 1');
    });

    it('stays the form that someone writes in, whatever comes to be known', async () => {
      const before = support.customer({ storage: 'session' });
      await filed(before, 'The first one');
      before.close();
      support.desk.cut();
      const client = support.customer({ storage: 'session' });
      await reached(client.$connection, ({ status }) => status === 'offline' || status === 'reconnecting');
      await shown(client);
      (await there('#description')).focus();
      await sendKeys({ type: 'Something else' });
      support.desk.restore();
      await there('.item');
      await settled();
      expect((find('#description') as HTMLTextAreaElement).value).to.equal('Something else');
    });

    it('says that a request is not there, and offers a new one', async () => {
      await shown(support.customer(), (one) => {
        one.request = 'f'.repeat(32);
      });
      await says('There is no such request, or it is not yours to see.');
      find('.missing .button').click();
      await focusOn('#name');
    });

    it('waits with a skeleton for what takes its time', async () => {
      await shown(undefined);
      expect(find('.skeleton').getAttribute('role')).to.equal('status');
      expect(getComputedStyle(find('.skeleton')).opacity).to.equal('0');
    });
  });

  describe('from the form to the chat', () => {
    it('shows the request that was submitted, with its number, and takes the focus there', async () => {
      await shown(support.customer());
      await fillAndSubmit();
      await focusOn('#title');
      await titled('Request 1');
      await says(kim.description);
    });

    it('files another beside it, for which the name is known already', async () => {
      await shown(support.customer());
      await fillAndSubmit();
      await focusOn('#title');
      (await there('#more')).click();
      (await there('.new .entry')).click();
      await focusOn('#description');
      expect((find('#name') as HTMLInputElement).value).to.equal(kim.name);
      await fillAndSubmit('And another thing');
      await titled('Request 2');
      await listed(2);
    });

    it('says what is to be expected', async () => {
      await shown(support.customer());
      await fillAndSubmit();
      await says('A technician will answer, and you will find the answer here.');
    });

    it('tells the page where the customer has gone', async () => {
      const client = support.customer();
      const { key } = await filed(client, 'The first one');
      await shown(client);
      await says('Request 1');
      const toForm = heard(portal, 'support-select');
      (await there('.list-top .button')).click();
      expect((await toForm).key).to.equal(null);
      const toRequest = heard(portal, 'support-select');
      (await there('.item')).click();
      expect((await toRequest).key).to.equal(key);
    });
  });

  describe('own requests', () => {
    it('stand in two groups, the open ones and the earlier ones', async () => {
      const client = support.customer();
      await (await filed(client, 'Long ago')).withdraw();
      await filed(client, 'The printer');
      await shown(client);
      await listed(2);
      expect(all('.list h3').map(({ textContent }) => textContent)).to.deep.equal(['Open', 'Earlier']);
      expect(all('.excerpt').map(({ textContent }) => textContent)).to.deep.equal(['The printer', 'Long ago']);
    });

    it('say what has not been read', async () => {
      const client = support.customer();
      const { theirs } = await joined(client);
      await theirs.send('Hello?');
      const { key } = await filed(client, 'The second one');
      await shown(client, (one) => {
        one.request = key;
      });
      await waitUntil(() => all('.item .badge').length > 0);
      const [badge] = all('.item .badge');
      expect(badge?.parentElement?.textContent).to.contain('unread');
    });

    it('of another tab join the list and change nothing else', async () => {
      const client = support.customer({ storage: 'session' });
      await shown(client);
      const field = await there('#description');
      field.focus();
      await sendKeys({ type: 'I am writing' });
      const otherTab = support.customer({ storage: 'session' });
      await filed(otherTab, 'From the other tab');
      await there('.item');
      expect((find('#description') as HTMLTextAreaElement).value).to.equal('I am writing');
      expect(focused()).to.equal(field);
    });

    it('give way to what is shown where there is no room for both, and the way back leads to the one it came from', async () => {
      await setViewport({ width: 390, height: 700 });
      const client = support.customer();
      await filed(client, 'The first one');
      await filed(client, 'The second one');
      await shown(client);
      await titled('Request 2');
      await listed(2);
      expect(find('.list').checkVisibility()).to.equal(false);
      find('.back').click();
      await focusOn('.item');
      expect(focused()?.textContent).to.contain('The second one');
      expect(find('.main').checkVisibility()).to.equal(false);
      all('.item')[1]?.click();
      await focusOn('#title');
      await titled('Request 1');
      await setViewport({ width: 800, height: 600 });
    });

    it('stay beside what is shown where there is room, and keep the focus', async () => {
      await setViewport({ width: 1024, height: 700 });
      const client = support.customer();
      await filed(client, 'The first one');
      await filed(client, 'The second one');
      await shown(client);
      await titled('Request 2');
      await listed(2);
      const second = all('.item')[1];
      second?.focus();
      await sendKeys({ press: 'Enter' });
      await titled('Request 1');
      await settled();
      expect(focused()).to.equal(second);
      await setViewport({ width: 800, height: 600 });
    });
  });

  describe('the menu of a request', () => {
    it('opens by keyboard, closes with Escape and gives the focus back', async () => {
      const client = support.customer();
      await filed(client, 'The first one');
      await shown(client);
      (await there('#more')).focus();
      await sendKeys({ press: 'Enter' });
      await focusOn('.entry');
      await sendKeys({ press: 'Escape' });
      await focusOn('#more');
    });

    it('says why a chat cannot be ended', async () => {
      const client = support.customer();
      await filed(client, 'The first one');
      await shown(client);
      (await there('#more')).click();
      const entry = await there('.end .entry');
      expect(entry.getAttribute('aria-disabled')).to.equal('true');
      expect(find(`#${entry.getAttribute('aria-describedby') ?? ''}`).textContent).to.equal('There is no chat to end.');
      entry.click();
      expect(find('.announcer[aria-live=assertive]').textContent).to.equal('There is no chat to end.');
    });

    it('ends the chat', async () => {
      const client = support.customer();
      const { mine } = await joined(client);
      await shown(client);
      await says('You are chatting with Anna Weber.');
      (await there('#more')).click();
      (await there('.end .entry')).click();
      await reached(mine.$state, (state) => state?.chat === 'ended');
      await says('Write again if you need more help.');
    });

    it('asks before it withdraws, and does nothing if the answer is no', async () => {
      const client = support.customer();
      const mine = await filed(client, 'The first one');
      await shown(client);
      (await there('#more')).click();
      (await there('.withdraw .entry')).click();
      await focusOn('[value=cancel]');
      await sendKeys({ press: 'Enter' });
      await focusOn('#more');
      expect(mine.$state.get()?.status).to.equal('new');
    });

    it('withdraws, and leaves what can be read and a way on', async () => {
      const client = support.customer();
      const mine = await filed(client, 'The first one');
      await shown(client);
      (await there('#more')).click();
      (await there('.withdraw .entry')).click();
      (await there('[value=withdraw]')).click();
      await reached(mine.$state, (state) => state?.outcome === 'withdrawn');
      await focusOn('#more');
      await says('Completed');
      const next = await there('[slot=completed]');
      expect(next.textContent).to.contain('New request');
      expect(all('textarea').filter((field) => field.checkVisibility()).length).to.equal(0);
      next.click();
      await focusOn('#description');
    });

    it('says that nothing can be decided without a connection', async () => {
      const client = support.customer();
      await filed(client, 'The first one');
      await shown(client);
      await there('#more');
      support.desk.cut();
      await reached(client.$connection, ({ status }) => status !== 'connected');
      const error = heard(portal, 'support-error');
      (await there('#more')).click();
      (await there('.withdraw .entry')).click();
      (await there('[value=withdraw]')).click();
      expect((await error).code).to.equal('offline');
      await says('There is no connection right now.');
    });
  });

  describe('around it', () => {
    it('names the company and whether somebody is there', async () => {
      const client = support.customer();
      await shown(client);
      await says('Acme Support');
      await says('Nobody available');
      const change = heard(portal, 'support-availability-change');
      support.technician();
      expect((await change).available).to.equal(true);
      await says('Available now');
    });

    it('says that the connection is lost, and that it is back', async () => {
      const client = support.customer();
      await shown(client);
      await there('#description');
      const lost = heard(portal, 'support-connection-change');
      support.desk.cut();
      expect((await lost).connection.status).to.equal('reconnecting');
      await says('Connection lost. Reconnecting…');
      support.desk.restore();
      await reached(client.$connection, ({ status }) => status === 'connected');
      await waitUntil(() => all('.announcer').some(({ textContent }) => textContent === 'Connected again.'));
      expect(all('.banner').length).to.equal(0);
    });

    it('moves neither the message field nor the page when it says that the connection is lost', async () => {
      const client = support.customer();
      const mine = await filed(client, 'The first one');
      await shown(client, (one) => {
        one.request = mine.key;
      });
      const field = await there('textarea[rows="1"]');
      const before = field.getBoundingClientRect().top;
      const height = portal.getBoundingClientRect().height;
      support.desk.cut();
      await there('.banner');
      expect(field.getBoundingClientRect().top).to.be.closeTo(before, 1);
      expect(portal.getBoundingClientRect().height).to.be.closeTo(height, 1);
    });

    it('warns of a browser that keeps nothing, unless nothing was to be kept', async () => {
      const client = support.customer();
      await shown({ ...client, storage: 'local' });
      await says('Keep this tab open until everything is sent.');
      portal.remove();
      await shown(client);
      await there('#description');
      expect(all('.banner').length).to.equal(0);
    });

    it('says that a company is not known', async () => {
      await shown(support.customer({ company: 'nobody' }));
      await says('This company is not known here.');
    });

    it('carries the company’s own logo and words', async () => {
      await shown(support.customer(), (one) => {
        for (const [slot, content] of Object.entries({ logo: 'L', heading: 'Help desk', 'form-heading': 'Tell us', 'form-intro': 'Before you write', 'form-footer': 'We keep it for a year' })) {
          one.append(Object.assign(document.createElement('span'), { slot, textContent: content }));
        }
      });
      await there('#description');
      await waitUntil(() => [...portal.children].every((child) => child.checkVisibility()));
      expect(all('.mark').some((mark) => mark.checkVisibility())).to.equal(false);
    });
  });

  describe('in every state, language, light and width', () => {
    const states: readonly (readonly [name: string, reach: (client: CustomerClient) => Promise<unknown>])[] = [
      ['the form', () => there('#description')],
      [
        'a request beside others',
        async (client) => {
          await (await filed(client, 'Long ago')).withdraw();
          await filed(client, `A ${'very'.repeat(40)} long word`);
          portal.remove();
          await shown(client);
          return there('#title');
        },
      ],
      [
        'in the chat, the menu open',
        async (client) => {
          const { theirs } = await joined(client);
          await theirs.send('Hello, which model is it?');
          portal.remove();
          await shown(client);
          await says('You are chatting with');
          (await there('#more')).click();
        },
      ],
      [
        'completed',
        async (client) => {
          const { key, withdraw } = await filed(client, 'Never mind').then((one) => ({ key: one.key, withdraw: () => one.withdraw() }));
          await withdraw();
          portal.request = key;
          await there('[slot=completed]');
        },
      ],
      [
        'without a connection',
        async (client) => {
          await filed(client, 'The first one');
          await there('.item');
          support.desk.cut();
          await says('Connection lost.');
        },
      ],
    ];

    after(() => setViewport({ width: 800, height: 600 }));

    for (const [name, reach] of states) {
      it(`is accessible and stays inside its width: ${name}`, async function () {
        this.timeout(60_000);
        const client = support.customer();
        await shown(client);
        await reach(client);
        for (const width of [320, 1024]) {
          await setViewport({ width, height: 700 });
          for (const lang of ['en', 'de']) {
            portal.lang = lang;
            await waitUntil(() => (lang === 'de' ? /Meine Anfragen|Anfrage senden/ : /My requests|Submit Request/).test(words()), 'the language');
            for (const scheme of ['light', 'dark'] as const) {
              portal.colorScheme = scheme;
              await portal.updateComplete;
              await settled();
              await expect(portal).to.be.accessible();
              expect(document.documentElement.scrollWidth, `${String(width)} ${lang}`).to.be.at.most(width);
            }
          }
        }
      });
    }
  });

  it('comes and goes a hundred times and is the same', async () => {
    const client = support.customer();
    await filed(client, 'The first one');
    await shown(client);
    await says('Request 1');
    for (let i = 0; i < 100; i += 1) {
      portal.remove();
      document.body.append(portal);
    }
    await says('Request 1');
    (await there('.list-top .button')).click();
    await there('#description');
    await fillAndSubmit('After all that');
    await says('Request 2');
  });
});
