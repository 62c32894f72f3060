/** What a parameter or a column can hold. */
export type SqlValue = string | number | null;

export type SqlRow = Readonly<Record<string, unknown>>;

/** The little of SQLite that a desk needs: synchronous, the same over `node:sqlite` and a Durable Object. */
export interface SqlDatabase {
  /** All rows of a query. */
  all(sql: string, ...parameters: readonly SqlValue[]): readonly SqlRow[];
  /** A statement without rows. */
  run(sql: string, ...parameters: readonly SqlValue[]): void;
  /** Runs `work` so that what it writes is on disk once this returns; if it throws, none of it is. Not nested. */
  transaction<T>(work: () => T): T;
}
