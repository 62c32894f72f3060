import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { WebSocket } from 'ws';
import { aheadBytes, aheadFrames, frameBytes, pageEntries } from '../../src/protocol/limits.ts';
import type { ServerFrame } from '../../src/protocol/frames.ts';
import type { Accepted } from '../../src/server/host/peer.ts';
import { createSupportServer } from '../../src/server/node/index.ts';
import { hello, House, type Visitor } from '../server/host/house.ts';
import { customer, device, hex, submit, textOf } from '../server/node/frames.ts';
import { calm, minute, read, Scene } from './scene.ts';

const secret = 'a'.repeat(64);
const key = hex('request');
const lane = hex('lane');

/** A peer of whom a test says what has come to it. */
class Reader {
  readonly texts: string[] = [];
  code: number | null = null;
  readonly #accepted: Accepted;

  constructor({ host }: House) {
    this.#accepted = host.accept({ ip: '', userAgent: '', send: (text) => void this.texts.push(text), close: (code) => (this.code = code) });
  }

  says(frame: object): void {
    this.#accepted.message(JSON.stringify(frame));
  }

  takes(texts: number): void {
    this.#accepted.arrived(texts);
  }

  get bytes(): number {
    return this.texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  }

  /** What came from a place on, but counts of lists. */
  since(place: number): readonly ServerFrame[] {
    return this.texts.slice(place).map((text) => JSON.parse(text) as ServerFrame);
  }
}

/** A writer, a technician who has what is written open, and another who does and takes nothing of it. */
class Company {
  readonly house = new House();
  readonly reader = new Reader(this.house);
  neighbour!: Visitor;
  #writer!: Visitor;
  #n = 0;

  static async open(): Promise<Company> {
    const company = new Company();
    company.#writer = await company.house.customer(secret);
    await company.say(submit(key));
    company.neighbour = await company.house.technician('anna');
    company.reader.says(hello({ role: 'technician', token: 'ben technician acme' }));
    await company.house.settle();
    for (const peer of [company.neighbour, company.reader]) {
      peer.says({ type: 'open', ask: 1, request: key, after: 0 });
      peer.says({ type: 'query', ask: 2, view: 'all', mine: false, sort: 'id', direction: 'ascending', limit: 20 });
      peer.says({ type: 'look', key });
    }
    await company.house.settle();
    return company;
  }

  async say(command: object): Promise<void> {
    this.#writer.says({ type: 'command', lane, n: ++this.#n, command });
    await this.house.settle();
  }

  async reads(seq: number): Promise<void> {
    this.#writer.says({ type: 'position', key, delivered: seq, read: seq });
    await this.house.settle();
  }

  async write(count: number, text: (n: number) => string): Promise<void> {
    for (let n = 1; n <= count; n++) await this.say({ type: 'message', key, text: text(n) });
  }

  get told(): number {
    return this.neighbour.types.filter((type) => type === 'event').length;
  }
}

