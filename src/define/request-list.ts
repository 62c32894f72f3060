import { RequestList } from '../elements/request-list/request-list.ts';
import './connection.ts';

RequestList.define();
