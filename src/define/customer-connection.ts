import { customers } from '../connect/customers.ts';
import { installConnector } from '../connect/install.ts';

installConnector('customer', customers);
