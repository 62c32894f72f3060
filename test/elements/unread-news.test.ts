import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SupportUnreadChangeEvent } from '../../src/elements/events.ts';
import { UnreadNews } from '../../src/elements/unread-news.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';

function scene() {
  const clock = new VirtualClock();
  const host = new EventTarget();
  const told: number[] = [];
  host.addEventListener('support-unread-change', (event) => {
    if (event instanceof SupportUnreadChangeEvent) told.push(event.unread);
  });
  return { clock, told, news: new UnreadNews(host, (ms, callback) => clock.after(ms, callback)) };
}

describe('The number of what is unread', () => {
  it('is told when it has changed, several at once as one', async () => {
    const { clock, told, news } = scene();
    for (const unread of [0, 1, 2, 3]) news.set(unread);
    assert.deepEqual(told, []);
    await clock.pass(500);
    assert.deepEqual(told, [3]);
    news.set(3);
    await clock.pass(10_000);
    assert.deepEqual([told, clock.waiting], [[3], 0]);
  });

  it('is no news when it is read at once', async () => {
    const { clock, told, news } = scene();
    news.set(1);
    await clock.pass(100);
    news.set(0);
    await clock.pass(10_000);
    assert.deepEqual([told, clock.waiting], [[], 0]);
  });

  it('goes down at once', async () => {
    const { clock, told, news } = scene();
    news.set(4);
    await clock.pass(500);
    news.set(1);
    assert.deepEqual(told, [4, 1]);
  });
});
