import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { frameBytes, pageEntries } from '../../src/protocol/limits.ts';
import type { Passing } from '../simulation/faulty-network.ts';
import { calm, hour, minute, read, Scene, second } from './scene.ts';

const unrationed = { desk: { rate: { perSecond: 1e6, burst: 1e6 } } };
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `message ${String(index + 1)}`);

describe('A page that was without a network for 24 h', () => {
  it('shows the newest of 500 missed messages after two round trips [R5] [R21]', async () => {
    const scene = new Scene(unrationed);
    const home = scene.place();
    const { kim, anna, key } = await scene.conversation(home);
    scene.network.leave(home);
    await scene.say(anna, numbered(500));
    await scene.clock.pass(24 * hour);
    assert.deepEqual(read(kim), []);

    scene.network.comeBack(home);
    scene.network.weather = { ...calm, delay: [second, second] };
    const frames: { readonly at: number; readonly way: Passing['way']; readonly type: string }[] = [];
    scene.network.pass = ({ owner, way, text }) => {
      if (owner === home) frames.push({ at: scene.clock.now(), way, type: text === 'ping' || text === 'pong' ? text : (JSON.parse(text) as { type: string }).type });
      return true;
    };
    home.environment.wake();
    // A link takes a second to open here; then it is two there and back.
    await scene.clock.pass(second);
    const opened = scene.clock.now();
    await scene.clock.pass(4 * second + 100);
    assert.deepEqual(read(kim), scene.log(key).slice(-pageEntries));

    const shown = frames.find(({ type }) => type === 'opened');
    assert.ok(shown);
    const asked = frames.filter(({ way, at }) => way === 'up' && at <= shown.at);
    assert.deepEqual([...new Set(asked.map(({ type }) => type))].sort(), ['hello', 'open', 'query', 'unquery']);
    // Each time that it spoke is a round trip: the greeting, and all questions together.
    assert.deepEqual([...new Set(asked.map(({ at }) => Math.round((at - opened) / second)))], [0, 2]);
    assert.ok(frames.filter(({ way, at }) => way === 'down' && at <= shown.at).length <= 4, 'and no message came one by one');
  });

  it('gets the newest 50 of 5,000 first, and the others as it asks for them, in frames of at most 64 KiB [R1] [R21] [R23]', async () => {
    const scene = new Scene(unrationed);
    const home = scene.place();
    const { kim, anna, key } = await scene.conversation(home);
    scene.network.leave(home);
    // Here and there one that is as long as may be, in letters of two bytes.
    const texts = numbered(5_000).map((text, index) => (index % 97 === 0 ? text.padEnd(16_000, 'ä') : index % 7 === 0 ? text.padEnd(2_000, '.') : text));
    for (let from = 0; from < texts.length; from += 1_000) await scene.say(anna, texts.slice(from, from + 1_000));
    await scene.clock.pass(hour);
    const sizes: number[] = [];
    scene.network.pass = ({ owner, way, text }) => {
      if (owner === home && way === 'down') sizes.push(Buffer.byteLength(text));
      return true;
    };
    scene.network.comeBack(home);
    await scene.clock.pass(minute);

    const log = scene.log(key);
    assert.deepEqual(log, texts);
    const first = read(kim);
    assert.deepEqual(first, log.slice(-first.length));
    assert.ok(first.length > 0 && first.length <= pageEntries, `${String(first.length)} at first`);
    let from = log.length - first.length;
    for (let pages = 1; kim.$more.get(); pages++) {
      await scene.done(kim.loadEarlier());
      const [oldest = '', ...others] = read(kim);
      const place = log.indexOf(oldest);
      assert.deepEqual(others, log.slice(place + 1, place + 1 + others.length));
      assert.ok(from - place <= pageEntries && pages < 1_000);
      from = place;
    }
    assert.equal(from, 0);
    const largest = Math.max(...sizes);
    assert.ok(largest <= frameBytes, `${String(largest)} bytes in a frame`);
    assert.ok(largest > frameBytes / 2, 'and there was reason to cut them');
  });
});
