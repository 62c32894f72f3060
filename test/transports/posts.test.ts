import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Post, PostAnswer } from '../../src/protocol/posts.ts';
import { PostedConnection } from '../../src/server/host/posted-connection.ts';
import { PostedLink } from '../../src/transports/posted-link.ts';
import { fc } from '../support/seeded.ts';
import { settled, VirtualClock } from '../simulation/virtual-clock.ts';

/** What becomes of one post: when it arrives and when its answer is back, and what is lost or doubled on the way. */
interface Fate {
  readonly there: number;
  readonly back: number;
  readonly lose: 'request' | 'answer' | null;
  readonly again: number | null;
}

const smooth: Fate = { there: 10, back: 10, lose: null, again: null };

/** A page's link and a desk's connection, with a network between them whose faults a test decides. */
class Pair {
  readonly clock = new VirtualClock();
  readonly atDesk: string[] = [];
  readonly atPage: string[] = [];
  readonly posts: Post[] = [];
  readonly keptAlive: Post[] = [];
  readonly answers: PostAnswer[] = [];
  /** What the desk was told of what has come to the page. */
  readonly arrivals: number[] = [];
  /** How many of the page's frames the desk has done; all at once, unless told otherwise. */
  done = Infinity;
  /** Posts of the page that have no answer yet, and the most there were. */
  onTheirWay = 0;
  most = 0;
  readonly link: PostedLink;
  connection: PostedConnection | null = null;
  code: number | null = null;
  opened = 0;
  deskClosed = 0;
  /** Bytes that wait for the page. */
  held = 0;
  /** As many as may wait for its address. */
  mostHeld = Infinity;
  hide: (forGood: boolean) => void = () => undefined;
  fate: () => Fate = () => smooth;
  onMessage: (text: string) => void = () => undefined;

  constructor() {
    this.link = new PostedLink(
      {
        after: (ms, callback) => this.clock.after(ms, callback),
        onHide: (callback) => {
          this.hide = callback;
          return () => (this.hide = () => undefined);
        },
        post: (post, { keepalive, signal }) => this.#carry(post, keepalive, signal),
      },
      {
        opened: () => (this.opened += 1),
        message: (text) => {
          this.atPage.push(text);
          this.onMessage(text);
        },
        closed: (code) => {
          assert.equal(this.code, null, 'closed is reported once');
          this.code = code;
        },
      },
    );
  }

  /** Gives a post to the desk as it travelled: as text. */
  arrive(post: Post, signal?: AbortSignal): Promise<PostAnswer> {
    const { id } = post;
    if (id === undefined && !this.connection) {
      const connection = new PostedConnection({ id: 'a1'.repeat(32), ip: '', userAgent: '', clock: this.clock, holds: (bytes) => (this.held += bytes) > this.mostHeld, gone: () => (this.connection = null) });
      const waiting = () => this.atDesk.length - this.done;
      connection.listen({
        message: (text) => void this.atDesk.push(text),
        closed: () => (this.deskClosed += 1),
        arrived: (texts) => void this.arrivals.push(texts),
        get waiting() {
          return waiting();
        },
      });
      this.connection = connection;
    }
    if (!this.connection) return Promise.resolve({ id: '', taken: 0, from: 1, frames: [], closed: 4408 });
    return this.connection.post(JSON.parse(JSON.stringify(post)) as Post, signal);
  }

  #carry(post: Post, keepalive: boolean, signal?: AbortSignal): Promise<PostAnswer> {
    (keepalive ? this.keptAlive : this.posts).push(post);
    const { there, back, lose, again } = post.id === undefined ? smooth : this.fate();
    if (!keepalive) this.most = Math.max(this.most, (this.onTheirWay += 1));
    const carried = new Promise<PostAnswer>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('called off')));
      if (again !== null) this.clock.after(again, () => void this.arrive(post));
      this.clock.after(there, () => {
        if (lose === 'request') {
          reject(new Error('lost'));
          return;
        }
        void this.arrive(post, signal).then((answer) => {
          this.answers.push(answer);
          this.clock.after(back, () => (lose === 'answer' ? reject(new Error('lost')) : resolve(answer)));
        });
      });
    });
    return carried.finally(() => {
      if (!keepalive) this.onTheirWay -= 1;
    });
  }

  static async open(): Promise<Pair> {
    const pair = new Pair();
    await pair.clock.pass(50);
    assert.equal(pair.opened, 1);
    return pair;
  }
}

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, index) => `${name} ${String(index + 1)}`);

