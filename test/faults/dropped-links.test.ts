import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, read, Scene, second, sending } from './scene.ts';

describe('A link that is dropped every 3 s for 2 min', () => {
  it('carries every message once and in order, and all are there within 10 s of the last drop [R12] [R16] [R61]', async () => {
    for (let seed = 1; seed <= 10; seed++) await dropAgainAndAgain(seed);
  });
});

async function dropAgainAndAgain(seed: number): Promise<void> {
  const scene = new Scene({ seed, weather: { delay: [10, 150], loss: 0, drop: 0, blackHole: 0 } });
  const { kim, anna, key } = await scene.conversation();
  const people = { kim, anna };
  const said: Record<keyof typeof people, string[]> = { kim: [], anna: [] };
  const answered: string[] = [];
  const say = (by: keyof typeof people, text: string) => {
    said[by].push(text);
    void people[by].send(text).then(() => answered.push(text));
  };
  for (let passed = 0; passed < 2 * minute; passed += 500) {
    if (passed % (3 * second) === 0) scene.network.break();
    say('kim', `kim ${String(passed)}`);
    if (passed % second === 0) say('anna', `anna ${String(passed)}`);
    await scene.clock.pass(500);
  }
  scene.network.break();
  await scene.clock.pass(10 * second);

  const log = scene.log(key);
  for (const by of ['kim', 'anna'] as const) assert.deepEqual(log.filter((text) => text.startsWith(by)), said[by], `seed ${String(seed)}`);
  assert.equal(log.length, said.kim.length + said.anna.length);
  assert.deepEqual([...answered].sort(), [...log].sort(), 'each promise was kept');
  for (const conversation of [kim, anna]) {
    const shown = read(conversation);
    assert.deepEqual(shown, log.slice(-shown.length));
    assert.equal(shown.at(-1), log.at(-1));
    assert.deepEqual(sending(conversation), []);
  }
  assert.deepEqual(scene.server.faults, []);
}
