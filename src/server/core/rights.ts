import type { Identity } from './ports.ts';
import type { DeskStore, StoredRequest } from './store.ts';

/** Whether a request exists at all for the one who asks [R40]. */
export function mayRead(identity: Identity, request: StoredRequest): boolean {
  return identity.role === 'technician' || request.owner === identity.principal;
}

/** The request, if there is one that the asker may read. A number is a technician's way to name it. */
export function readable(store: DeskStore, identity: Identity, name: string | number): StoredRequest | null {
  if (typeof name === 'number' && identity.role !== 'technician') return null;
  const key = typeof name === 'number' ? store.keyOf(name) : name;
  const request = key === null ? null : store.request(key);
  return request && mayRead(identity, request) ? request : null;
}
