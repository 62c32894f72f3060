import type { Role } from '../../domain/request.ts';
import { mostUnread } from '../../domain/unread.ts';
import type { DeskStore } from './store.ts';

/** Messages and files of the other side after the entry that this side has read last. */
export function countUnread(store: DeskStore, key: string, side: Role, read: number): number {
  return store.countFrom(key, side === 'customer' ? 'technician' : 'customer', read, mostUnread);
}
