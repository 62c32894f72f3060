import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { CustomerConversation, UploadLine } from '../../src/client/client.ts';
import { createCustomerClient } from '../../src/client/customer-client.ts';
import { SupportError } from '../../src/client/errors.ts';
import { MemoryBrowser, MemoryEnvironment } from '../../src/client/memory-environment.ts';
import { apply } from '../../src/domain/apply.ts';
import type { LogEntry } from '../../src/domain/events.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import { VirtualClock } from '../simulation/virtual-clock.ts';
import { form, LocalWorld } from '../support/local-world.ts';
import { ScriptedDesk, welcome } from '../support/scripted-desk.ts';

const file = new File(['words'], 'notes.txt', { lastModified: 7 });
const key = 'a'.repeat(32);

/** A page of one browser with a chat, over a desk whose uploads do what a test says. */
class Page {
  readonly desk = new ScriptedDesk();
  readonly tab: MemoryEnvironment;
  readonly chat: CustomerConversation;
  readonly client: ReturnType<typeof createCustomerClient>;
  /** What has been chosen last, once it is shared. */
  sent: Promise<unknown> = Promise.resolve();
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock, browser?: MemoryBrowser) {
    this.#clock = clock;
    this.tab = new MemoryEnvironment({ clock, random: () => 0.5, ...(browser && { browser }) });
    this.desk.heard = (link, frame) => {
      if (frame === 'ping') link.say('pong');
      else if (frame.type === 'hello') link.say(welcome());
      else if (frame.type === 'open') link.say(opened(frame.ask));
    };
    this.client = createCustomerClient({ transport: this.desk, company: 'acme', environment: this.tab });
    this.chat = this.client.request(key);
  }

  /** Resolves once they stand there. */
  async choose(...files: readonly File[]): Promise<void> {
    this.sent = Promise.all(files.map((one) => this.chat.sendFile(one)));
    this.sent.catch(() => {});
    await this.pass();
  }

  pass(ms = 0): Promise<void> {
    return this.#clock.pass(ms);
  }

  get lines(): readonly UploadLine[] {
    return this.chat.$messages.get().filter((one): one is UploadLine => one.kind === 'upload');
  }

  get line(): UploadLine | undefined {
    return this.lines[0];
  }

  get states(): readonly string[] {
    return this.lines.map(({ state }) => state);
  }

  get shared(): readonly string[] {
    return this.desk.last.frames('command').flatMap(({ command }) => (command.type === 'share-file' ? [command.file] : []));
  }

  /** What is asked of the transport, from the first on. */
  upload(index = 0) {
    const upload = this.desk.uploads[index];
    assert.ok(upload, `no upload ${index}`);
    return upload;
  }

  async breakOff(index: number, code: ConstructorParameters<typeof SupportError>[0] = 'offline'): Promise<void> {
    this.upload(index).reject(new SupportError(code));
    await this.pass();
    await this.pass();
  }
}

function opened(ask: number): ServerFrame {
  const event = { type: 'submitted', number: 1, customer: { name: 'Kim', email: 'kim@example.com' }, description: 'Help', metadata: {}, device: { type: 'desktop', os: 'linux', browser: 'Firefox' }, chat: 'none' } as const;
  const entry: LogEntry = { seq: 1, at: 1, event };
  const state = apply(null, entry, { key, company: 'acme' });
  assert.ok(state);
  return { type: 'opened', ask, key, state, entries: [entry], positions: { customer: { delivered: 0, read: 0 }, technician: { delivered: 0, read: 0 }, mine: { delivered: 0, read: 0 } }, unread: 0 };
}

