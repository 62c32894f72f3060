import { connect } from '../connect/connect.ts';
import { setConnector } from '../elements/context.ts';

// From here on elements get a client from their `server` and `company`.
setConnector(connect);
