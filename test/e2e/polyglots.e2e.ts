import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launch, visit, type Person } from '../support/people.ts';
import { hello, newKey, newSecret, openRaw } from '../support/raw-desk.ts';
import { startServer, type DemoServer } from '../support/server.ts';

const script = 'globalThis.owned = true; document.title = "owned"; try { top.document.title = "owned"; } catch {}';
const page = `<!doctype html><title>x</title><svg onload='${script}'></svg><script>${script}</script>`;
const gifHead = 'GIF89a/*';

/** Files that are two things at once, with the name under which they are sent. */
const polyglots: readonly { readonly name: string; readonly body: string; readonly taken: boolean }[] = [
  { name: 'page.txt', body: page, taken: true },
  { name: 'script.txt', body: script, taken: true },
  { name: 'sheet.txt', body: `@import "data:text/css,body{}"; </style>${page}`, taken: true },
  { name: 'script.gif', body: `${gifHead}${'\0'.repeat(20)}*/=1;${script}`, taken: false },
  { name: 'page.pdf', body: `${page}\n%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`, taken: false },
  { name: 'page.html', body: page, taken: false },
  { name: 'picture.svg', body: `<svg xmlns="http://www.w3.org/2000/svg"><script>${script}</script></svg>`, taken: false },
];

describe('A file that is two things at once', () => {
  let server: DemoServer;
  let browser: Browser;
  let reader: Person;
  const secret = newSecret();

  before(async () => {
    server = await startServer();
    browser = await launch();
    // Of the server's own origin, where a script could do most, and without the policy that the demo's pages have.
    reader = await visit(browser, server, '/healthz');
  });
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** The answer's status, and the file's id if it was taken. */
  async function upload(name: string, body: string): Promise<{ readonly status: number; readonly id: string }> {
    const bytes = Buffer.from(body, 'latin1');
    const response = await fetch(`${server.origin}/desks/acme/files`, {
      method: 'POST',
      headers: {
        Authorization: `Desk ${secret}`,
        'Tus-Resumable': '1.0.0',
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Length': String(bytes.length),
        'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
      },
      body: new Uint8Array(bytes),
    });
    return { status: response.status, id: response.headers.get('location')?.split('/').at(-1) ?? '' };
  }

  it('is refused, or comes down as something to save that runs nowhere, whatever a page does with it', async () => {
    const desk = await openRaw(server.origin, 'acme', hello({ secret }));
    await desk.hear(({ type }) => type === 'welcome');
    const [key, lane] = [newKey(), newKey()];
    let n = 0;
    const command = async (what: object): Promise<void> => {
      n += 1;
      desk.send({ type: 'command', lane, n, command: what });
      const answer = await desk.hear((frame) => frame.type === 'answer' && frame['n'] === n);
      assert.equal(answer['ok'], true);
    };
    await command({ type: 'submit', key, name: 'Mallory', email: 'mallory@example.com', description: 'Please look at this.', metadata: {} });
    let taken = 0;
    for (const { name, body, taken: expected } of polyglots) {
      const { status, id } = await upload(name, body);
      assert.equal(status === 201, expected, `${name}: ${String(status)}`);
      if (!expected) continue;
      taken += 1;
      await command({ type: 'share-file', key, file: id });
      desk.send({ type: 'ticket', ask: taken, key, file: id });
      const ticket = await desk.hear((frame) => frame.type === 'ticket' && frame['ask'] === taken);
      const address = server.origin + String(ticket['url']);

      // Opened as a page: it is something to save, byte for byte.
      const saved = reader.page.waitForEvent('download');
      await reader.page.evaluate((href) => {
        location.href = href;
      }, address);
      const download = await saved;
      assert.equal(download.suggestedFilename(), name);
      assert.equal(await readFile(await download.path(), 'latin1'), body);

      // Used by a page in all the ways in which content runs.
      const ran = await reader.page.evaluate(async (href) => {
        const frames = ['iframe', 'embed', 'object', 'script', 'link', 'img'].map((tag) => {
          const element = document.createElement(tag);
          Object.assign(element, tag === 'object' ? { data: href } : tag === 'link' ? { rel: 'stylesheet', href } : { src: href });
          return element;
        });
        const settled = frames.map((element) => new Promise((resolve) => ['load', 'error'].forEach((type) => element.addEventListener(type, resolve))));
        document.body.append(...frames);
        await Promise.race([Promise.all(settled), new Promise((resolve) => setTimeout(resolve, 1_500))]);
        const imported = await import(href).then(() => true, () => false);
        const worked = await new Promise((resolve) => {
          try {
            const worker = new Worker(href);
            worker.addEventListener('error', () => resolve(false));
            setTimeout(() => resolve(false), 500);
          } catch {
            resolve(false);
          }
        });
        for (const element of frames) element.remove();
        return { owned: 'owned' in globalThis, title: document.title, imported, worked };
      }, address);
      assert.deepEqual([ran.owned, ran.title === 'owned', ran.imported, ran.worked], [false, false, false, false], name);
      assert.equal(reader.page.frames().length, 1, 'no frame of it is left');
    }
    assert.equal(taken, 3);
    desk.close();
  });
});
