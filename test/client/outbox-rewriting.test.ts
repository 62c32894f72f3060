import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Conversation, PendingLine } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { ScriptedDesk, welcome } from '../support/scripted-desk.ts';

const key = 'a'.repeat(32);

describe('An outbox whose commands are written anew or taken back [R93]', () => {
  let clock: VirtualClock;
  let browser: MemoryBrowser;
  let desk: ScriptedDesk;
  let chat: Conversation;

  beforeEach(async () => {
    clock = new VirtualClock();
    browser = new MemoryBrowser();
    desk = new ScriptedDesk();
    // Nobody is let in until a test says so.
    desk.heard = () => {};
    chat = createCustomerClient({ transport: desk, company: 'acme', environment: new MemoryEnvironment({ clock, browser, random: () => 0.5 }) }).request(key);
    await clock.pass(0);
    for (const text of ['one', 'two', 'three']) chat.send(text).catch(() => {});
    await clock.pass(0);
  });

  const storage = () => browser.storage(JSON.stringify(['scripted', 'acme']));
  const stored = async () => {
    const [lane] = await storage().lanes();
    const commands = await storage().outbox(lane?.id ?? '');
    return commands.map(({ n, command }) => [n, (JSON.parse(command) as { text: string }).text]);
  };
  const sent = () => desk.last.frames('command').map(({ n, command }) => [n, 'text' in command ? command.text : command.type]);
  const pending = (text: string): PendingLine => {
    const line = chat.$messages.get().find((one) => one.kind === 'pending' && one.text === text);
    assert.ok(line?.kind === 'pending');
    return line;
  };
  const letIn = async () => {
    desk.last.say(welcome());
    await clock.pass(0);
  };

  it('stores what is written anew, in its place', async () => {
    await chat.edit(pending('two'), 'second');
    assert.deepEqual(await stored(), [[1, 'one'], [2, 'second'], [3, 'three']]);
    await letIn();
    assert.deepEqual(sent(), [[1, 'one'], [2, 'second'], [3, 'three']]);
  });

  it('closes the gap behind what is taken back, and numbers the next one after the last', async () => {
    await chat.remove(pending('two'));
    chat.send('four').catch(() => {});
    await clock.pass(0);
    assert.deepEqual(await stored(), [[1, 'one'], [2, 'three'], [3, 'four']]);
    await letIn();
    assert.deepEqual(sent(), [[1, 'one'], [2, 'three'], [3, 'four']]);
  });

  for (const [what, act, all] of [
    ['written anew', (line: PendingLine) => chat.edit(line, 'second'), [[1, 'one'], [2, 'second'], [3, 'three']]],
    ['taken back', (line: PendingLine) => chat.remove(line), [[1, 'one'], [2, 'three']]],
  ] as const) {
    it(`sends nothing from what is ${what} on until that is stored: a tab that took over would say it twice or otherwise`, async () => {
      const replace = storage().replaceLane.bind(storage());
      let finish = () => {};
      storage().replaceLane = async (...all: Parameters<typeof replace>) => {
        await new Promise<void>((resolve) => (finish = resolve));
        await replace(...all);
      };
      const done = act(pending('two'));
      await clock.pass(0);
      await letIn();
      assert.deepEqual(sent(), [[1, 'one']]);
      finish();
      await done;
      assert.deepEqual(sent(), all);
    });
  }

  it('does not touch what has been sent, whether or not it has arrived: what becomes of it is said behind it', async () => {
    await letIn();
    const [line, lane] = [pending('one'), desk.last.frames('command')[0]?.lane ?? ''];
    const done = chat.edit(line, 'first');
    await clock.pass(0);
    assert.deepEqual(sent().at(-1), [3, 'three']);
    desk.last.say({ type: 'answer', lane, n: 1, ok: true, seq: 5 });
    await clock.pass(0);
    assert.deepEqual(desk.last.frames('command').at(-1)?.command, { type: 'edit', key, of: 5, text: 'first' });
    desk.last.say({ type: 'answer', lane, n: 2, ok: true, seq: 6 });
    desk.last.say({ type: 'answer', lane, n: 3, ok: true, seq: 7 });
    desk.last.say({ type: 'answer', lane, n: 4, ok: true, seq: 8 });
    await done;
  });

  it('does not touch what another tab may have sent', async () => {
    browser = new MemoryBrowser();
    const first = new MemoryEnvironment({ clock, browser, random: () => 0.5 });
    const closing = createCustomerClient({ transport: desk, company: 'acme', environment: first }).request(key);
    closing.send('from the tab before').catch(() => {});
    await clock.pass(0);
    first.kill();
    chat = createCustomerClient({ transport: desk, company: 'acme', environment: new MemoryEnvironment({ clock, browser, random: () => 0.5 }) }).request(key);
    await clock.pass(0);
    chat.edit(pending('from the tab before'), 'written anew').catch(() => {});
    await clock.pass(100);
    desk.last.say(welcome());
    await clock.pass(0);
    assert.deepEqual(sent(), [[1, 'from the tab before']]);
  });
});