describe('A file on its way', () => {
  let clock: VirtualClock;
  let page: Page;

  beforeEach(async () => {
    clock = new VirtualClock();
    page = new Page(clock);
    await page.pass();
  });

  it('shows how far it is, in steps that a person can see', async () => {
    await page.choose(file);
    const renders: number[] = [];
    page.chat.$messages.listen(() => renders.push(page.line?.fraction ?? -1));
    for (let n = 0; n <= 1_000; n++) page.upload().options.sent?.(n / 200);
    assert.ok(renders.length <= 101, `${renders.length} renderings`);
    assert.deepEqual([page.line?.name, page.line?.size, page.line?.sent, page.line?.fraction], ['notes.txt', 5, 5, 1]);
  });

  it('shows how fast it is and how long it will take, also where a step takes long', async () => {
    await page.choose(new File(['x'.repeat(1_000)], 'big.txt'));
    page.upload().options.sent?.(0);
    for (let n = 1; n <= 4; n++) {
      await page.pass(1_000);
      page.upload().options.sent?.(n * 5);
    }
    assert.deepEqual([page.line?.sent, page.line?.speed, page.line?.remaining], [20, 5, 196_000]);
  });

  it('shows who asks beside the connection, and shares what has arrived [R64]', async () => {
    await page.choose(file);
    assert.equal(page.upload().credentials.secret, page.desk.last.hello.secret);
    page.upload().resolve('f1');
    await page.pass();
    const [command] = page.desk.last.frames('command');
    assert.ok(command);
    assert.deepEqual(command.command, { type: 'share-file', key, file: 'f1' });
    assert.deepEqual([page.line?.state, page.line?.progress], ['sharing', 'sending'], 'it stands there until its entry does');
    page.line?.discard();
    assert.equal(page.line?.state, 'sharing', 'what is given to the desk is given');
    page.desk.last.say({ type: 'answer', lane: command.lane, n: command.n, ok: true, seq: 5 });
    await page.sent;
  });

  it('waits for its turn: three go up at a time', async () => {
    await page.choose(...['a', 'b', 'c', 'd', 'e'].map((name) => new File(['x'], `${name}.txt`)));
    assert.deepEqual(page.states, ['uploading', 'uploading', 'uploading', 'waiting', 'waiting']);
    assert.equal(page.desk.uploads.length, 3);
    page.upload(1).resolve('f2');
    await page.pass();
    assert.deepEqual(page.states, ['uploading', 'sharing', 'uploading', 'uploading', 'waiting']);
    page.lines[0]?.discard();
    await page.pass();
    assert.deepEqual(page.states, ['sharing', 'uploading', 'uploading', 'uploading']);
  });

  it('can be paused and goes on where it was, and others have its turn meanwhile', async () => {
    await page.choose(...['a', 'b', 'c', 'd'].map((name) => new File(['x'], `${name}.txt`)));
    page.upload().options.began?.('p1');
    page.lines[0]?.pause();
    await page.pass();
    assert.deepEqual(page.states, ['paused', 'uploading', 'uploading', 'uploading']);
    assert.ok(page.upload().options.signal?.aborted);
    await page.pass(3_600_000);
    assert.equal(page.states[0], 'paused', 'for as long as one likes');
    page.lines[0]?.resume();
    assert.equal(page.states[0], 'waiting');
    page.lines[3]?.discard();
    await page.pass();
    assert.equal(page.desk.uploads.at(-1)?.options.place, 'p1');
  });

  it('goes on by itself when the network is lost: soon, then more seldom, and at once when it is back', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    page.upload().options.sent?.(2);
    await page.breakOff(0);
    assert.deepEqual([page.line?.state, page.line?.sent, page.line?.speed], ['interrupted', 2, null]);
    await page.pass(749);
    assert.equal(page.desk.uploads.length, 1);
    await page.pass(1);
    assert.deepEqual([page.desk.uploads.length, page.upload(1).options.place], [2, 'p1']);
    const waits: number[] = [];
    for (let n = 1; n < 8; n++) {
      await page.breakOff(n);
      const before = clock.now();
      while (page.desk.uploads.length === n + 1) await page.pass(250);
      waits.push(clock.now() - before);
    }
    assert.deepEqual(waits, [1_500, 3_000, 6_000, 12_000, 22_500, 22_500, 22_500]);
    await page.breakOff(8);
    page.tab.wake();
    await page.pass();
    assert.equal(page.desk.uploads.length, 10);
  });

  it('waits less again once it has got on', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    for (const [n, wait] of [[0, 750], [1, 1_500], [2, 3_000]] as const) {
      await page.breakOff(n);
      await page.pass(wait);
    }
    page.upload(3).options.sent?.(4);
    await page.breakOff(3);
    await page.pass(750);
    assert.equal(page.desk.uploads.length, 5);
  });

  it('takes a line that carries nothing for dead', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    page.upload().options.sent?.(1);
    await page.pass(29_000);
    page.upload().options.sent?.(2);
    await page.pass(29_999);
    assert.equal(page.line?.state, 'uploading');
    await page.pass(1);
    assert.equal(page.states[0], 'interrupted');
    assert.ok(page.upload().options.signal?.aborted);
  });

  it('leaves a server the time to look at a file that is whole', async () => {
    await page.choose(file);
    page.upload().options.sent?.(5);
    await page.pass(170_000);
    assert.equal(page.line?.state, 'uploading');
    await page.pass(10_000);
    assert.equal(page.states[0], 'interrupted');
  });

  it('goes in smaller pieces after a break', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    assert.equal(page.upload().options.piece?.(), Infinity);
    await page.breakOff(0);
    await page.pass(750);
    assert.equal(page.upload(1).options.piece?.(), 8 << 20);
  });

  it('begins anew where the server knows nothing of it any more', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    page.upload().options.sent?.(3);
    await page.breakOff(0, 'no_such_file');
    assert.equal(page.line?.sent, 0);
    await page.pass(750);
    assert.equal(page.upload(1).options.place, undefined);
  });

  it('is refused for good with the rule it breaks, and goes up again when it is told to', async () => {
    await page.choose(file);
    page.upload().reject(new SupportError('file_refused', { fault: 'macros' }));
    await assert.rejects(page.sent, { code: 'file_refused' });
    assert.deepEqual([page.line?.state, page.line?.progress, page.line?.error, page.line?.fault], ['refused', 'failed', 'file_refused', 'macros']);
    page.line?.retry();
    await page.pass();
    assert.deepEqual([page.line?.state, page.line?.error, page.line?.fault, page.line?.fraction], ['uploading', undefined, undefined, 0]);
    page.line?.retry();
    await page.pass();
    assert.equal(page.desk.uploads.length, 2, 'once');
  });

  it('is refused when the desk does not take it, and is a new one where it knows the file no more', async () => {
    await page.choose(file);
    page.upload().resolve('f1');
    await page.pass();
    const [command] = page.desk.last.frames('command');
    assert.ok(command);
    page.desk.last.say({ type: 'answer', lane: command.lane, n: command.n, ok: false, code: 'file_refused', fault: 'quota_request' });
    await assert.rejects(page.sent, { code: 'file_refused' });
    assert.deepEqual([page.line?.state, page.line?.fault], ['refused', 'quota_request']);
  });

  it('does not try for ever what a server cannot do', async () => {
    await page.choose(file);
    for (let n = 0; n < 8; n++) {
      await page.breakOff(n, 'unavailable');
      await page.pass(30_000);
    }
    assert.deepEqual([page.line?.state, page.line?.error, page.desk.uploads.length], ['refused', 'unavailable', 8]);
  });

  it('is refused when it cannot be read any more: no network will bring it', async () => {
    const gone = new File(['words'], 'gone.txt');
    gone.slice = () => ({ arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')) }) as unknown as Blob;
    await page.choose(gone);
    await page.breakOff(0);
    assert.deepEqual([page.line?.state, page.line?.error], ['refused', 'upload_failed']);
  });

  it('takes an error that is none of ours for something that may pass', async () => {
    await page.choose(file);
    page.upload().reject(new TypeError('What?'));
    await page.pass();
    await page.pass();
    assert.equal(page.line?.state, 'interrupted');
  });

  it('goes nowhere when it is called off, and nothing of it stays at the server', async () => {
    await page.choose(file);
    page.upload().options.began?.('p1');
    page.line?.discard();
    assert.equal(page.line, undefined);
    assert.ok(page.upload().options.signal?.aborted);
    page.upload().resolve('p1');
    await page.pass();
    await assert.rejects(page.sent, { code: 'closed' });
    assert.deepEqual([page.shared, page.desk.takenBack], [[], ['p1']]);
  });

  it('leaves nothing at the server when it is called off before that has answered', async () => {
    await page.choose(file);
    page.line?.discard();
    page.upload().options.began?.('p1');
    await page.pass();
    assert.deepEqual(page.desk.takenBack, ['p1']);
  });

  it('is taken away after it has failed', async () => {
    await page.choose(file);
    await page.breakOff(0, 'forbidden');
    assert.equal(page.states[0], 'refused');
    page.line?.discard();
    assert.deepEqual(page.lines, []);
  });

  it('is refused before it goes up when it is over the company’s limit', async () => {
    await assert.rejects(page.chat.sendFile(new File(['x'.repeat(1_001)], 'big.txt')), { code: 'too_large' });
    assert.deepEqual(page.desk.uploads, []);
  });

  it('stops with its client', async () => {
    await page.choose(file);
    page.client.close();
    await assert.rejects(page.sent, { code: 'closed' });
    assert.ok(page.upload().options.signal?.aborted);
    await page.pass(600_000);
    assert.equal(page.desk.uploads.length, 1);
  });
});

