import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../../src/client/technician-client.ts';
import { RequestList } from '../../../src/elements/request-list/request-list.ts';
import { all, announced, focused, happens, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

RequestList.define();

describe('request-list', () => {
  let desk: Scene;
  beforeEach(async () => {
    desk = await scene();
  });
  afterEach(() => {
    desk.end();
  });

  const list = async (attributes: Partial<RequestList> = {}): Promise<RequestList> => {
    const element = await fixture<RequestList>(html`<request-list></request-list>`);
    Object.assign(element, { client: desk.anna }, attributes);
    await until(() => inside(element, 'table, .empty'), 'rows or their absence');
    return element;
  };
  const rows = (element: Element) => all(element, 'tbody tr');
  const names = (element: Element) => all(element, 'tbody tr .select').map(shown);
  const headings = (element: Element) => all(element, 'thead th').map(shown);
  const heading = (element: Element, label: string) => all(element, 'thead th').find((one) => shown(one) === label)!;

  describe('accessibility', () => {
    for (const [scheme, lang, width] of [
      ['light', 'en', 1024],
      ['dark', 'de', 320],
    ] as const) {
      it(`holds with rows, ${scheme}, ${lang}, ${width} px`, async () => {
        await desk.file('Kim');
        await desk.file('Li', 'globex');
        const element = await fixture<RequestList>(html`<request-list lang=${lang} color-scheme=${scheme} view="all" request="acme/1" .client=${desk.anna}></request-list>`);
        element.style.inlineSize = `${width}px`;
        await until(() => rows(element).length === 2);
        await expect(element).to.be.accessible();
      });

      it(`holds without rows and while Unavailable, ${scheme}, ${lang}, ${width} px`, async () => {
        const element = await fixture<RequestList>(html`<request-list lang=${lang} color-scheme=${scheme} .client=${desk.anna}></request-list>`);
        element.style.inlineSize = `${width}px`;
        await until(() => inside(element, '.empty'));
        await expect(element).to.be.accessible();
        await desk.anna.setAvailable(false);
        await until(() => inside(element, '.empty .button'));
        await expect(element).to.be.accessible();
      });
    }

    it('holds while it waits for rows with less room than the picture of them needs', async () => {
      const never = createTechnicianClient({ transport: desk.desk.transport(), companies: ['acme'], token: () => new Promise(() => {}), environment: new MemoryEnvironment() });
      const element = await fixture<RequestList>(html`<request-list .client=${never}></request-list>`);
      element.style.blockSize = '8em';
      await until(() => inside(element, '.skeleton'));
      await still(element);
      await expect(element).to.be.accessible();
      never.close();
    });

    it('is a native table whose sorted heading alone says so', async () => {
      await desk.file('Kim');
      const element = await list();
      expect(inside(element, 'table')).to.have.attribute('aria-label', 'Support Requests');
      expect(all(element, '[aria-sort]').map(shown)).to.deep.equal(['Submitted']);
      expect(heading(element, 'Submitted')).to.have.attribute('aria-sort', 'ascending');
      expect(all(element, 'thead th > button')).to.have.length(6);
    });

    it('calls a row by customer, number, status and what is unread', async () => {
      await desk.file('Kim');
      const element = await list();
      const button = inside(element, '.select')!;
      const said = button
        .getAttribute('aria-labelledby')!
        .split(' ')
        .map((id) => element.shadowRoot!.getElementById(id)?.textContent.trim())
        .join(' ');
      expect(said).to.match(/^Kim 1 Waiting for chat/);
    });
  });

  describe('columns', () => {
    it('are those of Support Requests', async () => {
      await desk.file('Kim', 'globex');
      const element = await list();
      expect(headings(element)).to.deep.equal(['Submitted', 'ID', 'Customer', 'Company', 'Status', 'Technician']);
      const cells = [...rows(element)[0]!.children].map(shown);
      expect(cells.slice(1)).to.deep.equal(['1', 'Kim Kim needs help with the printer.', 'Globex International', 'Waiting for chat', '']);
    });

    it('are those of My Support Requests', async () => {
      const request = await desk.file('Kim');
      await desk.anna.request('acme', request.key).assign();
      const element = await list({ mine: true });
      await until(() => inside(element, 'table'));
      expect(headings(element)).to.deep.equal(['On', 'ID', 'Customer', 'Company', 'Status']);
      await until(() => names(element).join() === 'Kim');
    });

    it('are German where the page is', async () => {
      await desk.file('Kim');
      const element = await list({ lang: 'de' });
      await until(() => headings(element)[0] === 'Eingegangen');
      expect(headings(element)).to.deep.equal(['Eingegangen', 'ID', 'Kunde', 'Firma', 'Status', 'Techniker']);
    });
  });

  it('tells the whole date and time to whoever points at a time', async () => {
    await desk.file('Kim');
    const element = await list({ lang: 'en' });
    const time = inside(element, 'tbody time') as HTMLTimeElement;
    expect(time.title).to.equal('');
    time.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
    expect(time.title).to.equal(new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(Date.parse(time.dateTime)));
  });

  describe('sorting', () => {
    it('begins New with whoever has waited longest, and turns round by the heading', async () => {
      for (const name of ['Ada', 'Cy', 'Bo']) await desk.file(name);
      const element = await list();
      await until(() => names(element).join() === 'Ada,Cy,Bo');
      heading(element, 'Submitted').querySelector('button')!.click();
      await until(() => names(element).join() === 'Bo,Cy,Ada');
      expect(heading(element, 'Submitted')).to.have.attribute('aria-sort', 'descending');
    });

    it('sorts by every heading, both ways, and keeps the focus there', async () => {
      for (const name of ['Ada', 'Cy', 'Bo']) await desk.file(name);
      const element = await list();
      const button = heading(element, 'Customer').querySelector('button')!;
      button.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => names(element).join() === 'Ada,Bo,Cy');
      await sendKeys({ press: 'Enter' });
      await until(() => names(element).join() === 'Cy,Bo,Ada');
      expect(focused()).to.equal(button);
      expect([element.sort, element.direction]).to.deep.equal(['customer', 'descending']);
      for (const label of ['Submitted', 'ID', 'Company', 'Status', 'Technician']) {
        for (let turn = 0; turn < 2; turn++) heading(element, label).querySelector('button')!.click();
        await until(() => heading(element, label).hasAttribute('aria-sort'));
      }
      expect(all(element, '[aria-sort]')).to.have.length(1);
    });

    it('sorts one’s own by every heading, both ways, and tells the page', async () => {
      for (const name of ['Ada', 'Cy', 'Bo']) {
        const request = await desk.file(name);
        await desk.anna.request('acme', request.key).assign();
      }
      const element = await list({ mine: true });
      await until(() => rows(element).length === 3);
      const told: string[] = [];
      element.addEventListener('support-sort', ({ sort, direction }) => told.push(`${sort} ${direction}`));
      for (const label of ['On', 'ID', 'Customer', 'Company', 'Status']) {
        const seen = new Set<string | null>();
        for (let turn = 0; turn < 2; turn++) {
          const sorted = () => heading(element, label).getAttribute('aria-sort');
          const before = sorted();
          heading(element, label).querySelector('button')!.focus();
          await sendKeys({ press: 'Enter' });
          // The heading speaks of the rows that are there, so it turns with them.
          await until(() => sorted() !== null && sorted() !== before);
          seen.add(sorted());
        }
        expect([...seen].sort()).to.deep.equal(['ascending', 'descending']);
        expect(all(element, '[aria-sort]')).to.have.length(1);
      }
      expect(told).to.have.length(10);
      expect(told[4]).to.equal('customer ascending');
      expect(told[5]).to.equal('customer descending');
    });

    it('says at once which way it will be sorted when the rows are late, and once they are there says so aloud', async () => {
      await desk.file('Ada');
      const transport = desk.desk.transport();
      const late: (() => void)[] = [];
      let holding = false;
      const connect: typeof transport.connect = (company, events) =>
        transport.connect(company, {
          ...events,
          message: (text) => {
            if (holding) late.push(() => events.message(text));
            else events.message(text);
          },
        });
      const client = createTechnicianClient({ transport: { ...transport, connect }, companies: ['acme'], token: desk.desk.token('anna'), environment: new MemoryEnvironment() });
      const element = await list({ client });
      await until(() => rows(element).length === 1);
      holding = true;
      heading(element, 'Customer').querySelector('button')!.click();
      await element.updateComplete;
      expect(heading(element, 'Customer').hasAttribute('aria-sort'), 'until somebody could see it, it is of the rows that are there').to.equal(false);
      await until(() => heading(element, 'Customer').getAttribute('aria-sort') === 'ascending');
      expect(all(element, '[aria-sort]')).to.have.length(1);
      expect(announced(element)).to.equal('');
      for (const message of late) message();
      await until(() => announced(element).includes('Customer'));
      client.close();
    });

    it('ends with heading and rows in the order of the last press, however quickly one follows the other and however late the rows are', async () => {
      for (const name of ['Ada', 'Cy', 'Bo']) await desk.file(name);
      const transport = desk.desk.transport();
      const late: (() => void)[] = [];
      let holding = false;
      const connect: typeof transport.connect = (company, events) =>
        transport.connect(company, {
          ...events,
          message: (text) => {
            if (holding) late.push(() => events.message(text));
            else events.message(text);
          },
        });
      const client = createTechnicianClient({ transport: { ...transport, connect }, companies: ['acme'], token: desk.desk.token('anna'), environment: new MemoryEnvironment() });
      const element = await list({ client });
      await until(() => names(element).join() === 'Ada,Cy,Bo');
      holding = true;
      const arrive = () => {
        for (const message of late.splice(0)) message();
      };
      // Of the answers some come between two presses, and not always in time to be rendered; the others after the last.
      for (const between of ['--', '-a', 'a-', 'ra', '-ra-', 'aa--', '-a-r']) {
        for (const what of between) {
          const held = late.length;
          heading(element, 'Submitted').querySelector('button')!.click();
          await until(() => late.length > held);
          if (what !== '-') arrive();
          if (what === 'r') await element.updateComplete;
        }
        arrive();
        const { direction } = element;
        await until(() => heading(element, 'Submitted').getAttribute('aria-sort') === direction);
        await nextFrame();
        expect(names(element).join(), between).to.equal(direction === 'ascending' ? 'Ada,Cy,Bo' : 'Bo,Cy,Ada');
      }
      client.close();
    });

    it('warns once of a column that there is none of, and shows its own order', async () => {
      const warnings: unknown[] = [];
      const { warn } = console;
      console.warn = (...words) => warnings.push(words.join(' '));
      try {
        await desk.file('Kim');
        const element = await fixture<RequestList>(html`<request-list sort="colour" view="latest" .client=${desk.anna}></request-list>`);
        await until(() => rows(element).length === 1);
        expect(warnings.filter((words) => String(words).includes('sort="colour"'))).to.have.length(1);
        expect(warnings.filter((words) => String(words).includes('view="latest"'))).to.have.length(1);
      } finally {
        console.warn = warn;
      }
    });
  });

  describe('a search', () => {
    it('by attribute finds by number, customer, email, company and description, and marks what it finds', async () => {
      await desk.file('Zoë', 'acme', 'The coffee machine says E07.');
      await desk.file('Kim', 'globex', 'The printer prints blank pages.');
      const element = await list({ view: 'all' });
      await until(() => rows(element).length === 2);
      for (const [search, found] of [
        ['zoe', 'Zoë'],
        ['COFFEE e07', 'Zoë'],
        ['globex', 'Kim'],
        ['customer@example.com printer', 'Kim'],
      ] as const) {
        element.search = search;
        await until(() => names(element).join() === found, search);
      }
      element.search = 'zoe coffee';
      await until(() => all(element, 'mark').map(shown).join() === 'Zoë,coffee');
      await expect(element).to.be.accessible();
      element.search = '';
      await until(() => rows(element).length === 2);
      expect(all(element, 'mark')).to.have.length(0);
    });

    it('that finds what is there already says so, and so does another that finds nothing', async () => {
      await desk.file('Kim');
      const element = await list();
      await until(() => rows(element).length === 1);
      element.search = 'kim';
      await until(() => announced(element).includes('1 request found'));
      element.search = 'zzzz';
      await until(() => announced(element).includes('Nothing found for \u2068zzzz'));
      element.search = 'zzzzz';
      await until(() => announced(element).includes('Nothing found for \u2068zzzzz'));
    });

    it('that is too long says so above the rows, and keeps them', async () => {
      await desk.file('Kim');
      const element = await list();
      await until(() => rows(element).length === 1);
      element.search = 'x'.repeat(10_000);
      await until(() => shown(inside(element, '.note')).includes('At most 200 characters'));
      expect(names(element)).to.deep.equal(['Kim']);
    });
  });

  describe('a wait', () => {
    /** The desk's clock is so far behind. */
    let ago = 0;
    const clock = {
      now: () => Date.now() - ago,
      after: (ms: number, callback: () => void) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    };

    it('is long and too long by what the company says, in words, too', async () => {
      desk.end();
      ago = 25 * 60_000;
      desk = await scene(['acme', 'globex'], {
        clock,
        companies: [
          { id: 'acme', name: 'Acme', waits: { long: 20 * 60_000, tooLong: 60 * 60_000 } },
          { id: 'globex', name: 'Globex', waits: { long: 60_000, tooLong: 5 * 60_000 } },
        ],
      });
      await desk.file('Kim');
      await desk.file('Li', 'globex');
      ago = 0;
      const element = await list();
      await until(() => rows(element).length === 2);
      const wait = (name: string) => rows(element)[names(element).indexOf(name)]!.querySelector<HTMLElement>('.wait')!;
      expect(wait('Kim')).to.have.class('long');
      expect(wait('Kim').title).to.equal('Waiting for 25 min, which is long');
      expect(wait('Li')).to.have.class('too-long');
      expect(wait('Li').title).to.contain('too long');
    });

    it('goes on being shown among one’s own, beside since when one has it', async () => {
      desk.end();
      ago = 25 * 60_000;
      desk = await scene(['acme', 'globex'], { clock });
      const request = await desk.file('Kim');
      ago = 12 * 60_000;
      const taken = clock.now();
      await desk.anna.request('acme', request.key).assign();
      ago = 0;
      const element = await list({ mine: true });
      await until(() => rows(element).length === 1);
      const on = new Date(inside(element, '.on time')!.getAttribute('datetime')!).getTime();
      expect(Math.abs(on - taken)).to.be.lessThan(60_000, 'when it was assigned, not when it was submitted');
      expect(inside(element, '.wait')).to.have.class('too-long');
      expect(inside(element, '.wait')!.title).to.equal('Waiting for 25 min, which is too long');
    });
  });

  describe('an invitation', () => {
    it('stands among one’s own, marked until one has come', async () => {
      const request = await desk.file('Kim');
      const theirs = desk.ben.request('acme', request.key);
      await theirs.assign();
      await theirs.joinChat();
      const element = await list({ mine: true });
      expect(rows(element)).to.have.length(0);
      await theirs.invite('anna');
      await until(() => shown(inside(element, '.invited')) === 'Invited');
      const said = inside(element, '.select')!.getAttribute('aria-labelledby')!;
      expect(said.split(' ').map((id) => shown(element.shadowRoot!.getElementById(id)))).to.include('Invited');
      await expect(element).to.be.accessible();
      await desk.anna.request('acme', request.key).joinChat();
      await until(() => !inside(element, '.invited'));
      expect(names(element)).to.deep.equal(['Kim']);
    });
  });

  describe('live rows', () => {
    it('come by themselves, tinted, and without moving the focus', async () => {
      await desk.file('Ada');
      const element = await list();
      inside(element, '.select')!.focus();
      await desk.file('Bo');
      await until(() => rows(element).length === 2);
      expect(rows(element)[1]!).to.have.class('arrived');
      expect(rows(element)[0]!).not.to.have.class('arrived');
      expect(shown(focused())).to.equal('Ada');
    });

    it('lose the tint when it has run out', async () => {
      await desk.file('Ada');
      const element = await list();
      await desk.file('Bo');
      await until(() => inside(element, '.arrived'));
      inside(element, '.arrived')!.dispatchEvent(new AnimationEvent('animationend', { animationName: 'tint', bubbles: true }));
      await until(() => !inside(element, '.arrived'));
    });

    it('are not tinted when a view or an order brings them', async () => {
      await desk.file('Ada');
      const request = await desk.file('Bo');
      await desk.ben.request('acme', request.key).assign();
      const element = await list();
      await until(() => names(element).join() === 'Ada');
      element.view = 'all';
      await until(() => rows(element).length === 2);
      expect(all(element, '.arrived')).to.have.length(0);
    });

    it('are not tinted when they come back after a search that has found nothing; what comes then is', async () => {
      for (const name of ['Ada', 'Bo', 'Cy']) await desk.file(name);
      const element = await list();
      await until(() => rows(element).length === 3);
      element.search = 'zzzz';
      await until(() => inside(element, '.empty'));
      element.search = '';
      await until(() => rows(element).length === 3);
      expect(all(element, '.arrived')).to.have.length(0);
      await desk.file('Dee');
      await until(() => all(element, '.arrived .select').map(shown).join() === 'Dee');
    });

    it('change alone: one change renders one row', async () => {
      for (const name of ['Ada', 'Bo', 'Cy']) await desk.file(name);
      const element = await list({ view: 'all', sort: 'id' });
      await until(() => rows(element).length === 3);
      const touched = new Set<string>();
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes) touched.add((target instanceof Element ? target : target.parentElement)?.closest('tr')?.dataset['key'] ?? 'the table');
      });
      observer.observe(inside(element, 'tbody')!, { subtree: true, childList: true, characterData: true, attributes: true });
      const bo = rows(element)[1]!.dataset['key']!;
      await desk.ben.request('acme', bo).assign();
      await until(() => shown(rows(element)[1]).includes('Ben Okafor'));
      observer.disconnect();
      expect([...touched]).to.deep.equal([bo]);
    });

    it('hand the focus on when they leave', async () => {
      for (const name of ['Ada', 'Bo', 'Cy']) await desk.file(name);
      const element = await list();
      all(element, '.select')[1]!.focus();
      const bo = rows(element)[1]!.dataset['key']!;
      await desk.ben.request('acme', bo).assign();
      await until(() => rows(element).length === 2);
      await until(() => shown(focused()) === 'Cy');
    });

    it('leave the focus on what is said instead when the last one goes', async () => {
      const request = await desk.file('Ada');
      const element = await list();
      inside(element, '.select')!.focus();
      await desk.ben.request('acme', request.key).assign();
      await until(() => inside(element, '.empty'));
      expect(shown(focused())).to.equal('No new requests');
    });

    it('keep the focus when the order moves them', async () => {
      for (const name of ['Ada', 'Bo']) await desk.file(name);
      const element = await list();
      all(element, '.select')[0]!.focus();
      element.direction = 'descending';
      await until(() => names(element).join() === 'Bo,Ada');
      await until(() => shown(focused()) === 'Ada');
    });

    it('count what is unread', async () => {
      const request = await desk.file('Kim');
      const element = await list();
      await request.send('Hello?');
      await request.send('Anybody?');
      await until(() => Number(shown(inside(element, '.badge'))) >= 2);
    });
  });

  describe('in German, where words are long', () => {
    for (const width of [320, 378, 420, 520, 560, 600, 623, 639, 640, 720, 1024]) {
      it(`shows each heading whole, and nothing beside its room, ${width} px`, async () => {
        const acme = await desk.file('Kim');
        await desk.ben.request('acme', acme.key).assign();
        const element = await list({ lang: 'de', view: 'all' });
        element.style.cssText = `inline-size: ${width}px; font-family: system-ui`;
        await until(() => headings(element)[0] === 'Eingegangen' && shown(rows(element)[0]).includes('Ben Okafor'));
        await still(element);
        const scroller = inside(element, '.scroller')!;
        expect(scroller.scrollWidth).to.be.at.most(scroller.clientWidth);
        // The arrow of the sorted one belongs to it, and may stick out of its button.
        const ends = all(element, 'thead th').map((th) => th.querySelector(th.hasAttribute('aria-sort') ? '.arrow' : '.sort')!.getBoundingClientRect().right);
        const starts = all(element, 'thead .sort').map((button) => button.getBoundingClientRect().left);
        for (const [at, right] of ends.entries()) {
          const next = starts[at + 1];
          if (next !== undefined) expect(right + 4, headings(element)[at]).to.be.at.most(next);
          // On the narrowest phone they scroll.
          if (width > 370) expect(right, headings(element)[at]).to.be.at.most(element.getBoundingClientRect().right);
        }
      });
    }
  });

  it('begins every description at the same place, whatever direction its words have, also where it is narrow', async () => {
    await desk.file('Kim', 'acme', 'The server is down.');
    await desk.file('Li', 'acme', 'مرحبا، الخادم لا يعمل');
    const element = await list();
    element.style.inlineSize = '360px';
    await until(() => rows(element).length === 2);
    await still(element);
    const starts = all(element, '.excerpt').map((excerpt) => {
      const words = document.createRange();
      words.selectNodeContents(excerpt);
      return Math.round(words.getBoundingClientRect().left);
    });
    expect(starts[1]).to.equal(starts[0]);
  });

  describe('by keyboard', () => {
    it('is one tab stop, with arrows, Home and End inside', async () => {
      for (const name of ['Ada', 'Bo', 'Cy']) await desk.file(name);
      const element = await list();
      await until(() => rows(element).length === 3);
      expect(all(element, '.select[tabindex="0"]')).to.have.length(1);
      inside(element, '.select')!.focus();
      await sendKeys({ press: 'ArrowDown' });
      expect(shown(focused())).to.equal('Bo');
      await sendKeys({ press: 'End' });
      expect(shown(focused())).to.equal('Cy');
      await sendKeys({ press: 'ArrowDown' });
      expect(shown(focused())).to.equal('Cy');
      await sendKeys({ press: 'Home' });
      expect(shown(focused())).to.equal('Ada');
      await element.updateComplete;
      expect(all(element, '.select[tabindex="0"]').map(shown)).to.deep.equal(['Ada']);
    });

    it('selects with Enter and with Space, and says what', async () => {
      await desk.file('Ada');
      await desk.file('Bo');
      const element = await list();
      await until(() => rows(element).length === 2);
      all(element, '.select')[1]!.focus();
      const selected = happens(element, 'support-select');
      await sendKeys({ press: 'Enter' });
      expect((await selected).request).to.equal('acme/2');
      expect(element.request).to.equal('acme/2');
      await element.updateComplete;
      expect(all(element, 'button[aria-current="true"]').map(shown)).to.deep.equal(['Bo']);
      await sendKeys({ press: 'Home' });
      const again = happens(element, 'support-select');
      await sendKeys({ press: 'Space' });
      expect((await again).number).to.equal(1);
    });
  });

  describe('by pointer', () => {
    it('selects a row wherever it is pressed', async () => {
      await desk.file('Ada');
      await desk.file('Bo');
      const element = await list();
      await until(() => rows(element).length === 2);
      const selected = happens(element, 'support-select');
      rows(element)[1]!.querySelector<HTMLElement>('.id')!.click();
      expect((await selected).request).to.equal('acme/2');
      await element.updateComplete;
      expect(rows(element)[1]!).to.have.class('selected');
    });

    it('shows no ring, and the keys bring it back', async () => {
      await desk.file('Ada');
      await desk.file('Bo');
      const element = await list();
      await until(() => rows(element).length === 2);
      rows(element)[0]!.querySelector<HTMLElement>('.id')!.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
      expect(shown(focused())).to.equal('Ada');
      expect(getComputedStyle(rows(element)[0]!).outlineStyle).to.equal('none');
      await sendKeys({ press: 'ArrowDown' });
      expect(getComputedStyle(rows(element)[1]!).outlineStyle).to.equal('solid');
    });

    it('shows none either when its row moves or leaves, and the focus is set anew', async () => {
      const ada = await desk.file('Ada');
      await desk.file('Bo');
      await desk.file('Cy');
      const element = await list({ sort: 'customer', direction: 'ascending' });
      await until(() => rows(element).length === 3);
      const ring = () => getComputedStyle(focused()!.closest('tr')!).outlineStyle;
      rows(element)[0]!.querySelector<HTMLElement>('.id')!.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
      element.direction = 'descending';
      await until(() => names(element).join() === 'Cy,Bo,Ada');
      expect(shown(focused())).to.equal('Ada');
      expect(ring()).to.equal('none');
      await desk.ben.request('acme', ada.key).assign();
      await until(() => names(element).join() === 'Cy,Bo');
      expect(shown(focused())).to.equal('Bo');
      expect(ring()).to.equal('none');
      await sendKeys({ press: 'ArrowUp' });
      expect(ring()).to.equal('solid');
    });
  });

  describe('many rows', () => {
    it('come page by page, by a button or as the end comes near', async () => {
      const customer = await desk.file('Number 0');
      for (let i = 1; i < 105; i++) await desk.file(`Number ${i}`);
      await customer.send('still here');
      const element = await list();
      element.style.blockSize = '300px';
      await until(() => rows(element).length === 50);
      // The mark near the end has had its say.
      await nextFrame();
      await nextFrame();
      await nextFrame();
      expect(rows(element).length, 'pages nobody has asked for').to.equal(50);
      inside(element, '.scroller')!.scrollTo({ top: 1e6 });
      await until(() => rows(element).length === 105);
      expect(inside(element, '.end')).to.equal(null);
      expect(all(element, '.select[tabindex="0"]')).to.have.length(1);
    });
    it('of another order are all there a moment after those in sight, each once', async () => {
      for (let i = 0; i < 45; i++) await desk.file(`Number ${i + 10}`);
      const element = await list();
      element.style.blockSize = '300px';
      await until(() => rows(element).length === 45);
      expect(names(element)[0]).to.equal('Number 10');
      inside(element, '.scroller')!.scrollTo({ top: 1e6 });
      heading(element, 'ID').querySelector('button')!.click();
      await until(() => names(element)[0] === 'Number 54');
      await until(() => names(element).at(-1) === 'Number 10', 'the others');
      expect(names(element)).to.deep.equal(Array.from({ length: 45 }, (_, index) => `Number ${54 - index}`));
      expect(inside(element, '.scroller')!.scrollTop, 'begins at its beginning').to.equal(0);
      expect(all(element, '.select[tabindex="0"]').map(shown)).to.deep.equal(['Number 54']);
    });
  });

  describe('without rows', () => {
    it('says what will come, for each view', async () => {
      const element = await list();
      expect(shown(inside(element, '.empty-title'))).to.equal('No new requests');
      for (const [view, title] of [
        ['active', 'No active requests'],
        ['completed', 'No completed requests'],
        ['all', 'No support requests yet'],
      ] as const) {
        element.view = view;
        await until(() => shown(inside(element, '.empty-title')) === title);
      }
    });

    it('says that one is Unavailable, and takes one back', async () => {
      await desk.file('Kim');
      await desk.anna.setAvailable(false);
      const element = await list();
      await until(() => inside(element, '.empty .button'));
      expect(shown(inside(element, '.empty'))).to.contain('You are Unavailable');
      inside(element, '.empty .button')!.click();
      await until(() => names(element).join() === 'Kim');
    });

    it('names the companies for which one is Unavailable, above the rows of the others', async () => {
      await desk.file('Kim');
      await desk.anna.setAvailable(false, 'globex');
      const element = await list();
      await until(() => inside(element, '.note'));
      expect(names(element)).to.deep.equal(['Kim']);
      expect(shown(inside(element, '.note'))).to.contain('Globex International');
    });

    it('says nothing of it where nothing new is shown anyway', async () => {
      await desk.anna.setAvailable(false);
      const element = await list({ view: 'completed' });
      await until(() => shown(inside(element, '.empty-title')) === 'No completed requests');
      expect(inside(element, '.empty .button')).to.equal(null);
    });
  });

  it('works again after it has been taken out and put back', async () => {
    await desk.file('Ada');
    const element = await list();
    const place = element.parentElement!;
    for (let i = 0; i < 10; i++) {
      element.remove();
      place.append(element);
    }
    await desk.file('Bo');
    await until(() => names(element).join() === 'Ada,Bo');
    inside(element, '.select')!.click();
    expect(element.request).to.equal('acme/1');
  });
});
