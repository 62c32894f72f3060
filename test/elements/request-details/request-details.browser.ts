import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CustomerConversation } from '../../../src/client/client.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import type { RequestDetails } from '../../../src/elements/request-details/request-details.ts';
import { all, announced, focused, happens, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';
import { actions, button, details as open, dialog, inChat, join, main, menuItems, opened, press, reply, submit } from './details-page.ts';

describe('request-details', () => {
  let desk: Scene;
  let kim: CustomerConversation;
  beforeEach(async () => {
    desk = await scene();
    kim = await desk.file('Kim', 'acme', 'The printer prints zebras.\nOnly zebras.');
  });
  afterEach(() => {
    desk.end();
  });

  const details = (request?: string, width?: number) => open(desk.anna, request, width);
  const terms = (element: Element) => Object.fromEntries(all(element, '.fact').map((fact) => [shown(fact.querySelector('dt')), fact.querySelector('dd')?.textContent.trim()]));

  describe('accessibility', () => {
    it('follows a page’s own heading with none left out', async () => {
      const page = await fixture<HTMLElement>(html`<main><h1>Our desk</h1><request-details request="acme/1" .client=${desk.anna}></request-details></main>`);
      await until(() => inside(page.querySelector('request-details')!, 'h3'));
      await still(page.querySelector('request-details')!);
      await expect(page).to.be.accessible();
    });

    for (const [scheme, lang, width] of [
      ['light', 'en', 1024],
      ['dark', 'de', 320],
    ] as const) {
      it(`holds in each state, ${scheme}, ${lang}, ${width} px`, async () => {
        const element = await details('acme/1', width);
        element.lang = lang;
        element.colorScheme = scheme;
        await until(() => actions(element).length > 0);
        await expect(element).to.be.accessible();
        await press(element, 'assign');
        await until(() => button(element, 'join-chat')?.classList.contains('primary'));
        await expect(element).to.be.accessible();
        await press(element, 'join-chat');
        await until(() => button(element, 'end-chat'));
        for (const summary of all(element, 'summary')) if (!summary.parentElement?.hasAttribute('open')) summary.click();
        await expect(element).to.be.accessible();
        button(element, 'more')!.click();
        await until(() => inside(element, '.menu:popover-open'));
        await still(element);
        await expect(element).to.be.accessible();
        await sendKeys({ press: 'Escape' });
        submit(await opened(element, 'close'));
        await until(() => button(element, 'reopen'));
        await expect(element).to.be.accessible();
      });
    }

    it('holds without a request, and for one that there is none of', async () => {
      const element = await details('');
      await expect(element).to.be.accessible();
      element.request = 'acme/999';
      await until(() => shown(inside(element, '.empty-title')) === 'This request cannot be shown');
      await expect(element).to.be.accessible();
    });
  });

  describe('the header', () => {
    it('names customer, number, company and status', async () => {
      const element = await details();
      expect(shown(inside(element, 'h3'))).to.equal('Kim');
      expect(shown(inside(element, 'header'))).to.match(/#1 ?· ?Acme.*Waiting for chat/);
    });

    for (const dir of ['ltr', 'rtl'] as const) {
      it(`stands at the same edge as the headings below it, ${dir}`, async () => {
        const element = await details('acme/1', 640);
        element.style.direction = dir;
        await still(element);
        const edge = (selector: string) => {
          const { left, right } = inside(element, selector)!.getBoundingClientRect();
          return Math.round(dir === 'rtl' ? right : left);
        };
        expect(edge('.talk-head h4')).to.equal(edge('.who'));
        expect(edge('.actions .button')).to.equal(edge('.who'));
      });
    }

    it('keeps the names of who has it and who was invited apart', async () => {
      const element = await details();
      await join(element);
      await desk.anna.request('acme', kim.key).invite('ben');
      await until(() => shown(inside(element, '.which')).includes('invited'));
      expect(shown(inside(element, '.which')).replaceAll(/[\u2068\u2069]/g, '')).to.match(/#1 · Acme · .*Anna Berg \(Ben Okafor invited\)$/);
    });
  });

  describe('where there is little room', () => {
    it('has the buttons of a chat in one line, also in German and in half a window', async () => {
      const element = await details('acme/1', 640);
      await join(element);
      element.lang = 'de';
      await until(() => actions(element).includes('Anfrage schließen'));
      const tops = new Set(all(element, '.actions > button').map((one) => Math.round(one.getBoundingClientRect().top)));
      expect(tops.size).to.equal(1);
    });

    for (const lang of ['en', 'de']) {
      it(`has the buttons of a new request in one line, too, ${lang}`, async () => {
        const element = await details('acme/1', 700);
        element.lang = lang;
        element.style.fontFamily = 'system-ui';
        await until(() => actions(element).includes(lang === 'de' ? 'Anfrage schließen' : 'Close Request'));
        await still(element);
        const tops = new Set(all(element, '.actions > button').map((one) => Math.round(one.getBoundingClientRect().top)));
        expect(tops.size).to.equal(1);
      });
    }

    it('scrolls to the chat, as in a page at 400 %', async () => {
      const element = await details('acme/1', 320);
      element.style.blockSize = '180px';
      await join(element);
      const field = reply(element);
      field.focus();
      field.scrollIntoView();
      const [seen, frame] = [field.getBoundingClientRect(), element.getBoundingClientRect()];
      expect(seen.top).to.be.at.least(frame.top - 1);
      expect(seen.bottom).to.be.at.most(frame.bottom + 1);
      expect(inside(element, '.facts')!.clientHeight).to.be.at.least(inside(element, 'summary')!.offsetHeight * 2);
    });

    it('has nothing to scroll where there is enough', async () => {
      const element = await details('acme/1', 390);
      await join(element);
      const frame = inside(element, '.frame')!;
      expect(frame.scrollHeight).to.equal(frame.clientHeight);
    });
  });

  describe('actions', () => {
    it('lead from Assign to Me over Join Chat and End Chat to Close Request, and back by Reopen', async () => {
      const element = await details();
      await until(() => actions(element).join() === 'Assign to Me,Join Chat,Upload File,Close Request');
      expect(main(element)).to.deep.equal(['Assign to Me']);
      expect(menuItems(element)).to.deep.equal([]);
      await press(element, 'assign');
      await until(() => actions(element).join() === 'Join Chat,Transfer,Close Request');
      expect(menuItems(element)).to.deep.equal(['Upload File', 'Invite', 'Unassign']);
      expect(main(element)).to.deep.equal(['Join Chat']);
      await press(element, 'join-chat');
      await until(() => actions(element).join() === 'Upload File,Transfer,End Chat,Close Request');
      expect(menuItems(element)).to.deep.equal(['Invite', 'Unassign']);
      expect(main(element)).to.deep.equal([]);
      await press(element, 'end-chat');
      await until(() => main(element).join() === 'Join Chat');
      submit(await opened(element, 'close'));
      await until(() => kim.$state.get()?.status === 'completed');
      await until(() => actions(element).join() === 'Reopen');
      await press(element, 'reopen');
      await until(() => main(element).join() === 'Join Chat');
      expect(kim.$state.get()?.technician?.name).to.equal('Anna Berg');
    });

    it('give what a shortcut asks for, and say why not', async () => {
      const element = await details();
      await until(() => main(element).length === 1);
      element.perform('assign');
      await until(() => main(element).join() === 'Join Chat');
      element.perform('invite');
      await until(() => shown(inside(element, '.said')) === 'Join the chat first.');
      // What could not even be meant here has no effect.
      element.perform('reopen');
      element.perform('close');
      await until(() => dialog(element));
    });

    it('give a request back in the middle of a chat', async () => {
      const element = await details();
      await press(element, 'assign');
      await press(element, 'join-chat');
      await press(element, 'unassign');
      await until(() => main(element).join() === 'Assign to Me');
      expect(kim.$state.get()?.chat).to.equal('waiting');
    });

    it('that are not allowed stay, and say why: to assistive technology, at the pointer, and when pressed', async () => {
      const element = await details();
      await until(() => button(element, 'join-chat'));
      const join = button(element, 'join-chat')!;
      expect(join).to.have.attribute('aria-disabled', 'true');
      const reason = element.shadowRoot!.getElementById(join.getAttribute('aria-describedby')!)!;
      expect(reason.textContent).to.equal('Nobody has this request yet. Assign it to yourself first.');
      join.focus();
      expect(reason.matches(':popover-open')).to.equal(true);
      await sendKeys({ press: 'Escape' });
      expect(reason.matches(':popover-open')).to.equal(false);
      join.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, composed: true }));
      expect(reason.matches(':popover-open')).to.equal(true);
      join.click();
      await until(() => shown(inside(element, '.said')) === reason.textContent);
      expect(announced(element)).to.contain('Assign it to yourself first');
      expect(kim.$state.get()?.chat).to.equal('waiting');
    });

    it('keep Assign to Me from who is Unavailable, with the reason', async () => {
      await desk.anna.setAvailable(false);
      const element = await details();
      await until(() => button(element, 'assign')?.getAttribute('aria-disabled') === 'true');
      expect(element.shadowRoot!.getElementById('why-assign')!.textContent).to.contain('Unavailable');
      await until(() => shown(inChat(element, '.instead')).includes('Set yourself to Available first'));
      await desk.anna.setAvailable(true);
      await until(() => main(element).join() === 'Assign to Me');
    });

    it('name who was faster when two assign at once [R42]', async () => {
      const element = await details();
      await until(() => main(element).length === 1);
      const failed = happens(element, 'support-error');
      // Ben's command is at the desk first; the page has not heard of it yet.
      const faster = desk.ben.request('acme', kim.key).assign();
      button(element, 'assign')!.click();
      await faster;
      expect((await failed).code).to.equal('someone_elses');
      await until(() => inside(element, '.said'));
      expect(shown(inside(element, '.said'))).to.equal('Ben Okafor was faster and has this request now.');
      expect(announced(element)).to.contain('was faster');
      await until(() => button(element, 'assign')?.getAttribute('aria-disabled') === 'true');
      // It is said for as long as it is so.
      await desk.ben.request('acme', kim.key).unassign();
      await until(() => main(element).join() === 'Assign to Me');
      await still(element);
      expect(inside(element, '.said')).to.equal(null);
    });

    it('say that there is no connection, and can be tried again [R63]', async () => {
      const element = await details();
      await until(() => main(element).length === 1);
      desk.desk.cut();
      // Each company's link breaks by itself: the one of the request must be known to be gone.
      await until(() => desk.anna.$companies.get().every(({ connection }) => connection.status !== 'connected'));
      button(element, 'assign')!.click();
      await until(() => shown(inside(element, '.said')).includes('no connection'));
      desk.desk.restore();
      await until(() => desk.anna.$connection.get().status === 'connected');
      button(element, 'assign')!.click();
      await until(() => main(element).join() === 'Join Chat');
      expect(inside(element, '.said')).to.equal(null);
    });

    it('take the second click of two for the first: another button may stand there by now', async () => {
      const element = await details();
      await press(element, 'assign');
      await until(() => main(element).join() === 'Join Chat');
      button(element, 'join-chat')!.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 2 }));
      expect(button(element, 'join-chat')!.hasAttribute('aria-busy')).to.equal(false);
      await element.updateComplete;
      expect(button(element, 'join-chat')!.hasAttribute('aria-busy')).to.equal(false);
      expect(kim.$state.get()?.chat).to.equal('waiting');
    });

    it('open the chat’s own choice of files', async () => {
      const element = await details();
      await press(element, 'assign');
      await press(element, 'join-chat');
      await until(() => button(element, 'share-file')?.getAttribute('aria-disabled') !== 'true');
      const talk = inside<SupportChat>(element, '.chat')!;
      let asked = 0;
      talk.chooseFile = () => (asked += 1);
      button(element, 'share-file')!.click();
      expect(asked).to.equal(1);
    });
  });

  describe('focus', () => {
    it('goes on to the next main deed when the pressed button has gone', async () => {
      const element = await details();
      await until(() => button(element, 'assign'));
      button(element, 'assign')!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => main(element).join() === 'Join Chat');
      await until(() => shown(focused()) === 'Join Chat');
      await sendKeys({ press: 'Enter' });
      await until(() => button(element, 'end-chat'));
      // Whoever has joined is there to write.
      await until(() => focused() instanceof HTMLTextAreaElement);
    });

    it('stays on a button that is still there', async () => {
      const element = await details();
      await press(element, 'assign');
      await until(() => main(element).join() === 'Join Chat');
      button(element, 'close')!.focus();
      desk.anna.request('acme', 1).joinChat().catch(() => undefined);
      await until(() => button(element, 'end-chat'));
      expect(shown(focused())).to.equal('Close Request');
    });
  });

  describe('more actions', () => {
    const menu = (element: Element) => inside(element, '.menu')!;
    const withMenu = async () => {
      const element = await details();
      await press(element, 'assign');
      await until(() => menuItems(element).includes('Upload File'));
      button(element, 'more')!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => menu(element).matches(':popover-open') && shown(focused()).startsWith('Upload File'));
      return element;
    };

    it('are walked through by the arrows, with Home and End', async () => {
      const element = await withMenu();
      expect(button(element, 'more')).to.have.attribute('aria-expanded', 'true');
      await sendKeys({ press: 'ArrowDown' });
      expect(shown(focused())).to.contain('Invite');
      await sendKeys({ press: 'End' });
      expect(shown(focused())).to.equal('Save as JSON');
      await sendKeys({ press: 'Home' });
      expect(shown(focused())).to.contain('Upload File');
    });

    it('close with Escape and Tab, and the focus goes back to their button', async () => {
      const element = await withMenu();
      await sendKeys({ press: 'Escape' });
      await until(() => !menu(element).matches(':popover-open'));
      expect(focused()).to.equal(button(element, 'more'));
      await sendKeys({ press: 'Enter' });
      await until(() => menu(element).matches(':popover-open'));
      await sendKeys({ press: 'Tab' });
      await until(() => !menu(element).matches(':popover-open'));
      expect(focused()).not.to.equal(document.body);
    });

    it('say why one cannot be used, beside its name and when it is pressed', async () => {
      const element = await withMenu();
      const invite = button(element, 'invite')!;
      expect(invite).to.have.attribute('aria-disabled', 'true');
      expect(element.shadowRoot!.getElementById(invite.getAttribute('aria-describedby')!)!.textContent).to.equal('Join the chat first.');
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await until(() => shown(inside(element, '.said')) === 'Join the chat first.');
      expect(focused()).to.equal(button(element, 'more'));
    });

    it('leave the focus on their button when theirs has taken the request away: the log can still be saved', async () => {
      const element = await withMenu();
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'ArrowDown' });
      await sendKeys({ press: 'Enter' });
      await until(() => main(element).join() === 'Assign to Me');
      expect(focused() === button(element, 'more')).to.equal(true);
      expect(menuItems(element)).to.deep.equal([]);
    });
  });

  describe('what is known', () => {
    it('stands under Details and Source Information', async () => {
      const element = await details('acme/1', 1024);
      await until(() => all(element, 'details[open]').length === 2);
      const known = terms(element);
      expect(known).to.include({
        'Request ID': '1',
        'Customer email': 'customer@example.com',
        Company: 'Acme',
        Status: 'Waiting for chat',
        Technician: 'Nobody yet',
        Description: 'The printer prints zebras.\nOnly zebras.',
      });
      expect(Object.keys(known)).to.include.members(['IP address', 'Device type', 'Operating system', 'Web browser']);
      await press(element, 'assign');
      await until(() => terms(element)['Technician'] === 'Anna Berg');
    });

    it('holds what the customer thinks of the help, as stars and in words', async () => {
      const customer = await desk.file('Ada');
      const element = await details('acme/2', 1024);
      await until(() => all(element, 'details[open]').length === 2);
      expect(terms(element)).not.to.have.property('Rating');
      await customer.withdraw();
      await customer.rate(4, 'Quick,\nand friendly.');
      await until(() => terms(element)['Rating']);
      expect(terms(element)).to.include({ Rating: '★★★★☆ 4 of 5 stars', 'Comment on the rating': 'Quick,\nand friendly.' });
      await customer.rate(1);
      await until(() => terms(element)['Rating'] === '★☆☆☆☆ 1 of 5 stars');
      expect(terms(element)).not.to.have.property('Comment on the rating');
      await expect(element).to.be.accessible();
    });

    it('is closed where the chat needs the room, and stays as it was left', async () => {
      const element = await details('acme/1', 640);
      expect(all(element, 'details[open]')).to.have.length(0);
      inside(element, '[data-section="details"] summary')!.click();
      await until(() => all(element, 'details[open]').length === 1);
      await desk.file('Li');
      element.request = 'acme/2';
      await until(() => shown(inside(element, 'h3')) === 'Li');
      expect(all(element, 'details[open]')).to.have.length(1);
      element.style.inlineSize = '1024px';
      await until(() => all(element, 'details[open]').length === 2);
    });

    it('shows what the host page said about it, as text', async () => {
      const { createCustomerClient } = await import('../../../src/client/customer-client.ts');
      const { MemoryEnvironment } = await import('../../../src/client/memory-environment.ts');
      const customer = createCustomerClient({ transport: desk.desk.transport(), company: 'acme', environment: new MemoryEnvironment() });
      const request = await customer.submit({ name: 'Mo', email: 'mo@example.com', description: 'Hi', metadata: { plan: '<b>Pro</b>', seats: 5, trial: false } });
      const element = await details(`acme/${request.key}`, 1024);
      expect(terms(element)).to.include({ plan: '<b>Pro</b>', seats: '5', trial: 'false' });
      customer.close();
    });
  });

  describe('the request', () => {
    it('is found by number, by key, and without the company by who has only one', async () => {
      const byKey = await details(`acme/${kim.key}`);
      expect(shown(inside(byKey, 'h3'))).to.equal('Kim');
      const element = await fixture<RequestDetails>(html`<request-details request="1" .client=${desk.ben}></request-details>`);
      await until(() => shown(inside(element, 'h3')) === 'Kim');
    });

    it('warns once of an address that names none', async () => {
      const warnings: string[] = [];
      const { warn } = console;
      console.warn = (...words) => warnings.push(words.join(' '));
      try {
        const element = await details('a/b/c');
        await element.updateComplete;
        expect(shown(inside(element, '.empty-title'))).to.equal('Select a request');
        expect(warnings.filter((words) => words.includes('a/b/c'))).to.have.length(1);
      } finally {
        console.warn = warn;
      }
    });

    it('takes a conversation instead, and leaves it to whoever gave it', async () => {
      const conversation = desk.anna.request('acme', 1);
      const element = await fixture<RequestDetails>(html`<request-details .client=${desk.anna} .conversation=${conversation}></request-details>`);
      await until(() => shown(inside(element, 'h3')) === 'Kim');
      element.remove();
      await conversation.assign();
      await until(() => conversation.$state.get()?.status === 'active');
      conversation.release();
    });

    it('says of its changes once', async () => {
      const element = await details();
      const changes: string[] = [];
      element.addEventListener('support-request-change', ({ state }) => changes.push(`${state.status} ${state.chat}`));
      await press(element, 'assign');
      await until(() => main(element).join() === 'Join Chat');
      expect(changes).to.deep.equal(['active waiting']);
    });

    it('is there again after the element was taken out and put back', async () => {
      const element = await details();
      const place = element.parentElement!;
      for (let i = 0; i < 10; i++) {
        element.remove();
        place.append(element);
      }
      await until(() => main(element).join() === 'Assign to Me');
      await press(element, 'assign');
      await until(() => main(element).join() === 'Join Chat');
    });
  });

  it('speaks German', async () => {
    const element = await details('acme/1', 1024);
    element.lang = 'de';
    await until(() => actions(element)[0] === 'Mir zuweisen');
    expect(actions(element)).to.deep.equal(['Mir zuweisen', 'An Chat teilnehmen', 'Datei hochladen', 'Anfrage schließen']);
    expect(all(element, 'h4').map(shown)).to.deep.equal(['Chatnachrichten', 'Details', 'Quellinformationen']);
    expect(Object.keys(terms(element))).to.include.members(['Anfrage-ID', 'Kunden-E-Mail-Adresse', 'Firma', 'Status', 'Techniker', 'IP-Adresse', 'Gerätetyp', 'Betriebssystem', 'Webbrowser']);
  });
});
