// For elements that either side uses.
import './customer-connection.ts';
import './technician-connection.ts';
