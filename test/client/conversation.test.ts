import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerClient, CustomerConversation, TechnicianConversation } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { createTechnicianClient } from '../../src/client/technician-client.ts';
import { apply } from '../../src/domain/apply.ts';
import type { LogEntry, RequestEvent } from '../../src/domain/events.ts';
import { unknownDevice, type RequestState } from '../../src/domain/request.ts';
import type { ClientFrame, Opened, PageFrame, Positions } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { asAnna, ScriptedDesk, welcome } from '../support/scripted-desk.ts';

const key = 'a'.repeat(32);
const identity = { key, company: 'acme' };
const anna = { id: 'anna', name: 'Anna' };
const nowhere: Positions = { customer: { delivered: 0, read: 0 }, technician: { delivered: 0, read: 0 }, mine: { delivered: 0, read: 0 } };

const submitted: RequestEvent = {
  type: 'submitted',
  number: 7,
  customer: { name: 'Kim', email: 'kim@example.com' },
  description: 'Help',
  metadata: {},
  device: unknownDevice,
  chat: 'waiting',
};

function says(who: 'Kim' | 'Anna', text: string): RequestEvent {
  return { type: 'message', author: who === 'Kim' ? { role: 'customer', name: 'Kim' } : { role: 'technician', ...anna }, text };
}

/** A log as a desk has it. */
class Log {
  readonly entries: LogEntry[] = [];

  constructor(...events: readonly RequestEvent[]) {
    for (const event of events) this.add(event);
  }

  add(event: RequestEvent): LogEntry {
    const entry = { seq: this.entries.length + 1, at: 1_000 + this.entries.length, event };
    this.entries.push(entry);
    return entry;
  }

  get state(): RequestState {
    const state = this.entries.reduce<RequestState | null>((before, entry) => apply(before, entry, identity), null);
    if (!state) throw new Error('An empty log has no state');
    return state;
  }

  /** Of Anna's words, as Kim's desk counts them. */
  unread(read: number): number {
    return Math.min(99, this.entries.filter(({ seq, event }) => seq > read && event.type === 'message' && event.author.role === 'technician').length);
  }

  page(ask: Extract<ClientFrame, { type: 'page' }>): PageFrame {
    const entries = 'before' in ask ? this.entries.slice(Math.max(0, ask.before - 51), Math.max(0, ask.before - 1)) : this.entries.slice(ask.after, ask.after + 50);
    return { type: 'page', ask: ask.ask, key, entries };
  }

  opened(ask: number, after: number, positions: Positions = nowhere): Opened {
    const newer = this.entries.slice(after);
    return { type: 'opened', ask, key, state: this.state, entries: newer.length <= 50 && after <= this.entries.length ? newer : this.entries.slice(-50), positions, unread: this.unread(positions.mine.read) };
  }
}

