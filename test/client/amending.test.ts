import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Conversation, CustomerConversation, Line, PendingLine, TechnicianConversation } from '../../src/client/client.ts';
import type { Transport } from '../../src/client/transport.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import type { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { MemoryBrowser } from '../../src/client/memory-environment.ts';
import { form, LocalWorld } from '../support/local-world.ts';

const minute = 60_000;

/** What a line says, and what is on its way to it. */
function shown(line: Line): string {
  if (line.kind === 'upload') return line.name;
  if (line.kind === 'pending') return `${line.text} (${line.progress}${line.error ? `: ${line.error}` : ''}${line.of === undefined ? '' : ` of ${line.of}`})`;
  const { event } = line.entry;
  const said = event.type === 'message' ? (event.deleted ? 'gone' : `${event.text}${event.edited ? ' (edited)' : ''}`) : event.type;
  return line.amending === undefined ? said : `${said} -> ${line.amending ?? 'gone'}`;
}

function pending(conversation: Conversation, text: string): PendingLine {
  const line = conversation.$messages.get().find((one) => one.kind === 'pending' && one.text === text);
  assert.ok(line?.kind === 'pending', `no ${text} is waiting`);
  return line;
}

function outcome(promise: Promise<unknown>): { now: string } {
  const state = { now: 'open' };
  promise.then(
    () => (state.now = 'kept'),
    (error: unknown) => (state.now = String(Reflect.get(Object(error), 'code'))),
  );
  return state;
}

