import { technicians } from '../connect/technicians.ts';
import { installConnector } from '../connect/install.ts';

installConnector('technician', technicians);