describe('A conversation', () => {
  let clock: VirtualClock;
  let desk: ScriptedDesk;
  let environment: MemoryEnvironment;
  let log: Log;
  let client: CustomerClient;
  let chat: CustomerConversation;

  beforeEach(() => {
    clock = new VirtualClock();
    environment = new MemoryEnvironment({ clock, random: () => 0.5 });
    desk = new ScriptedDesk();
    log = new Log(submitted, { type: 'assigned', technician: anna }, { type: 'joined', technician: anna }, says('Anna', 'Hello'));
    desk.heard = (link, frame) => {
      if (frame === 'ping') link.say('pong');
      else if (frame.type === 'hello') link.say(welcome());
      else if (frame.type === 'open') link.say(log.opened(frame.ask, frame.after));
      else if (frame.type === 'page') link.say(log.page(frame));
      else if (frame.type === 'ticket') link.say({ type: 'ticket', ask: frame.ask, url: `https://desk.example/files/${frame.file}`, expires: 0 });
    };
  });

  const open = async () => {
    client = createCustomerClient({ transport: desk, company: 'acme', environment });
    chat = client.request(key);
    await clock.pass(0);
  };
  const openAsAnna = async (): Promise<TechnicianConversation> => {
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'hello') link.say(welcome({ me: asAnna() }));
      else answer(link, frame);
    };
    const technician = createTechnicianClient({ transport: desk, companies: ['acme'], token: 'anna', environment }).request('acme', 7);
    await clock.pass(0);
    return technician;
  };
  const happens = (event: RequestEvent, cause?: { lane: string; n: number }) => {
    desk.last.say({ type: 'event', key, entry: log.add(event), ...(cause && { cause }) });
  };
  const seqs = () => chat.$messages.get().map((line) => (line.kind === 'entry' ? line.entry.seq : line.id));
  const opens = () => desk.last.frames('open');
  const positions = () => desk.last.frames('position').map(({ delivered, read }) => ({ delivered, read }));

  it('reads state and entries, and folds what comes after as the desk does [R20] [R21]', async () => {
    await open();
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
    happens(says('Kim', 'Hi'));
    happens({ type: 'ended', author: { role: 'technician', ...anna } });
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5, 6]);
    assert.deepEqual(chat.$state.get(), log.state);
    assert.equal(chat.$state.get()?.chat, 'ended');
  });

  it('ignores an entry that it has [R22]', async () => {
    await open();
    desk.last.say({ type: 'event', key, entry: log.entries[2]! });
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
    assert.equal(opens().length, 1);
  });

  it('opens again after a gap, from its last entry on, once [R22]', async () => {
    await open();
    log.add(says('Anna', 'lost'));
    desk.accept = () => {};
    const answer = desk.heard;
    desk.heard = () => {};
    happens(says('Anna', 'after the gap'));
    happens(says('Anna', 'and more'));
    assert.deepEqual(seqs(), [1, 2, 3, 4], 'nothing is shown out of order');
    assert.deepEqual(
      opens().map(({ after }) => after),
      [0, 4],
    );
    desk.heard = answer;
    desk.last.say(log.opened(opens()[1]!.ask, 4));
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(chat.$state.get(), log.state);
  });

  it('reads on from where it was after a loss [R21]', async () => {
    await open();
    const before = chat.$messages.get();
    log.add(says('Anna', 'meanwhile'));
    desk.last.close();
    await clock.pass(1_000);
    assert.equal(opens()[0]?.after, 4);
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
    assert.ok(before.every((line, index) => chat.$messages.get()[index] === line));
  });

  it('begins a new window when it has missed more than a page [R21] [R23]', async () => {
    await open();
    for (let n = 0; n < 80; n++) log.add(says('Anna', `message ${n}`));
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual([seqs()[0], seqs().at(-1)], [35, 84]);
    assert.ok(chat.$more.get());
  });

  it('loads older pages in front, once at a time, until there are none [R23]', async () => {
    for (let n = 0; n < 100; n++) log.add(says('Anna', `message ${n}`));
    await open();
    assert.equal(seqs()[0], 55);
    const lines = chat.$messages.get();
    await Promise.all([chat.loadEarlier(), chat.loadEarlier()]);
    assert.equal(desk.last.frames('page').length, 1);
    assert.equal(seqs()[0], 5);
    assert.ok(lines.every((line) => chat.$messages.get().includes(line)), 'what was there stays what it was');
    await chat.loadEarlier();
    assert.equal(seqs()[0], 1);
    assert.ok(!chat.$more.get());
    await chat.loadEarlier();
    assert.equal(desk.last.frames('page').length, 2);
  });

  it('takes the word of a desk that was restored to before what it has [R24]', async () => {
    await open();
    for (const text of ['one', 'two', 'three']) happens(says('Anna', text));
    assert.equal(seqs().length, 7);
    log.entries.length = 5;
    const restored = log.entries.slice();
    log = new Log(...restored.map(({ event }) => event));
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
    assert.deepEqual(chat.$state.get(), log.state);
    happens(says('Anna', 'after the restore'));
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5, 6]);
  });

  it('asks for the newest page when a restored desk has sent nothing [R24]', async () => {
    await open();
    happens(says('Anna', 'one'));
    log = new Log(submitted);
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'open' && frame.after > 0) link.say({ ...log.opened(frame.ask, 0), entries: [] });
      else answer(link, frame);
    };
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual(
      opens().map(({ after }) => after),
      [5, 0],
    );
    assert.deepEqual(seqs(), [1]);
  });

  it('finds a lost last frame when it compares with the desk [R25]', async () => {
    await open();
    log.add(says('Anna', 'lost'));
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      answer(link, frame);
      if (frame !== 'ping' && frame.type === 'sync') {
        assert.deepEqual(frame.streams, { [key]: 4 });
        link.say({ type: 'heads', lanes: [], streams: { [key]: 5 }, rev: frame.rev });
      }
    };
    await clock.pass(60_000);
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
  });

  it('asks again when its question was lost [R25]', async () => {
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'open') return;
      answer(link, frame);
    };
    await open();
    desk.heard = (link, frame) => {
      answer(link, frame);
      if (frame !== 'ping' && frame.type === 'sync') link.say({ type: 'heads', lanes: [], streams: {}, rev: frame.rev });
    };
    await clock.pass(60_000);
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
  });

  describe('shows an own message on its way', () => {
    const send = async () => {
      const sent = chat.send('Hi');
      await clock.pass(0);
      const [command] = desk.last.frames('command');
      assert.ok(command);
      return { sent, ...command };
    };
    const shown = () => chat.$messages.get().map((line) => (line.kind === 'pending' ? line.progress : line.kind === 'entry' ? line.entry.seq : ''));

    it('until its event comes, before the answer [R26]', async () => {
      await open();
      const { lane, n } = await send();
      assert.deepEqual(shown(), [1, 2, 3, 4, 'sending']);
      happens(says('Kim', 'Hi'), { lane, n });
      assert.deepEqual(shown(), [1, 2, 3, 4, 5]);
      desk.last.say({ type: 'answer', lane, n, ok: true, seq: 5 });
      await clock.pass(0);
      assert.deepEqual(shown(), [1, 2, 3, 4, 5]);
    });

    it('until its entry is there, when the answer comes first [R26]', async () => {
      await open();
      const { lane, n, sent } = await send();
      desk.last.say({ type: 'answer', lane, n, ok: true, seq: 5 });
      await sent;
      assert.deepEqual(shown(), [1, 2, 3, 4, 'sending'], 'there is no moment without it');
      const seen: unknown[] = [];
      chat.$messages.listen(() => seen.push(shown()));
      happens(says('Kim', 'Hi'), { lane, n });
      assert.deepEqual(seen, [[1, 2, 3, 4, 5]], 'nor one with it twice');
    });

    it('until its entry is there after a loss, where nothing names its cause [R26]', async () => {
      await open();
      const { lane, n } = await send();
      log.add(says('Kim', 'Hi'));
      const answer = desk.heard;
      desk.heard = (link, frame) => {
        if (frame !== 'ping' && frame.type === 'hello') {
          link.say(welcome({ lanes: [{ id: lane, seen: 1 }], answers: [{ type: 'answer', lane, n, ok: true, seq: 5 }] }));
        } else answer(link, frame);
      };
      desk.last.close();
      await clock.pass(1_000);
      assert.deepEqual(shown(), [1, 2, 3, 4, 5]);
    });

    it('beside another of the same words from another tab [R26]', async () => {
      await open();
      await send();
      happens(says('Kim', 'Hi'), { lane: 'b'.repeat(32), n: 1 });
      assert.deepEqual(shown(), [1, 2, 3, 4, 5, 'sending']);
    });
  });

  it('refuses an empty or over-long message before it goes anywhere', async () => {
    await open();
    for (const text of ['', '  \n', 'x'.repeat(16_001), '\u{1F600}'.repeat(16_000)]) await assert.rejects(chat.send(text), { code: 'invalid' });
    assert.deepEqual(desk.last.frames('command'), []);
  });

  it('says delivered for what it has, and read only for what could be seen [R51]', async () => {
    environment.show(false);
    await open();
    await clock.pass(1_000);
    assert.deepEqual(positions(), [{ delivered: 4, read: 0 }]);
    chat.markRead(4);
    await clock.pass(1_000);
    assert.equal(chat.$unread.get(), 1);
    assert.deepEqual(positions().length, 1, 'a hidden page reads nothing');
    environment.show(true);
    await clock.pass(1_000);
    assert.deepEqual(positions().at(-1), { delivered: 4, read: 4 });
    assert.equal(chat.$unread.get(), 0);
  });

  it('gathers positions, never goes back, and never passes what it has [R50]', async () => {
    await open();
    await clock.pass(1_000);
    for (let n = 0; n < 20; n++) happens(says('Anna', `message ${n}`));
    chat.markRead(10);
    chat.markRead(8);
    await clock.pass(1_000);
    assert.deepEqual(positions().slice(1), [{ delivered: 24, read: 10 }]);
    chat.markRead(1_000);
    await clock.pass(1_000);
    assert.deepEqual(positions().at(-1), { delivered: 24, read: 24 });
    desk.last.say({ type: 'positions', key, positions: nowhere });
    assert.equal(chat.$unread.get(), 0);
  });

  it('tells its position again after a loss [R50]', async () => {
    await open();
    chat.markRead(4);
    desk.last.close();
    await clock.pass(2_000);
    assert.deepEqual(positions().at(-1), { delivered: 4, read: 4 });
  });

  it('shows how far own words have got [R50]', async () => {
    await open();
    happens(says('Kim', 'Hi'));
    const progress = () => chat.$messages.get().map((line) => (line.kind === 'entry' && line.own ? line.progress : ''));
    assert.equal(progress().at(-1), 'sent');
    desk.last.say({ type: 'positions', key, positions: { ...nowhere, technician: { delivered: 5, read: 4 } } });
    assert.deepEqual([progress()[0], progress().at(-1)], ['read', 'delivered']);
    desk.last.say({ type: 'positions', key, positions: { ...nowhere, technician: { delivered: 5, read: 5 } } });
    assert.equal(progress().at(-1), 'read');
  });

  it('offers what the table allows, and changes nothing while verdicts stay [R41]', async () => {
    await open();
    assert.equal(chat.$actions.get().get('end-chat'), true);
    const before = chat.$actions.get();
    happens(says('Anna', 'Still here'));
    assert.equal(chat.$actions.get(), before);
    happens({ type: 'ended', author: { role: 'technician', ...anna } });
    assert.equal(chat.$actions.get().get('end-chat'), 'no_chat');
  });

  it('follows a technician’s availability in what it offers [R41]', async () => {
    log = new Log(submitted);
    const technician = await openAsAnna();
    assert.equal(technician.$actions.get().get('assign'), true);
    desk.last.say({ type: 'me', me: asAnna({ available: false }) });
    assert.equal(technician.$actions.get().get('assign'), 'not_available');
  });

  it('is found by its number, and goes by its key from then on', async () => {
    const technician = await openAsAnna();
    assert.equal(opens()[0]?.request, 7);
    assert.equal(technician.key, key);
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      answer(link, frame);
      if (frame !== 'ping' && frame.type === 'command') link.say({ type: 'answer', lane: frame.lane, n: frame.n, ok: false, code: 'someone_elses', technician: 'Ben' });
    };
    await assert.rejects(technician.assign(), { code: 'someone_elses', details: { technician: 'Ben' } });
    assert.deepEqual(desk.last.frames('command')[0]?.command, { type: 'assign', key });
  });

  it('fails a decision at once without a connection, and keeps nothing of it [R63]', async () => {
    await open();
    desk.accept = () => {};
    desk.last.close();
    for (const decide of [() => chat.withdraw(), () => chat.endChat()]) await assert.rejects(decide(), { code: 'offline' });
    desk.accept = (link) => {
      link.open();
    };
    environment.wake();
    await clock.pass(30_000);
    assert.deepEqual(desk.last.frames('command'), []);
  });

  it('gives an address for a file, and none without a connection [R64]', async () => {
    await open();
    assert.equal(await chat.ticket('f1'), 'https://desk.example/files/f1');
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'ticket') link.say({ type: 'error', ask: frame.ask, code: 'not_found' });
      else answer(link, frame);
    };
    await assert.rejects(chat.ticket('f2'), { code: 'not_found' });
    desk.heard = () => {};
    const late = chat.ticket('f3');
    desk.last.close();
    await assert.rejects(late, { code: 'offline' });
    await assert.rejects(chat.ticket('f4'), { code: 'offline' });
  });

  it('says so when there is no such request [R40]', async () => {
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'open') link.say({ type: 'error', ask: frame.ask, code: 'not_found' });
      else answer(link, frame);
    };
    await open();
    assert.equal(chat.$error.get()?.code, 'not_found');
    assert.equal(chat.$state.get(), null);
  });

  it('asks again when the desk cannot answer just now, and shows what it has until then', async () => {
    await open();
    const answer = desk.heard;
    desk.heard = (link, frame) => {
      if (frame !== 'ping' && frame.type === 'open') link.say({ type: 'error', ask: frame.ask, code: 'unavailable' });
      else answer(link, frame);
    };
    log.add(says('Anna', 'meanwhile'));
    desk.last.close();
    await clock.pass(900);
    assert.deepEqual([seqs().length, chat.$error.get()], [4, null]);
    desk.heard = answer;
    await clock.pass(1_000);
    assert.equal(seqs().length, 5);
  });

  it('is gone when the right to read it is [R4] [R62]', async () => {
    const technician = await openAsAnna();
    desk.last.close(4403);
    assert.equal(technician.$error.get()?.code, 'forbidden');
    assert.deepEqual([technician.$state.get(), technician.$messages.get(), technician.$source.get()], [null, [], null]);
  });

  it('tells what arrives, once each and in order; what was there is history [R22]', async () => {
    const arrived: number[] = [];
    client = createCustomerClient({ transport: desk, company: 'acme', environment });
    chat = client.request(key);
    chat.$arrived.listen((lines) => arrived.push(...lines.map(({ entry: { seq } }) => seq)));
    await clock.pass(0);
    assert.deepEqual(arrived, []);
    happens(says('Anna', 'one'));
    happens(says('Kim', 'two'));
    desk.last.say({ type: 'event', key, entry: log.entries[4]! });
    log.add(says('Anna', 'meanwhile'));
    log.add(says('Anna', 'and more'));
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual(arrived, [5, 6, 7, 8]);
    log = new Log(submitted);
    desk.last.close();
    await clock.pass(1_000);
    assert.deepEqual(arrived, [5, 6, 7, 8], 'what a restored desk has is no news [R24]');
  });

  describe('of great length', () => {
    const long = async (count = 1_000) => {
      for (let n = log.entries.length + 1; n <= count; n++) log.add(says('Anna', `message ${n}`));
      await open();
    };
    const ends = () => [seqs()[0], seqs().at(-1)];
    const asked = () => desk.last.frames('page').map((ask) => ('before' in ask ? `before ${ask.before}` : `after ${ask.after}`));

    it('holds at most 200 lines, whatever comes by itself', async () => {
      await open();
      for (let n = 0; n < 700; n++) {
        happens(says('Anna', `message ${n}`));
        assert.ok(seqs().length <= 200);
      }
      assert.equal(seqs().at(-1), 704);
      assert.ok(chat.$more.get());
      assert.equal(chat.$unread.get(), 701);
    });

    it('drops the newest while its reader goes back, and reads them again on the way forth [R23] [R105]', async () => {
      await long();
      for (let n = 0; n < 8; n++) {
        await chat.loadEarlier();
        assert.ok(seqs().length <= 200);
      }
      assert.deepEqual([...ends(), chat.$later.get()], [551, 750, true]);
      while (chat.$later.get()) {
        await chat.loadLater();
        assert.ok(seqs().length <= 200);
      }
      assert.deepEqual(ends(), [801, 1_000]);
      assert.deepEqual(asked().slice(8), ['after 750', 'after 800', 'after 850', 'after 900'], 'the last page it has kept');
    });

    it('goes to a far entry with what stands before and behind it, in one step [R105]', async () => {
      await long();
      const seen: unknown[] = [];
      chat.$messages.listen(() => seen.push(ends()));
      await chat.goTo(300);
      assert.deepEqual([seen, asked()], [[[251, 350]], ['before 301', 'after 300']]);
      await chat.goTo(260);
      assert.equal(asked().length, 2, 'what is there needs no question');
      await assert.rejects(chat.goTo(1_001), { code: 'not_found' });
      await assert.rejects(chat.goTo(0), { code: 'not_found' });
    });

    it('takes the last wish of several', async () => {
      await long();
      await Promise.all([chat.goTo(300), chat.goTo(600)]);
      assert.deepEqual(ends(), [551, 650]);
      await Promise.all([chat.goTo(100), chat.goToEnd()]);
      assert.deepEqual(ends(), [951, 1_000]);
    });

    it('is back at the end at once, also without a connection', async () => {
      await long();
      await chat.goTo(300);
      desk.accept = () => {};
      desk.last.close();
      await chat.goToEnd();
      assert.deepEqual([...ends(), chat.$later.get()], [951, 1_000, false]);
      await assert.rejects(chat.goTo(300), { code: 'offline' });
    });

    it('goes on hearing of what comes while its reader is elsewhere, and shows nothing of it there [R107]', async () => {
      await long();
      await chat.goTo(300);
      const shown = chat.$messages.get();
      const arrived: number[] = [];
      chat.$arrived.listen((lines) => arrived.push(...lines.map(({ entry }) => entry.seq)));
      const unread = chat.$unread.get();
      happens(says('Anna', 'Are you there?'));
      assert.equal(chat.$messages.get(), shown);
      assert.deepEqual([arrived, chat.$unread.get() - unread, chat.$state.get()?.head], [[1_001], 1, 1_001]);
      log.add(says('Anna', 'Missed'));
      desk.last.close();
      await clock.pass(1_000);
      assert.equal(opens().at(-1)?.after, 1_001, 'it reads on from what it has heard of');
      assert.equal(chat.$messages.get(), shown);
      assert.deepEqual(arrived, [1_001, 1_002]);
      await chat.goToEnd();
      assert.equal(seqs().at(-1), 1_002);
    });

    it('keeps the place of a reader who does not follow, when more was missed than a page holds [R21]', async () => {
      await long();
      chat.follow(false);
      const shown = chat.$messages.get();
      for (let n = 0; n < 80; n++) log.add(says('Anna', 'Missed'));
      desk.last.close();
      await clock.pass(1_000);
      assert.deepEqual([chat.$messages.get(), chat.$later.get()], [shown, true]);
      await chat.loadLater();
      // What was missed may have changed what is shown [R91]: that is read again first.
      assert.deepEqual([...ends(), asked()], [951, 1_080, ['after 950', 'after 1000']]);
    });

    it('goes to the end for own words, and shows them there alone', async () => {
      await long();
      await chat.goTo(300);
      const sent = chat.send('Hi');
      await clock.pass(0);
      assert.deepEqual([seqs()[0], chat.$messages.get().at(-1)?.kind], [951, 'pending']);
      await chat.goTo(300);
      assert.ok(chat.$messages.get().every(({ kind }) => kind === 'entry'), 'not in the midst of others');
      await chat.goToEnd();
      assert.equal(chat.$messages.get().at(-1)?.kind, 'pending');
      const { lane, n } = desk.last.frames('command')[0]!;
      happens(says('Kim', 'Hi'), { lane, n });
      desk.last.say({ type: 'answer', lane, n, ok: true, seq: 1_001 });
      await sent;
    });

    it('says how much was not read, also of what it does not hold [R106]', async () => {
      await long(150);
      assert.equal(chat.$unread.get(), 99);
      chat.markRead(120);
      assert.equal(chat.$unread.get(), 30);
    });
  });

  it('lets go of what is no longer to be seen [R40]', async () => {
    await open();
    desk.last.say({ type: 'gone', key });
    assert.equal(chat.$error.get()?.code, 'not_found');
    assert.deepEqual([chat.$state.get(), chat.$messages.get(), chat.$actions.get().size], [null, [], 0]);
  });

  it('shows where the customer comes from [R43]', async () => {
    const technician = await openAsAnna();
    desk.last.say({ type: 'source', key, source: { ip: '203.0.113.7' } });
    assert.deepEqual(technician.$source.get(), { ip: '203.0.113.7' });
  });

  it('keeps what is typed, per request', async () => {
    await open();
    await chat.saveDraft('Half a sent');
    assert.equal(await chat.draft(), 'Half a sent');
    assert.equal(await client.request('b'.repeat(32)).draft(), '');
    await chat.saveDraft('');
    assert.equal(await chat.draft(), '');
  });

  it('keeps a technician’s draft by key, whether the request was asked for by number or by key', async () => {
    const byNumber = await openAsAnna();
    await byNumber.saveDraft('Dear');
    const again = createTechnicianClient({ transport: desk, companies: ['acme'], token: 'anna', environment }).request('acme', key);
    await clock.pass(0);
    assert.equal(await again.draft(), 'Dear');
  });

  it('is shared by all who ask for it, and left when the last one lets go', async () => {
    await open();
    const again = client.request(key);
    assert.equal(again, chat);
    chat.release();
    assert.deepEqual(desk.last.frames('leave'), []);
    again.release();
    assert.deepEqual(desk.last.frames('leave'), [{ type: 'leave', key }]);
    happens(says('Anna', 'unheard'));
    assert.deepEqual(seqs(), [1, 2, 3, 4]);
  });

  it('costs the same for a message whatever is above it: only the new line is another', async () => {
    for (let n = 0; n < 45; n++) log.add(says('Anna', `message ${n}`));
    await open();
    const before = chat.$messages.get();
    happens(says('Anna', 'one more'));
    const after = chat.$messages.get();
    assert.equal(after.filter((line) => !before.includes(line)).length, 1);
  });

  it('survives an event of tomorrow [R20]', async () => {
    await open();
    desk.last.say(JSON.stringify({ type: 'event', key, entry: { seq: 5, at: 5, event: { type: 'sung', song: 'la' } } }));
    assert.deepEqual(seqs(), [1, 2, 3, 4, 5]);
    assert.equal(chat.$state.get()?.head, 5);
  });

  it('says delivered for a message as soon as it has it, not when it is seen [R51]', async () => {
    environment.show(false);
    await open();
    await clock.pass(1_000);
    happens(says('Anna', 'There?'));
    await clock.pass(1_000);
    assert.deepEqual(positions().at(-1), { delivered: 5, read: 0 });
  });
});
