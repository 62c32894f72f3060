import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quotasFor, type FileQuotas } from '../../../src/domain/file-quotas.ts';
import { MemoryBlobs } from '../../../src/local/memory-blobs.ts';
import { Desk } from '../../../src/server/core/desk.ts';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { deskDefaults } from '../../../src/server/core/ports.ts';
import type { Arrival, BlobStore } from '../../../src/server/host/blobs.ts';
import { DeskHost } from '../../../src/server/host/desk-host.ts';
import { FileIntake, FileRefused, intakeDesk, type Uploader } from '../../../src/server/host/file-intake.ts';
import { settled, VirtualClock } from '../../simulation/virtual-clock.ts';

const hour = 3_600_000;
const kim: Uploader = { principal: 'kim', side: 'customer' };
const lou: Uploader = { principal: 'lou', side: 'customer' };
const anna: Uploader = { principal: 'anna', side: 'technician' };
const sender = { role: 'customer', os: 'windows' } as const;

/** A desk's files on a clock that a test moves. */
class Files {
  readonly clock = new VirtualClock();
  readonly store = new MemoryStore();
  readonly faults: unknown[] = [];
  readonly blobs: BlobStore;
  intake: FileIntake;
  readonly #host: DeskHost;
  readonly #quotas: FileQuotas;
  #ids = 0;

