import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { atom } from 'nanostores';
import type { ConnectionState, CustomerClient } from '../../../src/client/client.ts';
import { SupportError } from '../../../src/client/errors.ts';
import type { SupportRequestSubmitEvent } from '../../../src/elements/events.ts';
import { SupportRequestForm } from '../../../src/elements/support-request-form/support-request-form.ts';
import { heard, kim, openSupport, reached, settled, type LocalSupport } from '../local-support.ts';
import { waitUntil } from '../../support/wait-until.ts';

SupportRequestForm.define();

let support: LocalSupport;
let form: SupportRequestForm;

/** Puts a form into the page and waits until it knows whether somebody is there. */
async function shown(client: CustomerClient | undefined, change: (form: SupportRequestForm) => void = () => undefined): Promise<SupportRequestForm> {
  form = document.createElement('support-request-form');
  form.client = client;
  change(form);
  document.body.append(form);
  if (client) await reached(client.$connection, ({ status }) => status !== 'connecting');
  await form.updateComplete;
  await form.updateComplete;
  return form;
}

function find<Kind extends Element = HTMLElement>(selector: string): Kind {
  const found = form.renderRoot.querySelector<Kind>(selector);
  if (!found) throw new Error(`There is no ${selector}`);
  return found;
}
const field = (name: string) => find<HTMLInputElement | HTMLTextAreaElement>(`#${name}`);
const text = () => form.renderRoot.textContent;
const focused = () => form.shadowRoot?.activeElement?.id;

async function type(name: string, value: string): Promise<void> {
  field(name).focus();
  await sendKeys({ type: value });
}

async function fill(values: { name: string; email: string; description: string } = kim): Promise<void> {
  for (const name of ['name', 'email', 'description'] as const) await type(name, values[name]);
}

async function submit(): Promise<void> {
  find<HTMLButtonElement>('button[type=submit]').click();
  await form.updateComplete;
  await form.updateComplete;
}

/** What is written beside a field, by way of its description. */
function described(name: string): string {
  const ids = field(name).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => find(`#${id}`).textContent.trim()).join(' | ');
}

