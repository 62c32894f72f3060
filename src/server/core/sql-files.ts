import { json, number } from './sql-cells.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { StoredFile } from './store.ts';

/** Files in SQLite: each whole, with what it is looked for and counted by beside it. */

export function fileOf(database: SqlDatabase, id: string): StoredFile | null {
  const row = database.all('SELECT file FROM files WHERE id = ?', id)[0];
  return row ? json<StoredFile>(row, 'file') : null;
}

export function saveFile(database: SqlDatabase, file: StoredFile): void {
  const { id, request, principal, side, at, size } = file;
  const before = fileOf(database, id);
  addBytes(database, size - (before?.size ?? 0));
  database.run(
    `INSERT INTO files (id, file, request, sender, at, size) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
      file = excluded.file, request = excluded.request, sender = excluded.sender, at = excluded.at, size = excluded.size`,
    id,
    JSON.stringify(file),
    request,
    senderOf(side, principal),
    at,
    size,
  );
}

export function removeFile(database: SqlDatabase, id: string): void {
  const before = fileOf(database, id);
  if (!before) return;
  addBytes(database, -before.size);
  database.run('DELETE FROM files WHERE id = ?', id);
}

export function looseFiles(database: SqlDatabase): readonly StoredFile[] {
  return database.all('SELECT file FROM files WHERE request IS NULL ORDER BY at, id').map((row) => json<StoredFile>(row, 'file'));
}

export function bytesOfAll(database: SqlDatabase): number {
  const row = database.all('SELECT count FROM counts WHERE scope = ? AND status = ?', scope, '')[0];
  return row ? number(row, 'count') : 0;
}

export function bytesOfRequest(database: SqlDatabase, request: string): number {
  return number(database.all('SELECT coalesce(sum(size), 0) AS bytes FROM files WHERE request = ?', request)[0], 'bytes');
}

export function bytesSent(database: SqlDatabase, side: StoredFile['side'], principal: string, since: number): number {
  const row = database.all('SELECT coalesce(sum(size), 0) AS bytes FROM files WHERE sender = ? AND at >= ?', senderOf(side, principal), since)[0];
  return number(row, 'bytes');
}

/** Files of before had none of the columns beside them. */
export function fillFiles(database: SqlDatabase): void {
  for (const row of database.all('SELECT file FROM files')) {
    const file: StoredFile = { ...json<Omit<StoredFile, 'at'>>(row, 'file'), at: 0 };
    database.run('DELETE FROM files WHERE id = ?', file.id);
    saveFile(database, file);
  }
}

const scope = 'files';

/** The bytes of all files are read at each upload, so they are never counted anew. */
function addBytes(database: SqlDatabase, change: number): void {
  if (change === 0) return;
  database.run(
    'INSERT INTO counts (scope, status, count) VALUES (?, ?, ?) ON CONFLICT (scope, status) DO UPDATE SET count = count + excluded.count',
    scope,
    '',
    change,
  );
}

/** A technician may have the id that a customer's hash is. */
function senderOf(side: StoredFile['side'], principal: string): string {
  return `${side} ${principal}`;
}
