import { expect, fixture, html } from '@open-wc/testing';
import type { SupportChat } from '../../../src/elements/support-chat/support-chat.ts';
import { below, joined, rows, scroller, seen, texts, type Scene } from './scene.ts';
import { waitUntil } from '../../support/wait-until.ts';

/** What a frame has painted. */
interface Painted {
  readonly rows: number;
  readonly below: number;
  /** From the top of the region to the first line. Pixels. */
  readonly bare: number;
}

describe('A conversation that is opened', () => {
  let now: Scene;
  afterEach(() => now.end());

  /** Opens what is said between the two, and gives what the frames show until all of it stands. */
  async function opened(height: number, all: number): Promise<readonly Painted[]> {
    const chat = await fixture<SupportChat>(html`<support-chat lang="en" .client=${now.technician} style="inline-size: 400px; block-size: ${height}px"></support-chat>`);
    const frames: Painted[] = [];
    chat.setAttribute('request', `acme/${now.kim.key}`);
    await waitUntil(async () => {
      await new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            port1.close();
            resolve();
          };
          port2.postMessage(null);
        });
      });
      const [first] = rows(chat);
      if (first) frames.push({ rows: rows(chat).length, below: below(chat), bare: first.getBoundingClientRect().top - scroller(chat).getBoundingClientRect().top });
      // And what the request was filed with.
      return texts(chat).length === all + 1;
    });
    return frames;
  }

  const says = async (count: number, text: (index: number) => string): Promise<void> => {
    now = await joined();
    // Her own words: she has read all of it.
    await Promise.all(Array.from({ length: count }, (_, index) => now.anna.send(text(index + 1))));
    await seen(now);
  };

  it('is rendered from its newest line up: first what can be seen, at its end, and the others once that is painted', async () => {
    await says(45, (index) => `Line ${String(index)}`);
    const frames = await opened(400, 45);
    expect(frames[0]!.rows, 'what can be seen').to.be.within(5, 20);
    expect(frames.at(-1)!.rows, 'all').to.be.greaterThan(44);
    for (const { below: rest, bare } of frames) {
      expect(rest, 'the newest line is in sight in each frame').to.be.at.most(0);
      expect(bare, 'no place is bare').to.be.at.most(0);
    }
  });

  it('takes fewer of long lines', async () => {
    await says(30, (index) => `${String(index)}: ${'a long remark about the printer '.repeat(12)}`);
    const frames = await opened(400, 30);
    expect(frames[0]!.rows).to.be.at.most(6);
    expect(frames.map(({ below: rest, bare }) => rest <= 0 && bare <= 0)).to.not.include(false);
  });

  it('is rendered at once when all of it can be seen', async () => {
    await says(3, (index) => `Line ${String(index)}`);
    const frames = await opened(800, 3);
    expect(new Set(frames.map(({ rows: count }) => count)).size).to.equal(1);
  });

  it('is rendered at once when its reader begins further up, at what is not read', async () => {
    now = await joined();
    await Promise.all(Array.from({ length: 40 }, (_, index) => now.kim.send(`Line ${String(index + 1)}`)));
    await seen(now);
    const frames = await opened(400, 40);
    expect(frames).to.have.length(1);
    expect(frames[0]!.below).to.be.greaterThan(400);
  });
});
