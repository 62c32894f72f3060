import { SupportCenter } from '../elements/support-center/support-center.ts';
import './connection.ts';

SupportCenter.define();