describe('One’s own message', () => {
  let world: LocalWorld;
  let browser: MemoryBrowser;
  let tab: MemoryEnvironment;
  let kim: CustomerConversation;
  let anna: TechnicianConversation;

  beforeEach(async () => {
    world = new LocalWorld();
    browser = new MemoryBrowser();
    tab = world.tab(browser);
    kim = await world.done(world.customer(tab).submit(form));
    anna = world.technician().request('acme', 1);
    await world.settle();
    await world.done(anna.assign());
    await world.done(anna.joinChat());
    await world.done(kim.send('Helo'));
    await world.done(anna.send('Yes?'));
  });

  /** What has been said since Anna joined. */
  const said = (conversation: Conversation) => conversation.$messages.get().slice(3).map(shown);
  const cut = async () => {
    world.desk.cut();
    await world.settle();
  };
  const restore = async () => {
    world.desk.restore();
    await world.clock.pass(30_000);
  };

  it('reads on both sides as it was edited, and says so', async () => {
    await world.done(kim.edit(4, 'Hello'));
    await world.done(anna.edit(5, 'Yes, Kim?'));
    for (const side of [kim, anna]) assert.deepEqual(said(side), ['Hello (edited)', 'Yes, Kim? (edited)', 'edited', 'edited']);
    const [first] = kim.$messages.get().slice(3);
    assert.ok(first?.kind === 'entry' && first.entry.event.type === 'message');
    assert.deepEqual(first.entry.event.edited?.seq, 6);
  });

  it('is gone on both sides once it is deleted, and unread by nobody', async () => {
    await world.done(anna.send('Oops'));
    assert.equal(kim.$unread.get(), 2);
    await world.done(anna.remove(6));
    assert.deepEqual(said(kim), ['Helo', 'Yes?', 'gone', 'deleted']);
    assert.equal(kim.$unread.get(), 1);
  });

  it('shows at once what is on its way to it', async () => {
    const edit = outcome(kim.edit(4, 'Hello'));
    await world.clock.pass(0);
    world.desk.cut();
    await world.settle();
    kim.remove(4).catch(() => {});
    await world.settle();
    assert.deepEqual(said(kim).slice(0, 2), [edit.now === 'kept' ? 'Hello (edited) -> gone' : 'Helo -> gone', 'Yes?'], 'the last word');
    await restore();
    assert.deepEqual(said(anna).slice(0, 1), ['gone']);
  });

  it('waits offline with its edit, which goes out in its turn and once [R93]', async () => {
    await cut();
    const edits = [kim.edit(4, 'Hello'), kim.send('Are you there?'), kim.edit(4, 'Hello Anna')].map(outcome);
    await world.settle();
    assert.deepEqual(said(kim), ['Helo -> Hello Anna', 'Yes?', 'Are you there? (sending)']);
    assert.deepEqual(edits.map(({ now }) => now), ['open', 'open', 'open']);
    await restore();
    assert.deepEqual(edits.map(({ now }) => now), ['kept', 'kept', 'kept']);
    for (const side of [kim, anna]) assert.deepEqual(said(side), ['Hello Anna (edited)', 'Yes?', 'edited', 'Are you there?', 'edited']);
  });

  it('is edited even if the tab is closed before the network is back: the next one says it', async () => {
    await cut();
    kim.edit(4, 'Hello').catch(() => {});
    await world.settle();
    tab.kill();
    const next = world.customer(world.tab(browser)).request(kim.key);
    await restore();
    assert.deepEqual(said(next).slice(0, 1), ['Hello (edited)']);
    assert.deepEqual(said(anna).slice(0, 1), ['Hello (edited)']);
  });

  it('gives back what could not be changed: the edit stands there as not saved, with its reason [R90]', async () => {
    await cut();
    const edit = outcome(kim.edit(4, 'Hello'));
    await world.clock.pass(16 * minute);
    await restore();
    assert.equal(edit.now, 'too_late');
    assert.deepEqual(said(kim), ['Helo', 'Yes?', 'Hello (failed: too_late of 4)']);
    const failed = pending(kim, 'Hello');
    assert.equal(failed.retry, undefined, 'it would only be refused again');
    failed.discard();
    assert.deepEqual(said(kim), ['Helo', 'Yes?']);
  });

  it('stays when its deletion is refused, and whoever asked for it is told', async () => {
    await cut();
    const removal = outcome(kim.remove(4));
    await world.clock.pass(16 * minute);
    await restore();
    assert.deepEqual([removal.now, said(kim)], ['too_late', ['Helo', 'Yes?']]);
  });

  it('says beforehand from when on own messages can be changed, by the desk’s clock [R90]', async () => {
    const at = (of: Conversation, seq: number) => of.$messages.get().flatMap((line) => (line.kind === 'entry' && line.entry.seq === seq ? [line.entry.at] : []))[0] ?? NaN;
    await world.clock.pass(14 * minute);
    assert.ok(at(kim, 4) > kim.editableFrom && at(anna, 5) > anna.editableFrom);
    await world.clock.pass(minute);
    assert.ok(at(anna, 5) <= anna.editableFrom);
    await assert.rejects(world.done(anna.edit(5, 'late')), { code: 'too_late' });
    await world.done(kim.withdraw());
    assert.deepEqual([kim.editableFrom, kim.$actions.get().get('amend')], [Infinity, 'completed']);
  });

  it('says it by the desk’s clock when this device’s is a day wrong', async () => {
    const before = kim.editableFrom;
    const { now } = tab;
    tab.now = () => now.call(tab) + 24 * 60 * minute;
    await cut();
    await restore();
    assert.ok(kim.editableFrom - before < 2 * minute);
  });

  it('refuses at once what no desk would take, and never ends the connection by it', async () => {
    await assert.rejects(kim.edit(4, ' '), { code: 'invalid' });
    for (const seq of nowhere) await assert.rejects(world.done(kim.edit(seq, 'x')), { code: 'no_such_message' });
    assert.equal(said(kim).length, 2);
    await world.done(kim.edit(4, 'Hello'));
  });

  it('reads as it was changed meanwhile to whoever looks further up, and missed more than a page [R91]', async () => {
    for (let n = 0; n < 10; n++) await world.done(kim.send(`before ${n}`));
    let end = () => {};
    let away = false;
    // Only Ben's line breaks.
    const connect: Transport['connect'] = (company, events) => {
      const link = world.transport.connect(away ? 'nowhere' : company, away ? { ...events, closed: () => events.closed(1006) } : events);
      end = () => {
        link.close();
        events.closed(1006);
      };
      return link;
    };
    const ben = createTechnicianClient({ transport: { ...world.transport, connect }, companies: ['acme'], token: world.desk.token('ben'), environment: world.tab() }).request('acme', 1);
    await world.settle();
    ben.follow(false);
    away = true;
    end();
    await world.done(kim.edit(4, 'Hello'));
    await world.done(kim.remove(6));
    for (let n = 0; n < 60; n++) await world.done(kim.send(`meanwhile ${n}`));
    assert.deepEqual(said(ben).slice(0, 3), ['Helo', 'Yes?', 'before 0']);
    away = false;
    await world.clock.pass(30_000);
    assert.deepEqual([said(ben).slice(0, 3), said(ben).length, ben.$later.get()], [['Hello (edited)', 'Yes?', 'gone'], 12, true]);
  });

  it('can be read further up, where the window begins again, as it now is', async () => {
    for (let n = 0; n < 60; n++) await world.done(kim.send(`more ${n}`));
    await world.done(kim.edit(4, 'Hello'));
    await world.done(kim.remove(6));
    const late = world.technician('ben').request('acme', 1);
    await world.settle();
    assert.equal(late.$messages.get()[0]?.id, 'e18');
    await world.done(late.loadEarlier());
    assert.deepEqual(said(late).slice(0, 3), ['Hello (edited)', 'Yes?', 'gone']);
  });
});

