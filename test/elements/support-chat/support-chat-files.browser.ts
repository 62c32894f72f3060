import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SupportError } from '../../../src/client/errors.ts';
import { SupportErrorEvent } from '../../../src/elements/events.ts';
import { FileUpload } from '../../../src/elements/file-upload/file-upload.ts';
import { customersChat, field, heard, joined, part, seen, techniciansChat, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** A picture of one pixel, whole: files are judged by more than how they begin. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const png = (name = 'picture.png') => new File([Uint8Array.from(atob(pixel), (sign) => sign.charCodeAt(0))], name, { type: 'image/png' });
const log = (name = 'report.log') => new File(['all is well'], name, { type: 'text/plain' });

const cards = (chat: HTMLElement) => [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.card')];

function attach(chat: HTMLElement): FileUpload {
  const upload = chat.shadowRoot!.querySelector('.attach');
  if (!(upload instanceof FileUpload)) throw new Error('There is nothing to attach files with');
  return upload;
}

function transfer(...files: File[]): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  return data;
}

/** Takes the download that the chat starts next, before the browser does. */
function nextDownload(): Promise<{ name: string; text: string }> {
  return new Promise((resolve) => {
    const take = (event: MouseEvent) => {
      const link = event.target;
      if (!(link instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      document.removeEventListener('click', take);
      void fetch(link.href).then(async (response) => {
        resolve({ name: link.download, text: await response.text() });
      });
    };
    document.addEventListener('click', take);
  });
}

describe('files in support-chat', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  it('are attached with a button, and downloaded by the other side', async () => {
    now = await joined();
    const [left, right] = [await customersChat(now), await techniciansChat(now)];
    const input = attach(left).shadowRoot!.querySelector('input')!;
    input.files = transfer(log()).files;
    input.dispatchEvent(new Event('change'));
    await waitUntil(() => right.shadowRoot!.querySelector('button.card'), 'it has arrived');
    const card = part(right, 'button.card');
    expect(card.innerText.replaceAll(/\s+/g, ' ')).to.include('report.log').and.include('11 bytes');
    const download = nextDownload();
    const links = document.links.length;
    card.click();
    expect(await download).to.deep.equal({ name: 'report.log', text: 'all is well' });
    await nextFrame();
    expect(document.links.length).to.equal(links);
  });

  it('are pasted and dropped, unless there is text to paste', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const paste = new ClipboardEvent('paste', { clipboardData: transfer(png()), bubbles: true, cancelable: true, composed: true });
    field(chat).dispatchEvent(paste);
    expect(paste.defaultPrevented).to.equal(true);
    const over = new DragEvent('dragover', { dataTransfer: transfer(log()), bubbles: true, cancelable: true, composed: true });
    chat.dispatchEvent(over);
    expect(over.defaultPrevented).to.equal(true);
    await chat.updateComplete;
    expect(part(chat, '.drop').innerText).to.equal('Drop files here');
    chat.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer(log()), bubbles: true, cancelable: true, composed: true }));
    await waitUntil(() => chat.shadowRoot!.querySelectorAll('button.card').length === 2);
    expect(chat.shadowRoot!.querySelector('.drop')).to.equal(null);
    const mixed = transfer(png());
    mixed.setData('text/plain', 'a table');
    const text = new ClipboardEvent('paste', { clipboardData: mixed, bubbles: true, cancelable: true, composed: true });
    field(chat).dispatchEvent(text);
    expect(text.defaultPrevented).to.equal(false);
  });

  it('that are refused say why, one by one, until dismissed', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const rejected: string[] = [];
    chat.addEventListener('support-file-reject', ({ file, reason }) => rejected.push(`${file.name} ${reason}`));
    await attach(chat).add([new File(['MZ'], 'setup.exe'), new File(['text'], 'picture.png'), new File([], 'empty.log')]);
    await chat.updateComplete;
    expect(rejected.length).to.equal(3);
    expect(part(chat, '.refused').innerText).to.include('setup.exe cannot be sent from this device.').and.include('picture.png is not what its ending says.');
    expect(heard(chat)).to.include('empty.log');
    part(chat, '.refused button').click();
    await chat.updateComplete;
    expect(chat.shadowRoot!.querySelector('.refused')).to.equal(null);
    expect(chat.shadowRoot!.activeElement).to.equal(field(chat));
    expect(cards(chat).length).to.equal(0);
  });

  it('that wait because what they need could not be fetched are spoken of in the composer', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const upload = attach(chat);
    upload.dispatchEvent(new SupportErrorEvent('offline', null));
    await chat.updateComplete;
    expect(chat.shadowRoot!.querySelector('.fault'), 'of a file that goes up, its line tells').to.equal(null);
    Object.defineProperty(upload, 'busy', { value: true });
    upload.dispatchEvent(new SupportErrorEvent('offline', null));
    await chat.updateComplete;
    expect(part(chat, '.fault').innerText).to.equal('There is no connection right now. Try again when you are online.');
    expect(heard(chat)).to.include('There is no connection right now.');
  });

  it('that were refused are no matter any more once no file can be sent', async () => {
    now = await joined();
    const chat = await customersChat(now);
    await attach(chat).add([new File(['MZ'], 'setup.exe')]);
    await waitUntil(() => chat.shadowRoot!.querySelector('.refused'));
    await now.anna.close();
    await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
    expect(chat.shadowRoot!.querySelector('.refused')).to.equal(null);
  });

  it('may be left out by the page', async () => {
    now = await joined();
    const chat = await customersChat(now);
    chat.addEventListener('support-upload-before', (event) => {
      if (event.file.name === 'secret.log') event.preventDefault();
    });
    await attach(chat).add([log('secret.log'), log('open.log')]);
    await waitUntil(() => cards(chat).some(({ innerText }) => innerText.includes('open.log')));
    await seen(now);
    expect(cards(chat).length).to.equal(1);
  });

  it('that go up together say how far all are, below the lines', async () => {
    now = await joined();
    const chat = await customersChat(now);
    now.desk.cut();
    await attach(chat).add([log('a.log'), log('b.log')]);
    await waitUntil(() => chat.shadowRoot!.querySelector('.total'), 'it is shown');
    expect(part(chat, '.total').innerText).to.include('Uploading 2 files, 0%');
    now.desk.restore();
    await waitUntil(() => chat.shadowRoot!.querySelectorAll('button.card').length === 2, 'both are there');
    await waitUntil(() => !chat.shadowRoot!.querySelector('.total'));
  });

  it('that are interrupted stay and say so, and go on as soon as there is a connection', async () => {
    now = await joined();
    const chat = await customersChat(now);
    now.desk.cut();
    await attach(chat).add([log()]);
    await waitUntil(() => cards(chat)[0]?.innerText.includes('Interrupted. It goes on by itself.'), 'it says so');
    await waitUntil(() => heard(chat).includes('was interrupted.'));
    now.desk.restore();
    await waitUntil(() => chat.shadowRoot!.querySelector('button.card'), 'it has been sent');
  });

  it('that are refused on their way stay with the rule they break, until they are taken away', async () => {
    now = await joined();
    const chat = await customersChat(now);
    now.kim.sendFile(new File(['text'], 'picture.png')).catch(() => undefined);
    await waitUntil(() => cards(chat)[0]?.innerText.includes('is not what its ending says.'), 'it says so');
    const buttons = [...cards(chat)[0]!.querySelectorAll('button')];
    expect(buttons.map(({ ariaLabel }) => ariaLabel?.replaceAll(/[\u2068\u2069]/g, '')), 'the same again would be refused again').to.deep.equal(['Remove picture.png']);
    buttons[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => cards(chat).length === 0);
    expect(chat.shadowRoot!.activeElement, 'the focus is not lost').to.not.equal(null);
  });

  it('that cannot be had any more say so', async () => {
    now = await joined();
    await now.kim.sendFile(log());
    await seen(now);
    const chat = await techniciansChat(now);
    await waitUntil(() => chat.shadowRoot!.querySelector('button.card'));
    const codes: string[] = [];
    chat.addEventListener('support-error', ({ code }) => codes.push(code));
    now.anna.ticket = () => Promise.reject(new SupportError('not_found'));
    chat.conversation = now.anna;
    await waitUntil(() => chat.shadowRoot!.querySelector('button.card'));
    part(chat, 'button.card').click();
    await waitUntil(() => codes.length > 0);
    await chat.updateComplete;
    expect(codes).to.deep.equal(['not_found']);
    expect(part(chat, '.fault').innerText).to.not.equal('');
  });

  it('are never fetched from an address that is no download', async () => {
    now = await joined();
    await now.kim.sendFile(log());
    await seen(now);
    const chat = await techniciansChat(now);
    now.anna.ticket = () => Promise.resolve('javascript:alert(1)');
    chat.conversation = now.anna;
    await waitUntil(() => chat.shadowRoot!.querySelector('button.card'));
    const failed = new Promise((resolve) => {
      chat.addEventListener('support-error', resolve, { once: true });
    });
    part(chat, 'button.card').click();
    await failed;
  });
});
