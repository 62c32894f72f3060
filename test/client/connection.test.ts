import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ConnectionState } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { ScriptedDesk, welcome, settings } from '../support/scripted-desk.ts';

const second = 1_000;
const minute = 60 * second;

describe('A connection', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let environment: MemoryEnvironment;
  let chance: number;

  beforeEach(() => {
    clock = new VirtualClock();
    desk = new ScriptedDesk();
    chance = 0.5;
    environment = new MemoryEnvironment({ clock, random: () => chance });
  });

  const customer = (browser?: MemoryBrowser) =>
    createCustomerClient({ transport: desk, company: 'acme', environment: browser ? new MemoryEnvironment({ clock, browser }) : environment });
  const technician = (token: string | (() => Promise<string>)) => createTechnicianClient({ transport: desk, companies: ['acme'], token, environment });
  const states = (client: { $connection: { listen(listener: (state: ConnectionState) => void): () => void } }) => {
    const seen: string[] = [];
    client.$connection.listen(({ status }) => seen.push(status));
    return seen;
  };

  it('begins with hello, which shows the same secret after a reload and in another tab [R2] [R3]', async () => {
    const browser = new MemoryBrowser();
    customer(browser);
    await clock.pass(0);
    customer(browser);
    await clock.pass(0);
    const [first, second] = desk.links.map(({ received }) => received[0]);
    assert.ok(first !== 'ping' && first?.type === 'hello');
    assert.ok(second !== 'ping' && second?.type === 'hello');
    assert.match(first.secret ?? '', /^[0-9a-f]{64}$/);
    assert.equal(second.secret, first.secret);
    assert.equal(first.version, 'desk/1');
  });

  it('shows another secret to another company', async () => {
    const browser = new MemoryBrowser();
    for (const company of ['acme', 'globex']) createCustomerClient({ transport: desk, company, environment: new MemoryEnvironment({ clock, browser }) });
    await clock.pass(0);
    assert.notEqual(desk.links[0]?.hello.secret, desk.links[1]?.hello.secret);
  });

  it('is connected once it is welcomed, and knows the company then', async () => {
    desk.heard = () => {};
    const client = customer();
    await clock.pass(second);
    assert.equal(client.$connection.get().status, 'connecting');
    desk.last.say(welcome());
    assert.equal(client.$connection.get().status, 'connected');
    assert.deepEqual(client.$settings.get(), settings);
  });

  it('asks for a sign of life after 20 s in which nothing was heard, and not while something is [R60]', async () => {
    customer();
    await clock.pass(15 * second);
    desk.last.say({ type: 'settings', settings });
    await clock.pass(19 * second);
    assert.ok(!desk.last.received.includes('ping'));
    await clock.pass(second);
    assert.ok(desk.last.received.includes('ping'));
    await clock.pass(10 * minute);
    assert.equal(desk.links.length, 1);
  });

  it('gives a black hole up 8 s after the sign of life was asked for [R60]', async () => {
    const client = customer();
    await clock.pass(0);
    desk.last.swallows = true;
    await clock.pass(28 * second - 1);
    assert.equal(client.$connection.get().status, 'connected');
    await clock.pass(1);
    assert.equal(client.$connection.get().status, 'reconnecting');
    assert.ok(desk.last.closedByPage);
    await clock.pass(second);
    assert.equal(client.$connection.get().status, 'connected');
    assert.equal(desk.links.length, 2);
  });

  it('gives a black hole up 3 s after the page wakes, also when it has been asking for longer [R60]', async () => {
    const client = customer();
    await clock.pass(0);
    desk.last.swallows = true;
    await clock.pass(21 * second);
    environment.wake();
    await clock.pass(3 * second - 1);
    assert.equal(client.$connection.get().status, 'connected');
    await clock.pass(1);
    assert.equal(client.$connection.get().status, 'reconnecting');
  });

  it('stays when the desk answers after the page wakes [R60]', async () => {
    customer();
    await clock.pass(second);
    environment.wake();
    environment.wake();
    await clock.pass(10 * second);
    assert.equal(desk.links.length, 1);
  });

  it('comes back at once when the page wakes during a wait [R60]', async () => {
    desk.accept = (link) => {
      link.close();
    };
    chance = 0.999;
    const client = customer();
    await clock.pass(30 * second);
    assert.equal(client.$connection.get().status, 'offline');
    desk.accept = (link) => {
      link.open();
    };
    environment.wake();
    await clock.pass(0);
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('gives the try that the wake has brought about its time, however many signs of it come [R60]', async () => {
    desk.accept = (link) => {
      link.close();
    };
    await clock.pass(0);
    customer();
    await clock.pass(5_000);
    desk.accept = () => {};
    for (const _ of ['online', 'visible', 'pageshow']) environment.wake();
    await clock.pass(11_000);
    assert.ok(!desk.last.closedByPage);
    const hanging = desk.last;
    environment.wake();
    await clock.pass(3_000);
    assert.ok(hanging.closedByPage, 'one that hangs from before is given up soon');
  });

  it('opens the link while the hello is prepared, and says nothing before it [R2]', async () => {
    let give: (token: string) => void = () => {};
    const client = technician(() => new Promise((resolve) => (give = resolve)));
    await clock.pass(second);
    assert.equal(desk.links.length, 1);
    assert.deepEqual(desk.last.received, []);
    assert.equal(client.$connection.get().status, 'connecting');
    give('token');
    await clock.pass(0);
    assert.equal(desk.last.hello.token, 'token');
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('waits with the hello for a link that opens late [R2]', async () => {
    desk.accept = () => {};
    const client = customer();
    await clock.pass(second);
    assert.deepEqual(desk.last.received, []);
    desk.last.open();
    assert.equal(desk.last.frames('hello').length, 1);
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('sends the hello of a try that has ended to no other link', async () => {
    const gives: ((token: string) => void)[] = [];
    const client = technician(() => new Promise((resolve) => gives.push(resolve)));
    await clock.pass(0);
    desk.last.close();
    await clock.pass(second);
    for (const give of gives) give('token');
    await clock.pass(0);
    assert.deepEqual(
      desk.links.map(({ received }) => received.length),
      [0, 1],
    );
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('ends for good if the desk says so before the hello is there [R7] [R62]', async () => {
    const client = technician(() => new Promise(() => {}));
    await clock.pass(0);
    desk.last.close(4404);
    await clock.pass(minute);
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'no_such_desk' });
    assert.equal(desk.links.length, 1);
  });

  it('does not wait for ever for a token', async () => {
    let asked = 0;
    const client = technician(() => new Promise((resolve) => {
      asked += 1;
      clock.after(30_000, () => {
        resolve('token');
      });
    }));
    await clock.pass(25_000);
    assert.equal(client.$connection.get().status, 'offline');
    await clock.pass(30_000);
    assert.equal(client.$connection.get().status, 'connected');
    assert.equal(asked, 1);
  });

  it('tries again when no link opens within 12 s, and when no welcome comes within 28 s of the hello [R60]', async () => {
    desk.accept = () => {};
    customer();
    await clock.pass(12 * second - 1);
    assert.ok(!desk.last.closedByPage);
    await clock.pass(1);
    assert.ok(desk.last.closedByPage);
    desk.accept = (link) => {
      clock.after(11 * second, () => link.open());
    };
    desk.heard = () => {};
    await clock.pass(second);
    assert.equal(desk.links.length, 2);
    await clock.pass(11 * second + 28 * second - second);
    assert.ok(!desk.last.closedByPage, 'a welcome may be long, and its line slow');
    await clock.pass(second);
    assert.equal(desk.links.length, 3);
  });

  it('waits up to 20 s for signs of life on a line on which the welcome took more than a second, after a wake, too [R60]', async () => {
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') clock.after(1.1 * second, () => link.say(welcome()));
    };
    customer();
    await clock.pass(1.1 * second + 39 * second);
    assert.equal(desk.links.length, 1);
    await clock.pass(2 * second);
    assert.equal(desk.links.length, 2);
    await clock.pass(2 * second);
    environment.wake();
    await clock.pass(19 * second);
    assert.equal(desk.links.length, 2);
    await clock.pass(2 * second);
    assert.equal(desk.links.length, 3);
  });

  it('waits up to 0.5 s before the first try, doubling to 20 s, each time between nothing and the bound [R61]', async () => {
    const tries: number[] = [];
    desk.accept = (link) => {
      tries.push(clock.now());
      link.close();
    };
    chance = 0.999_999_9;
    customer();
    await clock.pass(2 * minute);
    const waits = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / 100) / 10);
    assert.deepEqual(waits.slice(0, 8), [0.5, 1, 2, 4, 8, 16, 20, 20]);

    chance = 0.25;
    const before = tries.length;
    environment.wake();
    await clock.pass(5 * second);
    assert.equal(tries.length, before + 2, 'chance shortens it');
  });

  it('begins with short waits again after a connection that held [R61]', async () => {
    chance = 0.999_999_9;
    customer();
    await clock.pass(0);
    for (let turn = 0; turn < 6; turn++) {
      desk.last.close();
      await clock.pass(20 * second);
    }
    const before = desk.links.length;
    desk.last.close();
    await clock.pass(500);
    assert.equal(desk.links.length, before + 1, 'it counts as a new series');
  });

  it('does not storm a desk that lets nobody stay [R61]', async () => {
    const tries: number[] = [];
    desk.heard = (link, frame) => {
      if (frame === 'ping' || frame.type !== 'hello') return;
      tries.push(clock.now());
      link.say(welcome());
      link.close();
    };
    chance = 0.999_999_9;
    customer();
    await clock.pass(minute);
    const waits = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    assert.deepEqual(waits.map((wait) => Math.round(wait / 100) / 10), [0.5, 1, 2, 4, 8, 16, 20]);
  });

  it('is soon back where links are cut again and again, and hold a little each time [R61]', async () => {
    chance = 0.999_999_9;
    customer();
    await clock.pass(0);
    for (let turn = 0; turn < 20; turn++) {
      await clock.pass(2 * second);
      desk.last.close();
      await clock.pass(second);
      assert.equal(desk.links.length, turn + 2);
    }
  });

  for (const [code, reason] of [
    [4400, 'bad_frame'],
    [4401, 'unauthorised'],
    [4403, 'forbidden'],
    [4404, 'no_such_desk'],
    [4426, 'version'],
  ] as const) {
    it(`ends at ${code} and says why: ${reason} [R62]`, async () => {
      desk.heard = (link, frame) => {
        if (frame !== 'ping' && frame.type === 'hello') link.close(code);
      };
      const client = customer();
      await clock.pass(60 * minute);
      assert.deepEqual(client.$connection.get(), { status: 'refused', error: reason });
      assert.equal(desk.links.length, 1);
      await assert.rejects(client.submit({ name: 'Kim', email: 'kim@example.com', description: 'Help' }), { code: reason });
    });
  }

  it('looks again now and then whether a right that was withdrawn is back, and shows nothing of it until it is [R62]', async () => {
    let right = true;
    desk.heard = (link, frame) => {
      if (frame === 'ping' || frame.type !== 'hello') return;
      if (right) link.say(welcome());
      else link.close(4403);
    };
    const client = technician('token');
    await clock.pass(0);
    right = false;
    desk.last.close(4403);
    const seen = states(client);
    await clock.pass(59 * second);
    assert.equal(desk.links.length, 1);
    await clock.pass(second);
    assert.equal(desk.links.length, 2);
    await clock.pass(24 * 60 * minute);
    assert.ok(desk.links.length < 110, 'ever more seldom');
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'forbidden' });
    await assert.rejects(client.setReplies('acme', []), { code: 'forbidden' });
    assert.deepEqual(seen, []);
    right = true;
    await clock.pass(16 * minute);
    assert.deepEqual(client.$connection.get(), { status: 'connected' });
  });

  it('looks for it at once when somebody comes back to the page [R62]', async () => {
    const client = technician('token');
    await clock.pass(0);
    desk.last.close(4403);
    await clock.pass(10 * second);
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'forbidden' });
    environment.wake();
    await clock.pass(0);
    assert.deepEqual(client.$connection.get(), { status: 'connected' });
    await clock.pass(60 * minute);
    assert.equal(desk.links.length, 2);
  });

  for (const code of [1000, 1001, 1006, 1011, 4408, 4413, 4999]) {
    it(`comes back after ${code} [R62]`, async () => {
      const client = customer();
      await clock.pass(0);
      desk.last.close(code);
      assert.equal(client.$connection.get().status, 'reconnecting');
      await clock.pass(second);
      assert.equal(client.$connection.get().status, 'connected');
    });
  }

  it('shows a new token once, and ends if that is refused too [R62]', async () => {
    const tokens = ['old', 'new', 'newer'];
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.close(4401);
    };
    const client = technician(() => Promise.resolve(tokens.shift() ?? ''));
    await clock.pass(minute);
    assert.deepEqual(
      desk.links.map(({ hello }) => hello.token),
      ['old', 'new'],
    );
    assert.deepEqual(client.$connection.get(), { status: 'refused', error: 'unauthorised' });
  });

  it('may show a new token again if the link was lost before there was a word on the last one [R62]', async () => {
    let asked = 0;
    desk.heard = (link, frame) => {
      if (frame === 'ping' || frame.type !== 'hello') return;
      if (frame.token === 'token 3') link.say(welcome());
      else if (desk.links.length === 2) link.close(1006);
      else link.close(4401);
    };
    const client = technician(() => Promise.resolve(`token ${++asked}`));
    await clock.pass(5 * second);
    assert.deepEqual(
      desk.links.map(({ hello }) => hello.token),
      ['token 1', 'token 2', 'token 2', 'token 3'],
    );
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('may show a new token again after a welcome [R62]', async () => {
    let asked = 0;
    const client = technician(() => Promise.resolve(`token ${++asked}`));
    for (let turn = 1; turn <= 4; turn++) {
      await clock.pass(minute);
      assert.equal(desk.last.hello.token, `token ${turn}`);
      desk.last.close(4401);
    }
    await clock.pass(0);
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('asks for no token anew while the one it has is good', async () => {
    let asked = 0;
    technician(() => Promise.resolve(`token ${++asked}`));
    await clock.pass(0);
    desk.last.close(1006);
    await clock.pass(second);
    assert.equal(desk.links.length, 2);
    assert.equal(asked, 1);
  });

  it('tries again when a token cannot be had just now', async () => {
    let asked = 0;
    const client = technician(() => (++asked < 3 ? Promise.reject(new Error('The host page is offline')) : Promise.resolve('token')));
    await clock.pass(10 * second);
    assert.equal(client.$connection.get().status, 'connected');
  });

  it('ends at once for a token that cannot be another [R62]', async () => {
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.close(4401);
    };
    technician('fixed');
    await clock.pass(minute);
    assert.equal(desk.links.length, 1);
  });

  it('compares with the desk 60 s after the last frame, ever more rarely, up to 16 min [R25]', async () => {
    const at: number[] = [];
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      answer(link, frame);
      if (frame === 'ping' || frame.type !== 'sync') return;
      at.push(clock.now());
      link.say({ type: 'heads', lanes: [], streams: {}, rev: frame.rev });
    };
    const start = clock.now();
    customer();
    await clock.pass(70 * minute);
    const waits = at.map((time, index) => Math.round((time - (at[index - 1] ?? start)) / minute));
    assert.deepEqual(waits, [1, 2, 4, 8, 16, 16, 16]);

    desk.last.say({ type: 'settings', settings });
    at.length = 0;
    const stirred = clock.now();
    await clock.pass(59 * second);
    desk.last.say({ type: 'settings', settings });
    await clock.pass(59 * second);
    assert.deepEqual(at, [], 'each frame puts it off');
    await clock.pass(2 * second);
    assert.equal(at[0], stirred + 59 * second + minute);
  });

  it('passes over what it does not know [R8]', async () => {
    const client = customer();
    await clock.pass(0);
    for (const text of ['{"type":"sing"}', 'no json', '{"type":"event"}', '[]', 'null']) desk.last.say(text);
    await clock.pass(second);
    assert.equal(client.$connection.get().status, 'connected');
    assert.equal(desk.links.length, 1);
  });

  it('says connecting, offline after two failures, connected, reconnecting, closed', async () => {
    desk.accept = (link) => {
      link.close();
    };
    const client = customer();
    const seen = states(client);
    await clock.pass(10 * second);
    desk.accept = (link) => {
      link.open();
    };
    await clock.pass(20 * second);
    desk.last.close();
    await clock.pass(second);
    client.close();
    assert.deepEqual(seen, ['offline', 'connected', 'reconnecting', 'connected', 'closed']);
  });

  it('leaves nothing running when it is closed', async () => {
    const client = customer();
    await clock.pass(second);
    client.close();
    client.close();
    environment.wake();
    await clock.pass(60 * minute);
    assert.equal(desk.links.length, 1);
    assert.ok(desk.last.closedByPage);
  });
});