describe('A reader who takes nothing', () => {
  it('is told nothing more unasked after 256 frames, and its neighbour all [R130]', async () => {
    const company = await Company.open();
    await company.write(1_000, (n) => `message ${String(n)}`);
    assert.equal(company.reader.texts.length, aheadFrames + 1);
    assert.equal(company.reader.code, null, 'it may still come to it');
    assert.equal(company.told, 1_000);
  });

  it('is told nothing more unasked after 512 KiB [R130]', async () => {
    const company = await Company.open();
    await company.write(200, () => '漢'.repeat(15_000));
    const { bytes } = company.reader;
    assert.ok(bytes > aheadBytes && bytes <= aheadBytes + frameBytes, `${String(bytes)} bytes`);
    assert.equal(company.told, 200);
  });

  it('is told where everything stands once three quarters have come, and from then on all again [R22] [R25] [R33] [R130]', async () => {
    const company = await Company.open();
    const { reader, house } = company;
    await company.write(1_000, (n) => `message ${String(n)}`);
    await company.reads(900);
    const sent = reader.texts.length;
    // A question is answered all the same, behind what is on its way.
    reader.says({ type: 'page', ask: 3, key, before: 100 });
    await house.settle();
    assert.deepEqual(reader.since(sent).map(({ type }) => type), ['page']);

    reader.takes(sent + 1 - aheadFrames / 4 - 1);
    await house.settle();
    assert.equal(reader.texts.length, sent + 1);
    reader.takes(sent + 1 - aheadFrames / 4);
    await house.settle();
    const [heads, ...beside] = reader.since(sent + 1);
    const head = house.store.request(key)?.state.head;
    assert.ok(heads?.type === 'heads');
    assert.deepEqual([heads.streams, heads.lanes], [{ [key]: head }, []]);
    assert.deepEqual(beside.map(({ type }) => type), ['positions', 'source', 'viewers']);
    const rows = reader.since(0).flatMap((frame) => (frame.type === 'rows' || frame.type === 'row' ? [frame.rev] : []));
    assert.ok(heads.rev > Math.max(...rows), 'its lists are out of date, and it can see so');

    const caughtUp = reader.texts.length;
    await company.write(1, () => 'one more');
    assert.deepEqual(reader.since(caughtUp).map(({ type }) => type), ['event', 'row']);
  });

  it('costs its desk no look at what it is not told, and is told no word out of its order [R130]', async () => {
    const company = await Company.open();
    const { reader, house } = company;
    const before = reader.texts.length;
    await company.write(400, (n) => `message ${String(n)}`);
    reader.takes(reader.texts.length);
    await house.settle();
    const seqs = reader.since(before).flatMap((frame) => (frame.type === 'event' ? [frame.entry.seq] : []));
    assert.deepEqual(seqs, seqs.map((_, index) => (seqs[0] ?? 0) + index), 'no gap among those it was told');
    const revs = reader.since(before).flatMap((frame) => (frame.type === 'row' ? [frame.rev] : []));
    assert.deepEqual(revs, revs.map((_, index) => (revs[0] ?? 0) + index));
  });
});

describe('A page on a line that is too slow for what is said', () => {
  it('keeps its connection, is not sent all of it, and shows the newest in the end [R130]', async () => {
    const scene = new Scene({ desk: { rate: { perSecond: 1e6, burst: 1e6 } } });
    const home = scene.place();
    const { kim, anna, key: request } = await scene.conversation(home);
    scene.network.weather = { ...calm, rate: 20_000 };
    const events = { sent: 0 };
    scene.network.pass = ({ owner, way, text }) => {
      if (owner === home && way === 'down' && text.startsWith('{"type":"event"')) events.sent += 1;
      return true;
    };
    const { tries } = scene.network;
    // The technician's own line is as fast as it needs to be.
    const said: Promise<void>[] = [];
    for (let n = 0; n < 2_000; n++) {
      said.push(anna.send(`message ${String(n)} `.padEnd(2_000, '.')));
      if (n % 10 === 0) await scene.clock.pass(1_000);
    }
    for (let passed = 0; passed < 30; passed++) await scene.clock.pass(minute);
    await Promise.all(said);
    const log = scene.log(request);
    assert.equal(log.length, 2_000);
    const shown = read(kim);
    assert.ok(shown.length >= Math.min(pageEntries, 20));
    assert.deepEqual(shown, log.slice(-shown.length));
    assert.equal(tries.filter(({ owner }) => owner === home).length, 1);
    assert.ok(events.sent < 2_000, `${String(events.sent)} of them came one by one`);
  });
});

