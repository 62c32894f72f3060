import type { RequestState } from '../../domain/request.ts';
import { isShort, searchText } from '../../domain/search.ts';
import { number, text } from './sql-cells.ts';
import type { SqlDatabase } from './sql-database.ts';

/**
 * What is searched, in SQLite. `searched` holds the text of each request; `search` is an index over which request holds
 * which three signs in a row. The index names candidates, quickly and at times too many; whether a term is really there,
 * the text itself tells.
 */

/** Writes what a request is found by: new or changed. */
export function index(database: SqlDatabase, state: RequestState): void {
  const known = database.all('SELECT text FROM searched WHERE number = ?', state.number)[0];
  const now = searchText(state);
  if (known) {
    const before = text(known, 'text');
    if (before === now) return;
    // The index has no copy of the text: it must be told what it is to forget.
    database.run(`INSERT INTO search (search, rowid, text) VALUES ('delete', ?, ?)`, state.number, before);
    database.run('UPDATE searched SET text = ? WHERE number = ?', now, state.number);
  } else {
    database.run('INSERT INTO searched (number, text) VALUES (?, ?)', state.number, now);
  }
  database.run('INSERT INTO search (rowid, text) VALUES (?, ?)', state.number, now);
}

/** What the index is asked for: every three signs that stand in a row in a term, all of them. Null if all terms are short. */
export function candidates(terms: readonly string[]): string | null {
  const threes = terms
    .filter((term) => !isShort(term))
    .flatMap((term) => {
      const signs = [...term];
      return signs.slice(2).map((_, at) => signs.slice(at, at + 3).join(''));
    });
  return threes.length === 0 ? null : [...new Set(threes)].map((three) => `"${three.replaceAll('"', '""')}"`).join(' ');
}

/** How many candidates there are, counted to `most` and no further. */
export function countCandidates(database: SqlDatabase, match: string, most: number): number {
  const [row] = database.all('SELECT count(*) AS count FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)', match, most);
  return number(row, 'count');
}
