import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/core/memory-store.ts';
import { SqlStore } from '../../../src/server/core/sql-store.ts';
import { SqliteDatabase } from '../../../src/server/node/sqlite-database.ts';
import { storeContract } from '../../../src/testing/store-contract.ts';

storeContract('memory', () => ({ store: new MemoryStore(), close: () => undefined }), { describe, it });

storeContract(
  'SQLite',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'deskside-store-'));
    const path = join(folder, 'desk.sqlite');
    let database = new SqliteDatabase(path);
    return {
      store: new SqlStore(database),
      reopen: () => {
        database.close();
        database = new SqliteDatabase(path);
        return new SqlStore(database);
      },
      close: () => {
        database.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
  { describe, it },
);
