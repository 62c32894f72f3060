import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { CustomerConversation } from '../../../src/client/client.ts';
import { all, announced, focused, inside, scene, shown, still, until, type Scene } from '../console-scene.ts';
import { button, chat, details, inChat, join, lines, noteField, opened, press, reply, submit, type } from './details-page.ts';

describe('notes in request-details', () => {
  let desk: Scene;
  let kim: CustomerConversation;
  beforeEach(async () => {
    desk = await scene();
    kim = await desk.file('Kim', 'acme', 'It smokes.');
  });
  afterEach(() => {
    desk.end();
  });

  const tab = (element: Element, name: 'reply' | 'note') => inChat(element, `#tab-${name}`)!;
  const toNote = async (element: Element) => {
    await until(() => tab(element, 'note'));
    tab(element, 'note').click();
    await until(() => !inChat(element, '#panel-note')!.hidden);
    noteField(element).focus();
  };
  const write = async (element: Element, text: string) => {
    await toNote(element);
    await type(text);
    await sendKeys({ press: 'Enter' });
    await until(() => lines(element).includes(text), `the note ${text}`);
  };

  it('are written in a mode of their own, which says that the customer never sees them', async () => {
    const element = await details(desk.anna);
    await toNote(element);
    expect(shown(inChat(element, '.secret'))).to.equal('Only technicians see notes. The customer never does.');
    expect(noteField(element).getAttribute('aria-describedby')).to.contain('note-secret');
    await type('The third one this week.');
    await sendKeys({ press: 'Enter' });
    await until(() => lines(element).at(-1) === 'The third one this week.');
    expect(noteField(element).value).to.equal('');
    expect(focused()).to.equal(noteField(element));
    expect(announced(element)).to.contain('Note added.');
    expect(shown(all(chat(element), '.memo .name').at(-1))).to.equal('Note · Anna Berg');
  });

  it('reach the customer in no way', async () => {
    const element = await details(desk.anna);
    await join(element);
    await write(element, 'secret');
    await desk.anna.request('acme', 1).send('public');
    await until(() => kim.$messages.get().some((line) => line.kind === 'entry' && line.entry.event.type === 'message'));
    expect(JSON.stringify(kim.$messages.get())).not.to.contain('secret');
    expect(JSON.stringify(kim.$state.get())).not.to.contain('secret');
  });

  it('can be written by anybody in any state: to what is nobody’s, somebody else’s, and completed', async () => {
    const element = await details(desk.ben);
    await write(element, 'new');
    const hers = desk.anna.request('acme', kim.key);
    await hers.assign();
    await until(() => shown(inside(element, 'header')).includes('Anna Berg'));
    await write(element, 'hers');
    await hers.close();
    await until(() => button(element, 'reopen'));
    await write(element, 'completed');
    expect(lines(element).filter((line) => ['new', 'hers', 'completed'].includes(line))).to.deep.equal(['new', 'hers', 'completed']);
  });

  it('stand in their place in time between the lines', async () => {
    const hers = desk.anna.request('acme', kim.key);
    await hers.assign();
    await hers.joinChat();
    await hers.send('one');
    await hers.note('two');
    await hers.send('three');
    const element = await details(desk.anna);
    await until(() => lines(element).length >= 6);
    expect(lines(element).slice(-3)).to.deep.equal(['one', 'two', 'three']);
  });

  it('older than what is loaded come with the lines among which they stand', async () => {
    const hers = desk.anna.request('acme', kim.key);
    await hers.assign();
    await hers.joinChat();
    await hers.note('early');
    for (let i = 1; i <= 120; i++) await hers.send(`line ${String(i)}`);
    await hers.note('late');
    hers.release();
    const element = await details(desk.ben);
    await until(() => lines(element).includes('late'));
    expect(lines(element)).not.to.include('early');
    const scroller = inChat(element, '.scroller')!;
    await until(() => {
      scroller.scrollTop = 0;
      return lines(element).includes('early');
    });
    expect(lines(element).indexOf('early')).to.equal(lines(element).indexOf('line 1') - 1);
  });

  it('of a colleague appear at once, and are announced with their author', async () => {
    const element = await details(desk.anna);
    await until(() => lines(element).length > 0);
    // Until the page knows that there are none, what comes is history.
    const hers = desk.anna.request('acme', 1);
    await until(() => hers.$notesStatus.get() === 'ready');
    await element.updateComplete;
    await desk.ben.request('acme', kim.key).note('I know this one.');
    await until(() => lines(element).at(-1) === 'I know this one.');
    await until(() => announced(element).includes('I know this one.'));
    expect(announced(element)).to.match(/Note from .?Ben Okafor/);
  });

  it('that were there before are not announced', async () => {
    await desk.ben.request('acme', kim.key).note('old');
    const element = await details(desk.anna);
    await until(() => lines(element).includes('old'));
    expect(announced(element)).not.to.contain('old');
  });

  it('come with a transfer, an unassigning and a close, behind the line that tells of it', async () => {
    const element = await details(desk.anna);
    await press(element, 'assign');
    const asked = await opened(element, 'close');
    inside<HTMLTextAreaElement>(asked, '#note')!.focus();
    await type('Broken for good.');
    submit(asked);
    await until(() => lines(element).at(-1) === 'Broken for good.');
    expect(shown(all(chat(element), '.rows > li[tabindex]').at(-2))).to.contain('Anna Berg closed the request');
  });

  it('have links made safely, and no markup', async () => {
    await desk.ben.request('acme', kim.key).note('<b>see</b> https://example.com/a');
    const element = await details(desk.anna);
    await until(() => inChat(element, '.memo a'));
    expect(inChat(element, '.memo a')!.getAttribute('rel')).to.contain('noopener');
    expect(inChat(element, '.memo b')).to.equal(null);
  });

  it('have one tab stop with the lines, and the arrows lead over them', async () => {
    await desk.ben.request('acme', kim.key).note('a note');
    const element = await details(desk.anna);
    await until(() => lines(element).includes('a note'));
    const rows = all(chat(element), '.rows > li[tabindex]');
    // What leads over the lines comes once they stand.
    await until(() => rows.some((row) => row.tabIndex === 0));
    expect(rows.filter((row) => row.tabIndex === 0)).to.have.length(1);
    rows.at(-1)!.focus();
    expect(shown(focused())).to.contain('a note');
    await sendKeys({ press: 'ArrowUp' });
    expect(shown(focused())).to.contain('It smokes.');
  });

  it('keep what was typed per request, apart from the message', async () => {
    await desk.file('Li');
    const element = await details(desk.anna);
    await join(element);
    reply(element).focus();
    await type('to Kim');
    await toNote(element);
    await type('about Kim');
    element.request = 'acme/2';
    await until(() => shown(inside(element, 'h3')) === 'Li');
    // Whoever comes to another request answers, whatever they wrote before.
    expect(inChat(element, '#panel-note')!.hidden).to.equal(true);
    expect(noteField(element).value).to.equal('');
    element.request = 'acme/1';
    await until(() => shown(inside(element, 'h3')) === 'Kim');
    await until(() => shown(tab(element, 'note')) === 'Note draft');
    await until(() => reply(element).value === 'to Kim');
    await toNote(element);
    expect(noteField(element).value).to.equal('about Kim');
  });

  it('that are refused stay in the field, with the reason, and can be tried again', async () => {
    const element = await details(desk.anna);
    await toNote(element);
    await type('Keep me');
    desk.desk.cut();
    await until(() => desk.anna.$connection.get().status !== 'connected');
    await sendKeys({ press: 'Enter' });
    await until(() => shown(inChat(element, '#note-fault')).includes('There is no connection'));
    expect(noteField(element).value).to.equal('Keep me');
    expect(noteField(element)).to.have.attribute('aria-invalid', 'true');
    expect(focused()).to.equal(noteField(element));
    desk.desk.restore();
    await until(() => desk.anna.$connection.get().status === 'connected');
    await sendKeys({ press: 'Enter' });
    await until(() => lines(element).includes('Keep me'));
    expect(inChat(element, '#note-fault')).to.equal(null);
  });

  it('that are empty or too long are not taken, and say so', async () => {
    const element = await details(desk.anna);
    await toNote(element);
    await sendKeys({ press: 'Enter' });
    await until(() => shown(inChat(element, '#note-fault')) === 'Write the note first.');
    noteField(element).value = 'x'.repeat(5_001);
    noteField(element).dispatchEvent(new InputEvent('input', { bubbles: true }));
    await until(() => shown(inChat(element, '#note-fault')) === 'This note is too long. It may have 5,000 characters.');
    await sendKeys({ press: 'Enter' });
    expect(noteField(element).value).to.have.length(5_001);
  });

  it('take no files: those would go to the customer', async () => {
    const element = await details(desk.anna);
    await join(element);
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'a.txt', { type: 'text/plain' }));
    const drag = (type: 'dragenter' | 'dragleave') => chat(element).dispatchEvent(new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer: data }));
    drag('dragenter');
    await until(() => inChat(element, '.drop'));
    drag('dragleave');
    await until(() => !inChat(element, '.drop'));
    await toNote(element);
    drag('dragenter');
    await until(() => true);
    expect(inChat(element, '.drop')).to.equal(null);
  });

  it('are chosen as a mode by the keyboard: the arrows turn, the tab leads into the field', async () => {
    const element = await details(desk.anna);
    await until(() => tab(element, 'reply'));
    tab(element, 'reply').focus();
    await sendKeys({ press: 'ArrowRight' });
    await until(() => !inChat(element, '#panel-note')!.hidden);
    expect(focused()).to.equal(tab(element, 'note'));
    await sendKeys({ press: 'Tab' });
    expect(focused()).to.equal(noteField(element));
  });

  it('and answers are where focusComposer() leads', async () => {
    const element = await details(desk.anna);
    await join(element);
    element.focusComposer('note');
    await until(() => focused() === noteField(element));
    element.focusComposer('reply');
    await until(() => focused() === reply(element));
  });

  for (const [scheme, lang, width] of [
    ['light', 'en', 1024],
    ['dark', 'de', 320],
  ] as const) {
    it(`are accessible in each state, ${scheme}, ${lang}, ${width} px`, async () => {
      await desk.ben.request('acme', kim.key).note('See https://example.com');
      const element = await details(desk.anna, 'acme/1', width);
      element.lang = lang;
      element.colorScheme = scheme;
      await until(() => lines(element).length > 1);
      await toNote(element);
      await type('x');
      await still(element);
      await expect(element).to.be.accessible();
      await sendKeys({ press: 'Backspace' });
      await sendKeys({ press: 'Enter' });
      await until(() => inChat(element, '#note-fault'));
      await still(element);
      await expect(element).to.be.accessible();
    });
  }
});
