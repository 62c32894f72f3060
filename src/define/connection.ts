import { installConnector } from '../connect/install.ts';
import { serveLate } from '../elements/context.ts';

installConnector();
serveLate(document);
