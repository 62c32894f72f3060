import { expect, fixture, html } from '@open-wc/testing';
import type { CustomerConversation } from '../../../src/client/client.ts';
import { createCustomerClient } from '../../../src/client/customer-client.ts';
import { createTechnicianClient } from '../../../src/client/technician-client.ts';
import { MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import type { RequestDetails } from '../../../src/elements/request-details/request-details.ts';
import { all, announced, focused, happens, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';
import { details } from './details-page.ts';

describe('who else is there, in request-details', () => {
  let desk: Scene;
  let kim: CustomerConversation;
  beforeEach(async () => {
    desk = await scene(['acme']);
    kim = await desk.file('Kim');
  });
  afterEach(() => {
    desk.end();
  });

  it('names a colleague who looks at the same request, and only as long as they do', async () => {
    const mine = await details(desk.anna);
    expect(inside(mine, '.viewers')).to.equal(null);
    const theirs = await details(desk.ben);
    await until(() => shown(inside(mine, '.viewing')) === 'Ben Okafor is looking at this too');
    expect(shown(inside(mine, '.face'))).to.equal('BO');
    expect(announced(mine)).to.contain('is looking at this too');
    await until(() => shown(inside(theirs, '.viewing')) === 'Anna Berg is looking at this too');
    theirs.remove();
    await until(() => !inside(mine, '.viewers'));
  });

  it('names them in one line where half a window has room for it', async () => {
    const mine = await details(desk.anna, 'acme/1', 700);
    mine.style.fontFamily = 'system-ui';
    const stop = desk.ben.request('acme', 1).look();
    await until(() => inside(mine, '.viewing'));
    const words = inside(mine, '.viewing')!;
    expect(words.getBoundingClientRect().height).to.be.below(1.5 * parseFloat(getComputedStyle(words).lineHeight));
    stop();
  });

  it('names nobody who has gone on to another request', async () => {
    await desk.file('Li');
    const mine = await details(desk.anna);
    const theirs = await details(desk.ben);
    await until(() => inside(mine, '.viewers'));
    theirs.request = 'acme/2';
    await until(() => !inside(mine, '.viewers'));
  });

  for (const width of [320, 640, 1024]) {
    it(`moves no button when somebody comes, ${String(width)} px`, async () => {
      const mine = await details(desk.anna, 'acme/1', width);
      await until(() => inside(mine, '.actions button'));
      const top = () => Math.round(inside(mine, '.actions button')!.getBoundingClientRect().top - mine.getBoundingClientRect().top);
      const before = top();
      const stop = desk.ben.request('acme', 1).look();
      await until(() => inside(mine, '.viewers'));
      expect(top()).to.equal(before);
      stop();
    });
  }

  it('counts colleagues where there are several, and names each for who hears it', async () => {
    desk.end();
    desk = await scene(['acme'], { technicians: [{ id: 'anna', name: 'Anna Berg' }, { id: 'ben', name: 'Ben Okafor' }, { id: 'cleo', name: 'Cleo' }] });
    await desk.file('Kim');
    const cleo = createTechnicianClient({ transport: desk.desk.transport(), companies: ['acme'], token: desk.desk.token('cleo'), environment: new MemoryEnvironment() });
    const mine = await details(desk.anna);
    desk.ben.request('acme', 1).look();
    cleo.request('acme', 1).look();
    await until(() => shown(inside(mine, '.viewing')) === '2 colleagues are looking at this too');
    expect(inside(mine, '.viewing')!.textContent.replaceAll(/[\u2068\u2069]/g, '')).to.contain('Ben Okafor and Cleo');
    expect(all(mine, '.face').map(shown)).to.deep.equal(['BO', 'C']);
    cleo.close();
  });

  describe('earlier requests', () => {
    const section = (element: Element) => inside<HTMLDetailsElement>(element, '[data-section="earlier"]');
    const others = (element: Element) => all(element, '.earlier-one');
    const another = async (email: string, description: string) => {
      const customer = createCustomerClient({ transport: desk.desk.transport(), company: 'acme', environment: new MemoryEnvironment() });
      await customer.submit({ name: 'Somebody', email, description });
      customer.close();
    };

    it('of the same email are counted while closed, and lead there when opened', async () => {
      await another('Customer@Example.com', 'The scanner.');
      await another('other@example.com', 'Not theirs.');
      const element = await details(desk.anna);
      await until(() => section(element));
      expect(shown(section(element)!.querySelector('summary'))).to.equal('Earlier requests1');
      section(element)!.querySelector('summary')!.click();
      await until(() => section(element)!.open);
      expect(others(element).map((one) => shown(one.querySelector('.excerpt')))).to.deep.equal(['The scanner.']);
      const selected = happens(element, 'support-select');
      others(element)[0]!.focus();
      others(element)[0]!.click();
      expect((await selected).request).to.equal('acme/2');
      await until(() => shown(inside(element, 'h3')) === 'Somebody');
      await until(() => focused() === inside(element, 'h3'));
      // From there the way back is the same.
      await until(() => others(element).length === 1 && shown(others(element)[0]!.querySelector('.number')) === '#1');
    });

    it('are chosen for whoever gave the conversation, who shows the other one', async () => {
      await another('customer@example.com', 'The scanner.');
      const conversation = desk.anna.request('acme', 1);
      const element = await fixture<RequestDetails>(html`<request-details .client=${desk.anna} .conversation=${conversation}></request-details>`);
      await until(() => others(element).length === 1);
      const selected = happens(element, 'support-select');
      others(element)[0]!.click();
      const { company, number } = await selected;
      expect([company, number]).to.deep.equal(['acme', 2]);
      await element.updateComplete;
      expect(shown(inside(element, 'h3'))).to.equal('Kim');
      conversation.release();
    });

    it('have no section where there are none', async () => {
      const element = await details(desk.anna);
      await until(() => inside(element, '.actions button'));
      await desk.anna.request('acme', 1).earlier();
      await element.updateComplete;
      expect(section(element)).to.equal(null);
    });

    it('that have come since are there when they are opened', async () => {
      await another('customer@example.com', 'Two.');
      const element = await details(desk.anna);
      await until(() => section(element));
      await another('customer@example.com', 'Three.');
      section(element)!.querySelector('summary')!.click();
      await until(() => others(element).length === 2);
    });
  });

  it('says by the company’s own measure how long somebody waits', async () => {
    desk.end();
    let ahead = 0;
    const clock = {
      now: () => Date.now() + ahead,
      after: (ms: number, callback: () => void) => {
        const timer = setTimeout(callback, ms);
        return () => {
          clearTimeout(timer);
        };
      },
    };
    ahead = -90_000;
    desk = await scene(['acme'], { clock, companies: [{ id: 'acme', name: 'Acme', waits: { long: 60_000, tooLong: 80_000 } }] });
    kim = await desk.file('Kim');
    const element = await details(desk.anna);
    await until(() => inside(element, '.wait'));
    expect(inside(element, '.wait')!.className).to.contain('too-long');
    expect(kim.$state.get()?.chat).to.equal('waiting');
  });

  for (const [scheme, lang, width] of [
    ['light', 'en', 1024],
    ['dark', 'de', 320],
  ] as const) {
    it(`is accessible, ${scheme}, ${lang}, ${width} px`, async () => {
      const customer = createCustomerClient({ transport: desk.desk.transport(), company: 'acme', environment: new MemoryEnvironment() });
      await customer.submit({ name: 'Kim', email: 'customer@example.com', description: 'Another.' });
      const element = await details(desk.anna, 'acme/1', width);
      element.lang = lang;
      element.colorScheme = scheme;
      // Two elements in one page would each be taken for its only header.
      const stop = desk.ben.request('acme', 1).look();
      await until(() => inside(element, '.viewers') && inside(element, '[data-section="earlier"]'));
      inside(element, '[data-section="earlier"] summary')!.click();
      await still(element);
      await expect(element).to.be.accessible();
      stop();
      customer.close();
    });
  }
});