describe('support-request-form', () => {
  beforeEach(() => {
    support = openSupport();
  });
  afterEach(() => {
    form.remove();
    support.close();
  });

  describe('its fields', () => {
    it('are native, required and labelled, and say what a browser may fill in', async () => {
      await shown(support.customer());
      const look = (name: string) => {
        const { labels, required, autocomplete } = field(name);
        return [labels?.[0]?.textContent, required, autocomplete];
      };
      expect(look('name')).to.deep.equal(['Name', true, 'name']);
      expect(look('email')).to.deep.equal(['Email', true, 'email']);
      expect(look('description')).to.deep.equal(['Description', true, 'off']);
      expect((field('email') as HTMLInputElement).type).to.equal('email');
    });

    it('can be filled in and sent by keyboard alone', async () => {
      const client = support.customer();
      await shown(client);
      form.focus();
      for (const key of ['name', 'email', 'description'] as const) {
        await sendKeys({ type: kim[key] });
        await sendKeys({ press: 'Tab' });
      }
      await sendKeys({ press: 'Tab' });
      const submitted = heard(form, 'support-request-submitted');
      await sendKeys({ press: 'Enter' });
      await submitted;
      expect(client.$requests.get()[0]?.excerpt).to.equal(kim.description);
    });

    it('say how much room is left when it gets little, and when it is too much', async () => {
      await shown(support.customer(), (one) => {
        one.prefill = { description: 'x'.repeat(4_400) };
      });
      expect(form.renderRoot.querySelector('.counter')).to.equal(null);
      form.prefill = { description: 'x'.repeat(4_990) };
      await form.updateComplete;
      expect(find('.counter').textContent).to.equal('10 characters left');
      await type('description', 'x'.repeat(12));
      await form.updateComplete;
      expect(find('.counter').textContent).to.equal('2 characters too many');
      expect(field('description').value.length).to.equal(5_002);
    });
  });

  describe('checking', () => {
    it('corrects nobody before the first try', async () => {
      await shown(support.customer());
      await type('email', 'kim');
      field('name').focus();
      await form.updateComplete;
      expect(form.renderRoot.querySelectorAll('[aria-invalid]').length).to.equal(0);
    });

    it('names every fault beside its field and in a summary that gets the focus and leads to each', async () => {
      await shown(support.customer());
      await type('email', 'kim');
      await submit();
      expect(focused()).to.equal('summary');
      expect([...form.renderRoot.querySelectorAll('#summary button')].map((link) => link.textContent.trim())).to.deep.equal([
        'Enter your name.',
        'Enter an email address such as name@example.com.',
        'Describe what you need help with.',
      ]);
      expect(described('email')).to.equal('Enter an email address such as name@example.com.');
      expect(field('email').getAttribute('aria-invalid')).to.equal('true');
      expect(described('description')).to.contain('Describe what you need help with.');
      find('#summary li:nth-of-type(2) button').click();
      expect(focused()).to.equal('email');
    });

    it('takes a fault away as soon as it is mended', async () => {
      await shown(support.customer());
      await submit();
      await type('name', 'K');
      await form.updateComplete;
      expect(field('name').hasAttribute('aria-invalid')).to.equal(false);
      expect(field('email').getAttribute('aria-invalid')).to.equal('true');
    });

    it('says in the summary what is left to mend', async () => {
      await shown(support.customer());
      await submit();
      await type('name', 'Kim');
      await form.updateComplete;
      expect(find('#summary-title').textContent).to.equal('2 fields need your attention.');
      expect([...form.renderRoot.querySelectorAll('#summary .mended')].map((line) => line.textContent.trim())).to.deep.equal(['Enter your name.']);
      await type('email', 'kim@example.com');
      await type('description', 'Zebras');
      await form.updateComplete;
      expect(find('#summary-title').textContent).to.equal('All set. You can submit your request now.');
      expect(find('#summary').classList.contains('bad')).to.equal(false);
    });

    it('says what is too long, and by how much it may be', async () => {
      await shown(support.customer(), (one) => {
        one.prefill = { ...kim, name: 'n'.repeat(201) };
      });
      await submit();
      expect(described('name')).to.equal('This name is too long. At most 200 characters.');
    });
  });

  describe('submitting', () => {
    it('confirms with the number of the request, and takes the focus there', async () => {
      const client = support.customer();
      await shown(client);
      await fill();
      const event = heard(form, 'support-request-submitted');
      await submit();
      const { key, number } = await event;
      expect(number).to.equal(1);
      expect(client.$requests.get()[0]?.key).to.equal(key);
      await waitUntil(() => focused() === 'done');
      expect(find('#done').textContent).to.contain('Your request 1 has been submitted.');
    });

    it('shows the company’s own words once it has arrived', async () => {
      await shown(support.customer(), (one) => {
        one.append(Object.assign(document.createElement('p'), { slot: 'success', textContent: 'Thanks from Acme' }));
        one.prefill = kim;
      });
      const event = heard(form, 'support-request-submitted');
      await submit();
      await event;
      await waitUntil(() => form.renderRoot.querySelector<HTMLSlotElement>('slot[name=success]')?.assignedElements()[0]?.checkVisibility());
    });

    it('starts anew with the same name and address', async () => {
      await shown(support.customer());
      await fill();
      const event = heard(form, 'support-request-submitted');
      await submit();
      await event;
      await waitUntil(() => focused() === 'done');
      find('.done .button').click();
      await waitUntil(() => focused() === 'description');
      expect(field('name').value).to.equal(kim.name);
      expect(field('description').value).to.equal('');
    });

    it('sends once, however often the button is pressed', async () => {
      const client = support.customer();
      await shown(client, (one) => {
        one.prefill = kim;
      });
      const event = heard(form, 'support-request-submitted');
      const button = find<HTMLButtonElement>('button[type=submit]');
      button.click();
      button.click();
      await submit();
      await event;
      const next = await client.submit(kim);
      await reached(next.$state, Boolean);
      expect(next.$state.get()?.number).to.equal(2);
      next.release();
    });

    it('can be held back by the page, which keeps everything', async () => {
      const client = support.customer();
      await shown(client);
      await fill();
      let asked: SupportRequestSubmitEvent | undefined;
      form.addEventListener('support-request-submit', (event) => {
        asked = event;
        event.preventDefault();
      });
      await submit();
      expect(asked?.form.description).to.equal(kim.description);
      expect(field('description').value).to.equal(kim.description);
      expect(client.$requests.get()).to.deep.equal([]);
    });

    it('brings what the page wants the technician to know', async () => {
      const technician = support.technician();
      await shown(support.customer(), (one) => {
        one.prefill = kim;
        one.metadata = { plan: 'gold', user: 7 };
      });
      const event = heard(form, 'support-request-submitted');
      await submit();
      const { key } = await event;
      const seen = technician.request('acme', key);
      expect((await reached(seen.$state, Boolean))?.metadata).to.deep.equal({ plan: 'gold', user: 7 });
    });

    it('takes along a file that was chosen a moment before, and goes out once', async () => {
      const client = support.customer();
      await shown(client, (one) => {
        one.prefill = kim;
      });
      const files = find<HTMLElement & { add(files: File[]): Promise<void> }>('#files');
      void files.add([new File(['hello'], 'late.txt', { type: 'text/plain' })]);
      let sent = 0;
      form.addEventListener('support-request-submit', () => sent++);
      const event = heard(form, 'support-request-submitted');
      await submit();
      await submit();
      const { key } = await event;
      const request = client.request(key);
      await reached(request.$messages, (all) => all.some((line) => line.kind === 'entry' && line.entry.event.type === 'file'));
      expect(sent).to.equal(1);
      request.release();
    });

    it('sends its files after the request, and never waits for them', async () => {
      const technician = support.technician();
      await shown(support.customer(), (one) => {
        one.prefill = kim;
      });
      const files = find<HTMLElement & { add(files: File[]): Promise<void> }>('#files');
      await files.add([new File(['hello'], 'note.txt', { type: 'text/plain' })]);
      const event = heard(form, 'support-request-submitted');
      await submit();
      const { key } = await event;
      const seen = technician.request('acme', key);
      const lines = await reached(seen.$messages, (all) => all.some((line) => line.kind === 'entry' && line.entry.event.type === 'file'));
      const shared = lines.flatMap((line) => (line.kind === 'entry' && line.entry.event.type === 'file' ? line.entry.event.file.name : []));
      expect(shared).to.deep.equal(['note.txt']);
    });
  });

  describe('when something is in the way', () => {
    it('puts what the desk refuses beside the field', async () => {
      const client = support.customer();
      const strict: CustomerClient = { ...client, submit: () => Promise.reject(new SupportError('invalid', { faults: [{ field: 'name', fault: 'too_long', limit: 20 }] })) };
      await shown(strict, (one) => {
        one.prefill = kim;
      });
      const error = heard(form, 'support-error');
      await submit();
      expect((await error).code).to.equal('invalid');
      await waitUntil(() => focused() === 'summary');
      expect(described('name')).to.equal('This name is too long. At most 20 characters.');
      expect(field('description').value).to.equal(kim.description);
    });

    it('words any other refusal, and keeps everything', async () => {
      const client = support.customer();
      await shown({ ...client, submit: () => Promise.reject(new SupportError('forbidden')) }, (one) => {
        one.prefill = kim;
      });
      await submit();
      await waitUntil(() => text().includes('Your request was not sent. You do not have the right to do this.'));
      expect(field('description').value).to.equal(kim.description);
      expect(find('.announcer[aria-live=assertive]').textContent).to.contain('Your request was not sent.');
    });

    it('keeps a request without a connection, says so, and sends it when there is one', async () => {
      const client = support.customer();
      await shown(client);
      await fill();
      support.desk.cut();
      await reached(client.$connection, ({ status }) => status !== 'connected');
      await submit();
      await waitUntil(() => text().includes('No connection. Your request is kept and goes out as soon as there is one.'));
      expect(field('description').hasAttribute('readonly')).to.equal(true);
      const event = heard(form, 'support-request-submitted');
      support.desk.restore();
      await event;
    });

    it('says why a request has to wait although there is a connection, and no longer once it need not [R133]', async () => {
      const $connection = atom<ConnectionState>({ status: 'connected' });
      await shown({ ...support.customer(), $connection, submit: () => new Promise(() => undefined) }, (one) => {
        one.prefill = kim;
      });
      await submit();
      expect(find('#next').textContent).to.equal('');
      $connection.set({ status: 'connected', error: 'rate_limited' });
      await waitUntil(() => form.renderRoot.querySelector('#next [role=alert]')?.textContent === 'A lot has come from your network. More can be sent in a while.');
      await expect(form).to.be.accessible();
      $connection.set({ status: 'connected' });
      await waitUntil(() => find('#next').textContent === '');
    });

    it('says that a company is not known instead of showing a form that leads nowhere', async () => {
      const client = support.customer({ company: 'nobody' });
      await shown(client);
      await reached(client.$connection, ({ status }) => status === 'refused');
      await form.updateComplete;
      expect(text()).to.contain('This company is not known here.');
      expect(form.renderRoot.querySelector('#name')).to.equal(null);
    });

    it('never takes away what someone has written, even if it can lead nowhere', async () => {
      const client = support.customer({ company: 'nobody' });
      await client.saveFormDraft(kim);
      await shown(client);
      await reached(client.$connection, ({ status }) => status === 'refused');
      await waitUntil(() => form.renderRoot.querySelector('#description'));
      expect(field('description').value).to.equal(kim.description);
      await submit();
      expect(find('button[type=submit]').getAttribute('aria-disabled')).to.equal('true');
      expect(text()).to.contain('This company is not known here.');
    });

    it('shows a form without any client, and says that it leads nowhere only when it is sent', async () => {
      await shown(undefined, (one) => {
        one.prefill = kim;
      });
      await submit();
      expect(text()).to.contain('Your request was not sent.');
      expect(field('description').value).to.equal(kim.description);
    });
  });

  describe('what is typed', () => {
    it('survives being moved in the page', async () => {
      await shown(support.customer());
      await fill();
      const elsewhere = document.createElement('section');
      document.body.append(elsewhere);
      elsewhere.append(form);
      await form.updateComplete;
      expect(field('description').value).to.equal(kim.description);
      elsewhere.remove();
    });

    it('is there again in a new form of the same browser, and gone once it was sent', async () => {
      const client = support.customer();
      await shown(client);
      await fill();
      await waitUntil(async () => (await client.formDraft())?.description === kim.description);
      form.remove();
      await shown(client);
      await waitUntil(() => field('description').value === kim.description);
      const event = heard(form, 'support-request-submitted');
      await submit();
      await event;
      expect(await client.formDraft()).to.equal(null);
    });

    it('counts for more than what the page fills in, before and after', async () => {
      await shown(support.customer(), (one) => {
        one.prefill = { name: 'Page', email: 'page@example.com' };
      });
      field('name').select();
      await sendKeys({ type: 'Kim' });
      form.prefill = { name: 'Other', email: 'other@example.com', description: 7 as unknown as string };
      await form.updateComplete;
      expect([field('name').value, field('email').value, field('description').value]).to.deep.equal(['Kim', 'other@example.com', '']);
    });

    it('does not reach the hotkeys of the page', async () => {
      await shown(support.customer());
      const heard: string[] = [];
      const listen = (event: KeyboardEvent) => heard.push(event.key);
      document.addEventListener('keydown', listen);
      await type('name', 'k');
      await sendKeys({ press: 'Escape' });
      document.removeEventListener('keydown', listen);
      expect(heard).to.deep.equal(['Escape']);
    });
  });

  describe('whether someone is there', () => {
    it('is said before anything is written', async () => {
      support.technician();
      const client = support.customer();
      await shown(client);
      await reached(client.$settings, (settings) => settings?.live);
      await form.updateComplete;
      expect(find('[part=live]').textContent).to.contain('Available now');
      expect(find('#next').textContent).to.contain('you can chat right here');
    });

    it('is said with what that means when nobody is', async () => {
      await shown(support.customer());
      expect(find('[part=live]').textContent).to.contain('Nobody available');
      expect(find('#next').textContent).to.contain('you will find the answer here');
    });
  });

  describe('in every state, language, light and width', () => {
    const states: readonly (readonly [name: string, reach: () => Promise<void>])[] = [
      ['empty', async () => void (await shown(support.customer()))],
      [
        'with faults',
        async () => {
          await shown(support.customer());
          await submit();
        },
      ],
      [
        'on its way without a connection',
        async () => {
          const client = support.customer();
          await shown(client, (one) => {
            one.prefill = kim;
          });
          support.desk.cut();
          await submit();
        },
      ],
      [
        'refused',
        async () => {
          const client = support.customer({ company: 'nobody' });
          await shown(client);
          await reached(client.$connection, ({ status }) => status === 'refused');
          await form.updateComplete;
        },
      ],
      [
        'sent',
        async () => {
          await shown(support.customer(), (one) => {
            one.prefill = kim;
          });
          const event = heard(form, 'support-request-submitted');
          await submit();
          await event;
          await form.updateComplete;
        },
      ],
    ];

    after(async () => {
      document.documentElement.lang = 'en';
      await setViewport({ width: 800, height: 600 });
    });

    for (const [name, reach] of states) {
      it(`is accessible and stays inside its width: ${name}`, async function () {
        this.timeout(30_000);
        await reach();
        for (const width of [320, 1024]) {
          await setViewport({ width, height: 700 });
          for (const lang of ['en', 'de']) {
            form.lang = lang;
            await waitUntil(() => form.renderRoot.querySelector('h2, form') && !text().includes('undefined'));
            for (const scheme of ['light', 'dark'] as const) {
              form.colorScheme = scheme;
              await form.updateComplete;
              await settled();
              await expect(form).to.be.accessible();
              expect(document.documentElement.scrollWidth, `${String(width)} ${lang}`).to.be.at.most(width);
            }
          }
        }
      });
    }

    it('is German with the words that were promised', async () => {
      await shown(support.customer(), (one) => {
        one.lang = 'de';
      });
      await waitUntil(() => text().includes('Anfrage senden'));
      expect([...form.renderRoot.querySelectorAll('label')].map((label) => label.textContent)).to.deep.equal(['Name', 'E-Mail', 'Beschreibung']);
      await submit();
      expect(described('name')).to.equal('Geben Sie Ihren Namen ein.');
    });
  });

  it('comes and goes a hundred times without hearing of anything twice', async () => {
    const client = support.customer();
    await shown(client);
    await fill();
    for (let i = 0; i < 100; i += 1) {
      form.remove();
      document.body.append(form);
    }
    await form.updateComplete;
    let submitted = 0;
    form.addEventListener('support-request-submitted', () => {
      submitted += 1;
    });
    await submit();
    await waitUntil(() => submitted > 0);
    await client.resume().then((open) => {
      for (const conversation of open) conversation.release();
      expect(open.length).to.equal(1);
    });
    expect(submitted).to.equal(1);
  });
});
