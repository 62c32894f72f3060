import type { Contact } from '../../domain/request.ts';
import type { Identity } from './ports.ts';
import type { DeskStore, StoredRequest } from './store.ts';

/** Whether this customer filed the request, or has come with a claim link of it [R78]. */
export function owns(store: DeskStore, request: StoredRequest, principal: string): boolean {
  return request.owner === principal || store.owners(request.state.key).includes(principal);
}

/** Whom lanes and files that are not shared yet belong to: a customer's to the browser's secret, with or without a token [R111]. */
export function bearerOf(identity: Identity): string {
  return (identity.role === 'customer' && identity.confirmed?.browser) || identity.principal;
}

/** Name and address of a customer as far as a token has said them: they count, whatever a form says [R112]. */
export function contactOf(identity: Identity): Partial<Contact> {
  const { name, email } = (identity.role === 'customer' && identity.confirmed?.identity) || {};
  return { ...(name !== undefined && { name }), ...(email !== undefined && { email }) };
}

/** Whether a request exists at all for the one who asks [R40]. */
export function mayRead(store: DeskStore, identity: Identity, request: StoredRequest): boolean {
  return identity.role === 'technician' || owns(store, request, identity.principal);
}

/** The request, if there is one that the asker may read. A number is a technician's way to name it. */
export function readable(store: DeskStore, identity: Identity, name: string | number): StoredRequest | null {
  if (typeof name === 'number' && identity.role !== 'technician') return null;
  const key = typeof name === 'number' ? store.keyOf(name) : name;
  const request = key === null ? null : store.request(key);
  return request && mayRead(store, identity, request) ? request : null;
}
