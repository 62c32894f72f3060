import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { UploadLine } from '../../../src/client/client.ts';
import type { FileFault } from '../../../src/domain/files.ts';
import { FileUpload } from '../../../src/elements/file-upload/file-upload.ts';
import type {} from '../../../src/elements/upload-events.ts';
import { everyState, uploading, withUploads } from './upload-lines.ts';
import { waitUntil } from '../../support/wait-until.ts';

FileUpload.define();

async function shown(lines: readonly UploadLine[], lang = 'en', scheme = 'light', width = 390) {
  const { conversation, show } = withUploads(lines);
  const box = await fixture<HTMLElement>(html`<div lang=${lang}><file-upload .conversation=${conversation} color-scheme=${scheme}></file-upload></div>`);
  box.style.setProperty('inline-size', `${width}px`);
  box.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
  const upload = box.querySelector('file-upload')!;
  await upload.settled();
  await waitUntil(() => rows(upload).length === lines.length);
  return { upload, show };
}

const rows = (upload: FileUpload) => [...upload.shadowRoot!.querySelectorAll<HTMLElement>('.file')];
const row = (upload: FileUpload, name: string) => rows(upload).find(({ innerText }) => innerText.includes(name))!;
const text = (element: HTMLElement) => element.innerText.replaceAll(/[\s\u2068\u2069]+/g, ' ').trim();
const buttons = (element: HTMLElement) => [...element.querySelectorAll('button')].map((button) => button.ariaLabel?.replaceAll(/[\u2068\u2069]/g, ''));
const said = (upload: FileUpload) => [...upload.shadowRoot!.querySelectorAll('.announcer')].map(({ textContent }) => textContent.replaceAll(/[\u2068\u2069]/g, '')).join('');

