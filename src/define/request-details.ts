import { RequestDetails } from '../elements/request-details/request-details.ts';
import './connection.ts';

RequestDetails.define();