  constructor(quotas: Partial<FileQuotas> = {}, blobs: BlobStore = new MemoryBlobs()) {
    this.blobs = blobs;
    this.#quotas = quotasFor(1_000, quotas);
    const randomId = () => (++this.#ids).toString(16).padStart(32, '0');
    this.#host = new DeskHost({
      desk: new Desk(this.store, { ...deskDefaults, company: 'acme', name: 'Acme' }),
      clock: this.clock,
      schedule: queueMicrotask,
      hash: (text) => text,
      verifyToken: () => Promise.resolve(null),
      signTicket: () => Promise.reject(new Error('no tickets here')),
      randomId,
    });
    this.intake = this.open();
  }

  /** As after a restart over the same files. */
  open(): FileIntake {
    const { blobs, clock, store } = this;
    const randomId = () => (++this.#ids).toString(16).padStart(32, '0');
    return new FileIntake({ blobs, clock, randomId, largest: 1_000, quotas: this.#quotas, stripLocation: true, desk: intakeDesk(store, this.#host), onFault: (fault) => this.faults.push(fault) });
  }

  begin(size = 5, by: Uploader = kim): Promise<Arrival> {
    return this.intake.begin({ name: 'note.txt', size }, by, sender);
  }

  async whole(size = 5, by: Uploader = kim): Promise<Arrival> {
    const arrival = await this.begin(size, by);
    await this.blobs.append(arrival.id, words(size));
    await this.intake.finish(arrival, sender);
    return arrival;
  }

  share({ id }: Arrival): void {
    const file = this.store.file(id);
    assert.ok(file);
    this.store.transaction(() => this.store.saveFile({ ...file, request: 'r' }));
  }
}

async function* words(size: number): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(new Uint8Array(size).fill(0x61));
}

const refusal = (work: Promise<unknown>): Promise<string> => work.then(() => 'taken', (error: unknown) => (error instanceof FileRefused ? error.code : String(error)));

describe('a file that nobody comes to need [R115]', () => {
  it('is removed after 24 hours: half of one, and a whole one that no request has taken', async () => {
    const files = new Files();
    const half = await files.begin();
    const loose = await files.whole();
    await files.clock.pass(24 * hour - 1_000);
    assert.deepEqual(await files.blobs.ids(), [half.id, loose.id]);
    await files.clock.pass(2_000);
    assert.deepEqual([await files.blobs.ids(), files.store.file(loose.id)], [[], null]);
  });

  it('is not one that a request has taken, however old', async () => {
    const files = new Files();
    const shared = await files.whole();
    files.share(shared);
    await files.clock.pass(1_000 * hour);
    assert.deepEqual([await files.blobs.ids(), files.store.file(shared.id)?.request], [[shared.id], 'r']);
  });

  it('is found after a restart, each in its own time, and then nothing is waited for', async () => {
    const files = new Files();
    const first = await files.begin();
    await files.clock.pass(10 * hour);
    files.intake.close();
    files.intake = files.open();
    const second = await files.whole();
    await files.clock.pass(14 * hour + 2_000);
    assert.deepEqual(await files.blobs.ids(), [second.id]);
    assert.equal(await files.blobs.size(first.id), null);
    await files.clock.pass(10 * hour + 2_000);
    assert.deepEqual(await files.blobs.ids(), []);
    files.store.looseFiles = () => assert.fail('looked without a reason');
    await files.clock.pass(100 * hour);
    assert.deepEqual(files.faults, []);
  });

  it('is looked for again after the medium has failed', async () => {
    const files = new Files();
    await files.begin();
    const ids = files.blobs.ids.bind(files.blobs);
    files.blobs.ids = () => Promise.reject(new Error('gone'));
    await files.clock.pass(24 * hour + 2_000);
    assert.equal(files.faults.length, 1);
    files.blobs.ids = ids;
    await files.clock.pass(24 * hour + 2_000);
    assert.deepEqual(await files.blobs.ids(), []);
  });

  it('can be taken back before, whole or not, but not out of a request', async () => {
    const files = new Files();
    const [half, loose, shared] = [await files.begin(), await files.whole(), await files.whole()];
    files.share(shared);
    assert.deepEqual([await files.intake.discard(half), await files.intake.discard(loose), await files.intake.discard(shared)], [true, true, false]);
    assert.deepEqual([await files.blobs.ids(), files.store.file(loose.id)], [[shared.id], null]);
  });
});

describe('how much may be sent [R118]', () => {
  it('by one customer counts what is on its way and what has come, and other customers and technicians not', async () => {
    const files = new Files({ customer: 1_000 });
    await files.whole(400);
    await files.begin(500);
    assert.equal(await refusal(files.begin(101)), 'quota_customer');
    assert.equal(await refusal(files.begin(100)), 'taken');
    assert.equal(await refusal(files.begin(500, lou)), 'taken');
    assert.equal(await refusal(files.begin(500, { ...kim, side: 'technician' })), 'taken');
  });

  it('by one customer begins anew after 24 hours', async () => {
    const files = new Files({ customer: 1_000 });
    files.share(await files.whole(900));
    await files.clock.pass(24 * hour - 1_000);
    assert.equal(await refusal(files.begin(200)), 'quota_customer');
    await files.clock.pass(2_000);
    assert.equal(await refusal(files.begin(200)), 'taken');
  });

  it('to a company counts everybody, for ever', async () => {
    const files = new Files({ company: 1_000 });
    files.share(await files.whole(400));
    await files.clock.pass(1_000 * hour);
    await files.begin(500, anna);
    assert.equal(await refusal(files.begin(101, lou)), 'quota_company');
    assert.equal(await refusal(files.begin(101, anna)), 'quota_company');
    assert.equal(await refusal(files.begin(100, anna)), 'taken');
  });

  it('by one address, whoever they are there, comes back evenly; what it has begun counts, whatever becomes of it [R133]', async () => {
    const files = new Files({ address: 2_400 });
    const from = (name: string, countedTo = 'home'): Uploader => ({ principal: name, side: 'customer', countedTo });
    await files.intake.discard(await files.begin(1_000, from('kim')));
    await files.begin(1_000, from('lou'));
    await files.begin(900, from('ida'));
    assert.equal(await refusal(files.begin(10, from('kim'))), 'rate_limited');
    assert.deepEqual(await Promise.all([from('kim', 'elsewhere'), anna, { ...kim, countedTo: null }].map((one) => refusal(files.begin(10, one)))), ['taken', 'taken', 'taken']);
    await files.clock.pass(5 * hour);
    assert.equal(await refusal(files.begin(10, from('kim'))), 'rate_limited');
    await files.clock.pass(hour / 100);
    assert.equal(await refusal(files.begin(10, from('kim'))), 'taken');
  });

  it('is as much as before when a file was taken back, refused or given up', async () => {
    const files = new Files({ customer: 1_000 });
    await files.intake.discard(await files.begin(900));
    await files.intake.discard(await files.whole(900));
    const wrong = await files.intake.begin({ name: 'photo.png', size: 900 }, kim, sender);
    await files.blobs.append(wrong.id, words(900));
    assert.equal(await refusal(files.intake.finish(wrong, sender)), 'content_mismatch');
    await files.begin(900);
    await files.clock.pass(25 * hour);
    assert.equal(await refusal(files.begin(1_000)), 'taken');
  });

  it('is known after a restart, of what was on its way, too', async () => {
    const files = new Files({ customer: 1_000 });
    await files.begin(900);
    files.intake.close();
    files.intake = files.open();
    assert.equal(await refusal(files.begin(101)), 'quota_customer');
  });

  it('is nobody else\u2019s, of many that come at once', async () => {
    const files = new Files({ customer: 1_000 });
    const all = await Promise.all(Array.from({ length: 5 }, () => refusal(files.begin(400))));
    assert.deepEqual(all.filter((one) => one === 'taken').length, 2);
  });
});

describe('a file that is whole', () => {
  it('is judged and kept once, however often that is said', async () => {
    const files = new Files();
    const arrival = await files.begin(5);
    await files.blobs.append(arrival.id, words(5));
    const twice = await Promise.all([files.intake.finish(arrival, sender), files.intake.finish(arrival, sender)]);
    assert.equal(twice[0], twice[1]);
    assert.deepEqual(await files.intake.finish(arrival, sender), files.store.file(arrival.id));
  });

  it('stays where it is if the desk cannot keep it, and is kept the next time', async () => {
    const files = new Files();
    const arrival = await files.begin(5);
    await files.blobs.append(arrival.id, words(5));
    const save = files.store.saveFile.bind(files.store);
    files.store.saveFile = () => {
      throw new Error('disk full');
    };
    assert.equal(await refusal(files.intake.finish(arrival, sender)), 'unavailable');
    files.store.saveFile = save;
    assert.equal((await files.intake.finish(arrival, sender)).id, arrival.id);
  });

  it('is not there for anybody but who sent it', async () => {
    const files = new Files();
    const arrival = await files.begin();
    assert.equal((await files.intake.arrival(arrival.id, kim))?.arrived, 0);
    assert.equal(await files.intake.arrival(arrival.id, lou), null);
    assert.equal(await files.intake.arrival(arrival.id, { ...kim, side: 'technician' }), null);
    await settled();
  });
});
