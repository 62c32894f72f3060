import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { SqlStore } from '../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../src/server/node/sqlite-database.ts';
import { minute, read, Scene, second, sending } from './scene.ts';

describe('A disk that is full, under a real SQLite file', () => {
  it('acks nothing that is not on it; what waits is delivered once and in order when there is room [R11] [R14] [R15]', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-full-'));
    const database = new SqliteDatabase(join(folder, 'desk.sqlite'));
    t.after(() => {
      database.close();
      rmSync(folder, { recursive: true });
    });
    const scene = new Scene({ store: new SqlStore(database) });
    const { kim, anna, key } = await scene.conversation();
    const [pages] = database.all('PRAGMA page_count');
    database.all(`PRAGMA max_page_count = ${String(Number(pages?.['page_count']) + 4)}`);
    const acked: string[] = [];
    const said = Array.from({ length: 20 }, (_, index) => `message ${String(index)} `.padEnd(3_000, '.'));
    for (const text of said) void kim.send(text).then(() => acked.push(text));
    await scene.clock.pass(10 * second);
    assert.ok(acked.length < said.length, 'it is full');
    assert.deepEqual(scene.log(key), acked, 'what was acked is on it, and nothing else');
    assert.deepEqual(sending(kim), said.slice(acked.length));
    assert.ok(scene.server.faults.length > 0 && scene.server.faults.every((fault) => /full/.test(String(fault))), String(scene.server.faults[0]));

    database.all('PRAGMA max_page_count = 1000000');
    await scene.clock.pass(minute);
    assert.deepEqual(scene.log(key), said);
    assert.deepEqual([acked, sending(kim)], [said, []]);
    for (const conversation of [kim, anna]) assert.deepEqual(read(conversation), said);
  });
});
