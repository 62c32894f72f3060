import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TechnicianClient } from '../../../src/client/client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../../src/client/technician-client.ts';
import { SupportCenter } from '../../../src/elements/support-center/support-center.ts';
import { noChannels } from '../../../src/server/core/deliveries.ts';
import { all, announced, focused, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

SupportCenter.define();

const staff = [
  { id: 'anna', name: 'Anna Berg', role: 'admin' },
  { id: 'ben', name: 'Ben Okafor', companies: ['acme'] },
] as const;
const companies = [
  { id: 'acme', name: 'Acme', channels: { ...noChannels, email: true }, idleAfter: 600_000, replies: [{ name: 'Hello', text: 'Hello {customer}' }] },
  { id: 'globex', name: 'Globex International' },
];

/** Alt, Shift and a letter. */
async function chord(letter: string): Promise<void> {
  await sendKeys({ down: 'Alt' });
  await sendKeys({ down: 'Shift' });
  await sendKeys({ press: letter });
  await sendKeys({ up: 'Shift' });
  await sendKeys({ up: 'Alt' });
}

describe('support-center, what else it does', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene(['acme', 'globex'], { companies, technicians: staff });
  });
  afterEach(() => {
    desk.end();
  });

  const center = async (attributes: Partial<SupportCenter> = {}, width = 1200): Promise<SupportCenter> => {
    const frame = await fixture<HTMLElement>(html`<div></div>`);
    frame.style.blockSize = '700px';
    frame.style.inlineSize = `${width}px`;
    const element = document.createElement('support-center');
    Object.assign(element, { client: desk.anna }, attributes);
    frame.append(element);
    await until(() => inside(element, '.tab .count'), 'counts');
    return element;
  };
  const list = (element: Element, pane: 'mine' | 'all') => inside(element, `.pane.${pane} .list`)!;
  const names = (element: Element, pane: 'mine' | 'all' = 'all') => all(list(element, pane), 'tbody .select').map(shown);
  const details = (element: Element) => inside(element, '.details')!;
  const customer = (element: Element) => shown(inside(details(element), 'h3'));
  const view = (element: Element) => shown(inside(element, '.tabs [id^="tab-view-"][aria-selected="true"]')).replace(/ \d+$/, '');
  const field = (element: Element) => inside<HTMLInputElement>(element, '.search input')!;
  const search = (element: Element, text: string) => {
    const input = field(element);
    input.focus();
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };
  const openTool = async (element: Element, name: string): Promise<HTMLElement> => {
    const menu = inside(element, '.availability')!;
    await until(() => inside(menu, '.current'));
    inside(menu, '.current')!.click();
    await until(() => inside(menu, `[data-tool="${name}"]`));
    inside(menu, `[data-tool="${name}"]`)!.click();
    await until(() => inside(inside(element, '.tool') ?? element, 'dialog[open]'), `${name} to open`);
    return inside(element, '.tool')!;
  };
  const press = (tool: Element, label: string) => all(tool, 'button').find((button) => shown(button) === label)!.click();

  describe('search', () => {
    it('finds among Support Requests by words of the description, and marks them', async () => {
      await desk.file('Kim', 'acme', 'The coffee machine says E07.');
      await desk.file('Li', 'globex', 'The printer is on fire.');
      const element = await center();
      await until(() => names(element).length === 2);
      search(element, 'PRINTER');
      await until(() => names(element).join() === 'Li');
      expect(all(list(element, 'all'), 'mark').map(shown)).to.deep.equal(['printer']);
      await until(() => announced(element).includes('1 request found'));
    });

    it('is cleared by Escape, which a page around it does not hear', async () => {
      await desk.file('Kim');
      const element = await center();
      let heard = 0;
      element.parentElement!.addEventListener('keydown', () => (heard += 1));
      search(element, 'nobody');
      await until(() => inside(list(element, 'all'), '.empty'));
      await sendKeys({ press: 'Escape' });
      await until(() => names(element).join() === 'Kim');
      expect(field(element).value).to.equal('');
      expect(focused() === field(element)).to.equal(true);
      expect(heard).to.equal(0);
    });

    it('that finds nothing says so, and offers All and to clear it', async () => {
      const request = await desk.file('Kim');
      await desk.ben.request('acme', request.key).assign();
      const element = await center();
      search(element, 'kim');
      await until(() => shown(inside(list(element, 'all'), '.empty-title')) === 'Nothing found for kim');
      await still(element);
      await expect(element).to.be.accessible();
      [...element.shadowRoot!.querySelectorAll<HTMLElement>('.way-out button')].find((button) => shown(button) === 'Search in All')!.click();
      await until(() => view(element) === 'All' && names(element).join() === 'Kim');
    });

    it('with wildcards and quotes finds what has them, and nothing else', async () => {
      await desk.file('Kim', 'acme', 'It is at 100% and says "no" \\_o_/');
      await desk.file('Li');
      const element = await center();
      await until(() => names(element).length === 2);
      for (const text of ['100%', '"no"', '\\_o_/']) {
        search(element, text);
        await until(() => names(element).join() === 'Kim', text);
        search(element, '');
        await until(() => names(element).length === 2);
      }
    });

    it('that is too long says so beside the field, and leaves the rows', async () => {
      await desk.file('Kim');
      const element = await center();
      await until(() => names(element).join() === 'Kim');
      search(element, 'x'.repeat(10_000));
      await until(() => inside(element, '#search-fault'));
      expect(shown(inside(element, '#search-fault'))).to.contain('200');
      expect(field(element)).to.have.attribute('aria-invalid', 'true');
      expect(names(element)).to.deep.equal(['Kim']);
      await expect(element).to.be.accessible();
    });
  });

  describe('the company filter', () => {
    const filter = (element: Element) => inside(element, '.top .companies')!;
    const item = (element: Element, label: string) => all(filter(element), '.item').find((one) => shown(one).startsWith(label))!;

    it('shows the requests and counts of those chosen, in both lists, and all again', async () => {
      const request = await desk.file('Kim');
      await desk.anna.request('acme', request.key).assign();
      await desk.file('Li', 'globex');
      const element = await center({ view: 'all' });
      await until(() => names(element).length === 2 && names(element, 'mine').length === 1);
      inside(filter(element), '.current')!.click();
      item(element, 'Acme').click();
      await until(() => names(element).join() === 'Li' && names(element, 'mine').length === 0);
      expect(shown(inside(filter(element), '.current'))).to.equal('Globex International');
      await until(() => shown(inside(element, '#tab-view-all')) === 'All 1');
      await still(filter(element));
      await expect(element).to.be.accessible();
      item(element, 'All companies').click();
      await until(() => names(element).length === 2);
    });

    it('is not there for whoever has one company', async () => {
      const element = await center({ client: desk.ben });
      expect(filter(element)).to.equal(null);
    });

    it('marks a company whose desk cannot be reached, while the others work on', async () => {
      const client = createTechnicianClient({ transport: desk.desk.transport(), companies: ['acme', 'nowhere'], token: desk.desk.token('anna'), environment: new MemoryEnvironment() });
      await desk.file('Kim');
      const element = await center({ client });
      await until(() => names(element).join() === 'Kim');
      inside(filter(element), '.current')!.click();
      await until(() => shown(item(element, 'nowhere')).includes('Cannot be reached'));
      client.close();
    });
  });

  describe('what was chosen', () => {
    const again = async (browser: MemoryBrowser, attributes: Partial<SupportCenter> = {}) => {
      const client: TechnicianClient = createTechnicianClient({
        transport: desk.desk.transport(),
        companies: ['acme', 'globex'],
        token: desk.desk.token('anna'),
        environment: new MemoryEnvironment({ browser }),
      });
      const element = await center({ client, ...attributes });
      return { element, leave: () => (element.parentElement!.remove(), client.close()) };
    };
    const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

    it('survives a reload: view, order, companies, selection and sizes', async () => {
      for (const name of ['Ada', 'Cy', 'Bo']) await desk.file(name);
      const browser = new MemoryBrowser();
      const before = await again(browser);
      await until(() => names(before.element).length === 3);
      inside(before.element, '#tab-view-all')!.click();
      await until(() => view(before.element) === 'All');
      all(list(before.element, 'all'), 'thead button')[2]!.click();
      await until(() => names(before.element).join() === 'Ada,Bo,Cy');
      all(list(before.element, 'all'), 'tbody .select')[1]!.click();
      await until(() => customer(before.element) === 'Bo');
      inside(before.element, '.separator.across')!.focus();
      await sendKeys({ press: 'Home' });
      await settled();
      before.leave();
      const after = await again(browser);
      await until(() => names(after.element).join() === 'Ada,Bo,Cy' && customer(after.element) === 'Bo');
      expect(view(after.element)).to.equal('All');
      expect(after.element.request).to.match(/^acme\//);
      expect(inside(after.element, '.areas')!.style.getPropertyValue('--_across')).to.equal('20%');
      after.leave();
    });

    it('gives way to what the page sets', async () => {
      for (const name of ['Ada', 'Bo']) await desk.file(name);
      const browser = new MemoryBrowser();
      const before = await again(browser);
      inside(before.element, '#tab-view-active')!.click();
      before.element.request = 'acme/1';
      await until(() => customer(before.element) === 'Ada');
      await settled();
      before.leave();
      const after = await again(browser, { view: 'completed', request: 'acme/2' });
      await until(() => customer(after.element) === 'Bo');
      expect(after.element.request).to.equal('acme/2');
      after.leave();
    });
  });

  describe('a request that the page names', () => {
    it('is shown in its view, also when it is completed', async () => {
      const request = await desk.file('Kim');
      const own = desk.ben.request('acme', request.key);
      await own.assign();
      await own.close();
      const element = await center();
      expect(view(element)).to.equal('New');
      element.setAttribute('request', 'acme/1');
      await until(() => customer(element) === 'Kim' && view(element) === 'Completed');
      await until(() => all(list(element, 'all'), '.row.selected').length === 1);
    });

    it('is brought into view among many', async () => {
      for (let i = 0; i < 40; i++) await desk.file(`Number ${i}`);
      const element = await center();
      await until(() => names(element).length === 40);
      element.request = 'acme/40';
      await until(() => inside(list(element, 'all'), '.row.selected'));
      const row = inside(list(element, 'all'), '.row.selected')!.getBoundingClientRect();
      const box = inside(list(element, 'all'), '.scroller')!.getBoundingClientRect();
      expect(row.bottom).to.be.at.most(box.bottom + 1);
      expect(row.top).to.be.at.least(box.top);
    });

    it('does not take the view away from who goes through it by themselves', async () => {
      await desk.file('Kim');
      const element = await center();
      await until(() => names(element).join() === 'Kim');
      all(list(element, 'all'), 'tbody .select')[0]!.click();
      await until(() => customer(element) === 'Kim');
      await desk.anna.request('acme', 1).assign();
      await until(() => names(element, 'mine').join() === 'Kim');
      expect(view(element)).to.equal('New');
    });

    for (const [address, words] of [
      ['acme/77', 'There is no such request'],
      ['nowhere/1', 'This company is not known here'],
    ] as const) {
      it(`but is none (${address}) is said to be none`, async () => {
        const element = await center({ request: address });
        await until(() => shown(inside(details(element), '.empty')).includes(words));
      });
    }
  });

  describe('shortcuts', () => {
    it('go to the next request and the one before, to views and to the search, from wherever the focus is', async () => {
      for (const name of ['Ada', 'Bo']) await desk.file(name);
      const element = await center();
      await until(() => names(element).length === 2);
      await chord('N');
      await until(() => customer(element) === 'Ada');
      await chord('N');
      await until(() => customer(element) === 'Bo');
      await chord('P');
      await until(() => customer(element) === 'Ada');
      await chord('F');
      await until(() => focused() === field(element));
      await chord('V');
      await until(() => desk.anna.$available.get() === false);
    });

    it('assign the request that is shown', async () => {
      await desk.file('Ada');
      const element = await center({ request: 'acme/1' });
      await until(() => inside(details(element), '[data-action="assign"]'));
      await chord('M');
      await until(() => names(element, 'mine').join() === 'Ada');
    });

    it('are no single letters until those are switched on, and never in a text field', async () => {
      for (const name of ['Ada', 'Bo']) await desk.file(name);
      const element = await center();
      await until(() => names(element).length === 2);
      await sendKeys({ press: 'j' });
      await sendKeys({ press: '?' });
      expect(element.request).to.equal('');
      expect(inside(element, '.tool')).to.equal(null);
      const tool = await openTool(element, 'shortcuts');
      inside(tool, 'input[name="letters"]')!.click();
      await sendKeys({ press: 'j' });
      expect(element.request).to.equal('');
      await sendKeys({ press: 'Escape' });
      await until(() => !inside(element, '.tool'));
      await sendKeys({ press: 'j' });
      await until(() => customer(element) === 'Ada');
      field(element).focus();
      await sendKeys({ type: 'jv' });
      expect(field(element).value).to.equal('jv');
      expect(customer(element)).to.equal('Ada');
      expect(desk.anna.$available.get()).to.equal(true);
    });

    it('are listed, can be given other keys, and say who has a key already', async () => {
      await desk.file('Ada');
      const element = await center();
      await until(() => names(element).length === 1);
      const tool = await openTool(element, 'shortcuts');
      await still(tool);
      await expect(tool).to.be.accessible();
      const key = (name: string) => inside(tool, `[data-key="${name}"]`)!;
      key('next chord').focus();
      key('next chord').click();
      await until(() => inside(tool, '#asking'));
      await chord('F');
      await until(() => shown(inside(tool, '.fault')).includes('“Search”'));
      await chord('X');
      await until(() => shown(key('next chord')) === 'Alt+Shift+X');
      await sendKeys({ press: 'Escape' });
      await until(() => !inside(element, '.tool'));
      await chord('N');
      expect(element.request).to.equal('');
      await chord('X');
      await until(() => customer(element) === 'Ada');
    });

    for (const [how, close] of [
      ['button', (dialog: HTMLDialogElement) => dialog.querySelector('button')?.click()],
      ['Escape', (dialog: HTMLDialogElement) => dialog.dispatchEvent(new Event('cancel', { cancelable: true }))],
    ] as const) {
      it(`are heard at once when their list has closed by its ${how}, not a frame later`, async () => {
        await desk.file('Ada');
        const element = await center();
        await until(() => names(element).length === 1);
        const tool = await openTool(element, 'shortcuts');
        close(inside(tool, 'dialog') as HTMLDialogElement);
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'N', code: 'KeyN', altKey: true, shiftKey: true, bubbles: true }));
        expect(element.request).to.equal('acme/1');
        await until(() => !inside(element, '.tool'));
      });
    }

    it('give the focus back when their list closes', async () => {
      const element = await center();
      await openTool(element, 'shortcuts');
      await sendKeys({ press: 'Escape' });
      await until(() => !inside(element, '.tool'));
      await until(() => focused() === inside(inside(element, '.availability')!, '.current'));
    });
  });

  describe('notifications', () => {
    const method = (tool: Element, name: string) => inside<HTMLInputElement>(tool, `input[name="${name}"]`)!;

    it('are kept by the desk, for all companies', async () => {
      const element = await center();
      const tool = await openTool(element, 'notifications');
      method(tool, 'sound').click();
      method(tool, 'email').click();
      await until(() => inside(tool, '#email-field'));
      const address = inside<HTMLInputElement>(tool, '#email-field')!;
      address.value = ' anna@example.com ';
      address.dispatchEvent(new Event('input'));
      press(tool, 'Save');
      await until(() => shown(inside(tool, '.said')) === 'Saved.');
      for (const { me } of desk.anna.$companies.get()) expect(me!.notifications).to.deep.include({ email: { on: true, address: 'anna@example.com' }, sound: true });
      await still(tool);
      await expect(tool).to.be.accessible();
    });

    it('say beside the field that an address is none, and keep nothing', async () => {
      const element = await center();
      const tool = await openTool(element, 'notifications');
      method(tool, 'email').click();
      await until(() => inside(tool, '#email-field'));
      press(tool, 'Save');
      await until(() => shown(inside(tool, '#fault-email')).includes('Enter the address'));
      const address = inside<HTMLInputElement>(tool, '#email-field')!;
      await until(() => focused() === address);
      await sendKeys({ type: 'nobody' });
      press(tool, 'Save');
      await until(() => shown(inside(tool, '#fault-email')).includes('name@example.com'));
      expect(desk.anna.$companies.get()[0]!.me!.notifications.email.on).to.equal(false);
      await still(tool);
      await expect(tool).to.be.accessible();
    });

    it('cannot be chosen where the server cannot send, and say why', async () => {
      const element = await center();
      const tool = await openTool(element, 'notifications');
      expect(method(tool, 'sms').disabled).to.equal(true);
      expect(shown(inside(tool, '#hint-sms'))).to.equal('This server sends no SMS.');
      expect(shown(inside(tool, '#hint-email'))).to.equal('No email is sent for Globex International.');
    });

    it('say that companies have different ones', async () => {
      const me = desk.anna.$companies.get()[0]!.me!;
      await desk.anna.setNotifications({ ...me.notifications, sound: true }, 'globex');
      const element = await center();
      const tool = await openTool(element, 'notifications');
      expect(shown(inside(tool, '.note'))).to.contain('Those of Acme are shown');
    });

    describe('of the browser', () => {
      const real = window.Notification;
      let given: { title: string; options: NotificationOptions; notification: { onclick?: () => void } }[] = [];
      beforeEach(() => {
        given = [];
        class Fake {
          static permission = 'granted';
          static requestPermission = async () => 'granted';
          onclick?: () => void;
          constructor(title: string, options: NotificationOptions) {
            given.push({ title, options, notification: this });
          }
          close() {}
        }
        Object.assign(window, { Notification: Fake });
      });
      afterEach(() => {
        window.Notification = real;
      });
      const wanted = async () => {
        const me = desk.anna.$companies.get()[0]!.me!;
        await desk.anna.setNotifications({ ...me.notifications, browser: true });
      };

      it('name customer and company in exactly one of two pages, and lead to the request', async () => {
        await wanted();
        const one = await center();
        const other = await center();
        await until(() => inside(list(one, 'all'), '.empty') && inside(list(other, 'all'), '.empty'));
        await desk.file('Kim');
        await until(() => given.length > 0);
        await until(() => announced(one).includes('New request') && announced(other).includes('New request'));
        expect(given).to.have.length(1);
        expect(given[0]!.title).to.equal('New request from Kim, Acme');
        given[0]!.notification.onclick!();
        await until(() => customer(one) === 'Kim' || customer(other) === 'Kim');
      });

      it('do not come to who is Unavailable', async () => {
        await wanted();
        const element = await center();
        await desk.anna.setAvailable(false, 'acme');
        await desk.file('Kim');
        await desk.file('Li', 'globex');
        await until(() => given.length > 0);
        expect(given.map(({ title }) => title)).to.deep.equal(['New request from Li, Globex International']);
        expect(names(element)).to.deep.equal(['Li']);
      });

      it('do not tell of what was there before one became Available', async () => {
        await wanted();
        await desk.anna.setAvailable(false);
        const element = await center();
        await desk.file('Kim');
        await desk.anna.setAvailable(true);
        await until(() => announced(element).includes('New request'));
        expect(given).to.have.length(0);
      });

      it('that cannot be made known, as their part is gone, say that the page may be a new one', async () => {
        const element = await center();
        Object.defineProperty(window.Notification, 'permission', {
          get() {
            throw new TypeError('Failed to fetch dynamically imported module');
          },
        });
        await wanted();
        await desk.file('Kim');
        await until(() => shown(inside(element, '.problem')).includes('Reload it'));
        expect(shown(inside(element, '.problem'))).to.contain('new version of this page');
      });

      it('that the browser blocks are said to be blocked', async () => {
        Object.assign(window.Notification, { permission: 'denied' });
        const element = await center();
        const tool = await openTool(element, 'notifications');
        expect(shown(inside(tool, '#hint-browser'))).to.contain('blocks notifications');
        await wanted();
        await desk.file('Kim');
        await until(() => announced(element).includes('New request'));
        expect(given).to.have.length(0);
      });
    });
  });

  describe('a sound', () => {
    const real = window.AudioContext;
    let played = 0;
    beforeEach(() => {
      played = 0;
      const chained = () => ({ gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }, frequency: { value: 0 }, connect: chained, start: () => (played += 1), stop() {} });
      class Fake {
        currentTime = 0;
        destination = {};
        resume = async () => undefined;
        close = async () => undefined;
        createOscillator = chained;
        createGain = chained;
      }
      Object.assign(window, { AudioContext: Fake });
    });
    afterEach(() => {
      window.AudioContext = real;
    });

    it('of two tones tells of a new request, and can be tried', async () => {
      const element = await center();
      const tool = await openTool(element, 'notifications');
      // A press of a key is what lets a page be heard.
      [...all(tool, 'button')].find((button) => shown(button) === 'Play it now')!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => played === 2);
      await sendKeys({ press: 'Escape' });
      const me = desk.anna.$companies.get()[0]!.me!;
      await desk.anna.setNotifications({ ...me.notifications, sound: true });
      await desk.file('Kim');
      await until(() => played === 4);
    });
  });

  describe('idleness', () => {
    it('makes Unavailable where the company wants it, says why, and takes one back', async () => {
      desk.end();
      desk = await scene(['acme', 'globex'], { companies: [{ id: 'acme', name: 'Acme', idleAfter: 300 }, companies[1]!], technicians: staff });
      const element = await center();
      await until(() => !desk.anna.$companies.get()[0]!.me!.available);
      await until(() => shown(inside(element, '.idle')).includes('You were set to Unavailable for Acme because nothing was done here'));
      expect(desk.anna.$companies.get()[1]!.me!.available).to.equal(true);
      await still(element);
      await expect(element).to.be.accessible();
      inside(element, '.idle .button')!.click();
      await until(() => !inside(element, '.idle') && desk.anna.$companies.get()[0]!.me!.available);
    });
  });

  describe('technicians', () => {
    const card = (tool: Element, id: string) => inside(tool, `[data-id="${id}"]`)!;
    const deed = (tool: Element, id: string, label: string) => [...card(tool, id).querySelectorAll<HTMLElement>('button')].find((button) => shown(button) === label)!.click();

    it('are an admin’s to add, rename, promote and disable', async () => {
      const element = await center();
      const tool = await openTool(element, 'technicians');
      await until(() => card(tool, 'ben'));
      await still(tool);
      await expect(tool).to.be.accessible();
      press(tool, 'Add a technician');
      await until(() => focused() === inside(tool, '#new-id'));
      await sendKeys({ type: 'cleo' });
      inside(tool, '#new-name')!.focus();
      await sendKeys({ type: 'Cleo Vance' });
      await sendKeys({ press: 'Enter' });
      await until(() => card(tool, 'cleo'));
      deed(tool, 'cleo', 'Make admin');
      await until(() => shown(card(tool, 'cleo')).includes('Admin'));
      deed(tool, 'cleo', 'Rename');
      await until(() => card(tool, 'cleo').querySelector('input'));
      await until(() => focused() === card(tool, 'cleo').querySelector('input'));
      await sendKeys({ type: ' II' });
      await sendKeys({ press: 'Enter' });
      await until(() => shown(card(tool, 'cleo').querySelector('.name-of')) === 'Cleo Vance II');
      deed(tool, 'cleo', 'Disable');
      await until(() => shown(card(tool, 'cleo')).includes('Requests they have go back to New'));
      await still(tool);
      await expect(tool).to.be.accessible();
      deed(tool, 'cleo', 'Disable');
      await until(() => shown(card(tool, 'cleo')).includes('Disabled'));
    });

    it('say beside it what cannot be', async () => {
      const element = await center();
      const tool = await openTool(element, 'technicians');
      await until(() => card(tool, 'anna'));
      deed(tool, 'anna', 'Make technician');
      await until(() => shown(card(tool, 'anna').querySelector('.fault')).includes('Somebody must be left'));
      press(tool, 'Add a technician');
      await until(() => inside(tool, '#new-id'));
      press(tool, 'Add a technician');
      await until(() => inside(tool, '#fault-id') && inside(tool, '#fault-name'));
      inside(tool, '#new-id')!.focus();
      await sendKeys({ type: 'ben' });
      press(tool, 'Add a technician');
      await until(() => shown(inside(tool, '#fault-id')).includes('works here already'));
    });

    it('are not offered to who is no admin', async () => {
      const element = await center({ client: desk.ben });
      const menu = inside(element, '.availability')!;
      await until(() => inside(menu, '.current'));
      inside(menu, '.current')!.click();
      await until(() => inside(menu, '[data-tool="shortcuts"]'));
      expect(inside(menu, '[data-tool="technicians"]')).to.equal(null);
    });

    it('whose right is withdrawn see nothing of that company any more, at once, and why', async () => {
      await desk.file('Kim');
      const element = await center({ client: desk.ben, request: 'acme/1' });
      await until(() => customer(element) === 'Kim');
      await desk.anna.changeTechnician('acme', { id: 'ben', enabled: false });
      await until(() => shown(inside(element, '.connection')).includes('You no longer have access to the requests of Acme'));
      expect(names(element)).to.deep.equal([]);
      expect(inside(details(element), 'h3')).to.equal(null);
    });
  });

  describe('canned replies', () => {
    it('are an admin’s to add, change and remove', async () => {
      const element = await center();
      const tool = await openTool(element, 'replies');
      await until(() => inside(tool, '[data-reply="Hello"]'));
      press(tool, 'Add a reply');
      await until(() => focused() === inside(tool, '#reply-name'));
      await sendKeys({ type: 'Bye' });
      inside(tool, '#reply-text')!.focus();
      await sendKeys({ type: 'Goodbye {customer}, {nothing}' });
      await until(() => shown(inside(tool, '.body')).includes('Goodbye Kim Customer, {nothing}'));
      await still(tool);
      await expect(tool).to.be.accessible();
      press(tool, 'Save');
      await until(() => inside(tool, '[data-reply="Bye"]'));
      expect(desk.anna.$companies.get()[0]!.console!.replies.map(({ name }) => name)).to.deep.equal(['Hello', 'Bye']);
      inside(tool, '[data-reply="Hello"] button:last-of-type')!.click();
      await until(() => inside(tool, '#remove-question'));
      press(tool, 'Remove');
      inside(tool, '[data-reply="Hello"] .danger')?.click();
      await until(() => !inside(tool, '[data-reply="Hello"]'));
    });

    it('must have names that differ, and a text', async () => {
      const element = await center();
      const tool = await openTool(element, 'replies');
      await until(() => inside(tool, '.add'));
      press(tool, 'Add a reply');
      await until(() => inside(tool, '#reply-name'));
      press(tool, 'Save');
      await until(() => shown(inside(tool, '.fault')) === 'Enter a name and a text.');
      inside(tool, '#reply-name')!.focus();
      await sendKeys({ type: 'Hello' });
      inside(tool, '#reply-text')!.focus();
      await sendKeys({ type: 'x' });
      press(tool, 'Save');
      await until(() => shown(inside(tool, '.fault')) === 'Another reply has this name.');
    });
  });

  describe('sizes', () => {
    const line = (element: Element, name: string) => inside(element, `.separator.${name}`)!;

    it('go by keys and by pointer, and back by a double click', async () => {
      const element = await center();
      const lists = () => inside(element, '.lists')!.getBoundingClientRect().width;
      const own = lists();
      line(element, 'across').focus();
      expect(Number(line(element, 'across').getAttribute('aria-valuenow'))).to.be.closeTo((own / 1200) * 100, 1);
      await sendKeys({ press: 'End' });
      await until(() => lists() > own);
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => Number(line(element, 'across').getAttribute('aria-valuenow')) < 80);
      line(element, 'across').dispatchEvent(new MouseEvent('dblclick'));
      await until(() => Math.abs(lists() - own) < 2);
      const { left, top } = line(element, 'across').getBoundingClientRect();
      // No real pointer is captured by a made-up event.
      const captured = { setPointerCapture: () => undefined, hasPointerCapture: () => true };
      Object.assign(line(element, 'across'), captured);
      const drag = (type: string, clientX: number) => line(element, 'across').dispatchEvent(new PointerEvent(type, { pointerId: 1, button: 0, clientX, clientY: top + 9 }));
      drag('pointerdown', left);
      drag('pointermove', left + 120);
      await until(() => lists() > own + 90);
      drag('pointerup', left + 120);
      await until(() => lists() > own + 90);
    });

    it('are for wide rooms alone', async () => {
      const element = await center({}, 900);
      expect(line(element, 'across')).to.equal(null);
    });
  });

  for (const [scheme, lang, width] of [
    ['dark', 'de', 320],
    ['light', 'de', 1024],
  ] as const) {
    for (const name of ['notifications', 'shortcuts', 'technicians', 'replies']) {
      it(`${name} hold for all senses: ${scheme}, ${lang}, ${width} px`, async () => {
        const element = await center({ colorScheme: scheme, lang }, width);
        const tool = await openTool(element, name);
        if (name === 'technicians') await until(() => inside(tool, '[data-id="ben"]'));
        await still(tool);
        await expect(element).to.be.accessible();
      });
    }
  }
});
