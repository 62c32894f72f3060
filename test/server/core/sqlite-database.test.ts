import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';

describe('SQLite on Node', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'deskside-sqlite-'));
    path = join(folder, 'desk.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function counted(database: SqliteDatabase): unknown {
    return database.all('SELECT count(*) AS count FROM t')[0]?.['count'];
  }

  it('flushes to the disk at every commit', () => {
    const database = new SqliteDatabase(path);
    assert.deepEqual(
      [database.all('PRAGMA journal_mode')[0]?.['journal_mode'], database.all('PRAGMA synchronous')[0]?.['synchronous']],
      ['wal', 2],
    );
    database.close();
  });

  it('keeps what a transaction wrote and nothing of one that threw, over a restart', () => {
    const database = new SqliteDatabase(path);
    database.run('CREATE TABLE t (x)');
    assert.equal(
      database.transaction(() => (database.run('INSERT INTO t VALUES (?)', 1), 'done')),
      'done',
    );
    const fault = new Error('planted');
    assert.throws(
      () =>
        database.transaction(() => {
          database.run('INSERT INTO t VALUES (?)', 2);
          throw fault;
        }),
      fault,
    );
    assert.equal(counted(database), 1);
    database.close();
    const again = new SqliteDatabase(path);
    assert.equal(counted(again), 1);
    again.close();
  });

  it('belongs to one process at a time', () => {
    const first = new SqliteDatabase(path);
    assert.throws(() => new SqliteDatabase(path), /locked/);
    first.close();
    new SqliteDatabase(path).close();
  });
});
