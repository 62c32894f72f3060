import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { MemoryEnvironment } from '../../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../../src/client/technician-client.ts';
import { RequestList } from '../../../src/elements/request-list/request-list.ts';
import { all, focused, happens, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';

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
  });

  describe('many rows', () => {
    it('come page by page, by a button or as the end comes near', async () => {
      const customer = await desk.file('Number 0');
      for (let i = 1; i < 105; i++) await desk.file(`Number ${i}`);
      await customer.send('still here');
      const element = await list();
      element.style.blockSize = '300px';
      await until(() => rows(element).length >= 100);
      if (rows(element).length < 105) {
        inside(element, '.scroller')!.scrollTo({ top: 1e6 });
        await until(() => rows(element).length === 105);
      }
      expect(inside(element, '.end')).to.equal(null);
      expect(all(element, '.select[tabindex="0"]')).to.have.length(1);
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
