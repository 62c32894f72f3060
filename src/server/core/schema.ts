import type { SqlDatabase } from './sql-database.ts';

/**
 * Tables of one desk. A request is stored folded, with the keys of its columns beside it, so that a page of any list in
 * any order is one range of one index: by the key alone for all statuses, by (status, key) for one. The number stands
 * in each index itself, because a range over (key, number) needs both there.
 */
const version1 = [
  `CREATE TABLE requests (
    key TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    owner TEXT NOT NULL,
    ip TEXT NOT NULL,
    technician TEXT,
    status TEXT NOT NULL,
    sort_submitted TEXT NOT NULL,
    sort_customer TEXT NOT NULL,
    sort_status TEXT NOT NULL,
    sort_technician TEXT NOT NULL,
    sort_on TEXT NOT NULL,
    state TEXT NOT NULL
  )`,
  `CREATE UNIQUE INDEX requests_number ON requests (number)`,
  `CREATE INDEX requests_submitted ON requests (sort_submitted, number)`,
  `CREATE INDEX requests_customer ON requests (sort_customer, number)`,
  `CREATE INDEX requests_status ON requests (sort_status, number)`,
  `CREATE INDEX requests_technician ON requests (sort_technician, number)`,
  `CREATE INDEX requests_on ON requests (sort_on, number)`,
  `CREATE INDEX requests_status_number ON requests (status, number)`,
  `CREATE INDEX requests_status_submitted ON requests (status, sort_submitted, number)`,
  `CREATE INDEX requests_status_customer ON requests (status, sort_customer, number)`,
  `CREATE INDEX requests_status_status ON requests (status, sort_status, number)`,
  `CREATE INDEX requests_status_technician ON requests (status, sort_technician, number)`,
  `CREATE INDEX requests_status_on ON requests (status, sort_on, number)`,
  // One person's requests are few: they are found here and sorted when they are asked for.
  `CREATE INDEX requests_of_owner ON requests (owner, status, number)`,
  `CREATE INDEX requests_of_technician ON requests (technician, status, number) WHERE technician IS NOT NULL`,
  `CREATE TABLE counts (
    scope TEXT NOT NULL,
    status TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (scope, status)
  ) WITHOUT ROWID`,
  `CREATE TABLE entries (
    request TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    spoken_by TEXT,
    principal TEXT NOT NULL,
    lane TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (request, seq)
  )`,
  `CREATE INDEX entries_spoken ON entries (request, spoken_by, seq) WHERE spoken_by IS NOT NULL`,
  `CREATE TABLE lanes (id TEXT PRIMARY KEY, principal TEXT NOT NULL, seen INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE answers (lane TEXT NOT NULL, n INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (lane, n)) WITHOUT ROWID`,
  `CREATE TABLE positions (
    request TEXT NOT NULL,
    participant TEXT NOT NULL,
    side TEXT NOT NULL,
    delivered INTEGER NOT NULL,
    read INTEGER NOT NULL,
    PRIMARY KEY (request, participant)
  ) WITHOUT ROWID`,
  `CREATE TABLE technicians (id TEXT PRIMARY KEY, technician TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE files (id TEXT PRIMARY KEY, file TEXT NOT NULL) WITHOUT ROWID`,
];

/** What leads from each version to the next; never changed once it was released. */
const steps: readonly (readonly string[])[] = [version1];

/**
 * Brings a database to the newest version, in one transaction.
 * @throws Error if a newer deskside has written it.
 */
export function migrate(database: SqlDatabase): void {
  database.transaction(() => {
    database.run('CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID');
    const found = database.all('SELECT value FROM meta WHERE name = ?', 'schema')[0]?.['value'];
    const version = typeof found === 'number' ? found : 0;
    if (version > steps.length)
      throw new Error(`The data is of schema ${String(version)}; this version knows ${String(steps.length)}`);
    if (version === steps.length) return;
    for (const statement of steps.slice(version).flat()) database.run(statement);
    database.run(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      'schema',
      steps.length,
    );
  });
}
