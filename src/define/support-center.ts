import { SupportCenter } from '../elements/support-center/support-center.ts';
import './technician-connection.ts';

SupportCenter.define();
