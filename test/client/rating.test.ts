import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerConversation, TechnicianConversation } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, type MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { settings as scripted, ScriptedDesk, welcome } from '../support/scripted-desk.ts';
import { Scene } from '../faults/scene.ts';
import { form, LocalWorld } from '../support/local-world.ts';

describe('A customer’s rating', () => {
  let world: LocalWorld;
  let browser: MemoryBrowser;
  let tab: MemoryEnvironment;
  let request: CustomerConversation;
  let theirs: TechnicianConversation;

  /** Kim's request, closed by Anna, who still looks at it. */
  beforeEach(async () => {
    world = new LocalWorld();
    browser = new MemoryBrowser();
    tab = world.tab(browser);
    request = await world.done(world.customer(tab).submit(form));
    theirs = world.technician().request('acme', request.key);
    await world.settle();
    await world.done(theirs.assign());
    await world.done(theirs.close());
    await world.settle();
  });

  /** What stands behind the log's last entry. */
  const waiting = () => request.$messages.get().flatMap((line) => (line.kind === 'pending' ? [[line.stars, line.text, line.progress, ...(line.error ? [line.error] : [])]] : []));

  it('reaches the technician, and is replaced by a later one [R95]', async () => {
    assert.equal(request.$actions.get().get('rate'), true);
    await world.done(request.rate(2, 'Slow.'));
    assert.deepEqual([theirs.$state.get()?.rating?.stars, theirs.$state.get()?.rating?.comment], [2, 'Slow.']);
    await world.done(request.rate(5));
    assert.deepEqual([theirs.$state.get()?.rating?.stars, request.$state.get()?.rating?.comment], [5, '']);
    assert.equal(request.$state.get()?.status, 'completed');
    assert.deepEqual(waiting(), []);
    assert.equal(theirs.$actions.get().has('rate'), false);
  });

  it('waits offline, is shown as waiting, and goes out once [R63]', async () => {
    world.desk.cut();
    await world.settle();
    void request.rate(4, 'Friendly.').catch(() => undefined);
    await world.settle();
    assert.deepEqual(waiting(), [[4, 'Friendly.', 'sending']]);
    assert.equal(request.$state.get()?.rating, undefined);
    world.desk.restore();
    await world.clock.pass(25_000);
    assert.deepEqual([waiting(), request.$state.get()?.rating?.stars], [[], 4]);
    assert.equal(theirs.$messages.get().filter((line) => line.kind === 'entry' && line.entry.event.type === 'rated').length, 1);
  });

  it('goes out from the next tab when this one was closed meanwhile, and is shown there until it has [R18]', async () => {
    world.desk.cut();
    await world.settle();
    void request.rate(1, 'Still broken.').catch(() => undefined);
    await world.settle();
    tab.kill();
    request = world.customer(world.tab(browser)).request(request.key);
    await world.settle();
    assert.deepEqual(waiting(), [[1, 'Still broken.', 'sending']]);
    world.desk.restore();
    await world.clock.pass(25_000);
    assert.deepEqual([waiting(), theirs.$state.get()?.rating?.stars, theirs.$state.get()?.rating?.comment], [[], 1, 'Still broken.']);
  });

  it('of two that waited, goes out in the order in which they were given: the later one stays', async () => {
    world.desk.cut();
    await world.settle();
    for (const stars of [2, 3] as const) void request.rate(stars).catch(() => undefined);
    await world.settle();
    assert.deepEqual(waiting(), [[2, '', 'sending'], [3, '', 'sending']]);
    world.desk.restore();
    await world.clock.pass(25_000);
    assert.deepEqual([waiting(), theirs.$state.get()?.rating?.stars], [[], 3]);
  });

  it('stays visible as not sent, with the reason, when the request was opened again meanwhile', async () => {
    const scene = new Scene();
    const home = scene.place();
    const { kim, anna } = await scene.conversation(home);
    request = kim;
    await scene.done(anna.close());
    scene.network.leave(home);
    const rated = assert.rejects(request.rate(4), { code: 'not_completed' });
    await scene.done(anna.reopen());
    scene.network.comeBack(home);
    await scene.clock.pass(25_000);
    await rated;
    assert.deepEqual(waiting(), [[4, '', 'failed', 'not_completed']]);
    await scene.done(anna.close());
    await scene.done(request.rate(3));
    assert.deepEqual([waiting().length, request.$state.get()?.rating?.stars], [1, 3]);
    const [failed] = request.$messages.get().filter(({ kind }) => kind === 'pending');
    if (failed?.kind === 'pending') failed.discard();
    assert.deepEqual(waiting(), []);
  });

  it('with too long a comment is refused, and stays', async () => {
    await assert.rejects(world.done(request.rate(3, 'x'.repeat(1_001))), { code: 'invalid', details: { faults: [{ field: 'comment', fault: 'too_long', limit: 1_000 }] } });
    assert.deepEqual(waiting().map(([stars, , ...rest]) => [stars, ...rest]), [[3, 'failed', 'invalid']]);
  });
});

it('A company that asks for no rating offers none', async () => {
  const world = new LocalWorld();
  const desk = new ScriptedDesk();
  desk.heard = (link, frame) => {
    if (frame !== 'ping' && frame.type === 'hello') link.say(welcome({ settings: { ...scripted, rating: false } }));
  };
  const request = createCustomerClient({ transport: desk, company: 'acme', environment: world.tab() }).request('a'.repeat(32));
  await world.settle();
  const [opened] = desk.last.frames('open');
  desk.last.say({
    type: 'opened', ask: opened?.ask ?? 0, key: request.key, entries: [], unread: 0, positions: { customer: nowhere, technician: nowhere, mine: nowhere },
    state: {
      key: request.key, company: 'acme', number: 1, status: 'completed', chat: 'none', customer: { name: 'Kim', email: 'kim@example.com' }, description: 'It does not start', metadata: {},
      device: { type: 'other', os: 'other', browser: '' }, technician: null, guests: [], submittedAt: 1, assignedAt: null, waitingSince: null, completedAt: 2, outcome: 'resolved', updatedAt: 2, head: 0,
    },
  });
  assert.deepEqual([...request.$actions.get().keys()], ['write', 'amend', 'share-file', 'end-chat', 'withdraw']);
});

const nowhere = { delivered: 0, read: 0 };
