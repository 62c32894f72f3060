import { expect } from '@open-wc/testing';
import type { Deskside } from '../../src/define/loader.ts';
import { waitUntil } from '../support/wait-until.ts';

interface Page extends Window {
  readonly customElements: CustomElementRegistry;
  deskside?: Deskside;
  said?: string[];
}

const loader = '/src/define/loader.ts';
const frames: HTMLIFrameElement[] = [];

/** A page of its own with the script tag in it. */
async function opened(body: string): Promise<{ page: Page; document: Document; deskside: Deskside }> {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><html lang="en"><body>${body}<script type="module" src="${loader}"></script></body></html>`;
  frames.push(frame);
  document.body.append(frame);
  await new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  const { contentWindow, contentDocument } = frame;
  if (!contentWindow || !contentDocument) throw new Error('no page');
  const page = contentWindow as unknown as Page;
  await waitUntil(() => page.deskside && 'ready' in page.deskside);
  const { deskside } = page;
  if (!deskside) throw new Error('no loader');
  await deskside.ready;
  return { page, document: contentDocument, deskside };
}

function loaded(page: Page): readonly string[] {
  return page.performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
}

describe('the script tag', function () {
  this.timeout(20_000);
  afterEach(() => {
    for (const frame of frames.splice(0)) frame.remove();
  });

  it('loads nothing but itself for a page that has none of our tags', async () => {
    const { page } = await opened('<support-something></support-something>');
    expect(loaded(page).filter((path) => path.startsWith('/src/'))).to.deep.equal([loader]);
  });

  it('loads the code of the tags that are there, and of no other', async () => {
    const { page } = await opened('<support-request-form></support-request-form>');
    expect(page.customElements.get('support-request-form')).not.to.equal(undefined);
    expect(page.customElements.get('support-center')).to.equal(undefined);
    expect(loaded(page).filter((path) => path.includes('support-center'))).to.deep.equal([]);
  });

  it('loads the code of a tag that comes later, also inside others', async () => {
    const { page, document: later } = await opened('');
    const section = later.createElement('section');
    section.append(later.createElement('file-upload'));
    later.body.append(section);
    await page.customElements.whenDefined('file-upload');
  });

  it('loads what becomes of files only when somebody is about to choose one', async () => {
    const { page, document: shown } = await opened('<file-upload></file-upload>');
    const taking = () => loaded(page).filter((path) => path.endsWith('/file-taking.ts')).length;
    const upload = shown.querySelector('file-upload')!;
    upload.dispatchEvent(new PointerEvent('pointerenter'));
    upload.focus();
    await upload.updateComplete;
    expect(taking(), 'to look at it is not to choose').to.equal(0);
    shown.querySelector('file-upload')?.dispatchEvent(new DragEvent('dragenter'));
    await waitUntil(() => taking() === 1);
  });

  it('looks into a shadow root only if it is told to', async () => {
    const { page, document: later, deskside } = await opened('<div></div>');
    const root = later.querySelector('div')?.attachShadow({ mode: 'open' });
    if (!root) throw new Error('no root');
    root.append(later.createElement('support-provider'));
    expect(page.customElements.get('support-provider')).to.equal(undefined);
    deskside.observe(root);
    await page.customElements.whenDefined('support-provider');
    root.append(later.createElement('file-upload'));
    await page.customElements.whenDefined('file-upload');
  });

  it('does what was pushed before it was there, in order, words before elements', async () => {
    const { page, document: shown } = await opened(`
      <script>
        window.said = [];
        window.deskside = window.deskside || [];
        deskside.push(() => said.push('first'));
        deskside.push(['locale', { lang: 'en', portal: { submit: 'Off you go' } }]);
        deskside.push((loaded) => said.push(typeof loaded.observe));
      </script>
      <support-request-form></support-request-form>`);
    expect(page.said).to.deep.equal(['first', 'function']);
    const form = shown.querySelector('support-request-form');
    await waitUntil(() => form?.shadowRoot?.querySelector('[type=submit]'));
    expect(form?.shadowRoot?.querySelector('[type=submit]')?.textContent).to.equal('Off you go');
  });

  it('is ready for those who waited in the list only once the tags have their code', async () => {
    const { page } = await opened(`
      <script>
        window.said = [];
        (window.deskside ||= []).push((deskside) => deskside.ready.then(() => said.push(String(Boolean(customElements.get('support-provider'))))));
      </script>
      <support-provider></support-provider>`);
    await waitUntil(() => page.said?.length);
    expect(page.said).to.deep.equal(['true']);
  });

  it('does what is pushed later at once', async () => {
    const { page, deskside } = await opened('');
    page.said = [];
    deskside.push((loader) => page.said?.push(loader === deskside ? 'the same' : 'another'));
    expect(page.said).to.deep.equal(['the same']);
  });

  it('is not kept from its work by a wrong command', async () => {
    const { page } = await opened(`
      <script>
        window.said = [];
        console.warn = (...texts) => said.push(String(texts[0]));
        window.deskside = [['dance'], null, () => { throw new Error('oops'); }];
      </script>
      <support-provider></support-provider>`);
    expect(page.customElements.get('support-provider')).not.to.equal(undefined);
    expect(page.said?.filter((text) => text.startsWith('deskside:')).length).to.equal(3);
  });

  it('is the first one when it is loaded twice', async () => {
    const { page, document: shown, deskside } = await opened('<support-provider></support-provider>');
    const known = page.customElements.get('support-provider');
    const again = shown.createElement('script');
    again.type = 'module';
    again.src = `${loader}?again`;
    const done = new Promise((resolve, reject) => {
      again.addEventListener('load', resolve);
      again.addEventListener('error', reject);
    });
    shown.body.append(again);
    await done;
    expect(page.deskside).to.equal(deskside);
    expect(page.customElements.get('support-provider')).to.equal(known);
  });
});
