import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerClient, CustomerConversation } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { isSupportError } from '../../src/client/errors.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import type { Token } from '../../src/client/credentials.ts';
import type { ClientFrame } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { form, LocalWorld } from '../support/local-world.ts';
import { ScriptedDesk, welcome } from '../support/scripted-desk.ts';
import { Sleeper } from '../support/sleeper.ts';

/** Whether and how a promise has ended by now. */
function outcome(promise: Promise<unknown>): { now: string } {
  const state = { now: 'open' };
  promise.then(
    () => (state.now = 'kept'),
    (error: unknown) => (state.now = isSupportError(error) ? error.code : String(error)),
  );
  return state;
}

const numbers = (client: CustomerClient) => client.$requests.get().map(({ number }) => number);
const texts = (chat: CustomerConversation) =>
  chat.$messages.get().flatMap((line) => (line.kind === 'pending' ? [`${line.text} (${line.progress})`] : line.kind === 'entry' && line.entry.event.type === 'message' ? [line.entry.event.text] : []));

describe('A customer whom the page knows', () => {
  let world: LocalWorld;
  let browser: MemoryBrowser;

  beforeEach(() => {
    world = new LocalWorld();
    browser = new MemoryBrowser();
  });

  const kim = () => world.desk.customerToken({ id: '4711', name: 'Kim', email: 'kim@shop.example' });
  const lou = () => world.desk.customerToken({ id: '4712', name: 'Lou' });
  const open = (token?: Token | null, environment: MemoryEnvironment = world.tab(browser)) => createCustomerClient({ transport: world.transport, company: 'acme', environment, token });
  const sleepy = () => new Sleeper({ clock: world.clock, browser, random: () => 0.5 });
  const elsewhere = () => world.tab(new MemoryBrowser());

  it('has what they filed in this browser before, and has it on another device [R108] [R109]', async () => {
    const client = open();
    await world.done(client.submit(form));
    assert.deepEqual(client.$visit.get(), { id: 0, known: false });
    await world.done(client.identify({ token: kim() }));
    assert.deepEqual([client.$visit.get(), client.$me.get()], [{ id: 0, known: true }, { role: 'customer', name: 'Kim', email: 'kim@shop.example' }]);
    assert.deepEqual(numbers(client), [1]);
    const phone = open(() => Promise.resolve(kim()), elsewhere());
    await world.settle();
    assert.deepEqual(numbers(phone), [1]);
  });

  it('goes on with the conversation that is open, and with what waits in it', async () => {
    const client = open();
    const chat = await world.done(client.submit(form));
    await world.settle();
    world.desk.cut();
    const sent = outcome(chat.send('before'));
    await world.settle();
    void client.identify({ token: kim() });
    const later = outcome(chat.send('after'));
    world.desk.restore();
    await world.clock.pass(25_000);
    assert.deepEqual([sent.now, later.now, texts(chat), chat.$error.get()], ['kept', 'kept', ['before', 'after'], null]);
  });

  it('never comes as nobody when the page knew from the start, however long the token takes', async () => {
    let give: (token: string) => void = () => {};
    const client = open(() => new Promise((resolve) => (give = resolve)));
    await world.settle();
    assert.deepEqual([client.$connection.get().status, client.$me.get()], ['connecting', null]);
    give(kim());
    await world.settle();
    assert.deepEqual(client.$me.get()?.name, 'Kim');
  });

  it('is asked for again when no token can be had just now', async () => {
    let tries = 0;
    const client = open(() => (tries++ === 0 ? Promise.reject(new Error('no network')) : Promise.resolve(kim())));
    await world.clock.pass(5_000);
    assert.deepEqual([client.$me.get()?.name, tries], ['Kim', 2]);
  });

  it('hears that there is no token, and not that there is no connection, until there is one', async () => {
    let give = false;
    const client = open(() => (give ? Promise.resolve(kim()) : Promise.reject(new Error('no session'))));
    await world.settle();
    assert.deepEqual(client.$connection.get(), { status: 'offline', error: 'no_token' });
    await world.clock.pass(60_000);
    assert.deepEqual(client.$connection.get(), { status: 'offline', error: 'no_token' });
    give = true;
    await world.clock.pass(25_000);
    assert.deepEqual([client.$connection.get(), client.$me.get()?.name], [{ status: 'connected' }, 'Kim']);
  });

  it('hears that there is no connection where that is why there is no token', async () => {
    world.desk.cut();
    const client = open(() => Promise.reject(new Error('no network')));
    const seen: unknown[] = [];
    client.$connection.listen(({ status, error }) => seen.push([status, error]));
    await world.clock.pass(60_000);
    assert.deepEqual(seen, [['offline', 'offline']]);
  });

  it('is told by the one who says again who they are, and is there at once when that goes well', async () => {
    let give = false;
    const token = () => (give ? Promise.resolve(kim()) : Promise.reject(new Error('no session')));
    const client = open(token);
    await assert.rejects(client.identify({ token }), { code: 'no_token' });
    await world.clock.pass(60_000);
    give = true;
    const before = world.clock.now();
    await client.identify({ token });
    await world.clock.pass(1);
    assert.deepEqual([client.$connection.get().status, world.clock.now() - before], ['connected', 1]);
  });

  it('stays whoever they were when identify() can get no token, and says why', async () => {
    const client = open();
    await world.done(client.submit(form));
    const cause = new Error('no network');
    await assert.rejects(client.identify({ token: () => Promise.reject(cause) }), { code: 'no_token', cause });
    for (const nothing of [undefined, null, '', 7]) await assert.rejects(client.identify({ token: () => Promise.resolve(nothing as unknown as string) }), { code: 'no_token' });
    await assert.rejects(client.identify({ token: () => { throw cause; } }), { code: 'no_token' }); // prettier-ignore
    assert.deepEqual([client.$connection.get().status, client.$visit.get(), numbers(client)], ['connected', { id: 0, known: false }, [1]]);
    await world.done(client.identify({ token: kim() }));
    await assert.rejects(client.identify({ token: () => Promise.reject(cause) }), { code: 'no_token' });
    assert.deepEqual([client.$connection.get().status, client.$visit.get(), client.$me.get()?.name], ['connected', { id: 0, known: true }, 'Kim']);
  });

  it('is not asked for anew when another way to a token of theirs is given', async () => {
    const client = open(kim());
    const states: string[] = [];
    await world.settle();
    client.$connection.listen(({ status }) => states.push(status));
    await world.done(client.identify({ token: kim() }));
    await world.done(client.identify({ token: () => Promise.resolve(kim()) }));
    assert.deepEqual([states, client.$visit.get()], [[], { id: 0, known: true }]);
  });

  it('is kept apart by its issuer', async () => {
    const client = open(kim());
    await world.done(client.submit(form));
    await world.done(client.identify({ token: world.desk.customerToken({ id: '4711', issuer: 'blog.example' }) }));
    assert.deepEqual([client.$visit.get().id, numbers(client)], [1, []]);
  });

  describe('when another one comes [R113]', () => {
    it('leaves nothing to them: neither requests nor chats nor what waits nor drafts', async () => {
      const client = open(kim());
      const chat = await world.done(client.submit(form));
      await world.done(chat.saveDraft('half a word'));
      await world.done(client.saveFormDraft({ name: 'Kim', email: '', description: 'half a request' }));
      world.desk.cut();
      const sent = outcome(chat.send('for Anna alone'));
      const asked = outcome(chat.ticket('f'.repeat(32)));
      await world.settle();
      assert.deepEqual(texts(chat), ['for Anna alone (sending)']);
      void client.identify({ token: lou() });
      await world.settle();
      assert.deepEqual([sent.now, asked.now], ['reset', 'offline']);
      assert.deepEqual([chat.$state.get(), chat.$messages.get(), chat.$error.get()?.code], [null, [], 'reset']);
      assert.deepEqual([client.$requests.get(), await client.formDraft(), client.$visit.get()], [[], null, { id: 1, known: true }]);
      world.desk.restore();
      await world.clock.pass(25_000);
      assert.deepEqual([client.$me.get()?.name, numbers(client)], ['Lou', []]);
      const again = client.request(chat.key);
      await world.settle();
      assert.deepEqual([again.$error.get()?.code, await again.draft()], ['not_found', '']);
      const phone = open(kim(), elsewhere());
      await world.settle();
      const there = phone.request(chat.key);
      await world.settle();
      assert.deepEqual(texts(there), [], 'it was never sent');
    });

    it('is noticed when the way to a token gives one of somebody else', async () => {
      let who = kim();
      const client = open(() => Promise.resolve(who));
      await world.done(client.submit(form));
      who = lou();
      world.desk.cut();
      await world.settle();
      world.desk.restore();
      await world.clock.pass(25_000);
      // A reconnect shows the token that is known; the desk asks for another when it has run out.
      assert.deepEqual(client.$me.get()?.name, 'Kim');
      client.close();
      const later = open(() => Promise.resolve(who));
      await world.settle();
      assert.deepEqual([later.$me.get()?.name, later.$visit.get().id, numbers(later)], ['Lou', 1, []]);
    });

    it('is so in all tabs, whatever they show', async () => {
      const [one, two] = [open(kim()), open(kim())];
      const chat = await world.done(one.submit(form));
      const other = two.request(chat.key);
      await world.settle();
      world.desk.cut();
      const sent = outcome(other.send('from the second tab'));
      await world.settle();
      void one.identify({ token: lou() });
      await world.settle();
      assert.deepEqual([sent.now, other.$messages.get(), two.$requests.get(), two.$visit.get()], ['reset', [], [], { id: 1, known: false }]);
      world.desk.restore();
      await world.clock.pass(25_000);
      assert.deepEqual([one.$me.get()?.name, two.$me.get()?.name, numbers(two)], ['Lou', undefined, []]);
    });

    it('is one and the same in two tabs that are told at once', async () => {
      const [one, two] = [open(kim()), open(kim())];
      await world.done(one.submit(form));
      await world.done(Promise.all([one.identify({ token: lou() }), two.identify({ token: lou() })]));
      await world.settle();
      await world.done(one.submit(form));
      assert.deepEqual([one.$me.get()?.name, two.$me.get()?.name, numbers(one), numbers(two)], ['Lou', 'Lou', [2], [2]]);
    });
  });

  describe('reset()', () => {
    it('leaves a new secret in the browser, and nothing else [R113]', async () => {
      const client = open(kim());
      const chat = await world.done(client.submit(form));
      await world.done(chat.saveDraft('half a word'));
      const before = browser.kept;
      assert.match(before.join('\n'), /half a word/);
      await world.done(client.reset());
      await world.settle();
      const [secret = '', ...others] = browser.kept;
      assert.match(secret, / secret: [0-9a-f]{80}$/);
      assert.deepEqual([others, before.includes(secret)], [[], false]);
      assert.deepEqual([client.$visit.get(), client.$connection.get().status, client.$me.get(), numbers(client)], [{ id: 1, known: false }, 'connected', { role: 'customer' }, []]);
    });

    it('forgets somebody who was never known, too', async () => {
      const client = open();
      const chat = await world.done(client.submit(form));
      await world.done(client.reset());
      await world.settle();
      assert.deepEqual([numbers(client), await client.resume(), chat.$error.get()?.code], [[], [], 'reset']);
      await world.done(client.submit(form));
      assert.deepEqual(numbers(client), [2]);
    });

    it('stops an upload and whatever else goes by the conversation', async () => {
      const client = open(kim());
      const chat = await world.done(client.submit(form));
      const upload = outcome(chat.sendFile(new File(['x'], 'a.txt', { type: 'text/plain' })));
      void client.reset();
      for (const deed of [chat.send('hi'), chat.withdraw(), chat.endChat(), chat.ticket('a'), chat.sendFile(new File(['x'], 'a.txt'))]) await assert.rejects(deed, { code: 'reset' });
      await chat.saveDraft('typed as the page changed');
      await world.settle();
      assert.deepEqual([upload.now, browser.kept.length], ['reset', 1]);
      chat.release();
    });

    it('in one tab is noticed by another that slept, before it says anything', async () => {
      const sleeper = sleepy();
      const [one, two] = [open(kim()), open(kim(), sleeper)];
      const chat = await world.done(one.submit(form));
      const asleep = two.request(chat.key);
      await world.settle();
      sleeper.asleep = true;
      await world.done(one.reset());
      assert.equal(asleep.$state.get()?.number, 1, 'it sleeps');
      sleeper.wake();
      await world.settle();
      assert.deepEqual([asleep.$state.get(), two.$visit.get(), numbers(two)], [null, { id: 1, known: false }, []]);
    });

    it('in one tab is noticed by another when it connects again', async () => {
      const deaf = sleepy();
      const [one, two] = [open(kim()), open(kim(), deaf)];
      await world.done(one.submit(form));
      deaf.asleep = true;
      await world.done(one.reset());
      assert.deepEqual(numbers(two), [1]);
      world.desk.cut();
      await world.settle();
      world.desk.restore();
      await world.clock.pass(25_000);
      assert.deepEqual([two.$visit.get().id, numbers(two)], [1, []]);
    });

    it('of a tab that has missed one does nothing to whoever has come since', async () => {
      const deaf = sleepy();
      const [one, two] = [open(kim()), open(kim(), deaf)];
      await world.settle();
      deaf.asleep = true;
      await world.done(one.identify({ token: lou() }));
      await world.done(one.submit(form));
      await world.done(two.reset());
      await world.settle();
      assert.deepEqual([one.$me.get()?.name, numbers(one), numbers(two)], ['Lou', [1], []]);
    });

    it('right behind identify() counts, and so does identify() right behind reset()', async () => {
      const client = open(kim());
      await world.settle();
      void client.identify({ token: () => Promise.resolve(lou()) });
      await world.done(client.reset());
      assert.deepEqual([client.$visit.get().known, client.$me.get()?.name], [false, undefined]);
      void client.reset();
      await world.done(client.identify({ token: lou() }));
      assert.deepEqual([client.$visit.get().known, client.$me.get()?.name], [true, 'Lou']);
    });

    it('lets go at close()', async () => {
      const client = open(kim());
      await world.settle();
      client.close();
      await world.done(open(kim()).reset());
      assert.deepEqual([client.$connection.get().status, client.$visit.get().id], ['closed', 0]);
    });
  });

  describe('of whom the page says nothing any more', () => {
    it('keeps what waits until it is known again that it is them [R114]', async () => {
      const tab = world.tab(browser);
      const client = open(kim(), tab);
      const chat = await world.done(client.submit(form));
      world.desk.cut();
      await world.settle();
      void chat.send('for Anna alone').catch(() => {});
      await world.settle();
      tab.kill();
      world.desk.restore();
      const anonymous = open();
      await world.clock.pass(25_000);
      assert.deepEqual([numbers(anonymous), await anonymous.resume()], [[], []]);
      await world.done(anonymous.identify({ token: kim() }));
      await world.clock.pass(2_000);
      const again = anonymous.request(chat.key);
      await world.settle();
      assert.deepEqual([texts(again), numbers(anonymous)], [['for Anna alone'], [1]]);
    });

    it('finds their draft of the form again, and nobody else does', async () => {
      const draft = { name: 'Kim', email: '', description: 'half a request' };
      const client = open(kim());
      await world.done(client.saveFormDraft(draft));
      client.close();
      const anonymous = open();
      assert.equal(await anonymous.formDraft(), null);
      await world.done(anonymous.identify({ token: kim() }));
      assert.deepEqual(await anonymous.formDraft(), draft);
      await anonymous.saveFormDraft(null);
      assert.equal(await anonymous.formDraft(), null);
    });

    it('has what was typed before it was known who types', async () => {
      const draft = { name: '', email: '', description: 'half a request' };
      const client = open();
      await world.done(client.saveFormDraft(draft));
      await world.done(client.identify({ token: kim() }));
      assert.deepEqual(await client.formDraft(), draft);
    });

    it('is forgotten when it says that nobody is signed in; whoever never was stays', async () => {
      const client = open(kim());
      await world.done(client.submit(form));
      client.close();
      const later = open();
      await world.done(later.identify({ token: null }));
      assert.deepEqual(later.$visit.get(), { id: 1, known: false });
      await world.done(later.submit(form));
      await world.done(later.identify({ token: null }));
      await world.settle();
      assert.deepEqual([later.$visit.get().id, numbers(later)], [1, [2]]);
    });
  });
});