describe('Frames over HTTP', () => {
  it('arrive once and in order both ways, whatever is lost, doubled, late or overtaken on the way [R84]', async () => {
    const fate: fc.Arbitrary<Fate> = fc.record({
      there: fc.integer({ min: 1, max: 400 }),
      back: fc.integer({ min: 1, max: 400 }),
      lose: fc.constantFrom(null, null, null, 'request' as const, 'answer' as const),
      again: fc.option(fc.integer({ min: 1, max: 5_000 }), { freq: 4 }),
    });
    const step = fc.record({ side: fc.constantFrom('page' as const, 'desk' as const), count: fc.integer({ min: 1, max: 90 }), pause: fc.integer({ min: 0, max: 500 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 40 }), fc.array(step, { maxLength: 25 }), async (planned, steps) => {
        const fates = [...planned];
        const pair = await Pair.open();
        let lost = 0;
        pair.fate = () => {
          const next = fates.shift() ?? smooth;
          // Four in a row end the link, which is another matter.
          lost = next.lose === null ? 0 : lost + 1;
          return lost > 2 ? { ...next, lose: null } : next;
        };
        const said = { page: [] as string[], desk: [] as string[] };
        for (const { side, count, pause } of steps) {
          for (let n = 0; n < count; n++) {
            const text = `${side} ${String(said[side].length + 1)}`;
            said[side].push(text);
            if (side === 'page') pair.link.send(text);
            else pair.connection?.send(text);
          }
          await pair.clock.pass(pause);
        }
        await pair.clock.pass(60_000);
        assert.deepEqual(pair.atDesk, said.page);
        assert.deepEqual(pair.atPage, said.desk);
        assert.equal(pair.code, null);
        pair.link.close();
        await pair.clock.pass(70_000);
      }),
      { numRuns: 200 },
    );
  });

  it('are given again when an answer was lost, to the next post [R84]', async () => {
    const pair = await Pair.open();
    const fates: Fate[] = [{ ...smooth, lose: 'answer' }];
    pair.fate = () => fates.shift() ?? smooth;
    pair.link.send('one');
    await pair.clock.pass(15);
    pair.connection?.send('answer to one');
    await pair.clock.pass(1_000);
    assert.deepEqual(pair.atDesk, ['one']);
    assert.deepEqual(pair.atPage, ['answer to one']);
  });

  it('do nothing when their post comes a second time [R84]', async () => {
    const pair = await Pair.open();
    pair.fate = () => ({ ...smooth, again: 700 });
    pair.link.send('one');
    pair.link.send('two');
    await pair.clock.pass(2_000);
    assert.deepEqual(pair.atDesk, ['one', 'two']);
  });

  it('that are more than one post takes do not wait for the desk to speak after an answer was lost', async () => {
    const pair = await Pair.open();
    const fates: Fate[] = [{ there: 1, back: 1, lose: 'answer', again: 2 }];
    pair.fate = () => fates.shift() ?? smooth;
    for (const text of numbered('page', 193)) pair.link.send(text);
    await pair.clock.pass(2_000);
    assert.equal(pair.atDesk.length, 193);
  });

  it('wait for the one before them when their post overtakes it [R84]', async () => {
    const pair = await Pair.open();
    const fates: Fate[] = [{ ...smooth, there: 300 }, { ...smooth, there: 5 }];
    pair.fate = () => fates.shift() ?? smooth;
    pair.link.send('one');
    // The post that waited is answered, so that another may go.
    pair.connection?.send('x');
    await pair.clock.pass(20);
    pair.link.send('two');
    await pair.clock.pass(290);
    assert.deepEqual(pair.atDesk, ['one']);
    await pair.clock.pass(50);
    assert.deepEqual(pair.atDesk, ['one', 'two']);
  });

  it('travel in at most two posts at once, and one while nothing is said [R83]', async () => {
    const pair = await Pair.open();
    for (const text of numbered('page', 300)) {
      pair.link.send(text);
      await pair.clock.pass(3);
    }
    await pair.clock.pass(5_000);
    assert.equal(pair.most, 2);
    assert.equal(pair.atDesk.length, 300);
    const posts = pair.posts.length;
    await pair.clock.pass(100_000);
    assert.ok(pair.posts.length - posts <= 5, 'while nothing is said, one post in 25 s');
    assert.equal(pair.code, null);
  });

  it('that are many go in several posts and answers of bounded size, and one that is long goes alone [R83]', async () => {
    const pair = await Pair.open();
    const texts = [...numbered('page', 200), 'x'.repeat(60_000), 'y'.repeat(60_000)];
    for (const text of texts) pair.link.send(text);
    for (const text of texts) pair.connection?.send(text);
    await pair.clock.pass(10_000);
    assert.deepEqual(pair.atDesk, texts);
    assert.deepEqual(pair.atPage, texts);
    for (const { frames } of [...pair.posts, ...pair.answers]) assert.ok(frames.length === 1 || frames.join('').length <= 65_536);
    for (const { frames } of pair.posts) assert.ok(frames.length <= 64);
  });

  it('of one moment go in one post', async () => {
    const pair = await Pair.open();
    const posts = pair.posts.length;
    for (const text of numbered('page', 20)) pair.link.send(text);
    await settled();
    assert.deepEqual(pair.posts.slice(posts).map(({ frames }) => frames.length), [20]);
  });
});

