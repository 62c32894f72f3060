import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerConversation, UploadLine } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { SupportError } from '../../src/client/errors.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { form, LocalWorld } from '../support/local-world.ts';
import { ScriptedDesk } from '../support/scripted-desk.ts';

const file = new File(['words'], 'notes.txt');

describe('A file on its way', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let chat: CustomerConversation;

  beforeEach(async () => {
    clock = new VirtualClock();
    desk = new ScriptedDesk();
    chat = createCustomerClient({ transport: desk, company: 'acme', environment: new MemoryEnvironment({ clock }) }).request('a'.repeat(32));
    await clock.pass(0);
  });

  const line = (): UploadLine | undefined => chat.$messages.get().find((one): one is UploadLine => one.kind === 'upload');

  it('shows its progress, in steps that a person can see', async () => {
    void chat.sendFile(file);
    await clock.pass(0);
    const renders: number[] = [];
    chat.$messages.listen(() => renders.push(line()?.fraction ?? -1));
    for (let n = 1; n <= 1_000; n++) desk.uploads[0]?.options.progress?.(n / 1_000);
    assert.ok(renders.length <= 101, `${renders.length} renderings`);
    assert.equal(line()?.fraction, 1);
    assert.deepEqual([line()?.name, line()?.size], ['notes.txt', 5]);
  });

  it('shows who asks beside the connection, and shares what has arrived [R64]', async () => {
    const sent = chat.sendFile(file);
    await clock.pass(0);
    assert.equal(desk.uploads[0]?.credentials.secret, desk.last.hello.secret);
    desk.uploads[0]?.resolve('f1');
    await clock.pass(0);
    const [command] = desk.last.frames('command');
    assert.ok(command);
    assert.deepEqual(command.command, { type: 'share-file', key: chat.key, file: 'f1' });
    assert.equal(line()?.progress, 'sending', 'it stands there until its entry does');
    desk.last.say({ type: 'answer', lane: command.lane, n: command.n, ok: true, seq: 5 });
    await sent;
  });

  it('fails with the reason, and goes up again when it is told to', async () => {
    await assert.rejects(async () => {
      const sent = chat.sendFile(file);
      await clock.pass(0);
      desk.uploads[0]?.reject(new SupportError('file_refused'));
      await sent;
    }, { code: 'file_refused' });
    assert.deepEqual([line()?.progress, line()?.error], ['failed', 'file_refused']);
    line()?.retry();
    await clock.pass(0);
    assert.deepEqual([line()?.progress, line()?.error, line()?.fraction], ['sending', undefined, 0]);
    line()?.retry();
    await clock.pass(0);
    assert.equal(desk.uploads.length, 2, 'once');
  });

  it('takes an error that is none of ours for a failed upload', async () => {
    const sent = chat.sendFile(file);
    await clock.pass(0);
    desk.uploads[0]?.reject(new TypeError('What?'));
    await assert.rejects(sent, { code: 'upload_failed' });
  });

  it('goes nowhere when it is called off', async () => {
    const sent = chat.sendFile(file);
    sent.catch(() => {});
    await clock.pass(0);
    line()?.discard();
    assert.equal(line(), undefined);
    assert.ok(desk.uploads[0]?.options.signal?.aborted);
    desk.uploads[0].resolve('f1');
    await clock.pass(0);
    await assert.rejects(sent, { code: 'closed' });
    assert.deepEqual(desk.last.frames('command'), []);
  });

  it('is taken away after it has failed', async () => {
    chat.sendFile(file).catch(() => {});
    await clock.pass(0);
    desk.uploads[0]?.reject(new SupportError('offline'));
    await clock.pass(0);
    line()?.discard();
    assert.deepEqual(chat.$messages.get(), []);
  });

  it('is refused before it goes up when it is over the company’s limit', async () => {
    await assert.rejects(chat.sendFile(new File(['x'.repeat(1_001)], 'big.txt')), { code: 'too_large' });
    assert.deepEqual(desk.uploads, []);
  });
});

describe('A file sent through a desk', () => {
  it('appears on both sides, under its name, and can be fetched byte for byte [R64]', async () => {
    const world = new LocalWorld();
    const chat = await world.done(world.customer().submit(form));
    const theirs = world.technician().request('acme', 1);
    await world.settle();
    const sent = chat.sendFile(new File(['one\ntwo'], 'trace.log'));
    for (let turn = 0; turn < 5; turn++) await world.settle();
    await sent;
    await world.settle();
    const [line] = theirs.$messages.get().slice(-1);
    assert.ok(line?.kind === 'entry' && line.entry.event.type === 'file');
    assert.deepEqual({ ...line.entry.event.file, id: '' }, { id: '', name: 'trace.log', size: 7, type: 'text/plain' });
    assert.ok(chat.$messages.get().every(({ kind }) => kind === 'entry'));
    const url = await world.done(theirs.ticket(line.entry.event.file.id));
    assert.equal(await (await fetch(url)).text(), 'one\ntwo');
    await world.clock.pass(5 * 60_000);
    await assert.rejects(fetch(url), 'the address holds for five minutes');
  });

  it('is refused when its content is not what its name says', async () => {
    const world = new LocalWorld();
    const chat = await world.done(world.customer().submit(form));
    await world.settle();
    await assert.rejects(world.done(chat.sendFile(new File(['no picture'], 'photo.png'))), { code: 'file_refused' });
  });
});
