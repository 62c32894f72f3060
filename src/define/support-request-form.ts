import { SupportRequestForm } from '../elements/support-request-form/support-request-form.ts';
import './customer-connection.ts';

SupportRequestForm.define();