describe('Files on their way in file-upload', () => {
  it('say how far they are, how fast and how long still; or what holds them', async () => {
    const { upload } = await shown(everyState());
    expect(text(row(upload, 'holiday'))).to.equal('holiday-in-the-mountains-2026.jpeg 1.2 MB of 4.8 MB · 320 kB/s · 15 sec left');
    expect(text(row(upload, 'waiting.pdf'))).to.equal('waiting.pdf Waiting · 4.8 MB');
    expect(text(row(upload, 'paused.zip'))).to.equal('paused.zip Paused · 50%');
    expect(text(row(upload, 'interrupted.log'))).to.equal('interrupted.log Interrupted. It goes on by itself.');
    expect(text(row(upload, 'left.zip'))).to.equal('left.zip Not all of it was sent before the page was left. Choose the same file again, and it goes on.');
    expect(text(row(upload, 'nearly.docx'))).to.equal('nearly.docx Almost there…');
    expect(row(upload, 'holiday').querySelector('progress')!.value).to.equal(0.25);
  });

  it('that are refused name the rule in words', async () => {
    const { upload } = await shown(everyState());
    expect(text(row(upload, 'macros.docx'))).to.equal('macros.docx contains macros. Save it without them and try once more.');
    expect(text(row(upload, 'no-room.zip'))).to.equal('no-room.zip cannot be sent now: you have sent a lot today. Try again tomorrow.');
    expect(text(row(upload, 'lost.txt'))).to.include('lost.txt was not sent. The upload was interrupted. Try again.');
  });

  it('that break a rule which only a newer desk knows are said to be refused', async () => {
    const { upload } = await shown([uploading('new.pdf', { state: 'refused', error: 'file_refused', fault: 'of_tomorrow' as FileFault, speed: null, remaining: null }, [])]);
    expect(text(row(upload, 'new.pdf'))).to.match(/^new\.pdf was not sent\. \S/);
  });

  it('have the buttons that their state allows, each with the name of its file', async () => {
    const pressed: string[] = [];
    const { upload } = await shown(everyState(pressed));
    expect(rows(upload).map((one) => buttons(one))).to.deep.equal([
      ['Pause holiday-in-the-mountains-2026.jpeg', 'Cancel the upload of holiday-in-the-mountains-2026.jpeg'],
      ['Pause waiting.pdf', 'Cancel the upload of waiting.pdf'],
      ['Resume paused.zip', 'Cancel the upload of paused.zip'],
      ['Try interrupted.log again', 'Cancel the upload of interrupted.log'],
      ['Cancel the upload of left.zip'],
      [],
      ['Remove macros.docx'],
      ['Try no-room.zip again', 'Remove no-room.zip'],
      ['Try lost.txt again', 'Remove lost.txt'],
    ]);
    for (const one of rows(upload)) one.querySelector('button')?.click();
    expect(pressed).to.deep.equal(['pause holiday-in-the-mountains-2026.jpeg', 'pause waiting.pdf', 'resume paused.zip', 'retry interrupted.log', 'discard left.zip', 'discard macros.docx', 'retry no-room.zip', 'retry lost.txt']);
  });

  it('keep the focus on the button that pauses and resumes', async () => {
    const { upload, show } = await shown([uploading('a.log'), uploading('b.log')]);
    const pause = row(upload, 'a.log').querySelector('button')!;
    pause.focus();
    show([uploading('a.log', { state: 'paused', speed: null }), uploading('b.log')]);
    await upload.updateComplete;
    expect(upload.shadowRoot!.activeElement === pause).to.equal(true);
    expect(pause.ariaLabel).to.include('Resume');
  });

  it('give the focus to a neighbour when they arrive, and to the button in the end', async () => {
    const { upload, show } = await shown([uploading('a.log'), uploading('b.log')]);
    row(upload, 'a.log').querySelector('button')!.focus();
    show([uploading('b.log')]);
    await waitUntil(() => upload.shadowRoot!.activeElement === row(upload, 'b.log').querySelector('button:last-of-type'));
    show([uploading('b.log', { state: 'sharing' })]);
    await waitUntil(() => upload.shadowRoot!.activeElement === upload.shadowRoot!.querySelector('button'));
  });

  it('can be called off with the keyboard alone', async () => {
    const pressed: string[] = [];
    const { upload } = await shown([uploading('a.log', {}, pressed)]);
    row(upload, 'a.log').querySelector<HTMLElement>('button:last-of-type')!.focus();
    await sendKeys({ press: 'Enter' });
    expect(pressed).to.deep.equal(['discard a.log']);
  });

  it('tell of several together, and a listener at every quarter and at the end', async () => {
    const part = (a: number, b: number) => [uploading('a.log', { sent: a, size: 1_000, fraction: a / 1_000, speed: 100 }), uploading('b.log', { sent: b, size: 1_000, fraction: b / 1_000, speed: 100 })];
    const { upload, show } = await shown(part(0, 0));
    const heard: string[] = [];
    const look = async (lines: readonly UploadLine[]) => {
      show(lines);
      await upload.updateComplete;
      await Promise.resolve();
      const now = said(upload);
      if (now !== heard.at(-1)) heard.push(now);
    };
    await look(part(400, 100));
    expect(text(upload.shadowRoot!.querySelector<HTMLElement>('.total')!)).to.equal('Uploading 2 files, 25% · 10 sec left');
    await look(part(500, 300));
    await look(part(700, 400));
    await look([uploading('a.log', { size: 1_000, sent: 1_000, state: 'sharing', speed: null }), part(0, 600)[1]!]);
    await look([uploading('b.log', { size: 1_000, sent: 1_000, state: 'sharing' })]);
    await look([]);
    expect(heard).to.deep.equal(['Uploading 2 files, 25%', 'Uploading 2 files, 50%', 'Uploading 2 files, 75%', '2 files uploaded.']);
    expect(upload.shadowRoot!.querySelector('.total')).to.equal(null);
  });

  it('tell a listener when they are refused or interrupted, once', async () => {
    const { upload, show } = await shown([uploading('a.log')]);
    show([uploading('a.log', { state: 'interrupted' })]);
    await upload.updateComplete;
    await Promise.resolve();
    expect(said(upload)).to.equal('The upload of a.log was interrupted. It goes on by itself.');
    show([uploading('a.log', { state: 'refused', error: 'file_refused', fault: 'damaged' })]);
    await upload.updateComplete;
    await Promise.resolve();
    expect(said(upload)).to.equal('a.log is damaged or incomplete. Save or download it again and try once more.');
  });

  it('tell the page by events what becomes of them', async () => {
    const { upload, show } = await shown([]);
    const events: string[] = [];
    for (const type of ['start', 'progress', 'success', 'error', 'abort'] as const) {
      upload.addEventListener(`support-upload-${type}` as const, ({ file }) => events.push(`${type} ${file.name}`), { once: true });
    }
    const steps: readonly (readonly UploadLine[])[] = [
      [uploading('a.log', { sent: 1 })],
      [uploading('a.log', { sent: 2 }), uploading('b.log')],
      [uploading('a.log', { sent: 2, state: 'sharing' }), uploading('b.log', { state: 'refused', error: 'too_large' })],
      [uploading('b.log', { state: 'refused', error: 'too_large' })],
      [],
    ];
    for (const lines of steps) {
      show(lines);
      await upload.updateComplete;
      await waitUntil(() => rows(upload).length === lines.length);
    }
    await Promise.resolve();
    expect(events).to.deep.equal(['start a.log', 'progress a.log', 'error b.log', 'success a.log', 'abort b.log']);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const [lang, width] of [['en', 320], ['de', 390], ['de', 1024]] as const) {
      it(`are accessible in every state, ${scheme}, ${lang}, ${width} px`, async () => {
        const { upload } = await shown(everyState(), lang, scheme, width);
        await waitUntil(() => text(row(upload, 'waiting.pdf')).includes(lang === 'de' ? 'Wartet' : 'Waiting'));
        await expect(upload).to.be.accessible();
        expect(upload.shadowRoot!.querySelector<HTMLElement>('.files')!.scrollWidth <= width, 'nothing sticks out').to.equal(true);
      });
    }
  }
});

