import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hour, read, Scene, second, sending } from './scene.ts';

const day = 24 * hour;

describe('A clock that is a day wrong', () => {
  it('changes nothing about the order, nor does one that is set while its page is connected [R20]', async () => {
    let wrong = day;
    const scene = new Scene();
    const { kim, anna, key } = await scene.conversation(scene.place({ skew: () => wrong }), scene.place({ skew: () => -wrong }));
    const said: string[] = [];
    for (let turn = 0; turn < 20; turn++) {
      if (turn % 5 === 4) wrong = -wrong;
      const text = `${turn % 2 === 0 ? 'kim' : 'anna'} ${String(turn)}`;
      said.push(text);
      void (turn % 2 === 0 ? kim : anna).send(text);
      await scene.clock.pass(second);
    }
    assert.deepEqual(scene.log(key), said);
    for (const conversation of [kim, anna]) assert.deepEqual([read(conversation), sending(conversation)], [said, []]);
  });

  it('and is set back by a day hides no dead link [R60]', async () => {
    let wrong = 0;
    const scene = new Scene();
    const home = scene.place({ skew: () => wrong });
    const client = scene.customer(home);
    await scene.clock.pass(10 * second);
    wrong = -day;
    scene.network.swallow(home);
    const { tries } = scene.network;
    tries.length = 0;
    await scene.clock.pass(30 * second);
    assert.equal(tries.length, 1);
    assert.equal(client.$connection.get().status, 'connected');
  });
});
