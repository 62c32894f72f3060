import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Conversation, CustomerClient } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { isSupportError } from '../../src/client/errors.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import type { Answer, CommandFrame, LaneMark, Refusal } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { asAnna, ScriptedDesk, welcome, type ScriptedLink } from '../support/scripted-desk.ts';

const key = 'a'.repeat(32);

function accepted({ lane, n }: CommandFrame): Answer {
  return { type: 'answer', lane, n, ok: true, seq: n };
}

function refused({ lane, n }: CommandFrame, refusal: Refusal): Answer {
  return { type: 'answer', lane, n, ok: false, ...refusal };
}

/** Whether and how a promise has ended by now. */
function outcome(promise: Promise<unknown>): { now: string } {
  const state = { now: 'open' };
  promise.then(
    () => (state.now = 'kept'),
    (error: unknown) => (state.now = isSupportError(error) ? error.code : String(error)),
  );
  return state;
}

describe('An outbox', () => {
  let clock: VirtualClock;
  let browser: MemoryBrowser;
  let desk: ScriptedDesk;

  beforeEach(() => {
    clock = new VirtualClock();
    browser = new MemoryBrowser();
    desk = new ScriptedDesk();
  });

  const tab = () => new MemoryEnvironment({ clock, browser, random: () => 0.5 });
  const open = (environment = tab()): { environment: MemoryEnvironment; client: CustomerClient; chat: Conversation } => {
    const client = createCustomerClient({ transport: desk, company: 'acme', environment });
    return { environment, client, chat: client.request(key) };
  };
  const commands = (link: ScriptedLink = desk.last) => link.frames('command');
  const texts = (link?: ScriptedLink) => commands(link).map(({ command }) => (command.type === 'message' ? command.text : command.type));
  const lines = (chat: Conversation) => chat.$messages.get().map((line) => (line.kind === 'pending' ? `${line.text}: ${line.progress}${line.error ? ` ${line.error}` : ''}` : line.id));
  /** The lane in storage, as any other tab would find it. */
  const kept = async () => {
    const storage = browser.storage(JSON.stringify(['scripted', 'acme']));
    const lanes = await storage.lanes();
    return Promise.all(lanes.map(async ({ id, ...rest }) => ({ ...rest, id, waiting: (await storage.outbox(id)).map(({ n }) => n) })));
  };

  it('stores a command before it shows or sends it', async () => {
    const { chat } = open();
    await clock.pass(0);
    const stored: number[] = [];
    const storage = browser.storage(JSON.stringify(['scripted', 'acme']));
    const save = storage.saveCommand.bind(storage);
    let finish = () => {};
    storage.saveCommand = async (lane, command) => {
      await new Promise<void>((resolve) => (finish = resolve));
      await save(lane, command);
      stored.push(command.n);
    };
    void chat.send('one');
    await clock.pass(100);
    assert.deepEqual([lines(chat), texts()], [[], []]);
    finish();
    await clock.pass(0);
    assert.deepEqual([stored, lines(chat), texts()], [[1], ['one: sending'], ['one']]);
  });

  it('numbers its commands 1, 2, 3… in the order in which they were given [R10]', async () => {
    const { chat } = open();
    for (const text of ['one', 'two', 'three']) void chat.send(text);
    await clock.pass(0);
    assert.deepEqual(
      commands().map(({ n }) => n),
      [1, 2, 3],
    );
    assert.deepEqual(texts(), ['one', 'two', 'three']);
    assert.equal(new Set(commands().map(({ lane }) => lane)).size, 1);
    assert.match(commands()[0]?.lane ?? '', /^[0-9a-f]{32}$/);
  });

  it('leaves nothing behind when nothing is said', async () => {
    open();
    await clock.pass(0);
    assert.deepEqual(await kept(), []);
    assert.deepEqual(desk.last.hello.lanes, []);
  });

  it('has at most 32 commands on their way [R17]', async () => {
    const { chat } = open();
    for (let n = 1; n <= 40; n++) void chat.send(`message ${n}`);
    await clock.pass(100);
    assert.equal(commands().length, 32);
    for (const command of commands().slice(0, 3)) desk.last.say(accepted(command));
    await clock.pass(0);
    assert.equal(commands().length, 35);
  });

  it('keeps a command until it is answered, and then no longer', async () => {
    const { chat } = open();
    const sent = outcome(chat.send('one'));
    void chat.send('two');
    await clock.pass(0);
    assert.deepEqual((await kept()).map(({ waiting }) => waiting), [[1, 2]]);
    desk.last.say(accepted(commands()[0]!));
    await clock.pass(0);
    assert.equal(sent.now, 'kept');
    assert.deepEqual(
      (await kept()).map(({ waiting, answered, issued }) => ({ waiting, answered, issued })),
      [{ waiting: [2], answered: 1, issued: 2 }],
    );
  });

  it('never takes sending for arriving: after a loss it sends again what has no answer [R16]', async () => {
    const { chat } = open();
    for (const text of ['one', 'two', 'three']) void chat.send(text);
    await clock.pass(0);
    const [one, two] = commands();
    desk.last.say(accepted(one!));
    const before = desk.last;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.say(welcome({ lanes: [{ id: one!.lane, seen: 2 }], answers: [accepted(two!)] }));
    };
    before.close();
    await clock.pass(1_000);
    assert.deepEqual(desk.last.hello.lanes, [{ id: one!.lane, answered: 1 }]);
    assert.deepEqual(texts(), ['three']);
    assert.equal(commands()[0]?.n, 3);
  });

  it('says with its connection why what was given waits, if it is long, until something is taken again [R133]', async () => {
    const { chat, client } = open();
    const told: unknown[] = [];
    client.$connection.listen(({ status, error }) => told.push(error ?? status));
    void chat.send('one');
    await clock.pass(0);
    told.length = 0;
    desk.last.say(refused(commands().at(-1)!, { code: 'rate_limited', retryAfter: 1_900 }));
    await clock.pass(1_900);
    assert.deepEqual(told, []);
    desk.last.say(refused(commands().at(-1)!, { code: 'rate_limited', retryAfter: 60_000 }));
    await clock.pass(0);
    assert.deepEqual([told, lines(chat)], [['rate_limited'], ['one: sending']]);
    for (const round of [2, 3]) {
      for (let second = 0; second < 60; second++) {
        await clock.pass(1_000);
        desk.last.say('pong');
      }
      desk.last.say(round === 2 ? refused(commands().at(-1)!, { code: 'rate_limited', retryAfter: 60_000 }) : accepted(commands().at(-1)!));
      await clock.pass(0);
    }
    assert.deepEqual([told, texts()], [['rate_limited', 'connected'], ['one', 'one', 'one', 'one']]);
  });

  it('waits as long as a transient refusal says, goes on from there, and keeps the order [R14]', async () => {
    const { chat } = open();
    const promises = ['one', 'two', 'three'].map((text) => outcome(chat.send(text)));
    await clock.pass(0);
    const [one, two] = commands();
    desk.last.say(accepted(one!));
    desk.last.say(refused(two!, { code: 'rate_limited', retryAfter: 700 }));
    void chat.send('four');
    await clock.pass(699);
    assert.deepEqual(texts(), ['one', 'two', 'three']);
    assert.deepEqual(lines(chat).slice(-3), ['two: sending', 'three: sending', 'four: sending']);
    await clock.pass(1);
    assert.deepEqual(texts(), ['one', 'two', 'three', 'two', 'three', 'four']);
    for (const command of commands().slice(3)) desk.last.say(accepted(command));
    await clock.pass(0);
    assert.deepEqual(promises.map(({ now }) => now), ['kept', 'kept', 'kept']);
  });

  it('goes back to where the desk says the lane stands [R13]', async () => {
    const { chat } = open();
    for (const text of ['one', 'two', 'three']) void chat.send(text);
    await clock.pass(0);
    const { lane } = commands()[0]!;
    desk.last.say({ type: 'lane', id: lane, seen: 0 });
    assert.deepEqual(texts().slice(3), ['one', 'two', 'three']);
  });

  it('goes back once when each of many commands is answered by the same place, and again if nothing moves [R13]', async () => {
    const { chat } = open();
    for (let n = 1; n <= 20; n++) void chat.send(`message ${n}`);
    await clock.pass(0);
    const { lane } = commands()[0]!;
    for (let n = 1; n <= 20; n++) desk.last.say({ type: 'lane', id: lane, seen: 0 });
    assert.equal(commands().length, 40);
    await clock.pass(2_000);
    assert.equal(commands().length, 60);
  });

  it('takes an answer that comes again, or out of the blue, for nothing [R12]', async () => {
    const { chat } = open();
    void chat.send('one');
    await clock.pass(0);
    const [one] = commands();
    desk.last.say(accepted(one!));
    desk.last.say(accepted(one!));
    desk.last.say(accepted({ ...one!, n: 7 }));
    desk.last.say(accepted({ ...one!, lane: 'f'.repeat(32) }));
    void chat.send('two');
    await clock.pass(0);
    assert.deepEqual(texts(), ['one', 'two']);
    assert.equal(commands()[1]?.n, 2);
  });

  it('asks for an answer that was lost on an open link, and sends a command again that was [R25]', async () => {
    const { chat } = open();
    const first = outcome(chat.send('one'));
    void chat.send('two');
    await clock.pass(0);
    const [one, two] = commands();
    desk.heard = (link, frame) => {
      if (frame === 'ping') link.say('pong');
      else if (frame.type === 'sync') {
        assert.deepEqual(frame.lanes, [{ id: one!.lane, answered: 0 }]);
        link.say(accepted(one!));
        link.say({ type: 'heads', lanes: [{ id: one!.lane, seen: 1 }], streams: {}, rev: frame.rev });
      }
    };
    await clock.pass(60_000);
    assert.equal(first.now, 'kept');
    assert.deepEqual(commands().slice(2), [two]);
  });

  it('shows a refusal for good as a line that failed, until it is taken away [R14]', async () => {
    const { chat } = open();
    const sent = outcome(chat.send('too late'));
    await clock.pass(0);
    desk.last.say(refused(commands()[0]!, { code: 'completed' }));
    await clock.pass(0);
    assert.equal(sent.now, 'completed');
    assert.deepEqual(lines(chat), ['too late: failed completed']);
    assert.deepEqual((await kept())[0]?.waiting, []);
    const [line] = chat.$messages.get();
    assert.ok(line?.kind === 'pending');
    line.discard();
    assert.deepEqual(lines(chat), []);
  });

  it('keeps a failed line for a conversation that is opened again', async () => {
    const { client, chat } = open();
    void chat.send('too late').catch(() => {});
    await clock.pass(0);
    desk.last.say(refused(commands()[0]!, { code: 'completed' }));
    chat.release();
    assert.deepEqual(lines(client.request(key)), ['too late: failed completed']);
  });

  describe('after a reload', () => {
    /** Writes, loses the tab before any answer, and comes back. */
    const reload = async (...said: string[]) => {
      const before = open();
      for (const text of said) void before.chat.send(text);
      await clock.pass(0);
      const lane = commands()[0]!.lane;
      before.environment.kill();
      desk.last.swallows = true;
      const after = open();
      await clock.pass(0);
      return { lane, ...after };
    };

    it('shows what waits as sending and sends it again under its old numbers [R18]', async () => {
      const { lane, chat } = await reload('one', 'two');
      assert.deepEqual(desk.last.hello.lanes, [{ id: lane, answered: 0 }]);
      assert.deepEqual(lines(chat), ['one: sending', 'two: sending']);
      assert.deepEqual(
        commands().map((frame) => [frame.lane, frame.n]),
        [
          [lane, 1],
          [lane, 2],
        ],
      );
    });

    it('says what waited before what is written now', async () => {
      const { chat, lane } = await reload('one', 'two');
      void chat.send('three');
      await clock.pass(0);
      assert.deepEqual(texts(), ['one', 'two'], 'a new lane waits for the old one');
      for (const command of commands()) desk.last.say(accepted(command));
      await clock.pass(0);
      assert.deepEqual(texts(), ['one', 'two', 'three']);
      const third = commands()[2]!;
      assert.notEqual(third.lane, lane);
      assert.equal(third.n, 1);
    });

    it('takes the answers that the desk has for it, refusals included [R5] [R16]', async () => {
      const before = open();
      void before.chat.send('one');
      void before.chat.send('two').catch(() => {});
      await clock.pass(0);
      const [one, two] = commands();
      before.environment.kill();
      desk.last.swallows = true;
      desk.heard = (link, frame) => {
        if (frame === 'ping' || frame.type !== 'hello') return;
        link.say(welcome({ lanes: [{ id: one!.lane, seen: 2 }], answers: [accepted(one!), refused(two!, { code: 'completed' })] }));
      };
      const { chat } = open();
      await clock.pass(0);
      assert.deepEqual(texts(), []);
      assert.deepEqual(lines(chat), ['one: sending', 'two: failed completed'], 'the first leaves with its entry');
    });

    it('keeps their numbers also where one between them was answered out of its turn [R10] [R18]', async () => {
      const before = open();
      for (const text of ['one', 'two', 'three']) void before.chat.send(text);
      await clock.pass(0);
      const { lane } = commands()[0]!;
      before.environment.kill();
      desk.last.swallows = true;
      await browser.storage(JSON.stringify(['scripted', 'acme'])).removeCommand(lane, 2);
      open();
      await clock.pass(0);
      assert.deepEqual(
        commands().map(({ n, command }) => [n, command.type === 'message' && command.text]),
        [
          [1, 'one'],
          [3, 'three'],
        ],
      );
      for (const command of commands()) desk.last.say(accepted(command));
      await clock.pass(0);
      assert.deepEqual((await kept()).map(({ answered }) => answered), [3]);
    });

    it('asks again for an answer that was lost on the way and that the desk has forgotten [R25] [R123]', async () => {
      const { lane } = await reload('one');
      desk.heard = (link, frame) => {
        if (frame === 'ping') link.say('pong');
        else if (frame.type === 'sync') link.say({ type: 'heads', lanes: [{ id: lane, seen: 8 }], streams: {}, rev: frame.rev });
      };
      await clock.pass(60_000);
      assert.deepEqual(texts(), ['one', 'one']);
    });

    it('tells the desk of the last answers before it forgets the lane [R16] [R18]', async () => {
      const { lane } = await reload('one');
      desk.last.say(accepted(commands()[0]!));
      await clock.pass(0);
      assert.equal((await kept()).length, 1, 'the desk keeps the answer until it is told');
      let named: readonly LaneMark[] = [];
      const usually = desk.heard;
      desk.heard = (link, frame) => {
        usually(link, frame);
        if (frame === 'ping' || frame.type !== 'sync') return;
        named = frame.lanes;
        link.say({ type: 'heads', lanes: [{ id: lane, seen: 1 }], streams: {}, rev: frame.rev });
      };
      await clock.pass(60_000);
      assert.deepEqual(named, [{ id: lane, answered: 1 }]);
      assert.deepEqual(await kept(), []);
    });

    it('leaves the lane of a tab that is open to that tab, and takes it over once it is gone [R18]', async () => {
      const first = open();
      void first.chat.send('one');
      await clock.pass(0);
      const { lane } = commands()[0]!;
      const second = open();
      await clock.pass(0);
      assert.deepEqual(desk.last.hello.lanes, []);
      assert.deepEqual(lines(second.chat), []);

      first.environment.kill();
      desk.last.close();
      await clock.pass(1_000);
      assert.deepEqual(desk.last.hello.lanes, [{ id: lane, answered: 0 }]);
      assert.deepEqual(texts(), ['one']);
    });

    it('lets go of what no desk can read, and goes on without it [R62]', async () => {
      const { chat, client } = await reload('of another version');
      desk.last.close(4400);
      await clock.pass(0);
      assert.equal(client.$connection.get().status, 'connected');
      assert.deepEqual(lines(chat), ['of another version: failed bad_frame']);
      void chat.send('of this one').catch(() => {});
      await clock.pass(0);
      assert.deepEqual(texts(), ['of this one']);
      desk.last.close(4400);
      await clock.pass(0);
      assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'bad_frame' });
    });

    it('passes over what is not even JSON', async () => {
      const storage = browser.storage(JSON.stringify(['scripted', 'acme']));
      await storage.saveLane({ id: 'b'.repeat(32), issued: 1, answered: 0 });
      await storage.saveCommand('b'.repeat(32), { n: 1, command: '{', at: 0 });
      const { client } = open();
      await clock.pass(0);
      assert.equal(client.$connection.get().status, 'connected');
    });

    it('goes on when the desk has the command already, answered while the tab was dying [R12]', async () => {
      const { chat } = await reload('one');
      desk.last.say(accepted(commands()[0]!));
      void chat.send('two');
      await clock.pass(0);
      assert.deepEqual(texts(), ['one', 'two']);
    });
  });

  it('gives two tabs two lanes', async () => {
    const tabs = [open(), open()];
    for (const { chat } of tabs) void chat.send('hello');
    await clock.pass(0);
    const [first, second] = desk.links.map((link) => commands(link)[0]);
    assert.notEqual(first?.lane, second?.lane);
    assert.deepEqual([first?.n, second?.n], [1, 1]);
  });

  describe('of a desk that was restored from an older state', () => {
    it('begins a new lane with what has no answer [R19]', async () => {
      const { chat } = open();
      const promises = ['one', 'two', 'three'].map((text) => outcome(chat.send(text)));
      await clock.pass(0);
      const { lane } = commands()[0]!;
      for (const command of commands().slice(0, 2)) desk.last.say(accepted(command));
      desk.heard = (link, frame) => {
        if (frame !== 'ping' && frame.type === 'hello') link.say(welcome({ lanes: [{ id: lane, seen: 1 }] }));
        if (frame !== 'ping' && frame.type === 'command') link.say(accepted(frame));
      };
      desk.last.close();
      await clock.pass(1_000);
      const [third, ...others] = commands();
      assert.deepEqual(others, []);
      assert.notEqual(third?.lane, lane);
      assert.equal(third?.n, 1);
      assert.deepEqual(promises.map(({ now }) => now), ['kept', 'kept', 'kept']);
      void chat.send('four');
      await clock.pass(0);
      assert.deepEqual(commands().map(({ lane: of, n }) => [of === third.lane, n]), [[true, 1], [true, 2]]);
      assert.deepEqual((await kept()).map(({ id }) => id), [third.lane]);
    });

    it('notices it also by a lane frame and by a comparison [R19]', async () => {
      for (const how of ['lane', 'heads'] as const) {
        const { chat, client } = open();
        void chat.send('one');
        await clock.pass(0);
        const { lane } = commands()[0]!;
        desk.last.say(accepted(commands()[0]!));
        void chat.send('two').catch(() => {});
        await clock.pass(0);
        if (how === 'lane') desk.last.say({ type: 'lane', id: lane, seen: 0 });
        else {
          await clock.pass(60_000);
          desk.last.say({ type: 'heads', lanes: [{ id: lane, seen: 0 }], streams: {}, rev: 0 });
        }
        await clock.pass(0);
        const again = commands().at(-1)!;
        assert.notEqual(again.lane, lane, how);
        assert.equal(again.n, 1, how);
        client.close();
        browser = new MemoryBrowser();
      }
    });
  });

  it('fails what was written in a lane that is somebody else’s, and begins another [R10] [R62]', async () => {
    const { chat, client } = open();
    const sent = outcome(chat.send('one'));
    await clock.pass(0);
    desk.last.close(4409);
    await clock.pass(0);
    assert.equal(client.$connection.get().status, 'connected');
    assert.equal(sent.now, 'lane');
    assert.deepEqual(lines(chat), ['one: failed lane']);
    void chat.send('two');
    await clock.pass(0);
    assert.deepEqual(texts(), ['two']);
    assert.equal((await kept()).length, 1);
  });

  it('fails what the desk cannot know of when it takes nobody in, so that it is not said twice later [R62]', async () => {
    const first = open();
    const known = outcome(first.chat.send('perhaps taken'));
    await clock.pass(0);
    desk.accept = (link) => {
      if (desk.links.length > 2) link.open();
    };
    desk.last.close();
    const unknown = outcome(first.chat.send('never sent'));
    await clock.pass(1_000);
    desk.last.close(4426);
    await clock.pass(0);
    assert.deepEqual([known.now, unknown.now], ['version', 'version']);
    assert.deepEqual(lines(first.chat), ['perhaps taken: sending', 'never sent: failed version']);
    first.client.close();
    open(first.environment);
    await clock.pass(0);
    assert.deepEqual(texts(), ['perhaps taken']);
  });

  it('ends when the new lane is refused too [R62]', async () => {
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.close(4409);
    };
    const { client } = open();
    await clock.pass(60_000);
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'lane' });
    assert.equal(desk.links.length, 2);
  });

  it('lets go of its promises when the client is closed, and sends what waits next time', async () => {
    desk.accept = () => {};
    const first = open();
    const sent = outcome(first.chat.send('one'));
    await clock.pass(0);
    first.client.close();
    const late = outcome(first.chat.send('two'));
    await clock.pass(0);
    assert.deepEqual([sent.now, late.now], ['closed', 'closed']);
    desk.accept = (link) => {
      link.open();
    };
    open(first.environment);
    await clock.pass(0);
    assert.deepEqual(texts(), ['one']);
  });

  it('comes back with another token when the one it has runs out on an open link [R14]', async () => {
    let asked = 0;
    desk.heard = (link, frame) => {
      if (frame === 'ping') return;
      if (frame.type === 'hello') link.say(welcome({ me: asAnna() }));
      if (frame.type === 'command') link.say(frame.n === 1 && asked === 1 ? refused(frame, { code: 'token_expired' }) : accepted(frame));
    };
    const client = createTechnicianClient({ transport: desk, companies: ['acme'], token: () => Promise.resolve(`token ${++asked}`), environment: tab() });
    await clock.pass(0);
    const done = outcome(client.setAvailable(false));
    await clock.pass(5_000);
    assert.equal(done.now, 'kept');
    assert.equal(desk.last.hello.token, 'token 2');
    assert.equal(desk.links.length, 2);
  });

  it('keeps the lanes of two technicians of one browser apart', async () => {
    for (const token of ['anna', 'ben']) {
      const environment = tab();
      const client = createTechnicianClient({ transport: desk, companies: ['acme'], token, environment });
      await clock.pass(0);
      void client.setAvailable(true);
      await clock.pass(0);
      environment.kill();
      desk.last.swallows = true;
    }
    assert.deepEqual(desk.last.hello.lanes, []);
  });
});
