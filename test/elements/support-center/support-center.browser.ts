import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { atom } from 'nanostores';
import type { RequestList, TechnicianClient } from '../../../src/client/client.ts';
import { SupportCenter } from '../../../src/elements/support-center/support-center.ts';
import { all, announced, focused, happens, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

SupportCenter.define();

describe('support-center', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene();
  });
  afterEach(() => {
    desk.end();
  });

  const center = async (width = 1200, attributes: Partial<SupportCenter> = {}): Promise<SupportCenter> => {
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
  const names = (element: Element, pane: 'mine' | 'all') => all(list(element, pane), 'tbody .select').map(shown);
  const select = async (element: Element, pane: 'mine' | 'all', name: string) => {
    await until(() => names(element, pane).includes(name), `${name} among ${pane}`);
    all(list(element, pane), 'tbody .select')[names(element, pane).indexOf(name)]!.click();
  };
  const details = (element: Element) => inside(element, '.details')!;
  const customer = (element: Element) => shown(inside(details(element), 'h3'));
  const act = async (element: Element, action: string) => {
    const button = () => inside(details(element), `[data-action="${action}"]`);
    await until(() => button() && button()!.getAttribute('aria-disabled') !== 'true', `${action} to be allowed`);
    button()!.click();
  };
  const tab = (element: Element, name: string) => inside<HTMLButtonElement>(element, `#tab-${name}`)!;
  const views = (element: Element) => ['all', 'new', 'active', 'completed'].map((view) => shown(tab(element, `view-${view}`)));
  const menu = (element: Element) => inside(element, '.availability')!;

  describe('accessibility', () => {
    for (const [scheme, lang] of [
      ['light', 'en'],
      ['dark', 'de'],
    ] as const) {
      for (const width of [1200, 1024, 320]) {
        it(`holds empty, with requests, and with one selected: ${scheme}, ${lang}, ${width} px`, async () => {
          const element = await center(width, { lang, colorScheme: scheme });
          await expect(element).to.be.accessible();
          await desk.file('Kim');
          await desk.file('Li', 'globex');
          await until(() => names(element, 'all').length === 2);
          await still(element);
          await expect(element).to.be.accessible();
          await select(element, 'all', 'Kim');
          await until(() => customer(element) === 'Kim');
          await act(element, 'assign');
          await until(() => names(element, 'mine').join() === 'Kim');
          await still(element);
          await expect(element).to.be.accessible();
        });
      }
    }

    it('holds with the menu open, and while a company cannot be reached', async () => {
      const element = await center();
      inside(menu(element), '.current')!.click();
      await until(() => focused()?.getAttribute('role') === 'menuitemradio');
      // The menu fades in; half-faded words have no contrast.
      await still(element);
      await expect(element).to.be.accessible();
      desk.desk.cut();
      await until(() => inside(element, '.connection'));
      await still(element);
      await expect(element).to.be.accessible();
    });

    it('can be named parts of', async () => {
      const element = await center();
      expect(all(element, 'h2, h3').map(shown)).to.deep.equal(['Support Center', 'My Support Requests 0', 'Support Requests']);
      expect(inside(element, '.pane.all')).to.have.attribute('aria-labelledby', 'title-all');
    });
  });

  describe('a request', () => {
    it('appears under New by itself, is taken on, and stays selected when it leaves the view', async () => {
      const element = await center();
      await desk.file('Kim');
      await select(element, 'all', 'Kim');
      await until(() => customer(element) === 'Kim');
      await act(element, 'assign');
      await until(() => names(element, 'mine').join() === 'Kim' && names(element, 'all').length === 0);
      expect(customer(element)).to.equal('Kim');
      await act(element, 'join-chat');
      await act(element, 'end-chat');
      await desk.anna.request('acme', 1).close();
      await until(() => names(element, 'mine').length === 0);
      expect(customer(element)).to.equal('Kim');
      tab(element, 'view-completed').click();
      await until(() => names(element, 'all').join() === 'Kim');
      expect(element.view).to.equal('completed');
    });

    it('is counted in each view, live', async () => {
      const element = await center();
      expect(views(element)).to.deep.equal(['All 0', 'New 0', 'Active 0', 'Completed 0']);
      const kim = await desk.file('Kim');
      const li = await desk.file('Li', 'globex');
      await until(() => views(element).join() === 'All 2,New 2,Active 0,Completed 0');
      await desk.ben.request('acme', kim.key).assign();
      await until(() => views(element).join() === 'All 2,New 1,Active 1,Completed 0');
      await desk.anna.request('globex', li.key).assign();
      await until(() => shown(inside(element, '#title-mine')) === 'My Support Requests 1');
    });

    it('is told of, several at once as a number', async () => {
      const element = await center();
      await desk.file('Kim');
      await until(() => announced(element).includes('New request from'));
      expect(announced(element)).to.match(/New request from .Kim., .Acme./);
      await Promise.all(['Ada', 'Bo', 'Cy'].map((name) => desk.file(name, 'globex')));
      await until(() => announced(element).includes('3 new requests'));
    });

    it('of one’s own can be left and come back to, as it was', async () => {
      const element = await center();
      for (const name of ['Kim', 'Li']) {
        const request = await desk.file(name);
        const own = desk.anna.request('acme', request.key);
        await own.assign();
        await own.joinChat();
      }
      await select(element, 'mine', 'Kim');
      await until(() => customer(element) === 'Kim');
      const field = () => inside<HTMLTextAreaElement>(inside(details(element), '.chat')!, 'textarea');
      await until(() => field());
      field()!.focus();
      await sendKeys({ type: 'Dear Kim' });
      await select(element, 'mine', 'Li');
      await until(() => customer(element) === 'Li' && field()?.value === '');
      await select(element, 'mine', 'Kim');
      await until(() => customer(element) === 'Kim' && field()?.value === 'Dear Kim');
    });
  });

  describe('the selection', () => {
    it('comes in by `request`, and goes out by event and property', async () => {
      await desk.file('Kim');
      await desk.file('Li');
      const element = await center(1200, { request: 'acme/2' });
      await until(() => customer(element) === 'Li');
      expect(all(list(element, 'all'), '.row.selected .select').map(shown)).to.deep.equal(['Li']);
      const selected = happens(element, 'support-select');
      await select(element, 'all', 'Kim');
      expect((await selected).request).to.equal('acme/1');
      expect(element.request).to.equal('acme/1');
      element.setAttribute('request', 'acme/2');
      await until(() => customer(element) === 'Li');
    });

    it('is dispatched once, and touches no address', async () => {
      await desk.file('Kim');
      const element = await center();
      const address = location.href;
      let count = 0;
      element.addEventListener('support-select', () => (count += 1));
      await select(element, 'all', 'Kim');
      await until(() => customer(element) === 'Kim');
      expect(count).to.equal(1);
      expect(location.href).to.equal(address);
    });

    it('of a request that there is none of says so', async () => {
      const element = await center(1200, { request: 'acme/77' });
      await until(() => shown(inside(details(element), '.empty')).includes('There is no such request'));
    });

    it('shows a new request to who is Unavailable, by its address', async () => {
      await desk.file('Kim');
      await desk.anna.setAvailable(false);
      const element = await center(1200, { request: 'acme/1' });
      await until(() => customer(element) === 'Kim');
      expect(names(element, 'all')).to.deep.equal([]);
      expect(inside(details(element), '[data-action="assign"]')).to.have.attribute('aria-disabled', 'true');
    });
  });

  describe('availability', () => {
    const current = (element: Element) => shown(inside(menu(element), '.current'));
    const item = (element: Element, name: string) => all(menu(element), '.item').find((one) => shown(one).startsWith(name))!;

    it('is set for all companies by the menu, and hides what is new', async () => {
      await desk.file('Kim');
      const element = await center();
      await until(() => names(element, 'all').join() === 'Kim');
      expect(current(element)).to.equal('Available');
      const changed = happens(element, 'support-availability-change');
      inside(menu(element), '.current')!.click();
      await until(() => shown(focused()) === 'Available');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      expect((await changed).available).to.equal(false);
      await until(() => current(element) === 'Unavailable');
      await until(() => inside(list(element, 'all'), '.empty .button'));
      expect(views(element)[1]).to.equal('New 0');
      await until(() => focused() === inside(menu(element), '.current'));
      inside(list(element, 'all'), '.empty .button')!.click();
      await until(() => names(element, 'all').join() === 'Kim' && current(element) === 'Available');
    });

    it('is set for one company', async () => {
      await desk.file('Kim');
      await desk.file('Li', 'globex');
      const element = await center();
      await until(() => names(element, 'all').length === 2);
      inside(menu(element), '.current')!.click();
      item(element, 'Globex International').click();
      await until(() => names(element, 'all').join() === 'Kim');
      expect(current(element)).to.equal('Available for 1 of 2');
      expect(item(element, 'Globex International')).to.have.attribute('aria-checked', 'false');
      expect(item(element, 'Acme')).to.have.attribute('aria-checked', 'true');
    });

    it('opens and closes by keyboard, and gives the focus back', async () => {
      const element = await center();
      const button = inside(menu(element), '.current')!;
      button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => button.getAttribute('aria-expanded') === 'true');
      await sendKeys({ press: 'Escape' });
      await until(() => button.getAttribute('aria-expanded') === 'false');
      await until(() => focused() === button);
    });

    it('that could not be set says why', async () => {
      const element = await center();
      desk.desk.cut();
      await until(() => inside(element, '.connection'));
      inside(menu(element), '.current')!.click();
      item(element, 'Unavailable').click();
      await until(() => inside(menu(element), '.note'));
      expect(shown(inside(menu(element), '.note'))).to.contain('no connection');
    });
  });

  describe('a connection', () => {
    it('that is lost is said, and that it is back', async () => {
      const element = await center();
      desk.desk.cut();
      await until(() => shown(inside(element, '.connection')).includes('Reconnecting'));
      desk.desk.restore();
      await until(() => !inside(element, '.connection'));
      expect(announced(element)).to.contain('Connected again');
    });

    it('to one company that there is none of names it, and shows the others’ requests', async () => {
      desk.end();
      desk = await scene(['acme']);
      const { createTechnicianClient } = await import('../../../src/client/technician-client.ts');
      const { MemoryEnvironment } = await import('../../../src/client/memory-environment.ts');
      const client = createTechnicianClient({ transport: desk.desk.transport(), companies: ['acme', 'nowhere'], token: desk.desk.token('anna'), environment: new MemoryEnvironment() });
      await desk.file('Kim');
      const element = await center(1200, { client });
      await until(() => shown(inside(element, '.connection')).includes('nowhere cannot be reached'));
      await until(() => names(element, 'all').join() === 'Kim');
      client.close();
    });
  });

  describe('room', () => {
    it('for all areas shows both lists and the details', async () => {
      const element = await center(1200);
      expect(all(element, '.pane').map((pane) => pane.hidden)).to.deep.equal([false, false]);
      expect(inside(element, '.pane-tabs')).to.equal(null);
    });

    it('for two shows the lists as tabs, with arrows between them', async () => {
      const element = await center(900);
      expect(all(element, '.pane').map((pane) => pane.hidden)).to.deep.equal([true, false]);
      tab(element, 'all').focus();
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => !inside(element, '.pane.mine')!.hidden);
      expect(focused() === tab(element, 'mine')).to.equal(true);
      expect(inside(element, '.pane.mine')).to.have.attribute('role', 'tabpanel');
    });

    it('for one shows the list, then the details, with the way back', async () => {
      await desk.file('Kim');
      const element = await center(400);
      expect(inside(element, '.right')!.hidden).to.equal(true);
      await select(element, 'all', 'Kim');
      await until(() => inside(element, '.lists')!.hidden && customer(element) === 'Kim');
      await until(() => shown(focused()) === 'Kim' && focused()?.localName === 'h3');
      const given = happens(element, 'support-select');
      inside(element, '[slot="before"]')!.click();
      expect((await given).request).to.equal('');
      await until(() => !inside(element, '.lists')!.hidden);
      await until(() => focused()?.classList.contains('select'));
      expect(element.request).to.equal('');
    });

    it('keeps a place for one’s availability: nothing else in the bar moves when it is known', async () => {
      const element = await center(390);
      await until(() => inside(menu(element), '.current'));
      const field = () => {
        const { left, top, width } = inside(element, '.search')!.getBoundingClientRect();
        return [left, top, width].map(Math.round);
      };
      const before = field();
      inside(menu(element), '.current')!.style.display = 'none';
      expect(field()).to.deep.equal(before);
    });

    it('that changes keeps what is selected', async () => {
      await desk.file('Kim');
      const element = await center(1200, { request: 'acme/1' });
      await until(() => customer(element) === 'Kim');
      element.parentElement!.style.inlineSize = '400px';
      await until(() => inside(element, '.lists')!.hidden);
      expect(customer(element)).to.equal('Kim');
    });

    it('is its own even if the page gives it another display', async () => {
      for (let i = 0; i < 30; i++) await desk.file(`Number ${i}`);
      const element = await center(1200);
      element.style.display = 'block';
      await until(() => names(element, 'all').length === 30);
      const scroller = inside(list(element, 'all'), '.scroller')!;
      expect(scroller.scrollHeight).to.be.greaterThan(scroller.clientHeight);
      expect(element.getBoundingClientRect().height).to.be.at.most(701);
    });
  });

  describe('of its lists', () => {
    /** Anna's client, and what its lists are asked for; the first of them may never come to rows. */
    const asking = (first: (list: RequestList) => RequestList = (one) => one) => {
      const asked: string[] = [];
      const client: TechnicianClient = {
        ...desk.anna,
        list: (settings) => {
          asked.push(`${settings.mine ? 'mine' : settings.view} ${settings.direction}`);
          return asked.length === 1 ? first(desk.anna.list(settings)) : desk.anna.list(settings);
        },
      };
      return { asked, client };
    };

    it('the one that is looked at asks first, the others once its rows are there', async () => {
      await desk.file('Kim');
      const { asked, client } = asking();
      const element = await center(1200, { client });
      expect(asked[0]).to.equal('new ascending');
      expect(asked.slice(1).sort()).to.deep.equal(['mine descending', 'new descending']);
      expect(names(element, 'all')).to.deep.equal(['Kim']);
    });

    it('none waits for ever for rows that do not come', async () => {
      const { asked, client } = asking((list) => ({ ...list, $status: atom('loading'), $rows: atom([]), set: (settings) => list.set(settings), release: () => list.release(), loadMore: () => list.loadMore() }));
      await center(1200, { client });
      expect(asked).to.have.length(3);
    });
  });

  it('goes through the views by arrow keys', async () => {
    const element = await center();
    tab(element, 'view-new').focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => element.view === 'active');
    await until(() => tab(element, 'view-active').getAttribute('aria-selected') === 'true');
    expect(focused() === tab(element, 'view-active')).to.equal(true);
    expect(all(element, '.tabs')[0]!.querySelectorAll('[tabindex="0"]')).to.have.length(1);
  });

  it('warns once of a view that there is none of, and shows New', async () => {
    const warnings: string[] = [];
    const { warn } = console;
    console.warn = (...words) => warnings.push(words.join(' '));
    try {
      const element = await center();
      element.setAttribute('view', 'latest');
      await until(() => warnings.length > 0);
      expect(warnings.filter((words) => words.includes('view="latest"'))).to.have.length(1);
      expect(tab(element, 'view-new')).to.have.attribute('aria-selected', 'true');
    } finally {
      console.warn = warn;
    }
  });

  it('is German where the page is, and follows when that changes', async () => {
    await desk.file('Kim');
    const element = await center(1200, { lang: 'de' });
    await until(() => shown(inside(element, '#title-mine')) === 'Meine Support-Anfragen 0');
    expect(views(element)).to.deep.equal(['Alle 1', 'Neu 1', 'Aktiv 0', 'Abgeschlossen 0']);
    element.lang = 'en';
    await until(() => views(element)[1] === 'New 1');
    expect(shown(inside(list(element, 'all'), '.standing .word'))).to.equal('Waiting for chat');
  });

  it('works again after it has been taken out and put back, and leaves nothing behind', async () => {
    await desk.file('Kim');
    const element = await center(1200, { request: 'acme/1' });
    const place = element.parentElement!;
    for (let i = 0; i < 10; i++) {
      element.remove();
      place.append(element);
    }
    await until(() => customer(element) === 'Kim');
    await desk.file('Li');
    await until(() => names(element, 'all').join() === 'Kim,Li');
    let said = 0;
    element.addEventListener('support-request-change', () => (said += 1));
    await act(element, 'assign');
    await until(() => names(element, 'mine').join() === 'Kim');
    expect(said).to.equal(1);
  });
});
