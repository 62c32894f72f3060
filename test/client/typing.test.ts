import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { atom } from 'nanostores';
import type { Conversation, CustomerConversation, TechnicianConversation } from '../../src/client/client.ts';
import type { Author } from '../../src/domain/request.ts';
import { Typing } from '../../src/client/typing.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { form, LocalWorld } from '../support/local-world.ts';

const who = ({ $typing }: Conversation) => $typing.get().map(({ name }) => name);

describe('Typing', () => {
  let world: LocalWorld;
  let kim: CustomerConversation;
  let anna: TechnicianConversation;

  beforeEach(async () => {
    world = new LocalWorld();
    kim = await world.done(world.customer().submit(form));
    anna = world.technician().request('acme', kim.key);
    await world.settle();
    for (const deed of [anna.assign(), anna.joinChat()]) await world.done(deed);
  });

  it('is seen by the other side, by name, and ends by itself without news [R100] [R102]', async () => {
    kim.typing();
    await world.settle();
    assert.deepEqual([who(anna), who(kim)], [['Kim'], []]);
    await world.clock.pass(5_000);
    assert.deepEqual(who(anna), ['Kim']);
    await world.clock.pass(1_000);
    assert.deepEqual(who(anna), []);
    anna.typing();
    await world.settle();
    assert.deepEqual([who(kim), who(anna)], [['Anna'], []]);
  });

  it('goes on without a gap as long as somebody types [R102]', async () => {
    for (let i = 0; i < 300; i++) {
      kim.typing();
      await world.clock.pass(100);
      if (i > 3) assert.deepEqual(who(anna), ['Kim'], `after ${i * 100} ms`);
    }
  });

  it('ends with the message, and what is typed next is news at once [R102]', async () => {
    kim.typing();
    await world.settle();
    await world.done(kim.send('Here it is'));
    assert.deepEqual(who(anna), []);
    kim.typing();
    await world.settle();
    assert.deepEqual(who(anna), ['Kim']);
  });

  it('ends with its author’s words alone, not with a colleague’s [R102]', async () => {
    const colleague = world.technician('ben').request('acme', kim.key);
    await world.settle();
    for (const deed of [() => anna.invite('ben'), () => colleague.joinChat()]) await world.done(deed());
    anna.typing();
    colleague.typing();
    await world.settle();
    assert.deepEqual(who(kim), ['Anna', 'Ben']);
    assert.deepEqual(who(anna), ['Ben'], 'colleagues see each other');
    await world.done(colleague.send('I know this one'));
    assert.deepEqual(who(kim), ['Anna']);
    anna.typing();
    await world.done(anna.unassign());
    assert.deepEqual(who(kim), [], 'whoever has gone types no more');
  });

  it('is not said where one may not write: a note is no word to the customer [R101]', async () => {
    await world.done(anna.endChat());
    anna.typing();
    await world.settle();
    assert.deepEqual(who(kim), []);
  });

  it('is over when the connection is, and when nobody listens any more', async () => {
    kim.typing();
    await world.settle();
    world.desk.cut();
    await world.settle();
    assert.deepEqual(who(anna), []);
    world.desk.restore();
    await world.clock.pass(60_000);
    kim.typing();
    await world.settle();
    assert.deepEqual(who(anna), ['Kim']);
    const waiting = world.clock.waiting;
    anna.release();
    await world.settle();
    assert.deepEqual([who(anna), world.clock.waiting], [[], waiting - 1], 'no timer stays');
  });

  it('costs no timer while nobody types', async () => {
    await world.clock.pass(60_000);
    const waiting = world.clock.waiting;
    kim.typing();
    await world.clock.pass(500);
    assert.equal(world.clock.waiting, waiting + 1, 'the end of it is waited for at the other side alone');
    await world.clock.pass(10_000);
    assert.equal(world.clock.waiting, waiting);
  });
});

describe('What a page says of its typing', () => {
  it('is one word every 3 s, however fast the keys are [R102]', async () => {
    const clock = new VirtualClock();
    let said = 0;
    const typing = new Typing(clock, atom<readonly Author[]>([]), () => (said += 1) > 0);
    for (let i = 0; i < 300; i++) {
      typing.here();
      await clock.pass(100);
    }
    assert.equal(said, 10);
    typing.sent();
    typing.here();
    assert.equal(said, 11, 'what comes after a message is news');
  });

  it('is said with the next key once it can be', async () => {
    const clock = new VirtualClock();
    let connected = false;
    let said = 0;
    const typing = new Typing(clock, atom<readonly Author[]>([]), () => {
      if (connected) said += 1;
      return connected;
    });
    typing.here();
    connected = true;
    await clock.pass(100);
    typing.here();
    assert.equal(said, 1);
  });

  it('does not end for a clock that was set back', () => {
    let now = 1_000_000;
    let said = 0;
    const typing = new Typing({ now: () => now, after: () => () => {} }, atom<readonly Author[]>([]), () => (said += 1) > 0);
    typing.here();
    now -= 86_400_000;
    typing.here();
    assert.equal(said, 2);
  });
});
