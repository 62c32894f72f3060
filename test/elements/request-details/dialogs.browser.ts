import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CustomerConversation } from '../../../src/client/client.ts';
import { all, focused, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';
import { actions, button, details, dialog, join, lines, opened, press, submit, type } from './details-page.ts';

const technicians = (more: number) => [
  { id: 'anna', name: 'Anna Berg' },
  { id: 'ben', name: 'Ben Okafor', companies: ['acme'] },
  { id: 'cleo', name: 'Cléo Marsh', available: false },
  ...Array.from({ length: more }, (_, index) => ({ id: `t${String(index)}`, name: `Technician ${String(index)}` })),
];

describe('the dialogs of request-details', () => {
  let desk: Scene;
  let kim: CustomerConversation;
  const begin = async (more = 0) => {
    desk = await scene(['acme'], { technicians: technicians(more) });
    kim = await desk.file('Kim', 'acme', 'It smokes.');
  };
  afterEach(() => {
    desk.end();
  });

  const options = (asked: Element) => all(asked, '.option').map((option) => shown(option.querySelector('.what')?.firstElementChild ?? option.querySelector('.what')));
  const choose = async (asked: Element, name: string) => {
    await until(() => options(asked).includes(name), `${name} to choose`);
    all(asked, '.option')[options(asked).indexOf(name)]!.querySelector('input')!.click();
  };
  const note = (asked: Element) => inside<HTMLTextAreaElement>(asked, '#note')!;
  const fault = (asked: Element, id: string) => shown(inside(asked, `#${id}`));
  const closed = (element: Element) => until(() => !dialog(element), 'the dialog to close');
  const assigned = async (width?: number) => {
    const element = await details(desk.anna, 'acme/1', width);
    await press(element, 'assign');
    await until(() => button(element, 'transfer'));
    return element;
  };

  describe('Close Request', () => {
    it('closes as resolved unless another outcome is chosen, with a note that colleagues alone read', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'close');
      expect(inside(asked, 'dialog')!.matches(':modal')).to.equal(true);
      expect(options(asked)).to.deep.equal(['Resolved', 'Not resolved']);
      expect(inside<HTMLInputElement>(asked, '.option input')!.checked).to.equal(true);
      await sendKeys({ press: 'ArrowDown' });
      note(asked).focus();
      await type('Needs a new one.');
      submit(asked);
      await until(() => kim.$state.get()?.outcome === 'unresolved');
      await until(() => lines(element).at(-1) === 'Needs a new one.');
      expect(JSON.stringify(kim.$messages.get())).not.to.contain('Needs a new one.');
    });

    it('is sent by Control and Enter from the note', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'close');
      note(asked).focus();
      await type('ok');
      await sendKeys({ down: 'Control' });
      await sendKeys({ press: 'Enter' });
      await sendKeys({ up: 'Control' });
      await until(() => kim.$state.get()?.outcome === 'resolved');
    });

    it('is given up by Escape and by Cancel: nothing is done, and the focus goes back', async () => {
      await begin();
      const element = await assigned();
      button(element, 'close')!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => dialog(element));
      await sendKeys({ press: 'Escape' });
      await closed(element);
      await until(() => focused() === button(element, 'close'));
      await sendKeys({ press: 'Enter' });
      await until(() => dialog(element));
      inside(dialog(element)!, '.choices .button')!.click();
      await closed(element);
      await until(() => focused() === button(element, 'close'));
      expect(kim.$state.get()?.status).to.equal('active');
    });

    it('keeps all that was given when it is refused, and says why', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'close');
      note(asked).focus();
      await type('Keep me');
      desk.desk.cut();
      await until(() => desk.anna.$connection.get().status !== 'connected');
      submit(asked);
      await until(() => shown(inside(asked, '.note.bad')).includes('no connection'));
      expect(note(asked).value).to.equal('Keep me');
      desk.desk.restore();
      await until(() => desk.anna.$connection.get().status === 'connected');
      submit(asked);
      await until(() => kim.$state.get()?.status === 'completed');
    });

    it('says beside the note that it is too long, and sends nothing', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'close');
      note(asked).value = 'x'.repeat(5_001);
      note(asked).dispatchEvent(new InputEvent('input', { bubbles: true }));
      await until(() => fault(asked, 'note-fault') === 'This note is too long. It may have 5,000 characters.');
      submit(asked);
      await until(() => focused() === note(asked));
      expect(dialog(element)).to.equal(asked);
      expect(kim.$state.get()?.status).to.equal('active');
    });

    it('goes when another request is shown', async () => {
      await begin();
      await desk.file('Li');
      const element = await assigned();
      await opened(element, 'close');
      element.request = 'acme/2';
      await closed(element);
    });

    it('leaves the focus in the element when the request is closed', async () => {
      await begin();
      const element = await assigned();
      button(element, 'close')!.focus();
      await sendKeys({ press: 'Enter' });
      await until(() => dialog(element));
      submit(dialog(element)!);
      await until(() => button(element, 'reopen'));
      await until(() => focused() !== document.body && !dialog(element));
      expect(element.shadowRoot!.activeElement).not.to.equal(null);
    });
  });

  describe('Transfer', () => {
    it('offers the queue and all colleagues with how they stand, those first who can take it on', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await until(() => options(asked).length === 3);
      expect(options(asked)).to.deep.equal(['Back to the queue', 'Ben Okafor', 'Cléo Marsh']);
      expect(all(asked, '.option small').map(shown)).to.deep.equal(['Whoever is Available can take it on.', 'Available · online', 'Unavailable · offline']);
      expect(inside(asked, '[type="search"]')).to.equal(null);
    });

    it('begins with the first choice, or with the search where there are many', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await until(() => options(asked).length === 3);
      await until(() => focused() === inside(asked, '[type="radio"]'));
      await sendKeys({ press: 'Escape' });
      await closed(element);
      desk.end();
      await begin(20);
      const many = await opened(await assigned(), 'transfer');
      await until(() => focused() === inside(many, '[type="search"]'));
    });

    it('hands over with a note', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await choose(asked, 'Ben Okafor');
      note(asked).focus();
      await type('He is kind.');
      submit(asked);
      await until(() => kim.$state.get()?.technician?.id === 'ben');
      await until(() => lines(element).at(-1) === 'He is kind.');
      await until(() => actions(element).join() === 'Assign to Me,Join Chat,Upload File,Close Request');
      const told = kim.$messages.get().some((line) => line.kind === 'entry' && line.entry.event.type === 'transferred');
      expect(told).to.equal(true);
    });

    it('gives back to the queue with a note', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await choose(asked, 'Back to the queue');
      note(asked).focus();
      await type('Not mine.');
      submit(asked);
      await until(() => kim.$state.get()?.status === 'new');
      await until(() => lines(element).at(-1) === 'Not mine.');
    });

    it('asks whom, beside the list, when nobody is chosen', async () => {
      await begin();
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await until(() => options(asked).length === 3);
      submit(asked);
      await until(() => fault(asked, 'who-fault') === 'Choose a colleague or the queue.');
      expect(focused()).to.be.instanceOf(HTMLInputElement);
      expect(inside(asked, '[role="radiogroup"]')).to.have.attribute('aria-invalid', 'true');
      await choose(asked, 'Ben Okafor');
      await until(() => !inside(asked, '#who-fault'));
    });

    it('says beside the list that somebody no longer works here, and keeps the note', async () => {
      desk = await scene(['acme'], { technicians: [{ id: 'anna', name: 'Anna Berg', role: 'admin' }, ...technicians(0).slice(1)] });
      kim = await desk.file('Kim');
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await choose(asked, 'Cléo Marsh');
      note(asked).focus();
      await type('Keep me');
      await desk.anna.changeTechnician('acme', { id: 'cleo', enabled: false });
      submit(asked);
      await until(() => fault(asked, 'who-fault') === 'This technician does not work here, or no longer does.');
      await until(() => !options(asked).includes('Cléo Marsh'));
      expect(note(asked).value).to.equal('Keep me');
      await choose(asked, 'Ben Okafor');
      submit(asked);
      await until(() => kim.$state.get()?.technician?.id === 'ben');
    });

    it('is searched by name where there are many, and keeps who is chosen', async () => {
      await begin(20);
      const element = await assigned();
      const asked = await opened(element, 'transfer');
      await until(() => inside(asked, '[type="search"]'));
      await choose(asked, 'Ben Okafor');
      inside(asked, '[type="search"]')!.focus();
      await type('cleo');
      await until(() => options(asked).join() === 'Back to the queue,Ben Okafor,Cléo Marsh');
      for (let i = 0; i < 4; i++) await sendKeys({ press: 'Backspace' });
      await type('zzz');
      await until(() => options(asked).join() === 'Back to the queue,Ben Okafor');
      // Enter in the search does not hand over what one has not looked at.
      expect(kim.$state.get()?.technician?.id).to.equal('anna');
    });

    it('says that the colleagues could not be read, and tries again', async () => {
      await begin();
      const element = await assigned();
      desk.desk.cut();
      await until(() => desk.anna.$connection.get().status !== 'connected');
      const asked = await opened(element, 'transfer');
      await until(() => shown(inside(asked, '.options .note.bad')).includes('no connection'));
      desk.desk.restore();
      await until(() => desk.anna.$connection.get().status === 'connected');
      inside(asked, '.options .button')!.click();
      await until(() => options(asked).includes('Ben Okafor'));
    });

    it('is an admin’s also where somebody else has it, and may be to oneself', async () => {
      desk = await scene(['acme'], { technicians: [{ id: 'anna', name: 'Anna Berg', role: 'admin' }, ...technicians(0).slice(1)] });
      kim = await desk.file('Kim');
      await desk.ben.request('acme', kim.key).assign();
      const element = await details(desk.anna);
      await until(() => actions(element).join() === 'Assign to Me,Transfer,Unassign,Join Chat,Close Request');
      const asked = await opened(element, 'transfer');
      await choose(asked, 'Anna Berg (you)');
      submit(asked);
      await until(() => kim.$state.get()?.technician?.id === 'anna');
      await until(() => button(element, 'join-chat')?.classList.contains('primary'));
    });
  });

  describe('Invite', () => {
    it('asks a colleague into the chat, who is shown as invited and then as there', async () => {
      await begin();
      const element = await assigned();
      await press(element, 'join-chat');
      await until(() => button(element, 'end-chat'));
      const asked = await opened(element, 'invite');
      await until(() => options(asked).length === 2);
      expect(options(asked)).to.deep.equal(['Ben Okafor', 'Cléo Marsh']);
      expect(inside(asked, '#note')).to.equal(null);
      submit(asked);
      await until(() => fault(asked, 'who-fault') === 'Choose a colleague.');
      await choose(asked, 'Ben Okafor');
      submit(asked);
      await until(() => shown(inside(element, '.which')).includes('(Ben Okafor invited)'));
      await until(() => focused() === button(element, 'more'));
      await desk.ben.request('acme', kim.key).joinChat();
      await until(() => shown(inside(element, '.which')).includes('Anna Berg with Ben Okafor'));
      const again = await opened(element, 'invite');
      await until(() => options(again).join() === 'Cléo Marsh');
    });

    it('gives the guest Join Chat, then what a guest may do, and Leave Chat', async () => {
      await begin();
      const hers = desk.anna.request('acme', kim.key);
      await hers.assign();
      await hers.joinChat();
      await hers.invite('ben');
      const element = await details(desk.ben);
      await until(() => actions(element).join() === 'Join Chat,Leave Chat');
      expect(button(element, 'join-chat')!.classList.contains('primary')).to.equal(true);
      await press(element, 'join-chat');
      await until(() => actions(element).join() === 'Upload File,Leave Chat');
      await press(element, 'leave-chat');
      await until(() => actions(element).includes('Assign to Me'));
      expect(focused()).not.to.equal(null);
      await until(() => kim.$messages.get().some((line) => line.kind === 'entry' && line.entry.event.type === 'left'));
    });
  });

  for (const [scheme, lang, width] of [
    ['light', 'en', 1024],
    ['dark', 'de', 320],
  ] as const) {
    it(`are accessible in each state, ${scheme}, ${lang}, ${width} px`, async () => {
      await begin(8);
      const element = await details(desk.anna, 'acme/1', width);
      element.lang = lang;
      element.colorScheme = scheme;
      await join(element);
      for (const action of ['close', 'transfer', 'invite']) {
        const asked = await opened(element, action);
        if (action !== 'close') await until(() => options(asked).length > 3);
        await still(element);
        await expect(element).to.be.accessible();
        if (action !== 'close') {
          submit(asked);
          await until(() => inside(asked, '#who-fault'));
          await still(element);
          await expect(element).to.be.accessible();
        }
        await sendKeys({ press: 'Escape' });
        await closed(element);
      }
    });
  }
});
