import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atom } from 'nanostores';
import type { ConfirmedLine, Conversation, FileRange, Line } from '../../../src/client/client.ts';
import { SupportError } from '../../../src/client/errors.ts';
import type { LogEntry, RequestEvent } from '../../../src/domain/events.ts';
import { Gallery } from '../../../src/elements/support-chat/gallery.ts';
import { customer, entry, says } from './lines.ts';

/** A page of the desk here; a real one has 50. */
const most = 3;

const file = (name: string): RequestEvent => ({ type: 'file', author: customer, file: { id: name, name, size: 1, type: name.endsWith('.png') ? 'image/png' : 'text/plain' } });

/** A log in which every file has the number that is in its name, and a page that holds a part of it. */
function conversation(files: Readonly<Record<number, string>>, length: number, first: number, last: number) {
  const log: LogEntry[] = Array.from({ length }, (_, n) => entry(n + 1, files[n + 1] === undefined ? says(customer) : file(files[n + 1] ?? '')).entry);
  const line = (one: LogEntry): ConfirmedLine => entry(one.seq, one.event);
  const asked: FileRange[] = [];
  const $arrived = atom<readonly ConfirmedLine[]>([]);
  const state: { trouble: Error | null; held: Promise<void> | null } = { trouble: null, held: null };
  const source: Pick<Conversation, '$messages' | '$more' | '$later' | '$arrived' | 'files'> = {
    $messages: atom<readonly Line[]>(log.slice(first - 1, last).map(line)),
    $more: atom(first > 1),
    $later: atom(last < length),
    $arrived,
    async files(range) {
      asked.push(range);
      await state.held;
      if (state.trouble) throw state.trouble;
      const shared = log.filter(({ event }) => event.type === 'file');
      const beyond = shared.filter(({ seq }) => ('before' in range ? seq < range.before : seq > range.after));
      const entries = 'before' in range ? beyond.slice(-most) : beyond.slice(0, most);
      return { entries, more: beyond.length > entries.length };
    },
  };
  const arrives = (event: RequestEvent) => {
    const one = entry(log.length + 1, event);
    log.push(one.entry);
    $arrived.set([one]);
  };
  const picture = (name: string) => ({ id: name, name, size: 1, type: 'image/png' });
  const open = (name: string) => new Gallery(source, picture(name), ({ type }) => type.startsWith('image/'), () => undefined);
  return { open, asked, arrives, state };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const shown = (gallery: Gallery) => gallery.file?.name;

describe('the gallery of a conversation', () => {
  it('asks for nothing where the page holds all of it', async () => {
    const { open, asked } = conversation({ 2: 'a.png', 4: 'b.txt', 5: 'c.png' }, 6, 1, 6);
    const gallery = open('c.png');
    assert.deepEqual([gallery.place, gallery.leads('earlier'), gallery.leads('later')], [{ at: 2, of: 2 }, true, false]);
    await gallery.step('earlier');
    assert.deepEqual([shown(gallery), gallery.place], ['a.png', { at: 1, of: 2 }]);
    await gallery.step('earlier');
    assert.equal(shown(gallery), 'a.png');
    await gallery.furthest('later');
    assert.equal(shown(gallery), 'c.png');
    assert.deepEqual(asked, []);
  });

  it('goes on to what the page does not hold, in either direction, and says which of how many once it has read all', async () => {
    const { open } = conversation({ 1: 'a.png', 50: 'b.png', 500: 'c.png', 950: 'd.png', 1_000: 'e.png' }, 1_000, 480, 520);
    const gallery = open('c.png');
    assert.equal(gallery.place, null, 'nobody knows');
    assert.deepEqual([gallery.leads('earlier'), gallery.leads('later')], [true, true]);
    const seen = [];
    for (let n = 0; n < 3; n++) {
      await gallery.step('earlier');
      seen.push(shown(gallery));
    }
    for (let n = 0; n < 5; n++) {
      await gallery.step('later');
      seen.push(shown(gallery));
    }
    assert.deepEqual(seen, ['b.png', 'a.png', 'a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'e.png']);
    assert.deepEqual(gallery.place, { at: 5, of: 5 });
  });

  it('passes over files that are no pictures, however many', async () => {
    const logs = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [n + 2, `${n}.log`]));
    const { open } = conversation({ 1: 'a.png', ...logs, 30: 'b.png' }, 30, 25, 30);
    const gallery = open('b.png');
    await gallery.step('earlier');
    assert.deepEqual([shown(gallery), gallery.place], ['a.png', { at: 1, of: 2 }]);
  });

  it('finds that there are no others', async () => {
    const { open } = conversation({ 1: 'a.log', 30: 'b.png' }, 30, 25, 30);
    const gallery = open('b.png');
    assert.equal(gallery.leads('earlier'), true);
    await gallery.step('earlier');
    assert.deepEqual([shown(gallery), gallery.leads('earlier'), gallery.place, gallery.waits], ['b.png', false, { at: 1, of: 1 }, false]);
  });

  it('has the next ones before they are wanted, a page at a time', async () => {
    const { open, asked } = conversation(Object.fromEntries(Array.from({ length: 60 }, (_, n) => [n + 1, `${n + 1}.png`])), 60, 51, 60);
    const gallery = open('55.png');
    await settled();
    assert.deepEqual(asked, [], 'the ends are far');
    for (let n = 0; n < 3; n++) await gallery.step('earlier');
    await settled();
    assert.deepEqual([shown(gallery), asked], ['52.png', [{ before: 51 }]]);
    await gallery.step('earlier');
    assert.equal(gallery.waits, false);
  });

  it('leaps to the very first and the very last, with a page for each, whatever lies between', async () => {
    const { open, asked } = conversation(Object.fromEntries(Array.from({ length: 900 }, (_, n) => [n + 1, `${n + 1}.png`])), 900, 441, 460);
    const gallery = open('450.png');
    await gallery.furthest('earlier');
    assert.equal(shown(gallery), '1.png');
    assert.deepEqual(asked[0], { after: 0 });
    assert.equal(gallery.place, null);
    const seen = [];
    for (let n = 0; n < 6; n++) {
      await gallery.step('later');
      seen.push(shown(gallery));
    }
    assert.deepEqual(seen, ['2.png', '3.png', '4.png', '5.png', '6.png', '7.png']);
    await gallery.furthest('later');
    assert.equal(shown(gallery), '900.png');
    await gallery.step('earlier');
    assert.equal(shown(gallery), '899.png');
    assert.ok(asked.length < 12, String(asked.length));
  });

  it('leaves nothing out where a leap meets what is known', async () => {
    const { open } = conversation({ 1: 'a.png', 2: 'b.png', 5: 'c.png', 6: 'd.png' }, 9, 5, 9);
    const gallery = open('d.png');
    await gallery.furthest('earlier');
    assert.deepEqual([shown(gallery), gallery.place], ['a.png', { at: 1, of: 4 }]);
    for (const name of ['b.png', 'c.png', 'd.png']) {
      await gallery.step('later');
      assert.equal(shown(gallery), name);
    }
  });

  it('waits visibly, says why it cannot be had, and tries again when it is wanted again', async () => {
    const { open, state } = conversation({ 1: 'a.png', 30: 'b.png' }, 30, 25, 30);
    let go = (): void => undefined;
    state.held = new Promise((resolve) => (go = resolve));
    state.trouble = new SupportError('offline');
    const gallery = open('b.png');
    assert.equal(gallery.waits, false, 'what nobody has asked for is read quietly');
    const step = gallery.step('earlier');
    assert.equal(gallery.waits, true);
    go();
    await step;
    assert.deepEqual([gallery.waits, gallery.trouble, shown(gallery), gallery.leads('earlier')], [false, state.trouble, 'b.png', true]);
    state.trouble = null;
    await gallery.step('earlier');
    assert.deepEqual([gallery.trouble, shown(gallery)], [null, 'a.png']);
  });

  it('says nothing of what could not be read ahead', async () => {
    const { open, state } = conversation({ 1: 'a.png', 30: 'b.png' }, 30, 25, 30);
    state.trouble = new SupportError('offline');
    const gallery = open('b.png');
    await settled();
    assert.equal(gallery.trouble, null);
  });

  it('does what was wanted last', async () => {
    const { open, state } = conversation({ 1: 'a.png', 30: 'b.png', 31: 'c.png' }, 31, 25, 31);
    let go = (): void => undefined;
    state.held = new Promise((resolve) => (go = resolve));
    const gallery = open('b.png');
    const first = gallery.step('earlier');
    const second = gallery.step('later');
    go();
    await Promise.all([first, second]);
    assert.deepEqual([shown(gallery), gallery.waits], ['c.png', false]);
  });

  it('takes up what arrives, in its place', async () => {
    const { open, arrives } = conversation({ 2: 'a.png', 90: 'b.png' }, 100, 1, 20);
    const gallery = open('a.png');
    arrives(file('new.png'));
    await settled();
    await settled();
    assert.deepEqual(gallery.place, { at: 1, of: 3 });
    arrives(file('newer.png'));
    arrives(file('newer.txt'));
    assert.deepEqual(gallery.place, { at: 1, of: 4 });
    await gallery.furthest('later');
    assert.equal(shown(gallery), 'newer.png');
    gallery.close();
    arrives(file('unheard.png'));
    assert.deepEqual(gallery.place, { at: 4, of: 4 });
  });
});
