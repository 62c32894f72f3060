import type { Role } from '../domain/request.ts';
import { setConnector } from '../elements/context.ts';
import { addMaker, connect, type ClientMaker } from './connect.ts';

/** From here on elements of this role get a client from their `server` and `company`. */
export function installConnector(role: Role, make: ClientMaker): void {
  addMaker(role, make);
  setConnector(connect);
}