describe('A socket whose reader takes nothing', () => {
  const most = 2 * 1024 * 1024;

  it('holds at most 2 MiB of what others say, and reads on from the log later [R130]', async (t) => {
    const { url, slow, held } = await withSlowReader(t);
    const writer = await customer(url, secret);
    for (let n = 0; n < 400; n++) await writer.command(lane, { type: 'message', key, text: 'x'.repeat(15_000) });
    assert.ok(held.most() <= most, `${String(held.most())} bytes were held`);
    assert.ok(held.written() <= aheadBytes + 2 * frameBytes, `${String(held.written())} bytes were written`);
    const heads = slow.next('heads');
    slow.socket.resume();
    assert.equal((await heads).streams[key], 401);
    slow.socket.send(JSON.stringify({ type: 'open', ask: 9, request: key, after: 20 }));
    const opened = await slow.next('opened');
    assert.equal(opened.entries.at(-1)?.seq, 401);
    await writer.close();
  });

  it('holds at most 2 MiB of what it asks for itself, and is let go with 4413', async (t) => {
    const { url, slow, held, closed } = await withSlowReader(t);
    const writer = await customer(url, secret);
    for (let n = 0; n < 60; n++) await writer.command(lane, { type: 'message', key, text: 'x'.repeat(15_000) });
    // What the kernels of both sides take does not count; then the server holds it itself.
    for (let ask = 10; held.most() <= most / 2; ask++) {
      slow.socket.send(JSON.stringify({ type: 'page', ask, key, before: 50 }));
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(held.most() <= most, `${String(held.most())} bytes were held`);
    slow.socket.resume();
    assert.equal(await closed, 4413);
    // Nobody else has noticed.
    assert.equal((await writer.command(lane, { type: 'message', key, text: 'still here' })).ok, true);
    await writer.close();
  });
});

/** A server with one request, and a customer who has it open and stops reading; with a look at what the server holds for them. */
async function withSlowReader(t: TestContext) {
  const data = await mkdtemp(join(tmpdir(), 'deskside-'));
  const server = createSupportServer({ companies: { acme: { name: 'Acme', limits: { rate: { perSecond: 1e6, burst: 1e6 } } } }, data });
  const http = createServer().on('upgrade', (request, socket, head) => server.upgrade(request, socket, head));
  await once(http.listen(0, '127.0.0.1'), 'listening');
  t.after(async () => {
    http.closeAllConnections();
    http.close();
    await server.close();
    await rm(data, { recursive: true });
  });
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const first = await customer(url, secret);
  await first.command(hex('first'), submit(key));
  await first.close();
  const upgraded = once(http, 'upgrade') as Promise<[IncomingMessage, Socket]>;
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/desks/acme/socket`);
  const heard: ServerFrame[] = [];
  const looks = new Set<() => void>();
  socket.on('message', (data) => {
    heard.push(JSON.parse(textOf(data)) as ServerFrame);
    for (const look of looks) look();
  });
  const next = <T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>> =>
    new Promise((resolve) => {
      const seen = heard.length;
      const look = (): void => {
        const found = heard.slice(seen).find((frame): frame is Extract<ServerFrame, { type: T }> => frame.type === type);
        if (found) resolve(found);
      };
      looks.add(look);
    });
  const closed = once(socket, 'close').then(([code]) => Number(code));
  const [, line] = await upgraded;
  await once(socket, 'open');
  const opened = next('opened');
  socket.send(JSON.stringify({ type: 'hello', version: 'desk/1', role: 'customer', secret, device, lanes: [] }));
  socket.send(JSON.stringify({ type: 'open', ask: 1, request: key, after: 0 }));
  await opened;
  socket.pause();
  const before = line.bytesWritten;
  let most = 0;
  const write = line.write.bind(line) as (...what: unknown[]) => boolean;
  // Looked at whenever something is added, so that nothing between two looks is missed.
  line.write = (...what: unknown[]) => {
    const room = write(...what);
    most = Math.max(most, line.writableLength);
    return room;
  };
  const held = { most: () => most, written: () => line.bytesWritten - before };
  return { url, slow: { socket, next }, held, closed };
}