const nowhere = [0, -1, 0.5, NaN];

describe('One’s own message that has not been sent yet', () => {
  let world: LocalWorld;
  let browser: MemoryBrowser;
  let tab: MemoryEnvironment;
  let kim: CustomerConversation;

  beforeEach(async () => {
    world = new LocalWorld();
    browser = new MemoryBrowser();
    tab = world.tab(browser);
    kim = await world.done(world.customer(tab).submit(form));
    world.desk.cut();
    await world.settle();
  });

  const lines = (conversation: Conversation = kim) => conversation.$messages.get().map(shown);
  const sends = (...texts: readonly string[]) => texts.map((text) => outcome(kim.send(text)));
  const restore = async () => {
    world.desk.restore();
    await world.clock.pass(30_000);
  };

  it('is written anew where it waits, and goes out once, as if it had always been so [R93]', async () => {
    const [one, two] = sends('one', 'two');
    await world.settle();
    await world.done(kim.edit(pending(kim, 'one'), 'first'));
    assert.deepEqual(lines(), ['submitted', 'first (sending)', 'two (sending)']);
    await restore();
    assert.deepEqual([lines(), one?.now, two?.now], [['submitted', 'first', 'two'], 'kept', 'kept']);
  });

  it('is taken back where it waits, and those behind it move up [R93]', async () => {
    const [one, two, three] = sends('one', 'two', 'three');
    await world.settle();
    await world.done(kim.remove(pending(kim, 'two')));
    assert.deepEqual(lines(), ['submitted', 'one (sending)', 'three (sending)']);
    await world.done(kim.remove(pending(kim, 'one')));
    const four = outcome(kim.send('four'));
    await restore();
    assert.deepEqual(lines(), ['submitted', 'three', 'four']);
    assert.deepEqual([one, two, three, four].map((each) => each?.now), ['closed', 'closed', 'kept', 'kept']);
  });

  it('goes out as it was written last, from another tab, after this one was closed', async () => {
    sends('one', 'two', 'three');
    await world.settle();
    await world.done(kim.edit(pending(kim, 'three'), 'third'));
    await world.done(kim.remove(pending(kim, 'one')));
    tab.kill();
    const next = world.customer(world.tab(browser)).request(kim.key);
    await restore();
    assert.deepEqual(lines(next), ['submitted', 'two', 'third']);
  });

  it('follows what has gone out meanwhile: by its number, once the desk has given it one', async () => {
    sends('one', 'two');
    await world.settle();
    const [one, two] = [pending(kim, 'one'), pending(kim, 'two')];
    await restore();
    await world.done(kim.edit(one, 'first'));
    await world.done(kim.remove(two));
    assert.deepEqual(lines(), ['submitted', 'first (edited)', 'gone', 'edited', 'deleted']);
  });
});

describe('A message that was refused', () => {
  it('can be sent again where that makes sense, as the newest', async () => {
    const world = new LocalWorld();
    const client = world.customer();
    const kim = await world.done(client.submit(form));
    const anna = world.technician().request('acme', 1);
    await world.settle();
    await world.done(anna.assign());
    await world.done(anna.close());
    await assert.rejects(world.done(kim.send('Wait')), { code: 'completed' });
    const failed = pending(kim, 'Wait');
    assert.deepEqual([failed.progress, failed.error, typeof failed.retry], ['failed', 'completed', 'function']);
    await world.done(anna.reopen());
    failed.retry?.();
    await world.settle();
    assert.deepEqual(kim.$messages.get().slice(-2).map(shown), ['reopened', 'Wait']);
  });
});