describe('A connection over HTTP', () => {
  it('ends a minute after the last post, and a later one finds nothing [R85]', async () => {
    const pair = await Pair.open();
    // The page sleeps: its posts do not arrive.
    pair.fate = () => ({ ...smooth, there: 200_000 });
    await pair.clock.pass(26_000);
    assert.equal(pair.deskClosed, 0, 'a post still waited');
    await pair.clock.pass(58_000);
    assert.equal(pair.deskClosed, 0);
    await pair.clock.pass(3_000);
    assert.equal(pair.deskClosed, 1);
    pair.link.send('late');
    pair.fate = () => smooth;
    await pair.clock.pass(100_000);
    assert.equal(pair.code, 4408);
    assert.deepEqual(pair.atDesk, []);
  });

  it('tells what was said before its end, then the code, once [R85]', async () => {
    const pair = await Pair.open();
    const long = ['x', 'y', 'z'].map((letter) => letter.repeat(60_000));
    for (const text of long) pair.connection?.send(text);
    pair.connection?.send('last words');
    pair.connection?.close(4403);
    pair.connection?.send('no more');
    await pair.clock.pass(1_000);
    assert.deepEqual(pair.atPage, [...long, 'last words']);
    assert.equal(pair.code, 4403);
  });

  it('tells its end again if that answer was lost', async () => {
    const pair = await Pair.open();
    await pair.clock.pass(26_000);
    pair.fate = () => smooth;
    const { connection } = pair;
    connection?.close(4401);
    const first = await connection?.post({ id: '', from: 1, frames: [], heard: 0, wait: 0 });
    const second = await connection?.post({ id: '', from: 1, frames: [], heard: 0, wait: 25_000 });
    assert.equal(first?.closed, 4401);
    assert.equal(second?.closed, 4401);
  });

  it('lets go of a reader who takes nothing, with 4413, and keeps nothing for it', async () => {
    const pair = await Pair.open();
    pair.fate = () => ({ ...smooth, there: 50_000 });
    await pair.clock.pass(26_000);
    const { connection } = pair;
    for (let n = 0; n < 20; n++) connection?.send('x'.repeat(60_000));
    assert.equal(pair.deskClosed, 1);
    const answer = await connection?.post({ from: 1, frames: [], heard: 0, wait: 0 });
    assert.deepEqual([answer?.frames.length, answer?.closed], [0, 4413]);
  });

  it('lets go of a reader where too much waits for all of its address, counts nothing for it any more, and bears with others', async () => {
    const pair = await Pair.open();
    pair.fate = () => ({ ...smooth, there: 50_000 });
    await pair.clock.pass(26_000);
    const { connection } = pair;
    pair.mostHeld = 100_000;
    for (let n = 0; n < 10; n++) connection?.send('x'.repeat(10_000));
    assert.deepEqual([pair.deskClosed, pair.held], [0, 100_000]);
    await connection?.post({ from: 1, frames: [], heard: 4, wait: 0 });
    assert.equal(pair.held, 60_000, 'what has come waits no longer');
    for (let n = 0; n < 4; n++) connection?.send('x'.repeat(10_000));
    assert.equal(pair.deskClosed, 0);
    connection?.send('x');
    assert.equal(pair.deskClosed, 1);
    assert.equal(pair.held, 0);
    const answer = await connection?.post({ from: 1, frames: [], heard: 0, wait: 0 });
    assert.equal(answer?.closed, 4413);
  });

  it('says how much has come to the page as the page says so [R131]', async () => {
    const pair = await Pair.open();
    for (const text of ['one', 'two', 'three']) {
      pair.connection?.send(text);
      await pair.clock.pass(50);
    }
    assert.deepEqual(pair.atPage, ['one', 'two', 'three']);
    assert.deepEqual([...new Set(pair.arrivals)], [0, 1, 2, 3]);
  });

  it('takes no more than its desk has room for, and the rest when it has', async () => {
    const pair = await Pair.open();
    pair.done = 0;
    const texts = numbered('frame', 300);
    for (const text of texts) pair.link.send(text);
    await pair.clock.pass(1_000);
    assert.equal(pair.atDesk.length, 256);
    pair.done = 256;
    await pair.clock.pass(1_000);
    assert.deepEqual(pair.atDesk, texts);
  });

  it('keeps a reader who takes all of much', async () => {
    const pair = await Pair.open();
    for (let n = 0; n < 40; n++) {
      pair.connection?.send('x'.repeat(60_000));
      await pair.clock.pass(100);
    }
    assert.deepEqual([pair.atPage.length, pair.code], [40, null]);
  });

  it('survives two failures in a row, and is given up after the fourth', async () => {
    const pair = await Pair.open();
    const fates: Fate[] = Array.from({ length: 2 }, () => ({ ...smooth, lose: 'request' as const }));
    pair.fate = () => fates.shift() ?? smooth;
    await pair.clock.pass(30_000);
    pair.link.send('there');
    await pair.clock.pass(5_000);
    assert.deepEqual([pair.code, pair.atDesk], [null, ['there']]);
    pair.fate = () => ({ ...smooth, lose: 'request' });
    pair.link.send('into the void');
    await pair.clock.pass(40_000);
    assert.equal(pair.code, 1006);
  });

  it('does not wait for ever for an answer that never comes', async () => {
    const pair = await Pair.open();
    pair.fate = () => ({ ...smooth, back: 1e9 });
    await pair.clock.pass(26_000);
    pair.link.send('zero');
    await pair.clock.pass(100);
    assert.equal(pair.onTheirWay, 2);
    pair.fate = () => smooth;
    await pair.clock.pass(45_000);
    pair.link.send('one');
    await pair.clock.pass(1_000);
    assert.deepEqual([pair.code, pair.atDesk], [null, ['zero', 'one']]);
  });

  it('reports nothing more once the page has closed it within a message', async () => {
    const pair = await Pair.open();
    pair.onMessage = () => pair.link.close();
    pair.connection?.send('one');
    pair.connection?.send('two');
    pair.connection?.close(4400);
    await pair.clock.pass(1_000);
    assert.deepEqual([pair.atPage, pair.code], [['one'], null]);
  });
});

