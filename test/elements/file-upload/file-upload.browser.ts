import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { FileUpload } from '../../../src/elements/file-upload/file-upload.ts';
import { waitUntil } from '../../support/wait-until.ts';

FileUpload.define();

const log = (name = 'a.log') => new File(['all is well'], name);

async function form(inner = html`<file-upload name="files" multiple required></file-upload>`) {
  const element = await fixture<HTMLFormElement>(html`<form lang="en">${inner}<button>ok</button></form>`);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  const upload = element.querySelector('file-upload')!;
  await upload.updateComplete;
  return { element, upload };
}

const rows = (upload: FileUpload) => [...upload.shadowRoot!.querySelectorAll<HTMLElement>('.file')];
const button = (upload: FileUpload) => upload.shadowRoot!.querySelector('button')!;
const names = (element: HTMLFormElement) => new FormData(element).getAll('files').map((file) => (file instanceof File ? file.name : file));

describe('file-upload', () => {
  it('says its limits before anything is chosen', async () => {
    const { upload } = await form();
    const described = button(upload).getAttribute('aria-describedby')!;
    expect(upload.shadowRoot!.getElementById(described)!.innerText).to.match(/Pictures, PDF.*Up to 25.MB each\./);
    expect(button(upload).innerText.trim()).to.equal('Upload File');
  });

  it('puts its files into the form’s data under its name', async () => {
    const { element, upload } = await form();
    expect(names(element)).to.deep.equal([]);
    await upload.add([log('a.log'), log('b.log')]);
    expect(names(element)).to.deep.equal(['a.log', 'b.log']);
    expect(upload.files.map(({ name }) => name)).to.deep.equal(['a.log', 'b.log']);
  });

  it('takes files from the picker, and the same one again after it was removed', async () => {
    const { element, upload } = await form();
    const input = upload.shadowRoot!.querySelector('input')!;
    for (let i = 0; i < 2; i++) {
      const data = new DataTransfer();
      data.items.add(log());
      input.files = data.files;
      input.dispatchEvent(new Event('change'));
      await waitUntil(() => names(element).length === 1);
      expect(input.files.length).to.equal(0);
      upload.clear();
      expect(names(element)).to.deep.equal([]);
    }
  });

  it('keeps what is chosen before it can be taken, in order, and lets go of it on reset', async () => {
    const { element, upload } = await form(html`<file-upload name="files" multiple></file-upload>`);
    void upload.add([log('a.log')]);
    const second = upload.add([log('b.log')]);
    expect(upload.busy).to.equal(true);
    expect(element.checkValidity(), 'the form would go without them').to.equal(false);
    await second;
    expect(upload.busy).to.equal(false);
    expect(names(element)).to.deep.equal(['a.log', 'b.log']);
    const fresh = await form();
    const taken = fresh.upload.add([log('c.log')]);
    fresh.element.reset();
    await taken;
    expect(names(fresh.element)).to.deep.equal([]);
  });

  it('keeps the form from being sent while it is required and empty', async () => {
    const { element, upload } = await form();
    expect(element.checkValidity()).to.equal(false);
    expect(upload.validity.valueMissing).to.equal(true);
    await upload.updateComplete;
    expect(upload.shadowRoot!.querySelector('#missing')!.textContent).to.include('Choose a file.');
    await upload.add([log()]);
    await upload.updateComplete;
    expect(element.checkValidity()).to.equal(true);
    expect(upload.shadowRoot!.querySelector('#missing')).to.equal(null);
  });

  it('is emptied by reset and rests in a disabled fieldset', async () => {
    const { element, upload } = await form(html`<fieldset><file-upload name="files" required></file-upload></fieldset>`);
    await upload.add([log()]);
    element.reset();
    expect(names(element)).to.deep.equal([]);
    element.querySelector('fieldset')!.disabled = true;
    await upload.updateComplete;
    expect(button(upload).disabled).to.equal(true);
    await upload.add([log()]);
    expect(upload.files).to.deep.equal([]);
    expect(element.checkValidity()).to.equal(true);
  });

  it('says of each refused file why, and does not send it', async () => {
    const { element, upload } = await form();
    const rejected: string[] = [];
    upload.addEventListener('support-file-reject', ({ file, reason }) => rejected.push(`${file.name}: ${reason}`));
    await upload.add([log(), new File(['MZ'], 'setup.exe'), new File([], 'empty.txt')]);
    await upload.updateComplete;
    expect(rejected).to.deep.equal(['setup.exe: type_not_allowed', 'empty.txt: empty']);
    expect(rows(upload).filter(({ className }) => className.includes('refused')).map(({ innerText }) => innerText.trim())).to.satisfy((texts: string[]) => texts[0]!.startsWith('setup.exe cannot be sent') && texts[1]!.startsWith('empty.txt is empty.'));
    expect(names(element)).to.deep.equal(['a.log']);
    expect([...upload.shadowRoot!.querySelectorAll('.announcer')].map(({ textContent }) => textContent).join('')).to.include('1 file chosen');
  });

  it('can only narrow what is allowed', async () => {
    const { element, upload } = await form(html`<file-upload name="files" multiple accept=".pdf,.exe" max-file-size="20"></file-upload>`);
    await upload.add([new File(['%PDF-1.7 with more than twenty bytes'], 'long.pdf'), new File(['%PDF-1.7'], 'short.pdf'), new File(['MZ'], 'setup.exe'), log()]);
    expect(names(element)).to.deep.equal(['short.pdf']);
  });

  it('moves the focus to the neighbour of a row that is removed, in the end to the button', async () => {
    const { upload } = await form();
    await upload.add([log('a.log'), log('b.log')]);
    await upload.updateComplete;
    rows(upload)[1]!.querySelector('button')!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(upload).length === 1 && upload.shadowRoot!.activeElement === rows(upload)[0]!.querySelector('button'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(upload).length === 0 && upload.shadowRoot!.activeElement === button(upload));
  });

  it('takes what is dropped on it, and lets the page cancel', async () => {
    const { element, upload } = await form();
    upload.addEventListener('support-upload-before', (event) => {
      if (event.file.name === 'secret.log') event.preventDefault();
    });
    const dataTransfer = new DataTransfer();
    for (const name of ['a.log', 'secret.log']) dataTransfer.items.add(log(name));
    const area = upload.shadowRoot!.querySelector('.area')!;
    area.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, composed: true, cancelable: true }));
    await upload.updateComplete;
    expect(area.className).to.include('over');
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true });
    area.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(true);
    await waitUntil(() => names(element).join() === 'a.log');
    await upload.updateComplete;
    expect(area.className).to.not.include('over');
  });

  it('does not take what is no file', async () => {
    const { upload } = await form();
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', 'words');
    const drop = new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true });
    upload.dispatchEvent(drop);
    expect(drop.defaultPrevented).to.equal(false);
  });

  it('never throws on odd attributes', async () => {
    const { upload } = await form(html`<file-upload name="files" multiple max-files="-3" max-file-size="many" accept=",,"></file-upload>`);
    await upload.add([log()]);
    expect(upload.files.length).to.equal(1);
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const [lang, width] of [['en', 320], ['de', 1024]] as const) {
      it(`is accessible, empty, filled and complaining, ${scheme}, ${lang}, ${width} px`, async () => {
        const { element, upload } = await form(html`<file-upload name="files" multiple required lang=${lang} color-scheme=${scheme}></file-upload>`);
        element.style.setProperty('inline-size', `${width}px`);
        element.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
        await waitUntil(() => button(upload).innerText.trim() === (lang === 'de' ? 'Datei hochladen' : 'Upload File'));
        await expect(upload).to.be.accessible();
        upload.checkValidity();
        await upload.updateComplete;
        await expect(upload).to.be.accessible();
        await upload.add([log(), new File(['MZ'], 'setup.exe')]);
        await upload.updateComplete;
        await expect(upload).to.be.accessible();
      });
    }
  }
});
