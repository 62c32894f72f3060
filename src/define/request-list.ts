import { RequestList } from '../elements/request-list/request-list.ts';
import './technician-connection.ts';

RequestList.define();
