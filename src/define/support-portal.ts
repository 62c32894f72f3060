import { SupportPortal } from '../elements/support-portal/support-portal.ts';
import './customer-connection.ts';

SupportPortal.define();
