import { expect } from '@open-wc/testing';
import { SupportError } from '../../../src/client/errors.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { customersChat, heard, joined, part, seen, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** Presses on links that download, with what was to be downloaded; nothing is. */
function downloads(): { readonly all: { readonly name: string; readonly text: Promise<string> }[]; end(): void } {
  const all: { readonly name: string; readonly text: Promise<string> }[] = [];
  const press = (event: Event) => {
    const link = event.target;
    if (!(link instanceof HTMLAnchorElement) || !link.download) return;
    event.preventDefault();
    all.push({ name: link.download, text: fetch(link.href).then((answer) => answer.text()) });
  };
  addEventListener('click', press);
  return {
    all,
    end: () => {
      removeEventListener('click', press);
    },
  };
}

const note = (chat: SupportChat): string => chat.shadowRoot!.querySelector<HTMLElement>('.bottom .note p')?.innerText ?? '';

describe('support-chat, saved as a file', () => {
  let now: Scene;
  let files: ReturnType<typeof downloads>;
  beforeEach(() => {
    files = downloads();
  });
  afterEach(() => {
    files.end();
    now.end();
  });

  it('is a text that a person reads, named after company and number', async () => {
    now = await joined();
    await now.anna.send('Which model is it?');
    await seen(now);
    const chat = await customersChat(now);
    await chat.save('text');
    await waitUntil(() => files.all.length === 1);
    expect(files.all[0]!.name).to.equal('acme-1.txt');
    expect(await files.all[0]!.text).to.match(/Request 1/).and.to.match(/\] Kim: My printer does not print\./).and.to.match(/\] Anna: Which model is it\?/);
    await waitUntil(() => note(chat) === 'Saved as acme-1.txt.');
    expect(heard(chat)).to.contain('Saved as acme-1.txt.');
    part(chat, '.bottom .note [aria-label=Dismiss]').click();
    await waitUntil(() => note(chat) === '');
    expect(chat.shadowRoot!.activeElement).not.to.equal(null);
  });

  it('is the whole log as JSON', async () => {
    now = await joined();
    const chat = await customersChat(now);
    await chat.save('json');
    await waitUntil(() => files.all.length === 1);
    expect(files.all[0]!.name).to.equal('acme-1.json');
    const log = JSON.parse(await files.all[0]!.text) as { format: string; entries: { event: { type: string } }[] };
    expect(log.format).to.equal('deskside-conversation');
    expect(log.entries.map(({ event }) => event.type)).to.deep.equal(['submitted', 'assigned', 'joined']);
  });

  it('is in the language around it', async () => {
    now = await joined();
    const chat = await customersChat(now);
    chat.lang = 'de';
    await waitUntil(() => part(chat, 'section').getAttribute('aria-label') === 'Unterhaltung', 'German');
    await chat.save('text');
    await waitUntil(() => files.all.length === 1);
    expect(await files.all[0]!.text).to.contain('Anna nimmt am Chat teil');
    await waitUntil(() => note(chat) === 'Gespeichert als acme-1.txt.');
  });

  it('says why it was not saved, and tries again', async () => {
    now = await joined();
    const chat = await customersChat(now);
    const real = now.kim.export.bind(now.kim);
    Reflect.set(now.kim, 'export', () => Promise.reject(new SupportError('offline')));
    const told = new Promise<string>((resolve) => {
      chat.addEventListener('support-error', ({ code }) => {
        resolve(code);
      }, { once: true });
    });
    void chat.save('text');
    expect(await told).to.equal('offline');
    await waitUntil(() => note(chat).startsWith('The conversation was not saved. There is no connection'));
    expect(heard(chat)).to.contain('The conversation was not saved.');
    await expect(chat).to.be.accessible();
    Reflect.set(now.kim, 'export', real);
    [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.bottom .note button')].find(({ innerText }) => innerText === 'Try again')!.click();
    await waitUntil(() => note(chat) === 'Saved as acme-1.txt.');
  });

  it('says how far it has got, now and then, and can be given up', async () => {
    now = await joined();
    const chat = await customersChat(now);
    let tell: (fraction: number) => void = () => undefined;
    let given: AbortSignal | undefined;
    Reflect.set(now.kim, 'export', ({ progress, signal }: { progress: typeof tell; signal: AbortSignal }) => {
      tell = progress;
      given = signal;
      return new Promise(() => undefined);
    });
    void chat.save('json');
    await waitUntil(() => given);
    const told: string[] = [];
    const announce = chat.announce.bind(chat);
    chat.announce = (text, how) => {
      told.push(text);
      announce(text, how);
    };
    for (const fraction of [0.1, 0.2, 0.3, 0.4, 0.55, 0.6]) tell(fraction);
    await waitUntil(() => note(chat).replace('\u00A0', '') === 'Saving the conversation, 60%');
    expect(told).to.have.length(2);
    [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.bottom .note button')].find(({ innerText }) => innerText === 'Cancel')!.click();
    await waitUntil(() => note(chat) === '');
    expect([given?.aborted, files.all.length]).to.deep.equal([true, 0]);
  });
});
