import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { SupportError } from '../../../src/client/errors.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import type { RatingCard } from '../../../src/elements/support-chat/rating-card.ts';
import { createCustomerClient, MemoryEnvironment } from '../../../src/index.ts';
import { createLocalDesk } from '../../../src/local/index.ts';
import { heard as hears, settled } from '../local-support.ts';
import { customersChat, heard, joined, lines, part, scene, techniciansChat, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

const cardOf = (chat: SupportChat): RatingCard | null => chat.shadowRoot!.querySelector<RatingCard>('[class~="rating"]');

function inCard<Kind extends HTMLElement = HTMLElement>(chat: SupportChat, selector: string): Kind {
  const found = cardOf(chat)?.shadowRoot?.querySelector<Kind>(selector);
  if (!found) throw new Error(`The card shows no ${selector}`);
  return found;
}

const stars = (chat: SupportChat): HTMLInputElement[] => [...(cardOf(chat)?.shadowRoot?.querySelectorAll<HTMLInputElement>('input[type=radio]') ?? [])];
const comment = (chat: SupportChat) => inCard<HTMLTextAreaElement>(chat, 'textarea');
const send = (chat: SupportChat) => inCard<HTMLButtonElement>(chat, '.primary');

async function says(chat: SupportChat, text: string): Promise<void> {
  comment(chat).focus();
  comment(chat).value = text;
  comment(chat).dispatchEvent(new InputEvent('input', { bubbles: true }));
  await cardOf(chat)!.updateComplete;
}

/** A chat that Anna has closed, as Kim sees it. */
async function over(now: Scene, width?: number): Promise<SupportChat> {
  const chat = await customersChat(now, width);
  await now.anna.close();
  await waitUntil(() => stars(chat).length === 5, 'the stars are there');
  return chat;
}

describe('support-chat, once the request is completed', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  it('asks the customer in place of the composer, with five stars as a radio group', async () => {
    now = await joined();
    const chat = await over(now);
    expect(part(chat, '.bottom').querySelector('textarea')).to.equal(null);
    const group = inCard(chat, '[role=radiogroup]');
    expect(group.querySelector('legend')!.textContent).to.equal('How was our help?');
    expect(stars(chat).map((star) => star.getAttribute('aria-label'))).to.deep.equal([
      '1 of 5 stars: Very bad', '2 of 5 stars: Bad', '3 of 5 stars: All right', '4 of 5 stars: Good', '5 of 5 stars: Very good',
    ]);
    expect(cardOf(chat)!.shadowRoot!.querySelector('textarea'), 'the rest comes with the stars').to.equal(null);
  });

  it('asks neither the technician nor anybody while it is open', async () => {
    now = await joined();
    const [left, right] = [await customersChat(now), await techniciansChat(now)];
    expect(cardOf(left)).to.equal(null);
    await now.anna.close();
    await waitUntil(() => stars(left).length === 5);
    expect(cardOf(right)).to.equal(null);
  });

  it('is rated by keyboard alone; the focus stays where the thanks are, and the technician hears of it', async () => {
    now = await joined();
    const chat = await over(now);
    part(chat, '.instead').focus();
    await sendKeys({ press: 'Tab' });
    expect(cardOf(chat)!.shadowRoot!.activeElement).to.equal(stars(chat)[0]);
    await sendKeys({ press: 'ArrowRight' });
    for (let n = 0; n < 2; n++) await sendKeys({ press: 'ArrowRight' });
    await waitUntil(() => stars(chat)[3]!.checked, 'four stars');
    expect(inCard(chat, '.word').textContent).to.equal('Good');
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Quick, and friendly.' });
    await sendKeys({ press: 'Tab' });
    const told = hears(chat, 'support-rate');
    await sendKeys({ press: 'Enter' });
    const event = await told;
    expect([event.stars, event.comment]).to.deep.equal([4, 'Quick, and friendly.']);
    await waitUntil(() => now.anna.$state.get()?.rating?.stars === 4);
    await waitUntil(() => cardOf(chat)!.shadowRoot!.activeElement === inCard(chat, '.thanks'), 'the focus is on the thanks');
    expect(inCard(chat, '.thanks').innerText).to.contain('Thank you for your rating.').and.to.contain('Quick, and friendly.');
    expect(inCard(chat, '.given .hidden').textContent).to.equal('4 of 5 stars');
    await waitUntil(() => heard(chat).includes('Thank you for your rating.'));
  });

  it('tells both sides in the log, as an event that nobody wrote', async () => {
    now = await joined();
    const [left, right] = [await over(now), await techniciansChat(now)];
    await now.kim.rate(2, 'Slow.');
    for (const chat of [left, right]) {
      await waitUntil(() => lines(chat).at(-1)!.innerText.includes('Kim gave 2 of 5 stars: Slow.'));
      expect(lines(chat).at(-1)!.className).to.equal('system');
    }
  });

  it('lets the rating be changed, and the change be given up', async () => {
    now = await joined();
    const chat = await over(now);
    await now.kim.rate(2, 'Slow.');
    await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.thanks'));
    inCard(chat, '.thanks button').click();
    await cardOf(chat)!.updateComplete;
    expect(stars(chat)[1]!.checked).to.equal(true);
    expect(comment(chat).value).to.equal('Slow.');
    expect(cardOf(chat)!.shadowRoot!.activeElement).to.equal(stars(chat)[1]);
    inCard(chat, '.buttons .button:not(.primary)').click();
    await cardOf(chat)!.updateComplete;
    expect(cardOf(chat)!.shadowRoot!.activeElement).to.equal(inCard(chat, '.thanks'));
    inCard(chat, '.thanks button').click();
    await cardOf(chat)!.updateComplete;
    stars(chat)[4]!.click();
    send(chat).click();
    await waitUntil(() => now.anna.$state.get()?.rating?.stars === 5);
    expect(now.anna.$state.get()?.status).to.equal('completed');
  });

  it('says what is wrong beside it, and keeps what was typed', async () => {
    now = await joined();
    const chat = await over(now);
    inCard<HTMLFormElement>(chat, 'form').requestSubmit();
    await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.fault'));
    expect(inCard(chat, '.fault').innerText).to.contain('Choose how many stars you give.');
    expect(inCard(chat, '[role=radiogroup]').getAttribute('aria-invalid')).to.equal('true');
    expect(cardOf(chat)!.shadowRoot!.activeElement).to.equal(stars(chat)[0]);
    stars(chat)[2]!.click();
    await cardOf(chat)!.updateComplete;
    expect(cardOf(chat)!.shadowRoot!.querySelector('.fault')).to.equal(null);
    const long = 'x'.repeat(1_001);
    await says(chat, long);
    expect(inCard(chat, '.fault').innerText).to.contain('It may have 1,000 characters.');
    send(chat).click();
    await waitUntil(() => heard(chat).includes('This comment is too long.'));
    expect(comment(chat).value).to.equal(long);
    expect(now.anna.$state.get()?.rating).to.equal(undefined);
  });

  it('keeps a rating of offline times, says that it waits, and shows it in no line until it is there', async () => {
    now = await joined();
    const chat = await over(now);
    now.desk.cut();
    await waitUntil(() => now.customer.$connection.get().status !== 'connected');
    stars(chat)[3]!.click();
    await cardOf(chat)!.updateComplete;
    send(chat).click();
    await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.thanks')?.textContent.includes('goes out as soon as there is a connection'));
    expect(chat.shadowRoot!.querySelector('.pending')).to.equal(null);
    now.desk.restore();
    await waitUntil(() => now.anna.$state.get()?.rating?.stars === 4, 'it has arrived');
    await waitUntil(() => inCard(chat, '.thanks').textContent.includes('Thank you for your rating.'));
  });

  it('shows a rating that the desk refused as not sent, with the reason, like any other words', async () => {
    now = await joined();
    await now.kim.rate(4, 'Fine.').catch(() => undefined);
    const chat = await over(now);
    expect(part(chat, '.failed').innerText).to.contain('★★★★ Fine.').and.to.contain('Not sent. This request is still open.');
    stars(chat)[4]!.click();
    await cardOf(chat)!.updateComplete;
    send(chat).click();
    await waitUntil(() => now.anna.$state.get()?.rating?.stars === 5);
    await waitUntil(() => !chat.shadowRoot!.querySelector('.failed'), 'who says it anew has seen it');
  });

  it('gives a rating back that went nowhere, with the reason, and says so', async () => {
    now = await joined();
    const chat = await over(now);
    stars(chat)[3]!.click();
    await cardOf(chat)!.updateComplete;
    await says(chat, 'Fine.');
    Reflect.set(now.kim, 'rate', () => Promise.reject(new SupportError('forbidden')));
    const told = hears(chat, 'support-error');
    send(chat).click();
    expect((await told).code).to.equal('forbidden');
    await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.fault'));
    expect(inCard(chat, '.fault').innerText).to.contain('Your rating was not sent. You do not have the right to do this.');
    expect([stars(chat)[3]!.checked, comment(chat).value]).to.deep.equal([true, 'Fine.']);
    expect(heard(chat)).to.contain('Your rating was not sent.');
  });

  it('is asked for by no company that does not want to know', async () => {
    now = await scene();
    const desk = createLocalDesk({ companies: [{ id: 'acme', name: 'Acme', rating: false }] });
    const client = createCustomerClient({ transport: desk.transport(), company: 'acme', environment: new MemoryEnvironment() });
    const request = await client.submit({ name: 'Kim', email: 'kim@example.com', description: 'It does not start' });
    await waitUntil(() => request.$state.get());
    await request.withdraw();
    const chat = await fixture<SupportChat>(html`<support-chat lang="en" .client=${client} request=${request.key}></support-chat>`);
    await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
    await aTimeout(50);
    expect(cardOf(chat)).to.equal(null);
    client.close();
    desk.close();
  });

  for (const { width, scheme, lang } of [
    { width: 320, scheme: 'light', lang: 'en' },
    { width: 1024, scheme: 'dark', lang: 'de' },
    { width: 320, scheme: 'dark', lang: 'de' },
    { width: 1024, scheme: 'light', lang: 'en' },
  ] as const) {
    it(`is accessible in every state, ${String(width)} px, ${scheme}, ${lang}`, async function () {
      this.timeout(30_000);
      now = await joined();
      const chat = await over(now, width);
      chat.lang = lang;
      chat.colorScheme = scheme;
      chat.style.setProperty('background', scheme === 'dark' ? '#17181c' : '#fbfbfc');
      const question = lang === 'de' ? 'Wie war unsere Hilfe?' : 'How was our help?';
      await waitUntil(() => chat.matches(`[color-scheme=${scheme}]`) && inCard(chat, 'legend').textContent === question);
      await settled();
      await expect(chat).to.be.accessible();
      inCard<HTMLFormElement>(chat, 'form').requestSubmit();
      await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.fault'));
      await settled();
      await expect(chat).to.be.accessible();
      stars(chat)[2]!.click();
      await cardOf(chat)!.updateComplete;
      await says(chat, 'x'.repeat(1_001));
      await settled();
      await expect(chat).to.be.accessible();
      await now.kim.rate(3, 'Good.');
      await waitUntil(() => cardOf(chat)!.shadowRoot!.querySelector('.thanks'));
      await settled();
      await expect(chat).to.be.accessible();
      expect(part(chat, '.bottom').scrollWidth, 'nothing sticks out').to.be.at.most(part(chat, '.bottom').clientWidth);
    });
  }
});
