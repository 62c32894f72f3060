import type { RequestState } from '../../domain/request.ts';
import { searchText } from '../../domain/search.ts';
import { foldWhole } from '../../domain/sort-key.ts';
import { noNotifications } from '../../domain/staff.ts';
import { json, text } from './sql-cells.ts';
import { fillFiles } from './sql-files.ts';
import type { SqlDatabase } from './sql-database.ts';
import type { StoredTechnician } from './store.ts';

/**
 * Tables of one desk. A request is stored folded, with the keys of its columns beside it, so that a page of any list in
 * any order is one range of one index: by the key alone for all statuses, by (status, key) for one. The number stands
 * in each index itself, because a range over (key, number) needs both there.
 */
export const version1: readonly string[] = [
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

/**
 * Notes, guests, further owners, search, and what goes out of the house. Whoever filed a request stands with it, whoever
 * has it too; `owners` and `guests` hold only those who came later.
 */
export const version2: readonly Step[] = [
  `ALTER TABLE requests ADD COLUMN told INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE requests ADD COLUMN email TEXT NOT NULL DEFAULT ''`,
  `CREATE TABLE searched (number INTEGER PRIMARY KEY, text TEXT NOT NULL)`,
  fillRequests,
  `CREATE INDEX requests_email ON requests (email, number)`,
  // The text is folded already, and it is looked at again where it is found: the index needs neither case nor places.
  `CREATE VIRTUAL TABLE search USING fts5 (
    text, content = 'searched', content_rowid = 'number', tokenize = 'trigram case_sensitive 1', detail = 'none', columnsize = 0
  )`,
  `INSERT INTO search (search) VALUES ('rebuild')`,
  fillTechnicians,
  `CREATE TABLE guests (technician TEXT NOT NULL, request TEXT NOT NULL, PRIMARY KEY (technician, request)) WITHOUT ROWID`,
  `CREATE TABLE owners (
    principal TEXT NOT NULL,
    request TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (principal, request)
  ) WITHOUT ROWID`,
  `CREATE INDEX owners_of_request ON owners (request, place)`,
  `CREATE TABLE notes (
    request TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    principal TEXT NOT NULL,
    lane TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (request, seq)
  )`,
  `CREATE TABLE claims (hash TEXT PRIMARY KEY, request TEXT NOT NULL, expires INTEGER NOT NULL, used_by TEXT) WITHOUT ROWID`,
  `CREATE TABLE deliveries (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, delivery TEXT NOT NULL)`,
  `CREATE INDEX deliveries_due ON deliveries (due, id)`,
  `CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
];

/** Customers whom a token has named, and the browsers they came from. */
const version3: readonly Step[] = [`CREATE TABLE customers (principal TEXT PRIMARY KEY, customer TEXT NOT NULL) WITHOUT ROWID`];

/** Messages that were edited or deleted: how an entry reads now, if not as it was written. */
const version4: readonly Step[] = [`ALTER TABLE entries ADD COLUMN now TEXT`];

/** Files: whom they are of, how large and how old they are. */
const version5: readonly Step[] = [
  `ALTER TABLE files ADD COLUMN request TEXT`,
  `ALTER TABLE files ADD COLUMN sender TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE files ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE files ADD COLUMN size INTEGER NOT NULL DEFAULT 0`,
  fillFiles,
  `CREATE INDEX files_of_request ON files (request, size) WHERE request IS NOT NULL`,
  `CREATE INDEX files_loose ON files (at, id) WHERE request IS NULL`,
  `CREATE INDEX files_of_sender ON files (sender, at, size)`,
];

/** What an entry shares a file by. Word for word in whatever asks for them, else the index is none for it. */
export const sharesFile = `json_extract(event, '$.type') = 'file'`;

/** Files in a log, found without reading what was said between them. */
const version6: readonly Step[] = [`CREATE INDEX entries_files ON entries (request, seq) WHERE ${sharesFile}`];

/** Folding is done here: SQLite's own would make other keys. */
function fillRequests(database: SqlDatabase): void {
  let last = '';
  for (;;) {
    const rows = database.all('SELECT key, state FROM requests WHERE key > ? ORDER BY key LIMIT 500', last);
    for (const row of rows) {
      last = text(row, 'key');
      const state: RequestState = { ...json<RequestState>(row, 'state'), guests: [] };
      const email = foldWhole(state.customer.email);
      database.run('UPDATE requests SET email = ?, state = ? WHERE key = ?', email, JSON.stringify(state), last);
      database.run('INSERT INTO searched (number, text) VALUES (?, ?)', state.number, searchText(state));
    }
    if (rows.length === 0) return;
  }
}

function fillTechnicians(database: SqlDatabase): void {
  for (const row of database.all('SELECT id, technician FROM technicians')) {
    const technician: StoredTechnician = { ...json<StoredTechnician>(row, 'technician'), notifications: noNotifications };
    database.run('UPDATE technicians SET technician = ? WHERE id = ?', JSON.stringify(technician), text(row, 'id'));
  }
}

/** A statement, or what no statement can do. */
type Step = string | ((database: SqlDatabase) => void);

/** What leads from each version to the next; never changed once it was released. */
const steps: readonly (readonly Step[])[] = [version1, version2, version3, version4, version5, version6];

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
    for (const step of steps.slice(version).flat()) {
      if (typeof step === 'string') database.run(step);
      else step(database);
    }
    database.run(
      'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      'schema',
      steps.length,
    );
  });
}
