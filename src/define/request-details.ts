import { RequestDetails } from '../elements/request-details/request-details.ts';
import './technician-connection.ts';

RequestDetails.define();
