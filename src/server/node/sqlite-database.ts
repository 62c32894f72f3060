import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { SqlDatabase, SqlRow, SqlValue } from '../core/sql-database.ts';

/** Statements kept prepared; a desk has fewer. */
const prepared = 200;

/** `node:sqlite` as a desk wants it: one file, one writer, and a commit that is on disk when it returns. */
export class SqliteDatabase implements SqlDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /**
   * @param path a file, made if it is not there.
   * @throws what SQLite throws: no such folder, no database, in use by another process.
   */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    // A log beside the file, flushed at every commit: acked means on disk, and readers are never in the way.
    this.#database.exec('PRAGMA journal_mode = WAL');
    this.#database.exec('PRAGMA synchronous = FULL');
    // Two processes on one desk would each believe in sessions of their own: the second one fails at its first statement.
    this.#database.exec('PRAGMA locking_mode = EXCLUSIVE');
    this.#database.exec('BEGIN IMMEDIATE; COMMIT');
  }

  all(sql: string, ...parameters: readonly SqlValue[]): readonly SqlRow[] {
    return this.#prepare(sql).all(...parameters);
  }

  run(sql: string, ...parameters: readonly SqlValue[]): void {
    this.#prepare(sql).run(...parameters);
  }

  transaction<T>(work: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (fault) {
      // SQLite has rolled back by itself after some errors (a full disk).
      if (this.#database.isTransaction) this.run('ROLLBACK');
      throw fault;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= prepared) this.#statements.clear();
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
