import { SupportPortal } from '../elements/support-portal/support-portal.ts';
import './connection.ts';

SupportPortal.define();
