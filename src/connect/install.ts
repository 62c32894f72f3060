import { setConnector } from '../elements/context.ts';
import { connect } from './connect.ts';

/** From here on elements get a client from their `server` and `company`. */
export function installConnector(): void {
  setConnector(connect);
}
