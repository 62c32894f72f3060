import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, read, Scene, second, sending } from './scene.ts';

describe('A frame that is lost on an open connection', () => {
  it('is made good within one sync, whichever it is [R13] [R22] [R25]', async () => {
    let frames = Infinity;
    for (let lost = 0; lost < frames; lost++) frames = await withoutFrame(lost);
    assert.ok(frames > 10, `only ${String(frames)} frames went over the lines`);
  });
});

/** A short talk in which one frame vanishes. Returns how many there were. */
async function withoutFrame(lost: number): Promise<number> {
  const scene = new Scene();
  const { kim, anna, key } = await scene.conversation();
  let count = 0;
  scene.network.pass = ({ text }) => {
    if (text === 'ping' || text === 'pong') return true;
    count += 1;
    return count - 1 !== lost;
  };
  void kim.send('one');
  void anna.send('two');
  await scene.clock.pass(second);
  void kim.send('three');
  await scene.clock.pass(second);
  const frames = count;
  // A sync comes 60 s after the last frame, and what it finds is asked for and answered.
  await scene.clock.pass(minute + 2 * second);
  assert.deepEqual([...scene.log(key)].sort(), ['one', 'three', 'two'], `frame ${String(lost)}`);
  for (const conversation of [kim, anna]) {
    assert.deepEqual(read(conversation), scene.log(key), `frame ${String(lost)}`);
    assert.deepEqual(sending(conversation), []);
  }
  return frames;
}
