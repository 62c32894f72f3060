import type { SqlRow } from './sql-database.ts';

/** The cells of a row, as what this store has written into them. */

/** @throws TypeError if there is no number. */
export function number(row: SqlRow | undefined, column: string): number {
  const value = row?.[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number`);
  return value;
}

/** @throws TypeError if there is no text. */
export function text(row: SqlRow | undefined, column: string): string {
  const value = row?.[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text`);
  return value;
}

/** What this store has written as JSON is of the type it was written as. */
export function json<T>(row: SqlRow, column: string): T {
  return JSON.parse(text(row, column)) as T;
}
