import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SupportCenter } from '../../../src/elements/support-center/support-center.ts';
import { noChannels } from '../../../src/server/core/deliveries.ts';
import { all, focused, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

SupportCenter.define();

const staff = [
  { id: 'anna', name: 'Anna Berg', role: 'admin' },
  { id: 'ben', name: 'Langername'.repeat(8), companies: ['acme'] },
] as const;
const companies = [
  { id: 'acme', name: 'Acme', channels: { ...noChannels, email: true }, replies: [{ name: 'R'.repeat(60), text: 'Hello {customer}' }] },
  { id: 'globex', name: 'Globex International' },
];

describe('dialogs of the console', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene(['acme', 'globex'], { companies, technicians: staff });
  });
  afterEach(() => {
    desk.end();
  });

  const open = async (name: string, width = 1200): Promise<HTMLElement> => {
    const frame = await fixture<HTMLElement>(html`<div></div>`);
    frame.style.blockSize = '700px';
    frame.style.inlineSize = `${width}px`;
    const element = document.createElement('support-center');
    Object.assign(element, { client: desk.anna });
    frame.append(element);
    await until(() => inside(element, '.tab .count'), 'counts');
    const menu = inside(element, '.availability')!;
    await until(() => inside(menu, '.current'));
    inside(menu, '.current')!.click();
    await until(() => inside(menu, `[data-tool="${name}"]`));
    inside(menu, `[data-tool="${name}"]`)!.click();
    await until(() => inside(inside(element, '.tool') ?? element, 'dialog[open]'), `${name} to open`);
    return inside(element, '.tool')!;
  };
  const press = (tool: Element, label: string) => all(tool, 'button').find((button) => shown(button) === label)!.click();
  const isOpen = (tool: Element) => tool.isConnected && inside(tool, 'dialog[open]') !== null;
  /** Escape as from a keyboard, after a press that a person makes before it. */
  const escape = async () => sendKeys({ press: 'Escape' });

  describe('Escape', () => {
    it('in a half-written reply gives up the reply, and only then closes', async () => {
      const tool = await open('replies');
      await until(() => inside(tool, '.add'));
      press(tool, 'Add a reply');
      await until(() => focused() === inside(tool, '#reply-name'));
      await sendKeys({ type: 'Bye' });
      await escape();
      await until(() => !inside(tool, '#reply-name'));
      expect(isOpen(tool)).to.equal(true);
      await until(() => focused() === inside(tool, '.add'));
      await escape();
      await until(() => !isOpen(tool));
    });

    it('at the question whether to remove a reply takes it back, and the focus with it', async () => {
      const tool = await open('replies');
      await until(() => inside(tool, '.card'));
      [...all(tool, '.card .row button')].at(-1)!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => focused() === inside(tool, '#remove-question'));
      await escape();
      await until(() => !inside(tool, '#remove-question'));
      expect(isOpen(tool)).to.equal(true);
      await until(() => focused() === all(tool, '.card .row button').at(-1));
    });

    for (const [deed, field] of [
      ['Rename', '#rename'],
      ['Add a technician', '#new-id'],
    ] as const) {
      it(`in ${deed} gives up that alone`, async () => {
        const tool = await open('technicians');
        await until(() => inside(tool, '[data-id="ben"]'));
        press(tool, deed);
        await until(() => focused() === inside(tool, field));
        await sendKeys({ type: 'x' });
        await escape();
        await until(() => !inside(tool, field));
        expect(isOpen(tool)).to.equal(true);
        await escape();
        await until(() => !isOpen(tool));
      });
    }
  });

  describe('long names', () => {
    for (const [name, width] of [
      ['technicians', 1200],
      ['technicians', 320],
      ['replies', 1200],
    ] as const) {
      it(`of ${name} break within their cards, ${width} px`, async () => {
        const tool = await open(name, width);
        await until(() => inside(tool, '.card'));
        if (name === 'technicians') await until(() => inside(tool, '[data-id="ben"]'));
        if (name === 'technicians') press(tool, 'Rename');
        await still(tool);
        const body = inside(tool, '.body')!;
        expect(body.scrollWidth).to.be.at.most(body.clientWidth);
        const end = body.getBoundingClientRect().right;
        for (const part of all(tool, '.card, .card *')) expect(part.getBoundingClientRect().right).to.be.at.most(end + 0.5);
      });
    }
  });

  describe('notifications', () => {
    const tick = (tool: Element, name: string) => inside<HTMLInputElement>(tool, `input[name="${name}"]`)!.click();

    it('say until they are saved that companies have different ones', async () => {
      const me = desk.anna.$companies.get()[0]!.me!;
      await desk.anna.setNotifications({ ...me.notifications, browser: true }, 'globex');
      const tool = await open('notifications');
      await until(() => inside(tool, '.note'));
      tick(tool, 'sound');
      await still(tool);
      expect(shown(inside(tool, '.note'))).to.contain('Those of Acme are shown');
      press(tool, 'Save');
      await until(() => inside(tool, '.said'));
      await until(() => !inside(tool, '.note'));
    });

    for (const dir of ['ltr', 'rtl']) {
      it(`put what belongs to a choice below its words, ${dir}`, async () => {
        const tool = await open('notifications');
        tool.style.direction = dir;
        tick(tool, 'email');
        await until(() => inside(tool, '#email-field'));
        await still(tool);
        const edge = (one: Element) => {
          const { left, right } = one.getBoundingClientRect();
          return Math.round(dir === 'rtl' ? right : left);
        };
        for (const one of [inside(tool, '#email-field')!, inside(tool, '.try .button')!]) expect(edge(one)).to.equal(edge(inside(tool, '.check .text')!));
        expect(edge(inside(tool, '.check')!)).to.equal(edge(inside(tool, '.lead')!));
      });
    }

    it('find no fault with an address any more once it is another', async () => {
      const tool = await open('notifications');
      tick(tool, 'email');
      await until(() => inside(tool, '#email-field'));
      const field = inside<HTMLInputElement>(tool, '#email-field')!;
      field.focus();
      field.select();
      await sendKeys({ type: 'nobody' });
      press(tool, 'Save');
      await until(() => field.getAttribute('aria-invalid') === 'true');
      await sendKeys({ press: 'End' });
      await sendKeys({ type: '@example.com' });
      await still(tool);
      expect(field.getAttribute('aria-invalid')).to.equal(null);
      expect(inside(tool, '#fault-email')).to.equal(null);
    });

    it('keep an address in sight that was corrected for an email that is off', async () => {
      const tool = await open('notifications');
      tick(tool, 'email');
      await until(() => inside(tool, '#email-field'));
      inside(tool, '#email-field')!.focus();
      await sendKeys({ type: '@' });
      tick(tool, 'email');
      press(tool, 'Save');
      await until(() => inside(tool, '#fault-email'));
      const field = inside<HTMLInputElement>(tool, '#email-field')!;
      field.select();
      await sendKeys({ type: 'anna@example.com' });
      await still(tool);
      expect(inside(tool, '#email-field') === field).to.equal(true);
      expect(inside(tool, '#fault-email')).to.equal(null);
    });
  });

  it('find no fault with a name any more once it is another', async () => {
    const tool = await open('technicians');
    await until(() => inside(tool, '[data-id="ben"]'));
    press(tool, 'Add a technician');
    await until(() => inside(tool, '#new-id'));
    press(tool, 'Add a technician');
    await until(() => inside(tool, '#fault-id') && inside(tool, '#fault-name'));
    inside(tool, '#new-name')!.focus();
    await sendKeys({ type: 'Cleo' });
    await until(() => !inside(tool, '#fault-name'));
    expect(inside(tool, '#fault-id')).to.not.equal(null);
  });
});
