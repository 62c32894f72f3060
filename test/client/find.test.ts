import assert from 'node:assert/strict';
import { it, describe } from 'node:test';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A search inside a conversation', () => {
  it('finds what is not loaded, goes on where an answer has ended, and comes to an end [R96, R97]', async () => {
    const world = new LocalWorld();
    const request = await world.done(world.customer().submit(form));
    for (let n = 0; n < 300; n++) void request.send(n % 100 === 0 ? `needle ${String(n)}` : 'straw');
    await world.clock.pass(5_000);
    const all: string[] = [];
    let before: number | null = Infinity;
    let asked = 0;
    while (before !== null) {
      const found: Awaited<ReturnType<typeof request.find>> = await world.done(request.find('NEEDLE', { limit: 2, ...(before !== Infinity && { before }) }));
      all.push(...found.hits.map(({ excerpt }) => excerpt));
      before = found.before;
      asked += 1;
    }
    assert.deepEqual([all, asked], [['needle 200', 'needle 100', 'needle 0'], 2]);
  });

  it('is answered to whoever may read it alone, and never with more than one may ask for', async () => {
    const world = new LocalWorld();
    const request = await world.done(world.customer().submit(form));
    const stranger = world.customer().request(request.key);
    await world.settle();
    await assert.rejects(world.done(stranger.find('start')), { code: 'not_found' });
    assert.equal((await world.done(request.find('start', { limit: 5_000 }))).hits.length, 1);
    for (const text of ['', ' ', 'x'.repeat(201), 'x'.repeat(100_000)]) await assert.rejects(world.done(request.find(text)), { code: 'invalid' }, String(text.length));
    world.desk.cut();
    await world.settle();
    await assert.rejects(request.find('start'), { code: 'offline' });
  });
});
