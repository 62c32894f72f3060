import type { SharedFile } from '../../domain/request.ts';
import { mayRead } from '../core/rights.ts';
import type { DeskStore } from '../core/store.ts';
import type { Ticket } from './tickets.ts';

/**
 * The file of a ticket, if its bearer may still read it: a ticket says who was allowed then, the desk who is allowed now.
 */
export function fetchable(store: DeskStore, { file: id, principal }: Ticket): SharedFile | null {
  const file = store.file(id);
  const request = file?.request ? store.request(file.request) : null;
  if (!file || !request) return null;
  const allowed = store.technician(principal)?.enabled === true || mayRead(store, { role: 'customer', principal }, request);
  return allowed ? file : null;
}
