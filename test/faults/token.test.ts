import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { company } from '../simulation/server.ts';
import { minute, read, Scene, second, sending } from './scene.ts';

describe('A token that runs out while its technician writes', () => {
  it('is asked for once more each time, and nothing is lost or doubled [R4] [R62]', async () => {
    const lifetime = 30 * second;
    const scene: Scene = new Scene({
      verifyToken: (token) => {
        const [sub = '', expires] = token.split(' ');
        return Promise.resolve(Number(expires) > scene.clock.now() ? { sub, role: 'technician', name: sub, expires: Number(expires) } : null);
      },
    });
    let asked = 0;
    const token = () => {
      asked += 1;
      return Promise.resolve(`anna ${String(scene.clock.now() + lifetime)}`);
    };
    const kim = await scene.done(scene.customer().submit({ name: 'Kim', email: 'kim@example.com', description: 'It does not start' }));
    const anna = scene.technician(scene.place(), token).request(company, kim.key);
    anna.$messages.listen(() => undefined);
    await scene.until(() => anna.$state.get() !== null);
    await scene.done(anna.assign());
    await scene.done(anna.joinChat());
    const said: string[] = [];
    const began = scene.clock.now();
    for (let n = 0; scene.clock.now() - began < 2 * minute; n++) {
      said.push(`message ${String(n)}`);
      void anna.send(`message ${String(n)}`);
      await scene.clock.pass(50);
      if (n % 20 === 0) await scene.clock.pass(second);
    }
    await scene.clock.pass(5 * second);
    assert.deepEqual(scene.log(kim.key), said);
    assert.equal(read(anna).at(-1), said.at(-1));
    assert.deepEqual(sending(anna), []);
    const runOut = Math.floor((scene.clock.now() - began) / lifetime);
    assert.ok(asked >= runOut && asked <= runOut + 2, `asked ${String(asked)} times for ${String(runOut)} that ran out`);
  });
});