describe('A file that was on its way when its page was reloaded', () => {
  let clock: VirtualClock;
  let browser: MemoryBrowser;
  let before: Page;

  beforeEach(async () => {
    clock = new VirtualClock();
    browser = new MemoryBrowser();
    before = new Page(clock, browser);
    await before.pass();
    await before.choose(file);
    before.upload().options.began?.('p1');
    await before.pass();
  });

  const reloaded = async (): Promise<Page> => {
    before.tab.kill();
    const page = new Page(clock, browser);
    for (let turn = 0; turn < 3; turn++) await page.pass();
    return page;
  };

  it('goes on by itself, under its name', async () => {
    const page = await reloaded();
    assert.deepEqual([page.line?.name, page.line?.state, page.desk.uploads.length, page.upload().options.place], ['notes.txt', 'uploading', 1, 'p1']);
    page.upload().resolve('p1');
    await page.pass();
    assert.deepEqual(page.shared, ['p1']);
  });

  it('goes on when the same file is chosen again, where the browser has no copy of it', async () => {
    await browser.files('scripted acme').remove('p1');
    const page = await reloaded();
    assert.deepEqual(page.lines.map(({ name, size, state }) => [name, size, state]), [['notes.txt', file.size, 'missing']]);
    assert.equal(page.desk.uploads.length, 0);
    await page.choose(new File(['words'], 'notes.txt', { lastModified: 8 }));
    assert.equal(page.upload().options.place, undefined, 'another of the same name');
    await page.choose(file);
    assert.equal(page.upload(1).options.place, 'p1');
    assert.deepEqual(page.states, ['uploading', 'uploading'], 'in the place where it was missing');
    page.upload(1).resolve('p1');
    await page.pass();
    assert.deepEqual(page.shared, ['p1']);
  });

  it('is taken back at the server when its line is taken away instead', async () => {
    await browser.files('scripted acme').remove('p1');
    const page = await reloaded();
    page.line?.discard();
    await page.pass();
    assert.deepEqual(page.lines, []);
    assert.deepEqual((await reloaded()).lines, []);
  });

  it('does not go on in two pages', async () => {
    const other = new Page(clock, browser);
    for (let turn = 0; turn < 3; turn++) await other.pass();
    assert.deepEqual(other.lines, []);
    await other.choose(file);
    assert.equal(other.upload().options.place, undefined);
  });

  it('leaves no copy behind when whoever sent it is forgotten', async () => {
    before.tab.kill();
    const page = new Page(clock, browser);
    assert.ok(await browser.files('scripted acme').get('p1'));
    const reset = page.client.reset();
    for (let turn = 0; turn < 20; turn++) await page.pass(100);
    await reset;
    assert.equal(await browser.files('scripted acme').get('p1'), null);
  });

  it('is forgotten once it is called off, and after a day', async () => {
    before.line?.discard();
    await before.pass();
    assert.deepEqual((await reloaded()).lines, []);
    const page = new Page(clock, browser);
    await page.pass();
    await page.choose(file);
    page.upload().options.began?.('p2');
    await page.pass();
    page.tab.kill();
    await clock.pass(24 * 3_600_000);
    const next = new Page(clock, browser);
    for (let turn = 0; turn < 3; turn++) await next.pass();
    assert.deepEqual(next.lines, []);
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