describe('A page that goes', () => {
  it('says what may not have arrived in a post that outlives it, and ends its connection [R86]', async () => {
    const pair = await Pair.open();
    pair.fate = () => ({ ...smooth, lose: 'request' });
    pair.link.send('one');
    await settled();
    pair.fate = () => smooth;
    pair.link.send('two');
    pair.hide(true);
    assert.deepEqual(pair.keptAlive.map(({ frames, end }) => [frames, end]), [[['one', 'two'], true]]);
    await pair.clock.pass(12);
    assert.deepEqual(pair.atDesk, ['one', 'two']);
    assert.equal(pair.deskClosed, 1);
  });

  it('that is only hidden says it too, keeps its connection, and is not heard twice [R86]', async () => {
    const pair = await Pair.open();
    pair.link.send('one');
    pair.hide(false);
    await pair.clock.pass(1_000);
    assert.deepEqual(pair.atDesk, ['one']);
    pair.hide(false);
    pair.link.send('two');
    await pair.clock.pass(1_000);
    assert.deepEqual([pair.atDesk, pair.keptAlive.length, pair.deskClosed, pair.code], [['one', 'two'], 1, 0, null]);
  });

  it('leaves behind no more than a browser carries for it', async () => {
    const pair = await Pair.open();
    for (let n = 0; n < 60; n++) pair.link.send('ä'.repeat(1_000));
    pair.hide(true);
    const [post] = pair.keptAlive;
    assert.ok(new TextEncoder().encode(JSON.stringify(post)).length < 64 * 1024);
    assert.ok((post?.frames.length ?? 0) > 10);
  });

  it('and closes its link has said all, as by WebSocket', async () => {
    const pair = await Pair.open();
    pair.link.send('one');
    pair.link.close();
    await settled();
    assert.equal(pair.onTheirWay, 0, 'nothing waits for an answer');
    await pair.clock.pass(100);
    assert.deepEqual([pair.atDesk, pair.deskClosed], [['one'], 1]);
  });
});
