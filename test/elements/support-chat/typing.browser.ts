import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { below, customersChat, field, heard, joined, part, scroller, seen, techniciansChat, texts, writes, type Scene } from './scene.ts';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { waitUntil } from '../../support/wait-until.ts';

const line = (chat: SupportChat): string => part(chat, '.typing').innerText.trim();

describe('support-chat, while somebody types', () => {
  let now: Scene;
  afterEach(() => {
    now.end();
  });

  it('says who, each to the other, until the message is there', async () => {
    now = await joined();
    const [kims, annas] = [await customersChat(now), await techniciansChat(now)];
    expect([line(kims), line(annas)]).to.deep.equal(['', '']);
    kims.focus();
    await sendKeys({ type: 'Hel' });
    await waitUntil(() => line(annas) === 'Kim is typing…');
    expect(line(kims)).to.equal('');
    await sendKeys({ type: 'lo' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => texts(annas).includes('Hello'));
    expect(line(annas)).to.equal('');
    annas.focus();
    await sendKeys({ type: 'Hi' });
    await waitUntil(() => line(kims) === 'Anna is typing…');
  });

  it('says nothing of blanks', async () => {
    now = await joined();
    const [kims, annas] = [await customersChat(now), await techniciansChat(now)];
    kims.focus();
    await sendKeys({ type: '   ' });
    // What was said before this has arrived before this.
    await now.anna.send('Are you there?');
    await waitUntil(() => texts(kims).includes('Are you there?'));
    expect(line(annas)).to.equal('');
    await sendKeys({ type: 'x' });
    await waitUntil(() => line(annas) === 'Kim is typing…');
  });

  it('moves nothing, at the end as above it, and follows the language', async () => {
    now = await joined();
    await writes(now.kim, 20);
    await seen(now);
    const chat = await customersChat(now);
    await waitUntil(() => texts(chat).length === 21 && below(chat) === 0);
    for (const top of [scroller(chat).scrollTop, 40]) {
      scroller(chat).scrollTop = top;
      await nextFrame();
      const places = () => [scroller(chat).scrollTop, scroller(chat).getBoundingClientRect().height, part(chat, '.composer').getBoundingClientRect().top];
      const before = places();
      now.anna.typing();
      await waitUntil(() => line(chat) !== '');
      expect(places()).to.deep.equal(before);
      await now.anna.send('x');
      await waitUntil(() => line(chat) === '');
      scroller(chat).scrollTop = scroller(chat).scrollHeight;
      await nextFrame();
    }
    chat.lang = 'de';
    now.anna.typing();
    await waitUntil(() => line(chat) === 'Anna schreibt …');
  });

  it('says a long or odd name without harm, and several as several', async () => {
    now = await joined();
    const other = now.technician.request('acme', now.kim.key);
    const chat = await customersChat(now, 300);
    now.anna.typing();
    await waitUntil(() => line(chat) !== '');
    expect(part(chat, '.typing bdi').textContent).to.equal('Anna');
    const { $typing } = now.kim as unknown as { $typing: { set(authors: readonly object[]): void } };
    $typing.set([{ role: 'technician', id: 'x', name: `<b>${'W'.repeat(200)}` }]);
    await waitUntil(() => line(chat).includes('<b>'));
    expect(part(chat, '.typing').scrollHeight).to.be.at.most(part(chat, '.typing').clientHeight + 1);
    expect(chat.scrollWidth).to.be.at.most(chat.clientWidth);
    $typing.set(['x', 'y'].map((id) => ({ role: 'technician', id, name: id })));
    await waitUntil(() => line(chat) === 'Several people are typing…');
    other.release();
  });

  it('is announced at most every 10 s', async () => {
    now = await joined();
    const real = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => real() + ahead;
    try {
      const chat = await customersChat(now);
      now.anna.typing();
      await waitUntil(() => heard(chat) !== '');
      expect(heard(chat).replaceAll(/[⁨⁩]/gu, '')).to.equal('Anna is typing…');
      await now.anna.send('One');
      await waitUntil(() => heard(chat).includes('One'));
      now.anna.typing();
      await waitUntil(() => line(chat) !== '');
      expect(heard(chat)).not.to.include('typing');
      await now.anna.send('Two');
      await waitUntil(() => heard(chat).includes('Two'), 'the message is said');
      ahead = 10_000;
      now.anna.typing();
      await waitUntil(() => heard(chat).includes('typing'));
      expect(part(chat, '.typing').closest('[aria-live]')).to.equal(null);
    } finally {
      performance.now = real;
    }
  });

  it('does not say that a technician types who may not write to the customer', async () => {
    now = await joined();
    const chat = await techniciansChat(now);
    await now.anna.endChat();
    await waitUntil(() => chat.shadowRoot!.querySelector('.instead'));
    expect(field(chat)).to.equal(null);
    now.anna.typing();
    await now.anna.joinChat();
    await seen(now);
    expect(now.kim.$typing.get()).to.deep.equal([]);
  });
});
