import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { all, announced, focused, scene, shown, still, until, type Scene } from '../console-scene.ts';
import { chat, details, inChat, join, lines, reply, type } from './details-page.ts';

const replies = [
  { name: 'bye', text: 'Thank you, {customer}. Request {number} is closed.' },
  { name: 'hello', text: 'Hello {customer}, this is {technician} of {company}. {unknown}' },
  { name: 'driver', text: 'Install the newest driver.\nThen restart.' },
];

describe('canned replies in request-details', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene(['acme'], { companies: [{ id: 'acme', name: 'Acme', replies }] });
    await desk.file('Kim');
  });
  afterEach(() => {
    desk.end();
  });

  const joined = async (width?: number) => {
    const element = await details(desk.anna, 'acme/1', width);
    await join(element);
    await until(() => reply(element));
    reply(element).focus();
    return element;
  };
  const menu = (element: Element) => inChat(element, '.replies')!;
  const isOpen = (element: Element) => menu(element).matches(':popover-open');
  const options = (element: Element) => all(chat(element), '.canned-name').map(shown);
  const marked = (element: Element) => shown(chat(element).shadowRoot!.getElementById(reply(element).getAttribute('aria-activedescendant') ?? '')?.querySelector('.canned-name'));

  it('open at a slash and narrow while one types, by name and by text; the focus stays in the field', async () => {
    const element = await joined();
    await type('/');
    await until(() => isOpen(element));
    expect(options(element)).to.deep.equal(['bye', 'hello', 'driver']);
    expect(announced(element)).to.contain('3 canned replies');
    await type('restart');
    await until(() => options(element).join() === 'driver');
    expect(focused()).to.equal(reply(element));
    expect(marked(element)).to.equal('driver');
    expect(reply(element)).to.have.attribute('aria-controls', 'replies');
    expect(menu(element)).to.have.attribute('role', 'listbox');
  });

  it('are walked through by the arrows, round and round', async () => {
    const element = await joined();
    await type('/');
    await until(() => isOpen(element));
    expect(marked(element)).to.equal('bye');
    await sendKeys({ press: 'ArrowDown' });
    await until(() => marked(element) === 'hello');
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ press: 'ArrowUp' });
    await until(() => marked(element) === 'driver');
    expect(all(chat(element), '.canned[aria-selected="true"]')).to.have.length(1);
  });

  for (const key of ['Enter', 'Tab']) {
    it(`are put in by ${key} with their placeholders filled, and not sent`, async () => {
      const element = await joined();
      await type('/hel');
      await until(() => isOpen(element) && marked(element) === 'hello');
      await sendKeys({ press: key });
      await until(() => !isOpen(element));
      expect(reply(element).value).to.equal('Hello Kim, this is Anna Berg of Acme. {unknown}');
      expect(focused()).to.equal(reply(element));
      expect(reply(element)).not.to.have.attribute('aria-activedescendant');
      await sendKeys({ press: 'Enter' });
      await until(() => lines(element).includes('Hello Kim, this is Anna Berg of Acme. {unknown}'));
    });
  }

  it('are put in by a click, several lines as they are', async () => {
    const element = await joined();
    await type('/driver');
    await until(() => isOpen(element));
    inChat(element, '.canned')!.click();
    await until(() => reply(element).value === 'Install the newest driver.\nThen restart.');
    expect(focused()).to.equal(reply(element));
  });

  it('leave the text at Escape, and come again with the next slash at the beginning', async () => {
    const element = await joined();
    await type('/by');
    await until(() => isOpen(element));
    await sendKeys({ press: 'Escape' });
    await until(() => !isOpen(element));
    expect(reply(element).value).to.equal('/by');
    await type('e');
    expect(isOpen(element)).to.equal(false);
    for (let i = 0; i < 4; i++) await sendKeys({ press: 'Backspace' });
    await type('/');
    await until(() => isOpen(element));
  });

  it('do not get in the way of what begins with a slash and is none of them', async () => {
    const element = await joined();
    await type('/etc/hosts is the file');
    await until(() => !isOpen(element));
    await sendKeys({ press: 'Enter' });
    await until(() => lines(element).includes('/etc/hosts is the file'));
  });

  it('do not open at a slash further on', async () => {
    const element = await joined();
    await type('either/or');
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
  });

  it('open by a button, too, and go in at the cursor', async () => {
    const element = await joined();
    await type('Well. ');
    inChat(element, '.open-replies')!.click();
    await until(() => isOpen(element));
    expect(inChat(element, '.open-replies')).to.have.attribute('aria-expanded', 'true');
    expect(focused()).to.equal(reply(element));
    await sendKeys({ press: 'Enter' });
    await until(() => reply(element).value === 'Well. Thank you, Kim. Request 1 is closed.');
    inChat(element, '.open-replies')!.click();
    await until(() => isOpen(element));
    await sendKeys({ press: 'Escape' });
    await until(() => !isOpen(element));
  });

  it('close when the focus leaves', async () => {
    const element = await joined();
    await type('/');
    await until(() => isOpen(element));
    reply(element).blur();
    await until(() => !isOpen(element));
  });

  it('are changed by an admin’s word at once', async () => {
    const element = await joined();
    await type('/');
    await until(() => isOpen(element));
    await sendKeys({ press: 'Backspace' });
    desk.end();
    desk = await scene(['acme'], {
      companies: [{ id: 'acme', name: 'Acme', replies }],
      technicians: [
        { id: 'anna', name: 'Anna Berg', role: 'admin' },
        { id: 'ben', name: 'Ben Okafor' },
      ],
    });
    await desk.file('Kim');
    const again = await joined();
    await desk.anna.setReplies('acme', [{ name: 'only', text: 'This one.' }]);
    await type('/');
    await until(() => options(again).join() === 'only');
  });

  it('have neither button nor menu where there are none', async () => {
    desk.end();
    desk = await scene();
    await desk.file('Kim');
    const element = await joined();
    await type('/');
    await element.updateComplete;
    expect(isOpen(element)).to.equal(false);
    expect(inChat(element, '.open-replies')).to.equal(null);
    expect(reply(element)).not.to.have.attribute('aria-haspopup');
  });

  for (const [scheme, lang, width] of [
    ['light', 'en', 1024],
    ['dark', 'de', 320],
  ] as const) {
    it(`are accessible, ${scheme}, ${lang}, ${width} px`, async () => {
      const element = await joined(width);
      element.lang = lang;
      element.colorScheme = scheme;
      await type('/');
      await until(() => isOpen(element));
      await still(element);
      await expect(element).to.be.accessible();
    });
  }
});