describe('A customer’s client at its desk', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let browser: MemoryBrowser;

  beforeEach(() => {
    clock = new VirtualClock();
    desk = new ScriptedDesk();
    browser = new MemoryBrowser();
  });

  const key = 'b2'.repeat(16);
  const jwt = (sub: string, n = 0) => `h.${Buffer.from(JSON.stringify({ sub, n })).toString('base64url')}.s`;
  const open = (token?: Token) => createCustomerClient({ transport: desk, company: 'acme', environment: new MemoryEnvironment({ clock, browser, random: () => 0.5 }), token });
  const said = () => desk.links.flatMap((link) => link.frames('command').map(({ command }) => ({ secret: link.hello.secret, token: link.hello.token, text: 'text' in command ? command.text : command.type })));

  it('shows the secret and the token, and no token before there is one [R108]', async () => {
    const client = open();
    await clock.pass(0);
    void client.identify({ token: jwt('kim') });
    await clock.pass(0);
    const hellos = desk.links.map(({ hello }) => [hello.role, hello.secret, hello.token]);
    assert.deepEqual(hellos, [['customer', hellos[0]?.[1], undefined], ['customer', hellos[0]?.[1], jwt('kim')]]);
  });

  it('comes with another token when the one it has runs out while it sends: one refresh, nothing lost [R14] [R62]', async () => {
    let tokens = 0;
    const client = open(() => Promise.resolve(jwt('kim', tokens++)));
    const chat = client.request(key);
    await clock.pass(0);
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.say(welcome({ lanes: frame.lanes.map(({ id }) => ({ id, seen: 0 })) }));
    };
    void chat.send('one');
    void chat.send('two');
    await clock.pass(0);
    desk.last.close(4401);
    await clock.pass(1_000);
    assert.deepEqual([tokens, desk.last.hello.token, client.$visit.get()], [2, jwt('kim', 1), { id: 0, known: true }]);
    assert.deepEqual(desk.last.frames('command').map(({ n, command }) => [n, 'text' in command && command.text]), [[1, 'one'], [2, 'two']]);
    desk.last.close(4401);
    await clock.pass(1_000);
    assert.equal(tokens, 3);
  });

  it('ends when the desk refuses the new token, too, or has no other to show [R62]', async () => {
    const refuse = (link: (typeof desk)['last'], frame: ClientFrame | 'ping') => {
      if (frame !== 'ping' && frame.type === 'hello') link.close(4401);
    };
    desk.heard = refuse;
    for (const token of [jwt('kim'), () => Promise.resolve(jwt('kim'))]) {
      const before = desk.links.length;
      const client = open(token);
      await clock.pass(60_000);
      assert.deepEqual([client.$connection.get(), desk.links.length - before], [{ status: 'refused', error: 'unauthorised' }, typeof token === 'string' ? 1 : 2]);
      desk.heard = (link, frame) => {
        if (frame !== 'ping' && frame.type === 'hello') link.say(welcome());
      };
      await client.identify({ token: jwt('kim', 7) });
      await clock.pass(0);
      assert.equal(client.$connection.get().status, 'connected', 'the page has come by another');
      client.close();
      desk.heard = refuse;
    }
  });

  it('begins with a new secret where the desk knows the old one as another’s [R110]', async () => {
    const client = open('opaque');
    await clock.pass(0);
    const chat = client.request(key);
    const sent = outcome(chat.send('of somebody'));
    desk.last.close(4409);
    await clock.pass(1_000);
    assert.deepEqual([client.$connection.get().status, client.$visit.get(), sent.now], ['connected', { id: 1, known: true }, 'reset']);
    assert.notEqual(desk.last.hello.secret, desk.links[0]?.hello.secret);
    assert.deepEqual([desk.last.hello.token, desk.last.hello.lanes], ['opaque', []]);
  });

  it('sends nothing under a new secret that was given under the old one, whenever the reset comes [R113]', async () => {
    // The command is on its way to storage, stored, sent, or answered when it comes.
    for (let turns = 0; turns < 24; turns++) {
      desk = new ScriptedDesk();
      browser = new MemoryBrowser();
      const client = open(jwt('kim'));
      const chat = client.request(key);
      await clock.pass(0);
      const old = desk.last.hello.secret;
      const sent = outcome(chat.send('of Kim'));
      const file = outcome(client.submit(form));
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      void client.identify({ token: jwt('lou') });
      await clock.pass(30_000);
      assert.deepEqual([sent.now, file.now], ['reset', 'reset'], `after ${turns} turns`);
      assert.deepEqual(said().filter(({ secret }) => secret !== old), [], `after ${turns} turns`);
      assert.notEqual(desk.last.hello.secret, old);
      const names = browser.kept.map((line) => /(\w+): /.exec(line)?.[1]);
      assert.deepEqual(names, ['secret', 'known'], `after ${turns} turns`);
    }
  });
});
