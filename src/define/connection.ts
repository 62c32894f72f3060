import { installConnector } from '../connect/install.ts';
import { serveLate } from '../elements/context.ts';

installConnector();
// On a server there is nothing to serve: importing does no harm there.
if (typeof document !== 'undefined') serveLate(document);
