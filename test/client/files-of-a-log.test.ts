import assert from 'node:assert/strict';
import { it, describe } from 'node:test';
import { form, LocalWorld } from '../support/local-world.ts';

describe('The files of a conversation', () => {
  it('are read a page at a time, wherever they stand, and the window stays [R140]', async () => {
    const world = new LocalWorld();
    const request = await world.done(world.customer().submit(form));
    const share = async (name: string): Promise<void> => world.done(request.sendFile(new File(['{}'], name)));
    await share('first.txt');
    for (let n = 0; n < 120; n++) void request.send(`Line ${String(n)}`);
    await world.clock.pass(5_000);
    await share('last.txt');
    const lines = request.$messages.get();
    const names = async (range: Parameters<typeof request.files>[0]): Promise<readonly [readonly string[], boolean | undefined]> => {
      const { entries, more } = await world.done(request.files(range));
      return [entries.flatMap(({ event }) => (event.type === 'file' ? [event.file.name] : [])), more];
    };
    assert.deepEqual(await names({ after: 0 }), [['first.txt', 'last.txt'], false]);
    assert.deepEqual(await names({ before: 100 }), [['first.txt'], false]);
    assert.deepEqual(await names({ after: 100 }), [['last.txt'], false]);
    assert.equal(request.$messages.get(), lines);
  });

  it('are of those alone who may read it, and not to be had without a connection', async () => {
    const world = new LocalWorld();
    const request = await world.done(world.customer().submit(form));
    const stranger = world.customer().request(request.key);
    await world.settle();
    await assert.rejects(world.done(stranger.files({ after: 0 })), { code: 'not_found' });
    world.desk.cut();
    await world.settle();
    await assert.rejects(request.files({ after: 0 }), { code: 'offline' });
  });
});
