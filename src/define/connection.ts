import { installConnector } from '../connect/install.ts';

installConnector();
