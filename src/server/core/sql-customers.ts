import type { RequestStatus } from '../../domain/request.ts';
import { json, text } from './sql-cells.ts';
import type { SqlDatabase } from './sql-database.ts';
import { add, furtherOwners, ownerScope } from './sql-requests.ts';
import type { StoredCustomer } from './store.ts';

/** Customers whom a token has named, in SQLite, and how what a browser filed becomes theirs. */

export function readCustomer(database: SqlDatabase, principal: string): StoredCustomer | null {
  const row = database.all('SELECT customer FROM customers WHERE principal = ?', principal)[0];
  return row ? json<StoredCustomer>(row, 'customer') : null;
}

export function writeCustomer(database: SqlDatabase, customer: StoredCustomer): void {
  database.run(
    'INSERT INTO customers (principal, customer) VALUES (?, ?) ON CONFLICT (principal) DO UPDATE SET customer = excluded.customer',
    customer.principal,
    JSON.stringify(customer),
  );
}

/** Ascending by number. */
export function moveRequests(database: SqlDatabase, from: string, to: string): readonly string[] {
  const owned = database.all(
    `SELECT key, owner, status, number FROM requests WHERE owner = ?
     UNION SELECT key, owner, status, number FROM requests WHERE key IN (SELECT request FROM owners WHERE principal = ?)
     ORDER BY number`,
    from,
    from,
  );
  for (const row of owned) move(database, text(row, 'key'), text(row, 'owner'), text(row, 'status') as RequestStatus, from, to);
  return owned.map((row) => text(row, 'key'));
}

function move(database: SqlDatabase, key: string, filedBy: string, status: RequestStatus, from: string, to: string): void {
  const owner = filedBy === from ? to : filedBy;
  const before = furtherOwners(database, key);
  const further = before.map((one) => (one === from ? to : one)).filter((one, index, all) => one !== owner && all.indexOf(one) === index);
  add(database, ownerScope(from), status, -1);
  if (filedBy !== to && !before.includes(to)) add(database, ownerScope(to), status, 1);
  database.run('UPDATE requests SET owner = ? WHERE key = ?', owner, key);
  database.run('DELETE FROM owners WHERE request = ?', key);
  further.forEach((principal, index) => database.run('INSERT INTO owners (principal, request, place) VALUES (?, ?, ?)', principal, key, index + 1));
  database.run(
    `INSERT INTO positions (request, participant, side, delivered, read)
     SELECT request, ?, side, delivered, read FROM positions WHERE request = ? AND participant = ?
     ON CONFLICT (request, participant) DO UPDATE SET delivered = max(delivered, excluded.delivered), read = max(read, excluded.read)`,
    to,
    key,
    from,
  );
  database.run('DELETE FROM positions WHERE request = ? AND participant = ?', key, from);
}