describe('file-upload as a field', () => {
  it('opens the picker when its label is pressed, as a field of files does', async () => {
    const box = await fixture<HTMLElement>(html`<div lang="en"><label for="proof">Proof</label><file-upload id="proof" name="proof"></file-upload></div>`);
    const upload = box.querySelector('file-upload')!;
    let opened = 0;
    upload.shadowRoot!.querySelector('input')!.click = () => void (opened += 1);
    box.querySelector('label')!.click();
    expect(opened).to.equal(1);
    upload.disabled = true;
    box.querySelector('label')!.click();
    expect(opened).to.equal(1);
  });

  it('takes a fault from the page until that takes it back', async () => {
    const form = await fixture<HTMLFormElement>(html`<form lang="en"><file-upload name="files"></file-upload></form>`);
    const upload = form.querySelector('file-upload')!;
    upload.setCustomValidity('Not today.');
    expect(form.checkValidity()).to.equal(false);
    expect([upload.validity.customError, upload.validationMessage]).to.deep.equal([true, 'Not today.']);
    upload.setCustomValidity('');
    expect(form.checkValidity()).to.equal(true);
  });

  it('has its files again when the browser brings the page back', async () => {
    const form = await fixture<HTMLFormElement>(html`<form lang="en"><file-upload name="files" multiple></file-upload></form>`);
    const upload = form.querySelector('file-upload')!;
    const state = new FormData();
    for (const name of ['a.log', 'b.log']) state.append('files', new File(['all is well'], name));
    upload.formStateRestoreCallback(state);
    await waitUntil(() => upload.files.length === 2);
    expect(new FormData(form).getAll('files').length).to.equal(2);
  });
});
