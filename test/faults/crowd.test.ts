import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minute, Scene, second } from './scene.ts';

const clients = 1_000;

describe('A thousand clients that are dropped together', () => {
  it('come back spread out: at no time more than three times the mean, and all within 60 s [R61]', async () => {
    const scene = new Scene();
    const all = Array.from({ length: clients }, () => scene.customer());
    await scene.clock.pass(5 * second);
    const back = () => all.filter(({ $connection }) => $connection.get().status === 'connected').length;
    assert.equal(back(), clients);
    const { tries } = scene.network;
    tries.length = 0;
    const dropped = scene.clock.now();
    scene.network.break();
    await scene.clock.pass(minute);
    assert.equal(back(), clients);
    assert.equal(tries.length, clients, 'each once');
    const last = Math.max(...tries.map(({ at }) => at)) - dropped;
    const buckets = Array.from({ length: 10 }, (_, tenth) => tries.filter(({ at }) => Math.min(9, Math.floor(((at - dropped) / last) * 10)) === tenth).length);
    assert.ok(Math.max(...buckets) <= (3 * clients) / buckets.length, `${buckets.join(', ')} in each tenth of ${String(last)} ms`);
  });
});
